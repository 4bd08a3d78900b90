//! Voting at city hall, where a clerk has seen who somebody is: a vote cast by a thief is corrected
//! there, and not erased.
//!
//! One person opens, another approves, and only that makes a code. A person has one
//! case that waits and one that opens something. The cases go with the seal; the acts of city hall stay.

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
        sql::drop_all(manager, &["office_vote"]).await
    }
}

const SCHEMA: &str = "
CREATE TABLE office_vote (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    district_id BIGINT REFERENCES district (id) ON DELETE SET NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    approved_by BIGINT,
    mac $BYTES CONSTRAINT office_vote_code UNIQUE,
    ends_at BIGINT,
    CONSTRAINT office_vote_state CHECK (state IN ('open', 'approved', 'used', 'void')),
    CONSTRAINT office_vote_two_people CHECK (approved_by IS NULL OR approved_by <> opened_by),
    CONSTRAINT office_vote_approved CHECK (state IN ('open', 'void') OR (approved_by IS NOT NULL AND mac IS NOT NULL AND ends_at IS NOT NULL)),
    CONSTRAINT office_vote_open CHECK (state <> 'open' OR (approved_by IS NULL AND mac IS NULL))
);

CREATE UNIQUE INDEX office_vote_waits ON office_vote (edition_id, person) WHERE state = 'open';

CREATE UNIQUE INDEX office_vote_opens ON office_vote (edition_id, person) WHERE state IN ('approved', 'used');
";
