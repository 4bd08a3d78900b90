//! Departments of city hall that give opinions and get cards.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use crate::error::{Error, Result, on_constraint, on_reference};

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
        .map_err(taken)?;
    Ok(())
}

/// `Conflict("department-taken")` when another of the edition has this name.
pub async fn rename(tx: &impl ConnectionTrait, edition: i64, id: i64, name: &str) -> Result<()> {
    let renamed = Entity::update_many()
        .col_expr(Column::Name, Expr::value(name))
        .filter(Column::Id.eq(id))
        .filter(Column::EditionId.eq(edition))
        .exec(tx)
        .await
        .map_err(taken)?;
    if renamed.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// `Conflict("department-in-use")` while a card or an opinion is its.
pub async fn remove(tx: &impl ConnectionTrait, edition: i64, id: i64) -> Result<()> {
    let removed = Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::EditionId.eq(edition))
        .exec(tx)
        .await
        .map_err(|error| on_reference(error, Error::conflict("department-in-use")))?;
    if removed.rows_affected == 1 { Ok(()) } else { Err(Error::NotFound) }
}

fn taken(error: DbErr) -> Error {
    let word = Error::conflict("department-taken");
    on_constraint(error, "department_name", "department.name", word)
}
