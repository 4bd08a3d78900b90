//! The measures against a naive reading of them, ballot by ballot.

use game_rules::ballot::{Mark, Rules};
use game_rules::count::{
    Candidate, Difference, Greedy, Measures, Outcome, Preference, Profile, Ratio, Tally, Terms,
    greedy, spread,
};
use game_rules::money::Money;
use game_rules::pabulib;
use proptest::prelude::*;

/// Ballots one by one: projects with points, of which those above nothing count.
type Ballots = Vec<Vec<(u32, i64)>>;

const PROJECTS: usize = 6;

fn profile(ballots: &Ballots) -> Profile {
    let mut profile = Profile::new(PROJECTS);
    for ballot in ballots {
        let marks: Vec<Mark> =
            ballot.iter().map(|&(project, points)| Mark { project, points }).collect();
        profile.add(&marks, &Rules::points(10, None), 1);
    }
    profile
}

fn ballots() -> impl Strategy<Value = Ballots> {
    let marks = prop::collection::btree_map(0..PROJECTS as u32, 0..3_i64, 0..5);
    prop::collection::vec(marks.prop_map(|marks| marks.into_iter().collect()), 0..12)
}

fn pool() -> impl Strategy<Value = Vec<Candidate>> {
    let cost = (0..50_i64).prop_map(|cost| Candidate::new(Money::from_minor(cost)));
    prop::collection::vec(cost, PROJECTS)
}

/// Some outcome: whatever the greedy rule makes of these scores.
fn outcome() -> impl Strategy<Value = (Vec<i64>, i64)> {
    (prop::collection::vec(0..9_i64, PROJECTS), 0..160_i64)
}

fn outcome_of(projects: &[Candidate], (score, budget): (Vec<i64>, i64)) -> Outcome {
    let tally = Tally { votes: vec![0; PROJECTS], score, ballots: 0 };
    greedy(projects, &tally, Greedy::default(), &Terms::new(Money::from_minor(budget)))
}

/// Winners that a ballot names, and what they cost.
fn named(projects: &[Candidate], ballot: &[(u32, i64)], outcome: &Outcome) -> (u64, u64) {
    let winners: Vec<u32> = outcome
        .selected
        .iter()
        .copied()
        .filter(|winner| ballot.iter().any(|(project, points)| project == winner && *points > 0))
        .collect();
    let cost = winners.iter().map(|&winner| projects[winner as usize].cost.minor() as u64).sum();
    (winners.len() as u64, cost)
}

fn preference(pairs: impl Iterator<Item = (u64, u64)>) -> Preference {
    let mut preference = Preference::default();
    for (first, second) in pairs {
        preference.first += u64::from(first > second);
        preference.second += u64::from(first < second);
        preference.neither += u64::from(first == second);
    }
    preference
}

