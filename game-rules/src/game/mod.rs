//! The budget game: people at a table hold scarce money and must agree what it buys.
//!
//! Lublin's *Gra o Budżet*, the Budget Games of San José and their relatives are one machine: seats with purses, items
//! with prices, measures that create money by consent, a clock, many tables, and an aggregation over them. What differs
//! between cities is data, a rule file.
//!
//! - [`rules`]: the rule file, its mistakes, its presets.
//! - [`command`]: what people at a table ask for; one line of the log.
//! - [`event`]: what came of it, and [`refusal`]: why nothing did.
//! - [`ledger`]: where all money of a table is.
//! - [`table`]: one table, the fold of its events.
//! - [`audit`]: the invariants, computed anew from a table.
//! - [`replay`]: a log of commands becomes the final state of its tables.
//! - [`aggregate`]: from tables to the event's order and choice, by every method.
//! - [`report`]: what the organiser publishes, as data.
//! - [`bots`] and [`simulate`]: the evening before the evening, with voters drawn from real ballots.
//!
//! A table is driven by [`Table::apply`](table::Table::apply): a command becomes events or a refusal that changes
//! nothing. Time comes with commands, so a log replays to the same state anywhere. Amounts are whole game [`Units`].

pub mod aggregate;
pub mod audit;
pub mod bots;
pub mod command;
pub mod event;
pub mod ledger;
pub mod random;
pub mod ratio;
pub mod refusal;
pub mod replay;
pub mod report;
pub mod rules;
pub mod simulate;
pub mod split;
pub mod table;

/// An amount in whole units of the game's currency. Every amount that enters a game is at most [`MOST`], so that no
/// sum at a table overflows.
pub type Units = i64;

/// The largest amount in a rule file or a command.
pub const MOST: Units = 1_000_000_000_000;

/// The most players at a table.
pub const MOST_SEATS: u32 = 99;
