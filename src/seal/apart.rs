//! Who is counted apart: the people whom city hall added late and the children of whom there is a
//! guardian's word alone. How many there are is public at once, how many of them voted after the seal.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QuerySelect};

use crate::error::Result;
use crate::register::Apart;
use crate::vote::{openings, participation};

/// Some of those who may vote, and how many of them have; none before the seal.
pub struct Group {
    pub of: Apart,
    pub persons: i64,
    pub voted: Option<i64>,
}

/// The groups of an edition that have somebody in them.
pub async fn of(
    db: &impl ConnectionTrait,
    edition: i64,
    opening: Option<&openings::Model>,
) -> Result<Vec<Group>> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let mut groups = Vec::new();
    for of in [Apart::Late, Apart::Children] {
        let persons = number(of.count(db, edition).await?);
        if persons == 0 {
            continue;
        }
        let voted = match opening.and_then(|opening| opening.sealed_at) {
            None => None,
            Some(_) => Some(number(voted(db, edition, of).await?)),
        };
        groups.push(Group { of, persons, voted });
    }
    Ok(groups)
}

/// How many of a group have voted, by what the seal wrote.
pub async fn voted(db: &impl ConnectionTrait, edition: i64, of: Apart) -> Result<u64> {
    let rows = participation::Entity::find()
        .select_only()
        .column(participation::Column::Person)
        .distinct()
        .filter(participation::Column::EditionId.eq(edition))
        .filter(participation::Column::Person.in_subquery(of.persons(edition)));
    Ok(rows.count(db).await?)
}
