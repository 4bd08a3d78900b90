//! Who may vote: the policy of an edition, its register, one-time codes, confirmed contacts.
//!
//! A person stands here only as the pseudonym of the electoral tables; what makes them one (an
//! identifier, a name and an address) is in no column.

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

const TABLES: [&str; 8] = [
    "eligibility",
    "register_entry",
    "code_batch",
    "voting_code",
    "contact_slot",
    "verification",
    "evidence",
    "ward",
];

/// A person has one code that opens (`voting_code_live`), one contact under which they came
/// (`contact_slot_person`), and a child one guardian. The slots of a contact and of a guardian are
/// positions, so that of two requests at once only one takes the last.
const SCHEMA: &str = "
CREATE TABLE eligibility (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    policy TEXT NOT NULL
);

CREATE TABLE register_entry (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    is_draft BOOLEAN NOT NULL,
    person $BYTES NOT NULL,
    district_id BIGINT REFERENCES district (id) ON DELETE SET NULL,
    contact TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (edition_id, is_draft, person)
) $CLUSTERED;

CREATE TABLE code_batch (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    codes BIGINT NOT NULL CHECK (codes > 0),
    evidence TEXT NOT NULL,
    made_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX code_batch_edition ON code_batch (edition_id);

CREATE TABLE voting_code (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    mac $BYTES NOT NULL,
    person $BYTES NOT NULL,
    batch_id BIGINT NOT NULL REFERENCES code_batch (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    is_void BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (edition_id, mac),
    CONSTRAINT voting_code_number UNIQUE (batch_id, number)
) $CLUSTERED;
CREATE UNIQUE INDEX voting_code_live ON voting_code (edition_id, person) WHERE NOT is_void;

CREATE TABLE contact_slot (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    contact $BYTES NOT NULL,
    slot BIGINT NOT NULL CONSTRAINT contact_slot_ten CHECK (slot BETWEEN 1 AND 10),
    person $BYTES NOT NULL,
    PRIMARY KEY (edition_id, contact, slot),
    CONSTRAINT contact_slot_person UNIQUE (edition_id, person)
) $CLUSTERED;

CREATE TABLE verification (
    hash $BYTES NOT NULL PRIMARY KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    way TEXT NOT NULL,
    person $BYTES NOT NULL,
    contact $BYTES NOT NULL,
    mac $BYTES NOT NULL,
    tries BIGINT NOT NULL CONSTRAINT verification_five CHECK (tries BETWEEN 0 AND 5),
    expires_at BIGINT NOT NULL
) $CLUSTERED;
CREATE INDEX verification_expires ON verification (expires_at);

CREATE TABLE evidence (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    way TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (edition_id, person, way)
) $CLUSTERED;

CREATE TABLE ward (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    guardian $BYTES NOT NULL,
    slot BIGINT NOT NULL CONSTRAINT ward_ten CHECK (slot BETWEEN 1 AND 10),
    PRIMARY KEY (edition_id, person),
    CONSTRAINT ward_slot UNIQUE (edition_id, guardian, slot)
) $CLUSTERED;
";
