//! Casting: the one way a ballot enters the box.
//!
//! Jobs are gathered by the group commit; one transaction checks that the edition still votes,
//! writes participation, ballots and turnout, and deletes the drafts. A person who already has a
//! participation in a lane gets no second one: the primary key says so, not a look beforehand.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex};

use game_rules::ballot::{self, Kind};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{Condition, DatabaseTransaction, QuerySelect, Set, TryInsertResult};
use sha2::{Digest, Sha256};
use tokio::task::JoinHandle;

use super::entity::{ballot as ballots, ballot_draft, participation};
use crate::clock::Clock;
use crate::edition::{self, Phase, phase, pool};
use crate::error::{Error, Result};
use crate::store::{Group, Store};

/// A ballot ready for the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBallot {
    pub id: Vec<u8>,
    pub vote: String,
    pub points: String,
    pub nonce: Vec<u8>,
    pub receipt: String,
}

impl NewBallot {
    /// Seals choices (project number, points) under the voter's one-time `key`. The same key and
    /// pool always give the same id, so that a form sent twice is one ballot.
    pub fn seal(
        key: &[u8; 16],
        edition: &str,
        pool: &str,
        kind: Kind,
        choices: &[(&str, i64)],
    ) -> Self {
        let mut nonce = [0; 16];
        nonce.copy_from_slice(&derive("nonce", key, pool)[..16]);
        let leaf = ballot::leaf(&ballot::canonical(kind, edition, pool, 1, choices, &nonce));
        let column = |cell: &dyn Fn(&(&str, i64)) -> String| {
            choices.iter().map(cell).collect::<Vec<_>>().join(",")
        };
        Self {
            id: Self::id_of(key, pool),
            vote: column(&|(number, _)| (*number).to_owned()),
            points: if kind.has_points() {
                column(&|(_, points)| points.to_string())
            } else {
                String::new()
            },
            nonce: nonce.to_vec(),
            receipt: ballot::receipt_code(&leaf).replace('-', ""),
        }
    }

    /// The id that the key gives the ballot of a pool.
    pub fn id_of(key: &[u8; 16], pool: &str) -> Vec<u8> {
        derive("ballot", key, pool).to_vec()
    }

    pub fn row(&self, pool: i64) -> ballots::ActiveModel {
        ballots::ActiveModel {
            pool_id: Set(pool),
            id: Set(self.id.clone()),
            vote: Set(self.vote.clone()),
            points: Set(self.points.clone()),
            nonce: Set(self.nonce.clone()),
            receipt: Set(self.receipt.clone()),
        }
    }
}

fn derive(purpose: &str, key: &[u8; 16], pool: &str) -> [u8; 32] {
    Sha256::new().chain_update(purpose).chain_update(key).chain_update(pool).finalize().into()
}

/// A person's ballot in one pool.
#[derive(Clone, Debug)]
pub struct Part {
    pub pool_id: i64,
    pub lane: String,
    pub ballot: NewBallot,
}

/// Everything one person casts at once: all of it is stored or nothing.
#[derive(Clone, Debug)]
pub struct Job {
    pub edition_id: i64,
    pub person: Vec<u8>,
    pub day: String,
    pub parts: Vec<Part>,
}

impl Job {
    fn keys(&self) -> impl Iterator<Item = Key> {
        self.parts.iter().map(|part| (self.edition_id, part.lane.clone(), self.person.clone()))
    }

    fn repeats_a_lane(&self) -> bool {
        let lanes: HashSet<&str> = self.parts.iter().map(|part| part.lane.as_str()).collect();
        lanes.len() < self.parts.len()
    }

    fn receipts(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.ballot.receipt.clone()).collect()
    }
}

type Key = (i64, String, Vec<u8>);

