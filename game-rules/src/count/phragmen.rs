//! Phragmén's sequential rule: money comes to all voters at the same pace, and a project is bought as soon as its
//! supporters can pay for it (Phragmén 1894; for budgets Los, Christoff, Grossi: Proportional Budget Allocations, IJCAI
//! 2022).
//!
//! Said the other way round, a bought project spreads its cost over its supporters so that all of them bear the same
//! *load*, and the project is bought that makes the least load. The rule ends at the first project that does not fit.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use num_bigint::BigInt;

use super::chain::{self, Chain, Sum};
use super::electorate::Electorate;
use super::record::Record;
use super::{Candidate, Measure, Outcome, Profile, Share, Terms, Verdict};
use crate::money::Money;

/// Counts one pool. Where loads are equal, the order of ties decides.
///
/// Of projects that cost nothing, those with a supporter are funded first. A project dearer than the budget does not take
/// part.
pub fn phragmen(projects: &[Candidate], profile: &Profile, terms: &Terms) -> Outcome {
    let electorate = Electorate::new(projects, profile, Measure::Cardinality, terms);
    let mut count = Count::new(&electorate, terms);
    while count.round() {}
    count.outcome()
}

struct Count<'a> {
    electorate: &'a Electorate<'a>,
    /// A minor unit is `2^shift` steps.
    shift: u32,
    /// By distinct ballot: the last purchase it paid for, from 1; its load is the price of that.
    last: Vec<u32>,
    /// Bounds of the load after each purchase, in steps; the first is that of no purchase.
    loads: Vec<Bounds>,
    /// Lower bounds of the loads that projects would make. Loads never fall, so old ones stay lower bounds.
    queue: BinaryHeap<Reverse<(u64, u32)>>,
    chain: Chain,
    record: Record<'a>,
}

/// Enclose an exact amount.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    low: u64,
    high: u64,
}

impl<'a> Count<'a> {
    fn new(electorate: &'a Electorate<'a>, terms: &'a Terms) -> Self {
        let budget = terms.budget.minor().max(0).unsigned_abs();
        let mut count = Self {
            electorate,
            // A price is at most the cost and all that was spent before.
            shift: budget.leading_zeros().saturating_sub(2).min(40),
            last: vec![0; electorate.profile.distinct()],
            loads: vec![Bounds::default()],
            queue: BinaryHeap::new(),
            chain: Chain::new(),
            record: Record::new(electorate, terms),
        };
        for &project in &electorate.contenders {
            match electorate.cost(project).checked_sub(budget).filter(|&over| over > 0) {
                Some(over) => {
                    let short_by = Money::from_minor(i64::try_from(over).unwrap_or(i64::MAX));
                    count.record.lose(project, Verdict::DoesNotFit { short_by });
                }
                None => count.queue.push(Reverse((0, project))),
            }
        }
        count
    }

    /// Buys one project; `false` when there is none, or when one does not fit.
    fn round(&mut self) -> bool {
        let close = self.closest();
        let tied = self.least_of(close);
        let Some(&(winner, load)) = tied.first() else { return false };
        let fits = |&(project, _): &(u32, Bounds)| self.candidate(project).cost <= self.record.left;
        if !tied.iter().all(fits) {
            for (project, _) in tied {
                let short_by = self.candidate(project).cost.saturating_sub(self.record.left);
                let stops = short_by > Money::ZERO;
                let verdict =
                    if stops { Verdict::DoesNotFit { short_by } } else { Verdict::AfterStop };
                self.record.lose(project, verdict);
            }
            return false;
        }
        let projects: Vec<u32> = tied.iter().map(|&(project, _)| project).collect();
        self.record.tie(self.record.score(winner), &projects);
        for &(project, bounds) in &tied[1..] {
            self.queue.push(Reverse((bounds.low, project)));
        }
        self.buy(winner, load);
        true
    }

    /// The projects whose bounds do not tell that another makes a lesser load.
    fn closest(&mut self) -> Vec<(u32, Bounds)> {
        let mut fresh = Vec::new();
        let mut least = u64::MAX;
        while let Some(&Reverse((low, project))) = self.queue.peek() {
            if low > least {
                break;
            }
            self.queue.pop();
            let bounds = self.load_with(project);
            least = least.min(bounds.high);
            fresh.push((project, bounds));
        }
        let (mut close, far): (Vec<_>, Vec<_>) =
            fresh.into_iter().partition(|(_, bounds)| bounds.low <= least);
        self.queue.extend(far.into_iter().map(|(project, bounds)| Reverse((bounds.low, project))));
        close.sort_unstable_by_key(|&(project, _)| self.electorate.places[project as usize]);
        close
    }

