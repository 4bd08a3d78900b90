//! From the opening of a vote on, what decides it cannot be changed: not by a page, not by a slip in
//! the program. A project on the ballot may only be withdrawn, and is counted as withdrawn.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const OPENED: &str = "EXISTS (SELECT 1 FROM opening WHERE opening.edition_id = NEW.edition_id)";

const PROJECT: &str = "NEW.cost <> OLD.cost OR NEW.pool_id <> OLD.pool_id OR NEW.number <> OLD.number \
     OR NEW.position <> OLD.position OR (NEW.state <> OLD.state AND (NEW.state = 'accepted' \
     OR (OLD.state IN ('accepted', 'withdrawn') AND NEW.state <> 'withdrawn')))";

const POOL: &str = "NEW.budget <> OLD.budget OR NEW.ballot_rules <> OLD.ballot_rules \
     OR NEW.count_rules <> OLD.count_rules OR NEW.lane <> OLD.lane OR NEW.code <> OLD.code";

/// Name, event and table, and what must not be.
fn rules() -> [(&'static str, &'static str, &'static str, String); 4] {
    [
        ("project_frozen", "UPDATE", "project", format!("({PROJECT})")),
        ("project_late", "INSERT", "project", "NEW.state = 'accepted'".to_owned()),
        ("pool_frozen", "UPDATE", "pool", format!("({POOL})")),
        ("pool_late", "INSERT", "pool", "1 = 1".to_owned()),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        for (name, event, table, wrong) in rules() {
            let trigger = match sqlite {
                true => format!(
                    "CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {wrong} AND {OPENED} \
                     BEGIN SELECT RAISE(ABORT, 'rules-frozen'); END"
                ),
                // A condition of a trigger has no subquery there: the function asks.
                false => {
                    let function = format!(
                        "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                         IF {OPENED} THEN RAISE EXCEPTION 'rules-frozen'; END IF; RETURN NEW; END $$"
                    );
                    db.execute_unprepared(&function).await?;
                    format!(
                        "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW \
                         WHEN ({wrong}) EXECUTE FUNCTION {name}()"
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
        for (name, _, table, _) in rules() {
            let on = if sqlite { String::new() } else { format!(" ON {table}") };
            db.execute_unprepared(&format!("DROP TRIGGER {name}{on}")).await?;
            if !sqlite {
                db.execute_unprepared(&format!("DROP FUNCTION {name}()")).await?;
            }
        }
        Ok(())
    }
}
