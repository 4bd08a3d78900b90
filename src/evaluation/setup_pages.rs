//! Where a city edits its evaluation: terms, pools, departments, and the questions of both cards.

use maud::{Markup, html};

use super::card_pages::no_names;
use super::department::Model as Department;
use super::law::Breach;
use super::question::{Answering, Kind, Question};
use super::terms::{Model as Terms, Procedure};
use crate::edition::{Edition, settled};
use crate::page::parts::fields::{Choice, Field, Group, checkboxes, hidden, radios};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields, encode};
use crate::people::Visit;
use crate::project::Part;
use crate::text::Text;

pub struct SetupView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub terms: &'a Terms,
    pub departments: &'a [Department],
    /// Version and number of points of each card.
    pub sets: &'a [(Kind, Option<(i64, usize)>)],
    pub breaches: &'a [Breach],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// What the law has against opening, each with its article.
fn breaches(t: Text, all: &[Breach]) -> Markup {
    html! {
        @if !all.is_empty() {
            (note(Tone::Bad, t.say("law-title"), Some(html! {
                ul { @for (i, breach) in all.iter().enumerate() { li id=(format!("law-{i}")) {
                    b { (t.count("law-article", i64::from(breach.point))) } ": " (t.message(&breach.message))
                } } }
            })))
        }
    }
}

