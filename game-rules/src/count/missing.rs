//! What each losing project was short of.

use serde::{Deserialize, Serialize};

use super::{Candidate, Greedy, Outcome, Tally, Terms, greedy};

/// How far a loser was from winning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The losing project.
    pub project: u32,
    /// The fewest extra points (votes, in approval) with which it would have won, all else equal. `None` when no score
    /// would do: withdrawn, dearer than the budget, or excluded by a winner of an earlier pool.
    pub extra: Option<i64>,
}

/// For each project that neither won nor is the reserve, in the order of turns, what it would have needed alone.
///
/// Exact, by counting again: a higher score only moves a project up, where no less money is left, so the least score
/// that wins is found by halving among the scores at which its place changes. The number of ballots stays the same.
pub fn what_would_have_won(
    projects: &[Candidate],
    tally: &Tally,
    rule: Greedy,
    terms: &Terms,
    outcome: &Outcome,
) -> Vec<Missing> {
    let mut turning_points: Vec<i64> = tally
        .score
        .iter()
        .flat_map(|&score| [score, score.saturating_add(1)])
        .chain(terms.threshold.map(|threshold| threshold.score(tally.ballots)))
        .collect();
    turning_points.sort_unstable();
    turning_points.dedup();

    let mut tally = tally.clone();
    let losers = outcome.steps.iter().filter(|step| !wins(outcome, step.project));
    losers
        .map(|step| missing(projects, &mut tally, rule, terms, step.project, &turning_points))
        .collect()
}

fn missing(
    projects: &[Candidate],
    tally: &mut Tally,
    rule: Greedy,
    terms: &Terms,
    project: u32,
    turning_points: &[i64],
) -> Missing {
    let nothing = Missing { project, extra: None };
    let Some(own) = tally.score.get(project as usize).copied() else { return nothing };
    let higher = turning_points.partition_point(|&score| score <= own);
    let higher = turning_points.get(higher..).unwrap_or_default();
    let mut would_lose = |&score: &i64| {
        set(tally, project, score);
        !wins(&greedy(projects, tally, rule, terms), project)
    };
    let least = higher.partition_point(&mut would_lose);
    set(tally, project, own);
    Missing { project, extra: higher.get(least).map(|score| score.saturating_sub(own)) }
}

fn set(tally: &mut Tally, project: u32, score: i64) {
    if let Some(slot) = tally.score.get_mut(project as usize) {
        *slot = score;
    }
}

fn wins(outcome: &Outcome, project: u32) -> bool {
    outcome.reserve == Some(project) || outcome.selected.contains(&project)
}
