//! The integrity desk: what is strange about how ballots came, and challenging the persons behind
//! them before the seal; and, at city hall, correcting a vote that somebody else cast. Nothing here
//! shows what anybody voted for, or how the vote stands.

mod challenge;
mod challenge_pages;
mod challenge_routes;
mod clusters;
mod entity;
mod lists;
mod notice;
mod office_pages;
mod office_routes;
mod pages;
mod routes;
mod who;

pub use challenge::{end, excluded, waiting};
pub use lists::Desk;
pub use notice::send_due as send_letters;

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router().merge(challenge_routes::router()).merge(office_routes::router())
}
