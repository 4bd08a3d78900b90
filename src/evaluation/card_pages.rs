//! Filling in a card, and what residents see of it after the verdict.

use maud::{Markup, html};

use super::card::{Answers, CardState, Model as Card, NOTES, boxes, public_words};
use super::desk_pages::head;
use super::question::{Answering, Kind, No, Question};
use crate::clock::Instant;
use crate::edition::Edition;
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, details, note};
use crate::page::{Complaints, Errors, Fields, encode, paragraphs};
use crate::people::Visit;
use crate::project::{Part, Project, href};
use crate::submission::{Rules, part_fields, sure};
use crate::text::{Arg, Text};

pub struct CardView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    pub kind: Kind,
    /// None before the first answer is kept.
    pub card: Option<&'a Card>,
    pub questions: &'a [Question],
    pub answers: &'a Answers,
    /// What the author says was put right, and where the deadline stands while it runs.
    pub reply: Option<&'a str>,
    pub correction_due: Option<Instant>,
    /// One may write in it now.
    pub writable: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    pub now: Instant,
}

pub fn card(view: &CardView<'_>) -> Markup {
    let CardView { visit, edition, project, kind, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let desk = visit.href(&format!("/desk/{}/projects/{}", edition.slug, encode(&project.code)));
    let (save, finish) = (t.say("card-save"), t.say("card-finish"));
    html! {
        p { a href=(desk) { (t.say("card-back")) } }
        (complaints.summary())
        (head(visit, edition, project, &t.say(&format!("card-{}-title", kind.name()))))
        p { a href=(href(visit, edition, &project.code)) { (edition.said(t, &project.title)) } }
        @if let Some(card) = view.card { p.muted { (t.with("card-due", &[("when", Arg::Moment(card.due_at))])) } }
        @if let Some(reply) = view.reply.filter(|reply| !reply.is_empty()) {
            (note(Tone::Info, t.say("card-reply"), Some(html! { (paragraphs(reply)) p { a href={ (href(visit, edition, &project.code)) "/history" } { (t.say("history-title")) } } })))
        }
        @if let Some(due) = view.correction_due {
            (note(Tone::Info, t.with("next-returned", &[("when", Arg::Moment(due))]), None))
            @if view.now > due { form method="post" { (Plate::submit(&t.say("correction-lapse")).sends("act", "lapse")) } }
        }
        @if view.questions.is_empty() { (note(Tone::Warn, t.say("cards-none"), None)) }
        @else if view.writable {
            form.stack.stack--wide.read method="post" novalidate {
                @for question in view.questions { (ask(t, question, view.answers, &complaints)) }
                (sure(t, NOTES, &public_words(view.answers).collect::<Vec<_>>().join("\n"), view.fields))
                p.row { (Plate::submit(&finish).brass().sends("act", "finish")) (Plate::submit(&save).quiet().sends("act", "save")) }
                p.muted { (t.say(&format!("card-{}-means", kind.name()))) }
            }
        } @else {
            @if let Some(state) = view.card.map(|card| card.state).filter(|state| *state != CardState::Open) { p { b { (t.say(&format!("card-state-{}", state.name()))) } } }
            (answered(t, view.questions, view.answers))
        }
    }
}

fn answer_words(t: Text, answer: &str) -> String {
    t.say(&format!("answer-{answer}"))
}

fn ask(t: Text, question: &Question, answers: &Answers, complaints: &Complaints) -> Markup {
    let [answer_box, note_box] = boxes(question);
    let empty = (String::new(), String::new());
    let (answer, reason) = answers.get(&question.key).unwrap_or(&empty);
    let words = question.words(t.0);
    let hint = Some(question.hint(t.0)).filter(|hint| !hint.is_empty());
    let choices: Vec<(&str, String)> =
        question.answer.choices().iter().map(|choice| (*choice, answer_words(t, choice))).collect();
    let no = t.say(&format!("no-{}", question.no.name()));
    let choices: Vec<Choice<'_>> = choices
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            hint: (*value == "no").then_some(no.as_str()),
            chosen: answer == value,
        })
        .collect();
    let optional = t.say("card-note-when");
    match question.answer {
        Answering::Heading => html! { h2 { (words) } },
        Answering::Text => {
            let field =
                Field::area(&answer_box, words, 4).value(answer).error(complaints.of(&answer_box));
            match hint {
                Some(hint) => html! { (field.hint(hint)) },
                None => html! { (field) },
            }
        }
        _ => html! {
            (radios(&Group { name: &answer_box, legend: words, hint, error: complaints.of(&answer_box), choices: &choices }))
            (Field::area(&note_box, &t.with("card-note", &[("what", words.into())]), 2).optional(&optional).value(reason).error(complaints.of(&note_box)))
        },
    }
}

/// Answers to read, the refusals with their reasons.
pub fn answered(t: Text, questions: &[Question], answers: &Answers) -> Markup {
    lines(questions.iter().map(|question| match answers.get(&question.key) {
        _ if question.answer == Answering::Heading => html! { b { (question.words(t.0)) } },
        Some((answer, reason)) => html! {
            p { (question.words(t.0)) }
            @if question.answer == Answering::Text { (paragraphs(answer)) }
            @else {
                p { b { @if answer.is_empty() { "–" } @else { (answer_words(t, answer)) } } }
                (paragraphs(reason))
            }
        },
        None => html! { p { (question.words(t.0)) } p.muted { "–" } },
    }))
}

