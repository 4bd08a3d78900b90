//! What each policy of a rule file does at a table.

use std::collections::BTreeMap;

use game_rules::game::Units;
use game_rules::game::aggregate::{TableResult, aggregate, candidates};
use game_rules::game::command::{Act, Actor, Command, Priced, Subject, Thumb, Vote};
use game_rules::game::event::{Cause, Event, Matter, Outcome};
use game_rules::game::refusal::Refusal;
use game_rules::game::rules::{Method, PartialAtClose, Rules};
use game_rules::game::table::{Decided, MeasureState, Stage, Table};

use super::{Evening, code, rules_of};

/// Three players with 100 each; A costs 150, B 120; what the case adds.
fn three(extra: &str) -> Rules {
    rules_of(&format!(
        "{extra}\n[money]\nname = \"x\"\n[event]\nseats = {{ min = 3, max = 4 }}\nstaff = {{ experts = [\"roads\"] }}\n\
         [resources.grant]\nbasis = \"per_player\"\namount = 100\n\
         [[content.items]]\nid = \"A\"\nprice = 150\n[[content.items]]\nid = \"B\"\nprice = 120\n"
    ))
}

fn purchase(item: &str) -> Subject {
    Subject::Purchase(item.to_owned())
}

fn rank(items: &[&str]) -> Act {
    Act::Rank { items: items.iter().map(|&item| item.to_owned()).collect() }
}

const LUBLIN: &str = "ranking = \"explicit\"\n[policies.consent]\non = [\"purchase\", \"list\"]";

#[test]
fn lublin_agrees_on_every_purchase() {
    let mut evening = Evening::of(three(LUBLIN), 3);
    evening.place(1, "A", 100).expect("accepted");
    evening.place(2, "A", 50).expect("covered");
    assert_eq!(evening.bought(), [""; 0]);
    assert_eq!(code(evening.place(3, "A", 10)), "overfunds");
    for seat in [1, 2] {
        evening.vote(seat, purchase("A"), Vote::Yes).expect("counted");
    }
    evening.vote(3, purchase("A"), Vote::No).expect("counted");
    assert_eq!(evening.bought(), [""; 0]);
    // Whoever takes money back withdraws the question; covering it again asks everyone anew.
    evening.take_back(2, "A", 50).expect("returned");
    assert_eq!(evening.table.motions()[0].outcome, Some(Outcome::Lapsed));
    assert_eq!(code(evening.vote(3, purchase("A"), Vote::Yes)), "consent_closed");
    evening.place(3, "A", 50).expect("covered");
    for seat in [1, 3, 2] {
        assert_eq!(evening.bought(), [""; 0]);
        evening.vote(seat, purchase("A"), Vote::Yes).expect("counted");
    }
    assert_eq!(evening.bought(), ["A"]);
}

#[test]
fn lublin_agrees_on_its_list() {
    for agreed in [true, false] {
        let mut evening = Evening::of(three(LUBLIN), 3);
        for (item, others) in [("A", [(1, 100), (2, 50)]), ("B", [(3, 100), (2, 20)])] {
            for (seat, amount) in others {
                evening.place(seat, item, amount).expect("accepted");
            }
            for seat in 1..=3 {
                evening.vote(seat, purchase(item), Vote::Yes).expect("counted");
            }
        }
        let seat = Actor::Seat(2);
        assert_eq!(code(evening.ask(seat.clone(), rank(&["B"]))), "not_those_bought");
        assert_eq!(code(evening.ask(seat.clone(), rank(&["B", "B"]))), "not_those_bought");
        evening.ask(seat, rank(&["B", "A"])).expect("asked");
        for seat in 1..=2 {
            evening.vote(seat, Subject::List, Vote::Yes).expect("counted");
        }
        if agreed {
            evening.vote(3, Subject::List, Vote::Yes).expect("counted");
        }
        evening.end_phase();
        let list = evening.table.summary(&evening.rules).list;
        assert_eq!(list, if agreed { ["B", "A"] } else { ["A", "B"] });
    }
}

