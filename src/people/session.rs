//! Sessions: tower-sessions keeps the cookie and the record, this store keeps the rows. The
//! identifier is stored hashed, so that a stolen database opens no session; the account stands in
//! its own column, so that all sessions of a person can be ended.

use async_trait::async_trait;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sha2::{Digest, Sha256};
use tower_sessions::session::{Id, Record};
use tower_sessions::{Session, SessionStore, session_store};

use crate::clock::Clock;
use crate::error::{Error, Result, is_busy};
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
}

impl ActiveModelBehavior for ActiveModel {}

const ACCOUNT: &str = "account";
/// A session that nobody uses for so long is over.
const IDLE: i64 = 12 * 3600;
/// Use is noted at most this often, so that reading pages costs no writes.
const NOTED: i64 = 600;

/// Starts a signed-in session under a new identifier.
pub async fn sign_in(session: &Session, account: i64) -> Result<()> {
    session.cycle_id().await.map_err(internal)?;
    session.insert(ACCOUNT, account).await.map_err(internal)
}

/// Ends the session here and in the database.
pub async fn sign_out(session: &Session) -> Result<()> {
    session.flush().await.map_err(internal)
}

pub async fn account_of(session: &Session) -> Result<Option<i64>> {
    session.get(ACCOUNT).await.map_err(internal)
}

fn internal(error: tower_sessions::session::Error) -> Error {
    if is_busy(&error.to_string()) {
        Error::Busy { retry_after: 2 }
    } else {
        Error::Internal(error.into())
    }
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

fn backend(error: impl std::fmt::Display) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

impl Sessions {
    async fn put(&self, record: &Record) -> session_store::Result<()> {
        let data = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let row = ActiveModel {
            id_hash: Set(hashed(&record.id)),
            account_id: Set(record.data.get(ACCOUNT).and_then(serde_json::Value::as_i64)),
            data: Set(data),
            expires_at: Set(self.clock.now() + IDLE),
        };
        let tx = self.store.begin().await.map_err(backend)?;
        Entity::insert(row)
            .on_conflict(
                OnConflict::column(Column::IdHash)
                    .update_columns([Column::AccountId, Column::Data, Column::ExpiresAt])
                    .to_owned(),
            )
            .exec_without_returning(&tx)
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn prolong(&self, id: &Id, now: i64) -> session_store::Result<()> {
        let tx = self.store.begin().await.map_err(backend)?;
        Entity::update_many()
            .col_expr(Column::ExpiresAt, Expr::value(now + IDLE))
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
        let expiry_date =
            time::OffsetDateTime::from_unix_timestamp(row.expires_at).map_err(backend)?;
        let data = serde_json::from_str(&row.data)
            .map_err(|error| session_store::Error::Decode(error.to_string()))?;
        if row.expires_at < now + IDLE - NOTED {
            self.prolong(id, now).await?;
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
