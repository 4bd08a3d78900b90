//! A draw that anybody can repeat with a tool for SHA-256.
//!
//! 1. The list of projects is fixed: their ids in the order of their bytes, each once. Its *commitment* is the SHA-256 of
//!    these ids, a line feed after each. The commitment is published **before** the seed can be known. Whoever knew the
//!    seed could otherwise change the list, or which projects stand on it, until the draw favoured somebody; and whoever
//!    chose the seed after seeing what it gives could try many.
//! 2. The *seed* is a line of text that nobody controls and everybody can look up, named in advance: the numbers of a
//!    lottery on a day to come, the hash of a block not yet found.
//! 3. For counters 0, 1, 2, … the SHA-256 of the text `seed`, line feed, `commitment`, line feed, `counter` is taken. Its
//!    first 8 hexadecimal digits are a number below 2³². With `range` projects still on the list the number is used if it
//!    is below the largest multiple of `range` that does not exceed 2³², and the project at place `number mod range`,
//!    from 0, is drawn and struck off; otherwise it is passed over, since it would favour the places at the beginning.
//!    The one that stays to the end is last.
//!
//! Step 3 is the shuffle as R. A. Fisher and F. Yates first described it (*Statistical Tables*, 1938, example 12), with
//! every order equally likely. By hand: `printf '%s\n%s\n%s' "$seed" "$commitment" 0 | sha256sum`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::TieOrder;

/// A draw and everything needed to repeat it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The ids drawn from, in the order of their bytes.
    pub list: Vec<String>,
    /// SHA-256 of the list, in lower-case hexadecimal digits.
    pub commitment: String,
    /// The public text that decided.
    pub seed: String,
    /// Every hash taken, in order.
    pub steps: Vec<DrawStep>,
    /// The ids as drawn: in a tie the earlier one wins.
    pub order: Vec<String>,
}

/// One hash of a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawStep {
    pub counter: u64,
    /// SHA-256 of seed, commitment and counter, in lower-case hexadecimal digits.
    pub hash: String,
    /// How many projects were still on the list.
    pub range: u32,
    /// The place drawn among these, from 0; none where the number was passed over.
    pub picked: Option<u32>,
    /// The id at this place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// Why a list cannot be drawn from, or a recorded order cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    #[error("{0:?} is not one trimmed line of text")]
    NotALine(String),
    #[error("project {0} is on the list twice")]
    Repeated(String),
    #[error("there is no project {id} in this vote (line {line})")]
    Unknown { id: String, line: usize },
    #[error("{0} projects are too many to draw")]
    TooMany(usize),
}

impl DrawError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotALine(_) => "draw-not-a-line",
            Self::Repeated(_) => "draw-repeated",
            Self::Unknown { .. } => "draw-unknown",
            Self::TooMany(_) => "draw-too-many",
        }
    }
}

/// Where a recorded draw is not what its seed gives.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawFault {
    #[error("the draw cannot be repeated: {0}")]
    Invalid(#[from] DrawError),
    #[error("the list is not in the order of its bytes")]
    List,
    #[error("the commitment is not that of the list; it should be {0}")]
    Commitment(String),
    #[error("step {0} is not what the seed gives")]
    Step(usize),
    #[error("the recorded order is not what the steps give")]
    Order,
}

impl DrawFault {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Invalid(error) => error.code(),
            Self::List => "draw-list",
            Self::Commitment(_) => "draw-commitment",
            Self::Step(_) => "draw-step",
            Self::Order => "draw-order",
        }
    }
}

/// The list in its one order, and the commitment to publish before the seed is known.
///
/// # Errors
/// Ids that are repeated, empty, or not one trimmed line.
pub fn commit(ids: &[&str]) -> Result<(Vec<String>, String), DrawError> {
    let mut list: Vec<String> = ids.iter().map(|&id| id.to_owned()).collect();
    list.sort_unstable();
    let lines = list.iter().find(|id| !is_line(id));
    if let Some(id) = lines {
        return Err(DrawError::NotALine(id.clone()));
    }
    if let Some(pair) = list.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(DrawError::Repeated(pair[0].clone()));
    }
    let mut hash = Sha256::new();
    for id in &list {
        hash.update(id);
        hash.update("\n");
    }
    let commitment = hex(&hash.finalize());
    Ok((list, commitment))
}

impl Draw {
    /// Draws the order of these projects from a seed.
    ///
    /// # Errors
    /// As [`commit`]; a seed that is not one trimmed line of text.
    pub fn new(ids: &[&str], seed: &str) -> Result<Self, DrawError> {
        let (list, commitment) = commit(ids)?;
        if !is_line(seed) {
            return Err(DrawError::NotALine(seed.to_owned()));
        }
        let mut range = u32::try_from(list.len()).map_err(|_| DrawError::TooMany(list.len()))?;
        let mut rest = list.clone();
        let (mut steps, mut order) = (Vec::new(), Vec::with_capacity(rest.len()));
        let mut counter = 0;
        while range > 1 {
            let hash = Sha256::digest(format!("{seed}\n{commitment}\n{counter}"));
            let picked = place([hash[0], hash[1], hash[2], hash[3]], range);
            let id = picked.map(|place| rest.remove(place as usize));
            order.extend(id.clone());
            steps.push(DrawStep { counter, hash: hex(&hash), range, picked, id });
            range -= u32::from(picked.is_some());
            counter += 1;
        }
        order.append(&mut rest);
        Ok(Self { list, commitment, seed: seed.to_owned(), steps, order })
    }

