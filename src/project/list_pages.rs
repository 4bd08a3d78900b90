//! The list of projects with its filters, and the map.

use maud::{Markup, html};

use super::atlas::Atlas;
use super::category::Category;
use super::entity::State;
use super::list::{Filter, Listing, Sort};
use super::pages::{MapUse, card, category_name, draw_map, href, pool_name};
use crate::edition::{Edition, Phase, Pool};
use crate::page::map::Pin;
use crate::page::parts::fields::{Choice, Field};
use crate::page::parts::lists::{self, Pager, Tab};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::empty;
use crate::people::Visit;

pub struct ListView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub filter: &'a Filter,
    pub listing: &'a Listing,
    pub tiles: Option<&'a str>,
}

pub fn list(view: &ListView<'_>) -> Markup {
    let ListView { visit, edition, filter, listing, .. } = view;
    let t = visit.text;
    let base = visit.href(&format!("/{}/projects", edition.slug));
    let (as_list, as_map) = (t.say("view-list"), t.say("view-map"));
    let (list_href, map_href) =
        (format!("{base}{}", filter.query(1, false)), format!("{base}{}", filter.query(1, true)));
    let tabs = [
        Tab { href: &list_href, text: &as_list, count: None, current: !filter.map },
        Tab { href: &map_href, text: &as_map, count: None, current: filter.map },
    ];
    html! {
        div.row.row--ends {
            h1 { (t.say("projects-title")) }
            @if edition.phase == Phase::Submission { (submit_link(visit, edition)) }
        }
        div.stack.stack--wide {
            (filter_form(view, &base))
            div #found.stack.stack--wide {
                div.row.row--ends {
                    p role="status" { b { (t.count("projects-found", i64::try_from(listing.total).unwrap_or(0))) } }
                    (lists::tabs(&t.say("view-label"), &tabs))
                }
                @if listing.total == 0 { (nothing(view, &base)) }
                @if let Some(atlas) = &listing.atlas { (map(view, atlas, &base)) }
                @if filter.map && listing.atlas.is_none() && listing.total > 0 { p { (t.say("map-no-places")) } }
                @let with_state = edition.phase == Phase::Submission || edition.phase == Phase::Evaluation || filter.state.is_some();
                (lists::cards("cards", listing.rows.iter().map(|row| card(visit, edition, view.pools, row, with_state))))
                (pager(view, &base))
            }
        }
    }
}

fn submit_link(visit: &Visit, edition: &Edition) -> Markup {
    let (text, href) =
        (visit.text.say("submit-start-act"), visit.href(&format!("/{}/submit", edition.slug)));
    html! { (Plate::link(&text, &href).brass()) }
}

fn filter_form(view: &ListView<'_>, base: &str) -> Markup {
    let ListView { visit, edition, pools, filter, .. } = view;
    let t = visit.text;
    let any = t.say("filter-any");
    let categories: Vec<(&str, String)> = Category::ALL
        .into_iter()
        .map(|category| (category.name(), category_name(t, category)))
        .collect();
    let chosen = filter.category.map_or("", Category::name);
    let category_choices = choices(&any, &categories, chosen);
    let pool_names: Vec<(&str, String)> =
        pools.iter().map(|pool| (pool.code.as_str(), pool_name(t, pool))).collect();
    let pool_choices = choices(&any, &pool_names, &filter.pool);
    let states: Vec<(&str, String)> = State::ALL[..6]
        .iter()
        .map(|state| (state.name(), t.say(&format!("state-{}", state.name()))))
        .collect();
    let state_choices = choices(&any, &states, filter.state.map_or("", State::name));
    let sorts: Vec<(&str, String)> = Sort::ALL
        .into_iter()
        .map(|sort| (sort.name(), t.say(&format!("sort-{}", sort.name()))))
        .collect();
    let sort_choices: Vec<Choice<'_>> = sorts
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            chosen: *value == filter.sort.name(),
            ..Choice::default()
        })
        .collect();
    let labels = [
        t.say("filter-words"),
        t.say("filter-category"),
        t.say("filter-pool"),
        t.say("filter-state"),
        t.say("filter-sort"),
    ];
    let act = t.say("filter-act");
    let fields = html! {
        (Field::text("q", &labels[0]).kind("search").value(&filter.words))
        (Field::select("category", &labels[1], &category_choices))
        @if pools.len() > 1 { (Field::select("pool", &labels[2], &pool_choices)) }
        @if edition.phase == Phase::Submission || edition.phase == Phase::Evaluation { (Field::select("status", &labels[3], &state_choices)) }
        (Field::select("sort", &labels[4], &sort_choices))
        @if filter.map { input type="hidden" name="view" value="map"; }
    };
    lists::filters(base, &t.say("filter-label"), "found", fields, Plate::submit(&act).small())
}

