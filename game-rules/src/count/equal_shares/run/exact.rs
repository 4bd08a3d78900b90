//! Exact prices and purses, for what the bounds leave open.

use std::collections::HashMap;

use super::unit::{Purse, money, narrow};
use super::{ALIVE, Offer, Price, Purchase, Run};
use crate::count::chain::{self, Sum};
use crate::count::electorate::Supporter;

/// A price as a fraction: the value of the sum divided by a whole number.
pub(super) struct Exact {
    pub sum: Sum,
    pub divisor: u128,
}

impl Run<'_> {
    /// Whether this run is of one endowment, so that fractions can decide.
    pub(super) fn is_exact(&self) -> bool {
        self.endowment.start() == self.endowment.end()
    }

    /// The endowment in exact runs.
    pub(super) fn each_gets(&self) -> i128 {
        i128::try_from(*self.endowment.start()).unwrap_or(i128::MAX)
    }

    /// Whether the bounds leave open who among the supporters gives all they have.
    pub(super) fn is_unsure(&self, project: u32, price: Purse) -> bool {
        self.listed(project).any(|at| {
            let times = self.times_at(at);
            let purse = self.purses[self.supporters[at].ballot as usize];
            purse.high > price.low.saturating_mul(times)
                && purse.low < price.high.saturating_mul(times)
        })
    }

    /// Narrows all bounds by the exact prices, before too many comparisons need them.
    pub(super) fn refresh(&mut self) {
        self.extend_chain();
        let over = self.chain.products();
        let prices: Option<Vec<u64>> = (0..self.chain.len())
            .map(|link| self.unit.floor(self.chain.numerator(link), &over[link]))
            .collect();
        let Some(prices) = prices else { return };
        let all = self.unit.bounds(self.each_gets().unsigned_abs());
        for ballot in 0..self.purses.len() as u32 {
            if self.last[ballot as usize] != ALIVE {
                continue;
            }
            let mut purse = all;
            for (link, times) in self.paid(ballot) {
                let low = prices[link].saturating_mul(times);
                let high = prices[link].saturating_add(1).saturating_mul(times);
                purse.low = purse.low.saturating_sub(high);
                purse.high = purse.high.saturating_sub(low).max(1);
            }
            self.purses[ballot as usize] = purse;
        }
    }

    /// What a ballot has paid for: the purchases before it gave its last, with its votes or points for each.
    fn paid(&self, ballot: u32) -> impl Iterator<Item = (usize, u64)> {
        let last = self.last[ballot as usize];
        let marks = self.electorate.profile.marks(ballot as usize, self.electorate.measure);
        marks.filter_map(move |(project, times)| {
            let link = self.bought.get(project as usize).copied().filter(|&link| link < last)?;
            Some((link as usize, times))
        })
    }

    /// Ballots with the same history have the same money; with the same votes for a project they share its fate.
    pub(super) fn history(&self, ballot: u32, times: u64) -> (Vec<(usize, u64)>, u64) {
        let mut paid: Vec<_> = self.paid(ballot).collect();
        paid.sort_unstable();
        (paid, times)
    }

    /// Adds what a ballot had before its last purchase, so many times.
    pub(super) fn add_purse(&self, sum: &mut Sum, ballot: u32, times: i128) {
        sum.constant += times * self.each_gets();
        for (link, votes) in self.paid(ballot) {
            sum.add(link, -times * i128::from(votes));
        }
    }

    pub(super) fn exact_cost(&self, project: u32) -> i128 {
        i128::from(self.electorate.cost(project)) * i128::from(self.electorate.ballots)
    }

    /// Adds the purchases that the chain does not have yet.
    pub(super) fn extend_chain(&mut self) {
        for link in self.chain.len()..self.purchases.len() {
            let Purchase { project, divisor, exhausted } = self.purchases[link];
            let before = if link == 0 { 0 } else { self.purchases[link - 1].exhausted };
            let mut sum = Sum::of(self.exact_cost(project));
            for &Supporter { ballot, weight } in &self.exhausted[before..exhausted] {
                self.add_purse(&mut sum, ballot, -i128::from(weight));
            }
            match divisor {
                // Nobody is left who paid the whole price: no purse depends on it.
                0 => self.chain.push(&Sum::default(), 1),
                _ => self.chain.push(&sum, divisor),
            }
        }
    }

    pub(super) fn living(&self, project: u32) -> impl Iterator<Item = (Supporter, u64)> {
        self.listed(project).filter_map(|at| {
            let supporter = self.supporters[at];
            let lives = self.last[supporter.ballot as usize] == ALIVE;
            lives.then(|| (supporter, self.times_at(at)))
        })
    }

    /// The price of an affordable project as a fraction.
    pub(super) fn exact_price(&mut self, project: u32) -> Exact {
        self.extend_chain();
        let Purse { low, high } = self.offers[project as usize].price;
        let mut sum = Sum::of(self.exact_cost(project));
        let mut divisor = 0_u128;
        // Ballots of which the bounds do not tell whether they can pay the whole price.
        let mut unsure: HashMap<(Vec<(usize, u64)>, u64), i128> = HashMap::new();
        for (Supporter { ballot, weight }, times) in self.living(project) {
            let purse = self.purses[ballot as usize];
            // Whoever has exactly the price pays it: were all of them left out, nobody would set it.
            if purse.high < low.saturating_mul(times) {
                self.add_purse(&mut sum, ballot, -i128::from(weight));
            } else if purse.low >= high.saturating_mul(times) {
                divisor += u128::from(weight) * u128::from(times);
            } else {
                *unsure.entry(self.history(ballot, times)).or_default() += i128::from(weight);
            }
        }
        let each_gets = self.each_gets();
        let mut unsure: Vec<_> = unsure
            .into_iter()
            .map(|((paid, times), weight)| {
                let has = purse_of(&paid, each_gets);
                (self.chain.value(&has), has, times, weight)
            })
            .collect();
        divisor += unsure
            .iter()
            .map(|(_, _, times, weight)| weight.unsigned_abs() * u128::from(*times))
            .sum::<u128>();
        // From below: the price only rises while those who cannot pay it are found.
        loop {
            let value = self.chain.value(&sum);
            let (poor, rich): (Vec<_>, Vec<_>) =
                unsure.into_iter().partition(|(has, _, times, _)| has * divisor < &value * *times);
            let gone: u128 = poor
                .iter()
                .map(|(_, _, times, weight)| weight.unsigned_abs() * u128::from(*times))
                .sum();
            if gone == 0 || gone >= divisor {
                return Exact { sum, divisor: divisor.max(1) };
            }
            for (_, has, _, weight) in &poor {
                sum.add_sum(has, -weight);
            }
            divisor -= gone;
            unsure = rich;
        }
    }

    /// The price to be told: by the bounds if both round to the same, else by the fraction.
    pub(super) fn price(&mut self, project: u32, exact: Option<&Exact>) -> Price {
        let Offer { cost, price, .. } = self.offers[project as usize];
        let each = [price.low, price.high].map(|each| self.unit.minor(u128::from(each)));
        let effective = |cost: u64, each: u64| u128::from(cost) * 1000 / u128::from(each.max(1));
        let effective = [effective(cost.low, price.high), effective(cost.high, price.low)];
        let known = price.low > 0 && each[0] == each[1] && effective[0] == effective[1];
        let (each, effective) = if known {
            (each[0].unsigned_abs(), narrow(effective[0]))
        } else {
            let found = exact.is_none().then(|| self.exact_price(project));
            let Some(Exact { sum, divisor }) = exact.or(found.as_ref()) else {
                return Price::default();
            };
            let (value, over) = (self.chain.value(sum), self.chain.denominator() * *divisor);
            let cost = &over * self.exact_cost(project) * 1000;
            let each = chain::floor(&value, &(over * self.electorate.ballots));
            (each.unwrap_or(u64::MAX), chain::floor(&cost, &value).unwrap_or(u64::MAX))
        };
        Price { each: money(each), effective_milli: i64::try_from(effective).unwrap_or(i64::MAX) }
    }
}

/// What is left of the endowment after these purchases.
pub(super) fn purse_of(paid: &[(usize, u64)], each_gets: i128) -> Sum {
    let mut sum = Sum::of(each_gets);
    for &(link, votes) in paid {
        sum.add(link, -i128::from(votes));
    }
    sum
}
