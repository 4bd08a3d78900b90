//! What holds of every outcome of Equal Shares and Phragmén's rule: who pays what, that the outcome is priceable, what
//! changes nothing, and that extreme figures are counted like others.

use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::count::{
    Compare, Completion, EqualShares, Greedy, Measure, Outcome, Rule, Start, Terms, Threshold,
    TieOrder,
};
use game_rules::money::Money;
use proptest::prelude::*;

use crate::agree::{check_phragmen, check_shares, outcome};
use crate::elections::{self, Pool};
use crate::reference::{self, Fraction, whole};
use crate::strategies::permutation;

/// A rule that ends with purchases, under which prices support the outcome.
fn without_completion(rule: EqualShares) -> EqualShares {
    let completion = match rule.completion {
        Completion::None | Completion::Utilitarian => Completion::None,
        Completion::Add1 | Completion::Add1u => Completion::Add1,
    };
    EqualShares { completion, compare: Compare::None, ..rule }
}

/// Checks the price system of an outcome in fractions (Peters, Pierczyński, Skowron, NeurIPS 2021): everybody has the same
/// money, pays for nothing but funded projects that the ballot supports, and what they leave does not suffice for another
/// project to be bought by those who support it.
fn check_priceable(pool: &Pool, rule: EqualShares, outcome: &Outcome) {
    let mut voters = reference::voters(pool);
    if rule.measure == Measure::Cardinality {
        let worth = voters.iter_mut().flat_map(|voter| voter.worth.values_mut());
        worth.filter(|worth| **worth > 0).for_each(|worth| *worth = 1);
    }
    let endowment = outcome.endowment.expect("Equal Shares gives money");
    let each = whole(endowment.numerator) / whole(endowment.ballots.max(1));
    let mut purses = vec![each; voters.len()];
    let bought = outcome.steps.iter().filter(|step| step.share.is_some());
    for project in bought.map(|step| step.project) {
        let cost = pool.candidates[project as usize].cost.minor();
        let price = reference::price(&voters, &purses, project, cost).expect("affordable");
        let mut paid = whole(0);
        for (voter, purse) in voters.iter().zip(&mut purses) {
            let worth = voter.worth.get(&project).copied().unwrap_or(0).max(0);
            let due = (&price * whole(worth)).min(purse.clone());
            paid += &due * whole(voter.equal);
            *purse -= due;
            assert!(*purse >= whole(0));
        }
        assert_eq!(paid, whole(cost), "the payments are the cost");
    }
    let group = |project: u32| pool.candidates[project as usize].group;
    for project in reference::eligible(pool) {
        let excluded = outcome
            .selected
            .iter()
            .any(|&winner| group(winner).is_some() && group(winner) == group(project));
        if outcome.selected.contains(&project) || excluded {
            continue;
        }
        let supporters = voters
            .iter()
            .zip(&purses)
            .filter(|(voter, _)| voter.worth.get(&project).is_some_and(|&worth| worth > 0));
        let left: Fraction = supporters.map(|(voter, purse)| purse * whole(voter.equal)).sum();
        assert!(left <= whole(pool.candidates[project as usize].cost.minor()));
    }
}

/// The same pool with its ballots one by one, in another order.
fn split(pool: &Pool, seed: u64) -> Pool {
    let one_by_one = |(marks, equal): &(Vec<Mark>, u32)| vec![(marks.clone(), 1); *equal as usize];
    let ballots: Vec<_> = pool.ballots.iter().flat_map(one_by_one).collect();
    let order = permutation(ballots.len(), seed);
    let ballots = order.iter().map(|&place| ballots[place as usize].clone()).collect();
    Pool { ballots, ..pool.clone() }
}

/// The same pool with its projects listed in another order; the declared order of ties is that of the same projects.
fn reordered(pool: &Pool, order: &[u32]) -> Pool {
    let place = |project: u32| {
        order.iter().position(|&old| old == project).map_or(project, |place| place as u32)
    };
    let marks = |marks: &Vec<Mark>| {
        marks.iter().map(|mark| Mark { project: place(mark.project), ..*mark }).collect()
    };
    let ties = match &pool.terms.ties {
        TieOrder::Drawn { order } => order.iter().map(|&project| place(project)).collect(),
        _ => (0..order.len() as u32).map(place).collect(),
    };
    Pool {
        candidates: order.iter().map(|&old| pool.candidates[old as usize]).collect(),
        rules: pool.rules.clone(),
        ballots: pool.ballots.iter().map(|(ballot, equal)| (marks(ballot), *equal)).collect(),
        terms: Terms { ties: TieOrder::Drawn { order: ties }, ..pool.terms.clone() },
    }
}

