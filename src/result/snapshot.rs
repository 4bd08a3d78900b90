//! The published outcome of a pool, stored whole: whatever is shown later is read from here.

use std::collections::BTreeMap;

use game_rules::count::{
    Comparison, Endowment, Fit, Greedy, Measures, Preference, Rule, Share, Tie,
};
use game_rules::money::Money;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};
use serde::{Deserialize, Serialize};

pub use game_rules::count::Verdict;

use crate::clock::Instant;
use crate::error::Result;
use crate::project::Category;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pool_id: i64,
    pub counted_at: Instant,
    /// JSON of [`Snapshot`].
    pub snapshot: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// What became of one project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    pub number: String,
    pub code: String,
    pub title: String,
    pub category: String,
    pub cost: Money,
    /// Ballots that name it.
    pub votes: u64,
    /// Votes, or points.
    pub score: i64,
    pub verdict: Verdict,
    pub left_before: Money,
    pub left_after: Money,
    /// What the city itself decided, where the edition is an imported one.
    pub official: Option<i16>,
    /// For a loser: the least additional score with which it would have won, if any would.
    pub missing: Option<i64>,
    /// For a loser: the largest cost with which it would have won, if any would.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wins_at: Option<Money>,
    /// For a loser: the numbers of the winners that took its money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rivals: Vec<String>,
    /// The number of the winner that excluded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excluded_by: Option<String>,
    /// Who paid, where voters do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Share>,
}

impl Standing {
    pub fn won(&self) -> bool {
        self.verdict.wins()
    }

    pub fn won_officially(&self) -> Option<bool> {
        self.official.map(|selected| selected > 0)
    }

    /// Whether the city gives it money: by its own announcement where there is one, else by our count.
    pub fn is_winner(&self) -> bool {
        self.won_officially().unwrap_or(self.won())
    }

    pub fn category(&self) -> Category {
        Category::parse(&self.category).unwrap_or(Category::Together)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The city's rule by its Pabulib name.
    pub rule: String,
    /// Whether the count below is that rule.
    pub is_city_rule: bool,
    pub fit: Fit,
    /// What the ballots were counted by; the greedy rule in outcomes of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Rule>,
    /// The score needed to win at all.
    pub threshold: Option<i64>,
    /// Whether scores are points; otherwise they are votes.
    pub in_points: bool,
    pub ballots: u64,
    pub budget: Money,
    /// In the order the rule looked at them.
    pub standings: Vec<Standing>,
    pub ties: Vec<Tie>,
    /// What every ballot had to spend, under Equal Shares.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endowment: Option<Endowment>,
    /// Whether the ballots preferred Equal Shares to the greedy rule, where the rule asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// What the outcome gave to voters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Measures>,
    /// Another rule on the same ballots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
}

/// Another rule's outcome of the same ballots, beside that of the method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Other {
    pub method: Rule,
    /// Numbers of projects that only the method funds.
    pub only_method: Vec<String>,
    /// Numbers of projects that only the other rule funds.
    pub only_other: Vec<String>,
    pub measures: Measures,
    /// Ballots that name more winners of the method, of the other, and as many of both.
    pub preference: Preference,
}

impl Snapshot {
    /// What the ballots were counted by.
    pub fn method(&self) -> Rule {
        self.method.unwrap_or(Rule::Greedy(Greedy { fit: self.fit, ..Greedy::default() }))
    }

    /// Whether supporters pay for projects out of equal shares.
    pub fn is_shares(&self) -> bool {
        matches!(self.method(), Rule::EqualShares(_))
    }

    /// The project with this number.
    pub fn standing(&self, number: &str) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.number == number)
    }

    /// The projects that get their money.
    pub fn winners(&self) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(|standing| standing.is_winner())
    }

    /// The loser that was nearest to winning, by the money it lacked.
    pub fn closest_loser(&self) -> Option<&Standing> {
        let lacking = |standing: &Standing| match standing.verdict {
            Verdict::DoesNotFit { short_by } | Verdict::SupportersShort { short_by } => {
                Some(short_by)
            }
            _ => None,
        };
        let losers = self.standings.iter().filter_map(|one| Some((lacking(one)?, one)));
        losers.min_by_key(|&(short_by, _)| short_by).map(|(_, standing)| standing)
    }

    /// What the winners cost together.
    pub fn spent(&self) -> Money {
        self.winners().map(|standing| standing.cost).sum()
    }

    /// What the winners leave of the budget.
    pub fn left(&self) -> Money {
        self.budget.saturating_sub(self.spent())
    }

    /// Whether the project with this number won; `None` when it was not counted.
    pub fn won(&self, number: &str) -> Option<bool> {
        self.standing(number).map(Standing::is_winner)
    }

    /// Whether the city published winners of its own.
    pub fn has_official(&self) -> bool {
        self.standings.iter().any(|standing| standing.official.is_some())
    }
}

pub async fn put(
    tx: &impl ConnectionTrait,
    pool_id: i64,
    counted_at: Instant,
    snapshot: &Snapshot,
) -> Result<()> {
    let row = ActiveModel {
        pool_id: Set(pool_id),
        counted_at: Set(counted_at),
        snapshot: Set(serde_json::to_string(snapshot).map_err(anyhow::Error::from)?),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The outcomes of an edition by pool, in one query.
pub async fn of_edition(
    db: &impl ConnectionTrait,
    pools: &[i64],
) -> Result<BTreeMap<i64, Snapshot>> {
    let rows = Entity::find().filter(Column::PoolId.is_in(pools.iter().copied())).all(db).await?;
    let mut outcomes = BTreeMap::new();
    for row in rows {
        let snapshot = serde_json::from_str(&row.snapshot).map_err(anyhow::Error::from)?;
        outcomes.insert(row.pool_id, snapshot);
    }
    Ok(outcomes)
}
