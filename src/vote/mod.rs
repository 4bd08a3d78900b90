//! Voting: a resident fills in a ballot, checks it, casts it, and gets a receipt.
//!
//! While the voting lasts, who voted and what lie together in one envelope under the link key, and
//! nowhere else; the database alone, a copy of it or its log tell neither who has voted nor how.
//! The room `seal` opens the envelopes when the committee is done, into `participation` and `ballot`.

mod ballot_pages;
mod booth;
mod casting;
mod draft;
mod entity;
pub mod envelope;
mod firsts;
mod link;
mod mine;
mod mine_pages;
pub mod opening;
mod pages;
mod ready;
mod receipt_routes;
mod routes;
mod rules;
mod rules_pages;
mod rules_routes;
pub mod shares;
mod sheet;
pub mod unusual;
mod words;

pub use booth::{Booth, Roll, Rolls, pools_of};
pub use casting::{Casting, Job, Owner, SLOT, Source, add_turnout, fingerprint};
pub use draft::{Choices, forget_all as forget_drafts};
pub use entity::leaf::Fate;
pub use entity::{
    ballot, envelope as envelopes, leaf, leaf_queue, opening as openings, participation, replaced,
    signal,
};
pub use envelope::{Channel, NewBallot, Part, leaf_of};
pub use link::{Keys, LinkKey, Purpose, commitment};
pub use mine::{Recorded, recorded};
pub use mine_pages::{day_words, recorded_words};
pub use routes::{has_voted, no_store};
pub use sheet::Sheet;
pub use words::{band as band_words, band_most, how, refusal as refusal_words, rule};

use crate::app::Routes;

pub fn router() -> Routes {
    routes::router()
        .merge(receipt_routes::router())
        .merge(mine::router())
        .merge(rules_routes::router())
}
