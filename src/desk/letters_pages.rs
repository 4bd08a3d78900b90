//! The city's own words for its mail.

use maud::{Markup, html};

use crate::edition::Edition;
use crate::mail::Letter;
use crate::mail::template::{EVERYWHERE, KINDS, Kind, Words};
use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::parts::lists::filters;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::details;
use crate::page::{Complaints, Errors, encode};
use crate::people::Visit;
use crate::text::Lang;

pub struct List<'a> {
    pub visit: &'a Visit,
    pub editions: &'a [Edition],
    /// The edition looked at, or all.
    pub chosen: &'a str,
    /// Kinds and languages that have words of their own there.
    pub changed: &'a [(String, String)],
}

pub fn list(list: &List<'_>) -> Markup {
    let List { visit, editions, chosen, changed } = list;
    let t = visit.text;
    let all = t.say("letters-everywhere");
    let names: Vec<String> =
        editions.iter().map(|edition| format!("{} {}", edition.city, edition.title)).collect();
    let everywhere =
        Choice { value: EVERYWHERE, label: &all, chosen: chosen.is_empty(), ..Choice::default() };
    let choices: Vec<Choice<'_>> = std::iter::once(everywhere)
        .chain(editions.iter().zip(&names).map(|(edition, name)| Choice {
            value: &edition.slug,
            label: name,
            chosen: edition.slug == *chosen,
            ..Choice::default()
        }))
        .collect();
    let (which, show, letter) =
        (t.say("column-edition"), t.say("letters-show"), t.say("letters-letter"));
    let columns: Vec<Column<'_>> = std::iter::once(Column::head(&letter))
        .chain(Lang::ALL.iter().map(|lang| Column::text(lang.name())))
        .collect();
    let own = t.say("letters-own");
    let rows: Vec<Row> = KINDS
        .iter()
        .map(|kind| {
            let name = t.say(&format!("letter-{}", kind.name));
            let cells = Lang::ALL.iter().map(|lang| {
                let query = format!("?edition={}", encode(chosen));
                let path = format!("/desk/mail/{}/{}{query}", kind.name, lang.code());
                let mine = changed.iter().any(|(one, code)| one == kind.name && code == lang.code());
                html! {
                    a href=(visit.href(&path)) { (t.say("change")) span.sr { ": " (name) ", " (lang.name()) } }
                    @if mine { " " b { (own) } }
                }
            });
            Row::from(std::iter::once(html! { (name) }).chain(cells).collect::<Vec<_>>())
        })
        .collect();
    let action = visit.href("/desk/mail");
    let field = html! { (Field::select("edition", &which, &choices).value(chosen)) };
    html! {
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("letters-title")) }
            p.read { (t.say("letters-why")) }
        }
        (filters(&action, &which, "letters", field, Plate::submit(&show).quiet()))
        section.panel #letters {
            (Table { caption: &t.say("letters-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
        }
    }
}

pub struct Desk<'a> {
    pub visit: &'a Visit,
    pub kind: &'a Kind,
    pub lang: Lang,
    pub edition: &'a str,
    pub words: &'a Words,
    /// The letter as it would be read.
    pub preview: Option<&'a Letter>,
    pub errors: &'a Errors,
}

pub fn letter(desk: &Desk<'_>) -> Markup {
    let Desk { visit, kind, lang, edition, words, preview, errors } = desk;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let action = visit.href(&format!("/desk/mail/{}/{}", kind.name, lang.code()));
    let back = visit.href(&format!("/desk/mail?edition={}", encode(edition)));
    let (subject, body) = (t.say("letter-subject"), t.say("letter-body"));
    let (look, save, shipped) =
        (t.say("letter-preview-act"), t.say("letter-save"), t.say("letter-shipped"));
    let known: Vec<String> = kind.variables.iter().map(|name| format!("{{ ${name} }}")).collect();
    let hint = t.with("letter-hint", &[("variables", known.join(", ").into())]);
    let other = kind.shipped(*lang);
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(back) { (t.say("letters-title")) } }
            h1 { (t.say(&format!("letter-{}", kind.name))) }
            p.muted { (lang.name()) ", " @if edition.is_empty() { (t.say("letters-everywhere")) } @else { (edition) } }
        }
        div.split.split--even {
            form.stack method="post" action=(action) novalidate {
                (hidden("edition", edition))
                (Field::text("subject", &subject).value(&words.subject).error(complaints.of("subject")))
                (Field::area("body", &body, 14).hint(&hint).value(&words.body).error(complaints.of("body")))
                p.row {
                    (Plate::submit(&save).brass().sends("press", "save"))
                    (Plate::submit(&look).quiet().sends("press", "preview"))
                    (Plate::submit(&shipped).quiet().sends("press", "shipped"))
                }
            }
            div.stack {
                @if let Some(letter) = preview {
                    section.panel.panel--sunk.stack aria-labelledby="h-preview" {
                        h2 #h-preview { (t.say("letter-preview")) }
                        p lang=(lang.code()) { b { (letter.subject) } }
                        div.stack lang=(lang.code()) {
                            @for line in letter.body.split('\n').filter(|line| !line.trim().is_empty()) { p { (line) } }
                        }
                    }
                }
                (details("shipped", t.say("letter-shipped-words"), html! {
                    p lang=(lang.code()) { b { (other.subject) } }
                    @for line in other.body.split('\n').filter(|line| !line.trim().is_empty()) { p lang=(lang.code()) { (line) } }
                }))
            }
        }
    }
}
