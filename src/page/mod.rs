//! The face: everything a person sees is put together here, plain data in, `Markup` out. It knows
//! languages and no feature.

pub mod assets;
pub mod chart;
mod failure;
mod form;
mod layout;
pub mod map;
pub mod mark;
pub mod parts;
mod qr;
mod said;
pub mod tile;

pub use failure::error_page;
pub use form::{Complaints, Errors, Fields, encode, tidy};
pub use layout::{Brand, NavItem, Shell, Theme, paragraphs};
pub use mark::Sign;
pub use qr::qr;
pub use said::{Said, foreign};
pub use tile::Glaze;
