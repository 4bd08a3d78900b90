//! What players and facilitators press, read into what the engine is asked.
//!
//! A button sends `press`: the act, then what it is about, joined by colons; what may hold a colon
//! stands last. Forms with words to write send `act` and their fields.

use std::collections::BTreeMap;

use game_rules::game::command::{Act, Note, NoteKind, NoteTag, Priced, Subject, Thumb, Vote};
use game_rules::game::rules::Rules;
use game_rules::game::{MOST, Units};

use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

/// The most characters of anything that is written at a table.
const WORDS: usize = 500;

/// A move, or complaints about what was typed.
pub type Parsed = Result<std::result::Result<Act, Errors>>;

fn unknown() -> Error {
    Error::BadRequest("press".to_owned())
}

/// An amount as people type it; spaces between the digits are fine.
pub fn amount(typed: &str) -> Option<Units> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let amount = digits.parse().ok()?;
    (1..=MOST).contains(&amount).then_some(amount)
}

fn typed_amount(fields: &Fields, field: &str) -> std::result::Result<Units, Errors> {
    amount(fields.get(field)).ok_or_else(|| Errors::of(field, Message::new("game-amount-wrong")))
}

fn words(fields: &Fields, field: &'static str) -> std::result::Result<String, Errors> {
    let text = tidy(fields.get(field), true);
    match text.chars().count() {
        0 => Err(Errors::of(field, Message::new("game-words-missing"))),
        1..=WORDS => Ok(text),
        _ => Err(Errors::of(field, Message::new("game-words-long"))),
    }
}

/// The name of the field for an exact amount on an item.
pub fn amount_field(item: &str) -> String {
    format!("amount-{item}")
}

/// A subject as buttons send it.
pub fn subject_name(subject: &Subject) -> String {
    match subject {
        Subject::Measure(id) => format!("measure:{id}"),
        Subject::Purchase(id) => format!("purchase:{id}"),
        Subject::Unbuy(id) => format!("unbuy:{id}"),
        Subject::List => "list".to_owned(),
        Subject::Amend(number) => format!("amend:{number}"),
        Subject::WriteIn(number) => format!("own:{number}"),
    }
}

fn subject(name: &str) -> Result<Subject> {
    let (kind, id) = name.split_once(':').unwrap_or((name, ""));
    let number = || id.parse().map_err(|_| unknown());
    Ok(match kind {
        "measure" => Subject::Measure(id.to_owned()),
        "purchase" => Subject::Purchase(id.to_owned()),
        "unbuy" => Subject::Unbuy(id.to_owned()),
        "list" => Subject::List,
        "amend" => Subject::Amend(number()?),
        "own" => Subject::WriteIn(number()?),
        _ => return Err(unknown()),
    })
}

/// A player's move.
pub fn of_player(rules: &Rules, bought: &[String], fields: &Fields) -> Parsed {
    if fields.has("act") {
        return written(rules, bought, fields);
    }
    let (act, about) = fields.get("press").split_once(':').unwrap_or((fields.get("press"), ""));
    let id = about.to_owned();
    let consent = |vote| Ok(Ok(Act::Consent { on: subject(about)?, vote }));
    Ok(Ok(match act {
        "place" | "back" => {
            let (units, item) = about.split_once(':').ok_or_else(unknown)?;
            let amount = amount(units).ok_or_else(unknown)?;
            let (item, purse) = (item.to_owned(), None);
            match act {
                "place" => Act::Place { item, amount, purse },
                _ => Act::TakeBack { item, amount, purse },
            }
        }
        "exact" | "exact-back" => match typed_amount(fields, &amount_field(about)) {
            Ok(amount) if act == "exact" => Act::Place { item: id, amount, purse: None },
            Ok(amount) => Act::TakeBack { item: id, amount, purse: None },
            Err(errors) => return Ok(Err(errors)),
        },
        "buy" => Act::ConfirmBuy { item: id },
        "unbuy" => Act::Unbuy { item: id },
        "yes" => return consent(Vote::Yes),
        "no" => return consent(Vote::No),
        "abstain" => return consent(Vote::Abstain),
        "propose" => Act::ProposeMeasure { measure: id },
        "drop" => Act::Drop { measure: id },
        "repeal" => Act::Repeal { measure: id },
        "ready" => Act::Ready,
        "pass" => Act::PassTurn,
        "up" => Act::Vote { idea: id, thumb: Thumb::Up },
        "down" => Act::Vote { idea: id, thumb: Thumb::Down },
        "pitch" => Act::Pitch { idea: id },
        _ => return Err(unknown()),
    }))
}

