//! Changes of an announced hour. One officer proposes with a public reason, another approves before
//! the announced hour: a phase lasts longer, ends early, or an early end is taken back. The announced
//! hour stays beside the real one for ever. The database refuses one person in both places and an
//! approval that comes late.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::phase::{self, Phase};
use super::{Column as EditionColumn, Edition, Entity as Editions};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::page::{Fields, tidy};
use crate::store;
use crate::text::Message;

/// What a change does to the announced hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Way {
    #[sea_orm(string_value = "later")]
    Later,
    /// The edition moves on as soon as the second person approves.
    #[sea_orm(string_value = "early")]
    Early,
    /// An early move is taken back: the announced hour holds again.
    #[sea_orm(string_value = "back")]
    Back,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hour_change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    /// The phase that ends at the announced hour, or in which the next one is waited for.
    pub kind: Phase,
    pub way: Way,
    pub announced: Instant,
    /// The later end; an early one is the hour of the approval.
    pub becomes: Option<Instant>,
    /// Public.
    pub reason: String,
    /// The early move that is taken back.
    pub undoes: Option<i64>,
    /// The edges that an early move pulled, as they were announced.
    pub own_begin: Option<Instant>,
    pub own_end: Option<Instant>,
    pub next_begin: Option<Instant>,
    pub proposed_by: i64,
    pub proposed_at: Instant,
    pub approved_by: Option<i64>,
    pub approved_at: Option<Instant>,
    /// Who withdrew or refused it.
    pub dropped_by: Option<i64>,
    pub dropped_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// All changes of an edition, the oldest first.
pub async fn all(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// The proposal that waits for a second person, as long as it fits the phase and its hour.
pub fn waiting<'a>(
    all: &'a [Model],
    edition: &Edition,
    calendar: &[phase::Model],
) -> Option<&'a Model> {
    all.iter().find(|one| {
        let fits = match one.way {
            Way::Later => Some(one.announced) == phase::ends_at(calendar, one.kind),
            Way::Early => Some(one.announced) == phase::announced(calendar, one.kind),
            Way::Back => true,
        };
        let now = if one.way == Way::Back { one.kind.next() } else { Some(one.kind) };
        one.approved_at.is_none() && one.dropped_at.is_none() && fits && now == Some(edition.phase)
    })
}

/// The early move into the present phase, while it stands and its announced hour has not come.
pub fn undoable<'a>(all: &'a [Model], edition: &Edition, now: Instant) -> Option<&'a Model> {
    all.iter().rev().find(|one| {
        one.way == Way::Early
            && one.approved_at.is_some()
            && one.kind.next() == Some(edition.phase)
            && now < one.announced
            && edition.phase != Phase::Voting
            && !is_undone(all, one)
    })
}

/// Whether an early move was taken back.
pub fn is_undone(all: &[Model], early: &Model) -> bool {
    all.iter().any(|one| one.undoes == Some(early.id) && one.approved_at.is_some())
}

/// Locks the edition's row in the phase that the page showed, and reads the clock of the database.
async fn lock(tx: &DatabaseTransaction, app: &App, edition: &Edition) -> Result<Instant> {
    let unmoved = Editions::find_by_id(edition.id)
        .filter(EditionColumn::Phase.eq(edition.phase))
        .lock_exclusive()
        .one(tx)
        .await?;
    unmoved.ok_or(Error::conflict("phase-moved"))?;
    Ok(store::now(tx, &app.clock).await?)
}

/// The public reason as typed.
pub fn read_reason(fields: &Fields) -> std::result::Result<String, Message> {
    let reason = tidy(fields.get("reason"), true);
    match reason.chars().count() {
        20..=2000 => Ok(reason),
        _ => Err(Message::new("extension-reason-missing")),
    }
}

/// What somebody proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Later(Instant),
    Early,
    Back,
}

/// Proposes a change. One proposal for one hour: `Conflict("change-proposed")`; nothing is changed
/// after its hour: `Conflict("extension-over")`, `Conflict("change-none")`.
pub async fn propose(
    app: &App,
    edition: &Edition,
    by: i64,
    wish: Wish,
    reason: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = lock(&tx, app, edition).await?;
    let calendar = phase::calendar(&tx, edition.id).await?;
    let none = Error::conflict("change-none");
    let (way, kind, announced, becomes, undoes) = match wish {
        Wish::Later(becomes) => {
            let end = phase::ends_at(&calendar, edition.phase);
            let end = end.ok_or(Error::conflict("extension-none"))?;
            if becomes <= end {
                return Err(Error::conflict("extension-shorter"));
            }
            (Way::Later, edition.phase, end, Some(becomes), None)
        }
        Wish::Early => {
            let hour = phase::announced(&calendar, edition.phase).ok_or(none)?;
            (Way::Early, edition.phase, hour, None, None)
        }
        Wish::Back => {
            let all = all(&tx, edition.id).await?;
            let early = undoable(&all, edition, now).ok_or(none)?;
            (Way::Back, early.kind, early.announced, None, Some(early.id))
        }
    };
    if now >= announced {
        return Err(Error::conflict("extension-over"));
    }
    let row = ActiveModel {
        edition_id: Set(edition.id),
        kind: Set(kind),
        way: Set(way),
        announced: Set(announced),
        becomes: Set(becomes),
        reason: Set(reason.to_owned()),
        undoes: Set(undoes),
        proposed_by: Set(by),
        proposed_at: Set(now),
        ..Default::default()
    };
    row.insert(&tx).await.map_err(|error| {
        let word = Error::conflict("change-proposed");
        on_constraint(error, "hour_change_waits", "hour_change.edition_id", word)
    })?;
    record(&tx, edition, (now, by), "hour-proposed", reason).await?;
    tx.commit().await?;
    Ok(())
}

