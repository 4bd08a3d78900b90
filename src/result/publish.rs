//! Publishing a count: one account counts and sees what would be public, another approves exactly that.
//!
//! Until then the outcome lies apart from those that pages and files are made of, so that nothing of it
//! can leave the house by another door.

use std::collections::BTreeMap;

use game_rules::log::to_hex;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{DatabaseTransaction, QuerySelect, Set};
use sha2::{Digest, Sha256};

use super::count::{agree, count};
use super::snapshot::{self, Snapshot};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase, phase, pool};
use crate::error::{Error, Result};
use crate::{seal, store};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    /// JSON of every pool's [`Snapshot`] by the pool's id; empty once they are published.
    pub outcomes: String,
    /// SHA-256 of the outcomes.
    pub digest: Vec<u8>,
    pub counted_by: i64,
    pub counted_at: Instant,
    /// The digest that the second account approved.
    pub approved: Option<Vec<u8>>,
    pub published_by: Option<i64>,
    pub published_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The digest as people compare it.
    pub fn print(&self) -> String {
        to_hex(&self.digest)
    }

    /// The outcomes by pool.
    pub fn snapshots(&self) -> Result<BTreeMap<i64, Snapshot>> {
        Ok(serde_json::from_str(&self.outcomes).map_err(anyhow::Error::from)?)
    }
}

/// The count of an edition, if there is one.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(edition).one(db).await?)
}

/// Locks the edition, which must be closed, sealed and not published.
async fn countable(tx: &DatabaseTransaction, app: &App, edition: &Edition) -> Result<Instant> {
    let found = edition::Entity::find_by_id(edition.id)
        .filter(edition::Column::Phase.eq(Phase::Counting))
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or(Error::conflict("phase-moved"))?;
    if !seal::is_countable(tx, edition.id).await? {
        return Err(Error::conflict("seal-first"));
    }
    Ok(store::now(tx, &app.clock).await?)
}

/// Every pool counted, as one text. The same ballots and projects give the same text.
async fn outcomes(tx: &DatabaseTransaction, edition: &Edition) -> Result<String> {
    let mut all = BTreeMap::new();
    for pool in pool::of_edition(tx, edition.id).await? {
        let outcome = count(tx, &pool).await?;
        agree(tx, &pool, outcome.ballots).await?;
        all.insert(pool.id, outcome);
    }
    Ok(serde_json::to_string(&all).map_err(anyhow::Error::from)?)
}

/// Counts all pools for a look at them. Nothing is public; counting again replaces what was counted.
///
/// `Conflict("seal-first")` before the edition is sealed, `Conflict("phase-moved")` when it does not
/// wait to be counted.
pub async fn preview(app: &App, edition: &Edition, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = countable(&tx, app, edition).await?;
    let outcomes = outcomes(&tx, edition).await?;
    let digest = Sha256::digest(&outcomes).to_vec();
    let print = to_hex(&digest);
    let row = ActiveModel {
        edition_id: Set(edition.id),
        outcomes: Set(outcomes),
        digest: Set(digest),
        counted_by: Set(by),
        counted_at: Set(now),
        approved: Set(None),
        published_by: Set(None),
        published_at: Set(None),
    };
    let again = OnConflict::column(Column::EditionId)
        .update_columns([Column::Outcomes, Column::Digest, Column::CountedBy, Column::CountedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&tx).await?;
    record(&tx, edition, "counted", by, now, &print).await?;
    tx.commit().await?;
    Ok(())
}

/// The second account's consent to the outcome with this digest: everything is counted once more and,
/// if it is the same, published.
///
/// `Conflict("count-none")` without a count, `Conflict("count-same")` for the account that counted,
/// `Conflict("count-moved")` when somebody has counted again since, `Conflict("count-changed")` when
/// the same count would give something else now, as after a project was withdrawn.
pub async fn publish(app: &App, edition: &Edition, by: i64, seen: &str) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = countable(&tx, app, edition).await?;
    let counting = of(&tx, edition.id).await?.ok_or(Error::conflict("count-none"))?;
    if counting.counted_by == by {
        return Err(Error::conflict("count-same"));
    }
    if counting.print() != seen {
        return Err(Error::conflict("count-moved"));
    }
    let text = outcomes(&tx, edition).await?;
    if Sha256::digest(&text)[..] != counting.digest {
        return Err(Error::conflict("count-changed"));
    }
    let approved = Entity::update_many()
        .col_expr(Column::Approved, Expr::value(counting.digest.clone()))
        .col_expr(Column::PublishedBy, Expr::value(by))
        .col_expr(Column::PublishedAt, Expr::value(now))
        .col_expr(Column::Outcomes, Expr::value(""))
        .filter(Column::EditionId.eq(edition.id))
        .filter(Column::Digest.eq(counting.digest.clone()))
        .filter(Column::PublishedBy.is_null());
    if approved.exec(&tx).await?.rows_affected != 1 {
        return Err(Error::conflict("count-moved"));
    }
    phase::advance(&tx, edition, Phase::Counting, now).await?;
    for (pool, outcome) in counting.snapshots()? {
        snapshot::put(&tx, pool, now, &outcome).await?;
    }
    record(&tx, edition, "published", by, now, seen).await?;
    tx.commit().await?;
    Ok(())
}

async fn record(
    tx: &DatabaseTransaction,
    edition: &Edition,
    kind: &str,
    by: i64,
    at: Instant,
    detail: &str,
) -> Result<()> {
    let subject = &edition.slug;
    let act = Act { at, account: Some(by), edition: Some(edition.id), kind, subject, detail };
    audit::record(tx, act).await
}
