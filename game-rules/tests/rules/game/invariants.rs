//! Whatever people at a table do, in every game, the invariants hold.

use std::collections::BTreeMap;

use game_rules::game::audit::audit;
use game_rules::game::command::{Act, Actor, Command, Note, Priced, Sheet, Subject, Thumb, Vote};
use game_rules::game::event::Matter;
use game_rules::game::ledger::Payer;
use game_rules::game::replay::{play, replay};
use game_rules::game::rules::{
    self, Abstain, Agreement, Amend, ConsentOn, LeaverPurse, Overfund, PRESETS, PartialAtClose,
    Payout, Permit, ProjectItem, Remainder, Repeal, Rules, Source, Threshold, Transfer, Trigger,
    Unbuy, Withdraw, Word,
};
use game_rules::game::table::Table;
use game_rules::money::Money;
use proptest::prelude::*;

use super::{Evening, w1};

/// A game of the shelf, or W1, with its items.
fn game(number: usize) -> Rules {
    let Some(preset) = PRESETS.get(number) else { return w1() };
    let rules = preset.rules().expect("a valid file");
    if rules.content.source == Source::File {
        return rules;
    }
    let names: Vec<String> = (1..=6).map(|number| format!("p{number}")).collect();
    let projects = names.iter().enumerate().map(|(place, id)| {
        let cost = Money::from_minor(100 * [3_000, 20_000, 90_000, 150_000, 400_000, 30][place]);
        ProjectItem { id, title: id, group: None, cost }
    });
    rules.with_projects(projects)
}

fn choose<W: Word>(number: u32) -> W {
    W::WORDS[number as usize % W::WORDS.len()].1
}

/// Turns a game's policies, so that every city's game is played by many rules.
fn turn(rules: &mut Rules, dials: &[u32]) {
    let dial = |at: usize| dials[at];
    let policies = &mut rules.policies;
    policies.withdraw = choose::<Withdraw>(dial(0));
    policies.unbuy = choose::<Unbuy>(dial(1));
    policies.transfer = choose::<Transfer>(dial(2));
    policies.amend = choose::<Amend>(dial(3));
    policies.leave.purse = choose::<LeaverPurse>(dial(4));
    policies.leave.recount = dial(5) % 2 == 0;
    policies.purchase.threshold = choose::<Threshold>(dial(6));
    policies.purchase.trigger = choose::<Trigger>(dial(7));
    policies.purchase.overfund = choose::<Overfund>(dial(8));
    policies.purchase.partial_at_close = choose::<PartialAtClose>(dial(9));
    policies.purchase.min_contributors = 1 + dial(10) % 2;
    policies.purchase.max_share_per_player = [100, 50, 34][dial(11) as usize % 3];
    let all = ConsentOn::WORDS.iter().map(|(_, on)| *on);
    policies.consent.on = all.filter(|on| dial(12) >> (*on as u32) & 1 == 1).collect();
    policies.consent.rule.rule = choose::<Agreement>(dial(13));
    policies.consent.rule.k = Some(2);
    policies.consent.rule.abstain = choose::<Abstain>(dial(14));
    rules.ranking = choose::<rules::Ranking>(dial(15));
    rules.money.remainder = Some(choose::<Remainder>(dial(15) / 3));
    for measure in &mut rules.content.measures {
        measure.repeal = choose::<Repeal>(dial(16));
        measure.payout = choose::<Payout>(dial(16) / 3);
    }
    rules.content.write_in =
        Some(rules::WriteIn { max_per_table: 2, price_by: rules::PriceBy::Facilitator });
    rules.event.staff.experts = vec!["roads".to_owned()];
    rules.resources.blind_first = dial(17) % 4 == 0;
    if dial(18) % 3 == 0 {
        let purse =
            |id: &str, share| rules::Purse { id: id.to_owned(), share, spend_on: Vec::new() };
        rules.resources.purses = vec![purse("free", 2), purse("green", 1)];
        rules.resources.purses[1].spend_on = vec!["green".to_owned()];
        for item in rules.content.items.iter_mut().step_by(2) {
            item.purse_tags = vec!["green".to_owned()];
        }
    }
    let card = |id: &str, effect| rules::Card {
        id: id.to_owned(),
        text: String::new(),
        at: rules::CardAt::Host,
        phase: None,
        second: None,
        scope: rules::CardScope::All,
        effect,
    };
    let first = rules.content.items.first().map(|item| item.id.clone()).into_iter().collect();
    rules.events = vec![
        card("dearer", rules::Effect::Price { percent: 110, items: Vec::new() }),
        card("cheaper", rules::Effect::Price { percent: 60, items: Vec::new() }),
        card("windfall", rules::Effect::Grant { amount: 37 }),
        card("fine", rules::Effect::Grant { amount: -55 }),
        card("blocked", rules::Effect::Block { items: first }),
    ];
    for phase in &mut rules.phases {
        if phase.is_play() {
            phase.allow = vec![Permit::Everything];
            phase.end = rules::PhaseEnd::Host;
        }
    }
}

