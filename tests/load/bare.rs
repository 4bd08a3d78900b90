//! What the disk and the engine give at most: the very rows that a round of casting has written, with
//! prepared statements, one after another, in transactions of 64 ballots. No HTTP, no rules, no
//! cryptography, nobody waiting.

use std::time::Instant;

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rusqlite::params;
use sakwa::vote::{envelopes, leaf_queue, signal};
use sea_orm::EntityTrait;
use sea_orm::sqlx::{self, Connection, PgConnection};

use crate::city::{City, Place, cpu};

const TOGETHER: usize = 64;

pub struct Rows {
    envelopes: Vec<envelopes::Model>,
    leaves: Vec<leaf_queue::Model>,
    signals: Vec<signal::Model>,
}

impl Rows {
    /// What lies in the tables, in no order: neither table is written in the order of its keys.
    pub async fn of(place: &Place) -> Self {
        let app = place.open().await;
        let db = app.store.read();
        let mut rows = Self {
            envelopes: envelopes::Entity::find().all(db).await.unwrap(),
            leaves: leaf_queue::Entity::find().all(db).await.unwrap(),
            signals: signal::Entity::find().all(db).await.unwrap(),
        };
        app.close().await.unwrap();
        let mut random = StdRng::seed_from_u64(8);
        rows.envelopes.shuffle(&mut random);
        rows.leaves.shuffle(&mut random);
        rows.signals.shuffle(&mut random);
        rows
    }

    pub fn len(&self) -> usize {
        self.envelopes.len()
    }
}

/// Ballots a second and CPU seconds of one.
pub struct Bare {
    pub rate: f64,
    pub cpu: f64,
}

impl Bare {
    fn new(ballots: usize, began: Instant, cpu_before: f64) -> Self {
        let ballots = ballots as f64;
        let cpu = (cpu(std::process::id()) - cpu_before) / ballots;
        Self { rate: ballots / began.elapsed().as_secs_f64(), cpu }
    }
}

const ENVELOPE: &str = "INSERT INTO envelope (edition_id, lane, tag, pool_id, code, sealed) \
                        VALUES ($1, $2, $3, $4, $5, $6)";
const LEAF: &str = "INSERT INTO leaf_queue (edition_id, code, sealed) VALUES ($1, $2, $3)";
const SIGNAL: &str = "INSERT INTO signal (edition_id, tag, network, agent, slot, pattern) \
                      VALUES ($1, $2, $3, $4, $5, $6)";
const DRAFT: &str = "DELETE FROM voting_draft WHERE edition_id = $1 AND tag = $2";
const TURNOUT: &str = "UPDATE pool SET ballots = ballots + $1 WHERE id = $2";

/// With the settings of the server's own writer.
pub fn on_sqlite(city: &City, place: &Place, rows: &Rows) -> Bare {
    let db = rusqlite::Connection::open(place.sqlite()).unwrap();
    for (name, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "full"),
        ("foreign_keys", "on"),
        ("secure_delete", "on"),
        ("temp_store", "memory"),
        ("wal_autocheckpoint", "16000"),
        ("cache_size", "-32000"),
    ] {
        db.pragma_update(None, name, value).unwrap();
    }
    let mut envelope = db.prepare(ENVELOPE).unwrap();
    let mut leaf = db.prepare(LEAF).unwrap();
    let mut signal = db.prepare(SIGNAL).unwrap();
    let mut draft = db.prepare(DRAFT).unwrap();
    let mut turnout = db.prepare(TURNOUT).unwrap();
    let (cpu, began) = (cpu(std::process::id()), Instant::now());
    for first in (0..rows.len()).step_by(TOGETHER) {
        db.execute_batch("BEGIN IMMEDIATE").unwrap();
        let last = (first + TOGETHER).min(rows.len());
        for n in first..last {
            let row = &rows.envelopes[n];
            envelope
                .execute(params![
                    row.edition_id,
                    row.lane,
                    row.tag,
                    row.pool_id,
                    row.code,
                    row.sealed
                ])
                .unwrap();
            let row = &rows.leaves[n];
            leaf.execute(params![row.edition_id, row.code, row.sealed]).unwrap();
            let row = &rows.signals[n];
            signal
                .execute(params![
                    row.edition_id,
                    row.tag,
                    row.network,
                    row.agent,
                    row.slot,
                    row.pattern
                ])
                .unwrap();
            draft.execute(params![city.edition, city.drafts[n]]).unwrap();
        }
        turnout.execute(params![(last - first) as i64, city.pool]).unwrap();
        db.execute_batch("COMMIT").unwrap();
    }
    Bare::new(rows.len(), began, cpu)
}

/// One connection; the server's CPU is its own and not counted.
pub async fn on_postgres(city: &City, place: &Place, rows: &Rows) -> Bare {
    let mut db = PgConnection::connect(&place.url().unwrap()).await.unwrap();
    let (cpu, began) = (cpu(std::process::id()), Instant::now());
    for first in (0..rows.len()).step_by(TOGETHER) {
        let mut tx = db.begin().await.unwrap();
        let last = (first + TOGETHER).min(rows.len());
        for n in first..last {
            let row = &rows.envelopes[n];
            let insert = sqlx::query(ENVELOPE).bind(row.edition_id).bind(&row.lane).bind(&row.tag);
            let insert = insert.bind(row.pool_id).bind(&row.code).bind(&row.sealed);
            insert.execute(&mut *tx).await.unwrap();
            let row = &rows.leaves[n];
            let insert = sqlx::query(LEAF).bind(row.edition_id).bind(&row.code).bind(&row.sealed);
            insert.execute(&mut *tx).await.unwrap();
            let row = &rows.signals[n];
            let insert = sqlx::query(SIGNAL).bind(row.edition_id).bind(&row.tag).bind(&row.network);
            let insert = insert.bind(&row.agent).bind(row.slot).bind(&row.pattern);
            insert.execute(&mut *tx).await.unwrap();
            let delete = sqlx::query(DRAFT).bind(city.edition).bind(&city.drafts[n]);
            delete.execute(&mut *tx).await.unwrap();
        }
        let turnout = sqlx::query(TURNOUT).bind((last - first) as i64).bind(city.pool);
        turnout.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
    Bare::new(rows.len(), began, cpu)
}
