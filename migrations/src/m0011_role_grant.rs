//! Roles of city hall by two persons, accounts that are closed, links to a new address.

use sea_orm_migration::prelude::*;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE role_grant (
    id $KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role <> 'resident'),
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    confirmed_by BIGINT REFERENCES account (id),
    confirmed_at BIGINT,
    CONSTRAINT role_grant_two_people CHECK (confirmed_by <> proposed_by),
    CONSTRAINT role_grant_not_own CHECK (account_id <> proposed_by AND account_id <> confirmed_by),
    CONSTRAINT role_grant_when CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
CREATE UNIQUE INDEX role_grant_waiting ON role_grant (account_id, role) WHERE confirmed_by IS NULL;

ALTER TABLE account ADD COLUMN closed_at BIGINT;
";

/// SQLite changes a CHECK only with the table.
fn tickets(purposes: &str) -> String {
    format!(
        "
CREATE TABLE ticket_new (
    hash $BYTES NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ({purposes})),
    email TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    next TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK ((purpose = 'sign-up') = (account_id IS NULL))
);
INSERT INTO ticket_new (hash, purpose, email, account_id, next, expires_at)
    SELECT hash, purpose, email, account_id, next, expires_at FROM ticket
    WHERE purpose IN ({purposes});
DROP TABLE ticket;
ALTER TABLE ticket_new RENAME TO ticket;
CREATE INDEX ticket_expires ON ticket (expires_at);
"
    )
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, UP).await?;
        sql::run(manager, &tickets("'sign-up', 'sign-in', 'password', 'email'")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, &tickets("'sign-up', 'sign-in', 'password'")).await?;
        sql::run(manager, "ALTER TABLE account DROP COLUMN closed_at;\n").await?;
        sql::drop_all(manager, &["role_grant"]).await
    }
}
