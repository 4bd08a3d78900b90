//! How much money every ballot gets: the first endowment, or the last that a rule with raises keeps.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::run::{End, Run};
use super::{Completion, EqualShares, Start, UNIT};
use crate::count::Endowment;
use crate::count::electorate::Electorate;
use crate::money::Money;

impl Endowment {
    /// Minor units for all ballots together.
    pub(super) fn total(self) -> u64 {
        self.numerator.unsigned_abs()
    }
}

/// The endowment whose run is the outcome.
pub(super) fn endowment(electorate: &Electorate, rule: EqualShares, budget: Money) -> Endowment {
    let ballots = electorate.ballots.max(1);
    let budget_minor = budget.minor().max(0).unsigned_abs();
    let each_unit = UNIT.minor().unsigned_abs();
    let start = match rule.start {
        Start::Exact => budget_minor,
        Start::Integral => budget_minor / ballots / each_unit * each_unit * ballots,
    };
    let raise = rule.raise.minor().max(1).unsigned_abs().saturating_mul(ballots);
    let after = |raises: u64| Endowment {
        numerator: i64::try_from(start.saturating_add(raise.saturating_mul(raises)))
            .unwrap_or(i64::MAX),
        ballots: electorate.ballots,
        raises,
    };
    if matches!(rule.completion, Completion::None | Completion::Utilitarian) {
        return after(0);
    }
    let wanted = electorate.contenders.iter().map(|&project| electorate.cost(project)).sum::<u64>();
    if wanted <= budget_minor && !electorate.has_groups() {
        // Everything wins: any supporter could pay for all of it alone.
        return after(wanted.div_ceil(rule.raise.minor().max(1).unsigned_abs()));
    }
    let stop = first_stop(electorate, |run, raises| {
        let ended = run.run(after(raises).total(), Some(budget), |_| {});
        stop_of(electorate, run, ended, rule.exhaustive.then_some(budget_minor))
    });
    match stop {
        // The first run pays no more than the budget, so an earlier one is never missing.
        (raises, Stop::Over) => after(raises.saturating_sub(1)),
        (raises, Stop::Done) => after(raises),
    }
}

/// Why raising ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// This outcome costs more than the budget; the one before it counts.
    Over,
    /// No higher endowment adds anything, or the rule wants nothing more than an exhaustive outcome.
    Done,
}

fn stop_of(
    electorate: &Electorate,
    run: &Run,
    ended: End,
    exhaustive: Option<u64>,
) -> Option<Stop> {
    if ended == End::OverLimit {
        return Some(Stop::Over);
    }
    let spent: u64 = run.purchases().map(|project| electorate.cost(project)).sum();
    let bought: Vec<u32> = run.purchases().collect();
    let missed = electorate.contenders.iter().filter(|&&project| {
        !bought.contains(&project) && !bought.iter().any(|&won| electorate.exclude(won, project))
    });
    let mut costs = missed.map(|&project| electorate.cost(project));
    let done = match exhaustive {
        Some(budget) => costs.all(|cost| spent.saturating_add(cost) > budget),
        None => costs.next().is_none(),
    };
    done.then_some(Stop::Done)
}

/// The least number of raises at which raising ends. Runs do not depend on each other, so every core takes the next one.
fn first_stop(
    electorate: &Electorate,
    look: impl Fn(&mut Run, u64) -> Option<Stop> + Sync,
) -> (u64, Stop) {
    let (next, last) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
    let work = || {
        let mut run = Run::new(electorate);
        loop {
            let raises = next.fetch_add(1, Ordering::Relaxed);
            if raises > last.load(Ordering::Relaxed) {
                return None;
            }
            if let Some(stop) = look(&mut run, raises) {
                last.fetch_min(raises, Ordering::Relaxed);
                return Some((raises, stop));
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let found = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(&work)).collect();
        let own = work();
        let others = others.into_iter().filter_map(|other| other.join().ok().flatten());
        others.chain(own).min_by_key(|&(raises, _)| raises)
    });
    found.unwrap_or((0, Stop::Done))
}
