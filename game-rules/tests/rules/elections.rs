//! Small pools with many ties and near misses, as proptest generates them, for every rule.

use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::count::{
    Candidate, Compare, Completion, EqualShares, Measure, Profile, Start, Terms, Threshold,
    TieOrder,
};
use game_rules::money::Money;
use proptest::prelude::*;

use crate::strategies::permutation;

/// All that a count is told except the rule.
#[derive(Clone, Debug)]
pub struct Pool {
    pub candidates: Vec<Candidate>,
    pub rules: Rules,
    /// With the number of equal ones.
    pub ballots: Vec<(Vec<Mark>, u32)>,
    pub terms: Terms,
}

impl Pool {
    /// Approval ballots: the costs in minor units, then who names what and how many are alike.
    pub fn approval(budget: i64, costs: &[i64], ballots: &[(&[u32], u32)]) -> Self {
        let ballots = ballots.iter().map(|&(projects, equal)| {
            (projects.iter().map(|&project| Mark::naming(project)).collect(), equal)
        });
        Self::new(budget, costs, Rules::of(Kind::Approval), ballots.collect())
    }

    pub fn new(budget: i64, costs: &[i64], rules: Rules, ballots: Vec<(Vec<Mark>, u32)>) -> Self {
        let priced = |&cost| Candidate::new(Money::from_minor(cost));
        let terms = Terms::new(Money::from_minor(budget));
        Self { candidates: costs.iter().map(priced).collect(), rules, ballots, terms }
    }

    pub fn profile(&self) -> Profile {
        let mut profile = Profile::new(self.candidates.len());
        for (marks, equal) in &self.ballots {
            profile.add(marks, &self.rules, *equal);
        }
        profile
    }
}

fn rules() -> impl Strategy<Value = Rules> {
    let scoring = |score| Rules { default_score: score, ..Rules::of(Kind::Scoring) };
    prop_oneof![
        4 => Just(Rules::approval(5)),
        2 => Just(Rules::of(Kind::Cumulative)),
        1 => Just(Rules::ordinal(3)),
        1 => prop::option::of(-1..2_i64).prop_map(scoring),
        1 => Just(Rules::choose_one()),
    ]
}

/// A pool of at most six projects: equal and free ones, groups, withdrawals, thresholds, repeated and unknown marks.
pub fn pool() -> impl Strategy<Value = Pool> {
    let cost = prop_oneof![1 => Just(0_i64), 12 => 1..5_i64, 4 => Just(6), 2 => Just(12)];
    let group = prop::option::weighted(0.2, 0..2_u32);
    let (withdrawn, earlier) = (prop::bool::weighted(0.05), prop::bool::weighted(0.05));
    let candidates = prop::collection::vec((cost, (withdrawn, earlier), group), 1..7);
    let marks = prop::collection::vec((0..7_u32, -1..5_i64), 0..6);
    let ballots = prop::collection::vec((marks, 1..4_u32), 0..8);
    let unit = prop_oneof![Just(1_i64), Just(7), Just(50), Just(100)];
    let threshold = prop::option::weighted(
        0.2,
        prop_oneof![
            (0..6_i64).prop_map(Threshold::Absolute),
            (0..6000_u32).prop_map(|basis_points| Threshold::ShareOfBallots { basis_points }),
            (1..4_u32).prop_map(|times| Threshold::CostShare { times }),
        ],
    );
    let order = prop::option::weighted(0.7, any::<u64>());
    let taken = prop::collection::vec(0..8_u32, 0..2);
    (candidates, rules(), ballots, unit, 0..40_i64, (threshold, order, taken)).prop_map(
        |(candidates, rules, ballots, unit, budget, (threshold, order, taken_groups))| {
            let candidates: Vec<_> = candidates
                .into_iter()
                .map(|(cost, (withdrawn, funded_earlier), group)| {
                    let cost = Money::from_minor(cost * unit);
                    Candidate { withdrawn, funded_earlier, group, ..Candidate::new(cost) }
                })
                .collect();
            let has_points = rules.kind.has_points();
            let mark = |(project, points)| match has_points {
                true => Mark { project, points },
                false => Mark::naming(project),
            };
            let ballots = ballots
                .into_iter()
                .map(|(marks, equal)| (marks.into_iter().map(mark).collect(), equal))
                .collect();
            let ties = order.map_or(TieOrder::Rows, |number| TieOrder::Drawn {
                order: permutation(candidates.len(), number),
            });
            let budget = Money::from_minor(budget * unit);
            let terms = Terms { threshold, ties, taken_groups, ..Terms::new(budget) };
            Pool { candidates, rules, ballots, terms }
        },
    )
}

/// Equal Shares with every parameter.
pub fn equal_shares() -> impl Strategy<Value = EqualShares> {
    let measure = prop_oneof![
        2 => Just(Measure::Cost),
        1 => Just(Measure::Cardinality),
        1 => Just(Measure::Points),
    ];
    let completion = prop_oneof![
        2 => Just(Completion::None),
        1 => Just(Completion::Utilitarian),
        2 => Just(Completion::Add1),
        1 => Just(Completion::Add1u),
    ];
    let start = prop_oneof![Just(Start::Exact), Just(Start::Integral)];
    let raise =
        prop_oneof![4 => Just(100_i64), 4 => Just(33), 1 => Just(5)].prop_map(Money::from_minor);
    let compare = prop_oneof![
        3 => Just(Compare::None),
        1 => Just(Compare::Satisfaction),
        1 => Just(Compare::Exclusion),
    ];
    (measure, completion, start, any::<bool>(), raise, compare).prop_map(
        |(measure, completion, start, exhaustive, raise, compare)| EqualShares {
            measure,
            completion,
            start,
            exhaustive,
            raise,
            compare,
        },
    )
}
