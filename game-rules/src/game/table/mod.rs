//! One table: its state, the fold of its entries, and the commands that add to them.
//!
//! [`Table::apply`] decides a command. Every command first checks all it needs and only then emits events, and an event
//! changes the table in one place, `fold`; so a refusal changes nothing, and folding the entries again gives the same
//! table. One file a family of commands.

mod agree;
mod close;
mod decide;
mod experts;
mod fold;
mod ideas;
mod items;
mod measures;
mod money;
mod phases;
mod seats;
mod sheet;
mod state;
mod summary;

use std::collections::HashSet;

use serde::{Deserialize, Serialize, Serializer};

use super::Units;
use super::command::Command;
use super::event::Entry;
use super::ledger::{Ledger, Payer};
use super::refusal::Refusal;
use super::rules::Rules;

pub use state::{
    Amendment, Answered, Ballot, Bid, Deal, Idea, Issue, Item, Measure, MeasureState, Motion,
    Partial, Phase, Purchase, Question, Seat, Stage, WriteIn, Written,
};
pub use summary::{
    BoughtSummary, ItemAmount, MeasureSummary, PaidSummary, PurseSummary, SeatSummary, Summary,
};

/// One table of a game.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    id: String,
    stage: Stage,
    /// Time of the last entry, in milliseconds.
    clock: u64,
    #[serde(serialize_with = "in_order")]
    decided: HashSet<String>,
    phase: Option<Phase>,
    /// Phases that ended.
    phases_done: usize,
    /// When money could first be placed.
    play_started: Option<u64>,
    seats: Vec<Seat>,
    dealt: Option<Deal>,
    /// Players at the deal, or on the sheet.
    players_at_start: u32,
    paper: bool,
    /// Entered from a closing sheet: all its money is in the pot.
    from_sheet: bool,
    revealed: bool,
    bids: Vec<Bid>,
    items: Vec<Item>,
    measures: Vec<Measure>,
    ledger: Ledger,
    /// All the bank issued or took back, by reason.
    issues: Vec<Issue>,
    purchases: Vec<Purchase>,
    motions: Vec<Motion>,
    questions: Vec<Question>,
    amendments: Vec<Amendment>,
    write_ins: Vec<WriteIn>,
    ideas: Vec<Idea>,
    ballot: Option<Ballot>,
    notes: Vec<Written>,
    /// The order the table gave its purchases.
    ranked: Option<Vec<usize>>,
    cards_drawn: Vec<usize>,
    turns_passed: u32,
    partials: Vec<Partial>,
    incomplete: bool,
    /// The final order.
    list: Vec<usize>,
    seal: Option<String>,
    surveys: Vec<Answered>,
}

fn in_order<S: Serializer>(ids: &HashSet<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut ids: Vec<_> = ids.iter().collect();
    ids.sort_unstable();
    serializer.collect_seq(ids)
}

/// What became of a command that was not refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It was accepted; this came of it.
    Done(Entry),
    /// A command with its id was accepted before; nothing happened.
    Repeated,
}

