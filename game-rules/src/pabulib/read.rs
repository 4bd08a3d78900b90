//! Reading a `.pb` file, with all its mistakes at once.

use std::borrow::Cow;
use std::collections::HashSet;

use super::fault::{FaultKind, Faults, Section, quoted};
use super::ids::{Hasher, Ids, Voters, short_number};
use super::rows::{Field, Rows, title};
use super::{Ballots, Election, Fault, Meta, Project, meta};
use crate::ballot::{Kind, Mark, Rules};
use crate::money::Money;

/// Reads a file: UTF-8 with or without a byte-order mark, any line ends, blank lines, any order of keys and columns.
///
/// Ballots that break the stated rules, or name a project twice, are read as they are; see [`lint`](super::lint()).
///
/// # Errors
/// Every mistake of the file in its order, up to a thousand.
pub fn read(bytes: &[u8]) -> Result<Election, Vec<Fault>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (text, is_utf8) = match str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => (String::from_utf8_lossy(bytes), false),
    };
    let mut reader = Reader::new(&text);
    if !is_utf8 {
        let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        reader.faults.push(valid.len(), FaultKind::NotUtf8);
    }
    match reader.election() {
        Some(election) if reader.faults.is_empty() => Ok(election),
        _ => Err(reader.faults.sorted(&text)),
    }
}

struct Reader<'a> {
    rows: Rows<'a>,
    fields: Vec<Field<'a>>,
    /// The section whose title was met last.
    section: Option<Section>,
    faults: Faults,
}

