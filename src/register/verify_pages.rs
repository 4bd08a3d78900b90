//! The voter's way to a ballot: one question a page.

use maud::{Markup, html};

use super::desk_pages::{further_field, identity_fields};
use super::identity::Question;
use super::policy::{Accounts, Policy};
use crate::edition::Edition;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields, encode};
use crate::people::Visit;
use crate::text::Text;

/// Who may vote and how, in words for everybody.
pub fn ways(t: Text, policy: &Policy) -> Markup {
    lines(policy.words().iter().map(|message| html! { (t.message(message)) }))
}

/// Ends a pass: for computers in libraries.
pub fn finish(visit: &Visit, edition: &Edition) -> Markup {
    let act = visit.text.say("verify-finish");
    let action = visit.href(&format!("/{}/vote/verify/finish", edition.slug));
    html! {
        form.noprint method="post" action=(action) {
            p.row { (Plate::submit(&act).quiet().small()) span.small.muted { (visit.text.say("verify-finish-why")) } }
        }
    }
}

pub struct VerifyView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: &'a Policy,
    /// What the city's provider of accounts is called.
    pub provider: Option<&'a str>,
    /// Where a person goes who has shown that they may vote.
    pub onwards: &'a str,
    /// Whether this visitor has.
    pub may: bool,
    pub has_pass: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn start(view: &VerifyView<'_>) -> Markup {
    let VerifyView { visit, edition, policy, fields, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let base = visit.href(&format!("/{}/vote/verify", edition.slug));
    let on = t.say("verify-go-on");
    html! {
        div.stack.stack--wide.read {
            (complaints.summary())
            h1 { (t.say("verify-title")) }
            @if view.may {
                (note(Tone::Good, t.say(if view.has_pass { "verify-has-pass" } else { "verify-may" }), None))
                p { (Plate::link(&on, view.onwards)) }
                @if view.has_pass { (finish(visit, edition)) }
            }
            @if policy.takes_codes() { (code_form(visit, edition, fields, &complaints, view.may)) }
            (other_ways(view, &base))
        }
    }
}

/// The field for a one-time code; `quiet` where there is something better to press.
fn code_form(
    visit: &Visit,
    edition: &Edition,
    fields: &Fields,
    complaints: &Complaints,
    quiet: bool,
) -> Markup {
    let t = visit.text;
    let action = visit.href(&format!("/{}/vote/verify/code", edition.slug));
    html! {
        form.stack method="post" action=(action) novalidate {
            (hidden("to", fields.get("to")))
            (Field::text("code", &t.say("verify-code-label")).hint(&t.say("receipt-code-hint")).autocomplete("off").value(fields.get("code")).error(complaints.of("code")))
            p { (next_plate(&t.say("verify-next"), quiet)) }
        }
    }
}

/// The field for a code from city hall, where the edition has no others.
pub fn office_code(visit: &Visit, edition: &Edition, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let back = visit.href(&format!("/{}/vote", edition.slug));
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("verify-back")) } }
            (complaints.summary())
            h1 { (t.say("verify-office-title")) }
            p { (t.say("verify-office-why")) }
            (code_form(visit, edition, fields, &complaints, false))
        }
    }
}

/// The same for the first page of the voting, and the way for those who have no code.
pub fn begin_with_code(visit: &Visit, edition: &Edition) -> Markup {
    let t = visit.text;
    let others = visit.href(&format!("/{}/vote/verify#h-ways", edition.slug));
    let complaints = Complaints::new(t, &Errors::default());
    html! {
        (code_form(visit, edition, &Fields::default(), &complaints, false))
        p { a href=(others) { (t.say("verify-no-code")) } }
    }
}

fn next_plate(next: &str, quiet: bool) -> Plate<'_> {
    if quiet { Plate::submit(next).quiet() } else { Plate::submit(next).brass() }
}

