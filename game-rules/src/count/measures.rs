//! What people judge an outcome by: whom it leaves out, how much of it each voter asked for, where the money goes, and
//! which of two outcomes the ballots prefer.
//!
//! The exclusion ratio and the average utilities are those by which Faliszewski, Flis, Peters, Pierczyński, Skowron,
//! Stolicki, Szufa, Talmon: Participatory Budgeting: Data, Tools and Analysis (IJCAI 2023) compare rules. A ballot names a
//! project if it gives it more than nothing; all ballots count, also those that name nothing. Winners are the selected
//! projects, without the reserve.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Candidate, Outcome, Profile};
use crate::money::Money;

/// An exact fraction of two whole numbers, neither of them negative. Nothing of nothing is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    pub numerator: u128,
    pub denominator: u128,
}

impl Ratio {
    fn new(numerator: impl Into<u128>, denominator: impl Into<u128>) -> Self {
        Self { numerator: numerator.into(), denominator: denominator.into() }
    }

    /// So many times the fraction, rounded down: `floor(100)` is whole per cents.
    pub fn floor(self, times: u32) -> u128 {
        let product = self.numerator.saturating_mul(u128::from(times));
        product.checked_div(self.denominator).unwrap_or(0)
    }

    /// In parts of ten thousand, rounded down: 12.34 % is 1234.
    pub fn parts_per_10_000(self) -> u128 {
        self.floor(10_000)
    }
}

/// Figures of one outcome over all ballots of its pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measures {
    /// All ballots.
    pub ballots: u64,
    /// Ballots that name at least one winner.
    pub with_winner: u64,
    /// How many winners ballots name, added up over all of them.
    pub winners_named: u64,
    /// The median of the same, doubled: half the ballots name at least, half at most this many.
    pub median_doubled: u64,
    /// What the winners that each ballot names cost, added up over all ballots, in minor units.
    pub money_named: u128,
    /// Winners.
    pub winners: u64,
    /// What they cost.
    pub spent: Money,
    /// The money of the pool.
    pub budget: Money,
}

impl Measures {
    /// The measures of an outcome of these ballots.
    pub fn of(projects: &[Candidate], profile: &Profile, outcome: &Outcome) -> Self {
        let won = Won::of(projects, outcome);
        let mut measures = Self {
            ballots: profile.tally().ballots,
            with_winner: 0,
            winners_named: 0,
            median_doubled: 0,
            money_named: 0,
            winners: outcome.selected.len() as u64,
            spent: outcome.cost,
            budget: outcome.budget,
        };
        let mut by_number = BTreeMap::new();
        for (ballot, weight) in profile.ballots() {
            let (number, money) = won.named_by(ballot);
            let weight = u64::from(weight);
            measures.with_winner += if number > 0 { weight } else { 0 };
            measures.winners_named += number * weight;
            measures.money_named += money * u128::from(weight);
            *by_number.entry(number).or_insert(0) += weight;
        }
        measures.median_doubled = median_doubled(&by_number);
        measures
    }

    /// The share of ballots that name no winner: the *exclusion ratio*.
    pub fn exclusion(&self) -> Ratio {
        Ratio::new(self.ballots.saturating_sub(self.with_winner), self.ballots)
    }

    /// The share of ballots that name a winner.
    pub fn inclusion(&self) -> Ratio {
        Ratio::new(self.with_winner, self.ballots)
    }

    /// How many winners a ballot names on average: the average *cardinality utility*.
    pub fn average_winners(&self) -> Ratio {
        Ratio::new(self.winners_named, self.ballots)
    }

    /// How many winners the ballot in the middle names.
    pub fn median_winners(&self) -> Ratio {
        Ratio::new(self.median_doubled, 2_u32)
    }

    /// What the winners that a ballot names cost on average, in minor units: the average *cost utility*.
    pub fn average_money_named(&self) -> Ratio {
        Ratio::new(self.money_named, self.ballots)
    }

    /// What is spent for each ballot, in minor units.
    pub fn money_per_voter(&self) -> Ratio {
        Ratio::new(minor(self.spent), self.ballots)
    }

    /// The share of the budget that is spent.
    pub fn budget_used(&self) -> Ratio {
        Ratio::new(minor(self.spent), minor(self.budget))
    }
}

fn minor(money: Money) -> u64 {
    money.minor().max(0).unsigned_abs()
}

/// Twice the median of the keys, each as often as its value says; of an even number, the middle two added up.
fn median_doubled(by_number: &BTreeMap<u64, u64>) -> u64 {
    let ballots: u64 = by_number.values().sum();
    let at = |place: u64| {
        let mut passed = 0;
        let found = by_number.iter().find(|(_, weight)| {
            passed += **weight;
            passed > place
        });
        found.map_or(0, |(&number, _)| number)
    };
    match ballots {
        0 => 0,
        _ => at((ballots - 1) / 2) + at(ballots / 2),
    }
}

