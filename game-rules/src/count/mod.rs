//! How ballots become winners. One file a family of rules; all take the same candidates, the same terms of the pool and
//! the same ballots, and give the same kind of [`Outcome`].

mod again;
mod bands;
mod chain;
mod declared;
mod draw;
mod electorate;
mod equal_shares;
mod greedy;
mod measures;
mod missing;
mod outcome;
mod phragmen;
mod pools;
mod profile;
mod record;
mod rule;
mod tally;
mod terms;
mod ties;
mod welfare;

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::pabulib::{Election, Project};

pub use again::{Again, what_would_have_won_again};
pub use bands::{Band, bands};
pub use declared::Declared;
pub use draw::{Draw, DrawError, DrawFault, DrawStep, commit, read_draw, write_draw};
pub use equal_shares::{
    Compare, Completion, EqualShares, Round, Start, effective_votes, equal_shares,
};
pub use greedy::{Fit, Greedy, Order, greedy};
pub use measures::{Difference, Measures, Portion, Preference, Ratio, spread};
pub use missing::{Missing, what_would_have_won};
pub use outcome::{Comparison, DecidedBy, Endowment, Outcome, Share, Step, Tie, Verdict};
pub use phragmen::phragmen;
pub use pools::{Cascade, CascadeError, Counted, Leftover, Move, Pool, cascade, cascade_by};
pub use profile::Profile;
pub use rule::{Measure, Rule, count};
pub use tally::Tally;
pub use terms::{Minimum, Terms, Threshold};
pub use ties::{Resolved, TieKey, TieKeys, TieOrder, UnknownTieKey};
pub use welfare::{WelfareError, max_welfare};

/// A project as counting sees it; its index is the one that marks and tallies use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// What funding it takes from the pool.
    pub cost: Money,
    /// Gave up or was removed after the vote began: it cannot win, and does not stop those below it.
    pub withdrawn: bool,
    /// Projects with the same number exclude each other: at most one of them wins.
    #[serde(default)]
    pub group: Option<u32>,
    /// The least amount worth paying: where the cost does not fit, the project takes all the money left, if that is at
    /// least this much. Without it only the whole cost will do.
    #[serde(default)]
    pub least: Option<Money>,
    /// Funded elsewhere before the count: it wins, takes nothing, and excludes the others of its group.
    #[serde(default)]
    pub funded_earlier: bool,
}

impl Candidate {
    /// A project that stands alone.
    pub fn new(cost: Money) -> Self {
        Self { cost, withdrawn: false, group: None, least: None, funded_earlier: false }
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
