//! From a signature to the box: every card that counts is cast like any other ballot. Whatever stops
//! in between goes on from where it was: the same card always makes the same ballot.

use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::entity::{State, batch, card};
use super::policy;
use super::reading::{self, Card, Reading};
use crate::app::App;
use crate::edition::{self, Edition};
use crate::error::{Error, Result};
use crate::people::account;
use crate::register::{self, Accounts, Directory};
use crate::vote::envelope::Content;
use crate::vote::{Booth, Channel, Choices, Job, LinkKey, Owner, Purpose, Roll};

/// What became of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// On its way to replace a ballot from the internet.
    Replacing,
    Counted,
    /// In place of a ballot from the internet.
    Replaced,
    /// Its voter has one from the internet, and the rules keep it.
    AlreadyInternet,
    AlreadyPaper,
    /// Its voter has voted at city hall in person.
    AlreadyOffice,
    NotEligible,
}

impl Outcome {
    pub const ALL: [Self; 6] = [
        Self::Counted,
        Self::Replaced,
        Self::AlreadyInternet,
        Self::AlreadyPaper,
        Self::AlreadyOffice,
        Self::NotEligible,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Replacing => "replacing",
            Self::Counted => "counted",
            Self::Replaced => "replaced",
            Self::AlreadyInternet => "already-internet",
            Self::AlreadyPaper => "already-paper",
            Self::AlreadyOffice => "already-office",
            Self::NotEligible => "not-eligible",
        }
    }
}

fn place(edition: i64, batch: i64, card: i64) -> Vec<u8> {
    [b"outcome", &[edition, batch, card].map(i64::to_be_bytes).concat()[..]].concat()
}

fn opened(key: &LinkKey, edition: i64, row: &card::Model) -> Result<Outcome> {
    let plain = key.open(&place(edition, row.batch_id, row.card), &row.sealed)?;
    Ok(serde_json::from_slice(&plain).map_err(anyhow::Error::from)?)
}

/// What became of the cards of a batch, by number.
pub async fn outcomes(
    db: &impl ConnectionTrait,
    key: &LinkKey,
    batch: &batch::Model,
) -> Result<Vec<(i64, Outcome)>> {
    let rows = card::Entity::find().filter(card::Column::BatchId.eq(batch.id)).all(db).await?;
    rows.iter().map(|row| Ok((row.card, opened(key, batch.edition_id, row)?))).collect()
}

/// Casts what is left of every batch that was signed off.
pub async fn resume_all(app: &App) -> Result<()> {
    let signed = batch::Entity::find().filter(batch::Column::State.eq(State::Signed));
    let mut done = Ok(());
    for batch in signed.all(app.store.read()).await? {
        let edition = edition::by_id(app.store.read(), batch.edition_id).await?;
        // One that cannot go on keeps no other waiting.
        done = cast(app, &edition, &batch).await.and(done);
    }
    done
}

