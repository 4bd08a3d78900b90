//! Votes and scores, added up ballot by ballot.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ballot::{Kind, Mark, Rules};
use crate::pabulib::Election;

/// The sums of a pool's ballots, by project index. The order of ballots does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Ballots naming the project.
    pub votes: Vec<u64>,
    /// What the count orders by: votes, points, or the worth of places.
    pub score: Vec<i64>,
    /// Ballots added, also those that name nothing.
    pub ballots: u64,
}

impl Tally {
    pub fn new(projects: usize) -> Self {
        Self { votes: vec![0; projects], score: vec![0; projects], ballots: 0 }
    }

    /// The tally of a published election.
    pub fn of(election: &Election) -> Self {
        let mut tally = Self::new(election.projects.len());
        for ballot in election.ballots.iter() {
            tally.add(ballot.marks, &election.rules);
        }
        tally
    }

    /// Adds one ballot. A project named twice counts once, with its first mark; indices without a project are ignored.
    ///
    /// Approval gives 1; cumulative and scoring ballots give the points; place `i` of an ordinal ballot, from 0, gives
    /// `max_length - i`, at least 0, with the number of projects where no `max_length` is set. Scoring ballots give
    /// `default_score` to projects they do not name.
    pub fn add(&mut self, marks: &[Mark], rules: &Rules) {
        self.add_weighted(marks, rules, 1, |_, _| {});
    }

    /// Adds `weight` equal ballots and tells each project they name with what the mark is worth.
    pub(super) fn add_weighted(
        &mut self,
        marks: &[Mark],
        rules: &Rules,
        weight: i64,
        mut each: impl FnMut(u32, i64),
    ) {
        let times = |worth: i64| worth.saturating_mul(weight);
        self.ballots += weight.unsigned_abs();
        let unnamed = match rules.kind {
            Kind::Scoring => rules.default_score.unwrap_or(0),
            _ => 0,
        };
        if unnamed != 0 {
            let unnamed = times(unnamed);
            self.score.iter_mut().for_each(|score| *score = score.saturating_add(unnamed));
        }
        let places = rules.most().map_or(self.votes.len() as i64, i64::from);
        let mut earlier = Earlier::of(marks);
        for (place, mark) in marks.iter().enumerate() {
            let index = mark.project as usize;
            let (Some(votes), Some(score)) = (self.votes.get_mut(index), self.score.get_mut(index))
            else {
                continue;
            };
            if earlier.has(place) {
                continue;
            }
            let worth = match rules.kind {
                Kind::Approval | Kind::Knapsack | Kind::ChooseOne => 1,
                Kind::Cumulative | Kind::Scoring => mark.points,
                Kind::Ordinal => places.saturating_sub(place as i64).max(0),
            };
            *votes += weight.unsigned_abs();
            *score = score.saturating_add(times(worth.saturating_sub(unnamed)));
            each(mark.project, worth);
        }
    }
}

/// Finds marks that repeat an earlier one: by looking back on short ballots, with a set on long ones.
struct Earlier<'a> {
    marks: &'a [Mark],
    set: Option<BTreeSet<u32>>,
}

impl<'a> Earlier<'a> {
    const SHORT: usize = 32;

    fn of(marks: &'a [Mark]) -> Self {
        Self { marks, set: (marks.len() > Self::SHORT).then(BTreeSet::new) }
    }

    fn has(&mut self, place: usize) -> bool {
        let Some((mark, before)) = self.marks.get(..=place).and_then(<[Mark]>::split_last) else {
            return false;
        };
        match &mut self.set {
            Some(set) => !set.insert(mark.project),
            None => before.iter().any(|earlier| earlier.project == mark.project),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(rules: &Rules, ballots: &[&[(u32, i64)]]) -> Vec<i64> {
        let mut tally = Tally::new(4);
        for ballot in ballots {
            let marks: Vec<_> =
                ballot.iter().map(|&(project, points)| Mark { project, points }).collect();
            tally.add(&marks, rules);
        }
        tally.score
    }

    #[test]
    fn each_kind_has_its_score() {
        let ballot: &[_] = &[(2, 5), (0, 3)];
        assert_eq!(score(&Rules::approval(2), &[ballot]), [1, 0, 1, 0]);
        assert_eq!(score(&Rules::points(10, None), &[ballot]), [3, 0, 5, 0]);
        assert_eq!(score(&Rules::ordinal(3), &[ballot]), [2, 0, 3, 0]);
        assert_eq!(score(&Rules::of(Kind::Ordinal), &[ballot]), [3, 0, 4, 0]);
        let scoring = Rules { default_score: Some(-2), ..Rules::of(Kind::Scoring) };
        assert_eq!(score(&scoring, &[ballot, &[]]), [1, -4, 3, -4]);
    }

    #[test]
    fn a_project_counts_once_on_a_ballot() {
        let mut tally = Tally::new(2);
        tally.add(&[Mark::naming(1); 3], &Rules::approval(5));
        tally.add(&[Mark::naming(1); 100], &Rules::approval(5));
        tally.add(&[Mark::naming(7)], &Rules::approval(5));
        assert_eq!((tally.votes, tally.ballots), (vec![0, 2], 3));
    }
}
