//! The calendar for everybody, the calendar to edit, and the extension of a phase.

use maud::{Markup, html};

use super::calendar::{EDGES, ahead, is_twice};
use super::change::{Model as Change, Way, is_undone};
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
    pub changes: &'a [Change],
}

/// What everybody sees: every phase to the minute, and every change of an hour with its reason.
pub fn calendar(view: &CalendarView<'_>) -> Markup {
    let t = view.visit.text;
    html! {
        div.stack {
            h1 { (t.say("calendar-title")) }
            p.lead { (t.say("calendar-zone")) }
        }
        (table(view))
        (changes(view.visit.text, view.changes))
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
    let edge = |row: &CalendarPhase, begins: bool| {
        html! {
            (t.moment(if begins { row.begins_at } else { row.ends_at }))
            @if let Some(at) = announced(view.changes, row, begins) {
                br; span.small.muted { (t.with("calendar-announced", &[("when", Arg::Moment(at))])) }
            }
        }
    };
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
                edge(phase, true),
                edge(phase, false),
                html! { (t.say(&format!("calendar-is-{state}"))) },
            ];
            let look = if state == "now" { RowLook::Own } else { RowLook::Plain };
            Row { cells, look, id: None }
        })
        .collect();
    html! { (Table { caption: &t.say("calendar-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

/// An edge as it was announced first, where it has changed since.
fn announced(changes: &[Change], row: &CalendarPhase, begins: bool) -> Option<Instant> {
    let mut stands = changes.iter().filter(|one| one.approved_at.is_some() && one.way != Way::Back);
    let first = stands.find_map(|one| match (one.way, begins) {
        _ if is_undone(changes, one) => None,
        (Way::Early, true) if one.kind.next() == Some(row.kind) => one.next_begin,
        (Way::Early, false) if one.kind == row.kind => one.own_end,
        (Way::Later, false) if one.kind == row.kind => Some(one.announced),
        _ => None,
    })?;
    let now = if begins { row.begins_at } else { row.ends_at };
    (first != now).then_some(first)
}

/// Every change of an announced hour, with its reason.
fn changes(t: Text, changes: &[Change]) -> Markup {
    let done: Vec<(&Change, Instant)> =
        changes.iter().filter_map(|one| Some((one, one.approved_at?))).collect();
    html! {
        @if !done.is_empty() {
            section.stack aria-labelledby="h-changes" {
                h2 #h-changes { (t.say("extension-list")) }
                (lines(done.into_iter().map(|(one, approved)| html! {
                    b { (phase_name(t, one.kind)) } ": " (what(t, one, approved))
                    p { (one.reason) }
                })))
            }
        }
    }
}

/// What became of an announced hour.
fn what(t: Text, change: &Change, approved: Instant) -> String {
    let hour = |key: &str, new| {
        t.with(key, &[("old", Arg::Moment(change.announced)), ("new", Arg::Moment(new))])
    };
    match (change.way, change.kind.next()) {
        (Way::Later, _) => hour("extension-from-to", change.becomes.unwrap_or(approved)),
        (Way::Back, _) => hour("change-back", approved),
        (Way::Early, Some(next)) if matches!(next, Phase::Submission | Phase::Voting) => {
            hour(&format!("change-opened-{}", next.name()), approved)
        }
        (Way::Early, _) => hour("change-ended", approved),
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
    pub waiting: Option<(&'a Change, bool)>,
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
                    p { (t.with("extension-from-to", &[("old", Arg::Moment(one.announced)), ("new", Arg::Moment(one.becomes.unwrap_or(one.announced)))])) }
                    p { b { (t.say("extension-reason")) } " " (one.reason) }
                    @if *own { (note(Tone::Info, t.say("extension-waits"), None)) }
                    form.row method="post" {
                        (hidden("change", &one.id.to_string()))
                        @if !*own { (Plate::submit(&approve).brass().sends("act", "approve")) }
                        (Plate::submit(&t.say(if *own { "change-withdraw" } else { "change-refuse" })).quiet().sends("act", "drop"))
                    }
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
