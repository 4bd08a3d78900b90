//! Opening the vote: the rules are frozen word for word and the link key is made.

use game_rules::log::to_hex;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::entity::opening;
use super::link::Keys;
use crate::bundle::{FrozenPool, FrozenProject, FrozenRules, RULES_FORMAT};
use crate::clock::Instant;
use crate::config::Config;
use crate::edition::{Edition, pool};
use crate::error::Result;
use crate::project::{self, State};
use crate::store::Store;

/// What was fixed when the voting of an edition opened.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Option<opening::Model>> {
    Ok(opening::Entity::find_by_id(edition).one(db).await?)
}

/// What a running vote depends on outside the database. Once it has begun, another value breaks
/// something that somebody holds in their hands: a printed code, a published checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// What the codes on printed letters lead to.
    pub address: String,
    /// Where the addresses of visitors are read, by which the integrity desk tells networks apart.
    pub visitors: String,
    /// Whether letters, and with them digits, go out by mail.
    pub mail: bool,
    /// The same by telephone.
    pub telephone: bool,
    /// Through whom people sign in.
    pub provider: Option<String>,
}

impl Settings {
    pub fn of(config: &Config) -> Self {
        Self {
            address: config.base(),
            visitors: format!("{:?}", config.client_ip),
            mail: config.smtp_url.is_some(),
            telephone: config.sms_gateway.is_some(),
            provider: config.oidc_issuer.clone(),
        }
    }

    /// The names of what is another now.
    fn changed(&self, now: &Self) -> Vec<&'static str> {
        let all = [
            ("address", self.address != now.address),
            ("visitors", self.visitors != now.visitors),
            ("mail", self.mail && !now.mail),
            ("telephone", self.telephone && !now.telephone),
            ("provider", self.provider.is_some() && self.provider != now.provider),
        ];
        all.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
    }
}

/// The votes that run under other settings than those of their opening: the edition's id, and the names
/// of the settings.
pub fn changed_settings(
    running: &[opening::Model],
    config: &Config,
) -> Vec<(i64, Vec<&'static str>)> {
    let now = Settings::of(config);
    let changed = |opening: &opening::Model| {
        let was: Settings = serde_json::from_str(opening.settings.as_deref()?).ok()?;
        Some((opening.edition_id, was.changed(&now)))
    };
    running.iter().filter_map(changed).collect()
}

/// Writes down the settings of votes that were opened by a command, which answers no requests.
pub async fn note_settings(store: &Store, config: &Config) -> Result<()> {
    let text = serde_json::to_string(&Settings::of(config)).map_err(anyhow::Error::from)?;
    let tx = store.begin().await?;
    opening::Entity::update_many()
        .col_expr(opening::Column::Settings, Expr::value(text))
        .filter(opening::Column::Settings.is_null())
        .filter(opening::Column::SealedAt.is_null())
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The openings of votes that are not sealed yet.
pub async fn running(db: &impl ConnectionTrait) -> Result<Vec<opening::Model>> {
    Ok(opening::Entity::find().filter(opening::Column::SealedAt.is_null()).all(db).await?)
}

/// Freezes the rules of an edition and makes its link key. The key's file is on the disk before the
/// opening is in the database; an opening that falls leaves a key that the next one takes. `served`:
/// the settings under which people will vote; a command that answers no requests does not know them.
pub async fn open(
    keys: &Keys,
    tx: &impl ConnectionTrait,
    edition: &Edition,
    now: Instant,
    served: Option<&Config>,
) -> Result<()> {
    let settings = served.map(|config| serde_json::to_string(&Settings::of(config)));
    let key_hash = keys.make(edition.id)?;
    let rules = rules(tx, edition, &key_hash).await?;
    let row = opening::ActiveModel {
        edition_id: Set(edition.id),
        opened_at: Set(now),
        rules_hash: Set(Sha256::digest(&rules).to_vec()),
        rules: Set(rules),
        key_hash: Set(key_hash.to_vec()),
        sealed_at: Set(None),
        log_name: Set(served.map(Config::host)),
        settings: Set(settings.transpose().map_err(anyhow::Error::from)?),
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