impl Table {
    /// An empty table that waits to be opened.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            stage: Stage::Waiting,
            clock: 0,
            decided: HashSet::new(),
            phase: None,
            phases_done: 0,
            play_started: None,
            seats: Vec::new(),
            dealt: None,
            players_at_start: 0,
            paper: false,
            from_sheet: false,
            revealed: true,
            bids: Vec::new(),
            items: Vec::new(),
            measures: Vec::new(),
            ledger: Ledger::default(),
            issues: Vec::new(),
            purchases: Vec::new(),
            motions: Vec::new(),
            questions: Vec::new(),
            amendments: Vec::new(),
            write_ins: Vec::new(),
            ideas: Vec::new(),
            ballot: None,
            notes: Vec::new(),
            ranked: None,
            cards_drawn: Vec::new(),
            turns_passed: 0,
            partials: Vec::new(),
            incomplete: false,
            list: Vec::new(),
            seal: None,
            surveys: Vec::new(),
        }
    }

    /// Decides a command and carries it out. Whoever must store it before showing what came of it applies it to a
    /// clone, stores, and keeps the clone.
    ///
    /// # Errors
    /// Why it is refused; the table is then as it was.
    pub fn apply(&mut self, rules: &Rules, command: &Command) -> Result<Decided, Refusal> {
        decide::decide(self, rules, command)
    }

    /// Carries out what was decided before, for a table rebuilt from entries.
    pub fn absorb(&mut self, rules: &Rules, entry: &Entry) {
        self.clock = entry.at;
        for event in &entry.events {
            self.fold(rules, event);
        }
        self.close_entry(entry);
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Time of the last entry, in milliseconds.
    pub fn clock(&self) -> u64 {
        self.clock
    }

    /// The running phase.
    pub fn phase(&self) -> Option<&Phase> {
        self.phase.as_ref()
    }

    /// How many phases have ended.
    pub fn phases_done(&self) -> usize {
        self.phases_done
    }

    /// Everyone who ever sat here; seat 1 is the first.
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// The seat with this number.
    pub fn seat(&self, seat: u32) -> Option<&Seat> {
        self.seats.get((seat as usize).checked_sub(1)?)
    }

    /// The numbers of those who sit here now.
    pub fn seated(&self) -> impl Iterator<Item = u32> {
        let taken = self.seats.iter().zip(1_u32..).filter(|(seat, _)| !seat.left);
        taken.map(|(_, number)| number)
    }

    /// Players when money was dealt.
    pub fn players_at_start(&self) -> u32 {
        self.players_at_start
    }

    /// The deal, once there was one.
    pub fn dealt(&self) -> Option<Deal> {
        self.dealt
    }

    /// Whether the game was played on paper.
    pub fn is_paper(&self) -> bool {
        self.paper
    }

    /// Whether only its closing sheet was entered.
    pub fn is_from_sheet(&self) -> bool {
        self.from_sheet
    }

    /// Whether bids are open to all.
    pub fn is_revealed(&self) -> bool {
        self.revealed
    }

    /// The hidden bids of a seat, for that seat alone to see.
    pub fn bids_of(&self, seat: u32) -> impl Iterator<Item = &Bid> {
        self.bids.iter().filter(move |bid| bid.payer.seat() == Some(seat))
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The place of an item.
    pub fn item_place(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.rule.id == id)
    }

    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// All the bank issued or took back.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// Every purchase, also those undone.
    pub fn purchases(&self) -> &[Purchase] {
        &self.purchases
    }

    /// The items bought and not undone, in the order of purchase.
    pub fn bought(&self) -> impl Iterator<Item = usize> {
        self.purchases.iter().filter(|purchase| !purchase.struck).map(|purchase| purchase.item)
    }

    /// Everything the table was asked to agree on; see [`Motion::is_open`].
    pub fn motions(&self) -> &[Motion] {
        &self.motions
    }

    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    pub fn amendments(&self) -> &[Amendment] {
        &self.amendments
    }

    pub fn write_ins(&self) -> &[WriteIn] {
        &self.write_ins
    }

    /// The ideas of this table.
    pub fn ideas(&self) -> &[Idea] {
        &self.ideas
    }

    /// The ideas that are voted on here.
    pub fn ballot(&self) -> Option<&Ballot> {
        self.ballot.as_ref()
    }

    pub fn notes(&self) -> &[Written] {
        &self.notes
    }

    /// Places of the cards drawn.
    pub fn cards_drawn(&self) -> &[usize] {
        &self.cards_drawn
    }

    /// Money on items that were not bought at the close.
    pub fn partials(&self) -> &[Partial] {
        &self.partials
    }

    /// Whether money was left that should have been spent.
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    /// How often players passed their turn.
    pub fn turns_passed(&self) -> u32 {
        self.turns_passed
    }

    /// Players who are here now; of a closing sheet, those it names.
    pub fn players_now(&self) -> u32 {
        match self.seats.is_empty() {
            true => self.players_at_start,
            false => self.seated().count() as u32,
        }
    }

    /// The final order; empty before the close.
    pub fn list(&self) -> &[usize] {
        &self.list
    }

    /// The hash of the final state.
    pub fn seal(&self) -> Option<&str> {
        self.seal.as_deref()
    }

    /// Answers to the survey, without who gave them.
    pub fn surveys(&self) -> &[Answered] {
        &self.surveys
    }

    /// Money in purses and in the pot.
    pub fn left(&self) -> Units {
        self.ledger.in_purses() + self.ledger.pot()
    }

    /// When money could first be placed, in milliseconds.
    pub fn play_started(&self) -> Option<u64> {
        self.play_started
    }

    /// What a payer can still use: the balance less hidden bids.
    pub fn free(&self, payer: Payer) -> Units {
        let bids = self.bids.iter().filter(|bid| bid.payer == payer).map(|bid| bid.amount);
        self.ledger.balance(payer) - bids.sum::<Units>()
    }
}
