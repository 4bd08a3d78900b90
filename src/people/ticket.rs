//! Links that come by mail: to finish signing up, to sign in without a password, to set a new one,
//! to confirm a new address.
//! Each opens once, within half an hour; opening means sending the form behind the link, because
//! scanners of mail follow links.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};

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
    /// The row's address becomes the account's.
    #[sea_orm(string_value = "email")]
    Email,
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
        (Some(closed), _) if !closed.is_open() => (Purpose::SignIn, CLOSED, ""),
        (None, Purpose::SignUp) => (Purpose::SignUp, "sign-up", "/sign-up/finish"),
        (None, _) => (Purpose::SignUp, "sign-up-first", "/sign-up/finish"),
        (Some(_), Purpose::SignUp) => (Purpose::SignIn, "sign-up-known", "/sign-in/link"),
        (Some(_), Purpose::SignIn) => (Purpose::SignIn, "sign-in", "/sign-in/link"),
        (Some(_), Purpose::Password) => (Purpose::Password, "password", "/password/new"),
        (Some(_), Purpose::Email) => (Purpose::SignIn, "email-known", "/sign-in/link"),
    };
    // Who has an account is written to in the language of the account.
    let lang = known.as_ref().map_or(lang, Account::lang);
    write(app, lang, email, (purpose, known.map(|known| known.id)), next, (kind, path)).await
}

/// Writes to the address that an account wants as its own. As with [`send`], whoever asks learns
/// nothing about it: where it has an account, its letter says so.
pub async fn send_to_new(app: &App, account: &Account, email: &str) -> Result<()> {
    if account::by_email(app.store.read(), email).await?.is_some() {
        return send(app, account.lang(), email, Purpose::Email, "").await;
    }
    let letter = ("email-change", "/account/email");
    write(app, account.lang(), email, (Purpose::Email, Some(account.id)), "", letter).await
}

/// Writes to the address of somebody whom only the provider knows. The letter is the same for every
/// address: what it opens is decided where its link comes back.
pub async fn send_to_newcomer(app: &App, lang: Lang, email: &str) -> Result<()> {
    let letter = ("sign-up-city", "/sign-in/city/confirm");
    write(app, lang, email, (Purpose::SignUp, None), "", letter).await
}

/// The letter to a closed account: its link opens nothing.
const CLOSED: &str = "account-closed";

async fn write(
    app: &App,
    lang: Lang,
    email: &str,
    (purpose, account_id): (Purpose, Option<i64>),
    next: &str,
    (kind, path): (&'static str, &str),
) -> Result<()> {
    let ticket = mail::Ticket::new(&app.secret);
    let now = app.clock.now();
    let row = ActiveModel {
        hash: Set(ticket.hash),
        purpose: Set(purpose),
        email: Set(email.to_owned()),
        account_id: Set(account_id),
        next: Set(next.to_owned()),
        expires_at: Set(now + LIFE),
    };
    let tx = app.store.begin().await?;
    Entity::insert(row).exec_without_returning(&tx).await?;
    let mut args = vec![("link", format!("/{}{path}", lang.code()))];
    if kind != CLOSED {
        args.push(("ticket", ticket.seed));
    }
    mail::queue(&tx, now, email, lang, kind, &args).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes all links of an account, also those that went to an address it no longer has.
pub(super) async fn forget_of(tx: &impl ConnectionTrait, account: i64) -> Result<()> {
    Entity::delete_many().filter(Column::AccountId.eq(account)).exec(tx).await?;
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
    // In one order, so that two links of one address wait for each other and never in a circle.
    let all = Entity::find()
        .filter(Column::Email.eq(&ticket.email))
        .order_by_asc(Column::Hash)
        .lock_exclusive()
        .all(tx)
        .await?;
    if !all.iter().any(|one| one.hash == ticket.hash) {
        return Ok(None);
    }
    Entity::delete_many().filter(Column::Email.eq(&ticket.email)).exec(tx).await?;
    Ok(Some(ticket))
}

/// Removes tickets that open nothing any more.
pub async fn sweep(store: &Store, now: Instant) -> Result<()> {
    let tx = store.begin().await?;
    Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