proptest! {
    #[test]
    fn measures_follow_their_definitions(ballots in ballots(), projects in pool(), outcome in outcome()) {
        let outcome = outcome_of(&projects, outcome);
        let measures = Measures::of(&projects, &profile(&ballots), &outcome);
        let each: Vec<(u64, u64)> = ballots.iter().map(|ballot| named(&projects, ballot, &outcome)).collect();
        let all = ballots.len() as u128;
        let ratio = |numerator: u64| Ratio { numerator: u128::from(numerator), denominator: all };
        prop_assert_eq!(measures.exclusion(), ratio(each.iter().filter(|(number, _)| *number == 0).count() as u64));
        prop_assert_eq!(measures.inclusion(), ratio(each.iter().filter(|(number, _)| *number > 0).count() as u64));
        prop_assert_eq!(measures.average_winners(), ratio(each.iter().map(|(number, _)| number).sum()));
        prop_assert_eq!(measures.average_money_named(), ratio(each.iter().map(|(_, money)| money).sum()));
        let spent: i64 = outcome.selected.iter().map(|&winner| projects[winner as usize].cost.minor()).sum();
        prop_assert_eq!(measures.money_per_voter(), ratio(spent as u64));
        prop_assert_eq!(measures.budget_used().numerator, spent as u128);
        prop_assert_eq!(measures.winners, outcome.selected.len() as u64);

        let mut numbers: Vec<u64> = each.iter().map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        let doubled = match numbers.len() {
            0 => 0,
            odd if odd % 2 == 1 => 2 * numbers[odd / 2],
            even => numbers[even / 2 - 1] + numbers[even / 2],
        };
        prop_assert_eq!(measures.median_winners(), Ratio { numerator: u128::from(doubled), denominator: 2 });
    }

    #[test]
    fn ballots_prefer_what_gives_them_more(
        ballots in ballots(), projects in pool(), first in outcome(), second in outcome(),
    ) {
        let (first, second) = (outcome_of(&projects, first), outcome_of(&projects, second));
        let profile = profile(&ballots);
        let difference = Difference::of(&projects, &profile, &first, &second);
        let of = |outcome: &Outcome| ballots.iter().map(|ballot| named(&projects, ballot, outcome)).collect::<Vec<_>>();
        let (ours, theirs) = (of(&first), of(&second));
        let pairs = || ours.iter().zip(&theirs);
        prop_assert_eq!(difference.by_number, preference(pairs().map(|(a, b)| (a.0, b.0))));
        prop_assert_eq!(difference.by_money, preference(pairs().map(|(a, b)| (a.1, b.1))));
        prop_assert_eq!(difference.by_any, preference(pairs().map(|(a, b)| (a.0.min(1), b.0.min(1)))));
        for winner in 0..PROJECTS as u32 {
            let in_both = (first.selected.contains(&winner), second.selected.contains(&winner));
            let listed = [&difference.only_first, &difference.only_second, &difference.both]
                .map(|list| list.contains(&winner));
            prop_assert_eq!(listed, [in_both == (true, false), in_both == (false, true), in_both == (true, true)]);
        }
        let turned = Difference::of(&projects, &profile, &second, &first);
        prop_assert_eq!((turned.only_first, turned.only_second), (difference.only_second, difference.only_first));
        prop_assert_eq!((turned.by_any.first, turned.by_any.second), (difference.by_any.second, difference.by_any.first));
    }

    #[test]
    fn single_labels_add_up_to_the_outcome(
        ballots in ballots(), projects in pool(), outcome in outcome(),
        labels in prop::collection::vec(prop::option::of(prop_oneof![Just("sport"), Just("green")]), 0..=PROJECTS),
    ) {
        let outcome = outcome_of(&projects, outcome);
        let profile = profile(&ballots);
        let portions = spread(&projects, &profile, &outcome, &labels);
        prop_assert_eq!(portions.iter().map(|portion| portion.spent).sum::<Money>(), outcome.cost);
        prop_assert_eq!(portions.iter().map(|portion| portion.winners).sum::<u64>(), outcome.selected.len() as u64);
        prop_assert_eq!(portions.iter().map(|portion| portion.projects).sum::<u64>(), PROJECTS as u64);
        prop_assert_eq!(portions.iter().map(|portion| portion.votes).sum::<u64>(), profile.tally().votes.iter().sum::<u64>());
        for portion in &portions {
            let own = |&&winner: &&u32| labels.get(winner as usize).copied().flatten() == portion.label.as_deref();
            prop_assert_eq!(portion.winners, outcome.selected.iter().filter(own).count() as u64);
        }
    }
}

#[test]
fn a_project_counts_under_each_of_its_labels() {
    let projects = [Candidate::new(Money::from_minor(7)), Candidate::new(Money::from_minor(5))];
    let mut profile = Profile::new(2);
    profile.add(&[Mark::naming(0)], &Rules::approval(1), 3);
    let outcome =
        greedy(&projects, profile.tally(), Greedy::default(), &Terms::new(Money::from_minor(7)));
    let portions = spread(&projects, &profile, &outcome, &[vec!["b", "a", "b"], vec![]]);
    let seen: Vec<_> = portions
        .iter()
        .map(|portion| (portion.label.as_deref(), portion.winners, portion.spent.minor()))
        .collect();
    assert_eq!(seen, [(Some("a"), 1, 7), (Some("b"), 1, 7), (None, 0, 0)]);
    assert_eq!(portions[0].votes, 3);
}

#[test]
fn measures_of_a_real_election() {
    let (_, bytes) = crate::real_files()
        .into_iter()
        .find(|(name, _)| name == "Poland_Wroclaw_2017_Rejon_nr_11_750")
        .expect("a known file");
    let election = pabulib::read(&bytes).expect("a valid file");
    let (projects, profile) = (Candidate::of(&election), Profile::of(&election));
    let outcome =
        greedy(&projects, profile.tally(), Greedy::default(), &Terms::new(election.budget));
    let measures = Measures::of(&projects, &profile, &outcome);
    // Who may choose one project has a winner if it won, and then exactly one.
    assert_eq!(measures.with_winner, measures.winners_named);
    let votes: u64 =
        outcome.selected.iter().map(|&winner| profile.tally().votes[winner as usize]).sum();
    assert_eq!((measures.with_winner, measures.ballots), (votes, election.ballots.len() as u64));
}

#[test]
fn ratios_are_rounded_down() {
    let third = Ratio { numerator: 2, denominator: 3 };
    assert_eq!((third.parts_per_10_000(), third.floor(100)), (6666, 66));
    assert_eq!(Ratio { numerator: 0, denominator: 0 }.parts_per_10_000(), 0);
}
