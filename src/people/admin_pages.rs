//! Who works at city hall, and as what.

use maud::{Markup, html};

use super::account::Account;
use super::pages::code_field;
use super::role::Role;
use super::visit::Visit;
use crate::page::parts::fields::{Choice, Field, Group, radios};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::{Complaints, Errors, Fields};

pub fn people(
    visit: &Visit,
    staff: &[(Account, Vec<Role>)],
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("roles-title")) }
            p { (t.say("roles-why")) }
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
                html! { (account.name) br; span.small.muted { (account.email) } },
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
