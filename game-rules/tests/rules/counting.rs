//! Properties of money, tallies and the greedy rule that hold whatever the votes.

use std::collections::BTreeSet;

use game_rules::ballot::{Mark, Refusal, Rules};
use game_rules::count::{
    Candidate, Fit, Greedy, Minimum, Order, Outcome, Tally, Terms, Threshold, TieOrder, Verdict,
    greedy, what_would_have_won,
};
use game_rules::money::Money;
use proptest::prelude::*;

use crate::strategies::{self, permutation};

/// The rule in its shortest form, to compare with: winners with what they get, and the reserve.
fn specification(
    projects: &[Candidate],
    tally: &Tally,
    rule: Greedy,
    terms: &Terms,
) -> (Vec<(u32, i64)>, Option<u32>) {
    let TieOrder::Drawn { order } = &terms.ties else { panic!("generated counts draw") };
    // Any cost below 12 divides 27 720.
    let worth = |project: u32| {
        let (score, cost) =
            (tally.score[project as usize], projects[project as usize].cost.minor());
        match (rule.order, cost) {
            (Order::Score, _) => score,
            (Order::ScorePerCost, 0) => score.signum() * 1_000_000 + score,
            (Order::ScorePerCost, cost) => score * 27_720 / cost,
        }
    };
    let passes = |project: &u32| {
        let (candidate, project) = (projects[*project as usize], *project as usize);
        let (score, votes) = (tally.score[project], tally.votes[project] as i64);
        let (cost, budget, ballots) =
            (candidate.cost.minor(), terms.budget.minor(), tally.ballots as i64);
        let enough = match terms.threshold {
            None => true,
            Some(Threshold::Absolute(need)) => score >= need,
            Some(Threshold::ShareOfBallots { basis_points }) => {
                score * 10_000 >= ballots * i64::from(basis_points)
            }
            Some(Threshold::CostShare { times }) => {
                votes * i64::from(times) * budget >= ballots * cost
            }
        };
        !candidate.withdrawn && (enough || candidate.funded_earlier)
    };
    let mut order: Vec<u32> = order.iter().copied().filter(passes).collect();
    order.sort_by_key(|&project| -worth(project));
    let mut groups: BTreeSet<u32> = terms.taken_groups.iter().copied().collect();
    let mut left = terms.budget.minor();
    let mut selected: Vec<(u32, i64)> = Vec::new();
    for &project in order.iter().filter(|&&project| projects[project as usize].funded_earlier) {
        groups.extend(projects[project as usize].group);
        selected.push((project, 0));
    }
    for Minimum { projects: members, amount } in &terms.minima {
        for &project in order.iter().filter(|project| members.contains(project)) {
            let of_it = selected.iter().filter(|(project, _)| members.contains(project));
            let spent: i64 = of_it.map(|(_, amount)| amount).sum();
            let Candidate { cost, group, .. } = projects[project as usize];
            let free = group.is_none_or(|group| !groups.contains(&group));
            let known = selected.iter().any(|&(other, _)| other == project);
            if spent < amount.minor() && free && !known && cost.minor() <= left {
                left -= cost.minor();
                groups.extend(group);
                selected.push((project, cost.minor()));
            }
        }
    }
    for project in order {
        let Candidate { cost, group, least, .. } = projects[project as usize];
        let known = selected.iter().any(|&(other, _)| other == project);
        if known || group.is_some_and(|group| groups.contains(&group)) {
            continue;
        }
        let in_part = left > 0 && least.is_some_and(|least| least.minor() <= left);
        if cost.minor() <= left || in_part {
            let amount = cost.minor().min(left);
            left -= amount;
            selected.push((project, amount));
            groups.extend(group);
        } else if rule.fit != Fit::Skip {
            let covered = rule.fit == Fit::Stop80 && left * 5 >= cost.minor() * 4;
            return (selected, covered.then_some(project));
        }
    }
    (selected, None)
}

