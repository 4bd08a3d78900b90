//! Several pools in sequence: what a district leaves over may go to the city, and a project that won in one pool
//! excludes others of its group in those after it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Candidate, Outcome, Profile, Rule, Terms, Verdict, count};
use crate::money::Money;

/// One pool of the sequence.
#[derive(Clone, Debug)]
pub struct Pool<'a> {
    pub projects: &'a [Candidate],
    pub profile: &'a Profile,
    pub rule: Rule,
    /// The pool's own money; groups taken in pools before are added while counting.
    pub terms: Terms,
    /// What becomes of the money its winners leave.
    pub leftover: Leftover,
    /// Persons who could have voted; needed only where turnout decides.
    pub electorate: Option<u64>,
}

/// What becomes of the money a pool leaves over. Pools are indices into the sequence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "leftover", rename_all = "snake_case")]
pub enum Leftover {
    /// It stays unspent (Warsaw).
    #[default]
    Stay,
    /// It is added to a pool counted later (Łódź: from the districts to the city).
    To { pool: usize },
    /// It goes to that one of these pools in which the largest share of the electorate voted; of equal ones to the first
    /// named. When all pools have been counted, that pool's winners stand, and the money is spent on its other projects
    /// (Częstochowa). What the pool with the best turnout itself leaves over stays there.
    BestTurnout { among: Vec<usize> },
}

/// Money that went from one pool to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub from: usize,
    pub to: usize,
    pub amount: Money,
}

/// The result of one pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// By the pool's own money and what it received before it was counted.
    pub outcome: Outcome,
    /// What it received, before its count or after.
    pub received: Money,
    /// What money received after the count adds: only the further winners are selected; those of the first count are
    /// [`Verdict::FundedEarlier`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further: Option<Outcome>,
    /// What stays unspent in this pool at the end.
    pub left: Money,
}

/// The results of all pools, in their order. All the pools' own money together is what winners get and what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cascade {
    pub pools: Vec<Counted>,
    pub moves: Vec<Move>,
}

/// Why a sequence cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CascadeError {
    #[error("pool {from} leaves its money to pool {to}, which is not counted after it")]
    NotLater { from: usize, to: usize },
    #[error("pool {from} leaves its money to the best turnout, but no pools are named")]
    NoneNamed { from: usize },
    #[error("the turnout of pool {pool} is asked for, but the size of its electorate is not known")]
    NoElectorate { pool: usize },
}

impl CascadeError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotLater { .. } => "cascade-not-later",
            Self::NoneNamed { .. } => "cascade-none-named",
            Self::NoElectorate { .. } => "cascade-no-electorate",
        }
    }
}

/// Counts the pools one after another, each by its own rule.
///
/// # Errors
/// Leftovers that go to a pool counted no later, or by a turnout that is not known.
pub fn cascade(pools: &[Pool]) -> Result<Cascade, CascadeError> {
    cascade_by(pools, |pool, projects, terms| Ok(count(projects, pool.profile, pool.rule, terms)))
}

/// Counts the pools with a rule that is not one of [`Rule`], given a pool, its candidates and its terms at its turn.
///
/// # Errors
/// As [`cascade`], and those of the rule.
pub fn cascade_by<E: From<CascadeError>>(
    pools: &[Pool],
    mut count: impl FnMut(&Pool, &[Candidate], &Terms) -> Result<Outcome, E>,
) -> Result<Cascade, E> {
    let targets =
        (0..pools.len()).map(|from| target(pools, from)).collect::<Result<Vec<_>, _>>()?;
    let mut taken = Vec::new();
    let mut moves: Vec<Move> = Vec::new();
    let mut counted: Vec<Counted> = Vec::with_capacity(pools.len());
    for (from, pool) in pools.iter().enumerate() {
        let received = moves.iter().filter(|to| to.to == from).map(|to| to.amount).sum();
        let budget = pool.terms.budget.saturating_add(received);
        let outcome = count(pool, pool.projects, &terms(pool, budget, &taken))?;
        taken.extend(groups(pool, &outcome));
        let mut left = budget.saturating_sub(outcome.cost);
        if let Target::Later(to) = targets[from]
            && left > Money::ZERO
        {
            moves.push(Move { from, to, amount: left });
            left = Money::ZERO;
        }
        counted.push(Counted { outcome, received, further: None, left });
    }
    for (from, target) in targets.into_iter().enumerate() {
        if let Target::Afterwards(to) = target
            && to != from
            && counted[from].left > Money::ZERO
        {
            let amount = std::mem::take(&mut counted[from].left);
            moves.push(Move { from, to, amount });
            counted[to].received = counted[to].received.saturating_add(amount);
            counted[to].left = counted[to].left.saturating_add(amount);
            counted[to].further = Some(Outcome::new(Money::ZERO));
        }
    }
    for (pool, counted) in pools.iter().zip(&mut counted) {
        if counted.further.is_some() {
            let further = spend_further(pool, &counted.outcome, counted.left, &taken, &mut count)?;
            taken.extend(groups(pool, &further));
            counted.left = counted.left.saturating_sub(further.cost);
            counted.further = Some(further);
        }
    }
    Ok(Cascade { pools: counted, moves })
}

