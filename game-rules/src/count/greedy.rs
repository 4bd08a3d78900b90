//! The rule of most Polish cities: projects in the order of their score, each funded if the money left covers it.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Candidate, Tally};
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

/// The score a project needs to be funded at all; reaching it is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// This many votes or points.
    Absolute(i64),
    /// A share of the pool's ballots, rounded up to whole ballots. In hundredths of a per cent: 10 % is 1000.
    ShareOfBallots { basis_points: u32 },
}

impl Threshold {
    /// The score needed when so many ballots were cast.
    pub fn score(self, ballots: u64) -> i64 {
        match self {
            Self::Absolute(score) => score,
            Self::ShareOfBallots { basis_points } => {
                let share = (u128::from(ballots) * u128::from(basis_points)).div_ceil(10_000);
                i64::try_from(share).unwrap_or(i64::MAX)
            }
        }
    }
}

/// How equal scores are put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum TieOrder {
    /// As the projects are listed.
    #[default]
    Rows,
    /// As drawn: project indices, the first wins. Projects that were not drawn follow in the order of rows.
    Drawn { order: Vec<u32> },
}

impl TieOrder {
    /// The place of each project: the smaller one goes first.
    fn places(&self, projects: usize) -> Vec<usize> {
        let drawn: &[u32] = match self {
            Self::Rows => &[],
            Self::Drawn { order } => order,
        };
        let mut places: Vec<usize> = (0..projects).map(|row| drawn.len() + row).collect();
        for (place, &project) in drawn.iter().enumerate().rev() {
            if let Some(slot) = places.get_mut(project as usize) {
                *slot = place;
            }
        }
        places
    }
}

/// The parameters of the greedy rule for one pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greedy {
    /// The money of the pool.
    pub budget: Money,
    /// What a project that does not fit does to the rest.
    #[serde(default)]
    pub fit: Fit,
    /// The score below which no project wins.
    #[serde(default)]
    pub threshold: Option<Threshold>,
    /// The order of equal scores.
    #[serde(default)]
    pub ties: TieOrder,
    /// Exclusion groups of which a project won in a pool counted earlier.
    #[serde(default)]
    pub taken_groups: Vec<u32>,
}

impl Greedy {
    /// Skip what does not fit, no threshold, ties by row.
    pub fn new(budget: Money) -> Self {
        Self {
            budget,
            fit: Fit::Skip,
            threshold: None,
            ties: TieOrder::Rows,
            taken_groups: Vec::new(),
        }
    }
}

/// Why a project won or lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
pub enum Verdict {
    /// The money left covered it.
    Funded,
    /// The money left did not cover it.
    DoesNotFit { short_by: Money },
    /// Too few votes or points, however much money is left.
    BelowThreshold { need: i64, short_by: i64 },
    /// A project of the same exclusion group had won before it.
    ExcludedBy { project: u32 },
    /// A project of the same exclusion group won in a pool counted earlier.
    ExcludedEarlier { group: u32 },
    /// Withdrawn after the vote began.
    Withdrawn,
    /// The count had ended at a project that did not fit.
    AfterStop,
    /// Funded if the reserve adds what is short.
    Reserve { short_by: Money },
}

impl Verdict {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Funded => "funded",
            Self::DoesNotFit { .. } => "does-not-fit",
            Self::BelowThreshold { .. } => "below-threshold",
            Self::ExcludedBy { .. } => "excluded-by",
            Self::ExcludedEarlier { .. } => "excluded-earlier",
            Self::Withdrawn => "withdrawn",
            Self::AfterStop => "after-stop",
            Self::Reserve { .. } => "reserve",
        }
    }
}

/// One project's turn. The reserve project leaves the pool's money as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub project: u32,
    pub score: i64,
    #[serde(flatten)]
    pub verdict: Verdict,
    pub left_before: Money,
    pub left_after: Money,
}

/// Projects with equal scores that were in the running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    pub score: i64,
    /// In the order in which they had their turns.
    pub projects: Vec<u32>,
    pub decided_by: DecidedBy,
    /// Whether another order of these projects would have funded others of them, or given the reserve to another.
    pub decisive: bool,
}

/// What put a tie in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    Rows,
    Draw,
}

/// The result of a count, whole: what was decided and why, project by project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Winners in the order of selection, without the reserve.
    pub selected: Vec<u32>,
    /// The project the reserve should complete.
    pub reserve: Option<u32>,
    /// Cost of the selected projects, never more than the budget.
    pub cost: Money,
    /// The money of the pool.
    pub budget: Money,
    /// Every project's turn, in order.
    pub steps: Vec<Step>,
    /// Equal scores, the highest first.
    pub ties: Vec<Tie>,
}

/// Counts one pool: by score, the highest first, then in the order of ties.
///
/// Withdrawn projects, those below the threshold and those excluded by a chosen one are passed over in every mode; only
/// a project that does not fit can end the count. Scores missing from the tally are 0.
pub fn greedy(projects: &[Candidate], tally: &Tally, rule: &Greedy) -> Outcome {
    let places = rule.ties.places(projects.len());
    let score = |project: usize| tally.score.get(project).copied().unwrap_or(0);
    let mut order: Vec<usize> = (0..projects.len()).collect();
    order.sort_by_key(|&project| (Reverse(score(project)), places[project], project));

    let mut count = Count {
        projects,
        fit: rule.fit,
        need: rule.threshold.map(|threshold| threshold.score(tally.ballots)),
        taken: rule.taken_groups.iter().map(|&group| (group, None)).collect(),
        left: rule.budget,
        stopped: false,
        outcome: Outcome {
            selected: Vec::new(),
            reserve: None,
            cost: Money::ZERO,
            budget: rule.budget,
            steps: Vec::with_capacity(projects.len()),
            ties: Vec::new(),
        },
    };
    let decided_by = match rule.ties {
        TieOrder::Rows => DecidedBy::Rows,
        TieOrder::Drawn { .. } => DecidedBy::Draw,
    };
    for tied in order.chunk_by(|&a, &b| score(a) == score(b)) {
        let score = tied.first().map_or(0, |&project| score(project));
        count.note_tie(tied, score, decided_by);
        for &project in tied {
            count.turn(project, score);
        }
    }
    count.outcome
}

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

    fn note_tie(&mut self, tied: &[usize], score: i64, decided_by: DecidedBy) {
        let running =
            |project: &&usize| self.out_of_the_running(&self.projects[**project], score).is_none();
        let running: Vec<usize> = tied.iter().filter(running).copied().collect();
        if running.len() < 2 {
            return;
        }
        let decisive = !self.stopped && self.is_decisive(&running);
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
