//! Items in the order of one figure, with ties as ties.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::super::ratio::Ratio;
use super::super::rules::{AggregateRules, Method};
use super::select::{Selection, select};
use super::{Candidate, Figures};

/// The order of a method, and what it chooses.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Order {
    pub method: Method,
    /// The best first.
    pub items: Vec<Placed>,
    /// Equal figures, the best first.
    pub ties: Vec<Tie>,
    pub selection: Selection,
}

/// An item with its place, from 1. What stays equal after every key shares a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Placed {
    pub key: String,
    pub place: usize,
    /// None if there is nothing to compute it from; such items come last.
    pub value: Option<Ratio>,
}

/// Items that the method itself leaves equal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tie {
    pub value: Option<Ratio>,
    /// In the order they were given.
    pub items: Vec<String>,
    /// The first declared figure that separates any of them; none if all stay equal.
    pub decided_by: Option<Method>,
    /// What stays equal after every declared figure and stands in the order of keys.
    pub undecided: Vec<Vec<String>>,
}

impl Order {
    /// The place of every item, by key.
    pub fn places(&self) -> BTreeMap<&str, usize> {
        self.items.iter().map(|item| (item.key.as_str(), item.place)).collect()
    }

    /// The keys in order.
    pub fn keys(&self) -> Vec<&str> {
        self.items.iter().map(|item| item.key.as_str()).collect()
    }
}

/// Which of two figures of a method is better; the better one is less.
fn compare(method: Method, a: &Figures, b: &Figures) -> Ordering {
    match (a.of(method), b.of(method)) {
        (Some(a), Some(b)) if method == Method::MeanRank => a.cmp(&b),
        (Some(a), Some(b)) => b.cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

pub(super) fn order(
    method: Method,
    candidates: &[&Candidate],
    figures: &BTreeMap<&str, Figures>,
    rules: &AggregateRules,
) -> Order {
    let of = |key: &str| figures.get(key).copied().unwrap_or_default();
    let keys = rules.order_ties.iter();
    let by_all = |a: &&Candidate, b: &&Candidate| {
        let (a, b) = (of(&a.key), of(&b.key));
        keys.clone()
            .fold(compare(method, &a, &b), |so_far, &key| so_far.then_with(|| compare(key, &a, &b)))
    };
    // The sort is stable and candidates come in the order of their keys.
    let mut sorted = candidates.to_vec();
    sorted.sort_by(by_all);

    let mut items: Vec<Placed> = Vec::with_capacity(sorted.len());
    let mut ties = Vec::new();
    let tied = |a: &&Candidate, b: &&Candidate| compare(method, &of(&a.key), &of(&b.key)).is_eq();
    for equal in sorted.chunk_by(tied) {
        let value = equal.first().and_then(|first| of(&first.key).of(method));
        let mut undecided = Vec::new();
        for same in equal.chunk_by(|a, b| by_all(a, b).is_eq()) {
            let place = items.len() + 1;
            items.extend(same.iter().map(|item| Placed { key: item.key.clone(), place, value }));
            if same.len() > 1 {
                undecided.push(same.iter().map(|item| item.key.clone()).collect());
            }
        }
        if equal.len() > 1 {
            let separates = |key: &&Method| {
                equal
                    .windows(2)
                    .any(|pair| compare(**key, &of(&pair[0].key), &of(&pair[1].key)).is_ne())
            };
            ties.push(Tie {
                value,
                items: equal.iter().map(|item| item.key.clone()).collect(),
                decided_by: keys.clone().find(separates).copied(),
                undecided,
            });
        }
    }
    let selection = select(method, &sorted, figures, rules.select);
    Order { method, items, ties, selection }
}

/// Kendall's tau of two orders over the items in both: of all pairs, those in the same order less those in the opposite
/// order. Pairs that are equal in either count for neither.
pub fn kendall_tau<K: Ord, P: Ord>(a: &BTreeMap<K, P>, b: &BTreeMap<K, P>) -> Ratio {
    let both: Vec<(&P, &P)> = a.iter().filter_map(|(key, a)| Some((a, b.get(key)?))).collect();
    let (mut sum, mut pairs) = (0_i128, 0_i128);
    for (at, x) in both.iter().enumerate() {
        for y in &both[at + 1..] {
            sum += x.0.cmp(y.0) as i128 * x.1.cmp(y.1) as i128;
            pairs += 1;
        }
    }
    match pairs {
        0 => Ratio::whole(1),
        _ => Ratio::new(sum, pairs),
    }
}
