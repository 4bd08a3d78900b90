//! Evaluation: city hall looks at a submitted project by its own cards and accepts it, or rejects
//! it with a reason that everybody can read and that its author can appeal.
//!
//! Formal check → merit evaluation → a second person's approval → verdict → appeal → ballot list.
//! The questions, departments and deadlines are rows of the edition; `cards/*.toml` are presets.

mod appeal;
mod board;
mod board_pages;
mod card;
mod card_pages;
mod correction;
mod department;
mod desk_pages;
pub mod draw;
mod draw_pages;
pub mod law;
mod list_routes;
mod notify;
mod opinion;
pub mod preset;
mod question;
mod routes;
mod setup_pages;
mod setup_routes;
mod terms;
mod verdict;

pub use verdict::{Verdict, decide};

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router().merge(setup_routes::router()).merge(list_routes::router())
}
