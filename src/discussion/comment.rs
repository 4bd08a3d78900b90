use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, Set};

use sha2::{Digest, Sha256};

use super::entity::comment::{self, Column, Entity, Model, State};
use super::entity::report;
use crate::app::App;
use crate::clock::random;
use crate::error::{Error, Result, on_constraint};
use crate::page::{Errors, Fields, tidy};
use crate::people::account;
use crate::project::{self, Project, State as ProjectState, is_author};
use crate::submission::complain_of_personal_data;
use crate::text::Message;

pub const PAGE_SIZE: u64 = 30;
/// So many comments a person writes in ten minutes, on all projects together.
const MOST: u64 = 5;
const WINDOW: i64 = 600;
pub const LONGEST: usize = 2000;

/// A comment that can no longer be wrong.
pub struct Words {
    pub body: String,
    pub signed: String,
    /// One form sent twice with the same words is one comment.
    form_key: Vec<u8>,
}

impl Words {
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Errors> {
        let mut errors = Errors::default();
        let body = tidy(fields.get("body"), true);
        let length = body.chars().count();
        if length < 3 {
            errors.add("body", Message::new("comment-missing"));
        } else if length > LONGEST {
            let message = Message::new("text-long").arg("n", LONGEST);
            errors.add("body", message.arg("over", length - LONGEST));
        }
        let sure = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
        complain_of_personal_data("body", &body, &sure("sure-body"), &mut errors);
        let signed = tidy(fields.get("signed"), false);
        if signed.chars().count() > 60 {
            errors.add("signed", Message::new("comment-signed-wrong"));
        }
        complain_of_personal_data("signed", &signed, &sure("sure-signed"), &mut errors);
        // The key of a form alone would swallow what somebody writes after going back to it.
        let form_key = match fields.get("key") {
            "" => random::<16>().to_vec(),
            key => Sha256::new().chain_update(key).chain_update(&body).finalize().to_vec(),
        };
        if errors.is_empty() { Ok(Self { body, signed, form_key }) } else { Err(errors) }
    }
}

/// Writes a comment; the same form sent again writes no second one. The inner error says that the
/// person writes too fast.
pub async fn write(
    app: &App,
    project: &Project,
    person: i64,
    words: Words,
) -> Result<std::result::Result<(), Errors>> {
    if project.state == ProjectState::Withdrawn {
        return Err(Error::conflict("comment-closed"));
    }
    let by_author = is_author(app.store.read(), project, person).await?;
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    // The lock makes a person's comments come one after the other, so that the count is right.
    account::Entity::find_by_id(person).lock_exclusive().one(&tx).await?;
    let row = comment::ActiveModel {
        project_id: Set(project.id),
        account_id: Set(Some(person)),
        signed: Set(words.signed),
        by_author: Set(by_author),
        body: Set(words.body),
        written_at: Set(now),
        state: Set(State::Shown),
        form_key: Set(Some(words.form_key)),
        ..Default::default()
    };
    let once = [Column::ProjectId, Column::AccountId, Column::FormKey];
    let inserted = Entity::insert(row)
        .on_conflict(OnConflict::columns(once).do_nothing_on(once).to_owned())
        .exec_without_returning(&tx)
        .await?;
    if inserted == 0 {
        return Ok(Ok(()));
    }
    let lately = Entity::find()
        .filter(Column::AccountId.eq(person))
        .filter(Column::WrittenAt.gt(now - WINDOW))
        .count(&tx)
        .await?;
    if lately > MOST {
        return Ok(Err(Errors::of("body", Message::new("comment-slow"))));
    }
    count(&tx, project.id, 1).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Keeps the number of comments one can read.
pub(super) async fn count(tx: &impl ConnectionTrait, project: i64, more: i64) -> Result<()> {
    use project::Column;
    project::Entity::update_many()
        .col_expr(Column::Comments, Expr::col(Column::Comments).add(more))
        .filter(Column::Id.eq(project))
        .exec(tx)
        .await?;
    Ok(())
}

pub struct Listing {
    pub rows: Vec<Model>,
    pub page: u64,
    pub pages: u64,
}

/// A page of comments, newest first. Of a hidden comment everybody sees that there was one and why
/// it is hidden; its words only its writer.
pub async fn listing(db: &impl ConnectionTrait, project: i64, page: u64) -> Result<Listing> {
    let all = Entity::find().filter(Column::ProjectId.eq(project));
    let pages = Ord::max(all.clone().count(db).await?.div_ceil(PAGE_SIZE), 1);
    let page = page.clamp(1, pages);
    let rows = all
        .order_by_desc(Column::Id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .all(db)
        .await?;
    Ok(Listing { rows, page, pages })
}

/// A comment of an edition, with its project.
pub async fn find(db: &impl ConnectionTrait, edition: i64, id: &str) -> Result<(Model, Project)> {
    let id: i64 = id.parse().map_err(|_| Error::NotFound)?;
    let row = Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?;
    let project = project::Entity::find_by_id(row.project_id)
        .filter(project::Column::EditionId.eq(edition))
        .one(db)
        .await?;
    Ok((row, project.ok_or(Error::NotFound)?))
}

/// The reason of a report, a hiding or an appeal: ten to a thousand characters.
pub fn reason(fields: &Fields, name: &str) -> std::result::Result<String, Errors> {
    let reason = tidy(fields.get(name), true);
    if (10..=1000).contains(&reason.chars().count()) {
        Ok(reason)
    } else {
        Err(Errors::of(name, Message::new("comment-reason-wrong")))
    }
}

/// Tells city hall of a comment, once: `Conflict("report-once")`.
pub async fn report(app: &App, comment: &Model, person: i64, reason: String) -> Result<()> {
    let tx = app.store.begin().await?;
    let row = report::ActiveModel {
        comment_id: Set(comment.id),
        account_id: Set(person),
        reason: Set(reason),
    };
    report::Entity::insert(row).exec_without_returning(&tx).await.map_err(|error| {
        let once = Error::conflict("report-once");
        on_constraint(error, "comment_report_pkey", "comment_report.comment_id", once)
    })?;
    Entity::update_many()
        .col_expr(Column::Reports, Expr::col(Column::Reports).add(1))
        .filter(Column::Id.eq(comment.id))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The writer of a hidden comment asks that somebody else looks again, once.
pub async fn appeal(app: &App, comment: &Model, person: i64, words: String) -> Result<()> {
    let tx = app.store.begin().await?;
    let own = Condition::all()
        .add(Column::Id.eq(comment.id))
        .add(Column::AccountId.eq(person))
        .add(Column::State.eq(State::Hidden));
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value("appealed"))
        .col_expr(Column::Appeal, Expr::value(words))
        .filter(own)
        .exec(&tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("comment-no-appeal"));
    }
    tx.commit().await?;
    Ok(())
}
