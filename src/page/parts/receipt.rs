//! The receipt: a code that proves a vote was counted and says nothing about whom it was for.

use super::super::mark::Sign;
use maud::{Markup, Render, html};

/// What a voter takes home. No choices on it.
pub struct Receipt<'a> {
    /// 'The vote is in the box'
    pub state: &'a str,
    pub code: &'a str,
    pub code_name: &'a str,
    /// Two or three sentences: what the code is for, what it does not say, what happens next.
    pub sentences: &'a [&'a str],
    pub when: Markup,
    /// A drawn QR code (`<svg>`), if there is one.
    pub qr: Option<Markup>,
    /// Print, copy by e-mail.
    pub acts: Markup,
}

impl Render for Receipt<'_> {
    fn render(&self) -> Markup {
        html! {
            section class="receipt" {
                span class="cord" {}
                p class="tag tag--good" { (Sign::Yes) (self.state) }
                p class="big sign num" { span class="sr" { (self.code_name) ": " } (self.code) }
                @for sentence in self.sentences { p { (sentence) } }
                @if let Some(qr) = &self.qr { div class="qr" { (qr) } }
                p class="small muted" { (self.when) }
                div class="row" { (self.acts) }
            }
        }
    }
}
