//! The set of projects that together give the voters most, whatever their order: the knapsack problem, solved exactly.
//!
//! Rey and Maly, *The (Computational) Social Choice Take on Indivisible Participatory Budgeting* (2023), section 3.1.
//! The method is the list of undominated partial choices of Nemhauser and Ullmann (1969), over classes of projects of
//! which at most one wins (Kellerer, Pferschy and Pisinger, *Knapsack Problems*, 2004, chapter 11), pruned by the bound
//! of the relaxed problem.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use super::terms::Support;
use super::{Candidate, Measure, Outcome, Step, Tally, Terms, Tie, Verdict};
use crate::money::Money;

/// Why the best choice cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum WelfareError {
    #[error("least spends are not known to maximum welfare")]
    Minima,
    #[error("project {project} may be funded in part, which is not known to maximum welfare")]
    InPart { project: u32 },
    #[error("the best choice is too hard to find: {choices} partial choices are undominated")]
    TooHard { choices: usize },
}

impl WelfareError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Minima => "welfare-minima",
            Self::InPart { .. } => "welfare-in-part",
            Self::TooHard { .. } => "welfare-too-hard",
        }
    }
}

/// Counts one pool: the projects within the budget whose worths have the greatest sum.
///
/// A project is worth its votes (cardinality), its points, or its points times its cost in minor units (cost). Of choices
/// of equal sum the one that costs less is taken; of these, the one that has the project first in the order of ties among
/// those in which they differ. A project that is worth nothing is not funded. Withdrawn projects and those below the
/// threshold cannot win, at most one project of each exclusion group does, and projects funded earlier win and take
/// nothing. Winners are listed by score.
///
/// # Errors
/// Terms with least spends or parts, and choices so alike that more than 64 MB of partial ones would have to be kept.
pub fn max_welfare(
    projects: &[Candidate],
    tally: &Tally,
    measure: Measure,
    terms: &Terms,
) -> Result<Outcome, WelfareError> {
    if !terms.minima.is_empty() {
        return Err(WelfareError::Minima);
    }
    let in_part = |candidate: &Candidate| candidate.least.is_some() && !candidate.withdrawn;
    if let Some(project) = projects.iter().position(in_part) {
        return Err(WelfareError::InPart { project: project as u32 });
    }
    let places = terms.ties.places(projects.len());
    let support: Vec<_> = (0..projects.len()).map(|project| Support::of(tally, project)).collect();
    let worth = |project: usize| {
        let Support { score, votes } = support[project];
        match measure {
            Measure::Cardinality => i128::from(votes),
            Measure::Points => i128::from(score),
            Measure::Cost => i128::from(score) * i128::from(projects[project].cost.minor()),
        }
    };
    let mut fates = settled(projects, tally, terms, &places);
    for (project, fate) in fates.iter_mut().enumerate() {
        if fate.is_none() && worth(project) <= 0 {
            let named = support[project].votes > 0 || support[project].score != 0;
            *fate = Some(if named { Verdict::LessWelfare } else { Verdict::NoSupport });
        }
    }
    let mut open: Vec<usize> =
        (0..projects.len()).filter(|&project| fates[project].is_none()).collect();
    open.sort_by_key(|&project| places[project]);
    let items: Vec<Item> = open
        .iter()
        .map(|&project| Item {
            cost: projects[project].cost.minor(),
            worth: worth(project),
            group: projects[project].group,
        })
        .collect();
    for number in best(&items, terms.budget.minor())? {
        fates[open[number]] = Some(Verdict::Funded);
    }
    let won = |fates: &[Option<Verdict>], project: usize| fates[project] == Some(Verdict::Funded);
    let mut outcome = Outcome::new(terms.budget);
    outcome.ties = ties(&open, &items, terms, |project| won(&fates, project), &support);
    for &project in &open {
        let mate = |other: &&usize| {
            won(&fates, **other)
                && projects[project].group.is_some()
                && projects[**other].group == projects[project].group
        };
        if !won(&fates, project) {
            let excluding = open.iter().find(mate).map(|&other| other as u32);
            let excluded = excluding.map(|project| Verdict::ExcludedBy { project });
            fates[project] = Some(excluded.unwrap_or(Verdict::LessWelfare));
        }
    }
    let mut order: Vec<usize> = (0..projects.len()).collect();
    order.sort_by_key(|&project| {
        let earlier = fates[project] == Some(Verdict::FundedEarlier);
        (Reverse(earlier), Reverse(support[project].score), places[project])
    });
    let mut left = terms.budget;
    for project in order {
        let verdict = fates[project].unwrap_or(Verdict::LessWelfare);
        let left_before = left;
        if verdict == Verdict::Funded {
            left = left.saturating_sub(projects[project].cost);
            outcome.cost = outcome.cost.saturating_add(projects[project].cost);
        }
        let (score, project) = (support[project].score, project as u32);
        if verdict.wins() {
            outcome.selected.push(project);
        }
        let share = None;
        outcome.steps.push(Step { project, score, verdict, left_before, left_after: left, share });
    }
    Ok(outcome)
}