#[test]
fn tables_agree_in_three_ways() {
    use Vote::{Abstain, No, Yes};
    #[rustfmt::skip]
    let cases: [(&str, &[Vote], bool); 9] = [
        ("rule = \"majority\"",                           &[Yes, Yes],          true),
        ("rule = \"majority\"",                           &[Yes, No, No],       false),
        ("rule = \"majority\"",                           &[Yes, Abstain],      false),
        ("rule = \"k_of_n\"\nk = 2",                      &[No, Yes, Yes],      true),
        ("rule = \"k_of_n\"\nk = 3",                      &[No, Yes, Yes],      false),
        ("rule = \"unanimous\"",                          &[Yes, Yes, Abstain], false),
        ("rule = \"unanimous\"\nabstain = \"neutral\"",   &[Yes, Yes, Abstain], true),
        ("rule = \"unanimous\"\nabstain = \"neutral\"",   &[Abstain; 3],        false),
        ("rule = \"majority\"\nabstain = \"neutral\"",    &[Abstain, Abstain, Yes], true),
    ];
    for (rule, votes, passes) in cases {
        let measure = "[[content.measures]]\nid = \"M\"\nyield = 30";
        let consent = format!("[policies.consent]\non = [\"measure\"]\n{rule}\n{measure}");
        let mut evening = Evening::of(three(&consent), 3);
        evening.propose(1, "M").expect("proposed");
        for (seat, vote) in (1..).zip(votes) {
            evening.vote_on_measure(seat, "M", *vote).expect("counted");
        }
        let passed = evening.table.measures()[0].state == MeasureState::Passed;
        assert_eq!(passed, passes, "{rule} {votes:?}");
    }
}

#[test]
fn hidden_bids_move_nothing_until_revealed() {
    let blind = "[resources]\nblind_first = true\n\
                 [[phases]]\nid = \"alone\"\nallow = [\"place\", \"take_back\", \"reveal\"]\n[[phases]]\nid = \"together\"";
    let mut evening = Evening::of(three(blind), 3);
    evening.place(3, "A", 60).expect("a bid");
    evening.place(2, "A", 100).expect("a bid");
    evening.place(1, "A", 30).expect("a bid");
    evening.place(1, "B", 70).expect("a bid");
    assert_eq!(code(evening.place(1, "B", 1)), "insufficient");
    evening.take_back(1, "B", 30).expect("withdrawn");
    assert_eq!(code(evening.take_back(1, "B", 50)), "not_yours");
    assert_eq!((evening.purses(), evening.escrow("A")), (vec![100; 3], 0));
    assert_eq!(evening.table.bids_of(2).count(), 1);
    // In seat order: 30, 100, and of the 60 of seat 3 the 20 that are missing.
    evening.end_phase();
    assert!(evening.table.is_revealed());
    assert_eq!((evening.purses(), evening.bought()), (vec![30, 0, 80], vec!["A"]));
    assert_eq!(evening.escrow("B"), 40);
}

#[test]
fn a_purse_pays_only_what_it_is_for() {
    let rules = rules_of(
        "[money]\nname = \"x\"\n[event]\nseats = { min = 1, max = 2 }\n[resources]\n\
         purses = [{ id = \"free\", share = 2 }, { id = \"green\", spend_on = [\"park\"] }]\n\
         [resources.grant]\nbasis = \"per_player\"\namount = 100\n\
         [[content.items]]\nid = \"road\"\nprice = 90\n\
         [[content.items]]\nid = \"trees\"\nprice = 90\npurse_tags = [\"park\"]",
    );
    let mut evening = Evening::of(rules, 1);
    // A third of 100 is 33; what is left goes to the first purse.
    assert_eq!(evening.table.ledger().purses_of(1), [67, 33]);
    let place = |item: &str, amount, purse: &str| Act::Place {
        item: item.to_owned(),
        amount,
        purse: Some(purse.to_owned()),
    };
    assert_eq!(code(evening.ask(Actor::Seat(1), place("road", 30, "green"))), "wrong_purse");
    evening.ask(Actor::Seat(1), place("trees", 33, "green")).expect("accepted");
    evening.ask(Actor::Seat(1), place("trees", 57, "free")).expect("accepted");
    assert_eq!(evening.bought(), ["trees"]);
    assert_eq!(code(evening.ask(Actor::Seat(1), place("road", 5, "red"))), "unknown");
}

