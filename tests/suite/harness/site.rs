//! A whole program on a database of its own, gone when the scenario ends.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use clap::{Args, FromArgMatches};
use futures_util::FutureExt;
use sakwa::app::App;
use sakwa::clock::Clock;
use sakwa::config::Config;
use sakwa::people::{Account, Passwords, Role, account, factor};
use sakwa::site;
use sakwa::store::Store;
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::browser::Browser;
use super::keys;

/// Where the clock of every site stands until a scenario moves it: 12 January 2027, noon in Poland.
pub const NOW: i64 = 1_799_751_600;
pub const DAY: i64 = 24 * 3600;
pub const PASSWORD: &str = "zielony kot pije mleko";
const ADDRESS: &str = "https://bo.example.pl";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// The tables of a database, by [`Site::engine`].
const TABLES: [&str; 2] = [
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
     AND name NOT IN ('session', 'pulse', 'seaql_migrations') ORDER BY name",
    "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public' \
     AND table_name NOT IN ('session', 'pulse', 'seaql_migrations') ORDER BY table_name",
];

pub struct Site {
    pub app: App,
    pub service: Router,
    _folder: Option<TempDir>,
    password_hash: String,
}

static SERIAL: AtomicU32 = AtomicU32::new(1);

/// A number no other scenario of this run has.
pub fn serial() -> u32 {
    SERIAL.fetch_add(1, Ordering::Relaxed)
}

impl Site {
    /// Runs a scenario on a fresh site and takes the site away, also after a failure.
    pub async fn run(engine: Engine, scenario: impl AsyncFnOnce(&Self)) {
        let Some(database) = Fresh::fresh(engine).await else { return };
        let site = Self::open(&database).await;
        let end = AssertUnwindSafe(scenario(&site)).catch_unwind().await;
        site.app.close().await.unwrap();
        database.drop().await;
        if let Err(failure) = end {
            resume_unwind(failure);
        }
    }

    async fn open(database: &Fresh) -> Self {
        let folder = TempDir::new().unwrap();
        if let Fresh::Sqlite(bytes) = database {
            std::fs::write(folder.path().join("sakwa.db"), bytes).unwrap();
        }
        Self::at(folder, database.url(), NOW).await
    }

    /// A site on a database that is there already, whose clock stands at `now`.
    pub async fn at(folder: TempDir, database_url: Option<String>, now: i64) -> Self {
        let config = config(folder.path(), database_url, Some(ADDRESS));
        Self { _folder: Some(folder), ..Self::of(config, Clock::standing(now)).await }
    }

    async fn of(config: Config, clock: Clock) -> Self {
        let app = App::open(config, clock, Passwords::weak().unwrap()).await.unwrap();
        let password_hash = app.passwords.hash(PASSWORD.to_owned()).await.unwrap();
        Self { service: site::service(app.clone()), app, _folder: None, password_hash }
    }

    /// The same installation started once more, under settings of which some are others.
    pub async fn started_with(&self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = self.app.config.clone();
        change(&mut config);
        Self::of(config, self.app.clock.clone()).await
    }

    /// Somebody who has never been here.
    pub fn stranger(&self) -> Browser {
        Browser::new(self.service.clone()).with_letters_of(&self.app)
    }

    /// A new account with [`PASSWORD`] and, for staff, a second factor.
    pub async fn account(&self, role: Role) -> Account {
        let email = format!("{}{}@example.pl", role.name(), serial());
        let (app, hash) = (&self.app, self.password_hash.clone());
        let now = app.clock.now();
        let name = "Ola Nowak".to_owned();
        let account = account::create(&app.store, now, email, name, hash, role).await.unwrap();
        if role.is_staff() {
            let address = factor::enrol_at_once(app, &account).await.unwrap();
            keys::scan(&account.email, &address, &app.clock);
        }
        account
    }

    /// A new person with this role, signed in.
    pub async fn sign_in_as(&self, role: Role) -> Browser {
        let browser = self.stranger();
        browser.sign_in(&self.account(role).await.email, PASSWORD).await;
        browser
    }

    pub async fn resident(&self) -> Browser {
        self.sign_in_as(Role::Resident).await
    }

