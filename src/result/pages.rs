//! Results: the winners of every pool, and for each pool the count step by step.

use game_rules::count::{Completion, Endowment, EqualShares, Fit, Rule};
use maud::{Markup, html};

use super::compare_pages::{beside_official, beside_other};
use super::snapshot::{Snapshot, Standing, Verdict};
use super::why_pages::{Heading, panel, reason, why_href};
use crate::bundle::FEWEST_OPENED;
use crate::edition::{Edition, Pool};
use crate::page::chart::{Bar, Fill, bars, legend};
use crate::page::parts::lists::{Card, card, cards, facts};
use crate::page::parts::plates::number;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note, phase, tag};
use crate::page::tile::{MosaicTile, TileState, mosaic};
use crate::page::{Sign, encode};
use crate::people::Visit;
use crate::project::{category_name, href, pool_name};
use crate::text::Text;

pub type Counted = (Pool, Snapshot);

/// What a page of results says of the vote itself.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// Whether people voted here; otherwise the ballots came from a file.
    pub here: bool,
    /// Whether some voted on their own word that they live here.
    pub declared: bool,
}

/// The whole edition: what was given out, who won where.
pub fn overview(visit: &Visit, edition: &Edition, counted: &[Counted], held: Held) -> Markup {
    let t = visit.text;
    let winners: usize = counted.iter().map(|(_, snapshot)| snapshot.winners().count()).sum();
    html! {
        (head(visit, counted, winners))
        @for (pool, snapshot) in counted {
            section.stack.stack--wide aria-labelledby={ "h-" (pool.code) } {
                div.row.row--ends {
                    h2 id={ "h-" (pool.code) } { (pool_name(t, pool)) }
                    p.small.muted { (t.with("results-pool-money", &[("budget", snapshot.budget.into()), ("left", snapshot.left().into())])) }
                }
                (winner_cards(visit, edition, pool, snapshot))
                p { a href=(visit.href(&format!("/{}/results/{}", edition.slug, encode(&pool.code)))) { (t.with("results-how", &[("pool", pool_name(t, pool).into())])) } }
            }
        }
        (downloads(visit, edition, counted, held))
    }
}

/// One pool: its winners and every step of the count.
pub fn pool(
    visit: &Visit,
    edition: &Edition,
    counted: &Counted,
    alone: bool,
    held: Held,
) -> Markup {
    let t = visit.text;
    let (pool, snapshot) = counted;
    let winners = snapshot.winners().count();
    html! {
        @if alone { (head(visit, std::slice::from_ref(counted), winners)) }
        @else {
            div.stack {
                p { a href=(visit.href(&format!("/{}/results", edition.slug))) { (t.say("results-back")) } }
                h1 { (t.with("results-pool-title", &[("pool", pool_name(t, pool).into())])) }
            }
        }
        section.stack.stack--wide aria-labelledby="h-won" {
            h2 #h-won { (t.count("results-winners", winners)) }
            (winner_cards(visit, edition, pool, snapshot))
        }
        @if snapshot.has_official() { (beside_official(visit, edition, snapshot)) }
        section.stack.stack--wide aria-labelledby="h-steps" {
            h2 #h-steps { (t.say(if snapshot.is_city_rule { "results-steps" } else { "results-steps-greedy" })) }
            (rule(t, snapshot))
            div.split.split--even.split--top {
                figure.panel { (chart(t, edition, snapshot)) }
                @if let Some(standing) = snapshot.closest_loser().filter(|_| snapshot.is_city_rule) {
                    (panel(visit, edition, pool, snapshot, standing, Heading::Within))
                }
            }
            (steps(visit, edition, pool, snapshot))
        }
        @if let Some(other) = &snapshot.other { (beside_other(visit, edition, snapshot, other)) }
        (downloads(visit, edition, std::slice::from_ref(counted), held))
    }
}

