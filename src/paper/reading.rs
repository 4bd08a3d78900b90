//! Reading cards: twice, blindly, and a third time where the two differ.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::batch;
use super::entity::{State, batch as batches, reading};
use crate::app::App;
use crate::edition::Edition;
use crate::error::{Error, Result, on_constraint};
use crate::vote::LinkKey;

/// Why a card does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// More is chosen than the rules allow.
    TooMany,
    NotSigned,
    IdentityNotChecked,
    IdentifierBlank,
    IdentifierWrong,
    IdentifierUsed,
    /// Of a district in which this person does not vote.
    OtherArea,
    InvalidCard,
    Unreadable,
    Late,
}

impl Reason {
    pub const ALL: [Self; 10] = [
        Self::TooMany,
        Self::NotSigned,
        Self::IdentityNotChecked,
        Self::IdentifierBlank,
        Self::IdentifierWrong,
        Self::IdentifierUsed,
        Self::OtherArea,
        Self::InvalidCard,
        Self::Unreadable,
        Self::Late,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::TooMany => "too-many",
            Self::NotSigned => "not-signed",
            Self::IdentityNotChecked => "identity-not-checked",
            Self::IdentifierBlank => "identifier-blank",
            Self::IdentifierWrong => "identifier-wrong",
            Self::IdentifierUsed => "identifier-used",
            Self::OtherArea => "other-area",
            Self::InvalidCard => "invalid-card",
            Self::Unreadable => "unreadable",
            Self::Late => "late",
        }
    }
}

/// What stands on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    Valid(Card),
    /// Nothing is chosen.
    Blank,
    Invalid(Reason),
}

/// A card that can be cast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// [`crate::register::spell`] of the pseudonym.
    pub person: String,
    /// The pool of the district that the register gives this person.
    pub given: Option<i64>,
    /// The pool of the district whose card it is; `Some(0)` for a card without one.
    pub area: Option<i64>,
    /// Project and points, pool by pool; where the order says nothing, in the order of the list.
    pub marks: Vec<(i64, i64)>,
}

/// A reading lies in its own row and opens nowhere else.
fn place(edition: i64, batch: i64, card: i64, reader: i64) -> Vec<u8> {
    let parts = [edition, batch, card, reader].map(i64::to_be_bytes);
    [b"paper", &parts.concat()[..]].concat()
}

fn sealed(key: &LinkKey, place: &[u8], reading: &Reading) -> Result<Vec<u8>> {
    key.seal(place, &serde_json::to_vec(reading).map_err(anyhow::Error::from)?)
}

fn opened(key: &LinkKey, edition: i64, row: &reading::Model) -> Result<Reading> {
    let place = place(edition, row.batch_id, row.card, row.reader);
    let plain = key.open(&place, &row.sealed)?;
    Ok(serde_json::from_slice(&plain).map_err(anyhow::Error::from)?)
}

/// What is known of one card.
#[derive(Clone, Debug, Default)]
pub struct Looks {
    /// The blind readings, with who made them.
    pub blind: Vec<(i64, Reading)>,
    /// The third look.
    pub third: Option<Reading>,
}

impl Looks {
    /// What the card counts as; none while a reading is missing or two differ.
    pub fn agreed(&self) -> Option<&Reading> {
        match (&self.third, &self.blind[..]) {
            (Some(third), _) => Some(third),
            (None, [(_, one), (_, other)]) if one == other => Some(one),
            _ => None,
        }
    }

    /// Whether two people read it differently.
    pub fn disputed(&self) -> bool {
        matches!(&self.blind[..], [(_, one), (_, other)] if one != other)
    }
}

/// Every card of a batch, by number.
pub async fn of_batch(
    db: &impl ConnectionTrait,
    key: &LinkKey,
    batch: &batches::Model,
) -> Result<BTreeMap<i64, Looks>> {
    let rows = reading::Entity::find()
        .filter(reading::Column::BatchId.eq(batch.id))
        .order_by_asc(reading::Column::Card)
        .order_by_asc(reading::Column::Reader)
        .all(db)
        .await?;
    let mut cards: BTreeMap<i64, Looks> = BTreeMap::new();
    for row in rows {
        let found = opened(key, batch.edition_id, &row)?;
        let looks = cards.entry(row.card).or_default();
        match row.reader {
            3 => looks.third = Some(found),
            _ => looks.blind.push((row.account_id, found)),
        }
    }
    Ok(cards)
}

