//! Changing some fields of a project that is public already: what was typed becomes a [`Content`],
//! judged by the rules of submission; every other field stays as it is.

use game_rules::money::Money;

use super::{Category, Content, Line};
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

const TITLE: std::ops::RangeInclusive<usize> = 5..=120;
const SUMMARY: std::ops::RangeInclusive<usize> = 30..=3000;
/// Rows that are read at all.
const ROWS: usize = 100;
/// A line of ten million złoty is a mistake of the keyboard in every city that votes here.
const UNIT_PRICE: Money = Money::from_minor(1_000_000_000);
const QUANTITY: std::ops::RangeInclusive<i64> = 1..=100_000;

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

fn text(
    fields: &Fields,
    name: &str,
    length: std::ops::RangeInclusive<usize>,
    lines: bool,
    errors: &mut Errors,
) -> String {
    let text = tidy(fields.get(name), lines);
    let count = text.chars().count();
    if count == 0 {
        errors.add(name, Message::new(format!("submit-{name}-missing")));
    } else if count < *length.start() {
        errors.add(name, Message::new("text-short").arg("n", *length.start()));
    } else if count > *length.end() {
        let over = count - length.end();
        errors.add(name, Message::new("text-long").arg("n", *length.end()).arg("over", over));
    }
    text
}

fn lines(fields: &Fields, errors: &mut Errors) -> Vec<Line> {
    let rows = typed_lines(fields);
    if rows.is_empty() {
        errors.add("label-0", Message::new("submit-lines-missing"));
    }
    let mut lines = Vec::with_capacity(rows.len());
    for (row, typed) in rows.into_iter().enumerate() {
        let label = tidy(&typed.label, false);
        if label.is_empty()
            || label.chars().count() > 120
            || label.starts_with(['=', '+', '-', '@'])
        {
            errors.add(format!("label-{row}"), Message::new("submit-line-label"));
        }
        let quantity = typed.quantity.trim();
        let quantity = if quantity.is_empty() { Some(1) } else { quantity.parse().ok() };
        let quantity = quantity.filter(|quantity| QUANTITY.contains(quantity));
        if quantity.is_none() {
            errors.add(format!("quantity-{row}"), Message::new("submit-line-quantity"));
        }
        let price = Money::parse_typed(&typed.price).ok();
        let price = price.filter(|price| *price > Money::ZERO && *price <= UNIT_PRICE);
        if price.is_none() {
            errors.add(format!("price-{row}"), Message::new("submit-line-price"));
        }
        if let (Some(quantity), Some(price)) = (quantity, price) {
            let unit = tidy(&typed.unit, false).chars().take(40).collect();
            let (unit_price, yearly) = (price.minor(), typed.yearly);
            lines.push(Line { label, quantity, unit_price, unit, yearly });
        }
    }
    lines
}

/// The fields of a form that shows `content` for changing.
pub fn fields_of(content: &Content) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in [
        ("title", &content.title),
        ("summary", &content.summary),
        ("category", &content.category),
        ("place", &content.place),
    ] {
        fields.push(name, value.clone());
    }
    for line in &content.lines {
        fields.push("label", line.label.clone());
        fields.push("quantity", line.quantity.to_string());
        let (whole, minor) = (line.unit_price / 100, line.unit_price % 100);
        let price = if minor == 0 { whole.to_string() } else { format!("{whole},{minor:02}") };
        fields.push("price", price);
        fields.push("unit", line.unit.clone());
        fields.push("yearly", if line.yearly { "yes" } else { "" });
    }
    fields
}

/// Reads the parts that may change; what else was sent is not read. `budget` is the most the
/// project may cost, in grosze.
pub fn amend(
    content: &Content,
    parts: &[Part],
    fields: &Fields,
    budget: i64,
) -> Result<Content, Errors> {
    let mut errors = Errors::default();
    let mut amended = content.clone();
    if parts.contains(&Part::Title) {
        amended.title = text(fields, "title", TITLE, false, &mut errors);
        if amended.title.starts_with(['=', '+', '-', '@']) {
            errors.add("title", Message::new("submit-title-formula"));
        }
    }
    if parts.contains(&Part::Summary) {
        amended.summary = text(fields, "summary", SUMMARY, true, &mut errors);
    }
    if parts.contains(&Part::Category) {
        match Category::parse(fields.get("category")) {
            Some(category) => amended.category = category.name().to_owned(),
            None => errors.add("category", Message::new("submit-category-missing")),
        }
    }
    if parts.contains(&Part::Place) {
        amended.place = text(fields, "place", 3..=300, false, &mut errors);
    }
    if parts.contains(&Part::Cost) {
        let lines = lines(fields, &mut errors);
        amended = amended.with_lines(lines);
        if amended.cost > budget {
            let message = Message::new("submit-over-budget")
                .arg("cost", amended.money())
                .arg("budget", game_rules::Money::from_minor(budget));
            errors.add("lines", message);
        }
    }
    if errors.is_empty() { Ok(amended) } else { Err(errors) }
}