fn head(visit: &Visit, counted: &[Counted], winners: usize) -> Markup {
    let t = visit.text;
    let sum = |part: &dyn Fn(&Snapshot) -> i64| {
        game_rules::Money::from_minor(counted.iter().map(|(_, snapshot)| part(snapshot)).sum())
    };
    let ballots: i64 = counted.iter().map(|(_, s)| i64::try_from(s.ballots).unwrap_or(0)).sum();
    let (budget, cost) = (sum(&|s| s.budget.minor()), sum(&|s| s.spent().minor()));
    let left = budget.saturating_sub(cost);
    let names = ["results-ballots", "results-budget", "results-spent", "results-left"]
        .map(|key| t.say(key));
    let figures = [t.number(ballots), t.money(budget), t.money(cost), t.money(left)];
    let rows: Vec<(&str, &str)> =
        names.iter().zip(&figures).map(|(n, f)| (n.as_str(), f.as_str())).collect();
    html! {
        div.stack.stack--wide {
            (phase(Sign::Closed, &t.say("results-final")))
            h1 { (t.with("results-title", &[("n", winners.into()), ("pools", counted.len().into())])) }
            (facts(&rows))
            figure.wall { (wall(counted)) figcaption.small.muted { (t.say("results-wall")) } }
        }
    }
}

/// The edition's wall after the vote: winners keep their glaze.
fn wall(counted: &[Counted]) -> Markup {
    let tiles: Vec<MosaicTile<'_>> = counted
        .iter()
        .flat_map(|(_, snapshot)| &snapshot.standings)
        .map(|standing| MosaicTile {
            glaze: standing.category().glaze(),
            number: &standing.number,
            big: false,
            state: if standing.is_winner() { TileState::Glazed } else { TileState::Outline },
        })
        .collect();
    mosaic(&tiles, None)
}

fn winner_cards(visit: &Visit, edition: &Edition, pool: &Pool, snapshot: &Snapshot) -> Markup {
    let t = visit.text;
    if snapshot.winners().next().is_none() {
        return html! { p.muted { (t.say("results-nobody")) } };
    }
    cards(
        &format!("won-{}", pool.code),
        snapshot.winners().map(|standing| {
            let score = score(t, snapshot, standing);
            card(&Card {
                glaze: standing.category().glaze(),
                number: &standing.number,
                kicker: html! { (category_name(t, standing.category())) },
                href: &href(visit, edition, &standing.code),
                title: edition.said(t, &standing.title),
                price: &t.money(standing.cost),
                extra: Some(html! { p.row.small data-project=(standing.number) { (tag(Tone::Good, Sign::Yes, t.say("verdict-funded"))) span.muted { (score) } } }),
            })
        }),
    )
}

pub fn score(t: Text, snapshot: &Snapshot, standing: &Standing) -> String {
    t.count(if snapshot.in_points { "ballot-points" } else { "votes-count" }, standing.score)
}

/// What the count below says of a project; where that is not the city's own rule, in other words, so
/// that nobody takes it for the decision.
pub fn verdict_tag(t: Text, snapshot: &Snapshot, standing: &Standing) -> Markup {
    let greedy = !snapshot.is_city_rule;
    match standing.verdict {
        Verdict::Reserve { .. } => tag(Tone::Warn, Sign::Half, t.say("verdict-reserve")),
        verdict if verdict.wins() && greedy => {
            tag(Tone::Info, Sign::Ring, t.say("verdict-greedy-funded"))
        }
        verdict if verdict.wins() => tag(Tone::Good, Sign::Yes, t.say("verdict-funded")),
        Verdict::Withdrawn => tag(Tone::Plain, Sign::Closed, t.say("verdict-withdrawn")),
        _ if greedy => tag(Tone::Plain, Sign::No, t.say("verdict-greedy-lost")),
        _ => tag(Tone::Plain, Sign::No, t.say("verdict-lost")),
    }
}