/// The cost of every winner, by project.
struct Won(Vec<Option<u64>>);

impl Won {
    fn of(projects: &[Candidate], outcome: &Outcome) -> Self {
        let mut won = vec![None; projects.len()];
        for &project in &outcome.selected {
            if let Some(candidate) = projects.get(project as usize) {
                won[project as usize] = Some(minor(candidate.cost));
            }
        }
        Self(won)
    }

    fn has(&self, project: u32) -> bool {
        self.0.get(project as usize).is_some_and(Option::is_some)
    }

    /// How many winners a ballot names, and what they cost.
    fn named_by(&self, ballot: &[u32]) -> (u64, u128) {
        let costs = ballot.iter().filter_map(|&project| *self.0.get(project as usize)?);
        costs.fold((0, 0), |(number, money), cost| (number + 1, money + u128::from(cost)))
    }
}

/// How many ballots prefer which of two outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    pub first: u64,
    pub second: u64,
    /// As much of the one as of the other.
    pub neither: u64,
}

impl Preference {
    fn note(&mut self, order: Ordering, ballots: u64) {
        match order {
            Ordering::Greater => self.first += ballots,
            Ordering::Less => self.second += ballots,
            Ordering::Equal => self.neither += ballots,
        }
    }
}

/// What two outcomes of the same ballots differ in. The first two comparisons are of the voters' cardinality and cost
/// utilities, the last is of exclusion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Winners of the first outcome alone, in its order.
    pub only_first: Vec<u32>,
    /// Winners of the second outcome alone, in its order.
    pub only_second: Vec<u32>,
    /// Winners of both, in the order of the first.
    pub both: Vec<u32>,
    /// Ballots by the outcome with more projects that they name.
    pub by_number: Preference,
    /// Ballots by the outcome that spends more on projects that they name.
    pub by_money: Preference,
    /// Ballots by the outcome that has any project that they name where the other has none.
    pub by_any: Preference,
}

impl Difference {
    /// Compares two outcomes of these ballots.
    pub fn of(
        projects: &[Candidate],
        profile: &Profile,
        first: &Outcome,
        second: &Outcome,
    ) -> Self {
        let won = [Won::of(projects, first), Won::of(projects, second)];
        let (both, only_first) = first.selected.iter().partition(|&&project| won[1].has(project));
        let only_second = second.selected.iter().copied().filter(|&project| !won[0].has(project));
        let mut difference =
            Self { only_first, only_second: only_second.collect(), both, ..Self::default() };
        for (ballot, weight) in profile.ballots() {
            let weight = u64::from(weight);
            let [(number, money), (others_number, others_money)] =
                won.each_ref().map(|won| won.named_by(ballot));
            difference.by_number.note(number.cmp(&others_number), weight);
            difference.by_money.note(money.cmp(&others_money), weight);
            difference.by_any.note((number > 0).cmp(&(others_number > 0)), weight);
        }
        difference
    }
}

/// What projects of one label got: a category, a district, a neighbourhood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portion {
    /// `None` gathers the projects without a label.
    pub label: Option<String>,
    /// All projects of the label.
    pub projects: u64,
    /// Those that won.
    pub winners: u64,
    /// What the winners cost.
    pub spent: Money,
    /// Votes for projects of the label, won or lost.
    pub votes: u64,
}

/// How an outcome spreads over labels, in their order, unlabelled projects last.
///
/// `labels` stand beside the projects, one or several each: `&[Option<&str>]` or `&[Vec<&str>]`. A project counts wholly
/// under each of its labels, so only single labels add up to the outcome.
pub fn spread<'l, L>(
    projects: &[Candidate],
    profile: &Profile,
    outcome: &Outcome,
    labels: &[L],
) -> Vec<Portion>
where
    L: Clone + IntoIterator<Item = &'l str>,
{
    let won = Won::of(projects, outcome);
    let mut portions: BTreeMap<(bool, &str), Portion> = BTreeMap::new();
    for (project, candidate) in (0_u32..).zip(projects) {
        let mut own: Vec<&str> = match labels.get(project as usize) {
            Some(labels) => labels.clone().into_iter().collect(),
            None => Vec::new(),
        };
        own.sort_unstable();
        own.dedup();
        let own = match own.is_empty() {
            true => vec![None],
            false => own.into_iter().map(Some).collect(),
        };
        for label in own {
            let key = (label.is_none(), label.unwrap_or_default());
            let portion = portions.entry(key).or_insert_with(|| Portion {
                label: label.map(str::to_owned),
                projects: 0,
                winners: 0,
                spent: Money::ZERO,
                votes: 0,
            });
            portion.projects += 1;
            portion.votes += profile.tally().votes.get(project as usize).copied().unwrap_or(0);
            if won.has(project) {
                portion.winners += 1;
                portion.spent = portion.spent.saturating_add(candidate.cost);
            }
        }
    }
    portions.into_values().collect()
}
