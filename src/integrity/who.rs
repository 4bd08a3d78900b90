//! Who is behind a pseudonym, as city hall knows them. Everything else in this room asks here.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::clusters::hex;
use crate::app::App;
use crate::error::Result;
use crate::people::{Account, account, person_key};

/// The accounts behind the pseudonyms of an edition.
pub type Directory = HashMap<Vec<u8>, i64>;

/// The pseudonym of an account.
pub fn person_of(app: &App, edition: i64, account: i64) -> Vec<u8> {
    person_key(&app.secret, edition, &format!("account:{account}"))
}

/// Everybody with an account. A pseudonym leads nowhere back, so all are made anew: some microseconds
/// each.
pub async fn directory(app: &App, edition: i64) -> Result<Directory> {
    let ids: Vec<i64> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .into_tuple()
        .all(app.store.read())
        .await?;
    Ok(ids.into_iter().map(|id| (person_of(app, edition, id), id)).collect())
}

/// The accounts of some persons, where they have one.
pub async fn accounts<'a>(
    db: &impl ConnectionTrait,
    directory: &Directory,
    persons: impl IntoIterator<Item = &'a Vec<u8>>,
) -> Result<HashMap<Vec<u8>, Account>> {
    let wanted: HashMap<i64, &Vec<u8>> =
        persons.into_iter().filter_map(|person| Some((*directory.get(person)?, person))).collect();
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(wanted.keys().copied()))
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some(((*wanted.get(&row.id)?).clone(), row))).collect())
}

/// What city hall calls a person: by name, or by the beginning of the pseudonym.
pub fn name(known: &HashMap<Vec<u8>, Account>, person: &[u8]) -> String {
    known.get(person).map_or_else(
        || format!("#{}", hex(&person[..4.min(person.len())])),
        |known| known.name.clone(),
    )
}

/// The person whom a registrar means by an address; none when nobody has an account with it.
pub async fn by_email(app: &App, edition: i64, typed: &str) -> Result<Option<Vec<u8>>> {
    let Some(email) = account::normal_email(typed) else { return Ok(None) };
    let found = account::by_email(app.store.read(), &email).await?;
    Ok(found.map(|account| person_of(app, edition, account.id)))
}
