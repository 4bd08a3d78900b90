//! The rule file: everything in which one city's game differs from another's, as typed data.
//!
//! `presets/README.md` of this crate documents every key. [`read`] turns a file into [`Rules`] or lists every mistake
//! in it; [`lint`] finds what is valid and would still spoil an evening. Rules do not change once an event has
//! started: their [`hash`](Rules::hash) stands in the log and on every printed sheet.

mod check;
mod content;
mod hash;
mod lint;
mod mistake;
mod presets;
mod read;
mod section;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Units;
use super::split::{self, Split};

pub(in crate::game) use hash::hash_of;
pub(in crate::game) use lint::list_cost;

pub use content::{Content, Item, Measure, PriceScale, Pricing, ProjectItem, Sample, WriteIn};
pub use lint::{Spoiler, lint};
pub use mistake::{Mistake, MistakeKind};
pub use presets::{PRESETS, Preset, preset};
pub use read::read;
pub use words::*;

/// The `format` every rule file of this version states.
pub const FORMAT: &str = "budget-game-rules/1";

/// One game, whole. Field names are the keys of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rules {
    pub format: &'static str,
    pub ranking: Ranking,
    pub meta: Meta,
    pub money: Currency,
    pub event: Hall,
    pub content: Content,
    pub resources: Resources,
    pub policies: Policies,
    /// In playing order, at least one.
    pub phases: Vec<Phase>,
    /// The event cards.
    pub events: Vec<Card>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub personas: Option<Personas>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ideation: Option<Ideation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub campaign: Option<Campaign>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballot: Option<Ballot>,
    pub aggregate: AggregateRules,
    pub report: ReportRules,
}

/// Which game this is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    pub id: String,
    pub version: u32,
    pub title: String,
    /// Language of the texts in the file.
    pub locale: String,
}

/// The game's own currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Currency {
    pub name: String,
    /// The smallest amount that moves: payments are whole multiples of it, unless they empty a purse or cover a price.
    pub unit: Units,
    /// What one unit stands for, in whole units of the real currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub real_per_unit: Option<i64>,
    /// Notes in the paper kit, the largest first. Equal splits pay whole multiples of the smallest.
    pub denominations: Vec<Units>,
    /// If absent as [`Remainder::SeatsInOrder`]; lint asks for it where it matters.
    #[serde(serialize_with = "in_force")]
    pub remainder: Option<Remainder>,
}

fn in_force<S: serde::Serializer>(
    remainder: &Option<Remainder>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    remainder.unwrap_or(Remainder::SeatsInOrder).serialize(serializer)
}

impl Currency {
    /// The smallest amount an equal split can pay.
    pub fn split_step(&self) -> Units {
        self.denominations.iter().copied().min().unwrap_or(self.unit)
    }

    /// An amount shared equally over so many seats.
    pub fn split(&self, amount: Units, seats: usize) -> Split {
        let remainder = self.remainder.unwrap_or(Remainder::SeatsInOrder);
        split::equally(amount, seats, self.split_step(), remainder)
    }
}

/// A least and a greatest number, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    pub min: u32,
    pub max: u32,
}

/// The hall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hall {
    pub seating: Seating,
    /// What balanced seating spreads: names of questions asked at the door.
    pub strata: Vec<String>,
    pub clock: ClockOf,
    pub tables: Span,
    /// Players at one table.
    pub seats: Span,
    pub staff: Staff,
}

/// Who helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Staff {
    pub hosts: u32,
    pub facilitator: Need,
    pub observer: Need,
    /// Topics that have an expert in the room.
    pub experts: Vec<String>,
}

/// Where money comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resources {
    /// Whether players first bid alone: bids stay hidden until `reveal`.
    pub blind_first: bool,
    pub grant: Grant,
    /// The purses of every seat, at least one. The first takes the money of measures and cards.
    pub purses: Vec<Purse>,
}

/// The money dealt at the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grant {
    pub basis: Basis,
    /// Game units, or per cent where the basis is `percent_of_list`.
    pub amount: Units,
    /// Other amounts for single tables (San José 2014).
    pub scenarios: BTreeMap<String, Units>,
}

impl Grant {
    /// The amount for this table.
    pub fn amount_for(&self, table: &str) -> Units {
        self.scenarios.get(table).copied().unwrap_or(self.amount)
    }
}

/// One kind of money in a player's hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Purse {
    pub id: String,
    /// Its part of the player's grant, in relation to the other purses.
    pub share: u32,
    /// It pays only items with one of these `purse_tags`; empty: any item.
    pub spend_on: Vec<String>,
}

impl Purse {
    /// Whether it may pay an item with these tags.
    pub fn pays(&self, tags: &[String]) -> bool {
        self.spend_on.is_empty() || self.spend_on.iter().any(|tag| tags.contains(tag))
    }
}

/// What is allowed at a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Policies {
    pub withdraw: Withdraw,
    pub unbuy: Unbuy,
    pub transfer: Transfer,
    pub spend_all: SpendAll,
    pub amend: Amend,
    pub purchase: Purchase,
    pub consent: Consent,
    pub visibility: Visibility,
    pub expert: Expert,
    pub leave: Leave,
    pub late_join: LateJoin,
}

