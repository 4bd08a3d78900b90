//! Editing the calendar: what lies ahead may be moved by one officer, what runs is only extended, by
//! two (see [`super::change`]), and what has passed stays. From the opening of the submission on, the
//! voting is announced: nobody shortens it alone.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseTransaction, QuerySelect, Set};

use super::phase::{self, Model, Phase};
use super::{Column, Edition, Entity};
use crate::clock::{Instant, Local, local};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::text::Message;

/// The edge of a phase, as the boxes of the form name it.
pub const EDGES: [&str; 2] = ["begins", "ends"];

/// The phases that may still be moved.
pub fn ahead(edition: &Edition) -> impl Iterator<Item = Phase> {
    let now = edition.phase;
    Phase::ALL.into_iter().filter(move |phase| *phase > now)
}

/// An hour as typed; `which` says which of the two is meant where the clocks go back.
pub fn read_hour(typed: &str, which: &str) -> std::result::Result<Instant, Message> {
    match local(typed) {
        Local::Once(at) => Ok(at),
        Local::Twice(first, _) if which == "first" => Ok(first),
        Local::Twice(_, second) if which == "second" => Ok(second),
        Local::Twice(..) => Err(Message::new("calendar-hour-twice")),
        Local::Never => Err(Message::new("calendar-hour-never")),
        Local::Unreadable => Err(Message::new("calendar-hour-wrong")),
    }
}

/// Whether a typed hour comes twice, so that the form asks which.
pub fn is_twice(typed: &str) -> bool {
    matches!(local(typed), Local::Twice(..))
}

/// Reads the phases ahead: both edges or none, in the order of the phases, none over another. `stored`
/// is the calendar the form was filled from.
pub fn read(
    edition: &Edition,
    stored: &[Model],
    fields: &Fields,
) -> std::result::Result<Vec<Model>, Errors> {
    let mut errors = Errors::default();
    let mut read: Vec<Model> = Vec::new();
    let runs_until = phase::ends_at(stored, edition.phase);
    for kind in ahead(edition) {
        let names = EDGES.map(|edge| format!("{edge}-{}", kind.name()));
        let typed = names.each_ref().map(|name| fields.get(name).trim());
        if typed.iter().all(|typed| typed.is_empty()) {
            continue;
        }
        let [begins, ends] = [0, 1].map(|edge| {
            read_hour(typed[edge], fields.get(&format!("{}-which", names[edge])))
                .map_err(|message| errors.add(names[edge].clone(), message))
                .ok()
        });
        let (Some(mut begins_at), Some(mut ends_at)) = (begins, ends) else { continue };
        // A box shows an hour to the minute. What was not touched keeps its seconds, and a beginning in
        // the minute in which the phase before ends is that end.
        let before = read.last().map(|before| before.ends_at).or(runs_until);
        let own = stored.iter().find(|row| row.kind == kind);
        let same = |at: Instant, known: Option<Instant>| {
            known.filter(|known| (0..60).contains(&(known - at))).unwrap_or(at)
        };
        begins_at = same(same(begins_at, own.map(|row| row.begins_at)), before);
        ends_at = same(ends_at, own.map(|row| row.ends_at));
        let announced = own.filter(|_| kind == Phase::Voting && is_announced(edition));
        if ends_at <= begins_at {
            errors.add(names[1].clone(), Message::new("calendar-ends-first"));
        } else if announced.is_some_and(|own| ends_at < own.ends_at) {
            errors.add(names[1].clone(), Message::new("calendar-earlier"));
        }
        if announced.is_some_and(|own| begins_at < own.begins_at) {
            errors.add(names[0].clone(), Message::new("calendar-earlier"));
        } else if before.is_some_and(|before| begins_at < before) {
            let key = if read.is_empty() { "calendar-runs" } else { "calendar-overlaps" };
            errors.add(names[0].clone(), Message::new(key));
        }
        read.push(Model { edition_id: edition.id, kind, begins_at, ends_at });
    }
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

/// Whether residents have been told when the voting will be.
fn is_announced(edition: &Edition) -> bool {
    (Phase::Submission..Phase::Voting).contains(&edition.phase)
}

/// Replaces the phases ahead. `Conflict("phase-moved")` when another phase has begun meanwhile,
/// `Conflict("calendar-runs")` when the first one ahead would begin before the present one ends,
/// `Conflict("calendar-earlier")` when an announced voting would begin or end earlier, or not at all.
pub async fn save(tx: &DatabaseTransaction, edition: &Edition, ahead: &[Model]) -> Result<()> {
    let unmoved = Entity::find_by_id(edition.id)
        .filter(Column::Phase.eq(edition.phase))
        .lock_exclusive()
        .one(tx)
        .await?;
    if unmoved.is_none() {
        return Err(Error::conflict("phase-moved"));
    }
    let voting = phase::Entity::find_by_id((edition.id, Phase::Voting)).one(tx).await?;
    if let Some(announced) = voting.filter(|_| is_announced(edition)) {
        let kept = ahead.iter().any(|phase| {
            phase.kind == Phase::Voting
                && phase.begins_at >= announced.begins_at
                && phase.ends_at >= announced.ends_at
        });
        if !kept {
            return Err(Error::conflict("calendar-earlier"));
        }
    }
    let present = phase::Entity::find_by_id((edition.id, edition.phase)).one(tx).await?;
    if let (Some(present), Some(first)) = (present, ahead.first())
        && first.begins_at < present.ends_at
    {
        return Err(Error::conflict("calendar-runs"));
    }
    let later = Phase::ALL.into_iter().filter(|phase| *phase > edition.phase);
    phase::Entity::delete_many()
        .filter(phase::Column::EditionId.eq(edition.id))
        .filter(phase::Column::Kind.is_in(later))
        .exec(tx)
        .await?;
    if ahead.is_empty() {
        return Ok(());
    }
    let rows = ahead.iter().map(|phase| phase::ActiveModel {
        edition_id: Set(phase.edition_id),
        kind: Set(phase.kind),
        begins_at: Set(phase.begins_at),
        ends_at: Set(phase.ends_at),
    });
    let same = OnConflict::columns([phase::Column::EditionId, phase::Column::Kind])
        .update_columns([phase::Column::BeginsAt, phase::Column::EndsAt])
        .to_owned();
    phase::Entity::insert_many(rows).on_conflict(same).exec_without_returning(tx).await?;
    Ok(())
}
