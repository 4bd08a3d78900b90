//! City hall's page of the rehearsal: what it does, how far it is, what held.

use maud::{Markup, html};

use super::stage::Step;
use super::{FEWEST, MOST, Report};
use crate::edition::Edition;
use crate::page::parts::fields::Field;
use crate::page::parts::lists::{Answer, answers};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::{Tone, note, tag};
use crate::page::{Complaints, Errors, Fields, Sign};
use crate::people::Visit;
use crate::text::{Arg, Text};

pub struct View<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    /// The voting is over; there is nothing to rehearse.
    pub is_over: bool,
    /// One runs, and so far it is here.
    pub running: Option<Option<(Step, usize, usize)>>,
    /// One of another edition runs.
    pub elsewhere: bool,
    /// Why the latest one ended without a result, if it did.
    pub failure: Option<&'a str>,
    pub report: Option<&'a Report>,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

pub fn rehearsal(view: &View<'_>) -> Markup {
    let View { visit, edition, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let here = visit.href(&format!("/desk/{}/rehearsal", edition.slug));
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            h1 { (t.say("rehearsal-title")) }
            p.muted { (edition.city) ": " (edition.title) }
            p.lead { (t.say("rehearsal-lead")) }
            p { (t.say("rehearsal-nobody")) }
        }
        @match view.running {
            Some(now) => {
                (note(Tone::Info, progress(t, now), Some(html! { p { a href=(here) { (t.say("rehearsal-reload")) } } })))
            }
            None if view.is_over => (note(Tone::Info, t.say("rehearsal-over"), None)),
            None if view.elsewhere => (note(Tone::Info, t.say("rehearsal-runs"), None)),
            None => @if let Some(why) = view.failure {
                (note(Tone::Bad, t.say("rehearsal-failed"), Some(html! { p.small lang="en" { (why) } })))
            }
        }
        @if let Some(report) = view.report { (result(t, report, &format!("{here}/bundle.zip"))) }
        @if view.running.is_none() && !view.is_over && !view.elsewhere { (form(view, &complaints, &here)) }
    }
}

fn progress(t: Text, now: Option<(Step, usize, usize)>) -> String {
    let Some((step, done, of)) = now else { return t.say("rehearsal-step-copying") };
    let words = t.say(&format!("rehearsal-step-{}", step.name()));
    if of > 1 { format!("{words}: {} / {}", number(t, done), number(t, of)) } else { words }
}

fn number(t: Text, n: usize) -> String {
    t.number(i64::try_from(n).unwrap_or(i64::MAX))
}

fn form(view: &View<'_>, complaints: &Complaints, here: &str) -> Markup {
    let t = view.visit.text;
    let (label, act) = (t.say("rehearsal-voters"), t.say("rehearsal-begin"));
    let limits = [("least", Arg::from(FEWEST)), ("most", Arg::from(MOST))];
    let hint = t.with("rehearsal-voters-hint", &limits);
    let typed = view.fields.get("voters");
    let value = if view.errors.is_empty() { "500" } else { typed };
    html! {
        form.stack.read method="post" action=(here) novalidate {
            (Field::text("voters", &label).hint(&hint).value(value).error(complaints.of("voters")).input_mode("numeric").narrow())
            p { (Plate::submit(&act).brass()) }
        }
    }
}

fn result(t: Text, report: &Report, bundle: &str) -> Markup {
    let failed = report.checks.iter().filter(|check| !check.holds).count();
    let heads = ["must", "expected", "seen", "holds"];
    let heads = heads.map(|name| t.say(&format!("rehearsal-column-{name}")));
    let [must, expected, seen, holds] = &heads;
    let columns =
        [Column::head(must), Column::amount(expected), Column::amount(seen), Column::text(holds)];
    let rows: Vec<Row> = report
        .checks
        .iter()
        .map(|check| Row {
            cells: vec![
                html! { (t.say(&format!("rehearsal-check-{}", check.code))) },
                html! { (check.expected) },
                html! { (check.seen) },
                match check.holds {
                    true => tag(Tone::Good, Sign::Yes, t.say("rehearsal-holds")),
                    false => tag(Tone::Bad, Sign::Warn, t.say("rehearsal-fails")),
                },
            ],
            look: if check.holds { RowLook::Plain } else { RowLook::Late },
            id: None,
        })
        .collect();
    let did: Vec<(String, u64)> =
        report.did.iter().map(|(name, n)| (t.say(&format!("rehearsal-did-{name}")), *n)).collect();
    let did: Vec<Answer<'_>> = did
        .iter()
        .map(|(what, n)| Answer {
            question: what,
            answer: html! { (t.number(i64::try_from(*n).unwrap_or(i64::MAX))) },
            change: None,
        })
        .collect();
    let caption = t.say("rehearsal-result");
    html! {
        section.stack.stack--wide aria-labelledby="h-result" {
            h2 #h-result { (caption) }
            p.muted { (t.moment(report.at)) }
            @match failed {
                0 => (note(Tone::Good, t.count("rehearsal-all-hold", report.checks.len()), None)),
                n => (note(Tone::Bad, t.count("rehearsal-some-fail", n), None)),
            }
            (answers(&did))
            (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            p { (Plate::link(&t.say("rehearsal-bundle"), bundle).quiet()) }
            p.small.muted { (t.say("rehearsal-bundle-what")) }
        }
    }
}
