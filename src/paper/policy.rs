//! What becomes of a card whose voter has a ballot from the internet in the box: data, set before the
//! voting opens.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};

use super::entity::policy;
use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{self, Edition};
use crate::error::Result;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    /// What is in the box first stays.
    #[default]
    First,
    /// Paper replaces the internet.
    PaperWins,
    /// Only paper that its voter handed over in person does.
    InPersonWins,
}

impl Policy {
    pub const ALL: [Self; 3] = [Self::First, Self::PaperWins, Self::InPersonWins];

    pub fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::PaperWins => "paper_wins",
            Self::InPersonWins => "in_person_wins",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// Whether a card replaces a ballot from the internet; `in_person`, where its voter handed it over.
    pub fn replaces(self, in_person: bool) -> bool {
        match self {
            Self::First => false,
            Self::PaperWins => true,
            Self::InPersonWins => in_person,
        }
    }
}

/// The policy of an edition; `First`, where nobody has decided.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Policy> {
    let row = policy::Entity::find_by_id(edition).one(db).await?;
    Ok(row.and_then(|row| Policy::parse(&row.policy)).unwrap_or_default())
}

/// Whether somebody has decided. Before the voting opens somebody must, also where nobody votes on
/// paper: then the first ballot stays.
pub async fn is_decided(db: &impl ConnectionTrait, edition: i64) -> Result<bool> {
    Ok(policy::Entity::find_by_id(edition).one(db).await?.is_some())
}

/// Sets it. `Conflict("rules-frozen")` once the voting has opened; the database says so too.
pub async fn set(app: &App, edition: &Edition, wanted: Policy, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    edition::refuse_frozen(&tx, edition.id).await?;
    let row =
        policy::ActiveModel { edition_id: Set(edition.id), policy: Set(wanted.name().to_owned()) };
    let keep = OnConflict::column(policy::Column::EditionId)
        .update_column(policy::Column::Policy)
        .to_owned();
    policy::Entity::insert(row).on_conflict(keep).exec_without_returning(&tx).await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(by),
        edition: Some(edition.id),
        kind: "paper-policy",
        subject: &edition.slug,
        detail: wanted.name(),
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}
