//! Who is behind a pseudonym, as city hall knows them. Everything else in this room asks here.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::clusters::hex;
use crate::app::App;
use crate::edition::Edition;
use crate::error::Result;
use crate::people::{Account, account, person_key};
use crate::register::{self, Trace};
use crate::text::{Lang, Text};

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

/// What city hall knows of some persons: accounts, places in the register, slips, addresses.
#[derive(Default)]
pub struct Known {
    accounts: HashMap<Vec<u8>, Account>,
    traces: HashMap<Vec<u8>, Trace>,
}

/// Asks for all of them at once.
pub async fn known<'a>(
    app: &App,
    db: &impl ConnectionTrait,
    edition: i64,
    directory: &Directory,
    persons: impl IntoIterator<Item = &'a Vec<u8>>,
) -> Result<Known> {
    let persons: Vec<Vec<u8>> = persons.into_iter().cloned().collect();
    let wanted: HashMap<i64, &Vec<u8>> =
        persons.iter().filter_map(|person| Some((*directory.get(person)?, person))).collect();
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(wanted.keys().copied()))
        .all(db)
        .await?;
    let of = |row: Account| Some(((*wanted.get(&row.id)?).clone(), row));
    Ok(Known {
        accounts: rows.into_iter().filter_map(of).collect(),
        traces: register::traces(db, &app.config, edition, &persons).await?,
    })
}

impl Known {
    /// What city hall calls a person: by name, by the row of the register or the slip of the code, or
    /// by the beginning of the pseudonym.
    pub fn name(&self, text: Text, person: &[u8]) -> String {
        if let Some(account) = self.accounts.get(person) {
            return account.name.clone();
        }
        match self.traces.get(person) {
            Some(Trace { row: Some(row), .. }) => {
                text.with("slips-position", &[("n", (*row).into())])
            }
            Some(Trace { code: Some((batch, number)), .. }) => {
                text.with("slips-number", &[("batch", (*batch).into()), ("code", (*number).into())])
            }
            _ => format!("#{}", hex(&person[..4.min(person.len())])),
        }
    }

    /// Where a person is written to, and in which language.
    pub fn address(&self, edition: &Edition, person: &[u8]) -> Option<(&str, Lang)> {
        if let Some(account) = self.accounts.get(person) {
            return Some((&account.email, account.lang()));
        }
        let trace = self.traces.get(person).filter(|trace| !trace.address.is_empty())?;
        Some((&trace.address, Lang::parse(&edition.language).unwrap_or(Lang::Pl)))
    }
}

/// The person whom a registrar means by an address; none when nobody has an account with it.
pub async fn by_email(app: &App, edition: i64, typed: &str) -> Result<Option<Vec<u8>>> {
    let Some(email) = account::normal_email(typed) else { return Ok(None) };
    let found = account::by_email(app.store.read(), &email).await?;
    Ok(found.map(|account| person_of(app, edition, account.id)))
}
