//! Points given back: the author may change what the formal check named, once, by a deadline.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Set};

use super::card::{self, CardState};
use super::question::Question;
use super::terms;
use super::verdict::{gate, shift, tell};
use crate::app::App;
use crate::clock::{Instant, end_of_day};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::project::{self, Content, Hand, Part, Project, Revision, State};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "correction")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub project_id: i64,
    pub card_id: i64,
    /// JSON list of question keys.
    pub points: String,
    pub asked_by: Option<i64>,
    pub asked_at: Instant,
    /// The last second in which the author may answer.
    pub due_at: Instant,
    /// What the author says was put right; empty when the time passed without an answer.
    pub reply: String,
    pub closed_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The questions given back, of those that the card asks.
    pub fn of<'a>(&self, questions: &'a [Question]) -> Result<Vec<&'a Question>> {
        let keys: Vec<String> = serde_json::from_str(&self.points).map_err(anyhow::Error::from)?;
        Ok(questions.iter().filter(|question| keys.contains(&question.key)).collect())
    }
}

/// What the author may change: the parts of all points given back.
pub fn parts(points: &[&Question]) -> Vec<Part> {
    let named: Vec<Part> = points.iter().flat_map(|point| point.parts()).collect();
    Part::ALL.into_iter().filter(|part| named.contains(part)).collect()
}

/// The points that wait for the author of a project.
pub async fn open(db: &impl ConnectionTrait, project: i64) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::ProjectId.eq(project))
        .filter(Column::ClosedAt.is_null())
        .one(db)
        .await?)
}

/// Whether the author had a chance on this card already.
pub async fn was_given(db: &impl ConnectionTrait, card: i64) -> Result<bool> {
    Ok(Entity::find().filter(Column::CardId.eq(card)).count(db).await? > 0)
}

pub async fn of_card(db: &impl ConnectionTrait, card: i64) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::CardId.eq(card)).one(db).await?)
}

pub(super) async fn ask(
    tx: &DatabaseTransaction,
    (now, by): (Instant, i64),
    project: &Project,
    card: i64,
    points: Vec<String>,
) -> Result<()> {
    let days = terms::of(tx, project.edition_id).await?.correction_days;
    let row = ActiveModel {
        project_id: Set(project.id),
        card_id: Set(card),
        points: Set(serde_json::to_string(&points).map_err(anyhow::Error::from)?),
        asked_by: Set(Some(by)),
        asked_at: Set(now),
        due_at: Set(end_of_day(now, days)),
        reply: Set(String::new()),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

async fn close(tx: &DatabaseTransaction, open: &Model, now: Instant, reply: &str) -> Result<()> {
    let changed = Entity::update_many()
        .col_expr(Column::ClosedAt, Expr::value(now))
        .col_expr(Column::Reply, Expr::value(reply))
        .filter(Column::Id.eq(open.id))
        .filter(Column::ClosedAt.is_null())
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::conflict("correction-done")) }
}

async fn back_to_the_desk(tx: &DatabaseTransaction, project: &Project, card: i64) -> Result<()> {
    shift(tx, project, State::Returned, State::Submitted).await?;
    let card = card::Entity::find_by_id(card).one(tx).await?.ok_or(Error::NotFound)?;
    card::set_state(tx, &card, CardState::Returned, CardState::Open).await
}

/// The author's answer: a revision of the parts given back, and words about what was put right. The
/// deadline is decided inside the transaction: `Conflict("correction-late")`.
pub async fn answer(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    content: Content,
    reply: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    let waiting = open(&tx, project.id).await?.ok_or(Error::conflict("correction-done"))?;
    if now > waiting.due_at {
        return Err(Error::conflict("correction-late"));
    }
    close(&tx, &waiting, now, reply).await?;
    let revision = Revision { content, by: Some(by), hand: Hand::Author, reason: reply };
    project::revise(&tx, now, project, revision).await?;
    back_to_the_desk(&tx, project, waiting.card_id).await?;
    tell(&tx, project, (now, Some(by)), "corrected", reply).await?;
    tx.commit().await?;
    Ok(())
}

/// The clerk goes on without an answer, after the deadline only.
pub async fn lapse(app: &App, edition: &Edition, project: &Project, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    let waiting = open(&tx, project.id).await?.ok_or(Error::conflict("correction-done"))?;
    if now <= waiting.due_at {
        return Err(Error::conflict("correction-runs"));
    }
    close(&tx, &waiting, now, "").await?;
    back_to_the_desk(&tx, project, waiting.card_id).await?;
    tell(&tx, project, (now, Some(by)), "correction-lapsed", "").await?;
    tx.commit().await?;
    Ok(())
}