/// Selected projects with what they get.
fn amounts(outcome: &Outcome) -> Vec<(u32, i64)> {
    let of = |&project: &u32| {
        let step = outcome.steps.iter().find(|step| step.project == project);
        let step = step.expect("every project has its turn");
        (project, step.left_before.saturating_sub(step.left_after).minor())
    };
    outcome.selected.iter().map(of).collect()
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
        prop_assert_eq!((amounts(&outcome), outcome.reserve), specification(&projects, &tally, rule, &terms));
        let cost: i64 = amounts(&outcome).iter().map(|(_, amount)| amount).sum();
        prop_assert_eq!(cost, outcome.cost.minor());
        let won = outcome.steps.iter().filter(|step| step.verdict.wins()).map(|step| step.project);
        prop_assert_eq!(won.collect::<BTreeSet<_>>(), winners(&outcome));
        prop_assert!(outcome.cost <= terms.budget);
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
                let funded: BTreeSet<_> = amounts(&outcome).into_iter().filter(|(project, _)| tie.projects.contains(project)).collect();
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
            let loser = lost.project as usize;
            let wins = |projects: &[Candidate], tally: &Tally| {
                winners(&greedy(projects, tally, rule, &terms)).contains(&lost.project)
            };
            let wins_with = |extra: i64| {
                let mut tally = tally.clone();
                tally.score[loser] += extra;
                tally.votes[loser] += extra as u64;
                wins(&projects, &tally)
            };
            prop_assert_eq!((1..200).find(|&extra| wins_with(extra)), lost.extra);
            let wins_for = |cost: i64| {
                let mut projects = projects.clone();
                projects[loser].cost = Money::from_minor(cost);
                wins(&projects, &tally)
            };
            let cost = (0..projects[loser].cost.minor()).rev().find(|&cost| wins_for(cost));
            prop_assert_eq!(cost, lost.cost.map(Money::minor));
            let ahead = outcome.steps.iter().take_while(|step| step.project != lost.project);
            let rivals: Vec<u32> = ahead.map(|step| step.project).filter(|&rival| {
                let mut projects = projects.clone();
                projects[rival as usize].withdrawn = true;
                winners(&outcome).contains(&rival) && wins(&projects, &tally)
            }).collect();
            prop_assert_eq!(lost.rivals, rivals.into_iter().rev().take(5).collect::<Vec<_>>());
        }
    }

    #[test]
    fn renumbering_projects_changes_nothing((projects, tally, rule, terms) in strategies::count(), seed: u64) {
        let TieOrder::Drawn { order } = &terms.ties else { panic!("generated counts draw") };
        // `from[new]` is the old number.
        let from = permutation(projects.len(), seed);
        let to = |old: &u32| from.iter().position(|from| from == old).map(|new| new as u32);
        let renumbered = |list: &[u32]| list.iter().filter_map(to).collect::<Vec<_>>();
        let moved: Vec<_> = from.iter().map(|&old| projects[old as usize]).collect();
        let tallied = Tally {
            votes: from.iter().map(|&old| tally.votes[old as usize]).collect(),
            score: from.iter().map(|&old| tally.score[old as usize]).collect(),
            ballots: tally.ballots,
        };
        let minima = terms.minima.iter().map(|minimum| Minimum { projects: renumbered(&minimum.projects), ..minimum.clone() });
        let other = Terms { ties: TieOrder::Drawn { order: renumbered(order) }, minima: minima.collect(), ..terms.clone() };
        let (before, after) = (greedy(&projects, &tally, rule, &terms), greedy(&moved, &tallied, rule, &other));
        prop_assert_eq!(renumbered(&before.selected), after.selected);
        prop_assert_eq!(before.reserve.as_ref().and_then(to), after.reserve);
        prop_assert_eq!(before.steps.len(), after.steps.len());
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
            tally.votes[winner as usize] += 1;
            prop_assert!(winners(&greedy(&projects, &tally, rule, &terms)).contains(&winner));
        }
    }

    #[test]
    fn scaling_all_money_changes_nothing((projects, tally, rule, terms) in strategies::count(), factor in 1..1000_i64) {
        let scale = |money: Money| money.checked_mul(factor).expect("small amounts");
        let larger: Vec<_> = projects.iter().map(|project| Candidate { cost: scale(project.cost), least: project.least.map(|least| scale(least.max(Money::from_minor(1)))), ..*project }).collect();
        let budget = scale(terms.budget);
        let minima = terms.minima.iter().map(|minimum| Minimum { amount: scale(minimum.amount), ..minimum.clone() }).collect();
        let before = greedy(&projects, &tally, rule, &terms);
        let after = greedy(&larger, &tally, rule, &Terms { budget, minima, ..terms });
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
