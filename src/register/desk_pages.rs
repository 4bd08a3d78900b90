//! City hall's pages: who may vote, the register, one-time codes.

use maud::{Markup, html};

use super::codes::MOST;
use super::entity::batch;
use super::identity::{By, Question};
use super::import::{Kept, Size};
use super::namesakes::{FURTHER, ROW};
use super::policy::{Accounts, Policy};
use super::verify_pages::ways;
use crate::clock::Instant;
use crate::edition::{Edition, Phase};
use crate::page::parts::fields::{Choice, Field, Group, checkbox, checkboxes, radios};
use crate::page::parts::lists::{facts, lines};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::sheet::{self, Report};
use crate::text::Text;

/// The fields in which somebody says who they are, or a clerk who stands before them.
pub fn identity_fields(
    t: Text,
    question: Question,
    fields: &Fields,
    complaints: &Complaints,
) -> Markup {
    html! {
        @for name in question.fields() {
            @let (label, hint) = (t.say(&format!("identity-{name}")), t.say(&format!("identity-{name}-hint")));
            @let field = Field::text(name, &label).hint(&hint).value(fields.get(name)).error(complaints.of(name));
            @match *name {
                "name" => { (field.autocomplete("name")) }
                "born" => { (field.autocomplete("bday-year").input_mode("numeric").tiny()) }
                "postcode" => { (field.autocomplete("postal-code").input_mode("numeric").narrow()) }
                "street" => { (field.autocomplete("street-address")) }
                "pesel" => { (field.autocomplete("off").input_mode("numeric").narrow()) }
                _ => { (field.autocomplete("off").narrow()) }
            }
        }
    }
}

/// A field that tells namesakes apart; nobody else fills it in.
pub fn further_field(t: Text, name: &str, fields: &Fields, complaints: &Complaints) -> Markup {
    let (label, hint) =
        (t.say(&format!("identity-{name}")), t.say(&format!("identity-{name}-hint")));
    let field = Field::text(name, &label).hint(&hint).value(fields.get(name));
    html! { (field.error(complaints.of(name)).autocomplete("off")) }
}

/// The fields that tell namesakes apart and are of use now: those with a complaint or an answer.
pub fn shared_fields(
    asked: &[&str],
    fields: &Fields,
    complaints: &Complaints,
) -> Vec<&'static str> {
    let of_use =
        |name: &&'static str| complaints.of(name).is_some() || !fields.get(name).trim().is_empty();
    let names = FURTHER.iter().copied().chain([ROW]);
    names.filter(|name| !asked.contains(name)).filter(of_use).collect()
}

/// What a clerk is asked where namesakes are in the register.
pub fn shared(t: Text, asked: &[&str], fields: &Fields, complaints: &Complaints) -> Markup {
    html! {
        @for name in shared_fields(asked, fields, complaints) {
            (further_field(t, name, fields, complaints))
        }
    }
}

fn head(visit: &Visit, edition: &Edition, title: &str, complaints: &Complaints) -> Markup {
    let t = visit.text;
    html! {
        (complaints.summary())
        div.stack {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say(title)) }
            p.muted { (edition.city) ": " (edition.title) }
        }
    }
}

pub fn policy(
    visit: &Visit,
    edition: &Edition,
    now: &Policy,
    fields: &Fields,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let frozen = edition.phase >= Phase::Voting;
    html! {
        (head(visit, edition, "eligibility-title", &complaints))
        div.split.split--even {
            @if frozen {
                (note(Tone::Info, t.say("eligibility-frozen"), None))
            } @else {
                (policy_form(t, fields, &complaints))
            }
            aside.panel.panel--sunk.stack aria-labelledby="h-words" {
                h2 #h-words { (t.say("eligibility-public")) }
                (ways(t, now))
            }
        }
    }
}

