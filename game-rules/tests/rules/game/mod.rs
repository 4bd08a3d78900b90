//! The budget game through its public doors.

mod aggregating;
mod golden;
mod invariants;
mod policies;
mod replaying;
mod reporting;
mod rule_files;
mod simulating;

use game_rules::game::Units;
use game_rules::game::command::{Act, Actor, Command, Subject, Vote};
use game_rules::game::event::{Entry, Event};
use game_rules::game::refusal::Refusal;
use game_rules::game::rules::{self, Rules};
use game_rules::game::table::{Decided, Table};

/// The head of a rule file with this body.
pub fn rule_file(body: &str) -> String {
    format!("format = \"budget-game-rules/1\"\n{body}\n[meta]\nid = \"test\"\ntitle = \"Test\"\n")
}

pub fn rules_of(body: &str) -> Rules {
    let text = rule_file(body);
    rules::read("test.toml", &text).unwrap_or_else(|mistakes| {
        panic!("{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

/// The engine's reference game: three seats of 100, two items, a ladder, two measures.
pub const W1: &str = include_str!("w1.toml");

pub fn w1() -> Rules {
    rules::read("w1.toml", W1).expect("a valid file")
}

/// One table being played.
pub struct Evening {
    pub rules: Rules,
    pub table: Table,
    pub log: Vec<Command>,
    pub entries: Vec<Entry>,
    next: u64,
}

impl Evening {
    /// A table with so many players, money dealt, in its first phase.
    pub fn of(rules: Rules, players: u32) -> Self {
        let mut evening = Self::laid(rules, players);
        evening.host(Act::Deal).expect("a deal");
        let phase = evening.rules.phases[0].id.clone();
        evening.host(Act::StartPhase { phase }).expect("a start");
        evening
    }

    /// A table with so many players and no money yet.
    pub fn laid(rules: Rules, players: u32) -> Self {
        let table = Table::new("T1");
        let mut evening = Self { rules, table, log: Vec::new(), entries: Vec::new(), next: 0 };
        evening.host(Act::OpenEvent { rules: None, items: None }).expect("an opening");
        for _ in 0..players {
            evening.sit().expect("a seat");
        }
        evening
    }

    pub fn sit(&mut self) -> Result<Vec<Event>, Refusal> {
        self.host(Act::Seat { alias: None, cohort: None, persona: None })
    }

    /// One command, one second after the one before.
    pub fn ask(&mut self, actor: Actor, act: Act) -> Result<Vec<Event>, Refusal> {
        self.next += 1;
        self.command(Command {
            id: format!("c-{}", self.next),
            table: "T1".to_owned(),
            actor,
            at: self.next * 1000,
            seq: None,
            phase: None,
            paper: false,
            act,
        })
    }

    pub fn command(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        let before = self.table.clone();
        self.log.push(command.clone());
        match self.table.apply(&self.rules, &command) {
            Ok(Decided::Done(entry)) => {
                self.entries.push(entry.clone());
                Ok(entry.events)
            }
            Ok(Decided::Repeated) => {
                assert_eq!(self.table, before, "a repeated command changes nothing");
                Ok(Vec::new())
            }
            Err(refusal) => {
                assert_eq!(self.table, before, "a refusal changes nothing: {command:?}");
                Err(refusal)
            }
        }
    }

    pub fn host(&mut self, act: Act) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Host, act)
    }

    pub fn place(&mut self, seat: u32, item: &str, amount: Units) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Seat(seat), Act::Place { item: item.to_owned(), amount, purse: None })
    }

    pub fn take_back(
        &mut self,
        seat: u32,
        item: &str,
        amount: Units,
    ) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Seat(seat), Act::TakeBack { item: item.to_owned(), amount, purse: None })
    }

    pub fn propose(&mut self, seat: u32, measure: &str) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Seat(seat), Act::ProposeMeasure { measure: measure.to_owned() })
    }

    pub fn vote(&mut self, seat: u32, on: Subject, vote: Vote) -> Result<Vec<Event>, Refusal> {
        self.ask(Actor::Seat(seat), Act::Consent { on, vote })
    }

    pub fn vote_on_measure(
        &mut self,
        seat: u32,
        measure: &str,
        vote: Vote,
    ) -> Result<Vec<Event>, Refusal> {
        self.vote(seat, Subject::Measure(measure.to_owned()), vote)
    }

    pub fn end_phase(&mut self) -> Vec<Event> {
        self.host(Act::EndPhase).expect("an end")
    }

    /// What each player has in all purses.
    pub fn purses(&self) -> Vec<Units> {
        let seats = 1..=self.table.seats().len() as u32;
        seats.map(|seat| self.table.ledger().purses_of(seat).iter().sum()).collect()
    }

    pub fn item(&self, id: &str) -> usize {
        self.table.item_place(id).expect("an item")
    }

    pub fn escrow(&self, id: &str) -> Units {
        self.table.ledger().escrow_total(self.item(id))
    }

    pub fn bought(&self) -> Vec<&str> {
        self.table.bought().map(|item| self.table.items()[item].rule.id.as_str()).collect()
    }

    /// The amount the last placing took.
    pub fn placed(events: &[Event]) -> Units {
        let placed = events.iter().filter_map(|event| match event {
            Event::Placed { amount, .. } => Some(*amount),
            _ => None,
        });
        placed.sum()
    }
}

/// What a refusal is called.
pub fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
    result.expect_err("a refusal").code()
}
