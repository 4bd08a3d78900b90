//! What each losing project was short of, found by counting again.
//!
//! Under rules that follow each voter's money there is no closed form: one vote more changes everybody's share. So a figure
//! is tried by a whole count, and is the answer when it wins and the next smaller step does not (compare the measures of
//! Boehmer, Faliszewski, Janeczko, Kaczmarczyk, Lisowski, Pierczyński, Rey, Stolicki, Szufa, Wąs: *Evaluation of Project
//! Performance in Participatory Budgeting*, IJCAI 2024).

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::equal_shares::{UNIT, bought_with};
use super::{Candidate, Missing, Outcome, Profile, Rule, Terms, Verdict, count};
use crate::ballot::{Mark, Rules};
use crate::money::Money;

/// What stays as it was when something is counted again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The budget: the whole rule is counted again, raises and all, and every ballot's share shrinks as ballots are added.
    SameBudget,
    /// What each ballot got in the outcome, of Equal Shares only: one run for each try, so that pools with many raises are
    /// explained at once. Wins of a completion do not count.
    SameEndowment,
}

/// For each project that did not win, in the order of steps: how many more ballots that name it alone would have made
/// it win, and at which largest lower cost, in whole units of currency, it would have won.
///
/// An extra ballot gives as many points as the ballot rules let one project have. Rivals are the winners that most of the
/// loser's ballots name as well.
pub fn what_would_have_won_again(
    projects: &[Candidate],
    profile: &Profile,
    ballots: &Rules,
    rule: Rule,
    terms: &Terms,
    outcome: &Outcome,
    again: Again,
) -> Vec<Missing> {
    let again = Search { projects, profile, ballots, rule, terms, outcome, again };
    let losers: Vec<(u32, Verdict)> = outcome
        .steps
        .iter()
        .filter(|step| !outcome.wins(step.project))
        .map(|step| (step.project, step.verdict))
        .collect();
    let mut rivals = again.rivals();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some(&(project, verdict)) = losers.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.push((project, again.extra(project, verdict), again.cost(project, verdict)));
        }
        found
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut found = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(work)).collect();
        let mut found = work();
        for other in others {
            found.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        found
    });
    losers
        .iter()
        .filter_map(|&(project, verdict)| {
            let at = found.iter().position(|&(one, ..)| one == project)?;
            let (_, extra, cost) = found.swap_remove(at);
            let excluded_by = match verdict {
                Verdict::ExcludedBy { project } => Some(project),
                _ => None,
            };
            let rivals = std::mem::take(&mut rivals[project as usize]);
            Some(Missing { project, extra, cost, rivals, excluded_by })
        })
        .collect()
}

struct Search<'a> {
    projects: &'a [Candidate],
    profile: &'a Profile,
    ballots: &'a Rules,
    rule: Rule,
    terms: &'a Terms,
    outcome: &'a Outcome,
    again: Again,
}

