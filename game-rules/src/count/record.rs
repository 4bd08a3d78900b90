//! An outcome in the making, for rules under which supporters pay.

use super::electorate::Electorate;
use super::{Outcome, Share, Step, Terms, Tie, Verdict};
use crate::money::Money;

/// Keeps the money of the pool and what became of each project.
pub(super) struct Record<'a> {
    electorate: &'a Electorate<'a>,
    terms: &'a Terms,
    pub outcome: Outcome,
    pub left: Money,
    ties: Vec<Tie>,
    /// Losers with the reason, in the order in which they dropped out.
    lost: Vec<(u32, Verdict)>,
}

impl<'a> Record<'a> {
    /// Projects funded earlier and free ones come first.
    pub fn new(electorate: &'a Electorate<'a>, terms: &'a Terms) -> Self {
        let mut record = Self {
            electorate,
            terms,
            outcome: Outcome::new(terms.budget),
            left: terms.budget,
            ties: Vec::new(),
            lost: electorate.out.clone(),
        };
        for &project in &electorate.earlier {
            record.win(project, Verdict::FundedEarlier, Money::ZERO, None);
        }
        for &project in &electorate.free {
            record.fund(project, None);
        }
        record
    }

    /// The pool pays the whole cost.
    pub fn fund(&mut self, project: u32, share: Option<Share>) {
        self.win(project, Verdict::Funded, self.electorate.money(project), share);
    }

    fn win(&mut self, project: u32, verdict: Verdict, paid: Money, share: Option<Share>) {
        let left_before = self.left;
        self.left = self.left.saturating_sub(paid);
        self.outcome.cost = self.outcome.cost.saturating_add(paid);
        self.outcome.selected.push(project);
        let (score, left_after) = (self.score(project), self.left);
        self.outcome.steps.push(Step { project, score, verdict, left_before, left_after, share });
    }

    /// The project is out, for now for this reason.
    pub fn lose(&mut self, project: u32, verdict: Verdict) {
        self.lost.push((project, verdict));
    }

    /// Forgets who lost, when another rule decides about them.
    pub fn reopen(&mut self) {
        self.lost.clear();
    }

    /// Notes equal projects, given in the order that decided, unless it is only one.
    pub fn tie(&mut self, score: i64, tied: &[u32]) {
        if tied.len() > 1 {
            let decided_by = self.terms.ties.decided_by(tied);
            self.ties.push(Tie { score, projects: tied.to_vec(), decided_by, decisive: false });
        }
    }

    pub fn score(&self, project: u32) -> i64 {
        self.electorate.profile.tally().score.get(project as usize).copied().unwrap_or(0)
    }

    /// The outcome, with the losers after the winners.
    pub fn finish(mut self) -> Outcome {
        for (project, verdict) in std::mem::take(&mut self.lost) {
            let (score, left) = (self.score(project), self.left);
            self.outcome.steps.push(Step {
                project,
                score,
                verdict,
                left_before: left,
                left_after: left,
                share: None,
            });
        }
        for tie in &mut self.ties {
            tie.decisive = !tie.projects.iter().all(|&project| self.outcome.wins(project));
        }
        self.outcome.ties.splice(0..0, self.ties);
        self.outcome
    }
}
