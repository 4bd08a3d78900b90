//! Offers to merge: somebody about to propose what is proposed already asks its authors whether they
//! may join them instead. A yes makes them a co-author; their own draft stays theirs.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, ConnectionTrait, QueryOrder, Set};

use super::{co_author, draft};
use crate::app::App;
use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::mail;
use crate::page::{Errors, tidy};
use crate::people::account;
use crate::project::{self, Project};
use crate::text::{Lang, Message};

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Answer {
    #[sea_orm(string_value = "accepted")]
    Accepted,
    #[sea_orm(string_value = "declined")]
    Declined,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "merge_offer")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose authors are asked.
    pub project_id: i64,
    /// Whose author asks.
    pub draft_id: i64,
    pub message: String,
    pub offered_at: Instant,
    pub answer: Option<Answer>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Asks the authors of a project. Asked once: `Conflict("merge-offered")`.
pub async fn offer(
    app: &App,
    draft: &draft::Model,
    project: &Project,
    message: &str,
    lang: Lang,
) -> Result<std::result::Result<(), Errors>> {
    let message = tidy(message, true);
    if !(10..=1000).contains(&message.chars().count()) {
        return Ok(Err(Errors::of("message", Message::new("merge-message-wrong"))));
    }
    let author = project.author_id.ok_or(Error::conflict("merge-no-author"))?;
    if project::is_author(app.store.read(), project, draft.account_id).await? {
        return Err(Error::conflict("merge-own"));
    }
    let author = account::by_id(app.store.read(), author).await?;
    let author = author.ok_or(Error::conflict("merge-no-author"))?;
    let tx = app.store.begin().await?;
    let row = ActiveModel {
        project_id: Set(project.id),
        draft_id: Set(draft.id),
        message: Set(message),
        offered_at: Set(app.clock.now()),
        answer: Set(None),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&tx).await.map_err(|error| {
        let once = Error::conflict("merge-offered");
        on_constraint(error, "merge_offer_once", "merge_offer.project_id", once)
    })?;
    let args = [("title", project.title.clone()), ("link", format!("/{}/my", lang.code()))];
    mail::queue(&tx, app.clock.now(), &author.email, lang, "merge-offer", &args).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// An offer with the project it is about.
pub type Offer = (Model, Project);

/// Offers to the person's projects that wait for an answer.
pub async fn to_answer(db: &impl ConnectionTrait, projects: &[Project]) -> Result<Vec<Offer>> {
    let rows = Entity::find()
        .filter(Column::ProjectId.is_in(projects.iter().map(|project| project.id)))
        .filter(Column::Answer.is_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let with = |row: Model| {
        let project = projects.iter().find(|project| project.id == row.project_id)?.clone();
        Some((row, project))
    };
    Ok(rows.into_iter().filter_map(with).collect())
}

/// What became of the offers of a draft.
pub async fn of_draft(db: &impl ConnectionTrait, draft: i64) -> Result<Vec<Offer>> {
    let rows = Entity::find().filter(Column::DraftId.eq(draft)).all(db).await?;
    let ids = rows.iter().map(|row| row.project_id);
    let projects = project::Entity::find().filter(project::Column::Id.is_in(ids)).all(db).await?;
    let with = |row: Model| {
        let project = projects.iter().find(|project| project.id == row.project_id)?.clone();
        Some((row, project))
    };
    Ok(rows.into_iter().filter_map(with).collect())
}

/// An author answers, once. A yes makes whoever asked a co-author, or `Conflict("co-author-many")`.
pub async fn answer(app: &App, offer: i64, person: i64, answer: Answer, lang: Lang) -> Result<()> {
    let db = app.store.read();
    let row = Entity::find_by_id(offer).one(db).await?.ok_or(Error::NotFound)?;
    let project = project::Entity::find_by_id(row.project_id).one(db).await?;
    let project = project.ok_or(Error::NotFound)?;
    if !project::is_author(db, &project, person).await? {
        return Err(Error::NotFound);
    }
    let asking = draft::Entity::find_by_id(row.draft_id).one(db).await?.ok_or(Error::NotFound)?;
    let who = account::by_id(app.store.read(), asking.account_id).await?.ok_or(Error::NotFound)?;
    let tx = app.store.begin().await?;
    let changed = Entity::update_many()
        .col_expr(Column::Answer, Expr::value(answer.to_value()))
        .filter(Column::Id.eq(offer))
        .filter(Column::Answer.is_null())
        .exec(&tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("merge-answered"));
    }
    let now = app.clock.now();
    if answer == Answer::Accepted {
        let own = project.draft_id.ok_or(Error::conflict("merge-no-author"))?;
        co_author::join(&tx, own, &who, now, lang).await?;
    }
    let kind = match answer {
        Answer::Accepted => "merge-accepted",
        Answer::Declined => "merge-declined",
    };
    let args = [("title", project.title.clone()), ("link", format!("/{}/my", lang.code()))];
    mail::queue(&tx, now, &who.email, lang, kind, &args).await?;
    tx.commit().await?;
    Ok(())
}