/// The projects whose fate does not depend on the choice.
fn settled(
    projects: &[Candidate],
    tally: &Tally,
    terms: &Terms,
    places: &[usize],
) -> Vec<Option<Verdict>> {
    let earlier = |project: &usize| {
        let candidate: &Candidate = &projects[*project];
        candidate.funded_earlier && !candidate.withdrawn
    };
    let mut first: Vec<usize> = (0..projects.len()).filter(earlier).collect();
    first.sort_by_key(|&project| places[project]);
    let verdict = |project: usize| {
        let candidate = &projects[project];
        if earlier(&project) {
            return Some(Verdict::FundedEarlier);
        }
        let mate = |other: &&usize| {
            candidate.group.is_some() && projects[**other].group == candidate.group
        };
        let excluded = || first.iter().find(mate).map(|&other| other as u32);
        let dear = || {
            let short_by = candidate.cost.saturating_sub(terms.budget);
            (short_by > Money::ZERO).then_some(Verdict::DoesNotFit { short_by })
        };
        terms
            .rules_out(candidate, tally, project)
            .or_else(|| excluded().map(|project| Verdict::ExcludedBy { project }))
            .or_else(dear)
    };
    (0..projects.len()).map(verdict).collect()
}

/// Projects of equal worth and cost of which some won: between them the order of ties decided.
fn ties(
    open: &[usize],
    items: &[Item],
    terms: &Terms,
    won: impl Fn(usize) -> bool,
    support: &[Support],
) -> Vec<Tie> {
    let mut numbers: Vec<usize> = (0..items.len()).collect();
    numbers.sort_by_key(|&number| (Reverse(items[number].worth), items[number].cost, number));
    let alike =
        |&a: &usize, &b: &usize| (items[a].worth, items[a].cost) == (items[b].worth, items[b].cost);
    let tied = numbers.chunk_by(alike).filter_map(|tied| {
        let boundary = tied.windows(2).find(|pair| won(open[pair[0]]) != won(open[pair[1]]))?;
        let projects = |numbers: &[usize]| -> Vec<u32> {
            numbers.iter().map(|&number| open[number] as u32).collect()
        };
        Some(Tie {
            score: support[open[tied[0]]].score,
            projects: projects(tied),
            decided_by: terms.ties.decided_by(&projects(boundary)),
            decisive: true,
        })
    });
    tied.collect()
}

/// Something to choose; its number in the list is its place in the order of ties.
#[derive(Clone, Copy, Debug)]
struct Item {
    cost: i64,
    worth: i128,
    group: Option<u32>,
}

/// The numbers of the best items together within the budget.
fn best(items: &[Item], budget: i64) -> Result<Vec<usize>, WelfareError> {
    let classes = classes(items);
    let mut increments: Vec<Increment> = classes
        .iter()
        .enumerate()
        .flat_map(|(class, numbers)| hull(items, numbers, class))
        .collect();
    increments.sort_by(Increment::by_efficiency);
    // Classes in the order of their first increment: what is decided first is what matters most.
    let mut order: Vec<usize> = Vec::with_capacity(classes.len());
    let mut position = vec![usize::MAX; classes.len()];
    for increment in &increments {
        if position[increment.class] == usize::MAX {
            position[increment.class] = order.len();
            order.push(increment.class);
        }
    }
    let mut choices = Choices::empty(items.len());
    let mut reached = 0;
    for (turn, &class) in order.iter().enumerate() {
        let before = choices.clone();
        for &number in &classes[class] {
            choices = choices.merge(&before, number, &items[number], budget)?;
        }
        increments.retain(|increment| position[increment.class] > turn);
        choices.prune(&Bound::of(&increments), budget, &mut reached);
    }
    Ok(choices.last())
}

