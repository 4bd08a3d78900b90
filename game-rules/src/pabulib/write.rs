//! Writing a `.pb` file, ballot by ballot, so that a caller can stream them from a database.

use std::collections::HashSet;
use std::io::{self, Write};

use super::ids::Hasher;
use super::read::is_long;
use super::{Election, Meta, Project, Section};

/// Which columns the VOTES section has besides `voter_id` and `vote`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VoteColumns {
    /// `points`, for cumulative and scoring ballots.
    pub points: bool,
    /// `voting_method`.
    pub method: bool,
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    #[error("the file could not be written: {0}")]
    Io(#[from] io::Error),
    #[error("the id \u{201c}{id}\u{201d} cannot stand in a list of projects")]
    BadId { id: String },
    #[error("\u{201c}{name}\u{201d} cannot be the name of a key or of another column")]
    BadName { name: String },
    #[error("the vote names {projects} projects but gives {points} numbers of points")]
    PointsCount { projects: usize, points: usize },
    #[error("num_projects says {stated}, {found} are given")]
    ProjectsCount { stated: u64, found: u64 },
    #[error("num_votes says {stated}, {found} ballots were written")]
    VotesCount { stated: u64, found: u64 },
}

impl WriteError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "pb-write-io",
            Self::BadId { .. } => "pb-write-bad-id",
            Self::BadName { .. } => "pb-write-bad-name",
            Self::PointsCount { .. } => "pb-write-points-count",
            Self::ProjectsCount { .. } => "pb-write-projects-count",
            Self::VotesCount { .. } => "pb-write-votes-count",
        }
    }
}

/// Writes a whole election.
///
/// # Errors
/// As [`Writer`].
pub fn write<W: Write>(out: W, election: &Election) -> Result<W, WriteError> {
    let columns = VoteColumns {
        points: election.rules.kind.has_points(),
        method: election.ballots.iter().any(|ballot| ballot.method.is_some()),
    };
    let mut writer = Writer::new(out, &election.meta, &election.projects, columns)?;
    let (mut ids, mut points) = (Vec::new(), Vec::new());
    for ballot in election.ballots.iter() {
        ids.clear();
        points.clear();
        for mark in ballot.marks {
            let project = election.projects.get(mark.project as usize);
            ids.push(project.map_or("", |project| project.id.as_str()));
            points.push(mark.points);
        }
        writer.ballot(ballot.voter_id, &ids, columns.points.then_some(&points), ballot.method)?;
    }
    writer.finish()
}

/// A file being written: META and PROJECTS at once, then ballots one by one, with LF line ends and quotation marks
/// only where a reader needs them.
pub struct Writer<W> {
    out: W,
    columns: VoteColumns,
    stated: Option<u64>,
    written: u64,
    line: String,
    list: String,
}

impl<W: Write> Writer<W> {
    /// Writes the head of the file. Project columns that are empty for all projects are left out.
    ///
    /// # Errors
    /// A failing writer, a project id that no vote could name, a key or another column whose name is empty, padded, too
    /// long or that of a field of [`Project`], or a `num_projects` that is not the number of projects.
    pub fn new(
        out: W,
        meta: &Meta,
        projects: &[Project],
        columns: VoteColumns,
    ) -> Result<Self, WriteError> {
        let found = projects.len() as u64;
        if let Some(stated) = meta.num_projects().filter(|&stated| stated != found) {
            return Err(WriteError::ProjectsCount { stated, found });
        }
        let mut writer = Self {
            out,
            columns,
            stated: meta.num_votes(),
            written: 0,
            line: String::new(),
            list: String::new(),
        };
        writer.title(Section::Meta)?;
        writer.cells(["key", "value"])?;
        for (key, value) in meta.entries() {
            check_name(key, is_id(key))?;
            writer.cells([key, value])?;
        }
        writer.projects(projects)?;
        writer.title(Section::Votes)?;
        let optional = [(columns.points, "points"), (columns.method, "voting_method")];
        let optional = optional.into_iter().filter_map(|(present, name)| present.then_some(name));
        writer.cells(["voter_id", "vote"].into_iter().chain(optional))?;
        Ok(writer)
    }

    /// Writes one ballot; `projects` are ids in the voter's order, `points` and `method` are left out unless the
    /// section has their columns.
    ///
    /// # Errors
    /// A failing writer, an id that cannot stand in a list, missing points or another number of points than projects.
    pub fn ballot(
        &mut self,
        voter_id: &str,
        projects: &[&str],
        points: Option<&[i64]>,
        method: Option<&str>,
    ) -> Result<(), WriteError> {
        if !is_id(voter_id) {
            return Err(WriteError::BadId { id: voter_id.to_owned() });
        }
        if let Some(id) = projects.iter().find(|id| !is_listable(id)) {
            return Err(WriteError::BadId { id: (*id).to_owned() });
        }
        let points = points.unwrap_or_default();
        if self.columns.points && points.len() != projects.len() {
            return Err(WriteError::PointsCount { projects: projects.len(), points: points.len() });
        }
        self.cell(voter_id);
        self.list_cell(projects);
        if self.columns.points {
            self.list_cell(points);
        }
        if self.columns.method {
            self.cell(method.unwrap_or_default());
        }
        self.written += 1;
        self.end_row()
    }

