//! The database: the only room that knows which engine runs below. Readers share a pool; every
//! change goes through [`Store::begin`], and ballots through [`Group`], which makes one fsync
//! serve many.
//!
//! On SQLite there is exactly one writer connection and each transaction takes the write lock at
//! once: one that begins as a reader and upgrades fails with a stale snapshot without waiting.
//! `synchronous=FULL` makes a commit mean fsync; NORMAL may lose acknowledged ballots in a power
//! cut, so the server refuses to start on it.

mod group;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, ensure};
use migrations::MigratorTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, ValueTuple};
use sea_orm::{
    ActiveModelTrait, ConnectOptions, ConnectionTrait, Database, DatabaseBackend,
    DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, Iterable, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait, Value,
};

use crate::clock::{Clock, Instant};

pub use group::Group;

/// Between two copies of the log when nothing is written.
const IDLE: Duration = Duration::from_millis(500);
/// When something is.
const RUSH: Duration = Duration::from_millis(100);

#[derive(Clone)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    queries: Arc<AtomicU64>,
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
        let store = Self { read, write, queries };
        store.refuse_unsafe_sqlite().await?;
        migrations::Migrator::up(&store.write, None).await.context("cannot migrate")?;
        Ok(store)
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
    pub async fn write_anew(&self, tables: &[&str]) -> Result<(), DbErr> {
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
        Err(DbErr::Custom("database is locked: its log cannot be emptied".to_owned()))
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
pub async fn now(tx: &impl ConnectionTrait, clock: &Clock) -> Result<Instant, DbErr> {
    if let Some(standing) = clock.standing_at() {
        return Ok(standing);
    }
    let ask = Query::select().expr(now_in(tx, clock)).take();
    let row = tx.query_one(&ask).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("now".to_owned()))?.try_get_by_index(0)
}

/// [`now`] as a part of a question.
pub fn now_in(tx: &impl ConnectionTrait, clock: &Clock) -> Expr {
    match (clock.standing_at(), tx.get_database_backend()) {
        (Some(standing), _) => Expr::val(standing),
        (None, DatabaseBackend::Postgres) => {
            Expr::cust("floor(extract(epoch FROM clock_timestamp()))::bigint")
        }
        (None, _) => Expr::cust("unixepoch()"),
    }
}

/// Runs changes one after another, on SQLite in one trip: its connection lives on a thread of its
/// own, and on busy cores each trip there and back waits for a core twice.
pub async fn run_all(
    tx: &DatabaseTransaction,
    changes: impl IntoIterator<Item = Statement>,
) -> Result<(), DbErr> {
    let engine = tx.get_database_backend();
    if engine == DatabaseBackend::Postgres {
        for change in changes {
            tx.execute_raw(change).await?;
        }
        return Ok(());
    }
    let (mut text, mut values) = (String::new(), Vec::new());
    for change in changes {
        text.push_str(&change.sql);
        text.push(';');
        values.extend(change.values.map(|values| values.0).unwrap_or_default());
    }
    tx.execute_raw(Statement::from_sql_and_values(engine, text, values)).await?;
    Ok(())
}

/// Puts rows into their table, and fails where one of them is there already. Rows of nulls, which are
/// left out, make them as many as a few numbers allow; see [`padded`]. There must be a row.
pub fn insert_all<A: ActiveModelTrait>(engine: DatabaseBackend, rows: Vec<A>) -> Statement {
    let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().collect();
    let names: Vec<String> = (1..=columns.len()).map(|n| format!("column{n}")).collect();
    let cells = |mut row: A| -> Vec<Value> {
        let cells = columns.iter().map(|column| row.take(*column).into_value());
        cells.map(|cell| cell.unwrap_or(Value::BigInt(None))).collect()
    };
    let mut rows: Vec<Vec<Value>> = rows.into_iter().map(cells).collect();
    let nulls = rows.first().map(|row| row.iter().map(Value::as_null).collect());
    rows.resize(round(rows.len()), nulls.unwrap_or_default());
    let listed = Query::select()
        .columns(names.iter().map(String::as_str).map(Alias::new))
        .from_values(rows.into_iter().map(ValueTuple::Many), "listed")
        .and_where(Expr::col(Alias::new("column1")).is_not_null())
        .take();
    let mut insert = Query::insert();
    insert.into_table(A::Entity::default()).columns(columns);
    // It refuses a list of another length than that of the columns.
    let _ = insert.select_from(listed);
    engine.build(&insert)
}

/// Repeats the last of some rows until they are as many as a few numbers allow, so that the text of a
/// statement over them is one of few and stays prepared. For statements to which a row that comes
/// twice is nothing new.
pub fn padded<T: Clone>(mut rows: Vec<T>) -> Vec<T> {
    if let Some(last) = rows.last().cloned() {
        rows.resize(round(rows.len()), last);
    }
    rows
}

/// The next power of two, or three quarters of it.
fn round(rows: usize) -> usize {
    let whole = rows.next_power_of_two();
    if rows <= whole / 4 * 3 { whole / 4 * 3 } else { whole }
}

async fn sqlite(url: &str, connections: u32, cache: i32) -> anyhow::Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(8))
        .sqlx_logging(false)
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
