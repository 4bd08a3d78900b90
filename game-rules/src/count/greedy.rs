//! The rule of most Polish cities: projects in the order of their score, each funded if the money left covers it.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Candidate, DecidedBy, Outcome, Step, Tally, Terms, Tie, Verdict};
use crate::money::Money;

/// What happens when the next project costs more than is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Go on with the projects below it (Warsaw, Łódź, Kraków, Katowice, Częstochowa).
    #[default]
    Skip,
    /// End the count (Wrocław, Gdynia).
    Stop,
    /// End the count, and fund that project from a reserve if the money left covers 80 % of its cost (Poznań).
    Stop80,
}

/// What the greedy rule orders by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Votes or points, the most first.
    #[default]
    Score,
    /// Votes or points for each unit of cost, the most first.
    ScorePerCost,
}

/// The variants of the greedy rule. By default the score decides and what does not fit is skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greedy {
    /// What comes first.
    #[serde(default)]
    pub order: Order,
    /// What a project that does not fit does to the rest.
    #[serde(default)]
    pub fit: Fit,
}

/// Counts one pool: by score, the highest first, then in the order of ties.
///
/// Withdrawn projects, those below the threshold and those excluded by a chosen one are passed over in every mode; only
/// a project that does not fit can end the count. Scores missing from the tally are 0.
pub fn greedy(projects: &[Candidate], tally: &Tally, rule: Greedy, terms: &Terms) -> Outcome {
    let places = terms.ties.places(projects.len());
    let score = |project: usize| tally.score.get(project).copied().unwrap_or(0);
    let worth = |project: usize| match rule.order {
        Order::Score => Worth { score: score(project), cost: 1 },
        Order::ScorePerCost => {
            Worth { score: score(project), cost: projects[project].cost.minor() }
        }
    };
    let mut order: Vec<usize> = (0..projects.len()).collect();
    order.sort_by_key(|&project| (Reverse(worth(project)), places[project], project));

    let mut count = Count {
        projects,
        fit: rule.fit,
        need: terms.threshold.map(|threshold| threshold.score(tally.ballots)),
        taken: terms.taken_groups.iter().map(|&group| (group, None)).collect(),
        left: terms.budget,
        stopped: false,
        outcome: Outcome::empty(terms.budget),
    };
    let decided_by = terms.ties.decided_by();
    for tied in order.chunk_by(|&a, &b| worth(a) == worth(b)) {
        count.note_tie(tied, score, decided_by);
        for &project in tied {
            count.turn(project, score(project));
        }
    }
    count.outcome
}

/// A score, or a score per unit of cost, compared without dividing. What costs nothing is worth most.
#[derive(Clone, Copy, Debug)]
struct Worth {
    score: i64,
    cost: i64,
}

impl Ord for Worth {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        match (self.cost, other.cost) {
            (0, 0) => self.score.cmp(&other.score),
            (0, _) => std::cmp::Ordering::Greater,
            (_, 0) => std::cmp::Ordering::Less,
            (own, others) => (i128::from(self.score) * i128::from(others))
                .cmp(&(i128::from(other.score) * i128::from(own))),
        }
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Worth {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Worth {}

struct Count<'a> {
    projects: &'a [Candidate],
    fit: Fit,
    need: Option<i64>,
    /// Groups with a winner, and who it is if it won in this pool.
    taken: std::collections::BTreeMap<u32, Option<u32>>,
    left: Money,
    stopped: bool,
    outcome: Outcome,
}

impl Count<'_> {
    fn turn(&mut self, project: usize, score: i64) {
        let left_before = self.left;
        let verdict = self.verdict(project, score);
        let candidate = &self.projects[project];
        let project = project as u32;
        match verdict {
            Verdict::Funded => {
                self.left = self.left.saturating_sub(candidate.cost);
                self.outcome.cost = self.outcome.cost.saturating_add(candidate.cost);
                self.outcome.selected.push(project);
            }
            Verdict::Reserve { .. } => self.outcome.reserve = Some(project),
            _ => {}
        }
        if matches!(verdict, Verdict::Funded | Verdict::Reserve { .. }) {
            self.taken.extend(candidate.group.map(|group| (group, Some(project))));
        }
        let ends = matches!(verdict, Verdict::DoesNotFit { .. } | Verdict::Reserve { .. });
        self.stopped |= ends && self.fit != Fit::Skip;
        self.outcome.steps.push(Step {
            project,
            score,
            verdict,
            left_before,
            left_after: self.left,
            share: None,
        });
    }

