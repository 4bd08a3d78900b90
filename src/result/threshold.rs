//! A threshold looked at before the vote: what a project could reach if the ballots were spread evenly.

use game_rules::ballot::Rules;
use game_rules::count::Threshold;

use crate::text::Message;

/// A threshold that an average project would not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnusualThreshold {
    score: i64,
    /// Ballots that may be expected and what they would give each project, where it is known.
    spread: Option<(u64, u64)>,
}

impl UnusualThreshold {
    /// Nothing where the threshold is within reach. One of a known number of votes or points is
    /// unusual as long as nobody can say how many ballots there will be.
    pub fn of(
        threshold: Threshold,
        ballots: &Rules,
        projects: u64,
        expected: Option<u64>,
    ) -> Option<Self> {
        let Some(expected) = expected else {
            let score = threshold.score(0).filter(|score| *score > 1)?;
            return Some(Self { score, spread: None });
        };
        let projects = projects.max(1);
        let most = match ballots.max_sum_points {
            Some(points) => u64::try_from(points).unwrap_or(0),
            None => ballots.most().map_or(projects, u64::from).min(projects),
        };
        let average = expected.saturating_mul(most) / projects;
        let score = threshold.score(expected)?;
        let is_beyond = u64::try_from(score).is_ok_and(|score| score > average.max(1));
        is_beyond.then_some(Self { score, spread: Some((expected, average)) })
    }

    /// What is unusual, with its figures.
    pub fn message(self, pool: String) -> Message {
        let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        match self.spread {
            Some((ballots, average)) => Message::new("lint-threshold")
                .arg("ballots", whole(ballots))
                .arg("average", whole(average)),
            None => Message::new("lint-threshold-unknown"),
        }
        .arg("score", self.score)
        .arg("pool", pool)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_unusual_where_an_average_project_misses_it() {
        let of = |score, ballots: &Rules, projects, expected| {
            UnusualThreshold::of(Threshold::Absolute(score), ballots, projects, expected)
        };
        let points = Rules::points(10, None);
        assert!(of(1000, &points, 280, Some(20_000)).is_some(), "714 points each");
        assert!(of(700, &points, 280, Some(20_000)).is_none());
        let approval = Rules::approval(2);
        assert!(of(50, &approval, 10, Some(1000)).is_none());
        assert!(of(201, &approval, 10, Some(1000)).is_some());
        // Nobody knows how many come: any number is worth a word, one vote is not.
        assert!(of(2, &approval, 10, None).is_some());
        assert!(of(1, &approval, 10, None).is_none());
        let share = Threshold::ShareOfBallots { basis_points: 1000 };
        assert!(UnusualThreshold::of(share, &approval, 10, None).is_none());
        assert!(UnusualThreshold::of(share, &approval, 30, Some(3000)).is_some());
    }
}
