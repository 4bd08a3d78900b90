//! One act: who did what, when and why.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, PaginatorTrait, QueryOrder, QuerySelect, Set};

use crate::clock::Instant;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "act")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub at: Instant,
    pub account_id: Option<i64>,
    pub edition_id: Option<i64>,
    /// A Fluent key suffix: `act-<kind>` is the sentence.
    pub kind: String,
    /// What the act was about: a project's number, a pool's code.
    pub subject: String,
    /// The reason given, in the words of whoever acted.
    pub detail: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// An act about to be recorded.
#[derive(Clone, Debug, Default)]
pub struct Act<'a> {
    pub at: Instant,
    pub account: Option<i64>,
    pub edition: Option<i64>,
    pub kind: &'a str,
    pub subject: &'a str,
    pub detail: &'a str,
}

pub async fn record(tx: &impl ConnectionTrait, act: Act<'_>) -> Result<()> {
    let row = ActiveModel {
        at: Set(act.at),
        account_id: Set(act.account),
        edition_id: Set(act.edition),
        kind: Set(act.kind.to_owned()),
        subject: Set(act.subject.to_owned()),
        detail: Set(act.detail.to_owned()),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The latest acts in an edition, newest first.
pub async fn latest(db: &impl ConnectionTrait, edition: i64, limit: u64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows)
}

/// The acts about one subject, oldest first.
pub async fn about(db: &impl ConnectionTrait, edition: i64, subject: &str) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::Subject.eq(subject))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// One page of all acts, newest first, and how many pages there are.
pub async fn page(db: &impl ConnectionTrait, page: u64, length: u64) -> Result<(Vec<Model>, u64)> {
    let pages = Entity::find().order_by_desc(Column::Id).paginate(db, length);
    let last = pages.num_pages().await?;
    Ok((pages.fetch_page(page.saturating_sub(1)).await?, last))
}
