//! One run of Equal Shares: from equal purses to the last project that its supporters can pay.
//!
//! Money is kept as pairs of 64-bit bounds that enclose the exact amounts. A price is a quotient, so its bounds lie
//! apart, and what it is taken from inherits that. Almost every comparison is decided by the bounds; where they overlap,
//! the exact fractions of [`Chain`] decide. So the result is that of exact arithmetic, at nearly the speed of floating
//! point.
//!
//! The same bounds can enclose the money of many endowments at once. Where they still decide everything, one run stands
//! for all of those endowments; otherwise it says that it is unsure, and none of it counts.
//!
//! A project's price never falls while purses are emptied; an old price is therefore a lower bound, and only projects
//! whose old price is the least are looked at again.

pub(super) mod rounds;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::RangeInclusive;

use num_bigint::BigInt;

use crate::count::Measure;
use crate::count::chain::{self, Chain, Sum};
use crate::count::electorate::{Electorate, Supporter};
use crate::money::Money;

/// What happens in a run.
pub(super) enum Event<'r> {
    /// Its supporters have bought a project.
    Bought { project: u32, price: Price, payers: Payers, tied: &'r [u32] },
    /// What its supporters have left does not cover it any more.
    Dropped { project: u32, short_by: Money },
    /// A project of its exclusion group was bought.
    Excluded { project: u32, by: u32 },
}

/// What one vote costs its giver, exactly, rounded down only to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Price {
    /// What is paid for each vote or point, in minor units.
    pub each: Money,
    /// Cost divided by the price, in thousandths of a vote or point.
    pub effective_milli: i64,
}

/// Who paid for a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Payers {
    pub ballots: u64,
    /// Those that gave their last.
    pub exhausted: u64,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing more can be bought.
    Done,
    /// The bought projects cost more than the limit of the run.
    OverLimit,
    /// Endowments of the given range have different outcomes, or the bounds do not tell.
    Unsure,
}

/// The state of a run; kept between runs to use its memory again.
pub(super) struct Run<'e> {
    electorate: &'e Electorate<'e>,
    /// What all ballots together got, in minor units.
    endowment: RangeInclusive<u128>,
    unit: Unit,
    /// By distinct ballot.
    purses: Vec<Purse>,
    /// By distinct ballot: the purchase that took its last, or [`ALIVE`].
    last: Vec<u32>,
    /// By project.
    offers: Vec<Offer>,
    queue: BinaryHeap<Reverse<(u128, u32)>>,
    /// The supporters of each project who have money, in the place of all.
    supporters: Vec<Supporter>,
    times: Vec<u64>,
    purchases: Vec<Purchase>,
    /// Ballots in the order in which they gave their last.
    exhausted: Vec<Supporter>,
    /// By project: the purchase that bought it.
    bought: Vec<u32>,
    /// Built as far as exact prices were needed.
    chain: Chain,
}

const ALIVE: u32 = u32::MAX;
const NEVER: u32 = u32::MAX;

/// How money is written in 64 bits: a minor unit is `ballots * 2^shift` steps, so that what each ballot begins with is whole.
#[derive(Clone, Copy, Debug)]
struct Unit {
    ballots: u64,
    shift: i32,
}

/// Bounds of what one ballot has left; both 0 when it has given its last.
#[derive(Clone, Copy, Debug, Default)]
struct Purse {
    low: u64,
    high: u64,
}

/// A project on sale.
#[derive(Clone, Copy, Debug, Default)]
struct Offer {
    cost: Purse,
    /// Bounds of the price when it was last found.
    price: Purse,
    /// The votes or points that would all pay the whole price, if nobody gives less: the price is exactly the cost
    /// divided by them, whatever the endowment.
    votes: Option<u64>,
    /// How many of its supporters are still listed.
    listed: usize,
}

struct Purchase {
    project: u32,
    /// The votes or points that paid the whole price.
    divisor: u128,
    /// How many ballots had given their last after it.
    exhausted: usize,
}

/// The bounds do not decide, and this run must not ask the fractions.
struct Unsure;

/// A price as a fraction: the value of the sum divided by a whole number.
struct Exact {
    sum: Sum,
    divisor: u128,
}

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

