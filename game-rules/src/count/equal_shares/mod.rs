//! The Method of Equal Shares: every ballot gets the same money, and a project is bought by those who support it
//! (Peters, Pierczyński, Skowron: Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021).
//!
//! Supporters pay alike, or all they have left. In every round the project is bought that gives its supporters the most
//! for each unit of money; with cost utilities, that with the most *effective votes*, its cost divided by the full price
//! of a vote. One run seldom spends the budget; the completions of cities are parameters.

mod run;
mod search;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::electorate::Electorate;
use super::{
    Candidate, Comparison, Endowment, Fit, Greedy, Measure, Order, Outcome, Profile, Share, Step,
    Terms, Tie, Verdict, greedy,
};
use crate::money::Money;
use run::{Event, Run};

/// What follows a first run, which rarely spends the whole budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completion {
    /// Nothing.
    #[default]
    None,
    /// The greedy rule on what is left, by what the measure gives for each unit of cost.
    Utilitarian,
    /// Everybody's money is raised by one unit of currency, run after run, until the outcome would cost more than the
    /// budget; the last affordable one counts.
    Add1,
    /// [`Completion::Add1`], then the greedy rule on what is left.
    Add1u,
}

/// The money everybody begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// The budget divided by the ballots, as a fraction.
    #[default]
    Exact,
    /// The same, rounded down to a whole unit of currency.
    Integral,
}

/// Whether the ballots then choose between Equal Shares and the greedy rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// No.
    #[default]
    None,
    /// By which outcome has more projects that the ballot names.
    Satisfaction,
    /// By which outcome has any such project where the other has none.
    Exclusion,
}

/// The variants of Equal Shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualShares {
    #[serde(default)]
    pub measure: Measure,
    #[serde(default)]
    pub completion: Completion,
    #[serde(default)]
    pub start: Start,
    /// Whether raising ends as soon as nothing more fits into the budget.
    #[serde(default = "yes")]
    pub exhaustive: bool,
    /// By how much each ballot's money is raised, more than nothing.
    #[serde(default = "one_unit")]
    pub raise: Money,
    #[serde(default)]
    pub compare: Compare,
}

fn yes() -> bool {
    true
}

fn one_unit() -> Money {
    UNIT
}

/// One unit of currency.
const UNIT: Money = Money::from_minor(100);

impl Default for EqualShares {
    fn default() -> Self {
        Self {
            measure: Measure::Cost,
            completion: Completion::None,
            start: Start::Exact,
            exhaustive: true,
            raise: UNIT,
            compare: Compare::None,
        }
    }
}

/// Counts one pool. Where projects are equally good, the order of ties decides.
///
/// Projects that cost nothing and have a supporter are funded first. When all supported projects together fit into the
/// budget, a rule with raises funds them all.
pub fn equal_shares(
    projects: &[Candidate],
    profile: &Profile,
    rule: EqualShares,
    terms: &Terms,
) -> Outcome {
    let electorate = Electorate::new(projects, profile, rule.measure, terms);
    let endowment = search::endowment(&electorate, rule, terms.budget);
    let mut count = Count::new(&electorate, endowment, terms);
    Run::new(&electorate).run(endowment.total(), None, |event| count.note(event));
    if matches!(rule.completion, Completion::Utilitarian | Completion::Add1u) {
        count.complete(rule.measure, terms);
    }
    let outcome = count.outcome();
    match rule.compare {
        Compare::None => outcome,
        by => compare(projects, profile, terms, outcome, by),
    }
}

/// An outcome in the making.
struct Count<'a> {
    electorate: &'a Electorate<'a>,
    outcome: Outcome,
    left: Money,
    /// Losers with the reason, in the order in which they dropped out.
    lost: Vec<(u32, Verdict)>,
}

impl<'a> Count<'a> {
    fn new(electorate: &'a Electorate<'a>, endowment: Endowment, terms: &Terms) -> Self {
        let mut count = Self {
            electorate,
            outcome: Outcome::empty(terms.budget),
            left: terms.budget,
            lost: electorate.out.clone(),
        };
        count.outcome.endowment = Some(endowment);
        for &project in &electorate.free {
            count.fund(project, None);
        }
        count
    }

    fn note(&mut self, event: Event<'_>) {
        match event {
            Event::Bought { project, price, payers, tied } => {
                if !tied.is_empty() {
                    self.outcome.ties.push(Tie {
                        score: price.effective_milli / 1000,
                        projects: tied.to_vec(),
                        decided_by: self.electorate.decided_by,
                        decisive: false,
                    });
                }
                let share = Share {
                    effective_milli: price.effective_milli,
                    price: price.each,
                    payers: payers.ballots,
                    exhausted: payers.exhausted,
                };
                self.fund(project, Some(share));
            }
            Event::Dropped { project, short_by } => {
                self.lost.push((project, Verdict::SupportersShort { short_by }));
            }
            Event::Excluded { project, by } => {
                self.lost.push((project, Verdict::ExcludedBy { project: by }));
            }
        }
    }

