//! Extending a running phase: one officer proposes with a public reason, another approves before
//! the old end. The database refuses one person in both places and an approval that comes late.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};

use super::phase::{self, Phase};
use super::{Column as EditionColumn, Edition, Entity as Editions};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::store;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "extension")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub kind: Phase,
    pub old_end: Instant,
    pub new_end: Instant,
    /// Public.
    pub reason: String,
    pub proposed_by: i64,
    pub proposed_at: Instant,
    pub approved_by: Option<i64>,
    pub approved_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// All extensions of an edition, the oldest first.
pub async fn all(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// The proposal that waits for a second person, as long as the phase's end has not moved.
pub fn waiting<'a>(all: &'a [Model], running: Option<&phase::Model>) -> Option<&'a Model> {
    let running = running?;
    all.iter().find(|one| {
        one.approved_at.is_none() && one.kind == running.kind && one.old_end == running.ends_at
    })
}

/// Locks the edition's row and finds the phase that runs; `Conflict("extension-over")` once its end
/// has passed by the clock of the database.
async fn running(
    tx: &sea_orm::DatabaseTransaction,
    app: &App,
    edition: &Edition,
) -> Result<(phase::Model, Instant)> {
    let unmoved = Editions::find_by_id(edition.id)
        .filter(EditionColumn::Phase.eq(edition.phase))
        .lock_exclusive()
        .one(tx)
        .await?;
    if unmoved.is_none() {
        return Err(Error::conflict("phase-moved"));
    }
    let now = store::now(tx, &app.clock).await?;
    let running = phase::Entity::find_by_id((edition.id, edition.phase)).one(tx).await?;
    let running = running.ok_or(Error::conflict("extension-none"))?;
    if now >= running.ends_at {
        return Err(Error::conflict("extension-over"));
    }
    Ok((running, now))
}

/// Proposes a later end. One proposal for one end: `Conflict("extension-proposed")`.
pub async fn propose(
    app: &App,
    edition: &Edition,
    by: i64,
    new_end: Instant,
    reason: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let (running, now) = running(&tx, app, edition).await?;
    if new_end <= running.ends_at {
        return Err(Error::conflict("extension-shorter"));
    }
    let row = ActiveModel {
        edition_id: Set(edition.id),
        kind: Set(running.kind),
        old_end: Set(running.ends_at),
        new_end: Set(new_end),
        reason: Set(reason.to_owned()),
        proposed_by: Set(by),
        proposed_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await.map_err(|error| {
        let word = Error::conflict("extension-proposed");
        on_constraint(error, "extension_once", "extension.edition_id", word)
    })?;
    tx.commit().await?;
    Ok(())
}

/// The second person's approval: the phase ends later, and the phases after it begin no earlier
/// than that; their length shrinks, their end stays. `Conflict("extension-next")` when one of them
/// would vanish.
pub async fn approve(app: &App, edition: &Edition, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let (phase, now) = running(&tx, app, edition).await?;
    let all = all(&tx, edition.id).await?;
    let waiting = waiting(&all, Some(&phase)).ok_or(Error::conflict("extension-none"))?;
    if waiting.proposed_by == by {
        return Err(Error::conflict("extension-same"));
    }
    let row = ActiveModel {
        id: Set(waiting.id),
        approved_by: Set(Some(by)),
        approved_at: Set(Some(now)),
        ..Default::default()
    };
    Entity::update(row).exec(&tx).await?;
    let longer = phase::Entity::update_many()
        .col_expr(phase::Column::EndsAt, Expr::value(waiting.new_end))
        .filter(phase::Column::EditionId.eq(edition.id))
        .filter(phase::Column::Kind.eq(phase.kind))
        .filter(phase::Column::EndsAt.eq(waiting.old_end));
    if longer.exec(&tx).await?.rows_affected != 1 {
        return Err(Error::conflict("phase-moved"));
    }
    for later in phase::calendar(&tx, edition.id).await? {
        if later.kind <= phase.kind || later.begins_at >= waiting.new_end {
            continue;
        }
        if later.ends_at <= waiting.new_end {
            return Err(Error::conflict("extension-next"));
        }
        phase::Entity::update_many()
            .col_expr(phase::Column::BeginsAt, Expr::value(waiting.new_end))
            .filter(phase::Column::EditionId.eq(edition.id))
            .filter(phase::Column::Kind.eq(later.kind))
            .exec(&tx)
            .await?;
    }
    let act = Act {
        at: now,
        account: Some(by),
        edition: Some(edition.id),
        kind: "phase-extended",
        subject: &edition.slug,
        detail: &waiting.reason,
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}
