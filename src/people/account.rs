//! Accounts.

use std::collections::{HashMap, HashSet};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QuerySelect, Set};

use super::role::{self, Role};
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::mail;
use crate::page::tidy;
use crate::store::Store;
use crate::text::Lang;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(unique)]
    pub email: String,
    pub name: String,
    /// Empty where the person has no password and comes by mail or through another provider.
    pub password_hash: String,
    /// In which mail is written.
    pub language: String,
    pub created_at: Instant,
    /// Since when nobody signs in with it; `None` while it is open.
    pub closed_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

pub type Account = Model;

impl Model {
    /// Whether its owner may sign in.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// In which mail is written.
    pub fn lang(&self) -> Lang {
        Lang::parse(&self.language).unwrap_or(Lang::Pl)
    }
}

/// The names of some accounts, by id, in one question.
pub async fn names(db: &impl ConnectionTrait, ids: HashSet<i64>) -> Result<HashMap<i64, String>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids))
        .into_tuple();
    Ok(rows.all(db).await?.into_iter().collect())
}

/// An e-mail address as accounts keep it: trimmed, lower case, and one that a letter can be sent to.
/// `None` when it cannot be one.
pub fn normal_email(typed: &str) -> Option<String> {
    let email = tidy(typed, false).to_lowercase();
    let (_, domain) = email.split_once('@')?;
    let named = domain.contains('.') && email.len() <= 254;
    (named && mail::can_be_sent_to(&email)).then_some(email)
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
    let account = insert(&tx, now, Lang::Pl, email, name, password_hash).await?;
    role::insert(&tx, account.id, role).await?;
    tx.commit().await?;
    Ok(account)
}

/// As [`create`], by whoever runs the program: an act that stands in the chain like every other.
pub async fn create_as_operator(
    store: &Store,
    now: Instant,
    email: String,
    name: String,
    password_hash: String,
    role: Role,
) -> Result<Account> {
    let tx = store.begin().await?;
    let account = insert(&tx, now, Lang::Pl, email, name, password_hash).await?;
    role::insert(&tx, account.id, role).await?;
    let (subject, detail) = (account.id.to_string(), role.name());
    let (kind, subject) = ("operator-account", subject.as_str());
    let act = Act { at: now, account: None, edition: None, kind, subject, detail: &detail };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(account)
}

/// As [`create`], for a resident, in the caller's transaction.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    now: Instant,
    lang: Lang,
    email: String,
    name: String,
    password_hash: String,
) -> Result<Account> {
    ActiveModel {
        email: Set(email),
        name: Set(name),
        password_hash: Set(password_hash),
        language: Set(lang.code().to_owned()),
        created_at: Set(now),
        ..Default::default()
    }
    .insert(tx)
    .await
    .map_err(|error| {
        on_constraint(error, "account_email", "account.email", Error::conflict("sign-up-taken"))
    })
}

/// Replaces the hash of an account's password.
pub(super) async fn set_password(tx: &impl ConnectionTrait, id: i64, hash: String) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(hash))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Gives an account another address. Fails with `Conflict` when it is taken.
pub(super) async fn set_email(tx: &impl ConnectionTrait, id: i64, email: String) -> Result<()> {
    let changed = Entity::update_many()
        .col_expr(Column::Email, Expr::value(email))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await;
    changed.map(drop).map_err(|error| {
        on_constraint(error, "account_email", "account.email", Error::conflict("sign-up-taken"))
    })
}

pub async fn by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Account>> {
    Ok(Entity::find().filter(Column::Email.eq(email)).one(db).await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Option<Account>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_normalised_or_refused() {
        for (typed, kept) in [
            (" Ola@Example.PL ", "ola@example.pl"),
            ("jan.k+budzet@poczta.example", "jan.k+budzet@poczta.example"),
            ("o'hara@poczta.example", "o'hara@poczta.example"),
            ("jan@żółw.example", "jan@żółw.example"),
            ("\u{200b}jan@poczta.example\u{feff}", "jan@poczta.example"),
        ] {
            assert_eq!(normal_email(typed).as_deref(), Some(kept));
        }
        for wrong in [
            "",
            "ola",
            "ola@",
            "@x.pl",
            "a@b",
            "a b@x.pl",
            "a@x.pl\nbcc: b@y.pl",
            "a@@x.pl",
            "jan@poczta.example;",
            "jan,k@poczta.example",
            "mailto:jan@poczta.example",
            "jan@poczta..example",
            "jan..k@poczta.example",
            "jan@poczta.example.",
            "jan@[1.2.3.4]",
            "jan@1.2.3.4",
            "jan@poczta.example, ola@poczta.example",
        ] {
            assert_eq!(normal_email(wrong), None, "{wrong:?}");
        }
    }
}