    /// The projects with exactly the least load, in the order of ties; the others go back.
    fn least_of(&mut self, close: Vec<(u32, Bounds)>) -> Vec<(u32, Bounds)> {
        if close.len() < 2 {
            return close;
        }
        let mut best: Option<(BigInt, u128)> = None;
        let mut tied = Vec::new();
        for (project, bounds) in close {
            let (sum, divisor) = self.exact_load(project);
            let value = self.chain.value(&sum);
            let order = best
                .as_ref()
                .map_or(Ordering::Less, |(least, over)| (&value * *over).cmp(&(least * divisor)));
            if order == Ordering::Less {
                let beaten = tied
                    .drain(..)
                    .map(|(project, bounds): (u32, Bounds)| Reverse((bounds.low, project)));
                self.queue.extend(beaten);
                best = Some((value, divisor));
            }
            match order {
                Ordering::Greater => self.queue.push(Reverse((bounds.low, project))),
                _ => tied.push((project, bounds)),
            }
        }
        tied
    }

    /// Bounds of the load that its supporters would bear.
    fn load_with(&self, project: u32) -> Bounds {
        let mut votes = 0_u64;
        let (mut low, mut high) = (0_u128, 0_u128);
        for supporter in &self.electorate.supporters[self.electorate.span(project)] {
            let load = self.loads[self.last[supporter.ballot as usize] as usize];
            let weight = u64::from(supporter.weight);
            votes += weight;
            low += u128::from(load.low) * u128::from(weight);
            high += u128::from(load.high) * u128::from(weight);
        }
        let cost = u128::from(self.electorate.cost(project)) << self.shift;
        let votes = u128::from(votes.max(1));
        let narrow = |steps: u128| u64::try_from(steps).unwrap_or(u64::MAX);
        Bounds { low: narrow((cost + low) / votes), high: narrow((cost + high).div_ceil(votes)) }
    }

    /// The same as a fraction: a sum over the prices so far, and what it is divided by.
    fn exact_load(&self, project: u32) -> (Sum, u128) {
        let mut sum = Sum::of(i128::from(self.electorate.cost(project)));
        let mut votes = 0;
        for supporter in &self.electorate.supporters[self.electorate.span(project)] {
            votes += u128::from(supporter.weight);
            if let Some(link) = self.last[supporter.ballot as usize].checked_sub(1) {
                sum.add(link as usize, i128::from(supporter.weight));
            }
        }
        (sum, votes)
    }

    fn buy(&mut self, project: u32, load: Bounds) {
        let (sum, votes) = self.exact_load(project);
        self.chain.push(&sum, votes);
        let load = self.narrowed(load);
        self.loads.push(load);
        let purchase = self.chain.len() as u32;
        for supporter in &self.electorate.supporters[self.electorate.span(project)] {
            self.last[supporter.ballot as usize] = purchase;
        }
        let price = load.low >> self.shift;
        let share = Share {
            effective_milli: i64::try_from(votes.saturating_mul(1000)).unwrap_or(i64::MAX),
            price: Money::from_minor(i64::try_from(price).unwrap_or(i64::MAX)),
            payers: u64::try_from(votes).unwrap_or(u64::MAX),
            exhausted: 0,
        };
        self.record.fund(project, Some(share));
        self.exclude(project);
    }

    /// The bounds of the price just added, one step apart.
    fn narrowed(&self, load: Bounds) -> Bounds {
        let last = self.chain.len() - 1;
        let numerator = self.chain.numerator(last) << self.shift;
        match chain::floor(&numerator, self.chain.denominator()) {
            Some(low) => Bounds { low, high: low.saturating_add(1) },
            None => load,
        }
    }

    fn exclude(&mut self, winner: u32) {
        let electorate = self.electorate;
        let mut excluded: Vec<u32> = self
            .queue
            .iter()
            .map(|&Reverse((_, project))| project)
            .filter(|&project| electorate.exclude(winner, project))
            .collect();
        excluded.sort_unstable();
        self.queue.retain(|Reverse((_, project))| !excluded.contains(project));
        let by = Verdict::ExcludedBy { project: winner };
        excluded.into_iter().for_each(|project| self.record.lose(project, by));
    }

    fn outcome(mut self) -> Outcome {
        let mut rest: Vec<_> = self.queue.drain().map(|Reverse((_, project))| project).collect();
        rest.sort_unstable_by_key(|&project| {
            (Reverse(self.electorate.profile.tally().score[project as usize]), project)
        });
        for project in rest {
            self.record.lose(project, Verdict::AfterStop);
        }
        self.record.finish()
    }

    fn candidate(&self, project: u32) -> &Candidate {
        &self.electorate.candidates[project as usize]
    }
}