const LADDER: &str = "[[content.items]]\nid = \"C1\"\nkind = \"level\"\ngroup = \"C\"\nprice = 60\n\
                      [[content.items]]\nid = \"C2\"\nkind = \"level\"\ngroup = \"C\"\nprice = 100";

#[test]
fn a_purchase_is_undone_by_balancing_postings() {
    let mut evening =
        Evening::of(three(&format!("[policies]\nunbuy = \"facilitator\"\n{LADDER}")), 3);
    evening.place(1, "C1", 40).expect("accepted");
    evening.place(2, "C1", 20).expect("bought");
    let c2 = evening.item("C2");
    assert!(!evening.table.items()[c2].is_open());
    let unbuy = || Act::Unbuy { item: "C1".to_owned() };
    assert_eq!(code(evening.ask(Actor::Seat(1), unbuy())), "not_allowed");
    evening.ask(Actor::Facilitator, unbuy()).expect("undone");
    assert_eq!((evening.purses(), evening.bought()), (vec![100; 3], vec![]));
    assert!(evening.table.items()[c2].is_open());
    assert!(evening.table.purchases()[0].struck);
    assert_eq!(code(evening.ask(Actor::Facilitator, unbuy())), "not_bought");
    evening.place(3, "C2", 100).expect("bought");
    assert_eq!((evening.bought(), evening.table.purchases().len()), (vec!["C2"], 2));
}

#[test]
fn who_may_take_back_until_the_close_undoes_the_purchase() {
    let mut evening = Evening::of(three("[policies]\nwithdraw = \"until_close\""), 3);
    evening.place(1, "A", 100).expect("accepted");
    evening.place(2, "A", 50).expect("bought");
    assert_eq!(code(evening.take_back(3, "A", 1)), "not_yours");
    evening.take_back(2, "A", 50).expect("undone");
    assert_eq!((evening.purses(), evening.bought()), (vec![100; 3], vec![]));

    let mut evening = Evening::of(three("[policies]\nwithdraw = \"never\""), 3);
    evening.place(1, "A", 100).expect("accepted");
    assert_eq!(code(evening.take_back(1, "A", 50)), "no_taking_back");
}

#[test]
fn a_table_writes_in_and_changes_items() {
    let extra = "[content]\nwrite_in = { max_per_table = 1, price_by = \"expert\" }\n\
                 [policies]\namend = \"expert_priced\"\n[policies.consent]\non = [\"amend\"]";
    let mut evening = Evening::of(three(extra), 3);
    let write = |title: &str| Act::WriteIn { title: title.to_owned(), text: String::new() };
    let expert = || Actor::Expert("roads".to_owned());
    assert_eq!(code(evening.ask(Actor::Seat(1), write("a"))), "title_taken");
    evening.ask(Actor::Seat(1), write("Fountain")).expect("proposed");
    assert_eq!(code(evening.ask(Actor::Seat(2), write("Bench"))), "quota_used");
    let price = |price| Act::Price { of: Priced::WriteIn(1), price };
    assert_eq!(code(evening.ask(Actor::Facilitator, price(80))), "not_allowed");
    assert_eq!(code(evening.ask(expert(), price(0))), "bad_amount");
    evening.ask(expert(), price(80)).expect("an item");
    evening.place(1, "own-1", 80).expect("bought");
    assert_eq!(evening.table.items()[2].key, "T1/own-1");
    evening
        .host(Act::Merge { item: "own-1".to_owned(), into: "fountain".to_owned() })
        .expect("merged");
    let result = TableResult::of(&evening.table, &evening.rules);
    assert_eq!(result.list, ["fountain"]);

    // B is 120; 60 of seat 2 came first, 50 of seat 3 last. At 90 seat 3 gets 20 back and B is bought.
    evening.place(2, "B", 60).expect("accepted");
    evening.place(3, "B", 50).expect("accepted");
    let amend = Act::Amend { item: "B".to_owned(), text: "shorter".to_owned(), delta_price: -40 };
    evening.ask(Actor::Seat(2), amend).expect("proposed");
    evening.ask(expert(), Act::Price { of: Priced::Amend(1), price: 90 }).expect("priced");
    assert_eq!(evening.escrow("B"), 110);
    for seat in 1..=3 {
        evening.vote(seat, Subject::Amend(1), Vote::Yes).expect("counted");
    }
    assert_eq!((evening.purses(), evening.bought()), (vec![20, 40, 70], vec!["own-1", "B"]));
    assert_eq!(evening.table.items()[1].changes, ["shorter"]);
}

