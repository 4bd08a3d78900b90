//! Sealing: two people end the time in which a person could be led to a ballot.
//!
//! In one transaction every envelope is opened, persons go to one side and ballots to the other, each
//! sorted by what says nothing of the other, and the envelopes are deleted. Then the link key is
//! destroyed, then the files of the database are written anew. Nothing is counted before the last
//! step, and so nobody can exclude a ballot for what it says.

use std::collections::{BTreeMap, HashSet};

use game_rules::ballot::Kind;
use game_rules::log::Hash;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{DatabaseTransaction, QuerySelect, Set};

use super::entity::{Step, sealing};
use super::log;
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::{Instant, random};
use crate::edition::{self, Edition, Phase, Pool, pool};
use crate::error::{Error, Result, on_constraint};
use crate::integrity;
use crate::paper;
use crate::register;
use crate::store;
use crate::vote::{
    self, Fate, LinkKey, ballot, envelope, envelopes, leaf, leaf_queue, openings, participation,
    replaced, signal,
};

const CHUNK: usize = 400;

/// The sealing of an edition, if one has begun.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Option<sealing::Model>> {
    Ok(sealing::Entity::find_by_id(edition).one(db).await?)
}

/// Whether an edition may be counted: it is sealed, or it never had envelopes.
pub async fn is_countable(db: &impl ConnectionTrait, edition: i64) -> Result<bool> {
    let voted_here = vote::opening::of(db, edition).await?.is_some();
    let done = of(db, edition).await?.is_some_and(|sealing| sealing.step == Step::Sealed);
    Ok(done || !voted_here)
}

/// Locks the edition, which must be closed and not yet counted.
async fn closed(tx: &DatabaseTransaction, app: &App, edition: &Edition) -> Result<Instant> {
    let found = edition::Entity::find_by_id(edition.id)
        .filter(edition::Column::Phase.eq(Phase::Counting))
        .lock_exclusive()
        .one(tx)
        .await?;
    found.ok_or(Error::conflict("seal-not-closed"))?;
    Ok(store::now(tx, &app.clock).await?)
}

