//! Entering cards by keyboard alone: the focus waits in the first field, Enter saves and brings the
//! next card.

use maud::{Markup, html};

use super::desk_pages::areas;
use super::entity::batch;
use super::form::{Blank, marks_field};
use super::reading::Reason;
use crate::edition::{Edition, Pool};
use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::pool_name;
use crate::register::{CardQuestion, shared};
use crate::text::Text;
use crate::vote::{how, rule};

pub struct EntryView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub batch: &'a batch::Model,
    pub blank: &'a Blank,
    pub card: i64,
    /// Cards that this clerk has read.
    pub own: usize,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn entry(view: &EntryView<'_>) -> Markup {
    let EntryView { visit, edition, batch, card, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let back = visit.href(&format!("/desk/{}/paper/{}", edition.slug, batch.number));
    let action = format!("{back}/entry");
    let (act, other, go) = (t.say("paper-save"), t.say("paper-other-card"), t.say("paper-go"));
    let shown = card.to_string();
    let beyond = batch.declared > 0 && *card > batch.declared;
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(back) { (t.with("paper-batch", &[("n", batch.number.to_string().into())])) } }
            h1 { (t.with("paper-entry-title", &[("n", shown.as_str().into())])) }
            p.muted { (batch.place) ". " (t.count("paper-own-cards", view.own)) }
            @if beyond { (note(Tone::Info, t.say("paper-beyond"), None)) }
        }
        form.panel.stack.read method="post" action=(action) novalidate autocomplete="off" {
            (hidden("card", &shown))
            (card_fields(t, view.blank, view.fields, &complaints, view.errors.is_empty()))
            p { (Plate::submit(&act).brass()) }
        }
        form.row method="get" action=(action) {
            (Field::text("card", &other).id("other-card").input_mode("numeric").tiny())
            (Plate::submit(&go).quiet())
        }
    }
}

/// The fields of a card, in the order of the paper.
pub fn card_fields(
    t: Text,
    blank: &Blank,
    fields: &Fields,
    complaints: &Complaints,
    focus: bool,
) -> Markup {
    html! {
        (identity(t, blank.policy.card_question(), fields, complaints, focus))
        @if blank.has_areas() { (area(t, blank, fields, complaints)) }
        @for ((i, label), (lane, _)) in lists(t, blank).into_iter().zip(blank.lanes()) {
            @let name = marks_field(i);
            @let hint = hint(t, blank, lane, fields.get("area"));
            (Field::text(&name, &label).hint(&hint).autocomplete("off").value(fields.get(&name)).error(complaints.of(&name)))
        }
        (status(t, fields, complaints))
    }
}

/// The names of what a card asks of its voter, by field.
pub fn question_labels(t: Text, question: CardQuestion) -> Vec<(&'static str, String)> {
    let label = |name: &&'static str| match question {
        CardQuestion::Identity(_) => (*name, t.say(&format!("identity-{name}"))),
        CardQuestion::Code | CardQuestion::Account => (*name, t.say(&format!("card-{name}"))),
    };
    question.fields().iter().map(label).collect()
}

/// The fields in which a clerk types whose a card is, or who stands before them.
pub fn identity(
    t: Text,
    question: CardQuestion,
    fields: &Fields,
    complaints: &Complaints,
    focus: bool,
) -> Markup {
    html! {
        @for (i, (name, label)) in question_labels(t, question).iter().enumerate() {
            @let field = Field::text(name, label).autocomplete("off").value(fields.get(name)).error(complaints.of(name));
            @if i == 0 && focus { (field.focus()) } @else { (field) }
        }
        @if matches!(question, CardQuestion::Identity(_)) { (shared(t, question.fields(), fields, complaints)) }
    }
}

fn area(t: Text, blank: &Blank, fields: &Fields, complaints: &Complaints) -> Markup {
    let (label, choose, none) =
        (t.say("paper-area"), t.say("paper-area-choose"), t.say("paper-area-none"));
    let mut choices = vec![Choice { value: "", label: &choose, ..Choice::default() }];
    for pool in areas(&blank.roll.pools) {
        choices.push(Choice { value: &pool.code, label: &pool.name, ..Choice::default() });
    }
    choices.push(Choice { value: "-", label: &none, ..Choice::default() });
    html! { (Field::select("area", &label, &choices).value(fields.get("area")).error(complaints.of("area"))) }
}

/// The lists on a card: their places among the lanes, and names.
pub fn lists(t: Text, blank: &Blank) -> Vec<(usize, String)> {
    let lanes = blank.lanes();
    let name = |lane: &str, first: &Pool| {
        let many = blank.of_lane(lane).count() > 1;
        if many { t.say("paper-list-district") } else { pool_name(t, first) }
    };
    let label =
        |(lane, pool): &(&str, &Pool)| t.with("paper-marks", &[("list", name(lane, pool).into())]);
    lanes.iter().map(label).enumerate().collect()
}

/// How a choice of a lane is typed: by the rule of the card's district or, while nobody has said
/// which that is and the districts differ, by that of each.
fn hint(t: Text, blank: &Blank, lane: &str, area: &str) -> String {
    let typing = |pool: &Pool| {
        let in_points = pool.rules().is_ok_and(|rules| rules.kind.has_points());
        t.say(if in_points { "paper-marks-points" } else { "paper-marks-numbers" })
    };
    let own = blank.of_lane(lane).find(|pool| pool.code == area);
    let pools: Vec<&Pool> = own.map_or_else(|| blank.of_lane(lane).collect(), |own| vec![own]);
    let mut rules: Vec<(String, Vec<&Pool>)> = Vec::new();
    for pool in pools {
        let words = pool.rules().map(|rules| how(t, pool, &rules)).unwrap_or_default();
        let words = format!("{words} {}", typing(pool));
        match rules.iter_mut().find(|(known, _)| *known == words) {
            Some((_, alike)) => alike.push(pool),
            None => rules.push((words, vec![pool])),
        }
    }
    if let [(_, alike)] = &rules[..] {
        return alike
            .first()
            .map_or_else(String::new, |pool| format!("{} {}", rule(t, pool), typing(pool)));
    }
    let each = rules.into_iter().map(|(words, alike)| {
        let names: Vec<&str> = alike.iter().map(|pool| pool.name.as_str()).collect();
        format!("{}: {words}", names.join(", "))
    });
    each.collect::<Vec<_>>().join(" ")
}

fn status(t: Text, fields: &Fields, complaints: &Complaints) -> Markup {
    let label = t.say("paper-status");
    let mut names = vec![(String::new(), t.say("paper-status-valid"))];
    names.push(("blank".to_owned(), t.say("paper-status-blank")));
    for reason in Reason::ALL {
        let words = t.say(&format!("paper-reason-{}", reason.name()));
        names.push((reason.name().to_owned(), words));
    }
    let choices: Vec<Choice<'_>> =
        names.iter().map(|(value, label)| Choice { value, label, ..Choice::default() }).collect();
    html! { (Field::select("status", &label, &choices).value(fields.get("status")).error(complaints.of("status"))) }
}
