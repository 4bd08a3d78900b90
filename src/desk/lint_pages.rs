//! What stands between an edition and its opening, as its officers read it.

use maud::{Markup, html};

use super::lint::{Class, Finding};
use crate::edition::{Edition, Pool};
use crate::page::parts::fields::Field;
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::project::pool_name;
use crate::result::{counting_words, threshold_words};
use crate::submission::sure;
use crate::text::{Arg, Message, Text};
use crate::vote::unusual::Cause;

/// The page of the edition's desk on which something is done, and its name.
fn door(visit: &Visit, edition: &Edition, path: &str) -> Markup {
    let label = match path {
        "cards" => "setup-title",
        "calendar" => "calendar-edit-title",
        "ballot" => "ballot-rules-title",
        "register" => "register-title",
        "codes" => "codes-title",
        "paper" => "paper-room",
        "draw" => "draw-title",
        "rehearsal" => "rehearsal-title",
        _ => "eligibility-title",
    };
    let href = visit.href(&format!("/desk/{}/{path}", edition.slug));
    html! { a href=(href) { (visit.text.say(label)) } }
}

/// Where an unusual thing can be made usual.
fn remedy(cause: Cause) -> Option<&'static str> {
    match cause {
        Cause::AnyAccount | Cause::Declared => Some("eligibility"),
        Cause::NoRehearsal => Some("rehearsal"),
        Cause::NoDraw => Some("draw"),
        Cause::Threshold | Cause::Rule => None,
    }
}

/// The sentences of a finding. The pool of the whole city has no name of its own.
fn sentences(t: Text, finding: &Finding) -> String {
    let named = |message: &Message| {
        let mut message = message.clone();
        for (name, value) in &mut message.args {
            if *name == "pool" && *value == Arg::Text(String::new()) {
                *value = t.say("pool-citywide").into();
            }
        }
        t.message(&message)
    };
    finding.messages.iter().map(named).collect::<Vec<_>>().join(" ")
}

/// All findings in their three classes.
pub fn list(visit: &Visit, edition: &Edition, findings: &[Finding]) -> Markup {
    let t = visit.text;
    let numbered = || findings.iter().enumerate();
    let law: Vec<_> = numbered().filter(|(_, one)| matches!(one.class, Class::Law(_))).collect();
    let waits: Vec<_> =
        numbered().filter(|(_, one)| matches!(one.class, Class::NotReady(_))).collect();
    let unusual: Vec<_> =
        numbered().filter(|(_, one)| matches!(one.class, Class::Unusual(..))).collect();
    let silent = unusual.iter().any(|(_, one)| one.blocks());
    let opening = visit.href(&format!("/desk/{}/opening", edition.slug));
    html! {
        @if !law.is_empty() {
            (note(Tone::Bad, t.say("law-title"), Some(html! {
                ul { @for (i, one) in law { li id=(format!("finding-{i}")) {
                    @if let Class::Law(point) = one.class { b { (t.count("law-article", i64::from(point))) } ": " }
                    (sentences(t, one))
                } } }
            })))
        }
        @if !waits.is_empty() {
            (note(Tone::Warn, t.say("lint-not-ready"), Some(html! {
                ul { @for (i, one) in waits { li id=(format!("finding-{i}")) {
                    (sentences(t, one))
                    @if let Class::NotReady(Some(path)) = one.class { " " (door(visit, edition, path)) }
                } } }
            })))
        }
        @if !unusual.is_empty() {
            (note(if silent { Tone::Warn } else { Tone::Info }, t.say("lint-unusual"), Some(html! {
                ul { @for (i, one) in unusual { li id=(format!("finding-{i}")) {
                    (sentences(t, one))
                    @match &one.class {
                        Class::Unusual(_, Some(reason)) => { br; (t.with("lint-reason-given", &[("reason", reason.as_str().into())])) }
                        Class::Unusual(..) => { " " a href=(opening) { (t.say("lint-give-reason")) } }
                        _ => {}
                    }
                } } }
            })))
        }
    }
}

pub struct OpeningView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub findings: &'a [Finding],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// The page before the opening of the voting: findings, reasons, and how the votes will be counted.
pub fn opening(view: &OpeningView<'_>) -> Markup {
    let OpeningView { visit, edition, pools, findings, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let public = visit.href(&format!("/{}/rules", edition.slug));
    // What is unusual stands in the form, each beside the box for its reason.
    let unusual = |one: &&Finding| matches!(one.class, Class::Unusual(..));
    let others: Vec<Finding> = findings.iter().filter(|one| !unusual(one)).cloned().collect();
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(visit.href(&format!("/desk/{}/phase", edition.slug))) { (t.say("desk-phase")) } }
            h1 { (t.say("lint-title")) }
            p.muted { (edition.city) ": " (edition.title) }
        }
        @if findings.is_empty() { (note(Tone::Good, t.say("lint-nothing"), None)) }
        (list(visit, edition, &others))
        (reasons(view, &complaints))
        section.stack.read aria-labelledby="h-count" {
            h2 #h-count { (t.say("lint-counting")) }
            p { (t.say("lint-counting-where")) " " a href=(public) { (t.say("rules-public-title")) } }
            (lines(pools.iter().map(|pool| counting(t, pool))))
        }
    }
}

fn counting(t: Text, pool: &Pool) -> Markup {
    let (Ok(ballots), Ok(rules)) = (pool.rules(), pool.count_rules()) else {
        return html! {};
    };
    html! {
        b { (pool_name(t, pool)) } br;
        (counting_words(t, &rules, &ballots).join(" ")) br;
        (threshold_words(t, &rules, &ballots))
        @if rules.threshold.is_some() { " " (t.say("lint-threshold-from-file")) }
    }
}

/// A box for each unusual thing; what was given stands in it and may be put better.
fn reasons(view: &OpeningView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let unusual: Vec<(Cause, &Finding)> = view
        .findings
        .iter()
        .filter_map(|one| match one.class {
            Class::Unusual(cause, _) => Some((cause, one)),
            _ => None,
        })
        .collect();
    let hint = t.say("lint-reason-hint");
    html! {
        @if !unusual.is_empty() {
            form.panel.stack.stack--wide method="post" novalidate {
                h2 { (t.say("lint-reasons")) }
                @for (cause, finding) in unusual {
                    @let name = format!("reason-{}", cause.name());
                    @let label = t.say(&format!("unusual-{}", cause.name()));
                    div.stack.stack--tight {
                        p { (sentences(t, finding)) @if let Some(path) = remedy(cause) { " " (door(view.visit, view.edition, path)) } }
                        (Field::area(&name, &label, 3).hint(&hint).value(view.fields.get(&name)).error(complaints.of(&name)))
                        (sure(t, &name, view.fields.get(&name), view.fields))
                    }
                }
                p { (Plate::submit(&t.say("lint-save")).brass()) }
            }
        }
    }
}
