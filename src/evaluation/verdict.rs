//! Verdicts: what city hall decided about a project, in which round, and until when it can be
//! appealed. The database refuses a rejection without a reason or without a deadline for the appeal
//! (art. 5a ust. 7 pkt 3 of the Polish municipal-government act), and a card that one person alone
//! proposed and approved.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::terms::{self, Procedure};
use super::{draw, notify};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::{Instant, end_of_day};
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::project::{self, Project, State};
use crate::store;
use crate::submission::complain_of_field;
use crate::text::Message;

/// Where a verdict was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Stage {
    /// By one person, where the edition's procedure is short.
    #[sea_orm(string_value = "short")]
    Short,
    #[sea_orm(string_value = "formal")]
    Formal,
    #[sea_orm(string_value = "merit")]
    Merit,
    #[sea_orm(string_value = "appeal")]
    Appeal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Outcome {
    #[sea_orm(string_value = "accepted")]
    Accepted,
    #[sea_orm(string_value = "rejected")]
    Rejected,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
        }
    }

    fn state(self) -> State {
        match self {
            Self::Accepted => State::Accepted,
            Self::Rejected => State::Rejected,
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "verdict")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub project_id: i64,
    pub round: i64,
    pub stage: Stage,
    pub outcome: Outcome,
    pub reason: String,
    pub appeal_until: Option<Instant>,
    pub proposed_by: Option<i64>,
    pub approved_by: Option<i64>,
    pub decided_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The latest verdict about a project.
pub async fn latest(db: &impl ConnectionTrait, project: i64) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::ProjectId.eq(project))
        .order_by_desc(Column::Round)
        .one(db)
        .await?)
}

/// What one person decides where the procedure is short.
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
            "reject" => Ok(Self::Rejected { reason: reason(fields, "reason")? }),
            _ => Err(Errors::of("verdict", Message::new("verdict-missing"))),
        }
    }

    fn outcome(&self) -> Outcome {
        match self {
            Self::Accepted => Outcome::Accepted,
            Self::Rejected { .. } => Outcome::Rejected,
        }
    }

    fn reason(&self) -> &str {
        match self {
            Self::Accepted => "",
            Self::Rejected { reason } => reason,
        }
    }
}

/// A reason that residents will read: 20 to 4000 characters, and no personal data that nobody has
/// said may be public.
pub fn reason(fields: &Fields, name: &str) -> std::result::Result<String, Errors> {
    let reason = tidy(fields.get(name), true);
    let mut errors = Errors::default();
    match reason.chars().count() {
        0..20 => errors.add(name, Message::new("verdict-reason-missing")),
        20..=4000 => complain_of_field(fields, name, &reason, &mut errors),
        _ => errors.add(name, Message::new("verdict-reason-long")),
    }
    if errors.is_empty() { Ok(reason) } else { Err(errors) }
}

/// The moment of an act of evaluation, asked inside its transaction. Refused after the opening of
/// the voting and once the list of the draw is fixed; the share lock makes both wait for acts on
/// their way.
pub async fn gate(tx: &DatabaseTransaction, app: &App, edition: i64) -> Result<Instant> {
    let open = edition::Entity::find_by_id(edition)
        .filter(edition::Column::Phase.is_in([Phase::Submission, Phase::Evaluation]))
        .lock_shared();
    if open.one(tx).await?.is_none() {
        return Err(Error::conflict("verdict-late"));
    }
    if draw::of(tx, edition).await?.is_some() {
        return Err(Error::conflict("verdict-drawn"));
    }
    Ok(store::now(tx, &app.clock).await?)
}

/// Nobody at city hall has a hand in their own project.
pub async fn not_own(db: &impl ConnectionTrait, project: &Project, by: i64) -> Result<()> {
    if project::is_author(db, project, by).await? { Err(Error::Forbidden) } else { Ok(()) }
}

/// Moves a project from one state to another. Of two who move it at once, the second gets
/// `Conflict("verdict-taken")`.
pub async fn shift(
    tx: &impl ConnectionTrait,
    project: &Project,
    from: State,
    to: State,
) -> Result<()> {
    let changed = project::Entity::update_many()
        .col_expr(project::Column::State, Expr::value(to.name()))
        .filter(project::Column::Id.eq(project.id))
        .filter(project::Column::State.eq(from))
        .exec(tx)
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(Error::conflict("verdict-taken")) }
}

/// Records a public act about a project, and writes to its author where it concerns them.
pub async fn tell(
    tx: &impl ConnectionTrait,
    project: &Project,
    (at, by): (Instant, Option<i64>),
    kind: &str,
    detail: &str,
) -> Result<()> {
    let act = Act {
        at,
        account: by,
        edition: Some(project.edition_id),
        kind,
        subject: &project.number,
        detail,
    };
    audit::record(tx, act).await?;
    notify::author(tx, at, project, kind, detail).await
}

/// A verdict about to be pronounced.
pub struct Pronounced<'a> {
    pub stage: Stage,
    pub outcome: Outcome,
    pub reason: &'a str,
    pub proposed_by: Option<i64>,
    pub approved_by: Option<i64>,
}

/// Pronounces a verdict: the row, the project's state and the public act, in one transaction.
pub async fn pronounce(
    tx: &DatabaseTransaction,
    at: Instant,
    project: &Project,
    from: State,
    verdict: Pronounced<'_>,
) -> Result<()> {
    let Pronounced { stage, outcome, reason, proposed_by, approved_by } = verdict;
    let days = terms::of(tx, project.edition_id).await?.appeal_days;
    let until = (outcome == Outcome::Rejected).then(|| end_of_day(at, days));
    let changed = project::Entity::update_many()
        .col_expr(project::Column::State, Expr::value(outcome.state().name()))
        .col_expr(project::Column::Reason, Expr::value(reason))
        .col_expr(project::Column::DecidedAt, Expr::value(at))
        .col_expr(project::Column::AppealUntil, Expr::value(until))
        .filter(project::Column::Id.eq(project.id))
        .filter(project::Column::State.eq(from))
        .exec(tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("verdict-taken"));
    }
    let round = latest(tx, project.id).await?.map_or(1, |verdict| verdict.round + 1);
    let row = ActiveModel {
        project_id: Set(project.id),
        round: Set(round),
        stage: Set(stage),
        outcome: Set(outcome),
        reason: Set(reason.to_owned()),
        appeal_until: Set(until),
        proposed_by: Set(proposed_by),
        approved_by: Set(approved_by),
        decided_at: Set(at),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    tell(tx, project, (at, approved_by.or(proposed_by)), outcome.name(), reason).await
}

/// Decides about a submitted project where the procedure is short. Of two clerks who decide at
/// once, the second gets `Conflict("verdict-taken")`.
pub async fn decide(
    app: &App,
    edition: &Edition,
    project: &Project,
    verdict: &Verdict,
    by: Option<i64>,
) -> Result<()> {
    if let Some(by) = by {
        not_own(app.store.read(), project, by).await?;
    }
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    if terms::of(&tx, edition.id).await?.procedure != Procedure::Short {
        return Err(Error::conflict("verdict-by-cards"));
    }
    let pronounced = Pronounced {
        stage: Stage::Short,
        outcome: verdict.outcome(),
        reason: verdict.reason(),
        proposed_by: by,
        approved_by: None,
    };
    pronounce(&tx, now, project, State::Submitted, pronounced).await?;
    tx.commit().await?;
    Ok(())
}