impl Unit {
    /// The finest unit in which `total`, in minor units times ballots, stays below 2^62.
    fn fitting(ballots: u64, total: u128) -> Self {
        let bits = 128 - total.leading_zeros() as i32;
        Self { ballots, shift: (62 - bits).clamp(-60, 40) }
    }

    /// Bounds of an amount given in minor units times ballots.
    fn bounds(self, amount: u128) -> Purse {
        match u32::try_from(self.shift) {
            Ok(shift) => {
                let exact = u64::try_from(amount << shift).unwrap_or(u64::MAX);
                Purse { low: exact, high: exact }
            }
            Err(_) => {
                let shift = self.shift.unsigned_abs();
                let low = u64::try_from(amount >> shift).unwrap_or(u64::MAX);
                let rest = amount & ((1 << shift) - 1);
                Purse { low, high: low.saturating_add(u64::from(rest > 0)) }
            }
        }
    }

    /// Steps as minor units, rounded down.
    fn minor(self, steps: u128) -> i64 {
        let amount = match u32::try_from(self.shift) {
            Ok(shift) => steps >> shift,
            Err(_) => steps << self.shift.unsigned_abs(),
        };
        i64::try_from(amount / u128::from(self.ballots.max(1))).unwrap_or(i64::MAX)
    }

    /// A fraction of minor units times ballots, rounded down to steps.
    fn floor(self, numerator: &BigInt, denominator: &BigInt) -> Option<u64> {
        match u32::try_from(self.shift) {
            Ok(shift) => chain::floor(&(numerator << shift), denominator),
            Err(_) => chain::floor(numerator, &(denominator << self.shift.unsigned_abs())),
        }
    }
}

impl<'e> Run<'e> {
    pub fn new(electorate: &'e Electorate<'e>) -> Self {
        let projects = electorate.candidates.len();
        Self {
            electorate,
            endowment: 0..=0,
            unit: Unit { ballots: 1, shift: 0 },
            purses: Vec::new(),
            last: Vec::new(),
            offers: vec![Offer::default(); projects],
            queue: BinaryHeap::with_capacity(projects),
            supporters: Vec::new(),
            times: Vec::new(),
            purchases: Vec::new(),
            exhausted: Vec::new(),
            bought: vec![NEVER; projects],
            chain: Chain::new(),
        }
    }

