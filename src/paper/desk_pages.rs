//! Batches as city hall sees them: the list, one of them, and the words for everybody.

use std::collections::HashMap;

use maud::{Markup, html};

use super::entity::{State, batch};
use super::policy::Policy;
use super::sums::Sums;
use crate::edition::{Edition, Pool};
use crate::page::parts::fields::{Choice, Field, Group, checkbox, radios};
use crate::page::parts::lists::{Answer, answers, facts};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, empty, note};
use crate::page::{Complaints, Errors, Fields, encode};
use crate::people::Visit;
use crate::text::Text;

pub struct DeskView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: Policy,
    pub batches: &'a [BatchRow],
    pub pools: &'a [Pool],
    pub may_open: bool,
    pub may_set: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub struct BatchRow {
    pub batch: batch::Model,
    /// Who opened it, by name.
    pub by: String,
}

pub fn desk(view: &DeskView<'_>) -> Markup {
    let DeskView { visit, edition, policy, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("paper-room")) }
            p.muted { (edition.city) ": " (edition.title) }
            p.read { (t.say("paper-lead")) }
        }
        section.stack aria-labelledby="h-policy" {
            h2 #h-policy { (t.say("paper-policy")) }
            @if view.may_set { (policy_form(view, &complaints)) }
            @else { p.read { (t.say(&format!("paper-policy-{}", policy.name()))) } }
        }
        (print_links(view))
        @if view.may_open { (open_form(view, &complaints)) }
        section.stack aria-labelledby="h-batches" {
            h2 #h-batches { (t.say("paper-batches")) }
            @if view.batches.is_empty() { (empty(t.say("paper-no-batches"), None)) } @else { (table(view)) }
        }
    }
}

fn policy_form(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/desk/{}/paper/policy", view.edition.slug));
    let labels = Policy::ALL.map(|policy| t.say(&format!("paper-policy-{}", policy.name())));
    let choices: Vec<Choice<'_>> = Policy::ALL
        .iter()
        .zip(&labels)
        .map(|(policy, label)| Choice {
            value: policy.name(),
            label,
            chosen: *policy == view.policy,
            ..Choice::default()
        })
        .collect();
    let (legend, hint, act) =
        (t.say("paper-policy-legend"), t.say("paper-policy-hint"), t.say("paper-policy-set"));
    let group = Group {
        name: "policy",
        legend: &legend,
        hint: Some(&hint),
        error: complaints.of("policy"),
        choices: &choices,
    };
    html! {
        form.panel.stack method="post" action=(action) novalidate {
            (radios(&group))
            p { (Plate::submit(&act).quiet()) }
        }
    }
}

/// The blank cards of an edition, by area.
fn print_links(view: &DeskView<'_>) -> Markup {
    let t = view.visit.text;
    let href = |area: &str| {
        view.visit.href(&format!("/desk/{}/paper/card?area={}", view.edition.slug, encode(area)))
    };
    html! {
        section.stack aria-labelledby="h-print" {
            h2 #h-print { (t.say("paper-print")) }
            p.row {
                @for pool in areas(view.pools) { a href=(href(&pool.code)) { (pool.name) } }
                a href=(href("-")) { (t.say("paper-print-city")) }
            }
        }
    }
}

/// The pools by which a card says of which district it is.
pub fn areas(pools: &[Pool]) -> impl Iterator<Item = &Pool> {
    pools.iter().filter(|pool| !pool.is_citywide())
}

fn open_form(view: &DeskView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let [place, place_hint, declared, declared_hint, in_person, act] = [
        "paper-place",
        "paper-place-hint",
        "paper-declared",
        "paper-declared-hint",
        "paper-in-person",
        "paper-open",
    ]
    .map(|key| t.say(key));
    let choice = Choice {
        value: "yes",
        label: &in_person,
        chosen: view.fields.get("in_person") == "yes",
        ..Choice::default()
    };
    html! {
        section.panel.stack aria-labelledby="h-open" {
            h2 #h-open { (t.say("paper-open-title")) }
            form.stack method="post" novalidate {
                (Field::text("place", &place).hint(&place_hint).value(view.fields.get("place")).error(complaints.of("place")))
                (Field::text("declared", &declared).hint(&declared_hint).input_mode("numeric").tiny().value(view.fields.get("declared")).error(complaints.of("declared")))
                (checkbox("in_person", &choice, None))
                p { (Plate::submit(&act)) }
            }
        }
    }
}

