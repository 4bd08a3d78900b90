//! What the law demands of an edition before it may open: the four obligatory points of art. 5a
//! ust. 7 of the Polish act on municipal self-government (8 March 1990), each with its number. Point 2,
//! the most signatures, cannot be broken: no such number is stored (`edition::support`).

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;

use super::question::{self, Kind};
use super::terms;
use crate::clock::Instant;
use crate::edition::{Edition, Phase, phase, pool};
use crate::error::Result;
use crate::project::{self, State};
use crate::text::Message;

/// A breach: the point of ust. 7 and what is wrong, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    pub point: u8,
    pub message: Message,
}

/// Every breach of an edition that is about to open for `next`, in the order of the points.
pub async fn breaches(
    db: &impl ConnectionTrait,
    edition: &Edition,
    next: Phase,
    now: Instant,
) -> Result<Vec<Breach>> {
    let mut found = Vec::new();
    let mut add = |point, message| found.push(Breach { point, message });
    let terms = terms::of(db, edition.id).await?;
    if !asks_something(db, edition.id, Kind::Formal).await? {
        add(1, Message::new("law-no-formal-card"));
    }
    let pools = pool::of_edition(db, edition.id).await?;
    if !asks_something(db, edition.id, Kind::Merit).await? {
        add(3, Message::new("law-no-merit-card"));
    }
    if terms.appeal_days == 0 {
        add(3, Message::new("law-no-appeal"));
    }
    let calendar = phase::calendar(db, edition.id).await?;
    let of = |kind| calendar.iter().find(|phase| phase.kind == kind);
    if let (Some(evaluation), Some(voting)) = (of(Phase::Evaluation), of(Phase::Voting)) {
        let days = terms.appeal_days + terms.decision_days;
        if next == Phase::Submission && voting.begins_at - evaluation.begins_at < days * 86_400 {
            add(3, Message::new("law-no-time-to-appeal").arg("n", days));
        }
    }
    if next == Phase::Voting {
        let running = appeals_running(db, edition.id, now).await?;
        if running > 0 {
            add(3, Message::new("law-appeals-running").arg("n", running));
        }
    }
    if of(Phase::Voting).is_none_or(|voting| voting.ends_at <= voting.begins_at) {
        add(4, Message::new("law-no-voting"));
    }
    if pools.is_empty() {
        add(4, Message::new("law-no-pool"));
    }
    Ok(found)
}

async fn asks_something(db: &impl ConnectionTrait, edition: i64, kind: Kind) -> Result<bool> {
    let set = question::latest(db, edition, kind).await?;
    let questions = set.map(|set| set.questions()).transpose()?.unwrap_or_default();
    Ok(questions.iter().any(|question| question.is_answered()))
}

/// Projects whose rejection can still be appealed, or whose appeal waits.
pub async fn appeals_running(db: &impl ConnectionTrait, edition: i64, now: Instant) -> Result<i64> {
    let rejected =
        project::Column::State.eq(State::Rejected).and(project::Column::AppealUntil.gte(now));
    let running = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition))
        .filter(rejected.or(project::Column::State.eq(State::Appealed)));
    Ok(i64::try_from(running.count(db).await?).unwrap_or(i64::MAX))
}
