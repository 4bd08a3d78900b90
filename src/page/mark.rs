//! The mark of Sakwa and the handful of signs that come before words.

use maud::{Markup, PreEscaped, Render, html};

/// The mark: a pouch cut like a tile, drawn in where the cord runs in stitches through its mouth, with the
/// four-point star of the mosaic in its body. One colour (`currentColor`), works at 16 px; `assets/icon.svg` is the same in two.
pub fn mark() -> Markup {
    html! { svg viewBox="0 0 32 32" aria-hidden="true" { path fill-rule="evenodd" d=(MARK) {} } }
}

const MARK: &str = "M1 1h30v4a4 4 0 0 0 0 6v9a11 11 0 0 1-11 11h-8a11 11 0 0 1-11-11v-9a4 4 0 0 0 0-6zM6 6.6v2.8h4.5V6.6zM13.7 6.6v2.8h4.6V6.6zM21.5 6.6v2.8H26V6.6zM16 12.2a8 8 0 0 1-8 8a8 8 0 0 1 8 8a8 8 0 0 1 8-8a8 8 0 0 1-8-8z";

/// A shape that says a state before the word does. Always beside a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// ✓ yes, won, saved
    Yes,
    /// ✕ no, wrong
    No,
    /// ● open, running
    Open,
    /// ◐ in work
    Half,
    /// ○ draft, waiting
    Ring,
    /// ▲ late, careful
    Warn,
    /// ■ closed, final
    Closed,
    /// i explanation
    Info,
    Plus,
    Minus,
    Up,
    Down,
    Left,
    Right,
    /// Brings everything into view.
    Fit,
}

impl Render for Sign {
    fn render(&self) -> Markup {
        let inside = match self {
            Sign::Yes => {
                r#"<path d="M1 6.5L4.5 10 11 2.5" fill="none" stroke="currentColor" stroke-width="2.4"/>"#
            }
            Sign::No => {
                r#"<path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="2.4"/>"#
            }
            Sign::Open => r#"<circle cx="6" cy="6" r="6"/>"#,
            Sign::Half => {
                r#"<path d="M6 0a6 6 0 0 1 0 12z"/><circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="2"/>"#
            }
            Sign::Ring => {
                r#"<circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" stroke-width="2.2"/>"#
            }
            Sign::Warn => r#"<path d="M6 .5L12 11.5H0z"/>"#,
            Sign::Closed => r#"<path d="M1 1h10v10H1z"/>"#,
            Sign::Info => r#"<path d="M5 5h2v7H5zM5 1h2v2.3H5z"/>"#,
            Sign::Plus => r#"<path d="M5 1h2v4h4v2H7v4H5V7H1V5h4z"/>"#,
            Sign::Minus => r#"<path d="M1 5h10v2H1z"/>"#,
            Sign::Up => r#"<path d="M6 2l5 5-1.4 1.4L7 5.8V11H5V5.8L2.4 8.4 1 7z"/>"#,
            Sign::Down => r#"<path d="M6 10L1 5l1.4-1.4L5 6.2V1h2v5.2l2.6-2.6L11 5z"/>"#,
            Sign::Left => r#"<path d="M2 6l5-5 1.4 1.4L5.8 5H11v2H5.8l2.6 2.6L7 11z"/>"#,
            Sign::Right => r#"<path d="M10 6l-5 5-1.4-1.4L6.2 7H1V5h5.2L3.6 2.4 5 1z"/>"#,
            Sign::Fit => {
                r#"<path d="M1 1h4v2H3v2H1zM7 1h4v4H9V3H7zM1 7h2v2h2v2H1zM9 7h2v4H7V9h2z"/>"#
            }
        };
        html! { svg viewBox="0 0 12 12" aria-hidden="true" { (PreEscaped(inside)) } }
    }
}
