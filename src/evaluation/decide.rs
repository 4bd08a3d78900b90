use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::project::{Column, Entity, Project, State};
use crate::text::Message;

/// What city hall decided about a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Accepted,
    Rejected { reason: String },
}

impl Verdict {
    /// Reads the form: a rejection without a reason is no verdict.
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Errors> {
        match fields.get("verdict") {
            "accept" => Ok(Self::Accepted),
            "reject" => {
                let reason = tidy(fields.get("reason"), true);
                match reason.chars().count() {
                    0..20 => Err(Errors::of("reason", Message::new("verdict-reason-missing"))),
                    20..=4000 => Ok(Self::Rejected { reason }),
                    _ => Err(Errors::of("reason", Message::new("verdict-reason-long"))),
                }
            }
            _ => Err(Errors::of("verdict", Message::new("verdict-missing"))),
        }
    }

    fn state(&self) -> State {
        match self {
            Self::Accepted => State::Accepted,
            Self::Rejected { .. } => State::Rejected,
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Accepted => "",
            Self::Rejected { reason } => reason,
        }
    }
}

/// Decides about a submitted project. The update is conditional: of two clerks who decide at once,
/// the second gets `Conflict("verdict-taken")`. After the voting has opened nothing is decided.
pub async fn decide(
    app: &App,
    edition: &Edition,
    project: &Project,
    verdict: &Verdict,
    by: Option<i64>,
) -> Result<()> {
    if by.is_some() && by == project.author_id {
        return Err(Error::Forbidden);
    }
    let tx = app.store.begin().await?;
    // The share lock makes the opening of the vote wait for verdicts on their way.
    let open = edition::Entity::find_by_id(edition.id)
        .filter(edition::Column::Phase.is_in([Phase::Submission, Phase::Evaluation]))
        .lock_shared();
    if open.one(&tx).await?.is_none() {
        return Err(Error::conflict("verdict-late"));
    }
    let now = app.clock.now();
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value(verdict.state().name()))
        .col_expr(Column::Reason, Expr::value(verdict.reason()))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .filter(Column::Id.eq(project.id))
        .filter(Column::State.eq(State::Submitted))
        .exec(&tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("verdict-taken"));
    }
    let act = Act {
        at: now,
        account: by,
        edition: Some(edition.id),
        kind: verdict.state().name(),
        subject: &project.number,
        detail: verdict.reason(),
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}