/// Where a pool's leftover goes.
#[derive(Clone, Copy)]
enum Target {
    Nowhere,
    Later(usize),
    Afterwards(usize),
}

fn target(pools: &[Pool], from: usize) -> Result<Target, CascadeError> {
    match &pools[from].leftover {
        Leftover::Stay => Ok(Target::Nowhere),
        &Leftover::To { pool: to } if to > from && to < pools.len() => Ok(Target::Later(to)),
        &Leftover::To { pool: to } => Err(CascadeError::NotLater { from, to }),
        Leftover::BestTurnout { among } => {
            let mut best: Option<(usize, u64, u64)> = None;
            for &pool in among {
                let known = pools.get(pool).and_then(|known| {
                    let electorate = known.electorate.filter(|&persons| persons > 0)?;
                    Some((pool, known.profile.tally().ballots, electorate))
                });
                let next = known.ok_or(CascadeError::NoElectorate { pool })?;
                let turnout_is_higher = |(_, ballots, electorate): (usize, u64, u64)| {
                    u128::from(next.1) * u128::from(electorate)
                        > u128::from(ballots) * u128::from(next.2)
                };
                if best.is_none_or(turnout_is_higher) {
                    best = Some(next);
                }
            }
            best.map(|(to, ..)| Target::Afterwards(to)).ok_or(CascadeError::NoneNamed { from })
        }
    }
}

fn terms(pool: &Pool, budget: Money, taken: &[u32]) -> Terms {
    let taken_groups = [&pool.terms.taken_groups, taken].concat();
    Terms { budget, taken_groups, ..pool.terms.clone() }
}

/// The groups of a pool's winners.
fn groups(pool: &Pool, outcome: &Outcome) -> Vec<u32> {
    let winners = outcome.selected.iter().chain(&outcome.reserve);
    winners.filter_map(|&winner| pool.projects.get(winner as usize)?.group).collect()
}

/// Counts what a pool's further money funds. What the first count decided for good stands: its winners, and those below
/// the threshold. They are withheld, since not every rule knows projects that were funded earlier; what they are is said
/// afterwards.
fn spend_further<E>(
    pool: &Pool,
    before: &Outcome,
    money: Money,
    taken: &[u32],
    count: &mut impl FnMut(&Pool, &[Candidate], &Terms) -> Result<Outcome, E>,
) -> Result<Outcome, E> {
    let stands = before.steps.iter().filter_map(|step| match step.verdict {
        Verdict::BelowThreshold { .. } => Some((step.project, step.verdict)),
        verdict if verdict.wins() => Some((step.project, Verdict::FundedEarlier)),
        _ => None,
    });
    let stands: BTreeMap<u32, Verdict> = stands.collect();
    let mut projects = pool.projects.to_vec();
    for &project in stands.keys() {
        if let Some(project) = projects.get_mut(project as usize) {
            project.withdrawn = true;
        }
    }
    let mut terms = Terms { threshold: None, ..terms(pool, money, taken) };
    for minimum in &mut terms.minima {
        let own = before.steps.iter().filter(|step| minimum.projects.contains(&step.project));
        let spent = own.map(|step| step.left_before.saturating_sub(step.left_after)).sum();
        minimum.amount = minimum.amount.saturating_sub(spent);
    }
    let mut further = count(pool, &projects, &terms)?;
    for step in &mut further.steps {
        step.verdict = stands.get(&step.project).copied().unwrap_or(step.verdict);
    }
    // What was funded earlier has its turn before the rest; it changes no money.
    further.steps.sort_by_key(|step| step.verdict != Verdict::FundedEarlier);
    let mut left = money;
    for step in &mut further.steps {
        if step.verdict == Verdict::FundedEarlier {
            (step.left_before, step.left_after) = (left, left);
        } else {
            left = step.left_after;
        }
    }
    Ok(further)
}
