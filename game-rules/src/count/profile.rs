//! The ballots of a pool as rules see them that follow each voter's money.

use super::{Measure, Tally};
use crate::ballot::{Kind, Mark, Rules};
use crate::pabulib::Election;

/// All ballots, equal ones kept once with their number, and their [`Tally`]. The order of ballots does not matter.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    tally: Tally,
    /// The projects of each distinct ballot in ascending order, one ballot after another.
    projects: Vec<u32>,
    /// What each mark is worth, beside `projects`; empty while every mark is worth one.
    worth: Vec<i64>,
    ends: Vec<usize>,
    /// How many ballots are equal to each distinct one.
    weights: Vec<u32>,
    /// Finds a distinct ballot by its contents: open addressing, [`FREE`] where there is none.
    table: Vec<u32>,
    marks: Vec<(u32, i64)>,
}

const FREE: u32 = u32::MAX;

impl Profile {
    pub fn new(projects: usize) -> Self {
        Self { tally: Tally::new(projects), ..Self::default() }
    }

    /// The ballots of a published election.
    pub fn of(election: &Election) -> Self {
        let mut profile = Self::new(election.projects.len());
        for ballot in election.ballots.iter() {
            profile.add(ballot.marks, &election.rules, 1);
        }
        profile
    }

    /// Adds `weight` equal ballots, read as [`Tally::add`] reads them. A mark of a ballot with points supports its project
    /// only if it is worth more than nothing.
    pub fn add(&mut self, marks: &[Mark], rules: &Rules, weight: u32) {
        if weight == 0 {
            return;
        }
        let mut counted = std::mem::take(&mut self.marks);
        counted.clear();
        let worth_one = matches!(rules.kind, Kind::Approval | Kind::Knapsack | Kind::ChooseOne);
        self.tally.add_weighted(marks, rules, i64::from(weight), |project, worth| {
            counted.push((project, worth));
        });
        counted.retain(|&(_, worth)| worth > 0);
        counted.sort_unstable();
        if !worth_one {
            self.worth.resize(self.projects.len(), 1);
        }
        self.put(&counted, weight);
        self.marks = counted;
    }

    fn put(&mut self, ballot: &[(u32, i64)], weight: u32) {
        if self.table.len() < 2 * (self.weights.len() + 1) {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let mut slot = hash(ballot.iter().copied()) as usize & mask;
        while let Some(&known) = self.table.get(slot).filter(|&&known| known != FREE) {
            let known = known as usize;
            if self.ballot(known).eq(ballot.iter().copied())
                && let Some(sum) = self.weights[known].checked_add(weight)
            {
                self.weights[known] = sum;
                return;
            }
            slot = (slot + 1) & mask;
        }
        self.table[slot] = self.weights.len() as u32;
        self.projects.extend(ballot.iter().map(|&(project, _)| project));
        if !self.worth.is_empty() || ballot.iter().any(|&(_, worth)| worth != 1) {
            self.worth.resize(self.projects.len() - ballot.len(), 1);
            self.worth.extend(ballot.iter().map(|&(_, worth)| worth));
        }
        self.ends.push(self.projects.len());
        self.weights.push(weight);
    }

    fn grow(&mut self) {
        let size = (4 * (self.weights.len() + 1)).next_power_of_two().max(64);
        let mut table = vec![FREE; size];
        for ballot in 0..self.weights.len() {
            let mut slot = hash(self.ballot(ballot)) as usize & (size - 1);
            while table[slot] != FREE {
                slot = (slot + 1) & (size - 1);
            }
            table[slot] = ballot as u32;
        }
        self.table = table;
    }

    /// The projects of a distinct ballot with what its marks are worth.
    fn ballot(&self, ballot: usize) -> impl Iterator<Item = (u32, i64)> {
        let span = self.span(ballot);
        let worth = self.worth.get(span.clone());
        let projects = self.projects[span].iter().enumerate();
        projects.map(move |(mark, &project)| (project, worth.map_or(1, |worth| worth[mark])))
    }

    fn span(&self, ballot: usize) -> std::ops::Range<usize> {
        let start = if ballot == 0 { 0 } else { self.ends[ballot - 1] };
        start..self.ends[ballot]
    }

    /// Votes, scores and the number of ballots.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// How many ballots differ from each other.
    pub fn distinct(&self) -> usize {
        self.weights.len()
    }

    /// The distinct ballots: the projects each names, and how many ballots there are of it.
    pub fn ballots(&self) -> impl Iterator<Item = (&[u32], u32)> {
        self.weights
            .iter()
            .enumerate()
            .map(|(ballot, &weight)| (&self.projects[self.span(ballot)], weight))
    }

    pub(super) fn weights(&self) -> &[u32] {
        &self.weights
    }

    /// The marks of a distinct ballot: projects, and how much each counts under this measure.
    pub(super) fn marks(
        &self,
        ballot: usize,
        measure: Measure,
    ) -> impl Iterator<Item = (u32, u64)> {
        let plain = measure == Measure::Cardinality;
        self.ballot(ballot)
            .map(move |(project, worth)| (project, if plain { 1 } else { worth.unsigned_abs() }))
    }

    /// Whether every mark counts the same under this measure.
    pub(super) fn is_plain(&self, measure: Measure) -> bool {
        self.worth.is_empty() || measure == Measure::Cardinality
    }
}

/// Spreads ballots over the table; collisions cost time, never a result.
fn hash(ballot: impl Iterator<Item = (u32, i64)>) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = ballot.fold(0_u64, |hash, (project, worth)| {
        (hash.rotate_left(5) ^ u64::from(project) ^ (worth as u64) << 32).wrapping_mul(ODD)
    });
    mixed ^ mixed >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ballots_are_one() {
        let mut profile = Profile::new(4);
        let names = |projects: &[u32]| {
            projects.iter().map(|&project| Mark::naming(project)).collect::<Vec<_>>()
        };
        for ballot in [&[0, 2][..], &[2, 0], &[2, 0, 2], &[3], &[]] {
            profile.add(&names(ballot), &Rules::approval(3), 1);
        }
        profile.add(&names(&[3]), &Rules::approval(3), 4);
        let ballots: Vec<_> = profile.ballots().collect();
        assert_eq!(ballots, [(&[0, 2][..], 3), (&[3], 5), (&[], 1)]);
        assert_eq!((profile.tally().ballots, profile.tally().score[3]), (9, 5));
    }

    #[test]
    fn many_ballots_are_found_again() {
        let mut profile = Profile::new(1000);
        for _ in 0..2 {
            for project in 0..1000 {
                let points = i64::from(project % 7);
                profile.add(&[Mark { project, points }], &Rules::points(10, None), 1);
            }
        }
        // A seventh gave nothing: those ballots are all equal.
        assert_eq!(profile.distinct(), 1000 - 143 + 1);
        assert_eq!(profile.tally().ballots, 2000);
        assert_eq!(profile.marks(1, Measure::Points).collect::<Vec<_>>(), [(1, 1)]);
        assert_eq!(profile.marks(2, Measure::Points).collect::<Vec<_>>(), [(2, 2)]);
        assert_eq!(profile.marks(2, Measure::Cardinality).collect::<Vec<_>>(), [(2, 1)]);
    }
}
