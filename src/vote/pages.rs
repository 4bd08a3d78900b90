//! The voter's pages: start, district, ballot, check, receipt. All in focus: no navigation, the way
//! out says that the ballot is kept.

use game_rules::ballot::{Kind, Refusal};
use maud::{Markup, html};

use super::draft::Choices;
use super::entity::leaf::Fate;
use super::receipt_routes::Found;
use super::sheet::{Paper, Sheet};
use crate::edition::{Edition, Phase, Pool};
use crate::page::parts::ballot::{Act, Choice as Card, Purse, RankPress, choice};
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists::{self, cards};
use crate::page::parts::money::{Gauge, Press, Stepper, coins};
use crate::page::parts::plates::{Plate, number};
use crate::page::parts::receipt::Receipt;
use crate::page::parts::words::{Fault, Tone, error_summary, note};
use crate::page::{Complaints, Errors};
use crate::people::Visit;
use crate::project::{self, Row, pool_name};
use crate::register::{self, Pass, Policy};
use crate::text::{Arg, Text};

pub struct StartView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub pools: &'a [Pool],
    pub ends_at: Option<crate::clock::Instant>,
    pub has_voted: bool,
    pub is_open: bool,
    /// A ballot that waits to be cast.
    pub begun: bool,
    pub policy: &'a Policy,
    /// Whether the visitor has shown that they may vote.
    pub may: bool,
    pub pass: &'a Pass,
}

pub fn start(view: &StartView<'_>) -> Markup {
    let StartView { visit, edition, pools, .. } = view;
    let t = visit.text;
    let first = if view.may { "area" } else { "verify" };
    let next = visit.href(&format!("/{}/vote/{first}", edition.slug));
    let mine = visit.href(&format!("/{}/vote/mine", edition.slug));
    let trust = visit.href(&format!("/{}/trust", edition.slug));
    let act = t.say(if view.begun { "vote-resume" } else { "vote-begin" });
    html! {
        div.stack.read {
            h1 { (t.say("vote-title")) }
            (for_a_child(view))
            @if !view.is_open {
                (note(Tone::Info, t.say("vote-closed"), None))
            } @else if view.has_voted {
                @let again = visit.href(&format!("/{}/vote/again", edition.slug));
                @let ballot = visit.href(&format!("/{}/vote/ballot", edition.slug));
                (note(Tone::Good, t.say("vote-already"), Some(html! { p { a href=(visit.href("/receipt")) { (t.say("nav-receipt")) } } })))
                @if let Some(ends_at) = view.ends_at { p { (t.with("vote-again-how", &[("when", Arg::Moment(ends_at))])) } }
                @if view.begun { p { (Plate::link(&t.say("vote-again-resume"), &ballot).quiet()) } }
                @else { form method="post" action=(again) { (Plate::submit(&t.say("vote-again")).quiet()) } }
            } @else {
                @if let Some(ends_at) = view.ends_at { p.lead { (t.with("vote-until", &[("when", Arg::Moment(ends_at))])) } }
                @let city = pools.iter().find(|pool| pool.is_citywide());
                @let district = pools.iter().find(|pool| !pool.is_citywide());
                @let rules = city.into_iter().chain(district).map(|pool| rule(t, pool));
                (lists::lines(rules.chain([t.say("vote-how-secret"), t.say("vote-how-once")]).map(|line| html! { (line) })))
                p { (Plate::link(&act, &next).brass()) }
                @if !view.may { p.small.muted { (t.say("vote-needs-verifying")) } }
            }
            @if view.is_open && view.may && view.policy.children > 0 && view.pass.child().is_none() {
                p { a href=(visit.href(&format!("/{}/vote/children", edition.slug))) { (t.say("children-title")) } }
            }
            @if edition.phase >= Phase::Voting {
                p.row { a href=(mine) { (t.say("mine-title")) } a href=(trust) { (t.say("trust-title")) } }
            }
            @if matches!(edition.phase, Phase::Voting | Phase::Counting) {
                @let challenge = visit.href(&format!("/{}/vote/challenge", edition.slug));
                p.small { a href=(challenge) { (t.say("vote-challenged")) } }
            }
            @if edition.phase <= Phase::Voting {
                section.stack aria-labelledby="h-who" {
                    h2 #h-who { (t.say("eligible-title")) }
                    (register::ways(t, view.policy))
                }
            }
            @if view.pass.is_of(edition) { (register::finish(visit, edition)) }
        }
    }
}

