//! The draw of ballot numbers. First the list of accepted projects is fixed and its hash published,
//! together with the public source that will decide and the hour when it does. Only after that hour
//! the source's words are entered; they and the hash give the order, and anybody can repeat it: see
//! [`game_rules::count::Draw`], `sakwa draw`, or a pocket calculator with SHA-256.

use std::collections::BTreeMap;

use game_rules::count::{Draw, commit};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::law;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase, Pool, pool};
use crate::error::{Error, Result, on_constraint};
use crate::project::{self, Project, State};
use crate::store;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ballot_draw")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    /// JSON list of project codes, in the order of their bytes.
    pub list: String,
    /// SHA-256 of the list, in hexadecimal digits.
    pub commitment: String,
    /// What decides, in words that everybody can look up.
    pub source: String,
    /// When the source decides.
    pub draws_at: Instant,
    pub committed_at: Instant,
    pub committed_by: Option<i64>,
    /// JSON of [`Draw`], once it is drawn.
    pub record: Option<String>,
    pub drawn_at: Option<Instant>,
    pub drawn_by: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn record(&self) -> Result<Option<Draw>> {
        let record = self.record.as_deref().map(serde_json::from_str).transpose();
        Ok(record.map_err(anyhow::Error::from)?)
    }

    pub fn list(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_str(&self.list).map_err(anyhow::Error::from)?)
    }
}

pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(edition).one(db).await?)
}

/// The accepted projects of an edition as they stand on the ballot: by pool, then by drawn number
/// or, before a draw, by the order of submission.
pub async fn ballot_list(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Project>> {
    let rows = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition))
        .filter(project::Column::State.eq(State::Accepted))
        .order_by_asc(project::Column::PoolId)
        .order_by_asc(project::Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}

/// Locks the edition's row while nothing is open for voting yet.
async fn before_the_vote(tx: &DatabaseTransaction, edition: i64) -> Result<()> {
    let row = edition::Entity::find_by_id(edition)
        .filter(edition::Column::Phase.is_in([Phase::Submission, Phase::Evaluation]))
        .lock_exclusive();
    row.one(tx).await?.map(|_| ()).ok_or(Error::conflict("draw-late"))
}

/// Fixes the list. Refused while anything is undecided or can be appealed, for the list must not
/// change afterwards: from here on every verdict is refused.
pub async fn fix(
    app: &App,
    edition: &Edition,
    by: i64,
    source: &str,
    draws_at: Instant,
) -> Result<()> {
    let tx = app.store.begin().await?;
    before_the_vote(&tx, edition.id).await?;
    let now = store::now(&tx, &app.clock).await?;
    let pending = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition.id))
        .filter(project::Column::State.is_in(State::PENDING));
    if pending.count(&tx).await? > 0 {
        return Err(Error::conflict("draw-undecided"));
    }
    if law::appeals_running(&tx, edition.id, now).await? > 0 {
        return Err(Error::conflict("draw-appeals"));
    }
    let accepted = ballot_list(&tx, edition.id).await?;
    if accepted.is_empty() {
        return Err(Error::conflict("draw-empty"));
    }
    let codes: Vec<&str> = accepted.iter().map(|project| project.code.as_str()).collect();
    let (list, commitment) = commit(&codes).map_err(anyhow::Error::from)?;
    if draws_at <= now {
        return Err(Error::conflict("draw-in-the-past"));
    }
    let row = ActiveModel {
        edition_id: Set(edition.id),
        list: Set(serde_json::to_string(&list).map_err(anyhow::Error::from)?),
        commitment: Set(commitment.clone()),
        source: Set(source.to_owned()),
        draws_at: Set(draws_at),
        committed_at: Set(now),
        committed_by: Set(Some(by)),
        ..Default::default()
    };
    let twice = |error| {
        let word = Error::conflict("draw-twice");
        on_constraint(error, "ballot_draw_pkey", "ballot_draw.edition_id", word)
    };
    Entity::insert(row).exec_without_returning(&tx).await.map_err(twice)?;
    record_act(&tx, edition, (now, by), "draw-fixed", &commitment).await?;
    tx.commit().await?;
    Ok(())
}

/// Draws, once the hour of the source has passed, and gives every project its number and place.
pub async fn draw(app: &App, edition: &Edition, by: i64, seed: &str) -> Result<()> {
    let tx = app.store.begin().await?;
    before_the_vote(&tx, edition.id).await?;
    let now = store::now(&tx, &app.clock).await?;
    let fixed = of(&tx, edition.id).await?.ok_or(Error::conflict("draw-not-fixed"))?;
    if fixed.record.is_some() {
        return Err(Error::conflict("draw-done"));
    }
    if now < fixed.draws_at {
        return Err(Error::conflict("draw-early"));
    }
    let list = fixed.list()?;
    let codes: Vec<&str> = list.iter().map(String::as_str).collect();
    let record = Draw::new(&codes, seed).map_err(|error| Error::BadRequest(error.to_string()))?;
    let changed = Entity::update_many()
        .col_expr(
            Column::Record,
            Expr::value(serde_json::to_string(&record).map_err(anyhow::Error::from)?),
        )
        .col_expr(Column::DrawnAt, Expr::value(now))
        .col_expr(Column::DrawnBy, Expr::value(by))
        .filter(Column::EditionId.eq(edition.id))
        .filter(Column::Record.is_null())
        .exec(&tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("draw-done"));
    }
    number(&tx, edition.id, &record.order).await?;
    record_act(&tx, edition, (now, by), "drawn", seed).await?;
    tx.commit().await?;
    Ok(())
}

