//! What each losing project was short of.

use serde::{Deserialize, Serialize};

use super::greedy::{Line, Order, Walk, Watch};
use super::{Candidate, Greedy, Outcome, Step, Tally, Terms, Verdict};
use crate::money::Money;

/// How far a loser was from winning, all else equal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The losing project.
    pub project: u32,
    /// The fewest extra votes of one point each with which it would have won; the number of ballots stays the same, and
    /// so does the order of ties.
    /// `None` when no score would do: withdrawn, dearer than the budget, or excluded by a winner of an earlier pool.
    pub extra: Option<i64>,
    /// The largest lower cost with which it would have won, to the minor unit; the order of ties stays as it was. `None`
    /// when not even for nothing.
    pub cost: Option<Money>,
    /// Winners ahead of it without any one of which it would have won, the nearest first, at most [`Missing::RIVALS`].
    pub rivals: Vec<u32>,
    /// The winner of its exclusion group, where that is what kept it out.
    pub excluded_by: Option<u32>,
}

impl Missing {
    /// The most rivals that are named.
    pub const RIVALS: usize = 5;
}

/// For each project that did not win, in the order of turns, what it would have needed alone.
///
/// Exact, and without a count for each loser: one that loses changes nothing for those before it, and neither a higher
/// score nor, for a score that is not negative, a lower cost moves it down. Its fate at any place is therefore read
/// from what was left there in the recorded run; there it wins the more easily the higher it stands, so both figures
/// are found by halving. Only rivals are found by counting again, once without each winner.
pub fn what_would_have_won(
    projects: &[Candidate],
    tally: &Tally,
    rule: Greedy,
    terms: &Terms,
    outcome: &Outcome,
) -> Vec<Missing> {
    let line = Line::new(projects, tally, rule, terms);
    let trace = Trace::of(&line, None);
    let mut rivals = rivals(&line, outcome);
    let losers = outcome.steps.iter().filter(|step| !step.verdict.wins());
    let losers = losers.filter(|step| (step.project as usize) < projects.len());
    let missing = losers.map(|step| {
        let project = step.project as usize;
        Missing {
            project: step.project,
            extra: extra(&line, &trace, project),
            cost: cost(&line, &trace, project),
            rivals: std::mem::take(&mut rivals[project]),
            excluded_by: match step.verdict {
                Verdict::ExcludedBy { project } => Some(project),
                _ => None,
            },
        }
    });
    missing.collect()
}

/// What a project would have met at each position of the line.
struct Trace {
    /// By phase and position: the money left, and whether the phase had ended.
    phases: Vec<Vec<(Money, bool)>>,
    /// By group: the phase and the position from which on it is taken.
    taken: Vec<Option<(usize, usize)>>,
}

struct Tracing<'a> {
    line: &'a Line<'a>,
    trace: Trace,
}

impl Watch for Tracing<'_> {
    fn before(&mut self, phase: usize, position: usize, walk: &Walk) {
        if position == 0 {
            self.trace.phases.push(Vec::with_capacity(self.line.order.len() + 1));
        }
        if let Some(states) = self.trace.phases.get_mut(phase) {
            states.push((walk.left, walk.stopped));
        }
    }

    fn decided(&mut self, phase: usize, step: Step) {
        let project = step.project as usize;
        let taken = self.line.groups[project].and_then(|group| self.trace.taken.get_mut(group));
        if let Some(taken) = taken.filter(|taken| taken.is_none() && step.verdict.wins()) {
            *taken = Some(match step.verdict {
                Verdict::FundedEarlier => (0, 0),
                _ => (phase, self.line.rank[project] + 1),
            });
        }
    }
}

impl Trace {
    fn of(line: &Line, without: Option<u32>) -> Self {
        let groups = line.groups.iter().flatten().max().map_or(0, |most| most + 1);
        let mut taken = vec![None; groups];
        for (candidate, group) in line.projects.iter().zip(&line.groups) {
            let number = candidate.group.filter(|number| line.terms.taken_groups.contains(number));
            if let (Some(_), Some(group)) = (number, *group) {
                taken[group] = Some((0, 0));
            }
        }
        let mut tracing = Tracing { line, trace: Self { phases: Vec::new(), taken } };
        line.walk(&line.order, without, &[], &mut tracing);
        tracing.trace
    }

