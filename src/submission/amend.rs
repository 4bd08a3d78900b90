//! Changing some parts of a project that is public already: what was typed becomes a [`Content`],
//! judged by the same rules of the edition as a new proposal; every other part stays as it is.

use super::proposal::{Form, degrees, written};
use super::rules::Rules;
use crate::edition::Pool;
use crate::page::{Errors, Fields};
use crate::project::{Category, Content, Line, Part};
use crate::text::Message;

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
    for point in &content.points {
        fields.push("point", written(*point));
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

/// Reads the parts that may change; what else was sent is not read.
pub fn amend(
    content: &Content,
    parts: &[Part],
    fields: &Fields,
    rules: &Rules,
    pool: &Pool,
) -> Result<Content, Errors> {
    let mut form = Form { fields, errors: Errors::default() };
    let mut amended = content.clone();
    for part in parts {
        match part {
            Part::Title => amended.title = form.title(rules),
            Part::Summary => amended.summary = form.text("summary", &rules.summary, true),
            Part::Category => match Category::parse(fields.get("category")) {
                Some(category) => amended.category = category.name().to_owned(),
                None => form.errors.add("category", Message::new("submit-category-missing")),
            },
            Part::Place => place(&mut form, &mut amended, rules),
            Part::Cost => {
                let lines = form.lines(rules);
                form.cost(&lines, rules, pool.money());
                let lines = lines.into_iter().map(|line| Line {
                    label: line.label,
                    quantity: line.quantity,
                    unit_price: line.unit_price.minor(),
                    unit: line.unit,
                    yearly: line.yearly,
                });
                amended = amended.with_lines(lines.collect());
            }
        }
    }
    if form.errors.is_empty() { Ok(amended) } else { Err(form.errors) }
}

/// Where, in words and on the map. A form without boxes for points leaves them where they are.
fn place(form: &mut Form<'_>, amended: &mut Content, rules: &Rules) {
    if rules.place.is_asked() {
        amended.place = form.text("place", &rules.place, false);
    }
    if !rules.points.is_asked() || !form.fields.has("point") {
        return;
    }
    for (row, typed) in form.fields.all("point").enumerate() {
        let point = typed.trim().split_once(' ');
        let right = point.is_some_and(|(lat, lon)| degrees(lat, lon).is_ok());
        if !right && !typed.trim().is_empty() {
            form.errors.add(format!("point-{row}"), Message::new("correct-point-wrong"));
        }
    }
    *amended = amended.clone().with_points(form.points(&rules.points, "point-0"));
}
