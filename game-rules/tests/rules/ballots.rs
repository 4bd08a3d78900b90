//! Which ballots each kind allows, by plain predicates.

use std::collections::BTreeSet;

use game_rules::ballot::{Band, Kind, Mark, Refusal, Rules};
use game_rules::money::Money;
use proptest::prelude::*;

const COSTS: [Money; 5] = [
    Money::from_minor(100),
    Money::from_minor(200),
    Money::from_minor(300),
    Money::from_minor(400),
    Money::from_minor(0),
];

fn codes(rules: &Rules, marks: &[(u32, i64)]) -> Vec<&'static str> {
    let marks: Vec<_> = marks.iter().map(|&(project, points)| Mark { project, points }).collect();
    let refusals = rules.check(&marks, &COSTS).err().unwrap_or_default();
    refusals.iter().map(Refusal::code).collect()
}

fn named(rules: &Rules, projects: &[u32]) -> Vec<&'static str> {
    codes(rules, &projects.iter().map(|&project| (project, 1)).collect::<Vec<_>>())
}

#[test]
fn approval_has_numbers_and_a_total_cost() {
    let rules = Rules {
        min_length: Some(2),
        min_sum_cost: Some(Money::from_minor(250)),
        max_sum_cost: Some(Money::from_minor(600)),
        ..Rules::approval(3)
    };
    assert_eq!(named(&rules, &[0, 1]), [""; 0]);
    assert_eq!(named(&rules, &[]), ["empty"]);
    assert_eq!(named(&rules, &[2]), ["too-few"]);
    assert_eq!(named(&rules, &[0, 4]), ["under-cost"]);
    assert_eq!(named(&rules, &[0, 1, 2, 4]), ["too-many"]);
    assert_eq!(named(&rules, &[2, 3]), ["over-budget"]);
    assert_eq!(named(&rules, &[2, 2]), ["repeated", "too-few"]);
    assert_eq!(named(&rules, &[0, 5, 1]), ["unknown-project"]);
}

#[test]
fn a_knapsack_is_limited_by_money_only() {
    let rules = Rules::knapsack(Money::from_minor(600));
    assert_eq!(named(&rules, &[0, 1, 2, 4]), [""; 0]);
    assert_eq!(named(&rules, &[0, 1, 3]), ["over-budget"]);
    assert_eq!(named(&rules, &[0, 0]), ["repeated"]);
    assert_eq!(named(&rules, &[]), ["empty"]);
}

/// Katowice gives three points as 3, as 2 and 1, or as three times 1.
#[test]
fn cumulative_points_have_a_total_and_a_cap() {
    let rules = Rules { min_sum_points: Some(3), ..Rules::points(3, Some(2)) };
    assert_eq!(codes(&rules, &[(0, 2), (1, 1)]), [""; 0]);
    assert_eq!(codes(&rules, &[(0, 1), (1, 1), (2, 1)]), [""; 0]);
    assert_eq!(codes(&rules, &[(0, 3)]), ["points-too-high"]);
    assert_eq!(codes(&rules, &[(0, 2), (1, 2)]), ["too-many-points"]);
    assert_eq!(codes(&rules, &[(0, 2)]), ["too-few-points"]);
    assert_eq!(codes(&rules, &[(0, 2), (1, 1), (2, 0)]), ["zero-points"]);
    assert_eq!(codes(&rules, &[(0, 2), (1, -1), (2, 2)]), ["points-too-low"]);
    assert_eq!(codes(&rules, &[(0, 2), (0, 1)]), ["repeated"]);
    assert_eq!(codes(&rules, &[(0, i64::MAX), (1, i64::MAX)]).last(), Some(&"too-many-points"));
}

#[test]
fn each_grade_has_its_limits() {
    let rules = Rules { min_points: Some(-2), max_points: Some(2), ..Rules::of(Kind::Scoring) };
    assert_eq!(codes(&rules, &[(0, -2), (1, 0), (2, 2), (3, 1), (4, 2)]), [""; 0]);
    assert_eq!(codes(&rules, &[(0, 3), (1, -3)]), ["points-too-high", "points-too-low"]);
    assert_eq!(codes(&rules, &[(0, 1), (0, 1)]), ["repeated"]);
    let positive = Rules { min_points: Some(1), max_sum_points: Some(4), ..rules };
    assert_eq!(codes(&positive, &[(0, 0)]), ["zero-points"]);
    assert_eq!(codes(&positive, &[(0, 2), (1, 2), (2, 1)]), ["too-many-points"]);
}

/// Kraków: three different projects, and an incomplete ballot is not valid.
#[test]
fn places_go_to_different_projects() {
    let rules = Rules::ordinal(3);
    assert_eq!(named(&rules, &[3, 0, 2]), [""; 0]);
    assert_eq!(named(&rules, &[3, 0]), ["too-few"]);
    assert_eq!(named(&rules, &[3, 0, 3]), ["repeated", "too-few"]);
    assert_eq!(named(&rules, &[3, 0, 3, 2]), ["repeated"]);
    assert_eq!(named(&rules, &[3, 0, 1, 2]), ["too-many"]);
}