/// Whose ballot it is, while a guardian votes for a child, and the way back.
fn for_a_child(view: &StartView<'_>) -> Markup {
    let t = view.visit.text;
    let action = view.visit.href(&format!("/{}/vote/children/back", view.edition.slug));
    html! {
        @if let Some(name) = view.pass.child() {
            (note(Tone::Info, t.with("children-now", &[("name", name.into())]), Some(html! {
                form method="post" action=(action) { p { (Plate::submit(&t.say("children-back")).quiet().small()) } }
            })))
        }
    }
}

/// How to fill in a pool's part of the ballot, in one sentence.
pub fn rule(t: Text, pool: &Pool) -> String {
    let Ok(rules) = pool.rules() else { return String::new() };
    let name =
        if pool.is_citywide() { t.say("vote-rule-city") } else { t.say("vote-rule-district") };
    let sentence = match rules.kind {
        Kind::Knapsack => t.with(
            "vote-rule-money",
            &[("money", rules.max_sum_cost.unwrap_or(pool.money()).into())],
        ),
        Kind::Cumulative => t.count("vote-rule-points", rules.max_sum_points.unwrap_or(0)),
        Kind::Ordinal => t.count("vote-rule-ranking", i64::from(rules.most().unwrap_or(0))),
        _ => match rules.most() {
            Some(most) => t.count("vote-rule-projects", i64::from(most)),
            None => t.say("vote-rule-any"),
        },
    };
    format!("{name} {sentence}")
}

pub fn area(visit: &Visit, pools: &[Pool], chosen: Option<i64>, errors: &Errors) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let none = t.say("vote-area-none");
    let mut choices: Vec<Choice<'_>> = pools
        .iter()
        .filter(|pool| !pool.is_citywide())
        .map(|pool| Choice {
            value: &pool.code,
            label: &pool.name,
            chosen: chosen == Some(pool.id),
            ..Choice::default()
        })
        .collect();
    choices.push(Choice {
        value: "-",
        label: &none,
        chosen: chosen == Some(0),
        ..Choice::default()
    });
    let act = t.say("submit-next");
    html! {
        form.stack.stack--wide.read method="post" novalidate {
            (complaints.summary())
            h1 { (t.say("vote-area-title")) }
            (radios(&Group { name: "area", legend: &t.say("vote-area-label"), hint: Some(&t.say("vote-area-hint")), error: complaints.of("area"), choices: &choices }))
            p { (Plate::submit(&act)) }
        }
    }
}

pub struct BallotView<'a> {
    pub visit: &'a Visit,
    pub edition: &'a Edition,
    pub paper: &'a Paper,
    /// Whether the voter chose a district, and may choose another.
    pub areas: bool,
    /// Whether this changes a ballot that is in the box.
    pub again: bool,
}

pub fn ballot(view: &BallotView<'_>) -> Markup {
    let BallotView { visit, edition, paper, areas, again } = *view;
    let t = visit.text;
    let action = visit.href(&format!("/{}/vote/ballot", edition.slug));
    let area = visit.href(&format!("/{}/vote/area", edition.slug));
    html! {
        div.stack.read {
            h1 { (t.say("vote-ballot-title")) }
            @if again { (note(Tone::Info, t.say("vote-again-note"), None)) }
            p { (t.say("vote-random")) }
            @if areas {
                p { a href=(area) { (t.say("vote-area-change")) } }
            }
        }
        form #ballot.stack.stack--wide.stack--loose method="post" action=(action) data-swap="ballot purse" {
            @for sheet in &paper.sheets {
                section.stack.stack--wide aria-labelledby={ "h-" (sheet.pool.code) } {
                    div.row.row--ends {
                        h2 id={ "h-" (sheet.pool.code) } { (pool_name(t, &sheet.pool)) }
                        p.muted { (rule(t, &sheet.pool)) }
                    }
                    (cards(&format!("list-{}", sheet.pool.code), sheet.projects().into_iter().map(|row| card(visit, edition, sheet, row))))
                }
            }
        }
    }
}

