//! Challenged persons.
//!
//! A challenge names a person and never a ballot. One person wants it, another confirms it, and an
//! appeal is decided by a third. `verified` says that nobody is challenged any more.

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
        sql::drop_all(manager, &["challenge_batch", "challenge", "verified"]).await
    }
}

const SCHEMA: &str = "
CREATE TABLE challenge_batch (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    proposed_by BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL
);

CREATE INDEX challenge_batch_edition ON challenge_batch (edition_id);

CREATE TABLE challenge (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    batch_id BIGINT NOT NULL REFERENCES challenge_batch (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    state TEXT NOT NULL,
    letter TEXT NOT NULL DEFAULT '',
    proposed_by BIGINT NOT NULL,
    confirmed_by BIGINT,
    confirmed_at BIGINT,
    appeal TEXT NOT NULL DEFAULT '',
    appealed_at BIGINT,
    decided_by BIGINT,
    decided_at BIGINT,
    decision TEXT NOT NULL DEFAULT '',
    withdrawn_by BIGINT,
    withdrawn_at BIGINT,
    withdrawal TEXT NOT NULL DEFAULT '',
    CONSTRAINT challenge_state CHECK (state IN ('proposed', 'confirmed', 'appealed', 'upheld', 'lifted')),
    CONSTRAINT challenge_two_people CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by),
    CONSTRAINT challenge_confirmed CHECK (state IN ('proposed', 'lifted') OR confirmed_by IS NOT NULL),
    CONSTRAINT challenge_third_person CHECK (decided_by IS NULL OR (decided_by <> proposed_by AND decided_by <> confirmed_by)),
    CONSTRAINT challenge_decided CHECK (state <> 'upheld' OR (appealed_at IS NOT NULL AND decided_by IS NOT NULL)),
    CONSTRAINT challenge_lifted CHECK (state <> 'lifted' OR decided_by IS NOT NULL OR withdrawn_by IS NOT NULL)
);

CREATE UNIQUE INDEX challenge_once ON challenge (edition_id, person) WHERE state <> 'lifted';

CREATE INDEX challenge_batch_state ON challenge (batch_id, state);

CREATE INDEX challenge_letter ON challenge (letter) WHERE letter <> '';

CREATE TABLE verified (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);
";
