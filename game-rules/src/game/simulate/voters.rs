//! Preferences of real voters over the items of a game.

use std::collections::HashMap;

use super::super::rules::{ProjectItem, Rules};
use crate::ballot::Kind;
use crate::pabulib::Election;

/// The projects of an election as items, without those that were withdrawn.
pub fn project_items(election: &Election) -> impl Iterator<Item = ProjectItem<'_>> {
    let projects = election.projects.iter().filter(|project| !project.is_withdrawn());
    projects.map(|project| ProjectItem {
        id: &project.id,
        title: if project.name.is_empty() { &project.id } else { &project.name },
        group: project.category.as_deref(),
        cost: project.cost,
    })
}

/// Ballots with at least one point for something.
#[derive(Clone, Debug)]
pub struct Voters {
    /// Points by project.
    ballots: Vec<Vec<(u32, i64)>>,
    /// The project whose points an item takes.
    project_of: HashMap<String, u32>,
    titles: Vec<String>,
}

impl Voters {
    /// The voters of an election, with the items of these rules.
    pub fn of(election: &Election, rules: &Rules) -> Self {
        let by_id: HashMap<&str, u32> =
            (0..).zip(&election.projects).map(|(at, project)| (project.id.as_str(), at)).collect();
        let items = &rules.content.items;
        let known = items.iter().any(|item| by_id.contains_key(item.id.as_str()));
        let projects = election.projects.len().max(1);
        let project_of = items.iter().enumerate().filter_map(|(place, item)| {
            let borrowed = u32::try_from(place % projects).ok();
            let project = by_id.get(item.id.as_str()).copied();
            Some((item.id.clone(), if known { project? } else { borrowed? }))
        });
        Self {
            ballots: ballots(election),
            project_of: project_of.collect(),
            titles: election.projects.iter().map(|project| project.name.clone()).collect(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ballots.len()
    }

    /// Whether nobody voted.
    pub fn is_empty(&self) -> bool {
        self.ballots.is_empty()
    }

    /// A voter's points for these items.
    pub fn points(&self, voter: usize, items: &[String]) -> Vec<i64> {
        let ballot = self.ballots.get(voter).map_or(&[][..], Vec::as_slice);
        let points = |item: &String| {
            let project = self.project_of.get(item)?;
            ballot.iter().find(|(named, _)| named == project).map(|(_, points)| *points)
        };
        items.iter().map(|item| points(item).unwrap_or(0)).collect()
    }

    /// Everything a voter gave points to, by project.
    pub fn ballot(&self, voter: usize) -> &[(u32, i64)] {
        self.ballots.get(voter).map_or(&[], Vec::as_slice)
    }

    /// The name of a project.
    pub fn title(&self, project: u32) -> &str {
        self.titles.get(project as usize).map_or("", String::as_str)
    }

    /// Points all voters together gave to what this item stands for.
    pub fn total_for(&self, item: &str) -> i64 {
        let Some(project) = self.project_of.get(item) else { return 0 };
        let marks = self.ballots.iter().flatten().filter(|(named, _)| named == project);
        marks.map(|(_, points)| points).sum()
    }
}

/// Points of every voter: as given, 1 where a ballot only names, and the worth of places where it ranks.
fn ballots(election: &Election) -> Vec<Vec<(u32, i64)>> {
    let ranked = election.rules.kind == Kind::Ordinal;
    let ballots = election.ballots.iter().map(|ballot| {
        let mut points: Vec<(u32, i64)> = Vec::with_capacity(ballot.marks.len());
        for (place, mark) in ballot.marks.iter().enumerate() {
            let worth = if ranked { (ballot.marks.len() - place) as i64 } else { mark.points };
            if worth > 0 && !points.iter().any(|(project, _)| *project == mark.project) {
                points.push((mark.project, worth));
            }
        }
        points
    });
    ballots.filter(|points| !points.is_empty()).collect()
}