#[test]
fn experts_answer_as_often_as_the_rules_say() {
    let mut evening = Evening::of(three("[policies.expert]\nlimit = 2"), 3);
    let ask = |topic: &str| Act::AskExpert {
        topic: topic.to_owned(),
        text: "How long?".to_owned(),
        item: Some("A".to_owned()),
    };
    let answer = |question| Act::Answer { question, text: "A year.".to_owned() };
    assert_eq!(code(evening.ask(Actor::Seat(1), ask("space"))), "no_expert");
    for _ in 0..2 {
        evening.ask(Actor::Seat(1), ask("roads")).expect("asked");
    }
    let refused = evening.ask(Actor::Seat(2), ask("roads"));
    assert_eq!(refused, Err(Refusal::QuestionsUsed { limit: 2 }));
    assert_eq!(code(evening.ask(Actor::Expert("parks".to_owned()), answer(1))), "not_allowed");
    evening.ask(Actor::Expert("roads".to_owned()), answer(1)).expect("answered");
    assert_eq!(code(evening.ask(Actor::Expert("roads".to_owned()), answer(1))), "already_answered");
    assert_eq!(code(evening.ask(Actor::Expert("roads".to_owned()), answer(9))), "unknown");
}

#[test]
fn who_comes_late_gets_a_grant_while_seats_are_given() {
    let phases = "[policies.late_join]\nuntil_phase = \"play\"\n[[phases]]\nid = \"play\"\n[[phases]]\nid = \"ranking\"\nallow = [\"rank\"]";
    let mut evening = Evening::of(three(phases), 3);
    evening.sit().expect("a fourth seat");
    assert_eq!(evening.purses(), [100; 4]);
    assert_eq!(code(evening.sit()), "table_full");
    evening.ask(Actor::Seat(2), Act::Leave { seat: 2 }).expect("left");
    assert_eq!(evening.purses(), [134, 0, 133, 133]);
    assert_eq!(code(evening.place(2, "A", 1)), "seat_left");
    evening.end_phase();
    evening.host(Act::StartPhase { phase: "ranking".to_owned() }).expect("started");
    assert_eq!(code(evening.sit()), "too_late");
}

#[test]
fn a_leaver_takes_bids_back_first() {
    for (purse, kept, pot) in [("frozen", 100, 0), ("pot", 0, 100)] {
        let mut evening = Evening::of(three(&format!("[policies.leave]\npurse = \"{purse}\"")), 3);
        evening.place(1, "A", 60).expect("accepted");
        evening.ask(Actor::Host, Act::Move { seat: 1, to: "T2".to_owned() }).expect("moved");
        assert_eq!((evening.escrow("A"), evening.purses()[0]), (0, kept), "{purse}");
        assert_eq!(evening.table.ledger().pot(), pot, "{purse}");
        assert_eq!(evening.table.seats()[0].moved_to.as_deref(), Some("T2"));
    }
    // Money of the pot is everyone's.
    let mut evening = Evening::of(three("[policies.leave]\npurse = \"pot\""), 3);
    evening.ask(Actor::Seat(1), Act::Leave { seat: 1 }).expect("left");
    let pot = Act::Place { item: "B".to_owned(), amount: 100, purse: Some("pot".to_owned()) };
    evening.ask(Actor::Seat(2), pot).expect("accepted");
    evening.place(3, "B", 20).expect("bought");
    assert_eq!((evening.table.ledger().pot(), evening.bought()), (0, vec!["B"]));
}

const MEASURES: &str = "[policies.consent]\non = []\n\
    [[content.measures]]\nid = \"tax\"\nyield = 30\ngroup = \"tax\"\nrepeal = \"while_unspent\"\n\
    [[content.measures]]\nid = \"more-tax\"\nyield = 60\ngroup = \"tax\"\n\
    [[content.measures]]\nid = \"cut\"\nyield = 10\nexcludes_items = [\"B\"]\npayout = \"pot\"";

