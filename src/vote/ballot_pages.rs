//! The ballot itself: the cards in the voter's order, and the purse that says what is left.

use game_rules::ballot::Kind;
use maud::{Markup, html};

use super::sheet::{Order, Paper, Sheet};
use super::words;
use crate::edition::Edition;
use crate::page::parts::ballot::{Act, Choice as Card, PlaceField, Purse, Rank, RankPress, choice};
use crate::page::parts::lists::cards;
use crate::page::parts::money::{Gauge, Press, Stepper, coins};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note};
use crate::people::Visit;
use crate::project::{self, Row, pool_name, pool_said};
use crate::text::Text;

pub struct BallotView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub paper: &'a Paper,
    pub order: Order,
    /// Whether the voter chose a district, and may choose another.
    pub areas: bool,
    /// Whether this changes a ballot that is in the box.
    pub again: bool,
    /// Whether it is cast at city hall.
    pub at_office: bool,
    /// The project whose press was refused, and why.
    pub refused: Option<&'a (i64, String)>,
}

/// A page on the way to the box, with the order that the voter has chosen.
pub fn address(visit: &Visit, edition: &Edition, page: &str, order: Order) -> String {
    visit.href(&format!("/{}/vote/{page}{}", edition.slug, order.query()))
}

pub fn ballot(view: &BallotView<'_>) -> Markup {
    let BallotView { visit, edition, paper, order, areas, again, at_office, .. } = *view;
    let t = visit.text;
    let action = address(visit, edition, "ballot", order);
    let area = visit.href(&format!("/{}/vote/area", edition.slug));
    let is_ranked = paper.sheets.iter().any(|sheet| sheet.rules.kind == Kind::Ordinal);
    html! {
        div.stack.read {
            h1 { (t.say("vote-ballot-title")) }
            @if again { (note(Tone::Info, t.say("vote-again-note"), None)) }
            @else { p { (t.say("vote-not-cast-yet")) } }
            @if at_office { (super::pages::at_office(t)) }
            @if areas {
                p { a href=(area) { (t.say("vote-area-change")) } }
            }
            (orders(view))
        }
        form #ballot.stack.stack--wide.stack--loose method="post" action=(action) data-swap="vote-order ballot purse" {
            // Enter in a field presses the first button of its form.
            @if is_ranked { button.sr type="submit" name="press" value="places" tabindex="-1" { (t.say("ballot-set-places")) } }
            @for sheet in &paper.sheets { (part(view, sheet)) }
        }
    }
}

/// In which order the projects stand, and the links to the others.
fn orders(view: &BallotView<'_>) -> Markup {
    let BallotView { visit, edition, order, .. } = *view;
    let t = visit.text;
    let sentence = if order == Order::Drawn { "vote-random" } else { "vote-order-own" };
    html! {
        div #vote-order.stack.stack--tight.small {
            p { (t.say(sentence)) }
            nav.row aria-label=(t.say("vote-order")) {
                @for other in Order::ALL {
                    @let href = format!("{}#vote-order", address(visit, edition, "ballot", other));
                    @let label = t.say(&format!("vote-order-{}", other.name()));
                    a id={ "order-" (other.name()) } href=(href) data-swap="vote-order ballot purse" aria-current=[(other == order).then_some("true")] {
                        @if other == order { b { (label) } } @else { (label) }
                    }
                }
            }
        }
    }
}

/// A pool's part of the ballot: one list or, where costs are in bands, one for each.
fn part(view: &BallotView<'_>, sheet: &Sheet) -> Markup {
    let (t, edition) = (view.visit.text, view.edition);
    let code = &sheet.pool.code;
    html! {
        section.stack.stack--wide aria-labelledby={ "h-" (code) } {
            div.row.row--ends {
                h2 id={ "h-" (code) } { (pool_said(t, edition, &sheet.pool)) }
                p.muted { (words::rule(t, &sheet.pool)) }
            }
            @for (place, (band, rows)) in sheet.groups().into_iter().enumerate() {
                @if let Some(band) = band {
                    div.row.row--ends { h3 { (words::band(t, band)) } p.muted { (words::band_most(t, band)) } }
                }
                @if rows.is_empty() { p.muted { (t.say("ballot-band-empty")) } }
                @else { (cards(&format!("list-{code}-{place}"), rows.into_iter().map(|row| card(view, sheet, row)))) }
            }
        }
    }
}

