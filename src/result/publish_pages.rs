//! City hall's page between the count and its publication: what would be public, for two people.

use maud::{Markup, html};

use super::publish::Model as Counting;
use super::snapshot::{Snapshot, Standing, Verdict};
use crate::edition::{Edition, Pool};
use crate::page::parts::fields::{Choice, checkbox, hidden};
use crate::page::parts::lists::facts;
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors};
use crate::people::Visit;
use crate::project::pool_name;
use crate::text::Text;

pub struct PreviewView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub counting: &'a Counting,
    pub counted: &'a [(Pool, Snapshot)],
    /// Whether the officer who looks is the one who counted.
    pub own: bool,
    pub errors: &'a Errors,
}

/// Projects that the threshold alone keeps from winning.
fn below(snapshot: &Snapshot) -> usize {
    let below = |one: &&Standing| matches!(one.verdict, Verdict::BelowThreshold { .. });
    snapshot.standings.iter().filter(below).count()
}

pub fn preview(view: &PreviewView<'_>) -> Markup {
    let PreviewView { visit, edition, counting, counted, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, view.errors);
    let winners: usize = counted.iter().map(|(_, snapshot)| snapshot.winners().count()).sum();
    let empty = counted.iter().filter(|(_, snapshot)| snapshot.winners().next().is_none());
    let empty: Vec<String> = empty.map(|(pool, _)| pool_name(t, pool)).collect();
    html! {
        (complaints.summary())
        div.stack.read {
            p { a href=(visit.href(&format!("/desk/{}/phase", edition.slug))) { (t.say("desk-phase")) } }
            h1 { (t.say("count-title")) }
            p.muted { (edition.city) ": " (edition.title) }
            @if winners > 0 { p.lead { (t.with("count-lead", &[("n", winners.into())])) } }
            p { (t.say("count-secret")) }
        }
        @if winners == 0 {
            (note(Tone::Bad, t.say("count-nobody"), Some(html! { p { (t.say("count-nobody-why")) } })))
        } @else if !empty.is_empty() {
            (note(Tone::Bad, t.with("count-nobody-in", &[("pools", empty.join(", ").into())]), Some(html! { p { (t.say("count-nobody-why")) } })))
        }
        (sums(t, counted))
        @for (pool, snapshot) in *counted { (one(t, pool, snapshot)) }
        section.panel.stack.read aria-labelledby="h-publish" {
            h2 #h-publish { (t.say("count-publish-title")) }
            p { (t.say("count-digest")) " " code { (counting.print()) } }
            p.muted { (t.with("count-when", &[("when", crate::text::Arg::Moment(counting.counted_at))])) }
            @if view.own { (note(Tone::Info, t.say("count-waits"), None)) } @else { (approval(view, &complaints)) }
            form method="post" {
                p.small.muted { (t.say("count-again-why")) }
                p { (Plate::submit(&t.say("count-again")).quiet().sends("act", "count")) }
            }
        }
    }
}

fn approval(view: &PreviewView<'_>, complaints: &Complaints) -> Markup {
    let t = view.visit.text;
    let label = t.say("count-confirm");
    let choice = Choice { value: "yes", label: &label, ..Choice::default() };
    let action = view.visit.href(&format!("/desk/{}/count", view.edition.slug));
    html! {
        form.stack method="post" action=(action) novalidate {
            p { (t.say("count-publish-means")) }
            (hidden("digest", &view.counting.print()))
            (checkbox("confirm", &choice, complaints.of("confirm")))
            p { (Plate::submit(&t.say("count-publish")).brass().sends("act", "publish")) }
        }
    }
}

/// One line a pool: what there was, what wins, and what the threshold takes away.
fn sums(t: Text, counted: &[(Pool, Snapshot)]) -> Markup {
    let heads = [
        "column-pool",
        "results-ballots",
        "count-projects",
        "count-winners",
        "count-threshold",
        "count-below",
        "results-spent",
        "results-left",
    ]
    .map(|key| t.say(key));
    let mut columns = vec![Column::head(&heads[0])];
    columns.extend(heads[1..].iter().map(|head| Column::amount(head)));
    let whole = |n: usize| t.number(i64::try_from(n).unwrap_or(i64::MAX));
    let rows: Vec<Row> = counted
        .iter()
        .map(|(pool, snapshot)| {
            let ballots = i64::try_from(snapshot.ballots).unwrap_or(i64::MAX);
            let threshold = snapshot.threshold.map(|score| t.number(score));
            Row::from(vec![
                html! { (pool_name(t, pool)) },
                html! { (t.number(ballots)) },
                html! { (whole(snapshot.standings.len())) },
                html! { b { (whole(snapshot.winners().count())) } },
                html! { (threshold.as_deref().unwrap_or("–")) },
                html! { (whole(below(snapshot))) },
                html! { (t.money(snapshot.spent())) },
                html! { (t.money(snapshot.left())) },
            ])
        })
        .collect();
    html! { (Table { caption: &t.say("count-sums"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

/// A pool's projects in the order in which the rule met them.
fn one(t: Text, pool: &Pool, snapshot: &Snapshot) -> Markup {
    let score = if snapshot.in_points { "column-points" } else { "column-votes" };
    let heads = ["column-number", "column-title", score, "column-cost", "column-verdict"]
        .map(|key| t.say(key));
    let columns = [
        Column::bare(&heads[0]),
        Column::head(&heads[1]),
        Column::amount(&heads[2]),
        Column::amount(&heads[3]),
        Column::text(&heads[4]),
    ];
    let row = |standing: &Standing| {
        Row::from(vec![
            number(&standing.number),
            html! { (standing.title) },
            html! { (t.number(standing.score)) },
            html! { (t.money(standing.cost)) },
            html! { (super::pages::verdict_tag(t, snapshot, standing)) br; span.small.muted { (super::why_pages::reason(t, snapshot, standing)) } },
        ])
    };
    let rows: Vec<Row> = snapshot.standings.iter().map(row).collect();
    let below = below(snapshot);
    let name = pool_name(t, pool);
    let figures = [
        (t.say("results-budget"), t.money(snapshot.budget)),
        (t.say("results-spent"), t.money(snapshot.spent())),
    ];
    let figures: Vec<(&str, &str)> =
        figures.iter().map(|(name, figure)| (name.as_str(), figure.as_str())).collect();
    html! {
        section.stack.stack--wide aria-labelledby={ "h-" (pool.code) } {
            h2 id={ "h-" (pool.code) } { (name) }
            (facts(&figures))
            @if snapshot.winners().next().is_some() {
                ul.pairs { @for one in snapshot.winners() {
                    li { (number(&one.number)) (one.title) span.num.muted { (t.money(one.cost)) } }
                } }
            } @else { p { (t.say("results-nobody")) } }
            @if below > 0 {
                p { (t.with("count-below-of", &[("n", below.into()), ("all", snapshot.standings.len().into())])) }
            }
            details { summary { (t.with("count-all-projects", &[("pool", name.as_str().into())])) }
                (Table { caption: &t.say("steps-caption"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            }
        }
    }
}
