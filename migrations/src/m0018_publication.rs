//! The count is looked at before it is public, by two people; and an opening that is unlike others says
//! why.
//!
//! One account counts and sees what would be published, another approves exactly that. An edition that
//! was voted on here has results only then. Once the voting has opened, nobody writes another reason.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const SCHEMA: &str = "
CREATE TABLE counting (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    outcomes TEXT NOT NULL,
    digest $BYTES NOT NULL,
    counted_by BIGINT NOT NULL,
    counted_at BIGINT NOT NULL,
    approved $BYTES,
    published_by BIGINT,
    published_at BIGINT,
    CONSTRAINT counting_two_people CHECK (published_by <> counted_by),
    CONSTRAINT counting_same_outcome CHECK (approved = digest),
    CONSTRAINT counting_published CHECK ((published_by IS NULL) = (approved IS NULL)
        AND (published_by IS NULL) = (published_at IS NULL))
);

CREATE TABLE opening_reason (
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    cause TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_by BIGINT NOT NULL,
    given_at BIGINT NOT NULL,
    PRIMARY KEY (edition_id, cause),
    CONSTRAINT opening_reason_said CHECK (length(reason) >= 20)
);
";

const OPENED: &str = "EXISTS (SELECT 1 FROM opening WHERE opening.edition_id = NEW.edition_id)";

const UNAPPROVED: &str = "NEW.phase = 'results' AND OLD.phase <> 'results' \
     AND EXISTS (SELECT 1 FROM opening WHERE opening.edition_id = NEW.id) \
     AND NOT EXISTS (SELECT 1 FROM counting WHERE counting.edition_id = NEW.id \
     AND counting.published_by IS NOT NULL)";

/// Name, event and table, what must not be, and what is said then.
const RULES: [(&str, &str, &str, &str, &str); 3] = [
    ("results_by_two", "UPDATE", "edition", UNAPPROVED, "results-by-two"),
    ("reason_late", "INSERT", "opening_reason", OPENED, "rules-frozen"),
    ("reason_frozen", "UPDATE", "opening_reason", OPENED, "rules-frozen"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, SCHEMA).await?;
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        for (name, event, table, wrong, word) in RULES {
            let trigger = match sqlite {
                true => format!(
                    "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {wrong} \
                     BEGIN SELECT RAISE(ABORT, '{word}'); END"
                ),
                // A condition of a trigger has no subquery there: the function asks.
                false => {
                    let function = format!(
                        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                         IF {wrong} THEN RAISE EXCEPTION '{word}'; END IF; RETURN NEW; END $$"
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
        for (name, _, table, ..) in RULES {
            let on = if sqlite { String::new() } else { format!(" ON {table}") };
            db.execute_unprepared(&format!("DROP TRIGGER {name}{on}")).await?;
            if !sqlite {
                db.execute_unprepared(&format!("DROP FUNCTION {name}()")).await?;
            }
        }
        sql::drop_all(manager, &["counting", "opening_reason"]).await
    }
}