/// The ballot writer.
pub struct Casting {
    group: Mutex<Option<Group<Job, Vec<String>>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Casting {
    pub fn start(store: Store, clock: Clock) -> Self {
        let (group, writer) = Group::start(
            store,
            Arc::new(move |tx, jobs| {
                let clock = clock.clone();
                Box::pin(async move { cast_all(tx, jobs, &clock).await })
            }),
        );
        Self { group: Mutex::new(Some(group)), writer: Mutex::new(Some(writer)) }
    }

    /// Stores a person's ballots and returns their receipt codes, in the order of the parts. When
    /// this answers, they are on the disk. The same job again gives the same answer.
    ///
    /// `Conflict("vote-already")`: this person's ballot is in the box. `Conflict("vote-closed")`:
    /// the voting is over. `Busy`: nothing was stored.
    pub async fn cast(&self, job: Job) -> Result<Vec<String>> {
        let group = match self.group.lock() {
            Ok(group) => group.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        };
        group.ok_or(Error::Busy { retry_after: 5 })?.submit(job).await
    }

    /// Whether the writer still takes ballots.
    pub fn is_alive(&self) -> bool {
        let writer = self.writer.lock().ok();
        writer.is_some_and(|writer| writer.as_ref().is_some_and(|task| !task.is_finished()))
    }

    /// Takes no more ballots and waits until the accepted ones are written.
    pub async fn drain(&self) {
        if let Ok(mut group) = self.group.lock() {
            group.take();
        }
        let writer = self.writer.lock().ok().and_then(|mut writer| writer.take());
        if let Some(writer) = writer {
            let _ = writer.await;
        }
    }
}

async fn cast_all(
    tx: &DatabaseTransaction,
    jobs: &[Job],
    clock: &Clock,
) -> Result<Vec<Result<Vec<String>>>> {
    let open = open_editions(tx, jobs, clock).await?;
    let mut answers: Vec<Option<Result<Vec<String>>>> = jobs
        .iter()
        .map(|job| match open.contains(&job.edition_id) {
            false => Some(Err(Error::conflict("vote-closed"))),
            // One statement would swallow the second row of a lane, and with it the constraint.
            true if job.repeats_a_lane() => Some(Err(Error::BadRequest("lane".to_owned()))),
            true => None,
        })
        .collect();
    // Two jobs of one person must not share a statement: its answer could not tell them apart.
    loop {
        let mut taken = HashSet::new();
        let round: Vec<usize> = (0..jobs.len())
            .filter(|&i| answers[i].is_none())
            .filter(|&i| taken.insert((jobs[i].edition_id, &jobs[i].person)))
            .collect();
        if round.is_empty() {
            break;
        }
        for (i, answer) in cast_round(tx, jobs, &round).await? {
            answers[i] = Some(answer);
        }
    }
    Ok(answers.into_iter().flatten().collect())
}

/// The editions among the jobs that vote at this moment. The share lock makes closing wait for the
/// ballots that were let in, and ballots that come after it see it.
async fn open_editions(
    tx: &DatabaseTransaction,
    jobs: &[Job],
    clock: &Clock,
) -> Result<HashSet<i64>> {
    let wanted: HashSet<i64> = jobs.iter().map(|job| job.edition_id).collect();
    let voting: Vec<i64> = edition::Entity::find()
        .select_only()
        .column(edition::Column::Id)
        .filter(edition::Column::Id.is_in(wanted))
        .filter(edition::Column::Phase.eq(Phase::Voting))
        .lock_shared()
        .into_tuple()
        .all(tx)
        .await?;
    let now = clock.now();
    let in_time: Vec<i64> = phase::Entity::find()
        .select_only()
        .column(phase::Column::EditionId)
        .filter(phase::Column::EditionId.is_in(voting))
        .filter(phase::Column::Kind.eq(Phase::Voting))
        .filter(phase::Column::BeginsAt.lte(now))
        .filter(phase::Column::EndsAt.gt(now))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(in_time.into_iter().collect())
}

async fn cast_round(
    tx: &DatabaseTransaction,
    jobs: &[Job],
    round: &[usize],
) -> Result<Vec<(usize, Result<Vec<String>>)>> {
    let rows = round.iter().flat_map(|&i| {
        jobs[i].parts.iter().map(move |part| participation::ActiveModel {
            edition_id: Set(jobs[i].edition_id),
            lane: Set(part.lane.clone()),
            person: Set(jobs[i].person.clone()),
            pool_id: Set(part.pool_id),
            channel: Set("internet".to_owned()),
            day: Set(jobs[i].day.clone()),
        })
    });
    let inserted = participation::Entity::insert_many(rows)
        .on_conflict_do_nothing_on([
            participation::Column::EditionId,
            participation::Column::Lane,
            participation::Column::Person,
        ])
        .exec_with_returning_keys(tx)
        .await?;
    let new: HashSet<Key> = match inserted {
        TryInsertResult::Inserted(keys) => keys.into_iter().collect(),
        TryInsertResult::Empty | TryInsertResult::Conflicted => HashSet::new(),
    };

    let mut answers = Vec::with_capacity(round.len());
    let mut fresh: Vec<&Job> = Vec::with_capacity(round.len());
    for &i in round {
        let job = &jobs[i];
        if job.keys().all(|key| new.contains(&key)) {
            fresh.push(job);
            answers.push((i, Ok(job.receipts())));
        } else {
            take_back(tx, job, &new).await?;
            let again = is_stored(tx, job).await?;
            let answer =
                if again { Ok(job.receipts()) } else { Err(Error::conflict("vote-already")) };
            answers.push((i, answer));
        }
    }
    store_ballots(tx, &fresh).await?;
    Ok(answers)
}

/// Removes the participations a refused job did get, so that it leaves nothing.
async fn take_back(tx: &DatabaseTransaction, job: &Job, new: &HashSet<Key>) -> Result<()> {
    for key in job.keys().filter(|key| new.contains(key)) {
        participation::Entity::delete_by_id(key).exec(tx).await?;
    }
    Ok(())
}

/// Whether every ballot of the job is in the box already: the same form, sent again.
async fn is_stored(tx: &DatabaseTransaction, job: &Job) -> Result<bool> {
    let mut any = Condition::any();
    for part in &job.parts {
        any = any.add(
            ballots::Column::PoolId
                .eq(part.pool_id)
                .and(ballots::Column::Id.eq(part.ballot.id.clone()))
                .and(ballots::Column::Receipt.eq(part.ballot.receipt.clone())),
        );
    }
    let found = ballots::Entity::find().filter(any).count(tx).await?;
    Ok(usize::try_from(found).is_ok_and(|found| found == job.parts.len()))
}

async fn store_ballots(tx: &DatabaseTransaction, jobs: &[&Job]) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    let mut parts: Vec<&Part> = jobs.iter().flat_map(|job| &job.parts).collect();
    // By their random ids: not in the order in which the voters came.
    parts.sort_by(|a, b| a.ballot.id.cmp(&b.ballot.id));
    ballots::Entity::insert_many(parts.iter().map(|part| part.ballot.row(part.pool_id)))
        .exec_without_returning(tx)
        .await?;
    let mut turnout: BTreeMap<i64, i64> = BTreeMap::new();
    for part in &parts {
        *turnout.entry(part.pool_id).or_default() += 1;
    }
    for (pool_id, ballots) in turnout {
        add_turnout(tx, pool_id, ballots).await?;
    }
    let mut drafts = Condition::any();
    for job in jobs {
        drafts = drafts.add(
            ballot_draft::Column::EditionId
                .eq(job.edition_id)
                .and(ballot_draft::Column::Person.eq(job.person.clone())),
        );
    }
    ballot_draft::Entity::delete_many().filter(drafts).exec(tx).await?;
    Ok(())
}

/// Adds to the turnout that pages show.
pub async fn add_turnout(tx: &DatabaseTransaction, pool_id: i64, ballots: i64) -> Result<()> {
    pool::Entity::update_many()
        .col_expr(pool::Column::Ballots, Expr::col(pool::Column::Ballots).add(ballots))
        .filter(pool::Column::Id.eq(pool_id))
        .exec(tx)
        .await?;
    Ok(())
}
