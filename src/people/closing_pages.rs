//! Closing an account, and the closed ones.

use maud::{Markup, html};

use super::account::Account;
use super::pages::code_field;
use super::visit::Visit;
use crate::page::parts::fields::Field;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::empty;
use crate::page::{Complaints, Errors, Fields};

pub struct Closing<'a> {
    pub visit: &'a Visit,
    pub closed: &'a [Account],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn closing(view: &Closing<'_>) -> Markup {
    let Closing { visit, closed, fields, errors } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("closing-title")) }
            p.read { (t.say("closing-why")) }
        }
        div.split {
            section.panel.stack aria-labelledby="h-closed" {
                h2 #h-closed { (t.say("closing-list")) }
                @if closed.is_empty() && ["opened", "open-code"].iter().all(|field| complaints.of(field).is_none()) { (empty(t.say("closing-none"), None)) } @else {
                    (opening(visit, closed, &complaints))
                }
            }
            section.panel.stack aria-labelledby="h-close" {
                h2 #h-close { (t.say("closing-act")) }
                (close(visit, fields, &complaints))
            }
        }
    }
}

fn close(visit: &Visit, fields: &Fields, complaints: &Complaints) -> Markup {
    let t = visit.text;
    let (email, reason, act) =
        (t.say("field-email"), t.say("closing-reason"), t.say("closing-act"));
    let hint = t.say("closing-reason-hint");
    html! {
        form.stack #close method="post" action=(visit.href("/desk/accounts")) novalidate {
            (Field::text("email", &email).kind("email").autocomplete("off").value(fields.get("email")).error(complaints.of("email")))
            (Field::area("reason", &reason, 3).hint(&hint).value(fields.get("reason")).error(complaints.of("reason")))
            (code_field(visit, complaints, "code"))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// One form over the table: a code, and beside every account the button that opens it again.
fn opening(visit: &Visit, closed: &[Account], complaints: &Complaints) -> Markup {
    let t = visit.text;
    let (name, since, open) = (t.say("field-name"), t.say("closing-since"), t.say("closing-open"));
    let columns = [Column::head(&name), Column::text(&since)];
    let rows: Vec<Row> = closed
        .iter()
        .map(|account| {
            Row::from(vec![
                html! { (account.name) br; span.small.muted { (account.email) } },
                html! { p.row.row--ends {
                    span { @if let Some(at) = account.closed_at { (t.moment(at)) } }
                    (Plate::submit(&open).quiet().small().about(&account.name).sends("opened", &account.id.to_string()))
                } },
            ])
        })
        .collect();
    html! {
        form.stack #opened method="post" action=(visit.href("/desk/accounts")) novalidate {
            @if let Some(wrong) = complaints.of("opened") { p.err #opened-error { (wrong) } }
            (Table { caption: &t.say("closing-list"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            (code_field(visit, complaints, "open-code"))
        }
    }
}
