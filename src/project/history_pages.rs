//! What a project was and what it became: words struck out and put in, lines of the estimate side
//! by side.

use game_rules::Money;
use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::entity::Model as Project;
use super::pages::href;
use super::version::{Content, Line, Model as Version};
use crate::edition::Edition;
use crate::page::map::Place;
use crate::page::parts::plates::number;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::empty;
use crate::people::Visit;
use crate::text::Text;

pub struct HistoryView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub project: &'a Project,
    /// The oldest first.
    pub versions: &'a [(Version, Content)],
}

/// The versions, the newest first, each against the one before it.
pub fn history(view: &HistoryView<'_>) -> Markup {
    let HistoryView { visit, edition, project, versions } = view;
    let t = visit.text;
    html! {
        div.stack {
            p { a href=(href(visit, edition, &project.code)) { (t.say("history-back")) } }
            p.row { (number(&project.number)) span.muted { (edition.said(t, &project.title)) } }
            h1 { (t.say("history-title")) }
            p.lead { (t.say("history-lead")) }
        }
        @if versions.is_empty() { (empty(t.say("history-none"), None)) }
        @for pair in versions.windows(2).rev() {
            @let (version, after) = &pair[1];
            @let id = format!("version-{}", version.version);
            section.panel aria-labelledby=(id) {
                h2 id=(id) { (t.count("history-version", version.version)) }
                p.muted { (t.moment(version.at)) " · " (t.say(&format!("hand-{}", version.hand.name()))) }
                p { b { (t.say("history-why")) } " " (version.reason) }
                (changes(t, &pair[0].1, after))
            }
        }
        @if let Some((first, content)) = versions.first() {
            section.panel.panel--sunk aria-labelledby="version-1" {
                h2 #version-1 { (t.count("history-version", first.version)) }
                p.muted { (t.moment(first.at)) " · " (t.say("hand-author")) }
                p { b { (edition.said(t, &content.title)) } }
                p { (t.money(content.money())) }
            }
        }
    }
}

/// What differs between two states of a project; nothing where nothing does.
pub fn changes(t: Text, before: &Content, after: &Content) -> Markup {
    let categories =
        [before, after].map(|content| t.say(&format!("category-{}", content.category)));
    let words = [
        ("submit-title-label", before.title.as_str(), after.title.as_str()),
        ("submit-summary-label", &before.summary, &after.summary),
        ("submit-category-label", &categories[0], &categories[1]),
        ("submit-place-label", &before.place, &after.place),
    ];
    let points = [before, after].map(|content| {
        let first = content.latitude.zip(content.longitude).map(|(lat, lon)| Place { lat, lon });
        let all = if content.points.is_empty() { first.as_slice() } else { &content.points };
        let written: Vec<String> =
            all.iter().map(|point| format!("{}, {}", point.lat, point.lon)).collect();
        written.join("; ")
    });
    html! {
        @for (name, old, new) in words {
            @if old != new { h3 { (t.say(name)) } p.read { (word_diff(t, old, new)) } }
        }
        @if points[0] != points[1] { h3 { (t.say("history-point")) } p { (word_diff(t, &points[0], &points[1])) } }
        @if before.lines != after.lines || before.cost != after.cost { (cost_diff(t, before, after)) }
    }
}

/// Words taken out and put in. The names of both are for screen readers, which are silent about
/// `del` and `ins`.
pub fn word_diff(t: Text, old: &str, new: &str) -> Markup {
    let diff = TextDiff::from_words(old, new);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    html! {
        @for (tag, text) in runs {
            @match tag {
                ChangeTag::Equal => (text),
                ChangeTag::Delete => del { span.sr { (t.say("history-out")) " " } (text) },
                ChangeTag::Insert => ins { span.sr { (t.say("history-in")) " " } (text) },
            }
        }
    }
}

/// Lines of the same name stand in one row; the rest are new or gone.
fn cost_diff(t: Text, before: &Content, after: &Content) -> Markup {
    let heads = ["cost-label", "history-was", "history-is"].map(|key| t.say(key));
    let columns = [Column::head(&heads[0]), Column::amount(&heads[1]), Column::amount(&heads[2])];
    let mut gone: Vec<&Line> = before.lines.iter().collect();
    let mut rows: Vec<Row> = Vec::new();
    for line in &after.lines {
        let old = gone.iter().position(|old| old.label == line.label).map(|at| gone.remove(at));
        rows.push(cost_row(t, &line.label, old, Some(line)));
    }
    rows.extend(gone.into_iter().map(|line| cost_row(t, &line.label, Some(line), None)));
    let foot = Row::from(vec![
        html! { (t.say("cost-sum")) },
        html! { (t.money(before.money())) },
        html! { (t.money(after.money())) },
    ]);
    html! { (Table { caption: &t.say("project-cost"), quiet_caption: false, columns: &columns, rows: &rows, foot: Some(&foot), phone: Phone::Stacks }) }
}

fn cost_row(t: Text, label: &str, old: Option<&Line>, new: Option<&Line>) -> Row {
    let cell = |line: Option<&Line>| match line {
        Some(line) => html! {
            (t.money(line.amount()))
            small { (t.number(line.quantity)) " × " (t.money(Money::from_minor(line.unit_price))) }
        },
        None => html! { "–" },
    };
    Row::from(vec![html! { (label) }, cell(old), cell(new)])
}
