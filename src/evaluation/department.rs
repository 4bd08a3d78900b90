//! Departments of city hall that give opinions and get cards.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use crate::error::{Error, Result, on_constraint};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "department")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub name: String,
}

impl ActiveModelBehavior for ActiveModel {}

pub async fn of_edition(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// `Conflict("department-taken")` when the edition has one of this name.
pub async fn add(tx: &impl ConnectionTrait, edition: i64, name: &str) -> Result<()> {
    ActiveModel { edition_id: Set(edition), name: Set(name.to_owned()), ..Default::default() }
        .insert(tx)
        .await
        .map_err(|error| {
            let word = Error::conflict("department-taken");
            on_constraint(error, "department_name", "department.name", word)
        })?;
    Ok(())
}
