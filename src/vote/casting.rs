//! Casting: the one way a ballot enters the box.
//!
//! Jobs are gathered by the group commit; one transaction checks that the edition still votes,
//! writes envelopes, leaves for the log, signals and turnout, and deletes the drafts. A person who
//! already has an envelope in a lane gets no second one: the primary key says so, not a look
//! beforehand.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, LockType, OnConflict};
use sea_orm::{Condition, DatabaseTransaction, QuerySelect, QueryTrait, Select, Set, UpdateMany};
use sha2::{Digest, Sha256};
use tokio::task::JoinHandle;

use super::entity::{envelope as envelopes, opening, replaced, signal, voting_draft};
use super::envelope::{self, Channel, Content, Part};
use super::firsts;
use super::link::{LinkKey, Purpose};
use super::ready::Ready;
use crate::clock::{Clock, Instant};
use crate::config::Config;
use crate::edition::{self, Phase, phase, pool};
use crate::error::{Error, Result};
use crate::mail;
use crate::register;
use crate::store::{self, Group, Store, Trip, padded};
use crate::text::Lang;

/// Where a ballot came from, for the lists of the integrity desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The address block of the network, empty when there is none.
    pub network: String,
    /// What kind of browser.
    pub agent: &'static str,
}

/// Everything one person casts at once: all of it is stored or nothing.
#[derive(Clone)]
pub struct Job {
    pub edition_id: i64,
    pub key: Arc<LinkKey>,
    pub person: Vec<u8>,
    pub day: String,
    pub channel: Channel,
    /// Every lane of the edition: a ballot replaces what its person has in any of them.
    pub lanes: Arc<[String]>,
    pub parts: Vec<Part>,
    /// [`fingerprint`] of the ballot that this one replaces.
    pub instead: Option<String>,
    /// Whether a ballot on paper goes before one from the internet.
    pub paper_wins: bool,
    /// The one-time code behind it, as it is kept.
    pub code: Option<Vec<u8>>,
    /// Who is told when it takes the place of a ballot that came otherwise, beside the contact that the
    /// register has.
    pub owner: Option<Owner>,
    pub source: Source,
}

/// The account of a voter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    pub email: String,
    pub lang: Lang,
}

/// Names the ballot a person has in the box, so that a changed one replaces what was on the screen
/// and not what another device has cast meanwhile.
pub fn fingerprint<'a>(receipts: impl IntoIterator<Item = &'a str>) -> String {
    let mut receipts: Vec<&str> = receipts.into_iter().collect();
    receipts.sort_unstable();
    let digest = Sha256::digest(receipts.join(","));
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Job {
    pub(super) fn repeats_a_lane(&self) -> bool {
        let lanes: HashSet<&str> = self.parts.iter().map(|part| part.lane.as_str()).collect();
        lanes.len() < self.parts.len()
    }

    fn receipts(&self) -> Vec<String> {
        self.parts.iter().map(|part| part.ballot.receipt.clone()).collect()
    }

    /// What keeps the job from replacing the person's ballot, if anything does.
    fn refused_by(&self, present: &[Content]) -> Option<&'static str> {
        let had = present.iter().map(|content| content.channel).max()?;
        match (self.channel, had) {
            (Channel::Office, _) => None,
            (Channel::Internet, Channel::Internet) => {
                let now = fingerprint(present.iter().map(|content| content.receipt.as_str()));
                match &self.instead {
                    None => Some("vote-already"),
                    Some(instead) => (*instead != now).then_some("vote-changed-elsewhere"),
                }
            }
            (Channel::Internet, had) => had.stays(),
            (Channel::Paper, Channel::Internet) if self.paper_wins => None,
            (Channel::Paper, _) => Some("vote-already"),
        }
    }
}

