//! Whether a ballot may be cast, with every reason why not, and what is left to give while choosing.

use serde::{Deserialize, Serialize};

use super::{Mark, Rules};
use crate::money::Money;

/// One rule that a ballot breaks, with the figures a sentence needs. Projects are indices into the pool, bands into the
/// rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Refusal {
    #[error("no project is chosen")]
    Empty,
    #[error("{chosen} projects are chosen, at least {min} are needed")]
    TooFew { chosen: u32, min: u32 },
    #[error("{chosen} projects are chosen, {over} more than the {max} allowed")]
    TooMany { chosen: u32, max: u32, over: u32 },
    #[error("{chosen} projects of cost band {band} are chosen, {over} more than the {max} allowed")]
    TooManyInBand { band: u32, chosen: u32, max: u32, over: u32 },
    #[error("project {project} belongs to no cost band")]
    OutsideBands { project: u32 },
    #[error("the chosen projects cost {cost}, {over} over the limit of {limit}")]
    OverBudget { cost: Money, limit: Money, over: Money },
    #[error("the chosen projects cost {cost}, {short_by} below the required {min}")]
    UnderCost { cost: Money, min: Money, short_by: Money },
    #[error("{points} points are given, {over} more than the {max} allowed")]
    TooManyPoints { points: i64, max: i64, over: i64 },
    #[error("{points} points are given, {short_by} fewer than the {min} needed")]
    TooFewPoints { points: i64, min: i64, short_by: i64 },
    #[error("project {project} gets {points} points, more than the {max} allowed for one")]
    PointsTooHigh { project: u32, points: i64, max: i64 },
    #[error("project {project} gets {points} points, fewer than the {min} required for one")]
    PointsTooLow { project: u32, points: i64, min: i64 },
    #[error("project {project} is chosen without any points")]
    ZeroPoints { project: u32 },
    #[error("project {project} is chosen more than once")]
    Repeated { project: u32 },
    #[error("there is no project {project} in this vote")]
    UnknownProject { project: u32 },
}

impl Refusal {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooFew { .. } => "too-few",
            Self::TooMany { .. } => "too-many",
            Self::TooManyInBand { .. } => "too-many-in-band",
            Self::OutsideBands { .. } => "outside-bands",
            Self::OverBudget { .. } => "over-budget",
            Self::UnderCost { .. } => "under-cost",
            Self::TooManyPoints { .. } => "too-many-points",
            Self::TooFewPoints { .. } => "too-few-points",
            Self::PointsTooHigh { .. } => "points-too-high",
            Self::PointsTooLow { .. } => "points-too-low",
            Self::ZeroPoints { .. } => "zero-points",
            Self::Repeated { .. } => "repeated",
            Self::UnknownProject { .. } => "unknown-project",
        }
    }

    /// Whether more is chosen than a limit allows: something has to go, and nothing that is added mends it.
    pub fn is_over(&self) -> bool {
        matches!(
            self,
            Self::TooMany { .. }
                | Self::TooManyInBand { .. }
                | Self::OverBudget { .. }
                | Self::TooManyPoints { .. }
                | Self::PointsTooHigh { .. }
        )
    }
}

/// What a voter has left to give; `None` where the rules set no limit, negative when over it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remaining {
    /// How many more projects may be named.
    pub projects: Option<i64>,
    /// How much more they may cost together.
    pub money: Option<Money>,
    /// How many more points may be given.
    pub points: Option<i64>,
    /// How many more projects of each band may be named, in the order of the bands.
    pub bands: Vec<i64>,
}

/// A ballot's totals, each known project taken once.
struct Totals {
    chosen: u32,
    cost: Money,
    points: i64,
    /// Projects of each band.
    bands: Vec<u32>,
}

impl Rules {
    /// Checks a ballot against every rule; `costs` are those of the pool's projects by index.
    ///
    /// # Errors
    /// All the rules it breaks, those about one project in the order of the marks, then those about the whole.
    pub fn check(&self, marks: &[Mark], costs: &[Money]) -> Result<(), Vec<Refusal>> {
        let mut refusals = Vec::new();
        let totals = self.totals(marks, costs, &mut refusals);
        if self.kind.has_points() {
            refusals.extend(marks.iter().filter_map(|mark| self.check_points(mark)));
        }
        self.check_length(&totals, &mut refusals);
        self.check_cost(&totals, &mut refusals);
        self.check_sum(&totals, &mut refusals);
        match refusals.is_empty() {
            true => Ok(()),
            false => Err(refusals),
        }
    }

    /// What is left to give. Choosing over a limit is allowed, and shown, until the ballot is cast.
    pub fn remaining(&self, marks: &[Mark], costs: &[Money]) -> Remaining {
        let totals = self.totals(marks, costs, &mut Vec::new());
        Remaining {
            projects: self.most().map(|max| i64::from(max) - i64::from(totals.chosen)),
            money: self.max_sum_cost.map(|max| max.saturating_sub(totals.cost)),
            points: self.max_sum_points.map(|max| max.saturating_sub(totals.points)),
            bands: totals
                .bands
                .iter()
                .zip(&self.bands)
                .map(|(chosen, band)| i64::from(band.most) - i64::from(*chosen))
                .collect(),
        }
    }

