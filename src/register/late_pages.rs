//! Adding somebody to the register, as the two see it who do it; and what everybody may know of it.

use maud::{Markup, html};

use super::desk_pages::identity_fields;
use super::entity::late_entry::Model;
use super::identity::Question;
use super::late::{BORN_ON, Reason, State};
use super::office::Document;
use super::policy::Policy;
use crate::edition::{Edition, district};
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists::{Answer, answers, lines};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, note};
use crate::page::{Complaints, Errors, Fields, paragraphs};
use crate::people::Visit;
use crate::text::Text;

pub struct LateView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: &'a Policy,
    /// Whether the edition votes.
    pub open: bool,
    pub districts: &'a [district::Model],
    pub cases: &'a [Case],
    pub shown: Option<&'a Case>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub struct Case {
    pub row: Model,
    /// Who opened it and who approved it, by name.
    pub by: String,
    pub second: Option<String>,
    /// Whether who looks has opened it.
    pub own: bool,
}

pub fn late(view: &LateView<'_>) -> Markup {
    let LateView { visit, edition, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let question = view.policy.late_question();
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("late-title")) }
            p.muted { (edition.city) ": " (edition.title) }
            p.lead { (t.say("late-lead")) }
            @let rules = lines((1..=4).map(|n| html! { (t.say(&format!("late-rule-{n}"))) }));
            @if view.shown.is_some() { (details("rules", t.say("office-rules"), rules)) } @else { (rules) }
        }
        @match (question, view.shown) {
            (None, _) => { (note(Tone::Info, t.say("late-nowhere"), None)) }
            _ if !view.open => { (note(Tone::Info, t.say("late-closed"), None)) }
            (Some(question), Some(case)) => { (one(view, case, question, &complaints)) }
            (Some(_), None) => {}
        }
        section.stack aria-labelledby="h-cases" {
            h2 #h-cases { (t.say("office-cases")) }
            @if view.cases.is_empty() { (empty(t.say("late-none"), None)) } @else { (table(view)) }
        }
        @if let (Some(question), true, None) = (question, view.open, view.shown) { (open_form(view, question, &complaints)) }
    }
}

/// Who the visitor is. `namesake`: whether their whole date of birth is asked for.
fn visitor(
    view: &LateView<'_>,
    question: Question,
    namesake: bool,
    complaints: &Complaints,
) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let (born_on, born_on_hint) = (t.say("late-born-on"), t.say("late-born-on-hint"));
    let (contact, contact_hint) = (t.say("late-contact"), t.say("late-contact-hint"));
    let (district, district_hint) = (t.say("late-district"), t.say("late-district-hint"));
    let rows = view.districts.iter().map(|row| (row.id.to_string(), row.name.clone()));
    let named: Vec<(String, String)> =
        std::iter::once((String::new(), t.say("late-district-own"))).chain(rows).collect();
    let choices: Vec<Choice<'_>> =
        named.iter().map(|(value, label)| Choice { value, label, ..Choice::default() }).collect();
    html! {
        @if question == Question::Child { p { (t.say("late-child-only")) } }
        (identity_fields(t, question, fields, complaints))
        @if namesake {
            (Field::text(BORN_ON, &born_on).hint(&born_on_hint).autocomplete("off").narrow().value(fields.get(BORN_ON)).error(complaints.of(BORN_ON)))
        }
        @if !view.districts.is_empty() {
            (Field::select("district", &district, &choices).hint(&district_hint).value(fields.get("district")).error(complaints.of("district")))
        }
        (Field::text("contact", &contact).hint(&contact_hint).autocomplete("off").value(fields.get("contact")).error(complaints.of("contact")))
    }
}

