//! Properties of money, tallies and the greedy rule that hold whatever the votes.

use std::collections::BTreeSet;

use game_rules::ballot::{Mark, Refusal, Rules};
use game_rules::count::{
    Candidate, Fit, Greedy, Outcome, Tally, Terms, TieOrder, Verdict, greedy, what_would_have_won,
};
use game_rules::money::Money;
use proptest::prelude::*;

use crate::strategies::{self, permutation};

/// The rule in its shortest form, to compare with.
fn specification(
    projects: &[Candidate],
    tally: &Tally,
    rule: Greedy,
    terms: &Terms,
) -> (Vec<u32>, Option<u32>) {
    let TieOrder::Drawn { order } = &terms.ties else { panic!("generated counts draw") };
    let need = terms.threshold.map_or(i64::MIN, |threshold| threshold.score(tally.ballots));
    let mut order = order.clone();
    order.sort_by_key(|&project| -tally.score[project as usize]);
    let mut groups: BTreeSet<u32> = terms.taken_groups.iter().copied().collect();
    let (mut left, mut selected) = (terms.budget.minor(), Vec::new());
    for project in order {
        let Candidate { cost, withdrawn, group } = projects[project as usize];
        let low = tally.score[project as usize] < need;
        if withdrawn || low || group.is_some_and(|group| groups.contains(&group)) {
            continue;
        }
        if cost.minor() <= left {
            left -= cost.minor();
            selected.push(project);
            groups.extend(group);
        } else if rule.fit != Fit::Skip {
            let covered = rule.fit == Fit::Stop80 && left * 5 >= cost.minor() * 4;
            return (selected, covered.then_some(project));
        }
    }
    (selected, None)
}

fn winners(outcome: &Outcome) -> BTreeSet<u32> {
    outcome.selected.iter().copied().chain(outcome.reserve).collect()
}

#[test]
fn one_winner_of_a_group_excludes_the_rest() {
    let priced = |cost| Candidate::new(Money::from_minor(cost));
    let projects = [
        Candidate { group: Some(4), ..priced(10) },
        priced(20),
        Candidate { group: Some(4), ..priced(5) },
    ];
    let tally = Tally { votes: vec![9, 8, 7], score: vec![9, 8, 7], ballots: 9 };
    let terms = Terms::new(Money::from_minor(100));
    let outcome = greedy(&projects, &tally, Greedy::default(), &terms);
    assert_eq!(outcome.selected, [0, 1]);
    assert_eq!(outcome.steps[2].verdict, Verdict::ExcludedBy { project: 0 });

    let later = Terms { taken_groups: vec![4], ..terms };
    let outcome = greedy(&projects, &tally, Greedy::default(), &later);
    assert_eq!(outcome.selected, [1]);
    assert_eq!(outcome.steps[0].verdict, Verdict::ExcludedEarlier { group: 4 });
}

#[test]
fn a_drawn_order_may_be_incomplete_or_wrong() {
    let projects = [Candidate::new(Money::from_minor(1)); 3];
    let (rule, terms) = (Greedy::default(), Terms::new(Money::from_minor(3)));
    for (order, expected) in
        [(vec![2], [2, 0, 1]), (vec![9, 9, 9, 9, 1, 1], [1, 0, 2]), (vec![], [0, 1, 2])]
    {
        let drawn = Terms { ties: TieOrder::Drawn { order }, ..terms.clone() };
        assert_eq!(greedy(&projects, &Tally::new(3), rule, &drawn).selected, expected);
    }
    assert_eq!(greedy(&projects, &Tally::default(), rule, &terms).selected, [0, 1, 2]);
    assert_eq!(greedy(&[], &Tally::default(), rule, &terms).steps, []);
}

