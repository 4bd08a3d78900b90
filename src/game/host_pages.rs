//! The facilitator's pages: evenings, opening one, the console with all tables, one table.

use game_rules::game::Units;
use game_rules::game::command::NoteTag;
use game_rules::game::event::Matter;
use game_rules::game::rules::{
    self, Agreement, CardAt, PRESETS, PriceBy, Rules, SampleBy, Source, Unbuy,
};
use game_rules::game::table::{MeasureState, Stage, Table as GameTable};
use maud::{Markup, html};

use super::hall::Seen;
use super::open::OWN;
use super::player_pages::Part;
use super::words::{self, Coin};
use crate::clock::Instant;
use crate::page::parts::fields::{Choice, Field, checkbox, hidden};
use crate::page::parts::lists::{cards, facts, lines};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, note, phase as phase_plate, tag};
use crate::page::{Complaints, Errors, Fields, Sign};
use crate::people::Visit;
use crate::text::{Arg, Text};

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

/// One table on the facilitator's screen.
pub struct Desk<'a> {
    pub visit: &'a Visit,
    pub code: &'a str,
    pub number: u32,
    pub rules: &'a Rules,
    pub seen: &'a Seen,
    pub once: &'a str,
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

impl Desk<'_> {
    fn t(&self) -> Text {
        self.visit.text
    }

    fn table(&self) -> &GameTable {
        &self.seen.table
    }

    fn coin(&self) -> Coin<'_> {
        Coin { text: self.t(), rules: self.rules }
    }

    fn action(&self) -> String {
        self.visit.href(&format!("/games/{}/tables/{}", self.code, self.number))
    }

    fn form(&self, inside: Markup) -> Markup {
        html! { form.stack method="post" action=(self.action()) novalidate { (hidden("once", self.once)) (inside) } }
    }

    pub fn page(&self) -> Markup {
        let t = self.t();
        let complaints = Complaints::new(t, self.errors);
        let table = self.table();
        let summary = table.summary(self.rules);
        let say = |amount| self.coin().say(amount);
        let seats = table.seated().count().to_string();
        let labels = ["game-col-people", "game-granted", "game-spent", "game-col-left"]
            .map(|key| t.say(key));
        let (granted, spent, left) = (say(summary.granted), say(summary.spent), say(summary.left));
        let told = [
            (labels[0].as_str(), seats.as_str()),
            (labels[1].as_str(), granted.as_str()),
            (labels[2].as_str(), spent.as_str()),
            (labels[3].as_str(), left.as_str()),
        ];
        html! {
            p { a href=(self.visit.href(&format!("/games/{}", self.code))) { (t.say("game-back")) } }
            (complaints.summary())
            h1 { (t.with("game-table", &[("n", i64::from(self.number).into())])) }
            (facts(&told))
            @if let Some(seal) = table.seal() { p { (t.say("game-end-seal")) " " code { (seal) } } }
            div.split {
                div.stack.stack--wide {
                    (self.items())
                    (self.motions())
                    (self.questions(&complaints))
                    (self.prices(&complaints))
                    (self.notes(&complaints))
                }
                aside.stack.stack--wide { (self.people()) }
            }
        }
    }

    fn items(&self) -> Markup {
        let t = self.t();
        let table = self.table();
        let heads = ["game-col-item", "game-col-on", "game-col-price", "game-col-state"]
            .map(|key| t.say(key));
        let columns = [
            Column::head(&heads[0]),
            Column::amount(&heads[1]),
            Column::amount(&heads[2]),
            Column::text(&heads[3]),
        ];
        let undo = t.say("game-unbuy");
        let rows: Vec<Row> = table
            .items()
            .iter()
            .enumerate()
            .map(|(place, item)| {
                let order = table.bought().position(|bought| bought == place);
                let on = match order {
                    Some(_) => table.ledger().spent_total(place),
                    None => table.ledger().escrow_total(place),
                };
                let state = match order {
                    Some(order) => tag(Tone::Good, Sign::Yes, t.with("game-bought", &[("n", (order + 1).into())])),
                    None if !item.closed_by.is_empty() => tag(Tone::Plain, Sign::Closed, t.say("game-closed")),
                    None => html! {},
                };
                let undoes = order.is_some()
                    && table.stage() == Stage::Open
                    && self.rules.policies.unbuy == Unbuy::Facilitator;
                let send = format!("unbuy:{}", item.rule.id);
                Row::from(vec![
                    html! { (item.rule.title) },
                    html! { (self.coin().say(on)) },
                    html! { (self.coin().say(item.rule.pricing.most())) },
                    html! { (state) @if undoes { (self.form(html! { (Plate::submit(&undo).small().quiet().about(&item.rule.title).sends("press", &send)) })) } },
                ])
            })
            .collect();
        let caption = t.say("game-on-the-table");
        html! {
            section.stack.stack--wide aria-labelledby="h-items" {
                h2 #h-items { (caption) }
                @if rows.is_empty() { (empty(t.say("game-no-items"), None)) }
                @else { (Table { caption: &caption, quiet_caption: true, columns: &columns, rows: &rows, foot: None, phone: Phone::Stacks }) }
            }
        }
    }

    fn motions(&self) -> Markup {
        let t = self.t();
        let table = self.table();
        let open: Vec<_> = table.motions().iter().filter(|motion| motion.is_open()).collect();
        let drop = t.say("game-drop");
        html! {
            @if !open.is_empty() {
                section.stack aria-labelledby="h-asked" {
                    h2 #h-asked { (t.say("game-asked")) }
                    (lines(open.into_iter().map(|motion| {
                        let yes = motion.votes.iter().filter(|(_, vote)| *vote == game_rules::game::command::Vote::Yes).count();
                        let measure = match motion.matter {
                            Matter::Measure(place) => self.rules.content.measures.get(place).filter(|_| {
                                table.measures().get(place).is_some_and(|measure| measure.state == MeasureState::Proposed)
                            }),
                            _ => None,
                        };
                        html! {
                            p { (words::matter(self.coin(), table, motion.matter)) " " span.muted { (t.with("game-votes", &[("yes", yes.into()), ("seated", table.seated().count().into())])) } }
                            @if let Some(measure) = measure {
                                @let send = format!("drop:{}", measure.id);
                                (self.form(html! { (Plate::submit(&drop).small().quiet().about(&measure.title).sends("press", &send)) }))
                            }
                        }
                    })))
                    @if self.rules.policies.consent.rule.rule == Agreement::Unanimous { p.small.muted { (t.say("game-asked-all")) } }
                }
            }
        }
    }

    fn questions(&self, complaints: &Complaints) -> Markup {
        let t = self.t();
        let table = self.table();
        let (label, act) = (t.say("game-answer"), t.say("game-answer-act"));
        html! {
            @if !table.questions().is_empty() {
                section.stack.stack--wide aria-labelledby="h-questions" {
                    h2 #h-questions { (t.say("game-ask")) }
                    @for (place, asked) in table.questions().iter().enumerate() {
                        @let number = (place + 1).to_string();
                        @let mine = self.fields.get("question") == number;
                        div.panel {
                            p { b { (words::topic(t, &asked.topic)) ": " } (asked.text) }
                            @if let Some(answer) = &asked.answer { p { (answer) } }
                            @else if table.stage() == Stage::Open {
                                (self.form(html! {
                                    (hidden("act", "answer")) (hidden("question", &number))
                                    (Field::area("text", &label, 2).id(&format!("answer-{number}")).value(if mine { self.fields.get("text") } else { "" }).error(complaints.of("text").filter(|_| mine)))
                                    (Plate::submit(&act).small().about(&asked.text))
                                }))
                            }
                        }
                    }
                }
            }
        }
    }

    /// What waits for a price: own items of the table and changes to items.
    fn prices(&self, complaints: &Complaints) -> Markup {
        let t = self.t();
        let table = self.table();
        let own = table.write_ins().iter().enumerate().filter(|(_, own)| own.price.is_none());
        let own = own.map(|(place, own)| ("own", place + 1, own.title.clone(), own.text.clone()));
        let changes =
            table.amendments().iter().enumerate().filter(|(_, change)| change.price.is_none());
        let changes = changes.map(|(place, change)| {
            let item = table.items().get(change.item).map(|item| item.rule.title.clone());
            ("amend", place + 1, item.unwrap_or_default(), change.text.clone())
        });
        let waiting: Vec<_> = own.chain(changes).collect();
        let by_expert =
            self.rules.content.write_in.is_some_and(|rule| rule.price_by == PriceBy::Expert);
        let (label, act) = (t.say("game-price-label"), t.say("game-price-act"));
        html! {
            @if !waiting.is_empty() && table.stage() == Stage::Open {
                section.stack.stack--wide aria-labelledby="h-prices" {
                    h2 #h-prices { (t.say("game-prices")) }
                    @if by_expert { p.small.muted { (t.say("game-prices-expert")) } }
                    @for (about, number, title, text) in waiting {
                        @let number = number.to_string();
                        @let mine = self.fields.get("about") == about && self.fields.get("of") == number;
                        div.panel {
                            p { b { (title) } " " (text) }
                            (self.form(html! {
                                (hidden("act", "price")) (hidden("about", about)) (hidden("of", &number))
                                (Field::text("price", &label).id(&format!("price-{about}-{number}")).input_mode("numeric").tiny().value(if mine { self.fields.get("price") } else { "" }).error(complaints.of("price").filter(|_| mine)))
                                (Plate::submit(&act).small().about(&title))
                            }))
                        }
                    }
                }
            }
        }
    }

    fn notes(&self, complaints: &Complaints) -> Markup {
        let t = self.t();
        let table = self.table();
        let tags: Vec<(String, String)> = TAGS
            .iter()
            .map(|(tag, name)| (tag_word(*tag), t.say(&format!("game-tag-{name}"))))
            .collect();
        let none = t.say("game-no-tag");
        let tag_choices: Vec<Choice<'_>> =
            std::iter::once(Choice { value: "", label: &none, hint: None, chosen: false })
                .chain(tags.iter().map(|(value, label)| Choice {
                    value,
                    label,
                    hint: None,
                    chosen: self.fields.get("tag") == value,
                }))
                .collect();
        let items: Vec<(String, String)> = table
            .items()
            .iter()
            .map(|item| (item.rule.id.clone(), item.rule.title.clone()))
            .collect();
        let all = t.say("game-note-table");
        let item_choices: Vec<Choice<'_>> =
            std::iter::once(Choice { value: "", label: &all, hint: None, chosen: false })
                .chain(items.iter().map(|(value, label)| Choice {
                    value,
                    label,
                    hint: None,
                    chosen: self.fields.get("item") == value,
                }))
                .collect();
        let mine = self.fields.get("act") == "note";
        let [text, text_hint, tag, item, quotable, quotable_hint, act] = [
            "game-note-text",
            "game-note-hint",
            "game-note-tag",
            "game-note-item",
            "game-note-quotable",
            "game-note-quotable-hint",
            "game-note-act",
        ]
        .map(|key| t.say(key));
        html! {
            section.stack.stack--wide aria-labelledby="h-notes" {
                h2 #h-notes { (t.say("game-notes")) }
                (lines(table.notes().iter().rev().take(30).map(|written| {
                    let about = written.note.item.as_deref().and_then(|id| table.item_place(id)).and_then(|place| table.items().get(place));
                    html! { p { (written.note.text) @if let Some(item) = about { " " span.muted { (item.rule.title) } } } }
                })))
                (self.form(html! {
                    (hidden("act", "note"))
                    (Field::area("text", &text, 2).hint(&text_hint).value(if mine { self.fields.get("text") } else { "" }).error(complaints.of("text").filter(|_| mine)))
                    (Field::select("tag", &tag, &tag_choices))
                    (Field::select("item", &item, &item_choices))
                    (checkbox("quotable", &Choice { value: "yes", label: &quotable, hint: Some(&quotable_hint), chosen: mine && self.fields.has("quotable") }, None))
                    (Plate::submit(&act))
                }))
            }
        }
    }

    fn people(&self) -> Markup {
        let t = self.t();
        let table = self.table();
        let (link, leave, deal) = (t.say("game-new-link"), t.say("game-leave"), t.say("game-deal"));
        let new_link = format!("{}/seat", self.action());
        let seated: Vec<u32> = table.seated().collect();
        let deals = table.dealt().is_none()
            && seated.len() >= self.rules.event.seats.min as usize
            && table.stage() == Stage::Open;
        html! {
            section.stack.stack--wide aria-labelledby="h-people" {
                h2 #h-people { (t.say("game-at-the-table")) }
                @if seated.is_empty() { (empty(t.say("game-nobody"), None)) }
                @for seat in seated {
                    @let name = words::seat_name(t, table, seat);
                    @let number = seat.to_string();
                    div.panel {
                        p { b { (name) } }
                        p.row {
                            form method="post" action=(new_link) { (hidden("seat", &number)) (Plate::submit(&link).small().quiet().about(&name)) }
                        }
                        @if table.stage() == Stage::Open {
                            @let send = format!("leave:{number}");
                            (details(&format!("leave-{number}"), t.say("game-leave-open"), html! {
                                p.small { (t.say("game-leave-means")) }
                                (self.form(html! { (Plate::submit(&leave).small().quiet().about(&name).sends("press", &send)) }))
                            }))
                        }
                    }
                }
                @if deals { (self.form(html! { (Plate::submit(&deal).quiet().sends("press", "deal")) })) }
            }
        }
    }
}

