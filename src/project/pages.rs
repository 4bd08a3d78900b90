//! What is said of a project everywhere: its card, its state, the names of category and pool, its map.

use maud::{Markup, html};

use super::category::Category;
use super::entity::State;
use super::list::Row;
use crate::edition::{Edition, Pool};
use crate::page::map::{Map, MapView, MapWords, Pin, Place};
use crate::page::parts::lists::{self, Card};
use crate::page::parts::words::{Tone, tag};
use crate::page::{Sign, encode};
use crate::people::Visit;
use crate::text::Text;

/// The name of a pool; the city's own pool has none in the data.
pub fn pool_name(text: Text, pool: &Pool) -> String {
    if pool.name.is_empty() { text.say("pool-citywide") } else { pool.name.clone() }
}

/// The same on a page: a name in the language of its edition, or our word for the whole city.
pub fn pool_said(text: Text, edition: &Edition, pool: &Pool) -> Markup {
    html! { @if pool.name.is_empty() { (text.say("pool-citywide")) } @else { (edition.said(text, &pool.name)) } }
}

pub fn state_tag(text: Text, state: State) -> Markup {
    let (tone, sign) = match state {
        State::Submitted | State::Merit | State::Appealed => (Tone::Warn, Sign::Half),
        State::Returned => (Tone::Warn, Sign::Warn),
        State::Accepted => (Tone::Good, Sign::Yes),
        State::Rejected => (Tone::Plain, Sign::No),
        State::Withdrawn => (Tone::Plain, Sign::Closed),
    };
    tag(tone, sign, text.say(&format!("state-{}", state.name())))
}

pub fn category_name(text: Text, category: Category) -> String {
    text.say(&format!("category-{}", category.name()))
}

pub fn href(visit: &Visit, edition: &Edition, code: &str) -> String {
    visit.href(&format!("/{}/projects/{}", edition.slug, encode(code)))
}

/// A project's card as lists show it.
pub fn card(
    visit: &Visit,
    edition: &Edition,
    pools: &[Pool],
    row: &Row,
    with_state: bool,
) -> Markup {
    let t = visit.text;
    // Where there are several pools, which one is the first thing people ask.
    let pool = pools.iter().find(|pool| pools.len() > 1 && pool.id == row.pool_id);
    lists::card(&Card {
        glaze: row.category.glaze(),
        number: &row.number,
        kicker: html! { (category_name(t, row.category)) @if let Some(pool) = pool { " · " (pool_name(t, pool)) } },
        href: &href(visit, edition, &row.code),
        title: edition.said(t, &row.title),
        price: &t.money(row.money()),
        extra: with_state.then(|| html! { p { (state_tag(t, row.state)) } }),
    })
}

/// What a map is there for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MapUse<'a> {
    /// The small one of a single project.
    Still,
    /// Links move it; there may be more than the pins in view.
    Moves {
        /// Places around everything that could be seen.
        around: &'a [Place],
    },
    /// Links move it under a cross that chooses a place.
    Chooses,
}

/// A map of pins.
pub fn draw_map(
    t: Text,
    pins: &[Pin<'_>],
    view: MapView,
    tiles: Option<&str>,
    base: &str,
    way: MapUse<'_>,
) -> Markup {
    let around: &[Place] = match way {
        MapUse::Moves { around } => around,
        _ => &pins.iter().map(|pin| pin.from).collect::<Vec<_>>(),
    };
    let words = MapWords {
        label: &t.say("map-label"),
        cluster: &|n| t.count("map-cluster", n),
        distance: &|metres| {
            if metres >= 1000 {
                t.count("map-kilometres", i64::from(metres / 1000))
            } else {
                t.count("map-metres", i64::from(metres))
            }
        },
        closer: &t.say("map-closer"),
        farther: &t.say("map-farther"),
        all: &t.say("map-all"),
        up: &t.say("map-up"),
        down: &t.say("map-down"),
        left: &t.say("map-left"),
        right: &t.say("map-right"),
        attribution: &if tiles.is_some() { t.say("map-attribution") } else { String::new() },
    };
    html! {
        (Map { id: "map", view, pins, around, tiles, base, swap: if way == MapUse::Chooses { "map choose" } else { "map" }, controls: way != MapUse::Still, cross: way == MapUse::Chooses, words })
    }
}
