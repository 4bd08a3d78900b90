//! The lists of the desk, worked out at most once a minute and kept in memory: what a page costs does
//! not depend on how many have voted.
//!
//! Envelopes are opened here by the program, to lead from a signal to its person, and only when
//! somebody asks for the people of a group. Person, channel and day leave this file; what was voted
//! does not.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sea_orm::entity::prelude::*;
use tokio::sync::{Mutex, OnceCell};
use tokio_stream::StreamExt;

use super::clusters::{self, Cluster};
use super::who::{self, Directory};
use crate::app::App;
use crate::clock::Instant;
use crate::edition::{Edition, Phase};
use crate::error::Result;
use crate::vote::{self, Channel, LinkKey, Purpose, envelope, envelopes, signal};

/// For how long lists are kept, in seconds.
const FRESH: Instant = 60;

/// How somebody voted, in the one sense that may be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub person: Vec<u8>,
    pub channel: Channel,
    pub day: String,
}

/// The lists of an edition as they were at one moment.
#[derive(Debug)]
pub struct Lists {
    pub at: Instant,
    /// Ballots that came with signals.
    pub ballots: usize,
    pub clusters: Vec<Cluster>,
    edition: i64,
    people: OnceCell<People>,
}

/// Who is behind the groups.
#[derive(Debug)]
pub struct People {
    seen: HashMap<Vec<u8>, Seen>,
    pub directory: Directory,
}

impl People {
    /// The people of a group.
    pub fn of<'a>(&'a self, cluster: &'a Cluster) -> impl Iterator<Item = &'a Seen> {
        cluster.tags.iter().filter_map(|tag| self.seen.get(tag))
    }
}

impl Lists {
    pub fn cluster(&self, id: &str) -> Option<&Cluster> {
        self.clusters.iter().find(|cluster| cluster.id == id)
    }

    /// The people of all groups; the first who asks has the envelopes opened.
    pub async fn people(&self, app: &App) -> Result<&People> {
        self.people.get_or_try_init(|| self.find_people(app)).await
    }

    async fn find_people(&self, app: &App) -> Result<People> {
        let db = app.store.read();
        let tags = self.clusters.iter().flat_map(|cluster| cluster.tags.iter().map(Vec::as_slice));
        let wanted: HashSet<&[u8]> = tags.collect();
        let mut seen = HashMap::with_capacity(wanted.len());
        if !wanted.is_empty() {
            let key = app.keys.of(db, self.edition).await?;
            let rows =
                envelopes::Entity::find().filter(envelopes::Column::EditionId.eq(self.edition));
            let mut rows = rows.stream(db).await?;
            while let Some(row) = rows.try_next().await? {
                let (tag, found) = look(&key, &row)?;
                if wanted.contains(tag.as_slice()) {
                    seen.insert(tag, found);
                }
            }
        }
        Ok(People { seen, directory: who::directory(app, self.edition).await? })
    }
}

/// The lists that were worked out last.
#[derive(Default)]
pub struct Desk(Mutex<HashMap<i64, Arc<Lists>>>);

impl Desk {
    /// The lists of an edition, at most a minute old; none when it has no envelopes. Who asks while
    /// they are being made waits for them.
    pub async fn of(&self, app: &App, edition: &Edition) -> Result<Option<Arc<Lists>>> {
        let mut known = self.0.lock().await;
        if !is_open(app, edition).await? {
            known.remove(&edition.id);
            return Ok(None);
        }
        let now = app.clock.now();
        if let Some(lists) = known.get(&edition.id)
            && (lists.at..lists.at + FRESH).contains(&now)
        {
            return Ok(Some(lists.clone()));
        }
        let lists = Arc::new(make(app, edition, now).await?);
        known.insert(edition.id, lists.clone());
        Ok(Some(lists))
    }
}

/// Whether ballots of an edition lie in envelopes.
pub async fn is_open(app: &App, edition: &Edition) -> Result<bool> {
    let opening = vote::opening::of(app.store.read(), edition.id).await?;
    let in_phase = matches!(edition.phase, Phase::Voting | Phase::Counting);
    Ok(in_phase && opening.is_some_and(|opening| opening.sealed_at.is_none()))
}

async fn make(app: &App, edition: &Edition, at: Instant) -> Result<Lists> {
    let signals = signal::Entity::find().filter(signal::Column::EditionId.eq(edition.id));
    let signals = signals.all(app.store.read()).await?;
    let ballots = signals.len();
    let work = move || clusters::find(&signals);
    let clusters = tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from)?;
    Ok(Lists { at, ballots, clusters, edition: edition.id, people: OnceCell::new() })
}

/// Opens an envelope for the name on it.
fn look(key: &LinkKey, row: &envelopes::Model) -> Result<(Vec<u8>, Seen)> {
    let envelope::Content { person, channel, day, .. } = envelope::open(key, row)?;
    Ok((key.digest(Purpose::Signal, &[&person]), Seen { person, channel, day }))
}