fn card(visit: &Visit, edition: &Edition, sheet: &Sheet, row: &Row) -> Markup {
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
    let (name, less, more) = (
        t.with("ballot-points-of", &[("title", row.title.as_str().into())]),
        t.with("ballot-less", &[("title", row.title.as_str().into())]),
        t.with("ballot-more", &[("title", row.title.as_str().into())]),
    );
    let chosen = points > 0;
    let in_points = sheet.rules.kind.has_points();
    let ranked = (sheet.rules.kind == Kind::Ordinal).then(|| sheet.place(row.id)).flatten();
    let (moves, arrows) = (["up", "down"].map(value), ["up", "down"].map(id));
    let names = ["ballot-up", "ballot-down"]
        .map(|key| t.with(key, &[("title", row.title.as_str().into())]));
    let arrow =
        |at: usize| RankPress { id: &arrows[at], send: ("press", &moves[at]), name: &names[at] };
    let act = if let Some(place) = ranked {
        Act::Rank {
            up: (place > 1).then(|| arrow(0)),
            down: (place < sheet.chosen().len()).then(|| arrow(1)),
            off: Plate::submit(&remove)
                .quiet()
                .small()
                .sends("press", &values[3])
                .id(&ids[0])
                .about(&row.title),
        }
    } else if in_points && chosen {
        Act::Points(Stepper {
            value: &shown,
            value_name: &name,
            less: Press { id: &ids[1], send: ("press", &values[1]), name: &less },
            more: Press { id: &ids[2], send: ("press", &values[2]), name: &more },
        })
    } else if in_points {
        Act::Start(
            Plate::submit(&first)
                .quiet()
                .small()
                .sends("press", &values[0])
                .id(&ids[2])
                .about(&row.title),
        )
    } else if chosen {
        Act::Toggle(
            Plate::submit(&remove)
                .quiet()
                .small()
                .sends("press", &values[3])
                .id(&ids[0])
                .about(&row.title),
        )
    } else {
        Act::Toggle(
            Plate::submit(&add)
                .quiet()
                .small()
                .sends("press", &values[0])
                .id(&ids[0])
                .about(&row.title),
        )
    };
    let state = match (ranked, chosen, in_points) {
        (Some(place), ..) => place_words(t, place),
        (None, true, true) => t.count("ballot-points", points),
        (None, true, false) => t.say("ballot-chosen"),
        (None, false, _) => String::new(),
    };
    choice(&Card {
        code: &row.code,
        glaze: row.category.glaze(),
        number: &row.number,
        title: &row.title,
        href: Some(&project::href(visit, edition, &row.code)),
        price: &t.money(row.money()),
        chosen,
        state: &state,
        refusal: None,
        act,
    })
}

/// "Place 2".
fn place_words(t: Text, place: usize) -> String {
    let shown = t.number(i64::try_from(place).unwrap_or(i64::MAX));
    t.with("ballot-place", &[("n", shown.as_str().into())])
}

