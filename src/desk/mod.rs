//! City hall's desk: what waits for whom, the running of the vote, and data in and out.

pub mod export;
pub mod import;
mod pages;
mod routes;

pub use routes::{keep_calendars, router};