/// Which cards somebody has read, and which two people have. No reading is opened for it.
pub async fn progress(
    db: &impl ConnectionTrait,
    batch: i64,
    account: i64,
) -> Result<BTreeMap<i64, (bool, usize)>> {
    let rows: Vec<(i64, i64)> = reading::Entity::find()
        .select_only()
        .columns([reading::Column::Card, reading::Column::AccountId])
        .filter(reading::Column::BatchId.eq(batch))
        .filter(reading::Column::Reader.lt(3))
        .into_tuple()
        .all(db)
        .await?;
    let mut cards: BTreeMap<i64, (bool, usize)> = BTreeMap::new();
    for (card, by) in rows {
        let seen = cards.entry(card).or_default();
        seen.0 |= by == account;
        seen.1 += 1;
    }
    Ok(cards)
}

/// The first card that somebody may still read.
pub fn next(progress: &BTreeMap<i64, (bool, usize)>) -> i64 {
    let free = |card: &i64| progress.get(card).is_none_or(|(own, readings)| !own && *readings < 2);
    (1..=batch::MOST_CARDS).find(free).unwrap_or(batch::MOST_CARDS)
}

/// Keeps a blind reading. Somebody's own is written over until another has read the card.
///
/// # Errors
/// `Conflict("paper-card-read")` when two people have read the card, or another has and this is a
/// second reading of the same clerk.
pub async fn keep(
    app: &App,
    edition: &Edition,
    number: i64,
    card: i64,
    account: i64,
    reading: &Reading,
) -> Result<()> {
    let key = app.keys.of(app.store.read(), edition.id).await?;
    let tx = app.store.begin().await?;
    batch::taking(&tx, app, edition).await?;
    let batch = batch::locked(&tx, edition, number, State::Open).await?;
    let rows = reading::Entity::find()
        .filter(reading::Column::BatchId.eq(batch.id))
        .filter(reading::Column::Card.eq(card))
        .filter(reading::Column::Reader.lt(3))
        .all(&tx)
        .await?;
    let reader = match &rows[..] {
        [] => 1,
        [one] if one.account_id == account => {
            reading::Entity::delete_by_id((batch.id, card, one.reader)).exec(&tx).await?;
            one.reader
        }
        [_] => 2,
        _ => return Err(Error::conflict("paper-card-read")),
    };
    insert(&tx, &key, &batch, card, reader, account, reading).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the third look at a card on which two readings differ; the latest one holds.
///
/// # Errors
/// `Conflict("paper-no-difference")` when there is nothing to decide.
pub async fn resolve(
    app: &App,
    edition: &Edition,
    number: i64,
    card: i64,
    account: i64,
    found: &Reading,
) -> Result<()> {
    let key = app.keys.of(app.store.read(), edition.id).await?;
    let tx = app.store.begin().await?;
    batch::taking(&tx, app, edition).await?;
    let batch = batch::locked(&tx, edition, number, State::Open).await?;
    let cards = of_batch(&tx, &key, &batch).await?;
    if !cards.get(&card).is_some_and(Looks::disputed) {
        return Err(Error::conflict("paper-no-difference"));
    }
    reading::Entity::delete_by_id((batch.id, card, 3)).exec(&tx).await?;
    insert(&tx, &key, &batch, card, 3, account, found).await?;
    let detail = format!("{number}/{card}");
    batch::record(&tx, app, edition, account, "paper-resolved", &detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn insert(
    tx: &DatabaseTransaction,
    key: &LinkKey,
    batch: &batches::Model,
    card: i64,
    reader: i64,
    account: i64,
    found: &Reading,
) -> Result<()> {
    let row = reading::ActiveModel {
        batch_id: Set(batch.id),
        card: Set(card),
        reader: Set(reader),
        account_id: Set(account),
        sealed: Set(sealed(key, &place(batch.edition_id, batch.id, card, reader), found)?),
    };
    let word = || Error::conflict("paper-card-read");
    reading::Entity::insert(row)
        .exec_without_returning(tx)
        .await
        .map_err(|error| on_constraint(error, "paper_reading", "paper_reading.batch_id", word()))?;
    Ok(())
}