    fn fund(&mut self, project: u32, share: Option<Share>) {
        let cost = self.electorate.candidates[project as usize].cost;
        let left_before = self.left;
        self.left = self.left.saturating_sub(cost);
        self.outcome.cost = self.outcome.cost.saturating_add(cost);
        self.outcome.selected.push(project);
        self.outcome.steps.push(Step {
            project,
            score: self.score(project),
            verdict: Verdict::Funded,
            left_before,
            left_after: self.left,
            share,
        });
    }

    fn score(&self, project: u32) -> i64 {
        self.electorate.profile.tally().score.get(project as usize).copied().unwrap_or(0)
    }

    /// Spends what is left by the greedy rule on the projects that Equal Shares left out.
    fn complete(&mut self, measure: Measure, terms: &Terms) {
        let mut rest = self.electorate.candidates.to_vec();
        let mut by_group = BTreeMap::new();
        for &winner in &self.outcome.selected {
            let candidate = &mut rest[winner as usize];
            by_group.extend(candidate.group.map(|group| (group, winner)));
            candidate.withdrawn = true;
        }
        // The threshold asks for the pool's score, which need not be what the measure gives.
        let barred: BTreeMap<u32, Verdict> = self
            .electorate
            .out
            .iter()
            .filter(|(_, verdict)| matches!(verdict, Verdict::BelowThreshold { .. }))
            .copied()
            .collect();
        barred.keys().for_each(|&project| rest[project as usize].withdrawn = true);
        let mut left = Terms { budget: self.left, threshold: None, ..terms.clone() };
        left.taken_groups.extend(by_group.keys());
        let order = match measure {
            Measure::Cost => Order::Score,
            Measure::Cardinality | Measure::Points => Order::ScorePerCost,
        };
        let rule = Greedy { order, fit: Fit::Skip };
        let mut tally = self.electorate.profile.tally().clone();
        if measure == Measure::Cardinality {
            tally.score =
                (0..).map(|project| self.electorate.votes(project)).take(rest.len()).collect();
        }
        let completed = greedy(&rest, &tally, rule, &left);
        for mut step in completed.steps {
            if self.outcome.selected.contains(&step.project) {
                continue;
            }
            step.score = self.score(step.project);
            step.verdict = match step.verdict {
                Verdict::Funded => {
                    self.fund(step.project, None);
                    continue;
                }
                Verdict::ExcludedEarlier { group } if by_group.contains_key(&group) => {
                    Verdict::ExcludedBy { project: by_group[&group] }
                }
                verdict => barred.get(&step.project).copied().unwrap_or(verdict),
            };
            self.outcome.steps.push(step);
        }
        self.outcome.ties.extend(completed.ties);
        self.lost.clear();
    }

    fn outcome(mut self) -> Outcome {
        for (project, verdict) in std::mem::take(&mut self.lost) {
            self.outcome.steps.push(Step {
                project,
                score: self.score(project),
                verdict,
                left_before: self.left,
                left_after: self.left,
                share: None,
            });
        }
        self.outcome
    }
}

/// Lets every ballot choose between an outcome and that of the greedy rule on the same projects.
fn compare(
    projects: &[Candidate],
    profile: &Profile,
    terms: &Terms,
    shares: Outcome,
    by: Compare,
) -> Outcome {
    let mut other = greedy(projects, profile.tally(), Greedy::default(), terms);
    let won = |outcome: &Outcome| {
        let mut won = vec![false; projects.len()];
        outcome.selected.iter().for_each(|&project| won[project as usize] = true);
        won
    };
    let (by_shares, by_greedy) = (won(&shares), won(&other));
    let mut comparison = Comparison { prefer_equal_shares: 0, prefer_greedy: 0 };
    for (ballot, weight) in profile.ballots() {
        let count = |won: &[bool]| {
            let hits = ballot.iter().filter(|&&project| won[project as usize]).count();
            if by == Compare::Exclusion { hits.min(1) } else { hits }
        };
        match count(&by_shares).cmp(&count(&by_greedy)) {
            std::cmp::Ordering::Greater => comparison.prefer_equal_shares += u64::from(weight),
            std::cmp::Ordering::Less => comparison.prefer_greedy += u64::from(weight),
            std::cmp::Ordering::Equal => {}
        }
    }
    let mut chosen = if comparison.greedy_wins() {
        other.endowment = shares.endowment;
        other
    } else {
        shares
    };
    chosen.comparison = Some(comparison);
    chosen
}
