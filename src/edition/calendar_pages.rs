//! The calendar for everybody, the calendar to edit, and the extension of a phase.

use maud::{Markup, html};

use super::calendar::{EDGES, ahead, is_twice};
use super::extension::Model as Extension;
use super::phase::Model as CalendarPhase;
use super::{Edition, Phase};
use crate::clock::{Instant, to_local};
use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::text::{Arg, Text};

pub struct CalendarView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub calendar: &'a [CalendarPhase],
    pub extensions: &'a [Extension],
}

/// What everybody sees: every phase to the minute, and every extension with its reason.
pub fn calendar(view: &CalendarView<'_>) -> Markup {
    let t = view.visit.text;
    html! {
        div.stack {
            h1 { (t.say("calendar-title")) }
            p.lead { (t.say("calendar-zone")) }
        }
        (table(view))
        (extensions(view))
    }
}

fn table(view: &CalendarView<'_>) -> Markup {
    let t = view.visit.text;
    if view.calendar.is_empty() {
        return empty(t.say("calendar-empty"), None);
    }
    let heads = ["calendar-phase", "calendar-begins", "calendar-ends", "calendar-state"]
        .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
    ];
    let rows: Vec<Row> = view
        .calendar
        .iter()
        .map(|phase| {
            let state = match phase.kind.cmp(&view.edition.phase) {
                std::cmp::Ordering::Less => "passed",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "next",
            };
            let cells = vec![
                html! { (t.say(&format!("calendar-{}", phase.kind.name()))) },
                html! { (t.moment(phase.begins_at)) },
                html! { (t.moment(phase.ends_at)) },
                html! { (t.say(&format!("calendar-is-{state}"))) },
            ];
            let look = if state == "now" { RowLook::Own } else { RowLook::Plain };
            Row { cells, look, id: None }
        })
        .collect();
    html! { (Table { caption: &t.say("calendar-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn extensions(view: &CalendarView<'_>) -> Markup {
    let t = view.visit.text;
    let done: Vec<&Extension> =
        view.extensions.iter().filter(|one| one.approved_at.is_some()).collect();
    html! {
        @if !done.is_empty() {
            section.stack aria-labelledby="h-extensions" {
                h2 #h-extensions { (t.say("extension-list")) }
                (lines(done.iter().map(|one| html! {
                    b { (t.say(&format!("calendar-{}", one.kind.name()))) } ": "
                    (t.with("extension-from-to", &[("old", Arg::Moment(one.old_end)), ("new", Arg::Moment(one.new_end))]))
                    p { (one.reason) }
                })))
            }
        }
    }
}

pub struct EditView<'a> {
    pub shown: CalendarView<'a>,
    /// What was typed, or none when the page is opened.
    pub typed: Option<&'a Fields>,
    pub errors: &'a Errors,
}

/// The phases ahead, to the minute, on the clocks of Poland.
pub fn edit(view: &EditView<'_>) -> Markup {
    let CalendarView { visit, edition, calendar, .. } = view.shown;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let save = t.say("calendar-save");
    let extend = visit.href(&format!("/desk/{}/extension", edition.slug));
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href(&format!("/desk/{}/phase", edition.slug))) { (t.say("calendar-back")) } }
            h1 { (t.say("calendar-edit-title")) }
            p { (t.say("calendar-zone")) }
        }
        (table(&view.shown))
        p { a href=(extend) { (t.say("extension-act")) } }
        @if ahead(edition).next().is_some() {
            form.stack.stack--wide method="post" novalidate {
                (hidden("from", edition.phase.name()))
                p { (t.say("calendar-edit-means")) }
                @for kind in ahead(edition) {
                    @let row = calendar.iter().find(|phase| phase.kind == kind);
                    fieldset.panel {
                        legend { (t.say(&format!("calendar-{}", kind.name()))) }
                        @for edge in EDGES {
                            @let stored = row.map(|row| if edge == "begins" { row.begins_at } else { row.ends_at });
                            (hour(t, &format!("{edge}-{}", kind.name()), &t.say(&format!("calendar-{edge}")), stored, view.typed, &complaints))
                        }
                    }
                }
                p { (Plate::submit(&save).brass()) }
            }
        }
    }
}

