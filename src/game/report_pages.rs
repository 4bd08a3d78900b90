//! What came of an evening: the order over all tables by the game's own method, the other methods
//! beside it, and every table's list.

use game_rules::game::aggregate::{Figures, Order};
use game_rules::game::ratio::Ratio;
use game_rules::game::report::{ItemReport, MeasureReport, NoteReport, Report, TableReport};
use game_rules::game::rules::{Method, Rules};
use game_rules::game::table::MeasureState;
use maud::{Markup, html};

use super::table_pages::tag_name;
use super::words::Coin;
use super::writing_pages::SURVEY;
use crate::page::parts::lists::{facts, lines};
use crate::page::parts::money::Gauge;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, note, tag};
use crate::page::{Sign, encode};
use crate::text::Text;

pub struct View<'a> {
    pub text: Text,
    pub title: &'a str,
    /// The console.
    pub back: &'a str,
    pub rules: &'a Rules,
    pub report: &'a Report,
    /// Tables whose result is final.
    pub sealed: usize,
}

pub fn report(view: &View<'_>) -> Markup {
    let t = view.text;
    let Some(event) = &view.report.event else {
        return html! { h1 { (t.say("game-report")) } (empty(t.say("game-report-off"), None)) };
    };
    let (tables, people) = (event.tables.to_string(), event.people_at_start.to_string());
    let (tables_label, people_label) = (t.say("game-tables-played"), t.say("game-col-people"));
    let print = t.say("print");
    html! {
        p { a href=(view.back) { (t.say("game-back")) } }
        div.stack {
            p.muted { (view.title) }
            h1 { (t.say("game-report")) }
            @if view.sealed < event.tables { (note(Tone::Warn, t.say("game-report-early"), None)) }
        }
        (facts(&[(&tables_label, &tables), (&people_label, &people)]))
        @if event.tables == 0 { (empty(t.say("game-report-nobody"), None)) }
        @else {
            (order(view))
            (methods(view))
            (measures(view))
            (tables_of(view))
            (survey(view))
        }
        p.row { (Plate::print(&print).quiet()) a href={ (view.back) "/report.json" } { (t.say("game-report-data")) } }
    }
}

fn coin<'a>(view: &View<'a>) -> Coin<'a> {
    Coin { text: view.text, rules: view.rules }
}

/// A figure as people read it; nothing where there is nothing to compute it from.
fn figure(view: &View<'_>, method: Method, value: Option<Ratio>) -> String {
    let Some(value) = value else { return String::new() };
    let (num, den) = (value.numerator(), value.denominator());
    let whole = i64::try_from(num / den).unwrap_or(i64::MAX);
    match method {
        Method::SumMoney => coin(view).say(whole),
        _ if den == 1 => view.text.number(whole),
        // Rounded half up, only for the eye.
        _ => {
            let hundredths = (num * 200 + den).div_euclid(den * 2);
            view.text.hundredths(i64::try_from(hundredths).unwrap_or(i64::MAX))
        }
    }
}

fn method_name(t: Text, method: Method) -> String {
    t.say(&format!("game-method-{}", method.word().replace('_', "-")))
}

