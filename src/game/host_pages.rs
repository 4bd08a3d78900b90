//! The facilitator's console: where the evening is, and all tables.

use game_rules::game::Units;
use game_rules::game::rules::{CardAt, Rules};
use game_rules::game::table::{Stage, Table as GameTable};
use maud::{Markup, html};

use super::hall::Seen;
use super::player_pages::Part;
use super::words::{self, Coin};
use crate::page::parts::fields::hidden;
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, note, phase as phase_plate, tag};
use crate::page::{Complaints, Errors, Sign};
use crate::text::Text;

/// Where the evening is, over all tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    /// This phase runs at some table.
    Runs(usize),
    /// This phase is next.
    Next(usize),
    Over,
}

impl Now {
    pub fn of(rules: &Rules, tables: &[std::sync::Arc<Seen>]) -> Self {
        let running = tables.iter().filter_map(|seen| seen.table.phase());
        if let Some(place) = running.map(|phase| phase.place).max() {
            return Self::Runs(place);
        }
        let next = tables.iter().map(|seen| seen.table.phases_done()).min().unwrap_or(0);
        if next < rules.phases.len() { Self::Next(next) } else { Self::Over }
    }
}

/// The facilitator's view of the hall.
pub struct Console<'a> {
    pub text: Text,
    /// The console's own address.
    pub action: &'a str,
    pub title: &'a str,
    pub rules: &'a Rules,
    pub tables: &'a [std::sync::Arc<Seen>],
    pub at: u64,
    pub once: &'a str,
    pub errors: &'a Errors,
}

