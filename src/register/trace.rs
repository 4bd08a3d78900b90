//! What the register knows a person by, for city hall: a place in a file, a number on a printed slip, an
//! address to write to. None of it says who the person is.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;

use super::entity::{code, entry, ward};
use super::notice;
use crate::config::Config;
use crate::error::Result;

#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Row of the register's file.
    pub row: Option<i64>,
    /// The case by which they were added to the register late.
    pub late: Option<i64>,
    /// Batch and number of the code that opens.
    pub code: Option<(i64, i64)>,
    /// Where letters to this person go, by mail or through the operator's gateway; empty for nowhere.
    pub address: String,
}

/// The traces of some persons; who has none is left out.
pub async fn traces(
    db: &impl ConnectionTrait,
    config: &Config,
    edition: i64,
    persons: &[Vec<u8>],
) -> Result<HashMap<Vec<u8>, Trace>> {
    let mut traces: HashMap<Vec<u8>, Trace> = HashMap::new();
    let entries = entry::Entity::find()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::IsDraft.eq(false))
        .filter(entry::Column::Person.is_in(persons.to_vec()))
        .all(db)
        .await?;
    for entry in entries {
        let trace = traces.entry(entry.person).or_default();
        trace.row = entry.late_id.is_none().then_some(entry.position);
        trace.late = entry.late_id;
        trace.address = notice::address(config, &entry.contact).unwrap_or_default();
    }
    let codes = code::Entity::find()
        .filter(code::Column::EditionId.eq(edition))
        .filter(code::Column::IsVoid.eq(false))
        .filter(code::Column::Person.is_in(persons.to_vec()))
        .all(db)
        .await?;
    for code in codes {
        traces.entry(code.person).or_default().code = Some((code.batch_id, code.number));
    }
    Ok(traces)
}

/// The guardians of those of some persons for whom one votes.
pub async fn guardians(
    db: &impl ConnectionTrait,
    edition: i64,
    persons: &[Vec<u8>],
) -> Result<HashMap<Vec<u8>, Vec<u8>>> {
    let rows = ward::Entity::find()
        .filter(ward::Column::EditionId.eq(edition))
        .filter(ward::Column::Person.is_in(persons.to_vec()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.person, row.guardian)).collect())
}