    fn check_points(&self, mark: &Mark) -> Option<Refusal> {
        let Mark { project, points } = *mark;
        if let Some(max) = self.max_points.filter(|&max| points > max) {
            return Some(Refusal::PointsTooHigh { project, points, max });
        }
        let min = self.fewest_points().filter(|&min| points < min)?;
        Some(match points {
            0 => Refusal::ZeroPoints { project },
            _ => Refusal::PointsTooLow { project, points, min },
        })
    }

    fn check_length(&self, totals: &Totals, refusals: &mut Vec<Refusal>) {
        let (chosen, min) = (totals.chosen, self.fewest());
        if chosen == 0 && min > 0 {
            refusals.push(Refusal::Empty);
        } else if chosen < min {
            refusals.push(Refusal::TooFew { chosen, min });
        }
        let mut in_bands = false;
        for ((band, &chosen), max) in
            (0..).zip(&totals.bands).zip(self.bands.iter().map(|band| band.most))
        {
            if chosen > max {
                refusals.push(Refusal::TooManyInBand { band, chosen, max, over: chosen - max });
                in_bands = true;
            }
        }
        // Too many of a band are too many altogether: that is said once.
        if let Some(max) = self.most().filter(|&max| chosen > max && !in_bands) {
            refusals.push(Refusal::TooMany { chosen, max, over: chosen - max });
        }
    }

    fn check_cost(&self, totals: &Totals, refusals: &mut Vec<Refusal>) {
        let cost = totals.cost;
        if let Some(limit) = self.max_sum_cost.filter(|&limit| cost > limit) {
            refusals.push(Refusal::OverBudget { cost, limit, over: cost.saturating_sub(limit) });
        }
        if let Some(min) = self.min_sum_cost.filter(|&min| cost < min && totals.chosen > 0) {
            refusals.push(Refusal::UnderCost { cost, min, short_by: min.saturating_sub(cost) });
        }
    }

    fn check_sum(&self, totals: &Totals, refusals: &mut Vec<Refusal>) {
        if !self.kind.has_points() {
            return;
        }
        let points = totals.points;
        if let Some(max) = self.max_sum_points.filter(|&max| points > max) {
            refusals.push(Refusal::TooManyPoints { points, max, over: points.saturating_sub(max) });
        }
        if let Some(min) = self.min_sum_points.filter(|&min| points < min && totals.chosen > 0) {
            refusals.push(Refusal::TooFewPoints {
                points,
                min,
                short_by: min.saturating_sub(points),
            });
        }
    }

