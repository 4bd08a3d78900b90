//! Signing up and signing in.

use maud::{Markup, html};

use super::kept::Kept;
use super::visit::Visit;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields, encode, paragraphs};

/// The address of another form of the way in, going on to the same page.
fn on(visit: &Visit, path: &str, next: &str) -> String {
    match next {
        "" => visit.href(path),
        next => format!("{}?next={}", visit.href(path), encode(next)),
    }
}

/// `provider` is what the other way in is called, where there is one; `kept` says that a form waits.
pub fn sign_in(
    visit: &Visit,
    provider: Option<&str>,
    kept: bool,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let next = fields.get("next");
    let (email, password) = (t.say("field-email"), t.say("field-password"));
    let act = t.say("sign-in-act");
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/sign-in")) novalidate {
            (complaints.summary())
            @if kept {
                h1 { (t.say("kept-title")) }
                p { (t.say("kept-why")) }
            } @else { h1 { (t.say("sign-in-title")) } }
            (hidden("next", next))
            (Field::text("email", &email).kind("email").autocomplete("username").value(fields.get("email")).error(complaints.of("email")))
            (Field::text("password", &password).kind("password").autocomplete("current-password").error(complaints.of("password")))
            p.row { (Plate::submit(&act).brass()) a href=(on(visit, "/sign-up", next)) { (t.say("sign-in-no-account")) } }
            p.row {
                a href=(on(visit, "/sign-in/mail", next)) { (t.say("sign-in-by-mail")) }
                a href=(on(visit, "/password", next)) { (t.say("sign-in-lost")) }
            }
        }
        @if let Some(name) = provider {
            form.stack.read method="post" action=(visit.href("/sign-in/city")) {
                (hidden("next", next))
                p { (Plate::submit(&t.with("sign-in-city", &[("name", name.into())])).quiet()) }
            }
        }
    }
}

/// Signed in again: what the form says, and one press that sends it.
pub fn kept(visit: &Visit, kept: &Kept) -> Markup {
    let t = visit.text;
    let (act, leave, home) = (t.say("kept-act"), t.say("kept-leave"), visit.href("/my"));
    html! {
        form.stack.stack--wide.read method="post" action=(kept.to) {
            h1 { (t.say("kept-send-title")) }
            p { (t.say("kept-send")) }
            section.panel.stack aria-labelledby="h-kept" {
                h2 #h-kept { (t.say("kept-what")) }
                p.small.muted { (kept.to) }
                @for (_, value) in kept.fields.iter() { (paragraphs(value)) }
            }
            @for (name, value) in kept.fields.iter() { (hidden(name, value)) }
            p.row { (Plate::submit(&act).brass()) a href=(home) { (leave) } }
        }
    }
}

/// The way to the city's provider. A link and not the redirect of a form: browsers hold every hop of
/// such a redirect against `form-action`, and where a provider hands on to is not known here.
pub fn away(visit: &Visit, provider: &str, there: &str) -> Markup {
    let t = visit.text;
    let act = t.say("city-go-act");
    html! {
        div.stack.read {
            h1 { (t.with("city-go-title", &[("name", provider.into())])) }
            p { (t.say("city-go-why")) }
            p { (Plate::link(&act, there).brass()) }
        }
    }
}