    /// Every row of every table but those that change by being looked at (sessions, and the last hour
    /// seen), as one text, to see whether anything changed.
    pub async fn everything(&self) -> String {
        let mut all = String::new();
        for table in self.texts(TABLES[self.engine()]).await {
            let mut rows = self.texts(&self.as_text(&table).await).await;
            rows.sort();
            all.push_str(&format!("{table}\n{}\n", rows.join("\n")));
        }
        assert!(all.contains("act_link") && all.contains("envelope"), "it sees the tables");
        all
    }

    /// 0 on SQLite, 1 on PostgreSQL.
    fn engine(&self) -> usize {
        usize::from(self.app.config.database_url.is_some())
    }

    /// A question for the rows of a table, each as one text.
    async fn as_text(&self, table: &str) -> String {
        if self.engine() == 1 {
            return format!("SELECT CAST(t AS TEXT) FROM {table} AS t");
        }
        let columns =
            format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')");
        format!("SELECT {} FROM {table}", self.texts(&columns).await.join(" || ',' || "))
    }

    /// The first column of a query whose rows are texts.
    async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.rows(sql).await;
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    pub async fn rows(&self, sql: &str) -> Vec<sea_orm::QueryResult> {
        let db = self.app.store.read();
        let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
        db.query_all_raw(statement).await.unwrap()
    }

    /// Changes the database past the program, as nobody should; the constraints answer.
    pub async fn change(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        let tx = self.app.store.begin().await?;
        tx.execute_unprepared(sql).await?;
        tx.commit().await
    }

    /// The only number of the only row of a query.
    pub async fn number(&self, sql: &str) -> i64 {
        self.rows(sql).await[0].try_get_by_index(0).unwrap()
    }
}

/// What an operator would set on the command line.
pub fn config(data: &Path, database_url: Option<String>, public_url: Option<&str>) -> Config {
    let listen = "127.0.0.1:0";
    let mut set = vec!["sakwa", "--listen", listen, "--data-dir", data.to_str().unwrap()];
    if let Some(url) = &database_url {
        set.extend(["--database-url", url]);
    }
    if let Some(url) = public_url {
        set.extend(["--public-url", url]);
    }
    let command = Config::augment_args(clap::Command::new("sakwa"));
    Config::from_arg_matches(&command.get_matches_from(set)).unwrap()
}

/// A migrated database to begin with.
enum Fresh {
    Sqlite(&'static [u8]),
    Postgres { server: String, name: String },
}

impl Fresh {
    /// None when there is no PostgreSQL to test with; under CI that is a failure.
    async fn fresh(engine: Engine) -> Option<Self> {
        static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        if engine == Engine::Sqlite {
            return Some(Self::Sqlite(FILE.get_or_init(migrated_file).await));
        }
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            assert!(std::env::var("CI").is_err(), "CI without TEST_POSTGRES_URL");
            println!("skipped: TEST_POSTGRES_URL is not set");
            return None;
        };
        let template = TEMPLATE.get_or_init(|| migrated_template(&server)).await;
        let name = format!("{template}_{}", serial());
        order(&server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Some(Self::Postgres { server, name })
    }

    fn url(&self) -> Option<String> {
        match self {
            Self::Sqlite(_) => None,
            Self::Postgres { server, name } => Some(beside(server, name)),
        }
    }

    async fn drop(self) {
        if let Self::Postgres { server, name } = self {
            order(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

async fn migrated_file() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("template.db");
    let url = format!("sqlite://{}?mode=rwc", path.display());
    Store::open(&url).await.unwrap().close().await.unwrap();
    std::fs::read(path).unwrap()
}

async fn migrated_template(server: &str) -> String {
    let name = format!("sakwa_suite_{}", std::process::id());
    order(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
    order(server, &format!("CREATE DATABASE {name}")).await;
    Store::open(&beside(server, &name)).await.unwrap().close().await.unwrap();
    name
}

/// Runs a statement on a PostgreSQL server.
pub async fn order(server: &str, sql: &str) {
    let db = Database::connect(server).await.expect("TEST_POSTGRES_URL answers");
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

/// The address of another database on the same server.
pub fn beside(server: &str, name: &str) -> String {
    let (head, _) = server.rsplit_once('/').unwrap();
    format!("{head}/{name}")
}
