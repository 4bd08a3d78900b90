//! Costs and places of projects, and their votes and scores against the ballots.

use super::schema::degrees;
use super::sheet::{Sheet, items};
use super::{WarningKind, Warnings};
use crate::count::Tally;
use crate::money::Money;
use crate::pabulib::{Election, Project, WITHDRAWN_COST, meta};

pub(super) fn lint(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    for (project, row) in election.projects.iter().zip(&sheet.projects.rows) {
        let id = || project.id.clone();
        if is_whole(project.cost, Money::ZERO) {
            warnings.push(row.place, WarningKind::NoCost { id: id() });
        }
        if project.cost > election.budget {
            let cost = project.cost;
            warnings.push(row.place, WarningKind::OverBudget { id: id(), cost });
        }
        if is_whole(project.cost, WITHDRAWN_COST) && project.selected == Some(1) {
            warnings.push(row.place, WarningKind::WithdrawnSelected { id: id() });
        }
        if coordinate(&project.latitude).is_some() != coordinate(&project.longitude).is_some() {
            warnings.push(row.place, WarningKind::HalfCoordinates { id: id() });
        }
    }
    let has_winners = election.projects.iter().any(|project| project.selected == Some(1));
    if has_winners && sheet.projects.column("name").is_none() {
        warnings.push(sheet.projects.header.place, WarningKind::NoNames);
    }
    places(election, sheet, warnings);
    results(election, sheet, warnings);
}

/// Whether amounts agree in whole units.
fn is_whole(amount: Money, whole: Money) -> bool {
    amount.minor() / 100 == whole.minor() / 100
}

fn coordinate(cell: &Option<String>) -> Option<&str> {
    cell.as_deref().map(str::trim).filter(|cell| !cell.is_empty())
}

fn places(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let place = |project: &Project| {
        let latitude = degrees(coordinate(&project.latitude)?, 90)?;
        Some((latitude, degrees(coordinate(&project.longitude)?, 180)?))
    };
    let mut places = election.projects.iter().filter_map(place);
    let first = places.next();
    let mut others = places.peekable();
    if others.peek().is_some() && others.all(|other| Some(other) == first) {
        warnings.push(sheet.projects.header.place, WarningKind::SameCoordinates);
    }
}

/// An empty cell states 0.
fn results(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let (votes, score) = (sheet.projects.column("votes"), sheet.projects.column("score"));
    if votes.or(score).is_none() {
        warnings.push(sheet.projects.header.place, WarningKind::NoResults);
        return;
    }
    let tally = Tally::of(election);
    let named = Named::of(election, sheet);
    for (index, (project, row)) in election.projects.iter().zip(&sheet.projects.rows).enumerate() {
        let id = || project.id.clone();
        if votes.is_some() {
            let stated = project.votes.unwrap_or(0);
            if stated == 0 {
                warnings.push(row.place, WarningKind::NoVotes { id: id() });
            }
            let counts = [tally.votes[index], named.votes[index]];
            if let Some(counted) = counts.into_iter().find(|&counted| counted != stated) {
                warnings.push(row.place, WarningKind::VotesDiffer { id: id(), stated, counted });
            }
        }
        if score.is_some() {
            let stated = project.score.unwrap_or(0);
            let counts = [tally.score[index], named.score[index]];
            if let Some(counted) = counts.into_iter().find(|&counted| counted != stated) {
                warnings.push(row.place, WarningKind::ScoreDiffers { id: id(), stated, counted });
            }
        }
    }
}

/// Votes and scores as the checker counts them: a project as often as a ballot names it; the points of the column, or
/// without that the worth of places by the length of the ballot.
struct Named {
    votes: Vec<u64>,
    score: Vec<i64>,
}

impl Named {
    fn of(election: &Election, sheet: &Sheet<'_>) -> Self {
        let projects = election.projects.len();
        let mut named = Self { votes: vec![0; projects], score: vec![0; projects] };
        let column = sheet.votes.column("points");
        for (ballot, row) in election.ballots.iter().zip(&sheet.votes.rows) {
            let mut points = items(column.map_or("", |column| row.cell(column)));
            for (place, mark) in ballot.marks.iter().enumerate() {
                let index = mark.project as usize;
                let worth = match column {
                    Some(_) => points.next().and_then(meta::number).unwrap_or(0),
                    None => (ballot.marks.len() - place) as i64,
                };
                named.votes[index] += 1;
                named.score[index] = named.score[index].saturating_add(worth);
            }
        }
        named
    }
}
