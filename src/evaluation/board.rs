//! What waits for whom, and until when: the progress of an edition's evaluation.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

use super::card::{self, CardState};
use super::question::Kind;
use super::{appeal, correction, opinion, terms};
use crate::clock::{Instant, end_of_day};
use crate::edition::{Edition, Pool, pool};
use crate::error::Result;
use crate::people::{self, Account, Role};
use crate::project::{self, Project, State};

/// What a project waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    Formal,
    Correction,
    Merit,
    Opinion,
    Approval,
    Appeal,
}

impl Wait {
    pub fn name(self) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Correction => "correction",
            Self::Merit => "merit",
            Self::Opinion => "opinion",
            Self::Approval => "approval",
            Self::Appeal => "appeal",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Waiting {
    pub project: Project,
    pub what: Wait,
    /// Whose desk it is on, where somebody was named.
    pub person: Option<String>,
    pub due_at: Instant,
}

pub struct Board {
    pub pools: Vec<Pool>,
    /// Projects by pool and state.
    pub counts: BTreeMap<(i64, usize), i64>,
    /// What is due first stands first.
    pub waiting: Vec<Waiting>,
}

/// Days in which a second person approves.
const APPROVAL_DAYS: i64 = 7;

pub async fn of(db: &impl ConnectionTrait, edition: &Edition) -> Result<Board> {
    let pools = pool::of_edition(db, edition.id).await?;
    let projects = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition.id))
        .order_by_asc(project::Column::Id)
        .all(db)
        .await?;
    let mut counts = BTreeMap::new();
    for project in &projects {
        let state = State::ALL.iter().position(|state| *state == project.state).unwrap_or(0);
        *counts.entry((project.pool_id, state)).or_insert(0) += 1;
    }
    let pending: Vec<Project> =
        projects.into_iter().filter(|project| State::PENDING.contains(&project.state)).collect();
    let waiting = waiting(db, edition, pending).await?;
    Ok(Board { pools, counts, waiting })
}

async fn waiting(
    db: &impl ConnectionTrait,
    edition: &Edition,
    pending: Vec<Project>,
) -> Result<Vec<Waiting>> {
    let terms = terms::of(db, edition.id).await?;
    // One query each: an edition has more projects than a statement takes values.
    let ids = project::Column::EditionId.eq(edition.id);
    let cards = card::Entity::find()
        .filter(card::Column::ProjectId.in_subquery(own(ids.clone())))
        .filter(card::Column::State.ne(CardState::Closed))
        .all(db)
        .await?;
    let corrections = correction::Entity::find()
        .filter(correction::Column::ProjectId.in_subquery(own(ids.clone())))
        .filter(correction::Column::ClosedAt.is_null())
        .all(db)
        .await?;
    let appeals = appeal::Entity::find()
        .filter(appeal::Column::ProjectId.in_subquery(own(ids)))
        .filter(appeal::Column::Outcome.is_null())
        .all(db)
        .await?;
    let open: Vec<i64> = cards.iter().map(|card| card.id).collect();
    let mut opinions = Vec::new();
    for some in open.chunks(1000) {
        let asked = opinion::Entity::find()
            .filter(opinion::Column::CardId.is_in(some.iter().copied()))
            .filter(opinion::Column::Answer.is_null());
        opinions.extend(asked.all(db).await?);
    }
    let people = staff(db).await?;
    let name = |id: Option<i64>| {
        let person = people.iter().find(|person| Some(person.id) == id);
        person.map(|person| person.name.clone())
    };
    let mut waiting = Vec::with_capacity(pending.len());
    for project in pending {
        let of = |kind| {
            cards.iter().find(move |card| card.project_id == project.id && card.kind == kind)
        };
        let proposed = [Kind::Formal, Kind::Merit]
            .into_iter()
            .filter_map(of)
            .find(|card| card.state == CardState::Proposed);
        let (what, person, due_at) = match project.state {
            _ if proposed.is_some() => {
                let at = proposed.and_then(|card| card.proposed_at).unwrap_or_default();
                (Wait::Approval, None, end_of_day(at, APPROVAL_DAYS))
            }
            State::Returned => {
                let asked = corrections.iter().find(|open| open.project_id == project.id);
                (Wait::Correction, None, asked.map_or(0, |open| open.due_at))
            }
            State::Appealed => {
                let lodged = appeals.iter().find(|open| open.project_id == project.id);
                (Wait::Appeal, None, lodged.map_or(0, |open| open.due_at))
            }
            State::Merit => {
                let card = of(Kind::Merit);
                let asked = opinions
                    .iter()
                    .filter(|asked| card.is_some_and(|card| card.id == asked.card_id))
                    .map(|asked| asked.due_at)
                    .min();
                let due = card.map(|card| card.due_at);
                let due = due.unwrap_or_else(|| {
                    end_of_day(project.submitted_at, terms.formal_days + terms.merit_days)
                });
                let person = name(card.and_then(|card| card.assigned_to));
                match asked {
                    Some(asked) => (Wait::Opinion, person, asked.min(due)),
                    None => (Wait::Merit, person, due),
                }
            }
            _ => {
                let due = of(Kind::Formal).map(|card| card.due_at);
                let due =
                    due.unwrap_or_else(|| end_of_day(project.submitted_at, terms.formal_days));
                (Wait::Formal, None, due)
            }
        };
        waiting.push(Waiting { project, what, person, due_at });
    }
    waiting.sort_by_key(|waiting| (waiting.due_at, waiting.project.id));
    Ok(waiting)
}

/// The ids of an edition's projects, as a part of another query.
fn own(of_edition: sea_orm::sea_query::SimpleExpr) -> sea_orm::sea_query::SelectStatement {
    use sea_orm::{QuerySelect, QueryTrait};
    project::Entity::find()
        .select_only()
        .column(project::Column::Id)
        .filter(of_edition)
        .into_query()
}

/// Everybody who evaluates, by name.
pub async fn staff(db: &impl ConnectionTrait) -> Result<Vec<Account>> {
    let all = people::staff(db).await?;
    let evaluators = all.into_iter().filter(|(_, roles)| roles.contains(&Role::Evaluator));
    Ok(evaluators.map(|(account, _)| account).collect())
}