/// What a player writes.
fn written(rules: &Rules, bought: &[String], fields: &Fields) -> Parsed {
    let act = match fields.get("act") {
        "ask" => words(fields, "question").map(|text| Act::AskExpert {
            topic: fields.get("topic").to_owned(),
            text,
            item: Some(fields.get("item").to_owned()).filter(|item| !item.is_empty()),
        }),
        "own" => words(fields, "title").and_then(|title| {
            let text = tidy(fields.get("text"), true);
            match text.chars().count() <= WORDS {
                true => Ok(Act::WriteIn { title, text }),
                false => Err(Errors::of("text", Message::new("game-words-long"))),
            }
        }),
        "amend" => words(fields, "change").and_then(|text| {
            let typed = tidy(fields.get("delta"), false);
            let sign = if typed.starts_with(['-', '\u{2212}']) { -1 } else { 1 };
            let digits = typed.trim_start_matches(['-', '\u{2212}', '+']);
            let delta = if digits.is_empty() { Some(0) } else { amount(digits) };
            let wrong = || Errors::of("delta", Message::new("game-amount-wrong"));
            let delta_price = sign * delta.ok_or_else(wrong)?;
            Ok(Act::Amend { item: fields.get("item").to_owned(), text, delta_price })
        }),
        "gift" => typed_amount(fields, "amount").and_then(|amount| {
            let wrong = || Errors::of("to", Message::new("game-to-missing"));
            let to = fields.get("to").parse().map_err(|_| wrong())?;
            Ok(Act::Gift { to, amount, purse: None })
        }),
        "idea" => idea(rules, fields),
        "rank" => rank(bought, fields),
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    Ok(act)
}

fn idea(rules: &Rules, fields: &Fields) -> std::result::Result<Act, Errors> {
    let title = words(fields, "title")?;
    let asked = rules.ideation.as_ref();
    let mut told = BTreeMap::new();
    let mut errors = Errors::default();
    for field in asked.map(|rule| rule.fields.as_slice()).unwrap_or_default() {
        let name = format!("field-{field}");
        let text = tidy(fields.get(&name), true);
        match text.chars().count() {
            0 => errors.add(name, Message::new("game-words-missing")),
            1..=WORDS => {
                told.insert(field.clone(), text);
            }
            _ => errors.add(name, Message::new("game-words-long")),
        }
    }
    let range = Some(fields.get("range").to_owned()).filter(|range| !range.is_empty());
    if range.is_none() && asked.is_some_and(|rule| !rule.ranges.is_empty()) {
        errors.add("range", Message::new("game-range-missing"));
    }
    match errors.is_empty() {
        true => Ok(Act::SubmitIdea { title, fields: told, range }),
        false => Err(errors),
    }
}

/// Every bought item has a field `rank-<id>` with its place.
fn rank(bought: &[String], fields: &Fields) -> std::result::Result<Act, Errors> {
    let mut places: Vec<(usize, &String)> = Vec::with_capacity(bought.len());
    let mut errors = Errors::default();
    for item in bought {
        let name = format!("rank-{item}");
        let place = fields.get(&name).trim().parse().ok();
        match place.filter(|place| (1..=bought.len()).contains(place)) {
            Some(place) if places.iter().any(|(taken, _)| *taken == place) => {
                errors.add(name, Message::new("game-rank-twice"));
            }
            Some(place) => places.push((place, item)),
            None => errors.add(name, Message::new("game-rank-wrong").arg("n", bought.len())),
        }
    }
    places.sort_unstable();
    match errors.is_empty() {
        true => Ok(Act::Rank { items: places.into_iter().map(|(_, id)| id.clone()).collect() }),
        false => Err(errors),
    }
}

/// What a facilitator does at one table.
pub fn of_facilitator(fields: &Fields) -> Parsed {
    if fields.has("press") {
        let (act, about) = fields.get("press").split_once(':').unwrap_or((fields.get("press"), ""));
        return Ok(Ok(match act {
            "leave" => Act::Leave { seat: about.parse().map_err(|_| unknown())? },
            "unbuy" => Act::Unbuy { item: about.to_owned() },
            "drop" => Act::Drop { measure: about.to_owned() },
            "deal" => Act::Deal,
            "reveal" => Act::Reveal,
            _ => return Err(unknown()),
        }));
    }
    let number = |field: &str| {
        fields.get(field).parse::<u32>().map_err(|_| Error::BadRequest(field.to_owned()))
    };
    Ok(match fields.get("act") {
        "note" => words(fields, "text").map(|text| Act::Note(note(fields, text))),
        "answer" => {
            let question = number("question")?;
            words(fields, "text").map(|text| Act::Answer { question, text })
        }
        "price" => {
            let (of, about) = (number("of")?, fields.get("about"));
            let of = if about == "amend" { Priced::Amend(of) } else { Priced::WriteIn(of) };
            typed_amount(fields, "price").map(|price| Act::Price { of, price })
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    })
}

fn note(fields: &Fields, text: String) -> Note {
    let filled = |field: &str| Some(fields.get(field).to_owned()).filter(|it| !it.is_empty());
    let tag: Option<NoteTag> =
        filled("tag").and_then(|tag| serde_json::from_value(serde_json::Value::String(tag)).ok());
    Note {
        kind: if fields.has("quotable") { NoteKind::Quote } else { NoteKind::Dynamic },
        tag,
        seat: filled("seat").and_then(|seat| seat.parse().ok()),
        item: filled("item"),
        measure: None,
        text,
        quotable: fields.has("quotable"),
    }
}
