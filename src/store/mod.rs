//! The database: the only room that knows which engine runs below. Readers share a pool; every
//! change goes through [`Store::begin`], and ballots through [`Group`], which makes one fsync
//! serve many.
//!
//! On SQLite there is exactly one writer connection and each transaction takes the write lock at
//! once: one that begins as a reader and upgrades fails with a stale snapshot without waiting.
//! `synchronous=FULL` makes a commit mean fsync; NORMAL may lose acknowledged ballots in a power
//! cut, so the server refuses to start on it.

mod group;
mod pulse;
mod trip;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use migrations::MigratorTrait;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, DbErr, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};

use crate::clock::{Clock, Instant};
use crate::error::{Error, Result};

pub use group::Group;
pub use pulse::{Doubt, Pulse};
pub use trip::{Trip, padded, take_back};

/// Between two copies of the log when nothing is written.
const IDLE: Duration = Duration::from_millis(500);
/// When something is.
const RUSH: Duration = Duration::from_millis(100);

#[derive(Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    queries: Arc<AtomicU64>,
    /// Where SQLite keeps its files.
    folder: Option<PathBuf>,
    pulse: Arc<Pulse>,
}

impl Store {
    /// Opens the database at `url` (`sqlite://…` or `postgres://…`) and brings its schema up to
    /// date. Fails when SQLite is not durable: journal WAL and `synchronous` FULL.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let queries = Arc::new(AtomicU64::new(0));
        let (mut read, mut write) = if url.starts_with("sqlite:") {
            let write = sqlite(url, 1, -32_000).await?;
            (sqlite(url, 4, -4_000).await?, write)
        } else {
            let pool = postgres(url).await?;
            (pool.clone(), pool)
        };
        for connection in [&mut read, &mut write] {
            let queries = queries.clone();
            connection.set_metric_callback(move |_| {
                queries.fetch_add(1, Ordering::Relaxed);
            });
        }
        let folder = sqlite_file(url).map(|file| match file.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        });
        let store = Self { read, write, queries, folder, pulse: Arc::default() };
        store.refuse_unsafe_sqlite().await?;
        migrations::Migrator::up(&store.write, None).await.context("cannot migrate")?;
        Ok(store)
    }

    /// Fails with a sentence where no database of this program is at `url`: a command that only looks
    /// at one, or changes one, would make an empty one in a wrong place and answer as if all were well.
    pub async fn refuse_absent(url: &str) -> anyhow::Result<()> {
        let make = "`sakwa serve`, `demo` and `import` make one; is this the right place?";
        if let Some(file) = sqlite_file(url) {
            ensure!(file.exists(), "there is no database {}: {make}", file.display());
            return Ok(());
        }
        let db = postgres(url).await?;
        let migrated = db.query_one_raw(Statement::from_string(
            DatabaseBackend::Postgres,
            "SELECT 1 FROM information_schema.tables WHERE table_name = 'seaql_migrations'",
        ));
        let found = migrated.await?.is_some();
        db.close().await?;
        if !found {
            bail!("the PostgreSQL database holds nothing of Sakwa: {make}");
        }
        Ok(())
    }

    /// Bytes that may still be written where SQLite keeps its files; none where the database has a disk
    /// of its own, which this program cannot look at.
    pub fn free_space(&self) -> Option<u64> {
        let found = rustix::fs::statvfs(self.folder.as_ref()?).ok()?;
        Some(found.f_bavail.saturating_mul(found.f_frsize))
    }

    /// What the database knows of the hour.
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// A transaction that may change things; dropped without commit, it changes nothing.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            })
            .await
    }

    /// Writes tables anew, so that neither deleted rows nor the order of what is left stay in the
    /// files. On SQLite that is the whole file and its log.
    ///
    /// # Errors
    /// `Busy` while a reader of SQLite still looks at the old pages.
    pub async fn write_anew(&self, tables: &[&str]) -> Result<()> {
        if self.write.get_database_backend() == DatabaseBackend::Postgres {
            for table in tables {
                self.write.execute_unprepared(&format!("VACUUM (FULL) {table}")).await?;
            }
            return Ok(());
        }
        self.write.execute_unprepared("VACUUM").await?;
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        for _ in 0..50 {
            let row = self
                .write
                .query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, truncate))
                .await?;
            let busy = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
            if busy == Some(0) {
                return Ok(());
            }
            // A reader still looks at the old pages.
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(Error::Busy { retry_after: 2 })
    }

    /// Copies SQLite's log into its file beside the writer, for ever. Left to the writer, that would
    /// stand between a rush of ballots and their receipts; it still does when the log has grown to its
    /// limit, and then little is left to copy.
    pub async fn keep_log_short(&self) {
        let checkpoint = "PRAGMA wal_checkpoint(PASSIVE)";
        if self.write.get_database_backend() == DatabaseBackend::Postgres {
            return std::future::pending().await;
        }
        let (mut copied, mut pause) = (0, IDLE);
        loop {
            tokio::time::sleep(pause).await;
            let ask = Statement::from_string(DatabaseBackend::Sqlite, checkpoint);
            let now: i64 = match self.read.query_one_raw(ask).await {
                Ok(Some(row)) => row.try_get_by_index(2).unwrap_or(0),
                Ok(None) => 0,
                Err(error) => {
                    tracing::warn!(%error, "the log of the database was not copied");
                    0
                }
            };
            pause = if now == copied { IDLE } else { RUSH };
            copied = now;
        }
    }

    /// Statements run since the store was opened, for tests that count them.
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), DbErr> {
        self.read.ping().await
    }

    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }

    async fn refuse_unsafe_sqlite(&self) -> anyhow::Result<()> {
        if self.write.get_database_backend() != DatabaseBackend::Sqlite {
            return Ok(());
        }
        let ask = async |pragma: &str| {
            let row = self
                .write
                .query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, pragma.to_owned()))
                .await?;
            row.context("a pragma answered nothing")
        };
        let level: i64 = ask("PRAGMA synchronous").await?.try_get_by_index(0)?;
        let journal: String = ask("PRAGMA journal_mode").await?.try_get_by_index(0)?;
        ensure!(level == 2 && journal == "wal", "SQLite is not durable: {journal}, {level}");
        Ok(())
    }
}

