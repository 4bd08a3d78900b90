//! Evaluation: city hall looks at a submitted project and accepts it, or rejects it with a reason
//! that everybody can read.

mod decide;
mod pages;
mod routes;

pub use decide::{Verdict, decide};
pub use routes::router;