/// The observer's tags with their names in messages.
const TAGS: [(NoteTag, &str); 11] = [
    (NoteTag::For, "for"),
    (NoteTag::Against, "against"),
    (NoteTag::ChangedMind, "changed-mind"),
    (NoteTag::FirstMover, "first-mover"),
    (NoteTag::Coalition, "coalition"),
    (NoteTag::BlockedBecause, "blocked-because"),
    (NoteTag::Question, "question"),
    (NoteTag::ExpertSaid, "expert-said"),
    (NoteTag::ChangeWanted, "change-wanted"),
    (NoteTag::MissingItem, "missing-item"),
    (NoteTag::OffTopic, "off-topic"),
];

/// The tag's name in the language of the reader.
pub fn tag_name(t: Text, tag: NoteTag) -> String {
    let name = TAGS.iter().find(|(known, _)| *known == tag).map_or("for", |(_, name)| name);
    t.say(&format!("game-tag-{name}"))
}

fn tag_word(tag: NoteTag) -> String {
    TAGS.iter().find(|(known, _)| *known == tag).map_or("", |(_, name)| name).replace('-', "_")
}

/// The link that gives a seat to another phone, shown once.
pub fn seat_link(visit: &Visit, back: &str, name: &str, link: &str, qr: Option<Markup>) -> Markup {
    let t = visit.text;
    html! {
        p { a href=(back) { (t.say("game-back-to-table")) } }
        section.stack {
            h1 { (t.with("game-seat-of", &[("who", Arg::from(name))])) }
            p.lead { (t.say("game-seat-link-means")) }
            @if let Some(qr) = qr { div.qr { (qr) } }
            p { code { (link) } }
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
