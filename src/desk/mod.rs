//! City hall's desk: what waits for whom, the running of the vote, and data in and out.

mod bundle;
pub mod export;
pub mod import;
mod letters;
mod letters_pages;
mod pages;
mod routes;

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router().merge(letters::router())
}

pub use routes::keep_calendars;
