//! The city's register, from a file: read, shown with what is wrong in which row, and only then put
//! in force. Identifiers become pseudonyms as they are read and are kept nowhere.

use axum::body::Bytes;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use serde::{Deserialize, Serialize};

use super::entity::{entry, file, namesake};
use super::file::{Reader, Reading};
use super::policy::{self, Policy};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{Edition, district};
use crate::error::{Error, Result};
use crate::people::person_key;
use crate::sheet::Report;

/// The largest file, in bytes: a city of a million with addresses.
pub const MOST_BYTES: usize = 100 * 1024 * 1024;
const CHUNK: usize = 1000;
/// So many groups of namesakes are kept to be shown.
const MOST_GROUPS: usize = 200;

/// What is kept of a file that was read: numbers and headings, and nobody's data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    pub report: Report,
    /// Rows of people who answer the register's question alike, with what tells them apart.
    pub namesakes: Vec<(String, Vec<i64>)>,
    /// All of them.
    pub groups: usize,
}

impl Kept {
    /// Groups that only city hall can tell apart.
    pub fn by_desk(&self) -> usize {
        self.namesakes.iter().filter(|(apart, _)| apart == super::namesakes::DESK).count()
    }
}

/// Reads a file and keeps it beside the register until somebody puts it in force. Of a file with
/// faults nothing is kept, and what was read before is gone, too: it is not what is wanted any more.
pub async fn read(app: &App, edition: &Edition, policy: &Policy, bytes: Bytes) -> Result<Report> {
    policy::refuse_frozen(app.store.read(), edition.id).await?;
    let Some(question) = policy.register_question() else {
        return Err(Error::conflict("register-none"));
    };
    let districts = district::Entity::find()
        .filter(district::Column::EditionId.eq(edition.id))
        .order_by_asc(district::Column::Id)
        .all(app.store.read())
        .await?;
    let districts: Vec<(i64, String)> =
        districts.into_iter().map(|row| (row.id, row.name)).collect();
    let (secret, id, now) = (app.secret, edition.id, app.clock.now());
    // A large file takes seconds, and other people wait for this thread.
    let (reading, report) = tokio::task::spawn_blocking(move || {
        let key = move |identity: &str| person_key(&secret, id, identity);
        super::file::read(&Reader { question, districts: &districts, now, key: &key }, &bytes)
    })
    .await
    .map_err(anyhow::Error::from)?;
    let tx = app.store.begin().await?;
    policy::refuse_frozen(&tx, edition.id).await?;
    if policy::of(&tx, edition.id).await?.register_question() != Some(question) {
        return Err(Error::conflict("register-question-changed"));
    }
    forget(&tx, edition.id, true).await?;
    if report.found == 0 {
        keep(&tx, edition.id, reading, &report, now).await?;
    }
    tx.commit().await?;
    Ok(report)
}

async fn keep(
    tx: &impl ConnectionTrait,
    edition: i64,
    reading: Reading,
    report: &Report,
    now: Instant,
) -> Result<()> {
    let groups = reading.namesakes.len();
    let shown = reading.namesakes.into_iter().take(MOST_GROUPS);
    let namesakes = shown.map(|(apart, rows)| (apart.to_owned(), rows)).collect();
    let kept = Kept { report: report.clone(), namesakes, groups };
    let row = file::ActiveModel {
        edition_id: Set(edition),
        is_draft: Set(true),
        read_at: Set(now),
        report: Set(serde_json::to_string(&kept).map_err(anyhow::Error::from)?),
    };
    file::Entity::insert(row).exec_without_returning(tx).await?;
    let mut shared = Vec::new();
    let mut rows = reading.entries.into_iter().map(|entry| {
        if let Some((answer, apart)) = entry.shared {
            shared.push(namesake::ActiveModel {
                edition_id: Set(edition),
                is_draft: Set(true),
                person: Set(entry.person.clone()),
                answer: Set(answer),
                apart: Set(apart.to_owned()),
            });
        }
        entry::ActiveModel {
            edition_id: Set(edition),
            is_draft: Set(true),
            person: Set(entry.person),
            district_id: Set(entry.district),
            contact: Set(entry.contact),
            position: Set(entry.position),
            child: Set(entry.child),
            late_id: Set(None),
        }
    });
    loop {
        let some: Vec<_> = rows.by_ref().take(CHUNK).collect();
        if some.is_empty() {
            break;
        }
        entry::Entity::insert_many(some).exec_without_returning(tx).await?;
    }
    drop(rows);
    for some in shared.chunks(CHUNK) {
        namesake::Entity::insert_many(some.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Deletes the register or what was read beside it.
async fn forget(tx: &impl ConnectionTrait, edition: i64, draft: bool) -> Result<()> {
    entry::Entity::delete_many()
        .filter(entry::Column::EditionId.eq(edition))
        .filter(entry::Column::IsDraft.eq(draft))
        .exec(tx)
        .await?;
    namesake::Entity::delete_many()
        .filter(namesake::Column::EditionId.eq(edition))
        .filter(namesake::Column::IsDraft.eq(draft))
        .exec(tx)
        .await?;
    file::Entity::delete_many()
        .filter(file::Column::EditionId.eq(edition))
        .filter(file::Column::IsDraft.eq(draft))
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
    forget(&tx, edition.id, false).await?;
    entry::Entity::update_many()
        .col_expr(entry::Column::IsDraft, Expr::value(false))
        .filter(entry::Column::EditionId.eq(edition.id))
        .exec(&tx)
        .await?;
    namesake::Entity::update_many()
        .col_expr(namesake::Column::IsDraft, Expr::value(false))
        .filter(namesake::Column::EditionId.eq(edition.id))
        .exec(&tx)
        .await?;
    file::Entity::update_many()
        .col_expr(file::Column::IsDraft, Expr::value(false))
        .filter(file::Column::EditionId.eq(edition.id))
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
    forget(&tx, edition.id, true).await?;
    tx.commit().await?;
    Ok(())
}

/// The file that was read for the register, or beside it: when, and what became of it.
pub async fn kept(
    db: &impl ConnectionTrait,
    edition: i64,
    draft: bool,
) -> Result<Option<(Instant, Kept)>> {
    let Some(row) = file::Entity::find_by_id((edition, draft)).one(db).await? else {
        return Ok(None);
    };
    let kept = serde_json::from_str(&row.report).map_err(anyhow::Error::from)?;
    Ok(Some((row.read_at, kept)))
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
