//! The `.pb` format of Pabulib (pabulib.org/format), in which cities publish participatory-budget elections:
//! three sections of `;`-separated rows, META, PROJECTS and VOTES.
//!
//! Files are read with all the liberties found in the published library and written in one strict form. What a file
//! says about voters other than their choices and the way of voting (age, sex, home) is checked and forgotten. What is
//! wrong with a file is a [`Fault`]; what is only odd, or would be refused by Pabulib's own checker, a [`Warning`].

mod fault;
mod ids;
mod lint;
mod meta;
mod read;
mod rows;
mod write;

use crate::ballot::{Mark, Rules};
use crate::money::Money;

pub use fault::{Fault, FaultKind, Section};
pub use lint::{Warning, WarningKind, lint};
pub use meta::Meta;
pub use read::read;
pub use write::{VoteColumns, WriteError, Writer, write};

/// A project priced at exactly this, 999 999 999, was withdrawn after the vote began and cannot win.
pub const WITHDRAWN_COST: Money = Money::from_minor(99_999_999_900);

/// One election: one pool of money and its ballots.
#[derive(Clone, Debug, PartialEq)]
pub struct Election {
    /// The META section.
    pub meta: Meta,
    /// The `budget` of the META section.
    pub budget: Money,
    /// What the META section says of valid ballots. Published ballots do not always keep to it.
    pub rules: Rules,
    /// In the order of the file, which breaks ties when nothing else is known.
    pub projects: Vec<Project>,
    /// In the order of the file.
    pub ballots: Ballots,
}

/// One row of the PROJECTS section. Columns that are empty in the file are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Unique in the file, any text without commas: `L18/06/XI`, `007`.
    pub id: String,
    pub cost: Money,
    /// Empty where the file gives no names.
    pub name: String,
    /// Number of ballots naming the project, as the file states it.
    pub votes: Option<u64>,
    /// Points, or worth of places, as the file states it.
    pub score: Option<i64>,
    /// 0 lost, 1 won, 2 and 3 funded otherwise (see the file's `comment`).
    pub selected: Option<u8>,
    pub category: Option<String>,
    /// The column `beneficiaries`, called `target` until April 2026.
    pub beneficiaries: Option<String>,
    /// Degrees, as written: no arithmetic is done on them here.
    pub latitude: Option<String>,
    pub longitude: Option<String>,
    /// All other columns with their values, in the order of the file.
    pub other: Vec<(String, String)>,
}

impl Project {
    /// Whether the cost is the sign of a withdrawn project.
    pub fn is_withdrawn(&self) -> bool {
        self.cost == WITHDRAWN_COST
    }
}

/// All ballots of an election, kept in a few flat arrays.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ballots {
    marks: Vec<Mark>,
    mark_ends: Vec<usize>,
    voters: String,
    voter_ends: Vec<usize>,
    methods: String,
    /// Stays empty while no ballot has a method.
    method_ends: Vec<usize>,
}

/// One ballot as it stands in the file; a project named twice appears twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotRef<'a> {
    /// Unique in the file; in published files it is no one's real number.
    pub voter_id: &'a str,
    /// In the voter's order.
    pub marks: &'a [Mark],
    /// How the ballot was cast: `internet` or `paper`.
    pub method: Option<&'a str>,
}

impl Ballots {
    /// Adds a ballot after the others. An empty method is none.
    pub fn push(&mut self, voter_id: &str, marks: &[Mark], method: Option<&str>) {
        let method = method.unwrap_or_default();
        if !method.is_empty() || !self.method_ends.is_empty() {
            self.method_ends.resize(self.len(), self.methods.len());
            self.methods.push_str(method);
            self.method_ends.push(self.methods.len());
        }
        self.marks.extend_from_slice(marks);
        self.mark_ends.push(self.marks.len());
        self.voters.push_str(voter_id);
        self.voter_ends.push(self.voters.len());
    }

    /// Makes room for so many ballots, with so many marks more than one on each.
    fn reserve(&mut self, ballots: usize, marks: usize) {
        self.marks.reserve(ballots.saturating_add(marks));
        self.mark_ends.reserve(ballots);
        self.voter_ends.reserve(ballots);
        self.voters.reserve(ballots.saturating_mul(6));
    }

    /// Number of ballots.
    pub fn len(&self) -> usize {
        self.mark_ends.len()
    }

    /// Whether there are no ballots.
    pub fn is_empty(&self) -> bool {
        self.mark_ends.is_empty()
    }

    /// The ballot of this number, from 0.
    pub fn get(&self, ballot: usize) -> Option<BallotRef<'_>> {
        let method = span(&self.method_ends, ballot).and_then(|span| self.methods.get(span));
        Some(BallotRef {
            voter_id: self.voters.get(span(&self.voter_ends, ballot)?)?,
            marks: self.marks.get(span(&self.mark_ends, ballot)?)?,
            method: method.filter(|method| !method.is_empty()),
        })
    }

    /// The ballots in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = BallotRef<'_>> {
        let (mut mark, mut voter, mut method) = (0, 0, 0);
        self.mark_ends.iter().zip(&self.voter_ends).enumerate().map(
            move |(ballot, (&mark_end, &voter_end))| {
                let method_end = self.method_ends.get(ballot).copied().unwrap_or(method);
                let ballot = BallotRef {
                    voter_id: self.voters.get(voter..voter_end).unwrap_or_default(),
                    marks: self.marks.get(mark..mark_end).unwrap_or_default(),
                    method: self
                        .methods
                        .get(method..method_end)
                        .filter(|method| !method.is_empty()),
                };
                (mark, voter, method) = (mark_end, voter_end, method_end);
                ballot
            },
        )
    }

    /// Number of marks on all ballots together.
    pub fn marks(&self) -> usize {
        self.marks.len()
    }
}

/// Where one ballot's part lies, given where every part ends.
fn span(ends: &[usize], ballot: usize) -> Option<std::ops::Range<usize>> {
    let start = match ballot {
        0 => 0,
        _ => *ends.get(ballot - 1)?,
    };
    Some(start..*ends.get(ballot)?)
}
