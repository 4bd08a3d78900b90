//! Who is behind a pseudonym, as city hall knows them. Everything else in this room asks here.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::clusters::hex;
use crate::app::App;
use crate::edition::Edition;
use crate::error::Result;
use crate::people::{Account, account};
use crate::register::{self, Trace};
pub use crate::register::{Directory, directory, of_account as person_of};
use crate::text::{Lang, Text};

/// What city hall knows of some persons: accounts, places in the register, slips, addresses.
#[derive(Default)]
pub struct Known {
    accounts: HashMap<Vec<u8>, Account>,
    traces: HashMap<Vec<u8>, Trace>,
    /// Who votes for a child.
    guardians: HashMap<Vec<u8>, Vec<u8>>,
}

/// Asks for all of them at once.
pub async fn known<'a>(
    app: &App,
    db: &impl ConnectionTrait,
    edition: i64,
    directory: &Directory,
    persons: impl IntoIterator<Item = &'a Vec<u8>>,
) -> Result<Known> {
    let mut persons: Vec<Vec<u8>> = persons.into_iter().cloned().collect();
    let guardians = register::guardians(db, edition, &persons).await?;
    persons.extend(guardians.values().cloned());
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
        guardians,
    })
}

impl Known {
    /// What city hall calls a person: by name, by the row of the register, the case of a late entry or
    /// the slip of the code, by the guardian, or by the beginning of the pseudonym.
    pub fn name(&self, text: Text, person: &[u8]) -> String {
        if let Some(name) = self.own_name(text, person) {
            return name;
        }
        let guardian =
            self.guardians.get(person).and_then(|guardian| self.own_name(text, guardian));
        match guardian {
            Some(name) => text.with("integrity-child-of", &[("name", name.into())]),
            None => format!("#{}", hex(&person[..4.min(person.len())])),
        }
    }

    fn own_name(&self, text: Text, person: &[u8]) -> Option<String> {
        if let Some(account) = self.accounts.get(person) {
            return Some(account.name.clone());
        }
        let trace = self.traces.get(person)?;
        if let Some(case) = trace.late {
            return Some(text.with("late-case", &[("n", case.to_string().into())]));
        }
        if let Some(row) = trace.row {
            return Some(text.with("slips-position", &[("n", row.into())]));
        }
        let (batch, number) = trace.code?;
        Some(text.with("slips-number", &[("batch", batch.into()), ("number", number.into())]))
    }

    /// Where a person is written to, and in which language; of a child whom nothing else is known of,
    /// its guardian.
    pub fn address(&self, edition: &Edition, person: &[u8]) -> Option<(&str, Lang)> {
        let guardian = || self.own_address(edition, self.guardians.get(person)?);
        self.own_address(edition, person).or_else(guardian)
    }

    fn own_address(&self, edition: &Edition, person: &[u8]) -> Option<(&str, Lang)> {
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