impl Console<'_> {
    fn say(&self, amount: Units) -> String {
        Coin { text: self.text, rules: self.rules }.say(amount)
    }

    fn form(&self, inside: Markup) -> Markup {
        html! {
            form method="post" action=(self.action) data-swap="now tables" { (hidden("once", self.once)) (inside) }
        }
    }

    pub fn parts(&self) -> Vec<Part> {
        vec![("now".to_owned(), self.now()), ("tables".to_owned(), self.grid())]
    }

    /// `join` is the address on the poster, `qr` its code.
    pub fn page(&self, code: &str, join: &str, qr: Option<Markup>) -> Markup {
        let t = self.text;
        let shown =
            format!("{} {}", code.get(..4).unwrap_or(code), code.get(4..).unwrap_or_default());
        let file = |name: &str| format!("{}/{name}", self.action);
        html! {
            div.stack { p.muted { (t.say("game-name")) } h1 { (self.title) } }
            div.split {
                div.stack.stack--wide { (self.now()) }
                aside.panel.panel--sunk aria-labelledby="h-code" {
                    h2 #h-code { (t.say("game-code")) }
                    p.big.sign.num { (shown) }
                    p { (t.with("game-code-where", &[("address", join.into())])) }
                    @if let Some(qr) = qr { div.qr { (qr) } }
                }
            }
            (self.grid())
            section.stack aria-labelledby="h-files" {
                h2 #h-files { (t.say("game-files")) }
                p.row {
                    a href=(file("report")) { (t.say("game-report")) }
                    a href=(file("log.jsonl")) { (t.say("game-log")) }
                    a href=(file("rules.toml")) { (t.say("game-rules-file")) }
                }
                p.small.muted { (t.say("game-files-hint")) }
            }
        }
    }

    fn now(&self) -> Markup {
        let t = self.text;
        let complaints = Complaints::new(t, self.errors);
        let now = Now::of(self.rules, self.tables);
        html! {
            section #now.panel tabindex="-1" aria-labelledby="h-now" {
                @if let Some(sentence) = complaints.of("now") { (note(Tone::Bad, sentence, None)) }
                @match now {
                    Now::Runs(place) => (self.running(place)),
                    Now::Next(place) => (self.next(place)),
                    Now::Over => { h2 #h-now { (t.say("game-over")) } p { (t.say("game-over-means")) } }
                }
            }
        }
    }

    fn running(&self, place: usize) -> Markup {
        let t = self.text;
        let Some(phase) = self.rules.phases.get(place) else { return html! {} };
        let name = words::phase(t, &phase.id);
        let running = self.tables.iter().filter_map(|seen| seen.table.phase());
        let mut here = running.filter(|running| running.place == place);
        let clock = here.next();
        let paused = clock.is_some_and(|clock| clock.paused_since.is_some());
        let left = clock.filter(|_| !paused).and_then(|clock| clock.deadline()).map(|end| {
            i64::try_from(end).unwrap_or(i64::MAX) - i64::try_from(self.at).unwrap_or(i64::MAX)
        });
        let closes = place == self.rules.closing_phase();
        let end = t.with(
            if closes { "game-end-closing" } else { "game-end-phase" },
            &[("phase", name.as_str().into())],
        );
        let (extend, pause, resume) =
            (t.say("game-extend"), t.say("game-pause"), t.say("game-resume"));
        let end_send = format!("end:{}", phase.id);
        let cards = self.rules.events.iter().enumerate().filter(|(place, card)| {
            card.at != CardAt::Phase
                && self.tables.iter().any(|seen| !seen.table.cards_drawn().contains(place))
        });
        html! {
            (phase_plate(if paused { Sign::Half } else { Sign::Open }, &t.say(if paused { "game-paused" } else { "game-running" })))
            h2 #h-now { (name) }
            @if let Some(left) = left {
                p { (t.say("game-left")) " " b.big.num #clock data-left=(left.max(0)) { (words::clock(left / 1000)) } @if left <= 0 { " " (tag(Tone::Warn, Sign::Warn, t.say("game-time-over"))) } }
            }
            @if closes { p { (t.say("game-closing-means")) } }
            (self.form(html! {
                p.row {
                    (Plate::submit(&end).brass().sends("press", &end_send).id("end"))
                    (Plate::submit(&extend).quiet().small().sends("press", "extend").id("extend"))
                    @if paused { (Plate::submit(&resume).quiet().small().sends("press", "resume").id("pause")) }
                    @else { (Plate::submit(&pause).quiet().small().sends("press", "pause").id("pause")) }
                }
            }))
            @for (_, card) in cards {
                @let label = t.say("game-card-act");
                @let send = format!("card:{}", card.id);
                (self.form(html! { p { (card.text) } (Plate::submit(&label).quiet().small().about(&card.text).sends("press", &send)) }))
            }
        }
    }

    fn next(&self, place: usize) -> Markup {
        let t = self.text;
        let Some(phase) = self.rules.phases.get(place) else { return html! {} };
        let name = words::phase(t, &phase.id);
        let start = t.with("game-start-phase", &[("phase", name.as_str().into())]);
        let send = format!("start:{}", phase.id);
        let least = self.rules.event.seats.min as usize;
        let short = self.tables.iter().any(|seen| {
            let seated = seen.table.seated().count();
            seen.table.dealt().is_none() && seated > 0 && seated < least
        });
        html! {
            (phase_plate(Sign::Ring, &t.say(if place == 0 { "game-gathering" } else { "game-between" })))
            h2 #h-now { (t.with("game-next", &[("phase", name.as_str().into())])) }
            @if phase.seconds > 0 { p { (t.count("game-minutes", i64::from(phase.seconds.div_ceil(60)))) } }
            @if short { (note(Tone::Warn, t.count("game-too-few", i64::from(self.rules.event.seats.min)), None)) }
            (self.form(html! { p { (Plate::submit(&start).brass().sends("press", &send).id("start")) } }))
        }
    }

    fn grid(&self) -> Markup {
        let t = self.text;
        let heads = [
            "game-col-table",
            "game-col-people",
            "game-col-state",
            "game-col-bought",
            "game-col-left",
            "game-col-ready",
        ]
        .map(|key| t.say(key));
        let columns = [
            Column::head(&heads[0]),
            Column::amount(&heads[1]),
            Column::text(&heads[2]),
            Column::amount(&heads[3]),
            Column::amount(&heads[4]),
            Column::amount(&heads[5]),
        ];
        let rows: Vec<Row> =
            (1..).zip(self.tables).map(|(number, seen)| self.row(number, &seen.table)).collect();
        let caption = t.say("game-all-tables");
        html! {
            section #tables.stack.stack--wide aria-labelledby="h-tables" {
                h2 #h-tables { (caption) }
                (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks })
            }
        }
    }

    fn row(&self, number: i64, table: &GameTable) -> Row {
        let t = self.text;
        let seated = table.seated().count();
        let ready = table.seats().iter().filter(|seat| !seat.left && seat.ready).count();
        let least = self.rules.event.seats.min as usize;
        let asked = table.motions().iter().any(|motion| motion.is_open());
        let state = match table.stage() {
            Stage::Sealed => tag(Tone::Good, Sign::Closed, t.say("game-table-sealed")),
            _ if seated == 0 => tag(Tone::Plain, Sign::Ring, t.say("game-table-empty")),
            _ if table.dealt().is_none() && seated < least => {
                tag(Tone::Warn, Sign::Warn, t.say("game-table-short"))
            }
            _ if table.dealt().is_none() => tag(Tone::Plain, Sign::Ring, t.say("game-table-sits")),
            _ if asked => tag(Tone::Info, Sign::Half, t.say("game-table-asked")),
            _ => tag(Tone::Good, Sign::Open, t.say("game-table-plays")),
        };
        let href = format!("{}/tables/{number}", self.action);
        Row::from(vec![
            html! { a href=(href) { (t.with("game-table", &[("n", number.into())])) } },
            html! { (seated) },
            state,
            html! { (table.bought().count()) },
            html! { (self.say(table.left())) },
            html! { (ready) "/" (seated) },
        ])
    }
}
