//! How ballots become winners. One file a family of rules; all take the same candidates and the same tally.

mod declared;
mod greedy;
mod missing;
mod tally;

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::pabulib::{Election, Project};

pub use declared::Declared;
pub use greedy::{
    DecidedBy, Fit, Greedy, Outcome, Step, Threshold, Tie, TieOrder, Verdict, greedy,
};
pub use missing::{Missing, what_would_have_won};
pub use tally::Tally;

/// A project as counting sees it; its index is the one that marks and tallies use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// What funding it takes from the pool.
    pub cost: Money,
    /// Gave up or was removed after the vote began: it cannot win, and does not stop those below it.
    pub withdrawn: bool,
    /// Projects with the same number exclude each other: at most one of them wins.
    pub group: Option<u32>,
}

impl Candidate {
    /// A project that stands alone.
    pub fn new(cost: Money) -> Self {
        Self { cost, withdrawn: false, group: None }
    }

    /// The candidates of a published election.
    pub fn of(election: &Election) -> Vec<Self> {
        election.projects.iter().map(Self::from).collect()
    }
}

impl From<&Project> for Candidate {
    fn from(project: &Project) -> Self {
        Self { withdrawn: project.is_withdrawn(), ..Self::new(project.cost) }
    }
}