fn rules(shares: EqualShares) -> [Rule; 3] {
    [Rule::EqualShares(shares), Rule::Phragmen, Rule::Greedy(Greedy::default())]
}

proptest! {
    #[test]
    fn prices_support_the_outcome(pool in elections::pool(), rule in elections::equal_shares()) {
        let rule = without_completion(rule);
        check_priceable(&pool, rule, &outcome(&pool, Rule::EqualShares(rule)));
    }

    #[test]
    fn the_order_and_number_of_equal_ballots_change_nothing(
        pool in elections::pool(), rule in elections::equal_shares(), seed: u64,
    ) {
        let split = split(&pool, seed);
        for rule in rules(rule) {
            prop_assert_eq!(outcome(&pool, rule), outcome(&split, rule));
        }
    }

    #[test]
    fn the_order_of_projects_changes_nothing(
        pool in elections::pool(), rule in elections::equal_shares(), seed: u64,
    ) {
        let order = permutation(pool.candidates.len(), seed);
        let other = reordered(&pool, &order);
        let earlier = pool.candidates.iter().any(|candidate| candidate.funded_earlier);
        for rule in rules(rule) {
            let (one, other) = (outcome(&pool, rule), outcome(&other, rule));
            let back = |projects: &[u32]| projects.iter().map(|&new| order[new as usize]).collect::<Vec<_>>();
            // Those funded earlier are listed by row.
            if !earlier {
                prop_assert_eq!(&one.selected, &back(&other.selected));
            }
            prop_assert_eq!((one.cost, one.endowment, one.comparison), (other.cost, other.endowment, other.comparison));
            let ties = |outcome: &Outcome| outcome.ties.iter().map(|tie| tie.projects.clone()).collect::<Vec<_>>();
            let other: Vec<_> = ties(&other).iter().map(|tied| back(tied)).collect();
            prop_assert_eq!(ties(&one), other);
        }
    }

    #[test]
    fn a_larger_unit_of_money_changes_nothing(
        pool in elections::pool(), rule in elections::equal_shares(), factor in 2..1_000_000_i64,
    ) {
        // Rounding to whole units of currency is no matter of proportion.
        let rule = EqualShares { start: Start::Exact, ..rule };
        let scale = |money: Money| money.checked_mul(factor).expect("small amounts");
        let mut larger = pool.clone();
        larger.terms.budget = scale(larger.terms.budget);
        larger.candidates.iter_mut().for_each(|candidate| candidate.cost = scale(candidate.cost));
        let raised = EqualShares { raise: scale(rule.raise), ..rule };
        for (rule, raised) in rules(rule).into_iter().zip(rules(raised)) {
            let (one, other) = (outcome(&pool, rule), outcome(&larger, raised));
            prop_assert_eq!(&one.selected, &other.selected);
            prop_assert_eq!(one.ties, other.ties);
            prop_assert_eq!(scale(one.cost), other.cost);
        }
    }

    #[test]
    fn an_outcome_is_stored_and_read_whole(pool in elections::pool(), rule in elections::equal_shares()) {
        for rule in rules(rule) {
            let outcome = outcome(&pool, rule);
            let json = serde_json::to_string(&outcome).expect("an outcome is plain data");
            prop_assert_eq!(serde_json::from_str::<Outcome>(&json).expect("its own form"), outcome);
            let json = serde_json::to_string(&rule).expect("a rule is plain data");
            prop_assert_eq!(serde_json::from_str::<Rule>(&json).expect("its own form"), rule);
        }
    }
}

/// Every rule on a pool, against the reference.
fn check_all(pool: &Pool, raise: i64) {
    for measure in [Measure::Cost, Measure::Cardinality, Measure::Points] {
        for completion in [Completion::None, Completion::Utilitarian, Completion::Add1u] {
            for exhaustive in [true, false] {
                let raise = Money::from_minor(raise);
                let rule = EqualShares {
                    measure,
                    completion,
                    exhaustive,
                    raise,
                    ..EqualShares::default()
                };
                check_shares(pool, rule);
            }
        }
    }
    check_phragmen(pool);
}

