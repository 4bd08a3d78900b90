//! Whether the vote was rehearsed as it stands now: the latest rehearsal of this machine leaves its
//! report in the data directory.

use std::path::PathBuf;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::edition::{Edition, district, pool};
use crate::error::Result;
use crate::{paper, project, register};

/// Where the latest rehearsal of an edition is kept on this node.
pub fn kept(app: &App, edition: &Edition, kind: &str) -> PathBuf {
    app.config.data_dir.join(format!("rehearsal-{}.{kind}", edition.id))
}

/// What of a report is asked here.
#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    state: String,
    checks: Vec<Check>,
}

#[derive(Deserialize)]
struct Check {
    holds: bool,
}

/// Whether everything held in the latest rehearsal, and nothing that matters has changed since.
pub async fn holds(app: &App, db: &impl ConnectionTrait, edition: &Edition) -> Result<bool> {
    let Ok(bytes) = tokio::fs::read(kept(app, edition, "json")).await else { return Ok(false) };
    let Ok(report) = serde_json::from_slice::<Report>(&bytes) else { return Ok(false) };
    let all_hold = report.checks.iter().all(|check| check.holds);
    Ok(all_hold && report.state == state(db, edition).await?)
}

/// A digest of what a rehearsal tries: pools and their rules, what stands on the ballot, who may vote
/// and what becomes of paper. Titles and the calendar may change.
pub async fn state(db: &impl ConnectionTrait, edition: &Edition) -> Result<String> {
    let districts = district::Entity::find()
        .filter(district::Column::EditionId.eq(edition.id))
        .order_by_asc(district::Column::Id)
        .all(db)
        .await?;
    let projects = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition.id))
        .order_by_asc(project::Column::Id)
        .all(db)
        .await?;
    let policy = register::policy_of(db, edition.id).await?;
    let paper = paper::policy_of(db, edition.id).await?;
    let mut hash = Sha256::new();
    hash.update(format!("{districts:?} {policy:?} {paper:?}"));
    for pool in pool::of_edition(db, edition.id).await? {
        let pool::Model { id, code, lane, budget, ballot_rules, count_rules, .. } = pool;
        hash.update(format!("{id} {code} {lane} {budget} {ballot_rules} {count_rules}"));
    }
    for project in projects {
        let project::Project { id, pool_id, number, position, cost, state, .. } = project;
        hash.update(format!("{id} {pool_id} {number} {position} {cost} {state:?}"));
    }
    Ok(hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect())
}
