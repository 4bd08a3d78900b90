//! What a bundle holds for one receipt.

use game_rules::ballot::{parse_receipt_code, receipt_code};
use game_rules::log::to_hex;
use serde::Serialize;

use super::super::contents::Contents;
use super::State;
use super::ballots::Pool;
use super::log::Known;

/// What was found for a receipt code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Found {
    /// With dashes; as it was given where it is no receipt code.
    pub code: String,
    pub in_log: bool,
    /// One a line.
    pub sentences: Vec<String>,
}

pub(super) fn find(
    contents: &Contents,
    pools: &[Pool],
    known: &Known,
    states: &[State],
    given: &str,
) -> Found {
    let code = match parse_receipt_code(given) {
        Ok(code) => code,
        Err(error) => {
            let sentences = vec![error.to_string()];
            return Found { code: given.to_owned(), in_log: false, sentences };
        }
    };
    let mut sentences = Vec::new();
    let mut in_log = false;
    for (place, leaf) in contents.leaves.iter().enumerate().skip(1) {
        if known.place(leaf) != Some(place) || receipt_code(leaf) != code {
            continue;
        }
        in_log = true;
        let hex = to_hex(leaf);
        let state = states.get(place).copied().unwrap_or(State::Unnamed);
        let words = match state {
            State::Opened => "it was counted".to_owned(),
            State::Superseded => "its voter replaced it by a later ballot".to_owned(),
            State::Excluded => "its voter was excluded, and it was not counted".to_owned(),
            State::Undisclosed => {
                let pool = contents.undisclosed.iter().find(|(_, known)| known == leaf);
                let pool = pool.map_or("", |(pool, _)| pool);
                format!("it was counted in pool {pool}, whose few ballots are not opened")
            }
            State::Unnamed | State::Rules => {
                "nothing in the bundle says what became of it".to_owned()
            }
        };
        sentences.push(format!("leaf {hex} stands at place {place} of the log; {words}"));
    }
    let plain = code.replace('-', "");
    for Pool { frozen, election, .. } in pools {
        let Some(election) = election else { continue };
        for ballot in election.ballots.iter().filter(|ballot| ballot.voter_id == plain) {
            let choices: Vec<String> = ballot
                .marks
                .iter()
                .filter_map(|mark| {
                    let project = election.projects.get(mark.project as usize)?;
                    Some(match frozen.ballot.kind.has_points() {
                        true => format!("{} ({} points)", project.id, mark.points),
                        false => project.id.clone(),
                    })
                })
                .collect();
            let choices = choices.join(", ");
            sentences.push(format!("the file of pool {} has under it: {choices}", frozen.code));
        }
    }
    if !in_log {
        sentences.push("the log has no leaf with this code".to_owned());
    }
    Found { code, in_log, sentences }
}
