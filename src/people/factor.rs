//! The second factor: time-based codes (RFC 6238), mandatory for every staff role, and recovery
//! codes for the day the phone is lost.
//!
//! The secret is made from a seed in the database with the installation's key; a stolen database
//! alone makes no codes. A code is good once: its step must be later than the last one used.

use hmac::{Hmac, KeyInit, Mac};
use maud::Markup;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, Set};
use sha2::Sha256;
use totp_rs::{Builder, Secret, Totp};

use super::account::Account;
use super::reset;
use crate::app::App;
use crate::clock;
use crate::error::{Error, Result, on_constraint};
use crate::mail::ticket_hash;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: i64,
    pub seed: String,
    /// The last step (30 s since 1970) of which a code was used.
    pub last_step: i64,
}

impl ActiveModelBehavior for ActiveModel {}

mod recovery {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How many recovery codes one gets.
const RECOVERY: usize = 8;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn totp(secret: &[u8; 32], seed: &str, email: &str) -> Result<Totp> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret).map_err(|error| Error::Internal(error.into()))?;
    mac.update(b"second factor ");
    mac.update(seed.as_bytes());
    let mut key = [0; 20];
    key.copy_from_slice(&mac.finalize().into_bytes()[..20]);
    Builder::new()
        .with_secret(Secret::new_stack(key))
        .with_skew(1)
        // A colon would end the account's name.
        .with_account_name(email.replace(':', "_"))
        .with_issuer(Some("Sakwa"))
        .build()
        .map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))
}

/// Whether an account has a second factor.
pub async fn enrolled(app: &App, account: i64) -> Result<bool> {
    Ok(Entity::find_by_id(account).one(app.store.read()).await?.is_some())
}

/// What an authenticator app needs to know.
pub struct Enrolment {
    /// `otpauth://…`, as the QR code says it.
    pub address: String,
    /// The secret in fours, to be typed where there is no camera.
    pub typed: String,
}

impl Enrolment {
    pub fn qr(&self, label: &str) -> Option<Markup> {
        crate::page::qr(&self.address, label)
    }
}

/// A seed to enrol with. It stays in the session that shows the secret until a code comes back, so
/// that whoever knows the password learns nothing of what another browser has scanned.
pub fn seed() -> String {
    hex(&clock::random::<16>())
}

/// What an authenticator app needs to know to make this seed's codes.
pub fn enrolment(app: &App, account: &Account, seed: &str) -> Result<Enrolment> {
    let totp = totp(&app.secret, seed, &account.email)?;
    let address = totp.to_url().map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))?;
    let secret: Vec<char> = totp.secret().to_base32().chars().collect();
    let typed = secret.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ");
    Ok(Enrolment { address, typed })
}

/// Enrols with the seed's first code, and gives the recovery codes: shown once, kept hashed. `None`
/// when the code is wrong.
///
/// # Errors
/// `Conflict` when the account has a second factor already.
pub async fn confirm(
    app: &App,
    account: &Account,
    seed: &str,
    code: &str,
) -> Result<Option<Vec<String>>> {
    let totp = totp(&app.secret, seed, &account.email)?;
    let Some(step) = step_of(app, &totp, code) else { return Ok(None) };
    let tx = app.store.begin().await?;
    insert(&tx, account.id, seed, step).await?;
    let codes: Vec<String> = (0..RECOVERY).map(|_| recovery_code()).collect();
    let rows = codes.iter().map(|code| recovery::ActiveModel {
        account_id: Set(account.id),
        hash: Set(ticket_hash(&plain(code))),
    });
    recovery::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

async fn insert(tx: &impl ConnectionTrait, account: i64, seed: &str, step: i64) -> Result<()> {
    let row =
        ActiveModel { account_id: Set(account), seed: Set(seed.to_owned()), last_step: Set(step) };
    let twice = Error::conflict("factor-twice");
    Entity::insert(row).exec_without_returning(tx).await.map(drop).map_err(|error| {
        on_constraint(error, "second_factor_pkey", "second_factor.account_id", twice)
    })
}

/// Whether this is the code of now, or a recovery code, used for the first time.
pub async fn passes(app: &App, account: &Account, typed: &str) -> Result<bool> {
    let tx = app.store.begin().await?;
    let Some(row) = Entity::find_by_id(account.id).one(&tx).await? else { return Ok(false) };
    let totp = totp(&app.secret, &row.seed, &account.email)?;
    let passed = match step_of(app, &totp, typed) {
        Some(step) => {
            let used = Entity::update_many()
                .col_expr(Column::LastStep, Expr::value(step))
                .filter(Column::AccountId.eq(account.id))
                .filter(Column::LastStep.lt(step))
                .exec(&tx)
                .await?;
            used.rows_affected
        }
        None => {
            let key = (account.id, ticket_hash(&plain(typed)));
            recovery::Entity::delete_by_id(key).exec(&tx).await?.rows_affected
        }
    };
    if passed == 1 {
        reset::shown(&tx, app.clock.now(), account.id).await?;
    }
    tx.commit().await?;
    Ok(passed == 1)
}

/// Forgets the second factor, so that another phone can be enrolled.
pub async fn forget(app: &App, account: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    Entity::delete_by_id(account).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Enrols without a code having come back and gives the `otpauth://` address: for the demo.
pub async fn enrol_at_once(app: &App, account: &Account) -> Result<String> {
    let seed = seed();
    let tx = app.store.begin().await?;
    insert(&tx, account.id, &seed, 0).await?;
    tx.commit().await?;
    Ok(enrolment(app, account, &seed)?.address)
}

/// The code that an authenticator app shows for an `otpauth://` address. `None` when it is none.
pub fn code_of(address: &str, now: clock::Instant) -> Option<String> {
    let totp = Totp::from_url(address).ok()?;
    Some(totp.generate(now.unsigned_abs()).to_string())
}

fn step_of(app: &App, totp: &Totp, typed: &str) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let step = totp.check(&digits, app.clock.now().unsigned_abs())?;
    i64::try_from(step).ok()
}

/// Twelve letters and digits without look-alikes: 60 bits.
fn recovery_code() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: Vec<char> =
        clock::random::<12>().iter().map(|byte| LETTERS[usize::from(byte % 32)].into()).collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

/// A recovery code however it is typed.
fn plain(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
