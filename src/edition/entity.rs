use sea_orm::entity::prelude::*;

use super::Phase;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "edition")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Path segment, `czestochowa-2025`.
    #[sea_orm(unique)]
    pub slug: String,
    pub city: String,
    pub title: String,
    /// ISO 639 code of the projects' texts.
    pub language: String,
    pub phase: Phase,
    /// Where imported data comes from; empty for the city's own.
    pub source: String,
    /// The number the next submitted project gets.
    pub next_number: i64,
}

impl ActiveModelBehavior for ActiveModel {}