fn table(view: &DeskView<'_>) -> Markup {
    let t = view.visit.text;
    let heads = ["paper-column-batch", "paper-place", "paper-declared", "paper-column-state"]
        .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::amount(&heads[2]),
        Column::text(&heads[3]),
    ];
    let rows: Vec<Row> = view
        .batches
        .iter()
        .map(|BatchRow { batch, by }| {
            let href =
                view.visit.href(&format!("/desk/{}/paper/{}", view.edition.slug, batch.number));
            let number = t.with("paper-batch", &[("n", batch.number.to_string().into())]);
            Row::from(vec![
                html! { a href=(href) { (number) } },
                html! { (batch.place) br; span.small.muted { (by) ", " (t.moment(batch.opened_at)) } },
                html! { (declared(t, batch)) },
                html! { (state_words(t, batch.state)) },
            ])
        })
        .collect();
    html! { (Table { caption: &t.say("paper-batches"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn state_words(t: Text, state: State) -> String {
    t.say(&format!("paper-state-{}", state.name()))
}

pub struct BatchView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: &'a batch::Model,
    pub sums: &'a Sums,
    /// Names of accounts, by id.
    pub names: &'a HashMap<i64, String>,
    /// Whether cards may be read and signed off.
    pub taking: bool,
    pub is_clerk: bool,
    /// Whether who looks may hold cards beside what was read.
    pub checks: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn batch(view: &BatchView<'_>) -> Markup {
    let BatchView { visit, edition, batch, sums, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let here = |rest: &str| visit.href(&format!("/desk/{}/paper{rest}", edition.slug));
    let own = |rest: &str| here(&format!("/{}{rest}", batch.number));
    let open = view.taking && batch.state == State::Open;
    let (enter, reconcile) = (t.say("paper-enter"), t.say("paper-reconcile-title"));
    let figures = [
        (t.say("paper-declared"), declared(t, batch)),
        (t.say("paper-cards"), t.number(sums.cards)),
        (t.say("paper-half"), t.number(sums.half)),
        (t.say("paper-differ"), t.number(sums.differ)),
    ];
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, figure)| (name.as_str(), figure.as_str())).collect();
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(here("")) { (t.say("paper-room")) } }
            h1 { (t.with("paper-batch", &[("n", batch.number.to_string().into())])) }
            p.muted { (batch.place) @if batch.in_person { ", " (t.say("paper-was-in-person")) } }
            p { b { (state_words(t, batch.state)) } }
        }
        (facts(&figures))
        p.row {
            @if view.is_clerk && open { (Plate::link(&enter, &own("/entry")).brass()) }
            @if view.is_clerk && view.taking { (Plate::link(&reconcile, &own("/reconcile")).quiet()) }
            @if view.checks && view.taking && batch.state == State::Cast { a href=(own("/sample")) { (t.say("paper-sample-title")) } }
            a href=(own("/cover")) { (t.say("paper-cover")) }
            a href=(here(&format!("/card?batch={}", batch.number))) { (t.say("paper-print")) }
        }
        @if !batch.reason.is_empty() { (note(Tone::Warn, t.say("paper-reason-was"), Some(html! { p { (batch.reason) } }))) }
        section.stack.stack--wide aria-labelledby="h-sums" {
            h2 #h-sums { (t.say("paper-sums")) }
            (sums_list(t, sums))
        }
        section.stack.stack--wide aria-labelledby="h-by" {
            h2 #h-by { (t.say("paper-by")) }
            (signatures(view))
        }
        @if view.is_clerk && open { (declare_form(view, &complaints)) }
    }
}

fn signatures(view: &BatchView<'_>) -> Markup {
    let t = view.visit.text;
    let acts = [
        ("paper-by-opened", Some(view.batch.opened_by), Some(view.batch.opened_at)),
        ("paper-by-compared", view.batch.compared_by, view.batch.compared_at),
        ("paper-by-signed", view.batch.signed_by, view.batch.signed_at),
    ];
    let rows: Vec<(String, Markup)> = acts
        .into_iter()
        .filter_map(|(key, by, at)| {
            let name = view.names.get(&by?)?;
            Some((t.say(key), html! { (name) ", " (t.moment(at?)) }))
        })
        .collect();
    answers(&as_answers(&rows))
}

fn as_answers(rows: &[(String, Markup)]) -> Vec<Answer<'_>> {
    rows.iter()
        .map(|(question, answer)| Answer { question, answer: answer.clone(), change: None })
        .collect()
}

/// How many cards the protocol of the place says there are, once it is known.
pub fn declared(t: Text, batch: &batch::Model) -> String {
    if batch.declared > 0 { t.number(batch.declared) } else { t.say("paper-declared-unknown") }
}

fn declare_form(view: &BatchView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let (label, act) = (t.say("paper-declared"), t.say("paper-declare"));
    let known = view.batch.declared > 0;
    let shown = if known { view.batch.declared.to_string() } else { String::new() };
    let typed = if view.errors.is_empty() { &shown } else { view.fields.get("declared") };
    html! {
        form.panel.stack method="post" novalidate {
            (Field::text("declared", &label).input_mode("numeric").tiny().value(typed).error(complaints.of("declared")))
            p { (Plate::submit(&act).quiet()) }
        }
    }
}

/// What cards add up to: valid by outcome, blank, invalid by reason.
pub fn sums_list(t: Text, sums: &Sums) -> Markup {
    let mut rows = vec![
        (t.say("paper-sum-valid"), html! { (t.number(sums.valid)) }),
        (t.say("paper-sum-blank"), html! { (t.number(sums.blank)) }),
        (t.say("paper-sum-invalid"), html! { (t.number(sums.invalid_in_all())) }),
    ];
    for (reason, cards) in &sums.invalid {
        let name = t.say(&format!("paper-reason-{}", reason.name()));
        let name = t.with("paper-sum-reason", &[("reason", name.into())]);
        rows.push((name, html! { (t.number(*cards)) }));
    }
    for (outcome, cards) in &sums.outcomes {
        let name = t.say(&format!("paper-outcome-{}", outcome.name()));
        rows.push((name, html! { (t.number(*cards)) }));
    }
    answers(&as_answers(&rows))
}

/// How an edition treats paper and, once it is published, what became of the cards.
pub fn public(t: Text, policy: Policy, sums: Option<&Sums>) -> Markup {
    html! {
        section.stack.read aria-labelledby="h-paper" {
            h2 #h-paper { (t.say("paper-public-title")) }
            p { (t.say("paper-public-lead")) }
            p { (t.say(&format!("paper-policy-{}", policy.name()))) }
            @if let Some(sums) = sums {
                p { (t.count("paper-public-cards", sums.cards)) }
                (sums_list(t, sums))
            }
        }
    }
}
