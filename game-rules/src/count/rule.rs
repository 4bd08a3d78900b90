//! Every rule by one name, for callers that are told which one to use.

use serde::{Deserialize, Serialize};

use super::{
    Candidate, EqualShares, Greedy, Outcome, Profile, Terms, equal_shares, greedy, phragmen,
};

/// What a voter gets out of a funded project that the ballot names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Its cost; on ballots with points, its cost times the points. What cities use.
    #[default]
    Cost,
    /// One.
    Cardinality,
    /// The points given to it; one on ballots without points.
    Points,
}

/// A rule with its variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Rule {
    Greedy(Greedy),
    EqualShares(EqualShares),
    Phragmen,
}

/// Counts one pool.
pub fn count(projects: &[Candidate], profile: &Profile, rule: Rule, terms: &Terms) -> Outcome {
    match rule {
        Rule::Greedy(rule) => greedy(projects, profile.tally(), rule, terms),
        Rule::EqualShares(rule) => equal_shares(projects, profile, rule, terms),
        Rule::Phragmen => phragmen(projects, profile, terms),
    }
}
