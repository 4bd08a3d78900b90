//! What a batch adds up to. Until the seal it is worked out from what lies under the link key; the
//! seal writes it down and forgets the cards.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{DatabaseTransaction, Set};

use super::box_office::{self, Outcome};
use super::entity::{batch, card, reading as readings, tally};
use super::reading::{self, Reading, Reason};
use crate::app::App;
use crate::error::Result;
use crate::vote::{self, LinkKey};

/// Cards by what they are, and by what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Cards that at least one person has read; those that agree are below.
    pub cards: i64,
    /// Read by one person only.
    pub half: i64,
    pub differ: i64,
    pub valid: i64,
    pub blank: i64,
    pub invalid: BTreeMap<Reason, i64>,
    pub outcomes: BTreeMap<Outcome, i64>,
}

impl Sums {
    pub fn invalid_in_all(&self) -> i64 {
        self.invalid.values().sum()
    }

    /// Whether every card has been read alike by two people or looked at again.
    pub fn is_agreed(&self) -> bool {
        self.cards > 0 && self.half == 0 && self.differ == 0
    }

    /// The sums as the seal keeps them: `valid` is not said, since its outcomes are.
    fn kinds(&self) -> Vec<(String, i64)> {
        let mut kinds = vec![("blank".to_owned(), self.blank)];
        for (reason, cards) in &self.invalid {
            kinds.push((format!("invalid-{}", reason.name()), *cards));
        }
        for (outcome, cards) in &self.outcomes {
            kinds.push((outcome.name().to_owned(), *cards));
        }
        kinds.retain(|(_, cards)| *cards > 0);
        kinds
    }

    fn add(&mut self, kind: &str, cards: i64) {
        let reason =
            Reason::ALL.into_iter().find(|one| kind.strip_prefix("invalid-") == Some(one.name()));
        let outcome = Outcome::ALL.into_iter().find(|one| one.name() == kind);
        match (reason, outcome) {
            (Some(reason), _) => *self.invalid.entry(reason).or_default() += cards,
            (_, Some(outcome)) => {
                *self.outcomes.entry(outcome).or_default() += cards;
                self.valid += cards;
            }
            _ => self.blank += cards,
        }
        self.cards += cards;
    }
}

/// What a batch adds up to.
pub async fn of(app: &App, batch: &batch::Model) -> Result<Sums> {
    let db = app.store.read();
    let opening = vote::opening::of(db, batch.edition_id).await?;
    match opening {
        Some(opening) if opening.sealed_at.is_none() => {
            let key = app.keys.of(db, batch.edition_id).await?;
            of_open(db, &key, batch).await
        }
        _ => {
            let mut sums = Sums::default();
            let rows = tally::Entity::find().filter(tally::Column::BatchId.eq(batch.id));
            for row in rows.all(db).await? {
                sums.add(&row.kind, row.cards);
            }
            Ok(sums)
        }
    }
}

async fn of_open(db: &impl ConnectionTrait, key: &LinkKey, batch: &batch::Model) -> Result<Sums> {
    let mut sums = Sums::default();
    for looks in reading::of_batch(db, key, batch).await?.into_values() {
        sums.cards += 1;
        match looks.agreed() {
            Some(Reading::Valid(_)) => sums.valid += 1,
            Some(Reading::Blank) => sums.blank += 1,
            Some(Reading::Invalid(reason)) => *sums.invalid.entry(*reason).or_default() += 1,
            None if looks.disputed() => sums.differ += 1,
            None => sums.half += 1,
        }
    }
    for (_, outcome) in box_office::outcomes(db, key, batch).await? {
        *sums.outcomes.entry(outcome).or_default() += 1;
    }
    Ok(sums)
}

/// Writes down, at the seal, what the batches of an edition add up to.
pub async fn tally(tx: &DatabaseTransaction, edition: i64, key: &LinkKey) -> Result<()> {
    let batches = batch::Entity::find().filter(batch::Column::EditionId.eq(edition));
    for batch in batches.all(tx).await? {
        let kinds = of_open(tx, key, &batch).await?.kinds();
        let rows = kinds.into_iter().map(|(kind, cards)| tally::ActiveModel {
            batch_id: Set(batch.id),
            kind: Set(kind),
            cards: Set(cards),
        });
        for row in rows {
            tally::Entity::insert(row).exec_without_returning(tx).await?;
        }
    }
    Ok(())
}

/// Deletes what was read, at the seal.
pub async fn forget(tx: &DatabaseTransaction, edition: i64) -> Result<()> {
    let readings = readings::Entity::delete_many();
    readings.filter(readings::Column::BatchId.in_subquery(own(edition))).exec(tx).await?;
    let cards = card::Entity::delete_many();
    cards.filter(card::Column::BatchId.in_subquery(own(edition))).exec(tx).await?;
    Ok(())
}

/// What became of all cards of a sealed edition; none, where nobody voted on paper.
pub async fn of_sealed(db: &impl ConnectionTrait, edition: i64) -> Result<Option<Sums>> {
    let rows = tally::Entity::find().filter(tally::Column::BatchId.in_subquery(own(edition)));
    let mut sums = Sums::default();
    for row in rows.all(db).await? {
        sums.add(&row.kind, row.cards);
    }
    Ok((sums.cards > 0).then_some(sums))
}

fn own(edition: i64) -> SelectStatement {
    Query::select()
        .column(batch::Column::Id)
        .from(batch::Entity)
        .and_where(batch::Column::EditionId.eq(edition))
        .to_owned()
}