/// The ballot writer.
pub struct Casting {
    store: Store,
    /// Megabytes of the disk that must stay free.
    spare: u64,
    group: Mutex<Option<Group<Ready, Vec<String>>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Casting {
    pub fn start(store: Store, clock: Clock, config: Config) -> Self {
        let (spare, world) = (config.spare_disk, Arc::new((clock, config)));
        let (group, writer) = Group::start(
            store.clone(),
            Arc::new(move |tx, jobs| {
                let world = world.clone();
                Box::pin(async move { cast_all(tx, jobs, &world.0, &world.1).await })
            }),
        );
        Self { store, spare, group: Mutex::new(Some(group)), writer: Mutex::new(Some(writer)) }
    }

    /// Stores a person's ballots and returns their receipt codes, in the order of the parts. When
    /// this answers, they are on the disk. The same job again gives the same answer.
    ///
    /// `Conflict("vote-already")`: this person's ballot is in the box; `Conflict("vote-by-paper")`:
    /// it is there on paper; `Conflict("vote-by-office")`: it was cast at city hall;
    /// `Conflict("vote-changed-elsewhere")`: it is no longer the one that this was to replace;
    /// `Conflict("vote-closed")`: the voting is over; `Conflict("vote-code-void")`: the code behind it
    /// opens nothing any more. `Busy`: nothing was stored. `OutOfOrder`: nothing was stored either,
    /// because the disk is nearly full; what is left of it is for saying so, and for what the office
    /// must still write.
    pub async fn cast(&self, job: Job) -> Result<Vec<String>> {
        if self.too_little_space().is_some() {
            return Err(Error::OutOfOrder);
        }
        let group = match self.group.lock() {
            Ok(group) => group.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        };
        group.ok_or(Error::Busy { retry_after: 5 })?.submit(Ready::new(job)?).await
    }

    /// Megabytes left on the disk, where that is less than must be spared.
    pub fn too_little_space(&self) -> Option<u64> {
        let free = self.store.free_space()? / (1024 * 1024);
        (free < self.spare).then_some(free)
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
    jobs: &[Ready],
    clock: &Clock,
    config: &Config,
) -> Result<Vec<Result<Vec<String>>>> {
    let mut answers: Vec<Option<Result<Vec<String>>>> = jobs.iter().map(|_| None).collect();
    let firsts = firsts::among(jobs);
    if firsts::cast(tx, firsts.iter().map(|&i| &jobs[i]), clock, config).await? {
        for i in firsts {
            answers[i] = Some(Ok(jobs[i].job.receipts()));
        }
    }
    if answers.iter().any(Option::is_none) {
        let left = || jobs.iter().zip(&answers).filter(|(_, answer)| answer.is_none());
        let (now, open) = open_editions(tx, left().map(|(ready, _)| ready), clock).await?;
        let voided = voided(tx, left().map(|(ready, _)| ready)).await?;
        for (Ready { job, .. }, answer) in jobs.iter().zip(&mut answers) {
            if answer.is_none() {
                *answer = refused(job, open.get(&job.edition_id).copied(), &voided).map(Err);
            }
        }
        one_after_another(tx, jobs, &mut answers, now, config).await?;
    }
    Ok(answers.into_iter().flatten().collect())
}

/// What keeps a job from being looked at, if anything does. `open`: whether the hour of its edition's
/// voting is there; none where that edition takes nothing any more.
fn refused(job: &Job, open: Option<bool>, voided: &HashSet<Vec<u8>>) -> Option<Error> {
    let is_void = job.code.as_ref().is_some_and(|code| voided.contains(code));
    match open {
        None => Some(Error::conflict("vote-closed")),
        // What came in the post while the voting was open may be entered after its last hour.
        Some(false) if job.channel != Channel::Paper => Some(Error::conflict("vote-closed")),
        Some(_) if is_void => Some(Error::conflict("vote-code-void")),
        // One statement would swallow the second row of a lane, and with it the constraint.
        Some(_) if job.repeats_a_lane() => Some(Error::BadRequest("lane".to_owned())),
        Some(_) => None,
    }
}

async fn one_after_another(
    tx: &DatabaseTransaction,
    jobs: &[Ready],
    answers: &mut [Option<Result<Vec<String>>>],
    now: Instant,
    config: &Config,
) -> Result<()> {
    // Two jobs of one person must not share a statement: its answer could not tell them apart.
    loop {
        let mut taken = HashSet::new();
        let round: Vec<usize> = (0..jobs.len())
            .filter(|&i| answers[i].is_none())
            .filter(|&i| taken.insert((jobs[i].job.edition_id, &jobs[i].job.person)))
            .collect();
        if round.is_empty() {
            break;
        }
        for (i, answer) in cast_round(tx, jobs, &round, now, config).await? {
            answers[i] = Some(answer);
        }
    }
    Ok(())
}

/// An edition, its phase, when its voting begins and ends, and now.
pub(super) type Door = (i64, Phase, Option<Instant>, Option<Instant>, Instant);

/// Asks for this moment and the doors of the jobs' editions. The share lock makes closing wait for the
/// ballots that were let in, and ballots that come after it see it.
pub(super) fn doors<'a>(
    tx: &DatabaseTransaction,
    jobs: impl Iterator<Item = &'a Ready>,
    clock: &Clock,
) -> Select<edition::Entity> {
    let wanted: HashSet<i64> = jobs.map(|ready| ready.job.edition_id).collect();
    let of_edition = Expr::col((phase::Entity, phase::Column::EditionId))
        .equals((edition::Entity, edition::Column::Id))
        .and(phase::Column::Kind.eq(Phase::Voting));
    let mut find = edition::Entity::find()
        .select_only()
        .columns([edition::Column::Id, edition::Column::Phase])
        .columns([phase::Column::BeginsAt, phase::Column::EndsAt])
        .expr(store::now_in(tx, clock))
        .filter(edition::Column::Id.is_in(wanted))
        .filter(edition::Column::Phase.is_in([Phase::Voting, Phase::Counting]));
    QueryTrait::query(&mut find)
        .left_join(phase::Entity, of_edition)
        .lock_with_tables(LockType::Share, [edition::Entity]);
    find
}

/// Whether the voting of an edition that votes has begun and not ended.
pub(super) fn in_its_hours(&(_, _, begins_at, ends_at, now): &Door) -> bool {
    begins_at.is_some_and(|begin| begin <= now) && ends_at.is_some_and(|end| now < end)
}

/// This moment, and the editions among the jobs that take ballots at it, and whether their hour is
/// there. An edition that is closed and not sealed takes ballots from paper alone.
async fn open_editions<'a>(
    tx: &DatabaseTransaction,
    jobs: impl Iterator<Item = &'a Ready>,
    clock: &Clock,
) -> Result<(Instant, BTreeMap<i64, bool>)> {
    let rows: Vec<Door> = doors(tx, jobs, clock).into_tuple().all(tx).await?;
    let (mut open, mut now) = (BTreeMap::new(), 0);
    for door in rows {
        let (id, phase, _, _, at) = door;
        now = at;
        if phase == Phase::Voting {
            open.insert(id, in_its_hours(&door));
        } else {
            // Asked under the lock: nobody seals meanwhile.
            let opening = opening::Entity::find_by_id(id).one(tx).await?;
            if opening.is_some_and(|opening| opening.sealed_at.is_none()) {
                open.insert(id, false);
            }
        }
    }
    Ok((now, open))
}

