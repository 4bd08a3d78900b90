//! From an order to what is funded.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::Units;
use super::super::ratio::Ratio;
use super::super::rules::{Method, Select};
use super::{Candidate, Figures};

/// What an order chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Selection {
    /// In the order of choice.
    pub chosen: Vec<String>,
    /// What the chosen cost together, in game units.
    pub cost: Units,
    /// What is left of the budget, if there is one.
    pub left: Option<Units>,
}

/// Goes down an order. Of a ladder, and of items that exclude each other, only the first is chosen.
pub(super) fn select(
    method: Method,
    order: &[&Candidate],
    figures: &BTreeMap<&str, Figures>,
    rule: Select,
) -> Selection {
    let mut selection = Selection::default();
    let mut ladders = BTreeSet::new();
    let mut chosen: Vec<&Candidate> = Vec::new();
    if let Select::Greedy { budget } = rule {
        selection.left = Some(budget);
    }
    for candidate in order {
        let figures = figures.get(candidate.key.as_str()).copied().unwrap_or_default();
        let cost = cost(candidate, &figures);
        let enough = match rule {
            Select::Ranking => false,
            Select::Top { k } => chosen.len() < k as usize,
            Select::Greedy { .. } => selection.left.is_some_and(|left| (1..=left).contains(&cost)),
            Select::MinCount { k } => {
                figures.of(method).is_some_and(|value| value >= Ratio::whole(k))
            }
        };
        let excluded = chosen.iter().any(|other| {
            other.excludes.contains(&candidate.key) || candidate.excludes.contains(&other.key)
        });
        let taken = candidate.ladder.as_ref().is_some_and(|ladder| ladders.contains(ladder));
        if !enough || excluded || taken {
            continue;
        }
        ladders.extend(candidate.ladder.as_ref());
        chosen.push(candidate);
        selection.cost += cost;
        selection.left = selection.left.map(|left| left - cost);
    }
    selection.chosen = chosen.into_iter().map(|candidate| candidate.key.clone()).collect();
    selection
}

/// Its price; of an open-priced item what the middle table gave it, in whole units.
fn cost(candidate: &Candidate, figures: &Figures) -> Units {
    match candidate.open {
        false => candidate.price,
        true => {
            let median = figures.median_amount;
            Units::try_from(median.numerator() / median.denominator()).unwrap_or(candidate.price)
        }
    }
}
