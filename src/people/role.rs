//! Roles: what an account may do beyond proposing and voting. An account may have several.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, ConnectionTrait, QueryOrder, QuerySelect, Set};

use super::account::{self, Account};
use super::session;
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

/// A change of what somebody may do, by an admin.
pub struct Change<'a> {
    pub at: Instant,
    pub admin: i64,
    pub account: &'a Account,
    pub role: Role,
}

impl Change<'_> {
    /// Nobody decides about their own powers; a resident's is not given.
    fn check(&self) -> Result<()> {
        match (self.admin == self.account.id, self.role.is_staff()) {
            (true, _) => Err(Error::conflict("roles-own")),
            (_, false) => Err(Error::BadRequest("everybody is a resident".to_owned())),
            _ => Ok(()),
        }
    }

    /// Gives the role, ends the account's sessions and records the act. The register and the box
    /// are not in one hand: who keeps the one is not given the other.
    ///
    /// # Errors
    /// `Conflict` when the account has it, is the admin's own, or has the role that excludes it.
    pub async fn give(self, store: &Store) -> Result<()> {
        self.check()?;
        let tx = store.begin().await?;
        // Two admins who give the two roles at one moment wait for each other here.
        account::Entity::find_by_id(self.account.id).lock_exclusive().one(&tx).await?;
        let roles = of(&tx, self.account.id).await?;
        if roles.contains(&self.role) {
            return Err(Error::conflict("roles-has"));
        }
        let apart = [Role::Registrar, Role::ReturningOfficer];
        if apart.contains(&self.role) && roles.iter().any(|role| apart.contains(role)) {
            return Err(Error::conflict("roles-apart"));
        }
        insert(&tx, self.account.id, self.role).await?;
        self.finish(tx, "role-given").await
    }

    /// Takes the role, ends the account's sessions and records the act.
    ///
    /// # Errors
    /// `Conflict` when the account is the admin's own or would be the last admin's; `NotFound` when
    /// it has no such role.
    pub async fn take(self, store: &Store) -> Result<()> {
        self.check()?;
        let tx = store.begin().await?;
        // Two admins who remove each other: the second waits here and then finds one.
        let admins =
            Entity::find().filter(Column::Role.eq(Role::Admin)).lock_exclusive().all(&tx).await?;
        if self.role == Role::Admin && admins.iter().all(|row| row.account_id == self.account.id) {
            return Err(Error::conflict("roles-last-admin"));
        }
        if !admins.iter().any(|row| row.account_id == self.admin) {
            return Err(Error::Forbidden);
        }
        let taken = Entity::delete_by_id((self.account.id, self.role)).exec(&tx).await?;
        if taken.rows_affected == 0 {
            return Err(Error::NotFound);
        }
        self.finish(tx, "role-taken").await
    }

    async fn finish(self, tx: sea_orm::DatabaseTransaction, kind: &str) -> Result<()> {
        session::end_all(&tx, self.account.id, None).await?;
        let subject = self.account.id.to_string();
        let act = Act {
            at: self.at,
            account: Some(self.admin),
            edition: None,
            kind,
            subject: &subject,
            detail: &self.role.name(),
        };
        audit::record(&tx, act).await?;
        tx.commit().await?;
        Ok(())
    }
}
