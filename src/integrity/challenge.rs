//! Challenging persons, never ballots: one registrar proposes, a second person confirms, the
//! challenged person may appeal, a third decides. All of it can be taken back until the edition is
//! sealed; the seal leaves out the ballots of those who are [`excluded`] then.

use std::collections::{BTreeMap, HashSet};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    Condition, ConnectionTrait, DatabaseTransaction, FromQueryResult, PaginatorTrait, QueryOrder,
    QuerySelect, Set, UpdateMany,
};

use super::entity::{Reason, State, batch, challenge, time_to_appeal, verified};
use super::notice::Letter;
use super::who;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result};
use crate::store;
use crate::vote;

const CHUNK: usize = 400;

/// Holds the sealing back while an act runs, without holding up those who vote.
/// `Conflict("challenge-over")` where nobody can be challenged: before the voting and after the seal.
async fn open(tx: &DatabaseTransaction, app: &App, edition: &Edition) -> Result<Instant> {
    let running = edition::Entity::find_by_id(edition.id)
        .filter(edition::Column::Phase.is_in([Phase::Voting, Phase::Counting]))
        .lock_shared()
        .one(tx)
        .await?;
    let opening = vote::opening::of(tx, edition.id).await?;
    let ended = verified::Entity::find_by_id(edition.id).one(tx).await?;
    let in_envelopes = opening.is_some_and(|opening| opening.sealed_at.is_none());
    if running.is_none() || !in_envelopes || ended.is_some() {
        return Err(Error::conflict("challenge-over"));
    }
    Ok(store::now(tx, &app.clock).await?)
}

async fn record(
    tx: &DatabaseTransaction,
    edition: &Edition,
    at: Instant,
    account: Option<i64>,
    kind: &str,
    detail: &str,
) -> Result<()> {
    let subject = &edition.slug;
    audit::record(tx, Act { at, account, edition: Some(edition.id), kind, subject, detail }).await
}

/// Challenges persons in one act; gives how many were not challenged before.
/// `Conflict("challenge-already")` when all of them were.
pub async fn propose(
    app: &App,
    edition: &Edition,
    by: i64,
    persons: &[Vec<u8>],
    reason: Reason,
    words: &str,
) -> Result<u64> {
    let tx = app.store.begin().await?;
    let now = open(&tx, app, edition).await?;
    let act = batch::ActiveModel {
        edition_id: Set(edition.id),
        reason: Set(reason),
        words: Set(words.to_owned()),
        proposed_by: Set(by),
        proposed_at: Set(now),
        ..Default::default()
    };
    let act = act.insert(&tx).await?;
    let mut new = 0;
    for chunk in persons.chunks(CHUNK) {
        let rows = chunk.iter().map(|person| challenge::ActiveModel {
            edition_id: Set(edition.id),
            batch_id: Set(act.id),
            person: Set(person.clone()),
            state: Set(State::Proposed),
            proposed_by: Set(by),
            ..Default::default()
        });
        new += challenge::Entity::insert_many(rows)
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&tx)
            .await?;
    }
    if new == 0 {
        return Err(Error::conflict("challenge-already"));
    }
    let detail = format!("{}, {}, {new}: {words}", act.id, reason.name());
    record(&tx, edition, now, Some(by), "challenge-proposed", &detail).await?;
    tx.commit().await?;
    Ok(new)
}

/// Moves challenges on and says how many moved.
async fn shift(
    tx: &DatabaseTransaction,
    from: &[State],
    which: Condition,
    change: impl FnOnce(UpdateMany<challenge::Entity>) -> UpdateMany<challenge::Entity>,
) -> Result<u64> {
    let rows = challenge::Entity::update_many()
        .filter(which)
        .filter(challenge::Column::State.is_in(from.iter().copied()));
    Ok(change(rows).exec(tx).await?.rows_affected)
}

/// Which challenges an act is about: all of a batch, or one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Batch(i64),
    One(i64),
}

impl Which {
    fn of(self, edition: &Edition) -> Condition {
        let own = Condition::all().add(challenge::Column::EditionId.eq(edition.id));
        own.add(match self {
            Self::Batch(id) => challenge::Column::BatchId.eq(id),
            Self::One(id) => challenge::Column::Id.eq(id),
        })
    }

    fn name(self) -> String {
        match self {
            Self::Batch(id) => id.to_string(),
            Self::One(id) => format!("#{id}"),
        }
    }
}

