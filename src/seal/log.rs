//! The ballot log of an edition: leaves are appended in shuffled batches, and each batch ends in a
//! signed checkpoint that anybody may keep; it also stands for the acts of city hall till then. A position says no more of the hour of a ballot than its
//! batch does, and a batch is never small while the voting lasts.

use game_rules::log::{Checkpoint, Hash, Note, rules_leaf};
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, PaginatorTrait, QueryOrder, QuerySelect, Set};
use sha2::{Digest, Sha256};

use super::entity::checkpoint;
use crate::app::App;
use crate::audit::{self, Head};
use crate::bundle::Signer;
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase};
use crate::error::Result;
use crate::store;
use crate::vote::{self, LinkKey, leaf, leaf_queue, openings};

/// Fewest ballots of one batch while the voting lasts.
const FEWEST: u64 = 50;
/// Shortest time between two batches, in seconds.
const HOUR: Instant = 3600;
/// Rows of one statement.
const CHUNK: usize = 400;

/// Whose log it is: the name in its checkpoints, and who signs them.
pub struct Hand {
    /// The log's name in its checkpoints.
    pub origin: String,
    pub signer: Signer,
}

/// The hand of an edition's log. Its name is the host that this site had at the opening, whatever
/// address it has moved to since: a log that changes its name is another log.
pub async fn hand(app: &App, db: &impl ConnectionTrait, edition: &Edition) -> Result<Hand> {
    let opening = vote::opening::of(db, edition.id).await?;
    let name = match opening.and_then(|opening| opening.log_name) {
        Some(name) => name,
        None => first_name(db, edition).await?.unwrap_or_else(|| app.config.host()),
    };
    let mixed = Sha256::new().chain_update("sakwa/log/1").chain_update(app.secret).finalize();
    let signer = Signer::new(&name, &mixed.into()).map_err(anyhow::Error::from)?;
    Ok(Hand { origin: format!("{name}/{}", edition.slug), signer })
}

/// The name under which the first checkpoint of an edition was signed.
async fn first_name(db: &impl ConnectionTrait, edition: &Edition) -> Result<Option<String>> {
    let first = checkpoint::Entity::find()
        .filter(checkpoint::Column::EditionId.eq(edition.id))
        .order_by_asc(checkpoint::Column::Size);
    let note = first.one(db).await?.map(|row| row.note);
    let origin = note.as_deref().and_then(|note| note.lines().next());
    let name = origin.and_then(|origin| origin.strip_suffix(&format!("/{}", edition.slug)));
    Ok(name.map(str::to_owned))
}