pub fn setup(view: &SetupView<'_>) -> Markup {
    let SetupView { visit, edition, departments, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let base = visit.href(&format!("/desk/{}/cards", edition.slug));
    let [add, load, rename, remove] =
        ["department-add", "preset-load", "department-rename", "department-remove"]
            .map(|key| t.say(key));
    let new = view.fields.get("act") == "department";
    let fixed = settled(edition).is_err();
    html! {
        p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
        (complaints.summary())
        div.stack { h1 { (t.say("setup-title")) } p.lead { (edition.city) ": " (edition.title) } }
        (breaches(t, view.breaches))
        @if fixed { (note(Tone::Info, t.say("deciding-fixed"), None)) }
        section.panel.stack aria-labelledby="h-sets" {
            h2 #h-sets { (t.say("setup-sets")) }
            (lines(view.sets.iter().map(|(kind, set)| html! {
                a href={ (base) "/" (kind.name()) } { (t.say(&format!("card-{}-title", kind.name()))) }
                @if let Some((version, points)) = set { p.muted { (t.with("setup-version", &[("version", (*version).into()), ("n", (*points).into())])) } }
            })))
            @if !fixed {
                p { (t.say("preset-means")) }
                form method="post" { (hidden("act", "preset")) (Plate::submit(&load).quiet()) }
            }
        }
        section.panel.stack aria-labelledby="h-departments" {
            h2 #h-departments { (t.say("setup-departments")) }
            (lines(departments.iter().map(|one| {
                let (id, typed) = (one.id.to_string(), view.fields.get("department") == one.id.to_string());
                let (field, name) = (format!("name-{id}"), t.say("department-name"));
                let value = if typed { view.fields.get("name") } else { &one.name };
                html! {
                    form.row method="post" novalidate {
                        (hidden("department", &id))
                        (Field::text("name", &name).id(&field).value(value).error(complaints.of(&field)))
                        (Plate::submit(&rename).quiet().small().sends("act", "rename").about(&one.name))
                        (Plate::submit(&remove).quiet().small().sends("act", "remove").about(&one.name).unchecked())
                    }
                }
            })))
            form.stack method="post" novalidate {
                (hidden("act", "department"))
                (Field::text("name", &t.say("department-name")).value(if new { view.fields.get("name") } else { "" }).error(complaints.of("name")))
                p { (Plate::submit(&add).quiet()) }
            }
        }
        (terms_form(view, &complaints))
        section.panel.stack aria-labelledby="h-pools" {
            h2 #h-pools { (t.say("setup-pools")) }
            p { (t.say("setup-pools-law")) }
            p { a href=(visit.href(&format!("/desk/{}/support", edition.slug))) { (t.say("support-rules-title")) } }
        }
    }
}

fn terms_form(view: &SetupView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let typed = view.fields.get("act") == "terms";
    let labels = Procedure::ALL.map(|one| t.say(&format!("procedure-{}", one.name())));
    let means = Procedure::ALL.map(|one| t.say(&format!("procedure-{}-means", one.name())));
    let choices: Vec<Choice<'_>> = Procedure::ALL
        .iter()
        .enumerate()
        .map(|(i, one)| Choice {
            value: one.name(),
            label: &labels[i],
            hint: Some(&means[i]),
            chosen: if typed {
                view.fields.get("procedure") == one.name()
            } else {
                view.terms.procedure == *one
            },
        })
        .collect();
    let unit = t.say("terms-days");
    let days = Terms::DAYS.iter().zip(view.terms.days());
    let fixed = settled(view.edition).is_err();
    html! {
        form.panel method="post" novalidate {
            fieldset.stack disabled[fixed] {
                h2 { (t.say("setup-terms")) }
                (hidden("act", "terms"))
                (radios(&Group { name: "procedure", legend: &t.say("setup-procedure"), hint: None, error: complaints.of("procedure"), choices: &choices }))
                @for (name, days) in days {
                    @let stored = days.to_string();
                    @let value = if typed { view.fields.get(name) } else { &stored };
                    (Field::text(name, &t.say(&format!("terms-{}", name.replace('_', "-")))).input_mode("numeric").tiny().unit(&unit).value(value).error(complaints.of(name)))
                }
                @if !fixed { p { (Plate::submit(&t.say("terms-save")).quiet()) } }
            }
        }
    }
}

/// All questions of one card, each with the way to change it.
pub fn set(
    visit: &Visit,
    edition: &Edition,
    kind: Kind,
    version: i64,
    questions: &[Question],
) -> Markup {
    let t = visit.text;
    let base = visit.href(&format!("/desk/{}/cards", edition.slug));
    let fixed = settled(edition).is_err();
    html! {
        p { a href=(base) { (t.say("setup-back")) } }
        div.stack {
            h1 { (t.say(&format!("card-{}-title", kind.name()))) }
            p.muted { (t.with("setup-version", &[("version", version.into()), ("n", questions.len().into())])) }
            p { (t.say(if fixed { "deciding-fixed" } else { "setup-frozen" })) }
        }
        (lines(questions.iter().map(|question| html! {
            a href={ (base) "/" (kind.name()) "/" (encode(&question.key)) } { (question.words(t.0)) }
            @if question.is_answered() { p.small.muted { (t.say(&format!("answering-{}", question.answer.name()))) " · " (t.say(&format!("no-{}", question.no.name()))) } }
            @else { p.small.muted { (t.say("answering-heading")) } }
        })))
        @if !fixed { p { (Plate::link(&t.say("question-add"), &format!("{base}/{}/new", kind.name()))) } }
    }
}

/// The boxes of one question.
pub const WORDS: [(&str, &str); 6] = [
    ("pl", "question-pl"),
    ("en", "question-en"),
    ("uk", "question-uk"),
    ("hint_pl", "question-hint-pl"),
    ("hint_en", "question-hint-en"),
    ("hint_uk", "question-hint-uk"),
];

pub struct QuestionView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub kind: Kind,
    pub version: i64,
    /// Whether it is on the card already.
    pub known: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn question(view: &QuestionView<'_>) -> Markup {
    let QuestionView { visit, edition, kind, fields, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let back = visit.href(&format!("/desk/{}/cards/{}", edition.slug, kind.name()));
    let (save, remove) = (t.say("question-save"), t.say("question-remove"));
    let optional = t.say("optional");
    let fixed = settled(edition).is_err();
    let answering: Vec<(&str, String)> = Answering::ALL
        .iter()
        .map(|one| (one.name(), t.say(&format!("answering-{}", one.name()))))
        .collect();
    let parts: Vec<(&str, String)> = Part::ALL
        .iter()
        .map(|part| (part.name(), t.say(&format!("part-{}", part.name()))))
        .collect();
    let no = no_names(t);
    let one_of = |all: &'_ [(&'static str, String)], name: &str| -> Vec<(String, String, bool)> {
        all.iter()
            .map(|(value, label)| {
                let chosen = fields.all(name).any(|typed| typed == *value);
                ((*value).to_owned(), label.clone(), chosen)
            })
            .collect()
    };
    let (answering, no, parts) =
        (one_of(&answering, "answer"), one_of(&no, "no"), one_of(&parts, "parts"));
    html! {
        p { a href=(back) { (t.say("setup-back")) } }
        (complaints.summary())
        h1 { (t.say(if view.known { "question-title" } else { "question-add" })) }
        @if fixed { (note(Tone::Info, t.say("deciding-fixed"), None)) }
        form.read method="post" novalidate {
            fieldset.stack.stack--wide disabled[fixed] {
                (hidden("version", &view.version.to_string()))
                @for (name, label) in WORDS {
                    @let label = t.say(label);
                    @let field = Field::area(name, &label, 2).value(fields.get(name)).error(complaints.of(name));
                    @if name == "pl" { (field) } @else { (field.optional(&optional)) }
                }
                (radios(&Group { name: "answer", legend: &t.say("question-answer"), hint: None, error: complaints.of("answer"), choices: &as_choices(&answering) }))
                (radios(&Group { name: "no", legend: &t.say("question-no"), hint: None, error: complaints.of("no"), choices: &as_choices(&no) }))
                (checkboxes(&Group { name: "parts", legend: &t.say("question-parts"), hint: Some(&t.say("question-parts-hint")), error: None, choices: &as_choices(&parts) }))
                @if !fixed {
                    p.row {
                        (Plate::submit(&save).brass().sends("act", "save"))
                        @if view.known { (Plate::submit(&remove).quiet().sends("act", "remove").unchecked()) }
                    }
                    p.muted { (t.say("setup-frozen")) }
                }
            }
        }
    }
}

fn as_choices(all: &[(String, String, bool)]) -> Vec<Choice<'_>> {
    all.iter()
        .map(|(value, label, chosen)| Choice { value, label, hint: None, chosen: *chosen })
        .collect()
}
