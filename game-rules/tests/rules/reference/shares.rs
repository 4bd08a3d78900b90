//! Equal Shares and its completions.

use std::cmp::Ordering;

use game_rules::count::{Compare, Completion, EqualShares, Fit, Greedy, Measure, Start};

use super::{
    Found, Fraction, Paid, Voter, by_order, cost, eligible, free_first, greedy, group,
    is_supporter, per_cost, score, strike, total, voters, whole,
};
use crate::elections::Pool;

/// The least price at which `min(purse, price * worth)` of all supporters covers the cost.
pub fn price(voters: &[Voter], purses: &[Fraction], project: u32, cost: i64) -> Option<Fraction> {
    let mut payers: Vec<(Fraction, Fraction, Fraction)> = Vec::new();
    for (voter, purse) in voters.iter().zip(purses) {
        if is_supporter(voter, project) {
            let worth = whole(voter.worth[&project]);
            payers.push((purse / &worth, worth * whole(voter.equal), purse * whole(voter.equal)));
        }
    }
    payers.sort();
    let mut missing = whole(cost);
    let mut points: Fraction = payers.iter().map(|(_, points, _)| points).sum();
    for (most, own, gives_all) in payers {
        let price = &missing / &points;
        if price <= most {
            return Some(price);
        }
        missing -= gives_all;
        points -= own;
    }
    None
}

/// One run from this endowment.
fn run(pool: &Pool, voters: &[Voter], measure: Measure, endowment: &Fraction) -> Found {
    let mut found = Found::default();
    let (free, mut rest) = free_first(pool, voters);
    found.selected = free;
    let mut purses = vec![endowment.clone(); voters.len()];
    loop {
        let offers: Vec<(Fraction, Fraction, u32)> = rest
            .iter()
            .filter_map(|&project| {
                let price = price(voters, &purses, project, cost(pool, project))?;
                let per = match measure {
                    Measure::Cost => whole(cost(pool, project)),
                    Measure::Cardinality | Measure::Points => whole(1),
                };
                Some((&price / per, price, project))
            })
            .collect();
        rest.retain(|project| offers.iter().any(|(_, _, offered)| offered == project));
        let Some(least) = offers.iter().map(|(key, _, _)| key).min() else { return found };
        let best: Vec<_> = offers.iter().filter(|(key, _, _)| key == least).collect();
        let (_, price, winner) = best[0];
        if best.len() > 1 {
            found.ties.push(best.iter().map(|(_, _, project)| *project).collect());
        }
        let mut paid = Paid { project: *winner, price: price.clone(), payers: 0, exhausted: 0 };
        for (voter, purse) in voters.iter().zip(&mut purses) {
            if is_supporter(voter, *winner) && *purse > whole(0) {
                let due = (price * whole(voter.worth[winner])).min(purse.clone());
                *purse -= due;
                paid.payers += u64::from(voter.equal);
                paid.exhausted += if *purse == whole(0) { u64::from(voter.equal) } else { 0 };
            }
        }
        found.shares.push(paid);
        found.selected.push(*winner);
        strike(pool, &mut rest, *winner);
    }
}

pub fn equal_shares(pool: &Pool, rule: EqualShares) -> Found {
    let mut voters = voters(pool);
    if rule.measure == Measure::Cardinality {
        let worth = voters.iter_mut().flat_map(|voter| voter.worth.values_mut());
        worth.filter(|worth| **worth > 0).for_each(|worth| *worth = 1);
    }
    let voters = &voters[..];
    let budget = i128::from(pool.terms.budget.minor());
    let ballots: i64 = voters.iter().map(|voter| i64::from(voter.equal)).sum();
    let first = match rule.start {
        Start::Exact => whole(budget) / whole(ballots.max(1)),
        Start::Integral => whole(budget / (100 * i128::from(ballots.max(1))) * 100),
    };
    let run = |raises: u64| {
        let endowment = &first + whole(rule.raise.minor()) * whole(raises);
        Found {
            endowment: Some((endowment.clone(), raises)),
            ..run(pool, voters, rule.measure, &endowment)
        }
    };
    let mut found = run(0);
    if matches!(rule.completion, Completion::Add1 | Completion::Add1u) {
        let (_, wanted) = free_first(pool, voters);
        let grouped = wanted.iter().any(|&project| group(pool, project).is_some());
        if total(pool, &wanted) <= budget && !grouped {
            // Everything wins: the money of one supporter would do.
            found = run(
                total(pool, &wanted).unsigned_abs().div_ceil(rule.raise.minor() as u128) as u64
            );
        } else {
            loop {
                let mut missed = wanted.clone();
                found.selected.iter().for_each(|&winner| strike(pool, &mut missed, winner));
                let spent = total(pool, &found.selected);
                missed.retain(|&project| {
                    !rule.exhaustive || spent + i128::from(cost(pool, project)) <= budget
                });
                let next = run(found.endowment.as_ref().map_or(0, |(_, raises)| raises + 1));
                if missed.is_empty() || total(pool, &next.selected) > budget {
                    break;
                }
                found = next;
            }
        }
    }
    if matches!(rule.completion, Completion::Utilitarian | Completion::Add1u) {
        complete(pool, voters, rule.measure, &mut found);
    }
    if rule.compare != Compare::None {
        compare(pool, voters, rule.compare, &mut found);
    }
    found
}

/// The greedy rule on the rest, by what voters get for each unit of cost.
fn complete(pool: &Pool, voters: &[Voter], measure: Measure, found: &mut Found) {
    let mut rest = eligible(pool);
    found.selected.iter().for_each(|&winner| strike(pool, &mut rest, winner));
    let left = i128::from(pool.terms.budget.minor()) - total(pool, &found.selected);
    let mut left = left as i64;
    let key = |project| {
        let points = match measure {
            Measure::Cardinality => {
                let named = voters.iter().filter(|voter| is_supporter(voter, project));
                whole(named.map(|voter| u64::from(voter.equal)).sum::<u64>())
            }
            _ => whole(score(pool, voters, project)),
        };
        match measure {
            Measure::Cost => (0, points),
            _ => per_cost(points, cost(pool, project)),
        }
    };
    found.selected.extend(by_order(pool, &rest, &mut left, Fit::Skip, key).0);
}

fn compare(pool: &Pool, voters: &[Voter], by: Compare, found: &mut Found) {
    let other = greedy(pool, Greedy::default());
    let (mut shares, mut rival) = (0, 0);
    for voter in voters {
        let funded = |selected: &[u32]| {
            let named = selected.iter().filter(|&&project| is_supporter(voter, project)).count();
            if by == Compare::Exclusion { named.min(1) } else { named }
        };
        match funded(&found.selected).cmp(&funded(&other.selected)) {
            Ordering::Greater => shares += u64::from(voter.equal),
            Ordering::Less => rival += u64::from(voter.equal),
            Ordering::Equal => {}
        }
    }
    found.compared = Some((shares, rival));
    if rival > shares {
        found.selected = other.selected;
        found.shares.clear();
        found.ties.clear();
    }
}
