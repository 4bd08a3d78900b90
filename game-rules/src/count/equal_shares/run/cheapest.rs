//! Which project is the cheapest for its supporters, by bounds wherever they tell.

use std::cmp::{Ordering, Reverse};

use num_bigint::BigInt;

use super::exact::Exact;
use super::unit::{Purse, money};
use super::{Event, Offer, Run, Unsure};
use crate::count::Measure;
use crate::count::chain::Sum;
use crate::money::Money;

/// What supporters give at some price, by the bounds of their purses.
#[derive(Default)]
struct Scan {
    poor_low: u64,
    poor_high: u64,
    rich_low: u64,
    rich_high: u64,
    /// No purse of those who give the price holds less.
    least_rich: u64,
    gone: usize,
}

impl Run<'_> {
    /// What is compared between projects: the price for a unit of what the voter gets out of it.
    pub(super) fn key_low(&self, project: u32) -> u128 {
        let low = u128::from(self.offers[project as usize].price.low);
        match self.electorate.measure {
            Measure::Cost => (low << 64) / u128::from(self.electorate.cost(project)),
            Measure::Cardinality | Measure::Points => low,
        }
    }

    fn key_high(&self, project: u32) -> u128 {
        let high = u128::from(self.offers[project as usize].price.high);
        match self.electorate.measure {
            Measure::Cost => (high << 64).div_ceil(u128::from(self.electorate.cost(project))),
            Measure::Cardinality | Measure::Points => high,
        }
    }

    /// The project with the least key, exactly; equal ones are named in `tied`, in the order that decides.
    pub(super) fn cheapest(
        &mut self,
        tied: &mut Vec<u32>,
        each: &mut impl FnMut(Event<'_>),
    ) -> Result<Option<(u32, Option<Exact>)>, Unsure> {
        let mut fresh: Vec<u32> = Vec::new();
        let mut least = u128::MAX;
        while let Some(&Reverse((key, project))) = self.queue.peek() {
            if key > least {
                break;
            }
            self.queue.pop();
            if self.find_price(project)? {
                least = least.min(self.key_high(project));
                fresh.push(project);
            } else {
                let short_by = self.short_by(project);
                each(Event::Dropped { project, short_by });
            }
        }
        fresh.sort_unstable_by_key(|&project| self.electorate.places[project as usize]);
        let close: Vec<u32> =
            fresh.iter().copied().filter(|&project| self.key_low(project) <= least).collect();
        tied.clear();
        let (winner, exact) = match close.as_slice() {
            [] => return Ok(None),
            [only] => (*only, None),
            _ => match self.simply_least(&close, tied) {
                Some(winner) => (winner, None),
                None if self.is_exact() => self.least_of(&close, tied),
                None => return Err(Unsure),
            },
        };
        for project in fresh.into_iter().filter(|&project| project != winner) {
            self.queue.push(Reverse((self.key_low(project), project)));
        }
        Ok(Some((winner, exact)))
    }

    /// Compares projects of which all are paid by whole prices alone, as fractions of whole numbers.
    fn simply_least(&self, close: &[u32], tied: &mut Vec<u32>) -> Option<u32> {
        let mut best: Option<(u128, u128)> = None;
        for &project in close {
            let votes = u128::from(self.offers[project as usize].votes?);
            // With cost utilities the cost stands above and below the line.
            let (above, below) = match self.electorate.measure {
                Measure::Cost => (1, votes),
                Measure::Cardinality | Measure::Points => {
                    (u128::from(self.electorate.cost(project)), votes)
                }
            };
            let order = best.map(|(least, over)| (above * over).cmp(&(least * below)));
            match order {
                Some(Ordering::Greater) => continue,
                Some(Ordering::Equal) => {}
                Some(Ordering::Less) | None => {
                    tied.clear();
                    best = Some((above, below));
                }
            }
            tied.push(project);
        }
        let winner = tied.first().copied();
        if tied.len() == 1 {
            tied.clear();
        }
        winner
    }

    /// Compares the exact keys of projects whose bounds overlap.
    fn least_of(&mut self, close: &[u32], tied: &mut Vec<u32>) -> (u32, Option<Exact>) {
        let mut best: Option<(u32, Exact, BigInt, BigInt)> = None;
        tied.clear();
        for &project in close {
            let exact = self.exact_price(project);
            let value = self.chain.value(&exact.sum);
            let scale = match self.electorate.measure {
                Measure::Cost => u128::from(self.electorate.cost(project)),
                Measure::Cardinality | Measure::Points => 1,
            };
            let divisor = BigInt::from(exact.divisor) * scale;
            let order =
                best.as_ref().map(|(_, _, least, over)| (&value * over).cmp(&(least * &divisor)));
            match order {
                Some(Ordering::Greater) => continue,
                Some(Ordering::Equal) => tied.push(project),
                Some(Ordering::Less) | None => {
                    tied.clear();
                    tied.push(project);
                    self.tighten(project, &exact, &value);
                    best = Some((project, exact, value, divisor));
                }
            }
        }
        if tied.len() == 1 {
            tied.clear();
        }
        best.map_or((close[0], None), |(project, exact, ..)| (project, Some(exact)))
    }

    fn tighten(&mut self, project: u32, exact: &Exact, value: &BigInt) {
        let over = self.chain.denominator() * exact.divisor;
        let price = &mut self.offers[project as usize].price;
        if let Some(low) = self.unit.floor(value, &over) {
            price.low = price.low.max(low);
            price.high = price.high.min(low.saturating_add(1)).max(price.low);
        }
    }

    /// Finds the bounds of a project's price; `false` when its supporters cannot pay it any more.
    pub(super) fn find_price(&mut self, project: u32) -> Result<bool, Unsure> {
        let Offer { cost, price, .. } = self.offers[project as usize];
        let mut high = price.high;
        loop {
            let scan = self.scan(project, high);
            let given = u128::from(scan.poor_low) + u128::from(high) * u128::from(scan.rich_low);
            let next = if given >= u128::from(cost.high) {
                high
            } else if scan.rich_low > 0 {
                (cost.high - scan.poor_low).div_ceil(scan.rich_low)
            } else {
                break;
            };
            // If nobody's purse lies between the two prices, the next one needs no second look.
            if next == high || next <= scan.least_rich {
                // The tangent at any price meets the cost at or below the true price.
                let rest = cost.low.saturating_sub(scan.poor_high);
                let low = rest.checked_div(scan.rich_high).unwrap_or(0);
                let low = price.low.max(low).min(next);
                let offer = &mut self.offers[project as usize];
                offer.price = Purse { low, high: next };
                // Nobody gives less: whoever may pay the price has it for certain, the others have nothing.
                let whole = scan.poor_high == 0 && scan.rich_low == scan.rich_high;
                offer.votes = whole.then_some(scan.rich_low);
                self.forget_exhausted(project, scan.gone);
                return Ok(true);
            }
            high = next;
        }
        // The lower bounds do not cover it; the upper ones may.
        if self.total(project, |purse| purse.high) < u128::from(cost.low) {
            return Ok(false);
        }
        if !self.is_exact() {
            return Err(Unsure);
        }
        let mut rest = Sum::of(-self.exact_cost(project));
        for (supporter, _) in self.living(project) {
            self.add_purse(&mut rest, supporter.ballot, i128::from(supporter.weight));
        }
        self.extend_chain();
        if self.chain.value(&rest) < BigInt::ZERO {
            return Ok(false);
        }
        self.offers[project as usize].price.high = u64::MAX;
        self.offers[project as usize].votes = None;
        let exact = self.exact_price(project);
        let value = self.chain.value(&exact.sum);
        self.tighten(project, &exact, &value);
        Ok(true)
    }

    /// What the supporters give at this price: those with less give all they have, the others the price.
    fn scan(&self, project: u32, price: u64) -> Scan {
        let listed = self.listed(project);
        let mut scan = Scan { least_rich: u64::MAX, ..Scan::default() };
        if self.times.is_empty() {
            for supporter in &self.supporters[listed] {
                let purse = self.purses[supporter.ballot as usize];
                let weight = u64::from(supporter.weight);
                scan.add(purse, price, weight, weight);
                let rich = if purse.low < price { u64::MAX } else { purse.low };
                scan.least_rich = scan.least_rich.min(rich);
            }
        } else {
            scan.least_rich = price;
            let times = &self.times[listed.clone()];
            for (supporter, &times) in self.supporters[listed].iter().zip(times) {
                let purse = self.purses[supporter.ballot as usize];
                let weight = u64::from(supporter.weight);
                scan.add(purse, price.saturating_mul(times), weight, weight.saturating_mul(times));
            }
        }
        scan
    }

    fn total(&self, project: u32, part: impl Fn(Purse) -> u64) -> u128 {
        let listed = &self.supporters[self.listed(project)];
        let parts = listed.iter().map(|supporter| {
            u128::from(part(self.purses[supporter.ballot as usize])) * u128::from(supporter.weight)
        });
        parts.sum()
    }

    /// Takes those without money off the list once they are many.
    fn forget_exhausted(&mut self, project: u32, gone: usize) {
        let listed = self.listed(project);
        if gone * 4 < listed.len() {
            return;
        }
        let mut kept = listed.start;
        for at in listed {
            if self.purses[self.supporters[at].ballot as usize].high > 0 {
                self.supporters[kept] = self.supporters[at];
                if let Some(times) = self.times.get(at).copied() {
                    self.times[kept] = times;
                }
                kept += 1;
            }
        }
        self.offers[project as usize].listed = kept - self.electorate.span(project).start;
    }

    /// How much the supporters lack, rounded up.
    fn short_by(&self, project: u32) -> Money {
        let have = self.unit.minor(self.total(project, |purse| purse.high));
        money(self.electorate.cost(project).saturating_sub(have.unsigned_abs()).max(1))
    }
}

impl Scan {
    #[inline]
    fn add(&mut self, purse: Purse, price: u64, weight: u64, votes: u64) {
        // All purses together hold less than 2^63 steps, and all points together fit into the sums of a tally.
        if purse.low < price {
            self.poor_low += purse.low * weight;
        } else {
            self.rich_low += votes;
        }
        if purse.high < price {
            self.poor_high += purse.high * weight;
        } else {
            self.rich_high += votes;
        }
        self.gone += usize::from(purse.high == 0);
    }
}