/// The one-time codes behind some jobs, by edition.
pub(super) fn codes<'a>(jobs: impl Iterator<Item = &'a Ready>) -> BTreeMap<i64, Vec<Vec<u8>>> {
    let mut codes: BTreeMap<i64, Vec<Vec<u8>>> = BTreeMap::new();
    for Ready { job, .. } in jobs {
        if let Some(code) = &job.code {
            codes.entry(job.edition_id).or_default().push(code.clone());
        }
    }
    codes
}

/// The one-time codes behind some jobs that open nothing any more.
async fn voided<'a>(
    tx: &DatabaseTransaction,
    jobs: impl Iterator<Item = &'a Ready>,
) -> Result<HashSet<Vec<u8>>> {
    let mut voided: HashSet<Vec<u8>> = HashSet::new();
    for (edition, codes) in codes(jobs) {
        let gone: Vec<Vec<u8>> = register::voided(edition, codes).into_tuple().all(tx).await?;
        voided.extend(gone);
    }
    Ok(voided)
}

async fn cast_round(
    tx: &DatabaseTransaction,
    jobs: &[Ready],
    round: &[usize],
    now: Instant,
    config: &Config,
) -> Result<Vec<(usize, Result<Vec<String>>)>> {
    let jobs = || round.iter().map(|&i| &jobs[i]);
    let rows: Vec<_> = jobs().flat_map(|ready| ready.envelopes.iter().cloned()).collect();
    let all = rows.len() as u64;
    let keys = [envelopes::Column::EditionId, envelopes::Column::Lane, envelopes::Column::Tag];
    let inserted = envelopes::Entity::insert_many(padded(rows))
        .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned())
        .exec_without_returning(tx)
        .await?;
    // Whoever has an envelope already, here or in a lane that is not being cast, gets no second one.
    let mut had = HashMap::new();
    if inserted < all {
        lying(tx, at_places(jobs(), |ready| &ready.places), &mut had).await?;
    }
    lying(tx, at_places(jobs(), |ready| &ready.elsewhere), &mut had).await?;

    let mut answers = Vec::with_capacity(round.len());
    let mut fresh: Vec<&Ready> = Vec::with_capacity(round.len());
    let mut first: BTreeMap<i64, Vec<Vec<u8>>> = BTreeMap::new();
    let mut taken_over: BTreeMap<i64, Vec<&Job>> = BTreeMap::new();
    for (&i, ready) in round.iter().zip(jobs()) {
        let job = &ready.job;
        let is_own = |row: &envelopes::ActiveModel| {
            let tag = row.tag.try_as_ref();
            tag.is_none_or(|tag| {
                had.get(tag).is_none_or(|lies| row.sealed.try_as_ref() == Some(lies))
            })
        };
        let is_first = ready.elsewhere.iter().all(|(_, tag)| !had.contains_key(tag));
        let answer = if is_first && ready.envelopes.iter().all(is_own) {
            fresh.push(ready);
            first.entry(job.edition_id).or_default().push(job.person.clone());
            Ok(job.receipts())
        } else {
            for row in ready.envelopes.iter().filter(|row| is_own(row)) {
                envelopes::Entity::delete(row.clone()).exec(tx).await?;
            }
            match replace(tx, job).await? {
                Replaced::Same => Ok(job.receipts()),
                Replaced::Refused(word) => Err(Error::conflict(word)),
                Replaced::Anew(had) => {
                    // Whoever votes at city hall in person was written to when they got the code.
                    if job.channel == Channel::Paper && had != job.channel {
                        taken_over.entry(job.edition_id).or_default().push(job);
                    }
                    envelopes::Entity::insert_many(ready.envelopes.clone())
                        .exec_without_returning(tx)
                        .await?;
                    fresh.push(ready);
                    Ok(job.receipts())
                }
            }
        };
        answers.push((i, answer));
    }
    if !fresh.is_empty() {
        let mut trip = Trip::of(tx);
        follow_up(&mut trip, &fresh, now);
        trip.make().await?;
    }
    for (edition, persons) in first {
        let entries = register::reachable(edition, persons).all(tx).await?;
        register::notice(tx, config, now, edition, entries).await?;
    }
    for (edition, jobs) in taken_over {
        tell_owners(tx, config, now, edition, &jobs).await?;
    }
    Ok(answers)
}

