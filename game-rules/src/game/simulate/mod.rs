//! The evening before the evening: tables of bots play a rule file with the voters of a real election, so that an
//! organiser sees how scarce money should be, what nobody can buy, and how many tables a stable ranking needs.

mod evening;
mod layout;
mod outcome;
mod voters;

use super::rules::{Rules, Source};
use crate::pabulib::Election;

pub use layout::layout;
pub use outcome::{ItemOutcome, Simulation, Spread, Stability};
pub use voters::{Voters, project_items};

/// How an evening is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    pub tables: u32,
    /// Players a table; if not given, the middle between the fewest and the most of the rules.
    pub seats: Option<u32>,
    /// Equal seeds give equal evenings.
    pub seed: u64,
}

/// Plays an evening of bots.
///
/// Rules that take their items from an edition get the projects of the election. The items of other rules take the
/// points of the project with their id or, if no id is known, of the project at their place in the list.
pub fn simulate(rules: &Rules, election: &Election, options: Options) -> Simulation {
    let filled;
    let rules = match rules.content.source {
        Source::Edition => {
            filled = rules.with_projects(project_items(election));
            &filled
        }
        Source::File => rules,
    };
    let voters = Voters::of(election, rules);
    let tables = evening::play(rules, &voters, options);
    outcome::outcome(rules, &voters, &tables, options.seed)
}
