//! What somebody asks for at a table. A log is one [`Command`] a line, as JSON, in the order in which they were decided:
//!
//! ```json
//! {"id":"c-17","table":"T1","actor":{"seat":2},"at":181000,"act":{"place":{"item":"library","amount":50}}}
//! {"id":"c-18","table":"T1","actor":{"seat":1},"at":183500,"act":{"consent":{"on":{"measure":"helicopter"},"vote":"yes"}}}
//! {"id":"c-19","table":"T1","actor":"host","at":190000,"act":"end_phase"}
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Units;
use super::rules::Permit;

/// One request, one line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Chosen by the sender, new for every attempt; the same id a second time has no effect.
    pub id: String,
    /// The table it concerns. What concerns all tables is sent to each.
    pub table: String,
    pub actor: Actor,
    /// When the server received it, in milliseconds since any fixed moment. A table's clock never runs backwards: an
    /// earlier time counts as the time of the command before.
    pub at: u64,
    /// The sender's own counter. A seat's command is refused if a later one of that seat was already accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// The phase the sender saw; refused if another one is running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Whether it was played on paper and entered afterwards.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paper: bool,
    pub act: Act,
}

/// Who asks. Whether that person is who they say is for the caller to know.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    Host,
    Facilitator,
    Observer,
    /// An expert on this topic.
    Expert(String),
    /// The player on this seat, from 1.
    Seat(u32),
    /// The clock, or a hall that seats people by itself.
    System,
}

/// A vote on what the table is asked to agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vote {
    Yes,
    No,
    Abstain,
}

/// A vote on an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thumb {
    Up,
    Down,
}

/// What the table is asked to agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Measure(String),
    Purchase(String),
    /// Undoing a purchase.
    Unbuy(String),
    /// The table's own ranking.
    List,
    /// A change of an item, by its number.
    Amend(u32),
    /// An item of the table's own, by its number.
    WriteIn(u32),
}

/// What an expert or facilitator states a price for, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priced {
    Amend(u32),
    WriteIn(u32),
}

/// What is written down at a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub kind: NoteKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<NoteTag>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    pub text: String,
    /// Whether the person agreed to be quoted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quotable: bool,
}

/// What a note is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    #[default]
    Reason,
    Quote,
    Dynamic,
    ItemChange,
    Question,
}

/// The observer's one-tap tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteTag {
    For,
    Against,
    ChangedMind,
    FirstMover,
    Coalition,
    BlockedBecause,
    Question,
    ExpertSaid,
    ChangeWanted,
    MissingItem,
    OffTopic,
}

/// A paper table's closing sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Players at the table when money was dealt.
    pub players: u32,
    /// Measures that passed.
    #[serde(default)]
    pub measures: Vec<String>,
    /// What was bought, in order.
    pub bought: Vec<SheetLine>,
    /// Money on items that were not bought.
    #[serde(default)]
    pub partial: Vec<SheetLine>,
    /// Money spent, as the sheet adds it up.
    pub spent: Units,
    /// Money left in purses and pot, counted.
    pub left: Units,
}

/// One line of a closing sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetLine {
    pub item: String,
    pub amount: Units,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Lays the table. `rules` is the hash of the rules it is played by; `items` what this table is shown, in order.
    OpenEvent {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rules: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        items: Option<Vec<String>>,
    },
    StartPhase {
        phase: String,
    },
    /// More time for the running phase, in seconds.
    Extend {
        seconds: u32,
    },
    Pause,
    Resume,
    /// Ends the running phase; the last one that counts closes the table.
    EndPhase,
    /// Somebody sits down. Seats are numbered from 1 in the order of sitting down.
    Seat {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alias: Option<String>,
        /// The group a person came with, for the report.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cohort: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        persona: Option<String>,
    },
    /// Leaves for another table, where a `seat` follows.
    Move {
        seat: u32,
        to: String,
    },
    Leave {
        seat: u32,
    },
    /// Hands out the money.
    Deal,
    /// Money on an item. Without a purse: the first that may pay it. `pot`: from the common pot.
    Place {
        item: String,
        amount: Units,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purse: Option<String>,
    },
    TakeBack {
        item: String,
        amount: Units,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purse: Option<String>,
    },
    ConfirmBuy {
        item: String,
    },
    Unbuy {
        item: String,
    },
    /// Brings the money on an open item to this amount, out of or into the player's own purse.
    SetLevel {
        item: String,
        amount: Units,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purse: Option<String>,
    },
    Gift {
        to: u32,
        amount: Units,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        purse: Option<String>,
    },
    ProposeMeasure {
        measure: String,
    },
    Drop {
        measure: String,
    },
    Consent {
        on: Subject,
        vote: Vote,
    },
    /// Takes one's vote back.
    Revoke {
        on: Subject,
    },
    Repeal {
        measure: String,
    },
    AskExpert {
        topic: String,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        item: Option<String>,
    },
    /// Answers the question with this number.
    Answer {
        question: u32,
        text: String,
    },
    /// Proposes to change an item; `delta_price` is what the player thinks it changes the price by.
    Amend {
        item: String,
        text: String,
        delta_price: Units,
    },
    WriteIn {
        title: String,
        text: String,
    },
    Price {
        of: Priced,
        price: Units,
    },
    /// A write-in is the same as one of another table: both count under this name over all tables.
    Merge {
        item: String,
        into: String,
    },
    PassTurn,
    Ready,
    Note(Note),
    /// Hidden bids become money on items.
    Reveal,
    SubmitIdea {
        title: String,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        fields: BTreeMap<String, String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        range: Option<String>,
    },
    /// The idea with this name was presented.
    Pitch {
        idea: String,
    },
    /// The ideas of all tables that are voted on here, by name.
    OpenBallot {
        ideas: Vec<String>,
    },
    Vote {
        idea: String,
        thumb: Thumb,
    },
    /// What was bought, the most important first.
    Rank {
        items: Vec<String>,
    },
    EventCard {
        card: String,
    },
    RecordSheet(Sheet),
    AnswerSurvey {
        answers: BTreeMap<String, String>,
    },
}

impl Act {
    /// What a phase must permit for it; nothing if it needs no permission.
    pub fn permit(&self) -> Option<Permit> {
        Some(match self {
            Self::Place { .. } => Permit::Place,
            Self::TakeBack { .. } => Permit::TakeBack,
            Self::ConfirmBuy { .. } => Permit::ConfirmBuy,
            Self::Unbuy { .. } => Permit::Unbuy,
            Self::SetLevel { .. } => Permit::SetLevel,
            Self::Gift { .. } => Permit::Gift,
            Self::ProposeMeasure { .. } => Permit::ProposeMeasure,
            Self::Drop { .. } => Permit::Drop,
            Self::Consent { .. } | Self::Revoke { .. } => Permit::Consent,
            Self::Repeal { .. } => Permit::Repeal,
            Self::AskExpert { .. } => Permit::AskExpert,
            Self::Amend { .. } => Permit::Amend,
            Self::WriteIn { .. } => Permit::WriteIn,
            Self::PassTurn => Permit::PassTurn,
            Self::Reveal => Permit::Reveal,
            Self::SubmitIdea { .. } => Permit::SubmitIdea,
            Self::Pitch { .. } => Permit::Pitch,
            Self::Vote { .. } => Permit::Vote,
            Self::Rank { .. } => Permit::Rank,
            _ => return None,
        })
    }
}
