//! One person before a clerk.

use maud::{Markup, html};

use crate::edition::{Edition, Phase};
use crate::page::parts::fields::{Choice, Field, checkbox, hidden};
use crate::page::parts::lists::{Answer, answers};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::register::{Policy, identity_fields, shared, shared_fields};
use crate::text::Text;
use crate::vote::Recorded;

/// What is known of a person; never what they voted for.
pub struct Found {
    /// None where the edition keeps no register.
    pub in_register: Option<bool>,
    /// Whether city hall may hand out a code now.
    pub may_have_code: bool,
    /// Batch and number of the code that opens.
    pub code: Option<(i64, i64)>,
    /// Ways in which they have shown that they may vote, with days.
    pub evidence: Vec<(String, String)>,
    pub ballots: Vec<Recorded>,
}

pub struct PersonView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: &'a Policy,
    pub fields: &'a Fields,
    pub found: Option<&'a Found>,
    pub errors: &'a Errors,
}

pub fn person(view: &PersonView<'_>) -> Markup {
    let PersonView { visit, edition, policy, fields, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let action = visit.href(&format!("/desk/{}/person", edition.slug));
    let (look, question) = (t.say("person-look"), policy.desk_question());
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("person-title")) }
            p.muted { (edition.city) ": " (edition.title) }
            p.read { (t.say("person-why")) }
        }
        div.split.split--even {
            form.panel.stack method="post" action=(action) novalidate {
                (identity_fields(t, question, fields, &complaints))
                (shared(t, question.fields(), fields, &complaints))
                p { (Plate::submit(&look)) }
            }
            @if let Some(found) = view.found {
                section.panel.stack aria-labelledby="h-found" {
                    h2 #h-found { (t.say("person-found")) }
                    (known(t, found))
                    @if found.in_register == Some(false) && edition.phase == Phase::Voting {
                        @let late = visit.href(&format!("/desk/{}/late", edition.slug));
                        (note(Tone::Info, t.say("person-late"), Some(html! { p { a href=(late) { (t.say("late-title")) } } })))
                    }
                    @if found.may_have_code { (code_form(view, found, &complaints)) }
                }
            }
        }
    }
}

fn known(t: Text, found: &Found) -> Markup {
    let questions = ["person-register", "person-code", "person-evidence", "person-ballot"]
        .map(|key| t.say(key));
    let mut rows = Vec::new();
    if let Some(in_register) = found.in_register {
        let answer = t.say(if in_register { "person-registered" } else { "person-unregistered" });
        rows.push(Answer { question: &questions[0], answer: html! { (answer) }, change: None });
    }
    let code = match found.code {
        Some((batch, number)) => {
            t.with("slips-number", &[("batch", batch.into()), ("number", number.into())])
        }
        None => t.say("person-none"),
    };
    rows.push(Answer { question: &questions[1], answer: html! { (code) }, change: None });
    let evidence = html! {
        @if found.evidence.is_empty() { (t.say("person-none")) }
        @for (way, day) in &found.evidence { (t.say(&format!("evidence-{way}"))) ", " (crate::vote::day_words(t, day)) br; }
    };
    rows.push(Answer { question: &questions[2], answer: evidence, change: None });
    let ballots = html! {
        @if found.ballots.is_empty() { (t.say("person-none")) }
        @for one in &found.ballots { (crate::vote::recorded_words(t, one)) br; }
    };
    rows.push(Answer { question: &questions[3], answer: ballots, change: None });
    answers(&rows)
}

fn code_form(view: &PersonView<'_>, found: &Found, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/desk/{}/person/code", view.edition.slug));
    let (seen, act, reason) =
        (t.say("person-seen"), t.say("person-hand-out"), t.say("codes-reason"));
    let choice = Choice { value: "yes", label: &seen, ..Choice::default() };
    let asked = view.policy.desk_question().fields();
    let more = shared_fields(asked, view.fields, complaints);
    html! {
        form.stack method="post" action=(action) novalidate {
            @for name in asked.iter().chain(&more) { (hidden(name, view.fields.get(name))) }
            @if found.code.is_some() {
                (note(Tone::Warn, t.say("person-has-code"), None))
                (Field::text("reason", &reason).error(complaints.of("reason")))
            }
            (checkbox("seen", &choice, complaints.of("seen")))
            p { (Plate::submit(&act).brass()) }
        }
    }
}
