//! Boxes for the parts of a project that may be changed, one below the other.

use maud::{Markup, html};

use super::pages::sure;
use super::proposal::{TypedLine, typed_lines};
use super::rules::Rules;
use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::{Complaints, Fields, Sign};
use crate::project::{Category, Part, category_name};
use crate::text::Text;

/// Empty lines for further cost, so that a line can be added without a script.
const SPARE: usize = 2;

pub fn part_fields(
    t: Text,
    part: Part,
    rules: &Rules,
    fields: &Fields,
    complaints: &Complaints,
) -> Markup {
    let label = |key: &str| t.say(key);
    let sure = |name: &str| sure(t, name, fields.get(name), fields);
    match part {
        Part::Title => {
            html! { (Field::text("title", &label("submit-title-label")).value(fields.get("title")).error(complaints.of("title"))) (sure("title")) }
        }
        Part::Summary => {
            html! { (Field::area("summary", &label("submit-summary-label"), 8).value(fields.get("summary")).error(complaints.of("summary"))) (sure("summary")) }
        }
        Part::Place => {
            html! {
                @if rules.place.is_asked() {
                    (Field::text("place", &label("submit-place-label")).value(fields.get("place")).error(complaints.of("place")))
                    (sure("place"))
                }
                @if rules.points.is_asked() { (point_fields(t, fields, complaints)) }
            }
        }
        Part::Category => {
            let names = Category::ALL.map(|category| category_name(t, category));
            let choices: Vec<Choice<'_>> = Category::ALL
                .iter()
                .zip(&names)
                .map(|(category, label)| Choice {
                    value: category.name(),
                    label,
                    ..Choice::default()
                })
                .collect();
            html! { (Field::select("category", &label("submit-category-label"), &choices).value(fields.get("category")).error(complaints.of("category"))) }
        }
        Part::Cost => cost_fields(t, fields, complaints),
    }
}

/// A box for every point on the map, and an empty one for a further.
fn point_fields(t: Text, fields: &Fields, complaints: &Complaints) -> Markup {
    let (hint, optional) = (t.say("correct-point-hint"), t.say("optional"));
    let typed = fields.all("point").filter(|typed| !typed.trim().is_empty());
    html! {
        @for (i, point) in typed.chain(std::iter::once("")).enumerate() {
            @let (id, label) = (format!("point-{i}"), t.count("submit-point", i + 1));
            (Field::text("point", &label).id(&id).optional(&optional).hint(&hint).narrow().value(point).error(complaints.of(&id)))
        }
    }
}

fn cost_fields(t: Text, fields: &Fields, complaints: &Complaints) -> Markup {
    let mut rows = typed_lines(fields);
    rows.extend(std::iter::repeat_n(TypedLine::default(), SPARE));
    let all_labels: Vec<&str> = fields.all("label").collect();
    let labels = [t.say("cost-label"), t.say("cost-quantity"), t.say("cost-price")];
    html! {
        @if let Some(sentence) = complaints.of("lines") { p.err #lines { (Sign::No) (sentence) } }
        @for (i, TypedLine { label, quantity, price, unit, yearly }) in rows.iter().enumerate() {
            fieldset.panel.cost-line {
                legend.sr { (t.with("cost-line", &[("n", (i + 1).into())])) }
                (Field::text("label", &labels[0]).id(&format!("label-{i}")).value(label).error(complaints.of(&format!("label-{i}"))))
                (Field::text("quantity", &labels[1]).id(&format!("quantity-{i}")).input_mode("numeric").value(quantity).error(complaints.of(&format!("quantity-{i}"))))
                (Field::money("price", &labels[2], "zł").id(&format!("price-{i}")).value(price).error(complaints.of(&format!("price-{i}"))))
                (hidden("unit", unit)) (hidden("yearly", if *yearly { "yes" } else { "" }))
            }
        }
        (sure(t, "label", &all_labels.join("\n"), fields))
    }
}
