//! Second keys that are lost: proposing, approving, and the owner's objection.

use maud::{Markup, html};

use super::pages::code_field;
use super::reset::Waiting;
use super::visit::Visit;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::empty;
use crate::page::{Complaints, Errors, Fields};
use crate::text::Arg;

pub struct Resets<'a> {
    pub visit: &'a Visit,
    pub waiting: &'a [Waiting],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn resets(view: &Resets<'_>) -> Markup {
    let Resets { visit, waiting, fields, errors } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (email, hint, act) = (t.say("field-email"), t.say("reset-email-hint"), t.say("reset-act"));
    let wrong = ["waiting", "reset-code"].iter().any(|field| complaints.of(field).is_some());
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk/people")) { (t.say("roles-title")) } }
            h1 { (t.say("reset-title")) }
            p.read { (t.say("reset-why")) }
        }
        div.split {
            section.panel.stack aria-labelledby="h-waiting" {
                h2 #h-waiting { (t.say("reset-waiting")) }
                @if waiting.is_empty() && !wrong { (empty(t.say("reset-none"), None)) } @else { (deciding(view, &complaints)) }
            }
            section.panel.stack aria-labelledby="h-lost" {
                h2 #h-lost { (act) }
                form.stack #lost method="post" novalidate {
                    (Field::text("email", &email).kind("email").autocomplete("off").hint(&hint).value(fields.get("email")).error(complaints.of("email")))
                    (code_field(visit, &complaints, "code"))
                    p { (Plate::submit(&act).brass()) }
                }
                p.small.muted { (t.say("reset-alone")) }
            }
        }
    }
}

/// One form over the table: a code, and beside each key the buttons.
fn deciding(view: &Resets<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let heads = ["field-name", "roles-by", "reset-when"].map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(""),
    ];
    let (approve, refuse, withdraw) =
        (t.say("reset-approve"), t.say("roles-decline"), t.say("roles-withdraw"));
    let own = view.visit.viewer.as_ref().map(|viewer| viewer.id);
    let rows: Vec<Row> = view
        .waiting
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            let mine = own == Some(one.by.id);
            let no = if mine { &withdraw } else { &refuse };
            let name = &one.account.name;
            Row::from(vec![
                html! { (name) br; span.small.muted { (one.account.email) } },
                html! { (one.by.name) br; span.small.muted { (t.moment(one.at)) } },
                html! { @match one.due_at {
                    Some(due) => (t.with("reset-due", &[("when", Arg::Moment(due))])),
                    None => (t.say("reset-second")),
                } },
                html! { div.row {
                    @if !mine && own != Some(one.account.id) && one.due_at.is_none() { (Plate::submit(&approve).small().about(name).sends("approved", &id)) }
                    (Plate::submit(no).quiet().small().about(name).sends("dropped", &id))
                } },
            ])
        })
        .collect();
    html! {
        form.stack #waiting method="post" novalidate {
            @if let Some(wrong) = complaints.of("waiting") { p.err #waiting-error { (wrong) } }
            (Table { caption: &t.say("reset-waiting"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            (code_field(view.visit, complaints, "reset-code"))
        }
    }
}

/// Behind the link in the owner's letter.
pub fn keep(visit: &Visit, word: &str) -> Markup {
    let t = visit.text;
    let act = t.say("reset-keep-act");
    html! {
        form.stack.read method="post" action=(visit.href("/sign-in/keep")) {
            h1 { (t.say("reset-keep-title")) }
            p { (t.say("reset-keep-why")) }
            (hidden("t", word))
            p { (Plate::submit(&act).brass()) }
        }
    }
}
