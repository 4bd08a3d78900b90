//! The golden cases across tables, and what must not matter.

use std::collections::BTreeMap;

use game_rules::game::Units;
use game_rules::game::aggregate::{Aggregate, Candidate, TableResult, aggregate};
use game_rules::game::ratio::Ratio;
use game_rules::game::rules::{AggregateRules, Method, Select, Unranked};
use proptest::prelude::*;

fn candidates(prices: &[(&str, Units)]) -> Vec<Candidate> {
    let candidate = |&(key, price): &(&str, Units)| Candidate {
        key: key.to_owned(),
        title: key.to_owned(),
        price,
        open: false,
        ladder: None,
        excludes: Vec::new(),
    };
    prices.iter().map(candidate).collect()
}

/// A table that was shown everything, bought a list, and placed this money.
fn table(name: &str, shown: &[Candidate], list: &[&str], placed: &[(&str, Units)]) -> TableResult {
    let placed: BTreeMap<String, Units> =
        placed.iter().map(|&(key, amount)| (key.to_owned(), amount)).collect();
    TableResult {
        table: name.to_owned(),
        shown: shown.iter().map(|candidate| candidate.key.clone()).collect(),
        list: list.iter().map(|&key| key.to_owned()).collect(),
        funded: list
            .iter()
            .map(|&key| (key.to_owned(), placed.get(key).copied().unwrap_or(0)))
            .collect(),
        payers: list.iter().map(|&key| (key.to_owned(), 1)).collect(),
        placed,
        votes: BTreeMap::new(),
    }
}

fn w2() -> (Vec<Candidate>, Vec<TableResult>) {
    let items = candidates(&[("A", 60), ("B", 100), ("C", 40), ("D", 150)]);
    let tables = vec![
        table("T1", &items, &["A", "B"], &[("A", 60), ("B", 100), ("D", 30)]),
        table("T2", &items, &["C", "B"], &[("C", 40), ("B", 100), ("D", 50)]),
        table("T3", &items, &["C", "A"], &[("C", 40), ("A", 60), ("D", 90)]),
        table("T4", &items, &["D"], &[("D", 150), ("C", 10), ("B", 30)]),
        table("T5", &items, &["A", "C", "B"], &[("A", 60), ("C", 40), ("B", 100)]),
    ];
    (items, tables)
}

fn rules(primary: Method) -> AggregateRules {
    AggregateRules {
        primary,
        unranked: Unranked::MeanOfRest,
        order_ties: vec![Method::SumMoney],
        select: Select::Greedy { budget: 150 },
    }
}

fn figures(aggregate: &Aggregate, method: Method) -> Vec<Ratio> {
    aggregate.items.iter().map(|item| item.figures.of(method).expect("a figure")).collect()
}

fn ratios(pairs: [(i128, i128); 4]) -> Vec<Ratio> {
    pairs.into_iter().map(|(num, den)| Ratio::new(num, den)).collect()
}

#[test]
fn w2_figures() {
    let (items, tables) = w2();
    let result = aggregate(&items, &tables, &rules(Method::MeanRank));
    #[rustfmt::skip]
    let expected: [(Method, [(i128, i128); 4]); 5] = [
        //                      A          B          C          D
        (Method::TablesFunded,  [(3, 1),   (3, 1),    (3, 1),    (1, 1)]),
        (Method::MeanRank,      [(21, 10), (27, 10),  (21, 10),  (31, 10)]),
        (Method::Borda,         [(11, 1),  (8, 1),    (11, 1),   (4, 1)]),
        (Method::SumMoney,      [(180, 1), (330, 1),  (130, 1),  (320, 1)]),
        (Method::MoneyPerPrice, [(3, 1),   (33, 10),  (13, 4),   (32, 15)]),
    ];
    for (method, values) in expected {
        assert_eq!(figures(&result, method), ratios(values), "{method:?}");
    }
}

#[test]
fn w2_rules_differ_under_a_budget() {
    let (items, tables) = w2();
    let result = aggregate(&items, &tables, &rules(Method::MeanRank));
    let primary = result.result().expect("an order");
    assert_eq!(primary.keys(), ["A", "C", "B", "D"]);
    assert_eq!(primary.selection.chosen, ["A", "C"]);
    assert_eq!(primary.selection.left, Some(50));

    let tie = &primary.ties[0];
    assert_eq!(
        (tie.items.as_slice(), tie.value),
        (&["A".to_owned(), "C".to_owned()][..], Some(Ratio::new(21, 10)))
    );
    assert_eq!((tie.decided_by, tie.undecided.len()), (Some(Method::SumMoney), 0));

    let money = result.by(Method::SumMoney).expect("an order");
    assert_eq!(money.keys(), ["B", "D", "A", "C"]);
    assert_eq!(money.selection.chosen, ["B", "C"]);
    assert_eq!(money.selection.left, Some(10));

    let differs = result.disagreements.iter().find(|other| other.method == Method::SumMoney);
    let differs = differs.expect("a comparison");
    assert_eq!(
        (&differs.only_primary[..], &differs.only_this[..]),
        (&["A".to_owned()][..], &["B".to_owned()][..])
    );
    // A C B D against B D A C: of six pairs AC and BD stay, the others turn.
    assert_eq!(differs.kendall_tau, Ratio::new(-1, 3));
}

