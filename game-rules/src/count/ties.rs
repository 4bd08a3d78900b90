//! The order of projects between which a rule does not decide. It is fixed before the count, from keys that a city
//! declares, and ends in an order without equals, so that no rule ever decides a tie silently.
//!
//! In 18 of 1,289 real elections of the greedy family another order of ties has other winners, and no key explains the
//! cities' choices: cheaper first fits 13 of them, dearer first 5. The order is therefore an input.

use std::cmp::Reverse;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Candidate, DecidedBy, Tally};

/// How equal scores are put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum TieOrder {
    /// As the projects are listed.
    #[default]
    Rows,
    /// As drawn: project indices, the first wins. Projects that were not drawn follow in the order of rows.
    Drawn { order: Vec<u32> },
    /// As keys put them, see [`TieKeys::resolve`].
    Keys(Resolved),
}

/// All projects in the order that keys give, and which key separates each from the one before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// Project indices, the first wins.
    order: Vec<u32>,
    /// By place: the number of the first key in which the project differs from its predecessor; 0 for the first.
    depth: Vec<usize>,
    /// What is said of each key.
    keys: Vec<DecidedBy>,
}

/// One thing by which tied projects are compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum TieKey {
    /// The place on the list.
    Row,
    /// The id as text, byte by byte: `10` goes before `9`.
    Id,
    /// The lower cost first.
    Cheaper,
    /// The higher cost first.
    Dearer,
    /// More ballots naming it first; differs from the score where ballots give points.
    Votes,
    /// As drawn, by index; those that were not drawn are last, and equal.
    Drawn { order: Vec<u32> },
}

/// Keys in the order in which they are asked; after the last of them the row decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TieKeys(pub Vec<TieKey>);

/// A name that is no key of ties.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no key for ties; known are row, id, cost, dearer and votes")]
pub struct UnknownTieKey(pub String);

impl UnknownTieKey {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        "unknown-tie-key"
    }
}

/// Names joined by hyphens: `id`, `cost-votes-id`. `file` is another name of `row`.
impl FromStr for TieKeys {
    type Err = UnknownTieKey;

    fn from_str(names: &str) -> Result<Self, UnknownTieKey> {
        let key = |name: &str| match name {
            "row" | "file" => Ok(TieKey::Row),
            "id" => Ok(TieKey::Id),
            "cost" => Ok(TieKey::Cheaper),
            "dearer" => Ok(TieKey::Dearer),
            "votes" => Ok(TieKey::Votes),
            other => Err(UnknownTieKey(other.to_owned())),
        };
        names.split('-').map(key).collect::<Result<_, _>>().map(Self)
    }
}

/// What one key says of one project; the smaller goes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Figure<'a> {
    Ascending(i64),
    Most(Reverse<u64>),
    Text(&'a str),
}

impl TieKeys {
    /// The order of these projects. `ids` are those of the projects by index; one that is missing counts as empty.
    pub fn resolve(&self, ids: &[&str], projects: &[Candidate], tally: &Tally) -> TieOrder {
        let keys: Vec<&TieKey> = self.0.iter().chain([&TieKey::Row]).collect();
        let figures: Vec<Vec<Figure>> = keys
            .iter()
            .map(|key| {
                let drawn = match key {
                    TieKey::Drawn { order } => places(order, projects.len()),
                    _ => Vec::new(),
                };
                let figure = |project: usize| match key {
                    TieKey::Row => Figure::Ascending(project as i64),
                    TieKey::Id => Figure::Text(ids.get(project).copied().unwrap_or_default()),
                    TieKey::Cheaper => Figure::Ascending(projects[project].cost.minor()),
                    TieKey::Dearer => {
                        Figure::Ascending(projects[project].cost.minor().saturating_neg())
                    }
                    TieKey::Votes => {
                        Figure::Most(Reverse(tally.votes.get(project).copied().unwrap_or(0)))
                    }
                    TieKey::Drawn { order } => {
                        Figure::Ascending(drawn[project].min(order.len()) as i64)
                    }
                };
                (0..projects.len()).map(figure).collect()
            })
            .collect();
        let of = |project: u32| figures.iter().map(move |figures| figures[project as usize]);
        let mut order: Vec<u32> = (0..projects.len() as u32).collect();
        order.sort_by(|&a, &b| of(a).cmp(of(b)));
        let differ = |pair: &[u32]| {
            let first = of(pair[0]).zip(of(pair[1])).position(|(a, b)| a != b);
            first.unwrap_or_default()
        };
        let depth = [0].into_iter().chain(order.windows(2).map(differ)).collect();
        let keys = keys.iter().map(|key| key.decides()).collect();
        TieOrder::Keys(Resolved { order, depth, keys })
    }
}

