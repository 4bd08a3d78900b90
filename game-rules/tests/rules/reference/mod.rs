//! The rules once more, straight from their definitions: fractions of any size, every voter looked at every time, nothing
//! remembered. Slow, and short enough to be checked by reading.

mod phragmen;
mod shares;

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use game_rules::ballot::Kind;
use game_rules::count::{Fit, Greedy, Order, Threshold, TieOrder};
use num_bigint::BigInt;
use num_rational::BigRational;

use crate::elections::Pool;

pub use phragmen::phragmen;
pub use shares::{equal_shares, price};

pub type Fraction = BigRational;

pub fn whole(number: impl Into<BigInt>) -> Fraction {
    Fraction::from_integer(number.into())
}

/// A voter with what each named project is worth.
pub struct Voter {
    pub worth: BTreeMap<u32, i64>,
    /// How many are alike.
    pub equal: u32,
}

/// What the definitions say of a pool.
#[derive(Debug, Default)]
pub struct Found {
    pub selected: Vec<u32>,
    pub reserve: Option<u32>,
    /// Equally good projects, as often as a purchase had to decide between them.
    pub ties: Vec<Vec<u32>>,
    /// Beside the purchases.
    pub shares: Vec<Paid>,
    /// What each voter got at first, and the times it was raised.
    pub endowment: Option<(Fraction, u64)>,
    /// Ballots that prefer Equal Shares, and those that prefer the greedy outcome.
    pub compared: Option<(u64, u64)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Paid {
    pub project: u32,
    /// The full price of a vote or point.
    pub price: Fraction,
    pub payers: u64,
    pub exhausted: u64,
}

/// The voters: the first mark of a project counts, marks of unknown ones do not.
pub fn voters(pool: &Pool) -> Vec<Voter> {
    let known = pool.candidates.len();
    let places = pool.rules.most().map_or(known as i64, i64::from);
    let read = |(marks, equal): &(Vec<_>, u32)| {
        let mut worth = BTreeMap::new();
        for (place, mark) in marks.iter().enumerate() {
            let mark: &game_rules::ballot::Mark = mark;
            if (mark.project as usize) < known {
                worth.entry(mark.project).or_insert(match pool.rules.kind {
                    Kind::Approval | Kind::Knapsack | Kind::ChooseOne => 1,
                    Kind::Cumulative | Kind::Scoring => mark.points,
                    Kind::Ordinal => (places - place as i64).max(0),
                });
            }
        }
        Voter { worth, equal: *equal }
    };
    pool.ballots.iter().map(read).collect()
}

/// All voters' worth of a project together; scoring ballots give those they do not name the default.
fn score(pool: &Pool, voters: &[Voter], project: u32) -> i64 {
    let default = match pool.rules.kind {
        Kind::Scoring => pool.rules.default_score.unwrap_or(0),
        _ => 0,
    };
    let each = voters.iter().map(|voter| {
        i64::from(voter.equal) * voter.worth.get(&project).copied().unwrap_or(default)
    });
    each.sum()
}

fn is_supporter(voter: &Voter, project: u32) -> bool {
    voter.worth.get(&project).is_some_and(|&worth| worth > 0)
}

fn cost(pool: &Pool, project: u32) -> i64 {
    pool.candidates[project as usize].cost.minor()
}

fn group(pool: &Pool, project: u32) -> Option<u32> {
    pool.candidates[project as usize].group
}

/// All projects in the order that decides ties.
fn tie_order(pool: &Pool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..pool.candidates.len() as u32).collect();
    if let TieOrder::Drawn { order: drawn } = &pool.terms.ties {
        let place = |project| drawn.iter().position(|&drawn| drawn == project);
        order.sort_by_key(|&project| place(project).unwrap_or(usize::MAX));
    }
    order
}

