//! Supporters: who signs for a project, online or on paper. One person signs a project once, by a
//! constraint. A list of signatures is attached to nothing public, is read by clerks only, and has a
//! date of its own on which its rows are deleted; how many there were stays.

mod desk_pages;
mod entity;
mod pages;
mod paper;
mod routes;
mod sign;

pub use routes::router;
pub use sign::sweep;