#[test]
fn measures_exclude_each_other_and_items() {
    let mut evening = Evening::of(three(MEASURES), 3);
    evening.place(3, "B", 70).expect("accepted");
    evening.propose(1, "cut").expect("passed, as nobody must agree");
    assert_eq!((evening.purses(), evening.table.ledger().pot()), (vec![100; 3], 10));
    let closed = &evening.table.items()[evening.item("B")].closed_by;
    assert_eq!(*closed, [Cause::Measure(2)]);
    evening.propose(1, "tax").expect("passed");
    assert_eq!(evening.propose(1, "more-tax"), Err(Refusal::Excluded { by: "tax".to_owned() }));
    assert_eq!(evening.propose(1, "tax"), Err(Refusal::MeasureState { state: "passed" }));

    let mut evening = Evening::of(three(MEASURES), 3);
    evening.place(3, "B", 100).expect("accepted");
    evening.place(2, "B", 20).expect("bought");
    assert_eq!(evening.propose(1, "cut"), Err(Refusal::Excluded { by: "B".to_owned() }));
}

#[test]
fn a_measure_is_repealed_while_its_money_is_there() {
    let mut evening = Evening::of(three(MEASURES), 3);
    evening.propose(1, "tax").expect("passed");
    let repeal = |measure: &str| Act::Repeal { measure: measure.to_owned() };
    evening.place(2, "A", 105).expect("accepted");
    let refused = evening.ask(Actor::Seat(1), repeal("tax"));
    assert_eq!(refused, Err(Refusal::AlreadySpent { seat: 2, short: 5 }));
    evening.take_back(2, "A", 5).expect("returned");
    evening.ask(Actor::Seat(1), repeal("tax")).expect("repealed");
    assert_eq!((evening.purses(), evening.table.ledger().issued()), (vec![100, 0, 100], 300));
    assert_eq!(evening.propose(1, "tax"), Err(Refusal::MeasureState { state: "repealed" }));
    assert_eq!(code(evening.ask(Actor::Host, repeal("cut"))), "not_in_rules");
}

#[test]
fn ideas_are_submitted_presented_and_voted_on() {
    let rules =
        game_rules::game::rules::preset("empaville").expect("a preset").rules().expect("valid");
    let mut evening = Evening::of(rules.clone(), 4);
    let idea = |title: &str, range: &str| Act::SubmitIdea {
        title: title.to_owned(),
        fields: ["description", "place", "category"]
            .map(|field| (field.to_owned(), "there".to_owned()))
            .into(),
        range: Some(range.to_owned()),
    };
    let start = |evening: &mut Evening, phase: &str| {
        evening.end_phase();
        evening.host(Act::StartPhase { phase: phase.to_owned() }).expect("started");
    };
    assert_eq!(code(evening.ask(Actor::Seat(1), idea("Park", "low"))), "phase_forbids");
    start(&mut evening, "ideas");
    assert_eq!(code(evening.ask(Actor::Seat(1), idea("Park", "huge"))), "bad_field");
    let bare = Act::SubmitIdea { title: "Park".to_owned(), fields: BTreeMap::new(), range: None };
    assert_eq!(code(evening.ask(Actor::Seat(1), bare)), "bad_field");
    evening.ask(Actor::Seat(1), idea("Park", "low")).expect("submitted");
    evening.ask(Actor::Seat(2), idea("Pool", "high")).expect("submitted");
    assert_eq!(code(evening.ask(Actor::Seat(3), idea("Path", "low"))), "quota_used");
    start(&mut evening, "campaign");
    evening.ask(Actor::Facilitator, Act::Pitch { idea: "T1/1".to_owned() }).expect("presented");
    start(&mut evening, "vote");
    let vote = |idea: &str, thumb| Act::Vote { idea: idea.to_owned(), thumb };
    assert_eq!(code(evening.ask(Actor::Seat(1), vote("T1/1", Thumb::Up))), "not_in_rules");
    let ideas = ["T1/1", "T1/2", "T2/1"].map(str::to_owned).to_vec();
    evening.host(Act::OpenBallot { ideas }).expect("open");
    for seat in 1..=3 {
        evening.ask(Actor::Seat(seat), vote("T2/1", Thumb::Up)).expect("counted");
        evening.ask(Actor::Seat(seat), vote("T1/2", Thumb::Down)).expect("counted");
    }
    evening.ask(Actor::Seat(1), vote("T1/1", Thumb::Up)).expect("counted");
    assert_eq!(code(evening.ask(Actor::Seat(1), vote("T1/2", Thumb::Up))), "no_votes_left");
    assert_eq!(code(evening.ask(Actor::Seat(2), vote("T2/1", Thumb::Down))), "no_votes_left");
    assert_eq!(code(evening.ask(Actor::Seat(2), vote("T3/1", Thumb::Up))), "unknown");
    start(&mut evening, "debrief");
    assert_eq!(evening.table.stage(), Stage::Sealed);

    let result = TableResult::of(&evening.table, &rules);
    let net: Vec<i64> = result.votes.values().copied().collect();
    assert_eq!(net, [1, -3, 3]);
    let event = aggregate(&candidates(&[&evening.table]), &[result], &rules.aggregate);
    assert_eq!(event.by(Method::NetVotes).expect("an order").keys(), ["T1/1", "T1/2"]);
}

