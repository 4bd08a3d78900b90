//! Elections made to mislead arithmetic that rounds: prices that are equal or differ by less than 64 bits can tell, money
//! that covers a cost exactly or lacks one minor unit, crowds of equal ballots, prime numbers of supporters.

use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::count::{Candidate, Completion, EqualShares, Measure, Rule, Start, TieOrder};
use game_rules::money::Money;
use proptest::prelude::*;

use crate::agree::{check_phragmen, check_shares, outcome};
use crate::elections::Pool;

const PRIMES: [u32; 6] = [2, 3, 1009, 1013, 999_983, 1_000_003];

/// Costs that lie at or next to a whole number of equal shares, for ballots with a whole number of shares to give.
fn close() -> impl Strategy<Value = (Pool, Measure, Completion)> {
    let weight = prop_oneof![2 => Just(1_u32), 3 => prop::sample::select(PRIMES.to_vec())];
    let worth = prop_oneof![4 => Just(1_i64), 1 => Just(2), 1 => Just(1_000_003)];
    let marks = prop::collection::vec((0..7_u32, worth), 1..7);
    let ballots = prop::collection::vec((marks, weight), 1..8);
    let share = prop::sample::select(vec![1_i64, 6, 1000, 1_000_003, 30_000_000]);
    let near = prop_oneof![3 => Just(0_i64), 1 => Just(1), 1 => Just(-1)];
    let costs = prop::collection::vec((1..4_i64, 1..3_i64, near.clone()), 7);
    let measure = prop::sample::select(vec![Measure::Cost, Measure::Cardinality, Measure::Points]);
    let completion = prop::sample::select(vec![Completion::None, Completion::Add1]);
    (ballots, share, costs, (1..5_i64, near), any::<bool>(), (measure, completion)).prop_map(
        |(ballots, share, costs, (purse, near_purse), has_points, how)| {
            let kind = if has_points { Kind::Cumulative } else { Kind::Approval };
            let (mut votes, mut all) = ([0_i64; 7], 0);
            let mut counted = Vec::new();
            for (mut marks, weight) in ballots {
                marks.sort_unstable();
                marks.dedup_by_key(|mark| mark.0);
                all += i64::from(weight);
                marks.iter().for_each(|&(project, _)| votes[project as usize] += i64::from(weight));
                let mark = |(project, points)| Mark {
                    project,
                    points: if has_points { points } else { 1 },
                };
                counted.push((marks.into_iter().map(mark).collect(), weight));
            }
            let cost = |(&(shares, part, near), &votes): (&(i64, i64, i64), &i64)| {
                (votes * shares * share / part + near).max(1)
            };
            let costs: Vec<_> = costs.iter().zip(&votes).map(cost).collect();
            let budget = (all * share * purse / 2 + near_purse).max(0);
            (Pool::new(budget, &costs, Rules::of(kind), counted), how.0, how.1)
        },
    )
}

/// Many cheap projects, then one that all support and that costs what is left, or one minor unit more or less.
fn exhausting() -> impl Strategy<Value = Pool> {
    let weight = prop::sample::select(PRIMES.to_vec());
    let named = prop::collection::btree_set(0..20_u32, 1..12);
    let ballots = prop::collection::vec((named, weight), 2..10);
    let costs = prop::collection::vec(1..5000_i64, 20);
    let budget = prop::sample::select(vec![1_000_000_000_000_i64, 999_999_999_989]);
    (ballots, costs, budget, -1..2_i64).prop_map(|(ballots, mut costs, budget, near)| {
        let mut marks: Vec<(Vec<u32>, u32)> = Vec::new();
        for (named, weight) in ballots {
            marks.push((named.into_iter().chain([20]).collect(), weight));
        }
        let bought = |project: u32| marks.iter().any(|(named, _)| named.contains(&project));
        let spent: i64 =
            (0..).zip(&costs).filter(|&(project, _)| bought(project)).map(|(_, cost)| cost).sum();
        costs.push(budget - spent + near);
        let ballots: Vec<_> =
            marks.iter().map(|(named, weight)| (named.as_slice(), *weight)).collect();
        Pool::approval(budget, &costs, &ballots)
    })
}

/// Raises so high that few runs are made.
fn rule(pool: &Pool, measure: Measure, completion: Completion, raises: i64) -> EqualShares {
    let ballots: i64 = pool.ballots.iter().map(|(_, equal)| i64::from(*equal)).sum();
    let raise = Money::from_minor((pool.terms.budget.minor() / ballots / raises).max(1));
    EqualShares { measure, completion, raise, ..EqualShares::default() }
}

proptest! {
    #[test]
    fn what_is_close_is_told_apart((pool, measure, completion) in close(), raises in prop::sample::select(vec![2_i64, 20])) {
        check_shares(&pool, rule(&pool, measure, completion, raises));
        check_phragmen(&pool);
    }

    #[test]
    fn the_last_money_is_counted_to_the_end(pool in exhausting()) {
        let measure = Measure::Cardinality;
        let outcome = check_shares(&pool, EqualShares { measure, ..EqualShares::default() });
        let (last, others) = (pool.candidates[20].cost, outcome.cost);
        prop_assert!(others <= pool.terms.budget);
        let fits = last.minor() + total_of_others(&pool, &outcome.selected) <= pool.terms.budget.minor();
        prop_assert_eq!(outcome.selected.contains(&20), fits);
    }
}

