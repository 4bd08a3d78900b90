//! Giving a role at city hall: one admin proposes, another confirms. The database refuses one person
//! in both places, a role for oneself, and a second proposal while one waits.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::account::{self, Account};
use super::role::{self, Role};
use super::{reset, session};
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::store::Store;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub account_id: i64,
    pub role: Role,
    pub proposed_by: i64,
    pub proposed_at: Instant,
    pub confirmed_by: Option<i64>,
    pub confirmed_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A proposal that waits for a second admin.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub id: i64,
    /// For whom.
    pub account: Account,
    pub role: Role,
    /// Who proposed it.
    pub by: Account,
    pub at: Instant,
}

/// The proposals that wait, the oldest first.
pub async fn waiting(db: &impl ConnectionTrait) -> Result<Vec<Waiting>> {
    let rows = Entity::find()
        .filter(Column::ConfirmedBy.is_null())
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let ids = rows.iter().flat_map(|row| [row.account_id, row.proposed_by]);
    let accounts = account::Entity::find().filter(account::Column::Id.is_in(ids)).all(db).await?;
    let of = |id: i64| accounts.iter().find(|account| account.id == id).cloned();
    let whole = |row: Model| {
        let (account, by) = (of(row.account_id)?, of(row.proposed_by)?);
        Some(Waiting { id: row.id, account, role: row.role, by, at: row.proposed_at })
    };
    Ok(rows.into_iter().filter_map(whole).collect())
}

/// A transaction of an admin. All of them lock the admins first, so that none waits in a circle.
pub(super) async fn begin(store: &Store, admin: i64) -> Result<DatabaseTransaction> {
    let tx = store.begin().await?;
    if !role::admins(&tx).await?.contains(&admin) {
        return Err(Error::Forbidden);
    }
    Ok(tx)
}

/// Locks the account and asks whether it may have the role now. The register and the box are not
/// in one hand: who keeps the one is not given the other.
async fn may_have(tx: &DatabaseTransaction, admin: i64, account: i64, role: Role) -> Result<()> {
    if admin == account {
        return Err(Error::conflict("roles-own"));
    }
    let account = account::Entity::find_by_id(account).lock_exclusive().one(tx).await?;
    let account = account.ok_or(Error::NotFound)?;
    if !account.is_open() {
        return Err(Error::conflict("roles-closed"));
    }
    let roles = role::of(tx, account.id).await?;
    if roles.contains(&role) {
        return Err(Error::conflict("roles-has"));
    }
    let apart = [Role::Registrar, Role::ReturningOfficer];
    if apart.contains(&role) && roles.iter().any(|role| apart.contains(role)) {
        return Err(Error::conflict("roles-apart"));
    }
    Ok(())
}

async fn record(
    tx: &DatabaseTransaction,
    at: Instant,
    admin: i64,
    kind: &str,
    (account, role): (i64, Role),
) -> Result<()> {
    let (subject, detail) = (account.to_string(), role.name());
    let act =
        Act { at, account: Some(admin), edition: None, kind, subject: &subject, detail: &detail };
    audit::record(tx, act).await
}

/// Proposes a role for an account. Nothing changes for the account yet.
///
/// # Errors
/// `Conflict` when the account is the admin's own, is closed, has the role or one that excludes it,
/// or the role is proposed already.
pub async fn propose(
    store: &Store,
    at: Instant,
    admin: i64,
    account: &Account,
    role: Role,
) -> Result<()> {
    if !role.is_staff() {
        return Err(Error::BadRequest("everybody is a resident".to_owned()));
    }
    let tx = begin(store, admin).await?;
    may_have(&tx, admin, account.id, role).await?;
    let row = ActiveModel {
        account_id: Set(account.id),
        role: Set(role),
        proposed_by: Set(admin),
        proposed_at: Set(at),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(&tx).await.map_err(|error| {
        let word = Error::conflict("roles-proposed");
        on_constraint(error, "role_grant_waiting", "role_grant.account_id", word)
    })?;
    record(&tx, at, admin, "role-proposed", (account.id, role)).await?;
    tx.commit().await?;
    Ok(())
}

async fn find(tx: &DatabaseTransaction, id: i64) -> Result<Model> {
    let row = Entity::find_by_id(id)
        .filter(Column::ConfirmedBy.is_null())
        .lock_exclusive()
        .one(tx)
        .await?;
    row.ok_or(Error::conflict("roles-gone"))
}

/// The second admin's yes: the account has the role, and its sessions end.
///
/// # Errors
/// `Conflict` when the admin proposed it, when it is for the admin's own account, when it no longer
/// waits, and when the account may no longer have the role.
pub async fn confirm(store: &Store, at: Instant, admin: i64, id: i64) -> Result<()> {
    let tx = begin(store, admin).await?;
    let row = find(&tx, id).await?;
    if row.proposed_by == admin {
        return Err(Error::conflict("roles-same"));
    }
    may_have(&tx, admin, row.account_id, row.role).await?;
    let confirmed = ActiveModel {
        id: Set(row.id),
        confirmed_by: Set(Some(admin)),
        confirmed_at: Set(Some(at)),
        ..Default::default()
    };
    Entity::update(confirmed).exec(&tx).await?;
    role::insert(&tx, row.account_id, row.role).await?;
    session::end_all(&tx, row.account_id, None).await?;
    record(&tx, at, admin, "role-given", (row.account_id, row.role)).await?;
    tx.commit().await?;
    Ok(())
}

/// An admin's no, also to what they proposed themselves.
///
/// # Errors
/// `Conflict` when it no longer waits.
pub async fn decline(store: &Store, at: Instant, admin: i64, id: i64) -> Result<()> {
    let tx = begin(store, admin).await?;
    let row = find(&tx, id).await?;
    Entity::delete_by_id(row.id).exec(&tx).await?;
    record(&tx, at, admin, "role-declined", (row.account_id, row.role)).await?;
    tx.commit().await?;
    Ok(())
}

/// Drops what an account proposed and nobody has confirmed.
pub(super) async fn forget_of(tx: &impl ConnectionTrait, account: i64) -> Result<()> {
    Entity::delete_many()
        .filter(Column::ConfirmedBy.is_null())
        .filter(Column::ProposedBy.eq(account))
        .exec(tx)
        .await?;
    reset::forget_of(tx, account).await
}
