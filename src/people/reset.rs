//! A second key that is lost together with its spare codes. One admin proposes to forget it, another
//! approves, and a day later it is gone; the owner is written to at once and stops it with the link in
//! the letter, or by showing the key that was not lost after all.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::account::{self, Account};
use super::{factor, grant, session};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::mail::{self, ticket_hash};
use crate::store;

/// Seconds between the second admin's yes and the end of the key, in which the owner can object. The
/// database refuses fewer.
pub const DELAY: i64 = 24 * 3600;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "factor_reset")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub proposed_by: i64,
    pub proposed_at: Instant,
    /// SHA-256 of the word in the letter to the owner.
    pub objection: Vec<u8>,
    pub approved_by: Option<i64>,
    pub approved_at: Option<Instant>,
    pub due_at: Option<Instant>,
    /// Done, dropped, or objected to.
    pub ended_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A key that is to be forgotten.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: i64,
    /// Whose it is.
    pub account: Account,
    /// Who proposed it.
    pub by: Account,
    pub at: Instant,
    /// When it goes; none while a second admin is waited for.
    pub due_at: Option<Instant>,
}

/// What has not ended, the oldest first.
pub async fn waiting(db: &impl ConnectionTrait) -> Result<Vec<Waiting>> {
    let rows =
        Entity::find().filter(Column::EndedAt.is_null()).order_by_asc(Column::Id).all(db).await?;
    let ids = rows.iter().flat_map(|row| [row.account_id, row.proposed_by]);
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let of = |id: i64| accounts.iter().find(|account| account.id == id).cloned();
    let whole = |row: Model| {
        let (account, by) = (of(row.account_id)?, of(row.proposed_by)?);
        Some(Waiting { id: row.id, account, by, at: row.proposed_at, due_at: row.due_at })
    };
    Ok(rows.into_iter().filter_map(whole).collect())
}

async fn record(
    tx: &impl ConnectionTrait,
    at: Instant,
    by: Option<i64>,
    kind: &str,
    account: i64,
) -> Result<()> {
    let subject = account.to_string();
    audit::record(tx, Act { at, account: by, edition: None, kind, subject: &subject, detail: "" })
        .await
}

/// One admin's wish; the owner is written to.
///
/// # Errors
/// `Conflict` when the key is the admin's own, when there is none, or when it is proposed already.
pub async fn propose(app: &App, admin: i64, account: &Account) -> Result<()> {
    let tx = grant::begin(&app.store, admin).await?;
    let at = store::now(&tx, &app.clock).await?;
    if admin == account.id {
        return Err(Error::conflict("factor-own"));
    }
    if factor::Entity::find_by_id(account.id).one(&tx).await?.is_none() {
        return Err(Error::conflict("factor-none"));
    }
    let ticket = mail::Ticket::new(&app.secret);
    let row = ActiveModel {
        account_id: Set(account.id),
        proposed_by: Set(admin),
        proposed_at: Set(at),
        objection: Set(ticket.hash),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&tx).await.map_err(|error| {
        let word = Error::conflict("factor-waits");
        on_constraint(error, "factor_reset_waits", "factor_reset.account_id", word)
    })?;
    record(&tx, at, Some(admin), "factor-proposed", account.id).await?;
    let lang = account.lang();
    let link = format!("/{}/sign-in/keep", lang.code());
    let args = [("link", link), ("ticket", ticket.seed)];
    mail::queue(&tx, at, &account.email, lang, "factor-reset", &args).await?;
    tx.commit().await?;
    Ok(())
}

async fn find(tx: &DatabaseTransaction, id: i64) -> Result<Model> {
    let row =
        Entity::find_by_id(id).filter(Column::EndedAt.is_null()).lock_exclusive().one(tx).await?;
    row.ok_or(Error::conflict("factor-gone"))
}

/// The second admin's yes; a day later the key is forgotten.
///
/// # Errors
/// `Conflict` for who proposed it, for the owner, and when it has ended or is approved.
pub async fn approve(app: &App, admin: i64, id: i64) -> Result<()> {
    let tx = grant::begin(&app.store, admin).await?;
    let at = store::now(&tx, &app.clock).await?;
    let row = find(&tx, id).await?;
    if row.proposed_by == admin {
        return Err(Error::conflict("change-same"));
    }
    if row.account_id == admin {
        return Err(Error::conflict("factor-own"));
    }
    if row.approved_at.is_some() {
        return Err(Error::conflict("factor-gone"));
    }
    let approved = ActiveModel {
        id: Set(row.id),
        approved_by: Set(Some(admin)),
        approved_at: Set(Some(at)),
        due_at: Set(Some(at + DELAY)),
        ..Default::default()
    };
    Entity::update(approved).exec(&tx).await?;
    record(&tx, at, Some(admin), "factor-approved", row.account_id).await?;
    tx.commit().await?;
    Ok(())
}

