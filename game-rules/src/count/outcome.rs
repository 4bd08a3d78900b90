//! The result of a count: what was decided and why, project by project.

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// Why a project won or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// The money left covered it.
    Funded,
    /// Its category or part of the city had not yet spent the least it should: the minimum of this number.
    FundedByMinimum { minimum: u32 },
    /// The money left covered enough of it to be worth paying; it gets all of it.
    FundedInPart { amount: Money, short_by: Money },
    /// Funded elsewhere before the count: it takes nothing from this pool.
    FundedEarlier,
    /// The money left did not cover it.
    DoesNotFit { short_by: Money },
    /// Too few votes or points, however much money is left.
    BelowThreshold { need: i64, short_by: i64 },
    /// A project of the same exclusion group had won before it.
    ExcludedBy {
        /// The winner; a step has its own `project`.
        #[serde(rename = "by")]
        project: u32,
    },
    /// A project of the same exclusion group won in a pool counted earlier.
    ExcludedEarlier { group: u32 },
    /// Withdrawn after the vote began.
    Withdrawn,
    /// The count had ended at a project that did not fit.
    AfterStop,
    /// Funded if the reserve adds what is short.
    Reserve { short_by: Money },
    /// What its supporters have left does not cover it (rounded up to a whole grosz), though the pool might.
    SupportersShort { short_by: Money },
    /// No ballot supports it.
    NoSupport,
    /// As many projects of its cost band as may win had won before it.
    BandFull { band: u32 },
    /// No cost band is for projects of its cost.
    NoBand,
    /// The same money gives more welfare when spent on others.
    LessWelfare,
}

impl Verdict {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Funded => "funded",
            Self::DoesNotFit { .. } => "does-not-fit",
            Self::BelowThreshold { .. } => "below-threshold",
            Self::ExcludedBy { .. } => "excluded-by",
            Self::ExcludedEarlier { .. } => "excluded-earlier",
            Self::Withdrawn => "withdrawn",
            Self::AfterStop => "after-stop",
            Self::Reserve { .. } => "reserve",
            Self::SupportersShort { .. } => "supporters-short",
            Self::NoSupport => "no-support",
            Self::FundedByMinimum { .. } => "funded-by-minimum",
            Self::FundedInPart { .. } => "funded-in-part",
            Self::FundedEarlier => "funded-earlier",
            Self::BandFull { .. } => "band-full",
            Self::NoBand => "no-band",
            Self::LessWelfare => "less-welfare",
        }
    }

    /// Whether the project is carried out: funded in whole, in part, elsewhere, or with the reserve's help.
    pub fn wins(&self) -> bool {
        matches!(
            self,
            Self::Funded
                | Self::FundedByMinimum { .. }
                | Self::FundedInPart { .. }
                | Self::FundedEarlier
                | Self::Reserve { .. }
        )
    }
}

/// One project's turn; what it gets from the pool is `left_before - left_after`. The reserve project leaves the pool's
/// money as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub project: u32,
    pub score: i64,
    #[serde(flatten)]
    pub verdict: Verdict,
    pub left_before: Money,
    pub left_after: Money,
    /// Who paid, where voters do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

/// How supporters pay for one project under Equal Shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Cost by the full price of one vote, in thousandths of a vote, rounded down: as many voters as could pay their whole
    /// share. At the purchase for a winner, at the last look for a loser.
    pub effective_milli: i64,
    /// What a voter pays at most for each vote or point, rounded down.
    pub price: Money,
    /// Ballots that pay.
    pub payers: u64,
    /// Ballots among them that give all they have left.
    pub exhausted: u64,
}

/// Projects with equal scores that were in the running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    pub score: i64,
    /// In the order in which they had their turns.
    pub projects: Vec<u32>,
    pub decided_by: DecidedBy,
    /// Whether another order of these projects would have funded others of them, or by other amounts, or given the
    /// reserve to another. Where least spends are served and more than five are tied, only the orders that put each one
    /// first are tried; under rules by which supporters pay it says whether any of them lost.
    pub decisive: bool,
}

/// What put a tie in order: the key that separates those that won from those that lost, or else all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The place on the list.
    Rows,
    Draw,
    /// The id as text.
    Id,
    Cost,
    /// The number of ballots naming it.
    Votes,
}

/// The result of a count, whole: what was decided and why, project by project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Winners in the order of selection, without the reserve.
    pub selected: Vec<u32>,
    /// The project the reserve should complete.
    pub reserve: Option<u32>,
    /// What the selected projects get from the pool, never more than the budget.
    pub cost: Money,
    /// The money of the pool.
    pub budget: Money,
    /// Every project's turn, in order.
    pub steps: Vec<Step>,
    /// Equal scores, the highest first.
    pub ties: Vec<Tie>,
    /// How each voter's money was set, under Equal Shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endowment: Option<Endowment>,
    /// The comparison of Equal Shares with the greedy rule, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
}

impl Outcome {
    /// Nothing decided yet.
    pub(super) fn new(budget: Money) -> Self {
        Self {
            selected: Vec::new(),
            reserve: None,
            cost: Money::ZERO,
            budget,
            steps: Vec::new(),
            ties: Vec::new(),
            endowment: None,
            comparison: None,
        }
    }

    /// Whether the project is carried out, also as the reserve.
    pub fn wins(&self, project: u32) -> bool {
        self.reserve == Some(project) || self.selected.contains(&project)
    }
}

/// What every ballot was given to spend: `numerator / ballots` minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endowment {
    /// Minor units for all ballots together.
    pub numerator: i128,
    pub ballots: u64,
    /// How often the endowment was raised above the first.
    pub raises: u64,
}

impl Endowment {
    /// What one ballot got, rounded down.
    pub fn each(self) -> Money {
        let each = self.numerator / i128::from(self.ballots.max(1));
        Money::from_minor(i64::try_from(each).unwrap_or(i64::MAX))
    }
}

/// Ballots that prefer one outcome to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    pub prefer_equal_shares: u64,
    pub prefer_greedy: u64,
}

impl Comparison {
    /// Whether the greedy outcome takes the place of that of Equal Shares: only if strictly more ballots prefer it.
    pub fn greedy_wins(self) -> bool {
        self.prefer_greedy > self.prefer_equal_shares
    }
}