/// Finds what waits, under the lock of the edition.
async fn find(tx: &DatabaseTransaction, edition: &Edition, id: i64) -> Result<Model> {
    let calendar = phase::calendar(tx, edition.id).await?;
    let all = all(tx, edition.id).await?;
    let found = waiting(&all, edition, &calendar).filter(|one| one.id == id);
    found.cloned().ok_or(Error::conflict("change-none"))
}

/// The no of a second person, or of the first one to their own proposal.
pub async fn drop_it(app: &App, edition: &Edition, by: i64, id: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = lock(&tx, app, edition).await?;
    let found = find(&tx, edition, id).await?;
    let row = ActiveModel {
        id: Set(found.id),
        dropped_by: Set(Some(by)),
        dropped_at: Set(Some(now)),
        ..Default::default()
    };
    Entity::update(row).exec(&tx).await?;
    let kind = if found.proposed_by == by { "hour-withdrawn" } else { "hour-refused" };
    record(&tx, edition, (now, by), kind, &found.reason).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes the second person's yes to exactly this proposal: `Conflict("change-same")` for who made
/// it. What it does is done by the caller in the same transaction.
pub async fn approve(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    by: i64,
    id: i64,
) -> Result<(Model, Instant)> {
    let now = lock(tx, app, edition).await?;
    let found = find(tx, edition, id).await?;
    if found.proposed_by == by {
        return Err(Error::conflict("change-same"));
    }
    if now >= found.announced {
        return Err(Error::conflict("extension-over"));
    }
    let calendar = phase::calendar(tx, edition.id).await?;
    let of = |kind| calendar.iter().find(|row| row.kind == kind);
    let (own, next) = (of(found.kind), found.kind.next().and_then(of));
    let mut row = ActiveModel {
        id: Set(found.id),
        approved_by: Set(Some(by)),
        approved_at: Set(Some(now)),
        ..Default::default()
    };
    if found.way == Way::Early {
        row.own_begin = Set(own.map(|row| row.begins_at));
        row.own_end = Set(own.map(|row| row.ends_at));
        row.next_begin = Set(next.map(|row| row.begins_at));
    }
    Entity::update(row).exec(tx).await?;
    Ok((found, now))
}

/// The phase ends later, and the phases after it begin no earlier than that; their length shrinks,
/// their end stays. `Conflict("extension-next")` when one of them would vanish.
pub async fn lengthen(
    tx: &DatabaseTransaction,
    edition: &Edition,
    approved: &Model,
    (now, by): (Instant, i64),
) -> Result<()> {
    let Some(becomes) = approved.becomes else { return Err(Error::conflict("change-none")) };
    let longer = phase::Entity::update_many()
        .col_expr(phase::Column::EndsAt, Expr::value(becomes))
        .filter(phase::Column::EditionId.eq(edition.id))
        .filter(phase::Column::Kind.eq(approved.kind))
        .filter(phase::Column::EndsAt.eq(approved.announced));
    if longer.exec(tx).await?.rows_affected != 1 {
        return Err(Error::conflict("phase-moved"));
    }
    for later in phase::calendar(tx, edition.id).await? {
        if later.kind <= approved.kind || later.begins_at >= becomes {
            continue;
        }
        if later.ends_at <= becomes {
            return Err(Error::conflict("extension-next"));
        }
        set_edge(tx, edition.id, later.kind, phase::Column::BeginsAt, Some(becomes)).await?;
    }
    record(tx, edition, (now, by), "phase-extended", &approved.reason).await
}

/// Takes an early move back: the edition is in its phase again and every edge stands where it was
/// announced. What cannot be undone, the database refuses: `Conflict("phase-irreversible")`.
pub async fn take_back(
    tx: &DatabaseTransaction,
    edition: &Edition,
    approved: &Model,
    (now, by): (Instant, i64),
) -> Result<()> {
    let none = || Error::conflict("change-none");
    let early = match approved.undoes {
        Some(id) => Entity::find_by_id(id).one(tx).await?.ok_or_else(none)?,
        None => return Err(none()),
    };
    let next = early.kind.next().ok_or_else(none)?;
    Editions::update_many()
        .col_expr(EditionColumn::Phase, Expr::value(early.kind.name()))
        .filter(EditionColumn::Id.eq(edition.id))
        .exec(tx)
        .await?;
    set_edge(tx, edition.id, early.kind, phase::Column::BeginsAt, early.own_begin).await?;
    set_edge(tx, edition.id, early.kind, phase::Column::EndsAt, early.own_end).await?;
    set_edge(tx, edition.id, next, phase::Column::BeginsAt, early.next_begin).await?;
    record(tx, edition, (now, by), "phase-back", &approved.reason).await
}

async fn set_edge(
    tx: &DatabaseTransaction,
    edition: i64,
    kind: Phase,
    edge: phase::Column,
    at: Option<Instant>,
) -> Result<()> {
    let Some(at) = at else { return Ok(()) };
    phase::Entity::update_many()
        .col_expr(edge, Expr::value(at))
        .filter(phase::Column::EditionId.eq(edition))
        .filter(phase::Column::Kind.eq(kind))
        .exec(tx)
        .await?;
    Ok(())
}

async fn record(
    tx: &DatabaseTransaction,
    edition: &Edition,
    (at, by): (Instant, i64),
    kind: &str,
    reason: &str,
) -> Result<()> {
    let act = Act {
        at,
        account: Some(by),
        edition: Some(edition.id),
        kind,
        subject: &edition.slug,
        detail: reason,
    };
    audit::record(tx, act).await
}