fn open_form(view: &LateView<'_>, question: Question, complaints: &Complaints) -> Markup {
    let LateView { visit, edition, fields, .. } = view;
    let t = visit.text;
    let action = visit.href(&format!("/desk/{}/late", edition.slug));
    let documents = Document::ALL.map(|one| (one.name(), t.say(&document(one))));
    let reasons = Reason::ALL.map(|one| (one.name(), t.say(&reason(one))));
    let (words, hint) = (t.say("office-words"), t.say("office-words-hint"));
    html! {
        form.panel.stack.stack--wide.read method="post" action=(action) novalidate {
            h2 { (t.say("office-open-title")) }
            (hidden("act", "open"))
            (radios(&Group { name: "reason", legend: &t.say("late-reason"), hint: None, error: complaints.of("reason"), choices: &choices(&reasons, fields.get("reason")) }))
            (visitor(view, question, true, complaints))
            (radios(&Group { name: "document", legend: &t.say("office-document"), hint: Some(&t.say("office-document-hint")), error: complaints.of("document"), choices: &choices(&documents, fields.get("document")) }))
            (Field::area("words", &words, 2).hint(&hint).value(fields.get("words")).error(complaints.of("words")))
            p { (Plate::submit(&t.say("office-open")).brass()) }
        }
    }
}

fn choices<'a>(all: &'a [(String, String)], chosen: &str) -> Vec<Choice<'a>> {
    all.iter()
        .map(|(value, label)| Choice { value, label, chosen: value == chosen, ..Choice::default() })
        .collect()
}

fn document(one: Document) -> String {
    format!("office-document-{}", one.name())
}

fn reason(one: Reason) -> String {
    format!("late-reason-{}", one.name())
}

/// A case before its second person.
fn one(view: &LateView<'_>, case: &Case, question: Question, complaints: &Complaints) -> Markup {
    let LateView { visit, edition, .. } = view;
    let t = visit.text;
    let row = &case.row;
    let action = visit.href(&format!("/desk/{}/late", edition.slug));
    let id = row.id.to_string();
    let (why, proof, words, by) =
        (t.say("office-reason"), t.say("office-proof"), t.say("office-words"), t.say("office-by"));
    let fact = |question, answer| Answer { question, answer, change: None };
    let mut facts = vec![
        fact(&*why, html! { (t.say(&reason(row.reason))) }),
        fact(&proof, html! { (t.say(&document(row.document))) }),
    ];
    if !row.words.is_empty() {
        facts.push(fact(&words, paragraphs(&row.words)));
    }
    facts.push(fact(&by, html! { (case.by) ", " (t.moment(row.opened_at)) }));
    html! {
        section.panel.stack.stack--wide.read aria-labelledby="h-case" {
            h2 #h-case { (t.with("late-case", &[("n", id.as_str().into())])) }
            (answers(&facts))
            @if row.state == State::Open && case.own {
                (note(Tone::Info, t.say("office-waits"), None))
            } @else if row.state == State::Open {
                form.stack.stack--wide method="post" action=(action) novalidate {
                    (hidden("act", "approve"))
                    (hidden("case", &id))
                    p { (t.say("late-approve-how")) }
                    (visitor(view, question, row.reason == Reason::Namesake, complaints))
                    p { (Plate::submit(&t.say("late-approve")).brass()) }
                }
            } @else { p { (standing(t, case)) } }
            @if row.state == State::Open {
                form method="post" action=(action) {
                    (hidden("act", "void"))
                    (hidden("case", &id))
                    p { (Plate::submit(&t.say("office-take-back")).quiet()) }
                }
            }
        }
    }
}

fn standing(t: Text, case: &Case) -> String {
    t.say(match case.row.state {
        State::Open => "office-state-open",
        State::Approved => "late-state-approved",
        State::Void => "late-state-void",
    })
}

fn table(view: &LateView<'_>) -> Markup {
    let t = view.visit.text;
    let heads = ["office-number", "office-reason", "office-proof", "office-by", "office-state"]
        .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
        Column::text(&heads[4]),
    ];
    let rows: Vec<Row> = view
        .cases
        .iter()
        .map(|case| {
            let row = &case.row;
            let path = format!("/desk/{}/late?show={}", view.edition.slug, row.id);
            let name = t.with("late-case", &[("n", row.id.to_string().into())]);
            Row::from(vec![
                html! { a href=(view.visit.href(&path)) { (name) } },
                html! { (t.say(&reason(row.reason))) },
                html! { (t.say(&document(row.document))) },
                html! { (case.by) @if let Some(second) = &case.second { ", " (second) } br; (t.moment(row.opened_at)) },
                html! { (standing(t, case)) },
            ])
        })
        .collect();
    html! { (Table { caption: &t.say("office-cases"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}
