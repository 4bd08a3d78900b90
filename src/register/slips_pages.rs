//! Codes on paper, one sheet each. Shown once.

use maud::{Markup, html};

use super::codes::Slip;
use crate::edition::Edition;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::qr;
use crate::people::Visit;

/// The letters of a batch. `base` is what addresses of the site begin with.
pub fn slips(visit: &Visit, edition: &Edition, base: &str, slips: &[Slip]) -> Markup {
    let t = visit.text;
    let (print, back) = (t.say("print"), visit.href(&format!("/desk/{}/codes", edition.slug)));
    let page = format!("{base}{}", visit.href(&format!("/{}/vote/verify", edition.slug)));
    html! {
        div.stack.noprint {
            h1 { (t.say("slips-title")) }
            (note(Tone::Warn, t.say("slips-once"), Some(html! { p { (t.say("slips-how")) } })))
            p.row { (Plate::print(&print).brass()) a href=(back) { (t.say("slips-back")) } }
        }
        @for slip in slips {
            section.slip aria-label=(t.with("slips-number", &[("batch", slip.batch.into()), ("number", slip.number.into())])) {
                p { b { (edition.city) } br; (edition.title) }
                p.lead { (t.say("slips-what")) }
                ol {
                    li { (t.say("slips-first")) " " b { (page) } }
                    li { (t.say("slips-second")) }
                    li { (t.say("slips-third")) }
                }
                p.big.sign.num { (slip.code) }
                @if let Some(qr) = qr(&format!("{page}#{}", slip.code), &t.say("slips-qr")) { div.qr { (qr) } }
                p.small { (t.say("slips-secret")) }
                p.small.muted {
                    (t.with("slips-number", &[("batch", slip.batch.into()), ("number", slip.number.into())]))
                    @if let Some(position) = slip.position { ", " (t.with("slips-position", &[("n", position.into())])) }
                }
            }
        }
    }
}
