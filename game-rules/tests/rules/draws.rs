//! Draws: that they are fair, can be repeated, and that nothing in them can be changed unnoticed.

use std::collections::{BTreeMap, BTreeSet};

use game_rules::count::{
    Candidate, DecidedBy, Draw, DrawError, DrawFault, Greedy, Tally, Terms, TieKeys, TieOrder,
    commit, greedy, read_draw, write_draw,
};
use game_rules::money::Money;
use proptest::prelude::*;

const SEED: &str = "Lotto 22.11.2026: 3 14 15 26 35 49";

fn drawn() -> Draw {
    Draw::new(&["7", "12", "L18/06/XI", "c8"], SEED).expect("a list and a seed")
}

#[test]
fn every_order_is_equally_likely() {
    let mut orders: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for seed in 0..4800 {
        let draw = Draw::new(&["a", "b", "c", "d"], &seed.to_string()).expect("a seed");
        *orders.entry(draw.order).or_default() += 1;
    }
    // 24 orders, 200 expected of each; 23 degrees of freedom exceed 49.7 once in a thousand.
    assert_eq!(orders.len(), 24);
    let deviation: f64 = orders.values().map(|&met| (f64::from(met) - 200.0).powi(2) / 200.0).sum();
    assert!(deviation < 49.7, "{deviation}");
}

#[test]
fn nothing_can_be_changed_unnoticed() {
    let draw = drawn();
    assert_eq!(draw.verify(), Ok(()));
    let fault = |change: fn(&mut Draw)| {
        let mut changed = draw.clone();
        change(&mut changed);
        changed.verify().expect_err("a changed draw").code()
    };
    assert_eq!(fault(|draw| draw.list.swap(0, 1)), "draw-list");
    assert_eq!(fault(|draw| draw.list[0] = "13".to_owned()), "draw-commitment");
    assert_eq!(fault(|draw| draw.commitment.truncate(63)), "draw-commitment");
    assert_eq!(fault(|draw| draw.seed.push('0')), "draw-step");
    assert_eq!(fault(|draw| draw.steps[1].hash.replace_range(..1, "x")), "draw-step");
    assert_eq!(fault(|draw| draw.steps[2].picked = None), "draw-step");
    assert_eq!(fault(|draw| draw.steps.truncate(2)), "draw-step");
    assert_eq!(fault(|draw| draw.order.swap(0, 3)), "draw-order");
    assert_eq!(fault(|draw| draw.seed.clear()), "draw-not-a-line");
    let error = DrawError::NotALine(String::new());
    assert_eq!(Draw { seed: String::new(), ..draw }.verify(), Err(DrawFault::Invalid(error)));
}

#[test]
fn lists_that_are_no_lists_are_refused() {
    assert_eq!(commit(&["a", "b", "a"]), Err(DrawError::Repeated("a".to_owned())));
    for id in ["", " a", "a\nb"] {
        assert_eq!(commit(&["a", id]), Err(DrawError::NotALine(id.to_owned())));
    }
    assert_eq!(commit(&["9", "10"]), commit(&["10", "9"]));
    for ids in [&[][..], &["a"]] {
        let draw = Draw::new(ids, SEED).expect("a short list");
        assert_eq!((draw.steps.len(), &draw.order), (0, &draw.list));
        assert_eq!(draw.verify(), Ok(()));
    }
}

#[test]
fn a_recorded_draw_is_read() {
    let ids = ["a", "#b", "c"];
    let order = Ok(TieOrder::Drawn { order: vec![2, 1] });
    assert_eq!(read_draw("\u{feff}# drawn on 3 May\r\n\r\n c \r\n#b\r\n", &ids), order);
    let unknown = DrawError::Unknown { id: "d".to_owned(), line: 3 };
    assert_eq!(read_draw("c\n\nd", &ids), Err(unknown));
    assert_eq!(read_draw("c\nc", &ids), Err(DrawError::Repeated("c".to_owned())));
    assert_eq!(read_draw(&write_draw(&["c", "#b"]), &ids), order);

    let draw = drawn();
    let ids = ["7", "12", "c8", "L18/06/XI"];
    assert_eq!(read_draw(&draw.to_text(), &ids), draw.ties(&ids));
    assert!(draw.ties(&ids[1..]).is_err());
    let json = serde_json::to_string(&draw).expect("a draw is plain data");
    assert_eq!(serde_json::from_str::<Draw>(&json).expect("its own form"), draw);
}

