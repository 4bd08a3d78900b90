//! People whom the register's question cannot tell apart: the same name, year and place. Each has an
//! entry of their own, made of the answer and of something more; the answer alone is nobody's, so that
//! no vote can be cast by it.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};

use super::entity::{entry, namesake};
use super::identity::{self, Question};
use crate::app::App;
use crate::clock::Instant;
use crate::edition::Edition;
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::people::person_key;
use crate::text::{Message, words};

/// What tells namesakes apart where a file has it, the surest first. The names of fields and columns.
pub const FURTHER: [&str; 8] =
    ["number", "birthday", "second", "father", "mother", "parents", "street", "postcode"];
/// Only city hall tells them apart, by their rows in the file.
pub const DESK: &str = "desk";
/// The field in which a clerk names the row.
pub const ROW: &str = "row";

/// The spelling of a person who shares an answer with others.
pub fn spelling(identity: &str, kind: &str, value: &str) -> String {
    format!("{identity}|{kind}={value}")
}

/// The one spelling of a further answer; none where it says nothing.
pub fn further(kind: &str, typed: &str, now: Instant) -> Option<String> {
    match kind {
        "number" | "street" | "postcode" => identity::one(kind, typed, now).ok(),
        "birthday" => birthday(typed),
        _ => {
            let mut words = words(typed);
            words.sort();
            Some(words.join(" ")).filter(|words| !words.is_empty())
        }
    }
}

/// `1984-05-07` of `7.05.1984` and of `1984-05-07 00:00`.
fn birthday(typed: &str) -> Option<String> {
    let numbers: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match numbers[..] {
        [year, month, day, ..] if year.len() == 4 => (year, month, day),
        [day, month, year, ..] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    let [year, month, day] = [year, month, day].map(|part| part.parse().unwrap_or(0));
    let day = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(day.to_string())
}

/// The year of a cell that holds a year or a whole date; any other cell as it is.
pub fn year(cell: &str) -> String {
    match birthday(cell) {
        Some(day) => day.chars().take(4).collect(),
        None => cell.trim().to_owned(),
    }
}

/// What a page asks beyond the register's question, where namesakes are in force: never of which
/// people.
pub async fn asked(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<&'static str>> {
    let kinds: Vec<String> = namesake::Entity::find()
        .select_only()
        .column(namesake::Column::Apart)
        .filter(namesake::Column::EditionId.eq(edition))
        .filter(namesake::Column::IsDraft.eq(false))
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    Ok(FURTHER.into_iter().filter(|kind| kinds.iter().any(|found| found == kind)).collect())
}

/// Those who share an answer, in the order of the file.
pub(super) async fn sharing(
    db: &impl ConnectionTrait,
    edition: i64,
    answer: &[u8],
) -> Result<Vec<(entry::Model, String)>> {
    let rows = namesake::Entity::find()
        .filter(namesake::Column::EditionId.eq(edition))
        .filter(namesake::Column::IsDraft.eq(false))
        .filter(namesake::Column::Answer.eq(answer.to_vec()))
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let entries = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::IsDraft.eq(false))
        .filter(entry::Column::Person.is_in(rows.iter().map(|row| row.person.clone())))
        .order_by_asc(entry::Column::Position)
        .all(db)
        .await?;
    let apart = |entry: &entry::Model| {
        let row = rows.iter().find(|row| row.person == entry.person);
        row.map_or_else(String::new, |row| row.apart.clone())
    };
    Ok(entries.into_iter().map(|entry| (apart(&entry), entry)).map(|(a, e)| (e, a)).collect())
}

/// Of those who share an answer, the one that the further fields are about.
fn meant(
    app: &App,
    edition: &Edition,
    sharing: &[(entry::Model, String)],
    identity: &str,
    fields: &Fields,
) -> Option<Vec<u8>> {
    sharing.iter().find_map(|(entry, apart)| {
        let value = further(apart, fields.get(apart), app.clock.now())?;
        let person = person_key(&app.secret, edition.id, &spelling(identity, apart, &value));
        (apart != DESK && person == entry.person).then_some(person)
    })
}

/// The pseudonym of whoever answers so online. Where namesakes answer so and nothing tells which of
/// them this is, it is the answer's, which is in no register. The errors name the fields.
pub async fn online(
    app: &App,
    edition: &Edition,
    question: Question,
    fields: &Fields,
) -> Result<std::result::Result<Vec<u8>, Errors>> {
    let identity = match question.read(fields, app.clock.now()) {
        Ok(identity) => identity,
        Err(errors) => return Ok(Err(errors)),
    };
    let answer = person_key(&app.secret, edition.id, &identity);
    if !matches!(question, Question::Register { .. }) {
        return Ok(Ok(answer));
    }
    let sharing = sharing(app.store.read(), edition.id, &answer).await?;
    Ok(Ok(meant(app, edition, &sharing, &identity, fields).unwrap_or(answer)))
}

/// The same before a clerk, who is told of namesakes and asked which of them it is: by the further
/// answer or by the row of the city's file. The errors name the fields.
pub async fn at_desk(
    app: &App,
    edition: &Edition,
    question: Question,
    fields: &Fields,
) -> Result<std::result::Result<Vec<u8>, Errors>> {
    let identity = match question.read(fields, app.clock.now()) {
        Ok(identity) => identity,
        Err(errors) => return Ok(Err(errors)),
    };
    let answer = person_key(&app.secret, edition.id, &identity);
    if !matches!(question, Question::Register { .. }) {
        return Ok(Ok(answer));
    }
    let sharing = sharing(app.store.read(), edition.id, &answer).await?;
    let row: Option<i64> = fields.get(ROW).trim().parse().ok();
    let named = sharing.iter().find(|(entry, _)| Some(entry.position) == row);
    let Some((_, apart)) = sharing.first() else { return Ok(Ok(answer)) };
    if let Some(person) = meant(app, edition, &sharing, &identity, fields) {
        return Ok(Ok(person));
    }
    if let Some((entry, _)) = named {
        return Ok(Ok(entry.person.clone()));
    }
    let rows: Vec<String> = sharing.iter().map(|(entry, _)| entry.position.to_string()).collect();
    let mut errors = Errors::default();
    if apart != DESK {
        errors.add(apart.as_str(), Message::new("identity-shared-more"));
    }
    errors.add(ROW, Message::new("identity-shared-row").arg("rows", rows.join(", ")));
    Ok(Err(errors))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_birth_has_one_spelling() {
        for typed in ["7.05.1984", "1984-05-07", "07/05/1984", "1984-05-07 00:00:00", "7 5 1984 r."]
        {
            assert_eq!(further("birthday", typed, 0).as_deref(), Some("1984-05-07"), "{typed}");
            assert_eq!(year(typed), "1984");
        }
        for typed in ["1984", "07.05.84", "31.02.1984", "30809", ""] {
            assert_eq!(further("birthday", typed, 0), None, "{typed}");
            assert_eq!(year(typed), typed);
        }
        assert_eq!(further("second", " Łucja  ANNA", 0).as_deref(), Some("anna lucja"));
        assert_eq!(further("father", " - ", 0), None);
    }
}