/// One finished card as residents read it.
pub struct Finished {
    pub card: Card,
    pub questions: Vec<Question>,
    pub answers: Answers,
}

pub fn public(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    finished: &[Finished],
) -> Markup {
    let t = visit.text;
    html! {
        div.stack {
            p { a href=(href(visit, edition, &project.code)) { (t.say("history-back")) } }
            h1 { (t.say("cards-public-title")) }
            p.lead { (edition.said(t, &project.title)) }
        }
        @if finished.is_empty() { (note(Tone::Info, t.say("cards-public-none"), None)) }
        @for (i, one) in finished.iter().enumerate() {
            @let id = format!("card-{i}");
            section.panel aria-labelledby=(id) {
                h2 id=(id) { (t.say(&format!("card-{}-title", one.card.kind.name()))) }
                @if let Some(at) = one.card.approved_at { p.muted { (t.moment(at)) } }
                @if !one.card.reason.is_empty() { (paragraphs(&one.card.reason)) }
                (details(&format!("{id}-all"), t.say("cards-public-all"), answered(t, &one.questions, &one.answers)))
            }
        }
    }
}

pub struct CorrectView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    /// Points given back with the clerk's note; empty when nothing waits.
    pub points: &'a [(Question, String)],
    pub parts: &'a [Part],
    pub due: Option<Instant>,
    pub rules: &'a Rules,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    pub now: Instant,
}

/// What the author puts right: the points, and boxes for nothing else.
pub fn correct(view: &CorrectView<'_>) -> Markup {
    let CorrectView { visit, edition, project, points, parts, fields, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(href(visit, edition, &project.code)) { (t.say("history-back")) } }
            h1 { (t.say("correct-title")) }
            p { (edition.said(t, &project.title)) }
        }
        @match view.due {
            None => { (note(Tone::Info, t.say("correction-done"), None)) }
            Some(due) if view.now > due => { (note(Tone::Bad, t.say("correction-late"), None)) }
            Some(due) => {
                div.stack.stack--wide.read {
                    p.lead { (t.with("correct-until", &[("when", Arg::Moment(due))])) }
                    (lines(points.iter().map(|(point, reason)| html! { b { (point.words(t.0)) } (paragraphs(reason)) })))
                    form.stack.stack--wide method="post" novalidate {
                        (hidden("version", &project.version.to_string()))
                        @if parts.is_empty() { p { (t.say("correct-no-parts")) } }
                        @for part in *parts { (part_fields(t, *part, view.rules, fields, &complaints)) }
                        (Field::area("reply", &t.say("correct-reply"), 4).hint(&t.say("correct-reply-hint")).value(fields.get("reply")).error(complaints.of("reply")))
                        (sure(t, "reply", fields.get("reply"), fields))
                        p { (Plate::submit(&t.say("correct-act")).brass()) }
                    }
                }
            }
        }
    }
}

/// Where the author appeals.
pub fn appeal(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    until: Option<Instant>,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    html! {
        (complaints.summary())
        div.stack.stack--wide.read {
            p { a href=(href(visit, edition, &project.code)) { (t.say("history-back")) } }
            h1 { (t.say("appeal-title")) }
            p { (edition.said(t, &project.title)) }
            @match until {
                None => { (note(Tone::Info, t.say("appeal-nothing"), None)) }
                Some(until) => {
                    (note(Tone::Bad, t.say("project-rejected-why"), Some(html! { (paragraphs(&project.reason)) })))
                    p { (t.with("appeal-until", &[("when", Arg::Moment(until))])) }
                    p { (t.say("appeal-means")) }
                    form.stack.stack--wide method="post" novalidate {
                        (Field::area("words", &t.say("appeal-words"), 8).hint(&t.say("appeal-words-hint")).value(fields.get("words")).error(complaints.of("words")))
                        p { (Plate::submit(&t.say("appeal-act")).brass()) }
                    }
                }
            }
        }
    }
}

/// The official's correction of the estimate.
pub fn cost(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    fields: &Fields,
    errors: &Errors,
    writable: bool,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let desk = visit.href(&format!("/desk/{}/projects/{}", edition.slug, encode(&project.code)));
    html! {
        p { a href=(desk) { (t.say("card-back")) } }
        (complaints.summary())
        (head(visit, edition, project, &t.say("next-cost-title")))
        @if writable {
            form.stack.stack--wide.read method="post" novalidate {
                p { (t.say("cost-means")) }
                (hidden("version", &project.version.to_string()))
                (part_fields(t, Part::Cost, &Rules::default(), fields, &complaints))
                (Field::area("reason", &t.say("verdict-reason"), 4).hint(&t.say("verdict-reason-hint")).value(fields.get("reason")).error(complaints.of("reason")))
                (sure(t, "reason", fields.get("reason"), fields))
                p { (Plate::submit(&t.say("cost-act")).brass()) }
            }
        } @else { (note(Tone::Info, t.say("cost-not-now"), None)) }
    }
}

/// Names of what a "no" may mean, for the form that edits a question.
pub fn no_names(t: Text) -> Vec<(&'static str, String)> {
    No::ALL.iter().map(|no| (no.name(), t.say(&format!("no-{}", no.name())))).collect()
}
