//! Voting in envelopes.
//!
//! While an edition votes, a ballot and the name of its voter lie in one envelope, encrypted under a
//! key that is never in the database. One person has one envelope a lane by primary key. Nothing in
//! these tables, in a copy of them or in the write-ahead log joins a person to a ballot without that
//! key; sealing opens the envelopes into `participation` and `ballot`, sorted, and destroys it.

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
        sql::drop_all(manager, &TABLES).await
    }
}

const TABLES: [&str; 9] = [
    "opening",
    "envelope",
    "replaced",
    "leaf_queue",
    "leaf",
    "checkpoint",
    "signal",
    "sealing",
    "voting_draft",
];

const SCHEMA: &str = "
DROP TABLE ballot_draft;

CREATE TABLE opening (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    opened_at BIGINT NOT NULL,
    rules TEXT NOT NULL,
    rules_hash $BYTES NOT NULL,
    key_hash $BYTES NOT NULL,
    sealed_at BIGINT
);

CREATE TABLE envelope (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    lane TEXT NOT NULL,
    tag $BYTES NOT NULL,
    pool_id BIGINT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
    code $BYTES NOT NULL CONSTRAINT envelope_code UNIQUE,
    sealed $BYTES NOT NULL,
    PRIMARY KEY (edition_id, lane, tag)
) $CLUSTERED;

CREATE TABLE replaced (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    code $BYTES NOT NULL,
    sealed $BYTES NOT NULL,
    PRIMARY KEY (edition_id, code)
) $CLUSTERED;

CREATE TABLE leaf_queue (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    code $BYTES NOT NULL,
    sealed $BYTES NOT NULL,
    PRIMARY KEY (edition_id, code)
) $CLUSTERED;

CREATE TABLE leaf (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    hash $BYTES NOT NULL,
    fate TEXT,
    PRIMARY KEY (edition_id, position),
    CONSTRAINT leaf_once UNIQUE (edition_id, hash)
);

CREATE TABLE checkpoint (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    size BIGINT NOT NULL,
    at BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (edition_id, size)
);

CREATE TABLE signal (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    tag $BYTES NOT NULL,
    network $BYTES NOT NULL,
    agent TEXT NOT NULL,
    slot BIGINT NOT NULL,
    pattern $BYTES NOT NULL,
    PRIMARY KEY (edition_id, tag)
) $CLUSTERED;

CREATE TABLE sealing (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    proposed_by BIGINT NOT NULL,
    proposed_at BIGINT NOT NULL,
    approved_by BIGINT,
    approved_at BIGINT,
    step TEXT NOT NULL,
    CONSTRAINT sealing_two_people CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    CONSTRAINT sealing_approved CHECK (step = 'proposed' OR approved_by IS NOT NULL)
);

CREATE TABLE voting_draft (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    tag $BYTES NOT NULL,
    sealed $BYTES NOT NULL,
    PRIMARY KEY (edition_id, tag)
) $CLUSTERED;

ALTER TABLE participation ADD COLUMN state TEXT NOT NULL DEFAULT 'counted';
";
