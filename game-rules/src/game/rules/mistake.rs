//! What can be wrong in a rule file, and how to mend it.

use std::fmt;

use super::super::MOST;

/// One mistake in a rule file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The name the file was read under.
    pub file: String,
    /// From 1.
    pub line: usize,
    pub kind: MistakeKind,
}

/// `lublin.toml:12: …`
impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.kind)
    }
}

/// What is wrong, with what a sentence needs. Keys are given as they stand: `policies.consent.k`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum MistakeKind {
    #[error("this is not TOML: {message}; correct the line")]
    Syntax { message: String },
    #[error("the key \u{201c}{key}\u{201d} is missing; add it with {expected}")]
    MissingKey { key: String, expected: String },
    #[error("there is no key \u{201c}{key}\u{201d}; {}", hint(.nearest))]
    UnknownKey { key: String, nearest: Option<&'static str> },
    #[error("\u{201c}{key}\u{201d} is {found}; write {expected}")]
    WrongType { key: String, found: &'static str, expected: String },
    #[error("\u{201c}{key}\u{201d} is {found}; write a whole number from {least} to {most}")]
    OutOfRange { key: String, found: String, least: i64, most: i64 },
    #[error("\u{201c}{key}\u{201d} is \u{201c}{found}\u{201d}; write one of: {allowed}")]
    UnknownWord { key: String, found: String, allowed: String },
    #[error("\u{201c}{key}\u{201d} is empty; write {expected}")]
    Empty { key: String, expected: &'static str },
    #[error(
        "\u{201c}{key}\u{201d} names the {what} \u{201c}{id}\u{201d}, which the file does not have; add it or name another"
    )]
    UnknownReference { key: String, what: &'static str, id: String },
    #[error("the {what} \u{201c}{id}\u{201d} stands in the file twice; give each its own id")]
    Repeated { what: &'static str, id: String },
    #[error(
        "\u{201c}{key}\u{201d} has a min of {min} above its max of {max}; swap or correct them"
    )]
    Reversed { key: String, min: i64, max: i64 },
    #[error("{problem}; {mend}")]
    Clash { problem: String, mend: &'static str },
}

fn hint(nearest: &Option<&'static str>) -> String {
    match nearest {
        Some(key) => format!("did you mean \u{201c}{key}\u{201d}?"),
        None => "remove it".to_owned(),
    }
}

impl MistakeKind {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "rules-syntax",
            Self::MissingKey { .. } => "rules-missing-key",
            Self::UnknownKey { .. } => "rules-unknown-key",
            Self::WrongType { .. } => "rules-wrong-type",
            Self::OutOfRange { .. } => "rules-out-of-range",
            Self::UnknownWord { .. } => "rules-unknown-word",
            Self::Empty { .. } => "rules-empty",
            Self::UnknownReference { .. } => "rules-unknown-reference",
            Self::Repeated { .. } => "rules-repeated",
            Self::Reversed { .. } => "rules-reversed",
            Self::Clash { .. } => "rules-clash",
        }
    }
}

/// The known key that a misspelt one most resembles, if any does.
pub(super) fn nearest(key: &str, known: &[&'static str]) -> Option<&'static str> {
    let near = known.iter().map(|&other| (distance(key, other), other)).min()?;
    (near.0 <= 2.max(key.len() / 3)).then_some(near.1)
}

/// Letters to insert, drop or change.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.chars().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The words of an amount's limits.
pub(super) fn amount_expected(least: i64) -> String {
    format!("a whole number of units from {least} to {MOST}")
}
