//! Mail that waits to be sent; people with several roles, a second factor, links by mail, another
//! provider's identity; sessions that one can list and that end.

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

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("an account with several roles does not go back to one".to_owned()))
    }
}

const SCHEMA: &str = "
CREATE TABLE mail (
    id $KEY,
    message_id TEXT NOT NULL CONSTRAINT mail_message_id UNIQUE,
    recipient TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    args TEXT NOT NULL,
    queued_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    refused BOOLEAN NOT NULL DEFAULT FALSE,
    error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX mail_due ON mail (due_at);

CREATE TABLE mail_template (
    edition TEXT NOT NULL REFERENCES edition (slug) ON UPDATE CASCADE ON DELETE CASCADE,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject <> ''),
    body TEXT NOT NULL CHECK (body <> ''),
    PRIMARY KEY (edition, kind, language)
);

CREATE TABLE account_role (
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role <> 'resident'),
    PRIMARY KEY (account_id, role)
);
CREATE INDEX account_role_role ON account_role (role);
INSERT INTO account_role (account_id, role) SELECT id, role FROM account WHERE role <> 'resident';
ALTER TABLE account DROP COLUMN role;
ALTER TABLE account ADD COLUMN language TEXT NOT NULL DEFAULT 'pl';

CREATE TABLE second_factor (
    account_id BIGINT NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    seed TEXT NOT NULL,
    enrolled BOOLEAN NOT NULL DEFAULT FALSE,
    last_step BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
    account_id BIGINT NOT NULL REFERENCES second_factor (account_id) ON DELETE CASCADE,
    hash $BYTES NOT NULL,
    PRIMARY KEY (account_id, hash)
);

CREATE TABLE ticket (
    hash $BYTES NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign-up', 'sign-in', 'password')),
    email TEXT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE CASCADE,
    next TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CHECK ((purpose = 'sign-up') = (account_id IS NULL))
);
CREATE INDEX ticket_expires ON ticket (expires_at);

CREATE TABLE identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject),
    CONSTRAINT identity_account UNIQUE (issuer, account_id)
);

DELETE FROM session;
ALTER TABLE session ADD COLUMN began_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX session_account ON session (account_id);
";
