//! Whether this node can do its work, and what keeps it from it: room on the disk, a database that
//! takes writes, the link keys of votes that run, a clock that goes right, settings that stay. A load
//! balancer asks `/health`; an officer reads the same on the desk; the log says it over and over.

mod pages;
mod routes;

use std::sync::Mutex;
use std::time::Duration;

use crate::app::{App, Routes};
use crate::edition::{self, Edition};
use crate::error::{Error, Result};
use crate::store::Doubt;
use crate::vote;

pub use pages::notes;

/// How often a write proves that the database takes writes, at most.
const BEAT: Duration = Duration::from_secs(1);
/// A write that takes longer is as good as none.
const PATIENCE: Duration = Duration::from_secs(5);

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The database stores nothing.
    Database,
    /// The writer of ballots has ended.
    Writer,
    /// Less room on the disk than must be spared, in megabytes.
    Disk { free: u64, spare: u64 },
    /// The link key of a vote is not on this node.
    LinkKey { slug: String },
    /// The clock shows another hour than it can be.
    Clock(Doubt),
    /// A setting is another than at the opening of a vote.
    Setting { slug: String, name: &'static str },
}

impl Alarm {
    /// Whether this node can take no ballot because of it.
    pub fn stops(&self) -> bool {
        !matches!(self, Self::Clock(_) | Self::Setting { .. })
    }

    /// What it is called where programs read: no person, no figure.
    fn name(&self) -> String {
        match self {
            Self::Database => "database".to_owned(),
            Self::Writer => "ballot-writer".to_owned(),
            Self::Disk { .. } => "disk".to_owned(),
            Self::LinkKey { slug } => format!("link-key {slug}"),
            Self::Clock(_) => "clock".to_owned(),
            Self::Setting { slug, name } => format!("setting-{name} {slug}"),
        }
    }
}

/// What the last proof of the database said, so that many who ask make one write.
#[derive(Default)]
pub struct Watch(tokio::sync::Mutex<Option<tokio::time::Instant>>, Mutex<bool>);

impl Watch {
    /// Whether the last write that was tried failed.
    fn failed(&self) -> bool {
        *self.1.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

pub fn router() -> Routes {
    routes::router()
}

/// Writes to the database, unless that was done a moment ago, and gives every alarm.
pub async fn look(app: &App) -> Vec<Alarm> {
    let mut last = app.watch.0.lock().await;
    if last.is_none_or(|at| at.elapsed() >= BEAT) {
        let beat = tokio::time::timeout(PATIENCE, app.store.beat(&app.clock)).await;
        let failed = match beat {
            Ok(Ok(_)) => false,
            Ok(Err(error)) => {
                tracing::error!(%error, "the database takes no writes");
                true
            }
            Err(_) => {
                tracing::error!("the database did not answer in time");
                true
            }
        };
        *app.watch.1.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = failed;
        *last = Some(tokio::time::Instant::now());
    }
    drop(last);
    alarms(app).await
}

/// Every alarm, by what is known without a write.
pub async fn alarms(app: &App) -> Vec<Alarm> {
    let mut all = Vec::new();
    if app.watch.failed() {
        all.push(Alarm::Database);
    }
    if !app.casting.is_alive() {
        all.push(Alarm::Writer);
    }
    if let Some(free) = app.casting.too_little_space() {
        all.push(Alarm::Disk { free, spare: app.config.spare_disk });
    }
    if let Some(doubt) = app.store.pulse().doubt() {
        all.push(Alarm::Clock(doubt));
    }
    if let Err(error) = of_votes(app, &mut all).await {
        tracing::error!(%error, "the votes that run could not be looked at");
        if !all.contains(&Alarm::Database) {
            all.push(Alarm::Database);
        }
    }
    all
}

/// What votes that are open, or closed and not sealed, miss on this node.
async fn of_votes(app: &App, all: &mut Vec<Alarm>) -> Result<()> {
    let db = app.store.read();
    let running = vote::opening::running(db).await?;
    if running.is_empty() {
        return Ok(());
    }
    let editions = edition::all(db).await?;
    let slug = |id: i64| {
        let found = editions.iter().find(|edition: &&Edition| edition.id == id);
        found.map(|edition| edition.slug.clone()).unwrap_or_default()
    };
    for opening in &running {
        match app.keys.of(db, opening.edition_id).await {
            Ok(_) => {}
            Err(Error::OutOfOrder) => {
                all.push(Alarm::LinkKey { slug: slug(opening.edition_id) });
            }
            Err(error) => return Err(error),
        }
    }
    for (edition, names) in vote::opening::changed_settings(&running, &app.config) {
        let slug = slug(edition);
        all.extend(names.into_iter().map(|name| Alarm::Setting { slug: slug.clone(), name }));
    }
    Ok(())
}

/// Says every alarm in the log.
pub fn log(alarms: &[Alarm]) {
    for alarm in alarms {
        match alarm {
            Alarm::Setting { slug, name } => {
                tracing::warn!(
                    edition = slug,
                    setting = name,
                    "changed since this vote was opened"
                );
            }
            alarm => tracing::error!(alarm = alarm.name(), ?alarm, "needs somebody's hand"),
        }
    }
}
