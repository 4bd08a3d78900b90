//! The list, the map, one project, and the pages of the form.

use maud::{Markup, html};

use super::category::Category;
use super::cost::Model as CostLine;
use super::draft::Model as Draft;
use super::entity::{Model as Project, State};
use super::list::{Filter, Listing, Row, Sort};
use super::submit::{Proposal, Step, typed_lines};
use crate::audit::Model as Act;
use crate::edition::{Edition, Phase, Pool};
use crate::page::map::{Map, MapQuery, MapWords, Pin, Place};
use crate::page::parts::fields::{Choice, Field, Group, radios};
use crate::page::parts::lists::{self, Answer, Card, Pager, Tab};
use crate::page::parts::money::{Gauge, money};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::table::{Column, Phone, Row as TableRow, Table};
use crate::page::parts::time::{Moment, When, timeline};
use crate::page::parts::words::{Tone, empty, note, status, tag};
use crate::page::tile::tile;
use crate::page::{Complaints, Errors, Fields, Sign, encode, paragraphs};
use crate::people::Visit;
use crate::text::Text;

/// The name of a pool; the city's own pool has none in the data.
pub fn pool_name(text: Text, pool: &Pool) -> String {
    if pool.name.is_empty() { text.say("pool-citywide") } else { pool.name.clone() }
}

pub fn state_tag(text: Text, state: State) -> Markup {
    let (tone, sign) = match state {
        State::Submitted => (Tone::Warn, Sign::Half),
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
        title: &row.title,
        price: &t.money(row.money()),
        extra: with_state.then(|| html! { p { (state_tag(t, row.state)) } }),
    })
}

pub struct ListView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub filter: &'a Filter,
    pub listing: &'a Listing,
    pub map: MapQuery,
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
                @if filter.map && !listing.places.is_empty() { (map(view, &base)) }
                @if filter.map && listing.places.is_empty() && listing.total > 0 { p { (t.say("map-no-places")) } }
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
    let states: Vec<(&str, String)> = [State::Submitted, State::Accepted, State::Rejected]
        .into_iter()
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

fn map(view: &ListView<'_>, base: &str) -> Markup {
    let ListView { visit, edition, listing, .. } = view;
    let hrefs: Vec<String> =
        listing.places.iter().map(|place| href(visit, edition, &place.code)).collect();
    let pins: Vec<Pin<'_>> = listing
        .places
        .iter()
        .zip(&hrefs)
        .filter_map(|(place, href)| {
            let at = Place { lat: place.latitude?, lon: place.longitude? };
            Some(Pin { place: at, number: &place.number, title: &place.title, href, on: false })
        })
        .collect();
    let seen = view.map.view(pins.iter().map(|pin| pin.place));
    let base = format!("{base}{}", view.filter.query(1, true));
    draw_map(visit.text, &pins, seen, view.tiles, &base, true)
}

fn draw_map(
    t: Text,
    pins: &[Pin<'_>],
    view: crate::page::map::MapView,
    tiles: Option<&str>,
    base: &str,
    controls: bool,
) -> Markup {
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
        (Map { id: "map", view, pins, areas: &[], tiles, base, swap: "map", controls, words })
    }
}

pub struct ProjectView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pool: &'a Pool,
    pub project: &'a Project,
    pub lines: &'a [CostLine],
    pub acts: &'a [Act],
    pub tiles: Option<&'a str>,
}

