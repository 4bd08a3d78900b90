//! Cost bands and maximum welfare against their definitions, on all choices of few projects.

use std::collections::{BTreeMap, BTreeSet};

use game_rules::count::{
    Band, Candidate, Fit, Greedy, Measure, Minimum, Outcome, Tally, Terms, TieOrder, Verdict,
    WelfareError, bands, greedy, max_welfare,
};
use game_rules::money::Money;
use proptest::prelude::*;

use crate::strategies;

fn place(terms: &Terms, project: usize) -> usize {
    let TieOrder::Drawn { order } = &terms.ties else { panic!("generated counts draw") };
    order.iter().position(|&drawn| drawn as usize == project).expect("all are drawn")
}

/// Whether a project may win at all, leaving groups and money aside.
fn passes(projects: &[Candidate], tally: &Tally, terms: &Terms, project: usize) -> bool {
    // One project alone with as much money as there is: only the threshold, a group taken before or the cost stop it.
    let mut alone = projects.to_vec();
    for (other, candidate) in alone.iter_mut().enumerate() {
        candidate.withdrawn |= other != project;
    }
    greedy(&alone, tally, Greedy::default(), terms).selected == [project as u32]
}

/// Bands by their definition: down the list, with counters.
fn banded(projects: &[Candidate], tally: &Tally, limits: &[Band], terms: &Terms) -> Vec<u32> {
    let mut order: Vec<usize> = (0..projects.len()).collect();
    order.sort_by_key(|&project| (-tally.score[project], place(terms, project)));
    let mut groups: BTreeSet<u32> = terms.taken_groups.iter().copied().collect();
    let mut winners: BTreeMap<usize, u32> = BTreeMap::new();
    let (mut left, mut selected) = (terms.budget.minor(), Vec::new());
    for project in order {
        let Candidate { cost, group, .. } = projects[project];
        let band = limits.iter().position(|band| band.up_to.is_none_or(|most| cost <= most));
        let Some(band) = band else { continue };
        let full = winners.get(&band).copied().unwrap_or(0) == limits[band].winners;
        let excluded = group.is_some_and(|group| groups.contains(&group));
        if !full && !excluded && cost.minor() <= left && passes(projects, tally, terms, project) {
            *winners.entry(band).or_default() += 1;
            left -= cost.minor();
            groups.extend(group);
            selected.push(project as u32);
        }
    }
    selected
}

/// The best of all sets: most worth, then least cost, then the first project in which two differ.
fn best(projects: &[Candidate], tally: &Tally, measure: Measure, terms: &Terms) -> BTreeSet<u32> {
    let worth = |project: usize| match measure {
        Measure::Cardinality => tally.votes[project] as i64,
        Measure::Points => tally.score[project],
        Measure::Cost => tally.score[project] * projects[project].cost.minor(),
    };
    let earlier =
        |project: &usize| projects[*project].funded_earlier && !projects[*project].withdrawn;
    let given: Vec<usize> = (0..projects.len()).filter(earlier).collect();
    let taken: BTreeSet<u32> =
        given.iter().filter_map(|&project| projects[project].group).collect();
    let open: Vec<usize> = (0..projects.len())
        .filter(|project| !earlier(project) && worth(*project) > 0)
        .filter(|&project| passes(projects, tally, terms, project))
        .filter(|&project| projects[project].group.is_none_or(|group| !taken.contains(&group)))
        .collect();
    let chosen = |set: u32| open.iter().enumerate().filter(move |(bit, _)| set >> bit & 1 == 1);
    let allowed = (0..1_u32 << open.len()).filter(|&set| {
        let cost: i64 = chosen(set).map(|(_, &project)| projects[project].cost.minor()).sum();
        let groups: Vec<u32> =
            chosen(set).filter_map(|(_, &project)| projects[project].group).collect();
        let distinct = groups.iter().collect::<BTreeSet<_>>().len() == groups.len();
        cost <= terms.budget.minor() && distinct
    });
    let best = allowed.max_by_key(|&set| {
        let sum: i64 = chosen(set).map(|(_, &project)| worth(project)).sum();
        let cost: i64 = chosen(set).map(|(_, &project)| projects[project].cost.minor()).sum();
        let mut has = vec![false; projects.len()];
        chosen(set).for_each(|(_, &project)| has[place(terms, project)] = true);
        (sum, -cost, has)
    });
    let best = best.expect("nothing is always allowed");
    chosen(best)
        .map(|(_, &project)| project as u32)
        .chain(given.iter().map(|&p| p as u32))
        .collect()
}

