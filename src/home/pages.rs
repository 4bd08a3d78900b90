use std::collections::HashSet;

use game_rules::Money;
use game_rules::ballot::Kind;
use maud::{Markup, html};

use crate::clock::Instant;
use crate::edition::phase::{self, Model as CalendarPhase};
use crate::edition::{Edition, Phase, Pool};
use crate::page::foreign;
use crate::page::parts::lists::{self, cards};
use crate::page::parts::money::{Gauge, money};
use crate::page::parts::plates::Plate;
use crate::page::parts::time::{Moment, When, phases};
use crate::page::parts::words::{empty, phase as phase_plate};
use crate::page::tile::{MosaicTile, TileState, mosaic, tile};
use crate::people::Visit;
use crate::project::{Row, card, pool_name};
use crate::text::Arg;

/// Projects that cost as much as this stand out on the wall.
const BIG: Money = Money::from_minor(100_000_000);

/// An edition on the first page of the house.
pub struct Front {
    pub edition: Edition,
    pub budget: Money,
    pub ends_at: Option<Instant>,
    /// A few of its projects, as tiles.
    pub rows: Vec<Row>,
}

fn front_card(visit: &Visit, front: &Front) -> Markup {
    let t = visit.text;
    let Front { edition, budget, ends_at, rows } = front;
    let name = edition.phase.name();
    html! {
        li.card.front {
            div.strip aria-hidden="true" { @for row in rows.iter().take(6) { (tile(row.category.glaze(), &row.number)) } }
            div.stack.stack--tight {
                (phase_plate(edition.phase.sign(), &t.say(&format!("phase-{name}"))))
                h3 { a href=(visit.href(&format!("/{}", edition.slug))) lang=[foreign(t, &edition.language)] { (edition.city) ": " (edition.title) } }
                p { b.price { (t.money(*budget)) } }
                p.muted {
                    (t.say(&format!("phase-{name}-means")))
                    @if let Some(ends_at) = ends_at { " " (t.with("front-until", &[("when", Arg::Moment(*ends_at))])) }
                }
            }
        }
    }
}

pub fn editions(visit: &Visit, editions: &[Front]) -> Markup {
    let t = visit.text;
    html! {
        div.stack { h1 { (t.say("site-heading")) } p.lead { (t.say("site-lead")) } }
        @if editions.is_empty() { (empty(t.say("no-editions"), None)) }
        @else {
            section.stack.stack--wide aria-labelledby="h-editions" {
                h2 #h-editions { (t.say("editions-title")) }
                (cards("editions", editions.iter().map(|front| front_card(visit, front))))
            }
        }
    }
}

/// What a decided edition's page needs of its outcomes.
#[derive(Default)]
pub struct Winners {
    pub codes: HashSet<String>,
    pub spent: Money,
}

pub struct Today<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub calendar: &'a [CalendarPhase],
    /// All projects; the wall may hold fewer.
    pub total: u64,
    /// The projects of the wall.
    pub rows: &'a [Row],
    /// The winners, once they are known.
    pub winners: Option<&'a Winners>,
    /// The visitor's ballot is in the box.
    pub has_voted: bool,
    pub now: Instant,
}

impl Today<'_> {
    fn href(&self, rest: &str) -> String {
        self.visit.href(&format!("/{}{rest}", self.edition.slug))
    }

    fn projects(&self) -> i64 {
        i64::try_from(self.total).unwrap_or(i64::MAX)
    }

    fn budget(&self) -> Money {
        Money::from_minor(self.pools.iter().map(|pool| pool.budget).sum())
    }

    fn city_pool(&self) -> Option<&Pool> {
        self.pools.iter().find(|pool| pool.is_citywide()).or(self.pools.first())
    }
}

/// What one can do today, in one line.
pub fn headline(today: &Today<'_>) -> String {
    let t = today.visit.text;
    match today.edition.phase {
        Phase::Voting if today.has_voted => t.say("vote-already"),
        Phase::Voting => {
            let rules = today.city_pool().and_then(|pool| pool.rules().ok());
            match rules.map(|rules| (rules.kind, rules.max_sum_points, rules.most())) {
                Some((Kind::Cumulative, Some(points), _)) => t.count("headline-points", points),
                Some((Kind::Knapsack, _, _)) => t.say("headline-money"),
                Some((_, _, Some(most))) => t.count("headline-projects", i64::from(most)),
                _ => t.say("headline-voting"),
            }
        }
        Phase::Results => {
            let won = today.winners.map_or(0, |winners| winners.codes.len());
            if won == 0 { t.say("headline-nobody") } else { t.count("headline-results", won) }
        }
        phase => t.say(&format!("headline-{}", phase.name())),
    }
}

