//! Voting: a resident fills in a ballot, checks it, casts it once, and gets a receipt.
//!
//! Who has voted (`participation`) and what was voted (`ballot`) are written in one transaction and
//! share no key, number or instant. A draft belongs to a person and is deleted in that same
//! transaction.

mod casting;
mod draft;
mod entity;
mod mine;
mod mine_pages;
mod pages;
mod paper;
mod routes;

pub use casting::{Casting, Job, NewBallot, Part};
pub use draft::forget_all as forget_drafts;
pub use entity::{ballot, participation};
pub use mine::{Recorded, recorded};
pub use mine_pages::{day_words, recorded_words};
pub use routes::has_voted;

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router().merge(mine::router())
}