/// The rule in words.
fn rule(t: Text, snapshot: &Snapshot) -> Markup {
    html! {
        div.stack.stack--tight.read {
            @match (snapshot.method(), snapshot.endowment) {
                (Rule::EqualShares(rule), Some(endowment)) => { (shares_rule(t, snapshot, rule, endowment)) }
                (Rule::Phragmen, _) => { p { (t.say("rule-phragmen")) } }
                _ => { p { (greedy_rule(t, snapshot.fit, snapshot.in_points)) } }
            }
            @if let Some(threshold) = snapshot.threshold {
                p { (t.count(if snapshot.in_points { "rule-threshold-points" } else { "rule-threshold-votes" }, threshold)) }
            }
            @if !snapshot.ties.is_empty() { p { (t.count("rule-ties", snapshot.ties.len())) } }
        }
    }
}

/// How the queue is made, and how it treats what does not fit.
pub fn greedy_rule(t: Text, fit: Fit, in_points: bool) -> String {
    let order = if in_points { "rule-order-points" } else { "rule-order-votes" };
    let fit = match fit {
        Fit::Skip => "rule-skip",
        Fit::Stop => "rule-stop",
        Fit::Stop80 => "rule-stop80",
    };
    format!("{} {}", t.say(order), t.say(fit))
}

fn shares_rule(t: Text, snapshot: &Snapshot, rule: EqualShares, endowment: Endowment) -> Markup {
    let completed = matches!(rule.completion, Completion::Utilitarian | Completion::Add1u);
    let raises = i64::try_from(endowment.raises).unwrap_or(i64::MAX);
    let preferred = snapshot.comparison.map(|comparison| {
        [comparison.prefer_equal_shares, comparison.prefer_greedy]
            .map(|ballots| i64::try_from(ballots).unwrap_or(i64::MAX))
    });
    html! {
        p { (t.with("rule-shares", &[("money", endowment.each().into())])) " " (t.say("rule-shares-buy")) }
        p { (t.say("rule-shares-round")) }
        @if raises > 0 { p { (t.with("rule-shares-raises", &[("n", raises.into()), ("money", rule.raise.into())])) } }
        @if completed { p { (t.say("rule-shares-rest")) } }
        @if let Some([shares, greedy]) = preferred {
            p { (t.with("rule-shares-compared", &[("shares", shares.into()), ("greedy", greedy.into())])) }
        }
    }
}

fn chart(t: Text, edition: &Edition, snapshot: &Snapshot) -> Markup {
    let shown: Vec<(String, String, String, Fill, u64)> = snapshot
        .standings
        .iter()
        .take(16)
        .map(|standing| {
            let fill = match standing.verdict {
                Verdict::Reserve { .. } => Fill::Reserve,
                verdict if verdict.wins() => Fill::Won,
                _ => Fill::Lost,
            };
            let state = match (standing.won(), snapshot.is_city_rule) {
                (true, true) => "verdict-funded",
                (false, true) => "verdict-lost",
                (true, false) => "verdict-greedy-funded",
                (false, false) => "verdict-greedy-lost",
            };
            let state = t.say(state);
            let label = format!("{} · {}", standing.number, standing.title);
            (
                label,
                t.number(standing.score),
                state,
                fill,
                u64::try_from(standing.score).unwrap_or(0),
            )
        })
        .collect();
    let drawn: Vec<Bar<'_>> = shown
        .iter()
        .map(|(label, number, state, fill, value)| Bar {
            label: edition.said(t, label),
            value: *value,
            shown: number,
            fill: *fill,
            state,
        })
        .collect();
    let (won, lost) = (t.say("legend-won"), t.say("legend-lost"));
    html! {
        h3 { (t.say(if snapshot.in_points { "chart-points" } else { "chart-votes" })) }
        (bars(&drawn))
        figcaption {
            (legend(&[(Fill::Won, &won), (Fill::Lost, &lost)]))
            @if snapshot.standings.len() > drawn.len() {
                p.small.muted { (t.with("chart-first", &[("n", drawn.len().into()), ("all", snapshot.standings.len().into())])) }
            }
        }
    }
}

