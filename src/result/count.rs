//! Counting a closed edition: every pool's ballots are streamed through the pure rules, and the
//! outcomes and the publication are one transaction.

use std::collections::HashMap;

use anyhow::Context;
use game_rules::Money;
use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::count::{
    Again, Candidate, Completion, Difference, EqualShares, Fit, Greedy, Measures, Missing, Outcome,
    Profile, Rule, Tally, Terms, what_would_have_won, what_would_have_won_again,
};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, StreamTrait};

use super::snapshot::{self, Other, Snapshot, Standing};
use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{CountRules, Edition, Phase, Pool, phase, pool};
use crate::error::{Error, Result};
use crate::project::{self, Project, State};
use crate::seal;
use crate::vote::{ballot, participation};

/// Counts all pools of an edition that was decided elsewhere and publishes: it moves from counting to
/// results at once. What was voted on here is published by two people (`result::publish`).
///
/// `Conflict("seal-first")` before the edition is sealed, `Conflict("phase-moved")` when the edition is not waiting to be counted.
pub async fn publish_imported(app: &App, edition: &Edition) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = app.clock.now();
    if !seal::is_countable(&tx, edition.id).await? {
        return Err(Error::conflict("seal-first"));
    }
    phase::advance(&tx, edition, Phase::Counting, now).await?;
    for pool in pool::of_edition(&tx, edition.id).await? {
        let outcome = count(&tx, &pool).await?;
        agree(&tx, &pool, outcome.ballots).await?;
        snapshot::put(&tx, pool.id, now, &outcome).await?;
    }
    let act = Act {
        at: now,
        account: None,
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
pub(super) async fn agree(db: &impl ConnectionTrait, pool: &Pool, ballots: u64) -> Result<()> {
    let persons = participation::Entity::find()
        .filter(participation::Column::PoolId.eq(pool.id))
        .filter(participation::Column::State.eq("counted"))
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
    let projects = on_list(db, pool).await?;
    let ballot_rules = pool.rules()?;
    let profile = profile(db, pool, &projects).await?;
    let (rules, budget) = (pool.count_rules()?, pool.money());
    // Nothing else runs on this thread's turn while the ballots of a city are counted.
    let counted = tokio::task::spawn_blocking(move || {
        snapshot(&projects, &profile, &ballot_rules, rules, budget)
    });
    Ok(counted.await.map_err(anyhow::Error::from)?)
}

fn snapshot(
    projects: &[Project],
    profile: &Profile,
    ballots: &Rules,
    rules: CountRules,
    budget: Money,
) -> Snapshot {
    let candidates: Vec<Candidate> = projects
        .iter()
        .map(|project| Candidate {
            withdrawn: project.state == State::Withdrawn,
            ..Candidate::new(project.money())
        })
        .collect();
    let method = rules.method();
    let terms = Terms { threshold: rules.threshold, ..Terms::new(budget) };
    let outcome = game_rules::count::count(&candidates, profile, method, &terms);
    let missing = match method {
        Rule::Greedy(greedy) => {
            what_would_have_won(&candidates, profile.tally(), greedy, &terms, &outcome)
        }
        _ => {
            let again = Again::SameEndowment;
            what_would_have_won_again(
                &candidates,
                profile,
                ballots,
                method,
                &terms,
                &outcome,
                again,
            )
        }
    };
    let mut missing: HashMap<u32, Missing> =
        missing.into_iter().map(|missing| (missing.project, missing)).collect();
    let number =
        |project: u32| projects.get(project as usize).map(|project| project.number.clone());
    let standings = outcome.steps.iter().filter_map(|step| {
        let index = step.project as usize;
        let project = projects.get(index)?;
        let missing = missing.remove(&step.project);
        let (extra, wins_at, rivals, excluded_by) = match missing {
            Some(missing) => (missing.extra, missing.cost, missing.rivals, missing.excluded_by),
            None => (None, None, Vec::new(), None),
        };
        Some(Standing {
            number: project.number.clone(),
            code: project.code.clone(),
            title: project.title.clone(),
            category: project.category.name().to_owned(),
            cost: project.money(),
            votes: profile.tally().votes.get(index).copied().unwrap_or(0),
            score: step.score,
            verdict: step.verdict,
            left_before: step.left_before,
            left_after: step.left_after,
            official: project.official,
            missing: extra,
            wins_at,
            rivals: rivals.into_iter().filter_map(number).collect(),
            excluded_by: excluded_by.and_then(number),
            share: step.share,
        })
    });
    let tally = profile.tally();
    Snapshot {
        is_city_rule: rules.is_known,
        fit: match method {
            Rule::Greedy(greedy) => greedy.fit,
            _ => Fit::Skip,
        },
        method: Some(method),
        threshold: rules.threshold.and_then(|threshold| threshold.score(tally.ballots)),
        rule: rules.rule,
        in_points: ballots.kind.has_points() || ballots.kind == Kind::Ordinal,
        ballots: tally.ballots,
        budget: outcome.budget,
        standings: standings.collect(),
        measures: Some(Measures::of(&candidates, profile, &outcome)),
        other: Some(other(projects, &candidates, profile, &terms, method, &outcome)),
        endowment: outcome.endowment,
        comparison: outcome.comparison,
        ties: outcome.ties,
    }
}

/// What the other of the two great families of rules makes of the same ballots.
fn other(
    projects: &[Project],
    candidates: &[Candidate],
    profile: &Profile,
    terms: &Terms,
    method: Rule,
    outcome: &Outcome,
) -> Other {
    let other = match method {
        Rule::Greedy(_) => Rule::EqualShares(EqualShares {
            completion: Completion::Add1u,
            ..EqualShares::default()
        }),
        _ => Rule::Greedy(Greedy::default()),
    };
    let others = game_rules::count::count(candidates, profile, other, terms);
    let difference = Difference::of(candidates, profile, outcome, &others);
    let numbers = |indices: &[u32]| {
        let found = indices.iter().filter_map(|&index| projects.get(index as usize));
        found.map(|project| project.number.clone()).collect()
    };
    Other {
        method: other,
        only_method: numbers(&difference.only_first),
        only_other: numbers(&difference.only_second),
        measures: Measures::of(candidates, profile, &others),
        preference: difference.by_number,
    }
}

/// The projects of a pool in the order of the ballot list, which decides ties.
pub async fn on_list(db: &impl ConnectionTrait, pool: &Pool) -> Result<Vec<Project>> {
    let rows = project::Entity::find()
        .filter(project::Column::PoolId.eq(pool.id))
        .filter(project::Column::State.is_in([State::Accepted, State::Withdrawn]))
        .order_by_asc(project::Column::Position);
    Ok(rows.all(db).await?)
}

/// The ballots of a pool, the same ones together.
pub async fn profile<C: ConnectionTrait + StreamTrait>(
    db: &C,
    pool: &Pool,
    projects: &[Project],
) -> Result<Profile> {
    let rules = pool.rules()?;
    let mut profile = Profile::new(projects.len());
    for_each_vote(db, pool, projects, |marks| profile.add(marks, &rules, 1)).await?;
    Ok(profile)
}

/// Votes and scores of a pool; no ballot is kept.
pub async fn tally<C: ConnectionTrait + StreamTrait>(
    db: &C,
    pool: &Pool,
    projects: &[Project],
) -> Result<Tally> {
    let rules = pool.rules()?;
    let mut tally = Tally::new(projects.len());
    for_each_vote(db, pool, projects, |marks| tally.add(marks, &rules)).await?;
    Ok(tally)
}

/// Reads the pool's ballots one by one.
async fn for_each_vote<C: ConnectionTrait + StreamTrait>(
    db: &C,
    pool: &Pool,
    projects: &[Project],
    mut each: impl FnMut(&[Mark]),
) -> Result<()> {
    let index: HashMap<&str, u32> =
        projects.iter().map(|project| project.number.as_str()).zip(0..).collect();
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
        each(&marks);
        Ok(())
    })
    .await
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
