//! The acts of city hall as a list.

use game_rules::log::to_hex;
use maud::{Markup, html};

use super::acts_words::{about, detail, nobody};
use crate::audit::{Fault, Head, Model as Act};
use crate::page::parts::lists::Pager;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::people::Visit;
use crate::text::Text;

pub struct Line {
    pub act: Act,
    /// Whose account did it; none for what the clock or a voter did.
    pub by: Option<String>,
    /// The title of the edition that it was done in.
    pub edition: Option<String>,
}

pub struct Acts<'a> {
    pub visit: &'a Visit,
    pub lines: &'a [Line],
    pub current: u64,
    pub pages: u64,
    pub head: &'a Head,
    /// What following the chain said, if somebody asked.
    pub checked: Option<&'a Result<Head, Fault>>,
}

pub fn acts(view: &Acts<'_>) -> Markup {
    let Acts { visit, lines, head, .. } = view;
    let t = visit.text;
    let here = visit.href("/desk/acts");
    let heads = ["acts-what", "acts-when", "acts-about", "acts-who"].map(|key| t.say(key));
    let [what, when, whom, who] = &heads;
    let columns = [Column::head(what), Column::text(when), Column::text(whom), Column::text(who)];
    let rows: Vec<Row> = lines
        .iter()
        .map(|Line { act, by, edition }| Row {
            cells: vec![
                html! { b { (t.say(&format!("act-{}", act.kind))) } },
                html! { (t.moment(act.at)) },
                html! {
                    (about(t, act))
                    @if !act.detail.is_empty() { br; span.small { (detail(t, act)) } }
                    @if let Some(edition) = edition { br; span.small.muted { (edition) } }
                },
                html! { @match by { Some(name) => (name), None => span.muted { (nobody(t, act)) } } },
            ],
            look: RowLook::Plain,
            id: None,
        })
        .collect();
    let size = |pages: u64| usize::try_from(pages).unwrap_or(1);
    let at = |page: usize| format!("{here}?page={page}");
    html! {
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("acts-title")) }
            p.read { (t.say("acts-why")) }
        }
        section.panel.stack aria-labelledby="h-chain" {
            h2 #h-chain { (t.say("acts-chain")) }
            @if let Some(checked) = view.checked { (verdict(t, checked)) }
            p { (t.count("acts-linked", head.acts)) }
            @if head.acts > 0 { p.small { code { (to_hex(&head.hash)) } } }
            p { (Plate::link(&t.say("acts-check"), &format!("{here}?check=yes")).quiet()) }
        }
        @if lines.is_empty() { (empty(t.say("desk-no-acts"), None)) } @else {
            section.panel.stack {
                (Table { caption: &t.say("acts-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
                (Pager { label: &t.say("acts-pages"), current: size(view.current), last: size(view.pages), next: &t.say("pages-next"), previous: &t.say("pages-previous"), swap: None, href: &at })
            }
        }
    }
}

fn verdict(t: Text, checked: &Result<Head, Fault>) -> Markup {
    let (tone, words) = match checked {
        Ok(head) => (Tone::Good, t.count("acts-whole", head.acts)),
        Err(Fault::Changed { position } | Fault::Missing { position }) => {
            (Tone::Bad, t.with("acts-changed", &[("number", (*position).into())]))
        }
        Err(Fault::Promised { acts }) => {
            (Tone::Bad, t.with("acts-promised", &[("number", (*acts).into())]))
        }
    };
    note(tone, words, None)
}
