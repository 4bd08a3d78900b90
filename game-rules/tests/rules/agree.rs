//! Every rule against its reference on small pools: generated ones, and all of a size.

use game_rules::count::{
    Completion, EqualShares, Fit, Greedy, Measure, Order, Outcome, Rule, Share, count,
};
use game_rules::money::Money;
use num_bigint::BigInt;
use proptest::prelude::*;

use crate::elections::{self, Pool};
use crate::reference::{self, Found, Fraction, Paid, whole};

pub fn outcome(pool: &Pool, rule: Rule) -> Outcome {
    count(&pool.candidates, &pool.profile(), rule, &pool.terms)
}

/// A share as the definitions give it.
fn share(pool: &Pool, paid: &Paid, is_phragmen: bool) -> Share {
    let small = |fraction: Fraction| -> i64 {
        fraction.floor().to_integer().try_into().unwrap_or(i64::MAX)
    };
    let cost = whole(pool.candidates[paid.project as usize].cost.minor());
    let effective = match is_phragmen {
        true => whole(paid.payers),
        false => cost / &paid.price,
    };
    Share {
        effective_milli: small(effective * whole(1000)),
        price: Money::from_minor(small(paid.price.clone())),
        payers: paid.payers,
        exhausted: paid.exhausted,
    }
}

/// Fails unless the outcome of Equal Shares or Phragmén's rule is what the definitions say, to the last share.
pub fn assert_same(pool: &Pool, rule: Rule, outcome: &Outcome, found: &Found) {
    let context = || format!("{rule:?}\n{pool:?}\n{outcome:?}\n{found:?}");
    assert_eq!(outcome.selected, found.selected, "{}", context());
    assert_eq!(outcome.reserve, found.reserve, "{}", context());
    let cost = reference::total(pool, &found.selected);
    assert_eq!(i128::from(outcome.cost.minor()), cost, "{}", context());
    assert!(outcome.cost <= pool.terms.budget, "{}", context());
    let shares: Vec<_> =
        outcome.steps.iter().filter_map(|step| Some((step.project, step.share?))).collect();
    let is_phragmen = rule == Rule::Phragmen;
    let expected: Vec<_> =
        found.shares.iter().map(|paid| (paid.project, share(pool, paid, is_phragmen))).collect();
    assert_eq!(shares, expected, "{}", context());
    let ties: Vec<_> = outcome.ties.iter().map(|tie| tie.projects.clone()).collect();
    let by_greedy = found.compared.is_some_and(|(shares, greedy)| greedy > shares);
    if !by_greedy {
        assert_eq!(ties[..found.ties.len().min(ties.len())], found.ties, "{}", context());
    }
    if let Some((each, raises)) = &found.endowment {
        let endowment = outcome.endowment.expect("Equal Shares gives money");
        let all = each * whole(endowment.ballots.max(1));
        assert_eq!(whole(BigInt::from(endowment.numerator)), all, "{}", context());
        assert_eq!(endowment.raises, *raises, "{}", context());
    }
    let compared = outcome.comparison.map(|by| (by.prefer_equal_shares, by.prefer_greedy));
    assert_eq!(compared, found.compared, "{}", context());
    assert_eq!(outcome.steps.len(), pool.candidates.len(), "{}", context());
}

/// Counts by Equal Shares and fails unless the reference agrees.
pub fn check_shares(pool: &Pool, rule: EqualShares) -> Outcome {
    let outcome = outcome(pool, Rule::EqualShares(rule));
    assert_same(pool, Rule::EqualShares(rule), &outcome, &reference::equal_shares(pool, rule));
    outcome
}

pub fn check_phragmen(pool: &Pool) -> Outcome {
    let outcome = outcome(pool, Rule::Phragmen);
    assert_same(pool, Rule::Phragmen, &outcome, &reference::phragmen(pool));
    outcome
}

proptest! {
    #[test]
    fn equal_shares_follow_their_definition(pool in elections::pool(), rule in elections::equal_shares()) {
        check_shares(&pool, rule);
    }

    #[test]
    fn loads_follow_their_definition(pool in elections::pool()) {
        check_phragmen(&pool);
    }

    #[test]
    fn the_greedy_rule_follows_its_definition(pool in elections::pool(), per_cost: bool, fit in 0..3_usize) {
        let order = if per_cost { Order::ScorePerCost } else { Order::Score };
        let rule = Greedy { order, fit: [Fit::Skip, Fit::Stop, Fit::Stop80][fit] };
        let (outcome, found) = (outcome(&pool, Rule::Greedy(rule)), reference::greedy(&pool, rule));
        prop_assert_eq!((outcome.selected, outcome.reserve), (found.selected, found.reserve));
    }
}

/// Three voters, three projects: all ballots, costs from 1 to 3, several budgets.
#[test]
fn all_smallest_elections_follow_the_definitions() {
    let ballots: Vec<Vec<u32>> =
        (0..8_u32).map(|set| (0..3).filter(|project| set >> project & 1 == 1).collect()).collect();
    let named = |set: usize| (ballots[set].as_slice(), 1);
    let plain = EqualShares { raise: Money::from_minor(1), ..EqualShares::default() };
    let rules = [
        plain,
        EqualShares { measure: Measure::Cardinality, ..plain },
        EqualShares { completion: Completion::Add1, ..plain },
        EqualShares { completion: Completion::Add1u, exhaustive: false, ..plain },
    ];
    for [a, b, c] in ascending(8) {
        for costs in ascending(3) {
            let costs = costs.map(|cost| cost as i64 + 1);
            for budget in [3, 5] {
                let pool = Pool::approval(budget, &costs, &[named(a), named(b), named(c)]);
                rules.iter().for_each(|&rule| drop(check_shares(&pool, rule)));
                check_phragmen(&pool);
            }
        }
    }
}

/// All triples below `end` with equal or rising places.
fn ascending(end: usize) -> impl Iterator<Item = [usize; 3]> {
    (0..end).flat_map(move |a| (a..end).flat_map(move |b| (b..end).map(move |c| [a, b, c])))
}
