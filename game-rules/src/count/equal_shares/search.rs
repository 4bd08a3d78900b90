//! How much money every ballot gets: the first endowment, or the last that a rule with raises keeps.

use std::ops::{Range, RangeInclusive};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::run::{End, Run};
use super::{Completion, EqualShares, Start, UNIT};
use crate::count::Endowment;
use crate::count::electorate::Electorate;
use crate::money::Money;

impl Endowment {
    /// Minor units for all ballots together.
    pub(super) fn total(self) -> u128 {
        self.numerator.unsigned_abs()
    }
}

/// The endowment whose run is the outcome.
pub(super) fn endowment(electorate: &Electorate, rule: EqualShares, budget: Money) -> Endowment {
    let ballots = u128::from(electorate.ballots.max(1));
    let minor = |money: Money| u128::from(money.minor().max(0).unsigned_abs());
    let start = match rule.start {
        Start::Exact => minor(budget),
        Start::Integral => minor(budget) / ballots / minor(UNIT) * minor(UNIT) * ballots,
    };
    let raise = minor(rule.raise).max(1);
    let after = |raises: u64| Endowment {
        numerator: i128::try_from(
            start.saturating_add((raise * ballots).saturating_mul(u128::from(raises))),
        )
        .unwrap_or(i128::MAX),
        ballots: electorate.ballots,
        raises,
    };
    if matches!(rule.completion, Completion::None | Completion::Utilitarian) {
        return after(0);
    }
    let costs = electorate.contenders.iter().map(|&project| u128::from(electorate.cost(project)));
    let wanted: u128 = costs.sum();
    if wanted <= minor(budget) && !electorate.has_groups() {
        // Everything wins: any supporter could pay for all of it alone.
        return after(u64::try_from(wanted.div_ceil(raise)).unwrap_or(u64::MAX));
    }
    let stop = first_stop(electorate, |run, raises| {
        let range = after(raises.start).total()..=after(raises.end - 1).total();
        stop_of(electorate, run, range, budget, rule.exhaustive)
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

/// Whether raising ends with these endowments. An error where a range of them cannot be told by one run.
fn stop_of(
    electorate: &Electorate,
    run: &mut Run,
    range: RangeInclusive<u128>,
    budget: Money,
    exhaustive: bool,
) -> Result<Option<Stop>, Unsure> {
    match run.run(range, Some(budget), |_| {}) {
        End::OverLimit => return Ok(Some(Stop::Over)),
        End::Unsure => return Err(Unsure),
        End::Done => {}
    }
    let bought: Vec<u32> = run.purchases().collect();
    let spent: Money = bought.iter().map(|&project| electorate.money(project)).sum();
    let mut missed = electorate.contenders.iter().filter(|&&project| {
        !bought.contains(&project) && !bought.iter().any(|&won| electorate.exclude(won, project))
    });
    let done = match exhaustive {
        true => missed.all(|&project| electorate.money(project) > budget.saturating_sub(spent)),
        false => missed.next().is_none(),
    };
    Ok(done.then_some(Stop::Done))
}

/// The endowments of the range have different outcomes, or their bounds do not tell.
struct Unsure;

/// The least number of raises at which raising ends. Runs do not depend on each other, so every core takes the next ones;
/// as many at once as had the same outcome before.
fn first_stop(
    electorate: &Electorate,
    look: impl Fn(&mut Run, Range<u64>) -> Result<Option<Stop>, Unsure> + Sync,
) -> (u64, Stop) {
    let (next, last) = (AtomicU64::new(0), AtomicU64::new(u64::MAX));
    let work = || {
        let mut run = Run::new(electorate);
        let mut stride = Stride::default();
        loop {
            let start = next.fetch_add(stride.length(), Ordering::Relaxed);
            if start > last.load(Ordering::Relaxed) {
                return None;
            }
            let mut open = Vec::new();
            open.push(start..start.saturating_add(stride.length()));
            while let Some(raises) = open.pop() {
                match look(&mut run, raises.clone()) {
                    Ok(None) => stride.grow(raises.end - raises.start),
                    Ok(Some(stop)) => {
                        last.fetch_min(raises.start, Ordering::Relaxed);
                        return Some((raises.start, stop));
                    }
                    Err(Unsure) => {
                        stride.shrink();
                        let middle = raises.start + (raises.end - raises.start) / 2;
                        open.push(middle..raises.end);
                        open.push(raises.start..middle);
                    }
                }
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let found = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let own = work();
        let others = others
            .into_iter()
            .filter_map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        others.chain(own).min_by_key(|&(raises, _)| raises)
    });
    found.unwrap_or((0, Stop::Done))
}

/// How many raises one run tries to stand for: twice as many after some that did, half as many after one that did not,
/// and the more patient the more often it did not.
struct Stride {
    length: u64,
    successes: u32,
    patience: u32,
}

impl Default for Stride {
    fn default() -> Self {
        Self { length: 1, successes: 0, patience: 1 }
    }
}

impl Stride {
    fn length(&self) -> u64 {
        self.length
    }

    fn grow(&mut self, resolved: u64) {
        if resolved < self.length {
            return;
        }
        self.successes += 1;
        if self.successes >= self.patience {
            self.length = self.length.saturating_mul(2).min(1 << 32);
            self.successes = 0;
            self.patience = (self.patience / 2).max(1);
        }
    }

    fn shrink(&mut self) {
        self.length = (self.length / 2).max(1);
        self.successes = 0;
        self.patience = (self.patience * 2).min(64);
    }
}
