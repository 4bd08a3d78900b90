//! The acts of city hall are added and never changed, and each is bound to all before it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = "
CREATE TABLE act_link (
    position BIGINT PRIMARY KEY,
    act_id BIGINT NOT NULL UNIQUE REFERENCES act (id),
    hash $BYTES NOT NULL,
    CONSTRAINT act_link_counts_from_one CHECK (position >= 1)
);
";

const KEPT: [&str; 2] = ["act", "act_link"];
const CHANGES: [&str; 2] = ["UPDATE", "DELETE"];

fn name(table: &str, change: &str) -> String {
    format!("{table}_no_{}", change.to_lowercase())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLES).await?;
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        if !sqlite {
            db.execute_unprepared(
                "CREATE FUNCTION act_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 RAISE EXCEPTION 'act-is-kept'; END $$",
            )
            .await?;
        }
        for table in KEPT {
            for change in CHANGES {
                let name = name(table, change);
                let trigger = match sqlite {
                    true => format!(
                        "CREATE TRIGGER {name} BEFORE {change} ON {table} \
                         BEGIN SELECT RAISE(ABORT, 'act-is-kept'); END"
                    ),
                    false => format!(
                        "CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW \
                         EXECUTE FUNCTION act_is_kept()"
                    ),
                };
                db.execute_unprepared(&trigger).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        for table in KEPT {
            for change in CHANGES {
                let on = if sqlite { String::new() } else { format!(" ON {table}") };
                db.execute_unprepared(&format!("DROP TRIGGER {}{on}", name(table, change))).await?;
            }
        }
        if !sqlite {
            db.execute_unprepared("DROP FUNCTION act_is_kept()").await?;
        }
        sql::drop_all(manager, &["act_link"]).await
    }
}