pub fn project(view: &ProjectView<'_>) -> Markup {
    let ProjectView { visit, edition, pool, project, lines, .. } = view;
    let t = visit.text;
    let back = visit.href(&format!("/{}/projects", edition.slug));
    html! {
        div.stack.stack--wide {
        p { a href=(back) { (t.say("project-back")) } }
        div.title {
            (tile(project.category.glaze(), &project.number))
            div.stack {
                p.row { (number(&project.number)) span.muted { (category_name(t, project.category)) " · " (pool_name(t, pool)) } }
                h1 lang=[foreign(visit, edition)] { (project.title) }
                p.row {
                    span.price.big { (t.money(project.money())) }
                    @if edition.phase != Phase::Results || project.state != State::Accepted { (state_tag(t, project.state)) }
                }
            }
        }
        @if edition.phase == Phase::Results && project.state == State::Accepted {
            @let href = visit.href(&format!("/{}/results/{}#n-{}", edition.slug, encode(&pool.code), encode(&project.code)));
            p { (Plate::link(&t.say("project-result"), &href)) }
        }
        @if edition.phase == Phase::Voting && project.state == State::Accepted {
            p { (Plate::link(&t.say("vote-act"), &visit.href(&format!("/{}/vote", edition.slug))).brass()) }
        }
        @if project.state == State::Rejected {
            (note(Tone::Bad, t.say("project-rejected-why"), Some(html! { p { (project.reason) } })))
        }
        }
        div.split {
            div.stack.stack--wide.stack--loose {
                @if !project.summary.is_empty() {
                    section.stack.stack--wide aria-labelledby="h-what" {
                        h2 #h-what { (t.say("project-what")) }
                        div.read.stack.stack--tight lang=[foreign(visit, edition)] { (paragraphs(&project.summary)) }
                    }
                }
                @if !lines.is_empty() { (estimate(t, project, lines)) }
                @if project.summary.is_empty() && lines.is_empty() { p.muted { (t.say("project-imported")) } }
            }
            aside.stack.stack--wide {
                section.panel aria-labelledby="h-share" {
                    h2 #h-share { (t.say("project-share")) }
                    (money(pool_name(t, pool), &t.money(pool.money()), Gauge::of(project.cost.min(pool.budget), pool.budget), Some(html! { (t.with("project-share-of", &[("money", project.money().into())])) })))
                }
                @if !project.place.is_empty() || project.latitude.is_some() { section.panel aria-labelledby="h-where" {
                    h2 #h-where { (t.say("project-where")) }
                    @if !project.place.is_empty() { p { (project.place) } }
                    @match (project.latitude, project.longitude) {
                        (Some(lat), Some(lon)) => {
                            @let href = href(visit, edition, &project.code);
                            @let place = Place { lat, lon };
                            @let pins = [Pin { place, number: &project.number, title: &project.title, href: &href, on: true }];
                            @let query = MapQuery { z: Some(15), ..MapQuery::default() };
                            (draw_map(t, &pins, query.view([place]), view.tiles, &href, false))
                        }
                        _ => {}
                    }
                } }
                (history(view))
            }
        }
    }
}

/// The language of the project's own words, where the page speaks another.
fn foreign<'a>(visit: &Visit, edition: &'a Edition) -> Option<&'a str> {
    (edition.language != visit.lang().code()).then_some(edition.language.as_str())
}

fn estimate(t: Text, project: &Project, lines: &[CostLine]) -> Markup {
    let heads =
        [t.say("cost-label"), t.say("cost-quantity"), t.say("cost-price"), t.say("cost-amount")];
    let columns = [
        Column::head(&heads[0]),
        Column::amount(&heads[1]),
        Column::amount(&heads[2]),
        Column::amount(&heads[3]),
    ];
    let rows: Vec<TableRow> = lines
        .iter()
        .map(|line| {
            TableRow::from(vec![
                html! { (line.label) },
                html! { (t.number(line.quantity)) },
                html! { (t.money(game_rules::Money::from_minor(line.unit_price))) },
                html! { (t.money(line.amount())) },
            ])
        })
        .collect();
    let foot = TableRow::from(vec![
        html! { (t.say("cost-sum")) },
        html! {},
        html! {},
        html! { (t.money(project.money())) },
    ]);
    html! {
        section aria-labelledby="h-cost" {
            h2 #h-cost.sr { (t.say("project-cost")) }
            (Table { caption: &t.say("project-cost"), quiet_caption: false, columns: &columns, rows: &rows, foot: Some(&foot), phone: Phone::Stacks })
        }
    }
}

fn history(view: &ProjectView<'_>) -> Markup {
    let t = view.visit.text;
    if view.acts.is_empty() {
        return html! {};
    }
    let names: Vec<String> =
        view.acts.iter().map(|act| t.say(&format!("act-{}", act.kind))).collect();
    let last = view.acts.len() - 1;
    let moments: Vec<Moment<'_>> = view
        .acts
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(i, (act, name))| {
            let mut lines = vec![html! { (t.moment(act.at)) }];
            if !act.detail.is_empty() {
                lines.push(html! { (act.detail) });
            }
            Moment { when: if i == last { When::Now } else { When::Passed }, name, lines }
        })
        .collect();
    html! {
        section.panel aria-labelledby="h-history" {
            h2 #h-history { (t.say("project-history")) }
            (timeline(&moments))
        }
    }
}

pub fn start(visit: &Visit, edition: &Edition, ends_at: Option<crate::clock::Instant>) -> Markup {
    let t = visit.text;
    let act = t.say("submit-begin");
    html! {
        div.stack.read {
            h1 { (t.say("submit-title")) }
            @if edition.phase == Phase::Submission {
                @if let Some(ends_at) = ends_at { p.lead { (t.with("submit-until", &[("when", crate::text::Arg::Moment(ends_at))])) } }
                p { (t.say("submit-needs")) }
                ul { li { (t.say("submit-need-idea")) } li { (t.say("submit-need-place")) } li { (t.say("submit-need-cost")) } }
                p { (t.say("submit-saved")) }
                form method="post" { (Plate::submit(&act).brass()) }
            } @else {
                (note(Tone::Info, t.say("submit-closed"), None))
            }
        }
    }
}