fn policy_form(t: Text, fields: &Fields, complaints: &Complaints) -> Markup {
    let say = |key: String| (t.say(&key), t.say(&format!("{key}-hint")));
    let accounts: Vec<(&str, (String, String))> =
        [Accounts::None, Accounts::Any, Accounts::Provider]
            .into_iter()
            .map(|kind| (kind.name(), say(format!("eligibility-account-{}", kind.name()))))
            .collect();
    let ways: Vec<(&str, (String, String))> = ["code", "register", "contact", "desk"]
        .into_iter()
        .map(|way| (way, say(format!("eligibility-way-{way}"))))
        .collect();
    let mut registers = vec![("", say("eligibility-by-none".to_owned()))];
    registers.extend(By::ALL.into_iter().map(|by| {
        let name = by.name();
        (name, say(format!("eligibility-by-{name}")))
    }));
    let account_choices = as_choices(&accounts, fields, "account");
    let way_choices = as_choices(&ways, fields, "way");
    let by_choices = as_choices(&registers, fields, "by");
    let (per, per_hint) = (t.say("eligibility-per-contact"), t.say("eligibility-per-contact-hint"));
    let (children, children_hint) =
        (t.say("eligibility-children"), t.say("eligibility-children-hint"));
    let (pesel, pesel_hint) = (t.say("eligibility-pesel"), t.say("eligibility-pesel-hint"));
    let (because, because_hint) = (t.say("eligibility-because"), t.say("eligibility-because-hint"));
    let pesel_choice = Choice {
        value: "yes",
        label: &pesel,
        hint: Some(&pesel_hint),
        chosen: fields.get("pesel") == "yes",
    };
    let drop = t.say("eligibility-drop");
    let drop_choice = Choice { value: "yes", label: &drop, ..Choice::default() };
    let save = t.say("eligibility-save");
    html! {
        form.stack.stack--wide method="post" novalidate {
            (radios(&Group { name: "by", legend: &t.say("eligibility-by"), hint: Some(&t.say("eligibility-by-hint")), error: complaints.of("by"), choices: &by_choices }))
            (radios(&Group { name: "account", legend: &t.say("eligibility-account"), hint: None, error: complaints.of("account"), choices: &account_choices }))
            (checkboxes(&Group { name: "way", legend: &t.say("eligibility-ways"), hint: None, error: None, choices: &way_choices }))
            (Field::text("per-contact", &per).hint(&per_hint).input_mode("numeric").tiny().value(fields.get("per-contact")).error(complaints.of("per-contact")))
            (Field::text("children", &children).hint(&children_hint).input_mode("numeric").tiny().value(fields.get("children")).error(complaints.of("children")))
            (checkbox("pesel", &pesel_choice, complaints.of("pesel")))
            @if complaints.of("drop").is_some() { (checkbox("drop", &drop_choice, complaints.of("drop"))) }
            (Field::area("because", &because, 3).hint(&because_hint).value(fields.get("because")).error(complaints.of("because")))
            p { (Plate::submit(&save).brass()) }
        }
    }
}

fn as_choices<'a>(
    all: &'a [(&'static str, (String, String))],
    fields: &Fields,
    name: &str,
) -> Vec<Choice<'a>> {
    all.iter()
        .map(|(value, (label, hint))| Choice {
            value,
            label,
            hint: Some(hint),
            chosen: fields.all(name).any(|chosen| chosen == *value),
        })
        .collect()
}

pub struct RegisterView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: &'a Policy,
    pub size: Size,
    /// Of the file that it was read from.
    pub kept: Option<(Instant, Kept)>,
    /// What was read and is not in force.
    pub draft: Size,
    pub draft_kept: Option<(Instant, Kept)>,
    pub is_frozen: bool,
    /// Of a file that has faults: nothing is put in force from its page.
    pub refused: Option<&'a Report>,
    pub errors: &'a Errors,
}

