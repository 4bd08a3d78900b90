//! Ballots: which choices a voter may make, and what a cast ballot is byte for byte.

mod band;
mod check;
mod receipt;

use serde::{Deserialize, Serialize};

use crate::money::Money;

pub use band::Band;
pub use check::{Refusal, Remaining};
pub use receipt::{ReceiptError, canonical, leaf, leaves_of, parse_receipt_code, receipt_code};

/// How voters express their choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Name any of the projects, up to a number.
    Approval,
    /// Name projects whose costs together stay within the budget.
    Knapsack,
    /// Divide a given number of points among projects.
    Cumulative,
    /// Grade each project on its own.
    Scoring,
    /// Put projects in order, the first is the best.
    Ordinal,
    /// Name one project.
    ChooseOne,
}

impl Kind {
    /// The `vote_type` of a `.pb` file. The format has no knapsack: it is approval with a limit of money.
    pub fn pabulib_name(self) -> &'static str {
        match self {
            Self::Approval | Self::Knapsack => "approval",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
            Self::Ordinal => "ordinal",
            Self::ChooseOne => "choose-1",
        }
    }

    /// The kind a `vote_type` names.
    pub fn from_pabulib(name: &str) -> Option<Self> {
        [Self::Approval, Self::Cumulative, Self::Scoring, Self::Ordinal, Self::ChooseOne]
            .into_iter()
            .find(|kind| kind.pabulib_name() == name)
    }

    /// Whether marks carry points that the voter gave.
    pub fn has_points(self) -> bool {
        matches!(self, Self::Cumulative | Self::Scoring)
    }
}

/// One project named on a ballot. The order of marks is the voter's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark {
    /// Index into the pool's projects.
    pub project: u32,
    /// Points given; 1 where the kind of ballot has none.
    pub points: i64,
}

impl Mark {
    /// A mark of a ballot without points.
    pub fn naming(project: u32) -> Self {
        Self { project, points: 1 }
    }
}

/// What makes a ballot valid. Names and meanings are those of the Pabulib format; a missing limit does not limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// How choices are expressed.
    pub kind: Kind,
    /// Fewest projects; 1 when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// Most projects. Always 1 when voters choose one. In ordinal ballots it is also the worth of the first place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Least total cost of the named projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_sum_cost: Option<Money>,
    /// Greatest total cost of the named projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sum_cost: Option<Money>,
    /// Fewest points for one project; 1 in cumulative ballots when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_points: Option<i64>,
    /// Most points for one project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_points: Option<i64>,
    /// Fewest points altogether.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_sum_points: Option<i64>,
    /// Most points altogether.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_sum_points: Option<i64>,
    /// Score a scoring ballot gives to each project it does not name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_score: Option<i64>,
    /// How many projects of each range of costs; without any, costs do not limit the number. The Pabulib format has no
    /// key for them: it gets their sum as the most projects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Whether a choice that goes over a limit is refused while choosing. A cast ballot keeps to the limits either way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refuse_at_once: bool,
}

impl Rules {
    /// Ballots of a kind without any limit.
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            min_length: None,
            max_length: None,
            min_sum_cost: None,
            max_sum_cost: None,
            min_points: None,
            max_points: None,
            min_sum_points: None,
            max_sum_points: None,
            default_score: None,
            bands: Vec::new(),
            refuse_at_once: false,
        }
    }

    /// Name at most `max` projects.
    pub fn approval(max: u32) -> Self {
        Self { max_length: Some(max), ..Self::of(Kind::Approval) }
    }

    /// Name projects that together cost at most `budget`.
    pub fn knapsack(budget: Money) -> Self {
        Self { max_sum_cost: Some(budget), ..Self::of(Kind::Knapsack) }
    }

    /// Divide `total` points, at most `per_project` to one project.
    pub fn points(total: i64, per_project: Option<i64>) -> Self {
        Self { max_sum_points: Some(total), max_points: per_project, ..Self::of(Kind::Cumulative) }
    }

    /// Name as many projects of each band as it allows.
    pub fn banded(bands: Vec<Band>) -> Self {
        Self { bands, ..Self::of(Kind::Approval) }
    }

    /// Put exactly `places` projects in order, worth `places`, …, 2, 1.
    pub fn ordinal(places: u32) -> Self {
        Self { min_length: Some(places), max_length: Some(places), ..Self::of(Kind::Ordinal) }
    }

    /// Name one project.
    pub fn choose_one() -> Self {
        Self { min_length: Some(1), max_length: Some(1), ..Self::of(Kind::ChooseOne) }
    }

    /// The most projects a ballot may name.
    pub fn most(&self) -> Option<u32> {
        match self.kind {
            Kind::ChooseOne => Some(1),
            _ if self.bands.is_empty() => self.max_length,
            _ => {
                let sum = self.bands.iter().fold(0_u32, |sum, band| sum.saturating_add(band.most));
                Some(self.max_length.map_or(sum, |max| max.min(sum)))
            }
        }
    }

    /// The fewest projects a ballot must name.
    pub fn fewest(&self) -> u32 {
        self.min_length.unwrap_or(1)
    }

    /// The fewest points one named project must get.
    pub fn fewest_points(&self) -> Option<i64> {
        match self.kind {
            Kind::Cumulative => Some(self.min_points.unwrap_or(1)),
            _ => self.min_points,
        }
    }
}
