//! What is said of a project: comments, which city hall may hide with a reason and whose writer may
//! appeal to another person, and letters to those who follow it.

mod comment;
mod desk_pages;
mod entity;
mod follow;
mod follow_pages;
mod moderate;
mod pages;
mod routes;

pub use follow::tell_followers;
pub use routes::router;