/// Writes to those whose ballot another's hand has replaced. Like every letter of a ballot it says
/// neither what for nor which receipt.
async fn tell_owners(
    tx: &DatabaseTransaction,
    config: &Config,
    now: Instant,
    edition: i64,
    jobs: &[&Job],
) -> Result<()> {
    let persons = jobs.iter().map(|job| job.person.clone()).collect();
    let entries = register::reachable(edition, persons).all(tx).await?;
    register::replaced(tx, config, now, edition, entries).await?;
    let owners: Vec<&Owner> = jobs.iter().filter_map(|job| job.owner.as_ref()).collect();
    if owners.is_empty() {
        return Ok(());
    }
    let edition = edition::by_id(tx, edition).await?;
    for Owner { email, lang } in owners {
        let link = format!("/{}/{}/vote/mine", lang.code(), edition.slug);
        let args = [("city", edition.city.clone()), ("link", link)];
        mail::queue(tx, now, email, *lang, "vote-replaced", &args).await?;
    }
    Ok(())
}

/// Asks what lies at some places of some jobs: tags and ciphertexts.
pub(super) fn at_places<'a>(
    jobs: impl Iterator<Item = &'a Ready>,
    places: impl Fn(&Ready) -> &[(String, Vec<u8>)],
) -> impl Iterator<Item = Select<envelopes::Entity>> {
    let mut tags: BTreeMap<(i64, &str), Vec<Vec<u8>>> = BTreeMap::new();
    for ready in jobs {
        for (lane, tag) in places(ready) {
            tags.entry((ready.job.edition_id, lane)).or_default().push(tag.clone());
        }
    }
    tags.into_iter().map(|((edition, lane), tags)| {
        envelopes::Entity::find()
            .select_only()
            .columns([envelopes::Column::Tag, envelopes::Column::Sealed])
            .filter(envelopes::Column::EditionId.eq(edition))
            .filter(envelopes::Column::Lane.eq(lane))
            .filter(envelopes::Column::Tag.is_in(padded(tags)))
    })
}

/// Adds what lies there, by tag. Two ciphertexts of one ballot are never alike, so that a job knows
/// its own.
async fn lying(
    tx: &DatabaseTransaction,
    questions: impl Iterator<Item = Select<envelopes::Entity>>,
    had: &mut HashMap<Vec<u8>, Vec<u8>>,
) -> Result<()> {
    for question in questions {
        let rows: Vec<(Vec<u8>, Vec<u8>)> = question.into_tuple().all(tx).await?;
        had.extend(rows);
    }
    Ok(())
}

/// The person's envelopes in every lane.
fn of_person(job: &Job) -> Condition {
    let mut any = Condition::any();
    for lane in job.lanes.iter() {
        let tag = envelope::tag(&job.key, lane, &job.person);
        any = any.add(envelopes::Column::Lane.eq(lane).and(envelopes::Column::Tag.eq(tag)));
    }
    Condition::all().add(envelopes::Column::EditionId.eq(job.edition_id)).add(any)
}

