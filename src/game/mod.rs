//! The budget game in the hall: a facilitator opens an evening on the projects of the coming vote,
//! players sit down at its tables with their phones, and every accepted move is a row of the log.
//!
//! The rules of the game are `game_rules::game`; here are people, forms, storage and streams.
//!
//! - `open`: rules, projects and tables of a new evening.
//! - `hall`: the tables that are being played, and their log.
//! - `moves`: what a form asks the engine for.
//! - `phone`: whose seat a phone holds.
//! - `live`: what changed at a table, sent to whoever looks at it.
//! - `player_routes`: `join_pages`, `player_pages` (the table), `writing_pages` (what one writes there).
//! - `host_routes`: `open_pages`, `host_pages` (the console), `table_pages`, `report_pages`.

mod entity;
mod hall;
mod host_pages;
mod host_routes;
mod join_pages;
mod live;
mod moves;
mod open;
mod open_pages;
mod phone;
mod player_pages;
mod player_routes;
mod report_pages;
mod table_pages;
mod words;
mod writing_pages;

pub use hall::Hall;

use crate::app::Routes;

pub fn router() -> Routes {
    player_routes::router().merge(host_routes::router())
}