    /// The largest cost with which the project, above the threshold, would win before the project at this position.
    fn limit(&self, line: &Line, project: usize, position: usize) -> Option<Money> {
        let taken = line.groups[project].and_then(|group| self.taken[group]);
        let last = self.phases.len().saturating_sub(1);
        let phases = self.phases.iter().enumerate().filter_map(|(phase, states)| {
            let &(left, stopped) = states.get(position)?;
            let served = phase == last || line.members[phase][project];
            if stopped || !served || taken.is_some_and(|taken| taken <= (phase, position)) {
                return None;
            }
            let limit = match phase == last {
                true => line.limit(&line.projects[project], left),
                false => left,
            };
            (!left.is_negative()).then_some(limit)
        });
        phases.max()
    }
}

fn extra(line: &Line, trace: &Trace, project: usize) -> Option<i64> {
    let candidate = &line.projects[project];
    if candidate.withdrawn {
        return None;
    }
    let own = line.rank[project];
    let wins =
        |position| trace.limit(line, project, position).is_some_and(|most| candidate.cost <= most);
    // The lowest position at which it would win.
    let winning = first((0, own as i64 + 1), |position| !wins(position as usize)) - 1;
    let lowest = usize::try_from(winning).ok()?;
    let (support, place) = (line.support[project], line.places[project]);
    let most = i64::MAX.saturating_sub(support.score.max(support.votes).max(0));
    let enough = |extra| {
        let raised = support.raised(extra);
        let worth = line.worth_of(raised.score, candidate.cost);
        let passes = lowest == own || !line.is_ahead(line.order[lowest], worth, place);
        passes && line.terms.below_threshold(candidate.cost, raised, line.ballots).is_none()
    };
    let extra = first((1, most), enough);
    (extra < most).then_some(extra)
}

fn cost(line: &Line, trace: &Trace, project: usize) -> Option<Money> {
    let candidate = &line.projects[project];
    if candidate.withdrawn || candidate.cost <= Money::ZERO {
        return None;
    }
    let (support, place) = (line.support[project], line.places[project]);
    let position = |cost: i64| {
        let worth = line.worth_of(support.score, Money::from_minor(cost));
        line.order.partition_point(|&other| line.is_ahead(other, worth, place))
    };
    let passes = |cost: i64| {
        line.terms.below_threshold(Money::from_minor(cost), support, line.ballots).is_none()
    };
    let all = (0, candidate.cost.minor());
    if line.rule.order == Order::ScorePerCost && support.score < 0 {
        // A lower cost makes a score below zero worth less: the line is followed down, without the project itself, which
        // may have ended the count.
        let trace = Trace::of(line, Some(project as u32));
        let most = first(all, |cost| !passes(cost)) - 1;
        let best = |slot: usize| {
            // Costs that put the project at this position: the lower they are, the further down it is.
            let above = first(all, |cost| position(cost) < slot) - 1;
            let lowest = first(all, |cost| position(cost) <= slot);
            let limit = trace.limit(line, project, slot)?.minor().min(above).min(most);
            (limit >= lowest).then_some(Money::from_minor(limit))
        };
        return (line.rank[project]..=line.order.len()).find_map(best);
    }
    let wins = |cost: i64| {
        let limit = trace.limit(line, project, position(cost));
        passes(cost) && limit.is_some_and(|limit| cost <= limit.minor())
    };
    let most = first(all, |cost| !wins(cost)) - 1;
    (most >= 0).then_some(Money::from_minor(most))
}

/// The first number of `from..to` for which a condition holds that stays true once it is; `to` if there is none.
fn first((mut from, mut to): (i64, i64), holds: impl Fn(i64) -> bool) -> i64 {
    while from < to {
        let middle = from + (to - from) / 2;
        match holds(middle) {
            true => to = middle,
            false => from = middle + 1,
        }
    }
    from
}

/// By project: the winners ahead of it without any one of which it would win.
fn rivals(line: &Line, outcome: &Outcome) -> Vec<Vec<u32>> {
    let mut rivals = vec![Vec::new(); line.projects.len()];
    let mut losers = Vec::new();
    for step in outcome.steps.iter().rev() {
        if !step.verdict.wins() {
            losers.push(step.project as usize);
            continue;
        }
        let mut winners = Winners(vec![false; line.projects.len()]);
        line.walk(&line.order, Some(step.project), &[], &mut winners);
        for &loser in &losers {
            let full = rivals.get(loser).is_none_or(|rivals| rivals.len() == Missing::RIVALS);
            if !full && winners.0[loser] {
                rivals[loser].push(step.project);
            }
        }
    }
    rivals
}

struct Winners(Vec<bool>);

impl Watch for Winners {
    fn decided(&mut self, _: usize, step: Step) {
        self.0[step.project as usize] = step.verdict.wins();
    }
}
