//! Roles: what an account may do beyond proposing and voting. An account may have several.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, ConnectionTrait, QueryOrder, QuerySelect, Set};

use super::account::{self, Account};
use super::{grant, session};
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result};
use crate::store::Store;

/// What an account may do. A city's staff role never votes or proposes through that account's
/// powers: it is a resident's account with one more door. Author and co-author are no roles but
/// relations to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Role {
    /// Proposes and votes. Everybody who signs in; never stored.
    #[sea_orm(string_value = "resident")]
    Resident,
    /// Runs evenings of the budget game.
    #[sea_orm(string_value = "facilitator")]
    Facilitator,
    /// Takes notes at a table of the budget game.
    #[sea_orm(string_value = "observer")]
    Observer,
    /// Checks submissions formally and enters what comes on paper.
    #[sea_orm(string_value = "clerk")]
    Clerk,
    /// Accepts or rejects submitted projects, with a reason.
    #[sea_orm(string_value = "evaluator")]
    Evaluator,
    /// Opens and closes the voting, counts and publishes.
    #[sea_orm(string_value = "returning_officer")]
    ReturningOfficer,
    /// Keeps the register of who may vote.
    #[sea_orm(string_value = "registrar")]
    Registrar,
    /// Reads everything that is kept, changes nothing.
    #[sea_orm(string_value = "auditor")]
    Auditor,
    /// Sets up editions and gives roles.
    #[sea_orm(string_value = "admin")]
    Admin,
}

impl Role {
    /// All of them, in the order of the role-by-route table.
    pub const ALL: [Self; 9] = [
        Self::Resident,
        Self::Facilitator,
        Self::Observer,
        Self::Clerk,
        Self::Evaluator,
        Self::ReturningOfficer,
        Self::Registrar,
        Self::Auditor,
        Self::Admin,
    ];

    pub fn name(self) -> String {
        self.to_value()
    }

    pub fn is_staff(self) -> bool {
        self != Self::Resident
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::try_from_value(&name.to_owned()).ok()
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_role")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
}

impl ActiveModelBehavior for ActiveModel {}

/// The staff roles of an account; none is a resident.
pub async fn of(db: &impl ConnectionTrait, account: i64) -> Result<Vec<Role>> {
    let rows = Entity::find().filter(Column::AccountId.eq(account)).all(db).await?;
    let mut roles: Vec<Role> = rows.into_iter().map(|row| row.role).collect();
    roles.sort();
    Ok(roles)
}

/// Everybody with a staff role, by name.
pub async fn staff(db: &impl ConnectionTrait) -> Result<Vec<(Account, Vec<Role>)>> {
    let rows = Entity::find().all(db).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.account_id).collect();
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .order_by_asc(account::Column::Name)
        .order_by_asc(account::Column::Id)
        .all(db)
        .await?;
    let roles = |id: i64| {
        let own = rows.iter().filter(|row| row.account_id == id);
        let mut roles: Vec<Role> = own.map(|row| row.role).collect();
        roles.sort();
        roles
    };
    Ok(accounts.into_iter().map(|account| (account.clone(), roles(account.id))).collect())
}

pub(super) async fn insert(tx: &impl ConnectionTrait, account: i64, role: Role) -> Result<()> {
    if role.is_staff() {
        let row = ActiveModel { account_id: Set(account), role: Set(role) };
        Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The admins whose accounts are open. Their rows stay locked until the transaction ends: of two
/// who act against each other, the second waits here and finds what the first left.
pub(super) async fn admins(tx: &impl ConnectionTrait) -> Result<Vec<i64>> {
    let rows = Entity::find()
        .filter(Column::Role.eq(Role::Admin))
        .order_by_asc(Column::AccountId)
        .lock_exclusive()
        .all(tx)
        .await?;
    let ids = rows.into_iter().map(|row| row.account_id);
    let open = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .filter(account::Column::ClosedAt.is_null())
        .all(tx)
        .await?;
    Ok(open.into_iter().map(|account| account.id).collect())
}

/// Takes a role from an account, ends its sessions and records the act. What the account proposed as
/// an admin goes with its role. One person suffices: a role is given by two, see [`super::grant`].
///
/// # Errors
/// `Conflict` when the account is the admin's own or would be the last admin's; `NotFound` when
/// it has no such role.
pub async fn take(
    store: &Store,
    at: Instant,
    admin: i64,
    account: &Account,
    role: Role,
) -> Result<()> {
    if admin == account.id {
        return Err(Error::conflict("roles-own"));
    }
    let tx = store.begin().await?;
    let admins = admins(&tx).await?;
    if role == Role::Admin && admins == [account.id] {
        return Err(Error::conflict("roles-last-admin"));
    }
    if !admins.contains(&admin) {
        return Err(Error::Forbidden);
    }
    let taken = Entity::delete_by_id((account.id, role)).exec(&tx).await?;
    if taken.rows_affected == 0 {
        return Err(Error::NotFound);
    }
    if role == Role::Admin {
        grant::forget_of(&tx, account.id).await?;
    }
    session::end_all(&tx, account.id, None).await?;
    let (subject, detail) = (account.id.to_string(), role.name());
    let act = Act {
        at,
        account: Some(admin),
        edition: None,
        kind: "role-taken",
        subject: &subject,
        detail: &detail,
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}