fn other_ways(view: &VerifyView<'_>, base: &str) -> Markup {
    let VerifyView { visit, edition, policy, .. } = view;
    let t = visit.text;
    let to = if view.fields.get("to") == "mine" { "?to=mine" } else { "" };
    let sign_in = visit.href(&format!("/sign-in?next={}", encode(view.onwards)));
    let sign_up = visit.href("/sign-up");
    let by_account = policy.account != Accounts::None && !view.may;
    let needs_link = by_account && visit.viewer.is_some();
    let (account, make, register, contact) = (
        t.say("verify-by-account"),
        t.say("verify-make-account"),
        t.say("verify-by-register"),
        t.say("verify-by-contact"),
    );
    let alone = !policy.takes_codes();
    let nothing_else = policy.codes && policy.account == Accounts::None && !view.may;
    html! {
        @if by_account || policy.register || policy.contact || policy.desk {
            section.stack aria-labelledby="h-ways" {
                h2 #h-ways { (t.say(if alone { "verify-ways" } else { "verify-no-code" })) }
                @if needs_link {
                    (note(Tone::Info, t.with("verify-link-account", &[("name", view.provider.unwrap_or_default().into())]), Some(html! { p { a href=(visit.href("/account")) { (t.say("nav-account")) } } })))
                } @else if by_account {
                    p.row {
                        (Plate::link(&account, &sign_in).quiet())
                        @if policy.account == Accounts::Any { a href=(sign_up) { (make) } }
                    }
                }
                @if policy.register { p { (Plate::link(&register, &format!("{base}/register{to}")).quiet()) } }
                @if policy.contact { p { (Plate::link(&contact, &format!("{base}/address{to}")).quiet()) } }
                @if policy.desk { p { (t.say("verify-by-desk")) } }
            }
        } @else if nothing_else {
            section.stack aria-labelledby="h-ways" {
                h2 #h-ways { (t.say("verify-no-code")) }
                p { (t.with("verify-no-code-then", &[("city", edition.city.as_str().into())])) }
            }
        }
    }
}

pub fn who(
    visit: &Visit,
    edition: &Edition,
    (question, more): (Question, &[&'static str]),
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let back = visit.href(&format!("/{}/vote", edition.slug));
    let next = t.say("verify-next");
    let why = match question {
        Question::Declared { .. } => "verify-who-declared",
        _ => "verify-who-register",
    };
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            p { a href=(back) { (t.say("verify-back")) } }
            (complaints.summary())
            h1 { (t.say("verify-who-title")) }
            p { (t.say(why)) }
            (hidden("to", fields.get("to")))
            (identity_fields(t, question, fields, &complaints))
            @if matches!(question, Question::Register { .. }) && !more.is_empty() {
                fieldset.panel.panel--sunk.stack {
                    legend { (t.say("verify-who-more")) }
                    p { (t.say("verify-who-more-when")) }
                    @for name in more { (further_field(t, name, fields, &complaints)) }
                }
            }
            p { (Plate::submit(&next).brass()) }
        }
    }
}

pub fn contact(
    visit: &Visit,
    edition: &Edition,
    phones: bool,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let back = visit.href(&format!("/{}/vote/verify", edition.slug));
    let (next, label, hint) = (
        t.say("verify-send"),
        t.say(if phones { "verify-contact-any" } else { "field-email" }),
        t.say("verify-contact-hint"),
    );
    let field = Field::text("contact", &label)
        .kind(if phones { "text" } else { "email" })
        .autocomplete(if phones { "on" } else { "email" })
        .hint(&hint)
        .value(fields.get("contact"))
        .error(complaints.of("contact"));
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            p { a href=(back) { (t.say("verify-back")) } }
            (complaints.summary())
            h1 { (t.say("verify-contact-title")) }
            (hidden("to", fields.get("to")))
            (field)
            p { (Plate::submit(&next).brass()) }
        }
    }
}

pub fn confirm(visit: &Visit, edition: &Edition, to_mine: bool, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let again = visit.href(&format!("/{}/vote/verify/contact", edition.slug));
    let (next, label, hint) =
        (t.say("verify-next"), t.say("verify-digits"), t.say("verify-digits-hint"));
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            (complaints.summary())
            h1 { (t.say("verify-confirm-title")) }
            p { (t.say("verify-confirm-what")) }
            (hidden("to", if to_mine { "mine" } else { "" }))
            (Field::text("digits", &label).hint(&hint).input_mode("numeric").autocomplete("one-time-code").narrow().error(complaints.of("digits")))
            p { (Plate::submit(&next).brass()) }
            p { a href=(again) { (t.say("verify-again")) } }
        }
    }
}
