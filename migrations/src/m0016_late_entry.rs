//! Whoever was not in the register comes to city hall: one person opens the case, another sees the
//! visitor anew, and only that makes a row of the register, called late for ever. Everything else of a
//! register is as it was when its vote opened, by trigger.
//!
//! A row also holds what a guardian would say of the child, as a pseudonym: a child of the register is
//! one person, whichever way they come.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const SCHEMA: &str = "
ALTER TABLE register_entry ADD COLUMN child $BYTES;
ALTER TABLE register_entry ADD COLUMN late_id BIGINT;
CREATE INDEX register_entry_child ON register_entry (edition_id, child);
CREATE UNIQUE INDEX register_entry_late ON register_entry (late_id);

CREATE TABLE late_entry (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    child $BYTES,
    district_id BIGINT REFERENCES district (id) ON DELETE SET NULL,
    contact TEXT NOT NULL,
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT NOT NULL,
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    approved_by BIGINT,
    approved_at BIGINT,
    CONSTRAINT late_entry_state CHECK (state IN ('open', 'approved', 'void')),
    CONSTRAINT late_entry_two_people CHECK (approved_by IS NULL OR approved_by <> opened_by),
    CONSTRAINT late_entry_approved CHECK ((state = 'approved') = (approved_by IS NOT NULL AND approved_at IS NOT NULL))
);

CREATE UNIQUE INDEX late_entry_once ON late_entry (edition_id, person) WHERE state <> 'void';
";

/// Name, event, table, what must not be, and the word.
fn rules() -> Vec<(&'static str, &'static str, &'static str, String, &'static str)> {
    let opened =
        |row| format!("EXISTS (SELECT 1 FROM opening WHERE edition_id = {row}.edition_id)");
    let agreed = "EXISTS (SELECT 1 FROM late_entry WHERE late_entry.id = NEW.late_id \
         AND late_entry.state = 'approved' AND late_entry.edition_id = NEW.edition_id \
         AND late_entry.person = NEW.person)";
    // A child of whom the register knows nothing but what their guardian says.
    let declared = "NEW.late_id IS NOT NULL AND NEW.child IS NOT NULL AND NEW.child <> NEW.person \
         AND EXISTS (SELECT 1 FROM ward WHERE ward.edition_id = NEW.edition_id \
         AND ward.person = NEW.child)";
    let registered = "EXISTS (SELECT 1 FROM register_entry AS entry \
         WHERE entry.edition_id = NEW.edition_id AND entry.child = NEW.person \
         AND entry.person <> NEW.person AND NOT entry.is_draft)";
    vec![
        (
            "register_entry_opened",
            "INSERT",
            "register_entry",
            format!("{} AND (NEW.is_draft OR NOT {agreed})", opened("NEW")),
            "register-frozen",
        ),
        (
            "register_entry_unagreed",
            "INSERT",
            "register_entry",
            format!("NEW.late_id IS NOT NULL AND NOT {agreed}"),
            "register-frozen",
        ),
        ("register_entry_kept", "UPDATE", "register_entry", opened("OLD"), "register-frozen"),
        (
            "register_entry_there",
            "DELETE",
            "register_entry",
            format!("NOT OLD.is_draft AND {}", opened("OLD")),
            "register-frozen",
        ),
        ("register_entry_declared", "INSERT", "register_entry", declared.to_owned(), "late-child"),
        ("ward_registered", "INSERT", "ward", registered.to_owned(), "child-registered"),
        ("late_entry_kept", "UPDATE", "late_entry", "OLD.state <> 'open'".into(), "late-settled"),
        (
            "late_entry_there",
            "DELETE",
            "late_entry",
            "OLD.state = 'approved'".into(),
            "late-settled",
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, SCHEMA).await?;
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        for (name, event, table, wrong, word) in rules() {
            let trigger = match sqlite {
                true => format!(
                    "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {wrong} \
                     BEGIN SELECT RAISE(ABORT, '{word}'); END"
                ),
                // A condition of a trigger has no subquery there: the function asks.
                false => {
                    let row = if event == "DELETE" { "OLD" } else { "NEW" };
                    let function = format!(
                        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                         IF {wrong} THEN RAISE EXCEPTION '{word}'; END IF; RETURN {row}; END $$"
                    );
                    db.execute_unprepared(&function).await?;
                    format!(
                        "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW \
                         EXECUTE FUNCTION {name}()"
                    )
                }
            };
            db.execute_unprepared(&trigger).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        for (name, _, table, ..) in rules() {
            let on = if sqlite { String::new() } else { format!(" ON {table}") };
            db.execute_unprepared(&format!("DROP TRIGGER {name}{on}")).await?;
            if !sqlite {
                db.execute_unprepared(&format!("DROP FUNCTION {name}()")).await?;
            }
        }
        sql::drop_all(manager, &["late_entry"]).await?;
        for index in ["register_entry_late", "register_entry_child"] {
            db.execute_unprepared(&format!("DROP INDEX {index}")).await?;
        }
        for column in ["late_id", "child"] {
            let drop = format!("ALTER TABLE register_entry DROP COLUMN {column}");
            db.execute_unprepared(&drop).await?;
        }
        Ok(())
    }
}
