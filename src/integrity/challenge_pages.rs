//! Challenges as those who decide see them, and as the challenged person does.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::entity::{State, batch, challenge};
use crate::edition::Edition;
use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::parts::lists::{Answer, answers};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::page::{Complaints, Errors, Fields, paragraphs};
use crate::people::Visit;
use crate::text::Text;

pub struct ChallengesView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batches: &'a [BatchRow],
    pub appeals: &'a [AppealRow],
    pub shown: Option<Shown<'a>>,
    /// Whether challenges may still change.
    pub open: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub struct BatchRow {
    pub act: batch::Model,
    pub counts: BTreeMap<State, i64>,
    /// Who proposed it, by name.
    pub by: String,
    /// Whether that is who looks.
    pub own: bool,
}

pub struct AppealRow {
    pub row: challenge::Model,
    pub name: String,
    /// Whether who looks had no part in it.
    pub may: bool,
}

/// The first people of a batch.
pub struct Shown<'a> {
    pub batch: &'a BatchRow,
    pub persons: Vec<(challenge::Model, String)>,
}

pub fn challenges(view: &ChallengesView<'_>) -> Markup {
    let ChallengesView { visit, edition, batches, appeals, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let desk = visit.href(&format!("/desk/{}/integrity", edition.slug));
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(desk) { (t.say("integrity-title")) } }
            h1 { (t.say("challenges-title")) }
            p.lead { (t.say("challenges-lead")) }
            @if !view.open { (note(Tone::Info, t.say("challenge-over"), None)) }
        }
        @if let Some(shown) = &view.shown { (one_batch(view, shown, &complaints)) }
        @if !appeals.is_empty() {
            section.stack aria-labelledby="h-appeals" {
                h2 #h-appeals { (t.say("challenge-appeals")) }
                @for appeal in *appeals { (decision(view, appeal, &complaints)) }
            }
        }
        section.stack aria-labelledby="h-batches" {
            h2 #h-batches { (t.say("challenge-acts")) }
            @if batches.is_empty() { (empty(t.say("challenge-nobody"), None)) } @else { (table(view)) }
        }
    }
}

fn counts(t: Text, batch: &BatchRow) -> Markup {
    html! {
        @for (i, (state, persons)) in batch.counts.iter().enumerate() {
            @if i > 0 { ", " }
            (t.say(&format!("challenge-state-{}", state.name()))) ": " (t.number(*persons))
        }
    }
}