enum Replaced {
    /// The ballot in the box is this one: the same form, sent again.
    Same,
    Refused(&'static str),
    /// What the person had is out of the box; how it had come in.
    Anew(Channel),
}

/// Takes what the person has out of the box, if the job may replace it.
async fn replace(tx: &DatabaseTransaction, job: &Job) -> Result<Replaced> {
    let had = envelopes::Entity::find().filter(of_person(job)).lock_exclusive().all(tx).await?;
    let mut present = Vec::with_capacity(had.len());
    for row in &had {
        present.push(envelope::open(&job.key, row)?);
    }
    let receipts = |all: &[Content]| -> HashSet<String> {
        all.iter().map(|content| content.receipt.clone()).collect()
    };
    if receipts(&present) == job.receipts().into_iter().collect() {
        return Ok(Replaced::Same);
    }
    if let Some(word) = job.refused_by(&present) {
        return Ok(Replaced::Refused(word));
    }
    take_out(tx, &job.key, &had, &present).await?;
    let signal = (job.edition_id, job.key.digest(Purpose::Signal, &[&job.person]));
    signal::Entity::delete_by_id(signal).exec(tx).await?;
    let had = present.iter().map(|content| content.channel).max();
    Ok(Replaced::Anew(had.unwrap_or(job.channel)))
}

/// Removes envelopes from the box; their leaves stay in the log as replaced.
async fn take_out(
    tx: &DatabaseTransaction,
    key: &LinkKey,
    rows: &[envelopes::Model],
    contents: &[Content],
) -> Result<()> {
    for (row, content) in rows.iter().zip(contents) {
        let place = (row.edition_id, row.lane.clone(), row.tag.clone());
        envelopes::Entity::delete_by_id(place).exec(tx).await?;
        let old = replaced::ActiveModel {
            edition_id: Set(row.edition_id),
            code: Set(row.code.clone()),
            sealed: Set(envelope::seal_leaf(key, &row.code, &content.leaf)?),
        };
        // A voter who goes back to an earlier ballot by its old form replaces it a second time.
        let keys = [replaced::Column::EditionId, replaced::Column::Code];
        replaced::Entity::insert(old)
            .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned())
            .exec_without_returning(tx)
            .await?;
        add_turnout(tx, row.pool_id, -1).await?;
    }
    Ok(())
}

/// Everything that goes with new envelopes: leaves, signals, turnout, and drafts that are done.
pub(super) fn follow_up(trip: &mut Trip<'_>, jobs: &[&Ready], now: Instant) {
    let mut turnout: BTreeMap<i64, i64> = BTreeMap::new();
    let mut drafts: BTreeMap<i64, Vec<Vec<u8>>> = BTreeMap::new();
    for ready in jobs {
        for part in &ready.job.parts {
            *turnout.entry(part.pool_id).or_default() += 1;
        }
        drafts.entry(ready.job.edition_id).or_default().push(ready.draft.clone());
    }
    trip.insert(jobs.iter().flat_map(|ready| ready.leaves.iter().cloned()));
    // A signal that somebody left behind is no reason to refuse a ballot.
    let keys = [signal::Column::EditionId, signal::Column::Tag];
    let signals = padded(jobs.iter().map(|ready| ready.signal_at(now)).collect());
    let signals = signal::Entity::insert_many(signals)
        .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned());
    trip.add(&signals);
    trip.add(&count(turnout.into_iter().collect()));
    for (edition, tags) in drafts {
        let done = voting_draft::Entity::delete_many()
            .filter(voting_draft::Column::EditionId.eq(edition))
            .filter(voting_draft::Column::Tag.is_in(padded(tags)));
        trip.add(&done);
    }
}

/// Ten minutes, in seconds: the grain of a signal's time.
pub const SLOT: i64 = 600;

/// Adds to the turnout that pages show.
pub async fn add_turnout(tx: &DatabaseTransaction, pool_id: i64, ballots: i64) -> Result<()> {
    count(vec![(pool_id, ballots)]).exec(tx).await?;
    Ok(())
}

/// Adds ballots to the turnout of pools.
fn count(pools: Vec<(i64, i64)>) -> UpdateMany<pool::Entity> {
    let pools = padded(pools);
    let mut more = CaseStatement::new();
    for (id, ballots) in &pools {
        more = more.case(pool::Column::Id.eq(*id), *ballots);
    }
    pool::Entity::update_many()
        .col_expr(pool::Column::Ballots, Expr::col(pool::Column::Ballots).add(more.finally(0)))
        .filter(pool::Column::Id.is_in(pools.into_iter().map(|(id, _)| id)))
}
