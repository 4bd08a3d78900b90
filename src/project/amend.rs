//! Changing some fields of a project that is public already: what was typed becomes a [`Content`],
//! judged by the rules of submission; every other field stays as it is.

use super::submit::{self, SUMMARY, TITLE};
use super::{Category, Content, Line};
use crate::page::{Errors, Fields};
use crate::text::Message;

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

/// Lines of the estimate as they were typed, for drawing the form again.
pub fn typed_lines(fields: &Fields) -> Vec<[String; 3]> {
    submit::typed_lines(fields)
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
        amended.title = submit::text(fields, "title", TITLE, false, &mut errors);
        if amended.title.starts_with(['=', '+', '-', '@']) {
            errors.add("title", Message::new("submit-title-formula"));
        }
    }
    if parts.contains(&Part::Summary) {
        amended.summary = submit::text(fields, "summary", SUMMARY, true, &mut errors);
    }
    if parts.contains(&Part::Category) {
        match Category::parse(fields.get("category")) {
            Some(category) => amended.category = category.name().to_owned(),
            None => errors.add("category", Message::new("submit-category-missing")),
        }
    }
    if parts.contains(&Part::Place) {
        amended.place = submit::text(fields, "place", 3..=300, false, &mut errors);
    }
    if parts.contains(&Part::Cost) {
        let lines = submit::lines(fields, &mut errors).into_iter().map(|line| Line {
            label: line.label,
            quantity: line.quantity,
            unit_price: line.unit_price.minor(),
        });
        amended = amended.with_lines(lines.collect());
        if amended.cost > budget {
            let message = Message::new("submit-over-budget")
                .arg("cost", amended.money())
                .arg("budget", game_rules::Money::from_minor(budget));
            errors.add("lines", message);
        }
    }
    if errors.is_empty() { Ok(amended) } else { Err(errors) }
}
