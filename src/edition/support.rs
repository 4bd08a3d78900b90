//! What a pool asks of its projects before city hall looks at them: signatures of residents.

use chrono::{NaiveDate, TimeZone};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};

use super::Pool;
use crate::clock::{Instant, warsaw};
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::text::Message;

/// How many signatures a project of a pool needs.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "support_rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub pool_id: i64,
    /// Of the pool's area.
    pub residents: i64,
    pub needed: i64,
    /// When the rows of its lists are deleted.
    pub delete_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

pub use Model as Rule;

/// The most signatures a city may ask for: 0.1 % of the residents of the pool's area, rounded down
/// (art. 5a(7)(2) of the municipal-government act).
pub fn cap(residents: i64) -> i64 {
    residents / 1000
}

/// What a project of this pool needs; a pool without a rule needs no signatures.
pub async fn rule_of(db: &impl ConnectionTrait, pool: i64) -> Result<Option<Rule>> {
    Ok(Entity::find_by_id(pool).one(db).await?)
}

/// The rules of several pools.
pub async fn rules_of(db: &impl ConnectionTrait, pools: &[Pool]) -> Result<Vec<Rule>> {
    let ids = pools.iter().map(|pool| pool.id);
    Ok(Entity::find().filter(Column::PoolId.is_in(ids)).all(db).await?)
}

/// Whether a project needs signatures: of its pool, or of any while none is chosen.
pub fn is_needed(rules: &[Rule], pool: Option<i64>) -> bool {
    let of_pool = |rule: &&Rule| pool.is_none_or(|pool| pool == rule.pool_id);
    rules.iter().filter(of_pool).any(|rule| rule.needed > 0)
}

/// Sets what a pool needs. More than [`cap`] the database refuses.
pub async fn set_rule(tx: &impl ConnectionTrait, wanted: &Rule) -> Result<()> {
    let row = ActiveModel {
        pool_id: Set(wanted.pool_id),
        residents: Set(wanted.residents),
        needed: Set(wanted.needed),
        delete_at: Set(wanted.delete_at),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::PoolId)
                .update_columns([Column::Residents, Column::Needed, Column::DeleteAt])
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Reads the city's page: of every pool with a number of residents, the signatures wanted and the
/// day on which the lists go. The errors name the fields.
pub fn parse(
    fields: &Fields,
    pools: &[Pool],
    now: Instant,
) -> std::result::Result<Vec<Rule>, Errors> {
    let mut errors = Errors::default();
    let mut rules = Vec::new();
    for pool in pools {
        let name = |what: &str| format!("{what}-{}", pool.id);
        let number = |what: &str| -> Option<i64> {
            let typed: String = fields.get(&name(what)).split_whitespace().collect();
            typed.parse().ok()
        };
        if fields.get(&name("residents")).trim().is_empty()
            && fields.get(&name("needed")).trim().is_empty()
        {
            continue;
        }
        let residents = number("residents").filter(|n| (1..=50_000_000).contains(n));
        if residents.is_none() {
            errors.add(name("residents"), Message::new("support-residents-wrong"));
        }
        let needed = number("needed").filter(|n| *n >= 0);
        match (residents, needed) {
            (_, None) => errors.add(name("needed"), Message::new("support-needed-wrong")),
            (Some(residents), Some(needed)) if needed > cap(residents) => {
                let message = Message::new("support-over-cap").arg("most", cap(residents));
                errors.add(name("needed"), message);
            }
            _ => {}
        }
        let delete_at = midnight(fields.get(&name("delete"))).filter(|at| *at > now);
        if delete_at.is_none() {
            errors.add(name("delete"), Message::new("support-delete-wrong"));
        }
        if let (Some(residents), Some(needed), Some(delete_at)) = (residents, needed, delete_at) {
            rules.push(Rule { pool_id: pool.id, residents, needed, delete_at });
        }
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

/// The beginning of a day in Poland, as a date field sends it.
fn midnight(typed: &str) -> Option<Instant> {
    let day = NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok()?;
    let begin = day.and_hms_opt(0, 0, 0)?;
    Some(chrono_tz::Europe::Warsaw.from_local_datetime(&begin).earliest()?.timestamp())
}

/// A day as a date field has it.
pub fn date(at: Instant) -> String {
    warsaw(at).format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::cap;

    #[test]
    fn a_thousandth_is_rounded_down() {
        for (residents, most) in [(13_579, 13), (999, 0), (1000, 1), (1_863_056, 1863)] {
            assert_eq!(cap(residents), most);
        }
    }
}
