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
use super::record::Record;
use super::{
    Candidate, Comparison, Endowment, Fit, Greedy, Measure, Order, Outcome, Profile, Share, Step,
    Terms, Verdict, greedy,
};
use crate::money::Money;
pub use run::rounds::{Round, effective_votes};
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
pub(super) const UNIT: Money = Money::from_minor(100);

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
/// budget, a rule with raises funds them all. Costs are paid whole or not at all, and no part of the budget is set aside:
/// `least` of a candidate and `minima` of the terms have no meaning here.
pub fn equal_shares(
    projects: &[Candidate],
    profile: &Profile,
    rule: EqualShares,
    terms: &Terms,
) -> Outcome {
    let electorate = Electorate::new(projects, profile, rule.measure, terms);
    let endowment = search::endowment(&electorate, rule, terms.budget);
    let mut record = Record::new(&electorate, terms);
    record.outcome.endowment = Some(endowment);
    let total = endowment.total();
    Run::new(&electorate).run(total..=total, None, |event| note(&mut record, event));
    if matches!(rule.completion, Completion::Utilitarian | Completion::Add1u) {
        complete(&mut record, &electorate, rule.measure, terms);
    }
    let outcome = record.finish();
    match rule.compare {
        Compare::None => outcome,
        by => compare(projects, profile, terms, outcome, by),
    }
}

/// The projects bought when every ballot has what it had of an endowment, rounded down to whole minor units for all ballots
/// together; also when the ballots are others than those it was made for.
pub(super) fn bought_with(
    projects: &[Candidate],
    profile: &Profile,
    measure: Measure,
    terms: &Terms,
    endowment: Endowment,
) -> Vec<u32> {
    let electorate = Electorate::new(projects, profile, measure, terms);
    let total = endowment.total().saturating_mul(u128::from(electorate.ballots))
        / u128::from(endowment.ballots.max(1));
    let mut run = Run::new(&electorate);
    // Nobody is told the prices, so a limit that is never met spares finding them.
    run.run(total..=total, Some(Money::from_minor(i64::MAX)), |_| {});
    electorate.free.iter().copied().chain(run.purchases()).collect()
}

fn note(record: &mut Record, event: Event<'_>) {
    match event {
        Event::Bought { project, price, payers, tied } => {
            record.tie(price.effective_milli / 1000, tied);
            let share = Share {
                effective_milli: price.effective_milli,
                price: price.each,
                payers: payers.ballots,
                exhausted: payers.exhausted,
            };
            record.fund(project, Some(share));
        }
        Event::Dropped { project, short_by } => {
            record.lose(project, Verdict::SupportersShort { short_by });
        }
        Event::Excluded { project, by } => {
            record.lose(project, Verdict::ExcludedBy { project: by });
        }
    }
}

/// Spends what is left by the greedy rule on the projects that Equal Shares left out.
fn complete(record: &mut Record, electorate: &Electorate, measure: Measure, terms: &Terms) {
    let bought = record.outcome.selected.clone();
    let mut rest = electorate.candidates.to_vec();
    for &winner in &bought {
        rest[winner as usize].funded_earlier = true;
    }
    // The threshold asks for the pool's score and budget, not for what the measure gives or what is left.
    let below =
        |&&(_, verdict): &&(u32, Verdict)| matches!(verdict, Verdict::BelowThreshold { .. });
    let below: BTreeMap<u32, Verdict> = electorate.out.iter().filter(below).copied().collect();
    below.keys().for_each(|&project| rest[project as usize].withdrawn = true);
    let order = match measure {
        Measure::Cost => Order::Score,
        Measure::Cardinality | Measure::Points => Order::ScorePerCost,
    };
    let left = Terms { budget: record.left, threshold: None, ..terms.clone() };
    let rule = Greedy { order, fit: Fit::Skip };
    let mut tally = electorate.profile.tally().clone();
    if measure == Measure::Cardinality {
        tally.score = (0..).map(|project| electorate.votes(project)).take(rest.len()).collect();
    }
    let completed = greedy(&rest, &tally, rule, &left);
    record.reopen();
    for step in completed.steps {
        let Step { project, verdict, .. } = step;
        match verdict {
            _ if bought.contains(&project) => {}
            Verdict::Funded => record.fund(project, None),
            _ => {
                let verdict = below.get(&project).copied().unwrap_or(verdict);
                let score = record.score(project);
                record.outcome.steps.push(Step { score, verdict, ..step });
            }
        }
    }
    record.outcome.ties.extend(completed.ties);
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
