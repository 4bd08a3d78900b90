//! City hall's desk: what waits for whom, the running of the vote, and data in and out.

pub mod acts;
mod acts_pages;
mod acts_words;
mod bundle;
mod early_pages;
pub mod export;
pub mod import;
mod letters;
mod letters_pages;
mod lint;
mod lint_pages;
mod lint_routes;
mod outbox;
mod outbox_pages;
mod pages;
mod persons;
mod persons_pages;
mod phase_routes;
pub mod rehearsed;
mod routes;
mod turn;

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router()
        .merge(acts::router())
        .merge(letters::router())
        .merge(outbox::router())
        .merge(persons::router())
        .merge(lint_routes::router())
        .merge(phase_routes::router())
}

pub use turn::keep_calendars;
