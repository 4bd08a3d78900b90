//! How far the evaluation is: projects by pool and state, and what waits for whom.

use maud::{Markup, html};

use super::board::{Board, Waiting};
use crate::clock::Instant;
use crate::edition::Edition;
use crate::page::encode;
use crate::page::parts::plates::number;
use crate::page::parts::table::{Column, Phone, Row, RowLook, Table};
use crate::page::parts::words::empty;
use crate::people::Visit;
use crate::project::{State, pool_name};

/// This many waiting projects are listed; those due first.
const SHOWN: usize = 200;

pub fn board(visit: &Visit, edition: &Edition, board: &Board, now: Instant) -> Markup {
    let t = visit.text;
    let late = board.waiting.iter().filter(|waiting| waiting.due_at < now).count();
    html! {
        p { a href=(visit.href("/desk")) { (t.say("desk-back")) } }
        div.stack {
            h1 { (t.say("board-title")) }
            p.lead { (edition.city) ": " (edition.title) }
            p { b { (t.count("board-late", late)) } }
        }
        section.panel aria-labelledby="h-waiting" {
            h2 #h-waiting { (t.say("board-waiting")) }
            @if board.waiting.is_empty() { (empty(t.say("board-nothing"), None)) }
            @else { (waiting(visit, edition, &board.waiting, now)) }
        }
        section.panel aria-labelledby="h-pools" {
            h2 #h-pools { (t.say("board-pools")) }
            (pools(visit, board))
        }
    }
}

fn waiting(visit: &Visit, edition: &Edition, all: &[Waiting], now: Instant) -> Markup {
    let t = visit.text;
    let heads = ["column-number", "column-title", "board-what", "board-who", "board-due"]
        .map(|key| t.say(key));
    let columns = [
        Column::bare(&heads[0]),
        Column::head(&heads[1]),
        Column::text(&heads[2]),
        Column::text(&heads[3]),
        Column::text(&heads[4]),
    ];
    let rows: Vec<Row> = all
        .iter()
        .take(SHOWN)
        .map(|waiting| {
            let late = waiting.due_at < now;
            let code = encode(&waiting.project.code);
            let href = visit.href(&format!("/desk/{}/projects/{code}", edition.slug));
            let cells = vec![
                number(&waiting.project.number),
                html! { a href=(href) { (edition.said(t, &waiting.project.title)) } },
                html! { (t.say(&format!("wait-{}", waiting.what.name()))) },
                html! { (waiting.person.as_deref().unwrap_or_default()) },
                html! { (t.moment(waiting.due_at)) @if late { small { (t.say("board-is-late")) } } },
            ];
            Row { cells, look: if late { RowLook::Late } else { RowLook::Plain }, id: None }
        })
        .collect();
    html! { (Table { caption: &t.say("board-waiting"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
}

fn pools(visit: &Visit, board: &Board) -> Markup {
    let t = visit.text;
    let states: Vec<String> =
        State::ALL.iter().map(|state| t.say(&format!("state-{}", state.name()))).collect();
    let pool_head = t.say("filter-pool");
    let columns: Vec<Column<'_>> = std::iter::once(Column::head(&pool_head))
        .chain(states.iter().map(|state| Column::amount(state)))
        .collect();
    let rows: Vec<Row> = board
        .pools
        .iter()
        .map(|pool| {
            let count = |state: usize| board.counts.get(&(pool.id, state)).copied().unwrap_or(0);
            let cells = std::iter::once(html! { (pool_name(t, pool)) })
                .chain((0..State::ALL.len()).map(|state| html! { (t.number(count(state))) }));
            Row::from(cells.collect::<Vec<_>>())
        })
        .collect();
    html! { (Table { caption: &t.say("board-pools"), quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Scrolls }) }
}
