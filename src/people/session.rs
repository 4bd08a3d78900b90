//! Sessions: tower-sessions keeps the cookie and the record, this store keeps the rows. The
//! identifier is stored hashed, so that a stolen database opens no session; the account stands in
//! its own column, so that all sessions of a person can be ended.

use std::collections::HashMap;

use async_trait::async_trait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use sha2::{Digest, Sha256};
use tower_sessions::session::{Id, Record};
use tower_sessions::{Session, SessionStore, session_store};

use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::store::Store;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id_hash: Vec<u8>,
    pub account_id: Option<i64>,
    pub data: String,
    pub expires_at: i64,
    /// When it was signed in; 0 before that.
    pub began_at: i64,
    pub used_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

const ACCOUNT: &str = "account";
const BEGAN: &str = "began";
const STAFF: &str = "staff";
const HALF: &str = "half";
const NEXT: &str = "next";
const SEED: &str = "seed";
const KEPT: &str = "kept";
const NEWCOMER: &str = "newcomer";
/// Use is noted at most this often, so that reading pages costs no writes.
const NOTED: i64 = 60;
/// Seconds in which the second factor is shown, after which one begins anew.
const HALFWAY: i64 = 900;

/// How long a session lasts: unused, and at all.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub idle: i64,
    pub whole: i64,
}

/// Of residents. Computers in libraries are shared.
pub const RESIDENT: Limits = Limits { idle: 2 * 3600, whole: 12 * 3600 };
/// Of city hall: a working day.
pub const CITY_HALL: Limits = Limits { idle: 1800, whole: 8 * 3600 };

/// Somebody who has shown one factor and has yet to show the second.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Half {
    pub account: i64,
    /// Where they were going.
    pub next: String,
}

/// Starts a signed-in session under a new identifier.
pub async fn sign_in(session: &Session, account: i64, staff: bool, now: i64) -> Result<()> {
    session.cycle_id().await.map_err(internal)?;
    for key in [HALF, NEXT, SEED, NEWCOMER] {
        session.remove_value(key).await.map_err(internal)?;
    }
    session.insert(BEGAN, now).await.map_err(internal)?;
    session.insert(STAFF, staff).await.map_err(internal)?;
    session.insert(ACCOUNT, account).await.map_err(internal)
}

/// Remembers that the first factor was shown. Nobody is signed in by that. A form that waits here
/// goes on waiting.
pub async fn begin(session: &Session, half: Half) -> Result<()> {
    let kept: Option<serde_json::Value> = kept_form(session).await?;
    session.flush().await.map_err(internal)?;
    if let Some(kept) = kept {
        keep_form(session, &kept).await?;
    }
    session.insert(HALF, half).await.map_err(internal)
}

/// Who has shown the first factor here.
pub async fn half(session: &Session) -> Result<Option<Half>> {
    session.get(HALF).await.map_err(internal)
}

/// Keeps the seed of a second factor until its first code comes back here.
pub async fn begin_enrolling(session: &Session, seed: String) -> Result<()> {
    session.insert(SEED, seed).await.map_err(internal)
}

/// The seed that somebody enrols with here.
pub async fn seed(session: &Session) -> Result<Option<String>> {
    session.get(SEED).await.map_err(internal)
}

/// The seed is enrolled.
pub async fn end_enrolling(session: &Session) -> Result<()> {
    session.remove_value(SEED).await.map(drop).map_err(internal)
}

/// Keeps a value for somebody who is not signed in and comes back from another site.
pub async fn keep<T: serde::Serialize>(session: &Session, value: T) -> Result<()> {
    session.insert(NEXT, value).await.map_err(internal)
}

/// What was kept, once.
pub async fn kept<T: serde::de::DeserializeOwned>(session: &Session) -> Result<Option<T>> {
    session.remove(NEXT).await.map_err(internal)
}

/// Keeps a form for whoever signs in here.
pub async fn keep_form<T: serde::Serialize>(session: &Session, form: &T) -> Result<()> {
    session.insert(KEPT, form).await.map_err(internal)
}

/// The form that was kept.
pub async fn kept_form<T: serde::de::DeserializeOwned>(session: &Session) -> Result<Option<T>> {
    session.get(KEPT).await.map_err(internal)
}

/// Keeps whom the provider knows and we do not, until their address is confirmed.
pub async fn keep_newcomer<T: serde::Serialize>(session: &Session, newcomer: &T) -> Result<()> {
    session.insert(NEWCOMER, newcomer).await.map_err(internal)
}

/// Whom the provider has sent here.
pub async fn newcomer<T: serde::de::DeserializeOwned>(session: &Session) -> Result<Option<T>> {
    session.get(NEWCOMER).await.map_err(internal)
}

/// Ends the session here and in the database.
pub async fn sign_out(session: &Session) -> Result<()> {
    session.flush().await.map_err(internal)
}

pub async fn account_of(session: &Session) -> Result<Option<i64>> {
    session.get(ACCOUNT).await.map_err(internal)
}

/// When the session was signed in.
pub async fn began(session: &Session) -> Result<Option<i64>> {
    session.get(BEGAN).await.map_err(internal)
}

