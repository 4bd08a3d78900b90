//! From a log to the final state of its tables. The log has one [`Command`] a line, as JSON, in the order in which the
//! commands were decided; empty lines are skipped. Commands of several tables may stand in one log.
//!
//! A log of accepted commands replays to the tables it was written from. A command that is refused changes nothing here
//! either, and is reported. A second line with the same id is skipped, whatever became of the first, so that a log that
//! was sent twice counts once.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::audit::{Broken, audit};
use super::command::Command;
use super::refusal::Refusal;
use super::rules::Rules;
use super::table::{Stage, Summary, Table};

/// A line that is not a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct LogMistake {
    /// From 1.
    pub line: usize,
    pub message: String,
}

/// A command of the log that had no effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// From 1.
    pub line: usize,
    pub id: String,
    pub table: String,
    #[serde(flatten)]
    pub refusal: Refusal,
}

/// All tables of a log, as they ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Played {
    pub tables: BTreeMap<String, Table>,
    pub refused: Vec<Refused>,
}

/// The outcome of a replay as it is published; equal logs give equal bytes of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replay {
    /// The hash of the rules.
    pub rules: String,
    pub tables: Vec<Replayed>,
    pub refused: Vec<Refused>,
}

/// One table of a replay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replayed {
    #[serde(flatten)]
    pub summary: Summary,
    /// The hash the table was sealed with.
    pub seal: Option<String>,
    /// Broken invariants: none, unless the program is wrong.
    pub broken: Vec<Broken>,
}

/// Reads a log: commands with their lines.
///
/// # Errors
/// Every line that is not a command.
pub fn read_log(log: &str) -> Result<Vec<(usize, Command)>, Vec<LogMistake>> {
    let (mut commands, mut mistakes) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(log.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        match serde_json::from_str(text) {
            Ok(command) => commands.push((line, command)),
            Err(error) => mistakes.push(LogMistake { line, message: error.to_string() }),
        }
    }
    if mistakes.is_empty() { Ok(commands) } else { Err(mistakes) }
}

/// Plays commands, each with its line, from empty tables.
pub fn play(rules: &Rules, commands: &[(usize, Command)]) -> Played {
    let mut played = Played::default();
    let mut seen = HashSet::with_capacity(commands.len());
    for (line, command) in commands {
        if !seen.insert((&command.table, &command.id)) {
            continue;
        }
        if !played.tables.contains_key(&command.table) {
            played.tables.insert(command.table.clone(), Table::new(command.table.clone()));
        }
        let Some(table) = played.tables.get_mut(&command.table) else { continue };
        if let Err(refusal) = table.apply(rules, command) {
            let (id, table) = (command.id.clone(), command.table.clone());
            played.refused.push(Refused { line: *line, id, table, refusal });
        }
    }
    played
}

/// Replays a log and checks the invariants of every table.
///
/// # Errors
/// Every line that is not a command.
pub fn replay(rules: &Rules, log: &str) -> Result<Replay, Vec<LogMistake>> {
    let played = play(rules, &read_log(log)?);
    let opened = played.tables.values().filter(|table| table.stage() != Stage::Waiting);
    let tables = opened.map(|table| Replayed {
        summary: table.summary(rules),
        seal: table.seal().map(str::to_owned),
        broken: audit(rules, table),
    });
    Ok(Replay { rules: rules.hash(), tables: tables.collect(), refused: played.refused })
}
