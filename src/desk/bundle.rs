//! The published vote as one file, made once for an edition that was voted here.

use std::collections::BTreeMap;

use game_rules::log::{Hash, to_hex};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, FromQueryResult, QuerySelect};

use super::export;
use crate::app::App;
use crate::bundle::{Contents, FrozenRules, Opening, Outcomes, Turnout};
use crate::clock::random;
use crate::edition::{Edition, Pool, pool};
use crate::error::{Error, Result};
use crate::project::State;
use crate::result::{on_list, profile};
use crate::seal::log;
use crate::vote::{self, Fate, ballot, leaf_of, openings, participation};

/// The bytes of the archive. The first who asks has it made; `NotFound` where nobody voted here.
pub async fn file(app: &App, edition: &Edition) -> Result<Vec<u8>> {
    let opening = vote::opening::of(app.store.read(), edition.id).await?.ok_or(Error::NotFound)?;
    // No two votes have one key, and so no file is ever taken for that of another.
    let name = format!("bundle-{}.zip", to_hex(&opening.key_hash[..8]));
    let path = app.config.data_dir.join(name);
    if let Ok(bytes) = tokio::fs::read(&path).await {
        return Ok(bytes);
    }
    let contents = contents(app, edition, opening).await?;
    let zip = move || -> anyhow::Result<Vec<u8>> { Ok(contents.pack()?.zip()?) };
    let bytes = tokio::task::spawn_blocking(zip).await.map_err(anyhow::Error::from)??;
    // Whole or not at all: somebody may read it at this moment.
    let half = path.with_extension(format!("{:016x}", u64::from_be_bytes(random())));
    tokio::fs::write(&half, &bytes).await.map_err(anyhow::Error::from)?;
    tokio::fs::rename(&half, &path).await.map_err(anyhow::Error::from)?;
    Ok(bytes)
}

async fn contents(app: &App, edition: &Edition, opening: openings::Model) -> Result<Contents> {
    let db = app.store.read();
    let rules: FrozenRules = serde_json::from_str(&opening.rules).map_err(anyhow::Error::from)?;
    let log::Hand { origin, signer } = log::hand(app, db, edition).await?;
    let mut contents = Contents {
        city: edition.city.clone(),
        title: edition.title.clone(),
        origin,
        verifier_key: signer.verifier_key().print(),
        rules_json: opening.rules.into_bytes(),
        rules,
        ballots: BTreeMap::new(),
        openings: Vec::new(),
        superseded: Vec::new(),
        excluded: Vec::new(),
        undisclosed: Vec::new(),
        leaves: Vec::new(),
        checkpoints: log::notes(&log::checkpoints(db, edition.id).await?)?,
        turnout: Vec::new(),
        outcome: Outcomes::default(),
    };
    for leaf in log::leaves(db, edition.id).await? {
        let hash = log::hash(&leaf.hash)?;
        contents.leaves.push(hash);
        match leaf.fate {
            Some(Fate::Superseded) => contents.superseded.push(hash),
            Some(Fate::Excluded) => contents.excluded.push(hash),
            Some(Fate::Counted) | None => {}
        }
    }
    for pool in pool::of_edition(db, edition.id).await? {
        add_pool(db, edition, &pool, &mut contents).await?;
    }
    Ok(contents)
}

async fn add_pool<C: ConnectionTrait + sea_orm::StreamTrait>(
    db: &C,
    edition: &Edition,
    pool: &Pool,
    contents: &mut Contents,
) -> Result<()> {
    contents.turnout.extend(turnout(db, pool).await?);
    let opened = export::is_opened(db, edition, pool).await?;
    if opened {
        contents.ballots.insert(pool.code.clone(), export::pabulib(db, edition, pool).await?);
    }
    let kind = pool.rules()?.kind;
    for row in ballot::Entity::find().filter(ballot::Column::PoolId.eq(pool.id)).all(db).await? {
        if opened {
            let nonce = row.nonce[..].try_into();
            contents.openings.push(Opening {
                pool: pool.code.clone(),
                receipt: row.receipt.clone(),
                nonce: nonce.map_err(|_| anyhow::anyhow!("a nonce has 16 bytes"))?,
            });
        } else {
            let leaf: Hash = leaf_of(kind, &edition.slug, &pool.code, &row)?;
            contents.undisclosed.push((pool.code.clone(), leaf));
        }
    }
    let projects = on_list(db, pool).await?;
    let withdrawn: Vec<String> = projects
        .iter()
        .filter(|project| project.state == State::Withdrawn)
        .map(|project| project.number.clone())
        .collect();
    let frozen = contents.rules.pool(&pool.code).cloned();
    let frozen = frozen.ok_or_else(|| anyhow::anyhow!("a pool came after the opening"))?;
    let profile = profile(db, pool, &projects).await?;
    let count = move || frozen.count(&profile, &withdrawn);
    let outcome = tokio::task::spawn_blocking(count).await.map_err(anyhow::Error::from)?;
    contents.outcome.pools.push(outcome);
    Ok(())
}

#[derive(FromQueryResult)]
struct Persons {
    channel: String,
    state: String,
    persons: i64,
}

async fn turnout(db: &impl ConnectionTrait, pool: &Pool) -> Result<Vec<Turnout>> {
    let rows = participation::Entity::find()
        .select_only()
        .columns([participation::Column::Channel, participation::Column::State])
        .column_as(participation::Column::Person.count(), "persons")
        .filter(participation::Column::PoolId.eq(pool.id))
        .group_by(participation::Column::Channel)
        .group_by(participation::Column::State)
        .into_model::<Persons>()
        .all(db)
        .await?;
    let mut channels: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for row in rows {
        let persons = u64::try_from(row.persons).unwrap_or(0);
        let sums = channels.entry(row.channel).or_default();
        sums.0 += persons;
        if row.state == "excluded" {
            sums.1 += persons;
        }
    }
    let line = |(channel, (persons, excluded))| Turnout {
        pool: pool.code.clone(),
        channel,
        persons,
        excluded,
    };
    Ok(channels.into_iter().map(line).collect())
}
