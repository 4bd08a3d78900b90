//! One-time codes: made in batches or for one person, shown once, kept as keyed hashes. A code is
//! bound to a person, so a second code for the same person opens the same ballot.

use std::collections::HashMap;

use game_rules::ballot::{parse_receipt_code, receipt_code};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::entity::{batch, code, entry};
use super::evidence::{self, Way};
use super::pass::{Held, Voter, hex};
use super::policy::Policy;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::random;
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result};
use crate::people::person_key;
use crate::store::padded;

/// Letters on one printed page of codes; a city with more presses again.
pub const MOST: i64 = 500;

/// A code as it is printed, and never shown again.
pub struct Slip {
    pub batch: i64,
    pub number: i64,
    /// The row of the city's file, where there is a register.
    pub position: Option<i64>,
    /// `7K3M-9QRT-2VXW`.
    pub code: String,
}

/// What is kept of a code.
fn mac(app: &App, edition: i64, code: &str) -> Vec<u8> {
    person_key(&app.secret, edition, &format!("one-time code:{code}"))
}

/// Makes codes: `amount` of them or, where there is a register, one for each entry that has none
/// yet, up to [`MOST`] at once. None when everybody has one.
///
/// # Errors
/// `Conflict("codes-closed")` once the voting is over.
pub async fn make(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    amount: i64,
    by: i64,
) -> Result<Vec<Slip>> {
    let tx = app.store.begin().await?;
    refuse_closed(&tx, edition.id).await?;
    let mut people: Vec<(Vec<u8>, Option<i64>)> = Vec::new();
    if policy.by.is_some() {
        let with_code = Query::select()
            .column(code::Column::Person)
            .from(code::Entity)
            .and_where(code::Column::EditionId.eq(edition.id))
            .and_where(code::Column::IsVoid.eq(false))
            .to_owned();
        let entries = entry::Entity::find()
            .filter(entry::Column::EditionId.eq(edition.id))
            .filter(entry::Column::IsDraft.eq(false))
            .filter(entry::Column::Person.not_in_subquery(with_code))
            .order_by_asc(entry::Column::Position)
            .limit(u64::try_from(MOST).unwrap_or(0))
            .all(&tx)
            .await?;
        people.extend(entries.into_iter().map(|entry| (entry.person, Some(entry.position))));
    } else {
        for _ in 0..amount.clamp(0, MOST) {
            let nobody_yet = format!("code:{}", hex::of(&random::<16>()));
            people.push((person_key(&app.secret, edition.id, &nobody_yet), None));
        }
    }
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let slips = insert(&tx, app, edition, &people, Way::Code, by).await?;
    record(&tx, app, edition, by, "codes-made", &format!("{} × {}", slips[0].batch, slips.len()))
        .await?;
    tx.commit().await?;
    Ok(slips)
}

async fn insert(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    people: &[(Vec<u8>, Option<i64>)],
    way: Way,
    by: i64,
) -> Result<Vec<Slip>> {
    let row = batch::ActiveModel {
        edition_id: Set(edition.id),
        codes: Set(i64::try_from(people.len()).unwrap_or(i64::MAX)),
        evidence: Set(way.name().to_owned()),
        made_by: Set(Some(by)),
        made_at: Set(app.clock.now()),
        ..Default::default()
    };
    let batch = batch::Entity::insert(row).exec_with_returning(tx).await?.id;
    let mut slips = Vec::with_capacity(people.len());
    let mut rows = Vec::with_capacity(people.len());
    for (number, (person, position)) in (1..).zip(people) {
        let code = receipt_code(&random());
        rows.push(code::ActiveModel {
            edition_id: Set(edition.id),
            mac: Set(mac(app, edition.id, &code)),
            person: Set(person.clone()),
            batch_id: Set(batch),
            number: Set(number),
            is_void: Set(false),
        });
        slips.push(Slip { batch, number, position: *position, code });
    }
    code::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(slips)
}

/// Gives a person a code on the spot. Codes they had open nothing any more.
pub async fn hand_out(
    app: &App,
    edition: &Edition,
    person: &[u8],
    reason: &str,
    by: i64,
) -> Result<Slip> {
    let tx = app.store.begin().await?;
    refuse_closed(&tx, edition.id).await?;
    let slip = give(&tx, app, edition, person, by).await?;
    record(&tx, app, edition, by, "codes-desk", &format!("{}: {reason}", slip.batch)).await?;
    tx.commit().await?;
    Ok(slip)
}