/// Items of which at most one may be chosen: those of a group, and each other by itself.
fn classes(items: &[Item]) -> Vec<Vec<usize>> {
    let mut numbers: Vec<usize> = (0..items.len()).collect();
    numbers.sort_by_key(|&number| (items[number].group, number));
    let together =
        |&a: &usize, &b: &usize| items[a].group.is_some() && items[a].group == items[b].group;
    numbers.chunk_by(together).map(<[usize]>::to_vec).collect()
}

/// A step from a cheaper item of a class, or none, to a dearer one, in the relaxed problem.
struct Increment {
    class: usize,
    cost: i64,
    worth: i128,
}

impl Increment {
    /// The most worth for its cost first.
    fn by_efficiency(&self, other: &Self) -> Ordering {
        compare_products((other.worth, self.cost), (self.worth, other.cost))
    }
}

/// Compares products exactly: a worth is below 2¹²⁶, so that only the product may not fit.
fn compare_products(a: (i128, i64), b: (i128, i64)) -> Ordering {
    let wide = |(worth, cost): (i128, i64)| {
        let (worth, cost) = (worth.unsigned_abs(), u128::from(cost.unsigned_abs()));
        let (high, low) = ((worth >> 64) * cost, (worth & u128::from(u64::MAX)) * cost);
        let high = high + (low >> 64);
        (high, low & u128::from(u64::MAX))
    };
    wide(a).cmp(&wide(b))
}

/// The increments along the upper hull of a class, each of less worth for its cost than the one before.
fn hull(items: &[Item], numbers: &[usize], class: usize) -> Vec<Increment> {
    let mut points: Vec<(i64, i128)> =
        numbers.iter().map(|&number| (items[number].cost, items[number].worth)).collect();
    points.sort_by_key(|&(cost, worth)| (cost, Reverse(worth)));
    let mut steps: Vec<Increment> = Vec::with_capacity(points.len());
    let (mut cost, mut worth) = (0, 0);
    for point in points {
        if point.1 <= worth {
            continue;
        }
        let mut step = Increment { class, cost: point.0 - cost, worth: point.1 - worth };
        (cost, worth) = point;
        while let Some(last) = steps.pop_if(|last| step.by_efficiency(last).is_le()) {
            step.cost += last.cost;
            step.worth += last.worth;
        }
        steps.push(step);
    }
    steps
}

/// What the classes not yet decided can still add.
struct Bound<'a> {
    increments: &'a [Increment],
    /// Cost and worth of the first increments together; one more than there are increments.
    sums: Vec<(i128, i128)>,
}

impl<'a> Bound<'a> {
    fn of(increments: &'a [Increment]) -> Self {
        let mut sums = vec![(0, 0)];
        let mut sum = (0_i128, 0_i128);
        for increment in increments {
            sum = (sum.0 + i128::from(increment.cost), sum.1.saturating_add(increment.worth));
            sums.push(sum);
        }
        Self { increments, sums }
    }

    /// With so much money: what can surely be added, and what surely cannot be exceeded.
    fn of_rest(&self, left: i64) -> (i128, i128) {
        let whole = self.sums.partition_point(|&(cost, _)| cost <= i128::from(left)).max(1) - 1;
        let (spent, added) = self.sums[whole];
        let part = self.increments.get(whole).map_or(0, |next| {
            let rest = i128::from(left) - spent;
            let part = rest.checked_mul(next.worth).map(|part| part / i128::from(next.cost.max(1)));
            part.unwrap_or(next.worth)
        });
        (added, added.saturating_add(part))
    }
}

