//! A player's phone at the table. What one writes there stands in `writing_pages`.
//!
//! The table is made of parts with ids. A page is all of them; a stream sends those that changed.

use std::collections::BTreeMap;

use game_rules::game::Units;
use game_rules::game::command::{Act, Subject, Vote};
use game_rules::game::event::{Cause, Event, Matter};
use game_rules::game::ledger::Payer;
use game_rules::game::rules::{self, Permit, Pricing, Rules, Trigger, Unbuy, Withdraw};
use game_rules::game::table::{Item, MeasureState, Motion, Seat, Stage, Table};
use maud::{Markup, html};

use super::hall::Seen;
use super::moves::{amount_field, subject_name};
use super::words::{self, Coin};
use crate::page::parts::fields::{Field, hidden};
use crate::page::parts::money::{Gauge, Press};
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, note, tag};
use crate::page::{Complaints, Errors, Fields, Glaze, Sign};
use crate::text::Text;

/// An idea of any table, for the vote on all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub name: String,
    pub title: String,
    pub fields: BTreeMap<String, String>,
    pub range: Option<String>,
}

/// The table as one player sees it.
pub struct Board<'a> {
    pub text: Text,
    /// Where forms go.
    pub action: &'a str,
    pub title: &'a str,
    pub rules: &'a Rules,
    pub seen: &'a Seen,
    pub seat: u32,
    /// Now, in milliseconds.
    pub at: u64,
    /// Makes a form that is sent twice count once.
    pub once: &'a str,
    /// Ideas of all tables, where they are voted on.
    pub proposals: &'a [Proposal],
    pub fields: &'a Fields,
    pub errors: &'a Errors,
}

/// A piece of the board that can be exchanged by itself.
pub type Part = (String, Markup);