fn card(view: &BallotView<'_>, sheet: &Sheet, row: &Row) -> Markup {
    let BallotView { visit, edition, .. } = *view;
    let t = visit.text;
    let points = sheet.points(row.id);
    let id = |act: &str| format!("{act}-{}", row.id);
    let value = |act: &str| format!("{act}:{}", row.id);
    let (ids, values) = (
        [id("add"), id("less"), id("more")],
        [value("add"), value("less"), value("more"), value("remove")],
    );
    let (add, remove, first) =
        (t.say("ballot-add"), t.say("ballot-remove"), t.say("ballot-first-point"));
    let shown = t.number(points);
    let title = edition.said(t, &row.title);
    let named = |key: &str| title.within(t, key, "title");
    let (name, less, more) =
        (named("ballot-points-of"), named("ballot-less"), named("ballot-more"));
    let chosen = points > 0;
    let in_points = sheet.rules.kind.has_points();
    let ranked = (sheet.rules.kind == Kind::Ordinal).then(|| sheet.place(row.id)).flatten();
    let (moves, arrows) = (["up", "down"].map(value), ["up", "down"].map(id));
    let names = ["ballot-up", "ballot-down"].map(named);
    let arrow =
        |at: usize| RankPress { id: &arrows[at], send: ("press", &moves[at]), name: &names[at] };
    let press = |text, value, id| {
        Plate::submit(text).quiet().small().sends("press", value).id(id).about(title)
    };
    let (place_name, place_id, place_value) =
        (named("ballot-place-of"), id("place"), ranked.unwrap_or(0).to_string());
    let (set, set_value, set_id) = (t.say("ballot-set-place"), value("place"), id("set"));
    let act = if let Some(place) = ranked {
        Act::Rank(Box::new(Rank {
            field: PlaceField { id: &place_id, name: &place_name, value: &place_value },
            set: press(&set, &set_value, &set_id),
            up: (place > 1).then(|| arrow(0)),
            down: (place < sheet.chosen().len()).then(|| arrow(1)),
            off: press(&remove, &values[3], &ids[0]),
        }))
    } else if in_points && chosen {
        Act::Points(Stepper {
            value: &shown,
            value_name: &name,
            less: Press { id: &ids[1], send: ("press", &values[1]), name: &less },
            more: Press { id: &ids[2], send: ("press", &values[2]), name: &more },
        })
    } else if in_points {
        Act::Start(press(&first, &values[0], &ids[2]))
    } else if chosen {
        Act::Toggle(press(&remove, &values[3], &ids[0]))
    } else {
        Act::Toggle(press(&add, &values[0], &ids[0]))
    };
    let state = match (ranked, chosen, in_points) {
        (Some(place), ..) => words::place(t, place),
        (None, true, true) => t.count("ballot-points", points),
        (None, true, false) => t.say("ballot-chosen"),
        (None, false, true) => t.count("ballot-points", 0_i64),
        (None, false, false) => String::new(),
    };
    let refusal = view.refused.filter(|(refused, _)| *refused == row.id);
    choice(&Card {
        code: &row.code,
        glaze: row.category.glaze(),
        number: &row.number,
        title,
        href: Some(&project::href(visit, edition, &row.code)),
        price: &t.money(row.money()),
        chosen,
        state: &state,
        refusal: refusal.map(|(_, words)| note(Tone::Warn, words.clone(), None)),
        deep: !sheet.rules.bands.is_empty(),
        act,
    })
}

/// What is left, in a few words; the first pool that is over its limit speaks first, then the pool
/// being filled in.
pub fn purse(visit: &Visit, edition: &Edition, paper: &Paper, order: Order) -> Markup {
    let t = visit.text;
    let over = paper.sheets.iter().find(|sheet| words::left(t, sheet).1);
    let begun = paper.sheets.iter().find(|sheet| !sheet.is_blank() && has_left(sheet));
    let open = paper.sheets.iter().find(|sheet| has_left(sheet));
    let Some(sheet) = over.or(begun).or(open).or(paper.sheets.first()) else { return html! {} };
    let (left, is_over) = words::left(t, sheet);
    let pool = if paper.sheets.len() > 1 { pool_name(t, &sheet.pool) } else { String::new() };
    let check = address(visit, edition, "check", order);
    let act = t.say("ballot-check");
    html! {
        (Purse {
            label: &t.say("ballot-purse"),
            about: &pool,
            left: &left,
            over: is_over,
            picture: picture(sheet),
            more: &chosen(t, paper),
            act: Plate::link(&act, &check).brass().id("check"),
        })
    }
}

/// "3 projects for 120 000 zł", over all pools.
fn chosen(t: Text, paper: &Paper) -> String {
    let all = paper.sheets.iter();
    let number: usize = all.clone().map(|sheet| sheet.chosen().len()).sum();
    let cost: game_rules::Money = all.map(Sheet::cost).sum();
    let chosen = t.count("ballot-chosen-count", number);
    match number {
        0 => chosen,
        _ => t.with("ballot-chosen-for", &[("chosen", chosen.into()), ("money", cost.into())]),
    }
}

fn has_left(sheet: &Sheet) -> bool {
    let left = &sheet.remaining;
    match sheet.rules.kind {
        Kind::Knapsack => sheet.is_blank(),
        Kind::Cumulative => left.points.is_some_and(|points| points > 0),
        _ => left.projects.is_none_or(|projects| projects > 0),
    }
}

fn picture(sheet: &Sheet) -> Markup {
    let size = |n: i64| usize::try_from(n.max(0)).unwrap_or(0);
    match (sheet.rules.kind, sheet.rules.max_sum_points, sheet.rules.most()) {
        (Kind::Knapsack, _, _) => {
            let limit = sheet.rules.max_sum_cost.unwrap_or(sheet.pool.money()).minor();
            let cost = sheet.cost().minor();
            let gauge = if cost > limit {
                Gauge::of(limit, cost).lack(cost - limit).mark(limit)
            } else {
                Gauge::of(cost, limit)
            };
            html! { (gauge) }
        }
        (Kind::Cumulative, Some(all), _) if all <= 20 => {
            let given = all - sheet.remaining.points.unwrap_or(all);
            coins(size(given.min(all)), size(all))
        }
        (_, _, Some(most)) if most <= 20 => {
            let most = usize::try_from(most).unwrap_or(0);
            coins(sheet.chosen().len().min(most), most)
        }
        _ => html! {},
    }
}
