//! Attachments: photos, encoded anew by us, and PDF documents. Their bytes lie in the database, so
//! that every node serves them, a backup holds them, and they come and go with their project.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};

use crate::clock::Instant;
use crate::error::{Error, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Kind {
    /// A JPEG of ours.
    #[sea_orm(string_value = "photo")]
    Photo,
    /// A PDF as it was sent; only ever downloaded, never shown by the browser on our address.
    #[sea_orm(string_value = "document")]
    Document,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attachment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Path segment; cannot be guessed.
    #[sea_orm(unique)]
    pub token: String,
    pub draft_id: i64,
    /// 1 to 10.
    pub position: i64,
    pub kind: Kind,
    /// Once the draft is a project, everybody may see it; else only its authors and city hall.
    pub is_public: bool,
    /// What it shows, in its author's words. The name of the file is not kept.
    pub name: String,
    /// Bytes.
    pub size: i64,
    pub added_at: Instant,
}

impl ActiveModelBehavior for ActiveModel {}

/// The bytes, apart, so that lists do not read them.
pub mod content {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "attachment_content")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub attachment_id: i64,
        pub bytes: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Model {
    /// The address of the file; the ending is for the reader only.
    pub fn path(&self) -> String {
        let ending = if self.kind == Kind::Photo { "jpg" } else { "pdf" };
        format!("/file/{}.{ending}", self.token)
    }
}

/// Everything attached to a draft, and so to the project made of it.
pub async fn of_draft(db: &impl ConnectionTrait, draft: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::DraftId.eq(draft))
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    Ok(rows)
}

/// What everybody may see of a project.
pub async fn public(db: &impl ConnectionTrait, project: &super::Project) -> Result<Vec<Model>> {
    let Some(draft) = project.draft_id else { return Ok(Vec::new()) };
    let mut all = of_draft(db, draft).await?;
    all.retain(|attachment| attachment.is_public);
    Ok(all)
}

pub async fn by_token(db: &impl ConnectionTrait, token: &str) -> Result<Model> {
    Entity::find().filter(Column::Token.eq(token)).one(db).await?.ok_or(Error::NotFound)
}

pub async fn bytes(db: &impl ConnectionTrait, id: i64) -> Result<Vec<u8>> {
    Ok(content::Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)?.bytes)
}