fn adds_up(projects: &[Candidate], outcome: &Outcome) -> bool {
    let funded = |step: &&game_rules::count::Step| step.verdict == Verdict::Funded;
    let steps = outcome.steps.iter().filter(funded);
    let cost: Money = steps.map(|step| projects[step.project as usize].cost).sum();
    cost == outcome.cost
        && outcome.cost <= outcome.budget
        && outcome.steps.len() == projects.len()
        && outcome.steps.windows(2).all(|pair| pair[0].left_after == pair[1].left_before)
}

#[test]
fn a_full_band_is_the_reason() {
    let projects = [10, 20, 90, 5].map(|cost| Candidate::new(Money::from_minor(cost)));
    let tally = Tally { votes: vec![9, 8, 7, 6], score: vec![9, 8, 7, 6], ballots: 9 };
    let small = Band { up_to: Some(Money::from_minor(20)), winners: 1 };
    let large = Band { up_to: Some(Money::from_minor(80)), winners: 1 };
    let terms = Terms::new(Money::from_minor(100));
    let outcome = bands(&projects, &tally, &[small, large], &terms);
    let verdicts: Vec<_> = outcome.steps.iter().map(|step| step.verdict).collect();
    let full = Verdict::BandFull { band: 0 };
    assert_eq!(verdicts, [Verdict::Funded, full, Verdict::NoBand, full]);
    assert_eq!(
        bands(&projects, &tally, &[], &terms),
        greedy(&projects, &tally, Greedy::default(), &terms)
    );
}

#[test]
fn what_welfare_does_not_know_is_refused() {
    let plain = [Candidate::new(Money::from_minor(1))];
    let tally = Tally { votes: vec![1], score: vec![1], ballots: 1 };
    let terms = Terms::new(Money::from_minor(1));
    let part = [Candidate { least: Some(Money::ZERO), ..plain[0] }];
    let refused = max_welfare(&part, &tally, Measure::Points, &terms);
    assert_eq!(refused, Err(WelfareError::InPart { project: 0 }));
    let minima = vec![Minimum { projects: vec![0], amount: Money::ZERO }];
    let refused = max_welfare(&plain, &tally, Measure::Points, &Terms { minima, ..terms });
    assert_eq!(refused, Err(WelfareError::Minima));
}

/// Costs that are all different sums, worth exactly what they cost: nothing can be pruned, and memory stays bounded.
#[test]
fn a_choice_too_hard_is_refused() {
    let cost = |project: i64| Money::from_minor((project + 3).pow(3) * 1_000_003 % 99_999_989 + 1);
    let projects: Vec<_> = (0..200).map(|project| Candidate::new(cost(project))).collect();
    let tally = Tally { votes: vec![1; 200], score: vec![1; 200], ballots: 1 };
    let total: Money = projects.iter().map(|project| project.cost).sum();
    let terms = Terms::new(Money::from_minor(total.minor() / 2));
    let refused = max_welfare(&projects, &tally, Measure::Cost, &terms);
    assert!(matches!(refused, Err(WelfareError::TooHard { .. })));
}

#[test]
fn equal_projects_are_told_apart_by_the_order_of_ties() {
    let projects = [Candidate::new(Money::from_minor(4)); 3];
    let tally = Tally { votes: vec![2; 3], score: vec![2; 3], ballots: 2 };
    let ties = TieOrder::Drawn { order: vec![2, 0, 1] };
    let terms = Terms { ties, ..Terms::new(Money::from_minor(9)) };
    let outcome = max_welfare(&projects, &tally, Measure::Points, &terms).expect("an easy choice");
    assert_eq!(outcome.selected, [2, 0]);
    assert_eq!(outcome.ties[0].projects, [2, 0, 1]);
    assert_eq!(outcome.steps[2].verdict, Verdict::LessWelfare);
}

