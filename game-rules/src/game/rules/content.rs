//! What lies on the tables: items with prices and measures with yields.

use serde::{Deserialize, Serialize};

use super::super::Units;
use super::read::consent_rule;
use super::section::Section;
use super::{
    ConsentRule, ItemKind, MeasureKind, Payout, PriceBy, Repeal, Rules, SampleBy, Shuffle, Source,
};
use crate::money::Money;

/// Everything that lies on the tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Content {
    pub source: Source,
    pub shuffle: Shuffle,
    pub sample: Sample,
    pub price_scale: PriceScale,
    /// Items of the players' own, if they may add any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub write_in: Option<WriteIn>,
    pub items: Vec<Item>,
    pub measures: Vec<Measure>,
}

/// Which items a table is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    pub by: SampleBy,
    /// Items a table; 0 with `all`.
    #[serde(skip_serializing_if = "is_zero")]
    pub k: u32,
    /// Items shared with the next table; 0 but with `block_design`.
    #[serde(skip_serializing_if = "is_zero")]
    pub overlap: u32,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// How real prices become game prices: divided, rounded half up to a multiple, and never below the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PriceScale {
    /// Whole units of the real currency in one game unit; 1 is the real price.
    pub divide_by: i64,
    pub round_to: Units,
    pub floor: Units,
}

impl PriceScale {
    /// The game price of a real cost.
    pub fn price(self, cost: Money) -> Units {
        let step = 100 * i128::from(self.divide_by) * i128::from(self.round_to);
        let steps = (2 * i128::from(cost.minor()) + step).div_euclid(2 * step);
        let price = steps * i128::from(self.round_to);
        Units::try_from(price).unwrap_or(super::super::MOST).clamp(self.floor, super::super::MOST)
    }
}

/// Items of the players' own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WriteIn {
    pub max_per_table: u32,
    pub price_by: PriceBy,
}

/// Something to buy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: String,
    pub title: String,
    /// For fixed and open items a heading; of the levels in one group at most one can be bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Items that must have been bought before.
    pub requires: Vec<String>,
    /// Items that cannot be bought as well.
    pub excludes: Vec<String>,
    /// What a purse's `spend_on` is matched against.
    pub purse_tags: Vec<String>,
    /// Not for sale until a card unlocks it.
    pub locked: bool,
    #[serde(flatten)]
    pub pricing: Pricing,
}

/// How an item is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Pricing {
    /// All or nothing.
    Fixed {
        price: Units,
        /// From here on it counts as bought, where the threshold is `min_goal`.
        #[serde(skip_serializing_if = "Option::is_none")]
        min_goal: Option<Units>,
    },
    /// One of a ladder, all or nothing.
    Level { price: Units },
    /// Any amount from `min` to `max` in multiples of `step`; `baseline` is today's amount and may be 0.
    Open { baseline: Units, min: Units, max: Units, step: Units },
}

impl Pricing {
    /// What it counts for in the cost of the list: the price, or today's amount.
    pub fn list_cost(self) -> Units {
        match self {
            Self::Fixed { price, .. } | Self::Level { price } => price,
            Self::Open { baseline, .. } => baseline,
        }
    }

    /// The most money it can take.
    pub fn most(self) -> Units {
        match self {
            Self::Fixed { price, .. } | Self::Level { price } => price,
            Self::Open { max, .. } => max,
        }
    }

    /// The least money with which it is worth anything.
    pub fn least(self) -> Units {
        match self {
            Self::Fixed { price, min_goal } => min_goal.unwrap_or(price),
            Self::Level { price } => price,
            Self::Open { min, step, .. } => min.max(step),
        }
    }
}

/// A cut or a revenue that creates money for the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measure {
    pub id: String,
    pub title: String,
    pub kind: MeasureKind,
    #[serde(rename = "yield")]
    pub yields: Units,
    /// Of one group at most one passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Items that the measure takes off the table.
    pub excludes_items: Vec<String>,
    pub payout: Payout,
    pub repeal: Repeal,
    /// Whether the table only plays with the thought: agreeing does not mean supporting it.
    pub scenario: bool,
    /// When the table agrees on it; the policy's rule if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<ConsentRule>,
}

