//! City hall looks at what was reported and at what was appealed against.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, ConnectionTrait, QueryOrder, QuerySelect, UpdateMany};

use super::comment::count;
use super::entity::comment::{Column, Entity, Model, State};
use super::entity::report;
use crate::app::App;
use crate::audit::{self, Act};
use crate::error::{Error, Result};
use crate::project::{self, Project};

/// What a clerk decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may stay.
    Keep,
    Hide {
        reason: String,
    },
    /// An appeal is right: it is shown again.
    Restore {
        answer: String,
    },
    /// An appeal is not right.
    Uphold {
        answer: String,
    },
}

/// A comment that waits, with its project and what people say of it.
pub struct Waiting {
    pub comment: Model,
    pub project: Project,
    pub reports: Vec<String>,
}

/// As many as a page shows.
const MOST: u64 = 50;

/// What waits in an edition: appeals first, then what most people reported. Three queries.
pub async fn waiting(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Waiting>> {
    let here = sea_orm::sea_query::Query::select()
        .column(project::Column::Id)
        .from(project::Entity)
        .and_where(project::Column::EditionId.eq(edition))
        .to_owned();
    let reported = Condition::all().add(Column::State.eq(State::Shown)).add(Column::Reports.gt(0));
    let comments = Entity::find()
        .filter(Column::ProjectId.in_subquery(here))
        .filter(Condition::any().add(Column::State.eq(State::Appealed)).add(reported))
        .order_by_asc(Column::State)
        .order_by_desc(Column::Reports)
        .order_by_asc(Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let projects = project::Entity::find()
        .filter(project::Column::Id.is_in(comments.iter().map(|comment| comment.project_id)))
        .all(db)
        .await?;
    let reports = report::Entity::find()
        .filter(report::Column::CommentId.is_in(comments.iter().map(|comment| comment.id)))
        .limit(1000)
        .all(db)
        .await?;
    let with = |comment: Model| {
        let project = projects.iter().find(|project| project.id == comment.project_id)?.clone();
        let own = reports.iter().filter(|report| report.comment_id == comment.id);
        let reports = own.map(|report| report.reason.clone()).collect();
        Some(Waiting { comment, project, reports })
    };
    Ok(comments.into_iter().filter_map(with).collect())
}

/// Decides about a comment. Each change is conditional: of two clerks at once the second gets
/// `Conflict("moderate-taken")`, and so does whoever answers an appeal against their own hiding.
pub async fn moderate(
    app: &App,
    edition: i64,
    comment: &Model,
    project: &Project,
    verdict: Verdict,
    clerk: i64,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let this = Entity::update_many().filter(Column::Id.eq(comment.id));
    let appealed = |update: UpdateMany<Entity>| {
        update
            .filter(Column::State.eq(State::Appealed))
            .filter(Column::HiddenBy.ne(clerk).or(Column::HiddenBy.is_null()))
            .col_expr(Column::AnsweredBy, Expr::value(clerk))
    };
    let (update, more, kind, detail) = match verdict {
        Verdict::Keep => (
            this.filter(Column::State.eq(State::Shown)).filter(Column::Reports.gt(0)),
            0,
            "comment-kept",
            String::new(),
        ),
        Verdict::Hide { reason } => (
            this.filter(Column::State.eq(State::Shown))
                .col_expr(Column::State, Expr::value("hidden"))
                .col_expr(Column::HiddenBy, Expr::value(clerk))
                .col_expr(Column::Reason, Expr::value(reason.clone()))
                .col_expr(Column::AnsweredBy, Expr::value(Option::<i64>::None)),
            -1,
            "comment-hidden",
            reason,
        ),
        Verdict::Restore { answer } => (
            appealed(this)
                .col_expr(Column::State, Expr::value("shown"))
                .col_expr(Column::Answer, Expr::value(answer.clone())),
            1,
            "comment-restored",
            answer,
        ),
        Verdict::Uphold { answer } => (
            appealed(this)
                .col_expr(Column::State, Expr::value("final"))
                .col_expr(Column::Answer, Expr::value(answer.clone())),
            0,
            "comment-upheld",
            answer,
        ),
    };
    let changed = update.col_expr(Column::Reports, Expr::value(0_i64)).exec(&tx).await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("moderate-taken"));
    }
    count(&tx, project.id, more).await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(clerk),
        edition: Some(edition),
        kind,
        // Not the project's number: what was said under a project is no part of its own history.
        subject: &format!("comment {}", comment.id),
        detail: &detail,
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}
