//! People, editions, projects, ballots and outcomes.
//!
//! Instants are seconds since 1970 in UTC, money is integer grosze. Nothing joins a person to a
//! ballot: `participation` says who has voted, `ballot` says what was voted, and neither holds a
//! key, a sequence or an instant of the other.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// SQLite migrations are not transactional unless asked.
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

const TABLES: [&str; 15] = [
    "installation",
    "account",
    "session",
    "edition",
    "phase",
    "district",
    "pool",
    "project_draft",
    "project",
    "cost_line",
    "participation",
    "ballot",
    "ballot_draft",
    "outcome",
    "act",
];

const SCHEMA: &str = "
CREATE TABLE installation (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE account (
    id $KEY,
    email TEXT NOT NULL CONSTRAINT account_email UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE session (
    id_hash $BYTES NOT NULL PRIMARY KEY,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    data TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE edition (
    id $KEY,
    slug TEXT NOT NULL CONSTRAINT edition_slug UNIQUE,
    city TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    phase TEXT NOT NULL,
    source TEXT NOT NULL,
    next_number BIGINT NOT NULL CHECK (next_number > 0)
);

CREATE TABLE phase (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    begins_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, kind),
    CHECK (begins_at <= ends_at)
);

CREATE TABLE district (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    CONSTRAINT district_name UNIQUE (edition_id, name)
);

CREATE TABLE pool (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    district_id BIGINT REFERENCES district (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    lane TEXT NOT NULL,
    budget BIGINT NOT NULL CHECK (budget >= 0),
    ballot_rules TEXT NOT NULL,
    count_rules TEXT NOT NULL,
    meta TEXT NOT NULL,
    ballots BIGINT NOT NULL DEFAULT 0 CHECK (ballots >= 0),
    CONSTRAINT pool_code UNIQUE (edition_id, code),
    CONSTRAINT pool_position UNIQUE (edition_id, position)
);

CREATE TABLE project_draft (
    id $KEY,
    token TEXT NOT NULL CONSTRAINT project_draft_token UNIQUE,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    fields TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);
CREATE INDEX project_draft_account ON project_draft (account_id);

CREATE TABLE project (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    pool_id BIGINT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    number TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    category TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    cost BIGINT NOT NULL CHECK (cost >= 0),
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    decided_at BIGINT,
    official SMALLINT,
    columns TEXT NOT NULL,
    search TEXT NOT NULL,
    author_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    draft_id BIGINT CONSTRAINT project_draft_once UNIQUE REFERENCES project_draft (id) ON DELETE SET NULL,
    submitted_at BIGINT NOT NULL,
    CONSTRAINT project_code UNIQUE (edition_id, code),
    CONSTRAINT project_number UNIQUE (pool_id, number),
    CONSTRAINT project_position UNIQUE (pool_id, position),
    CONSTRAINT project_rejected_with_reason CHECK (state <> 'rejected' OR reason <> '')
);
CREATE INDEX project_author ON project (author_id);
CREATE INDEX project_edition_state ON project (edition_id, state, category);

CREATE TABLE cost_line (
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    label TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    unit_price BIGINT NOT NULL CHECK (unit_price >= 0),
    PRIMARY KEY (project_id, position)
);

CREATE TABLE participation (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    lane TEXT NOT NULL,
    person $BYTES NOT NULL,
    pool_id BIGINT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (edition_id, lane, person)
) $CLUSTERED;

CREATE TABLE ballot (
    pool_id BIGINT NOT NULL REFERENCES pool (id) ON DELETE CASCADE,
    id $BYTES NOT NULL,
    vote TEXT NOT NULL,
    points TEXT NOT NULL,
    nonce $BYTES NOT NULL,
    receipt TEXT NOT NULL CONSTRAINT ballot_receipt UNIQUE,
    PRIMARY KEY (pool_id, id)
) $CLUSTERED;

CREATE TABLE ballot_draft (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    seed BIGINT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (edition_id, person)
) $CLUSTERED;

CREATE TABLE outcome (
    pool_id BIGINT NOT NULL PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
    counted_at BIGINT NOT NULL,
    snapshot TEXT NOT NULL
);

CREATE TABLE act (
    id $KEY,
    at BIGINT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    edition_id BIGINT REFERENCES edition (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);
";
