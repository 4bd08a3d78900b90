//! Words from the office: states, notices, errors, empty places.

use super::super::mark::Sign;
use maud::{Markup, Render, html};

/// The third carrier of a state, after shape and word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Bad,
    Warn,
    Info,
}

impl Tone {
    fn of(self, part: &str) -> String {
        let kind = match self {
            Tone::Plain => return part.to_owned(),
            Tone::Good => "good",
            Tone::Bad => "bad",
            Tone::Warn => "warn",
            Tone::Info => "info",
        };
        format!("{part} {part}--{kind}")
    }

    fn sign(self) -> Sign {
        match self {
            Tone::Plain | Tone::Info => Sign::Info,
            Tone::Good => Sign::Yes,
            Tone::Bad => Sign::No,
            Tone::Warn => Sign::Warn,
        }
    }
}

/// A state: shape, word, colour, in this order of importance.
pub fn tag(tone: Tone, sign: Sign, text: impl Render) -> Markup {
    html! { span class=(tone.of("tag")) { (sign) (text) } }
}

/// A state that changes while one looks (draft saved, connection): said politely when swapped.
pub fn status(id: &str, tone: Tone, sign: Sign, text: impl Render) -> Markup {
    html! { p class=(tone.of("tag")) id=(id) role="status" { (sign) (text) } }
}

/// The phase of the edition or of the count; once a page, above the title.
pub fn phase(sign: Sign, text: &str) -> Markup {
    html! { p class="phase" { (sign) (text) } }
}

/// A notice: one bold sentence and what to do. Never two in a row for one cause.
pub fn note(tone: Tone, sentence: impl Render, more: Option<Markup>) -> Markup {
    block(
        tone,
        None,
        html! { b { (sentence) } @if let Some(more) = more { div class="small" { (more) } } },
    )
}

/// What just happened, on the page after a redirect. One, and never beside an error summary.
pub fn banner(tone: Tone, sentence: impl Render, more: Option<Markup>) -> Markup {
    block(
        tone,
        Some("status"),
        html! { b { (sentence) } @if let Some(more) = more { div class="small" { (more) } } },
    )
}

fn block(tone: Tone, role: Option<&str>, inside: Markup) -> Markup {
    html! { div class=(tone.of("note")) role=[role] { (tone.sign()) div { (inside) } } }
}

/// A fault of a form: the id of the field and the sentence that also stands beside it.
#[derive(Debug, Clone, Copy)]
pub struct Fault<'a> {
    pub field: &'a str,
    pub sentence: &'a str,
}

/// On top of a form that came back: links to the fields. Takes the focus (`core.js`, or `autofocus` without).
pub fn error_summary(title: &str, faults: &[Fault<'_>]) -> Markup {
    html! {
        div class="note note--bad" id="errors" role="alert" tabindex="-1" autofocus {
            (Sign::No)
            div {
                b { (title) }
                ul { @for fault in faults { li { a href={ "#" (fault.field) } { (fault.sentence) } } } }
            }
        }
    }
}

/// An empty place: why, and one way out.
pub fn empty(why: impl Render, way_out: Option<Markup>) -> Markup {
    html! {
        div class="empty" {
            svg viewBox="0 0 8 8" aria-hidden="true" {
                path d="M.5.5h7v7h-7z" fill="none" stroke="currentColor" stroke-width=".4" stroke-dasharray="1 .75" {}
            }
            div class="stack stack--tight" { p { (why) } @if let Some(way_out) = way_out { (way_out) } }
        }
    }
}

/// More, for who wants it. `id` keeps it open over swaps.
pub fn details(id: &str, summary: impl Render, inside: Markup) -> Markup {
    html! { details id=(id) { summary { (summary) } div class="stack" { (inside) } } }
}
