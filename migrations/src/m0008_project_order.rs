//! Projects by title: the order of the Polish alphabet as bytes that either engine compares alike.
//! And one truth of signatures: what stood in `pool_terms` beside `support_rule` moves there.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseBackend, Statement};

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// The numbers of `pool_terms` that break art. 5a(4) or know no residents are not law and go.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, SCHEMA).await?;
        let db = manager.get_connection();
        let engine = manager.get_database_backend();
        let rows = db
            .query_all_raw(Statement::from_string(engine, "SELECT id, title FROM project"))
            .await?;
        let update = match engine {
            DatabaseBackend::Sqlite => "UPDATE project SET title_order = ? WHERE id = ?",
            _ => "UPDATE project SET title_order = $1 WHERE id = $2",
        };
        for row in rows {
            let (id, title): (i64, String) = (row.try_get("", "id")?, row.try_get("", "title")?);
            let values = [title_order(&title).into(), id.into()];
            db.execute_raw(Statement::from_sql_and_values(engine, update, values)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, WITHOUT).await
    }
}

const SCHEMA: &str = "
ALTER TABLE project ADD COLUMN title_order $BYTES NOT NULL DEFAULT '';
CREATE INDEX project_title ON project (edition_id, title_order);
CREATE INDEX project_listed ON project (edition_id, length(number), number);
CREATE INDEX project_place_drawn ON project_place (project_id, latitude, longitude);

INSERT INTO support_rule (pool_id, residents, needed, delete_at)
    SELECT pool_terms.pool_id, pool_terms.residents, pool_terms.supporters,
        (SELECT MAX(phase.ends_at) FROM phase WHERE phase.edition_id = pool.edition_id)
    FROM pool_terms JOIN pool ON pool.id = pool_terms.pool_id
    WHERE pool_terms.supporters * 1000 <= pool_terms.residents
        AND EXISTS (SELECT 1 FROM phase WHERE phase.edition_id = pool.edition_id)
        AND NOT EXISTS (SELECT 1 FROM support_rule WHERE support_rule.pool_id = pool_terms.pool_id);
DROP TABLE pool_terms;
";

const WITHOUT: &str = "
DROP INDEX project_title;
DROP INDEX project_listed;
DROP INDEX project_place_drawn;
ALTER TABLE project DROP COLUMN title_order;
CREATE TABLE pool_terms (
    pool_id BIGINT NOT NULL PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
    residents BIGINT CHECK (residents > 0),
    supporters BIGINT NOT NULL CHECK (supporters >= 0)
);
";

/// Every Polish letter becomes its plain one and a sign that comes after all letters.
fn title_order(title: &str) -> Vec<u8> {
    let mut order = String::with_capacity(title.len() + 8);
    for letter in title.to_lowercase().chars() {
        order.push_str(match letter {
            'ą' => "a~",
            'ć' => "c~",
            'ę' => "e~",
            'ł' => "l~",
            'ń' => "n~",
            'ó' => "o~",
            'ś' => "s~",
            'ź' => "z~",
            'ż' => "z~~",
            _ => {
                order.push(letter);
                continue;
            }
        });
    }
    order.into_bytes()
}