/// Every project's turn. On a phone each becomes a small list.
fn steps(visit: &Visit, edition: &Edition, pool: &Pool, snapshot: &Snapshot) -> Markup {
    let t = visit.text;
    let score = if snapshot.in_points { "column-points" } else { "column-votes" };
    let heads = [
        "column-number",
        "column-title",
        score,
        "column-effective",
        "column-cost",
        "column-verdict",
        "column-left",
    ]
    .map(|key| t.say(key));
    let mut columns = vec![
        Column::bare(&heads[0]),
        Column::head(&heads[1]),
        Column::amount(&heads[2]),
        Column::amount(&heads[3]),
        Column::amount(&heads[4]),
        Column::text(&heads[5]),
        Column::amount(&heads[6]),
    ];
    const EFFECTIVE: usize = 3;
    if !snapshot.is_shares() {
        columns.remove(EFFECTIVE);
    }
    let row = |standing: &Standing| {
        let effective = standing.share.map(|share| t.hundredths(share.effective_milli / 10));
        let mut cells = vec![
            number(&standing.number),
            html! { a href=(why_href(visit, edition, pool, standing)) { (edition.said(t, &standing.title)) } },
            html! { (t.number(standing.score)) },
            html! { (effective.as_deref().unwrap_or("–")) },
            html! { (t.money(standing.cost)) },
            html! { (verdict_tag(t, snapshot, standing)) br; span.small.muted { (reason(t, snapshot, standing)) } },
            html! { (t.money(standing.left_after)) },
        ];
        if !snapshot.is_shares() {
            cells.remove(EFFECTIVE);
        }
        Row { id: Some(format!("n-{}", standing.code)), ..Row::from(cells) }
    };
    let rows: Vec<Row> = snapshot.standings.iter().map(row).collect();
    html! {
        (Table { caption: &t.say("steps-caption"), quiet_caption: false, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
    }
}

fn downloads(visit: &Visit, edition: &Edition, counted: &[Counted], held: Held) -> Markup {
    let t = visit.text;
    let slug = &edition.slug;
    let lang = visit.lang().code();
    html! {
        section.panel aria-labelledby="h-data" {
            h2 #h-data { (t.say("data-title")) }
            p { (t.say("data-how")) }
            p.row {
                a href={ "/data/" (slug) "/results.csv?l=" (lang) } download { (t.say("data-results-csv")) }
                a href={ "/data/" (slug) "/results.xlsx?l=" (lang) } download { (t.say("data-results-xlsx")) }
                a href={ "/data/" (slug) "/projects.csv?l=" (lang) } download { (t.say("data-projects-csv")) }
                a href={ "/data/" (slug) "/projects.xlsx?l=" (lang) } download { (t.say("data-projects-xlsx")) }
            }
            @if held.declared { (note(Tone::Info, t.say("results-declared"), None)) }
            @if held.here {
                p.row {
                    a href={ "/data/" (slug) "/bundle.zip" } download { (t.say("trust-bundle")) }
                    a href=(visit.href(&format!("/{slug}/trust"))) { (t.say("trust-title")) }
                }
            }
            @let opened = |ballots: u64| !held.here || ballots >= FEWEST_OPENED;
            @if counted.iter().any(|(_, snapshot)| !opened(snapshot.ballots)) { p.small.muted { (t.count("results-small", i64::try_from(FEWEST_OPENED).unwrap_or(0))) } }
            p.row { @for (pool, _) in counted.iter().filter(|(_, snapshot)| opened(snapshot.ballots)) {
                a href={ "/data/" (slug) "/pools/" (encode(&pool.code)) ".pb" } download { (t.with("data-ballots", &[("pool", pool_name(t, pool).into())])) }
            } }
            @if !edition.source.is_empty() { p.small.muted { (t.with("data-source", &[("source", edition.source.as_str().into())])) } }
        }
    }
}
