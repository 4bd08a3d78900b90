//! Results: ballots become an outcome, stored whole as a snapshot; pages and exports read only it.

mod count;
mod pages;
mod routes;
mod snapshot;

pub use count::{count_all, for_each_ballot, tally};
pub use routes::{published, router};
pub use snapshot::{Snapshot, Standing, Verdict, of_edition};
