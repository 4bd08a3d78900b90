//! Small elections of every kind, as proptest generates them.

use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::count::{
    Candidate, Fit, Greedy, Minimum, Order, Tally, Terms, Threshold, TieOrder,
};
use game_rules::money::Money;
use game_rules::pabulib::{Ballots, Election, Meta, Project};
use proptest::prelude::*;

/// Texts with everything that needs care in a separated file.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-zĄż0-9 ,;\"\r\n\t\0'\u{a0}\u{feff}\u{2028}-]{0,12}",
        3 => "[ ;\"]?(META|PROJECTS|VOTES|key)[ ;\"]?",
        1 => "[ż;\"\n]{300,400}",
    ]
}

/// Ids that can stand in a list: trimmed, without commas.
fn id() -> impl Strategy<Value = String> {
    "([1-9][0-9]{0,6}|0[0-9]{1,2}|[A-Z][0-9]{1,3}/[0-9]{2}|[a-z\"';.\0\u{feff}][a-z \"\r\n]{0,3}[a-z\"';\0]|\
        META|PROJECTS|VOTES|(Łódź/){40})"
}

/// Ids of voters, which stand in no list.
fn voter_id() -> impl Strategy<Value = String> {
    prop_oneof![id(), "[a-z,][a-z, ]{0,3}[a-z,]"]
}

/// Names of keys and columns that the format does not know.
fn name() -> impl Strategy<Value = String> {
    "(future [a-z;\"\n]{0,9}!|META|PROJECTS|key|value|target|neighborhood|extra; column|\"|ż{100})"
}

fn money() -> impl Strategy<Value = Money> {
    (0..10_000_000_i64).prop_map(Money::from_minor)
}

fn rules() -> impl Strategy<Value = Rules> {
    prop_oneof![
        (1..6_u32).prop_map(Rules::approval),
        money().prop_map(Rules::knapsack),
        (1..20_i64, prop::option::of(1..9_i64))
            .prop_map(|(total, most)| Rules::points(total, most)),
        (1..5_u32).prop_map(Rules::ordinal),
        Just(Rules::choose_one()),
        (-5..5_i64)
            .prop_map(|score| Rules { default_score: Some(score), ..Rules::of(Kind::Scoring) }),
    ]
}

fn projects() -> impl Strategy<Value = Vec<Project>> {
    let texts = || {
        prop::option::of(text().prop_filter("an empty cell is no text", |text| !text.is_empty()))
    };
    let figures = (
        money(),
        prop::option::of(0..999_u64),
        prop::option::of(-99..999_i64),
        prop::option::of(0..=3_u8),
    );
    let project = (figures, text(), texts(), texts(), texts()).prop_map(
        |(figures, name, category, beneficiaries, latitude)| {
            let (cost, votes, score, selected) = figures;
            let (id, other, longitude) = (String::new(), Vec::new(), latitude.clone());
            Project {
                id,
                cost,
                name,
                votes,
                score,
                selected,
                category,
                beneficiaries,
                latitude,
                longitude,
                other,
            }
        },
    );
    let ids = prop::collection::btree_set(id(), 1..7);
    let columns = prop::collection::btree_set(name(), 0..4);
    let cells = prop::collection::vec(prop::collection::vec(text(), 4), 7);
    (ids, prop::collection::vec(project, 7), columns, cells).prop_map(
        |(ids, projects, columns, cells)| {
            let named = ids.into_iter().zip(projects).zip(cells);
            let whole = named.map(|((id, project), cells)| {
                let other = columns.iter().cloned().zip(cells).collect();
                Project { id, other, ..project }
            });
            whole.collect()
        },
    )
}