#[test]
fn partial_bids_end_in_three_ways() {
    let cases = [
        (PartialAtClose::Return, [100, 30, 0], Some(30)),
        (PartialAtClose::ReportOnly, [100, 30, 0], None),
        (PartialAtClose::Counts, [100, 0, 30], Some(30)),
    ];
    for (partial, [other, purse, escrow], counted) in cases {
        let mut rules = three("[policies]\nspend_all = \"required\"");
        rules.policies.purchase.partial_at_close = partial;
        let mut evening = Evening::of(rules, 3);
        evening.place(3, "A", 80).expect("accepted");
        evening.place(2, "A", 70).expect("bought");
        evening.place(2, "B", 30).expect("accepted");
        evening.end_phase();
        assert_eq!(evening.purses(), [other, purse, 20], "{partial:?}");
        assert_eq!(evening.table.ledger().in_escrow(), escrow, "{partial:?}");
        assert_eq!(evening.table.partials()[0].amount, 30);
        assert!(evening.table.is_incomplete());
        let placed = TableResult::of(&evening.table, &evening.rules).placed;
        assert_eq!(placed.get("B").copied(), counted, "{partial:?}");
    }
}

#[test]
fn enough_players_share_in_a_purchase() {
    let rules = "[policies.purchase]\nmin_contributors = 2\nmax_share_per_player = 60";
    let mut evening = Evening::of(three(rules), 3);
    let over = Refusal::OverCap { item: "A".to_owned(), most: 90, placed: 0 };
    assert_eq!(evening.place(1, "A", 91), Err(over));
    evening.place(1, "A", 90).expect("accepted");
    evening.place(2, "A", 60).expect("bought");
    let mut rules = three("[policies.purchase]\nmin_contributors = 3");
    rules.policies.purchase.trigger = game_rules::game::rules::Trigger::Confirm;
    let mut evening = Evening::of(rules, 3);
    evening.place(1, "B", 100).expect("accepted");
    let lack = Refusal::TooFewContributors { contributors: 2, needed: 3 };
    assert_eq!(evening.place(2, "B", 20), Err(lack));
    evening.place(2, "B", 10).expect("accepted");
    evening.place(3, "B", 10).expect("covered");
    assert_eq!(evening.bought(), [""; 0]);
    evening.ask(Actor::Seat(1), Act::ConfirmBuy { item: "B".to_owned() }).expect("bought");
    assert_eq!(evening.bought(), ["B"]);
}

