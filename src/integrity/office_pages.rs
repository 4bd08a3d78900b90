//! Voting at city hall, as the two see it who let somebody do it. No page says whether the visitor
//! has voted before.

use maud::{Markup, html};

use crate::edition::Edition;
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists::{Answer, answers, lines};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, note};
use crate::page::{Complaints, Errors, Fields, paragraphs, qr};
use crate::paper::identity_fields;
use crate::people::Visit;
use crate::register::office::{Document, Given, Reason, State};
use crate::register::{CardQuestion, OfficeVote, Policy, Question};
use crate::text::{Arg, Text};

pub struct CasesView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: &'a Policy,
    /// Whether the edition votes.
    pub open: bool,
    pub cases: &'a [Case],
    pub shown: Option<&'a Case>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub struct Case {
    pub row: OfficeVote,
    /// Who opened it and who approved it, by name.
    pub by: String,
    pub second: Option<String>,
    /// Whether who looks has opened it.
    pub own: bool,
}

pub fn cases(view: &CasesView<'_>) -> Markup {
    let CasesView { visit, edition, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("office-title")) }
            p.muted { (edition.city) ": " (edition.title) }
            p.lead { (t.say("office-lead")) }
            @let rules = lines((1..=4).map(|n| html! { (t.say(&format!("office-rule-{n}"))) }));
            @if view.shown.is_some() { (details("rules", t.say("office-rules"), rules)) } @else { (rules) }
        }
        @if !view.open { (note(Tone::Info, t.say("office-closed"), None)) }
        @else if let Some(case) = view.shown { (one(view, case, &complaints)) }
        section.stack aria-labelledby="h-cases" {
            h2 #h-cases { (t.say("office-cases")) }
            @if view.cases.is_empty() { (empty(t.say("office-none"), None)) } @else { (table(view)) }
        }
        @if view.open && view.shown.is_none() { (open_form(view, &complaints)) }
    }
}

/// Who the visitor is, as the edition knows people, and what it cannot know.
fn visitor(view: &CasesView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let question = view.policy.card_question();
    let limit = match question {
        CardQuestion::Identity(Question::Declared { .. }) => Some("office-limit-declared"),
        CardQuestion::Identity(_) => None,
        CardQuestion::Code => Some("office-limit-code"),
        CardQuestion::Account => Some("office-limit-account"),
    };
    html! {
        @if let Some(limit) = limit { p { (t.say(limit)) } }
        @if view.policy.is_mixed() { p { (t.say("office-limit-mixed")) } }
        @if view.policy.children > 0 { p { (t.say("office-limit-child")) } }
        (identity_fields(t, question, view.fields, complaints, false))
    }
}

fn open_form(view: &CasesView<'_>, complaints: &Complaints) -> Markup {
    let CasesView { visit, edition, fields, .. } = view;
    let t = visit.text;
    let action = visit.href(&format!("/desk/{}/correction", edition.slug));
    let documents = Document::ALL.map(|one| (one.name(), t.say(&document(one))));
    let reasons = Reason::ALL.map(|one| (one.name(), t.say(&reason(one))));
    let words = t.say("office-words");
    let hint = t.say("office-words-hint");
    html! {
        form.panel.stack.stack--wide.read method="post" action=(action) novalidate {
            h2 { (t.say("office-open-title")) }
            (hidden("act", "open"))
            (visitor(view, complaints))
            (radios(&Group { name: "document", legend: &t.say("office-document"), hint: Some(&t.say("office-document-hint")), error: complaints.of("document"), choices: &choices(&documents, fields.get("document")) }))
            (radios(&Group { name: "reason", legend: &t.say("office-reason"), hint: None, error: complaints.of("reason"), choices: &choices(&reasons, fields.get("reason")) }))
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
    format!("office-reason-{}", one.name())
}

/// A case before its second person.
fn one(view: &CasesView<'_>, case: &Case, complaints: &Complaints) -> Markup {
    let CasesView { visit, edition, .. } = view;
    let t = visit.text;
    let row = &case.row;
    let action = visit.href(&format!("/desk/{}/correction", edition.slug));
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
            h2 #h-case { (t.with("office-case", &[("n", id.as_str().into())])) }
            (answers(&facts))
            @if row.state == State::Open && case.own {
                (note(Tone::Info, t.say("office-waits"), None))
            } @else if row.state == State::Open {
                form.stack.stack--wide method="post" action=(action) novalidate {
                    (hidden("act", "approve"))
                    (hidden("case", &id))
                    p { (t.say("office-approve-how")) }
                    (visitor(view, complaints))
                    p { (Plate::submit(&t.say("office-approve")).brass()) }
                }
            } @else { p { (standing(t, case)) } }
            @if row.state != State::Void {
                form method="post" action=(action) {
                    (hidden("act", "void"))
                    (hidden("case", &id))
                    p.row { (Plate::submit(&t.say("office-take-back")).quiet())
                        @if row.state != State::Open { span.small.muted { (t.say("office-take-back-means")) } }
                    }
                }
            }
        }
    }
}

/// How far a case is. Whether its code was typed, or a ballot cast, is not said.
fn standing(t: Text, case: &Case) -> String {
    match (case.row.state, case.row.ends_at) {
        (State::Open, _) => t.say("office-state-open"),
        (State::Void, _) => t.say("office-state-void"),
        (_, ends_at) => {
            let until = ends_at.map_or(Arg::from(""), Arg::Moment);
            t.with("office-state-given", &[("when", until)])
        }
    }
}

fn table(view: &CasesView<'_>) -> Markup {
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
            let path = format!("/desk/{}/correction?show={}", view.edition.slug, row.id);
            let name = t.with("office-case", &[("n", row.id.to_string().into())]);
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

pub struct SlipView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    /// Where the code is typed.
    pub address: &'a str,
    pub given: &'a Given,
}

/// The one page on which the code is shown.
pub fn slip(view: &SlipView<'_>) -> Markup {
    let SlipView { visit, edition, address, given } = view;
    let t = visit.text;
    let back = visit.href(&format!("/desk/{}/correction", edition.slug));
    html! {
        div.stack.noprint {
            h1 { (t.say("office-slip-title")) }
            (note(Tone::Warn, t.say("office-slip-once"), None))
            p.row { (Plate::print(&t.say("print")).brass()) a href=(back) { (t.say("office-slip-back")) } }
        }
        section.slip aria-label=(t.say("office-slip-title")) {
            p { b { (edition.city) } br; (edition.title) }
            p.lead { (t.with("office-slip-what", &[("when", Arg::Moment(given.until))])) }
            ol {
                li { (t.say("slips-first")) " " b { (address) } }
                li { (t.say("slips-second")) }
                li { (t.say("slips-third")) }
            }
            p.big.sign.num { (given.code) }
            @if let Some(qr) = qr(&format!("{address}#{}", given.code), &t.say("slips-qr")) { div.qr { (qr) } }
            p.small { (t.say("office-slip-then")) }
            p.small { (t.say("office-slip-secret")) }
        }
    }
}
