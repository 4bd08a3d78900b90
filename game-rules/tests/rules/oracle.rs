//! The outcomes of pabutools 1.2.3 on real elections, winner for winner.
//!
//! Lists are compared in order, except where pabutools' own are sets: Add1U and Phragmén's rule. Its ties go by the id as
//! text; after `@mincost_maxvotes_lex`, by cost, votes, id.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::count::{
    Candidate, Completion, EqualShares, Greedy, Measure, Order, Profile, Rule, Terms, TieOrder,
    count, max_welfare,
};
use game_rules::pabulib::Election;
use serde::Deserialize;

use crate::data;

#[derive(Deserialize)]
struct Oracle {
    file: String,
    /// The satisfaction behind `*_add`: what a ballot with points or places gives.
    #[serde(default)]
    sat: Option<String>,
    rules: BTreeMap<String, Recorded>,
}

#[derive(Deserialize)]
struct Recorded {
    /// Missing where pabutools ran out of time.
    #[serde(default)]
    selected: Option<Vec<String>>,
}

#[derive(Default)]
struct Replayed {
    by_rule: BTreeMap<String, usize>,
    /// Outcomes of Equal Shares in which projects were equally good.
    tied: usize,
}

/// A rule by pabutools' name in the files, and whether its list is in the order of selection.
fn known(name: &str) -> Option<(Rule, bool)> {
    let greedy = |order| Rule::Greedy(Greedy { order, ..Greedy::default() });
    let shares = |measure, completion| {
        Rule::EqualShares(EqualShares { measure, completion, ..EqualShares::default() })
    };
    Some(match name {
        "greedy_cost" => (greedy(Order::Score), true),
        "greedy_card" | "greedy_add" => (greedy(Order::ScorePerCost), true),
        "mes_cost" => (shares(Measure::Cost, Completion::None), true),
        "mes_card" => (shares(Measure::Cardinality, Completion::None), true),
        "mes_add" => (shares(Measure::Points, Completion::None), true),
        "mes_cost_u" => (shares(Measure::Cost, Completion::Utilitarian), true),
        "mes_add_u" => (shares(Measure::Points, Completion::Utilitarian), true),
        "mes_cost_add1" => (shares(Measure::Cost, Completion::Add1), true),
        "mes_card_add1" => (shares(Measure::Cardinality, Completion::Add1), true),
        "mes_add_add1" => (shares(Measure::Points, Completion::Add1), true),
        "mes_cost_add1u" => (shares(Measure::Cost, Completion::Add1u), false),
        "phragmen" => (Rule::Phragmen, false),
        _ => return None,
    })
}

/// The ballots as pabutools weighs them. Its Borda score is the length of the ballot minus the place minus 1, so the last
/// place is worth nothing and a short ballot less; the cities, and this crate, give the last of `max_length` places 1.
fn profile(election: &Election, sat: Option<&str>) -> Profile {
    if election.rules.kind != Kind::Ordinal {
        return Profile::of(election);
    }
    assert_eq!(sat, Some("Additive_Borda_Sat"));
    let mut profile = Profile::new(election.projects.len());
    for ballot in election.ballots.iter() {
        let mut named = Vec::new();
        for mark in ballot.marks {
            if !named.contains(&mark.project) {
                named.push(mark.project);
            }
        }
        let last_first = named.iter().rev().zip(0..);
        let marks: Vec<_> = last_first.map(|(&project, points)| Mark { project, points }).collect();
        profile.add(&marks, &Rules::of(Kind::Cumulative), 1);
    }
    profile
}

/// The order of ties under a rule's name.
fn ties(election: &Election, profile: &Profile, name: &str) -> TieOrder {
    let mut order: Vec<u32> = (0..).take(election.projects.len()).collect();
    order.sort_by_key(|&row| &election.projects[row as usize].id);
    match name.split_once('@') {
        Some((_, "mincost_maxvotes_lex")) => order.sort_by_key(|&row| {
            let votes = profile.tally().votes[row as usize];
            (election.projects[row as usize].cost, Reverse(votes))
        }),
        Some((_, other)) => panic!("unknown order of ties {other}"),
        None => {}
    }
    TieOrder::Drawn { order }
}