    /// Adds up the marks; those that cannot be counted are reported instead.
    fn totals(&self, marks: &[Mark], costs: &[Money], refusals: &mut Vec<Refusal>) -> Totals {
        let bands = vec![0; self.bands.len()];
        let mut totals = Totals { chosen: 0, cost: Money::ZERO, points: 0, bands };
        let mut named = vec![0_u8; costs.len()];
        for &Mark { project, points } in marks {
            // An index that does not fit `usize` is as unknown as one past the end.
            let index = usize::try_from(project).unwrap_or(usize::MAX);
            let (Some(times), Some(&cost)) = (named.get_mut(index), costs.get(index)) else {
                refusals.push(Refusal::UnknownProject { project });
                continue;
            };
            totals.points = totals.points.saturating_add(points);
            *times = times.saturating_add(1);
            match *times {
                1 => {
                    totals.chosen += 1;
                    totals.cost = totals.cost.saturating_add(cost);
                    match self.band(cost).and_then(|band| totals.bands.get_mut(band)) {
                        Some(chosen) => *chosen += 1,
                        None if self.bands.is_empty() => {}
                        None => refusals.push(Refusal::OutsideBands { project }),
                    }
                }
                2 => refusals.push(Refusal::Repeated { project }),
                _ => {}
            }
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::{Band, Kind};

    const COSTS: [Money; 4] = [
        Money::from_minor(100),
        Money::from_minor(200),
        Money::from_minor(300),
        Money::from_minor(400),
    ];

    fn names(projects: &[u32]) -> Vec<Mark> {
        projects.iter().map(|&project| Mark::naming(project)).collect()
    }

    fn gives(points: &[(u32, i64)]) -> Vec<Mark> {
        points.iter().map(|&(project, points)| Mark { project, points }).collect()
    }

    #[test]
    fn every_broken_rule_is_said() {
        let rules = Rules { max_sum_cost: Some(Money::from_minor(500)), ..Rules::approval(2) };
        let refusals =
            rules.check(&names(&[1, 1, 2, 3, 9]), &COSTS).expect_err("four rules are broken");
        assert_eq!(
            refusals,
            [
                Refusal::Repeated { project: 1 },
                Refusal::UnknownProject { project: 9 },
                Refusal::TooMany { chosen: 3, max: 2, over: 1 },
                Refusal::OverBudget {
                    cost: Money::from_minor(900),
                    limit: Money::from_minor(500),
                    over: Money::from_minor(400),
                },
            ]
        );
        assert_eq!(refusals[3].to_string(), "the chosen projects cost 9, 4 over the limit of 5");
    }

    #[test]
    fn points_are_checked_one_by_one_and_together() {
        let rules = Rules { min_sum_points: Some(10), ..Rules::points(10, Some(5)) };
        assert_eq!(rules.check(&gives(&[(0, 5), (1, 5)]), &COSTS), Ok(()));
        assert_eq!(
            rules.check(&gives(&[(0, 6), (1, 0), (2, -1)]), &COSTS),
            Err(vec![
                Refusal::PointsTooHigh { project: 0, points: 6, max: 5 },
                Refusal::ZeroPoints { project: 1 },
                Refusal::PointsTooLow { project: 2, points: -1, min: 1 },
                Refusal::TooFewPoints { points: 5, min: 10, short_by: 5 },
            ])
        );
        assert_eq!(
            rules.check(&gives(&[(0, 5), (1, 5), (2, 2)]), &COSTS),
            Err(vec![Refusal::TooManyPoints { points: 12, max: 10, over: 2 }])
        );
    }

    #[test]
    fn an_empty_ballot_is_refused_unless_allowed() {
        assert_eq!(Rules::approval(3).check(&[], &COSTS), Err(vec![Refusal::Empty]));
        let blank = Rules { min_length: Some(0), ..Rules::approval(3) };
        assert_eq!(blank.check(&[], &COSTS), Ok(()));
    }

    #[test]
    fn one_choice_needs_no_stated_limit() {
        let refused = Rules::of(Kind::ChooseOne).check(&names(&[0, 1]), &COSTS);
        assert_eq!(refused, Err(vec![Refusal::TooMany { chosen: 2, max: 1, over: 1 }]));
        let refused = Rules::ordinal(3).check(&names(&[0, 1]), &COSTS);
        assert_eq!(refused, Err(vec![Refusal::TooFew { chosen: 2, min: 3 }]));
    }

    #[test]
    fn what_is_left_may_be_negative() {
        let left = Rules::knapsack(Money::from_minor(500)).remaining(&names(&[1, 3]), &COSTS);
        assert_eq!(
            left,
            Remaining {
                projects: None,
                money: Some(Money::from_minor(-100)),
                points: None,
                bands: Vec::new()
            }
        );
        let left = Rules::points(10, None).remaining(&gives(&[(0, 7)]), &COSTS);
        assert_eq!(left.points, Some(3));
    }

    fn small_and_large() -> Rules {
        Rules::banded(Band::row([
            ("small".into(), Some(Money::from_minor(200)), 1),
            ("large".into(), None, 2),
        ]))
    }

    #[test]
    fn a_band_of_cost_has_a_limit_of_its_own() {
        let rules = small_and_large();
        assert_eq!(rules.mistake(), None);
        assert_eq!(rules.most(), Some(3));
        assert_eq!(rules.check(&names(&[1, 2, 3]), &COSTS), Ok(()));
        // The bound itself is small, a grosz more is large.
        assert_eq!(rules.band(Money::from_minor(200)), Some(0));
        assert_eq!(rules.band(Money::from_minor(201)), Some(1));
        assert_eq!(
            rules.check(&names(&[0, 1]), &COSTS),
            Err(vec![Refusal::TooManyInBand { band: 0, chosen: 2, max: 1, over: 1 }])
        );
        assert_eq!(rules.remaining(&names(&[0, 1, 3]), &COSTS).bands, [-1, 1]);
        let fewer = Rules { max_length: Some(2), ..rules };
        assert_eq!(
            fewer.check(&names(&[1, 2, 3]), &COSTS),
            Err(vec![Refusal::TooMany { chosen: 3, max: 2, over: 1 }])
        );
    }

    #[test]
    fn bands_that_leave_a_cost_out_are_a_mistake() {
        let whole = small_and_large();
        let changed = |change: &dyn Fn(&mut Vec<Band>)| {
            let mut rules = whole.clone();
            change(&mut rules.bands);
            rules
        };
        for rules in [
            changed(&|bands| bands[1].from = Money::from_minor(202)),
            changed(&|bands| bands[1].from = Money::from_minor(200)),
            changed(&|bands| bands[0].from = Money::from_minor(1)),
            changed(&|bands| bands[1].to = Some(Money::from_minor(1000))),
            changed(&|bands| bands[0].to = None),
            changed(&|bands| bands[0].most = 0),
            changed(&|bands| bands.reverse()),
        ] {
            assert!(rules.mistake().is_some(), "{:?}", rules.bands);
        }
        let gap = changed(&|bands| bands[1].from = Money::from_minor(301));
        assert_eq!(
            gap.check(&names(&[2]), &COSTS),
            Err(vec![Refusal::OutsideBands { project: 2 }])
        );
    }
}
