//! What players write at the table: its order, ideas and the vote on them, questions, items of their
//! own, gifts; and after the close its list and the survey.

use game_rules::game::event::Matter;
use game_rules::game::rules::{ConsentOn, Permit, Ranking, Transfer};
use game_rules::game::table::{Item, Motion, Stage};
use maud::{Markup, html};

use super::player_pages::Board;
use super::words;
use crate::page::parts::fields::{Choice, Field, Group, hidden, radios};
use crate::page::parts::lists::lines;
use crate::page::parts::plates::Plate;
use crate::page::parts::words::{Tone, details, tag};
use crate::page::{Complaints, Sign};
use crate::text::Text;

/// The questions after an evening; their answers go from 1 (not at all) to 5 (very much).
pub const SURVEY: [&str; 3] = ["together", "decisions", "meetings"];

impl Board<'_> {
    /// What is written: questions, own items, ideas, the order, and the survey at the end.
    pub(super) fn write(&self, complaints: &Complaints) -> Markup {
        html! {
            div #write.stack.stack--wide tabindex="-1" {
                @if self.table().stage() == Stage::Sealed { (self.end(complaints)) }
                @if self.is_here() {
                    (self.rank(complaints))
                    (self.ideas(complaints))
                    (self.questions(complaints))
                    (self.own_items(complaints))
                    (self.gift(complaints))
                }
            }
        }
    }

    fn rank(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let table = self.table();
        let bought: Vec<&Item> =
            table.bought().filter_map(|place| table.items().get(place)).collect();
        if self.rules.ranking != Ranking::Explicit || !self.may(Permit::Rank) || bought.is_empty() {
            return html! {};
        }
        let agreed = table.motions().iter().rev().find(|motion| motion.matter == Matter::List);
        let agreed = agreed.is_some_and(Motion::passed);
        let act = t.say("game-rank-act");
        html! {
            section.panel aria-labelledby="h-rank" {
                h2 #h-rank { (t.say("game-rank")) }
                @if agreed { p { (tag(Tone::Good, Sign::Yes, t.say("game-rank-agreed"))) } }
                p.small.muted { (t.say(if self.rules.policies.consent.needed(ConsentOn::List) { "game-rank-hint-consent" } else { "game-rank-hint" })) }
                (self.form(html! {
                    div.stack {
                        (hidden("act", "rank"))
                        @for (at, item) in bought.iter().enumerate() {
                            @let name = format!("rank-{}", item.rule.id);
                            @let at = (at + 1).to_string();
                            @let value = if self.fields.has(&name) { self.fields.get(&name) } else { &at };
                            (Field::text(&name, &item.rule.title).input_mode("numeric").tiny().value(value).error(complaints.of(&name)))
                        }
                        (Plate::submit(&act).id("rank"))
                    }
                }))
            }
        }
    }

    fn ideas(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let table = self.table();
        let Some(rule) = &self.rules.ideation else { return html! {} };
        let writes =
            self.may(Permit::SubmitIdea) && table.ideas().len() < rule.max_per_table as usize;
        let named: Vec<(String, String)> = rule
            .fields
            .iter()
            .map(|field| (format!("field-{field}"), named_field(t, field)))
            .collect();
        let ranges: Vec<(String, String)> =
            rule.ranges.iter().map(|range| (range.clone(), named_range(t, range))).collect();
        let choices: Vec<Choice<'_>> = ranges
            .iter()
            .map(|(value, label)| Choice {
                value,
                label,
                hint: None,
                chosen: self.fields.get("range") == value,
            })
            .collect();
        let (title, range, act, pitch) = (
            t.say("game-idea-title"),
            t.say("game-idea-range"),
            t.say("game-idea-act"),
            t.say("game-pitched"),
        );
        html! {
            section.stack.stack--wide aria-labelledby="h-ideas" {
                h2 #h-ideas { (t.say("game-ideas")) }
                @for idea in table.ideas() {
                    div.panel {
                        h3 { (idea.title) }
                        @for (field, told) in &idea.fields { p { b { (named_field(t, field)) ": " } (told) } }
                        @if let Some(range) = &idea.range { p.muted { (named_range(t, range)) } }
                        @if self.may(Permit::Pitch) && !idea.pitched {
                            @let send = format!("pitch:{}", idea.name);
                            (self.form(html! { (Plate::submit(&pitch).small().quiet().about(&idea.title).sends("press", &send)) }))
                        }
                    }
                }
                @if writes {
                    (self.form(html! {
                        div.panel {
                            (hidden("act", "idea"))
                            (Field::text("title", &title).value(self.fields.get("title")).error(complaints.of("title")))
                            @for (name, label) in &named { (Field::area(name, label, 2).value(self.fields.get(name)).error(complaints.of(name))) }
                            @if !choices.is_empty() { (radios(&Group { name: "range", legend: &range, hint: None, error: complaints.of("range"), choices: &choices })) }
                            (Plate::submit(&act))
                        }
                    }))
                }
                (self.ballot())
            }
        }
    }

    /// The vote on the ideas of all tables.
    fn ballot(&self) -> Markup {
        let t = self.text;
        let (Some(rule), Some(ballot)) = (&self.rules.ballot, self.table().ballot()) else {
            return html! {};
        };
        use game_rules::game::command::Thumb;
        let mine = |thumb: Thumb| {
            ballot.votes.iter().filter(|vote| vote.0 == self.seat && vote.2 == thumb).count()
        };
        let (up, down) = (t.say("game-up"), t.say("game-down"));
        html! {
            section #ballot.stack.stack--wide aria-labelledby="h-ballot" {
                h2 #h-ballot { (t.say("game-ballot")) }
                p.small { (t.with("game-ballot-left", &[("up", (i64::from(rule.up) - i64::try_from(mine(Thumb::Up)).unwrap_or(0)).into()), ("down", (i64::from(rule.down) - i64::try_from(mine(Thumb::Down)).unwrap_or(0)).into())])) }
                @for (place, name) in ballot.ideas.iter().enumerate() {
                    @let proposal = self.proposals.iter().find(|one| one.name == *name);
                    @let title = proposal.map_or(name.as_str(), |one| one.title.as_str());
                    @let cast = ballot.votes.iter().find(|vote| (vote.0, vote.1) == (self.seat, place)).map(|vote| vote.2);
                    div.panel {
                        h3 { (title) }
                        @if let Some(one) = proposal {
                            @for (field, told) in &one.fields { p { b { (named_field(t, field)) ": " } (told) } }
                            @if let Some(range) = &one.range { p.muted { (named_range(t, range)) } }
                        }
                        @match cast {
                            Some(Thumb::Up) => p { (tag(Tone::Good, Sign::Yes, t.say("game-voted-up"))) },
                            Some(Thumb::Down) => p { (tag(Tone::Plain, Sign::No, t.say("game-voted-down"))) },
                            None if self.may(Permit::Vote) => {
                                @let (for_send, against_send) = (format!("up:{name}"), format!("down:{name}"));
                                (self.form(html! {
                                    p.row {
                                        @if rule.up > 0 { (Plate::submit(&up).small().about(title).sends("press", &for_send)) }
                                        @if rule.down > 0 { (Plate::submit(&down).small().quiet().about(title).sends("press", &against_send)) }
                                    }
                                }))
                            },
                            None => {},
                        }
                    }
                }
            }
        }
    }

    fn questions(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let table = self.table();
        let topics = &self.rules.event.staff.experts;
        let limit = self.rules.policies.expert.limit;
        let left = limit.is_none_or(|limit| table.questions().len() < limit as usize);
        let asks = self.may(Permit::AskExpert) && !topics.is_empty() && left;
        if !asks && table.questions().is_empty() {
            return html! {};
        }
        let named: Vec<(String, String)> =
            topics.iter().map(|topic| (topic.clone(), words::topic(t, topic))).collect();
        let choices: Vec<Choice<'_>> = named
            .iter()
            .map(|(value, label)| Choice {
                value,
                label,
                hint: None,
                chosen: self.fields.get("topic") == value,
            })
            .collect();
        let (topic, question, act) =
            (t.say("game-ask-topic"), t.say("game-ask-question"), t.say("game-ask-act"));
        let form = self.form(html! {
            div.stack {
                (hidden("act", "ask"))
                (Field::select("topic", &topic, &choices))
                (Field::area("question", &question, 2).value(self.fields.get("question")).error(complaints.of("question")))
                (Plate::submit(&act).quiet())
            }
        });
        html! {
            section.stack.stack--wide aria-labelledby="h-ask" {
                h2 #h-ask { (t.say("game-ask")) }
                (lines(table.questions().iter().map(|asked| html! {
                    p { b { (words::topic(t, &asked.topic)) ": " } (asked.text) }
                    p.small { @if let Some(answer) = &asked.answer { (answer) } @else { span.muted { (t.say("game-ask-waits")) } } }
                })))
                @if asks {
                    @if complaints.of("question").is_some() { (form) }
                    @else { (details("ask", t.say("game-ask-open"), form)) }
                }
            }
        }
    }

    fn own_items(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let table = self.table();
        let Some(rule) = self.rules.content.write_in else { return html! {} };
        let writes =
            self.may(Permit::WriteIn) && table.write_ins().len() < rule.max_per_table as usize;
        let waiting = table.write_ins().iter().filter(|own| own.price.is_none());
        let (title, text, act, optional) = (
            t.say("game-own-title"),
            t.say("game-own-text"),
            t.say("game-own-act"),
            t.say("optional"),
        );
        let form = self.form(html! {
            div.stack {
                (hidden("act", "own"))
                (Field::text("title", &title).value(self.fields.get("title")).error(complaints.of("title")))
                (Field::area("text", &text, 2).optional(&optional).value(self.fields.get("text")).error(complaints.of("text")))
                (Plate::submit(&act).quiet())
            }
        });
        html! {
            section.stack.stack--wide aria-labelledby="h-own" {
                h2 #h-own { (t.say("game-own")) }
                @for own in waiting { p { b { (own.title) } " " span.muted { (t.say("game-own-waits")) } } }
                @if writes {
                    @if complaints.of("title").is_some() || complaints.of("text").is_some() { (form) }
                    @else { (details("own", t.say("game-own-open"), form)) }
                }
            }
        }
    }

    fn gift(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        if self.rules.policies.transfer != Transfer::Gift || !self.may(Permit::Gift) {
            return html! {};
        }
        let others: Vec<(String, String)> = self
            .table()
            .seated()
            .filter(|seat| *seat != self.seat)
            .map(|seat| (seat.to_string(), words::seat_name(t, self.table(), seat)))
            .collect();
        let choices: Vec<Choice<'_>> = others
            .iter()
            .map(|(value, label)| Choice {
                value,
                label,
                hint: None,
                chosen: self.fields.get("to") == value,
            })
            .collect();
        if choices.is_empty() {
            return html! {};
        }
        let (to, amount, act) =
            (t.say("game-gift-to"), t.say("game-exact"), t.say("game-gift-act"));
        let form = self.form(html! {
            div.stack {
                (hidden("act", "gift"))
                (Field::select("to", &to, &choices).error(complaints.of("to")))
                (Field::text("amount", &amount).input_mode("numeric").tiny().value(self.fields.get("amount")).error(complaints.of("amount")))
                (Plate::submit(&act).quiet())
            }
        });
        html! {
            @if complaints.of("amount").is_some() { (form) }
            @else { (details("gift", t.say("game-gift"), form)) }
        }
    }

    /// The table after its close: its list, its seal, and what one thinks of the evening.
    fn end(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let table = self.table();
        let summary = table.summary(self.rules);
        let list = table.list().iter().filter_map(|place| table.items().get(*place));
        let seal = table.seal().unwrap_or_default();
        html! {
            section.panel aria-labelledby="h-end" {
                h2 #h-end { (t.say("game-end")) }
                @if table.list().is_empty() { p { (t.say("game-end-nothing")) } }
                @else { ol { @for item in list { li { (item.rule.title) } } } }
                p { (t.with("game-end-money", &[("spent", self.say(summary.spent).into()), ("left", self.say(summary.left).into())])) }
                p.small.muted { (t.say("game-end-seal")) " " code { (seal.get(..12).unwrap_or(seal)) } }
            }
            @if self.is_here() && self.rules.report.survey.is_some() { (self.survey(complaints)) }
        }
    }

    fn survey(&self, complaints: &Complaints) -> Markup {
        let t = self.text;
        let asked = SURVEY.map(|question| (question, t.say(&format!("game-survey-{question}"))));
        let answers: Vec<(String, String)> =
            (1..=5).map(|n| (n.to_string(), t.say(&format!("game-survey-answer-{n}")))).collect();
        let act = t.say("game-survey-act");
        html! {
            section.panel aria-labelledby="h-survey" {
                h2 #h-survey { (t.say("game-survey")) }
                p.small.muted { (t.say("game-survey-hint")) }
                @if self.fields.get("told") == "yes" { p { (tag(Tone::Good, Sign::Yes, t.say("game-survey-thanks"))) } }
                @else {
                    (self.form(html! {
                        div.stack {
                            (hidden("act", "survey"))
                            @for (question, legend) in &asked {
                                @let choices: Vec<Choice<'_>> = answers.iter().map(|(value, label)| Choice { value, label, hint: None, chosen: self.fields.get(question) == value }).collect();
                                (radios(&Group { name: question, legend, hint: None, error: complaints.of(question), choices: &choices }))
                            }
                            (Plate::submit(&act))
                        }
                    }))
                }
            }
        }
    }
}

fn named_field(t: Text, field: &str) -> String {
    let known = t.say(&format!("game-field-{field}"));
    if known.starts_with('⟦') { field.to_owned() } else { known }
}

fn named_range(t: Text, range: &str) -> String {
    let known = t.say(&format!("game-range-{range}"));
    if known.starts_with('⟦') { range.to_owned() } else { known }
}
