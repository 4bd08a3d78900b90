//! Pools: a budget with its electorate, the ballot its voters fill in and the rule that counts it.

use game_rules::ballot::Rules;
use game_rules::count::{Declared, Fit, Greedy, Rule, Threshold};
use game_rules::money::Money;
use game_rules::pabulib::Meta;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pool")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    /// The district whose residents vote here; none for the whole city.
    pub district_id: Option<i64>,
    pub position: i64,
    /// Path segment, unique in the edition.
    pub code: String,
    pub name: String,
    /// A person votes in at most one pool of a lane: the city's, and one district's.
    pub lane: String,
    /// Grosze.
    pub budget: i64,
    /// JSON of [`Rules`].
    pub ballot_rules: String,
    /// JSON of [`CountRules`].
    pub count_rules: String,
    /// JSON list of the key and value pairs a `.pb` file declares, in its order.
    pub meta: String,
    /// Ballots in this pool, kept in the transaction that stores them, so that no page counts rows.
    pub ballots: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// How ballots become winners, under the name that the Pabulib key `rule` gives. Where a city used a rule that is not
/// known here, the greedy outcome stands beside its official one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountRules {
    /// `greedy-threshold`, `equalshares/add1-comparison`, …
    pub rule: String,
    /// Whether `rule` is known, so that our count is the city's.
    #[serde(alias = "is_greedy")]
    pub is_known: bool,
    /// The greedy rule's, where [`CountRules::method`] is not given.
    #[serde(default)]
    fit: Fit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<Rule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
}

impl CountRules {
    /// What a `.pb` file declares.
    pub fn declared(meta: &Meta) -> Self {
        let method = Declared::from_meta(meta).map(|declared| declared.rule);
        Self {
            rule: meta.rule().unwrap_or("unknown").to_owned(),
            is_known: method.is_some(),
            fit: Fit::Skip,
            method,
            threshold: meta.threshold().map(Threshold::Absolute),
        }
    }

    /// What the ballots are counted by.
    pub fn method(&self) -> Rule {
        self.method.unwrap_or(Rule::Greedy(Greedy { fit: self.fit, ..Greedy::default() }))
    }
}

impl Model {
    pub fn money(&self) -> Money {
        Money::from_minor(self.budget)
    }

    pub fn rules(&self) -> Result<Rules> {
        Ok(serde_json::from_str(&self.ballot_rules).map_err(anyhow::Error::from)?)
    }

    pub fn count_rules(&self) -> Result<CountRules> {
        Ok(serde_json::from_str(&self.count_rules).map_err(anyhow::Error::from)?)
    }

    pub fn meta(&self) -> Result<Meta> {
        let entries: Vec<(String, String)> =
            serde_json::from_str(&self.meta).map_err(anyhow::Error::from)?;
        let mut meta = Meta::new();
        for (key, value) in entries {
            meta.set(&key, value);
        }
        Ok(meta)
    }

    pub fn is_citywide(&self) -> bool {
        self.district_id.is_none()
    }
}

/// Every pool of the house.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Model>> {
    Ok(Entity::find().order_by_asc(Column::Position).all(db).await?)
}

/// The pools of an edition in their order.
pub async fn of_edition(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}