    /// Repeats the draw from its list and seed and compares all that is recorded.
    ///
    /// # Errors
    /// The first thing that differs.
    pub fn verify(&self) -> Result<(), DrawFault> {
        let ids: Vec<&str> = self.list.iter().map(String::as_str).collect();
        let again = Self::new(&ids, &self.seed)?;
        if again.list != self.list {
            return Err(DrawFault::List);
        }
        if again.commitment != self.commitment {
            return Err(DrawFault::Commitment(again.commitment));
        }
        let differ = |step: &usize| again.steps.get(*step) != self.steps.get(*step);
        if let Some(step) = (0..again.steps.len().max(self.steps.len())).find(differ) {
            return Err(DrawFault::Step(step));
        }
        match again.order == self.order {
            true => Ok(()),
            false => Err(DrawFault::Order),
        }
    }

    /// The drawn order for projects with these ids by index.
    ///
    /// # Errors
    /// Ids on the list that no project has.
    pub fn ties(&self, ids: &[&str]) -> Result<TieOrder, DrawError> {
        let lines = self.order.iter().map(String::as_str).enumerate();
        Ok(TieOrder::Drawn { order: indices(lines, ids)? })
    }

    /// The order as [`read_draw`] reads it, with the evidence as comments.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "# commitment {}\n# seed {}", self.commitment, self.seed);
        for step in &self.steps {
            let DrawStep { counter, hash, range, .. } = step;
            let _ = match step.picked {
                Some(place) => writeln!(text, "# {counter} {hash} of {range}: {place}"),
                None => writeln!(text, "# {counter} {hash} of {range}: passed over"),
            };
        }
        text + &write_draw(&self.order)
    }
}

/// Reads a recorded draw: ids, one a line, the first wins. Lines beginning with `#` are comments, unless all of the line
/// is an id; empty lines, a byte order mark and spaces around are ignored.
///
/// # Errors
/// Ids that no project has, or that stand there twice.
pub fn read_draw(text: &str, ids: &[&str]) -> Result<TieOrder, DrawError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().map(str::trim).enumerate();
    let lines = lines.filter(|(_, line)| !line.is_empty());
    let lines = lines.filter(|(_, line)| !line.starts_with('#') || ids.contains(line));
    Ok(TieOrder::Drawn { order: indices(lines, ids)? })
}

/// Writes ids as [`read_draw`] reads them.
pub fn write_draw<S: AsRef<str>>(order: &[S]) -> String {
    order.iter().flat_map(|id| [id.as_ref(), "\n"]).collect()
}

fn indices<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    ids: &[&str],
) -> Result<Vec<u32>, DrawError> {
    let known: BTreeMap<&str, u32> = ids.iter().copied().zip(0..).collect();
    let mut met = vec![false; ids.len()];
    lines
        .map(|(line, id)| {
            let unknown = || DrawError::Unknown { id: id.to_owned(), line: line + 1 };
            let project = *known.get(id).ok_or_else(unknown)?;
            match std::mem::replace(&mut met[project as usize], true) {
                true => Err(DrawError::Repeated(id.to_owned())),
                false => Ok(project),
            }
        })
        .collect()
}

/// The place that a hash picks; none if it would favour some places.
fn place(first: [u8; 4], range: u32) -> Option<u32> {
    let number = u32::from_be_bytes(first);
    let usable = (1_u64 << 32) / u64::from(range) * u64::from(range);
    (u64::from(number) < usable).then_some(number % range)
}

fn is_line(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.contains(['\n', '\r'])
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_favour_the_beginning_are_passed_over() {
        assert_eq!(place([0, 0, 0, 7], 3), Some(1));
        // 2³² = 3 · 1 431 655 765 + 1: only the last number is left over.
        assert_eq!(place([0xff, 0xff, 0xff, 0xfe], 3), Some(2));
        assert_eq!(place([0xff; 4], 3), None);
        assert_eq!(place([0xff; 4], 4), Some(3));
        assert_eq!(place([0x80, 0, 0, 1], 0x8000_0001), None);
    }

    /// The hashes are those of `sha256sum`.
    #[test]
    fn a_draw_can_be_repeated_by_hand() {
        let draw = Draw::new(&["9", "10", "b"], "2026-11-22 Lotto 3 14 15 26 35 49");
        let draw = draw.expect("a list and a seed");
        assert_eq!(draw.list, ["10", "9", "b"]);
        assert_eq!(
            draw.commitment,
            "196f4ad0417f45cc918fe574485d762dc67cb526304059ea65f42ea5d31f6a4a"
        );
        assert_eq!(
            draw.steps[0].hash,
            "77c13c4af7d779fe086b413961e10e6958162b3e7d97268893dcc5207ea70124"
        );
        assert_eq!(draw.steps.len(), 2);
        assert_eq!(draw.order, ["b", "9", "10"]);
        assert_eq!(draw.verify(), Ok(()));
    }
}
