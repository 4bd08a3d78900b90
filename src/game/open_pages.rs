//! The facilitator's evenings, choosing a game and opening it.

use game_rules::game::rules::{self, PRESETS, Rules, SampleBy, Source};
use maud::{Markup, html};

use super::open::OWN;
use crate::clock::Instant;
use crate::page::parts::fields::{Choice, Field, hidden};
use crate::page::parts::lists::{cards, lines};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::empty;
use crate::page::{Complaints, Errors, Fields};
use crate::people::Visit;
use crate::text::Text;

/// An evening in the list.
pub struct Evening {
    pub code: String,
    pub title: String,
    pub opened_at: Instant,
}

pub fn evenings(visit: &Visit, evenings: &[Evening]) -> Markup {
    let t = visit.text;
    let (open, new) = (t.say("game-new"), visit.href("/games/new"));
    html! {
        div.stack { h1 { (t.say("game-name")) } p.lead { (t.say("game-lead")) } p { (Plate::link(&open, &new).brass()) } }
        @if evenings.is_empty() { (empty(t.say("game-none"), None)) }
        @else {
            section.stack.stack--wide aria-labelledby="h-evenings" {
                h2 #h-evenings { (t.say("game-evenings")) }
                (lines(evenings.iter().map(|evening| html! {
                    a href=(visit.href(&format!("/games/{}", evening.code))) { (evening.title) }
                    span.muted { (t.moment(evening.opened_at)) }
                })))
            }
        }
    }
}

/// Choosing a game: every preset, or a rule file of one's own.
pub fn choose(visit: &Visit) -> Markup {
    let t = visit.text;
    let presets = PRESETS.iter().filter_map(|preset| Some((preset.id, preset.rules().ok()?)));
    html! {
        div.stack { h1 { (t.say("game-choose")) } p.lead { (t.say("game-choose-lead")) } }
        (cards("presets", presets.map(|(id, rules)| html! {
            li.panel {
                h2 { a href=(visit.href(&format!("/games/new?rules={id}"))) { (rules.meta.title) } }
                p { (t.say(&format!("game-preset-{id}"))) }
                p.small.muted { (hall(t, &rules)) }
            }
        }).chain([html! {
            li.panel.panel--sunk {
                h2 { a href=(visit.href(&format!("/games/new?rules={OWN}"))) { (t.say("game-own-rules")) } }
                p { (t.say("game-own-rules-means")) }
            }
        }])))
    }
}

/// How many play, in a line.
fn hall(t: Text, rules: &Rules) -> String {
    let (seats, minutes) =
        (rules.event.seats, rules.phases.iter().map(|phase| phase.seconds).sum::<u32>() / 60);
    let players = match seats.min == seats.max {
        true => t.count("game-preset-alone", i64::from(seats.max)),
        false => {
            let args =
                [("least", i64::from(seats.min).into()), ("most", i64::from(seats.max).into())];
            t.with("game-preset-hall", &args)
        }
    };
    match minutes {
        0 => players,
        _ => format!("{players} · {}", t.count("game-minutes", i64::from(minutes))),
    }
}

/// What the form of a new evening stands on.
pub struct New<'a> {
    pub visit: &'a Visit,
    /// The rules chosen, when they can be read.
    pub rules: Option<&'a Rules>,
    /// Pools to take projects from: what the form sends, and the name.
    pub pools: &'a [(String, String)],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    /// Mistakes of a rule file, in its own words.
    pub mistakes: &'a [String],
}

pub fn new(new: &New<'_>) -> Markup {
    let New { visit, rules, pools, fields, errors, mistakes } = new;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let own = fields.get("rules") == OWN;
    let filled = |field: &str, else_: String| match fields.has(field) {
        true => fields.get(field).to_owned(),
        false => else_,
    };
    let title = rules.map_or_else(|| t.say("game-own-rules"), |rules| rules.meta.title.clone());
    let tables = filled(
        "tables",
        rules
            .map_or(2, |rules| rules.event.tables.min.max(2).min(rules.event.tables.max))
            .to_string(),
    );
    let seats = filled("seats", rules.map_or(5, |rules| rules.event.seats.min).to_string());
    let sample =
        rules.map(|rules| rules.content.sample).filter(|sample| sample.by != SampleBy::All);
    let items = filled("items", sample.map(|sample| sample.k.to_string()).unwrap_or_default());
    let choices: Vec<Choice<'_>> = pools
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            hint: None,
            chosen: fields.get("pool") == value,
        })
        .collect();
    let needs_projects = rules.is_none_or(|rules| rules.content.source == Source::Edition);
    let [
        name,
        name_hint,
        pool,
        pool_hint,
        tables_label,
        seats_label,
        seats_hint,
        items_label,
        items_hint,
        file,
        file_hint,
        act,
        optional,
    ] = [
        "game-title",
        "game-title-hint",
        "game-pool",
        if needs_projects { "game-pool-hint" } else { "game-pool-hint-file" },
        "game-tables",
        "game-seats",
        "game-seats-hint",
        "game-items",
        "game-items-hint",
        "game-file",
        "game-file-hint",
        "game-open-act",
        "optional",
    ]
    .map(|key| t.say(key));
    html! {
        p { a href=(visit.href("/games/new")) { (t.say("game-choose-other")) } }
        (complaints.summary())
        div.stack { p.muted { (t.say("game-new")) } h1 { (title) } @if let Some(rules) = rules { p.lead { (hall(t, rules)) } } }
        form.stack.read method="post" action=(visit.href("/games")) novalidate {
            (hidden("rules", fields.get("rules")))
            @if own {
                (Field::area("file", &file, 16).hint(&file_hint).value(fields.get("file")).error(complaints.of("file")))
                @if !mistakes.is_empty() { ol.small lang="en" { @for mistake in *mistakes { li { code { (mistake) } } } } }
            }
            (Field::text("title", &name).hint(&name_hint).optional(&optional).value(fields.get("title")).error(complaints.of("title")))
            (Field::select("pool", &pool, &choices).hint(&pool_hint).error(complaints.of("pool")))
            @if needs_projects { (Field::text("items", &items_label).hint(&items_hint).optional(&optional).input_mode("numeric").tiny().value(&items).error(complaints.of("items"))) }
            (Field::text("tables", &tables_label).input_mode("numeric").tiny().value(&tables).error(complaints.of("tables")))
            (Field::text("seats", &seats_label).hint(&seats_hint).input_mode("numeric").tiny().value(&seats).error(complaints.of("seats")))
            (Plate::submit(&act).brass())
        }
    }
}

/// Which rules make the form's fields: of a preset, or of a file that can be read.
pub fn rules_of(fields: &Fields) -> Option<Rules> {
    match rules::preset(fields.get("rules")) {
        Some(preset) => preset.rules().ok(),
        None => rules::read("", fields.get("file")).ok(),
    }
}
