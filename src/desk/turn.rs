//! What it means that an edition goes on to its next phase, by whose hand or hour it may be: what keeps
//! it closed, what is made and forgotten at that moment, and the clock that turns by itself.

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, PaginatorTrait};

use super::lint;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase, change, phase};
use crate::error::{Error, Result};
use crate::evaluation::draw;
use crate::page::Errors;
use crate::project::{self, State as ProjectState};
use crate::{store, vote};

/// The phases that open something to residents: before these the law is asked.
pub(super) fn opens(phase: Phase) -> bool {
    matches!(phase, Phase::Submission | Phase::Voting)
}

/// Moves an edition on within a transaction, before its announced hour only as two people have
/// agreed. What keeps it closed comes back instead, named by its place among the findings; then the
/// caller lets the transaction fall.
pub(super) async fn turn(
    app: &App,
    tx: &DatabaseTransaction,
    edition: &Edition,
    from: Phase,
    (now, by): (Instant, Option<i64>),
    early: Option<&change::Model>,
) -> Result<Errors> {
    let next = match early {
        Some(_) => phase::advance_as_agreed(tx, edition, from, now).await?,
        None => phase::advance(tx, edition, from, now).await?,
    };
    if opens(next) {
        let findings = lint::findings(app, tx, edition, next, now).await?;
        let mut kept_closed = Errors::default();
        for (i, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.blocks()) {
            if let Some(headline) = finding.headline() {
                kept_closed.add(format!("finding-{i}"), headline);
            }
        }
        if !kept_closed.is_empty() {
            return Ok(kept_closed);
        }
        if next == Phase::Voting {
            lint::record(tx, edition, &findings, now, by).await?;
        }
    }
    if next == Phase::Voting
        && draw::of(tx, edition.id).await?.is_some_and(|draw| draw.record.is_none())
    {
        return Err(Error::conflict("phase-draw-open"));
    }
    if next == Phase::Voting {
        vote::opening::open(&app.keys, tx, edition, now, Some(&app.config)).await?;
    }
    if next == Phase::Counting {
        vote::forget_drafts(tx, edition.id).await?;
    }
    let act = Act {
        at: now,
        account: by,
        edition: Some(edition.id),
        kind: &format!("phase-{}", next.name()),
        subject: &edition.slug,
        detail: early.map_or("", |early| &early.reason),
    };
    audit::record(tx, act).await?;
    Ok(Errors::default())
}

/// Whether the clock moves an edition on: a phase that nobody closes ends with its hour, the next
/// one begins with its own. Counting and publishing are never done by the clock.
fn is_due(calendar: &[phase::Model], edition: &Edition, now: Instant) -> bool {
    let of = |kind| calendar.iter().find(|phase| phase.kind == kind);
    let began = |kind| of(kind).is_some_and(|phase| phase.begins_at <= now);
    let ended = |kind| of(kind).is_some_and(|phase| phase.ends_at <= now);
    match edition.phase {
        Phase::Preparation => began(Phase::Submission),
        Phase::Submission => ended(Phase::Submission),
        Phase::Evaluation => began(Phase::Voting) && !ended(Phase::Voting),
        Phase::Voting => ended(Phase::Voting),
        Phase::Counting | Phase::Results => false,
    }
}

/// Keeps the calendars: every edition whose hour has come, by the clock of the database, moves on.
/// One that the law or an undecided project holds back stays until the returning officer acts. While
/// the clock is in doubt none moves: what a wrong hour ends stays ended. Returns how many moved.
pub async fn keep_calendars(app: &App) -> Result<u32> {
    if app.store.beat(&app.clock).await?.is_some() {
        return Ok(0);
    }
    let mut moved = 0;
    for edition in edition::all(app.store.read()).await? {
        if edition.phase >= Phase::Counting {
            continue;
        }
        let tx = app.store.begin().await?;
        let now = store::now(&tx, &app.clock).await?;
        if edition.phase == Phase::Voting && vote::opening::of(&tx, edition.id).await?.is_none() {
            // Opened by a version that knew no envelopes yet.
            vote::opening::open(&app.keys, &tx, &edition, now, Some(&app.config)).await?;
            tx.commit().await?;
            continue;
        }
        let calendar = phase::calendar(&tx, edition.id).await?;
        let pending = project::Entity::find()
            .filter(project::Column::EditionId.eq(edition.id))
            .filter(project::Column::State.is_in(ProjectState::PENDING));
        let held = edition.phase == Phase::Evaluation && pending.count(&tx).await? > 0;
        if held || !is_due(&calendar, &edition, now) {
            continue;
        }
        match turn(app, &tx, &edition, edition.phase, (now, None), None).await {
            Ok(kept_closed) if kept_closed.is_empty() => {
                tx.commit().await?;
                moved += 1;
            }
            Ok(_) => {
                tracing::warn!(edition = edition.slug, "something keeps the edition closed");
            }
            Err(Error::Conflict { key }) => {
                tracing::warn!(edition = edition.slug, key, "the calendar waits");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(moved)
}
