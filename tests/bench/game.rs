//! How fast a table decides, how fast a log becomes its tables, how much memory a finished table
//! takes. `cargo bench --bench game`.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods, reason = "a bench")]

use std::time::Instant;

use game_rules::game::command::{Act, Actor, Command};
use game_rules::game::replay::{play, read_log};
use game_rules::game::rules::{ProjectItem, Rules, preset};
use game_rules::game::table::{Decided, Table};
use game_rules::money::Money;

const SEATS: u32 = 10;
const ITEMS: usize = 20;
const MOVES: usize = 500;

fn main() {
    // `cargo test --benches` only sees whether it runs.
    let bench = std::env::args().any(|arg| arg == "--bench");
    let (commands, tables) = if bench { (1_000_000, 1000) } else { (1000, 2) };
    let rules = rules();
    decide(&rules, commands);
    replay_hall(&rules, tables);
}

/// Buy a Feature with twenty projects and purses that never run dry.
fn rules() -> Rules {
    let ids: Vec<String> = (1..=ITEMS).map(|n| format!("p{n}")).collect();
    let mut rules = preset("buy-a-feature").unwrap().rules().unwrap();
    rules.event.seats.max = SEATS;
    rules.with_projects(ids.iter().map(|id| ProjectItem {
        id,
        title: id,
        group: None,
        cost: Money::from_minor(100_000_000),
    }))
}

fn command(table: &str, number: u64, actor: Actor, act: Act) -> Command {
    let (id, table) = (number.to_string(), table.to_owned());
    Command { id, table, actor, at: number, seq: None, phase: None, paper: false, act }
}

/// Everything up to the first move.
fn opening(rules: &Rules, table: &str) -> Vec<Command> {
    let seat = Act::Seat { alias: None, cohort: None, persona: None };
    let mut acts = vec![(Actor::Host, Act::OpenEvent { rules: None, items: None })];
    acts.extend((0..SEATS).map(|_| (Actor::System, seat.clone())));
    acts.push((Actor::System, Act::Deal));
    acts.push((Actor::Host, Act::StartPhase { phase: rules.phases[0].id.clone() }));
    (0..).zip(acts).map(|(number, (actor, act))| command(table, number, actor, act)).collect()
}

/// Money to and fro: each seat puts some on an item and takes it back later.
fn moves(number: u64) -> (Actor, Act) {
    let turn = number / 2;
    let seat = u32::try_from(turn % u64::from(SEATS)).unwrap() + 1;
    let item = format!("p{}", turn % ITEMS as u64 + 1);
    let act = match number % 2 {
        0 => Act::Place { item, amount: 5, purse: None },
        _ => Act::TakeBack { item, amount: 5, purse: None },
    };
    (Actor::Seat(seat), act)
}

fn decide(rules: &Rules, commands: u64) {
    let opening = opening(rules, "T1");
    let first = opening.len() as u64;
    let all: Vec<Command> = (0..commands)
        .map(|number| {
            let (actor, act) = moves(number);
            command("T1", first + number, actor, act)
        })
        .collect();
    let mut table = Table::new("T1");
    for command in &opening {
        table.apply(rules, command).unwrap();
    }
    let started = Instant::now();
    for command in &all {
        assert!(matches!(table.apply(rules, command), Ok(Decided::Done(_))));
    }
    let took = started.elapsed();
    println!(
        "{commands} commands at a table of {SEATS} seats and {ITEMS} items: {:.2} s, {:.2} million a second",
        took.as_secs_f64(),
        commands as f64 / took.as_secs_f64() / 1e6
    );
}

fn replay_hall(rules: &Rules, tables: usize) {
    let mut log = String::new();
    for table in 1..=tables {
        let name = format!("T{table}");
        let opening = opening(rules, &name);
        let first = opening.len() as u64;
        let made = (0..MOVES as u64).map(|number| {
            let (actor, act) = moves(number);
            command(&name, first + number, actor, act)
        });
        let end = command(&name, first + MOVES as u64, Actor::Host, Act::EndPhase);
        for command in opening.into_iter().chain(made).chain([end]) {
            log.push_str(&serde_json::to_string(&command).unwrap());
            log.push('\n');
        }
    }
    let started = Instant::now();
    let commands = read_log(&log).unwrap();
    let read = started.elapsed();
    let before = resident();
    let started = Instant::now();
    let played = play(rules, &commands);
    let took = started.elapsed();
    let each = (resident() - before) / played.tables.len();
    assert!(
        played.refused.is_empty() && played.tables.values().all(|table| table.seal().is_some())
    );
    println!(
        "{tables} tables of {MOVES} moves: log of {} MB read in {:.2} s, replayed in {:.2} s",
        log.len() / 1_000_000,
        read.as_secs_f64(),
        took.as_secs_f64()
    );
    println!("a finished table takes {} kB", each / 1024);
}

/// Bytes of memory this process has, as Linux says.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap();
    status.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}