#[test]
fn time_comes_with_commands() {
    let mut evening =
        Evening::of(three("[[phases]]\nid = \"play\"\nseconds = 60\nend = \"clock\""), 3);
    let start = evening.table.clock();
    let mut number = 0;
    let mut at = |evening: &mut Evening, at: u64, actor: Actor, act: Act| {
        number += 1;
        evening.command(Command {
            id: format!("at-{number}"),
            table: "T1".to_owned(),
            actor,
            at,
            seq: None,
            phase: None,
            paper: false,
            act,
        })
    };
    let place = || Act::Place { item: "A".to_owned(), amount: 10, purse: None };
    at(&mut evening, start + 60_000, Actor::Seat(1), place()).expect("in time");
    at(&mut evening, start, Actor::Seat(1), place()).expect("a clock that runs backwards stands");
    assert_eq!(evening.table.clock(), start + 60_000);
    let late = at(&mut evening, start + 60_001, Actor::Seat(1), place());
    assert_eq!(late, Err(Refusal::TimeOver { since: start + 60_000 }));
    at(&mut evening, start + 60_001, Actor::Host, Act::Extend { seconds: 5 }).expect("extended");
    at(&mut evening, start + 60_002, Actor::Host, Act::Pause).expect("paused");
    assert_eq!(code(at(&mut evening, start + 60_003, Actor::Seat(1), place())), "paused");
    at(&mut evening, start + 90_002, Actor::Host, Act::Resume).expect("resumed");
    at(&mut evening, start + 95_000, Actor::Seat(1), place()).expect("30 s of pause do not count");
    assert_eq!(code(at(&mut evening, start + 95_001, Actor::Seat(1), place())), "time_over");
}

#[test]
fn late_and_misdirected_commands_are_refused() {
    let rules = three("");
    let mut evening = Evening::of(rules.clone(), 3);
    let command = |id: &str, seq, phase: Option<&str>, table: &str| Command {
        id: id.to_owned(),
        table: table.to_owned(),
        actor: Actor::Seat(1),
        at: 0,
        seq,
        phase: phase.map(str::to_owned),
        paper: false,
        act: Act::PassTurn,
    };
    evening.command(command("a", Some(5), Some("play"), "T1")).expect("accepted");
    let stale = evening.command(command("b", Some(5), None, "T1"));
    assert_eq!(stale, Err(Refusal::Stale { seq: 5, latest: 5 }));
    assert_eq!(code(evening.command(command("c", None, Some("ranking"), "T1"))), "phase_changed");
    assert_eq!(code(evening.command(command("d", None, None, "T2"))), "other_table");
    assert!(matches!(
        evening.table.apply(&rules, &command("a", Some(5), None, "T1")),
        Ok(Decided::Repeated)
    ));
    let mut waiting = Table::new("T1");
    assert_eq!(code(waiting.apply(&rules, &command("e", None, None, "T1"))), "not_open");
}

#[test]
fn all_ready_ends_a_phase() {
    let mut evening = Evening::of(three("[[phases]]\nid = \"play\"\nend = \"all_ready\""), 3);
    for seat in [1, 2] {
        evening.ask(Actor::Seat(seat), Act::Ready).expect("noted");
    }
    assert_eq!(evening.table.stage(), Stage::Open);
    let events = evening.ask(Actor::Seat(3), Act::Ready).expect("the end");
    assert!(matches!(events.last(), Some(Event::PhaseEnded)));
    assert_eq!(evening.table.stage(), Stage::Sealed);
}

#[test]
fn a_question_stays_open_until_everyone_who_sits_has_answered() {
    let mut evening = Evening::of(three(LUBLIN), 3);
    evening.place(1, "A", 100).expect("accepted");
    evening.place(2, "A", 50).expect("covered");
    evening.vote(1, purchase("A"), Vote::Yes).expect("counted");
    evening.vote(2, purchase("A"), Vote::Yes).expect("counted");
    // Whoever sits down now is asked as well.
    evening.sit().expect("a fourth seat");
    evening.vote(3, purchase("A"), Vote::Yes).expect("counted");
    assert!(evening.table.open_motion(Matter::Purchase(0)).is_some());
    evening.ask(Actor::Seat(1), Act::Revoke { on: purchase("A") }).expect("revoked");
    evening.vote(4, purchase("A"), Vote::Yes).expect("counted");
    assert_eq!(evening.bought(), [""; 0]);
    evening.vote(1, purchase("A"), Vote::Yes).expect("counted");
    assert_eq!(evening.bought(), ["A"]);
    let paid: Vec<Units> = evening.table.ledger().spent(0).iter().map(|paid| paid.amount).collect();
    assert_eq!(paid, [100, 50]);
}