    /// Flushes the file and gives the writer back.
    ///
    /// # Errors
    /// A failing writer, or a `num_votes` that is not the number of ballots written.
    pub fn finish(mut self) -> Result<W, WriteError> {
        if let Some(stated) = self.stated.filter(|&stated| stated != self.written) {
            return Err(WriteError::VotesCount { stated, found: self.written });
        }
        self.out.flush()?;
        Ok(self.out)
    }

    fn projects(&mut self, projects: &[Project]) -> Result<(), WriteError> {
        self.title(Section::Projects)?;
        let columns = ProjectColumns::of(projects);
        for name in &columns.other {
            check_name(name, is_id(name) && !is_long(name) && !is_field(name))?;
        }
        self.cells(columns.names())?;
        for project in projects {
            if !is_listable(&project.id) {
                return Err(WriteError::BadId { id: project.id.clone() });
            }
            columns.write(self, project);
            self.end_row()?;
        }
        Ok(())
    }

    fn title(&mut self, section: Section) -> Result<(), WriteError> {
        self.line.push_str(section.title());
        self.end_row()
    }

    fn cells<'t>(&mut self, cells: impl IntoIterator<Item = &'t str>) -> Result<(), WriteError> {
        for cell in cells {
            self.cell(cell);
        }
        self.end_row()
    }

    fn cell(&mut self, text: &str) {
        separate(&mut self.line);
        push_cell(&mut self.line, text);
    }

    fn list_cell<T: ToString>(&mut self, items: &[T]) {
        self.list.clear();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.list.push(',');
            }
            self.list.push_str(&item.to_string());
        }
        separate(&mut self.line);
        push_cell(&mut self.line, &self.list);
    }

    fn end_row(&mut self) -> Result<(), WriteError> {
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }
}

/// Which optional columns the PROJECTS section needs.
struct ProjectColumns<'a> {
    before: Vec<(&'static str, Cell)>,
    other: Vec<&'a str>,
    /// In the format's order the coordinates are last, after the names that are not fields here.
    after: Vec<(&'static str, Cell)>,
}

/// How one project fills an optional column.
type Cell = fn(&Project) -> Option<String>;

const COLUMNS: [(&str, Cell); 8] = [
    ("votes", |project| project.votes.map(|votes| votes.to_string())),
    ("score", |project| project.score.map(|score| score.to_string())),
    ("name", |project| (!project.name.is_empty()).then(|| project.name.clone())),
    ("category", |project| project.category.clone()),
    ("beneficiaries", |project| project.beneficiaries.clone()),
    ("selected", |project| project.selected.map(|status| status.to_string())),
    ("latitude", |project| project.latitude.clone()),
    ("longitude", |project| project.longitude.clone()),
];

impl<'a> ProjectColumns<'a> {
    fn of(projects: &'a [Project]) -> Self {
        let mut known: HashSet<&str, Hasher> = HashSet::default();
        let names = projects.iter().flat_map(|project| &project.other);
        let other: Vec<_> =
            names.map(|(name, _)| name.as_str()).filter(|name| known.insert(name)).collect();
        let present = |(name, cell): &(&str, Cell)| {
            projects.iter().any(|project| cell(project).is_some())
                // Alone, the old name would be read as the new one.
                || (*name == "beneficiaries" && known.contains("target"))
        };
        let (after, before) = COLUMNS
            .into_iter()
            .filter(present)
            .partition(|(name, _)| ["latitude", "longitude"].contains(name));
        Self { before, other, after }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        let name = |(name, _): &(&'static str, Cell)| *name;
        let (before, after) = (self.before.iter().map(name), self.after.iter().map(name));
        let other = self.other.iter().copied();
        ["project_id", "cost"].into_iter().chain(before).chain(other).chain(after)
    }

    fn write<W: Write>(&self, writer: &mut Writer<W>, project: &Project) {
        writer.cell(&project.id);
        writer.cell(&project.cost.to_decimal());
        for (_, cell) in &self.before {
            writer.cell(&cell(project).unwrap_or_default());
        }
        for (index, column) in self.other.iter().enumerate() {
            let named = |(name, _): &&(String, String)| name == column;
            // Projects of one file have the same columns in the same order.
            let value = project.other.get(index).filter(named);
            let value = value.or_else(|| project.other.iter().find(named));
            writer.cell(value.map_or("", |(_, value)| value));
        }
        for (_, cell) in &self.after {
            writer.cell(&cell(project).unwrap_or_default());
        }
    }
}

/// The separator before every cell of a row but the first; no first cell is empty.
fn separate(line: &mut String) {
    if !line.is_empty() {
        line.push(';');
    }
}

/// Adds a cell, in quotation marks if it would otherwise be read as something else.
fn push_cell(line: &mut String, text: &str) {
    let title = Section::from_title(text.trim_ascii_end()).is_some();
    if !title && !text.contains([';', '"', '\n', '\r']) {
        line.push_str(text);
        return;
    }
    line.push('"');
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            line.push_str("\"\"");
        }
        line.push_str(part);
    }
    line.push('"');
}

fn check_name(name: &str, is_good: bool) -> Result<(), WriteError> {
    match is_good {
        true => Ok(()),
        false => Err(WriteError::BadName { name: name.to_owned() }),
    }
}

/// Whether a column of this name is a field of its own.
fn is_field(name: &str) -> bool {
    ["project_id", "cost"].contains(&name) || COLUMNS.iter().any(|(field, _)| *field == name)
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.trim() == id
}

/// Whether an id can stand in the list of a vote.
fn is_listable(id: &str) -> bool {
    is_id(id) && !id.contains(',')
}
