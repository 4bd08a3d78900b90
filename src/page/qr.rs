//! QR codes, drawn.

use fast_qr::QRCode;
use maud::{Markup, PreEscaped};

/// A QR code with the quiet zone scanners need, named for whoever does not see it.
pub fn qr(code: &QRCode, label: &str) -> Markup {
    let mut path = String::new();
    for y in 0..code.size {
        for x in 0..code.size {
            if code[y][x].value() {
                path.push_str(&format!("M{} {}h1v1h-1z", x + 4, y + 4));
            }
        }
    }
    let edge = code.size + 8;
    maud::html! {
        svg viewBox={ "0 0 " (edge) " " (edge) } role="img" aria-label=(label) {
            (PreEscaped(format!("<path fill=\"#fff\" d=\"M0 0h{edge}v{edge}H0z\"/>")))
            (PreEscaped(format!("<path fill=\"#000\" d=\"{path}\"/>")))
        }
    }
}
