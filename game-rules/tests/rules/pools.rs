//! Pools in sequence: where the money goes, and that none is lost or made.

use game_rules::ballot::{Mark, Rules};
use game_rules::count::{
    Candidate, Cascade, CascadeError, Greedy, Leftover, Measure, Minimum, Move, Pool, Profile,
    Rule, Terms, Threshold, Verdict, WelfareError, cascade, cascade_by, max_welfare,
};
use game_rules::money::Money;
use proptest::prelude::*;

/// Ballots that name each project so many times.
fn profile(votes: &[u32]) -> Profile {
    let mut profile = Profile::new(votes.len());
    for (project, &times) in (0..).zip(votes) {
        profile.add(&[Mark::naming(project)], &Rules::approval(1), times);
    }
    profile
}

fn pool<'a>(
    projects: &'a [Candidate],
    profile: &'a Profile,
    budget: i64,
    leftover: Leftover,
) -> Pool<'a> {
    let (rule, terms) = (Rule::Greedy(Greedy::default()), Terms::new(Money::from_minor(budget)));
    Pool { projects, profile, rule, terms, leftover, electorate: None }
}

fn costing(costs: &[i64]) -> Vec<Candidate> {
    costs.iter().map(|&cost| Candidate::new(Money::from_minor(cost))).collect()
}

fn moved(from: usize, to: usize, amount: i64) -> Move {
    Move { from, to, amount: Money::from_minor(amount) }
}

