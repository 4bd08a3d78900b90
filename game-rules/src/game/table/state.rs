//! The parts of a table's state, as anyone may read them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::Units;
use super::super::command::{Note, Thumb, Vote};
use super::super::event::{Cause, Matter, Outcome, Source};
use super::super::ledger::Payer;
use super::super::rules;

/// How far a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not opened yet.
    Waiting,
    Open,
    /// Nothing that counts changes any more.
    Sealed,
}

/// A running phase. Times are those of the table's clock, in milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// Its place in the rules.
    pub place: usize,
    pub started: u64,
    /// Planned length with extensions; 0: open.
    pub millis: u64,
    /// Time spent paused so far.
    pub paused_for: u64,
    pub paused_since: Option<u64>,
}

impl Phase {
    /// When its time is over.
    pub fn deadline(&self) -> Option<u64> {
        (self.millis > 0).then(|| self.started + self.millis + self.paused_for)
    }
}

/// Somebody's place at the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub alias: Option<String>,
    pub cohort: Option<String>,
    pub persona: Option<String>,
    pub joined: u64,
    pub left: bool,
    /// The table the person went to.
    pub moved_to: Option<String>,
    pub ready: bool,
    /// The sender's counter of the last accepted command.
    pub last_seq: Option<u64>,
}

/// A hidden bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bid {
    pub item: usize,
    pub payer: Payer,
    pub amount: Units,
}

/// An item on this table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// As in the rules, with the price now in force.
    pub rule: rules::Item,
    /// The name it counts under over all tables.
    pub key: String,
    pub bought: bool,
    /// Why it cannot be bought; open while empty.
    pub closed_by: Vec<Cause>,
    /// Counts the changes of its price or content.
    pub version: u32,
    /// What amendments added to its description.
    pub changes: Vec<String>,
    /// All money ever placed, also what was returned.
    pub placed: Units,
    pub take_backs: u32,
}

impl Item {
    /// Whether money can be placed on it.
    pub fn is_open(&self) -> bool {
        !self.bought && self.closed_by.is_empty()
    }
}

/// A measure on this table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub state: MeasureState,
    pub proposed_by: Option<u32>,
    /// When it was last proposed.
    pub proposed_at: Option<u64>,
    pub times_proposed: u32,
    /// Time between proposals and their ends, in milliseconds.
    pub argued: u64,
    /// Votes against it, also those changed later.
    pub dissent: u32,
}

/// How far a measure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureState {
    #[default]
    Idle,
    Proposed,
    Dropped,
    Passed,
    Repealed,
}

impl MeasureState {
    /// The word of logs and refusals.
    pub fn word(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Proposed => "proposed",
            Self::Dropped => "dropped",
            Self::Passed => "passed",
            Self::Repealed => "repealed",
        }
    }
}

/// The money handed out at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deal {
    pub total: Units,
    /// What every player got at least.
    pub each: Units,
}

/// Money the bank issued, or took back if below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub to: Payer,
    pub amount: Units,
    pub source: Source,
}

/// An item bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    pub item: usize,
    /// In milliseconds.
    pub at: u64,
    /// What was paid.
    pub paid: Units,
    /// Undone later.
    pub struck: bool,
}

/// Something the table was asked to agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Motion {
    pub matter: Matter,
    /// The list that is voted on.
    pub list: Vec<usize>,
    pub asked_at: u64,
    /// One live vote a seat, in the order of voting.
    pub votes: Vec<(u32, Vote)>,
    pub outcome: Option<Outcome>,
}

impl Motion {
    /// Whether votes still count.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Whether the table agreed.
    pub fn passed(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Passed(_)))
    }

    /// So many votes of a kind.
    pub fn count(&self, vote: Vote) -> usize {
        self.votes.iter().filter(|(_, cast)| *cast == vote).count()
    }
}

/// A question to an expert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub seat: u32,
    pub topic: String,
    pub text: String,
    pub item: Option<usize>,
    pub asked_at: u64,
    pub answer: Option<String>,
    pub answered_at: Option<u64>,
}

/// A change of an item that a player proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    pub seat: u32,
    pub item: usize,
    pub text: String,
    /// What the player thinks it changes the price by.
    pub delta_price: Units,
    /// What the expert says the item then costs.
    pub price: Option<Units>,
    pub applied: bool,
}

/// An item of the table's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteIn {
    pub seat: u32,
    pub title: String,
    pub text: String,
    pub price: Option<Units>,
    /// Its place among the items, once it is one.
    pub item: Option<usize>,
}

/// An idea of this table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// `T1/1`: the table and the idea's number.
    pub name: String,
    pub title: String,
    pub fields: BTreeMap<String, String>,
    pub range: Option<String>,
    pub pitched: bool,
}

/// The ideas that players of this table vote on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// Names, of all tables.
    pub ideas: Vec<String>,
    /// By seat and place of the idea.
    pub votes: Vec<(u32, usize, Thumb)>,
}

/// A note with its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub at: u64,
    pub note: Note,
}

/// Money on an item that was not bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partial {
    pub item: usize,
    pub amount: Units,
    pub contributors: u32,
}

/// One person's answers.
pub type Answered = BTreeMap<String, String>;
