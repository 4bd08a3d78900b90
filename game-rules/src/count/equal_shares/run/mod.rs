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

mod cheapest;
mod exact;
pub(super) mod rounds;
mod unit;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::ops::RangeInclusive;

use crate::count::chain::Chain;
use crate::count::electorate::{Electorate, Supporter};
use crate::money::Money;
use exact::{Exact, purse_of};
use unit::{Purse, Unit, money, narrow};

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

    fn listed(&self, project: u32) -> std::ops::Range<usize> {
        let start = self.electorate.span(project).start;
        start..start + self.offers[project as usize].listed
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
