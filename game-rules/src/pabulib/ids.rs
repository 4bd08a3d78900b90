//! Ids of projects, found fast, and ids of voters, found twice.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, DefaultHasher};

use super::{Ballots, Project};

/// Fixed keys, unlike those of the default: reading the same bytes twice does exactly the same.
pub(super) type Hasher = BuildHasherDefault<DefaultHasher>;

/// Project ids to indices. Most ids are short enough to be compared as one number: these are looked up in one slot of
/// `front`, or, where two share a slot, in a sorted list. No choice of ids makes that slow, as it would a plain hash.
pub(super) struct Ids {
    front: Vec<(u64, u32)>,
    short: Vec<(u64, u32)>,
    long: HashMap<String, u32, Hasher>,
}

impl Ids {
    const SLOTS: usize = 1024;
    /// No packed id is this.
    const EMPTY: u64 = u64::MAX;

    pub fn of(projects: &[Project]) -> Self {
        let mut ids = Self {
            front: vec![(Self::EMPTY, 0); Self::SLOTS],
            short: Vec::new(),
            long: HashMap::default(),
        };
        for (index, Project { id, .. }) in (0..).zip(projects) {
            match packed(id) {
                Some(number) => {
                    ids.front[slot(number)] = (number, index);
                    ids.short.push((number, index));
                }
                None => {
                    ids.long.insert(id.clone(), index);
                }
            }
        }
        ids.short.sort_unstable();
        ids
    }

    pub fn get(&self, id: &str) -> Option<u32> {
        let Some(wanted) = packed(id) else {
            return self.long.get(id).copied();
        };
        let (number, index) = self.front[slot(wanted)];
        if number == wanted {
            return Some(index);
        }
        let place = self.short.partition_point(|&(number, _)| number < wanted);
        self.short.get(place).filter(|(number, _)| *number == wanted).map(|&(_, index)| index)
    }
}

/// A text of up to seven bytes as one number, different for each.
fn packed(text: &str) -> Option<u64> {
    let length = text.len();
    let number = text.bytes().fold(length as u64, |number, byte| number << 8 | u64::from(byte));
    (length < 8).then_some(number)
}

/// The upper ten bits of a multiplicative hash.
fn slot(number: u64) -> usize {
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize
}

/// Finds voters that appear twice. Those numbered upwards, as in most files, are different without comparing them all.
#[derive(Default)]
pub(super) struct Voters {
    places: Vec<usize>,
    last: Option<u32>,
    unordered: bool,
}

impl Voters {
    pub fn expecting(ballots: usize) -> Self {
        Self { places: Vec::with_capacity(ballots), ..Self::default() }
    }

    pub fn note(&mut self, id: &str, place: usize) {
        let number = short_number(id);
        self.unordered |= number <= self.last;
        self.last = number;
        self.places.push(place);
    }

    /// Places and ids of repetitions.
    pub fn repeated<'b>(&self, ballots: &'b Ballots) -> Vec<(usize, &'b str)> {
        if !self.unordered {
            return Vec::new();
        }
        let mut known: HashSet<&str, Hasher> = HashSet::default();
        known.reserve(ballots.len());
        let voters = self.places.iter().copied().zip(ballots.iter().map(|ballot| ballot.voter_id));
        voters.filter(|(_, id)| !id.is_empty() && !known.insert(id)).collect()
    }
}

/// The number a text is in its only form: `7`, not `07`.
pub(super) fn short_number(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > 9 || (bytes[0] == b'0' && bytes.len() > 1) {
        return None;
    }
    bytes.iter().try_fold(0, |number: u32, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_found_and_no_other() {
        let name = |number: usize| format!("{number}{}", ["", "x", "/długi id"][number % 3]);
        let projects: Vec<_> =
            (0..5000).map(|number| Project { id: name(number), ..Project::default() }).collect();
        let ids = Ids::of(&projects);
        for (index, project) in projects.iter().enumerate() {
            assert_eq!(ids.get(&project.id), Some(index as u32));
        }
        for id in ["", "0x", "5001", "01", "1X", "1x\0"] {
            assert_eq!(ids.get(id), None, "{id}");
        }
    }
}
