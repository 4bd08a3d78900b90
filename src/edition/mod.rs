//! Editions: one year's process of a city, its phases on the calendar, its districts and pools.

mod calendar;
mod calendar_pages;
mod calendar_routes;
pub mod change;
pub mod district;
mod entity;
pub mod phase;
pub mod pool;
pub mod support;

pub use calendar::{is_twice, read_hour};
pub use calendar_routes::router;
pub use entity::{ActiveModel, Column, Entity, Model as Edition};
pub use phase::Phase;
pub use pool::{CountRules, Model as Pool};

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};

use crate::error::{Error, Result};
use crate::page::{Brand, NavItem, Said, Shell};
use crate::people::Visit;
use crate::text::Text;

/// The edition with this slug, or 404.
pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<Edition> {
    Entity::find().filter(Column::Slug.eq(slug)).one(db).await?.ok_or(Error::NotFound)
}

/// Puts an edition that was just made into the phase in which it begins here.
pub async fn begin_at(
    db: &impl ConnectionTrait,
    edition: Edition,
    phase: Phase,
) -> Result<Edition> {
    let row = ActiveModel { id: Set(edition.id), phase: Set(phase), ..Default::default() };
    Ok(row.update(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Edition> {
    Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// Refuses to change the rules by which people vote or were decided about:
/// `Conflict("rules-frozen")` from the opening of the voting on.
pub fn frozen(edition: &Edition) -> Result<()> {
    if edition.phase < Phase::Voting { Ok(()) } else { Err(Error::conflict("rules-frozen")) }
}

/// Refuses to change how projects are decided about while they come in and are decided:
/// `Conflict("deciding-frozen")` from the opening of the submission on.
pub fn settled(edition: &Edition) -> Result<()> {
    if edition.phase < Phase::Submission { Ok(()) } else { Err(Error::conflict("deciding-frozen")) }
}

/// The same inside the transaction that changes them: an opening on its way is waited for.
pub async fn refuse_settled(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    let row = Entity::find_by_id(edition).lock_shared().one(tx).await?.ok_or(Error::NotFound)?;
    settled(&row)
}

/// The same as [`frozen`] inside the transaction that changes rules: an opening on its way is waited for.
pub async fn refuse_frozen(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    let row = Entity::find_by_id(edition).lock_shared().one(tx).await?.ok_or(Error::NotFound)?;
    frozen(&row)
}

/// All editions, newest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Edition>> {
    Ok(Entity::find().order_by_desc(Column::Id).all(db).await?)
}

/// The place of a page in an edition's navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Today,
    Projects,
    Voting,
    Results,
    Submit,
    Elsewhere,
}

impl Edition {
    /// Words written in this edition, on a page of `text`.
    pub fn said<'a>(&'a self, text: Text, words: &'a str) -> Said<'a> {
        Said::on(text, &self.language, words)
    }
}

/// A page inside an edition: its band and navigation.
pub fn shell(visit: &Visit, edition: &Edition, room: Room, title: String) -> Shell {
    let text = visit.text;
    let home = visit.href(&format!("/{}", edition.slug));
    let item = |this: Room, key: &str, path: &str| NavItem {
        label: text.say(key),
        href: format!("{home}{path}"),
        current: this == room,
    };
    let mut nav =
        vec![item(Room::Today, "nav-today", ""), item(Room::Projects, "nav-projects", "/projects")];
    match edition.phase {
        Phase::Submission => nav.push(item(Room::Submit, "nav-submit", "/submit")),
        // After the close somebody may still ask whether a vote was cast in their name, or appeal.
        Phase::Voting | Phase::Counting => nav.push(item(Room::Voting, "nav-voting", "/vote")),
        Phase::Results => nav.push(item(Room::Results, "nav-results", "/results")),
        Phase::Preparation | Phase::Evaluation => {}
    }
    let mut shell = visit.shell(title);
    shell.brand = Brand {
        href: home,
        city: edition.city.clone(),
        title: edition.title.clone(),
        language: edition.language.clone(),
    };
    shell.nav = nav;
    shell
}