fn table(view: &ChallengesView<'_>) -> Markup {
    let t = view.visit.text;
    let heads = [
        "challenge-act",
        "challenge-reason",
        "challenge-by",
        "challenge-how-far",
        "integrity-show",
    ]
    .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
        Column::text(&heads[4]),
    ];
    let rows: Vec<Row> = view
        .batches
        .iter()
        .map(|batch| {
            let act = &batch.act;
            let href =
                view.visit.href(&format!("/desk/{}/challenges?show={}", view.edition.slug, act.id));
            Row::from(vec![
                html! { (t.with("challenge-number", &[("n", act.id.to_string().into())])) },
                html! { (t.say(&format!("challenge-reason-{}", act.reason.name()))) },
                html! { (batch.by) ", " (t.moment(act.proposed_at)) },
                counts(t, batch),
                html! { a href=(href) { (t.say("challenge-open")) span.sr { ": " (act.id) } } },
            ])
        })
        .collect();
    html! { (Table { caption: &t.say("challenge-acts"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn one_batch(view: &ChallengesView<'_>, shown: &Shown<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let batch = shown.batch;
    let act = &batch.act;
    let of = |state: State| batch.counts.get(&state).copied().unwrap_or(0);
    let waits = of(State::Proposed) > 0;
    let may_withdraw = waits || of(State::Confirmed) + of(State::Upheld) > 0;
    let action = view.visit.href(&format!("/desk/{}/challenges", view.edition.slug));
    let all: i64 = batch.counts.values().sum();
    let rest = all - i64::try_from(shown.persons.len()).unwrap_or(0);
    let id = act.id.to_string();
    html! {
        section.panel.stack aria-labelledby="h-batch" {
            h2 #h-batch { (t.with("challenge-number", &[("n", id.as_str().into())])) ": " (t.say(&format!("challenge-reason-{}", act.reason.name()))) }
            (paragraphs(&act.words))
            p { (batch.by) ", " (t.moment(act.proposed_at)) }
            p { (counts(t, batch)) }
            @if view.open && waits {
                @if batch.own { (note(Tone::Info, t.say("challenge-waits"), None)) }
                @else {
                    form.row method="post" action=(action) {
                        (hidden("batch", &id))
                        (Plate::submit(&t.say("challenge-confirm")).sends("act", "confirm"))
                    }
                }
            }
            @if view.open && may_withdraw { (withdrawal(view, shown, complaints, &action)) }
            (people(t, &shown.persons))
            @if rest > 0 { p { (t.count("integrity-more", rest)) } }
        }
    }
}

fn people(t: Text, persons: &[(challenge::Model, String)]) -> Markup {
    let heads = ["integrity-name", "integrity-state"].map(|key| t.say(key));
    let columns = [Column::head(&heads[0]), Column::text(&heads[1])];
    let rows: Vec<Row> = persons
        .iter()
        .map(|(row, name)| {
            Row::from(vec![
                html! { (name) },
                html! {
                    (t.say(&format!("challenge-state-{}", row.state.name())))
                    @if !row.withdrawal.is_empty() { ": " (row.withdrawal) }
                    @else if !row.decision.is_empty() { ": " (row.decision) }
                },
            ])
        })
        .collect();
    html! { (Table { caption: &t.say("integrity-persons"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn withdrawal(
    view: &ChallengesView<'_>,
    shown: &Shown<'_>,
    complaints: &Complaints,
    action: &str,
) -> Markup {
    let t = view.visit.text;
    let everybody = t.say("challenge-withdraw-all");
    let ids: Vec<(String, &str)> = shown
        .persons
        .iter()
        .filter(|(row, _)| !matches!(row.state, State::Lifted | State::Appealed))
        .map(|(row, name)| (row.id.to_string(), name.as_str()))
        .collect();
    let whole = Choice { value: "", label: &everybody, ..Choice::default() };
    let choices: Vec<Choice<'_>> = std::iter::once(whole)
        .chain(ids.iter().map(|(id, name)| Choice { value: id, label: name, ..Choice::default() }))
        .collect();
    let (whom, why, hint) =
        (t.say("challenge-withdraw-whom"), t.say("challenge-why"), t.say("challenge-words-hint"));
    html! {
        form.stack method="post" action=(action) novalidate {
            h3 { (t.say("challenge-withdraw-title")) }
            (hidden("batch", &shown.batch.act.id.to_string()))
            (Field::select("challenge", &whom, &choices).value(view.fields.get("challenge")))
            (Field::area("why", &why, 3).hint(&hint).value(view.fields.get("why")).error(complaints.of("why")))
            p { (Plate::submit(&t.say("challenge-withdraw")).quiet().sends("act", "withdraw")) }
        }
    }
}

fn decision(view: &ChallengesView<'_>, appeal: &AppealRow, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let id = appeal.row.id.to_string();
    let field = format!("words-{id}");
    let action = view.visit.href(&format!("/desk/{}/challenges", view.edition.slug));
    let typed = if view.fields.get("challenge") == id { view.fields.get("words") } else { "" };
    let (label, hint) = (t.say("challenge-why"), t.say("challenge-words-hint"));
    html! {
        div.panel.stack {
            h3 { (appeal.name) ", " (t.with("challenge-number", &[("n", appeal.row.batch_id.to_string().into())])) }
            (paragraphs(&appeal.row.appeal))
            @if !view.open {} @else if !appeal.may { (note(Tone::Info, t.say("challenge-third"), None)) } @else {
                form.stack method="post" action=(action) novalidate {
                    (hidden("challenge", &id))
                    (Field::area("words", &label, 3).id(&field).hint(&hint).value(typed).error(complaints.of(&field)))
                    p.row {
                        (Plate::submit(&t.say("challenge-lift")).about(&appeal.name).sends("act", "lift"))
                        (Plate::submit(&t.say("challenge-uphold")).quiet().about(&appeal.name).sends("act", "uphold"))
                    }
                }
            }
        }
    }
}

pub struct OwnView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    /// Whether the visitor has shown who they are.
    pub known: bool,
    pub own: Option<&'a (challenge::Model, batch::Model)>,
    pub open: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// What a person reads of the challenge against them.
pub fn own(view: &OwnView<'_>) -> Markup {
    let OwnView { visit, edition, own, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let back = visit.href(&format!("/{}/vote", edition.slug));
    html! {
        (complaints.summary())
        div.stack.read {
            h1 { (t.say("challenge-own-title")) }
            @match own {
                _ if !view.known => { p { (t.say("challenge-own-unknown")) } }
                None => { p { (t.say("challenge-own-none")) } }
                Some((row, act)) => { (standing(t, row, act)) }
            }
            p { a href=(back) { (t.say("vote-title")) } }
        }
        @if let Some((row, _)) = own && row.state == State::Confirmed && view.open { (appeal(view, &complaints)) }
    }
}

fn standing(t: Text, row: &challenge::Model, act: &batch::Model) -> Markup {
    let tone = match row.state {
        State::Lifted => Tone::Good,
        _ => Tone::Warn,
    };
    let answer = if row.withdrawal.is_empty() { &row.decision } else { &row.withdrawal };
    let reason = t.say(&format!("challenge-reason-{}", act.reason.name()));
    let rows = [
        ("challenge-reason", html! { (reason) }),
        ("challenge-words", paragraphs(&act.words)),
        ("challenge-own-words", paragraphs(&row.appeal)),
        ("challenge-answer", paragraphs(answer)),
    ];
    let said = [true, true, !row.appeal.is_empty(), !answer.is_empty()];
    let rows: Vec<(String, Markup)> = rows
        .into_iter()
        .zip(said)
        .filter(|(_, said)| *said)
        .map(|((key, answer), _)| (t.say(key), answer))
        .collect();
    let rows: Vec<Answer<'_>> = rows
        .iter()
        .map(|(question, answer)| Answer { question, answer: answer.clone(), change: None })
        .collect();
    html! {
        (note(tone, t.say(&format!("challenge-own-{}", row.state.name())), None))
        @if let (State::Confirmed, Some(until)) = (row.state, row.appeal_until()) {
            p { (t.with("challenge-own-until", &[("when", t.moment(until).into())])) }
        }
        (answers(&rows))
    }
}

fn appeal(view: &OwnView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/{}/vote/challenge", view.edition.slug));
    let (label, hint) = (t.say("challenge-own-words"), t.say("challenge-own-hint"));
    html! {
        section.stack.read aria-labelledby="h-appeal" {
            h2 #h-appeal { (t.say("challenge-own-appeal")) }
            form.stack method="post" action=(action) novalidate {
                (Field::area("words", &label, 6).hint(&hint).value(view.fields.get("words")).error(complaints.of("words")))
                p { (Plate::submit(&t.say("challenge-own-send")).brass()) }
            }
        }
    }
}