pub struct StepView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub draft: &'a Draft,
    pub step: Step,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
    /// Came from the check page and goes back there.
    pub checking: bool,
}

pub fn step(view: &StepView<'_>) -> Markup {
    let StepView { visit, edition, draft, step, errors, checking, .. } = view;
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let base = visit.href(&format!("/{}/submit/{}", edition.slug, draft.token));
    let back = match step {
        _ if *checking => format!("{base}/check"),
        Step::Idea => visit.href("/my"),
        Step::Place => format!("{base}/idea"),
        Step::Cost => format!("{base}/place"),
    };
    let place_in_form = Step::ALL.iter().position(|known| known == step).unwrap_or(0) + 1;
    let of = t.with("submit-step", &[("n", place_in_form.into()), ("all", Step::ALL.len().into())]);
    let act = t.say("submit-next");
    let action = format!("{base}/{}{}", step.name(), if *checking { "?check=1" } else { "" });
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("back")) } }
            (complaints.summary())
            div { p.muted { (of) } h1 { (t.say(&format!("submit-{}-title", step.name()))) } }
            form #step.stack.stack--wide.stack--loose method="post" action=(action) data-autosave=(format!("{base}/{}/save", step.name())) data-status="saved" data-offline=(t.say("draft-offline")) novalidate {
                @match step {
                    Step::Idea => (idea(view, &complaints)),
                    Step::Place => (place(view, &complaints)),
                    Step::Cost => (cost(view, &complaints)),
                }
                div.row { (Plate::submit(&act)) (saved(t, draft)) }
            }
        }
    }
}

/// When the draft was last kept.
pub fn saved(t: Text, draft: &Draft) -> Markup {
    let when = t.with("draft-saved", &[("when", crate::text::Arg::Moment(draft.saved_at))]);
    status("saved", Tone::Good, Sign::Yes, when)
}

fn idea(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let names: Vec<(&str, String)> = Category::ALL
        .into_iter()
        .map(|category| (category.name(), category_name(t, category)))
        .collect();
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label)| Choice {
            value,
            label,
            chosen: fields.get("category") == *value,
            ..Choice::default()
        })
        .collect();
    let (title, title_hint) = (t.say("submit-title-label"), t.say("submit-title-hint"));
    let (summary, summary_hint) = (t.say("submit-summary-label"), t.say("submit-summary-hint"));
    let left = t.say("characters-left");
    html! {
        (Field::text("title", &title).hint(&title_hint).value(fields.get("title")).counter(120, &left).error(complaints.of("title")))
        (Field::area("summary", &summary, 9).hint(&summary_hint).value(fields.get("summary")).counter(3000, &left).error(complaints.of("summary")))
        (radios(&Group { name: "category", legend: &t.say("submit-category-label"), hint: None, error: complaints.of("category"), choices: &choices }))
    }
}

fn place(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let names: Vec<(&str, String, String)> = view
        .pools
        .iter()
        .map(|pool| {
            let budget = t.with("submit-pool-budget", &[("budget", pool.money().into())]);
            (pool.code.as_str(), pool_name(t, pool), budget)
        })
        .collect();
    let choices: Vec<Choice<'_>> = names
        .iter()
        .map(|(value, label, hint)| Choice {
            value,
            label,
            hint: Some(hint.as_str()),
            chosen: fields.get("pool") == *value || names.len() == 1,
        })
        .collect();
    let (place, hint) = (t.say("submit-place-label"), t.say("submit-place-hint"));
    let (latitude, longitude) = (t.say("submit-latitude"), t.say("submit-longitude"));
    let optional = t.say("optional");
    html! {
        (radios(&Group { name: "pool", legend: &t.say("submit-pool-label"), hint: None, error: complaints.of("pool"), choices: &choices }))
        (Field::text("place", &place).hint(&hint).value(fields.get("place")).error(complaints.of("place")))
        div.filters {
            (Field::text("latitude", &latitude).optional(&optional).input_mode("decimal").value(fields.get("latitude")).error(complaints.of("latitude")))
            (Field::text("longitude", &longitude).optional(&optional).input_mode("decimal").value(fields.get("longitude")).error(complaints.of("longitude")))
        }
    }
}