pub fn register(view: &RegisterView<'_>) -> Markup {
    let RegisterView { visit, edition, policy, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let base = visit.href(&format!("/desk/{}", edition.slug));
    html! {
        (head(visit, edition, "register-title", &complaints))
        p.row {
            a href={ (base) "/eligibility" } { (t.say("eligibility-title")) }
            a href={ (base) "/codes" } { (t.say("codes-title")) }
            a href={ (base) "/person" } { (t.say("person-title")) }
            a href={ (base) "/late" } { (t.say("late-title")) }
        }
        @match policy.register_question() {
            None => { (empty(t.say("register-none"), Some(html! { (Plate::link(&t.say("eligibility-title"), &format!("{base}/eligibility")).quiet()) }))) }
            Some(question) => {
                @if let Some(report) = view.refused { (refused(t, report)) }
                section.stack.stack--wide aria-labelledby="h-force" {
                    h2 #h-force { (t.say("register-in-force")) }
                    (size(t, view.size))
                    @if let Some((at, kept)) = &view.kept { (of_file(t, *at, kept, "kept")) }
                }
                @if view.draft.entries > 0 && view.refused.is_none() { (draft(view, &base, &complaints)) }
                @if view.is_frozen { (note(Tone::Info, t.say("register-frozen"), None)) }
                @else { (file_form(t, question, &base, &complaints, view.draft.entries > 0)) }
            }
        }
    }
}

/// What is wrong with a file of which nothing was read.
fn refused(t: Text, report: &Report) -> Markup {
    html! {
        section.stack.stack--wide aria-labelledby="h-refused" {
            h2 #h-refused { (t.say("register-refused")) }
            p { (t.say("register-refused-means")) }
            @if report.rows > 0 { (sheet::figures(t, report)) }
            (sheet::faults(t, report))
        }
    }
}

fn draft(view: &RegisterView<'_>, base: &str, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let kept = view.draft_kept.as_ref();
    let unsure = kept.is_some_and(|(_, kept)| kept.by_desk() > 0);
    let sure = t.say("register-namesakes-sure");
    let choice = Choice { value: "yes", label: &sure, ..Choice::default() };
    html! {
        section.panel.stack aria-labelledby="h-draft" {
            h2 #h-draft { (t.say("register-draft")) }
            (size(t, view.draft))
            @if let Some((at, kept)) = kept { (of_file(t, *at, kept, "draft")) }
            p { (t.say("register-draft-means")) }
            form.stack method="post" action={ (base) "/register/apply" } novalidate {
                @if unsure { (checkbox("sure", &choice, complaints.of("sure"))) }
                div.row {
                    (Plate::submit(&t.say("register-apply")).brass().sends("press", "apply"))
                    (Plate::submit(&t.say("register-discard")).quiet().sends("press", "discard"))
                }
            }
        }
    }
}

/// When a file was read, what of it, and whom it cannot tell apart.
fn of_file(t: Text, at: Instant, kept: &Kept, id: &str) -> Markup {
    html! {
        p.muted { (t.with("register-file-of", &[("at", crate::text::Arg::Moment(at)), ("n", kept.report.read.into())])) }
        (details(&format!("{id}-report"), t.say("register-report"), sheet::figures(t, &kept.report)))
        @if kept.groups > 0 {
            (note(Tone::Warn, t.count("register-namesakes", kept.groups), None))
            (details(&format!("{id}-namesakes"), t.say("register-namesakes-which"), namesakes(t, kept)))
        }
    }
}

fn namesakes(t: Text, kept: &Kept) -> Markup {
    let line = |(apart, rows): &(String, Vec<i64>)| {
        let rows: Vec<String> = rows.iter().map(i64::to_string).collect();
        let how = t.say(&format!("register-apart-{apart}"));
        html! { (t.with("register-namesakes-rows", &[("rows", rows.join(", ").into()), ("how", how.into())])) }
    };
    lines(kept.namesakes.iter().map(line))
}

fn size(t: Text, size: Size) -> Markup {
    let figures = [
        (t.say("register-entries"), t.number(size.entries)),
        (t.say("register-with-contact"), t.number(size.with_contact)),
        (t.say("register-with-district"), t.number(size.with_district)),
    ];
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, figure)| (name.as_str(), figure.as_str())).collect();
    facts(&figures)
}

fn file_form(
    t: Text,
    question: Question,
    base: &str,
    complaints: &Complaints,
    again: bool,
) -> Markup {
    let names: Vec<String> =
        question.fields().iter().map(|name| t.say(&format!("identity-{name}"))).collect();
    let columns = names.join(", ");
    let (file, act) = (t.say("register-file"), t.say("register-read"));
    let act = if again { Plate::submit(&act).quiet() } else { Plate::submit(&act).brass() };
    html! {
        form.panel.stack method="post" action={ (base) "/register/file" } enctype="multipart/form-data" novalidate {
            p { (t.with("register-columns", &[("columns", columns.into())])) }
            p.muted { (t.say("register-privacy")) }
            (Field::file("file", &file, ".csv,.txt,.tsv,text/csv,text/plain", false).error(complaints.of("file")))
            p { (act) }
        }
    }
}

