use maud::{Markup, html};

/// A QR code of an address, always dark on white with the quiet edge that readers want; `name` is
/// what a screen reader says. `None` when the address is too long for a code.
pub fn qr(address: &str, name: &str) -> Option<Markup> {
    let code = fast_qr::QRBuilder::new(address).build().ok()?;
    let size = code.size;
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code[y][x].value() {
                path.push_str(&format!("M{} {}h1v1h-1z", x + 2, y + 2));
            }
        }
    }
    let edge = size + 4;
    Some(html! {
        svg viewBox={ "0 0 " (edge) " " (edge) } role="img" aria-label=(name) {
            path fill="#fff" d={ "M0 0h" (edge) "v" (edge) "H0z" } {}
            path fill="#000" d=(path) {}
        }
    })
}