/// A code for somebody whom two people have just seen, in their transaction.
pub(super) async fn give(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    person: &[u8],
    by: i64,
) -> Result<Slip> {
    void_of(tx, edition.id, person).await?;
    let people = [(person.to_vec(), None)];
    let slip = insert(tx, app, edition, &people, Way::Desk, by).await?.into_iter().next();
    Ok(slip.ok_or_else(|| anyhow::anyhow!("no code was made"))?)
}

/// A new code in place of a lost one, for the same person.
///
/// # Errors
/// `NotFound` when there is no such code.
pub async fn again(
    app: &App,
    edition: &Edition,
    (batch, number): (i64, i64),
    reason: &str,
    by: i64,
) -> Result<Slip> {
    let tx = app.store.begin().await?;
    refuse_closed(&tx, edition.id).await?;
    let lost = code::Entity::find()
        .filter(code::Column::EditionId.eq(edition.id))
        .filter(code::Column::BatchId.eq(batch))
        .filter(code::Column::Number.eq(number))
        .one(&tx)
        .await?
        .ok_or(Error::NotFound)?;
    let way = batch::Entity::find_by_id(batch).one(&tx).await?.map(|batch| batch.evidence);
    let way = if way.as_deref() == Some(Way::Desk.name()) { Way::Desk } else { Way::Code };
    void_of(&tx, edition.id, &lost.person).await?;
    let slip = insert(&tx, app, edition, &[(lost.person, None)], way, by).await?.into_iter().next();
    let slip = slip.ok_or_else(|| anyhow::anyhow!("no code was made"))?;
    let detail = format!("{batch}/{number} → {}: {reason}", slip.batch);
    record(&tx, app, edition, by, "codes-again", &detail).await?;
    tx.commit().await?;
    Ok(slip)
}

async fn void_of(tx: &DatabaseTransaction, edition: i64, person: &[u8]) -> Result<u64> {
    let gone = code::Entity::update_many()
        .col_expr(code::Column::IsVoid, Expr::value(true))
        .filter(code::Column::EditionId.eq(edition))
        .filter(code::Column::Person.eq(person.to_vec()))
        .filter(code::Column::IsVoid.eq(false))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected)
}

/// Voids one code of a batch or, without a number, all of it. Gives how many opened something.
///
/// # Errors
/// `NotFound` when there is no such batch or number.
pub async fn void(
    app: &App,
    edition: &Edition,
    batch: i64,
    number: Option<i64>,
    reason: &str,
    by: i64,
) -> Result<u64> {
    let tx = app.store.begin().await?;
    refuse_closed(&tx, edition.id).await?;
    let mut named = code::Entity::find()
        .filter(code::Column::EditionId.eq(edition.id))
        .filter(code::Column::BatchId.eq(batch));
    let mut change = code::Entity::update_many()
        .col_expr(code::Column::IsVoid, Expr::value(true))
        .filter(code::Column::EditionId.eq(edition.id))
        .filter(code::Column::BatchId.eq(batch))
        .filter(code::Column::IsVoid.eq(false));
    if let Some(number) = number {
        named = named.filter(code::Column::Number.eq(number));
        change = change.filter(code::Column::Number.eq(number));
    }
    if named.count(&tx).await? == 0 {
        return Err(Error::NotFound);
    }
    let gone = change.exec(&tx).await?.rows_affected;
    let which = number.map_or_else(|| batch.to_string(), |number| format!("{batch}/{number}"));
    record(&tx, app, edition, by, "codes-void", &format!("{which}: {reason}")).await?;
    tx.commit().await?;
    Ok(gone)
}

/// The person of a code that was typed, once it is one that opens.
pub async fn open(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    typed: &str,
) -> Result<Option<Held>> {
    let Some((voter, way)) = find(app, edition, policy, typed).await? else { return Ok(None) };
    let tx = app.store.begin().await?;
    evidence::record(&tx, app, edition.id, &voter.person, way).await?;
    tx.commit().await?;
    let mut held = Held::new(edition.id, voter.person, voter.district, app.clock.now());
    held.code = voter.code.as_deref().map(hex::of);
    Ok(Some(held))
}