pub fn hero(today: &Today<'_>) -> Markup {
    let t = today.visit.text;
    let phase = today.edition.phase;
    let tiles: Vec<MosaicTile<'_>> = today
        .rows
        .iter()
        .map(|row| MosaicTile {
            glaze: row.category.glaze(),
            number: &row.number,
            big: row.money() >= BIG,
            state: match today.winners {
                Some(winners) if !winners.codes.contains(&row.code) => TileState::Outline,
                _ => TileState::Glazed,
            },
        })
        .collect();
    let (act, href) = match phase {
        Phase::Submission => ("submit-start-act", "/submit"),
        Phase::Voting => ("vote-act", "/vote"),
        Phase::Results => ("results-act", "/results"),
        Phase::Preparation => ("calendar-act", "/calendar"),
        Phase::Evaluation | Phase::Counting => ("projects-act", "/projects"),
    };
    let (act, href) = (t.say(act), today.href(href));
    let (projects, projects_href) =
        (t.count("projects-see", today.projects()), today.href("/projects"));
    let ends = phase::ends_at(today.calendar, phase);
    let lead = lead(today, ends);
    html! {
        div.hero {
            div.stack {
                (phase_plate(phase.sign(), &t.say(&format!("phase-{}", phase.name()))))
                h1 { (headline(today)) }
                p.lead { (brass(&lead, &t.money(today.budget()))) @if let Some(days) = days_left(today, ends) { " " (t.count("days-left", days)) } }
                p.row {
                    @if !today.has_voted { (Plate::link(&act, &href).brass()) }
                    @if today.total > 0 && phase != Phase::Evaluation && phase != Phase::Counting { (Plate::link(&projects, &projects_href).line()) }
                }
                @if phase == Phase::Voting && !today.has_voted { p.small.muted { (t.say("vote-takes")) } }
            }
            @if !tiles.is_empty() {
                figure { (mosaic(&tiles, None)) figcaption { (wall_caption(today, &tiles)) } }
            }
        }
    }
}

/// What there is to give and until when; a calendar without an end of this phase has other words.
fn lead(today: &Today<'_>, ends: Option<Instant>) -> String {
    let t = today.visit.text;
    let (name, money) = (today.edition.phase.name(), ("money", today.budget().into()));
    match ends {
        _ if today.edition.phase == Phase::Results => t.with(&format!("lead-{name}"), &[money]),
        Some(ends) => t.with(&format!("lead-{name}"), &[money, ("when", Arg::Moment(ends))]),
        None => t.with(&format!("lead-{name}-undated"), &[money]),
    }
}

/// How many projects there are to see, also where there are none.
fn some_title(today: &Today<'_>) -> String {
    let t = today.visit.text;
    match today.winners {
        Some(winners) if winners.codes.is_empty() => t.say("headline-nobody"),
        Some(winners) => t.count("some-winners", winners.codes.len()),
        None if today.total == 0 => t.say("some-none"),
        None => t.count("some-title", today.projects()),
    }
}

fn wall_caption(today: &Today<'_>, tiles: &[MosaicTile<'_>]) -> String {
    let t = today.visit.text;
    if today.winners.is_some() {
        return t.say("results-wall");
    }
    let some_are_big = tiles.iter().any(|tile| tile.big);
    let key = if some_are_big { "wall-caption" } else { "wall-caption-equal" };
    t.with(key, &[("n", tiles.len().into()), ("money", BIG.into())])
}

/// A sentence with its sum of money set in brass.
fn brass(sentence: &str, sum: &str) -> Markup {
    match sentence.split_once(sum) {
        Some((before, after)) => html! { (before) b.num { (sum) } (after) },
        None => html! { (sentence) },
    }
}

/// Whole days to the end of a phase in which one can do something.
fn days_left(today: &Today<'_>, ends: Option<Instant>) -> Option<i64> {
    let open = matches!(today.edition.phase, Phase::Voting | Phase::Submission);
    ends.filter(|_| open).map(|end| (end - today.now).max(0) / 86_400)
}