type Raw = (u32, u32, u32, i64);

/// What somebody asks for, made up from numbers: mostly things that make sense at this table.
fn act(evening: &Evening, (kind, a, b, amount): Raw) -> (Actor, Act) {
    let (table, rules) = (&evening.table, &evening.rules);
    let pick = |count: usize, number: u32| number as usize % count.max(1);
    let items = table.items();
    // Mostly the first few, so that money meets.
    let among = if a % 5 < 4 { items.len().min(4) } else { items.len() };
    let item = items.get(pick(among, a / 5)).map(|item| item.rule.id.clone()).unwrap_or_default();
    let measures = &rules.content.measures;
    let measure = measures.get(pick(measures.len(), a)).map(|m| m.id.clone()).unwrap_or_default();
    let number = 1 + b % (table.seats().len() as u32 + 1);
    let (seat, free) = (Actor::Seat(number), table.free(Payer::Seat { seat: number, purse: 0 }));
    let missing = table
        .item_place(&item)
        .map_or(0, |at| items[at].rule.pricing.most() - table.ledger().escrow_total(at));
    // Often all a player has, or exactly what is missing, so that things are bought.
    let amount = match amount % 4 {
        0 => free,
        1 => missing.min(free),
        2 => free / 3,
        _ => amount,
    };
    let purse = [None, None, None, Some("green".to_owned()), Some("pot".to_owned())]
        [pick(5, a + b)]
    .clone();
    let player = match kind % 40 {
        0..=11 => Act::Place { item, amount, purse },
        12..=13 => Act::TakeBack { item, amount: 1 + amount / 3, purse },
        14 => Act::ConfirmBuy { item },
        15 => Act::Unbuy { item },
        16..=17 => Act::SetLevel { item, amount: amount / 10 * 10, purse },
        18 => Act::Gift { to: 1 + a % 9, amount, purse: None },
        19..=20 => Act::ProposeMeasure { measure },
        21..=27 => {
            let open: Vec<_> = table.motions().iter().filter(|motion| motion.is_open()).collect();
            let on = open
                .get(pick(open.len(), a))
                .map_or(Subject::List, |motion| subject(evening, motion.matter));
            let vote = [Vote::Yes, Vote::Yes, Vote::Yes, Vote::Yes, Vote::Abstain, Vote::No]
                [pick(6, a / 7)];
            match kind % 40 {
                27 if a % 3 == 0 => Act::Revoke { on },
                _ => Act::Consent { on, vote },
            }
        }
        28 => Act::Amend { item, text: "smaller".to_owned(), delta_price: -amount },
        29 => Act::WriteIn { title: format!("idea {}", a % 3), text: String::new() },
        30 => {
            let mut bought: Vec<String> =
                table.bought().map(|at| items[at].rule.id.clone()).collect();
            let turn = pick(bought.len(), a);
            bought.rotate_left(turn);
            Act::Rank { items: bought }
        }
        31 => Act::AskExpert { topic: "roads".to_owned(), text: "?".to_owned(), item: None },
        32 => Act::Drop { measure },
        33 => Act::Repeal { measure },
        34 => Act::Vote { idea: "T1/1".to_owned(), thumb: Thumb::Up },
        _ => return staff(evening, (kind, a, b, amount), item),
    };
    (seat, player)
}

fn staff(evening: &Evening, (kind, a, b, amount): Raw, item: String) -> (Actor, Act) {
    let next = evening.table.phase().is_none().then(|| {
        let done = evening.entries.iter().flat_map(|entry| &entry.events);
        done.filter(|event| matches!(event, game_rules::game::event::Event::PhaseEnded)).count()
    });
    let phase = next.and_then(|next| evening.rules.phases.get(next)).map(|phase| phase.id.clone());
    let expert = Actor::Expert("roads".to_owned());
    match (kind % 40, a % 6) {
        (35, 0) => (Actor::Host, Act::Seat { alias: None, cohort: None, persona: None }),
        (35, 1) => (Actor::Host, Act::Leave { seat: 1 + b % 9 }),
        (35, 2) => (Actor::Facilitator, Act::Unbuy { item }),
        (35, _) => (Actor::Facilitator, Act::Reveal),
        (36, number) => {
            let card =
                ["dearer", "cheaper", "windfall", "fine", "blocked", "unknown"][number as usize];
            (Actor::Host, Act::EventCard { card: card.to_owned() })
        }
        (37, 0..3) => (
            Actor::Facilitator,
            Act::Price { of: Priced::WriteIn(1 + b % 2), price: 1 + amount.abs() },
        ),
        (37, _) => (expert, Act::Price { of: Priced::Amend(1 + b % 3), price: 1 + amount.abs() }),
        (38, 0) => (Actor::Host, Act::Deal),
        (38, 1) => {
            (Actor::Observer, Act::Note(Note { text: "so it was".to_owned(), ..Note::default() }))
        }
        (38, 2) => (expert, Act::Answer { question: 1 + b % 2, text: "yes".to_owned() }),
        (38, 3) => (Actor::Host, Act::Pause),
        (38, _) => (Actor::Host, Act::Resume),
        (_, 0) if b % 3 == 0 => (Actor::Host, Act::EndPhase),
        (_, 1) => (
            Actor::Facilitator,
            Act::RecordSheet(Sheet { players: 7, left: amount, ..Sheet::default() }),
        ),
        (_, 2) => (Actor::Host, Act::OpenBallot { ideas: vec!["T1/1".to_owned()] }),
        (_, 3) => (
            Actor::Facilitator,
            Act::SubmitIdea { title: "park".to_owned(), fields: BTreeMap::new(), range: None },
        ),
        (_, _) => (Actor::Host, Act::StartPhase { phase: phase.unwrap_or_default() }),
    }
}

