//! Where two readings differ, what a batch adds up to, and the two signatures.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::desk_pages::{declared, sums_list};
use super::entity::{State, batch};
use super::entry_pages::{card_fields, lists};
use super::form::{Blank, typed};
use super::reading::{Looks, Reading};
use super::sums::Sums;
use crate::edition::Edition;
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::text::Text;

pub struct ReconcileView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: &'a batch::Model,
    pub sums: &'a Sums,
    /// None where no paper is taken now.
    pub blank: Option<&'a Blank>,
    pub cards: &'a BTreeMap<i64, Looks>,
    /// The account of who looks.
    pub own: i64,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn reconcile(view: &ReconcileView<'_>) -> Markup {
    let ReconcileView { visit, batch, sums, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let disputed: Vec<(i64, &Looks)> = view
        .cards
        .iter()
        .filter(|(_, looks)| looks.disputed())
        .map(|(card, looks)| (*card, looks))
        .collect();
    let half: Vec<String> = view
        .cards
        .iter()
        .filter(|(_, looks)| looks.agreed().is_none() && !looks.disputed())
        .map(|(card, _)| card.to_string())
        .collect();
    html! {
        (complaints.summary())
        div.stack {
            (back(visit, view.edition, batch))
            h1 { (t.say("paper-reconcile-title")) }
            p.muted { (batch.place) }
        }
        section.stack.stack--wide aria-labelledby="h-differences" {
            h2 #h-differences { (t.say("paper-differences-title")) }
            @if !half.is_empty() { (note(Tone::Info, t.say("paper-half-read"), Some(html! { p { (half.join(", ")) } }))) }
            @if disputed.is_empty() { (empty(t.say("paper-no-differences"), None)) }
            @else if let Some(blank) = view.blank { (differences(view, blank, &disputed)) }
        }
        section.stack.stack--wide aria-labelledby="h-sums" {
            h2 #h-sums { (t.say("paper-sums")) }
            p { (t.with("paper-sums-line", &[("declared", declared(t, batch).into()), ("cards", t.number(sums.cards).into())])) }
            (sums_list(t, sums))
            @if view.blank.is_none() { (note(Tone::Info, t.say("paper-not-now"), None)) }
            @else { (acts(view, &complaints)) }
        }
    }
}

fn back(visit: &Visit, edition: &Edition, batch: &batch::Model) -> Markup {
    let href = visit.href(&format!("/desk/{}/paper/{}", edition.slug, batch.number));
    html! { p { a href=(href) { (visit.text.with("paper-batch", &[("n", batch.number.to_string().into())])) } } }
}

/// "Card 7".
fn card_name(t: Text, card: i64) -> String {
    t.with("paper-entry-title", &[("n", card.to_string().into())])
}

fn acts(view: &ReconcileView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let (batch, sums) = (view.batch, view.sums);
    let (label, hint) = (t.say("paper-reason"), t.say("paper-reason-hint"));
    let compare = if sums.cards == batch.declared { "paper-compare" } else { "paper-explain" };
    let [compare, reopen, sign] = [compare, "paper-reopen", "paper-sign"].map(|key| t.say(key));
    match batch.state {
        State::Open if !sums.is_agreed() => note(Tone::Warn, t.say("paper-differences"), None),
        State::Open => html! {
            form.panel.stack method="post" novalidate {
                @if sums.cards != batch.declared {
                    (note(Tone::Warn, t.say("paper-sums-differ"), None))
                    (Field::area("reason", &label, 3).hint(&hint).value(view.fields.get("reason")).error(complaints.of("reason")))
                }
                p { (Plate::submit(&compare).brass().sends("act", "compare")) }
            }
        },
        State::Compared => html! {
            @if !batch.reason.is_empty() { (note(Tone::Warn, t.say("paper-reason-was"), Some(html! { p { (batch.reason) } }))) }
            form.panel.stack method="post" {
                @if batch.compared_by == Some(view.own) { (note(Tone::Info, t.say("paper-waits"), None)) }
                @else { p { (t.say("paper-sign-means")) } p { (Plate::submit(&sign).brass().sends("act", "sign")) } }
                p { (Plate::submit(&reopen).quiet().sends("act", "reopen")) }
            }
        },
        State::Signed => note(Tone::Warn, t.say("paper-state-signed"), None),
        State::Cast => note(Tone::Good, t.say("paper-state-cast"), None),
    }
}

/// What differs between two readings: name of the field, the first, the second.
fn fields_of(t: Text, blank: &Blank, looks: &Looks) -> Vec<[String; 3]> {
    let [(_, one), (_, other)] = &looks.blind[..] else { return Vec::new() };
    let state = |reading: &Reading| match reading {
        Reading::Valid(_) => t.say("paper-status-valid"),
        Reading::Blank => t.say("paper-status-blank"),
        Reading::Invalid(reason) => t.say(&format!("paper-reason-{}", reason.name())),
    };
    let (Reading::Valid(first), Reading::Valid(second)) = (one, other) else {
        return vec![[t.say("paper-status"), state(one), state(other)]];
    };
    let area = |area: Option<i64>| {
        let pool = blank.roll.pools.iter().find(|pool| Some(pool.id) == area);
        pool.map_or_else(|| t.say("paper-area-none"), |pool| pool.name.clone())
    };
    let mut rows = Vec::new();
    if first.person != second.person {
        // Who was typed is not kept, only that they are not one.
        let hidden = t.say("paper-person-differs");
        rows.push([t.say("paper-person"), hidden.clone(), hidden]);
    }
    if first.area != second.area {
        rows.push([t.say("paper-area"), area(first.area), area(second.area)]);
    }
    let lanes = blank.lanes();
    for (i, label) in lists(t, blank) {
        let Some((lane, _)) = lanes.get(i) else { continue };
        let words = [first, second].map(|card| typed(&blank.roll, card, lane));
        if words[0] != words[1] {
            let [one, other] = words;
            rows.push([label, one, other]);
        }
    }
    rows
}

fn differences(view: &ReconcileView<'_>, blank: &Blank, disputed: &[(i64, &Looks)]) -> Markup {
    let t = view.visit.text;
    let heads = [
        "paper-column-card",
        "paper-column-field",
        "paper-column-first",
        "paper-column-second",
        "paper-column-look",
    ]
    .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
        Column::text(&heads[4]),
    ];
    let mut rows = Vec::new();
    for (card, looks) in disputed {
        let href = view.visit.href(&format!(
            "/desk/{}/paper/{}/difference?card={card}",
            view.edition.slug, view.batch.number
        ));
        for [field, one, other] in fields_of(t, blank, looks) {
            rows.push(Row::from(vec![
                html! { (card_name(t, *card)) },
                html! { (field) },
                html! { (one) },
                html! { (other) },
                html! {
                    @if looks.third.is_some() { (t.say("paper-resolved")) " " }
                    @if view.batch.state == State::Open { a href=(href) { (t.say("paper-look")) span.sr { ": " (card) } } }
                },
            ]));
        }
    }
    html! { (Table { caption: &t.say("paper-differences-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

pub struct DifferenceView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: &'a batch::Model,
    pub blank: &'a Blank,
    pub card: i64,
    pub looks: &'a Looks,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// The third look at a card: both readings, and the whole card once more.
pub fn difference(view: &DifferenceView<'_>) -> Markup {
    let DifferenceView { visit, edition, batch, blank, card, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let act = t.say("paper-resolve");
    let shown = card.to_string();
    let action = visit.href(&format!("/desk/{}/paper/{}/difference", edition.slug, batch.number));
    let heads =
        ["paper-column-field", "paper-column-first", "paper-column-second"].map(|key| t.say(key));
    let columns = [Column::head(&heads[0]), Column::text(&heads[1]), Column::text(&heads[2])];
    let rows: Vec<Row> = fields_of(t, blank, view.looks)
        .into_iter()
        .map(|cells| Row::from(cells.map(|cell| html! { (cell) }).to_vec()))
        .collect();
    html! {
        (complaints.summary())
        div.stack {
            (back(visit, edition, batch))
            h1 { (t.with("paper-difference-title", &[("n", shown.as_str().into())])) }
            p.read { (t.say("paper-difference-how")) }
        }
        (Table { caption: &t.say("paper-differences-title"), quiet_caption: false, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
        @if batch.state == State::Open {
            form.panel.stack.read method="post" action=(action) novalidate autocomplete="off" {
                (hidden("card", &shown))
                (card_fields(t, blank, view.fields, &complaints, view.errors.is_empty()))
                p { (Plate::submit(&act).brass()) }
            }
        }
    }
}

pub struct SampleView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: &'a batch::Model,
    pub blank: &'a Blank,
    pub cards: &'a [(i64, Reading)],
}

/// Cards to hold beside the paper, with what was read of them; whose they are stands on the paper.
pub fn sample(view: &SampleView<'_>) -> Markup {
    let SampleView { visit, edition, batch, blank, cards } = view;
    let t = visit.text;
    let lists = lists(t, blank);
    let lanes = blank.lanes();
    let heads: Vec<String> = [t.say("paper-column-card"), t.say("paper-status")]
        .into_iter()
        .chain(lists.into_iter().map(|(_, label)| label))
        .collect();
    let columns: Vec<Column<'_>> = heads
        .iter()
        .enumerate()
        .map(|(i, head)| if i == 0 { Column::head(head) } else { Column::text(head) })
        .collect();
    let rows: Vec<Row> = cards
        .iter()
        .map(|(card, reading)| {
            let state = match reading {
                Reading::Valid(_) => t.say("paper-status-valid"),
                Reading::Blank => t.say("paper-status-blank"),
                Reading::Invalid(reason) => t.say(&format!("paper-reason-{}", reason.name())),
            };
            let mut cells = vec![html! { (card_name(t, *card)) }, html! { (state) }];
            cells.extend(lanes.iter().map(|(lane, _)| match reading {
                Reading::Valid(card) => html! { (typed(&blank.roll, card, lane)) },
                _ => html! {},
            }));
            Row::from(cells)
        })
        .collect();
    html! {
        div.stack {
            (back(visit, edition, batch))
            h1 { (t.say("paper-sample-title")) }
            p.read { (t.say("paper-sample-how")) }
        }
        @if rows.is_empty() { (empty(t.say("paper-sample-none"), None)) }
        @else { (Table { caption: &t.say("paper-sample-title"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
    }
}
