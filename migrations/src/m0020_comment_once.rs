//! One form of a comment sent twice is one comment.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, SCHEMA).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, "DROP INDEX comment_once;\nALTER TABLE comment DROP COLUMN form_key;\n")
            .await
    }
}

/// A digest of the form's one-time key and the words. Comments from before have none.
const SCHEMA: &str = "
ALTER TABLE comment ADD COLUMN form_key $BYTES;
CREATE UNIQUE INDEX comment_once ON comment (project_id, account_id, form_key);
";
