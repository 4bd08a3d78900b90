//! The parts of a project that may be given back to its author, and the estimate as it is typed.

use crate::page::Fields;

/// Rows that are read at all.
const ROWS: usize = 100;

/// A field, or a group of fields, that may be given back to its author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Title,
    Summary,
    Category,
    Place,
    Cost,
}

impl Part {
    pub const ALL: [Self; 5] =
        [Self::Title, Self::Summary, Self::Category, Self::Place, Self::Cost];

    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Category => "category",
            Self::Place => "place",
            Self::Cost => "cost",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

/// A row of the estimate as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedLine {
    pub label: String,
    pub quantity: String,
    pub price: String,
    pub unit: String,
    pub yearly: bool,
}

/// The rows of the estimate as typed; wholly empty rows are left out.
pub fn typed_lines(fields: &Fields) -> Vec<TypedLine> {
    let column = |name| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    let [labels, quantities, prices, units, kinds] =
        ["label", "quantity", "price", "unit", "yearly"].map(column);
    let cell = |cells: &[String], row: usize| cells.get(row).cloned().unwrap_or_default();
    let rows = labels.len().max(quantities.len()).max(prices.len()).min(ROWS);
    (0..rows)
        .map(|row| TypedLine {
            label: cell(&labels, row),
            quantity: cell(&quantities, row),
            price: cell(&prices, row),
            unit: cell(&units, row),
            yearly: cell(&kinds, row) == "yes",
        })
        .filter(|line| !(line.label.trim().is_empty() && line.price.trim().is_empty()))
        .collect()
}