pub fn today(today: &Today<'_>) -> Markup {
    let t = today.visit.text;
    let shown = sample(today);
    html! {
        section.stack.stack--wide aria-labelledby="h-where" {
            div.row.row--ends { h2 #h-where { (t.say("where-we-are")) } span.row { a href=(today.href("/calendar")) { (t.say("calendar-act")) } a href=(today.href("/rules")) { (t.say("rules-public-title")) } } }
            (calendar(today))
        }
        div.split {
            section.stack.stack--wide aria-labelledby="h-some" {
                div.row.row--ends { h2 #h-some { (some_title(today)) } @if today.total > 0 { a href=(today.href("/projects")) { (t.say("projects-all")) } } }
                @if !shown.is_empty() { p.muted { (t.say("some-random")) } }
                @if today.rows.is_empty() { (empty(t.say("nothing-yet"), None)) }
                (cards("some", shown.into_iter().map(|row| card(today.visit, today.edition, today.pools, row, today.edition.phase == Phase::Submission))))
            }
            aside.stack.stack--wide { (purse(today)) }
        }
    }
}

/// Six projects; which, changes with the day, so that no project is always first.
fn sample<'a>(today: &Today<'a>) -> Vec<&'a Row> {
    let shown: Vec<&Row> = match today.winners {
        Some(winners) => {
            today.rows.iter().filter(|row| winners.codes.contains(&row.code)).collect()
        }
        None => today.rows.iter().collect(),
    };
    let count = shown.len().max(1);
    let start = usize::try_from(today.now / 3600 * 7).unwrap_or(0) % count;
    let step =
        (1..count).rev().find(|step| gcd(*step, count) == 1 && *step * 3 < count * 2).unwrap_or(1);
    (0..shown.len().min(6)).map(|i| shown[(start + i * step) % count]).collect()
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn calendar(today: &Today<'_>) -> Markup {
    let t = today.visit.text;
    let names: Vec<String> = today
        .calendar
        .iter()
        .map(|phase| t.say(&format!("calendar-{}", phase.kind.name())))
        .collect();
    let moments: Vec<Moment<'_>> = today
        .calendar
        .iter()
        .zip(&names)
        .map(|(phase, name)| {
            let when = match phase.kind.cmp(&today.edition.phase) {
                std::cmp::Ordering::Less => When::Passed,
                std::cmp::Ordering::Equal => When::Now,
                std::cmp::Ordering::Greater => When::Next,
            };
            let mut lines = vec![match (phase.kind, when) {
                (Phase::Results, _) | (_, When::Next) => {
                    html! { (t.with("calendar-from", &[("day", Arg::Day(phase.begins_at))])) }
                }
                _ => html! { (t.with("calendar-until", &[("day", Arg::Day(phase.ends_at))])) },
            }];
            if phase.kind == Phase::Voting && when != When::Next {
                let ballots: i64 = today.pools.iter().map(|pool| pool.ballots).sum();
                lines.push(html! { (t.count("calendar-ballots", ballots)) });
            }
            Moment { when, name, lines }
        })
        .collect();
    phases(&moments)
}

/// How much there is to give, and how much is asked for.
fn purse(today: &Today<'_>) -> Markup {
    let t = today.visit.text;
    let most = today.pools.iter().map(|pool| pool.budget).max().unwrap_or(1);
    let asked = Money::from_minor(today.rows.iter().map(|row| row.cost).sum());
    html! {
        section.panel aria-labelledby="h-money" {
            h2 #h-money { (t.say(if today.edition.phase == Phase::Results { "purse-was" } else { "purse-title" })) }
            @for pool in today.pools.iter().take(4) {
                (money(pool_name(t, pool), &t.money(pool.money()), Gauge::of(pool.budget, most), None))
            }
            @if today.pools.len() > 4 {
                details { summary { (t.count("purse-more", today.pools.len() - 4)) }
                    div.stack.stack--wide { @for pool in today.pools.iter().skip(4) { (money(pool_name(t, pool), &t.money(pool.money()), Gauge::of(pool.budget, most), None)) } }
                }
            }
            @if let Some(winners) = today.winners {
                @let left = today.budget().saturating_sub(winners.spent);
                (lists::facts(&[(&t.say("results-spent"), &t.money(winners.spent)), (&t.say("results-left"), &t.money(left))]))
            }
            @if today.edition.phase != Phase::Results && asked > today.budget() {
                p.small.muted { (t.with("purse-asked", &[("n", today.projects().into()), ("money", asked.into())])) }
            }
        }
        @if !today.edition.source.is_empty() {
            p.small.muted { (t.with("data-source", &[("source", today.edition.source.as_str().into())])) }
        }
    }
}