/// The projects that may win, in the order that decides ties.
pub fn eligible(pool: &Pool) -> Vec<u32> {
    let voters = &voters(pool)[..];
    let ballots: i64 = voters.iter().map(|voter| i64::from(voter.equal)).sum();
    let mut order = tie_order(pool);
    order.retain(|&project| {
        let candidate = pool.candidates[project as usize];
        let own = score(pool, voters, project);
        let passes = match pool.terms.threshold {
            None => true,
            Some(Threshold::Absolute(need)) => own >= need,
            Some(Threshold::ShareOfBallots { basis_points }) => {
                // Rounded up to whole ballots.
                own >= (i64::from(basis_points) * ballots + 9999) / 10_000
            }
            Some(Threshold::CostShare { times }) => {
                let named = voters.iter().filter(|voter| voter.worth.contains_key(&project));
                let named: i64 = named.map(|voter| i64::from(voter.equal)).sum();
                named * i64::from(times) * pool.terms.budget.minor()
                    >= ballots * cost(pool, project)
            }
        };
        passes
            && !candidate.withdrawn
            && !candidate.funded_earlier
            && candidate.group.is_none_or(|group| !pool.terms.taken_groups.contains(&group))
    });
    for earlier in funded_earlier(pool) {
        strike(pool, &mut order, earlier);
    }
    order
}

/// They win before the count and take nothing.
fn funded_earlier(pool: &Pool) -> Vec<u32> {
    let earlier = |&project: &u32| {
        let candidate = pool.candidates[project as usize];
        candidate.funded_earlier && !candidate.withdrawn
    };
    (0..pool.candidates.len() as u32).filter(earlier).collect()
}

/// Takes out what the winner excludes, and the winner.
fn strike(pool: &Pool, rest: &mut Vec<u32>, winner: u32) {
    let taken = group(pool, winner);
    rest.retain(|&project| project != winner && (taken.is_none() || group(pool, project) != taken));
}

/// What projects are put in order by: infinite or not, then the amount.
type Worth = (i64, Fraction);

/// A score for each unit of cost. Without cost any score but zero is infinite.
fn per_cost(score: Fraction, cost: i64) -> Worth {
    let zero = whole(0);
    match (cost, score.cmp(&zero)) {
        (0, Ordering::Greater) => (1, score),
        (0, Ordering::Less) => (-1, score),
        (0, Ordering::Equal) => (0, zero),
        _ => (0, score / whole(cost)),
    }
}

/// Projects in the order of what `key` gives, the most first; each is taken if the money covers it.
fn by_order(
    pool: &Pool,
    eligible: &[u32],
    left: &mut i64,
    fit: Fit,
    key: impl Fn(u32) -> Worth,
) -> (Vec<u32>, Option<u32>) {
    let mut rest = eligible.to_vec();
    rest.sort_by_key(|&project| Reverse(key(project)));
    let mut selected = Vec::new();
    while let Some(&project) = rest.first() {
        if cost(pool, project) <= *left {
            *left -= cost(pool, project);
            selected.push(project);
            strike(pool, &mut rest, project);
        } else if fit == Fit::Skip {
            rest.remove(0);
        } else {
            let covered = fit == Fit::Stop80 && *left * 5 >= cost(pool, project) * 4;
            return (selected, covered.then_some(project));
        }
    }
    (selected, None)
}

pub fn greedy(pool: &Pool, rule: Greedy) -> Found {
    let voters = voters(pool);
    let mut left = pool.terms.budget.minor();
    let key = |project| {
        let score = whole(score(pool, &voters, project));
        match rule.order {
            Order::Score => (0, score),
            Order::ScorePerCost => per_cost(score, cost(pool, project)),
        }
    };
    let (chosen, reserve) = by_order(pool, &eligible(pool), &mut left, rule.fit, key);
    let mut selected = tie_order(pool);
    selected.retain(|project| funded_earlier(pool).contains(project));
    selected.sort_by_key(|&project| Reverse(key(project)));
    selected.extend(chosen);
    Found { selected, reserve, ..Found::default() }
}

/// The supported free projects, and what is left to decide.
fn free_first(pool: &Pool, voters: &[Voter]) -> (Vec<u32>, Vec<u32>) {
    let mut rest = eligible(pool);
    rest.retain(|&project| voters.iter().any(|voter| is_supporter(voter, project)));
    let mut selected = funded_earlier(pool);
    while let Some(&project) = rest.iter().find(|&&project| cost(pool, project) == 0) {
        selected.push(project);
        strike(pool, &mut rest, project);
    }
    (selected, rest)
}

/// What projects take from the pool.
pub fn total(pool: &Pool, projects: &[u32]) -> i128 {
    let paid =
        projects.iter().filter(|&&project| !pool.candidates[project as usize].funded_earlier);
    paid.map(|&project| i128::from(cost(pool, project))).sum()
}
