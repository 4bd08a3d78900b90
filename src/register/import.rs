//! The city's register, from a file: read, shown with what is wrong in which row, and only then put
//! in force. Identifiers become pseudonyms as they are read and are kept nowhere.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use super::entity::entry;
use super::identity::{self, Question};
use super::policy::{self, Policy};
use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{Edition, district};
use crate::error::{Error, Result};
use crate::page::Fields;
use crate::people::person_key;
use crate::text::{Message, without_mark};

/// The largest file, in bytes: a city of a million with addresses.
pub const MOST_BYTES: usize = 100 * 1024 * 1024;
/// So many faults are shown; a file with more has one cause.
const MOST_FAULTS: usize = 50;
const CHUNK: usize = 1000;

/// What is wrong in a row of the file; 1 is the heading.
pub struct Fault {
    pub row: u64,
    pub message: Message,
}

struct Entry {
    person: Vec<u8>,
    district: Option<i64>,
    contact: String,
    position: i64,
    /// What their guardian would say of them, as a pseudonym.
    child: Option<Vec<u8>>,
}

/// What one finds in headings for a column, folded.
fn column(heading: &str) -> Option<&'static str> {
    let folded: String =
        heading.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(without_mark).collect();
    Some(match folded.as_str() {
        "number" | "numer" | "identyfikator" | "identifier" | "nr" => "number",
        "name" | "imieinazwisko" | "nazwiskoiimie" | "osoba" => "name",
        "imie" | "imiona" | "firstname" => "first",
        "nazwisko" | "lastname" => "last",
        "born" | "rokurodzenia" | "rok" | "birthyear" => "born",
        "postcode" | "kodpocztowy" | "kod" => "postcode",
        "street" | "ulica" | "adres" | "address" => "street",
        "pesel" => "pesel",
        "district" | "dzielnica" | "osiedle" | "okreg" => "district",
        "contact" | "kontakt" | "email" | "telefon" | "phone" => "contact",
        _ => return None,
    })
}

/// Reads a file and keeps it beside the register until somebody puts it in force. Gives the number
/// of entries; the inner error is what is wrong, and then nothing is kept.
pub async fn read(
    app: &App,
    edition: &Edition,
    policy: &Policy,
    bytes: &[u8],
) -> Result<std::result::Result<usize, Vec<Fault>>> {
    policy::refuse_frozen(app.store.read(), edition.id).await?;
    let Some(question) = policy.register_question() else {
        return Err(Error::conflict("register-none"));
    };
    let districts = district::Entity::find()
        .filter(district::Column::EditionId.eq(edition.id))
        .order_by_asc(district::Column::Id)
        .all(app.store.read())
        .await?;
    let districts: HashMap<String, i64> =
        districts.into_iter().map(|row| (row.name.to_lowercase(), row.id)).collect();
    let entries = match parse(app, edition.id, question, &districts, bytes) {
        Ok(entries) => entries,
        Err(faults) => return Ok(Err(faults)),
    };
    let tx = app.store.begin().await?;
    policy::refuse_frozen(&tx, edition.id).await?;
    forget_draft(&tx, edition.id).await?;
    let number = entries.len();
    let mut rows = entries.into_iter().map(|entry| entry::ActiveModel {
        edition_id: Set(edition.id),
        is_draft: Set(true),
        person: Set(entry.person),
        district_id: Set(entry.district),
        contact: Set(entry.contact),
        position: Set(entry.position),
        child: Set(entry.child),
        late_id: Set(None),
    });
    loop {
        let some: Vec<_> = rows.by_ref().take(CHUNK).collect();
        if some.is_empty() {
            break;
        }
        entry::Entity::insert_many(some).exec_without_returning(&tx).await?;
    }
    tx.commit().await?;
    Ok(Ok(number))
}

