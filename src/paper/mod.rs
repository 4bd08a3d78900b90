//! Votes on paper: every card an own ballot in the same box.
//!
//! Cards come in batches. Two clerks read each card without seeing each other's reading; where they
//! differ, somebody looks at the card again. A batch whose sums are right is signed off by a second
//! person, and only then its cards are cast: through [`crate::vote::Casting`], under the rule that the
//! edition has for people who voted on the internet as well. What was read joins a person to choices,
//! so it lies under the link key until the seal, which leaves sums.

mod batch;
mod box_office;
mod desk_pages;
mod entity;
mod entry_pages;
mod form;
mod policy;
mod print_pages;
mod print_routes;
mod reading;
mod reconcile_pages;
mod routes;
mod sums;

pub use batch::{end, unfinished};
pub use box_office::resume_all;
pub use entry_pages::identity as identity_fields;
pub use policy::{Policy, is_decided, of as policy_of};
pub use sums::{forget, tally};

use maud::Markup;
use sea_orm::ConnectionTrait;

use crate::app::Routes;
use crate::edition::{Edition, Phase};
use crate::error::Result;
use crate::text::Text;

pub fn router() -> Routes {
    routes::router().merge(print_routes::router())
}

/// What everybody may know of an edition's paper; the cards only once the result is published. None
/// where nobody votes on paper.
pub async fn public(
    db: &impl ConnectionTrait,
    t: Text,
    edition: &Edition,
) -> Result<Option<Markup>> {
    let policy = policy::of(db, edition.id).await?;
    if policy == Policy::First && batch::of_edition(db, edition.id).await?.is_empty() {
        return Ok(None);
    }
    let sums = match edition.phase {
        Phase::Results => sums::of_sealed(db, edition.id).await?,
        _ => None,
    };
    Ok(Some(desk_pages::public(t, policy, sums.as_ref())))
}
