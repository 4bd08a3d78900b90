//! The front pages: all editions of the house, and what one can do today in one of them.

mod pages;
mod routes;

pub use routes::router;