/// A session of one's own, as its list shows it.
pub struct Own {
    /// Names it in forms; it opens nothing.
    pub handle: String,
    pub began_at: i64,
    pub used_at: i64,
    /// The one that looks.
    pub here: bool,
}

/// The sessions of an account that still go on, the latest first.
pub async fn of(
    db: &impl ConnectionTrait,
    account: i64,
    here: &Session,
    now: i64,
) -> Result<Vec<Own>> {
    let own = here.id().as_ref().map(hashed);
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::UsedAt)
        .all(db)
        .await?;
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(rows
        .into_iter()
        .map(|row| Own {
            handle: hex(&row.id_hash),
            began_at: row.began_at,
            used_at: row.used_at,
            here: own.as_ref() == Some(&row.id_hash),
        })
        .collect())
}

/// Ends one session of an account. `NotFound` when there is none with this handle.
pub async fn end(store: &Store, account: i64, handle: &str) -> Result<()> {
    let bytes = (0..handle.len())
        .step_by(2)
        .map(|at| handle.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()));
    let id: Vec<u8> = bytes.collect::<Option<_>>().ok_or(Error::NotFound)?;
    let tx = store.begin().await?;
    let ended = Entity::delete_many()
        .filter(Column::IdHash.eq(id))
        .filter(Column::AccountId.eq(account))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    if ended.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Ends all sessions of an account but, where given, this one.
pub async fn end_all(tx: &impl ConnectionTrait, account: i64, but: Option<&Session>) -> Result<()> {
    let mut all = Entity::delete_many().filter(Column::AccountId.eq(account));
    if let Some(id) = but.and_then(Session::id) {
        all = all.filter(Column::IdHash.ne(hashed(&id)));
    }
    all.exec(tx).await?;
    Ok(())
}

fn internal(error: tower_sessions::session::Error) -> Error {
    Error::in_text(&error.to_string()).unwrap_or(Error::Internal(error.into()))
}

#[derive(Clone)]
pub struct Sessions {
    pub store: Store,
    pub clock: Clock,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

fn hashed(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_be_bytes()).to_vec()
}

fn backend(error: impl Into<Error>) -> session_store::Error {
    session_store::Error::Backend(error.into().to_string())
}

/// When a session with these values ends if nobody uses it from now on.
fn expires(data: &HashMap<String, serde_json::Value>, now: i64) -> i64 {
    let Some(began) = data.get(BEGAN).and_then(serde_json::Value::as_i64) else {
        // Who waits for a letter may come back as late as its link works.
        let waits = [KEPT, NEWCOMER].iter().any(|key| data.contains_key(*key));
        let half = data.contains_key(HALF);
        return now + if waits && !half { super::ticket::LIFE } else { HALFWAY };
    };
    let staff = data.get(STAFF).and_then(serde_json::Value::as_bool).unwrap_or(false);
    let limits = if staff { CITY_HALL } else { RESIDENT };
    (now + limits.idle).min(began + limits.whole)
}

impl Sessions {
    async fn put(&self, record: &Record) -> session_store::Result<()> {
        let data = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let number = |key: &str| record.data.get(key).and_then(serde_json::Value::as_i64);
        let now = self.clock.now();
        let row = ActiveModel {
            id_hash: Set(hashed(&record.id)),
            account_id: Set(number(ACCOUNT)),
            data: Set(data),
            expires_at: Set(expires(&record.data, now)),
            began_at: Set(number(BEGAN).unwrap_or(0)),
            used_at: Set(now),
        };
        let tx = self.store.begin().await.map_err(backend)?;
        Entity::insert(row)
            .on_conflict(
                OnConflict::column(Column::IdHash)
                    .update_columns([
                        Column::AccountId,
                        Column::Data,
                        Column::ExpiresAt,
                        Column::BeganAt,
                        Column::UsedAt,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(&tx)
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn prolong(&self, id: &Id, now: i64, until: i64) -> session_store::Result<()> {
        let tx = self.store.begin().await.map_err(backend)?;
        Entity::update_many()
            .col_expr(Column::ExpiresAt, Expr::value(until))
            .col_expr(Column::UsedAt, Expr::value(now))
            .filter(Column::IdHash.eq(hashed(id)))
            .exec(&tx)
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

#[async_trait]
impl SessionStore for Sessions {
    /// 128 random bits do not collide; a new record is put like any other.
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.put(record).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.put(record).await
    }

    /// The hour of expiry is ours, by App's clock; the record's own is the machine's and not used.
    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let now = self.clock.now();
        let row = Entity::find_by_id(hashed(id))
            .filter(Column::ExpiresAt.gt(now))
            .one(self.store.read())
            .await
            .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(row.expires_at)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        let data: HashMap<String, serde_json::Value> = serde_json::from_str(&row.data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        // Pages are still to be read where nothing can be written.
        if row.used_at <= now - NOTED
            && let Err(error) = self.prolong(id, now, expires(&data, now)).await
        {
            tracing::warn!(%error, "a session was not prolonged");
        }
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        let tx = self.store.begin().await.map_err(backend)?;
        Entity::delete_by_id(hashed(id)).exec(&tx).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

/// Removes sessions that ended before `now`.
pub async fn sweep(store: &Store, now: i64) -> Result<()> {
    let tx = store.begin().await?;
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}
