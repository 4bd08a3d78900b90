//! Opening an evening: the rules, by name or as a file, with the projects of a pool laid on the
//! tables; stored once and never changed, for the log only means something under its rules.

use game_rules::game::command::{Act, Actor, Command};
use game_rules::game::rules::{self, ProjectItem, Rules, Sample, SampleBy, Source};
use game_rules::game::simulate::layout;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};

use super::entity::{event, table};
use crate::app::App;
use crate::audit;
use crate::clock::random;
use crate::edition::{self, Edition, Pool, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::project;
use crate::text::Message;

/// The `rules` of a form that brings a rule file of its own.
pub const OWN: &str = "own";

/// More tables than the largest hall of a known game had seats for at once.
const MOST_TABLES: u32 = 200;

/// Letters and digits that nobody mistakes for one another.
const ALPHABET: &[u8; 31] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/// A code as it is kept, of one as people type it; `None` when it cannot be one.
pub fn normal_code(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let ours = code.len() == 8 && code.bytes().all(|byte| ALPHABET.contains(&byte));
    ours.then_some(code)
}

fn new_code() -> String {
    // 248 is the largest multiple of 31 in a byte: every letter is equally likely.
    std::iter::repeat_with(random::<16>)
        .flatten()
        .filter(|byte| *byte < 248)
        .take(8)
        .map(|byte| char::from(ALPHABET[usize::from(byte % 31)]))
        .collect()
}

/// Where projects can come from: a pool whose projects the city has accepted.
pub struct Place {
    pub edition: Edition,
    pub pool: Pool,
}

impl Place {
    /// As the form sends it.
    pub fn name(&self) -> String {
        format!("{}/{}", self.edition.slug, self.pool.code)
    }
}

/// Every pool of every edition, the newest edition first.
pub async fn places(db: &impl ConnectionTrait) -> Result<Vec<Place>> {
    let editions = edition::all(db).await?;
    let pools = pool::all(db).await?;
    Ok(editions
        .into_iter()
        .flat_map(|edition| {
            let own = pools.iter().filter(move |pool| pool.edition_id == edition.id).cloned();
            let edition = edition.clone();
            own.map(move |pool| Place { edition: edition.clone(), pool }).collect::<Vec<_>>()
        })
        .collect())
}

/// A form that cannot be opened: what is wrong, and every mistake of the rule file in its own words.
#[derive(Default)]
pub struct Wrong {
    pub errors: Errors,
    pub mistakes: Vec<String>,
}

impl From<Errors> for Wrong {
    fn from(errors: Errors) -> Self {
        Self { errors, mistakes: Vec::new() }
    }
}

/// The rules of a form: a preset's, or those of the file in it.
pub fn rules(fields: &Fields) -> std::result::Result<Rules, Wrong> {
    let (name, text) = match rules::preset(fields.get("rules")) {
        Some(preset) => (preset.id, preset.text),
        None if fields.get("rules") == OWN => ("", fields.get("file")),
        None => return Err(Errors::of("rules", Message::new("game-rules-missing")).into()),
    };
    if text.trim().is_empty() {
        return Err(Errors::of("file", Message::new("game-file-missing")).into());
    }
    rules::read(name, text).map_err(|mistakes| Wrong {
        errors: Errors::of("file", Message::new("game-file-wrong").arg("n", mistakes.len())),
        mistakes: mistakes.iter().map(|mistake| mistake.to_string()).collect(),
    })
}

fn number(fields: &Fields, field: &str, least: u32, most: u32) -> std::result::Result<u32, Errors> {
    let typed = fields.get(field).trim().parse().ok();
    typed.filter(|number| (least..=most).contains(number)).ok_or_else(|| {
        let message = Message::new("game-number-wrong");
        Errors::of(field, message.arg("least", i64::from(least)).arg("most", i64::from(most)))
    })
}

/// So many items a table: a block design keeps its overlap as far as it can.
fn sampled(sample: Sample, k: u32, all: u32) -> Sample {
    match sample.by {
        SampleBy::BlockDesign => Sample { k, overlap: sample.overlap.min(k - 1), ..sample },
        _ if k == all => Sample { by: SampleBy::All, k: 0, overlap: 0 },
        _ => Sample { by: SampleBy::SameK, k, overlap: 0 },
    }
}

/// Opens an evening by a form and gives its code.
///
/// # Errors
/// What is wrong with the form, in the inner result.
pub async fn open(
    app: &App,
    facilitator: i64,
    fields: &Fields,
) -> Result<std::result::Result<String, Wrong>> {
    let mut rules = match rules(fields) {
        Ok(rules) => rules,
        Err(wrong) => return Ok(Err(wrong)),
    };
    let mut errors = Errors::default();
    let mut keep = |result| errors.note(result).unwrap_or(1);
    let most = rules.event.tables.max.min(MOST_TABLES);
    let tables = keep(number(fields, "tables", rules.event.tables.min, most));
    rules.event.seats.min = keep(number(fields, "seats", 1, rules.event.seats.max));
    let db = app.store.read();
    let places = places(db).await?;
    let place = places.iter().find(|place| place.name() == fields.get("pool"));
    let Some(place) = place else {
        errors.add("pool", Message::new("game-pool-missing"));
        return Ok(Err(errors.into()));
    };
    if rules.content.source == Source::Edition {
        let projects = project::on_ballot(db, &[place.pool.id]).await?;
        if projects.is_empty() {
            errors.add("pool", Message::new("game-pool-empty"));
            return Ok(Err(errors.into()));
        }
        let all = u32::try_from(projects.len()).unwrap_or(u32::MAX);
        let sample = &mut rules.content.sample;
        match (fields.get("items").trim(), sample.by) {
            ("", SampleBy::All) => {}
            ("", _) => *sample = sampled(*sample, sample.k.min(all), all),
            // More than there are is all of them.
            _ => {
                if let Some(k) = errors.note(number(fields, "items", 1, 10_000)) {
                    *sample = sampled(*sample, k.min(all), all);
                }
            }
        }
        rules = rules.with_projects(projects.iter().map(|row| ProjectItem {
            id: &row.code,
            title: &row.title,
            group: Some(row.category.name()),
            cost: row.money(),
        }));
    }
    let title = tidy(fields.get("title"), false);
    if title.chars().count() > 120 {
        errors.add("title", Message::new("game-title-long"));
    }
    if !errors.is_empty() {
        return Ok(Err(errors.into()));
    }
    let title = if title.is_empty() { rules.meta.title.clone() } else { title };
    let text = rules.to_toml();
    // What is stored must be read again for every replay; better to find out now.
    let stored = match rules::read("rules.toml", &text) {
        Ok(stored) => stored,
        Err(mistakes) => {
            let sentence = Message::new("game-file-wrong").arg("n", mistakes.len());
            return Ok(Err(Wrong {
                errors: Errors::of("file", sentence),
                mistakes: mistakes.iter().map(|mistake| mistake.to_string()).collect(),
            }));
        }
    };
    let code = store(app, facilitator, place, &title, &text, tables).await?;
    lay(app, &code, &stored, tables).await?;
    Ok(Ok(code))
}

async fn store(
    app: &App,
    facilitator: i64,
    place: &Place,
    title: &str,
    rules: &str,
    tables: u32,
) -> Result<String> {
    let code = new_code();
    let tx = app.store.begin().await?;
    let now = app.clock.now();
    let row = event::ActiveModel {
        edition_id: Set(place.edition.id),
        code: Set(code.clone()),
        title: Set(title.to_owned()),
        rules: Set(rules.to_owned()),
        facilitator_id: Set(Some(facilitator)),
        opened_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let rows = (1..=tables).map(|number| table::ActiveModel {
        event_id: Set(row.id),
        number: Set(i64::from(number)),
        version: Set(0),
    });
    table::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    let act = audit::Act {
        at: now,
        account: Some(facilitator),
        edition: Some(place.edition.id),
        kind: "game-opened",
        subject: title,
        detail: &code,
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(code)
}

/// Lays the tables: which items lie where is drawn here, and the log says it from then on.
async fn lay(app: &App, code: &str, rules: &Rules, tables: u32) -> Result<()> {
    let game = app.hall.game(code).await?;
    let at = app.clock.millis();
    let hash = rules.hash();
    let laid = layout(rules, tables, u64::from_be_bytes(random()));
    let commands: Vec<Command> = (1..)
        .zip(laid)
        .map(|(number, items)| Command {
            id: "open".to_owned(),
            table: format!("T{number}"),
            actor: Actor::Host,
            at,
            seq: None,
            phase: None,
            paper: false,
            act: Act::OpenEvent { rules: Some(hash.clone()), items: Some(items) },
        })
        .collect();
    let decided = game.act(&commands, None).await?;
    match decided.into_iter().find_map(std::result::Result::err) {
        Some(refusal) => Err(Error::Internal(anyhow::anyhow!("tables were not laid: {refusal}"))),
        None => Ok(()),
    }
}

/// Every evening, the latest first.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<event::Model>> {
    Ok(event::Entity::find().order_by_desc(event::Column::Id).limit(200).all(db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        assert_eq!(normal_code(" abcd-2345 ").as_deref(), Some("ABCD2345"));
        for wrong in ["", "ABCD234", "ABCD23456", "ABCD1345", "ABCDO345", "ąBCD2345"] {
            assert_eq!(normal_code(wrong), None, "{wrong}");
        }
        let code = new_code();
        assert_eq!(normal_code(&code), Some(code));
    }
}