/// An admin's no, at any time before it is done.
///
/// # Errors
/// `Conflict` when it has ended.
pub async fn drop_it(app: &App, admin: i64, id: i64) -> Result<()> {
    let tx = grant::begin(&app.store, admin).await?;
    let at = store::now(&tx, &app.clock).await?;
    let row = find(&tx, id).await?;
    end(&tx, at, row.id).await?;
    record(&tx, at, Some(admin), "factor-dropped", row.account_id).await?;
    tx.commit().await?;
    Ok(())
}

async fn end(tx: &impl ConnectionTrait, at: Instant, id: i64) -> Result<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(at))
        .filter(Column::Id.eq(id))
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// Ends what an admin proposed who is no admin any more, and nobody has approved.
pub(super) async fn forget_of(tx: &impl ConnectionTrait, admin: i64) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::col(Column::ProposedAt))
        .filter(Column::ProposedBy.eq(admin))
        .filter(Column::ApprovedAt.is_null())
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// The owner has shown the key: nothing is forgotten.
pub(super) async fn shown(tx: &impl ConnectionTrait, at: Instant, account: i64) -> Result<()> {
    let Some(row) = find_of(tx, account).await? else { return Ok(()) };
    if end(tx, at, row.id).await? {
        record(tx, at, Some(account), "factor-objected", account).await?;
    }
    Ok(())
}

/// Whether a word from the letter still stops something.
pub(super) async fn stops(db: &impl ConnectionTrait, word: &str) -> Result<Option<Model>> {
    let found = Entity::find().filter(Column::Objection.eq(ticket_hash(word)));
    Ok(found.filter(Column::EndedAt.is_null()).one(db).await?)
}

/// The owner objects with the word from the letter. Whether it stopped anything.
pub(super) async fn object(app: &App, word: &str) -> Result<bool> {
    let tx = app.store.begin().await?;
    let at = store::now(&tx, &app.clock).await?;
    let Some(row) = stops(&tx, word).await? else { return Ok(false) };
    if !end(&tx, at, row.id).await? {
        return Ok(false);
    }
    record(&tx, at, Some(row.account_id), "factor-objected", row.account_id).await?;
    tx.commit().await?;
    Ok(true)
}

/// Forgets every key whose day has come. Whose it was signs in anew and enrols another.
pub async fn keep(app: &App) -> Result<()> {
    let approved = Entity::find()
        .filter(Column::EndedAt.is_null())
        .filter(Column::DueAt.is_not_null())
        .all(app.store.read())
        .await?;
    for row in approved {
        let tx = app.store.begin().await?;
        let at = store::now(&tx, &app.clock).await?;
        if row.due_at.is_none_or(|due| at < due) || !end(&tx, at, row.id).await? {
            continue;
        }
        if let Some(account) = account::by_id(&tx, row.account_id).await? {
            forget(&tx, at, &account, "factor-forgotten").await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets a key at once, for whoever runs the program: where there is one admin, nobody else can.
///
/// # Errors
/// `Conflict` when there is none.
pub async fn by_operator(app: &App, account: &Account) -> Result<()> {
    let tx = app.store.begin().await?;
    let at = store::now(&tx, &app.clock).await?;
    if factor::Entity::find_by_id(account.id).one(&tx).await?.is_none() {
        return Err(Error::conflict("factor-none"));
    }
    if let Some(row) = find_of(&tx, account.id).await? {
        end(&tx, at, row.id).await?;
    }
    forget(&tx, at, account, "operator-factor").await?;
    tx.commit().await?;
    Ok(())
}

async fn find_of(tx: &impl ConnectionTrait, account: i64) -> Result<Option<Model>> {
    let of = Entity::find().filter(Column::AccountId.eq(account));
    Ok(of.filter(Column::EndedAt.is_null()).one(tx).await?)
}

async fn forget(
    tx: &DatabaseTransaction,
    at: Instant,
    account: &Account,
    kind: &str,
) -> Result<()> {
    factor::Entity::delete_by_id(account.id).exec(tx).await?;
    session::end_all(tx, account.id, None).await?;
    record(tx, at, None, kind, account.id).await?;
    let lang = account.lang();
    let args = [("link", format!("/{}/account", lang.code()))];
    mail::queue(tx, at, &account.email, lang, "factor-forgotten", &args).await
}
