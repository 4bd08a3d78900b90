//! Evenings of the budget game: an event with its rules, its tables, and per table the log of
//! accepted commands, which is never changed. What happened at a table is the fold of its log.

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

const TABLES: [&str; 4] = ["game_event", "game_table", "game_command", "game_seat"];

/// `version` is the position of the last command. Whoever adds one holds the row's lock, so the
/// log of a table has one order on any number of nodes.
const SCHEMA: &str = "
CREATE TABLE game_event (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    code TEXT NOT NULL CONSTRAINT game_event_code UNIQUE,
    title TEXT NOT NULL,
    rules TEXT NOT NULL,
    facilitator_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    opened_at BIGINT NOT NULL
);

CREATE TABLE game_table (
    event_id BIGINT NOT NULL REFERENCES game_event (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number > 0),
    version BIGINT NOT NULL CHECK (version >= 0),
    PRIMARY KEY (event_id, number)
);

CREATE TABLE game_command (
    event_id BIGINT NOT NULL,
    table_number BIGINT NOT NULL,
    position BIGINT NOT NULL CHECK (position > 0),
    command_id TEXT NOT NULL,
    command TEXT NOT NULL,
    PRIMARY KEY (event_id, table_number, position),
    CONSTRAINT game_command_once UNIQUE (event_id, table_number, command_id),
    FOREIGN KEY (event_id, table_number) REFERENCES game_table (event_id, number) ON DELETE CASCADE
);

CREATE TABLE game_seat (
    event_id BIGINT NOT NULL,
    table_number BIGINT NOT NULL,
    seat BIGINT NOT NULL CHECK (seat > 0),
    token_hash $BYTES NOT NULL CONSTRAINT game_seat_token UNIQUE,
    PRIMARY KEY (event_id, table_number, seat),
    FOREIGN KEY (event_id, table_number) REFERENCES game_table (event_id, number) ON DELETE CASCADE
);
";
