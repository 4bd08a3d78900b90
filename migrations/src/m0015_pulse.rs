//! The last hour that was seen, so that a clock which jumps is noticed; and what a vote depends on
//! outside the database, written down at its opening.

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
        sql::run(
            manager,
            "ALTER TABLE opening DROP COLUMN log_name;\nALTER TABLE opening DROP COLUMN settings",
        )
        .await?;
        sql::drop_all(manager, &["pulse"]).await
    }
}

const SCHEMA: &str = "
CREATE TABLE pulse (
    id BIGINT PRIMARY KEY,
    seen_at BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    counted_from TEXT NOT NULL,
    settled BIGINT NOT NULL,
    CONSTRAINT pulse_one CHECK (id = 1)
);

ALTER TABLE opening ADD COLUMN log_name TEXT;

ALTER TABLE opening ADD COLUMN settings TEXT;
";