fn order(view: &View<'_>) -> Markup {
    let t = view.text;
    let Some(event) = &view.report.event else { return html! {} };
    let Some(result) = event.aggregate.result() else { return html! {} };
    let name = method_name(t, result.method);
    let heads = [
        t.say("game-col-place"),
        t.say("game-col-item"),
        name.clone(),
        t.say("game-col-tables"),
        t.say("game-col-money"),
    ];
    let columns = [
        Column::amount(&heads[0]),
        Column::head(&heads[1]),
        Column::amount(&heads[2]),
        Column::amount(&heads[3]),
        Column::amount(&heads[4]),
    ];
    let of = |key: &str| event.aggregate.items.iter().find(|item| item.key == key);
    let rows: Vec<Row> = result
        .items
        .iter()
        .filter_map(|placed| {
            let item = of(&placed.key)?;
            let told = view.report.items.iter().find(|told| told.key == placed.key);
            let chosen = result.selection.chosen.contains(&placed.key);
            Some(Row::from(vec![
                html! { (placed.place) },
                html! {
                    (item.title)
                    @if chosen { " " (tag(Tone::Good, Sign::Yes, t.say("game-chosen"))) }
                    @if let Some(told) = told { (words_of(view, told)) }
                },
                html! { (figure(view, result.method, placed.value)) },
                html! { (funded(view, &item.figures)) },
                html! { (coin(view).say(item.figures.sum_money)) },
            ]))
        })
        .collect();
    let caption = t.say("game-order");
    html! {
        section.stack.stack--wide aria-labelledby="h-order" {
            h2 #h-order { (caption) }
            p.muted { (t.say(&format!("game-method-{}-means", result.method.word().replace('_', "-")))) }
            (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            (ties(view, result))
        }
    }
}

fn funded(view: &View<'_>, figures: &Figures) -> Markup {
    let args =
        [("n", i64::from(figures.tables_funded).into()), ("of", i64::from(figures.shown).into())];
    html! {
        (view.text.with("game-n-of", &args))
        (Gauge::of(i64::from(figures.tables_funded), i64::from(figures.shown)))
    }
}

/// Items that the method leaves equal, and what put them in order.
fn ties(view: &View<'_>, order: &Order) -> Markup {
    let t = view.text;
    let title = |key: &String| -> String {
        let event = view.report.event.as_ref();
        let item =
            event.and_then(|event| event.aggregate.items.iter().find(|item| item.key == *key));
        item.map_or_else(|| key.clone(), |item| item.title.clone())
    };
    html! {
        @if !order.ties.is_empty() {
            (details("ties", t.say("game-ties"), lines(order.ties.iter().map(|tie| {
                let names: Vec<String> = tie.items.iter().map(title).collect();
                html! {
                    (names.join(", ")) ": "
                    @match tie.decided_by {
                        Some(method) => (t.with("game-tie-by", &[("method", method_name(t, method).into())])),
                        None => (t.say("game-tie-stays")),
                    }
                }
            }))))
        }
    }
}

/// What was said about an item at the tables.
fn words_of(view: &View<'_>, item: &ItemReport) -> Markup {
    let t = view.text;
    let said = item.notes.len() + item.questions.len() + item.amendments.len();
    html! {
        @if said > 0 {
            (details(&format!("said-{}", encode(&item.key)), t.count("game-said", said), html! {
                (notes(view, &item.notes))
                (lines(item.questions.iter().chain(&item.amendments).map(|quoted| html! {
                    (quoted.text) @if let Some(answer) = &quoted.answer { " – " (answer) } " " span.muted { (table_name(t, &quoted.table)) }
                })))
            }))
        }
    }
}

fn notes(view: &View<'_>, notes: &[NoteReport]) -> Markup {
    let t = view.text;
    lines(notes.iter().map(|note| html! {
        @if let Some(tag) = note.tag { b { (tag_name(t, tag)) ": " } }
        (note.text)
        " " span.muted { @if let Some(alias) = &note.alias { (alias) ", " } (table_name(t, &note.table)) }
    }))
}

fn table_name(t: Text, id: &str) -> String {
    let number: i64 = id.trim_start_matches('T').parse().unwrap_or(0);
    t.with("game-table", &[("n", number.into())])
}

/// Every method's first places, and where it disagrees.
fn methods(view: &View<'_>) -> Markup {
    let t = view.text;
    let Some(event) = &view.report.event else { return html! {} };
    let aggregate = &event.aggregate;
    let shown: Vec<&Order> = aggregate
        .orders
        .iter()
        .filter(|order| {
            order.items.iter().any(|item| item.value.is_some_and(|value| value != Ratio::ZERO))
        })
        .collect();
    let names: Vec<String> = shown.iter().map(|order| method_name(t, order.method)).collect();
    let item = t.say("game-col-item");
    let columns: Vec<Column<'_>> = std::iter::once(Column::head(&item))
        .chain(names.iter().map(|name| Column::amount(name)))
        .collect();
    let places: Vec<_> = shown.iter().map(|order| order.places()).collect();
    let rows: Vec<Row> = aggregate
        .result()
        .map(|result| result.keys())
        .unwrap_or_default()
        .into_iter()
        .filter_map(|key| {
            let item = aggregate.items.iter().find(|item| item.key == key)?;
            let cells = places
                .iter()
                .map(|places| html! { @if let Some(place) = places.get(key) { (place) } });
            Some(Row::from(
                std::iter::once(html! { (item.title) }).chain(cells).collect::<Vec<_>>(),
            ))
        })
        .collect();
    let caption = t.say("game-methods");
    html! {
        section.stack.stack--wide aria-labelledby="h-methods" {
            h2 #h-methods { (caption) }
            p.muted { (t.say("game-methods-means")) }
            (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Scrolls })
        }
    }
}

