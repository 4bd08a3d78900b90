//! One's own account, and enrolling a second factor.

use maud::{Markup, html};

use super::account::Account;
use super::factor::Enrolment;
use super::pages::{code_field, new_password_field};
use super::session::Own;
use super::visit::Visit;
use crate::page::parts::fields::Field;
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::details;
use crate::page::{Complaints, Errors, Fields};

pub struct AccountView<'a> {
    pub visit: &'a Visit,
    pub account: &'a Account,
    pub sessions: &'a [Own],
    /// Whether there is a second factor.
    pub enrolled: bool,
    /// The city's provider, and whether the account is known there.
    pub city: Option<(&'a str, bool)>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn account(view: &AccountView<'_>) -> Markup {
    let AccountView { visit, account, sessions, enrolled, city, errors, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    html! {
        (complaints.summary())
        div.stack {
            h1 { (t.say("account-title")) }
            p.lead { (account.name) br; (account.email) }
            @if let Some(viewer) = visit.viewer.as_ref().filter(|viewer| viewer.is_staff()) {
                p {
                    (t.say("account-roles")) ": "
                    @for (nth, role) in viewer.roles.iter().enumerate() {
                        @if nth > 0 { ", " }
                        (t.say(&format!("role-{}", role.name())))
                    }
                }
            }
        }
        div.split.split--even {
            section.panel.stack aria-labelledby="h-factor" {
                h2 #h-factor { (t.say("factor-title")) }
                @if *enrolled { (forget(visit, &complaints)) } @else { (begin(visit)) }
            }
            section.panel.stack aria-labelledby="h-password" {
                h2 #h-password { (t.say("field-password")) }
                @if account.password_hash.is_empty() {
                    p { a href=(visit.href("/password")) { (t.say("account-set-password")) } }
                } @else { (change_password(visit, &complaints)) }
            }
        }
        section.panel.stack aria-labelledby="h-address" {
            h2 #h-address { (t.say("field-email")) }
            (change_address(view, &complaints))
        }
        @if let Some((name, linked)) = city {
            section.panel.stack aria-labelledby="h-city" {
                h2 #h-city { (name) }
                @if *linked { p { (t.say("city-linked")) } } @else {
                    form.stack method="post" action=(visit.href("/account/city")) {
                        p { (t.say("city-why")) }
                        p { (Plate::submit(&t.say("city-link")).quiet()) }
                    }
                }
            }
        }
        section.panel.stack aria-labelledby="h-sessions" {
            h2 #h-sessions { (t.say("sessions-title")) }
            p { (t.say("sessions-why")) }
            (own_sessions(visit, sessions))
        }
    }
}

fn change_password(visit: &Visit, complaints: &Complaints) -> Markup {
    let t = visit.text;
    let (label, act) = (t.say("field-old-password"), t.say("account-change-password"));
    html! {
        form.stack method="post" action=(visit.href("/account/password")) novalidate {
            (Field::text("password", &label).kind("password").autocomplete("current-password").error(complaints.of("password")))
            (new_password_field(visit, complaints, "new-password"))
            p { (Plate::submit(&act)) }
        }
    }
}

/// The keys it asks for are those the account has.
fn change_address(view: &AccountView<'_>, complaints: &Complaints) -> Markup {
    let AccountView { visit, account, enrolled, fields, .. } = view;
    let t = visit.text;
    let (email, password) = (t.say("field-new-email"), t.say("field-old-password"));
    let act = t.say("address-ask");
    html! {
        form.stack #address.read method="post" action=(visit.href("/account/email")) novalidate {
            p { (t.say("address-why")) }
            (Field::text("new-email", &email).kind("email").autocomplete("email").value(fields.get("new-email")).error(complaints.of("new-email")))
            @if !account.password_hash.is_empty() {
                (Field::text("email-password", &password).kind("password").autocomplete("current-password").error(complaints.of("email-password")))
            }
            @if *enrolled { (code_field(visit, complaints, "email-code")) }
            p { (Plate::submit(&act)) }
        }
    }
}

fn begin(visit: &Visit) -> Markup {
    let t = visit.text;
    let act = t.say("factor-begin");
    html! {
        form.stack method="post" action=(visit.href("/account/second-factor/begin")) {
            p { (t.say("factor-why")) }
            p { (Plate::submit(&act)) }
        }
    }
}

fn forget(visit: &Visit, complaints: &Complaints) -> Markup {
    let t = visit.text;
    let act = t.say("factor-forget");
    html! {
        form.stack method="post" action=(visit.href("/account/second-factor/forget")) novalidate {
            p { (t.say("factor-enrolled")) }
            (code_field(visit, complaints, "code"))
            p { (Plate::submit(&act).quiet()) }
        }
    }
}

fn own_sessions(visit: &Visit, sessions: &[Own]) -> Markup {
    let t = visit.text;
    let action = visit.href("/account/sessions");
    let (end, others) = (t.say("session-end"), t.say("sessions-end-others"));
    let when = |own: &Own| {
        let (began, used) = (t.moment(own.began_at), t.moment(own.used_at));
        t.with("session-when", &[("began", began.into()), ("used", used.into())])
    };
    html! {
        (lines(sessions.iter().map(|own| {
            let when = when(own);
            html! {
                form.row.row--ends method="post" action=(action) {
                    span { (when) @if own.here { br; b { (t.say("session-here")) } } }
                    @if !own.here { (Plate::submit(&end).quiet().small().about(&when).sends("session", &own.handle)) }
                }
            }
        })))
        @if sessions.len() > 1 {
            form method="post" action=(action) { (Plate::submit(&others).quiet().sends("session", "others")) }
        }
    }
}

/// The secret as a picture and in letters, and the field for the first code.
pub fn enrol(visit: &Visit, action: &str, enrolment: &Enrolment, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let act = t.say("enrol-act");
    html! {
        form.stack.stack--wide.read method="post" action=(action) novalidate {
            (complaints.summary())
            h1 { (t.say("enrol-title")) }
            p { (t.say("enrol-why")) }
            @if let Some(qr) = enrolment.qr(&t.say("enrol-qr")) { div.qr { (qr) } }
            (details("typed", t.say("enrol-typed"), html! {
                p { (t.say("enrol-typed-how")) }
                p { code { (enrolment.typed) } }
            }))
            (code_field(visit, &complaints, "code"))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// The recovery codes, this once.
pub fn recovery(visit: &Visit, codes: &[String], on: &str) -> Markup {
    let t = visit.text;
    let (print, act) = (t.say("print"), t.say("recovery-act"));
    html! {
        div.stack.stack--wide.read {
            h1 { (t.say("recovery-title")) }
            p { (t.say("recovery-why")) }
            ul.lines { @for code in codes { li.sign.num { (code) } } }
            p.row { (Plate::link(&act, on).brass()) (Plate::print(&print).quiet()) }
        }
    }
}