/// A box for an hour; where the typed hour comes twice, the question which.
fn hour(
    t: Text,
    name: &str,
    label: &str,
    stored: Option<Instant>,
    typed: Option<&Fields>,
    complaints: &Complaints,
) -> Markup {
    let stored_text = stored.map(to_local).unwrap_or_default();
    let value = typed.map_or(stored_text.as_str(), |typed| typed.get(name));
    let which = format!("{name}-which");
    // A stored hour that comes twice says by itself which it is.
    let said = match (typed, stored) {
        (Some(typed), _) => typed.get(&which).to_owned(),
        (None, Some(at)) if is_twice(value) => {
            let second = crate::clock::local(value) == crate::clock::Local::Twice(at - 3600, at);
            if second { "second" } else { "first" }.to_owned()
        }
        _ => String::new(),
    };
    let words = ["first", "second"].map(|which| t.say(&format!("calendar-{which}")));
    let none = t.say("calendar-which-none");
    let choices = [
        Choice { value: "", label: &none, ..Choice::default() },
        Choice { value: "first", label: &words[0], ..Choice::default() },
        Choice { value: "second", label: &words[1], ..Choice::default() },
    ];
    html! {
        (Field::text(name, label).kind("datetime-local").value(value).error(complaints.of(name)))
        @if is_twice(value) { (Field::select(&which, &t.say("calendar-which"), &choices).value(&said)) }
    }
}

pub struct ExtensionView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub running: Option<&'a CalendarPhase>,
    /// A proposal, and whether the visitor made it.
    pub waiting: Option<(&'a Extension, bool)>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// Proposing and approving, each on its own form.
pub fn extension(view: &ExtensionView<'_>) -> Markup {
    let ExtensionView { visit, edition, running, waiting, fields, errors } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let [propose, approve] = ["extension-propose", "extension-approve"].map(|key| t.say(key));
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href(&format!("/desk/{}/calendar", edition.slug))) { (t.say("extension-back")) } }
            h1 { (t.say("extension-title")) }
            p { (t.say("extension-two")) }
        }
        @match (running, waiting) {
            (None, _) => { (note(Tone::Info, t.say("extension-none"), None)) }
            (Some(phase), Some((one, own))) => {
                section.panel aria-labelledby="h-waiting" {
                    h2 #h-waiting { (phase_name(t, phase.kind)) }
                    p { (t.with("extension-from-to", &[("old", Arg::Moment(one.old_end)), ("new", Arg::Moment(one.new_end))])) }
                    p { b { (t.say("extension-reason")) } " " (one.reason) }
                    @if *own { (note(Tone::Info, t.say("extension-waits"), None)) }
                    @else { form method="post" { (Plate::submit(&approve).brass().sends("act", "approve")) } }
                }
            }
            (Some(phase), None) => {
                form.panel.stack.stack--wide method="post" novalidate {
                    h2 { (phase_name(t, phase.kind)) }
                    p { (t.with("extension-ends", &[("when", Arg::Moment(phase.ends_at))])) }
                    (hour(t, "new-end", &t.say("extension-new-end"), Some(phase.ends_at), fields.has("new-end").then_some(fields), &complaints))
                    (Field::area("reason", &t.say("extension-reason"), 4).hint(&t.say("extension-reason-hint")).value(fields.get("reason")).error(complaints.of("reason")))
                    p { (Plate::submit(&propose).brass().sends("act", "propose")) }
                }
            }
        }
    }
}

fn phase_name(t: Text, kind: Phase) -> String {
    t.say(&format!("calendar-{}", kind.name()))
}