/// Now, by the database's own clock: nodes that share a database share its deadlines, whatever their
/// own clocks say. A clock that a test has stopped goes first.
///
/// While that clock is in doubt (see [`Pulse`]), this is what it would say had it not jumped.
pub async fn now(tx: &impl ConnectionTrait, clock: &Clock) -> Result<Instant, DbErr> {
    Ok(shown(tx, clock).await? + clock.correction_of_database())
}

/// [`now`] as a part of a question.
pub fn now_in(tx: &impl ConnectionTrait, clock: &Clock) -> Expr {
    match clock.correction_of_database() {
        0 => shown_in(tx, clock),
        correction => shown_in(tx, clock).add(correction),
    }
}

/// What the database's clock shows, right or wrong.
async fn shown(tx: &impl ConnectionTrait, clock: &Clock) -> Result<Instant, DbErr> {
    if let Some(standing) = clock.standing_at() {
        return Ok(standing);
    }
    let ask = Query::select().expr(shown_in(tx, clock)).take();
    let row = tx.query_one(&ask).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("now".to_owned()))?.try_get_by_index(0)
}

fn shown_in(tx: &impl ConnectionTrait, clock: &Clock) -> Expr {
    match (clock.standing_at(), tx.get_database_backend()) {
        (Some(standing), _) => Expr::val(standing),
        (None, DatabaseBackend::Postgres) => {
            Expr::cust("floor(extract(epoch FROM clock_timestamp()))::bigint")
        }
        (None, _) => Expr::cust("unixepoch()"),
    }
}

/// The file of an address of SQLite.
fn sqlite_file(url: &str) -> Option<&Path> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.strip_prefix("//").unwrap_or(rest).split('?').next().unwrap_or_default();
    Some(Path::new(path))
}

async fn sqlite(url: &str, connections: u32, cache: i32) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(8))
        .sqlx_logging(false)
        // One that is still inside a transaction when nobody holds it has failed at ending it: SQLite may
        // have rolled back by itself (a full disk, an I/O error), and what is begun on it then is a
        // savepoint of nothing, whose release looks like a commit and stores nothing.
        .map_sqlx_sqlite_before_acquire(|connection, _| {
            use sea_orm::sqlx::Connection;
            let left_open = connection.is_in_transaction();
            if left_open {
                tracing::error!(
                    "a connection to the database is thrown away: its transaction never ended"
                );
            }
            Box::pin(std::future::ready(Ok(!left_open)))
        })
        .map_sqlx_sqlite_opts(move |sqlite| {
            use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
                // A cast ballot's draft must not be found in the file afterwards.
                .pragma("secure_delete", "on")
                .pragma("temp_store", "memory")
                // Pages, 64 MiB of log: see `keep_log_short`.
                .pragma("wal_autocheckpoint", "16000")
                .pragma("cache_size", cache.to_string())
                // Those of the ballot writer come in some hundreds of lengths.
                .statement_cache_capacity(500)
        });
    Database::connect(options).await.context("cannot open the SQLite database")
}

async fn postgres(url: &str) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(16).acquire_timeout(Duration::from_secs(8)).sqlx_logging(false);
    Database::connect(options).await.context("cannot reach PostgreSQL")
}
