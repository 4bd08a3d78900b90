//! The part of the phases' page about an announced hour that has not come.

use maud::{Markup, Render, html};

use crate::clock::Instant;
use crate::edition::change::{Model as Change, Way};
use crate::edition::{Edition, Phase};
use crate::page::parts::fields::{Choice, Field, checkbox, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Fields};
use crate::people::Visit;
use crate::text::{Arg, Text};

/// What there is to say of the announced hour.
#[derive(Clone, Debug, Default)]
pub struct Hours {
    /// The hour at which the edition moves on, while it lies ahead.
    pub announced: Option<Instant>,
    /// A proposal that waits, and whether the visitor made it.
    pub waiting: Option<Change>,
    pub own: bool,
    /// The early move that can be taken back.
    pub undoable: Option<Change>,
}

pub struct EarlyView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub hours: &'a Hours,
    pub fields: &'a Fields,
    pub complaints: &'a Complaints,
}

fn act(t: Text, next: Phase, hour: Instant) -> String {
    t.with(&format!("early-{}-act", next.name()), &[("when", Arg::Moment(hour))])
}

/// Instead of the one press: the form of the first person, or the question to the second.
pub fn early(view: &EarlyView<'_>, next: Phase, hour: Instant) -> Markup {
    let t = view.visit.text;
    let act = act(t, next, hour);
    let confirm = t.say("early-confirm");
    let choice = Choice {
        value: "yes",
        label: &confirm,
        chosen: view.fields.get("confirm") == "yes",
        ..Choice::default()
    };
    html! {
        p { (t.with("early-announced", &[("when", Arg::Moment(hour))])) }
        @match &view.hours.waiting {
            Some(one) if one.way == Way::Later => (note(Tone::Info, t.say("early-later"), Some(html! {
                a href=(view.visit.href(&format!("/desk/{}/extension", view.edition.slug))) { (t.say("extension-title")) }
            }))),
            Some(one) if one.way == Way::Back => p.muted { (t.say("change-first")) },
            Some(one) => (waiting(view, one, &act)),
            None => form.stack method="post" novalidate {
                p { (t.say("early-means")) }
                (hidden("from", view.edition.phase.name()))
                (reason(view, "propose"))
                (checkbox("confirm", &choice, view.complaints.of("confirm")))
                p { (Plate::submit(&act).brass().sends("act", "propose")) }
            },
        }
    }
}

fn reason(view: &EarlyView<'_>, act: &str) -> Markup {
    let t = view.visit.text;
    let here = view.fields.get("act") == act;
    let (label, hint) = (t.say("extension-reason"), t.say("early-reason-hint"));
    // Both forms may stand on one page.
    let id = if act == "back" { "reason-back" } else { "reason" };
    Field::area("reason", &label, 4)
        .id(id)
        .hint(&hint)
        .value(if here { view.fields.get("reason") } else { "" })
        .error(view.complaints.of(id))
        .render()
}

fn waiting(view: &EarlyView<'_>, one: &Change, approve: &str) -> Markup {
    let t = view.visit.text;
    let drop = t.say(if view.hours.own { "change-withdraw" } else { "change-refuse" });
    html! {
        p { b { (t.say("extension-reason")) ":" } " " (one.reason) }
        p.small.muted { (t.with("early-since", &[("when", Arg::Moment(one.proposed_at))])) }
        @if view.hours.own { (note(Tone::Info, t.say("extension-waits"), None)) }
        @else { p { (t.say("early-second")) } }
        form.stack method="post" {
            (hidden("from", view.edition.phase.name()))
            (hidden("change", &one.id.to_string()))
            p.row {
                @if !view.hours.own { (Plate::submit(approve).brass().sends("act", "approve")) }
                (Plate::submit(&drop).quiet().sends("act", "drop"))
            }
        }
    }
}

/// After an early move: the way back to the announced hour.
pub fn back(view: &EarlyView<'_>) -> Markup {
    let t = view.visit.text;
    let Some(early) = &view.hours.undoable else { return html! {} };
    let approve = t.say("early-back-act");
    html! {
        section.panel.stack aria-labelledby="h-back" {
            h2 #h-back { (t.say("early-back-title")) }
            p { (t.with("early-back-means", &[("when", Arg::Moment(early.announced))])) }
            @match &view.hours.waiting {
                Some(one) if one.way == Way::Back => (waiting(view, one, &approve)),
                Some(_) => p.muted { (t.say("change-first")) },
                None => form.stack method="post" novalidate {
                    (hidden("from", view.edition.phase.name()))
                    (reason(view, "back"))
                    p { (Plate::submit(&t.say("early-back-propose")).quiet().sends("act", "back")) }
                },
            }
        }
    }
}
