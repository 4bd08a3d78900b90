//! Opinions: what a department says about a project before the merit card is finished.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use super::card::{self, CardState};
use super::question::Kind;
use super::verdict::{gate, not_own, shift, tell};
use super::{department, terms};
use crate::app::App;
use crate::clock::{Instant, end_of_day};
use crate::edition::Edition;
use crate::error::{Error, Result, on_constraint};
use crate::project::{Project, State};

/// What a department says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Stance {
    #[sea_orm(string_value = "for")]
    For,
    #[sea_orm(string_value = "against")]
    Against,
    /// Not a matter of this department.
    #[sea_orm(string_value = "elsewhere")]
    Elsewhere,
}

impl Stance {
    pub const ALL: [Self; 3] = [Self::For, Self::Against, Self::Elsewhere];

    pub fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Elsewhere => "elsewhere",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opinion")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub card_id: i64,
    pub department_id: i64,
    /// What is asked of the department.
    pub question: String,
    pub asked_by: Option<i64>,
    pub asked_at: Instant,
    pub due_at: Instant,
    pub answer: Option<Stance>,
    pub words: String,
    pub given_by: Option<i64>,
    pub given_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_card(db: &impl ConnectionTrait, card: i64) -> Result<Vec<Model>> {
    let rows =
        Entity::find().filter(Column::CardId.eq(card)).order_by_asc(Column::Id).all(db).await?;
    Ok(rows)
}

/// Asks a department. `Conflict("opinion-asked")` when it was asked about this card before.
pub async fn ask(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    department: i64,
    question: &str,
) -> Result<()> {
    not_own(app.store.read(), project, by).await?;
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    shift(&tx, project, State::Merit, State::Merit).await?;
    let known = department::of_edition(&tx, edition.id).await?;
    let known = known.iter().find(|known| known.id == department).ok_or(Error::NotFound)?;
    let card = card::ensure(&tx, now, project, Kind::Merit).await?;
    if card.state != CardState::Open {
        return Err(Error::conflict("card-closed"));
    }
    let days = terms::of(&tx, edition.id).await?.opinion_days;
    ActiveModel {
        card_id: Set(card.id),
        department_id: Set(department),
        question: Set(question.to_owned()),
        asked_by: Set(Some(by)),
        asked_at: Set(now),
        due_at: Set(end_of_day(now, days)),
        words: Set(String::new()),
        ..Default::default()
    }
    .insert(&tx)
    .await
    .map_err(|error| {
        on_constraint(error, "opinion_once", "opinion.card_id", Error::conflict("opinion-asked"))
    })?;
    tell(&tx, project, (now, Some(by)), "opinion-asked", &known.name).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes a department's opinion down, once.
pub async fn give(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    opinion: i64,
    (stance, words): (Stance, &str),
) -> Result<()> {
    not_own(app.store.read(), project, by).await?;
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    let card = card::current(&tx, project.id, Kind::Merit).await?.ok_or(Error::NotFound)?;
    if card.state != CardState::Open {
        return Err(Error::conflict("card-closed"));
    }
    let changed = Entity::update_many()
        .col_expr(Column::Answer, Expr::value(stance.name()))
        .col_expr(Column::Words, Expr::value(words))
        .col_expr(Column::GivenBy, Expr::value(by))
        .col_expr(Column::GivenAt, Expr::value(now))
        .filter(Column::Id.eq(opinion))
        .filter(Column::CardId.eq(card.id))
        .filter(Column::Answer.is_null())
        .exec(&tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("opinion-given"));
    }
    tell(&tx, project, (now, Some(by)), "opinion-given", "").await?;
    tx.commit().await?;
    Ok(())
}