/// An election as a file can hold it; ballots need not be valid.
pub fn election() -> impl Strategy<Value = Election> {
    let marks = prop::collection::vec((0..7_u32, -5..30_i64), 0..6);
    let method = prop::option::of(prop_oneof![
        Just("internet"),
        Just("paper; at the \"office\""),
        Just("\"\nVOTES"),
        Just("PROJECTS")
    ]);
    let ballots = prop::collection::btree_map(voter_id(), (marks, method), 0..12);
    let keys = prop::collection::btree_map(name(), text(), 0..4);
    (rules(), money(), projects(), ballots, text(), keys).prop_map(
        |(rules, budget, projects, votes, description, keys)| {
            let mut ballots = Ballots::default();
            for (voter, (marks, method)) in votes {
                let marks = marks.into_iter().map(|(project, points)| Mark {
                    project: project % projects.len() as u32,
                    points: if rules.kind.has_points() { points } else { 1 },
                });
                ballots.push(&voter, &marks.collect::<Vec<_>>(), method);
            }
            let mut meta = Meta::new();
            for (key, value) in keys {
                meta.set(&key, value);
            }
            for key in
                ["description", "country", "unit", "instance", "rule", "date_begin", "date_end"]
            {
                meta.set(key, description.clone());
            }
            meta.set("num_votes", ballots.len().to_string());
            meta.set("num_projects", projects.len().to_string());
            meta.set_rules(&rules, budget);
            // Knapsack is only told from approval when its limit is the budget.
            let rules = meta.rules().unwrap_or(rules);
            Election { budget, meta, rules, projects, ballots }
        },
    )
}

/// A count of few projects with many ties and near misses, under every constraint there is.
pub fn count() -> impl Strategy<Value = (Vec<Candidate>, Tally, Greedy, Terms)> {
    let some = |share| prop::bool::weighted(share);
    let group = prop::option::weighted(0.3, 0..3_u32);
    let least = prop::option::weighted(0.15, 0..9_i64);
    let candidate = (0..12_i64, some(0.1), group, least, some(0.07), -2..4_i64, 0..4_u64);
    let candidates = prop::collection::vec(candidate, 1..6);
    let fit = prop_oneof![Just(Fit::Skip), Just(Fit::Stop), Just(Fit::Stop80)];
    let order = prop_oneof![Just(Order::Score), Just(Order::ScorePerCost)];
    let threshold = prop::option::of(prop_oneof![
        (0..4_i64).prop_map(Threshold::Absolute),
        (0..6000_u32).prop_map(|basis_points| Threshold::ShareOfBallots { basis_points }),
        (1..4_u32).prop_map(|times| Threshold::CostShare { times }),
    ]);
    let taken = prop::collection::vec(0..3_u32, 0..2);
    let minimum = (prop::collection::vec(0..7_u32, 0..5), 0..12_i64);
    let minima = prop_oneof![Just(Vec::new()), prop::collection::vec(minimum, 1..3)];
    (candidates, 0..25_i64, fit, order, threshold, taken, minima, any::<u64>()).prop_map(
        |(candidates, budget, fit, order, threshold, taken_groups, minima, seed)| {
            let mut tally = Tally::new(candidates.len());
            tally.ballots = 7;
            for (project, &(_, _, _, _, _, score, votes)) in candidates.iter().enumerate() {
                (tally.score[project], tally.votes[project]) = (score, votes);
            }
            let candidates: Vec<_> = candidates
                .into_iter()
                .map(|(cost, withdrawn, group, least, funded_earlier, _, _)| Candidate {
                    cost: Money::from_minor(cost),
                    withdrawn,
                    group,
                    least: least.map(Money::from_minor),
                    funded_earlier,
                })
                .collect();
            let ties = TieOrder::Drawn { order: permutation(candidates.len(), seed) };
            let budget = Money::from_minor(budget);
            let minima = minima
                .into_iter()
                .map(|(projects, amount)| Minimum { projects, amount: Money::from_minor(amount) });
            let minima = minima.collect();
            let terms = Terms { budget, threshold, ties, taken_groups, minima };
            (candidates, tally, Greedy { fit, order }, terms)
        },
    )
}

/// The permutation of `0..length` with this number.
pub fn permutation(length: usize, mut number: u64) -> Vec<u32> {
    let mut rest: Vec<u32> = (0..length as u32).collect();
    let mut order = Vec::with_capacity(length);
    while !rest.is_empty() {
        let left = rest.len() as u64;
        order.push(rest.remove((number % left) as usize));
        number /= left;
    }
    order
}