/// Undominated partial choices: none costs as much as another without being worth more. By rising cost and worth.
#[derive(Clone)]
struct Choices {
    /// Words of each set.
    words: usize,
    sums: Vec<(i64, i128)>,
    /// The chosen items of each, one bit an item, the first in the highest bit of the first word: of two sets the one
    /// with the first item in which they differ is the greater.
    sets: Vec<u64>,
}

impl Choices {
    /// Words of memory that a list may take: 64 MB.
    const MOST_WORDS: usize = 8 << 20;

    /// The one choice of nothing.
    fn empty(items: usize) -> Self {
        let words = items.div_ceil(64);
        Self { words, sums: vec![(0, 0)], sets: vec![0; words] }
    }

    fn set(&self, choice: usize) -> &[u64] {
        &self.sets[choice * self.words..(choice + 1) * self.words]
    }

    /// These choices and those of `before` with one more item, without the dominated ones.
    fn merge(
        &self,
        before: &Self,
        number: usize,
        item: &Item,
        budget: i64,
    ) -> Result<Self, WelfareError> {
        let (word, bit) = (number / 64, 1_u64 << (63 - number % 64));
        let with = |choice: usize| {
            let &(cost, worth) = before.sums.get(choice)?;
            let cost = cost.checked_add(item.cost).filter(|&cost| cost <= budget)?;
            Some((cost, worth.saturating_add(item.worth)))
        };
        let extended = |choice: usize| {
            let words = before.set(choice).iter().enumerate();
            words.map(move |(place, &set)| if place == word { set | bit } else { set })
        };
        let mut merged = Self { words: self.words, sums: Vec::new(), sets: Vec::new() };
        let (mut old, mut new) = (0, 0);
        loop {
            let takes_old = match (self.sums.get(old), with(new)) {
                (None, None) => break,
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (Some(&(cost, worth)), Some((new_cost, new_worth))) => {
                    let ahead = (cost, Reverse(worth)).cmp(&(new_cost, Reverse(new_worth)));
                    ahead.then_with(|| extended(new).cmp(self.set(old).iter().copied())).is_lt()
                }
            };
            let sum = if takes_old { self.sums.get(old).copied() } else { with(new) };
            let better = |sum: &(i64, i128)| merged.sums.last().is_none_or(|last| sum.1 > last.1);
            if let Some(sum) = sum.filter(better) {
                merged.sums.push(sum);
                match takes_old {
                    true => merged.sets.extend_from_slice(self.set(old)),
                    false => merged.sets.extend(extended(new)),
                }
            }
            if takes_old {
                old += 1
            } else {
                new += 1
            }
            if merged.sums.len() * (self.words + 4) > Self::MOST_WORDS {
                return Err(WelfareError::TooHard { choices: merged.sums.len() });
            }
        }
        Ok(merged)
    }

    /// Drops what cannot become as good as the best that is known to be reached.
    fn prune(&mut self, bound: &Bound, budget: i64, reached: &mut i128) {
        let bounds: Vec<(i128, i128)> =
            self.sums.iter().map(|&(cost, _)| bound.of_rest(budget - cost)).collect();
        let sure = self.sums.iter().zip(&bounds).map(|(sum, bound)| sum.1.saturating_add(bound.0));
        *reached = sure.max().unwrap_or(0).max(*reached);
        let mut kept = 0;
        for (choice, bound) in bounds.iter().enumerate() {
            if self.sums[choice].1.saturating_add(bound.1) >= *reached {
                self.sums[kept] = self.sums[choice];
                let words = choice * self.words..(choice + 1) * self.words;
                self.sets.copy_within(words, kept * self.words);
                kept += 1;
            }
        }
        self.sums.truncate(kept);
        self.sets.truncate(kept * self.words);
    }

    /// The items of the choice that is worth most.
    fn last(&self) -> Vec<usize> {
        let Some(last) = self.sums.len().checked_sub(1) else { return Vec::new() };
        let set = self.set(last);
        let chosen = |number: &usize| set[number / 64] & 1 << (63 - number % 64) != 0;
        (0..self.words * 64).filter(chosen).collect()
    }
}
