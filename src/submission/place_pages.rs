//! Choosing places on the map: it moves under a cross by links, and a press keeps the place in the
//! middle. Whoever does not want a map types two numbers, or leaves it to the address in words.

use maud::{Markup, html};

use super::pages::{StepView, saved};
use super::proposal::written;
use crate::page::Complaints;
use crate::page::map::{MapQuery, Pin, Place};
use crate::page::parts::fields::{Choice, Field, checkbox, hidden};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, details, note};
use crate::project::place::Neighbour;
use crate::project::{MapUse, draw_map, neighbour_list};

pub struct PointsView<'a> {
    pub step: &'a StepView<'a>,
    pub points: &'a [Place],
    /// Where the city lies, for a map without points yet.
    pub ground: &'a [Place],
    pub neighbours: &'a [Neighbour],
    pub map: MapQuery,
    pub tiles: Option<&'a str>,
}

pub fn points(view: &PointsView<'_>) -> Markup {
    let PointsView { step, points, .. } = view;
    let t = step.visit.text;
    let complaints = Complaints::new(t, step.errors);
    let names: Vec<String> = (1..=points.len()).map(|n| n.to_string()).collect();
    let titles: Vec<String> = (1..=points.len()).map(|n| t.count("submit-point", n)).collect();
    let hrefs: Vec<String> = (1..=points.len()).map(|n| format!("#point-{n}")).collect();
    let pins: Vec<Pin<'_>> = points
        .iter()
        .enumerate()
        .map(|(i, place)| Pin::one(*place, &names[i], &titles[i], &hrefs[i], true))
        .collect();
    let shown = if points.is_empty() { view.ground } else { points };
    let seen = view.map.view(shown.iter().copied());
    let base = step.action();
    let centre = seen.centre();
    let (add, typed, next, remove) = (
        t.say("submit-point-add"),
        t.say("submit-point-add-typed"),
        t.say("submit-next"),
        t.say("submit-point-remove"),
    );
    let (latitude, longitude) = (t.say("submit-latitude"), t.say("submit-longitude"));
    let (fields, optional) = (step.fields, t.say("optional"));
    let boxes = html! {
        div.filters {
            (Field::text("latitude", &latitude).optional(&optional).input_mode("decimal").value(fields.get("latitude")).error(complaints.of("latitude")))
            (Field::text("longitude", &longitude).optional(&optional).input_mode("decimal").value(fields.get("longitude")).error(complaints.of("longitude")))
        }
        p { (Plate::submit(&typed).quiet().small().sends("typed", "1").unchecked()) }
    };
    html! {
        div.stack.stack--wide.read {
            (step.head(&complaints))
            p { (t.say("submit-points-how")) }
            (draw_map(t, &pins, seen, view.tiles, &base, MapUse::Chooses))
            form #step.stack.stack--wide.stack--loose method="post" action=(base) novalidate {
                div #choose {
                    (hidden("view", &seen.query()))
                    (Plate::submit(&add).quiet().sends("add", &written(centre)).unchecked())
                }
                @if !points.is_empty() {
                    ol.lines #points { @for (i, point) in points.iter().enumerate() {
                        li.row.row--ends id=(format!("point-{}", i + 1)) {
                            span { (titles[i]) ": " span.num { (point.lat) "; " (point.lon) } }
                            (Plate::submit(&remove).quiet().small().sends("remove", &i.to_string()).about(&titles[i]).unchecked())
                        }
                    } }
                }
                // What is wrong in them stands open.
                @if complaints.of("latitude").is_some() || complaints.of("longitude").is_some() {
                    div.panel.stack { (boxes) (asked(step)) }
                } @else {
                    (details("typed", t.say("submit-points-typed"), boxes))
                }
                @if !view.neighbours.is_empty() {
                    (note(Tone::Warn, t.say("near-title"), Some(html! { p { (t.say("near-author")) } })))
                    (neighbour_list(step.visit, step.edition, view.neighbours))
                }
                div.row { (Plate::submit(&next)) (saved(t, step.draft)) }
            }
        }
    }
}

/// The two ways on from a point that lies far away: the numbers the other way round, or a tick.
fn asked(step: &StepView<'_>) -> Markup {
    let (t, fields) = (step.visit.text, step.fields);
    let (swap, sure) = (t.say("submit-point-swap"), t.say("submit-point-sure"));
    let point = format!("{} {}", fields.get("latitude"), fields.get("longitude"));
    let choice = Choice { value: &point, label: &sure, ..Choice::default() };
    html! {
        @if fields.get("far") == "swapped" { p { (Plate::submit(&swap).small().sends("swap", "1").unchecked()) } }
        @if fields.has("far") { (checkbox("sure-point", &choice, None)) }
    }
}
