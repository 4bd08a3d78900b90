//! The rehearsal of a vote: a copy of an edition, synthetic people who vote in it through the same
//! doors as everybody else, and a look at whether everything that must hold holds.
//!
//! The copy lives in a folder of its own inside the data directory, with its own SQLite database, its
//! own keys and a clock that is moved by hand, and goes away with the rehearsal, also with one that
//! fails. Nothing of the original is written, and nobody of it is copied: staff and voters are made up.
//! What stays is the published bundle, whose edition is called a rehearsal, and the report.

mod browser;
mod checks;
mod city;
mod command;
mod copy;
mod pages;
mod robot;
mod routes;
mod run;
mod stage;
mod town;

pub use command::{Args, run};
pub use routes::{Doors, router};
pub use run::{Plan, Rehearsed, rehearse};
pub use stage::{Progress, Stages, Step, clear};

use serde::{Deserialize, Serialize};

use crate::clock::Instant;

/// Fewest voters: fewer leave nothing to challenge and nothing to open.
pub const FEWEST: usize = 60;
/// Most voters that city hall's page takes.
pub const MOST: usize = 2000;

/// What a rehearsal did and whether everything held.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Path segment of the copy.
    pub edition: String,
    /// When it began.
    pub at: Instant,
    pub seed: u64,
    /// What it stands for: as long as this is so, the edition counts as rehearsed.
    #[serde(default)]
    pub state: String,
    /// What was tried, by name, and how often.
    pub did: Vec<(String, u64)>,
    pub checks: Vec<Check>,
}

/// One thing that must hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Stable; `rehearsal-check-<code>` says it in words.
    pub code: String,
    pub expected: String,
    pub seen: String,
    pub holds: bool,
}

impl Report {
    /// Whether everything held.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.holds)
    }
}