proptest! {
    #[test]
    fn the_count_follows_its_specification((projects, tally, rule, terms) in strategies::count()) {
        let outcome = greedy(&projects, &tally, rule, &terms);
        prop_assert_eq!((outcome.selected.clone(), outcome.reserve), specification(&projects, &tally, rule, &terms));
        let cost: Money = outcome.selected.iter().map(|&project| projects[project as usize].cost).sum();
        prop_assert_eq!(cost, outcome.cost);
        prop_assert!(cost <= terms.budget);
        prop_assert_eq!(outcome.steps.len(), projects.len());
        prop_assert!(outcome.steps.windows(2).all(|pair| pair[0].left_after == pair[1].left_before));
    }

    #[test]
    fn a_tie_is_decisive_if_another_order_changes_its_winners((projects, tally, rule, terms) in strategies::count()) {
        let outcome = greedy(&projects, &tally, rule, &terms);
        let TieOrder::Drawn { order } = &terms.ties else { panic!("generated counts draw") };
        for tie in &outcome.ties {
            let factorial = (1..=tie.projects.len() as u64).product();
            let results: BTreeSet<_> = (0..factorial).map(|number| {
                let tied = permutation(tie.projects.len(), number).into_iter().map(|place| tie.projects[place as usize]);
                let others = order.iter().copied().filter(|project| !tie.projects.contains(project));
                let ties = TieOrder::Drawn { order: tied.chain(others).collect() };
                let outcome = greedy(&projects, &tally, rule, &Terms { ties, ..terms.clone() });
                let funded: BTreeSet<u32> = outcome.selected.into_iter().filter(|project| tie.projects.contains(project)).collect();
                (funded, outcome.reserve.filter(|project| tie.projects.contains(project)))
            }).collect();
            prop_assert_eq!(tie.decisive, results.len() > 1, "{:?} {:?}", tie, results);
        }
    }

    #[test]
    fn what_was_missing_is_exactly_enough((projects, tally, rule, terms) in strategies::count()) {
        let outcome = greedy(&projects, &tally, rule, &terms);
        let missing = what_would_have_won(&projects, &tally, rule, &terms, &outcome);
        prop_assert_eq!(missing.len() + winners(&outcome).len(), projects.len());
        for lost in missing {
            let wins_with = |extra: i64| {
                let mut tally = tally.clone();
                tally.score[lost.project as usize] += extra;
                winners(&greedy(&projects, &tally, rule, &terms)).contains(&lost.project)
            };
            prop_assert_eq!((1..20).find(|&extra| wins_with(extra)), lost.extra);
        }
    }

    #[test]
    fn the_order_of_voters_and_repeated_names_change_nothing(election in strategies::election(), seed: u64) {
        let tally = Tally::of(&election);
        let ballots: Vec<_> = election.ballots.iter().map(|ballot| ballot.marks).collect();
        let mut shuffled = Tally::new(election.projects.len());
        for place in permutation(ballots.len(), seed) {
            let marks = ballots[place as usize];
            shuffled.add(&[marks, marks].concat(), &election.rules);
        }
        prop_assert_eq!(shuffled, tally);
    }

    #[test]
    fn twice_the_ballots_twice_the_score(election in strategies::election()) {
        let tally = Tally::of(&election);
        let mut twice = tally.clone();
        election.ballots.iter().for_each(|ballot| twice.add(ballot.marks, &election.rules));
        prop_assert!(tally.score.iter().zip(&twice.score).all(|(once, twice)| once * 2 == *twice));
        let (candidates, terms) = (Candidate::of(&election), Terms::new(election.budget));
        let selected = |tally| greedy(&candidates, tally, Greedy::default(), &terms).selected;
        prop_assert_eq!(selected(&tally), selected(&twice));
    }

    #[test]
    fn one_more_vote_never_harms_a_winner((projects, tally, rule, terms) in strategies::count()) {
        for winner in greedy(&projects, &tally, rule, &terms).selected {
            let mut tally = tally.clone();
            tally.score[winner as usize] += 1;
            prop_assert!(winners(&greedy(&projects, &tally, rule, &terms)).contains(&winner));
        }
    }

    #[test]
    fn scaling_all_money_changes_nothing((projects, tally, rule, terms) in strategies::count(), factor in 1..1000_i64) {
        let scale = |money: Money| money.checked_mul(factor).expect("small amounts");
        let larger: Vec<_> = projects.iter().map(|project| Candidate { cost: scale(project.cost), ..*project }).collect();
        let budget = scale(terms.budget);
        let before = greedy(&projects, &tally, rule, &terms);
        let after = greedy(&larger, &tally, rule, &Terms { budget, ..terms });
        prop_assert_eq!((before.selected, before.reserve), (after.selected, after.reserve));
    }

    #[test]
    fn splitting_loses_nothing(minor: i64, parts in 1..300_u32) {
        let shares: Vec<_> = Money::from_minor(minor).split(parts).map(Money::minor).collect();
        prop_assert_eq!(shares.iter().map(|&share| i128::from(share)).sum::<i128>(), i128::from(minor));
        prop_assert!(shares.iter().max().zip(shares.iter().min()).is_some_and(|(max, min)| max - min <= 1));
    }

    #[test]
    fn money_survives_writing(minor in -i64::MAX..i64::MAX) {
        let money = Money::from_minor(minor);
        prop_assert_eq!(Money::parse_decimal(&money.to_decimal()), Ok(money));
        let comma = money.to_decimal().replace('.', ",");
        prop_assert_eq!(Money::parse_typed(&comma).ok(), (minor >= 0).then_some(money));
    }

    #[test]
    fn typed_amounts_never_panic(text in "[0-9 .,zł\u{a0}\u{2212}-]{0,12}|\\PC{0,12}") {
        let _ = (Money::parse_typed(&text), Money::parse_decimal(&text));
    }

    #[test]
    fn a_ballot_is_valid_if_nothing_is_overdrawn(marks in prop::collection::vec((0..5_u32, 0..9_i64), 0..6)) {
        let marks: Vec<_> = marks.into_iter().map(|(project, points)| Mark { project, points }).collect();
        let costs = [Money::from_minor(100); 4];
        let rules = Rules { max_length: Some(3), max_sum_cost: Some(Money::from_minor(250)), ..Rules::points(10, None) };
        let left = rules.remaining(&marks, &costs);
        let refusals = rules.check(&marks, &costs).err().unwrap_or_default();
        let refused = |code| refusals.iter().any(|refusal: &Refusal| refusal.code() == code);
        prop_assert_eq!(refused("too-many"), left.projects.is_some_and(|left| left < 0));
        prop_assert_eq!(refused("over-budget"), left.money.is_some_and(Money::is_negative));
        prop_assert_eq!(refused("too-many-points"), left.points.is_some_and(|left| left < 0));
        prop_assert_eq!(refused("unknown-project"), marks.iter().any(|mark| mark.project > 3));
    }
}