/// Appends what waits in the editions that vote, where enough has waited long enough.
pub async fn append_due(app: &App) -> Result<()> {
    for edition in edition::all(app.store.read()).await? {
        if edition.phase != Phase::Voting {
            continue;
        }
        let Some(opening) = vote::opening::of(app.store.read(), edition.id).await? else {
            continue;
        };
        let tx = app.store.begin().await?;
        let now = store::now(&tx, &app.clock).await?;
        let last = latest(&tx, edition.id).await?;
        let waits = leaf_queue::Entity::find()
            .filter(leaf_queue::Column::EditionId.eq(edition.id))
            .count(&tx)
            .await?;
        let due = last.as_ref().is_none_or(|last| now >= last.at + HOUR) && waits >= FEWEST;
        if last.is_none() || due {
            let key = app.keys.of(&tx, edition.id).await?;
            // The first checkpoint stands for the rules alone, before any ballot is in the log.
            let with = if last.is_none() { None } else { Some(&*key) };
            append(app, &tx, &edition, &opening, with, now).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// The newest checkpoint.
pub async fn latest(db: &impl ConnectionTrait, edition: i64) -> Result<Option<checkpoint::Model>> {
    let rows = checkpoint::Entity::find()
        .filter(checkpoint::Column::EditionId.eq(edition))
        .order_by_desc(checkpoint::Column::Size)
        .limit(1);
    Ok(rows.one(db).await?)
}

/// Every checkpoint, the oldest first.
pub async fn checkpoints(
    db: &impl ConnectionTrait,
    edition: i64,
) -> Result<Vec<checkpoint::Model>> {
    let rows = checkpoint::Entity::find()
        .filter(checkpoint::Column::EditionId.eq(edition))
        .order_by_asc(checkpoint::Column::Size);
    Ok(rows.all(db).await?)
}

/// Every leaf in its order.
pub async fn leaves(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<leaf::Model>> {
    let rows = leaf::Entity::find()
        .filter(leaf::Column::EditionId.eq(edition))
        .order_by_asc(leaf::Column::Position);
    Ok(rows.all(db).await?)
}

pub fn hash(bytes: &[u8]) -> Result<Hash> {
    Ok(bytes.try_into().map_err(|_| anyhow::anyhow!("a leaf has 32 bytes"))?)
}

/// Appends the rules if they are not there, and with the link key everything that waits; then signs.
/// Leaves are sorted by their hashes, which is a shuffle that anybody can check.
pub async fn append(
    app: &App,
    tx: &DatabaseTransaction,
    edition: &Edition,
    opening: &openings::Model,
    key: Option<&LinkKey>,
    now: Instant,
) -> Result<()> {
    let mut all: Vec<Hash> = Vec::new();
    for leaf in leaves(tx, edition.id).await? {
        all.push(hash(&leaf.hash)?);
    }
    let known = all.len();
    if all.is_empty() {
        all.push(rules_leaf(opening.rules.as_bytes()));
    }
    let queue = match key {
        Some(_) => {
            let waiting = leaf_queue::Entity::find();
            waiting.filter(leaf_queue::Column::EditionId.eq(edition.id)).all(tx).await?
        }
        None => Vec::new(),
    };
    let mut batch = Vec::with_capacity(queue.len());
    for row in &queue {
        if let Some(key) = key {
            batch.push(vote::envelope::open_leaf(key, &row.code, &row.sealed)?);
        }
    }
    batch.sort_unstable();
    all.extend(batch);
    if all.len() == known && latest(tx, edition.id).await?.is_some() {
        return Ok(());
    }
    let fresh: Vec<leaf::ActiveModel> = all
        .iter()
        .zip(0..)
        .skip(known)
        .map(|(hash, position)| leaf::ActiveModel {
            edition_id: Set(edition.id),
            position: Set(position),
            hash: Set(hash.to_vec()),
            fate: Set(None),
        })
        .collect();
    for chunk in fresh.chunks(CHUNK) {
        leaf::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    let codes: Vec<Vec<u8>> = queue.into_iter().map(|row| row.code).collect();
    for chunk in codes.chunks(CHUNK) {
        leaf_queue::Entity::delete_many()
            .filter(leaf_queue::Column::EditionId.eq(edition.id))
            .filter(leaf_queue::Column::Code.is_in(chunk.to_vec()))
            .exec(tx)
            .await?;
    }
    let size = all.len() as u64;
    let Hand { origin, signer } = hand(app, tx, edition).await?;
    let signed = signer.sign(&Checkpoint {
        origin,
        size,
        root: game_rules::log::root(&all),
        extension: vec![audit::head(tx).await?.line()],
    });
    let row = checkpoint::ActiveModel {
        edition_id: Set(edition.id),
        size: Set(i64::try_from(size).unwrap_or(i64::MAX)),
        at: Set(now),
        note: Set(signed.print()),
    };
    checkpoint::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The ends that the chain of acts had when checkpoints were signed, of all editions.
pub async fn promised_acts(db: &impl ConnectionTrait) -> Result<Vec<Head>> {
    let notes: Vec<String> = checkpoint::Entity::find()
        .select_only()
        .column(checkpoint::Column::Note)
        .into_tuple()
        .all(db)
        .await?;
    Ok(notes.iter().flat_map(|note| acts_in(note)).collect())
}

/// The ends of the chain of acts that a checkpoint, or several in one text, stand for.
pub fn acts_in(note: &str) -> Vec<Head> {
    note.lines().filter_map(Head::parse).collect()
}

/// The signed notes, ready for a bundle.
pub fn notes(rows: &[checkpoint::Model]) -> Result<Vec<Note>> {
    let read = |row: &checkpoint::Model| Note::parse(&row.note);
    Ok(rows.iter().map(read).collect::<Result<_, _>>().map_err(anyhow::Error::from)?)
}