impl Search<'_> {
    fn wins(&self, projects: &[Candidate], profile: &Profile, project: u32) -> bool {
        match (self.again, self.rule, self.outcome.endowment) {
            (Again::SameEndowment, Rule::EqualShares(rule), Some(endowment)) => {
                bought_with(projects, profile, rule.measure, self.terms, endowment)
                    .contains(&project)
            }
            _ => count(projects, profile, self.rule, self.terms).wins(project),
        }
    }

    fn extra(&self, project: u32, verdict: Verdict) -> Option<i64> {
        if matches!(verdict, Verdict::Withdrawn | Verdict::ExcludedEarlier { .. }) {
            return None;
        }
        let points = [self.ballots.max_points, self.ballots.max_sum_points];
        let points = points.into_iter().flatten().min().unwrap_or(1).max(1);
        let mark = Mark { project, points };
        let wins = |extra: u64| {
            let mut profile = self.profile.clone();
            let Ok(weight) = u32::try_from(extra) else { return false };
            profile.add(&[mark], self.ballots, weight);
            self.wins(self.projects, &profile, project)
        };
        let guess = match (verdict, self.outcome.endowment) {
            (Verdict::SupportersShort { short_by }, Some(endowment)) => {
                short_by.minor() / endowment.each().minor().max(1) + 1
            }
            (Verdict::BelowThreshold { short_by, .. }, _) => short_by,
            _ => 1,
        };
        // More voters than all that voted would be another election.
        let most = self.profile.tally().ballots.saturating_mul(4).max(1000);
        least(guess.max(1).unsigned_abs(), most, wins).and_then(|extra| i64::try_from(extra).ok())
    }

    fn cost(&self, project: u32, verdict: Verdict) -> Option<Money> {
        if matches!(verdict, Verdict::Withdrawn | Verdict::ExcludedEarlier { .. }) {
            return None;
        }
        let cost = self.projects[project as usize].cost.minor();
        let unit = UNIT.minor();
        let steps = cost.checked_add(unit - 1)? / unit;
        let lowered = |cut: u64| i64::try_from(cut).map_or(0, |cut| (steps - cut).max(0) * unit);
        let wins = |cut: u64| {
            let mut projects = self.projects.to_vec();
            projects[project as usize].cost = Money::from_minor(lowered(cut));
            self.wins(&projects, self.profile, project)
        };
        let guess = match verdict {
            Verdict::SupportersShort { short_by } | Verdict::DoesNotFit { short_by } => {
                short_by.minor() / unit + 1
            }
            _ => 1,
        };
        let most = u64::try_from(steps).ok().filter(|&most| most > 0)?;
        let cut = least(guess.unsigned_abs(), most, wins)?;
        Some(Money::from_minor(lowered(cut)))
    }

    /// By project: the winners that its ballots name most often.
    fn rivals(&self) -> Vec<Vec<u32>> {
        let mut common = vec![vec![0_u64; self.outcome.selected.len()]; self.projects.len()];
        let mut place = vec![usize::MAX; self.projects.len()];
        for (at, &winner) in self.outcome.selected.iter().enumerate() {
            place[winner as usize] = at;
        }
        for (ballot, weight) in self.profile.ballots() {
            for &project in ballot.iter().filter(|&&project| place[project as usize] == usize::MAX)
            {
                for &winner in ballot {
                    if let Some(sum) = common[project as usize].get_mut(place[winner as usize]) {
                        *sum += u64::from(weight);
                    }
                }
            }
        }
        let named = common.into_iter().map(|common| {
            let mut winners: Vec<(u64, u32)> =
                common.into_iter().zip(self.outcome.selected.iter().copied()).collect();
            winners.retain(|&(ballots, _)| ballots > 0);
            winners.sort_by_key(|&(ballots, _)| std::cmp::Reverse(ballots));
            winners.into_iter().take(Missing::RIVALS).map(|(_, winner)| winner).collect()
        });
        named.collect()
    }
}

/// The least number up to `most` that wins while the one before it does not: the guess and its neighbours are tried, then
/// the range is halved. 0 does not win.
fn least(guess: u64, most: u64, wins: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut loses, mut enough) = (0, None);
    let mut tries =
        [guess.min(most), guess.saturating_sub(1), guess.saturating_add(1).min(most)].into_iter();
    while enough.is_none_or(|enough| enough - loses > 1) {
        let halved = match enough {
            Some(enough) => loses + (enough - loses) / 2,
            None => most,
        };
        let try_next = tries.next().unwrap_or(halved);
        if try_next <= loses || enough.is_some_and(|enough| try_next >= enough) {
            continue;
        }
        match wins(try_next) {
            true => enough = Some(try_next),
            false if try_next == most => return None,
            false => loses = try_next,
        }
    }
    enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_is_found_from_any_guess() {
        for answer in [1, 2, 3, 17, 99, 100] {
            for guess in 1..=100 {
                assert_eq!(least(guess, 100, |number| number >= answer), Some(answer));
            }
        }
        assert_eq!(least(5, 100, |_| false), None);
    }
}
