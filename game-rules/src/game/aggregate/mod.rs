//! From the tables of an event to one order and one choice.
//!
//! Every method is computed for every item, exactly, and every method's order and choice stands beside the primary one:
//! a city sees where the rule it chose decides. Ties are shown as ties, with the figure that ordered them. Neither the
//! order of tables nor that of items changes anything but the order of what stays equal, which is by key.

mod figures;
mod order;
mod select;
mod table_result;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Units;
use super::ratio::Ratio;
use super::rules::{AggregateRules, Method, Word};

pub(in crate::game) use figures::{doubled_ranks, median};

pub use figures::Figures;
pub use order::{Order, Placed, Tie, kendall_tau};
pub use select::Selection;
pub use table_result::{Candidate, TableResult, candidates};

/// The result of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Aggregate {
    pub tables: usize,
    pub primary: Method,
    /// Every item with every figure, by key.
    pub items: Vec<ItemFigures>,
    /// One order a method, the primary first.
    pub orders: Vec<Order>,
    /// Where methods disagree with the primary one.
    pub disagreements: Vec<Disagreement>,
}

/// One item's figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemFigures {
    pub key: String,
    pub title: String,
    pub price: Units,
    #[serde(flatten)]
    pub figures: Figures,
}

/// How another method differs from the primary one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreement {
    pub method: Method,
    /// Pairs in the same order less pairs in the opposite order, of all pairs: 1 is the same order, -1 the reverse.
    pub kendall_tau: Ratio,
    /// Chosen by the primary method only.
    pub only_primary: Vec<String>,
    /// Chosen by this method only.
    pub only_this: Vec<String>,
}

impl Aggregate {
    /// The primary order.
    pub fn result(&self) -> Option<&Order> {
        self.orders.first()
    }

    /// The order by a method.
    pub fn by(&self, method: Method) -> Option<&Order> {
        self.orders.iter().find(|order| order.method == method)
    }
}

/// Aggregates what tables decided.
pub fn aggregate(
    candidates: &[Candidate],
    tables: &[TableResult],
    rules: &AggregateRules,
) -> Aggregate {
    let mut candidates: Vec<&Candidate> = candidates.iter().collect();
    candidates.sort_by(|a, b| a.key.cmp(&b.key));
    let figures: BTreeMap<&str, Figures> = candidates
        .iter()
        .map(|candidate| {
            (candidate.key.as_str(), figures::figures(candidate, tables, rules.unranked))
        })
        .collect();
    let others = Method::WORDS.iter().map(|(_, method)| *method);
    let methods = std::iter::once(rules.primary).chain(others.filter(|&m| m != rules.primary));
    let orders: Vec<Order> =
        methods.map(|method| order::order(method, &candidates, &figures, rules)).collect();
    Aggregate {
        tables: tables.len(),
        primary: rules.primary,
        items: candidates
            .iter()
            .map(|candidate| ItemFigures {
                key: candidate.key.clone(),
                title: candidate.title.clone(),
                price: candidate.price,
                figures: figures.get(candidate.key.as_str()).copied().unwrap_or_default(),
            })
            .collect(),
        disagreements: disagreements(&orders),
        orders,
    }
}

fn disagreements(orders: &[Order]) -> Vec<Disagreement> {
    let Some((primary, others)) = orders.split_first() else { return Vec::new() };
    let without = |a: &[String], b: &[String]| -> Vec<String> {
        a.iter().filter(|key| !b.contains(key)).cloned().collect()
    };
    others
        .iter()
        .map(|other| Disagreement {
            method: other.method,
            kendall_tau: kendall_tau(&primary.places(), &other.places()),
            only_primary: without(&primary.selection.chosen, &other.selection.chosen),
            only_this: without(&other.selection.chosen, &primary.selection.chosen),
        })
        .collect()
}