fn measures(view: &View<'_>) -> Markup {
    let t = view.text;
    let all: &[MeasureReport] = &view.report.measures;
    let heads = ["game-col-measure", "game-col-yield", "game-col-proposed", "game-col-passed"]
        .map(|key| t.say(key));
    let columns = [
        Column::head(&heads[0]),
        Column::amount(&heads[1]),
        Column::amount(&heads[2]),
        Column::amount(&heads[3]),
    ];
    let rows: Vec<Row> = all
        .iter()
        .map(|measure| {
            let of = |n: i64| {
                let of = i64::try_from(measure.tables).unwrap_or(i64::MAX);
                t.with("game-n-of", &[("n", n.into()), ("of", of.into())])
            };
            Row::from(vec![
                html! { (measure.title) @if measure.scenario { " " span.muted { (t.say("game-scenario")) } } (notes(view, &measure.notes)) },
                html! { (coin(view).say(measure.yields)) },
                html! { (of(i64::from(measure.proposed))) },
                html! { (of(i64::try_from(measure.passed_by.len()).unwrap_or(i64::MAX))) },
            ])
        })
        .collect();
    let caption = t.say("game-measures");
    html! {
        @if !all.is_empty() {
            section.stack.stack--wide aria-labelledby="h-measures" {
                h2 #h-measures { (caption) }
                (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            }
        }
    }
}

fn tables_of(view: &View<'_>) -> Markup {
    let t = view.text;
    html! {
        section.stack.stack--wide aria-labelledby="h-tables" {
            h2 #h-tables { (t.say("game-all-tables")) }
            @for table in &view.report.tables { (table_of(view, table)) }
        }
    }
}

fn table_of(view: &View<'_>, table: &TableReport) -> Markup {
    let t = view.text;
    let summary = &table.summary;
    let title = |id: &String| -> String {
        let all = view.rules.content.items.iter();
        let known = all.clone().find(|item| item.id == *id).map(|item| item.title.clone());
        let told = view.report.items.iter().find(|item| item.key == *id);
        known.or(told.map(|item| item.title.clone())).unwrap_or_else(|| id.clone())
    };
    let coin = coin(view);
    let passed =
        summary.measures.iter().filter(|measure| measure.state == MeasureState::Passed).count();
    let args = [
        ("people", i64::from(summary.players_at_start).into()),
        ("spent", coin.say(summary.spent).into()),
        ("left", coin.say(summary.left).into()),
        ("votes", table.votes_held.into()),
        ("agreed", table.votes_agreed.into()),
    ];
    html! {
        div.panel {
            h3 { (table_name(t, &summary.table)) }
            @if summary.list.is_empty() { p { (t.say("game-end-nothing")) } }
            @else { ol { @for id in &summary.list { li { (title(id)) } } } }
            p.small { (t.with("game-table-told", &args)) @if passed > 0 { " " (t.count("game-measures-passed", passed)) } }
            @if summary.incomplete { p { (tag(Tone::Warn, Sign::Warn, t.say("game-incomplete"))) } }
            @if let Some(seal) = &table.seal { p.small.muted { (t.say("game-end-seal")) " " code { (seal) } } }
        }
    }
}

/// How people answered, question by question, without who did.
fn survey(view: &View<'_>) -> Markup {
    let t = view.text;
    let Some(event) = &view.report.event else { return html! {} };
    let answers = &event.answers;
    let labels: Vec<String> = (1..=5).map(|n| t.say(&format!("game-survey-answer-{n}"))).collect();
    let question = t.say("game-survey");
    let columns: Vec<Column<'_>> = std::iter::once(Column::head(&question))
        .chain(labels.iter().map(|label| Column::amount(label)))
        .collect();
    let rows: Vec<Row> = SURVEY
        .iter()
        .map(|asked| {
            let count = |n: i32| {
                let n = n.to_string();
                answers
                    .iter()
                    .filter(|one| one.get(*asked).is_some_and(|given| *given == n))
                    .count()
            };
            let cells = (1..=5).map(|n| html! { (count(n)) });
            let head = html! { (t.say(&format!("game-survey-{asked}"))) };
            Row::from(std::iter::once(head).chain(cells).collect::<Vec<_>>())
        })
        .collect();
    html! {
        @if !answers.is_empty() {
            section.stack.stack--wide aria-labelledby="h-survey" {
                h2 #h-survey { (t.say("game-survey")) }
                p.muted { (t.count("game-survey-count", answers.len())) }
                (Table { caption: &question, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Scrolls })
            }
        }
    }
}