#[test]
fn a_tie_without_a_key_stays_a_tie() {
    let (items, tables) = w2();
    let rules =
        AggregateRules { order_ties: vec![Method::TablesFunded], ..rules(Method::MeanRank) };
    let result = aggregate(&items, &tables, &rules);
    let primary = result.result().expect("an order");
    let places: Vec<usize> = primary.items.iter().map(|item| item.place).collect();
    assert_eq!(places, [1, 1, 3, 4]);
    assert_eq!(primary.ties[0].decided_by, None);
    assert_eq!(primary.ties[0].undecided, [["A", "C"]]);
}

#[test]
fn w3_mean_rank_of_lublin() {
    let items = candidates(&[("A", 1), ("B", 1), ("C", 1), ("D", 1)]);
    let tables = [
        table("T1", &items, &["A", "B", "C"], &[]),
        table("T2", &items, &["B", "A"], &[]),
        table("T3", &items, &["C", "B", "A", "D"], &[]),
    ];
    #[rustfmt::skip]
    let expected = [
        //                      A       B       C       D
        (Unranked::MeanOfRest, [(2, 1), (5, 3), (5, 2), (23, 6)]),
        (Unranked::Last,       [(2, 1), (5, 3), (8, 3), (4, 1)]),
        (Unranked::NPlus1,     [(2, 1), (5, 3), (3, 1), (14, 3)]),
    ];
    for (unranked, values) in expected {
        let rules = AggregateRules { unranked, ..rules(Method::MeanRank) };
        let result = aggregate(&items, &tables, &rules);
        assert_eq!(figures(&result, Method::MeanRank), ratios(values), "{unranked:?}");
        assert_eq!(result.result().expect("an order").keys(), ["B", "A", "C", "D"]);
        let borda = figures(&result, Method::BordaOfRest);
        assert_eq!(borda, ratios([(6, 1), (7, 1), (9, 2), (1, 2)]));
        assert_eq!(result.by(Method::BordaOfRest).expect("an order").keys(), ["B", "A", "C", "D"]);
    }
}

#[test]
fn of_a_ladder_one_level_is_chosen() {
    let mut items = candidates(&[("P20", 20), ("P40", 40), ("X", 60)]);
    for level in &mut items[..2] {
        level.ladder = Some("police".to_owned());
    }
    let tables =
        [table("T1", &items, &["P40", "P20", "X"], &[("P40", 40), ("P20", 20), ("X", 60)])];
    let rules = AggregateRules { select: Select::Top { k: 2 }, ..rules(Method::MeanRank) };
    let result = aggregate(&items, &tables, &rules);
    assert_eq!(result.result().expect("an order").selection.chosen, ["P40", "X"]);
}

#[test]
fn kortrijk_asks_for_fifty_buyers() {
    let items = candidates(&[("bench", 60), ("tree", 40)]);
    let baskets: Vec<TableResult> = (0..60)
        .map(|basket| {
            let list: &[&str] = if basket < 50 { &["bench"] } else { &["tree"] };
            table(&format!("B{basket}"), &items, list, &[])
        })
        .collect();
    let rules = AggregateRules { select: Select::MinCount { k: 50 }, ..rules(Method::CountBuys) };
    let result = aggregate(&items, &baskets, &rules);
    assert_eq!(result.result().expect("an order").selection.chosen, ["bench"]);
}

/// Lists over few items, so that ties are many.
fn event() -> impl Strategy<Value = (Vec<Candidate>, Vec<TableResult>)> {
    let lists = prop::collection::vec((prop::collection::vec(0..5_usize, 0..5), 0..60_i64), 1..6);
    lists.prop_map(|lists| {
        let items = candidates(&[("A", 10), ("B", 20), ("C", 30), ("D", 40), ("E", 50)]);
        let tables = lists.iter().enumerate().map(|(number, (list, partial))| {
            let mut keys: Vec<&str> = Vec::new();
            for &item in list {
                let key = ["A", "B", "C", "D", "E"][item];
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            let mut placed: Vec<(&str, Units)> = keys.iter().map(|&key| (key, 10)).collect();
            placed.push(("E", *partial));
            table(&format!("T{number}"), &items, &keys, &placed)
        });
        let tables = tables.collect();
        (items, tables)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn neither_the_order_of_tables_nor_of_items_matters((items, tables) in event(), turn in 0..7_usize) {
        let once = aggregate(&items, &tables, &rules(Method::MeanRank));
        let (mut other_items, mut other_tables) = (items.clone(), tables.clone());
        other_items.reverse();
        other_tables.reverse();
        let steps = turn % other_tables.len();
        other_tables.rotate_left(steps);
        other_items.rotate_left(turn % 5);
        prop_assert_eq!(aggregate(&other_items, &other_tables, &rules(Method::MeanRank)), once);
    }

    #[test]
    fn a_choice_stays_within_the_budget((items, tables) in event()) {
        let result = aggregate(&items, &tables, &rules(Method::Borda));
        for order in &result.orders {
            prop_assert!(order.selection.cost <= 150);
            prop_assert_eq!(order.selection.left, Some(150 - order.selection.cost));
            prop_assert_eq!(order.items.len(), items.len());
        }
    }
}
