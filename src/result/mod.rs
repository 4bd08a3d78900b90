//! Results: ballots become an outcome, stored whole as a snapshot; pages and exports read only it.

mod compare_pages;
mod count;
mod pages;
pub mod publish;
mod publish_pages;
mod publish_routes;
mod routes;
mod rules_pages;
mod rules_routes;
mod snapshot;
mod threshold;
mod why_pages;

pub use count::{for_each_ballot, on_list, profile, publish_imported, tally};
pub use routes::published;
pub use rules_pages::{counting_words, threshold_words};
pub use snapshot::{Snapshot, Standing, Verdict, of_edition};
pub use threshold::UnusualThreshold;

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router().merge(publish_routes::router()).merge(rules_routes::router())
}
