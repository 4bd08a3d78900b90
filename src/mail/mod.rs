//! Mail: whoever has something to say queues a row in the transaction of the act itself, and a task
//! of the server sends what is due. Nothing is lost while the mail server is down, and a letter goes
//! twice only if the server dies between the mail server's "accepted" and its own note of it; both
//! copies then have one Message-ID.
//!
//! A row that was sent is deleted: the outbox keeps no addresses. Secrets of links do not stand in
//! it at all, see [`Ticket`]. Addresses are never logged.

mod letter;
mod outbox;
mod sender;
pub mod template;

pub use letter::{Letter, Ticket, ticket_hash};
pub use outbox::{Waiting, count, ended, offer, queue, stuck, sweep, waiting};
pub use sender::{Post, Postman, can_be_sent_to};