#[test]
fn districts_leave_their_money_to_the_city() {
    let (district, city) = (costing(&[6, 7]), costing(&[11, 9]));
    let (few, many) = (profile(&[2, 1]), profile(&[5, 4]));
    let pools = [
        pool(&district, &few, 10, Leftover::To { pool: 2 }),
        pool(&district, &few, 7, Leftover::Stay),
        pool(&city, &many, 7, Leftover::Stay),
    ];
    let Cascade { pools: counted, moves } = cascade(&pools).expect("a later pool");
    assert_eq!(moves, [moved(0, 2, 4)]);
    assert_eq!(counted[2].outcome.selected, [0]);
    assert_eq!(counted.iter().map(|pool| pool.left.minor()).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(counted[2].received, Money::from_minor(4));
}

#[test]
fn a_winner_of_a_district_excludes_in_the_city() {
    let named = |group| Candidate { group: Some(group), ..Candidate::new(Money::from_minor(5)) };
    let (district, city) = ([named(3)], [named(3), named(4)]);
    let (one, two) = (profile(&[1]), profile(&[9, 2]));
    let pools = [pool(&district, &one, 5, Leftover::Stay), pool(&city, &two, 10, Leftover::Stay)];
    let counted = cascade(&pools).expect("plain pools").pools;
    assert_eq!(counted[1].outcome.selected, [1]);
    assert_eq!(counted[1].outcome.steps[0].verdict, Verdict::ExcludedEarlier { group: 3 });
}

#[test]
fn the_best_turnout_gets_what_is_left() {
    let projects = costing(&[6, 7, 3]);
    let (low, high) = (profile(&[3, 2, 1]), profile(&[5, 2, 3]));
    let best = || Leftover::BestTurnout { among: vec![1, 0, 2] };
    let sized = |pool, persons| Pool { electorate: Some(persons), ..pool };
    // 6 of 20 voted in the first, 10 of 30 in the second, 6 of 18 in the third: the second and third are equal.
    let pools = [
        sized(pool(&projects, &low, 12, best()), 20),
        sized(pool(&projects, &high, 11, best()), 30),
        sized(pool(&projects, &low, 8, best()), 18),
    ];
    let Cascade { pools: counted, moves } = cascade(&pools).expect("known electorates");
    assert_eq!(moves, [moved(0, 1, 3), moved(2, 1, 2)]);
    // The winners stand, though with 16 the second project would have been taken before the third.
    assert_eq!(counted[1].outcome.selected, [0, 2]);
    let further = counted[1].further.as_ref().expect("more money");
    assert_eq!((further.selected.len(), further.budget), (1, Money::from_minor(7)));
    let verdicts: Vec<_> = further.steps.iter().map(|step| step.verdict).collect();
    assert_eq!(verdicts, [Verdict::FundedEarlier, Verdict::FundedEarlier, Verdict::Funded]);
    assert_eq!(counted[1].left, Money::ZERO);
}

#[test]
fn further_money_changes_no_threshold_and_no_minimum() {
    let projects = costing(&[6, 7, 3, 1]);
    let votes = profile(&[4, 3, 2, 1]);
    let threshold = Some(Threshold::CostShare { times: 3 });
    let best = || Leftover::BestTurnout { among: vec![0] };
    let mut first = pool(&projects, &votes, 6, best());
    first.terms.threshold = threshold;
    first.terms.minima = vec![Minimum { projects: vec![0, 3], amount: Money::from_minor(5) }];
    first.electorate = Some(10);
    let none = profile(&[0; 4]);
    let pools = [first, pool(&[], &none, 3, best())];
    let counted = cascade(&pools).expect("a known electorate").pools;
    // 10 ballots, 3 · 6: every one passes but the second, which needs four votes.
    let further = counted[0].further.as_ref().expect("more money");
    let verdicts: Vec<_> = further.steps.iter().map(|step| (step.project, step.verdict)).collect();
    let short_by = Money::from_minor(1);
    assert_eq!(
        verdicts,
        [
            (0, Verdict::FundedEarlier),
            (1, Verdict::BelowThreshold { need: 4, short_by: 1 }),
            (2, Verdict::Funded),
            (3, Verdict::DoesNotFit { short_by }),
        ]
    );
}

#[test]
fn sequences_that_make_no_sense_are_refused() {
    let (projects, votes) = (costing(&[1]), profile(&[1]));
    let refused = |leftover| cascade(&[pool(&projects, &votes, 1, leftover)]).expect_err("refused");
    for to in [0, 1] {
        assert_eq!(refused(Leftover::To { pool: to }), CascadeError::NotLater { from: 0, to });
    }
    let nowhere = Leftover::BestTurnout { among: vec![] };
    assert_eq!(refused(nowhere), CascadeError::NoneNamed { from: 0 });
    let unknown = Leftover::BestTurnout { among: vec![0] };
    assert_eq!(refused(unknown), CascadeError::NoElectorate { pool: 0 });
}

#[derive(Debug, PartialEq, Eq)]
enum Failed {
    Cascade(CascadeError),
    Welfare(WelfareError),
}

impl From<CascadeError> for Failed {
    fn from(error: CascadeError) -> Self {
        Self::Cascade(error)
    }
}

proptest! {
    #[test]
    fn no_money_is_lost_or_made(
        pools in prop::collection::vec((prop::collection::vec((0..9_i64, 0..5_u32, prop::option::weighted(0.3, 0..3_u32)), 1..5), 0..15_i64, 0..4_u8, 1..40_u64), 1..5),
        welfare: bool,
    ) {
        let count = pools.len();
        let parts: Vec<(Vec<Candidate>, Profile)> = pools.iter().map(|(projects, ..)| {
            let candidates = projects.iter().map(|&(cost, _, group)| Candidate { group, ..Candidate::new(Money::from_minor(cost)) });
            let votes: Vec<u32> = projects.iter().map(|&(_, votes, _)| votes).collect();
            (candidates.collect(), profile(&votes))
        }).collect();
        let sequence: Vec<Pool> = pools.iter().zip(&parts).enumerate().map(|(number, ((_, budget, policy, persons), (projects, votes)))| {
            let leftover = match policy {
                0 => Leftover::Stay,
                1 | 2 if number + 1 < count => Leftover::To { pool: number + usize::from(*policy).min(count - number - 1) },
                1 | 2 => Leftover::Stay,
                _ => Leftover::BestTurnout { among: (0..count).rev().collect() },
            };
            Pool { electorate: Some(*persons), ..pool(projects, votes, *budget, leftover) }
        }).collect();
        let result = match welfare {
            false => cascade(&sequence).map_err(Failed::Cascade),
            true => cascade_by(&sequence, |pool, projects, terms| max_welfare(projects, pool.profile.tally(), Measure::Points, terms).map_err(Failed::Welfare)),
        };
        let Cascade { pools: counted, moves } = result.expect("sound sequences");
        let mut groups = Vec::new();
        for (number, (pool, result)) in sequence.iter().zip(&counted).enumerate() {
            let mut selected = result.outcome.selected.clone();
            selected.extend(result.further.iter().flat_map(|further| further.selected.clone()));
            let cost: Money = selected.iter().map(|&project| pool.projects[project as usize].cost).sum();
            let sent: Money = moves.iter().filter(|money| money.from == number).map(|money| money.amount).sum();
            let received: Money = moves.iter().filter(|money| money.to == number).map(|money| money.amount).sum();
            prop_assert_eq!(received, result.received);
            prop_assert!(!result.left.is_negative());
            prop_assert_eq!(pool.terms.budget.minor() + received.minor(), cost.minor() + sent.minor() + result.left.minor());
            groups.extend(selected.iter().filter_map(|&project| pool.projects[project as usize].group));
            let all = selected.len();
            selected.sort_unstable();
            selected.dedup();
            prop_assert_eq!(selected.len(), all);
        }
        let all = groups.len();
        groups.sort_unstable();
        groups.dedup();
        prop_assert_eq!(groups.len(), all, "one winner a group in all pools");
    }
}
