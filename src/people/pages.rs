//! Signing up and signing in.

use maud::{Markup, html};

use super::visit::Visit;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::plates::Plate;
use crate::page::{Complaints, Errors, Fields};

pub fn sign_in(visit: &Visit, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let next = fields.get("next");
    let (email, password) = (t.say("field-email"), t.say("field-password"));
    let act = t.say("sign-in-act");
    let sign_up = format!("{}?next={}", visit.href("/sign-up"), crate::page::encode(next));
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/sign-in")) novalidate {
            (complaints.summary())
            h1 { (t.say("sign-in-title")) }
            (hidden("next", next))
            (Field::text("email", &email).kind("email").autocomplete("username").value(fields.get("email")).error(complaints.of("email")))
            (Field::text("password", &password).kind("password").autocomplete("current-password").error(complaints.of("password")))
            p.row { (Plate::submit(&act).brass()) a href=(sign_up) { (t.say("sign-in-no-account")) } }
        }
    }
}

pub fn sign_up(visit: &Visit, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let next = fields.get("next");
    let (email, name) = (t.say("field-email"), t.say("field-name"));
    let (password, act) = (t.say("field-password"), t.say("sign-up-act"));
    let name_hint = t.say("field-name-hint");
    let hint = t.count("password-hint", super::password::MIN_LENGTH);
    let sign_in = format!("{}?next={}", visit.href("/sign-in"), crate::page::encode(next));
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/sign-up")) novalidate {
            (complaints.summary())
            h1 { (t.say("sign-up-title")) }
            p { (t.say("sign-up-why")) }
            (hidden("next", next))
            (Field::text("email", &email).kind("email").autocomplete("username").value(fields.get("email")).error(complaints.of("email")))
            (Field::text("name", &name).autocomplete("name").hint(&name_hint).value(fields.get("name")).error(complaints.of("name")))
            (Field::text("password", &password).kind("password").autocomplete("new-password").hint(&hint).error(complaints.of("password")))
            p.row { (Plate::submit(&act).brass()) a href=(sign_in) { (t.say("sign-up-have-account")) } }
        }
    }
}
