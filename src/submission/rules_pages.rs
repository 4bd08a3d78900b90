//! The city's page for its form: which fields, with which hints and limits, own questions, prices.

use maud::{Markup, html};

use super::rules::{ALWAYS, Asked, FIELDS};
use crate::edition::{Edition, settled};
use crate::page::parts::fields::{Choice, Field};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;

pub fn rules(visit: &Visit, edition: &Edition, fields: &Fields, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let words: Vec<(&str, String)> = Asked::ALL
        .into_iter()
        .map(|asked| (asked.name(), t.say(&format!("asked-{}", asked.name()))))
        .collect();
    let [asked, least, most, hint] =
        ["rules-asked", "rules-least", "rules-most", "rules-hint"].map(|key| t.say(key));
    let (highest, highest_hint) = (t.say("rules-highest"), t.say("rules-highest-hint"));
    let (questions, questions_hint) = (t.say("rules-questions"), t.say("rules-questions-hint"));
    let (prices, prices_hint) = (t.say("price-book"), t.say("rules-prices-hint"));
    let (optional, act) = (t.say("optional"), t.say("rules-save"));
    let fixed = settled(edition).is_err();
    html! {
        div.stack.stack--wide {
            p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
            (complaints.summary())
            div { p.muted { (edition.city) ": " (edition.title) } h1 { (t.say("rules-title")) } }
            @if fixed { (note(Tone::Info, t.say("deciding-fixed"), None)) } @else { p.read { (t.say("rules-means")) } }
            form method="post" novalidate {
                fieldset.stack.stack--wide.stack--loose disabled[fixed] {
                    @for (name, _) in FIELDS {
                        @let id = |what: &str| format!("{name}-{what}");
                        @let choices: Vec<Choice<'_>> = words.iter().map(|(value, label)| Choice { value, label, chosen: fields.get(&id("asked")) == *value, ..Choice::default() }).collect();
                        fieldset.panel.stack.stack--wide {
                            legend { (t.say(&format!("rules-field-{name}"))) }
                            div.filters {
                                @if !ALWAYS.contains(&name) { (Field::select(&id("asked"), &asked, &choices)) }
                                (Field::text(&id("least"), &least).input_mode("numeric").value(fields.get(&id("least"))))
                                (Field::text(&id("most"), &most).input_mode("numeric").value(fields.get(&id("most"))).error(complaints.of(&id("most"))))
                            }
                            (Field::text(&id("hint"), &hint).optional(&optional).value(fields.get(&id("hint"))).error(complaints.of(&id("hint"))))
                        }
                    }
                    (Field::money("highest", &highest, "zł").optional(&optional).hint(&highest_hint).value(fields.get("highest")).error(complaints.of("highest")))
                    (Field::area("questions", &questions, 5).optional(&optional).hint(&questions_hint).value(fields.get("questions")).error(complaints.of("questions")))
                    (Field::area("prices", &prices, 10).optional(&optional).hint(&prices_hint).value(fields.get("prices")).error(complaints.of("prices")))
                    @if !fixed { p { (Plate::submit(&act).brass()) } }
                }
            }
        }
    }
}