async fn record_act(
    tx: &DatabaseTransaction,
    edition: &Edition,
    (at, by): (Instant, i64),
    kind: &str,
    detail: &str,
) -> Result<()> {
    let subject = &edition.slug;
    let act = Act { at, account: Some(by), edition: Some(edition.id), kind, subject, detail };
    audit::record(tx, act).await
}

/// Numbers each pool from 1 in the drawn order. Positions pass through negative numbers, because two
/// projects may at no moment share one.
async fn number(tx: &DatabaseTransaction, edition: i64, order: &[String]) -> Result<()> {
    use project::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::Position, Expr::col(Column::Position).mul(-1))
        .filter(Column::EditionId.eq(edition))
        .exec(tx)
        .await?;
    let accepted = ballot_list(tx, edition).await?;
    let mut next: BTreeMap<i64, i64> = BTreeMap::new();
    for code in order {
        let Some(project) = accepted.iter().find(|project| project.code == *code) else {
            continue;
        };
        let number = next.entry(project.pool_id).or_insert(0);
        *number += 1;
        Entity::update_many()
            .col_expr(Column::Position, Expr::value(*number))
            .col_expr(Column::BallotNumber, Expr::value(*number))
            .filter(Column::Id.eq(project.id))
            .exec(tx)
            .await?;
    }
    for pool in pool::of_edition(tx, edition).await? {
        let drawn = next.get(&pool.id).copied().unwrap_or(0);
        Entity::update_many()
            .col_expr(Column::Position, Expr::value(drawn).sub(Expr::col(Column::Position)))
            .filter(Column::PoolId.eq(pool.id))
            .filter(Column::Position.lt(0))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// A draw as it is published: everything needed to repeat it, and what it led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    pub edition: String,
    /// None before the list is fixed.
    pub commitment: Option<String>,
    pub source: Option<String>,
    /// Seconds since 1970, UTC.
    pub committed_at: Option<Instant>,
    pub draws_at: Option<Instant>,
    pub list: Vec<String>,
    pub draw: Option<Draw>,
    pub ballot: Vec<PoolList>,
}

/// The ballot of one pool, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolList {
    pub pool: String,
    pub projects: Vec<String>,
}

pub fn publish(
    edition: &Edition,
    draw: Option<&Model>,
    pools: &[Pool],
    accepted: &[Project],
) -> Result<Published> {
    let ballot = pools.iter().map(|pool| PoolList {
        pool: pool.code.clone(),
        projects: accepted
            .iter()
            .filter(|project| project.pool_id == pool.id)
            .map(|project| project.code.clone())
            .collect(),
    });
    Ok(Published {
        edition: edition.slug.clone(),
        commitment: draw.map(|draw| draw.commitment.clone()),
        source: draw.map(|draw| draw.source.clone()),
        committed_at: draw.map(|draw| draw.committed_at),
        draws_at: draw.map(|draw| draw.draws_at),
        list: draw.map(Model::list).transpose()?.unwrap_or_default(),
        draw: draw.map(Model::record).transpose()?.flatten(),
        ballot: ballot.collect(),
    })
}

/// Repeats a published draw: seed, list, commitment and the order of every pool.
///
/// # Errors
/// A sentence about the first thing that does not fit.
pub fn verify(bytes: &[u8]) -> std::result::Result<Published, String> {
    let published: Published =
        serde_json::from_slice(bytes).map_err(|error| format!("not a published draw: {error}"))?;
    let Some(draw) = &published.draw else { return Err("nothing was drawn yet".to_owned()) };
    draw.verify().map_err(|fault| fault.to_string())?;
    if published.commitment.as_ref() != Some(&draw.commitment) {
        return Err("the draw is not of the list that was published before".to_owned());
    }
    if published.list != draw.list {
        return Err("the list that was published before is not the list drawn from".to_owned());
    }
    let place = |code: &String| draw.order.iter().position(|drawn| drawn == code);
    for pool in &published.ballot {
        let places: Option<Vec<usize>> = pool.projects.iter().map(place).collect();
        match places {
            None => return Err(format!("pool {} has a project that was not drawn", pool.pool)),
            Some(places) if !places.is_sorted() => {
                return Err(format!("pool {} is not in the drawn order", pool.pool));
            }
            Some(_) => {}
        }
    }
    let on_ballots: usize = published.ballot.iter().map(|pool| pool.projects.len()).sum();
    if on_ballots != draw.order.len() {
        return Err("a project that was drawn stands on no ballot".to_owned());
    }
    Ok(published)
}