impl Board<'_> {
    pub(super) fn table(&self) -> &Table {
        &self.seen.table
    }

    pub(super) fn coin(&self) -> Coin<'_> {
        Coin { text: self.text, rules: self.rules }
    }

    pub(super) fn say(&self, amount: Units) -> String {
        self.coin().say(amount)
    }

    fn phase(&self) -> Option<&rules::Phase> {
        self.table().phase().and_then(|phase| self.rules.phases.get(phase.place))
    }

    /// Whether players may do this now; a paused game and one whose time is over say so when pressed.
    pub(super) fn may(&self, permit: Permit) -> bool {
        self.table().stage() == Stage::Open
            && self.phase().is_some_and(|phase| phase.permits(permit))
    }

    pub(super) fn is_here(&self) -> bool {
        self.table().seat(self.seat).is_some_and(|seat| !seat.left)
    }

    /// What this player can still use, all purses together.
    fn purse(&self) -> Units {
        let purses = 0..self.rules.resources.purses.len();
        purses.map(|purse| self.table().free(Payer::Seat { seat: self.seat, purse })).sum()
    }

    /// What of it may go to this item: the engine pays from the first purse that fits.
    fn purse_for(&self, item: &Item) -> Units {
        let purses = &self.rules.resources.purses;
        let fits = purses.iter().position(|purse| purse.pays(&item.rule.purse_tags));
        self.table().free(Payer::Seat { seat: self.seat, purse: fits.unwrap_or(0) })
    }

    fn own(&self, place: usize) -> Units {
        let table = self.table();
        let bids = table.bids_of(self.seat).filter(|bid| bid.item == place);
        bids.map(|bid| bid.amount).sum::<Units>() + table.ledger().stake(place, self.seat)
    }

    fn paid(&self, place: usize) -> Units {
        let paid = self.table().ledger().spent(place).iter();
        paid.filter(|payment| payment.payer.seat() == Some(self.seat))
            .map(|payment| payment.amount)
            .sum()
    }

    /// A round amount: about an eighth of what everybody was dealt, a note where there are notes.
    fn step(&self) -> Units {
        let unit = self.rules.money.unit;
        let dealt = self.table().dealt().map_or(0, |deal| deal.each);
        let cheapest = self.table().items().iter().map(|item| item.rule.pricing.least()).min();
        let base = if dealt > 0 { dealt } else { cheapest.unwrap_or(unit) };
        let about = (base / 8).max(unit);
        let notes = &self.rules.money.denominations;
        if let Some(note) = notes.iter().filter(|note| **note <= about).max() {
            return *note;
        }
        // 1, 2, 5, 10, 20, 50, … units.
        let series = (0..13).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_i64.pow(zeros)));
        let steps = series.map(|times| unit.saturating_mul(times));
        steps.take_while(|step| *step <= about).last().unwrap_or(unit)
    }

    /// A form whose sending exchanges the board.
    pub(super) fn form(&self, inside: Markup) -> Markup {
        html! {
            form method="post" action=(self.action) data-swap="top game" novalidate {
                (hidden("once", self.once))
                (inside)
            }
        }
    }

    /// The parts in the order in which they stand.
    pub fn parts(&self) -> Vec<Part> {
        let complaints = Complaints::new(self.text, self.errors);
        let mut parts = vec![
            ("top".to_owned(), self.top()),
            ("said".to_owned(), self.said()),
            ("asks".to_owned(), self.asks(&complaints)),
        ];
        for place in 0..self.table().items().len() {
            parts.push((format!("i-{place}"), self.item(place, &complaints)));
        }
        parts.push(("measures".to_owned(), self.measures(&complaints)));
        parts.push(("turn".to_owned(), self.turn()));
        parts.push(("write".to_owned(), self.write(&complaints)));
        parts.push(("seats".to_owned(), self.seats()));
        parts
    }

    /// What stands under the head of the page.
    pub fn page(&self) -> Markup {
        let t = self.text;
        let complaints = Complaints::new(t, self.errors);
        let parts = self.parts();
        let part = |id: &str| parts.iter().find(|(name, _)| name == id).map(|(_, part)| part);
        let items = parts.iter().filter(|(name, _)| name.starts_with("i-"));
        // What a closed table chose comes before what lay on it.
        let (before, after): (&[&str], &[&str]) = match self.table().stage() {
            Stage::Sealed => (&["said", "asks", "write"], &["measures", "turn", "seats"]),
            _ => (&["said", "asks"], &["measures", "turn", "write", "seats"]),
        };
        html! {
            div #game.stack.stack--wide data-version=(self.seen.version) {
                h1.sr { (t.with("game-table", &[("n", self.number().into())])) ": " (self.title) }
                (complaints.summary())
                @for id in before { @if let Some(part) = part(id) { (part) } }
                ul.cards { @for (_, item) in items { (item) } }
                @for id in after { @if let Some(part) = part(id) { (part) } }
                noscript { p { a href=(self.action) { (t.say("game-refresh")) } } }
            }
        }
    }

    fn number(&self) -> i64 {
        self.table().id().trim_start_matches('T').parse().unwrap_or(0)
    }

    /// The head: what is in the purse, the table, the time.
    pub fn top(&self) -> Markup {
        let t = self.text;
        let table = self.table();
        let name = match (self.phase(), table.stage()) {
            (_, Stage::Sealed) => t.say("game-sealed"),
            (Some(phase), _) => words::phase(t, &phase.id),
            (None, _) => t.say("game-waits"),
        };
        let time = table.phase().filter(|_| table.stage() == Stage::Open);
        html! {
            header #top.table-top {
                div.wrap {
                    p { span.small { (t.say("game-purse")) } br; b { (self.say(self.purse())) } }
                    p {
                        span.small { (t.with("game-table", &[("n", self.number().into())])) " · " (name) } br;
                        @if let Some(phase) = time {
                            @if phase.paused_since.is_some() { b { (t.say("game-paused")) } }
                            @else if let Some(end) = phase.deadline() {
                                @let left = i64::try_from(end).unwrap_or(i64::MAX) - i64::try_from(self.at).unwrap_or(i64::MAX);
                                b #clock data-left=(left.max(0)) { (words::clock(left / 1000)) }
                            }
                        }
                    }
                    p #line.small.tag data-on=(t.say("game-on-line")) data-off=(t.say("game-off-line")) {}
                }
            }
        }
    }

    /// The last move of anybody, in one line.
    fn said(&self) -> Markup {
        let t = self.text;
        let said = self.seen.last.as_ref().and_then(|entry| {
            let who = match entry.actor {
                game_rules::game::command::Actor::Seat(seat) => {
                    words::seat_name(t, self.table(), seat)
                }
                _ => return None,
            };
            let (amount, place, key) = entry.events.iter().find_map(|event| match event {
                Event::Placed { item, amount, .. } => Some((*amount, *item, "game-said-placed")),
                Event::Returned { item, amount, own_will: true, .. } => {
                    Some((*amount, *item, "game-said-returned"))
                }
                _ => None,
            })?;
            let what = self.table().items().get(place)?.rule.title.clone();
            let args =
                [("who", who.into()), ("amount", self.say(amount).into()), ("what", what.into())];
            Some(t.with(key, &args))
        });
        html! { p #said.small { @if let Some(said) = said { (said) } } }
    }

    fn asks(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let open = self.table().motions().iter().filter(|motion| {
            let beside = matches!(motion.matter, Matter::Purchase(_) | Matter::Unbuy(_));
            motion.is_open() && !beside
        });
        html! {
            div #asks.stack.stack--wide tabindex="-1" {
                @if let Some(sentence) = complaints.of("asks") { (refusal(sentence)) }
                @if self.table().stage() == Stage::Waiting || self.table().phase().is_none() && self.table().stage() == Stage::Open {
                    (note(Tone::Info, t.say("game-waits-for-start"), None))
                }
                @for motion in open {
                    section.panel {
                        h2 { (words::matter(self.coin(), self.table(), motion.matter)) }
                        @if motion.matter == Matter::List {
                            ol { @for place in &motion.list { @if let Some(item) = self.table().items().get(*place) { li { (item.rule.title) } } } }
                        }
                        (self.vote(motion))
                    }
                }
            }
        }
    }

    /// Counts of a vote and the buttons of this player.
    fn vote(&self, motion: &Motion) -> Markup {
        let t = self.text;
        let table = self.table();
        let seated = table.seated().count();
        let own = motion.votes.iter().find(|(seat, _)| *seat == self.seat).map(|(_, vote)| *vote);
        let subject = match motion.matter {
            Matter::Measure(place) => {
                self.rules.content.measures.get(place).map(|rule| Subject::Measure(rule.id.clone()))
            }
            Matter::Purchase(place) => self.item_id(place).map(Subject::Purchase),
            Matter::Unbuy(place) => self.item_id(place).map(Subject::Unbuy),
            Matter::List => Some(Subject::List),
            Matter::Amend(place) => u32::try_from(place + 1).ok().map(Subject::Amend),
            Matter::WriteIn(place) => u32::try_from(place + 1).ok().map(Subject::WriteIn),
        };
        let Some(subject) = subject.map(|subject| subject_name(&subject)) else {
            return html! {};
        };
        let about = words::matter(self.coin(), table, motion.matter);
        let buttons = [
            (Vote::Yes, "yes", t.say("game-yes")),
            (Vote::No, "no", t.say("game-no")),
            (Vote::Abstain, "abstain", t.say("game-abstain")),
        ];
        let named = |vote: Vote| -> String {
            let of = motion.votes.iter().filter(|(_, cast)| *cast == vote);
            let names: Vec<String> =
                of.map(|(seat, _)| words::seat_name(t, table, *seat)).collect();
            names.join(", ")
        };
        let secret = self.rules.policies.consent.secret;
        let against = named(Vote::No);
        html! {
            p.small {
                (t.with("game-votes", &[("yes", motion.count(Vote::Yes).into()), ("seated", seated.into())]))
                @if !secret && !against.is_empty() { " · " (t.with("game-against", &[("who", against.into())])) }
            }
            @if self.is_here() && self.may(Permit::Consent) {
                (self.form(html! {
                    p.row {
                        @for (vote, act, label) in &buttons {
                            @let send = format!("{act}:{subject}");
                            @let id = format!("{act}-{}", subject.replace([':', ' '], "-"));
                            @let plate = Plate::submit(label).small().about(&about).sends("press", &send).id(&id);
                            @if own == Some(*vote) { (plate.sign(Sign::Yes)) } @else { (plate.quiet()) }
                        }
                    }
                }))
            }
        }
    }

    fn item_id(&self, place: usize) -> Option<String> {
        self.table().items().get(place).map(|item| item.rule.id.clone())
    }

    fn item(&self, place: usize, complaints: &Complaints) -> Markup {
        let t = self.text;
        let table = self.table();
        let Some(item) = table.items().get(place) else { return html! {} };
        let (escrow, most) = (table.ledger().escrow_total(place), item.rule.pricing.most());
        let (own, paid) = (self.own(place), self.paid(place));
        let missing = (most - escrow).max(0);
        let is_range = matches!(item.rule.pricing, Pricing::Open { .. });
        let covered = item.is_open() && escrow >= most && !is_range;
        let filled = if item.bought { table.ledger().spent_total(place) } else { escrow };
        let anchor = format!("i-{place}");
        let motion = table
            .open_motion(Matter::Purchase(place))
            .or_else(|| table.open_motion(Matter::Unbuy(place)));
        html! {
            li.item.item--full[covered || item.bought] id=(anchor) tabindex="-1" {
                h3 { (item.rule.title) }
                (self.stepper(place, item, missing, own))
                (Gauge::of(filled, most).mine(own + paid))
                p.small.have {
                    span { (self.state(place, item, missing, covered)) }
                    @if own + paid > 0 { b.num { (t.with("game-mine", &[("amount", self.say(own + paid).into())])) } }
                }
                @if let Some(sentence) = complaints.of(&anchor) { (refusal(sentence)) }
                @if let Some(motion) = motion {
                    div.stack.stack--tight {
                        @if matches!(motion.matter, Matter::Unbuy(_)) { p { b { (words::matter(self.coin(), table, motion.matter)) } } }
                        (self.vote(motion))
                    }
                }
                (self.more(place, item, complaints))
            }
        }
    }

    /// How an item stands, in a few words.
    fn state(&self, place: usize, item: &Item, missing: Units, covered: bool) -> Markup {
        let t = self.text;
        if item.bought {
            let order =
                self.table().bought().position(|bought| bought == place).map_or(0, |at| at + 1);
            return tag(Tone::Good, Sign::Yes, t.with("game-bought", &[("n", order.into())]));
        }
        if let Some(cause) = item.closed_by.first() {
            return tag(Tone::Plain, Sign::Closed, self.cause(cause));
        }
        if let Pricing::Open { baseline, .. } = item.rule.pricing {
            let on = self.table().ledger().escrow_total(place);
            let args = [("on", self.say(on).into()), ("today", self.say(baseline).into())];
            return html! { small.num { (t.with("game-open-item", &args)) } };
        }
        if covered {
            return tag(Tone::Good, Sign::Yes, t.say("game-covered"));
        }
        let price = self.say(item.rule.pricing.most());
        if !self.table().is_revealed() {
            return html! { small.num { (t.with("game-price", &[("amount", price.into())])) } };
        }
        let args = [("missing", self.say(missing).into()), ("price", price.into())];
        html! { small.num { (t.with("game-missing", &args)) } }
    }

    fn cause(&self, cause: &Cause) -> String {
        let t = self.text;
        let by = match cause {
            Cause::Locked => return t.say("game-closed-locked"),
            Cause::Rival(place) => {
                self.table().items().get(*place).map(|item| item.rule.title.clone())
            }
            Cause::Measure(place) => {
                self.rules.content.measures.get(*place).map(|rule| rule.title.clone())
            }
            Cause::Card(place) => self.rules.events.get(*place).map(|card| card.text.clone()),
        };
        t.with("game-closed-by", &[("what", by.unwrap_or_default().into())])
    }

    fn stepper(&self, place: usize, item: &Item, missing: Units, own: Units) -> Markup {
        let t = self.text;
        if !self.is_here() {
            return html! {};
        }
        let title = &item.rule.title;
        let withdraw = self.rules.policies.withdraw;
        let blind = !self.table().is_revealed();
        let (step, multiple) = match item.rule.pricing {
            Pricing::Open { step, .. } => ((self.step() / step).max(1) * step, step),
            _ => (self.step(), 1),
        };
        let free = self.purse_for(item);
        let room = if blind { item.rule.pricing.most() - own } else { missing };
        let least = step.min(room).min(free) / multiple * multiple;
        // An empty purse still has its button: pressed, it says what to do.
        let more = if least > 0 { least } else { step.min(room.max(1)) };
        let back = step.min(own) / multiple.max(1) * multiple;
        let adds = self.may(Permit::Place) && item.is_open() && room > 0;
        let takes = self.may(Permit::TakeBack)
            && item.is_open()
            && back > 0
            && (blind || withdraw != Withdraw::Never);
        if !adds && !takes {
            return html! {};
        }
        let id = &item.rule.id;
        let sends = [format!("back:{back}:{id}"), format!("place:{more}:{id}")];
        let named = |key: &str, amount: Units| {
            t.with(key, &[("amount", self.say(amount).into()), ("what", title.as_str().into())])
        };
        let names =
            [named("game-take", back), named("game-add", more)].map(|name| html! { (name) });
        let ids = [format!("less-{place}"), format!("more-{place}")];
        let press =
            |at: usize| Press { id: &ids[at], send: ("press", &sends[at]), name: &names[at] };
        let button = |press: Press<'_>, sign: Sign| {
            html! { button type="submit" id=(press.id) name=(press.send.0) value=(press.send.1) { (sign) span.sr { (press.name) } } }
        };
        self.form(html! {
            div.step {
                @if takes { (button(press(0), Sign::Minus)) } @else { span.gap {} }
                @if adds { (button(press(1), Sign::Plus)) } @else { span.gap {} }
            }
        })
    }

    /// The exact amount, the price in the real world, buying and undoing.
    fn more(&self, place: usize, item: &Item, complaints: &Complaints) -> Markup {
        let t = self.text;
        let policies = &self.rules.policies;
        let title = item.rule.title.as_str();
        let id = item.rule.id.as_str();
        let plays = self.is_here() && item.is_open() && self.may(Permit::Place);
        let undoes = self.is_here()
            && item.bought
            && policies.unbuy == Unbuy::Consent
            && self.may(Permit::Unbuy)
            && self.table().open_motion(Matter::Unbuy(place)).is_none();
        let goal = policies.purchase.goal(item.rule.pricing);
        let buys = plays
            && policies.purchase.trigger == Trigger::Confirm
            && self.table().ledger().escrow_total(place) >= goal;
        let real = self.rules.money.real_per_unit.filter(|per| *per > 1);
        let field = amount_field(id);
        let (label, put, take) =
            (t.say("game-exact"), t.say("game-exact-put"), t.say("game-exact-take"));
        let (buy, undo) = (t.say("game-buy"), t.say("game-unbuy"));
        let [put_send, take_send, buy_send, undo_send] =
            ["exact", "exact-back", "buy", "unbuy"].map(|act| format!("{act}:{id}"));
        let inside = html! {
            @if let Some(per) = real {
                p.small.muted { (t.with("game-real", &[("one", self.say(1).into()), ("price", self.say(item.rule.pricing.most()).into()), ("real", t.number(per).into())])) }
            }
            @for change in &item.changes { p.small { (change) } }
            @if plays {
                (self.form(html! {
                    div.stack.stack--tight {
                        (Field::text(&field, &label).input_mode("numeric").tiny().value(self.fields.get(&field)).error(complaints.of(&field)))
                        p.row {
                            (Plate::submit(&put).small().about(title).sends("press", &put_send))
                            (Plate::submit(&take).small().quiet().about(title).sends("press", &take_send))
                        }
                    }
                }))
            }
            @if buys { (self.form(html! { p { (Plate::submit(&buy).small().about(title).sends("press", &buy_send)) } })) }
            @if undoes { (self.form(html! { p { (Plate::submit(&undo).small().quiet().about(title).sends("press", &undo_send)) } })) }
        };
        if !(plays || undoes || real.is_some() || !item.changes.is_empty()) {
            return html! {};
        }
        let open = complaints.of(&field).is_some();
        html! {
            details id={ "d-" (place) } open[open] {
                summary { (t.say("game-more")) span.sr { ": " (title) } }
                div.stack { (inside) }
            }
        }
    }

    fn measures(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let rules = &self.rules.content.measures;
        let all = rules.iter().zip(self.table().measures());
        html! {
            section #measures.stack.stack--wide tabindex="-1" {
                @if !rules.is_empty() {
                    h2 { (t.say("game-measures")) }
                    p.small.muted { (t.say("game-measures-hint")) }
                    @if let Some(sentence) = complaints.of("measures") { (refusal(sentence)) }
                    ul.cards {
                        @for (rule, measure) in all {
                            li.item {
                                h3 { (rule.title) }
                                p.small.have { span.num { (t.with(if rule.kind == rules::MeasureKind::Cut { "game-cut" } else { "game-revenue" }, &[("amount", self.say(rule.yields).into())])) } (self.measure_state(measure.state)) }
                                (self.measure_acts(rule, measure.state, measure.proposed_by))
                            }
                        }
                    }
                }
            }
        }
    }

    fn measure_state(&self, state: MeasureState) -> Markup {
        let t = self.text;
        match state {
            MeasureState::Idle | MeasureState::Dropped => html! {},
            MeasureState::Proposed => tag(Tone::Info, Sign::Half, t.say("game-measure-proposed")),
            MeasureState::Passed => tag(Tone::Good, Sign::Yes, t.say("game-measure-passed")),
            MeasureState::Repealed => tag(Tone::Plain, Sign::No, t.say("game-measure-repealed")),
        }
    }

    fn measure_acts(&self, rule: &rules::Measure, state: MeasureState, by: Option<u32>) -> Markup {
        let t = self.text;
        let (act, key, permit) = match state {
            MeasureState::Idle | MeasureState::Dropped => {
                ("propose", "game-propose", Permit::ProposeMeasure)
            }
            MeasureState::Proposed if by == Some(self.seat) => ("drop", "game-drop", Permit::Drop),
            MeasureState::Passed if rule.repeal == rules::Repeal::WhileUnspent => {
                ("repeal", "game-repeal", Permit::Repeal)
            }
            _ => return html! {},
        };
        if !self.is_here() || !self.may(permit) {
            return html! {};
        }
        let (label, send) = (t.say(key), format!("{act}:{}", rule.id));
        self.form(html! { p { (Plate::submit(&label).small().quiet().about(&rule.title).sends("press", &send)) } })
    }

    /// Being ready, and passing a turn.
    fn turn(&self) -> Markup {
        let t = self.text;
        let table = self.table();
        let me = table.seat(self.seat).filter(|seat| !seat.left);
        let plays = table.stage() == Stage::Open && self.phase().is_some_and(rules::Phase::is_play);
        let ready = table.seats().iter().filter(|seat| !seat.left && seat.ready).count();
        let label = t.say("game-ready");
        html! {
            div #turn.stack {
                @if let Some(me) = me.filter(|_| plays) {
                    @if me.ready { p { (tag(Tone::Good, Sign::Yes, t.say("game-you-are-ready"))) } }
                    @else { (self.form(html! { (Plate::submit(&label).quiet().sends("press", "ready").id("ready")) })) }
                    p.small.muted { (t.with("game-ready-count", &[("n", ready.into()), ("seated", table.seated().count().into())])) }
                }
            }
        }
    }

    fn seats(&self) -> Markup {
        let t = self.text;
        let seats: Vec<(u32, &Seat)> =
            (1..).zip(self.table().seats()).filter(|(_, seat)| !seat.left).collect();
        html! {
            ul #seats.seats aria-label=(t.say("game-at-the-table")) {
                @for (number, seat) in seats {
                    @let glaze = Glaze::ALL[(number as usize - 1) % Glaze::ALL.len()];
                    li {
                        svg class=(glaze.class()) viewBox="0 0 24 24" aria-hidden="true" { circle.k0 cx="12" cy="12" r="11" {} circle.k1 cx="12" cy="12" r="6.5" {} }
                        span { @if number == self.seat { (t.say("game-you")) } @else { (words::seat_name(t, self.table(), number)) } }
                        span.tag { @if seat.ready { (Sign::Yes) span.sr { (t.say("game-seat-ready")) } } @else { (Sign::Ring) span.sr { (t.say("game-seat-thinks")) } } }
                    }
                }
            }
        }
    }
}

fn refusal(sentence: &str) -> Markup {
    html! { div.note.note--bad { (Sign::No) div.small { (sentence) } } }
}

/// Where on the board a refused act is spoken of.
pub fn anchor(table: &Table, act: &Act) -> String {
    let item = |id: &str| {
        table.item_place(id).map_or_else(|| "asks".to_owned(), |place| format!("i-{place}"))
    };
    match act {
        Act::Place { item: id, .. }
        | Act::TakeBack { item: id, .. }
        | Act::ConfirmBuy { item: id }
        | Act::Unbuy { item: id }
        | Act::Consent { on: Subject::Purchase(id) | Subject::Unbuy(id), .. } => item(id),
        Act::ProposeMeasure { .. } | Act::Drop { .. } | Act::Repeal { .. } => "measures".to_owned(),
        Act::AskExpert { .. } => "question".to_owned(),
        Act::WriteIn { .. } | Act::SubmitIdea { .. } => "title".to_owned(),
        Act::Gift { .. } => "amount".to_owned(),
        _ => "asks".to_owned(),
    }
}