/// Where META said how many rows follow, to compare when they are counted.
struct Stated {
    projects: Option<(u64, usize)>,
    votes: Option<(u64, usize)>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { rows: Rows::new(text), fields: Vec::new(), section: None, faults: Faults::default() }
    }

    /// The whole file; `None` or a partial election when there are faults.
    fn election(&mut self) -> Option<Election> {
        if self.next_row() || self.section != Some(Section::Meta) {
            self.faults.push(0, FaultKind::NotPabulib);
            return None;
        }
        let (meta, stated) = self.meta();
        let rules = meta.rules().unwrap_or(Rules::of(Kind::Approval));
        if !self.enter(Section::Projects) {
            return None;
        }
        let projects = self.projects()?;
        self.compare(stated.projects, projects.len(), |stated, found| FaultKind::ProjectsCount {
            stated,
            found,
        });
        if !self.enter(Section::Votes) {
            return None;
        }
        let ballots = self.votes(&rules, &Ids::of(&projects), &stated)?;
        if let Some(section) = self.section.filter(|&section| section != Section::Votes) {
            self.fault_of_row(FaultKind::SectionMisplaced { section });
        }
        Some(Election { budget: meta.budget()?, meta, rules, projects, ballots })
    }

    /// Goes to the next row of the section; `false` at its end.
    fn next_row(&mut self) -> bool {
        if self.faults.is_full() || !self.rows.next(&mut self.fields) {
            return false;
        }
        if let Some(place) = self.rows.unclosed_quote() {
            self.faults.push(place, FaultKind::UnclosedQuote);
        }
        match title(&self.fields, self.section) {
            Some(section) => {
                self.section = Some(section);
                false
            }
            None => true,
        }
    }

    /// Whether the reader stands at the title of this section.
    fn enter(&mut self, wanted: Section) -> bool {
        match self.section == Some(wanted) {
            true => true,
            false => {
                if !self.faults.is_full() {
                    self.fault_of_row(FaultKind::SectionMissing { section: wanted });
                }
                false
            }
        }
    }

    fn fault_of_row(&mut self, kind: FaultKind) {
        self.faults.push(self.rows.place_of_row(), kind);
    }

    fn fault_of(&mut self, field: usize, kind: FaultKind) {
        let place = self.fields.get(field).map_or(self.rows.place_of_row(), |field| field.start);
        self.faults.push(place, kind);
    }

    fn text(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", |field| &field.text)
    }

    fn compare(
        &mut self,
        stated: Option<(u64, usize)>,
        found: usize,
        fault: impl FnOnce(u64, u64) -> FaultKind,
    ) {
        let found = found as u64;
        if let Some((stated, place)) = stated.filter(|&(stated, _)| stated != found)
            && !self.faults.is_full()
        {
            self.faults.push(place, fault(stated, found));
        }
    }

    fn meta(&mut self) -> (Meta, Stated) {
        let title = self.rows.place_of_row();
        let mut meta = Meta::new();
        let mut stated = Stated { projects: None, votes: None };
        let mut known: HashSet<String, Hasher> = HashSet::default();
        let mut first = true;
        while self.next_row() {
            let is_header = self.text(0).trim() == "key" && self.text(1).trim() == "value";
            if std::mem::take(&mut first) {
                if is_header {
                    continue;
                }
                self.fault_of_row(FaultKind::HeaderMissing { section: Section::Meta });
            }
            if !self.has_width(2) {
                continue;
            }
            let (key, value) = (self.text(0).trim().to_owned(), self.text(1).to_owned());
            if key.is_empty() {
                self.fault_of(0, FaultKind::EmptyId { column: "key" });
                continue;
            }
            if !known.insert(key.clone()) {
                self.fault_of(0, FaultKind::KeyRepeated { key: quoted(&key) });
                continue;
            }
            self.check_value(&key, &value);
            let place = self.fields.get(1).map(|field| field.start);
            let count = meta::count(&value).zip(place);
            match key.as_str() {
                "num_projects" => stated.projects = count,
                "num_votes" => stated.votes = count,
                _ => {}
            }
            meta.push(&key, &value);
        }
        for key in meta::REQUIRED.into_iter().filter(|&key| !known.contains(key)) {
            self.faults.push(title, FaultKind::KeyMissing { key });
        }
        (meta, stated)
    }

    fn check_value(&mut self, key: &str, value: &str) {
        let (column, bad) = (key.to_owned(), quoted(value));
        if meta::AMOUNTS.contains(&key) && meta::amount(value).is_none() {
            self.fault_of(1, FaultKind::BadMoney { column, value: bad });
        } else if (meta::COUNTS.contains(&key) && meta::count(value).is_none())
            || (meta::NUMBERS.contains(&key) && meta::number(value).is_none())
        {
            self.fault_of(1, FaultKind::BadNumber { column, value: bad });
        } else if key == "vote_type" && Kind::from_pabulib(value.trim()).is_none() {
            self.fault_of(1, FaultKind::UnknownVoteType { value: bad });
        }
    }

    /// Whether the row has as many fields as the section has columns, apart from empty ones at the end.
    fn has_width(&mut self, expected: usize) -> bool {
        let found = self.fields.len();
        let padding = self.fields.iter().skip(expected).all(|field| field.text.is_empty());
        let fits = found >= expected && padding;
        if !fits {
            self.fault_of_row(FaultKind::RowWidth { expected, found });
        }
        fits
    }

    /// The names of the section's columns, if the required ones are there. Spreadsheets leave columns without a name
    /// behind: what stands in them is no data.
    fn columns(&mut self, section: Section, required: &[&'static str]) -> Option<Vec<String>> {
        if !self.next_row() {
            self.fault_of_row(FaultKind::HeaderMissing { section });
            return None;
        }
        let mut columns: Vec<String> =
            self.fields.iter().map(|field| field.text.trim().to_owned()).collect();
        while columns.last().is_some_and(String::is_empty) {
            columns.pop();
        }
        let mut known: HashSet<&str, Hasher> = HashSet::default();
        for (index, column) in columns.iter().enumerate() {
            if !column.is_empty() && !known.insert(column) {
                self.fault_of(index, FaultKind::ColumnRepeated { column: quoted(column) });
            }
            if is_long(column) {
                self.fault_of(index, FaultKind::LongName { most: LONGEST_NAME });
            }
        }
        let mut complete = true;
        for &column in required.iter().filter(|&column| !known.contains(column)) {
            self.fault_of_row(FaultKind::ColumnMissing { section, column });
            complete = false;
        }
        complete.then_some(columns)
    }

    fn projects(&mut self) -> Option<Vec<Project>> {
        let columns = self.columns(Section::Projects, &["project_id", "cost"])?;
        let id_column = columns.iter().position(|column| column == "project_id").unwrap_or(0);
        let mut projects = Vec::new();
        let mut known: HashSet<String, Hasher> = HashSet::default();
        while self.next_row() {
            let id = self.text(id_column).trim().to_owned();
            if id.is_empty() {
                self.fault_of(id_column, FaultKind::EmptyId { column: "project_id" });
            } else if id.contains(',') {
                self.fault_of(id_column, FaultKind::CommaInId { id: quoted(&id) });
            } else if !known.insert(id.clone()) {
                self.fault_of(id_column, FaultKind::ProjectRepeated { id: quoted(&id) });
            }
            projects.push(match self.has_width(columns.len()) {
                true => self.project(&columns),
                false => Project { id, ..Project::default() },
            });
        }
        Some(projects)
    }

    fn project(&mut self, columns: &[String]) -> Project {
        let renamed = columns.iter().any(|column| column == "beneficiaries");
        let mut project = Project::default();
        for (index, column) in columns.iter().enumerate() {
            let value = self.text(index).to_owned();
            let filled = (!value.is_empty()).then(|| value.clone());
            match column.as_str() {
                "project_id" => project.id = value.trim().to_owned(),
                "cost" => project.cost = self.cost(index, &value),
                "name" => project.name = value,
                "votes" => project.votes = self.number(index, column, &value, meta::count),
                "score" => project.score = self.number(index, column, &value, meta::number),
                "selected" => {
                    let status =
                        |text: &str| meta::count(text).and_then(|digit| u8::try_from(digit).ok());
                    project.selected =
                        self.number(index, column, &value, |text| status(text).filter(|&s| s <= 3));
                }
                "category" => project.category = filled,
                "beneficiaries" => project.beneficiaries = filled,
                "target" if !renamed => project.beneficiaries = filled,
                "latitude" => project.latitude = filled,
                "longitude" => project.longitude = filled,
                "" => {}
                _ => project.other.push((column.clone(), value)),
            }
        }
        project
    }

    fn cost(&mut self, field: usize, value: &str) -> Money {
        meta::amount(value).unwrap_or_else(|| {
            self.fault_of(
                field,
                FaultKind::BadMoney { column: "cost".to_owned(), value: quoted(value) },
            );
            Money::ZERO
        })
    }

    /// The number in a cell that may be empty.
    fn number<T>(
        &mut self,
        field: usize,
        column: &str,
        value: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        if value.trim().is_empty() {
            return None;
        }
        let number = parse(value);
        if number.is_none() {
            self.fault_of(
                field,
                FaultKind::BadNumber { column: column.to_owned(), value: quoted(value) },
            );
        }
        number
    }

    fn votes(&mut self, rules: &Rules, ids: &Ids, stated: &Stated) -> Option<Ballots> {
        let required: &[_] = match rules.kind.has_points() {
            true => &["voter_id", "vote", "points"],
            false => &["voter_id", "vote"],
        };
        let columns = self.columns(Section::Votes, required)?;
        let column = |name: &str| columns.iter().position(|column| column == name);
        let (voter, vote) = (column("voter_id")?, column("vote")?);
        let points = column("points").filter(|_| rules.kind.has_points());
        let method = column("voting_method");

        let mut ballots = Ballots::default();
        let expected = self.expected_votes(stated);
        ballots.reserve(expected, self.rows.count_in_rest(b','));
        let mut marks = Vec::new();
        let mut voters = Voters::expecting(expected);
        let mut rows = 0;
        while self.next_row() {
            rows += 1;
            if !self.has_width(columns.len()) {
                continue;
            }
            marks.clear();
            self.marks(vote, ids, &mut marks);
            if let Some(points) = points {
                self.points(points, &mut marks);
            }
            let id = trim(self.text(voter));
            voters.note(id, self.rows.place_of_row());
            ballots.push(id, &marks, method.map(|method| trim(self.text(method))));
            if id.is_empty() {
                self.fault_of(voter, FaultKind::EmptyId { column: "voter_id" });
            }
        }
        self.compare(stated.votes, rows, |stated, found| FaultKind::VotesCount { stated, found });
        for (place, id) in voters.repeated(&ballots) {
            self.faults.push(place, FaultKind::VoterRepeated { id: quoted(id) });
        }
        Some(ballots)
    }

    /// How many ballots to make room for: what the file states, unless it is too short to hold them.
    fn expected_votes(&self, stated: &Stated) -> usize {
        const SHORTEST_ROW: usize = 4;
        let most = self.rows.rest() / SHORTEST_ROW;
        stated.votes.and_then(|(stated, _)| usize::try_from(stated).ok()).unwrap_or(0).min(most)
    }

    /// The projects a vote names.
    fn marks(&mut self, vote: usize, ids: &Ids, marks: &mut Vec<Mark>) {
        let Some(field) = self.fields.get(vote) else { return };
        if field.text.trim_ascii().is_empty() {
            return;
        }
        for part in list(&field.text) {
            let id = trim(part);
            match ids.get(id) {
                Some(project) => marks.push(Mark::naming(project)),
                None => {
                    let place = self.rows.place_within(field, id);
                    self.faults.push(place, FaultKind::UnknownProject { id: quoted(id) });
                    // Keeps the points beside their projects.
                    marks.push(Mark::naming(u32::MAX));
                }
            }
        }
    }

    /// The points of a vote, in the order of its projects.
    fn points(&mut self, points: usize, marks: &mut [Mark]) {
        let Some(field) = self.fields.get(points) else { return };
        let text = field.text.trim_ascii();
        let given = if text.is_empty() { 0 } else { list(text).count() };
        if given != marks.len() {
            let kind = FaultKind::PointsCount { projects: marks.len(), points: given };
            self.faults.push(field.start, kind);
            return;
        }
        for (mark, part) in marks.iter_mut().zip(list(text)) {
            match points_of(part) {
                Some(points) => mark.points = points,
                None => {
                    let place = self.rows.place_within(field, part);
                    let kind =
                        FaultKind::BadNumber { column: "points".to_owned(), value: quoted(part) };
                    self.faults.push(place, kind);
                }
            }
        }
    }
}

/// Every project keeps the names of its columns: without a limit, one long name would fill the memory.
const LONGEST_NAME: usize = 100;

/// Whether a column's name is longer than a file may have it.
pub(super) fn is_long(name: &str) -> bool {
    name.chars().nth(LONGEST_NAME).is_some()
}

/// The parts of a list; as `split(',')`, which is slow on parts of a few bytes.
fn list(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(comma) = text.bytes().position(|byte| byte == b',') else {
            return rest.take();
        };
        rest = text.get(comma + 1..);
        text.get(..comma)
    })
}

/// As `trim`, at once for the usual text that begins and ends with a visible ASCII character.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

fn points_of(text: &str) -> Option<i64> {
    match short_number(text) {
        Some(points) => Some(i64::from(points)),
        None => meta::number(text),
    }
}
