//! So many winners of each size: the best small, medium and large projects, as far as the money goes.

use serde::{Deserialize, Serialize};

use super::greedy::{Line, count};
use super::{Candidate, Greedy, Outcome, Tally, Terms};
use crate::money::Money;

/// Projects of a range of costs and how many of them may win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// The largest cost of the band; `None` takes every cost.
    pub up_to: Option<Money>,
    /// The most winners.
    pub winners: u32,
}

impl Band {
    pub(super) fn takes(&self, cost: Money) -> bool {
        self.up_to.is_none_or(|most| cost <= most)
    }
}

/// Funds at most so many projects of each cost band, by score over all bands, skipping what does not fit.
///
/// A project belongs to the first band whose limit its cost does not exceed; list bands from small to large. One that
/// belongs to none cannot win. Everything else is as in [`greedy`](super::greedy()); without any bands it is the same.
pub fn bands(projects: &[Candidate], tally: &Tally, bands: &[Band], terms: &Terms) -> Outcome {
    count(&Line::new(projects, tally, Greedy::default(), terms), bands)
}
