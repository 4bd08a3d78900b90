//! What is published of an event.

use game_rules::game::ratio::Ratio;
use game_rules::game::replay::{play, read_log};
use game_rules::game::report::{Report, report};
use game_rules::game::rules::{Quotes, Rules};

use super::w1;

/// W1 played twice: the second table has no last move.
fn event(rules: &Rules) -> Report {
    let first = include_str!("w1.jsonl");
    let second: String = first
        .lines()
        .filter(|line| !line.contains("\"C1\",\"amount\":10"))
        .map(|line| line.replace("\"T1\"", "\"T2\"") + "\n")
        .collect();
    let survey = "{\"id\":\"s\",\"table\":\"T1\",\"actor\":{\"seat\":1},\"at\":0,\
                  \"act\":{\"answer_survey\":{\"answers\":{\"again\":\"yes\"}}}}\n";
    let quote = "{\"id\":\"q\",\"table\":\"T1\",\"actor\":\"observer\",\"at\":0,\"act\":{\"note\":{\
                 \"kind\":\"quote\",\"seat\":1,\"item\":\"A\",\"text\":\"We need it.\",\"quotable\":true}}}\n";
    let hidden = quote.replace("\"q\"", "\"h\"").replace(",\"quotable\":true", "");
    let log = read_log(&format!("{first}{survey}{quote}{hidden}{second}")).expect("a readable log");
    let played = play(rules, &log);
    report(rules, &played.tables.values().collect::<Vec<_>>())
}

#[test]
fn items_measures_tables_and_the_event() {
    let report = event(&w1());
    let item = |key: &str| report.items.iter().find(|item| item.key == key).expect("an item");
    let a = item("A");
    assert_eq!(
        (a.bought_by.as_slice(), a.share),
        (&["T1".to_owned(), "T2".to_owned()][..], Ratio::whole(1))
    );
    assert_eq!((a.median_position, a.best_position), (Some(Ratio::whole(1)), Some(1)));
    assert_eq!((a.contributors, a.largest_share), (4, Ratio::new(2, 3)));
    assert_eq!(a.seconds_to_buy["T1"], 40);
    let (c1, c2) = (item("C1"), item("C2"));
    assert_eq!((c1.bought_by.len(), c1.share, c1.partial), (1, Ratio::new(1, 2), 50));
    // At T1 C2 was closed with 30 on it, at T2 it was 30 and 10 short of 100.
    assert_eq!((c2.bought_by.len(), c2.placed, c2.partial), (0, 70, 40));

    let m2 = &report.measures[1];
    assert_eq!((m2.proposed, m2.passed_by.len(), m2.dissent), (2, 0, 2));
    assert_eq!(m2.notes.len(), 2);
    assert_eq!(m2.seconds_argued, 2 * 100);
    assert_eq!(report.measures[0].share, Ratio::whole(1));

    let t1 = &report.tables[0];
    assert_eq!((t1.summary.spent, t1.summary.left, t1.created), (330, 61, 91));
    assert_eq!((t1.votes_held, t1.votes_agreed), (2, 1));

    let event = report.event.as_ref().expect("an event");
    assert_eq!((event.tables, event.people_at_start, event.people_at_end), (2, 6, 6));
    assert_eq!(event.answers.len(), 1);
    assert_eq!(event.aggregate.orders.len(), 9);
}

#[test]
fn quotes_are_published_only_of_those_who_agreed() {
    let mut rules = w1();
    let notes = |rules: &Rules| {
        let report = event(rules);
        let item = report.items.into_iter().find(|item| item.key == "A").expect("an item");
        item.notes.into_iter().map(|note| (note.alias, note.text)).collect::<Vec<_>>()
    };
    assert_eq!(notes(&rules), [(Some("Ala".to_owned()), "We need it.".to_owned())]);
    rules.report.quotes = Quotes::Off;
    assert_eq!(notes(&rules), []);
}

#[test]
fn the_rules_say_what_is_reported() {
    let mut rules = w1();
    (rules.report.per_item, rules.report.per_event) = (false, false);
    let report = event(&rules);
    assert_eq!((report.items.len(), report.event.is_none(), report.tables.len()), (0, true, 2));
}