#[test]
fn the_smallest_and_the_largest_are_counted_alike() {
    let all: &[u32] = &[0, 1, 2];
    check_all(&Pool::approval(0, &[0, 1, 2], &[(all, 1)]), 1);
    check_all(&Pool::approval(5, &[5], &[(&[0], 1)]), 1);
    check_all(&Pool::approval(5, &[6], &[(&[0], 1)]), 1);
    check_all(&Pool::approval(5, &[], &[(&[], 1)]), 1);
    check_all(&Pool::approval(5, &[1, 2, 3], &[]), 1);
    check_all(&Pool::approval(5, &[1, 2, 3], &[(&[], 7)]), 1);
    check_all(&Pool::approval(1_000_001, &[1_000_000, 1, 2], &[(all, 1_000_000)]), 1);

    let most = i64::MAX;
    check_all(&Pool::approval(most, &[most, most, most], &[(all, 2), (&[1], 1)]), most / 9);
    let costs = [most / 2, most / 2 - 1, most / 3];
    check_all(&Pool::approval(most, &costs, &[(&[0], 3), (&[1], 3), (&[0, 2], 1)]), most / 9);
    let crowd = &[(&[0][..], u32::MAX), (&[0, 1], 1), (&[1, 2], u32::MAX)];
    check_all(&Pool::approval(most, &costs, crowd), most / u32::MAX as i64 / 5);
    // All fit: any supporter must be given the money for all.
    let ballots = &[(&[0][..], 1), (&[1], 1), (&[2], 1_000_000)];
    let pool = Pool::approval(most, &[most / 4, most / 4, most / 4], ballots);
    let add1 = EqualShares { completion: Completion::Add1, ..EqualShares::default() };
    assert_eq!(check_shares(&pool, add1).selected, [2, 0, 1]);
}

#[test]
fn a_million_million_points_are_counted_like_one() {
    for points in [1, 1_000_000, 1_000_000_000_000] {
        let mark = |project, points| Mark { project, points };
        let ballots = vec![
            (vec![mark(0, points), mark(1, 1)], 999_983),
            (vec![mark(1, points), mark(2, points - 1)], 3),
            (vec![mark(2, points)], 1),
        ];
        for budget in [1_000_000, 123_456_789_012_345] {
            let costs = [budget / 2, budget / 3, budget / 7];
            check_all(
                &Pool::new(budget, &costs, Rules::of(Kind::Cumulative), ballots.clone()),
                budget,
            );
        }
    }
}

#[test]
fn free_projects_of_one_group_exclude_each_other() {
    let mut pool = Pool::approval(10, &[0, 0, 5], &[(&[0, 1, 2], 3)]);
    pool.candidates.iter_mut().for_each(|candidate| candidate.group = Some(7));
    pool.terms.ties = TieOrder::Drawn { order: vec![2, 1, 0] };
    for rule in [Rule::Phragmen, Rule::EqualShares(EqualShares::default())] {
        assert_eq!(outcome(&pool, rule).selected, [1]);
    }
}

#[test]
fn the_completion_follows_the_measure_and_keeps_the_threshold() {
    let gives = |project, points| (vec![Mark { project, points }], 1);
    // Nobody can pay alone; the first has more points, the second more supporters.
    let ballots = vec![gives(0, 9), gives(1, 2), gives(1, 2), gives(2, 1)];
    let pool = Pool::new(10, &[9, 9, 1], Rules::of(Kind::Cumulative), ballots);
    let selected = |measure, threshold| {
        let completion = Completion::Utilitarian;
        let rule = EqualShares { measure, completion, ..EqualShares::default() };
        let terms = Terms { threshold, ..pool.terms.clone() };
        check_shares(&Pool { terms, ..pool.clone() }, rule).selected
    };
    assert_eq!(selected(Measure::Points, None), [2, 0]);
    assert_eq!(selected(Measure::Cardinality, None), [2, 1]);
    let five = Some(Threshold::Absolute(5));
    assert_eq!(selected(Measure::Cardinality, five), [0]);
}