fn choices<'a>(any: &'a str, named: &'a [(&'a str, String)], chosen: &str) -> Vec<Choice<'a>> {
    let first = Choice { value: "", label: any, chosen: chosen.is_empty(), ..Choice::default() };
    let rest = named.iter().map(|(value, label)| Choice {
        value,
        label,
        chosen: *value == chosen,
        ..Choice::default()
    });
    std::iter::once(first).chain(rest).collect()
}

/// Why nothing was found, and the one filter to drop.
fn nothing(view: &ListView<'_>, base: &str) -> Markup {
    let t = view.visit.text;
    let mut wider = view.filter.clone();
    let key = if wider.state.take().is_some() {
        "nothing-drop-state"
    } else if wider.category.take().is_some() {
        "nothing-drop-category"
    } else if !std::mem::take(&mut wider.pool).is_empty() {
        "nothing-drop-pool"
    } else if !std::mem::take(&mut wider.words).is_empty() {
        "nothing-drop-words"
    } else {
        return empty(t.say("nothing-yet"), None);
    };
    let href = format!("{base}{}", wider.query(1, wider.map));
    let words = view.filter.words.as_str();
    let why = match (words, view.filter.category) {
        ("", _) => t.say("nothing-found"),
        (words, Some(category)) => {
            let category = category_name(t, category);
            t.with(
                "nothing-found-words-category",
                &[("words", words.into()), ("category", category.into())],
            )
        }
        (words, None) => t.with("nothing-found-words", &[("words", words.into())]),
    };
    empty(why, Some(html! { a href=(href) { (t.say(key)) } }))
}

fn pager(view: &ListView<'_>, base: &str) -> Markup {
    let t = view.visit.text;
    let size = |pages: u64| usize::try_from(pages).unwrap_or(1);
    let href = |page: usize| format!("{base}{}", view.filter.query(page as u64, view.filter.map));
    html! {
        (Pager {
            label: &t.say("pages-label"),
            current: size(view.filter.page.min(view.listing.pages)),
            last: size(view.listing.pages),
            next: &t.say("pages-next"),
            previous: &t.say("pages-previous"),
            swap: Some("found"),
            href: &href,
        })
    }
}

fn map(view: &ListView<'_>, atlas: &Atlas, base: &str) -> Markup {
    let ListView { visit, edition, .. } = view;
    let hrefs: Vec<String> =
        atlas.spots.iter().map(|spot| href(visit, edition, &spot.code)).collect();
    let pins: Vec<Pin<'_>> = atlas
        .spots
        .iter()
        .zip(&hrefs)
        .map(|(spot, href)| Pin {
            from: spot.from,
            to: spot.to,
            many: usize::try_from(spot.many).unwrap_or(1),
            number: &spot.number,
            title: edition.said(visit.text, &spot.title),
            href,
            on: false,
        })
        .collect();
    let base = format!("{base}{}", view.filter.query(1, true));
    let way = MapUse::Moves { around: &atlas.around };
    draw_map(visit.text, &pins, atlas.view, view.tiles, &base, way)
}
