//! Ballots against the limits the file states. Published ones break them; each limit is said once.

use super::sheet::{Sheet, items};
use super::{Count, WarningKind, Warnings};
use crate::ballot::{Kind, Mark};
use crate::money::Money;
use crate::pabulib::{Election, meta};

pub(super) fn lint(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let limits = Limits::of(election);
    let column = sheet.votes.column("points");
    let mut found = Found::default();
    let mut seen = Seen::new(election.projects.len());
    let mut points = Vec::new();
    for (ballot, row) in election.ballots.iter().zip(&sheet.votes.rows) {
        let place = row.place;
        if seen.repeats(ballot.marks) {
            found.repeated.add(place);
        }
        limits.check(ballot.marks, place, &mut found);
        let cell = column.map_or("", |column| row.cell(column));
        if cell.is_empty() {
            continue;
        }
        match limits.kind {
            Kind::Approval | Kind::Knapsack | Kind::ChooseOne => found.unexpected.add(place),
            Kind::Cumulative | Kind::Scoring => {
                points.clear();
                points.extend(ballot.marks.iter().map(|mark| mark.points));
                limits.check_points(&points, place, &mut found);
                if !points.is_sorted_by(|a, b| a >= b) {
                    found.unsorted.add(place);
                }
            }
            // Reading ignores these points.
            Kind::Ordinal => {
                points.clear();
                points.extend(items(cell).map_while(meta::number));
                match points.len() == ballot.marks.len() && items(cell).count() == points.len() {
                    true => limits.check_points(&points, place, &mut found),
                    false => found.unmatched.add(place),
                }
            }
        }
    }
    found.warn(&limits, sheet, warnings);
}

/// What the ballots of the file are held to.
struct Limits<'a> {
    kind: Kind,
    election: &'a Election,
    min_length: Option<u64>,
    max_length: Option<u64>,
    min_points: Option<i64>,
}

/// What the ballots so far do; the names of the limits are those of the keys.
#[derive(Default)]
struct Found {
    repeated: Count,
    unexpected: Count,
    unmatched: Count,
    unsorted: Count,
    min_length: Count,
    max_length: Count,
    one: Count,
    min_points: Count,
    max_points: Count,
    min_sum_points: Count,
    max_sum_points: Count,
    min_sum_cost: Count,
    max_sum_cost: Count,
    /// Ballots that name as many projects as they may.
    full: u64,
}

impl<'a> Limits<'a> {
    fn of(election: &'a Election) -> Self {
        // Old files limit the ballots of each pool of a vote on their own.
        let length =
            |keys: [&str; 3]| keys.into_iter().find_map(|key| meta::count(election.meta.get(key)?));
        Self {
            kind: election.rules.kind,
            election,
            min_length: length(["min_length", "min_length_unit", "min_length_district"]),
            max_length: length(["max_length", "max_length_unit", "max_length_district"]),
            min_points: match election.rules.kind {
                // No points are no reason to doubt a file, negative ones are.
                Kind::Cumulative => Some(election.rules.min_points.unwrap_or(0)),
                _ => election.rules.min_points,
            },
        }
    }

    fn check(&self, marks: &[Mark], place: usize, found: &mut Found) {
        let length = marks.len() as u64;
        if self.min_length.is_some_and(|min| length < min) {
            found.min_length.add(place);
        }
        if self.max_length.is_some_and(|max| length > max) {
            found.max_length.add(place);
        }
        found.full += u64::from(self.max_length == Some(length));
        if self.kind == Kind::ChooseOne && length != 1 {
            found.one.add(place);
        }
        let rules = &self.election.rules;
        if rules.min_sum_cost.or(rules.max_sum_cost).is_none() {
            return;
        }
        let projects =
            marks.iter().filter_map(|mark| self.election.projects.get(mark.project as usize));
        let cost: Money = projects.map(|project| project.cost).sum();
        if rules.min_sum_cost.is_some_and(|min| cost < min) {
            found.min_sum_cost.add(place);
        }
        if rules.max_sum_cost.is_some_and(|max| cost > max) {
            found.max_sum_cost.add(place);
        }
    }

    fn check_points(&self, points: &[i64], place: usize, found: &mut Found) {
        let rules = &self.election.rules;
        if self.min_points.is_some_and(|min| points.iter().any(|&points| points < min)) {
            found.min_points.add(place);
        }
        if rules.max_points.is_some_and(|max| points.iter().any(|&points| points > max)) {
            found.max_points.add(place);
        }
        let sum = points.iter().fold(0_i64, |sum, &points| sum.saturating_add(points));
        if rules.min_sum_points.is_some_and(|min| sum < min) {
            found.min_sum_points.add(place);
        }
        if rules.max_sum_points.is_some_and(|max| sum > max) {
            found.max_sum_points.add(place);
        }
    }
}

impl Found {
    fn warn(self, limits: &Limits<'_>, sheet: &Sheet<'_>, warnings: &mut Warnings) {
        for (limit, count) in [
            ("min_length", self.min_length),
            ("max_length", self.max_length),
            ("choose-1", self.one),
            ("min_points", self.min_points),
            ("max_points", self.max_points),
            ("min_sum_points", self.min_sum_points),
            ("max_sum_points", self.max_sum_points),
            ("min_sum_cost", self.min_sum_cost),
            ("max_sum_cost", self.max_sum_cost),
        ] {
            count.warn(warnings, |ballots| WarningKind::LimitBroken { limit, ballots });
        }
        self.repeated.warn(warnings, |ballots| WarningKind::RepeatedProjects { ballots });
        self.unexpected.warn(warnings, |ballots| WarningKind::PointsUnexpected { ballots });
        self.unmatched.warn(warnings, |ballots| WarningKind::PointsUnmatched { ballots });
        self.unsorted.warn(warnings, |ballots| WarningKind::PointsUnsorted { ballots });

        let Some(max) = limits.max_length else { return };
        let place = sheet.place_of_key("max_length");
        if self.full == 0 {
            warnings.push(place, WarningKind::LimitUnused { max });
        }
        let ballots = limits.election.ballots.len();
        if max != 1 && ballots > 0 && limits.election.ballots.marks() == ballots {
            warnings.push(place, WarningKind::OneEach { max });
        }
    }
}

/// Finds ballots that name a project twice.
struct Seen {
    /// The last ballot that named each project.
    by: Vec<u64>,
    ballot: u64,
}

impl Seen {
    fn new(projects: usize) -> Self {
        Self { by: vec![0; projects], ballot: 0 }
    }

    fn repeats(&mut self, marks: &[Mark]) -> bool {
        self.ballot += 1;
        let mut repeats = false;
        for mark in marks {
            if let Some(by) = self.by.get_mut(mark.project as usize) {
                repeats |= std::mem::replace(by, self.ballot) == self.ballot;
            }
        }
        repeats
    }
}
