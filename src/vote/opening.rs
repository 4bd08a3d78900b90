//! Opening the vote: the rules are frozen word for word and the link key is made.

use game_rules::log::to_hex;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use sha2::{Digest, Sha256};

use super::entity::opening;
use super::link::Keys;
use crate::bundle::{FrozenPool, FrozenProject, FrozenRules, RULES_FORMAT};
use crate::clock::Instant;
use crate::edition::{Edition, pool};
use crate::error::Result;
use crate::project::{self, State};

/// What was fixed when the voting of an edition opened.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Option<opening::Model>> {
    Ok(opening::Entity::find_by_id(edition).one(db).await?)
}

/// Freezes the rules of an edition and makes its link key. The key's file is on the disk before the
/// opening is in the database; an opening that falls leaves a key that the next one takes.
pub async fn open(
    keys: &Keys,
    tx: &impl ConnectionTrait,
    edition: &Edition,
    now: Instant,
) -> Result<()> {
    let key_hash = keys.make(edition.id)?;
    let rules = rules(tx, edition, &key_hash).await?;
    let row = opening::ActiveModel {
        edition_id: Set(edition.id),
        opened_at: Set(now),
        rules_hash: Set(Sha256::digest(&rules).to_vec()),
        rules: Set(rules),
        key_hash: Set(key_hash.to_vec()),
        sealed_at: Set(None),
    };
    opening::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

async fn rules(
    tx: &impl ConnectionTrait,
    edition: &Edition,
    key_hash: &[u8; 32],
) -> Result<String> {
    let mut pools = Vec::new();
    for pool in pool::of_edition(tx, edition.id).await? {
        let projects = project::Entity::find()
            .filter(project::Column::PoolId.eq(pool.id))
            .filter(project::Column::State.is_in([State::Accepted, State::Withdrawn]))
            .order_by_asc(project::Column::Position)
            .all(tx)
            .await?;
        let count = pool.count_rules()?;
        pools.push(FrozenPool {
            budget: pool.money(),
            revision: 1,
            rule: count.rule.clone(),
            ballot: pool.rules()?,
            method: count.method(),
            threshold: count.threshold,
            projects: projects
                .into_iter()
                .map(|project| FrozenProject { cost: project.money(), number: project.number })
                .collect(),
            code: pool.code,
            name: pool.name,
            lane: pool.lane,
        });
    }
    let rules = FrozenRules {
        format: RULES_FORMAT.to_owned(),
        edition: edition.slug.clone(),
        link_key_sha256: to_hex(key_hash),
        pools,
    };
    let bytes = rules.bytes().map_err(anyhow::Error::from)?;
    Ok(String::from_utf8(bytes).map_err(anyhow::Error::from)?)
}