/// Casts what is left of a batch.
async fn cast(app: &App, edition: &Edition, batch: &batch::Model) -> Result<()> {
    let db = app.store.read();
    let roll = Arc::new(Roll::of(app, edition).await?);
    let wins = policy::of(db, edition.id).await?.replaces(batch.in_person);
    let mut standing = Standing { wins, directory: Directory::default() };
    if wins && register::policy_of(db, edition.id).await?.account != Accounts::None {
        standing.directory = register::directory(app, edition.id).await?;
    }
    let done = outcomes(db, &roll.key, batch).await?;
    for (number, looks) in reading::of_batch(db, &roll.key, batch).await? {
        let known = done.iter().find(|(card, _)| *card == number).map(|(_, outcome)| *outcome);
        if known.is_some_and(|outcome| outcome != Outcome::Replacing) {
            continue;
        }
        let Some(Reading::Valid(card)) = looks.agreed() else { continue };
        let outcome = one(app, &roll, batch, number, card, &standing, known).await?;
        settle(app, &roll.key, batch, number, outcome).await?;
    }
    let tx = app.store.begin().await?;
    batch::Entity::update_many()
        .col_expr(batch::Column::State, Expr::value(State::Cast))
        .filter(batch::Column::Id.eq(batch.id))
        .filter(batch::Column::State.eq(State::Signed))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// What a card is up against.
struct Standing {
    /// Whether it goes before a ballot from the internet.
    wins: bool,
    /// Whose account is written to then.
    directory: Directory,
}

async fn one(
    app: &App,
    roll: &Arc<Roll>,
    batch: &batch::Model,
    number: i64,
    card: &Card,
    standing: &Standing,
    known: Option<Outcome>,
) -> Result<Outcome> {
    let person =
        register::unspell(&card.person).ok_or_else(|| anyhow::anyhow!("a card names nobody"))?;
    let choices = Choices { area: card.area, marks: card.marks.clone() };
    let booth = Booth::on_paper(roll.clone(), person, card.given, choices);
    // A project that left the ballot since the card was read leaves the card too.
    let paper = booth.paper();
    if !paper.is_ready() {
        return Ok(Outcome::NotEligible);
    }
    let parts =
        paper.parts(&roll.edition.slug, &once(&roll.key, batch, number, &booth.voter.person));
    let owner = match standing.directory.get(&booth.voter.person) {
        Some(id) => account::by_id(app.store.read(), *id).await?,
        None => None,
    };
    let owner = owner.map(|account| Owner { lang: account.lang(), email: account.email });
    let job = |paper_wins| Job {
        edition_id: roll.edition.id,
        key: roll.key.clone(),
        person: booth.voter.person.clone(),
        day: app.clock.today(),
        channel: Channel::Paper,
        lanes: roll.lanes.clone(),
        parts: parts.clone(),
        instead: None,
        paper_wins,
        code: None,
        owner: owner.clone(),
        source: Default::default(),
    };
    if known.is_none() {
        // Without leave to replace, so that what went in can be told from what took a place.
        match app.casting.cast(job(false)).await {
            Ok(_) => return Ok(Outcome::Counted),
            Err(Error::Conflict { key: "vote-already" }) => {}
            Err(error) => return Err(error),
        }
    }
    let had = booth.own().cast(app.store.read()).await?;
    let own =
        |(_, cast): &(i64, Content)| parts.iter().any(|part| part.ballot.receipt == cast.receipt);
    if !had.is_empty() && had.iter().all(own) {
        // Another node has just put this card in the place of one from the internet.
        return Ok(Outcome::Replaced);
    }
    let had = had.into_iter().map(|(_, content)| content.channel).max();
    match had {
        Some(Channel::Office) => return Ok(Outcome::AlreadyOffice),
        Some(Channel::Internet) if !standing.wins => return Ok(Outcome::AlreadyInternet),
        Some(Channel::Paper) => return Ok(Outcome::AlreadyPaper),
        _ => {}
    }
    if known.is_none() {
        settle(app, &roll.key, batch, number, Outcome::Replacing).await?;
    }
    match app.casting.cast(job(true)).await {
        Ok(_) => Ok(Outcome::Replaced),
        Err(Error::Conflict { key: "vote-already" }) => Ok(Outcome::AlreadyPaper),
        Err(error) => Err(error),
    }
}

/// The one-time key of a card.
fn once(key: &LinkKey, batch: &batch::Model, card: i64, person: &[u8]) -> [u8; 16] {
    let parts = [&batch.id.to_be_bytes()[..], &card.to_be_bytes(), person];
    let mut once = [0; 16];
    once.iter_mut().zip(key.digest(Purpose::Card, &parts)).for_each(|(to, from)| *to = from);
    once
}

/// Writes down what became of a card. Of two nodes that cast it at once, the one that saw it replace
/// something is believed.
async fn settle(
    app: &App,
    key: &LinkKey,
    batch: &batch::Model,
    number: i64,
    outcome: Outcome,
) -> Result<()> {
    let tx = app.store.begin().await?;
    batch::Entity::find_by_id(batch.id).lock_exclusive().one(&tx).await?;
    let present = card::Entity::find_by_id((batch.id, number)).one(&tx).await?;
    let outcome = match present.map(|row| opened(key, batch.edition_id, &row)).transpose()? {
        Some(Outcome::Replacing) if outcome == Outcome::Counted => Outcome::Replaced,
        Some(settled) if settled != Outcome::Replacing => return Ok(()),
        _ => outcome,
    };
    let plain = serde_json::to_vec(&outcome).map_err(anyhow::Error::from)?;
    let row = card::ActiveModel {
        batch_id: Set(batch.id),
        card: Set(number),
        sealed: Set(key.seal(&place(batch.edition_id, batch.id, number), &plain)?),
    };
    let keys = [card::Column::BatchId, card::Column::Card];
    let keep = OnConflict::columns(keys).update_column(card::Column::Sealed).to_owned();
    card::Entity::insert(row).on_conflict(keep).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}
