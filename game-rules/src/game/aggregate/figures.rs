//! What each method makes of one item.

use serde::Serialize;

use super::super::Units;
use super::super::ratio::Ratio;
use super::super::rules::{Method, Unranked};
use super::{Candidate, TableResult};

/// One item over all tables that were shown it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Tables that were shown it; the other figures are over these.
    pub shown: u32,
    /// None if no table was shown it.
    pub mean_rank: Option<Ratio>,
    pub borda: Ratio,
    pub borda_of_rest: Ratio,
    pub tables_funded: u32,
    pub sum_money: Units,
    /// None without a price.
    pub money_per_price: Option<Ratio>,
    pub median_amount: Ratio,
    pub net_votes: i64,
    pub count_buys: u32,
}

impl Figures {
    /// The figure of a method; none where there is nothing to compute it from.
    pub fn of(&self, method: Method) -> Option<Ratio> {
        Some(match method {
            Method::MeanRank => return self.mean_rank,
            Method::Borda => self.borda,
            Method::BordaOfRest => self.borda_of_rest,
            Method::TablesFunded => Ratio::whole(self.tables_funded),
            Method::SumMoney => Ratio::whole(self.sum_money),
            Method::MoneyPerPrice => return self.money_per_price,
            Method::MedianAmount => self.median_amount,
            Method::NetVotes => Ratio::whole(self.net_votes),
            Method::CountBuys => Ratio::whole(self.count_buys),
        })
    }
}

/// An item's figures over these tables.
pub(super) fn figures(
    candidate: &Candidate,
    tables: &[TableResult],
    unranked: Unranked,
) -> Figures {
    let key = candidate.key.as_str();
    let mut figures = Figures::default();
    let (mut ranks, mut points, mut points_of_rest) = (0, 0, 0);
    let mut amounts = Vec::new();
    for table in tables {
        // Votes on ideas come from every table, also those that did not have the idea.
        figures.net_votes += table.votes.get(key).copied().unwrap_or(0);
        if !table.shown.iter().any(|shown| shown == key) {
            continue;
        }
        figures.shown += 1;
        let places = table.shown.len() as i64;
        ranks += doubled_rank(table, key, unranked);
        points_of_rest += 2 * places - doubled_rank(table, key, Unranked::MeanOfRest);
        points +=
            table.list.iter().position(|listed| listed == key).map_or(0, |at| places - at as i64);
        figures.tables_funded += u32::from(table.funded.contains_key(key));
        figures.sum_money += table.placed.get(key).copied().unwrap_or(0);
        figures.count_buys += table.payers.get(key).copied().unwrap_or(0);
        amounts.push(table.funded.get(key).copied().unwrap_or(0));
    }
    let shown = i128::from(figures.shown);
    figures.mean_rank = (shown > 0).then(|| Ratio::new(ranks.into(), 2 * shown));
    figures.borda = Ratio::whole(points);
    figures.borda_of_rest = Ratio::new(points_of_rest.into(), 2);
    figures.median_amount = median(amounts);
    figures.money_per_price =
        (candidate.price > 0).then(|| Ratio::new(figures.sum_money.into(), candidate.price.into()));
    figures
}

/// Twice the place of an item on a table's list, so that means of places stay whole.
fn doubled_rank(table: &TableResult, key: &str, unranked: Unranked) -> i64 {
    match table.list.iter().position(|listed| listed == key) {
        Some(place) => 2 * (place as i64 + 1),
        None => doubled_rank_of_rest(table, unranked),
    }
}

fn doubled_rank_of_rest(table: &TableResult, unranked: Unranked) -> i64 {
    let (listed, places) = (table.list.len() as i64, table.shown.len() as i64);
    match unranked {
        Unranked::MeanOfRest => listed + 1 + places,
        Unranked::Last => 2 * places,
        Unranked::NPlus1 => 2 * (places + 1),
    }
}

/// Twice the place of each of these items at a table; none for what it was not shown.
pub(in crate::game) fn doubled_ranks(
    table: &TableResult,
    keys: &[String],
    unranked: Unranked,
) -> Vec<Option<i64>> {
    let shown = |key: &&String| table.shown.iter().any(|shown| shown == *key);
    keys.iter()
        .map(|key| Some(key).filter(shown).map(|key| doubled_rank(table, key, unranked)))
        .collect()
}

/// The middle amount, or the mean of the two in the middle.
pub(in crate::game) fn median(mut amounts: Vec<Units>) -> Ratio {
    amounts.sort_unstable();
    let middle = amounts.len() / 2;
    let at = |place: usize| i128::from(amounts.get(place).copied().unwrap_or(0));
    match amounts.len() % 2 {
        0 if amounts.is_empty() => Ratio::ZERO,
        0 => Ratio::new(at(middle - 1) + at(middle), 2),
        _ => Ratio::whole(at(middle)),
    }
}