/// A real submission, to be laid on the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectItem<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub group: Option<&'a str>,
    pub cost: Money,
}

/// Reads the table `content`.
pub(super) fn content(section: &Section<'_>) -> Content {
    let (sample, scale) = (section.section("sample"), section.section("price_scale"));
    let write_in = section.section("write_in");
    let content = Content {
        source: section.word("source", Source::File),
        shuffle: section.word("shuffle", Shuffle::None),
        sample: read_sample(&sample),
        price_scale: PriceScale {
            divide_by: scale.amount("divide_by", 1).unwrap_or(1),
            round_to: scale.amount("round_to", 1).unwrap_or(1),
            floor: scale.amount("floor", 1).unwrap_or(1),
        },
        write_in: write_in.is_present().then(|| WriteIn {
            max_per_table: write_in.count("max_per_table", 1, 1000, 1),
            price_by: write_in.word("price_by", PriceBy::Facilitator),
        }),
        items: section.sections("items").iter().map(item).collect(),
        measures: section.sections("measures").iter().map(measure).collect(),
    };
    for section in [&sample, &scale, &write_in, section] {
        section.finish();
    }
    content
}

fn read_sample(section: &Section<'_>) -> Sample {
    let by = section.word("by", SampleBy::All);
    let k = match by {
        SampleBy::All => 0,
        _ => u32::try_from(section.required_amount("k", 1)).unwrap_or(u32::MAX),
    };
    let overlap = match by {
        SampleBy::BlockDesign => section.count("overlap", 0, k.saturating_sub(1), 0),
        _ => 0,
    };
    Sample { by, k, overlap }
}

fn item(section: &Section<'_>) -> Item {
    let id = section.required_text("id");
    let item = Item {
        title: section.text("title").unwrap_or_else(|| id.clone()),
        id,
        group: section.text("group"),
        requires: section.texts("requires"),
        excludes: section.texts("excludes"),
        purse_tags: section.texts("purse_tags"),
        locked: section.flag("locked", false),
        pricing: pricing(section),
    };
    section.finish();
    item
}

fn pricing(section: &Section<'_>) -> Pricing {
    match section.word("kind", ItemKind::Fixed) {
        ItemKind::Fixed => Pricing::Fixed {
            price: section.required_amount("price", 1),
            min_goal: section.amount("min_goal", 1),
        },
        ItemKind::Level => Pricing::Level { price: section.required_amount("price", 1) },
        ItemKind::Open => Pricing::Open {
            baseline: section.amount("baseline", 0).unwrap_or(0),
            min: section.amount("min", 0).unwrap_or(0),
            max: section.required_amount("max", 1),
            step: section.amount("step", 1).unwrap_or(1),
        },
    }
}

fn measure(section: &Section<'_>) -> Measure {
    let id = section.required_text("id");
    let consent = section.section("consent");
    let measure = Measure {
        title: section.text("title").unwrap_or_else(|| id.clone()),
        id,
        kind: section.word("kind", MeasureKind::Cut),
        yields: section.required_amount("yield", 1),
        group: section.text("group"),
        excludes_items: section.texts("excludes_items"),
        payout: section.word("payout", Payout::Equal),
        repeal: section.word("repeal", Repeal::Never),
        scenario: section.flag("scenario", false),
        consent: consent.is_present().then(|| consent_rule(&consent)),
    };
    consent.finish();
    section.finish();
    measure
}

impl Rules {
    /// The same game with these submissions as its items, at scaled prices, and no longer in need of an edition.
    pub fn with_projects<'a>(&self, projects: impl IntoIterator<Item = ProjectItem<'a>>) -> Self {
        let mut rules = self.clone();
        rules.content.source = Source::File;
        rules.content.items = projects
            .into_iter()
            .map(|project| Item {
                id: project.id.to_owned(),
                title: project.title.to_owned(),
                group: project.group.map(str::to_owned),
                requires: Vec::new(),
                excludes: Vec::new(),
                purse_tags: Vec::new(),
                locked: false,
                pricing: Pricing::Fixed {
                    price: self.content.price_scale.price(project.cost),
                    min_goal: None,
                },
            })
            .collect();
        rules
    }
}
