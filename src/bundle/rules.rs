//! The rules of an edition as they are frozen when the vote opens, and the outcome that they give.

use game_rules::ballot::Rules;
use game_rules::count::{
    Candidate, Outcome, Profile, Rule, Tally, Terms, Threshold, count, greedy,
};
use game_rules::money::Money;
use serde::{Deserialize, Serialize};

/// The form of `rules.json`.
pub const RULES_FORMAT: &str = "sakwa/rules/1";

/// A hundred billion in currency: sums of such amounts never overflow.
const LARGEST: Money = Money::from_minor(10_000_000_000_000);

/// All that decides which ballots are valid and who wins: `rules.json`. Its bytes are made once, when the vote opens,
/// by [`FrozenRules::bytes`], and kept as they are; [`rules_leaf`](game_rules::log::rules_leaf) of them is leaf 0 of the
/// log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenRules {
    /// [`RULES_FORMAT`].
    pub format: String,
    /// Path segment of the edition, as canonical ballots have it.
    pub edition: String,
    /// SHA-256, in hexadecimal, of the key that links persons to ballots until it is destroyed.
    pub link_key_sha256: String,
    /// In the order of the edition.
    pub pools: Vec<FrozenPool>,
}

/// One pool's money, ballot and rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenPool {
    /// Path segment, as canonical ballots have it.
    pub code: String,
    pub name: String,
    /// A person votes in at most one pool of a lane.
    pub lane: String,
    /// Grosze.
    pub budget: Money,
    /// Of the ballot rules, as canonical ballots have it.
    pub revision: u32,
    pub ballot: Rules,
    /// The Pabulib name of the rule, which the `.pb` file has too.
    pub rule: String,
    /// What the ballots are counted by.
    pub method: Rule,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
    /// In the order of the ballot list, which decides ties.
    pub projects: Vec<FrozenProject>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenProject {
    /// As on the ballot.
    pub number: String,
    /// Grosze.
    pub cost: Money,
}

impl FrozenRules {
    /// The bytes of `rules.json`.
    ///
    /// # Errors
    /// None that these types can cause.
    pub fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }

    /// The pool with this code.
    pub fn pool(&self, code: &str) -> Option<&FrozenPool> {
        self.pools.iter().find(|pool| pool.code == code)
    }
}

/// What became of every pool: `outcome.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcomes {
    /// In the order of the rules.
    pub pools: Vec<PoolOutcome>,
}

/// The winners of one pool with the figures that decided. Where a pool has too few ballots to open them, these sums are
/// all that is published of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolOutcome {
    pub code: String,
    /// The Pabulib name of the rule.
    pub rule: String,
    pub ballots: u64,
    /// Grosze.
    pub budget: Money,
    /// Grosze that the winners take, without the reserve.
    pub cost: Money,
    /// Numbers in the order of selection, without the reserve.
    pub winners: Vec<String>,
    /// The number of the project that the city should complete with money of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<String>,
    /// Numbers of projects that gave up after the rules were frozen, and cannot win.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<String>,
    /// In the order of the ballot list.
    pub projects: Vec<ProjectOutcome>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectOutcome {
    pub number: String,
    /// Ballots that name it.
    pub votes: u64,
    /// Votes, points, or worth of places.
    pub score: i64,
}

impl FrozenPool {
    /// Counts the pool's ballots by its frozen rule, ties by the order of the list.
    pub fn count(&self, profile: &Profile, withdrawn: &[String]) -> PoolOutcome {
        let outcome = count(&self.candidates(withdrawn), profile, self.method, &self.terms());
        self.outcome(profile.tally(), &outcome, withdrawn)
    }

    /// Counts the pool by the announced sums alone, those of a project that has none being 0; `None` where the rule looks
    /// at single ballots.
    pub fn count_sums(&self, announced: &PoolOutcome) -> Option<PoolOutcome> {
        let Rule::Greedy(rule) = self.method else { return None };
        let sums: Vec<(u64, i64)> = self
            .projects
            .iter()
            .map(|project| {
                let mut known = announced.projects.iter();
                let known = known.find(|known| known.number == project.number);
                known.map_or((0, 0), |known| (known.votes, known.score))
            })
            .collect();
        let (votes, score) = sums.into_iter().unzip();
        let tally = Tally { votes, score, ballots: announced.ballots };
        let candidates = self.candidates(&announced.withdrawn);
        let outcome = greedy(&candidates, &tally, rule, &self.terms());
        Some(self.outcome(&tally, &outcome, &announced.withdrawn))
    }

    /// An amount or a step that no rule can count with, or bands of cost that no ballot can keep to, in words.
    pub(super) fn mistake(&self) -> Option<&'static str> {
        let step = match self.method {
            Rule::EqualShares(shares) => shares.raise,
            Rule::Greedy(_) | Rule::Phragmen => Money::from_minor(1),
        };
        let mut amounts = self.projects.iter().map(|project| project.cost).chain([self.budget]);
        if amounts.any(|amount| amount.is_negative() || amount > LARGEST) {
            return Some("an amount is negative, or too large");
        }
        if step <= Money::ZERO {
            return Some("the shares are raised by nothing");
        }
        self.ballot.mistake()
    }

    /// The costs of its projects, in order.
    pub fn costs(&self) -> Vec<Money> {
        self.projects.iter().map(|project| project.cost).collect()
    }

    fn terms(&self) -> Terms {
        Terms { threshold: self.threshold, ..Terms::new(self.budget) }
    }

    fn candidates(&self, withdrawn: &[String]) -> Vec<Candidate> {
        let candidate = |project: &FrozenProject| Candidate {
            withdrawn: withdrawn.contains(&project.number),
            ..Candidate::new(project.cost)
        };
        self.projects.iter().map(candidate).collect()
    }

    fn outcome(&self, tally: &Tally, outcome: &Outcome, withdrawn: &[String]) -> PoolOutcome {
        let number =
            |index: u32| self.projects.get(index as usize).map(|project| project.number.clone());
        let figures = tally.votes.iter().zip(&tally.score);
        PoolOutcome {
            code: self.code.clone(),
            rule: self.rule.clone(),
            ballots: tally.ballots,
            budget: outcome.budget,
            cost: outcome.cost,
            winners: outcome.selected.iter().filter_map(|&index| number(index)).collect(),
            reserve: outcome.reserve.and_then(number),
            withdrawn: withdrawn.to_vec(),
            projects: self
                .projects
                .iter()
                .zip(figures)
                .map(|(project, (&votes, &score))| ProjectOutcome {
                    number: project.number.clone(),
                    votes,
                    score,
                })
                .collect(),
        }
    }
}
