//! What became of a register's file, and people whom the register's question cannot tell apart.
//!
//! An answer that several people give is nobody's entry, and a change of the question takes the old
//! register out of force: its pseudonyms are of other answers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["register_file", "register_namesake"];

const SCHEMA: &str = "
CREATE TABLE register_file (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    is_draft BOOLEAN NOT NULL,
    read_at BIGINT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (edition_id, is_draft)
);

CREATE TABLE register_namesake (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    is_draft BOOLEAN NOT NULL,
    person $BYTES NOT NULL,
    answer $BYTES NOT NULL,
    apart TEXT NOT NULL,
    PRIMARY KEY (edition_id, is_draft, person),
    CONSTRAINT register_namesake_other CHECK (answer <> person)
) $CLUSTERED;

CREATE INDEX register_namesake_answer ON register_namesake (edition_id, is_draft, answer);
";

/// Name, table and what must not be, before a row is added.
const RULES: [(&str, &str, &str); 2] = [
    (
        "register_entry_shared",
        "register_entry",
        "EXISTS (SELECT 1 FROM register_namesake n WHERE n.edition_id = NEW.edition_id \
         AND n.is_draft = NEW.is_draft AND n.answer = NEW.person)",
    ),
    (
        "register_namesake_shared",
        "register_namesake",
        "EXISTS (SELECT 1 FROM register_entry e WHERE e.edition_id = NEW.edition_id \
         AND e.is_draft = NEW.is_draft AND e.person = NEW.answer)",
    ),
];

/// What a policy tells people apart by; whether the PESEL is asked for matters to numbers only.
fn question(row: &str, json: &str) -> String {
    let of = |name: &str| match json {
        "" => format!("{row}.policy ->> '$.{name}'"),
        cast => format!("{row}.policy{cast} ->> '{name}'"),
    };
    let by = format!("COALESCE({}, '')", of("by"));
    format!(
        "({by} || CASE WHEN {by} = 'number' THEN COALESCE(CAST({} AS TEXT), '') ELSE '' END)",
        of("pesel")
    )
}

const GONE: &str = "DELETE FROM register_entry WHERE edition_id = NEW.edition_id; \
     DELETE FROM register_namesake WHERE edition_id = NEW.edition_id; \
     DELETE FROM register_file WHERE edition_id = NEW.edition_id;";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, SCHEMA).await?;
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        for (name, table, wrong) in RULES {
            let statements = match sqlite {
                true => vec![format!(
                    "CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN {wrong} \
                     BEGIN SELECT RAISE(ABORT, 'register-shared'); END"
                )],
                // A condition of a trigger has no subquery there: the function asks.
                false => vec![
                    format!(
                        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                         IF {wrong} THEN RAISE EXCEPTION 'register-shared'; END IF; RETURN NEW; END $$"
                    ),
                    format!(
                        "CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW \
                         EXECUTE FUNCTION {name}()"
                    ),
                ],
            };
            for statement in statements {
                db.execute_unprepared(&statement).await?;
            }
        }
        let statements = match sqlite {
            true => vec![format!(
                "CREATE TRIGGER register_question AFTER UPDATE OF policy ON eligibility \
                 WHEN {} <> {} BEGIN {GONE} END",
                question("OLD", ""),
                question("NEW", "")
            )],
            false => vec![
                format!(
                    "CREATE FUNCTION register_question() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                     IF {} <> {} THEN {GONE} END IF; RETURN NEW; END $$",
                    question("OLD", "::json"),
                    question("NEW", "::json")
                ),
                "CREATE TRIGGER register_question AFTER UPDATE OF policy ON eligibility FOR EACH ROW \
                 EXECUTE FUNCTION register_question()"
                    .to_owned(),
            ],
        };
        for statement in statements {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        let question = ("register_question", "eligibility");
        let rules = RULES.map(|(name, table, _)| (name, table));
        for (name, table) in rules.into_iter().chain([question]) {
            let on = if sqlite { String::new() } else { format!(" ON {table}") };
            db.execute_unprepared(&format!("DROP TRIGGER {name}{on}")).await?;
            if !sqlite {
                db.execute_unprepared(&format!("DROP FUNCTION {name}()")).await?;
            }
        }
        sql::drop_all(manager, &TABLES).await
    }
}