fn total_of_others(pool: &Pool, selected: &[u32]) -> i64 {
    let others = selected.iter().filter(|&&project| project != 20);
    others.map(|&project| pool.candidates[project as usize].cost.minor()).sum()
}

/// Costs for two crowds such that the prices of a vote differ by one part in more than 2^70, or not at all.
#[test]
fn prices_that_agree_in_seventy_bits_are_ordered() {
    let (one, other) = (999_983_i64, 1_000_003_i64);
    // Modulo `one`, what `other` is to be multiplied by to give 1.
    let (_, inverse) = bezout(one, other);
    for times in [1_i64, 1_000_000_000] {
        for difference in [-1_i64, 0, 1] {
            // cost / one - next / other = difference / (one * other)
            let cost = (difference * inverse).rem_euclid(one) + times * one;
            let next = ((i128::from(cost) * i128::from(other) - i128::from(difference))
                / i128::from(one)) as i64;
            assert_eq!(
                i128::from(cost) * i128::from(other) - i128::from(next) * i128::from(one),
                i128::from(difference)
            );
            for order in [vec![0, 1, 2], vec![1, 0, 2]] {
                let budget = 8 * (cost + next) + 12;
                let crowds: [(&[u32], u32); 2] = [(&[0, 2], one as u32), (&[1, 2], other as u32)];
                let mut pool = Pool::approval(budget, &[cost, next, 6 * (cost + next)], &crowds);
                pool.terms.ties = TieOrder::Drawn { order };
                let measure = Measure::Cardinality;
                let outcome =
                    check_shares(&pool, EqualShares { measure, ..EqualShares::default() });
                assert_eq!(outcome.ties.len(), usize::from(difference == 0));
                assert_eq!(outcome.selected.len(), 3);
                check_phragmen(&pool);
            }
        }
    }
}

/// `x` and `y` with `one * x + other * y = 1`.
fn bezout(one: i64, other: i64) -> (i64, i64) {
    if other == 0 {
        return (1, 0);
    }
    let (x, y) = bezout(other, one % other);
    (y, x - one / other * y)
}

/// A million ballots give their last so that one more can pay the rest, again and again: what is not known of each of
/// them comes together on the one.
#[test]
fn a_crowd_leaves_its_rounding_to_one_voter() {
    let crowds = 6;
    for near in [-1, 0, 1] {
        let rich: Vec<u32> = (0..=crowds).collect();
        let named: Vec<[u32; 1]> = (0..crowds).map(|crowd| [crowd]).collect();
        let mut ballots: Vec<(&[u32], u32)> =
            named.iter().map(|named| (&named[..], 999_983)).collect();
        ballots.push((&rich, 1));
        let all = i64::from(crowds) * 999_983 + 1;
        let budget = all * 100 + 1;
        // Each crowd has 999 983 of all equal parts; the one voter adds 3 minor units each time.
        let crowd = 999_983 * budget / all + 3;
        let mut costs = vec![crowd; crowds as usize];
        let left = budget / all - 3 * i64::from(crowds) + near;
        costs.push(left.max(1));
        let pool = Pool::approval(budget, &costs, &ballots);
        for measure in [Measure::Cost, Measure::Cardinality] {
            check_shares(&pool, EqualShares { measure, ..EqualShares::default() });
        }
        check_phragmen(&pool);
    }
}

/// One voter who has exactly the price sets it; taken for nothing, a dearer project would go before its equals.
#[test]
fn exactly_the_price_is_paid() {
    let pool = Pool::approval(9, &[1, 3, 3], &[(&[], 2), (&[0, 1], 1)]);
    let outcome = check_shares(&pool, EqualShares::default());
    assert_eq!(outcome.selected, [0]);
    assert_eq!(outcome.ties.len(), 1);
}

/// While the money rises, one voter begins to have some left after the first project, and with it a dear project goes
/// before a cheap rival. Endowments just below and above must not be taken for one another, wherever they lie.
#[test]
fn endowments_with_different_outcomes_are_told_apart() {
    let excluding = |cost| Candidate { group: Some(0), ..Candidate::new(Money::from_minor(cost)) };
    for each in 200..600 {
        let first = 3 * each;
        let ballots: [(&[u32], u32); 4] = [(&[0], 2), (&[0, 2], 1), (&[1, 2], 1), (&[3], 16)];
        let mut pool = Pool::approval(first + 15, &[first, 10, 20, 1_000_000], &ballots);
        pool.candidates[1] = excluding(10);
        pool.candidates[2] = excluding(20);
        let rule = EqualShares {
            completion: Completion::Add1,
            raise: Money::from_minor(1),
            exhaustive: false,
            start: Start::Integral,
            ..EqualShares::default()
        };
        let outcome = outcome(&pool, Rule::EqualShares(rule));
        assert!(outcome.cost <= pool.terms.budget, "{each}: {outcome:?}");
        assert_eq!(outcome.selected, [0, 1], "{each}: {outcome:?}");
    }
}

/// The same where another project at this price is paid by one who has less, so that fractions compare the two.
#[test]
fn exactly_the_price_ties_with_an_unequal_share() {
    let ballots: [(&[u32], u32); 3] = [(&[1, 3], 1), (&[0, 2], 1), (&[0], 1)];
    let pool = Pool::approval(30, &[14, 8, 4, 2], &ballots);
    let measure = Measure::Cardinality;
    let outcome = check_shares(&pool, EqualShares { measure, ..EqualShares::default() });
    assert_eq!(outcome.selected, [3, 2, 0, 1]);
    assert_eq!(outcome.ties[0].projects, [0, 1]);
}