#[test]
fn one_choice_is_one() {
    for rules in [Rules::choose_one(), Rules { max_length: Some(4), ..Rules::of(Kind::ChooseOne) }]
    {
        assert_eq!(named(&rules, &[2]), [""; 0]);
        assert_eq!(named(&rules, &[2, 1]), ["too-many"]);
        assert_eq!(named(&rules, &[]), ["empty"]);
    }
}

/// Otwock and Kielce: one small and one large project.
#[test]
fn each_band_of_cost_has_its_number() {
    let rules = Rules::banded(Band::row([
        ("small".into(), Some(Money::from_minor(250)), 1),
        ("large".into(), None, 1),
    ]));
    assert_eq!(rules.mistake(), None);
    assert_eq!(named(&rules, &[1, 3]), [""; 0]);
    assert_eq!(named(&rules, &[3]), [""; 0]);
    assert_eq!(named(&rules, &[0, 1]), ["too-many-in-band"]);
    assert_eq!(named(&rules, &[0, 1, 2, 3]), ["too-many-in-band"; 2]);
    assert_eq!(named(&rules, &[2, 2]), ["repeated"]);
    assert_eq!(named(&rules, &[]), ["empty"]);
    let both = Rules { min_length: Some(2), ..rules };
    assert_eq!(named(&both, &[3]), ["too-few"]);
}

fn any_bands() -> impl Strategy<Value = Vec<Band>> {
    let band = (0..450_i64, 1..3_u32);
    prop::collection::vec(band, 0..4).prop_map(|mut bands| {
        bands.sort_unstable();
        bands.dedup_by_key(|band| band.0);
        let bands = bands.into_iter().zip(1..);
        Band::row(bands.map(|((to, most), n)| (format!("{n}"), Some(Money::from_minor(to)), most)))
    })
}

fn any_rules() -> impl Strategy<Value = Rules> {
    let kind = prop::sample::select(vec![
        Kind::Approval,
        Kind::Knapsack,
        Kind::Cumulative,
        Kind::Scoring,
        Kind::Ordinal,
        Kind::ChooseOne,
    ]);
    let small = || prop::option::of(0..5_u32);
    let money = || prop::option::of((0..900_i64).prop_map(Money::from_minor));
    let points = || prop::option::of(-2..6_i64);
    let lengths = (small(), small(), money(), money());
    (kind, lengths, points(), points(), points(), points(), any_bands()).prop_map(
        |(kind, (min_length, max_length, min_cost, max_cost), low, high, least, most, bands)| {
            Rules {
                bands,
                min_length,
                max_length,
                min_sum_cost: min_cost,
                max_sum_cost: max_cost,
                min_points: low,
                max_points: high,
                min_sum_points: least,
                max_sum_points: most,
                ..Rules::of(kind)
            }
        },
    )
}

proptest! {
    #[test]
    fn a_ballot_is_refused_exactly_if_it_breaks_a_rule(rules in any_rules(), marks in prop::collection::vec((0..6_u32, -3..6_i64), 0..5)) {
        let distinct: BTreeSet<u32> = marks.iter().map(|mark| mark.0).collect();
        let known: Vec<u32> = distinct.iter().copied().filter(|&project| project < 5).collect();
        let all_known = marks.iter().all(|mark| mark.0 < 5) && distinct.len() == marks.len();
        let cost: Money = known.iter().map(|&project| COSTS[project as usize]).sum();
        let most = if rules.kind == Kind::ChooseOne { Some(1) } else { rules.max_length };
        let number = known.len() as u32;
        let numbers = number >= rules.min_length.unwrap_or(1) && most.is_none_or(|most| number <= most);
        // An empty ballot, where allowed, has no least cost and no least sum.
        let blank = marks.is_empty();
        let money = rules.max_sum_cost.is_none_or(|most| cost <= most) && (blank || rules.min_sum_cost.is_none_or(|least| cost >= least));
        let sum: i64 = marks.iter().map(|mark| mark.1).sum();
        let cumulative = rules.kind == Kind::Cumulative;
        let each = |points: i64| {
            let least = if cumulative { Some(rules.min_points.unwrap_or(1)) } else { rules.min_points };
            least.is_none_or(|least| points >= least) && rules.max_points.is_none_or(|most| points <= most)
        };
        let sums = rules.max_sum_points.is_none_or(|most| sum <= most) && (blank || rules.min_sum_points.is_none_or(|least| sum >= least));
        let points = !matches!(rules.kind, Kind::Cumulative | Kind::Scoring) || (sums && marks.iter().all(|mark| each(mark.1)));
        let in_range = |band: &Band, cost: Money| cost >= band.from && band.to.is_none_or(|to| cost <= to);
        let in_bands = rules.bands.iter().all(|band| {
            let chosen = known.iter().filter(|&&project| in_range(band, COSTS[project as usize]));
            chosen.count() <= band.most as usize
        });
        prop_assert_eq!(rules.mistake(), None);
        for cost in COSTS {
            let holding = rules.bands.iter().filter(|band| in_range(band, cost)).count();
            prop_assert!(rules.bands.is_empty() || holding == 1);
        }
        let valid = all_known && numbers && money && points && in_bands;
        prop_assert_eq!(codes(&rules, &marks).is_empty(), valid);
    }
}
