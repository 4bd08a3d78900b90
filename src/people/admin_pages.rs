//! Who works at city hall, and as what.

use maud::{Markup, html};

use super::account::Account;
use super::grant::Waiting;
use super::pages::code_field;
use super::role::Role;
use super::visit::Visit;
use crate::page::parts::fields::{Choice, Field, Group, radios};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields};

pub struct People<'a> {
    pub visit: &'a Visit,
    pub staff: &'a [(Account, Vec<Role>)],
    pub waiting: &'a [Waiting],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn people(people: &People<'_>) -> Markup {
    let People { visit, staff, waiting, fields, errors } = people;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let admins =
        staff.iter().filter(|(account, roles)| account.is_open() && roles.contains(&Role::Admin));
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("roles-title")) }
            p.read { (t.say("roles-why")) }
            p { a href=(visit.href("/desk/people/factor")) { (t.say("reset-title")) } }
            @if admins.count() < 2 { (note(Tone::Warn, t.say("roles-alone"), Some(html! { (t.say("roles-alone-how")) }))) }
        }
        @if !waiting.is_empty() || ["confirmed", "grant-code"].iter().any(|field| complaints.of(field).is_some()) {
            section.panel.stack aria-labelledby="h-waiting" {
                h2 #h-waiting { (t.say("roles-waiting")) }
                (confirming(visit, waiting, &complaints))
            }
        }
        div.split {
            section.panel.stack aria-labelledby="h-staff" {
                h2 #h-staff { (t.say("roles-staff")) }
                (taking(visit, staff, &complaints))
            }
            section.panel.stack aria-labelledby="h-give" {
                h2 #h-give { (t.say("roles-give")) }
                (giving(visit, fields, &complaints))
            }
        }
    }
}

/// One form over the proposals: a code, and beside each the buttons. Who proposed it only takes it
/// back; whom it is for decides nothing.
fn confirming(visit: &Visit, waiting: &[Waiting], complaints: &Complaints) -> Markup {
    let t = visit.text;
    let heads = ["field-name", "roles-role", "roles-by"].map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(""),
    ];
    let (confirm, decline, withdraw) =
        (t.say("roles-confirm"), t.say("roles-decline"), t.say("roles-withdraw"));
    let own = visit.viewer.as_ref().map(|viewer| viewer.id);
    let rows: Vec<Row> = waiting
        .iter()
        .map(|one| {
            let role = t.say(&format!("role-{}", one.role.name()));
            let about = format!("{role}, {}", one.account.name);
            let id = one.id.to_string();
            let mine = own == Some(one.by.id);
            let no = if mine { &withdraw } else { &decline };
            Row::from(vec![
                html! { (one.account.name) br; span.small.muted { (one.account.email) } },
                html! { (role) },
                html! { (one.by.name) br; span.small.muted { (t.moment(one.at)) } },
                html! { @if own != Some(one.account.id) { div.row {
                    @if !mine { (Plate::submit(&confirm).small().about(&about).sends("confirmed", &id)) }
                    (Plate::submit(no).quiet().small().about(&about).sends("declined", &id))
                } } },
            ])
        })
        .collect();
    html! {
        form.stack #confirmed method="post" action=(visit.href("/desk/people")) novalidate {
            @if let Some(wrong) = complaints.of("confirmed") { p.err #confirmed-error { (wrong) } }
            (Table { caption: &t.say("roles-waiting"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            (code_field(visit, complaints, "grant-code"))
        }
    }
}

fn giving(visit: &Visit, fields: &Fields, complaints: &Complaints) -> Markup {
    let t = visit.text;
    let (email, hint) = (t.say("field-email"), t.say("roles-email-hint"));
    let (legend, act) = (t.say("roles-role"), t.say("roles-give-act"));
    let known: Vec<(String, String, String)> = Role::ALL
        .into_iter()
        .filter(|role| role.is_staff())
        .map(|role| {
            let name = role.name();
            (t.say(&format!("role-{name}")), t.say(&format!("role-{name}-may")), name)
        })
        .collect();
    let choices: Vec<Choice<'_>> = known
        .iter()
        .map(|(label, may, name)| Choice {
            value: name,
            label,
            hint: Some(may),
            chosen: fields.get("role") == name,
        })
        .collect();
    let group = Group {
        name: "role",
        legend: &legend,
        hint: None,
        error: complaints.of("role"),
        choices: &choices,
    };
    html! {
        form.stack #give method="post" action=(visit.href("/desk/people")) novalidate {
            (Field::text("email", &email).kind("email").autocomplete("off").hint(&hint).value(fields.get("email")).error(complaints.of("email")))
            (radios(&group))
            (code_field(visit, complaints, "code"))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// One form over the table: a code, and beside every role the button that takes it.
fn taking(visit: &Visit, staff: &[(Account, Vec<Role>)], complaints: &Complaints) -> Markup {
    let t = visit.text;
    let (name, role) = (t.say("field-name"), t.say("roles-role"));
    let columns = [Column::head(&name), Column::text(&role)];
    let take = t.say("roles-take");
    let own = visit.viewer.as_ref().map(|viewer| viewer.id);
    let rows: Vec<Row> = staff
        .iter()
        .map(|(account, roles)| {
            Row::from(vec![
                html! {
                    (account.name) br; span.small.muted { (account.email) }
                    @if !account.is_open() { br; b.small { (t.say("closing-closed")) } }
                },
                html! {
                    @for role in roles {
                        @let word = t.say(&format!("role-{}", role.name()));
                        @let about = format!("{word}, {}", account.name);
                        @let value = format!("{} {}", account.id, role.name());
                        p.row.row--ends {
                            span { (word) }
                            @if own != Some(account.id) {
                                (Plate::submit(&take).quiet().small().about(&about).sends("taken", &value))
                            }
                        }
                    }
                },
            ])
        })
        .collect();
    html! {
        form.stack #taken method="post" action=(visit.href("/desk/people")) novalidate {
            @if let Some(wrong) = complaints.of("taken") { p.err #taken-error { (wrong) } }
            (Table { caption: &t.say("roles-staff"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            (code_field(visit, complaints, "take-code"))
        }
    }
}