fn parse(
    app: &App,
    edition: i64,
    question: Question,
    districts: &HashMap<String, i64>,
    bytes: &[u8],
) -> std::result::Result<Vec<Entry>, Vec<Fault>> {
    let whole = |key: &'static str| vec![Fault { row: 1, message: Message::new(key) }];
    let Ok(text) = std::str::from_utf8(bytes) else { return Err(whole("import-not-utf8")) };
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains(';') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<Option<&str>> = match reader.headers() {
        Ok(heads) => heads.iter().map(column).collect(),
        Err(_) => return Err(whole("import-not-csv")),
    };
    let has = |name: &str| columns.contains(&Some(name));
    for name in question.fields() {
        let in_two = *name == "name" && has("first") && has("last");
        if !has(name) && !in_two {
            let message = Message::new(format!("import-no-{name}"));
            return Err(vec![Fault { row: 1, message }]);
        }
    }
    let now = app.clock.now();
    let (mut faults, mut entries) = (Vec::new(), Vec::new());
    let mut seen: HashMap<Vec<u8>, u64> = HashMap::new();
    for (row, record) in (2_u64..).zip(reader.records()) {
        if faults.len() >= MOST_FAULTS {
            break;
        }
        let Ok(record) = record else {
            faults.push(Fault { row, message: Message::new("import-not-csv") });
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut fields = Fields::default();
        for (name, cell) in columns.iter().zip(record.iter()) {
            if let Some(name) = name {
                fields.set(name, cell);
            }
        }
        if !has("name") {
            fields.set("name", format!("{} {}", fields.get("first"), fields.get("last")));
        }
        match entry_of(&fields, question, districts, now) {
            Ok((identity, district, contact)) => {
                let person = person_key(&app.secret, edition, &identity);
                if let Some(first) = seen.insert(person.clone(), row) {
                    let first = i64::try_from(first).unwrap_or(0);
                    let message = Message::new("import-twice").arg("row", first);
                    faults.push(Fault { row, message });
                    continue;
                }
                let position = i64::try_from(row).unwrap_or(0);
                let child = question.as_child(&fields, now);
                let child = child.map(|identity| person_key(&app.secret, edition, &identity));
                entries.push(Entry { person, district, contact, position, child });
            }
            Err(messages) => {
                faults.extend(messages.into_iter().map(|message| Fault { row, message }));
            }
        }
    }
    if entries.is_empty() && faults.is_empty() {
        return Err(whole("import-empty"));
    }
    if faults.is_empty() { Ok(entries) } else { Err(faults) }
}

type Read = (String, Option<i64>, String);

fn entry_of(
    fields: &Fields,
    question: Question,
    districts: &HashMap<String, i64>,
    now: crate::clock::Instant,
) -> std::result::Result<Read, Vec<Message>> {
    let mut messages = Vec::new();
    let identity = question.read(fields, now).unwrap_or_else(|errors| {
        messages.extend(errors.iter().map(|(_, message)| message.clone()));
        String::new()
    });
    let named = fields.get("district").trim().to_lowercase();
    let district = districts.get(&named).copied();
    if !named.is_empty() && district.is_none() {
        messages.push(Message::new("import-district-unknown"));
    }
    let typed = fields.get("contact").trim();
    let contact = identity::contact(typed, true);
    if !typed.is_empty() && contact.is_none() {
        messages.push(Message::new("import-contact-wrong"));
    }
    if messages.is_empty() {
        Ok((identity, district, contact.unwrap_or_default()))
    } else {
        Err(messages)
    }
}

async fn forget_draft(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    entry::Entity::delete_many()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::IsDraft.eq(true))
        .exec(tx)
        .await?;
    Ok(())
}

/// Puts what was read in force: it becomes the register, and the former one is gone.
///
/// # Errors
/// `Conflict` when nothing was read, or the voting has opened.
pub async fn apply(app: &App, edition: &Edition, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    policy::refuse_frozen(&tx, edition.id).await?;
    let draft = count(&tx, edition.id, true).await?.entries;
    if draft == 0 {
        return Err(Error::conflict("register-nothing-read"));
    }
    entry::Entity::delete_many()
        .filter(entry::Column::EditionId.eq(edition.id))
        .filter(entry::Column::IsDraft.eq(false))
        .exec(&tx)
        .await?;
    entry::Entity::update_many()
        .col_expr(entry::Column::IsDraft, Expr::value(false))
        .filter(entry::Column::EditionId.eq(edition.id))
        .exec(&tx)
        .await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(by),
        edition: Some(edition.id),
        kind: "register-imported",
        subject: &edition.slug,
        detail: &draft.to_string(),
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back what was read and not put in force.
pub async fn discard(app: &App, edition: &Edition) -> Result<()> {
    let tx = app.store.begin().await?;
    forget_draft(&tx, edition.id).await?;
    tx.commit().await?;
    Ok(())
}

/// How large a register is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Size {
    pub entries: i64,
    pub with_contact: i64,
    pub with_district: i64,
}

/// The register, or what was read and is not in force.
pub async fn count(db: &impl ConnectionTrait, edition: i64, draft: bool) -> Result<Size> {
    let of = || {
        entry::Entity::find()
            .filter(entry::Column::EditionId.eq(edition))
            .filter(entry::Column::IsDraft.eq(draft))
            .filter(entry::Column::LateId.is_null())
    };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(Size {
        entries: number(of().count(db).await?),
        with_contact: number(of().filter(entry::Column::Contact.ne("")).count(db).await?),
        with_district: number(
            of().filter(entry::Column::DistrictId.is_not_null()).count(db).await?,
        ),
    })
}
