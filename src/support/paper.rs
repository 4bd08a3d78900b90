//! Signatures on paper, as a clerk enters them: row by row, or only how many.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};

use super::entity::{batch, supporter};
use super::sign::{count, insert};
use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::Edition;
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::people::person_key;
use crate::project::Project;
use crate::sheet::{Row, pasted};
use crate::text::{Message, normal, words};

/// More signatures than this no clerk counts in one go.
const MOST: i64 = 10_000;
const MOST_ROWS: usize = 500;

/// What a clerk entered.
pub enum Entry {
    /// Name and address of each row, and the names of which the clerk says that somebody else has
    /// signed online under them.
    Rows(Vec<(String, String)>, Vec<String>),
    Count(i64),
}

impl Entry {
    pub fn parse(fields: &Fields) -> std::result::Result<Self, Errors> {
        if fields.has("signatures") {
            let typed: String = fields.get("signatures").split_whitespace().collect();
            return match typed.parse() {
                Ok(number) if (1..=MOST).contains(&number) => Ok(Self::Count(number)),
                _ => Err(Errors::of("signatures", Message::new("paper-count-wrong"))),
            };
        }
        let mut rows = Vec::new();
        for row in pasted(fields.get("rows")) {
            let number = match &row {
                Ok(row) => row.number,
                Err(fault) => fault.row,
            };
            let whole = |text: &String| (3..=200).contains(&text.chars().count());
            match row.ok().and_then(|row| signature(&row)) {
                Some((name, at)) if whole(&name) && whole(&at) && rows.len() < MOST_ROWS => {
                    rows.push((name, at));
                }
                _ => {
                    let number = i64::try_from(number).unwrap_or(0);
                    let message = Message::new("paper-row-wrong").arg("line", number);
                    return Err(Errors::of("rows", message));
                }
            }
        }
        if rows.is_empty() {
            return Err(Errors::of("rows", Message::new("paper-rows-missing")));
        }
        Ok(Self::Rows(rows, fields.all("other").map(str::to_owned).collect()))
    }
}

/// The name and the address of a row, in one or more cells: a spreadsheet parts street and town.
fn signature(row: &Row<'_>) -> Option<(String, String)> {
    let (name, at) = row.cells.split_first()?;
    let at: Vec<String> =
        at.iter().map(|cell| tidy(&normal(cell), false)).filter(|cell| !cell.is_empty()).collect();
    Some((tidy(&normal(name), false), at.join(", ")))
}

/// Enters what stands on paper. Of rows, the inner error names those that are on the list already;
/// then nothing is stored. Addresses are not kept: they only tell two people of one name apart.
pub async fn enter(
    app: &App,
    edition: &Edition,
    project: &Project,
    entry: Entry,
    clerk: i64,
) -> Result<std::result::Result<(), Errors>> {
    let tx = app.store.begin().await?;
    let now = app.clock.now();
    let number = match entry {
        Entry::Count(number) => {
            let row = batch::ActiveModel {
                project_id: Set(project.id),
                signatures: Set(number),
                entered_by: Set(Some(clerk)),
                entered_at: Set(now),
                ..Default::default()
            };
            batch::Entity::insert(row).exec_without_returning(&tx).await?;
            number
        }
        Entry::Rows(rows, others) => {
            let names = rows.iter().map(|(name, _)| name.as_str());
            let online = signed_online(&list(&tx, project.id).await?.rows, names);
            let unsure: Vec<String> =
                online.into_iter().filter(|name| !others.contains(name)).collect();
            if !unsure.is_empty() {
                let message = Message::new("paper-online-same").arg("names", unsure.join(", "));
                return Ok(Err(Errors::of("rows", message)));
            }
            for (name, at) in &rows {
                let identity = format!("supporter:paper:{}|{}", folded(name), folded(at));
                let row = supporter::ActiveModel {
                    project_id: Set(project.id),
                    person: Set(person_key(&app.secret, edition.id, &identity)),
                    name: Set(name.clone()),
                    channel: Set("paper".to_owned()),
                    day: Set(app.clock.today()),
                    entered_by: Set(Some(clerk)),
                };
                match insert(&tx, row).await {
                    Err(Error::Conflict { .. }) => {
                        let message = Message::new("paper-twice").arg("name", name.as_str());
                        return Ok(Err(Errors::of("rows", message)));
                    }
                    other => other?,
                }
            }
            i64::try_from(rows.len()).unwrap_or(0)
        }
    };
    count(&tx, project.id, number).await?;
    let act = Act {
        at: now,
        account: Some(clerk),
        edition: Some(edition.id),
        kind: "signatures",
        subject: &project.number,
        detail: &number.to_string(),
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// The names, as typed, under which somebody has signed online. An account has no address, so that
/// only a clerk can tell whether it is one person.
pub fn signed_online<'a>(
    rows: &[supporter::Model],
    names: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let online: Vec<String> =
        rows.iter().filter(|row| row.channel == "online").map(|row| folded(&row.name)).collect();
    names.filter(|name| online.contains(&folded(name))).map(str::to_owned).collect()
}

/// The names typed into the box of rows, whatever else is wrong with them.
pub fn typed_names(fields: &Fields) -> Vec<String> {
    let rows = pasted(fields.get("rows")).flatten();
    rows.filter_map(|row| signature(&row)).map(|(name, _)| name).collect()
}

/// One spelling for `Anna  NOWAK` and `anna nowak`.
fn folded(text: &str) -> String {
    words(text).join(" ")
}

/// What a clerk sees of a list: names with how they came, and counted sheets.
pub struct List {
    pub rows: Vec<supporter::Model>,
    pub batches: Vec<batch::Model>,
}

pub async fn list(db: &impl ConnectionTrait, project: i64) -> Result<List> {
    let rows = supporter::Entity::find()
        .filter(supporter::Column::ProjectId.eq(project))
        .order_by_asc(supporter::Column::Name)
        .limit(2000)
        .all(db)
        .await?;
    let batches = batch::Entity::find()
        .filter(batch::Column::ProjectId.eq(project))
        .order_by_asc(batch::Column::Id)
        .all(db)
        .await?;
    Ok(List { rows, batches })
}
