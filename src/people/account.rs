//! Accounts and what each role may do.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, Set};

use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::store::Store;

/// What an account may do. A city's staff role never votes or proposes through that account's
/// powers: it is a resident's account with one more door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Role {
    /// Proposes and votes.
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
    pub fn name(self) -> String {
        self.to_value()
    }

    pub fn is_staff(self) -> bool {
        self != Self::Resident
    }

    /// Where the work of this role begins: the message that names it, and the path.
    pub fn door(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Facilitator => Some(("nav-games", "/games")),
            Self::Evaluator | Self::ReturningOfficer => Some(("nav-desk", "/desk")),
            _ => None,
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::try_from_value(&name.to_owned()).ok()
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub email: String,
    pub name: String,
    pub password_hash: String,
    pub role: Role,
    pub created_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

pub type Account = Model;

/// An e-mail address as accounts keep it: trimmed, lower case. `None` when it cannot be one.
pub fn normal_email(typed: &str) -> Option<String> {
    let email = typed.trim().to_lowercase();
    let (local, domain) = email.split_once('@')?;
    let whole = !local.is_empty()
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains('@')
        && email.len() <= 254
        && !email.contains(|c: char| c.is_whitespace() || c.is_control());
    whole.then_some(email)
}

/// Creates an account. Fails with `Conflict` when the address is taken.
pub async fn create(
    store: &Store,
    now: Instant,
    email: String,
    name: String,
    password_hash: String,
    role: Role,
) -> Result<Account> {
    let tx = store.begin().await?;
    let account = ActiveModel {
        email: Set(email),
        name: Set(name),
        password_hash: Set(password_hash),
        role: Set(role),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(&tx)
    .await
    .map_err(|error| {
        on_constraint(error, "account_email", "account.email", Error::conflict("sign-up-taken"))
    })?;
    tx.commit().await?;
    Ok(account)
}

pub async fn by_email(store: &Store, email: &str) -> Result<Option<Account>> {
    Ok(Entity::find().filter(Column::Email.eq(email)).one(store.read()).await?)
}

pub async fn by_id(store: &Store, id: i64) -> Result<Option<Account>> {
    Ok(Entity::find_by_id(id).one(store.read()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_or_refused() {
        assert_eq!(normal_email(" Ola@Example.PL ").as_deref(), Some("ola@example.pl"));
        for wrong in
            ["", "ola", "ola@", "@x.pl", "a@b", "a b@x.pl", "a@x.pl\nbcc: b@y.pl", "a@@x.pl"]
        {
            assert_eq!(normal_email(wrong), None, "{wrong:?}");
        }
    }
}