    /// Runs from the beginning. All ballots together get `endowment` minor units in equal parts; a range of endowments is
    /// run at once. With a limit, the run ends once more than that is spent.
    pub fn run(
        &mut self,
        endowment: RangeInclusive<u128>,
        limit: Option<Money>,
        mut each: impl FnMut(Event<'_>),
    ) -> End {
        self.endowment = endowment;
        self.begin(&mut each);
        let mut spent = 0_u64;
        let mut tied = Vec::new();
        loop {
            let (project, exact) = match self.cheapest(&mut tied, &mut each) {
                Ok(Some(found)) => found,
                Ok(None) => return End::Done,
                Err(Unsure) => return End::Unsure,
            };
            // A run with a limit only asks who wins.
            let price = match limit {
                None => self.price(project, exact.as_ref()),
                Some(_) => Price::default(),
            };
            let payers = self.buy(project, exact);
            each(Event::Bought { project, price, payers, tied: &tied });
            spent = spent.saturating_add(self.electorate.cost(project));
            if limit.is_some_and(|limit| spent > limit.minor().unsigned_abs()) {
                return End::OverLimit;
            }
            self.exclude(project, &mut each);
        }
    }

    /// Whether this run is of one endowment, so that fractions can decide.
    fn is_exact(&self) -> bool {
        self.endowment.start() == self.endowment.end()
    }

    /// The endowment in exact runs.
    fn each_gets(&self) -> i128 {
        i128::try_from(*self.endowment.start()).unwrap_or(i128::MAX)
    }

    /// How many projects were bought.
    pub fn purchases(&self) -> impl Iterator<Item = u32> {
        self.purchases.iter().map(|purchase| purchase.project)
    }

    fn begin(&mut self, each: &mut impl FnMut(Event<'_>)) {
        let electorate = self.electorate;
        let ballots = electorate.ballots.max(1);
        let (least, most) = (*self.endowment.start(), *self.endowment.end());
        self.unit = Unit::fitting(ballots, most.saturating_mul(u128::from(ballots)));
        let purse = Purse { low: self.unit.bounds(least).low, high: self.unit.bounds(most).high };
        self.purses.clear();
        self.purses.resize(electorate.profile.distinct(), purse);
        self.last.clear();
        self.last.resize(electorate.profile.distinct(), ALIVE);
        self.supporters.clone_from(&electorate.supporters);
        self.times.clone_from(&electorate.times);
        self.purchases.clear();
        self.exhausted.clear();
        self.bought.fill(NEVER);
        self.chain = Chain::new();
        self.queue.clear();
        for &project in &electorate.contenders {
            let cost = electorate.cost(project);
            let span = electorate.span(project);
            let votes: u128 = span.clone().map(|at| self.votes(at)).sum();
            // Ballots that support a project have no more than all ballots have.
            if u128::from(cost) > most || votes == 0 {
                let short_by = u128::from(cost).saturating_sub(most).max(1);
                each(Event::Dropped { project, short_by: money(narrow(short_by)) });
                continue;
            }
            let cost = self.unit.bounds(u128::from(cost) * u128::from(ballots));
            let low = narrow(u128::from(cost.low) / votes);
            let high = narrow(u128::from(cost.high).div_ceil(votes));
            self.offers[project as usize] =
                Offer { cost, price: Purse { low, high }, votes: None, listed: span.len() };
            let key = self.key_low(project);
            self.queue.push(Reverse((key, project)));
        }
    }

    /// How many votes or points of the project stand at one place of the list.
    fn votes(&self, at: usize) -> u128 {
        u128::from(self.supporters[at].weight) * u128::from(self.times_at(at))
    }

    fn times_at(&self, at: usize) -> u64 {
        self.times.get(at).copied().unwrap_or(1)
    }

    /// What is compared between projects: the price for a unit of what the voter gets out of it.
    fn key_low(&self, project: u32) -> u128 {
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
    fn cheapest(
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
                Some(std::cmp::Ordering::Greater) => continue,
                Some(std::cmp::Ordering::Equal) => {}
                Some(std::cmp::Ordering::Less) | None => {
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
                Some(std::cmp::Ordering::Greater) => continue,
                Some(std::cmp::Ordering::Equal) => tied.push(project),
                Some(std::cmp::Ordering::Less) | None => {
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
    fn find_price(&mut self, project: u32) -> Result<bool, Unsure> {
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

    fn listed(&self, project: u32) -> std::ops::Range<usize> {
        let start = self.electorate.span(project).start;
        start..start + self.offers[project as usize].listed
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

    /// Takes the price out of the supporters' purses.
    fn buy(&mut self, project: u32, exact: Option<Exact>) -> Payers {
        let link = self.purchases.len() as u32;
        let Purse { low, high } = self.offers[project as usize].price;
        // Found before any purse changes.
        let exact = match exact {
            None if self.is_exact() && self.is_unsure(project, Purse { low, high }) => {
                Some(self.exact_price(project))
            }
            known => known,
        };
        let exact = exact.map(|Exact { sum, divisor }| (self.chain.value(&sum), divisor));
        let each_gets = self.each_gets();
        let mut histories = HashMap::new();
        let mut payers = Payers::default();
        let mut divisor = 0_u128;
        let mut widest = 0;
        for at in self.listed(project) {
            let supporter = self.supporters[at];
            let Supporter { ballot, weight } = supporter;
            let purse = self.purses[ballot as usize];
            if purse.high == 0 {
                continue;
            }
            let times = self.times_at(at);
            let (low, high) = (low.saturating_mul(times), high.saturating_mul(times));
            let gives_all = match &exact {
                _ if purse.high <= low => true,
                Some((price, over)) if purse.low < high => {
                    let history = self.history(ballot, times);
                    *histories.entry(history).or_insert_with_key(|(history, times)| {
                        self.chain.value(&purse_of(history, each_gets)) * *over <= price * *times
                    })
                }
                _ => false,
            };
            payers.ballots += u64::from(weight);
            if gives_all {
                payers.exhausted += u64::from(weight);
                self.purses[ballot as usize] = Purse::default();
                self.last[ballot as usize] = link;
                self.exhausted.push(supporter);
            } else {
                divisor += u128::from(weight) * u128::from(times);
                let left = &mut self.purses[ballot as usize];
                *left = Purse {
                    low: purse.low.saturating_sub(high),
                    high: purse.high.saturating_sub(low).max(1),
                };
                widest = widest.max(left.high - left.low);
            }
        }
        self.bought[project as usize] = link;
        self.purchases.push(Purchase { project, divisor, exhausted: self.exhausted.len() });
        if self.is_exact() && widest > self.unit.bounds(each_gets.unsigned_abs()).low >> 24 {
            self.refresh();
        }
        payers
    }

    /// Whether the bounds leave open who among the supporters gives all they have.
    fn is_unsure(&self, project: u32, price: Purse) -> bool {
        self.listed(project).any(|at| {
            let times = self.times_at(at);
            let purse = self.purses[self.supporters[at].ballot as usize];
            purse.high > price.low.saturating_mul(times)
                && purse.low < price.high.saturating_mul(times)
        })
    }

    /// Narrows all bounds by the exact prices, before too many comparisons need them.
    fn refresh(&mut self) {
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
    fn history(&self, ballot: u32, times: u64) -> (Vec<(usize, u64)>, u64) {
        let mut paid: Vec<_> = self.paid(ballot).collect();
        paid.sort_unstable();
        (paid, times)
    }

    /// Adds what a ballot had before its last purchase, so many times.
    fn add_purse(&self, sum: &mut Sum, ballot: u32, times: i128) {
        sum.constant += times * self.each_gets();
        for (link, votes) in self.paid(ballot) {
            sum.add(link, -times * i128::from(votes));
        }
    }

    fn exact_cost(&self, project: u32) -> i128 {
        i128::from(self.electorate.cost(project)) * i128::from(self.electorate.ballots)
    }

    /// Adds the purchases that the chain does not have yet.
    fn extend_chain(&mut self) {
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

    fn living(&self, project: u32) -> impl Iterator<Item = (Supporter, u64)> {
        self.listed(project).filter_map(|at| {
            let supporter = self.supporters[at];
            let lives = self.last[supporter.ballot as usize] == ALIVE;
            lives.then(|| (supporter, self.times_at(at)))
        })
    }

    /// The price of an affordable project as a fraction.
    fn exact_price(&mut self, project: u32) -> Exact {
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
    fn price(&mut self, project: u32, exact: Option<&Exact>) -> Price {
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

    /// How much the supporters lack, rounded up.
    fn short_by(&self, project: u32) -> Money {
        let have = self.unit.minor(self.total(project, |purse| purse.high));
        money(self.electorate.cost(project).saturating_sub(have.unsigned_abs()).max(1))
    }

    fn exclude(&mut self, winner: u32, each: &mut impl FnMut(Event<'_>)) {
        let candidates = self.electorate.candidates;
        let Some(group) = candidates[winner as usize].group else { return };
        let offered: Vec<u32> = self.queue.iter().map(|&Reverse((_, project))| project).collect();
        let mut excluded: Vec<u32> = offered
            .into_iter()
            .filter(|&project| candidates[project as usize].group == Some(group))
            .collect();
        excluded.sort_unstable();
        self.queue.retain(|Reverse((_, project))| !excluded.contains(project));
        for project in excluded {
            each(Event::Excluded { project, by: winner });
        }
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

/// What is left of the endowment after these purchases.
fn purse_of(paid: &[(usize, u64)], each_gets: i128) -> Sum {
    let mut sum = Sum::of(each_gets);
    for &(link, votes) in paid {
        sum.add(link, -i128::from(votes));
    }
    sum
}

fn money(minor: u64) -> Money {
    Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX))
}

fn narrow(steps: u128) -> u64 {
    u64::try_from(steps).unwrap_or(u64::MAX)
}
