//! Phases: what may be done now, and until when. The current phase is a fact of the edition; the
//! calendar says when each begins and ends. Voting needs both: the phase and the hour.

use game_rules::ballot::Kind;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder};

use super::{Column as EditionColumn, Edition, Entity as Editions};
use crate::clock::Instant;
use crate::error::{Error, Result};
use crate::page::Sign;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Phase {
    /// The city sets the edition up; residents see the calendar and nothing to do yet.
    #[sea_orm(string_value = "preparation")]
    Preparation,
    #[sea_orm(string_value = "submission")]
    Submission,
    #[sea_orm(string_value = "evaluation")]
    Evaluation,
    #[sea_orm(string_value = "voting")]
    Voting,
    /// Closed: nobody votes any more, nothing is published yet.
    #[sea_orm(string_value = "counting")]
    Counting,
    #[sea_orm(string_value = "results")]
    Results,
}

impl Phase {
    pub const ALL: [Self; 6] = [
        Self::Preparation,
        Self::Submission,
        Self::Evaluation,
        Self::Voting,
        Self::Counting,
        Self::Results,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Preparation => "preparation",
            Self::Submission => "submission",
            Self::Evaluation => "evaluation",
            Self::Voting => "voting",
            Self::Counting => "counting",
            Self::Results => "results",
        }
    }

    /// Open, in work, or closed: the shape before the phase's name.
    pub fn sign(self) -> Sign {
        match self {
            Self::Submission | Self::Voting => Sign::Open,
            Self::Preparation | Self::Evaluation | Self::Counting => Sign::Half,
            Self::Results => Sign::Closed,
        }
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| *phase > self)
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "phase")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: Phase,
    pub begins_at: Instant,
    pub ends_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// Every calendar of the house.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>> {
    Ok(Entity::find().all(db).await?)
}

/// The calendar of an edition in the order of the phases.
pub async fn calendar(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::BeginsAt)
        .all(db)
        .await?;
    Ok(rows)
}

/// When a phase ends, if the calendar has it.
pub fn ends_at(calendar: &[Model], kind: Phase) -> Option<Instant> {
    calendar.iter().find(|phase| phase.kind == kind).map(|phase| phase.ends_at)
}

/// The announced hour at which an edition leaves a phase: its end, or the beginning of what residents
/// wait for. None where the calendar says nothing, and of counting, which ends when it is done.
pub fn announced(calendar: &[Model], from: Phase) -> Option<Instant> {
    let begins = |kind| calendar.iter().find(|row| row.kind == kind).map(|row| row.begins_at);
    match from {
        Phase::Preparation => begins(Phase::Submission),
        Phase::Evaluation => begins(Phase::Voting),
        Phase::Submission | Phase::Voting => ends_at(calendar, from),
        Phase::Counting | Phase::Results => None,
    }
}

/// Moves an edition from one phase to the next, at its announced hour or after it:
/// `Conflict("phase-early")` before.
pub async fn advance(
    db: &impl ConnectionTrait,
    edition: &Edition,
    from: Phase,
    now: Instant,
) -> Result<Phase> {
    let hour = announced(&calendar(db, edition.id).await?, from);
    if hour.is_some_and(|hour| now < hour) {
        return Err(Error::conflict("phase-early"));
    }
    advance_as_agreed(db, edition, from, now).await
}

/// As [`advance`], at an hour on which two people have agreed. The move is one conditional update: of
/// two officers who press at once, one gets `Conflict("phase-moved")`. Voting whose last hour has
/// passed cannot open.
pub async fn advance_as_agreed(
    db: &impl ConnectionTrait,
    edition: &Edition,
    from: Phase,
    now: Instant,
) -> Result<Phase> {
    let next = from.next().ok_or(Error::conflict("phase-last"))?;
    let moved = Editions::update_many()
        .col_expr(EditionColumn::Phase, Expr::value(next.name()))
        .filter(EditionColumn::Id.eq(edition.id))
        .filter(EditionColumn::Phase.eq(from))
        .exec(db)
        .await?;
    if moved.rows_affected != 1 {
        return Err(Error::conflict("phase-moved"));
    }
    if next == Phase::Voting {
        let open = Entity::find_by_id((edition.id, Phase::Voting)).one(db).await?;
        if open.is_none_or(|voting| voting.ends_at <= now) {
            return Err(Error::conflict("phase-voting-over"));
        }
        for pool in super::pool::of_edition(db, edition.id).await? {
            if pool.rules()?.kind == Kind::Scoring {
                return Err(Error::conflict("phase-not-votable"));
            }
        }
    }
    pull(db, edition.id, next, Column::BeginsAt, now).await?;
    pull(db, edition.id, from, Column::EndsAt, now).await?;
    Ok(next)
}

/// Moves an edge of a phase that lies in the future to now. A phase that had not begun by the
/// calendar and ends before it began keeps no length: its beginning moves along.
async fn pull(
    db: &impl ConnectionTrait,
    edition: i64,
    kind: Phase,
    edge: Column,
    now: Instant,
) -> Result<()> {
    if matches!(edge, Column::EndsAt) {
        Entity::update_many()
            .col_expr(Column::BeginsAt, Expr::value(now))
            .filter(Column::EditionId.eq(edition))
            .filter(Column::Kind.eq(kind))
            .filter(Column::BeginsAt.gt(now))
            .exec(db)
            .await?;
    }
    Entity::update_many()
        .col_expr(edge, Expr::value(now))
        .filter(Column::EditionId.eq(edition))
        .filter(Column::Kind.eq(kind))
        .filter(edge.gt(now))
        .exec(db)
        .await?;
    Ok(())
}