/// The second person's consent to a batch: its persons are excluded, and told.
/// `Conflict("challenge-same")` for the person who proposed it, `Conflict("challenge-none")` when
/// none of it waits.
pub async fn confirm(app: &App, edition: &Edition, by: i64, batch_id: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = open(&tx, app, edition).await?;
    let act = batch::Entity::find_by_id(batch_id)
        .filter(batch::Column::EditionId.eq(edition.id))
        .one(&tx)
        .await?
        .ok_or(Error::NotFound)?;
    if act.proposed_by == by {
        return Err(Error::conflict("challenge-same"));
    }
    let which = Which::Batch(batch_id);
    let moved = shift(&tx, &[State::Proposed], which.of(edition), |rows| {
        rows.col_expr(challenge::Column::State, Expr::value(State::Confirmed))
            .col_expr(challenge::Column::ConfirmedBy, Expr::value(by))
            .col_expr(challenge::Column::ConfirmedAt, Expr::value(now))
            .col_expr(challenge::Column::Letter, Expr::value(Letter::Challenged.kind()))
    });
    let moved = moved.await?;
    if moved == 0 {
        return Err(Error::conflict("challenge-none"));
    }
    let detail = format!("{}, {moved}", which.name());
    record(&tx, edition, now, Some(by), "challenge-confirmed", &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes challenges back: the ballots count. What waits for a third person is left to that person.
/// `Conflict("challenge-none")` when there is nothing to take back.
pub async fn withdraw(
    app: &App,
    edition: &Edition,
    by: i64,
    which: Which,
    why: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = open(&tx, app, edition).await?;
    let mut moved = 0;
    // Who was not told of the challenge is not told of its end.
    let ways: [(&[State], &str); 2] =
        [(&[State::Proposed], ""), (&[State::Confirmed, State::Upheld], Letter::Lifted.kind())];
    for (from, letter) in ways {
        moved += shift(&tx, from, which.of(edition), |rows| {
            rows.col_expr(challenge::Column::State, Expr::value(State::Lifted))
                .col_expr(challenge::Column::WithdrawnBy, Expr::value(by))
                .col_expr(challenge::Column::WithdrawnAt, Expr::value(now))
                .col_expr(challenge::Column::Withdrawal, Expr::value(why))
                .col_expr(challenge::Column::Letter, Expr::value(letter))
        })
        .await?;
    }
    if moved == 0 {
        return Err(Error::conflict("challenge-none"));
    }
    let detail = format!("{}, {moved}: {why}", which.name());
    record(&tx, edition, now, Some(by), "challenge-withdrawn", &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The challenged person's objection. `Conflict("challenge-none")` when they are not excluded, or
/// have objected before.
pub async fn appeal(app: &App, edition: &Edition, person: &[u8], words: &str) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = open(&tx, app, edition).await?;
    let own = Condition::all()
        .add(challenge::Column::EditionId.eq(edition.id))
        .add(challenge::Column::Person.eq(person));
    let moved = shift(&tx, &[State::Confirmed], own, |rows| {
        rows.col_expr(challenge::Column::State, Expr::value(State::Appealed))
            .col_expr(challenge::Column::AppealedAt, Expr::value(now))
            .col_expr(challenge::Column::Appeal, Expr::value(words))
    });
    if moved.await? == 0 {
        return Err(Error::conflict("challenge-none"));
    }
    record(&tx, edition, now, None, "challenge-appealed", "").await?;
    tx.commit().await?;
    Ok(())
}

/// The third person's word about an appeal. `Conflict("challenge-third")` for one of the first two
/// and for the challenged person.
pub async fn decide(
    app: &App,
    edition: &Edition,
    by: i64,
    id: i64,
    upholds: bool,
    words: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = open(&tx, app, edition).await?;
    let which = Which::One(id);
    let row = challenge::Entity::find().filter(which.of(edition)).one(&tx).await?;
    let row = row.ok_or(Error::NotFound)?;
    if !may_decide(app, &row, by) {
        return Err(Error::conflict("challenge-third"));
    }
    let (state, letter, kind) = match upholds {
        true => (State::Upheld, Letter::Upheld, "challenge-upheld"),
        false => (State::Lifted, Letter::Lifted, "challenge-lifted"),
    };
    let moved = shift(&tx, &[State::Appealed], which.of(edition), |rows| {
        rows.col_expr(challenge::Column::State, Expr::value(state))
            .col_expr(challenge::Column::DecidedBy, Expr::value(by))
            .col_expr(challenge::Column::DecidedAt, Expr::value(now))
            .col_expr(challenge::Column::Decision, Expr::value(words))
            .col_expr(challenge::Column::Letter, Expr::value(letter.kind()))
    });
    if moved.await? == 0 {
        return Err(Error::conflict("challenge-none"));
    }
    let detail = format!("{}: {words}", which.name());
    record(&tx, edition, now, Some(by), kind, &detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether somebody had no part in a challenge.
pub fn may_decide(app: &App, row: &challenge::Model, by: i64) -> bool {
    row.proposed_by != by
        && row.confirmed_by != Some(by)
        && row.person != who::person_of(app, row.edition_id, by)
}

/// The persons whose ballots are not counted.
pub async fn excluded(db: &impl ConnectionTrait, edition: i64) -> Result<HashSet<Vec<u8>>> {
    let persons: Vec<Vec<u8>> = challenge::Entity::find()
        .select_only()
        .column(challenge::Column::Person)
        .filter(challenge::Column::EditionId.eq(edition))
        .filter(challenge::Column::State.is_in(State::EXCLUDING))
        .into_tuple()
        .all(db)
        .await?;
    Ok(persons.into_iter().collect())
}

/// Challenges that wait for a second person, and appeals that wait for a third.
pub async fn waiting(db: &impl ConnectionTrait, edition: i64) -> Result<u64> {
    let waiting = challenge::Entity::find()
        .filter(challenge::Column::EditionId.eq(edition))
        .filter(challenge::Column::State.is_in([State::Proposed, State::Appealed]));
    Ok(waiting.count(db).await?)
}

/// Until when those who may appeal keep the box from being sealed, if they do at this moment.
pub async fn appeals_until(
    db: &impl ConnectionTrait,
    edition: i64,
    now: Instant,
) -> Result<Option<Instant>> {
    let latest: Option<Option<Instant>> = challenge::Entity::find()
        .select_only()
        .column_as(challenge::Column::ConfirmedAt.max(), "latest")
        .filter(challenge::Column::EditionId.eq(edition))
        .filter(challenge::Column::State.eq(State::Confirmed))
        .into_tuple()
        .one(db)
        .await?;
    Ok(latest.flatten().map(time_to_appeal).filter(|until| now <= *until))
}

/// Whether nothing about challenges keeps the box from being sealed. `Conflict("seal-challenges")`
/// while something waits, `Conflict("seal-appeals")` while somebody has time to appeal.
pub async fn settled(tx: &DatabaseTransaction, edition: i64, now: Instant) -> Result<()> {
    if waiting(tx, edition).await? > 0 {
        return Err(Error::conflict("seal-challenges"));
    }
    match appeals_until(tx, edition, now).await? {
        Some(_) => Err(Error::conflict("seal-appeals")),
        None => Ok(()),
    }
}

/// Ends the time in which persons are challenged, in the transaction that agrees to the sealing and
/// holds the edition's row; fails as [`settled`] does.
pub async fn end(tx: &DatabaseTransaction, edition: i64, at: Instant) -> Result<()> {
    settled(tx, edition, at).await?;
    let row = verified::ActiveModel { edition_id: Set(edition), at: Set(at) };
    verified::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The challenge that a person may know of: the latest that was confirmed.
pub async fn of_person(
    db: &impl ConnectionTrait,
    edition: i64,
    person: &[u8],
) -> Result<Option<(challenge::Model, batch::Model)>> {
    let row = challenge::Entity::find()
        .filter(challenge::Column::EditionId.eq(edition))
        .filter(challenge::Column::Person.eq(person))
        .filter(challenge::Column::ConfirmedAt.is_not_null())
        .order_by_desc(challenge::Column::Id)
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let act = batch::Entity::find_by_id(row.batch_id).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Some((row, act)))
}

#[derive(FromQueryResult)]
struct Count {
    batch_id: i64,
    state: State,
    persons: i64,
}

/// A batch and how far its challenges are.
pub type Standing = (batch::Model, BTreeMap<State, i64>);

/// Every batch of an edition, the newest first. The database counts.
pub async fn batches(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Standing>> {
    let counts = challenge::Entity::find()
        .select_only()
        .columns([challenge::Column::BatchId, challenge::Column::State])
        .column_as(challenge::Column::Id.count(), "persons")
        .filter(challenge::Column::EditionId.eq(edition))
        .group_by(challenge::Column::BatchId)
        .group_by(challenge::Column::State)
        .into_model::<Count>()
        .all(db)
        .await?;
    let acts = batch::Entity::find()
        .filter(batch::Column::EditionId.eq(edition))
        .order_by_desc(batch::Column::Id)
        .all(db)
        .await?;
    let of = |id: i64| {
        let own = counts.iter().filter(|count| count.batch_id == id);
        own.map(|count| (count.state, count.persons)).collect()
    };
    Ok(acts.into_iter().map(|act| (act.clone(), of(act.id))).collect())
}

/// Some challenges of an edition, the oldest first: of one batch, or the appeals that wait.
pub async fn some(
    db: &impl ConnectionTrait,
    edition: i64,
    batch_id: Option<i64>,
    most: u64,
) -> Result<Vec<challenge::Model>> {
    let own = match batch_id {
        Some(id) => challenge::Column::BatchId.eq(id),
        None => challenge::Column::State.eq(State::Appealed),
    };
    let rows = challenge::Entity::find()
        .filter(challenge::Column::EditionId.eq(edition))
        .filter(own)
        .order_by_asc(challenge::Column::Id)
        .limit(most);
    Ok(rows.all(db).await?)
}

/// How far the challenges of some persons are; those that were lifted are none.
pub async fn states(
    db: &impl ConnectionTrait,
    edition: i64,
    persons: &[Vec<u8>],
) -> Result<Vec<(Vec<u8>, State)>> {
    let rows = challenge::Entity::find()
        .select_only()
        .columns([challenge::Column::Person, challenge::Column::State])
        .filter(challenge::Column::EditionId.eq(edition))
        .filter(challenge::Column::State.ne(State::Lifted))
        .filter(challenge::Column::Person.is_in(persons.to_vec()))
        .into_tuple();
    Ok(rows.all(db).await?)
}