/// Asks which of some codes, as they are kept, open nothing any more.
pub fn voided(edition: i64, codes: Vec<Vec<u8>>) -> Select<code::Entity> {
    code::Entity::find()
        .select_only()
        .column(code::Column::Mac)
        .filter(code::Column::EditionId.eq(edition))
        .filter(code::Column::Mac.is_in(padded(codes)))
        .filter(code::Column::IsVoid.eq(true))
}

/// Whether a code, as it is kept, opens nothing any more.
pub(super) async fn is_void(
    db: &impl ConnectionTrait,
    edition: i64,
    code: Vec<u8>,
) -> Result<bool> {
    let gone: Option<Vec<u8>> = voided(edition, vec![code]).into_tuple().one(db).await?;
    Ok(gone.is_some())
}

/// The person of a code that stands on paper.
pub async fn voter(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    typed: &str,
) -> Result<Option<Voter>> {
    Ok(find(app, edition, policy, typed).await?.map(|(voter, _)| voter))
}

async fn find(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    typed: &str,
) -> Result<Option<(Voter, Way)>> {
    let Ok(code) = parse_receipt_code(typed) else { return Ok(None) };
    // Guessing reads; only a code that opens something writes.
    let db = app.store.read();
    let found = code::Entity::find_by_id((edition.id, mac(app, edition.id, &code))).one(db).await?;
    let Some(code) = found.filter(|code| !code.is_void) else { return Ok(None) };
    let batch = batch::Entity::find_by_id(code.batch_id).one(db).await?.ok_or(Error::NotFound)?;
    let entry = entry::Entity::find_by_id((edition.id, false, code.person.clone())).one(db).await?;
    // Whoever was added late has a code also where nobody else has one.
    let is_late = entry.as_ref().is_some_and(|entry| entry.late_id.is_some());
    if !is_late && (!policy.takes_codes() || policy.by.is_some() && entry.is_none()) {
        return Ok(None);
    }
    let district = entry.and_then(|entry| entry.district_id);
    let way = if batch.evidence == Way::Desk.name() { Way::Desk } else { Way::Code };
    let mut voter = Voter::new(code.person, district);
    voter.code = Some(code.mac);
    Ok(Some((voter, way)))
}

/// The code of a person that opens: its batch and number.
pub async fn of_person(
    db: &impl ConnectionTrait,
    edition: i64,
    person: &[u8],
) -> Result<Option<(i64, i64)>> {
    let row = code::Entity::find()
        .filter(code::Column::EditionId.eq(edition))
        .filter(code::Column::Person.eq(person.to_vec()))
        .filter(code::Column::IsVoid.eq(false))
        .one(db)
        .await?;
    Ok(row.map(|row| (row.batch_id, row.number)))
}

/// The latest batches with how many of their codes are void.
pub async fn batches(
    db: &impl ConnectionTrait,
    edition: i64,
    limit: u64,
) -> Result<Vec<(batch::Model, i64)>> {
    let batches = batch::Entity::find()
        .filter(batch::Column::EditionId.eq(edition))
        .order_by_desc(batch::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let ids = batches.iter().map(|batch| batch.id);
    let void: Vec<(i64, i64)> = code::Entity::find()
        .select_only()
        .column(code::Column::BatchId)
        .column_as(code::Column::Number.count(), "n")
        .filter(code::Column::BatchId.is_in(ids))
        .filter(code::Column::IsVoid.eq(true))
        .group_by(code::Column::BatchId)
        .into_tuple()
        .all(db)
        .await?;
    let void: HashMap<i64, i64> = void.into_iter().collect();
    Ok(batches
        .into_iter()
        .map(|batch| {
            let gone = void.get(&batch.id).copied().unwrap_or(0);
            (batch, gone)
        })
        .collect())
}

/// Codes open something until the voting ends.
async fn refuse_closed(tx: &DatabaseTransaction, edition: i64) -> Result<()> {
    let row = edition::Entity::find_by_id(edition).lock_shared().one(tx).await?;
    if row.ok_or(Error::NotFound)?.phase > Phase::Voting {
        return Err(Error::conflict("codes-closed"));
    }
    Ok(())
}

async fn record(
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
