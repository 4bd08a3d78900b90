//! Who may vote. Every way of showing it ends in a [`Voter`]: a pseudonym under which one person has
//! one ballot, whichever way they came.
//!
//! The ways of an edition are its [`Policy`]: an account, a one-time code (`codes`), the register
//! (`import`) or a declaration, both with digits sent to a contact (`verify`), the desk at city hall,
//! `late` for whoever the register lacks, and `office`, where a stolen vote is corrected. Who needs no account brings a [`Pass`], a cookie
//! that ends with the code or the case behind it.

mod children;
mod children_pages;
mod codes;
mod counter;
mod desk_pages;
mod desk_routes;
mod entity;
mod evidence;
mod file;
mod identity;
mod import;
mod late;
mod late_pages;
mod late_routes;
mod namesakes;
mod notice;
pub mod office;
mod pass;
mod policy;
mod slips_pages;
mod throttle;
mod trace;
mod verify;
mod verify_pages;
mod verify_routes;

pub use codes::{Slip, hand_out, of_person as code_of, voided};
pub use counter::{CardQuestion, of_card, registered, spell, unspell, visitor};
pub use desk_pages::{identity_fields, shared, shared_fields};
pub use entity::office_vote::Model as OfficeVote;
pub use evidence::of as evidence_of;
pub use identity::Question;
pub use late::Apart;
pub use namesakes::at_desk;
pub use notice::{notice, reachable, replaced};
pub use pass::{Directory, Pass, Voter, directory, end, keep, of_account};
pub use policy::{Accounts, Policy, is_declared, lint, of as policy_of, set as set_policy};
pub use slips_pages::slips;
pub use throttle::Throttle;
pub use trace::{Trace, guardians, traces};
pub use verify_pages::{begin_with_code, finish, ways};

use crate::app::{App, Routes};
use crate::clock::Instant;
use crate::edition::Edition;
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::people::person_key;
use crate::store::Store;

pub fn router() -> Routes {
    Routes::default()
        .merge(verify_routes::router())
        .merge(children::router())
        .merge(desk_routes::router())
        .merge(late_routes::router())
}

/// The pseudonym of whoever answers so, where no register has to tell namesakes apart; the errors name
/// the fields.
pub fn person(
    app: &App,
    edition: &Edition,
    question: Question,
    fields: &Fields,
) -> std::result::Result<Vec<u8>, Errors> {
    let identity = question.read(fields, app.clock.now())?;
    Ok(person_key(&app.secret, edition.id, &identity))
}

/// Whether the register has this person.
pub async fn is_registered(app: &App, edition: &Edition, person: &[u8]) -> Result<bool> {
    use sea_orm::EntityTrait;
    let entry = entity::entry::Entity::find_by_id((edition.id, false, person.to_vec()));
    Ok(entry.one(app.store.read()).await?.is_some())
}

/// How many people the register in force has, of a district where one is given.
pub async fn entitled(
    db: &impl sea_orm::ConnectionTrait,
    edition: i64,
    district: Option<i64>,
) -> Result<u64> {
    use entity::entry::{Column, Entity};
    use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
    let mut entries =
        Entity::find().filter(Column::EditionId.eq(edition)).filter(Column::IsDraft.eq(false));
    if let Some(district) = district {
        entries = entries.filter(Column::DistrictId.eq(district));
    }
    Ok(entries.count(db).await?)
}

/// Removes digits that open nothing any more.
pub async fn sweep(store: &Store, now: Instant) -> Result<()> {
    verify::sweep(store, now).await
}