fn cost(view: &StepView<'_>, complaints: &Complaints) -> Markup {
    let (t, fields) = (view.visit.text, view.fields);
    let mut rows = typed_lines(fields);
    let blank = if rows.is_empty() || fields.has("add") { 1 } else { 0 };
    rows.extend(std::iter::repeat_n(<[String; 3]>::default(), blank));
    let labels = [t.say("cost-label"), t.say("cost-quantity"), t.say("cost-price")];
    let (example, add) = (t.say("cost-label-hint"), t.say("cost-add"));
    html! {
        p { (t.say("submit-cost-how")) }
        @if let Some(sentence) = complaints.of("lines") { p.err #lines { (Sign::No) (sentence) } }
        @for (i, [label, quantity, price]) in rows.iter().enumerate() {
            fieldset.panel.cost-line {
                legend.sr { (t.with("cost-line", &[("n", (i + 1).into())])) }
                (Field::text("label", &labels[0]).id(&format!("label-{i}")).hint(&example).value(label).error(complaints.of(&format!("label-{i}"))))
                (Field::text("quantity", &labels[1]).id(&format!("quantity-{i}")).input_mode("numeric").value(if quantity.is_empty() { "1" } else { quantity }).error(complaints.of(&format!("quantity-{i}"))))
                (Field::money("price", &labels[2], "zł").id(&format!("price-{i}")).value(price).error(complaints.of(&format!("price-{i}"))))
            }
        }
        p { (Plate::submit(&add).quiet().small().sends("add", "1").unchecked()) }
    }
}

pub fn check(
    visit: &Visit,
    edition: &Edition,
    pools: &[Pool],
    draft: &Draft,
    proposal: &Proposal,
) -> Markup {
    let t = visit.text;
    let base = visit.href(&format!("/{}/submit/{}", edition.slug, draft.token));
    let change = t.say("change");
    let hrefs = Step::ALL.map(|step| format!("{base}/{}?check=1", step.name()));
    let pool = pools.iter().find(|pool| pool.id == proposal.pool_id);
    let row = |question: &str, answer: Markup, step: usize| (t.say(question), answer, step);
    let lines = html! {
        ul.plain { @for line in &proposal.lines {
            li { (line.label) ": " (t.number(line.quantity)) " × " (t.money(line.unit_price)) " = " b.num { (t.money(line.amount())) } }
        } }
    };
    let rows = [
        row("submit-title-label", html! { (proposal.title) }, 0),
        row("submit-summary-label", paragraphs(&proposal.summary), 0),
        row("submit-category-label", html! { (category_name(t, proposal.category)) }, 0),
        row(
            "submit-pool-label",
            html! { (pool.map(|pool| pool_name(t, pool)).unwrap_or_default()) },
            1,
        ),
        row("submit-place-label", html! { (proposal.place) }, 1),
        row("cost-lines", lines, 2),
        row("cost-sum", html! { b.price { (t.money(proposal.cost())) } }, 2),
    ];
    let answers: Vec<Answer<'_>> = rows
        .iter()
        .map(|(question, answer, step)| Answer {
            question,
            answer: answer.clone(),
            change: Some((&hrefs[*step], &change)),
        })
        .collect();
    let act = t.say("submit-act");
    html! {
        div.stack.stack--wide.read {
            p { a href={ (base) "/cost" } { (t.say("back")) } }
            h1 { (t.say("submit-check-title")) }
            (lists::answers(&answers))
            p { (t.say("submit-check-public")) }
            form method="post" action={ (base) "/send" } { (Plate::submit(&act).brass()) }
        }
    }
}

pub fn my(visit: &Visit, drafts: &[(Draft, Edition)], projects: &[(Project, Edition)]) -> Markup {
    let t = visit.text;
    html! {
        h1 { (t.say("my-title")) }
        section.stack.stack--wide aria-labelledby="h-drafts" {
            h2 #h-drafts { (t.say("my-drafts")) }
            @if drafts.is_empty() { p.muted { (t.say("my-no-drafts")) } }
            @if !drafts.is_empty() { (lists::lines(drafts.iter().map(|(draft, edition)| {
                let title = draft.title();
                let title = if title.is_empty() { t.say("draft-untitled") } else { title };
                let href = visit.href(&format!("/{}/submit/{}/idea", edition.slug, draft.token));
                html! { a href=(href) { (title) } p.small.muted { (edition.city) " · " (t.moment(draft.saved_at)) } }
            }))) }
        }
        section.stack.stack--wide aria-labelledby="h-projects" {
            h2 #h-projects { (t.say("my-projects")) }
            @if projects.is_empty() { (empty(t.say("my-no-projects"), Some(html! { a href=(visit.href("/")) { (t.say("my-way-out")) } }))) }
            @if !projects.is_empty() { (lists::lines(projects.iter().map(|(project, edition)| {
                html! {
                    p.row { (number(&project.number)) (state_tag(t, project.state)) }
                    a href=(href(visit, edition, &project.code)) { (project.title) }
                    p.small.muted { (edition.city) }
                }
            }))) }
        }
    }
}
