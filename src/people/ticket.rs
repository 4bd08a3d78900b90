//! Links that come by mail: to finish signing up, to sign in without a password, to set a new one.
//! Each opens once, within half an hour; opening means sending the form behind the link, because
//! scanners of mail follow links.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, Set};

use super::account::{self, Account};
use crate::app::App;
use crate::clock::Instant;
use crate::error::Result;
use crate::mail::{self, ticket_hash};
use crate::store::Store;
use crate::text::Lang;

/// Seconds for which a link works.
pub const LIFE: i64 = 1800;

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Purpose {
    #[sea_orm(string_value = "sign-up")]
    SignUp,
    #[sea_orm(string_value = "sign-in")]
    SignIn,
    #[sea_orm(string_value = "password")]
    Password,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub purpose: Purpose,
    pub email: String,
    /// Whose it is; nobody's while there is no account.
    pub account_id: Option<i64>,
    /// Where the person was going.
    pub next: String,
    pub expires_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

pub type Ticket = Model;

/// Writes to an address what it asked for. Whoever asks learns nothing about the address, neither
/// from the answer nor from the time it takes: each case queues one letter with one link. The
/// letter says which case it is.
pub async fn send(app: &App, lang: Lang, email: &str, wish: Purpose, next: &str) -> Result<()> {
    let known = account::by_email(app.store.read(), email).await?;
    let (purpose, kind, path) = match (&known, wish) {
        (None, Purpose::SignUp) => (Purpose::SignUp, "sign-up", "/sign-up/finish"),
        (None, _) => (Purpose::SignUp, "sign-up-first", "/sign-up/finish"),
        (Some(_), Purpose::SignUp) => (Purpose::SignIn, "sign-up-known", "/sign-in/link"),
        (Some(_), Purpose::SignIn) => (Purpose::SignIn, "sign-in", "/sign-in/link"),
        (Some(_), Purpose::Password) => (Purpose::Password, "password", "/password/new"),
    };
    // Who has an account is written to in the language of the account.
    let lang = known.as_ref().map_or(lang, Account::lang);
    let ticket = mail::Ticket::new(&app.secret);
    let now = app.clock.now();
    let row = ActiveModel {
        hash: Set(ticket.hash),
        purpose: Set(purpose),
        email: Set(email.to_owned()),
        account_id: Set(known.map(|account| account.id)),
        next: Set(next.to_owned()),
        expires_at: Set(now + LIFE),
    };
    let tx = app.store.begin().await?;
    Entity::insert(row).exec_without_returning(&tx).await?;
    let link = format!("/{}{path}", lang.code());
    let args = [("link", link), ("ticket", ticket.seed)];
    mail::queue(&tx, now, email, lang, kind, &args).await?;
    tx.commit().await?;
    Ok(())
}

/// The ticket of this word while it opens something; looking does not use it up.
pub async fn find(
    db: &impl ConnectionTrait,
    now: Instant,
    purpose: Purpose,
    word: &str,
) -> Result<Option<Ticket>> {
    let row = Entity::find_by_id(ticket_hash(word))
        .filter(Column::Purpose.eq(purpose))
        .filter(Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    Ok(row)
}

/// Uses the ticket up; of two who try at once, one gets it. With it go all other tickets of the
/// address: whoever has set a new password wants no older link to open the account.
pub async fn take(
    tx: &impl ConnectionTrait,
    now: Instant,
    purpose: Purpose,
    word: &str,
) -> Result<Option<Ticket>> {
    let Some(ticket) = find(tx, now, purpose, word).await? else { return Ok(None) };
    let taken = Entity::delete_by_id(ticket.hash.clone()).exec(tx).await?;
    Entity::delete_many().filter(Column::Email.eq(&ticket.email)).exec(tx).await?;
    Ok((taken.rows_affected == 1).then_some(ticket))
}

/// Removes tickets that open nothing any more.
pub async fn sweep(store: &Store, now: Instant) -> Result<()> {
    let tx = store.begin().await?;
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
