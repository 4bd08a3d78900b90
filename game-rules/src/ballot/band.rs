//! Bands of cost: so many small and so many large projects on one ballot.

use serde::{Deserialize, Serialize};

use super::Rules;
use crate::money::Money;

/// Projects of a range of costs, and how many of them a ballot may name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// What voters call it: `small`, `large`.
    pub name: String,
    /// The least cost of the band, which belongs to it.
    pub from: Money,
    /// The greatest cost of the band, which belongs to it; `None` only in the last, which has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Money>,
    /// Most projects of the band on one ballot, 1 or more.
    pub most: u32,
}

impl Band {
    /// Bands that follow each other from 0 without a gap: name, greatest cost and most projects of each. The cost of the
    /// last is not looked at.
    pub fn row(bands: impl IntoIterator<Item = (String, Option<Money>, u32)>) -> Vec<Self> {
        let mut from = Money::ZERO;
        let mut row: Vec<Self> = Vec::new();
        for (name, to, most) in bands {
            row.push(Self { name, from, to, most });
            from = to.unwrap_or(from).saturating_add(Money::from_minor(1));
        }
        if let Some(last) = row.last_mut() {
            last.to = None;
        }
        row
    }

    /// Whether projects of this cost belong to it.
    pub fn takes(&self, cost: Money) -> bool {
        self.from <= cost && self.to.is_none_or(|to| cost <= to)
    }
}

impl Rules {
    /// The band of projects of this cost, by its place in [`Rules::bands`].
    pub fn band(&self, cost: Money) -> Option<usize> {
        self.bands.iter().position(|band| band.takes(cost))
    }

    /// What is wrong with the bands, in words: every cost lies in exactly one of them, and each takes a project.
    pub fn mistake(&self) -> Option<&'static str> {
        let mut from = Some(Money::ZERO);
        for band in &self.bands {
            if from != Some(band.from) || band.to.is_some_and(|to| to < band.from) {
                return Some("the bands of cost leave a gap or overlap");
            }
            if band.most == 0 {
                return Some("a band of cost takes no project");
            }
            from = band.to.map(|to| to.saturating_add(Money::from_minor(1)));
        }
        let is_open = from.is_none() || self.bands.is_empty();
        (!is_open).then_some("the last band of cost ends")
    }
}