/// How items are bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Purchase {
    pub threshold: Threshold,
    pub trigger: Trigger,
    pub overfund: Overfund,
    /// Players who must share in a purchase.
    pub min_contributors: u32,
    /// The most one player may pay of a price, in per cent.
    pub max_share_per_player: u32,
    /// The most one player may put on an item, in units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_per_player: Option<Units>,
    pub partial_at_close: PartialAtClose,
}

/// What a table must agree on, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Consent {
    pub on: Vec<ConsentOn>,
    /// Whether the others see who said what.
    pub secret: bool,
    #[serde(flatten)]
    pub rule: ConsentRule,
}

impl Consent {
    /// Whether the table must agree on this.
    pub fn needed(&self, on: ConsentOn) -> bool {
        self.on.contains(&on)
    }
}

/// When a table agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ConsentRule {
    pub rule: Agreement,
    /// Yes votes needed by `k_of_n`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub k: Option<u32>,
    pub abstain: Abstain,
}

/// Who sees what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Visibility {
    pub bids: BidsVisible,
    pub other_tables: OthersVisible,
}

/// Questions to experts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expert {
    /// Questions a table may ask; without a limit if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    pub share_answers: ShareAnswers,
}

/// When a player leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leave {
    pub purse: LeaverPurse,
    /// Whether open votes are counted again without the seat.
    pub recount: bool,
}

/// When a player comes after the deal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LateJoin {
    pub grant: LateGrant,
    /// The last phase in which seats are still given; any if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_phase: Option<String>,
}

/// A stretch of the evening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phase {
    pub id: String,
    pub scope: Scope,
    pub allow: Vec<Permit>,
    /// Planned length; 0: open.
    pub seconds: u32,
    pub end: PhaseEnd,
    /// Seconds before the end at which players are told.
    pub warn_at: Vec<u32>,
}

impl Phase {
    /// Whether players may do this now.
    pub fn permits(&self, permit: Permit) -> bool {
        self.allow.iter().any(|&allowed| allowed == permit || allowed == Permit::Everything)
    }

    /// Whether anything that counts can still happen in it.
    pub fn is_play(&self) -> bool {
        self.allow.iter().any(|allowed| !matches!(allowed, Permit::Note | Permit::AnswerSurvey))
    }
}

/// An event card: something happens to the city in the middle of the game.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    pub id: String,
    /// What players are told.
    pub text: String,
    pub at: CardAt,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Seconds into the phase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<u32>,
    pub scope: CardScope,
    #[serde(flatten)]
    pub effect: Effect,
}

/// What an event card does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// New prices for items not yet bought: `percent` of the old, rounded up to whole units. No items: all of them.
    Price { percent: u32, items: Vec<String> },
    /// So much to every seat; below zero, so much from every seat, as far as its purses reach.
    Grant { amount: Units },
    /// Items laid open that were locked.
    Unlock { items: Vec<String> },
    /// Items that can no longer be bought.
    Block { items: Vec<String> },
    /// Something to know.
    Info,
}

/// Persona cards (Empaville).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Personas {
    pub assign: AssignPersona,
    /// Whether a player keeps the card to oneself.
    pub secret: bool,
    pub deck: Vec<String>,
}

/// Tables propose the items themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ideation {
    pub max_per_table: u32,
    /// What an idea must describe besides its title.
    pub fields: Vec<String>,
    /// The budget ranges to choose from; none if empty.
    pub ranges: Vec<String>,
}

/// Tables present their ideas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Campaign {
    pub pitch_seconds: u32,
}

/// Everyone votes on ideas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ballot {
    pub scope: BallotScope,
    /// Votes for.
    pub up: u32,
    /// Votes against.
    pub down: u32,
    pub own_table: OwnTable,
}

/// From tables to the event's result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AggregateRules {
    pub primary: Method,
    pub unranked: Unranked,
    /// What orders items that the primary figure leaves equal.
    pub order_ties: Vec<Method>,
    pub select: Select,
}

/// How the order becomes a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Select {
    /// The order is the result.
    Ranking,
    /// The first `k`.
    Top { k: u32 },
    /// Down the order, whatever the budget still covers.
    Greedy { budget: Units },
    /// What reaches a primary figure of `k`.
    MinCount { k: u32 },
}

/// What the report tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportRules {
    pub per_item: bool,
    pub per_measure: bool,
    pub per_table: bool,
    pub per_event: bool,
    /// The survey asked at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub survey: Option<String>,
    pub quotes: Quotes,
}

impl Rules {
    /// The place of a phase in the evening.
    pub fn phase_place(&self, id: &str) -> Option<usize> {
        self.phases.iter().position(|phase| phase.id == id)
    }

    /// The phase whose end closes the tables: the last in which anything that counts can happen.
    pub fn closing_phase(&self) -> usize {
        self.phases.iter().rposition(Phase::is_play).unwrap_or(0)
    }
}
