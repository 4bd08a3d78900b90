//! The acts of city hall: who did what, when and why. Rows are added in the transaction of the act
//! itself; the database refuses to change or delete one, and each is bound to all before it by a chain
//! of hashes, whose newest stands in the signed checkpoints of the ballot log. Nothing here says how,
//! or when, a person voted.

mod act;
mod chain;

pub use act::{Act, ActiveModel, Column, Entity, Model, about, latest, page, record};
pub use chain::{Fault, Head, check, head, link};
