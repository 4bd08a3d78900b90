//! Whose project it is: its author, and up to three co-authors who have said yes.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

use super::Project;
use crate::clock::Instant;
use crate::error::Result;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "co_author")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub draft_id: i64,
    /// 1 to 3: the database has no fourth.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub email: String,
    /// In which they are written to.
    pub language: String,
    /// Of the link in the letter; none once it was used.
    pub ticket_hash: Option<Vec<u8>>,
    pub confirmed_at: Option<Instant>,
    /// The account with this address when they said yes.
    pub account_id: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Those who were asked, whether or not they have answered.
pub async fn asked(db: &impl ConnectionTrait, draft: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::DraftId.eq(draft))
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}

/// Whether the person may act for the project: its author, or a co-author who has said yes.
pub async fn is_author(db: &impl ConnectionTrait, project: &Project, account: i64) -> Result<bool> {
    Ok(authors(db, project).await?.contains(&account))
}

/// The accounts of the author and of the co-authors who have said yes.
pub async fn authors(db: &impl ConnectionTrait, project: &Project) -> Result<Vec<i64>> {
    let mut all: Vec<i64> = project.author_id.into_iter().collect();
    if let Some(draft) = project.draft_id {
        let joined = asked(db, draft).await?.into_iter().filter(|row| row.confirmed_at.is_some());
        all.extend(joined.filter_map(|row| row.account_id));
    }
    Ok(all)
}
