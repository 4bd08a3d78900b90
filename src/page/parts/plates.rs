//! Enamel plates: what one can press, and the number of a project.

use super::super::mark::Sign;
use super::super::said::Said;
use maud::{Markup, Render, html};

/// A plate: a button or a link that does something. Verb + object: 'Cast the vote'. Never disabled.
///
/// `Plate::submit(text)` in a form, `Plate::link(text, href)` to go somewhere; then how it looks
/// (`brass` once a page, for the act that counts; `quiet` for the rest) and what it sends.
#[derive(Clone, Copy)]
pub struct Plate<'a> {
    text: &'a str,
    act: Act<'a>,
    look: &'static str,
    small: bool,
    about: Option<Said<'a>>,
    sends: Option<(&'a str, &'a str)>,
    action: Option<&'a str>,
    swap: Option<&'a str>,
    id: Option<&'a str>,
    sign: Option<Sign>,
    form: Option<&'a str>,
    novalidate: bool,
}

#[derive(Clone, Copy)]
enum Act<'a> {
    Submit,
    Link(&'a str),
    Print,
}

impl<'a> Plate<'a> {
    fn new(text: &'a str, act: Act<'a>) -> Self {
        Plate {
            text,
            act,
            look: "",
            small: false,
            about: None,
            sends: None,
            action: None,
            swap: None,
            id: None,
            sign: None,
            form: None,
            novalidate: false,
        }
    }

    /// Submits the form it stands in.
    pub fn submit(text: &'a str) -> Self {
        Self::new(text, Act::Submit)
    }

    /// Goes to an address.
    pub fn link(text: &'a str, href: &'a str) -> Self {
        Self::new(text, Act::Link(href))
    }

    /// Opens the print dialogue (`core.js`); print styles do the rest.
    pub fn print(text: &'a str) -> Self {
        Self::new(text, Act::Print)
    }

    /// The act that counts; at most one on a page.
    pub fn brass(self) -> Self {
        Plate { look: " plate--brass", ..self }
    }

    /// A white plate, for everything beside the main act.
    pub fn quiet(self) -> Self {
        Plate { look: " plate--quiet", ..self }
    }

    /// Only its inner line; on the enamel band of the header.
    pub fn line(self) -> Self {
        Plate { look: " plate--line", ..self }
    }

    /// 44 px high: beside other things, in rows.
    pub fn small(self) -> Self {
        Plate { small: true, ..self }
    }

    /// The object, when many plates share a word: read aloud as 'Add to ballot: Benches', not shown.
    pub fn about(self, object: impl Into<Said<'a>>) -> Self {
        Plate { about: Some(object.into()), ..self }
    }

    /// `name` and `value` sent when this plate submits.
    pub fn sends(self, name: &'a str, value: &'a str) -> Self {
        Plate { sends: Some((name, value)), ..self }
    }

    /// Submits to another address than its form's.
    pub fn action(self, url: &'a str) -> Self {
        Plate { action: Some(url), ..self }
    }

    /// Ids to swap instead of loading the page (a link, or a submit whose form has no `data-swap`).
    pub fn swap(self, ids: &'a str) -> Self {
        Plate { swap: Some(ids), ..self }
    }

    /// Keeps the focus on this plate after a swap. Give one to plates pressed again and again.
    pub fn id(self, id: &'a str) -> Self {
        Plate { id: Some(id), ..self }
    }

    /// A sign before the words.
    pub fn sign(self, sign: Sign) -> Self {
        Plate { sign: Some(sign), ..self }
    }

    /// The id of the form it belongs to, when it stands outside it.
    pub fn form(self, id: &'a str) -> Self {
        Plate { form: Some(id), ..self }
    }

    /// Skips the browser's own checks: 'add a row', 'back'.
    pub fn unchecked(self) -> Self {
        Plate { novalidate: true, ..self }
    }
}

impl Render for Plate<'_> {
    fn render(&self) -> Markup {
        let class = format!("plate{}{}", self.look, if self.small { " plate--small" } else { "" });
        let own = self.about.filter(|object| object.lang().is_none());
        let name = own.map(|object| format!("{}: {}", self.text, object.words()));
        // An attribute has one language; words of another stand inside.
        let other = self.about.filter(|object| object.lang().is_some());
        let inside = html! {
            @if let Some(sign) = self.sign { (sign) } (self.text)
            @if let Some(object) = other { span class="sr" { ": " (object) } }
        };
        match self.act {
            Act::Link(href) => html! {
                a class=(class) href=(href) id=[self.id] data-swap=[self.swap] aria-label=[name] { (inside) }
            },
            Act::Print => {
                html! { button type="button" class=(class) id=[self.id] data-print { (inside) } }
            }
            Act::Submit => html! {
                button type="submit" class=(class) id=[self.id] form=[self.form] name=[self.sends.map(|s| s.0)] value=[self.sends.map(|s| s.1)]
                    formaction=[self.action] formnovalidate[self.novalidate] data-swap=[self.swap] aria-label=[name] { (inside) }
            },
        }
    }
}

/// A plate with a sign only, 44 px square; `name` is what a screen reader says. For maps and rank arrows.
pub fn sign_plate(sign: Sign, name: &str, href: &str, swap: Option<&str>, id: &str) -> Markup {
    html! { a class="plate plate--quiet plate--small" href=(href) id=(id) data-swap=[swap] aria-label=(name) title=(name) { (sign) } }
}

/// The enamel number of a project, the same on cards, map, ballot, paper and results. Only for projects.
pub fn number(nr: &str) -> Markup {
    html! { span class="nr" { (nr) } }
}
