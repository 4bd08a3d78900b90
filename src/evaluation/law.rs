//! What the law demands of an edition before it may open: the obligatory points of art. 5a ust. 7 of
//! the Polish act on municipal self-government (8 March 1990), each with its number. Point 2, the most
//! signatures, cannot be broken: no such number is stored (`edition::support`). What is only not made
//! yet is no breach and stands apart.

use game_rules::ballot::Kind as Ballots;
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
    Ok(found)
}

/// What is not there yet without which an edition cannot be evaluated and voted on, and the page of the
/// edition's desk where it is made. No law is broken: it is work that waits.
pub async fn gaps(
    db: &impl ConnectionTrait,
    edition: &Edition,
) -> Result<Vec<(Option<&'static str>, Message)>> {
    let mut found = Vec::new();
    for (kind, key) in [(Kind::Formal, "lint-no-formal-card"), (Kind::Merit, "lint-no-merit-card")]
    {
        if !asks_something(db, edition.id, kind).await? {
            found.push((Some("cards"), Message::new(key)));
        }
    }
    let calendar = phase::calendar(db, edition.id).await?;
    let voting = calendar.iter().find(|phase| phase.kind == Phase::Voting);
    if voting.is_none_or(|voting| voting.ends_at <= voting.begins_at) {
        found.push((Some("calendar"), Message::new("lint-no-voting")));
    }
    let pools = pool::of_edition(db, edition.id).await?;
    if pools.is_empty() {
        found.push((None, Message::new("lint-no-pool")));
    }
    for pool in pools {
        if pool.rules()?.kind == Ballots::Scoring {
            found.push((Some("ballot"), Message::new("phase-not-votable")));
            break;
        }
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