fn subject(evening: &Evening, matter: Matter) -> Subject {
    let item = |at: usize| evening.table.items()[at].rule.id.clone();
    match matter {
        Matter::Measure(at) => Subject::Measure(evening.rules.content.measures[at].id.clone()),
        Matter::Purchase(at) => Subject::Purchase(item(at)),
        Matter::Unbuy(at) => Subject::Unbuy(item(at)),
        Matter::List => Subject::List,
        Matter::Amend(at) => Subject::Amend(at as u32 + 1),
        Matter::WriteIn(at) => Subject::WriteIn(at as u32 + 1),
    }
}

/// Goes on to the first phase in which money can be placed.
fn to_play(evening: &mut Evening) {
    for phase in evening.rules.phases.clone() {
        evening.host(Act::StartPhase { phase: phase.id.clone() }).expect("the next phase");
        if phase.permits(Permit::Place) {
            return;
        }
        evening.end_phase();
    }
}

fn sound(evening: &Evening) {
    let broken = audit(&evening.rules, &evening.table);
    assert!(broken.is_empty(), "{broken:?} after {:?}", evening.log.last());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 400, ..ProptestConfig::default() })]

    #[test]
    fn invariants_hold_in_every_game(
        number in 0..=PRESETS.len(),
        dials in prop::collection::vec(any::<u32>(), 20),
        plain in any::<bool>(),
        moves in prop::collection::vec((0..5000_u32, 0..5000_u32, 0..5000_u32, -3..4000_i64), 1..110),
    ) {
        let mut rules = game(number);
        if !plain {
            turn(&mut rules, &dials);
        }
        let players = rules.event.seats.min;
        let mut evening = Evening::laid(rules, players);
        if dials[19] % 8 != 0 {
            evening.host(Act::Deal).expect("a deal");
        }
        to_play(&mut evening);
        for raw in moves {
            let (actor, act) = act(&evening, raw);
            let before = evening.table.clock();
            let accepted = evening.ask(actor, act).is_ok();
            sound(&evening);
            prop_assert!(evening.table.clock() >= before);
            if accepted {
                let command = evening.log.last().cloned().expect("a command");
                prop_assert_eq!(evening.command(command), Ok(Vec::new()), "the same id again");
            }
        }
        if evening.table.phase().is_some() {
            evening.end_phase();
            sound(&evening);
        }
        again(&evening);
    }
}

/// The log replays to the same table, and so do the entries.
fn again(evening: &Evening) {
    let commands: Vec<(usize, Command)> = (1..).zip(evening.log.iter().cloned()).collect();
    let played = play(&evening.rules, &commands);
    assert_eq!(played.tables["T1"], evening.table);
    let mut folded = Table::new("T1");
    for entry in &evening.entries {
        folded.absorb(&evening.rules, entry);
    }
    assert_eq!(folded, evening.table);
    let log: String = evening
        .log
        .iter()
        .map(|line| serde_json::to_string(line).expect("plain data") + "\n")
        .collect();
    let once = replay(&evening.rules, &log).expect("its own log");
    let twice = replay(&evening.rules, &format!("{log}{log}")).expect("its own log");
    assert_eq!(serde_json::to_string(&once).ok(), serde_json::to_string(&twice).ok());
}

#[test]
fn nobody_but_players_moves_money() {
    let place = || Act::Place { item: "A".to_owned(), amount: 10, purse: None };
    let acts = [
        place(),
        Act::TakeBack { item: "A".to_owned(), amount: 10, purse: None },
        Act::Gift { to: 1, amount: 10, purse: None },
        Act::ConfirmBuy { item: "A".to_owned() },
        Act::Consent { on: Subject::Measure("M1".to_owned()), vote: Vote::Yes },
        Act::ProposeMeasure { measure: "M1".to_owned() },
    ];
    let staff = [
        Actor::Host,
        Actor::Facilitator,
        Actor::Observer,
        Actor::System,
        Actor::Expert("roads".to_owned()),
    ];
    for act in acts {
        for actor in staff.clone() {
            let mut evening = Evening::of(w1(), 3);
            assert_eq!(super::code(evening.ask(actor, act.clone())), "not_allowed");
        }
    }
}