#[test]
fn a_tie_names_the_key_between_winners_and_losers() {
    let projects = [5, 5, 3].map(|cost| Candidate::new(Money::from_minor(cost)));
    let tally = Tally { votes: vec![1, 2, 2], score: vec![4; 3], ballots: 4 };
    let keys: TieKeys = "cost-votes-id".parse().expect("known keys");
    let ties = keys.resolve(&["b", "a", "c"], &projects, &tally);
    let decided = |budget: i64| {
        let terms = Terms { ties: ties.clone(), ..Terms::new(Money::from_minor(budget)) };
        let outcome = greedy(&projects, &tally, Greedy::default(), &terms);
        (outcome.selected, outcome.ties[0].decided_by)
    };
    assert_eq!(decided(4), (vec![2], DecidedBy::Cost));
    assert_eq!(decided(8), (vec![2, 1], DecidedBy::Votes));
    // All win: the last key that put any two in order.
    assert_eq!(decided(13), (vec![2, 1, 0], DecidedBy::Votes));
}

proptest! {
    #[test]
    fn a_draw_holds_every_project_once(ids in prop::collection::btree_set("[a-z0-9/]{1,6}", 0..30), seed in "[ -~]{0,20}x") {
        let seed = seed.trim();
        let list: Vec<&str> = ids.iter().rev().map(String::as_str).collect();
        let draw = Draw::new(&list, seed).expect("a list and a seed");
        prop_assert_eq!(draw.order.iter().cloned().collect::<BTreeSet<_>>(), ids.clone());
        prop_assert_eq!(draw.order.len(), ids.len());
        prop_assert_eq!(draw.verify(), Ok(()));
        prop_assert_eq!(read_draw(&draw.to_text(), &list), draw.ties(&list));
    }

    #[test]
    fn keys_give_a_total_order(figures in prop::collection::vec((0..3_i64, 0..3_u64, "[ab]{1,2}"), 1..7), keys in prop::sample::select(vec!["row", "id", "cost-votes-id", "dearer-id", "votes"])) {
        let projects: Vec<_> = figures.iter().map(|(cost, _, _)| Candidate::new(Money::from_minor(*cost))).collect();
        let tally = Tally { votes: figures.iter().map(|(_, votes, _)| *votes).collect(), score: vec![0; figures.len()], ballots: 3 };
        let ids: Vec<&str> = figures.iter().map(|(_, _, id)| id.as_str()).collect();
        let ties = keys.parse::<TieKeys>().expect("known keys").resolve(&ids, &projects, &tally);
        let terms = Terms { ties, ..Terms::new(Money::from_minor(99)) };
        let selected = greedy(&projects, &tally, Greedy::default(), &terms).selected;
        let mut expected: Vec<u32> = (0..projects.len() as u32).collect();
        expected.sort_by(|&a, &b| {
            let (a, b) = (a as usize, b as usize);
            keys.split('-').fold(std::cmp::Ordering::Equal, |order, key| order.then_with(|| match key {
                "cost" => projects[a].cost.cmp(&projects[b].cost),
                "dearer" => projects[b].cost.cmp(&projects[a].cost),
                "votes" => tally.votes[b].cmp(&tally.votes[a]),
                "id" => ids[a].cmp(ids[b]),
                _ => a.cmp(&b),
            }))
        });
        prop_assert_eq!(selected, expected);
    }
}