/// What is left, in a few words; the first pool that is over its limit speaks first, then the pool
/// being filled in.
pub fn purse(visit: &Visit, edition: &Edition, paper: &Paper) -> Markup {
    let t = visit.text;
    let over = paper.sheets.iter().find(|sheet| left_words(t, sheet).1);
    let open = paper.sheets.iter().find(|sheet| has_left(sheet));
    let Some(sheet) = over.or(open).or(paper.sheets.first()) else { return html! {} };
    let (left, is_over) = left_words(t, sheet);
    let pool = if paper.sheets.len() > 1 { pool_name(t, &sheet.pool) } else { String::new() };
    let chosen: usize = paper.sheets.iter().map(|sheet| sheet.chosen().len()).sum();
    let check = visit.href(&format!("/{}/vote/check", edition.slug));
    let act = t.say("ballot-check");
    html! {
        (Purse {
            label: &t.say("ballot-purse"),
            about: &pool,
            left: &left,
            over: is_over,
            picture: picture(sheet),
            more: &t.count("ballot-chosen-count", chosen),
            act: Plate::link(&act, &check).brass().id("check"),
        })
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

/// The sentence about what is left, and whether the limit is passed.
fn left_words(t: Text, sheet: &Sheet) -> (String, bool) {
    let left = &sheet.remaining;
    match (sheet.rules.kind, left.money, left.points, left.projects) {
        (Kind::Knapsack, Some(money), _, _) if money.is_negative() => {
            let over = game_rules::Money::from_minor(-money.minor());
            (t.with("left-money-over", &[("money", over.into())]), true)
        }
        (Kind::Knapsack, Some(money), _, _) => {
            (t.with("left-money", &[("money", money.into())]), false)
        }
        (Kind::Cumulative, _, Some(points), _) if points < 0 => {
            (t.count("left-points-over", -points), true)
        }
        (Kind::Cumulative, _, Some(points), _) => (t.count("left-points", points), false),
        (_, _, _, Some(projects)) if projects < 0 => {
            (t.count("left-projects-over", -projects), true)
        }
        (_, _, _, Some(projects)) => (t.count("left-projects", projects), false),
        _ => (t.count("ballot-chosen-count", sheet.chosen().len()), false),
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

/// What the form of the check page brings back: everything that is on the page.
pub struct CastForm<'a> {
    /// Makes a form that is sent twice one ballot.
    pub key: &'a str,
    pub area: &'a str,
    /// Names the ballot that this one replaces; empty for the first.
    pub instead: &'a str,
    pub choices: &'a Choices,
}

/// The ballot as it would be cast.
pub fn check(visit: &Visit, edition: &Edition, paper: &Paper, cast_form: &CastForm<'_>) -> Markup {
    let t = visit.text;
    let back = visit.href(&format!("/{}/vote/ballot", edition.slug));
    let cast = visit.href(&format!("/{}/vote/cast", edition.slug));
    let sentences = faults(t, paper);
    let faults: Vec<Fault<'_>> =
        sentences.iter().map(|(field, sentence)| Fault { field, sentence }).collect();
    let (act, change) = (t.say("vote-cast"), t.say("vote-change"));
    html! {
        div.stack.stack--wide.read {
            p { a href=(back) { (t.say("vote-back")) } }
            @if !faults.is_empty() { (error_summary(&t.count("vote-not-ready", faults.len()), &faults)) }
            h1 { (t.say("vote-check-title")) }
            @let not_yet = if cast_form.instead.is_empty() { "vote-not-cast" } else { "vote-not-cast-again" };
            @if faults.is_empty() { (note(Tone::Warn, t.say(not_yet), None)) }
            @for sheet in &paper.sheets {
                section.stack.stack--wide id={ "sheet-" (sheet.pool.code) } aria-labelledby={ "h-" (sheet.pool.code) } {
                    h2 id={ "h-" (sheet.pool.code) } { (pool_name(t, &sheet.pool)) }
                    @if sheet.is_blank() { p.muted { (t.say("vote-blank")) } }
                    @else {
                        ul.pairs.picked { @for (place, (row, points)) in sheet.chosen().enumerate() {
                            li {
                                (number(&row.number))
                                span { (row.title) }
                                b.num { @if sheet.rules.kind == Kind::Ordinal { (place_words(t, place + 1)) } @else if sheet.rules.kind.has_points() { (t.count("ballot-points", points)) } @else { (t.money(row.money())) } }
                            }
                        } }
                        p.muted { (left_words(t, sheet).0) }
                    }
                }
            }
            @if paper.is_ready() {
                form method="post" action=(cast) {
                    (hidden("key", cast_form.key))
                    (hidden("area", cast_form.area))
                    (hidden("instead", cast_form.instead))
                    @for (project, points) in &cast_form.choices.marks { (hidden("choice", &format!("{project}:{points}"))) }
                    div.row { (Plate::submit(&act).brass().id("cast")) (Plate::link(&change, &back).quiet()) }
                }
            } @else {
                p { (Plate::link(&change, &back)) }
            }
        }
    }
}

/// What keeps the ballot from being cast, with the id of its part.
fn faults(t: Text, paper: &Paper) -> Vec<(String, String)> {
    if paper.is_blank() {
        let first = paper.sheets.first().map(|sheet| sheet.pool.code.clone()).unwrap_or_default();
        return vec![(format!("sheet-{first}"), t.say("refusal-empty"))];
    }
    let mut faults = Vec::new();
    for sheet in &paper.sheets {
        for refusal in &sheet.refusals {
            let words = refusal_words(t, sheet, refusal);
            faults.push((
                format!("sheet-{}", sheet.pool.code),
                format!("{}: {words}", pool_name(t, &sheet.pool)),
            ));
        }
    }
    faults
}

/// Why a part of a ballot cannot be cast, in one sentence.
pub fn refusal_words(t: Text, sheet: &Sheet, refusal: &Refusal) -> String {
    let key = format!("refusal-{}", refusal.code());
    let title = |project: u32| -> Arg {
        // Marks are indexed by position; the sheet keeps the chosen rows in the voter's order.
        let row = usize::try_from(project).ok().and_then(|index| sheet.by_index(index));
        row.map_or(Arg::Text(String::new()), |row| row.title.as_str().into())
    };
    match *refusal {
        Refusal::Empty => t.say(&key),
        Refusal::TooFew { min, .. } => t.count(&key, i64::from(min)),
        Refusal::TooMany { over, .. } => t.count(&key, i64::from(over)),
        Refusal::OverBudget { over, .. } => t.with(&key, &[("money", over.into())]),
        Refusal::UnderCost { short_by, .. } => t.with(&key, &[("money", short_by.into())]),
        Refusal::TooManyPoints { over, .. } => t.count(&key, over),
        Refusal::TooFewPoints { short_by, .. } => t.count(&key, short_by),
        Refusal::PointsTooHigh { project, max, .. } => {
            t.with(&key, &[("title", title(project)), ("n", max.into())])
        }
        Refusal::PointsTooLow { project, min, .. } => {
            t.with(&key, &[("title", title(project)), ("n", min.into())])
        }
        Refusal::ZeroPoints { project }
        | Refusal::Repeated { project }
        | Refusal::UnknownProject { project } => t.with(&key, &[("title", title(project))]),
    }
}

/// The receipts of one casting: a code for each pool, so that published ballots of different pools
/// cannot be put together again.
pub fn receipt(
    visit: &Visit,
    edition: &Edition,
    pass: &Pass,
    codes: &[(String, String)],
    qr: &dyn Fn(&str) -> Option<Markup>,
) -> Markup {
    let t = visit.text;
    let print = t.say("print");
    html! {
        div.stack.stack--loose {
            h1 { (t.say("receipt-title")) }
            @for (pool, code) in codes {
                (Receipt {
                    state: &t.with("receipt-in-box", &[("pool", pool.as_str().into())]),
                    code,
                    code_name: &t.say("receipt-code"),
                    sentences: &[&t.say("receipt-what"), &t.say("receipt-secret")],
                    when: html! { (edition.city) ", " (edition.title) },
                    qr: qr(code),
                    acts: html! {},
                })
            }
            p.row { (Plate::print(&print).quiet()) a href=(visit.href(&format!("/{}", edition.slug))) { (t.say("receipt-home")) } }
            @if pass.is_of(edition) { (register::finish(visit, edition)) }
        }
    }
}

/// Is this receipt's ballot in the box?
pub fn lookup(
    visit: &Visit,
    typed: &str,
    found: Option<Option<&Found>>,
    errors: &Errors,
) -> Markup {
    let t = visit.text;
    let complaints = Complaints::new(t, errors);
    let (label, hint, act) =
        (t.say("receipt-code"), t.say("receipt-code-hint"), t.say("receipt-act"));
    html! {
        div.stack.stack--wide.read {
            (complaints.summary())
            h1 { (t.say("receipt-lookup-title")) }
            p { (t.say("receipt-lookup-how")) }
            div role="status" {
                @match found {
                    Some(Some(Found { edition, pool, fate })) => {
                        @let (tone, key) = match fate {
                            Fate::Counted => (Tone::Good, "receipt-found"),
                            Fate::Superseded => (Tone::Info, "receipt-replaced"),
                            Fate::Excluded => (Tone::Bad, "receipt-excluded"),
                        };
                        (note(tone, t.say(key), Some(html! { p { (edition.city) ", " (edition.title) @if let Some(pool) = pool { " · " (pool_name(t, pool)) } } })))
                    }
                    Some(None) => { (note(Tone::Bad, t.say("receipt-not-found"), Some(html! { p { (t.say("receipt-not-found-then")) } }))) }
                    None => {}
                }
            }
            form.stack.stack--wide method="post" novalidate {
                (Field::text("code", &label).hint(&hint).value(typed).error(complaints.of("code")))
                p { (Plate::submit(&act)) }
            }
        }
    }
}
