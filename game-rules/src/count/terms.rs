//! What a city sets for a pool, whatever rule counts it.

use serde::{Deserialize, Serialize};

use super::{Candidate, DecidedBy, Tally, Verdict};
use crate::money::Money;

/// The score a project needs to be funded at all; reaching it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// This many votes or points.
    Absolute(i64),
    /// A share of the pool's ballots, rounded up to whole ballots. In hundredths of a per cent: 10 % is 1000.
    ShareOfBallots { basis_points: u32 },
}

impl Threshold {
    /// The score needed when so many ballots were cast.
    pub fn score(self, ballots: u64) -> i64 {
        match self {
            Self::Absolute(score) => score,
            Self::ShareOfBallots { basis_points } => {
                let share = (u128::from(ballots) * u128::from(basis_points)).div_ceil(10_000);
                i64::try_from(share).unwrap_or(i64::MAX)
            }
        }
    }
}

/// How equal scores are put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum TieOrder {
    /// As the projects are listed.
    #[default]
    Rows,
    /// As drawn: project indices, the first wins. Projects that were not drawn follow in the order of rows.
    Drawn { order: Vec<u32> },
}

impl TieOrder {
    /// What a tie is said to be decided by.
    pub(super) fn decided_by(&self) -> DecidedBy {
        match self {
            Self::Rows => DecidedBy::Rows,
            Self::Drawn { .. } => DecidedBy::Draw,
        }
    }

    /// The place of each project: the smaller one goes first.
    pub(super) fn places(&self, projects: usize) -> Vec<usize> {
        let drawn: &[u32] = match self {
            Self::Rows => &[],
            Self::Drawn { order } => order,
        };
        let mut places: Vec<usize> = (0..projects).map(|row| drawn.len() + row).collect();
        for (place, &project) in drawn.iter().enumerate().rev() {
            if let Some(slot) = places.get_mut(project as usize) {
                *slot = place;
            }
        }
        places
    }
}

/// What a city sets for a pool, whatever rule counts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The money of the pool.
    pub budget: Money,
    /// The score below which no project wins.
    #[serde(default)]
    pub threshold: Option<Threshold>,
    /// The order of projects between which the rule does not decide.
    #[serde(default)]
    pub ties: TieOrder,
    /// Exclusion groups of which a project won in a pool counted earlier.
    #[serde(default)]
    pub taken_groups: Vec<u32>,
}

impl Terms {
    /// No threshold, ties by row.
    pub fn new(budget: Money) -> Self {
        Self { budget, threshold: None, ties: TieOrder::Rows, taken_groups: Vec::new() }
    }

    /// Why a project cannot win whatever the rule finds, as far as that is known before the count.
    pub(super) fn bars(
        &self,
        project: u32,
        candidate: &Candidate,
        tally: &Tally,
    ) -> Option<Verdict> {
        if candidate.withdrawn {
            return Some(Verdict::Withdrawn);
        }
        let score = tally.score.get(project as usize).copied().unwrap_or(0);
        let need = self.threshold.map(|threshold| threshold.score(tally.ballots));
        if let Some(need) = need.filter(|&need| score < need) {
            return Some(Verdict::BelowThreshold { need, short_by: need.saturating_sub(score) });
        }
        let group = candidate.group.filter(|group| self.taken_groups.contains(group))?;
        Some(Verdict::ExcludedEarlier { group })
    }
}