    /// What a project cannot change comes first; the money is asked last.
    fn verdict(&self, project: usize, score: i64) -> Verdict {
        let candidate = &self.projects[project];
        if let Some(verdict) = self.out_of_the_running(candidate, score) {
            return verdict;
        }
        if self.stopped {
            return Verdict::AfterStop;
        }
        if candidate.cost <= self.left {
            return Verdict::Funded;
        }
        let short_by = candidate.cost.saturating_sub(self.left);
        match self.fit == Fit::Stop80 && covers_80_percent(self.left, candidate.cost) {
            true => Verdict::Reserve { short_by },
            false => Verdict::DoesNotFit { short_by },
        }
    }

    fn out_of_the_running(&self, candidate: &Candidate, score: i64) -> Option<Verdict> {
        if candidate.withdrawn {
            return Some(Verdict::Withdrawn);
        }
        if let Some(need) = self.need.filter(|&need| score < need) {
            return Some(Verdict::BelowThreshold { need, short_by: need.saturating_sub(score) });
        }
        let group = candidate.group?;
        Some(match self.taken.get(&group)? {
            Some(project) => Verdict::ExcludedBy { project: *project },
            None => Verdict::ExcludedEarlier { group },
        })
    }

    fn note_tie(&mut self, tied: &[usize], score: impl Fn(usize) -> i64, decided_by: DecidedBy) {
        let running = |&&project: &&usize| {
            self.out_of_the_running(&self.projects[project], score(project)).is_none()
        };
        let running: Vec<usize> = tied.iter().filter(running).copied().collect();
        if running.len() < 2 {
            return;
        }
        let decisive = !self.stopped && self.is_decisive(&running);
        let score = running.first().map_or(0, |&project| score(project));
        let projects = running.into_iter().map(|project| project as u32).collect();
        self.outcome.ties.push(Tie { score, projects, decided_by, decisive });
    }

    /// Whether some order of the tied projects funds others of them than another order. Each project that fits when it
    /// goes first wins in some order; so the order decides unless all of these win in every order.
    fn is_decisive(&self, tied: &[usize]) -> bool {
        let candidates = tied.iter().map(|&project| &self.projects[project]);
        let fitting: Vec<&Candidate> =
            candidates.filter(|candidate| candidate.cost <= self.left).collect();
        let others = tied.len() - fitting.len();
        let mut groups: Vec<u32> = fitting.iter().filter_map(|candidate| candidate.group).collect();
        groups.sort_unstable();
        let exclusive = groups.windows(2).any(|pair| pair[0] == pair[1]);
        let total: Money = fitting.iter().map(|candidate| candidate.cost).sum();
        match self.fit {
            Fit::Skip => exclusive || total > self.left,
            Fit::Stop => !fitting.is_empty() && (exclusive || others > 0 || total > self.left),
            // Without a project that fits, the first may still be the one the reserve completes.
            Fit::Stop80 if fitting.is_empty() => tied
                .iter()
                .any(|&project| covers_80_percent(self.left, self.projects[project].cost)),
            Fit::Stop80 => exclusive || others > 0 || total > self.left,
        }
    }
}

fn covers_80_percent(left: Money, cost: Money) -> bool {
    i128::from(left.minor()) * 10 >= i128::from(cost.minor()) * 8
}