/// Counts by our rules and compares; the names of the rules whose outcome differs, with both lists.
fn differences(oracle: &Oracle, replayed: &mut Replayed) -> Vec<String> {
    let election = data::election(&oracle.file);
    let profile = profile(&election, oracle.sat.as_deref());
    // pabutools knows no withdrawn projects: it only skips what costs more than the budget.
    let candidates: Vec<_> =
        election.projects.iter().map(|project| Candidate::new(project.cost)).collect();
    let mut differences = Vec::new();
    for (name, recorded) in &oracle.rules {
        let Some(theirs) = &recorded.selected else { continue };
        let base = name.split('@').next().unwrap_or_default();
        if base.starts_with("maxwelfare_") {
            continue;
        }
        let (rule, ordered) = known(base).unwrap_or_else(|| panic!("unknown rule {name}"));
        let terms = Terms { ties: ties(&election, &profile, name), ..Terms::new(election.budget) };
        let outcome = count(&candidates, &profile, rule, &terms);
        let ours = data::ids(&election, &outcome.selected);
        let same = match ordered {
            true => ours.iter().eq(theirs),
            false => {
                ours.len() == theirs.len()
                    && ours.iter().copied().collect::<BTreeSet<_>>()
                        == theirs.iter().map(String::as_str).collect()
            }
        };
        *replayed.by_rule.entry(name.clone()).or_default() += 1;
        replayed.tied += usize::from(base.starts_with("mes_") && !outcome.ties.is_empty());
        if !same {
            differences.push(format!("{} {name}: {ours:?}, not {theirs:?}", oracle.file));
        }
    }
    differences
}

/// The most that can be got is compared, not the projects that give it: pabutools takes any of the best sets.
#[test]
fn pabutools_finds_no_more_welfare() {
    let mut replayed = 0;
    for oracle in data::files("oracle", "json").into_iter().map(data::json::<Oracle>) {
        let election = data::election(&oracle.file);
        let profile = profile(&election, oracle.sat.as_deref());
        let candidates: Vec<_> =
            election.projects.iter().map(|project| Candidate::new(project.cost)).collect();
        let tally = profile.tally();
        for (name, recorded) in &oracle.rules {
            let (measure, worth): (_, Vec<i64>) = match name.as_str() {
                "maxwelfare_card" => {
                    (Measure::Cardinality, tally.votes.iter().map(|&votes| votes as i64).collect())
                }
                "maxwelfare_add" => (Measure::Points, tally.score.clone()),
                _ => continue,
            };
            let Some(theirs) = &recorded.selected else { continue };
            let theirs: i64 = election
                .projects
                .iter()
                .zip(&worth)
                .filter(|(project, _)| theirs.contains(&project.id))
                .map(|(_, worth)| worth)
                .sum();
            let terms = Terms::new(election.budget);
            let outcome = max_welfare(&candidates, tally, measure, &terms).expect("a best choice");
            let ours: i64 = outcome.selected.iter().map(|&project| worth[project as usize]).sum();
            assert!(outcome.cost <= election.budget);
            assert_eq!(ours, theirs, "{} {name}", oracle.file);
            replayed += 1;
        }
    }
    eprintln!("{replayed} greatest welfares of pabutools");
}

#[test]
fn pabutools_elects_the_same() {
    let mut replayed = Replayed::default();
    let differences: Vec<_> = data::files("oracle", "json")
        .into_iter()
        .flat_map(|path| differences(&data::json(path), &mut replayed))
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    let Replayed { by_rule, tied } = replayed;
    for name in ["greedy_cost", "mes_add_add1", "mes_card_add1", "mes_cost_add1u", "phragmen"] {
        assert!(by_rule.contains_key(name), "no outcome of {name}");
    }
    assert!(tied > 0, "no outcome of Equal Shares with equal prices");
    let sum: usize = by_rule.values().sum();
    eprintln!("{sum} outcomes of pabutools, {tied} of Equal Shares with ties: {by_rule:?}");
}
