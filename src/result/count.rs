//! Counting a closed edition: every pool's ballots are streamed through the pure rules, and the
//! outcomes and the publication are one transaction.

use std::collections::HashMap;

use anyhow::Context;
use game_rules::ballot::Mark;
use game_rules::count::{Candidate, Greedy, Tally, Terms, greedy, what_would_have_won};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, StreamTrait};

use super::snapshot::{self, Snapshot, Standing};
use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{Edition, Phase, Pool, phase, pool};
use crate::error::{Error, Result};
use crate::project::{self, Project, State};
use crate::vote::{ballot, participation};

/// Counts all pools and publishes: the edition moves from counting to results. `by` is the
/// returning officer, or nobody when an imported edition is decided.
///
/// `Conflict("phase-moved")` when the edition is not waiting to be counted.
pub async fn count_all(app: &App, edition: &Edition, by: Option<i64>) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = app.clock.now();
    phase::advance(&tx, edition, Phase::Counting, now).await?;
    for pool in pool::of_edition(&tx, edition.id).await? {
        let outcome = count(&tx, &pool).await?;
        agree(&tx, &pool, outcome.ballots).await?;
        snapshot::put(&tx, pool.id, now, &outcome).await?;
    }
    let act = Act {
        at: now,
        account: by,
        edition: Some(edition.id),
        kind: "published",
        subject: &edition.slug,
        ..Act::default()
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}

/// Persons who voted, ballots, and the turnout shown while voting must be one number; an edition in
/// which they are not is not published.
async fn agree(db: &impl ConnectionTrait, pool: &Pool, ballots: u64) -> Result<()> {
    let persons = participation::Entity::find()
        .filter(participation::Column::PoolId.eq(pool.id))
        .count(db)
        .await?;
    if persons == ballots && u64::try_from(pool.ballots) == Ok(ballots) {
        return Ok(());
    }
    tracing::error!(pool = pool.code, persons, ballots, turnout = pool.ballots, "counts differ");
    Err(Error::conflict("count-differs"))
}

/// The outcome of one pool. Ties are decided by the order of the ballot list.
pub async fn count<C: ConnectionTrait + StreamTrait>(db: &C, pool: &Pool) -> Result<Snapshot> {
    let projects = project::Entity::find()
        .filter(project::Column::PoolId.eq(pool.id))
        .filter(project::Column::State.is_in([State::Accepted, State::Withdrawn]))
        .order_by_asc(project::Column::Position)
        .all(db)
        .await?;
    let tally = tally(db, pool, &projects).await?;
    let candidates: Vec<Candidate> = projects
        .iter()
        .map(|project| Candidate {
            withdrawn: project.state == State::Withdrawn,
            ..Candidate::new(project.money())
        })
        .collect();
    let rules = pool.count_rules()?;
    let rule = Greedy { fit: rules.fit, ..Greedy::default() };
    let terms = Terms { threshold: rules.threshold, ..Terms::new(pool.money()) };
    let outcome = greedy(&candidates, &tally, rule, &terms);
    let missing: HashMap<u32, Option<i64>> =
        what_would_have_won(&candidates, &tally, rule, &terms, &outcome)
            .into_iter()
            .map(|missing| (missing.project, missing.extra))
            .collect();
    let standings = outcome.steps.iter().filter_map(|step| {
        let index = usize::try_from(step.project).ok()?;
        let project = projects.get(index)?;
        Some(Standing {
            number: project.number.clone(),
            code: project.code.clone(),
            title: project.title.clone(),
            category: project.category.name().to_owned(),
            cost: project.money(),
            votes: tally.votes.get(index).copied().unwrap_or(0),
            score: step.score,
            verdict: step.verdict,
            left_before: step.left_before,
            left_after: step.left_after,
            official: project.official,
            missing: missing.get(&step.project).copied().flatten(),
        })
    });
    Ok(Snapshot {
        is_city_rule: rules.is_greedy,
        fit: rules.fit,
        threshold: rules.threshold.and_then(|threshold| threshold.score(tally.ballots)),
        rule: rules.rule,
        in_points: pool.rules()?.kind.has_points()
            || pool.rules()?.kind == game_rules::ballot::Kind::Ordinal,
        ballots: tally.ballots,
        budget: outcome.budget,
        standings: standings.collect(),
        ties: outcome.ties,
    })
}

/// Reads the pool's ballots one by one; none is kept.
pub async fn tally<C: ConnectionTrait + StreamTrait>(
    db: &C,
    pool: &Pool,
    projects: &[Project],
) -> Result<Tally> {
    let rules = pool.rules()?;
    let index: HashMap<&str, u32> =
        projects.iter().map(|project| project.number.as_str()).zip(0..).collect();
    let mut tally = Tally::new(projects.len());
    let mut marks = Vec::new();
    for_each_ballot(db, pool.id, |_, vote, points| {
        marks.clear();
        let mut points = points.split(',');
        for number in vote.split(',') {
            let given = points.next().unwrap_or_default();
            let points = if given.is_empty() { Ok(1) } else { given.parse() };
            // Nothing is guessed: a ballot that cannot be read stops the count.
            let project = index.get(number).context("a ballot names a project not on the list")?;
            let points = points.context("a ballot gives points that are no number")?;
            marks.push(Mark { project: *project, points });
        }
        tally.add(&marks, &rules);
        Ok(())
    })
    .await?;
    Ok(tally)
}

/// Streams a pool's ballots in the order of their receipts: the receipt, then project numbers and
/// points as the `.pb` format writes them.
pub async fn for_each_ballot<C: ConnectionTrait + StreamTrait>(
    db: &C,
    pool: i64,
    mut each: impl FnMut(&str, &str, &str) -> Result<()>,
) -> Result<()> {
    use std::pin::pin;
    use tokio_stream::StreamExt;
    let mut rows = pin!(
        ballot::Entity::find()
            .filter(ballot::Column::PoolId.eq(pool))
            .order_by_asc(ballot::Column::Receipt)
            .stream(db)
            .await?
    );
    while let Some(row) = rows.next().await {
        let row = row?;
        each(&row.receipt, &row.vote, &row.points)?;
    }
    Ok(())
}