/// The first person's wish. `Conflict("seal-proposed")` when there is one already,
/// `Conflict("seal-challenges")` while a challenge waits for somebody, `Conflict("seal-appeals")` while
/// somebody has time to appeal, `Conflict("seal-paper")` while a batch of cards is not in the box.
pub async fn propose(app: &App, edition: &Edition, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = closed(&tx, app, edition).await?;
    integrity::settled(&tx, edition.id, now).await?;
    if paper::unfinished(&tx, edition.id).await? > 0 {
        return Err(Error::conflict("seal-paper"));
    }
    let row = sealing::ActiveModel {
        edition_id: Set(edition.id),
        proposed_by: Set(by),
        proposed_at: Set(now),
        approved_by: Set(None),
        approved_at: Set(None),
        step: Set(Step::Proposed),
    };
    sealing::Entity::insert(row).exec_without_returning(&tx).await.map_err(|error| {
        let word = Error::conflict("seal-proposed");
        on_constraint(error, "sealing_pkey", "sealing.edition_id", word)
    })?;
    record(&tx, edition, "seal-proposed", Some(by), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes the wish back, as long as nobody has joined it.
pub async fn withdraw(app: &App, edition: &Edition, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = closed(&tx, app, edition).await?;
    let gone = sealing::Entity::delete_many()
        .filter(sealing::Column::EditionId.eq(edition.id))
        .filter(sealing::Column::Step.eq(Step::Proposed))
        .exec(&tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::conflict("seal-none"));
    }
    record(&tx, edition, "seal-withdrawn", Some(by), now).await?;
    tx.commit().await?;
    Ok(())
}

/// The second person's consent, after which nothing stops it; [`resume`] does the work.
/// `Conflict("seal-same")` for the person who proposed it, and those of [`propose`]. Nobody is challenged and no card is read any more.
pub async fn approve(app: &App, edition: &Edition, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = closed(&tx, app, edition).await?;
    let Some(sealing) = of(&tx, edition.id).await? else {
        return Err(Error::conflict("seal-none"));
    };
    if sealing.proposed_by == by {
        return Err(Error::conflict("seal-same"));
    }
    let approved = sealing::Entity::update_many()
        .col_expr(sealing::Column::ApprovedBy, Expr::value(by))
        .col_expr(sealing::Column::ApprovedAt, Expr::value(now))
        .col_expr(sealing::Column::Step, Expr::value(Step::Approved))
        .filter(sealing::Column::EditionId.eq(edition.id))
        .filter(sealing::Column::Step.eq(Step::Proposed));
    if approved.exec(&tx).await?.rows_affected != 1 {
        return Err(Error::conflict("seal-none"));
    }
    integrity::end(&tx, edition.id, now).await?;
    paper::end(&tx, edition.id, now).await?;
    record(&tx, edition, "seal-approved", Some(by), now).await?;
    tx.commit().await?;
    Ok(())
}

async fn record(
    tx: &DatabaseTransaction,
    edition: &Edition,
    kind: &str,
    account: Option<i64>,
    at: Instant,
) -> Result<()> {
    let subject = &edition.slug;
    audit::record(tx, Act { at, account, edition: Some(edition.id), kind, subject, detail: "" })
        .await
}

/// Goes on with every sealing that was agreed and is not done.
pub async fn resume_all(app: &App) -> Result<()> {
    let begun = sealing::Entity::find()
        .filter(sealing::Column::Step.is_in([Step::Approved, Step::Opened, Step::Destroyed]))
        .all(app.store.read())
        .await?;
    for sealing in begun {
        let edition = edition::by_id(app.store.read(), sealing.edition_id).await?;
        resume(app, &edition).await?;
    }
    // What another node has destroyed is forgotten here.
    let done = openings::Entity::find().filter(openings::Column::SealedAt.is_not_null());
    for opening in done.all(app.store.read()).await? {
        app.keys.destroy(opening.edition_id)?;
    }
    Ok(())
}

/// Does what is left of a sealing, step by step.
pub async fn resume(app: &App, edition: &Edition) -> Result<()> {
    while let Some(sealing) = of(app.store.read(), edition.id).await? {
        match sealing.step {
            Step::Proposed | Step::Sealed => break,
            Step::Approved => open_envelopes(app, edition).await?,
            Step::Opened => {
                app.keys.destroy(edition.id)?;
                step(app, edition, Step::Opened, Step::Destroyed).await?;
            }
            Step::Destroyed => {
                app.store.write_anew(&TRACES).await?;
                step(app, edition, Step::Destroyed, Step::Sealed).await?;
            }
        }
    }
    Ok(())
}

/// Tables in which an envelope, or the order in which envelopes came, has left a trace.
const TRACES: [&str; 11] = [
    "envelope",
    "leaf_queue",
    "replaced",
    "signal",
    "voting_draft",
    "paper_reading",
    "paper_card",
    "office_vote",
    "participation",
    "ballot",
    "leaf",
];

async fn step(app: &App, edition: &Edition, from: Step, to: Step) -> Result<()> {
    let tx = app.store.begin().await?;
    move_on(&tx, edition, from, to).await?;
    let now = store::now(&tx, &app.clock).await?;
    let kind = if to == Step::Sealed { "sealed" } else { "link-key-destroyed" };
    record(&tx, edition, kind, None, now).await?;
    tx.commit().await?;
    Ok(())
}

/// One conditional update: of two nodes that seal at once, one goes on.
async fn move_on(tx: &DatabaseTransaction, edition: &Edition, from: Step, to: Step) -> Result<()> {
    let moved = sealing::Entity::update_many()
        .col_expr(sealing::Column::Step, Expr::value(to))
        .filter(sealing::Column::EditionId.eq(edition.id))
        .filter(sealing::Column::Step.eq(from))
        .exec(tx)
        .await?;
    if moved.rows_affected != 1 {
        return Err(Error::conflict("seal-moved"));
    }
    Ok(())
}

async fn open_envelopes(app: &App, edition: &Edition) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = closed(&tx, app, edition).await?;
    move_on(&tx, edition, Step::Approved, Step::Opened).await?;
    let key = app.keys.of(&tx, edition.id).await?;
    let opening =
        vote::opening::of(&tx, edition.id).await?.ok_or(Error::conflict("seal-not-closed"))?;
    let pools = pool::of_edition(&tx, edition.id).await?;
    admit_imported(&tx, edition, &pools, &key).await?;
    log::append(app, &tx, edition, &opening, Some(&key), now).await?;

    let excluded = integrity::excluded(&tx, edition.id).await?;
    let mut opened = Vec::new();
    let rows = envelopes::Entity::find().filter(envelopes::Column::EditionId.eq(edition.id));
    for row in rows.all(&tx).await? {
        let content = envelope::open(&key, &row)?;
        opened.push((row.pool_id, row.lane, content));
    }
    write_persons(&tx, edition, &mut opened, &excluded).await?;
    let gone = write_ballots(&tx, &pools, &mut opened, &excluded).await?;

    let mut superseded = Vec::new();
    let rows = replaced::Entity::find().filter(replaced::Column::EditionId.eq(edition.id));
    for row in rows.all(&tx).await? {
        superseded.push(envelope::open_leaf(&key, &row.code, &row.sealed)?);
    }
    write_fates(&tx, edition, &superseded, &gone).await?;

    paper::tally(&tx, edition.id, &key).await?;
    paper::forget(&tx, edition.id).await?;
    forget(&tx, edition).await?;
    let sealed = openings::ActiveModel {
        edition_id: Set(edition.id),
        sealed_at: Set(Some(now)),
        ..Default::default()
    };
    openings::Entity::update(sealed).exec(&tx).await?;
    record(&tx, edition, "envelopes-opened", None, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Ballots that were brought into an edition that votes, from a file, never lay in an envelope: their
/// leaves join the log like the others.
async fn admit_imported(
    tx: &DatabaseTransaction,
    edition: &Edition,
    pools: &[Pool],
    key: &LinkKey,
) -> Result<()> {
    for pool in pools {
        let kind = pool.rules()?.kind;
        let rows =
            ballot::Entity::find().filter(ballot::Column::PoolId.eq(pool.id)).all(tx).await?;
        let mut queue = Vec::with_capacity(rows.len());
        for row in rows {
            let leaf = vote::leaf_of(kind, &edition.slug, &pool.code, &row)?;
            let code = envelope::code(key, &row.receipt);
            queue.push(leaf_queue::ActiveModel {
                edition_id: Set(edition.id),
                sealed: Set(envelope::seal_leaf(key, &code, &leaf)?),
                code: Set(code),
            });
        }
        for chunk in queue.chunks(CHUNK) {
            let keys = [leaf_queue::Column::EditionId, leaf_queue::Column::Code];
            leaf_queue::Entity::insert_many(chunk.to_vec())
                .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned())
                .exec_without_returning(tx)
                .await?;
        }
    }
    Ok(())
}

type Opened = (i64, String, envelope::Content);

/// Who voted, sorted by pseudonym.
async fn write_persons(
    tx: &DatabaseTransaction,
    edition: &Edition,
    opened: &mut [Opened],
    excluded: &HashSet<Vec<u8>>,
) -> Result<()> {
    opened.sort_by(|a, b| (&a.2.person, &a.1).cmp(&(&b.2.person, &b.1)));
    for chunk in opened.chunks(CHUNK) {
        let rows = chunk.iter().map(|(pool, lane, content)| participation::ActiveModel {
            edition_id: Set(edition.id),
            lane: Set(lane.clone()),
            person: Set(content.person.clone()),
            pool_id: Set(*pool),
            channel: Set(content.channel.name().to_owned()),
            day: Set(content.day.clone()),
            state: Set(if excluded.contains(&content.person) {
                "excluded".to_owned()
            } else {
                "counted".to_owned()
            }),
        });
        participation::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Choices without the order in which somebody pressed, where the ballot is not a ranking.
fn unordered(kind: Kind, content: &envelope::Content) -> (String, String) {
    if kind == Kind::Ordinal {
        return (content.vote.clone(), content.points.clone());
    }
    let mut marks: Vec<(&str, &str)> = match content.points.as_str() {
        "" => content.vote.split(',').map(|number| (number, "")).collect(),
        points => content.vote.split(',').zip(points.split(',')).collect(),
    };
    marks.sort_unstable();
    let (numbers, points): (Vec<&str>, Vec<&str>) = marks.into_iter().unzip();
    let points = if content.points.is_empty() { String::new() } else { points.join(",") };
    (numbers.join(","), points)
}

/// What was voted, sorted by receipt. Gives the leaves of the excluded.
async fn write_ballots(
    tx: &DatabaseTransaction,
    pools: &[Pool],
    opened: &mut [Opened],
    excluded: &HashSet<Vec<u8>>,
) -> Result<Vec<Hash>> {
    opened.sort_by(|a, b| a.2.receipt.cmp(&b.2.receipt));
    let kinds = pools.iter().map(|pool| Ok((pool.id, pool.rules()?.kind)));
    let kinds: BTreeMap<i64, Kind> = kinds.collect::<Result<_>>()?;
    let mut gone = Vec::new();
    let mut fewer: BTreeMap<i64, i64> = BTreeMap::new();
    let mut rows = Vec::with_capacity(opened.len());
    for (pool, _, content) in &*opened {
        if excluded.contains(&content.person) {
            gone.push(log::hash(&content.leaf)?);
            *fewer.entry(*pool).or_default() -= 1;
            continue;
        }
        let kind = kinds.get(pool).copied().unwrap_or(Kind::Approval);
        let (vote, points) = unordered(kind, content);
        rows.push(ballot::ActiveModel {
            pool_id: Set(*pool),
            id: Set(random::<32>().to_vec()),
            vote: Set(vote),
            points: Set(points),
            nonce: Set(content.nonce.clone()),
            receipt: Set(content.receipt.clone()),
        });
    }
    for chunk in rows.chunks(CHUNK) {
        ballot::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    for (pool, ballots) in fewer {
        vote::add_turnout(tx, pool, ballots).await?;
    }
    Ok(gone)
}

async fn write_fates(
    tx: &DatabaseTransaction,
    edition: &Edition,
    superseded: &[Hash],
    excluded: &[Hash],
) -> Result<()> {
    let all = || {
        leaf::Entity::update_many()
            .filter(leaf::Column::EditionId.eq(edition.id))
            .filter(leaf::Column::Position.gt(0))
    };
    all().col_expr(leaf::Column::Fate, Expr::value(Fate::Counted)).exec(tx).await?;
    for (hashes, fate) in [(superseded, Fate::Superseded), (excluded, Fate::Excluded)] {
        for chunk in hashes.chunks(CHUNK) {
            let hashes = chunk.iter().map(|hash| hash.to_vec());
            let marked = all()
                .col_expr(leaf::Column::Fate, Expr::value(fate))
                .filter(leaf::Column::Hash.is_in(hashes))
                .exec(tx)
                .await?;
            if marked.rows_affected != chunk.len() as u64 {
                return Err(anyhow::anyhow!("a ballot that was taken out is not in the log").into());
            }
        }
    }
    Ok(())
}

/// Deletes everything that lay under the link key.
async fn forget(tx: &DatabaseTransaction, edition: &Edition) -> Result<()> {
    let id = edition.id;
    envelopes::Entity::delete_many().filter(envelopes::Column::EditionId.eq(id)).exec(tx).await?;
    replaced::Entity::delete_many().filter(replaced::Column::EditionId.eq(id)).exec(tx).await?;
    leaf_queue::Entity::delete_many().filter(leaf_queue::Column::EditionId.eq(id)).exec(tx).await?;
    signal::Entity::delete_many().filter(signal::Column::EditionId.eq(id)).exec(tx).await?;
    register::office::forget(tx, id).await?;
    vote::forget_drafts(tx, id).await
}
