//! Finding a game by its code, and sitting down at a table.

use maud::{Markup, html};

use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::empty;
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;

/// The field of a code, or of what it leads to.
pub fn code_form(visit: &Visit, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (label, hint, act) = (t.say("game-code"), t.say("game-code-hint"), t.say("game-code-act"));
    html! {
        (complaints.summary())
        div.stack { h1 { (t.say("game-join-title")) } p.lead { (t.say("game-join-lead")) } }
        form.stack method="post" action=(visit.href("/join")) novalidate {
            (Field::text("code", &label).hint(&hint).value(fields.get("code")).error(complaints.of("code")).autocomplete("off").narrow())
            (Plate::submit(&act).brass())
        }
    }
}

/// A table that one may sit down at.
pub struct Chair {
    pub number: u32,
    pub seated: usize,
    pub most: u32,
}

impl Chair {
    fn is_free(&self) -> bool {
        self.seated < self.most as usize
    }
}

/// Choosing a table and a name for the evening.
pub fn join(
    visit: &Visit,
    (code, title): (&str, &str),
    chairs: &[Chair],
    once: &str,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let emptiest = chairs.iter().filter(|chair| chair.is_free()).min_by_key(|chair| chair.seated);
    let chosen = match fields.get("table") {
        "" => emptiest.map(|chair| chair.number.to_string()).unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let named: Vec<(String, String)> = chairs
        .iter()
        .filter(|chair| chair.is_free())
        .map(|chair| {
            let args = [
                ("n", i64::from(chair.number).into()),
                ("seated", chair.seated.into()),
                ("most", i64::from(chair.most).into()),
            ];
            (chair.number.to_string(), t.with("game-chair", &args))
        })
        .collect();
    let choices: Vec<Choice<'_>> = named
        .iter()
        .map(|(value, label)| Choice { value, label, hint: None, chosen: *value == chosen })
        .collect();
    let (table, nick, nick_hint) =
        (t.say("game-table-choice"), t.say("game-nick"), t.say("game-nick-hint"));
    let (optional, act) = (t.say("optional"), t.say("game-sit-act"));
    html! {
        (complaints.summary())
        div.stack { p.muted { (t.say("game-name")) } h1 { (title) } p.lead { (t.say("game-sit-lead")) } }
        @if choices.is_empty() { (empty(t.say("game-no-table-full"), None)) }
        @else {
            form.stack method="post" action=(visit.href(&format!("/join/{code}"))) novalidate {
                (hidden("once", once))
                (Field::select("table", &table, &choices).value(&chosen).error(complaints.of("table")))
                (Field::text("nick", &nick).hint(&nick_hint).optional(&optional).value(fields.get("nick")).error(complaints.of("nick")).autocomplete("off").narrow())
                (Plate::submit(&act).brass())
            }
        }
    }
}