/// Asks somebody whom the provider knows without an address for one.
pub fn newcomer(visit: &Visit, provider: &str, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (email, act) = (t.say("field-email"), t.say("newcomer-act"));
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/sign-in/city/address")) novalidate {
            (complaints.summary())
            h1 { (t.say("newcomer-title")) }
            p { (t.with("newcomer-why", &[("name", provider.into())])) }
            (Field::text("email", &email).kind("email").autocomplete("email").value(fields.get("email")).error(complaints.of("email")))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// Behind the link that confirms a newcomer's address.
pub fn newcomer_confirms(visit: &Visit, email: &str, word: &str) -> Markup {
    let t = visit.text;
    let act = t.say("sign-in-act");
    html! {
        form.stack.read method="post" action=(visit.href("/sign-in/city/confirm")) {
            h1 { (t.say("newcomer-confirm-title")) }
            p { (t.with("sign-in-link-who", &[("email", email.into())])) }
            (hidden("t", word))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// A form that asks for an address and sends it a link.
pub struct Asking {
    pub title: &'static str,
    pub why: &'static str,
    pub act: &'static str,
    pub path: &'static str,
}

pub const SIGN_UP: Asking =
    Asking { title: "sign-up-title", why: "sign-up-why", act: "sign-up-act", path: "/sign-up" };

pub const SIGN_IN: Asking = Asking {
    title: "sign-in-mail-title",
    why: "sign-in-mail-why",
    act: "sign-in-mail-act",
    path: "/sign-in/mail",
};

pub const PASSWORD: Asking = Asking {
    title: "password-lost-title",
    why: "password-lost-why",
    act: "password-lost-act",
    path: "/password",
};

pub fn mail(
    visit: &Visit,
    asking: &Asking,
    kept: bool,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let next = fields.get("next");
    let (email, act) = (t.say("field-email"), t.say(asking.act));
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href(asking.path)) novalidate {
            (complaints.summary())
            h1 { (t.say(asking.title)) }
            p { (t.say(asking.why)) }
            @if kept { (note(Tone::Info, t.say("kept-here"), None)) }
            (hidden("next", next))
            (Field::text("email", &email).kind("email").autocomplete("username").value(fields.get("email")).error(complaints.of("email")))
            p.row { (Plate::submit(&act).brass()) a href=(on(visit, "/sign-in", next)) { (t.say("sign-up-have-account")) } }
        }
    }
}

/// The answer to every address alike.
pub fn sent(visit: &Visit, kept: bool) -> Markup {
    let t = visit.text;
    html! {
        div.stack.read {
            h1 { (t.say("mail-sent-title")) }
            p.lead { (t.say("mail-sent-what")) }
            @if kept { (note(Tone::Info, t.say("kept-here"), None)) }
            p { (t.say("mail-sent-missing")) }
        }
    }
}

/// Behind a link that signs in: one press, because scanners of mail follow links and press nothing.
pub fn link(visit: &Visit, email: &str, word: &str) -> Markup {
    let t = visit.text;
    let act = t.say("sign-in-act");
    html! {
        form.stack.read method="post" action=(visit.href("/sign-in/link")) {
            h1 { (t.say("sign-in-link-title")) }
            p { (t.with("sign-in-link-who", &[("email", email.into())])) }
            (hidden("t", word))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// `anew` is where one asks for another.
pub fn used_up(visit: &Visit, anew: &str) -> Markup {
    let t = visit.text;
    let (act, href) = (t.say("link-used-act"), visit.href(anew));
    html! {
        div.stack.read {
            h1 { (t.say("link-used-title")) }
            p.lead { (t.say("link-used-why")) }
            p { (Plate::link(&act, &href)) }
        }
    }
}

/// Behind the link that confirms a new address.
pub fn new_address(visit: &Visit, email: &str, word: &str) -> Markup {
    let t = visit.text;
    let act = t.say("address-act");
    html! {
        form.stack.read method="post" action=(visit.href("/account/email/confirm")) {
            h1 { (t.say("address-title")) }
            p { (t.with("address-who", &[("email", email.into())])) }
            (hidden("t", word))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// Behind the link that finishes signing up. The address stands as the user name for password managers.
pub fn finish(visit: &Visit, email: &str, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (name, act) = (t.say("field-name"), t.say("sign-up-finish-act"));
    let name_hint = t.say("field-name-hint");
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/sign-up/finish")) novalidate {
            (complaints.summary())
            h1 { (t.say("sign-up-finish-title")) }
            p { (t.with("sign-up-finish-who", &[("email", email.into())])) }
            (hidden("t", fields.get("t")))
            (Field::text("name", &name).autocomplete("name").hint(&name_hint).value(fields.get("name")).error(complaints.of("name")))
            (new_password_field(visit, &complaints, "password"))
            p.row { (Plate::submit(&act).brass()) }
        }
    }
}

pub fn new_password_field(visit: &Visit, complaints: &Complaints, field: &str) -> Markup {
    let t = visit.text;
    let label = match field {
        "password" => t.say("field-password"),
        _ => t.say("field-new-password"),
    };
    let hint = t.count("password-hint", super::password::MIN_LENGTH);
    html! {
        (Field::text(field, &label).kind("password").autocomplete("new-password").hint(&hint).error(complaints.of(field)))
    }
}

pub fn new_password(visit: &Visit, email: &str, word: &str, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let act = t.say("password-new-act");
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/password/new")) novalidate {
            (complaints.summary())
            h1 { (t.say("password-new-title")) }
            p { (t.with("password-new-who", &[("email", email.into())])) }
            (hidden("t", word))
            (new_password_field(visit, &complaints, "password"))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

/// The second factor.
pub fn code(visit: &Visit, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let act = t.say("sign-in-act");
    html! {
        form.stack.stack--wide.read method="post" action=(visit.href("/sign-in/code")) novalidate {
            (complaints.summary())
            h1 { (t.say("code-title")) }
            (code_field(visit, &complaints, "code"))
            p.row { (Plate::submit(&act).brass()) a href=(visit.href("/sign-in")) { (t.say("code-other")) } }
            p.small.muted { (t.say("code-lost")) }
        }
    }
}

pub fn code_field(visit: &Visit, complaints: &Complaints, field: &str) -> Markup {
    let t = visit.text;
    let (label, hint) = (t.say("field-code"), t.say("field-code-hint"));
    html! {
        (Field::text(field, &label).autocomplete("one-time-code").narrow().hint(&hint).error(complaints.of(field)))
    }
}
