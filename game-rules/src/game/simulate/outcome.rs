//! What an evening of bots tells the organiser.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Units;
use super::super::aggregate::{
    Aggregate, Candidate, TableResult, aggregate, candidates, doubled_ranks, kendall_tau,
};
use super::super::audit::audit;
use super::super::random::SplitMix64;
use super::super::ratio::Ratio;
use super::super::rules::{Rules, Unranked};
use super::super::table::Table;
use super::Voters;
use super::evening::Played;

/// Events drawn from the played tables to see how much a ranking depends on who came.
const RESAMPLES: u64 = 50;

/// The numbers of tables for which stability is shown, besides that of the evening.
const SIZES: [usize; 3] = [6, 10, 20];

/// An evening of bots.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Simulation {
    /// The hash of the rules as played, with their items.
    pub rules: String,
    pub seed: u64,
    pub tables: usize,
    /// Players at one table.
    pub players: u32,
    /// Ballots that could be drawn.
    pub voters: usize,
    /// What lay on the tables, by key.
    pub items: Vec<ItemOutcome>,
    /// No table bought these.
    pub never_bought: Vec<String>,
    /// These cost more than any table that saw them had.
    pub out_of_reach: Vec<String>,
    /// Money left at a table, as a share of what it had.
    pub left: Spread,
    /// Moves of a table.
    pub moves: Spread,
    /// Minutes of play.
    pub minutes: Spread,
    /// How far the mean ranks of fewer tables agree with those of all; nothing where nothing is for sale.
    pub stability: Vec<Stability>,
    pub aggregate: Aggregate,
    /// Broken invariants: 0, unless the program is wrong.
    pub broken: usize,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemOutcome {
    pub key: String,
    pub title: String,
    pub price: Units,
    /// Points of all voters of the election.
    pub points: i64,
    /// Tables that saw it.
    pub shown: u32,
    pub bought: u32,
    /// Tables that bought it, of those that saw it.
    pub share: Ratio,
    /// Money placed on it at all tables.
    pub placed: Units,
}

/// Least, middle and most over the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    pub least: Ratio,
    pub median: Ratio,
    pub most: Ratio,
}

/// Kendall's tau between the mean ranks of so many tables, drawn anew many times, and of all: 1 is the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stability {
    pub tables: usize,
    pub kendall_tau: Ratio,
}

pub(super) fn outcome(rules: &Rules, voters: &Voters, played: &[Played], seed: u64) -> Simulation {
    let tables: Vec<&Table> = played.iter().map(|played| &played.table).collect();
    let results: Vec<TableResult> =
        tables.iter().map(|table| TableResult::of(table, rules)).collect();
    let candidates = candidates(&tables);
    let aggregate = aggregate(&candidates, &results, &rules.aggregate);
    let items = items(voters, &aggregate);
    let spread =
        |figure: &dyn Fn(&Played) -> Ratio| Spread::of(played.iter().map(figure).collect());
    Simulation {
        rules: rules.hash(),
        seed,
        tables: tables.len(),
        players: tables.first().map_or(0, |table| table.players_at_start()),
        voters: voters.len(),
        never_bought: items
            .iter()
            .filter(|item| item.price > 0 && item.bought == 0)
            .map(|item| item.key.clone())
            .collect(),
        out_of_reach: out_of_reach(&candidates, &tables),
        left: spread(&|played| {
            let table = &played.table;
            Ratio::new(table.left().into(), table.ledger().issued().into())
        }),
        moves: spread(&|played| Ratio::whole(played.moves)),
        minutes: spread(&|played| Ratio::new(played.table.clock().into(), 60_000)),
        stability: stability(&candidates, &results, rules.aggregate.unranked, seed),
        broken: tables.iter().map(|table| audit(rules, table).len()).sum(),
        items,
        aggregate,
    }
}

fn items(voters: &Voters, aggregate: &Aggregate) -> Vec<ItemOutcome> {
    let items = aggregate.items.iter().map(|item| ItemOutcome {
        key: item.key.clone(),
        title: item.title.clone(),
        price: item.price,
        points: voters.total_for(&item.key),
        shown: item.figures.shown,
        bought: item.figures.tables_funded,
        share: Ratio::new(item.figures.tables_funded.into(), item.figures.shown.into()),
        placed: item.figures.sum_money,
    });
    items.collect()
}

fn out_of_reach(candidates: &[Candidate], tables: &[&Table]) -> Vec<String> {
    let most_money = |key: &str| {
        let shown = tables.iter().filter(|table| table.items().iter().any(|item| item.key == key));
        shown.map(|table| table.ledger().issued()).max()
    };
    let beyond = candidates.iter().filter(|candidate| {
        !candidate.open && most_money(&candidate.key).is_some_and(|money| candidate.price > money)
    });
    beyond.map(|candidate| candidate.key.clone()).collect()
}

impl Spread {
    fn of(mut values: Vec<Ratio>) -> Self {
        values.sort_unstable();
        let at = |place: usize| values.get(place).copied().unwrap_or_default();
        let (count, middle) = (values.len(), values.len() / 2);
        let median = match count % 2 {
            0 => (at(middle.saturating_sub(1)) + at(middle)) * Ratio::new(1, 2),
            _ => at(middle),
        };
        Self { least: at(0), median, most: at(count.saturating_sub(1)) }
    }
}

fn stability(
    candidates: &[Candidate],
    results: &[TableResult],
    unranked: Unranked,
    seed: u64,
) -> Vec<Stability> {
    let for_sale = candidates.iter().filter(|candidate| candidate.price > 0);
    let keys: Vec<String> = for_sale.map(|candidate| candidate.key.clone()).collect();
    if keys.is_empty() {
        return Vec::new();
    }
    let ranks: Vec<Vec<Option<i64>>> =
        results.iter().map(|result| doubled_ranks(result, &keys, unranked)).collect();
    let pooled = mean_ranks(ranks.iter());
    let sizes = SIZES.into_iter().filter(|&size| size < results.len()).chain([results.len()]);
    let mean_tau = |size: usize| {
        let taus = (0..RESAMPLES).map(|resample| {
            let mut random = SplitMix64::for_part(seed ^ size as u64, resample);
            let drawn: Vec<&Vec<Option<i64>>> =
                (0..size).filter_map(|_| ranks.get(random.below(ranks.len()))).collect();
            kendall_tau(&pooled, &mean_ranks(drawn.into_iter()))
        });
        taus.sum::<Ratio>() * Ratio::new(1, RESAMPLES.into())
    };
    sizes.map(|tables| Stability { tables, kendall_tau: mean_tau(tables) }).collect()
}

/// Twice the mean rank of every item that any of these tables was shown, by place.
fn mean_ranks<'r>(tables: impl Iterator<Item = &'r Vec<Option<i64>>>) -> BTreeMap<usize, Ratio> {
    let mut sums = BTreeMap::<usize, (i64, i64)>::new();
    for (item, rank) in tables.flat_map(|ranks| ranks.iter().enumerate()) {
        if let Some(rank) = rank {
            let (sum, count) = sums.entry(item).or_default();
            *sum += rank;
            *count += 1;
        }
    }
    sums.into_iter()
        .map(|(item, (sum, count))| (item, Ratio::new(sum.into(), count.into())))
        .collect()
}
