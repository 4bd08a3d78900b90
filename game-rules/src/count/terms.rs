//! What a city sets for a pool, whatever rule counts it.

use serde::{Deserialize, Serialize};

use super::{Candidate, Tally, TieOrder, Verdict};
use crate::money::Money;

/// What a project needs to be funded at all; reaching it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// This many votes or points.
    Absolute(i64),
    /// A score of this share of the pool's valid ballots, those in the [`Tally`], rounded up to whole ballots. In
    /// hundredths of a per cent: 10 % is 1000 (Warsaw 2018).
    ShareOfBallots { basis_points: u32 },
    /// Votes that are as large a share of the valid ballots as the project's cost is of `times` the budget: a project
    /// passes if `votes · times · budget ≥ ballots · cost`. One city removes others before Equal Shares, with 3.
    CostShare { times: u32 },
}

impl Threshold {
    /// The score that every project needs when so many ballots were cast; `None` where it differs by project.
    pub fn score(self, ballots: u64) -> Option<i64> {
        match self {
            Self::Absolute(score) => Some(score),
            Self::ShareOfBallots { basis_points } => {
                let share = (u128::from(ballots) * u128::from(basis_points)).div_ceil(10_000);
                Some(i64::try_from(share).unwrap_or(i64::MAX))
            }
            Self::CostShare { .. } => None,
        }
    }
}

/// Money that is first of all for some of the projects: those of a category or a part of the city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minimum {
    /// Project indices.
    pub projects: Vec<u32>,
    /// What should at least be spent on them together, as far as any of them can win and fits.
    pub amount: Money,
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
    /// Least spends, served one after another before the rest. Only the greedy rule knows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub minima: Vec<Minimum>,
}

impl Terms {
    /// No threshold, ties by row.
    pub fn new(budget: Money) -> Self {
        Self {
            budget,
            threshold: None,
            ties: TieOrder::Rows,
            taken_groups: Vec::new(),
            minima: Vec::new(),
        }
    }

    /// Whether a project of this cost is below the threshold; the verdict says by how much.
    pub(super) fn below_threshold(
        &self,
        cost: Money,
        support: Support,
        ballots: u64,
    ) -> Option<Verdict> {
        let threshold = self.threshold?;
        let (need, has) = match threshold.score(ballots) {
            Some(need) => (need, support.score),
            None => (self.votes_needed(threshold, cost, ballots), support.votes),
        };
        let short_by = need.saturating_sub(has);
        (has < need).then_some(Verdict::BelowThreshold { need, short_by })
    }

    fn votes_needed(&self, threshold: Threshold, cost: Money, ballots: u64) -> i64 {
        let Threshold::CostShare { times } = threshold else { return 0 };
        let asked = u128::from(ballots) * cost.minor().max(0).unsigned_abs() as u128;
        let given = u128::from(times) * self.budget.minor().max(0).unsigned_abs() as u128;
        match given {
            0 if asked > 0 => i64::MAX,
            0 => 0,
            _ => i64::try_from(asked.div_ceil(given)).unwrap_or(i64::MAX),
        }
    }

    /// What keeps a project from winning before any other has its turn: withdrawn, below the threshold, or excluded by
    /// a pool counted earlier.
    pub(super) fn rules_out(
        &self,
        candidate: &Candidate,
        tally: &Tally,
        project: usize,
    ) -> Option<Verdict> {
        if candidate.withdrawn {
            return Some(Verdict::Withdrawn);
        }
        let below =
            self.below_threshold(candidate.cost, Support::of(tally, project), tally.ballots);
        below.or_else(|| {
            let group = candidate.group.filter(|group| self.taken_groups.contains(group))?;
            Some(Verdict::ExcludedEarlier { group })
        })
    }
}

/// What a threshold looks at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Support {
    pub(super) score: i64,
    pub(super) votes: i64,
}

impl Support {
    /// Of a project; nothing for one the tally does not have.
    pub(super) fn of(tally: &Tally, project: usize) -> Self {
        let votes = tally.votes.get(project).copied().unwrap_or(0);
        Self {
            score: tally.score.get(project).copied().unwrap_or(0),
            votes: i64::try_from(votes).unwrap_or(i64::MAX),
        }
    }

    /// With so many more votes of one point each.
    pub(super) fn raised(self, extra: i64) -> Self {
        Self { score: self.score.saturating_add(extra), votes: self.votes.saturating_add(extra) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_cost_is_compared_by_cross_multiplying() {
        let threshold = Some(Threshold::CostShare { times: 3 });
        let terms = Terms { threshold, ..Terms::new(Money::from_minor(100)) };
        // 10 ballots, cost 70: 300 votes · … ≥ 700 needs 3 votes, two are too few.
        let below = |cost, votes| {
            let support = Support { score: 0, votes };
            terms.below_threshold(Money::from_minor(cost), support, 10)
        };
        assert_eq!(below(70, 3), None);
        assert_eq!(below(70, 2), Some(Verdict::BelowThreshold { need: 3, short_by: 1 }));
        assert_eq!(below(90, 3), None);
        assert_eq!(below(91, 3), Some(Verdict::BelowThreshold { need: 4, short_by: 1 }));
        assert_eq!(below(0, 0), None);
    }
}
