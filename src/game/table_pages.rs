//! One table on the facilitator's screen, and the link to a seat.

use game_rules::game::command::NoteTag;
use game_rules::game::event::Matter;
use game_rules::game::rules::{Agreement, PriceBy, Rules, Unbuy};
use game_rules::game::table::{MeasureState, Stage, Table as GameTable};
use maud::{Markup, html};

use super::hall::Seen;
use super::words::{self, Coin};
use crate::page::parts::fields::{Choice, Field, checkbox, hidden};
use crate::page::parts::lists::{facts, lines};
use crate::page::parts::plates::Plate;
use crate::page::parts::table::{Column, Phone, Row, Table};
use crate::page::parts::words::{Tone, details, empty, tag};
use crate::page::{Complaints, Errors, Fields, Sign};
use crate::people::Visit;
use crate::text::{Arg, Text};

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
