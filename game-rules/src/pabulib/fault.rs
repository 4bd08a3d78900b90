//! What is wrong with a file that is not a valid `.pb` file, and where.

use std::fmt;

use super::rows::Places;

/// The three parts of a file, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Meta,
    Projects,
    Votes,
}

impl Section {
    /// The line that opens the section.
    pub fn title(self) -> &'static str {
        match self {
            Self::Meta => "META",
            Self::Projects => "PROJECTS",
            Self::Votes => "VOTES",
        }
    }

    pub(super) fn from_title(text: &str) -> Option<Self> {
        match text {
            "META" => Some(Self::Meta),
            "PROJECTS" => Some(Self::Projects),
            "VOTES" => Some(Self::Votes),
            _ => None,
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// One mistake and its place, both counted from 1; the column counts characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {kind}")]
pub struct Fault {
    pub line: usize,
    pub column: usize,
    pub kind: FaultKind,
}

impl Fault {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }
}

/// The mistakes a file can have. Quoted texts of the file are cut to 60 characters.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    #[error("the file does not begin with the line META")]
    NotPabulib,
    #[error("the file is not UTF-8 text")]
    NotUtf8,
    #[error("the quotation mark opened here is never closed")]
    UnclosedQuote,
    #[error("the section {section} is missing")]
    SectionMissing { section: Section },
    #[error("the section {section} does not belong here")]
    SectionMisplaced { section: Section },
    #[error("the section {section} has no row with column names")]
    HeaderMissing { section: Section },
    #[error("the section {section} has no column \u{201c}{column}\u{201d}")]
    ColumnMissing { section: Section, column: &'static str },
    #[error("the column \u{201c}{column}\u{201d} appears twice")]
    ColumnRepeated { column: String },
    #[error("the row has {found} fields, the section has {expected} columns")]
    RowWidth { expected: usize, found: usize },
    #[error("the required key \u{201c}{key}\u{201d} is missing")]
    KeyMissing { key: &'static str },
    #[error("the key \u{201c}{key}\u{201d} appears twice")]
    KeyRepeated { key: String },
    #[error("\u{201c}{value}\u{201d} is not a valid number for \u{201c}{column}\u{201d}")]
    BadNumber { column: String, value: String },
    #[error("\u{201c}{value}\u{201d} is not an amount of money for \u{201c}{column}\u{201d}")]
    BadMoney { column: String, value: String },
    #[error("\u{201c}{value}\u{201d} is not a known vote_type")]
    UnknownVoteType { value: String },
    #[error("the name of a column has at most {most} characters")]
    LongName { most: usize },
    #[error("the field \u{201c}{column}\u{201d} is empty")]
    EmptyId { column: &'static str },
    #[error(
        "the project id \u{201c}{id}\u{201d} contains a comma, which separates projects in votes"
    )]
    CommaInId { id: String },
    #[error("the project \u{201c}{id}\u{201d} is listed twice")]
    ProjectRepeated { id: String },
    #[error("the voter \u{201c}{id}\u{201d} appears twice")]
    VoterRepeated { id: String },
    #[error("the vote names a project \u{201c}{id}\u{201d} that is not listed")]
    UnknownProject { id: String },
    #[error("the vote names {projects} projects but gives {points} numbers of points")]
    PointsCount { projects: usize, points: usize },
    #[error("num_projects says {stated}, the file lists {found}")]
    ProjectsCount { stated: u64, found: u64 },
    #[error("num_votes says {stated}, the file has {found}")]
    VotesCount { stated: u64, found: u64 },
    #[error("there are more mistakes from here on")]
    More,
}

impl FaultKind {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotPabulib => "pb-not-pabulib",
            Self::NotUtf8 => "pb-not-utf8",
            Self::UnclosedQuote => "pb-unclosed-quote",
            Self::SectionMissing { .. } => "pb-section-missing",
            Self::SectionMisplaced { .. } => "pb-section-misplaced",
            Self::HeaderMissing { .. } => "pb-header-missing",
            Self::ColumnMissing { .. } => "pb-column-missing",
            Self::ColumnRepeated { .. } => "pb-column-repeated",
            Self::RowWidth { .. } => "pb-row-width",
            Self::KeyMissing { .. } => "pb-key-missing",
            Self::KeyRepeated { .. } => "pb-key-repeated",
            Self::BadNumber { .. } => "pb-bad-number",
            Self::BadMoney { .. } => "pb-bad-money",
            Self::UnknownVoteType { .. } => "pb-unknown-vote-type",
            Self::LongName { .. } => "pb-long-name",
            Self::EmptyId { .. } => "pb-empty-id",
            Self::CommaInId { .. } => "pb-comma-in-id",
            Self::ProjectRepeated { .. } => "pb-project-repeated",
            Self::VoterRepeated { .. } => "pb-voter-repeated",
            Self::UnknownProject { .. } => "pb-unknown-project",
            Self::PointsCount { .. } => "pb-points-count",
            Self::ProjectsCount { .. } => "pb-projects-count",
            Self::VotesCount { .. } => "pb-votes-count",
            Self::More => "pb-more",
        }
    }
}

/// The mistakes met so far with their offsets, at most [`Faults::MOST`] and a note that there are more.
#[derive(Default)]
pub(super) struct Faults {
    found: Vec<(usize, FaultKind)>,
}

impl Faults {
    const MOST: usize = 1000;

    pub fn push(&mut self, offset: usize, kind: FaultKind) {
        match self.found.len().cmp(&Self::MOST) {
            std::cmp::Ordering::Less => self.found.push((offset, kind)),
            std::cmp::Ordering::Equal => self.found.push((offset, FaultKind::More)),
            std::cmp::Ordering::Greater => {}
        }
    }

    pub fn is_full(&self) -> bool {
        self.found.len() > Self::MOST
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// In the order of the text they were found in; the note is the last.
    pub fn sorted(mut self, text: &str) -> Vec<Fault> {
        let last = self.found.iter().map(|&(offset, _)| offset).max().unwrap_or(0);
        for (offset, _) in self.found.iter_mut().filter(|(_, kind)| *kind == FaultKind::More) {
            *offset = last;
        }
        self.found.sort_by_key(|&(offset, _)| offset);
        let mut places = Places::new(text);
        let faults = self.found.into_iter().map(|(offset, kind)| {
            let (line, column) = places.of(offset);
            Fault { line, column, kind }
        });
        faults.collect()
    }
}

/// A text of the file as messages quote it.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