impl TieKey {
    fn decides(&self) -> DecidedBy {
        match self {
            Self::Row => DecidedBy::Rows,
            Self::Id => DecidedBy::Id,
            Self::Cheaper | Self::Dearer => DecidedBy::Cost,
            Self::Votes => DecidedBy::Votes,
            Self::Drawn { .. } => DecidedBy::Draw,
        }
    }
}

impl TieOrder {
    /// The place of each project: the smaller one goes first, no two are equal. All that a rule needs to know.
    pub(super) fn places(&self, projects: usize) -> Vec<usize> {
        match self {
            Self::Rows => places(&[], projects),
            Self::Drawn { order } | Self::Keys(Resolved { order, .. }) => places(order, projects),
        }
    }

    /// The key that separates these projects, given in this order: the last one that had to be asked.
    pub(super) fn decided_by(&self, tied: &[u32]) -> DecidedBy {
        match self {
            Self::Rows => DecidedBy::Rows,
            Self::Drawn { order } => {
                let drawn = |pair: &[u32]| pair.iter().any(|project| order.contains(project));
                match tied.windows(2).all(drawn) {
                    true => DecidedBy::Draw,
                    false => DecidedBy::Rows,
                }
            }
            Self::Keys(resolved) => resolved.decided_by(tied),
        }
    }
}

impl Resolved {
    fn decided_by(&self, tied: &[u32]) -> DecidedBy {
        let place = |project: &u32| self.order.iter().position(|other| other == project);
        // Between two places that are apart, the first key in which any neighbours differ separates.
        let depth = |pair: &[u32]| {
            let (a, b) = (place(&pair[0])?, place(&pair[1])?);
            self.depth.get(a.min(b) + 1..=a.max(b))?.iter().min().copied()
        };
        let deepest = tied.windows(2).filter_map(depth).max();
        deepest.and_then(|depth| self.keys.get(depth).copied()).unwrap_or(DecidedBy::Rows)
    }
}

/// Places of all projects when these go first: the rest follow by row, a repeated one keeps its first place.
fn places(first: &[u32], projects: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..projects).map(|row| first.len() + row).collect();
    for (place, &project) in first.iter().enumerate().rev() {
        if let Some(slot) = places.get_mut(project as usize) {
            *slot = place;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn resolve(keys: &str) -> TieOrder {
        let ids = ["9", "10", "b", "a"];
        let projects: Vec<_> =
            [5, 5, 5, 3].map(|cost| Candidate::new(Money::from_minor(cost))).into();
        let tally = Tally { votes: vec![1, 1, 2, 0], score: vec![7; 4], ballots: 2 };
        keys.parse::<TieKeys>().expect("known keys").resolve(&ids, &projects, &tally)
    }

    #[test]
    fn keys_are_asked_one_after_another() {
        for (keys, expected) in [
            ("row", [0, 1, 2, 3]),
            ("id", [1, 0, 3, 2]),
            ("cost-votes-id", [3, 2, 1, 0]),
            ("dearer-votes", [2, 0, 1, 3]),
            ("votes-id", [2, 1, 0, 3]),
        ] {
            let TieOrder::Keys(Resolved { order, .. }) = resolve(keys) else { panic!("keys") };
            assert_eq!(order, expected, "{keys}");
        }
        let unknown = "cost-luck".parse::<TieKeys>();
        assert_eq!(unknown, Err(UnknownTieKey("luck".to_owned())));
    }

    #[test]
    fn the_key_that_separates_is_named() {
        let ties = resolve("cost-votes-id");
        for (tied, expected) in [
            (&[3, 2][..], DecidedBy::Cost),
            (&[3, 0], DecidedBy::Cost),
            (&[2, 0], DecidedBy::Votes),
            (&[1, 0], DecidedBy::Id),
            (&[3, 2, 1], DecidedBy::Votes),
            (&[3, 2, 1, 0], DecidedBy::Id),
        ] {
            assert_eq!(ties.decided_by(tied), expected, "{tied:?}");
        }
        assert_eq!(resolve("cost").decided_by(&[0, 1]), DecidedBy::Rows);
        let drawn = TieOrder::Drawn { order: vec![2, 0] };
        assert_eq!(drawn.decided_by(&[0, 1]), DecidedBy::Draw);
        assert_eq!(drawn.decided_by(&[1, 3]), DecidedBy::Rows);
    }

    #[test]
    fn a_draw_may_be_one_of_the_keys() {
        let projects = [Candidate::new(Money::ZERO); 4];
        let keys = TieKeys(vec![TieKey::Drawn { order: vec![2] }, TieKey::Id]);
        let ties = keys.resolve(&["b", "a", "c", "a"], &projects, &Tally::default());
        assert_eq!(ties.places(4), [3, 1, 0, 2]);
        assert_eq!(ties.decided_by(&[2, 1]), DecidedBy::Draw);
        assert_eq!(ties.decided_by(&[1, 0]), DecidedBy::Id);
        assert_eq!(ties.decided_by(&[1, 3]), DecidedBy::Rows);
    }
}
