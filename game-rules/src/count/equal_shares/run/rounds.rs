//! How near each project was in every round of Equal Shares. A count looks only at projects that may be next; here all of
//! them are looked at, so this is for those who ask why.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::{Event, Run};
use crate::count::electorate::Electorate;
use crate::count::{Candidate, Endowment, EqualShares, Outcome, Profile, Terms};

/// One purchase, and what was on sale before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The project that was bought.
    pub bought: u32,
    /// Every project that its supporters could still pay, the bought one too: cost divided by the full price of a vote, in
    /// thousandths, rounded as in [`Share`](crate::count::Share). The most first, equal ones in the order of ties.
    pub effective_milli: Vec<(u32, i64)>,
}

/// The rounds that led to an outcome of [`equal_shares`](crate::count::equal_shares), with the same projects, ballots, rule
/// and terms. Of a rule with raises those of the last run; without what a completion added, and also where the ballots
/// then preferred the greedy outcome. None for an outcome of another rule.
pub fn effective_votes(
    projects: &[Candidate],
    profile: &Profile,
    rule: EqualShares,
    terms: &Terms,
    outcome: &Outcome,
) -> Vec<Round> {
    let Some(endowment) = outcome.endowment else { return Vec::new() };
    let electorate = Electorate::new(projects, profile, rule.measure, terms);
    let mut rounds = Vec::new();
    Run::new(&electorate).rounds(endowment, |round| rounds.push(round));
    rounds
}

impl Run<'_> {
    fn rounds(&mut self, endowment: Endowment, mut each: impl FnMut(Round)) {
        let total = endowment.total();
        self.endowment = total..=total;
        self.begin(&mut |_: Event<'_>| {});
        let mut tied = Vec::new();
        loop {
            let effective_milli = self.look_at_all();
            let found = self.cheapest(&mut tied, &mut |_: Event<'_>| {});
            let Ok(Some((bought, exact))) = found else { return };
            self.buy(bought, exact);
            self.exclude(bought, &mut |_: Event<'_>| {});
            each(Round { bought, effective_milli });
        }
    }

    /// Finds the price of every project on sale; those that cannot be paid any more are taken off.
    fn look_at_all(&mut self) -> Vec<(u32, i64)> {
        let offered: Vec<u32> = self.queue.drain().map(|Reverse((_, project))| project).collect();
        let mut effective = Vec::with_capacity(offered.len());
        for project in offered {
            // With one endowment it is never unsure.
            if let Ok(true) = self.find_price(project) {
                effective.push((project, self.price(project, None).effective_milli));
                self.queue.push(Reverse((self.key_low(project), project)));
            }
        }
        let places = &self.electorate.places;
        effective
            .sort_unstable_by_key(|&(project, milli)| (Reverse(milli), places[project as usize]));
        effective
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::{Mark, Rules};
    use crate::count::equal_shares;
    use crate::money::Money;

    #[test]
    fn effective_votes_fall_as_purses_empty() {
        // Ten ballots with 10 each: A (60, ballots 1 to 6), B (40, 4 to 9), C (30, 1 to 3), D (50, ballot 10).
        let projects = [60, 40, 30, 50].map(|cost| Candidate::new(Money::from_minor(cost)));
        let mut profile = Profile::new(4);
        for ballot in 1..=10 {
            let names = [(0, 1..=6), (1, 4..=9), (2, 1..=3), (3, 10..=10)];
            let marks = names.iter().filter(|(_, ballots)| ballots.contains(&ballot));
            let marks: Vec<Mark> = marks.map(|&(project, _)| Mark::naming(project)).collect();
            profile.add(&marks, &Rules::approval(4), 1);
        }
        let terms = Terms::new(Money::from_minor(100));
        let rule = EqualShares::default();
        let outcome = equal_shares(&projects, &profile, rule, &terms);
        assert_eq!(outcome.selected, [0]);
        let rounds = effective_votes(&projects, &profile, rule, &terms, &outcome);
        let first = vec![(0, 6_000), (1, 6_000), (2, 3_000)];
        assert_eq!(rounds, [Round { bought: 0, effective_milli: first }]);

        // With 20 each, those who paid 10 have 10 left: B is paid by six at 6.67 each, C by what three have left.
        let terms = Terms::new(Money::from_minor(200));
        let outcome = equal_shares(&projects, &profile, rule, &terms);
        let rounds = effective_votes(&projects, &profile, rule, &terms, &outcome);
        assert_eq!(rounds.iter().map(|round| round.bought).collect::<Vec<_>>(), outcome.selected);
        assert_eq!(rounds[1].effective_milli, [(1, 6_000), (2, 3_000)]);
        assert_eq!(rounds[2], Round { bought: 2, effective_milli: vec![(2, 3_000)] });
    }
}
