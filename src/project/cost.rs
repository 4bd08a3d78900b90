//! Cost lines: quantity × unit price. Their sum is the project's cost; what keeping it will cost every
//! year stands apart and is no part of the sum.

use game_rules::money::Money;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cost_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub label: String,
    pub quantity: i64,
    /// Grosze.
    pub unit_price: i64,
    /// What is counted: pieces, metres, hours. May be empty.
    pub unit: String,
    /// A running cost, each year after the project is built.
    pub yearly: bool,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn amount(&self) -> Money {
        Money::from_minor(self.unit_price.saturating_mul(self.quantity))
    }
}

pub async fn lines(db: &impl ConnectionTrait, project: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::ProjectId.eq(project))
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}
