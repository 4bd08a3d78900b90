//! What may be so in a vote and mostly is not: the city says why, for everybody to read, before it
//! opens.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};

use crate::clock::Instant;
use crate::error::Result;

/// What is unusual about an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Every account with a confirmed e-mail address votes.
    AnyAccount,
    /// Some vote on their word alone by another way.
    Declared,
    /// A threshold that hardly any project of the pool can reach.
    Threshold,
    /// The city's rule is not known here; another one counts.
    Rule,
    /// Nothing was rehearsed since the last change that matters.
    NoRehearsal,
    /// The order of the ballot list, which also decides ties, was not drawn.
    NoDraw,
}

impl Cause {
    pub const ALL: [Self; 6] = [
        Self::AnyAccount,
        Self::Declared,
        Self::Threshold,
        Self::Rule,
        Self::NoRehearsal,
        Self::NoDraw,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::AnyAccount => "any-account",
            Self::Declared => "declared",
            Self::Threshold => "threshold",
            Self::Rule => "rule",
            Self::NoRehearsal => "no-rehearsal",
            Self::NoDraw => "no-draw",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.name() == name)
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_reason")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    /// The name of a [`Cause`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub cause: String,
    /// Public.
    pub reason: String,
    pub given_by: i64,
    pub given_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The reasons given for an edition, in the order of [`Cause::ALL`].
pub async fn reasons(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<(Cause, String)>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::Cause)
        .all(db)
        .await?;
    let known = rows.into_iter().filter_map(|row| Some((Cause::parse(&row.cause)?, row.reason)));
    let mut reasons: Vec<(Cause, String)> = known.collect();
    reasons.sort();
    Ok(reasons)
}

/// Keeps a reason; another one for the same cause is replaced. The database refuses it after the
/// opening, and a reason of a word or two.
pub async fn give(
    tx: &impl ConnectionTrait,
    edition: i64,
    (cause, reason): (Cause, &str),
    by: i64,
    at: Instant,
) -> Result<()> {
    let row = ActiveModel {
        edition_id: Set(edition),
        cause: Set(cause.name().to_owned()),
        reason: Set(reason.to_owned()),
        given_by: Set(by),
        given_at: Set(at),
    };
    let again = OnConflict::columns([Column::EditionId, Column::Cause])
        .update_columns([Column::Reason, Column::GivenBy, Column::GivenAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Forgets the reasons for what is not so any more.
pub async fn keep_only(tx: &impl ConnectionTrait, edition: i64, causes: &[Cause]) -> Result<()> {
    Entity::delete_many()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::Cause.is_not_in(causes.iter().map(|cause| cause.name())))
        .exec(tx)
        .await?;
    Ok(())
}
