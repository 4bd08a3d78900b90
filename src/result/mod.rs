//! Results: ballots become an outcome, stored whole as a snapshot; pages and exports read only it.

mod compare_pages;
mod count;
mod pages;
mod routes;
mod snapshot;
mod why_pages;

pub use count::{count_all, for_each_ballot, on_list, profile, tally};
pub use routes::{published, router};
pub use snapshot::{Snapshot, Standing, Verdict, of_edition};