pub struct CodesView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub policy: &'a Policy,
    pub batches: &'a [(batch::Model, i64)],
    pub is_over: bool,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn codes(view: &CodesView<'_>) -> Markup {
    let CodesView { visit, edition, policy, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let base = visit.href(&format!("/desk/{}/codes", edition.slug));
    html! {
        (head(visit, edition, "codes-title", &complaints))
        @if view.is_over { (note(Tone::Info, t.say("codes-closed"), None)) }
        @else {
            @if policy.codes { (make_form(view, &base, &complaints)) }
            @else { (empty(t.say("codes-not-here"), Some(html! { (Plate::link(&t.say("eligibility-title"), &visit.href(&format!("/desk/{}/eligibility", edition.slug))).quiet()) }))) }
            @if !view.batches.is_empty() { (lost_form(view, &base, &complaints)) }
        }
        @if !view.batches.is_empty() { (batches(t, view.batches)) }
    }
}

fn make_form(view: &CodesView<'_>, base: &str, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let (amount, act) = (t.say("codes-amount"), t.say("codes-make"));
    let hint = t.with("codes-amount-hint", &[("most", MOST.into())]);
    html! {
        form.panel.stack method="post" action=(base) novalidate {
            h2 { (t.say("codes-new")) }
            @if view.policy.by.is_some() {
                p { (t.with("codes-for-register", &[("most", MOST.into())])) }
                @if let Some(error) = complaints.of("amount") { p #amount { b { (error) } } }
            } @else {
                (Field::text("amount", &amount).hint(&hint).input_mode("numeric").narrow().value(view.fields.get("amount")).error(complaints.of("amount")))
            }
            p.muted { (t.say("slips-once")) }
            p { (Plate::submit(&act).brass()) }
        }
    }
}

fn lost_form(view: &CodesView<'_>, base: &str, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let field = |name: &'static str| (name, t.say(&format!("codes-{name}")));
    let [batch, number, reason] = ["batch", "number", "reason"].map(field);
    let (void, again) = (t.say("codes-void"), t.say("codes-again"));
    let (void_at, again_at) = (format!("{base}/void"), format!("{base}/again"));
    let hint = t.say("codes-number-hint");
    html! {
        form.panel.stack method="post" action=(void_at) novalidate {
            h2 { (t.say("codes-lost")) }
            (Field::text(batch.0, &batch.1).input_mode("numeric").tiny().value(view.fields.get(batch.0)).error(complaints.of(batch.0)))
            (Field::text(number.0, &number.1).hint(&hint).input_mode("numeric").tiny().value(view.fields.get(number.0)).error(complaints.of(number.0)))
            (Field::text(reason.0, &reason.1).value(view.fields.get(reason.0)).error(complaints.of(reason.0)))
            p.row {
                (Plate::submit(&again).action(&again_at).quiet())
                (Plate::submit(&void).quiet())
            }
        }
    }
}

fn batches(t: Text, batches: &[(batch::Model, i64)]) -> Markup {
    let heads = ["codes-batch", "codes-made-at", "codes-evidence", "codes-number-of", "codes-gone"]
        .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::text(&heads[1]),
        Column::text(&heads[2]),
        Column::amount(&heads[3]),
        Column::amount(&heads[4]),
    ];
    let rows: Vec<Row> = batches
        .iter()
        .map(|(batch, void)| {
            Row::from(vec![
                html! { (batch.id) },
                html! { (t.moment(batch.made_at)) },
                html! { (t.say(&format!("evidence-{}", batch.evidence))) },
                html! { (t.number(batch.codes)) },
                html! { (t.number(*void)) },
            ])
        })
        .collect();
    html! { (Table { caption: &t.say("codes-batches"), quiet_caption: false, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}
