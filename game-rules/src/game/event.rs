//! What happened at a table. A table is the fold of its entries; items, measures and cards are places in its lists,
//! from 0, and seats are numbers from 1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Units;
use super::command::{Actor, Note, Thumb, Vote};
use super::ledger::Payer;

/// An accepted command and all that came of it, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The command's.
    pub id: String,
    /// The table's time, in milliseconds: never before that of the entry before.
    pub at: u64,
    pub actor: Actor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paper: bool,
    pub events: Vec<Event>,
}

/// What a table agrees on, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    Measure(usize),
    Purchase(usize),
    Unbuy(usize),
    List,
    Amend(usize),
    WriteIn(usize),
}

/// Why the bank issued money, or took it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Deal,
    LateJoin,
    Card(usize),
    /// Its yield; below zero, its repeal.
    Measure(usize),
}

/// Why an item cannot be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It waits for a card.
    Locked,
    /// This item was bought instead.
    Rival(usize),
    /// This measure took it off the table.
    Measure(usize),
    Card(usize),
}

/// What settled a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    Voted(u32),
    SeatLeft(u32),
}

/// How a vote ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Passed(Because),
    /// What it was about is gone: money taken back, item closed, proposal dropped or replaced.
    Lapsed,
    /// Open at the close.
    Failed,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The table is laid with these items of the rules.
    Opened {
        items: Vec<usize>,
    },
    PhaseStarted {
        phase: usize,
    },
    Extended {
        seconds: u32,
    },
    Paused,
    Resumed,
    PhaseEnded,
    Seated {
        alias: Option<String>,
        cohort: Option<String>,
        persona: Option<String>,
    },
    Left {
        seat: u32,
        to: Option<String>,
    },
    /// What all were dealt, and what each at least, for those who come later.
    Dealt {
        total: Units,
        each: Units,
    },
    /// BANK to PURSE or POT; back if below zero.
    Granted {
        to: Payer,
        amount: Units,
        source: Source,
    },
    /// A hidden bid; no money moves yet.
    BidMade {
        item: usize,
        payer: Payer,
        amount: Units,
    },
    BidWithdrawn {
        item: usize,
        payer: Payer,
        amount: Units,
    },
    Revealed,
    /// PURSE or POT to ESCROW.
    Placed {
        item: usize,
        payer: Payer,
        amount: Units,
    },
    /// ESCROW to PURSE or POT; `own_will` if the player took it back.
    Returned {
        item: usize,
        payer: Payer,
        to: Payer,
        amount: Units,
        own_will: bool,
    },
    /// ESCROW to SPENT.
    Bought {
        item: usize,
    },
    /// SPENT to ESCROW, from where it is returned.
    Unbought {
        item: usize,
    },
    Closed {
        item: usize,
        cause: Cause,
    },
    Reopened {
        item: usize,
        cause: Cause,
    },
    Given {
        from: Payer,
        to: Payer,
        amount: Units,
    },
    MeasureProposed {
        measure: usize,
        by: u32,
    },
    MeasureDropped {
        measure: usize,
    },
    MeasurePassed {
        measure: usize,
    },
    MeasureRepealed {
        measure: usize,
    },
    /// The table is asked to agree.
    Asked {
        matter: Matter,
        list: Vec<usize>,
    },
    Voted {
        matter: Matter,
        seat: u32,
        vote: Vote,
    },
    VoteRevoked {
        matter: Matter,
        seat: u32,
    },
    Settled {
        matter: Matter,
        outcome: Outcome,
    },
    QuestionAsked {
        topic: String,
        text: String,
        item: Option<usize>,
        seat: u32,
    },
    QuestionAnswered {
        question: usize,
        text: String,
    },
    AmendProposed {
        item: usize,
        text: String,
        delta_price: Units,
        seat: u32,
    },
    AmendPriced {
        amend: usize,
        price: Units,
    },
    Amended {
        amend: usize,
    },
    WriteInProposed {
        title: String,
        text: String,
        seat: u32,
    },
    WriteInPriced {
        write_in: usize,
        price: Units,
    },
    WriteInAdded {
        write_in: usize,
    },
    Merged {
        item: usize,
        into: String,
    },
    Repriced {
        item: usize,
        price: Units,
    },
    TurnPassed {
        seat: u32,
    },
    Ready {
        seat: u32,
    },
    Noted {
        note: Note,
    },
    IdeaSubmitted {
        title: String,
        fields: BTreeMap<String, String>,
        range: Option<String>,
    },
    Pitched {
        idea: usize,
    },
    BallotOpened {
        ideas: Vec<String>,
    },
    IdeaVoted {
        idea: usize,
        seat: u32,
        thumb: Thumb,
    },
    Ranked {
        list: Vec<usize>,
    },
    CardDrawn {
        card: usize,
    },
    SheetRecorded {
        players: u32,
        total: Units,
    },
    /// Money on an item that was not bought, as the table closes.
    PartialBid {
        item: usize,
        amount: Units,
    },
    /// All money should have been spent.
    Incomplete {
        left: Units,
    },
    /// Nothing that counts changes any more. The list is the table's final order.
    Sealed {
        list: Vec<usize>,
        hash: String,
    },
    SurveyAnswered {
        answers: BTreeMap<String, String>,
    },
}