proptest! {
    #[test]
    fn bands_follow_their_definition(
        (mut projects, tally, _, mut terms) in strategies::count(),
        limits in prop::collection::vec((prop::option::of(0..12_i64), 0..3_u32), 1..4),
    ) {
        terms.minima.clear();
        for project in &mut projects {
            (project.least, project.funded_earlier) = (None, false);
        }
        let limits: Vec<_> = limits.into_iter().map(|(up_to, winners)| Band { up_to: up_to.map(Money::from_minor), winners }).collect();
        let outcome = bands(&projects, &tally, &limits, &terms);
        prop_assert_eq!(&outcome.selected, &banded(&projects, &tally, &limits, &terms));
        prop_assert!(adds_up(&projects, &outcome));
        for tie in &outcome.ties {
            let TieOrder::Drawn { order } = &terms.ties else { panic!("generated counts draw") };
            let results: BTreeSet<BTreeSet<u32>> = (0..(1..=tie.projects.len() as u64).product()).map(|number| {
                let tied = strategies::permutation(tie.projects.len(), number).into_iter().map(|place| tie.projects[place as usize]);
                let others = order.iter().copied().filter(|project| !tie.projects.contains(project));
                let ties = TieOrder::Drawn { order: tied.chain(others).collect() };
                let selected = bands(&projects, &tally, &limits, &Terms { ties, ..terms.clone() }).selected;
                selected.into_iter().filter(|project| tie.projects.contains(project)).collect()
            }).collect();
            prop_assert_eq!(tie.decisive, results.len() > 1);
        }
    }

    #[test]
    fn no_set_has_more_welfare((mut projects, tally, _, mut terms) in strategies::count(), measure in prop_oneof![Just(Measure::Cost), Just(Measure::Cardinality), Just(Measure::Points)]) {
        terms.minima.clear();
        projects.iter_mut().for_each(|project| project.least = None);
        let outcome = max_welfare(&projects, &tally, measure, &terms).expect("few projects");
        let selected: BTreeSet<u32> = outcome.selected.iter().copied().collect();
        prop_assert_eq!(selected, best(&projects, &tally, measure, &terms));
        prop_assert!(adds_up(&projects, &outcome));
    }

    #[test]
    fn no_set_of_more_projects_has_more_welfare(
        figures in prop::collection::vec((1..40_i64, 1..30_i64, prop::option::weighted(0.4, 0..4_u32)), 8..13),
        budget in 0..200_i64,
        seed: u64,
    ) {
        let projects: Vec<_> = figures.iter().map(|&(cost, _, group)| Candidate { group, ..Candidate::new(Money::from_minor(cost)) }).collect();
        let score: Vec<i64> = figures.iter().map(|&(_, score, _)| score).collect();
        let tally = Tally { votes: vec![1; score.len()], score, ballots: 9 };
        let ties = TieOrder::Drawn { order: strategies::permutation(projects.len(), seed) };
        let terms = Terms { ties, ..Terms::new(Money::from_minor(budget)) };
        for measure in [Measure::Cost, Measure::Points, Measure::Cardinality] {
            let outcome = max_welfare(&projects, &tally, measure, &terms).expect("few projects");
            let selected: BTreeSet<u32> = outcome.selected.iter().copied().collect();
            prop_assert_eq!(selected, best(&projects, &tally, measure, &terms));
        }
    }

    #[test]
    fn welfare_is_never_below_the_greedy_rule((mut projects, tally, rule, mut terms) in strategies::count()) {
        terms.minima.clear();
        projects.iter_mut().for_each(|project| project.least = None);
        let outcome = max_welfare(&projects, &tally, Measure::Points, &terms).expect("few projects");
        let sum = |selected: &[u32]| selected.iter().map(|&project| tally.score[project as usize].max(0)).sum::<i64>();
        let skipping = greedy(&projects, &tally, Greedy { fit: Fit::Skip, ..rule }, &terms);
        prop_assert!(sum(&outcome.selected) >= sum(&skipping.selected));
    }
}
