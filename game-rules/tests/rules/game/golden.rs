//! The golden cases of the engine, as tables of what is asked and what comes of it.

use game_rules::game::Units;
use game_rules::game::command::{Act, Actor, Command, Sheet, SheetLine, Subject, Vote};
use game_rules::game::event::{Because, Event, Matter, Outcome};
use game_rules::game::refusal::Refusal;
use game_rules::game::table::{MeasureState, Stage};

use super::{Evening, code, rules_of, w1};

/// What is asked in a step of W1.
enum Step {
    Place(u32, &'static str, Units),
    AllConsent(&'static str),
    Consent(&'static str, &'static [(u32, Vote)]),
}

/// step · what it takes · purses afterwards · what is bought
#[rustfmt::skip]
const W1: [(Step, Units, [Units; 3], &[&str]); 9] = [
    (Step::Place(1, "A", 100),  100, [0, 100, 100],  &[]),
    (Step::Place(2, "A", 70),    50, [0, 50, 100],   &["A"]),
    (Step::Place(3, "B", 80),    80, [0, 50, 20],    &["A"]),
    (Step::Place(2, "B", 50),    40, [0, 10, 20],    &["A", "B"]),
    (Step::AllConsent("M1"),      0, [31, 40, 50],   &["A", "B"]),
    (Step::Place(3, "C1", 50),   50, [31, 40, 0],    &["A", "B"]),
    (Step::Place(2, "C2", 30),   30, [31, 10, 0],    &["A", "B"]),
    (Step::Place(2, "C1", 10),   10, [31, 30, 0],    &["A", "B", "C1"]),
    (Step::Consent("M2", &[(1, Vote::Yes), (2, Vote::No)]), 0, [31, 30, 0], &["A", "B", "C1"]),
];

fn take(evening: &mut Evening, step: &Step) -> Units {
    match step {
        Step::Place(seat, item, amount) => {
            Evening::placed(&evening.place(*seat, item, *amount).expect("accepted"))
        }
        Step::AllConsent(measure) => {
            evening.propose(1, measure).expect("proposed");
            for seat in 1..=3 {
                evening.vote_on_measure(seat, measure, Vote::Yes).expect("counted");
            }
            0
        }
        Step::Consent(measure, votes) => {
            evening.propose(2, measure).expect("proposed");
            for &(seat, vote) in *votes {
                evening.vote_on_measure(seat, measure, vote).expect("counted");
            }
            0
        }
    }
}

fn play_w1(steps: usize) -> Evening {
    let mut evening = Evening::of(w1(), 3);
    for (number, (step, taken, purses, bought)) in W1.iter().take(steps).enumerate() {
        assert_eq!(take(&mut evening, step), *taken, "step {}", number + 1);
        assert_eq!(evening.purses(), purses, "step {}", number + 1);
        assert_eq!(evening.bought(), *bought, "step {}", number + 1);
    }
    evening
}

#[test]
fn w1_step_by_step() {
    let mut evening = play_w1(9);
    assert_eq!(evening.escrow("C2"), 0);
    assert_eq!(evening.table.measures()[1].state, MeasureState::Proposed);
    evening.end_phase();
    assert_eq!(evening.table.stage(), Stage::Sealed);
    assert_eq!(evening.table.measures()[1].state, MeasureState::Dropped);

    let summary = evening.table.summary(&evening.rules);
    assert_eq!((summary.left, summary.spent, summary.granted), (61, 330, 391));
    assert_eq!(summary.list, ["A", "B", "C1"]);
    let purses: Vec<Units> = summary.seats.iter().map(|seat| seat.left).collect();
    assert_eq!(purses, [31, 30, 0]);
    assert_eq!(evening.table.seal(), Some(summary.hash().as_str()));
    assert_eq!(code(evening.place(1, "C2", 1)), "sealed");
}

#[test]
fn w1_refusals_after_step_8() {
    let mut evening = play_w1(8);
    assert_eq!(code(evening.place(1, "C2", 10)), "item_closed");
    assert_eq!(code(evening.take_back(1, "A", 10)), "already_bought");
    for item in ["A", "B", "C1", "C2"] {
        let refusal = evening.place(3, item, 1).expect_err("seat 3 has nothing");
        assert_eq!(refusal, Refusal::Insufficient { balance: 0, short: 1 });
    }
    assert_eq!(code(evening.vote_on_measure(1, "M1", Vote::Yes)), "consent_closed");
}

#[test]
fn a_second_consent_of_a_seat_has_no_effect() {
    let mut evening = play_w1(4);
    evening.propose(1, "M1").expect("proposed");
    evening.vote_on_measure(1, "M1", Vote::Yes).expect("counted");
    assert_eq!(evening.vote_on_measure(1, "M1", Vote::Yes), Ok(Vec::new()));
    evening.vote_on_measure(2, "M1", Vote::Yes).expect("counted");
    assert_eq!(evening.purses(), [0, 10, 20]);
    evening.vote_on_measure(3, "M1", Vote::Yes).expect("counted");
    assert_eq!(evening.purses(), [31, 40, 50]);
}

#[test]
fn w1_refuses_whole_where_overfunding_is_rejected() {
    let mut rules = w1();
    rules.policies.purchase.overfund = game_rules::game::rules::Overfund::Reject;
    let mut evening = Evening::of(rules, 3);
    evening.place(1, "A", 100).expect("accepted");
    assert_eq!(evening.place(2, "A", 70), Err(Refusal::Overfunds { missing: 50 }));
    evening.place(2, "A", 50).expect("accepted");
    evening.place(3, "B", 80).expect("accepted");
    assert_eq!(evening.place(2, "B", 50), Err(Refusal::Overfunds { missing: 40 }));
    assert_eq!(evening.purses(), [0, 50, 20]);
}

fn san_jose_table(denominations: &str) -> Evening {
    let rules = rules_of(&format!(
        r#"
        [money]
        name = "dollar"
        {denominations}
        [event]
        seats = {{ min = 7, max = 9 }}
        [resources.grant]
        basis = "per_player"
        amount = 200_000
        [policies.consent]
        on = ["measure"]
        [[content.items]]
        id = "library"
        price = 2_000_000
        [[content.items]]
        id = "christmas"
        price = 400_000
        [[content.measures]]
        id = "helicopter"
        yield = 1_200_000
        "#
    ));
    Evening::of(rules, 7)
}

fn agree_on_helicopter(evening: &mut Evening, last: Vote) {
    evening.propose(3, "helicopter").expect("proposed");
    for seat in 1..=6 {
        evening.vote_on_measure(seat, "helicopter", Vote::Yes).expect("counted");
    }
    evening.vote_on_measure(7, "helicopter", last).expect("counted");
}

fn put_all(evening: &mut Evening, item: &str) {
    for (seat, purse) in (1..).zip(evening.purses()) {
        if purse > 0 && !evening.bought().contains(&item) {
            evening.place(seat, item, purse).expect("accepted");
        }
    }
}

#[test]
fn g1_table_j() {
    let mut evening = san_jose_table("");
    assert_eq!(evening.table.ledger().in_purses(), 1_400_000);
    put_all(&mut evening, "library");
    assert_eq!(evening.bought(), [""; 0]);
    for seat in 1..=7 {
        evening.take_back(seat, "library", 200_000).expect("returned");
    }

    agree_on_helicopter(&mut evening, Vote::Yes);
    let mut purses = vec![371_429; 4];
    purses.extend([371_428; 3]);
    assert_eq!(evening.purses(), purses);
    assert_eq!(evening.table.ledger().in_purses(), 2_600_000);

    put_all(&mut evening, "library");
    assert_eq!((evening.bought(), evening.table.left()), (vec!["library"], 600_000));
    put_all(&mut evening, "christmas");
    assert_eq!(evening.table.left(), 200_000);
}

#[test]
fn g1_with_notes_of_50_000() {
    let notes = "denominations = [100_000, 50_000]\nremainder = \"table_pot\"";
    let mut evening = san_jose_table(notes);
    agree_on_helicopter(&mut evening, Vote::Yes);
    assert_eq!(evening.purses(), [350_000; 7]);
    assert_eq!(evening.table.ledger().pot(), 150_000);
}

#[test]
fn g1_one_no_moves_nothing() {
    let mut evening = san_jose_table("");
    agree_on_helicopter(&mut evening, Vote::No);
    assert_eq!(evening.purses(), [200_000; 7]);
    evening.end_phase();
    assert_eq!(evening.table.ledger().issued(), 1_400_000);
}

/// Items with a baseline of 0 take money like any other.
#[test]
fn w4_a_baseline_of_nothing() {
    let rules = rules_of(
        r#"
        ranking = "money_share"
        [money]
        name = "thousand dollars"
        [event]
        seats = { min = 2, max = 8 }
        [resources.grant]
        basis = "percent_of_list"
        amount = 100
        [[content.items]]
        id = "trees"
        kind = "open"
        baseline = 400
        max = 1000
        [[content.items]]
        id = "street"
        kind = "open"
        baseline = 0
        max = 500
        step = 50
        "#,
    );
    let mut evening = Evening::of(rules, 2);
    assert_eq!(evening.purses(), [200, 200]);
    let level = |item: &str, amount| Act::SetLevel { item: item.to_owned(), amount, purse: None };
    assert_eq!(code(evening.ask(Actor::Seat(1), level("street", 120))), "not_a_step");
    assert_eq!(code(evening.ask(Actor::Seat(1), level("street", 550))), "out_of_range");
    evening.ask(Actor::Seat(1), level("street", 150)).expect("accepted");
    evening.ask(Actor::Seat(1), level("street", 100)).expect("lowered");
    evening.ask(Actor::Seat(2), level("trees", 200)).expect("accepted");
    evening.end_phase();
    let summary = evening.table.summary(&evening.rules);
    assert_eq!(summary.list, ["trees", "street"]);
    assert_eq!((summary.spent, summary.left), (300, 100));
}

fn four_of_five(recount: bool) -> Evening {
    let rules = rules_of(&format!(
        r#"
        [money]
        name = "unit"
        [event]
        seats = {{ min = 5, max = 5 }}
        [resources.grant]
        basis = "per_player"
        amount = 10
        [policies.consent]
        on = ["measure"]
        [policies.leave]
        recount = {recount}
        [[content.items]]
        id = "A"
        price = 70
        [[content.measures]]
        id = "M"
        yield = 20
        "#
    ));
    let mut evening = Evening::of(rules, 5);
    evening.propose(1, "M").expect("proposed");
    for seat in 1..=4 {
        evening.vote_on_measure(seat, "M", Vote::Yes).expect("counted");
    }
    evening
}

#[test]
fn w5_a_leaver_no_longer_blocks() {
    let mut evening = four_of_five(true);
    let events = evening.ask(Actor::Seat(5), Act::Leave { seat: 5 }).expect("left");
    let outcome = Outcome::Passed(Because::SeatLeft(5));
    assert!(events.contains(&Event::Settled { matter: Matter::Measure(0), outcome }));
    assert_eq!(evening.table.passed_by_leaving().collect::<Vec<_>>(), [(Matter::Measure(0), 5)]);
    // 10 each, the leaver's 10 as 3, 3, 2, 2, and 20 as 5 each.
    assert_eq!(evening.purses(), [18, 18, 17, 17, 0]);
}

#[test]
fn w5_without_recount_it_fails_at_the_close() {
    let mut evening = four_of_five(false);
    evening.ask(Actor::Seat(5), Act::Leave { seat: 5 }).expect("left");
    assert_eq!(evening.table.measures()[0].state, MeasureState::Proposed);
    evening.end_phase();
    assert_eq!(evening.table.motions()[0].outcome, Some(Outcome::Failed));
    assert_eq!(evening.table.ledger().issued(), 50);
}

#[test]
fn w6_two_payments_in_the_same_millisecond() {
    let mut evening = Evening::of(w1(), 3);
    evening.place(1, "B", 100).expect("accepted");
    let race = |id: &str, seat| Command {
        id: id.to_owned(),
        table: "T1".to_owned(),
        actor: Actor::Seat(seat),
        at: 77_000,
        seq: None,
        phase: None,
        paper: false,
        act: Act::Place { item: "B".to_owned(), amount: 20, purse: None },
    };
    let first = evening.command(race("x", 2)).expect("accepted");
    assert_eq!(Evening::placed(&first), 20);
    assert_eq!(code(evening.command(race("y", 3))), "already_bought");
    assert_eq!(evening.purses(), [0, 80, 100]);
    assert_eq!(evening.table.ledger().in_spent(), 120);
}

fn sheet(left: Units) -> Sheet {
    let line = |item: &str, amount| SheetLine { item: item.to_owned(), amount };
    Sheet {
        players: 3,
        measures: vec!["M1".to_owned()],
        bought: vec![line("A", 150), line("B", 120), line("C1", 60)],
        partial: Vec::new(),
        spent: 330,
        left,
    }
}

#[test]
fn w7_a_sheet_must_balance() {
    let mut evening = Evening::laid(w1(), 0);
    let refused = evening.ask(Actor::Facilitator, Act::RecordSheet(sheet(60)));
    let difference = Refusal::SheetUnbalanced { granted: 391, spent: 330, left: 60, difference: 1 };
    assert_eq!(refused, Err(difference));

    evening.ask(Actor::Facilitator, Act::RecordSheet(sheet(61))).expect("balanced");
    let summary = evening.table.summary(&evening.rules);
    assert!(summary.paper && summary.sealed);
    assert_eq!((summary.spent, summary.left, summary.granted), (330, 61, 391));
    assert_eq!(summary.list, ["A", "B", "C1"]);
}

#[test]
fn w8_a_card_raises_prices() {
    let rules = rules_of(
        r#"
        [money]
        name = "unit"
        [event]
        seats = { min = 3, max = 3 }
        [resources.grant]
        basis = "per_player"
        amount = 100
        [[content.items]]
        id = "A"
        price = 100
        [[content.items]]
        id = "B"
        price = 120
        [[events]]
        id = "inflation"
        effect = "price"
        percent = 110
        "#,
    );
    let mut evening = Evening::of(rules, 3);
    evening.place(1, "A", 100).expect("bought");
    evening.place(2, "B", 60).expect("half");
    evening.host(Act::EventCard { card: "inflation".to_owned() }).expect("drawn");
    assert_eq!(evening.escrow("B"), 60);
    let price = |id: &str| evening.table.items()[evening.item(id)].rule.pricing.most();
    assert_eq!((price("A"), price("B")), (100, 132));
    assert_eq!(evening.table.ledger().spent_total(0), 100);
    let taken = evening.place(3, "B", 100).expect("the rest");
    assert_eq!(Evening::placed(&taken), 72);
    let paid = evening.table.ledger().spent(1);
    assert_eq!(paid.iter().map(|paid| paid.price).collect::<Vec<_>>(), [120, 132]);
    assert_eq!(
        code(evening.host(Act::EventCard { card: "inflation".to_owned() })),
        "already_drawn"
    );
}

#[test]
fn votes_of_a_subject_nobody_asked_about() {
    let mut evening = Evening::of(w1(), 3);
    for subject in [Subject::List, Subject::Amend(1), Subject::Purchase("A".to_owned())] {
        assert_eq!(code(evening.vote(1, subject, Vote::Yes)), "consent_closed");
    }
}
