//! Signing for a project.

use maud::{Markup, html};

use crate::edition::Edition;
use crate::edition::support::Rule;
use crate::page::parts::fields::{Choice, Field, checkbox};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::words::{Tone, details, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::{Project, href};

pub struct SupportView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    pub rule: Option<&'a Rule>,
    pub open: bool,
    pub signed: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn support(view: &SupportView<'_>) -> Markup {
    let SupportView { visit, edition, project, rule, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let page = href(visit, edition, &project.code);
    let here = format!("{page}/support");
    html! {
        div.stack.stack--wide.read {
            p { a href=(page) { (t.say("back")) } }
            (complaints.summary())
            h1 { (t.say("support-title")) }
            p.row { (number(&project.number)) b { (edition.said(t, &project.title)) } }
            p.lead { (t.count("said-supporters", project.supporters)) @if let Some(rule) = rule.filter(|rule| rule.needed > 0) { " " (t.with("support-of", &[("needed", rule.needed.into())])) } }
            @if !view.open { (note(Tone::Info, t.say("support-closed"), None)) }
            @else if view.signed { (signed(view, &here)) }
            @else if visit.viewer.is_some() { (form(view, &here, &complaints)) }
            @else { p { (Plate::link(&t.say("support-sign-in"), &visit.href(&format!("/sign-in?next={}", crate::page::encode(&here)))).brass()) } }
            p { a href={ (here) "/list" } { (t.say("support-list-print")) } }
            p.muted { (t.say("support-private")) @if let Some(rule) = rule { " " (t.with("support-delete", &[("day", crate::text::Arg::Day(rule.delete_at))])) } }
        }
    }
}

fn form(view: &SupportView<'_>, here: &str, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let (label, hint, act) =
        (t.say("field-name"), t.say("support-name-hint"), t.say("support-act"));
    let resident = t.say("support-resident");
    let choice = Choice {
        value: "yes",
        label: &resident,
        chosen: view.fields.get("resident") == "yes",
        ..Choice::default()
    };
    html! {
        form.stack.stack--wide method="post" action=(here) novalidate {
            (Field::text("name", &label).autocomplete("name").hint(&hint).value(view.fields.get("name")).error(complaints.of("name")))
            (checkbox("resident", &choice, complaints.of("resident")))
            p { (Plate::submit(&act).brass()) }
        }
    }
}

fn signed(view: &SupportView<'_>, here: &str) -> Markup {
    let t = view.visit.text;
    let act = t.say("support-take-back");
    html! {
        (note(Tone::Good, t.say("support-signed"), None))
        (details("take-back", t.say("support-take-back-title"), html! {
            form method="post" action={ (here) "/withdraw" } { (Plate::submit(&act).quiet()) }
        }))
    }
}
