//! Batches: from the first card to the signature of the second clerk.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::entity::{State, batch, end};
use super::reading;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result, on_constraint};
use crate::{store, vote};

/// Cards of one batch at most.
pub const MOST_CARDS: i64 = 1000;

/// The batches of an edition, the newest first.
pub async fn of_edition(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<batch::Model>> {
    let rows = batch::Entity::find()
        .filter(batch::Column::EditionId.eq(edition))
        .order_by_desc(batch::Column::Number);
    Ok(rows.all(db).await?)
}

/// A batch by its number, or 404.
pub async fn find(db: &impl ConnectionTrait, edition: i64, number: i64) -> Result<batch::Model> {
    let row = batch::Entity::find()
        .filter(batch::Column::EditionId.eq(edition))
        .filter(batch::Column::Number.eq(number));
    row.one(db).await?.ok_or(Error::NotFound)
}

/// Holds off the end of an edition's paper until the caller commits, and gives the hour.
/// `Conflict("paper-not-now")` before the voting and once the sealing is agreed.
pub async fn taking(tx: &DatabaseTransaction, app: &App, edition: &Edition) -> Result<Instant> {
    in_phases(tx, app, edition, &[Phase::Voting, Phase::Counting]).await
}

async fn in_phases(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    phases: &[Phase],
) -> Result<Instant> {
    let row = edition::Entity::find_by_id(edition.id).lock_shared().one(tx).await?;
    let now = row.ok_or(Error::NotFound)?.phase;
    if !phases.contains(&now) || end::Entity::find_by_id(edition.id).one(tx).await?.is_some() {
        return Err(Error::conflict("paper-not-now"));
    }
    Ok(store::now(tx, &app.clock).await?)
}

/// Whether cards of an edition may be read and signed off.
pub async fn is_taking(db: &impl ConnectionTrait, edition: &Edition) -> Result<bool> {
    let voting = matches!(edition.phase, Phase::Voting | Phase::Counting);
    Ok(voting
        && end::Entity::find_by_id(edition.id).one(db).await?.is_none()
        && vote::opening::of(db, edition.id).await?.is_some())
}

/// Whether batches may be opened: from the evaluation on, so that cards can be printed.
pub async fn is_opening(db: &impl ConnectionTrait, edition: &Edition) -> Result<bool> {
    Ok(edition.phase == Phase::Evaluation || is_taking(db, edition).await?)
}

/// A batch in this state, locked. `Conflict` with a word for the state it is in otherwise.
pub async fn locked(
    tx: &DatabaseTransaction,
    edition: &Edition,
    number: i64,
    wanted: State,
) -> Result<batch::Model> {
    let row = batch::Entity::find()
        .filter(batch::Column::EditionId.eq(edition.id))
        .filter(batch::Column::Number.eq(number))
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    match row.state {
        state if state == wanted => Ok(row),
        State::Open => Err(Error::conflict("paper-not-compared")),
        State::Compared => Err(Error::conflict("paper-compared")),
        State::Signed | State::Cast => Err(Error::conflict("paper-signed")),
    }
}

/// Opens a batch and gives its number.
pub async fn open(
    app: &App,
    edition: &Edition,
    place: &str,
    in_person: bool,
    declared: i64,
    by: i64,
) -> Result<i64> {
    let tx = app.store.begin().await?;
    let phases = [Phase::Evaluation, Phase::Voting, Phase::Counting];
    let now = in_phases(&tx, app, edition, &phases).await?;
    let last: Option<i64> = batch::Entity::find()
        .select_only()
        .column_as(batch::Column::Number.max(), "last")
        .filter(batch::Column::EditionId.eq(edition.id))
        .into_tuple()
        .one(&tx)
        .await?
        .flatten();
    let number = last.unwrap_or(0) + 1;
    let row = batch::ActiveModel {
        edition_id: Set(edition.id),
        number: Set(number),
        place: Set(place.to_owned()),
        in_person: Set(in_person),
        declared: Set(declared),
        state: Set(State::Open),
        reason: Set(String::new()),
        opened_by: Set(by),
        opened_at: Set(now),
        ..Default::default()
    };
    batch::Entity::insert(row).exec_without_returning(&tx).await.map_err(|error| {
        // Somebody else has just opened one; another try gets the next number.
        let word = Error::Busy { retry_after: 1 };
        on_constraint(error, "paper_batch_number", "paper_batch.edition_id", word)
    })?;
    record(&tx, app, edition, by, "paper-opened", &format!("{number}: {place}")).await?;
    tx.commit().await?;
    Ok(number)
}

/// Sets how many cards the place says there are.
pub async fn declare(
    app: &App,
    edition: &Edition,
    number: i64,
    declared: i64,
    by: i64,
) -> Result<()> {
    let tx = app.store.begin().await?;
    taking(&tx, app, edition).await?;
    let row = locked(&tx, edition, number, State::Open).await?;
    batch::Entity::update_many()
        .col_expr(batch::Column::Declared, Expr::value(declared))
        .filter(batch::Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    let detail = format!("{number}: {} → {declared}", row.declared);
    record(&tx, app, edition, by, "paper-declared", &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The first clerk's word that the readings agree and the sums are right, or why they are not.
///
/// # Errors
/// `Conflict("paper-differences")` while a card waits for a reading or for a third look,
/// `Conflict("paper-reason-missing")` when the sums differ and nobody says why.
pub async fn compare(
    app: &App,
    edition: &Edition,
    number: i64,
    reason: &str,
    by: i64,
) -> Result<()> {
    let key = app.keys.of(app.store.read(), edition.id).await?;
    let tx = app.store.begin().await?;
    let now = taking(&tx, app, edition).await?;
    let row = locked(&tx, edition, number, State::Open).await?;
    let cards = reading::of_batch(&tx, &key, &row).await?;
    if cards.is_empty() || cards.values().any(|looks| looks.agreed().is_none()) {
        return Err(Error::conflict("paper-differences"));
    }
    let equal = i64::try_from(cards.len()).is_ok_and(|cards| cards == row.declared);
    if !equal && reason.is_empty() {
        return Err(Error::conflict("paper-reason-missing"));
    }
    let compared = batch::Entity::update_many()
        .col_expr(batch::Column::State, Expr::value(State::Compared))
        .col_expr(batch::Column::Reason, Expr::value(if equal { "" } else { reason }))
        .col_expr(batch::Column::ComparedBy, Expr::value(by))
        .col_expr(batch::Column::ComparedAt, Expr::value(now))
        .filter(batch::Column::Id.eq(row.id));
    compared.exec(&tx).await?;
    record(&tx, app, edition, by, "paper-compared", &number.to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// Back to reading, as long as nobody has signed.
pub async fn reopen(app: &App, edition: &Edition, number: i64, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    taking(&tx, app, edition).await?;
    let row = locked(&tx, edition, number, State::Compared).await?;
    let nobody: Option<i64> = None;
    batch::Entity::update_many()
        .col_expr(batch::Column::State, Expr::value(State::Open))
        .col_expr(batch::Column::ComparedBy, Expr::value(nobody))
        .col_expr(batch::Column::ComparedAt, Expr::value(nobody))
        .filter(batch::Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    record(&tx, app, edition, by, "paper-reopened", &number.to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// The second clerk's signature, after which nothing of the batch changes;
/// [`super::resume_all`] casts its cards. `Conflict("paper-same")` for the clerk who compared it.
pub async fn sign(app: &App, edition: &Edition, number: i64, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = taking(&tx, app, edition).await?;
    let row = locked(&tx, edition, number, State::Compared).await?;
    if row.compared_by == Some(by) {
        return Err(Error::conflict("paper-same"));
    }
    batch::Entity::update_many()
        .col_expr(batch::Column::State, Expr::value(State::Signed))
        .col_expr(batch::Column::SignedBy, Expr::value(by))
        .col_expr(batch::Column::SignedAt, Expr::value(now))
        .filter(batch::Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    record(&tx, app, edition, by, "paper-signed", &number.to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// Batches with cards that are not in the box yet. One in which nobody has read or declared a card is
/// a bundle of blank paper.
pub async fn unfinished(db: &impl ConnectionTrait, edition: i64) -> Result<u64> {
    let read = Query::select()
        .column(super::entity::reading::Column::BatchId)
        .from(super::entity::reading::Entity)
        .to_owned();
    let rows = batch::Entity::find()
        .filter(batch::Column::EditionId.eq(edition))
        .filter(batch::Column::State.ne(State::Cast))
        .filter(batch::Column::Declared.gt(0).or(batch::Column::Id.in_subquery(read)));
    Ok(rows.count(db).await?)
}

/// Ends the time in which paper is taken, in the transaction that agrees to the sealing and holds the
/// edition's row. `Conflict("seal-paper")` while a batch is not finished.
pub async fn end(tx: &DatabaseTransaction, edition: i64, at: Instant) -> Result<()> {
    if unfinished(tx, edition).await? > 0 {
        return Err(Error::conflict("seal-paper"));
    }
    let row = end::ActiveModel { edition_id: Set(edition), at: Set(at) };
    end::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Records an act about paper. Nothing of a card is in it but its number.
pub async fn record(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    by: i64,
    kind: &str,
    detail: &str,
) -> Result<()> {
    let act = Act {
        at: app.clock.now(),
        account: Some(by),
        edition: Some(edition.id),
        kind,
        subject: &edition.slug,
        detail,
    };
    audit::record(tx, act).await
}
