//! What one person alone cannot do behind the city's back: move an announced hour, change how projects
//! are decided while they are decided, take away somebody's second key.
//!
//! Every change of an announced hour, later, earlier, or taken back, is one row with a public reason;
//! the extensions of before become rows of it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &str = "
CREATE TABLE hour_change (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    way TEXT NOT NULL,
    announced BIGINT NOT NULL,
    becomes BIGINT,
    reason TEXT NOT NULL CHECK (reason <> ''),
    undoes BIGINT REFERENCES hour_change (id),
    own_begin BIGINT,
    own_end BIGINT,
    next_begin BIGINT,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    approved_by BIGINT REFERENCES account (id),
    approved_at BIGINT,
    dropped_by BIGINT REFERENCES account (id),
    dropped_at BIGINT,
    CONSTRAINT hour_change_way CHECK (way IN ('later', 'early', 'back')),
    CONSTRAINT hour_change_is_later CHECK ((way = 'later') = (becomes IS NOT NULL) AND (becomes IS NULL OR becomes > announced)),
    CONSTRAINT hour_change_undoes CHECK ((way = 'back') = (undoes IS NOT NULL)),
    CONSTRAINT hour_change_two_people CHECK (approved_by <> proposed_by),
    CONSTRAINT hour_change_in_time CHECK (approved_at < announced),
    CONSTRAINT hour_change_when CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (dropped_by IS NULL) = (dropped_at IS NULL)),
    CONSTRAINT hour_change_once CHECK (approved_at IS NULL OR dropped_at IS NULL)
);
CREATE UNIQUE INDEX hour_change_waits ON hour_change (edition_id, kind, announced) WHERE approved_at IS NULL AND dropped_at IS NULL;
CREATE UNIQUE INDEX hour_change_undone ON hour_change (undoes) WHERE approved_at IS NOT NULL;
INSERT INTO hour_change (edition_id, kind, way, announced, becomes, reason, proposed_by, proposed_at, approved_by, approved_at)
    SELECT edition_id, kind, 'later', old_end, new_end, reason, proposed_by, proposed_at, approved_by, approved_at FROM extension ORDER BY id;
DROP TABLE extension;

CREATE TABLE factor_reset (
    id $KEY,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    objection $BYTES NOT NULL,
    approved_by BIGINT REFERENCES account (id),
    approved_at BIGINT,
    due_at BIGINT,
    ended_at BIGINT,
    CONSTRAINT factor_reset_two_people CHECK (approved_by <> proposed_by),
    CONSTRAINT factor_reset_not_own CHECK (account_id <> proposed_by AND account_id <> approved_by),
    CONSTRAINT factor_reset_when CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (due_at IS NULL)),
    CONSTRAINT factor_reset_after_a_day CHECK (due_at >= approved_at + 86400)
);
CREATE UNIQUE INDEX factor_reset_waits ON factor_reset (account_id) WHERE ended_at IS NULL;
";

const DOWN: &str = "
CREATE TABLE extension (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    old_end BIGINT NOT NULL,
    new_end BIGINT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    proposed_by BIGINT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    approved_by BIGINT REFERENCES account (id),
    approved_at BIGINT,
    CONSTRAINT extension_once UNIQUE (edition_id, kind, old_end),
    CONSTRAINT extension_is_longer CHECK (new_end > old_end),
    CONSTRAINT extension_two_people CHECK (approved_by <> proposed_by),
    CONSTRAINT extension_in_time CHECK (approved_at < old_end)
);
INSERT INTO extension (edition_id, kind, old_end, new_end, reason, proposed_by, proposed_at, approved_by, approved_at)
    SELECT edition_id, kind, announced, becomes, reason, proposed_by, proposed_at, approved_by, approved_at
    FROM hour_change WHERE way = 'later' AND dropped_at IS NULL ORDER BY id;
";

/// The place of a phase in the order of an edition.
fn rank(row: &str) -> String {
    let phases = ["preparation", "submission", "evaluation", "voting", "counting", "results"];
    let cases: Vec<String> =
        phases.iter().zip(0..).map(|(phase, n)| format!("WHEN '{phase}' THEN {n}")).collect();
    format!("(CASE {row}.phase {} END)", cases.join(" "))
}

/// Name, event, table, what must not be, and the word.
fn rules() -> Vec<(&'static str, &'static str, &'static str, String, &'static str)> {
    // Two people have taken an early move back, and nothing has come of it that cannot be undone: a
    // project somebody has begun, a list for the draw, the opening of a vote, a seal that somebody wants.
    let back = format!(
        "{} < {} AND (NEW.phase = 'evaluation' \
         OR (NEW.phase = 'preparation' AND (EXISTS (SELECT 1 FROM project_draft WHERE project_draft.edition_id = NEW.id) \
         OR EXISTS (SELECT 1 FROM project WHERE project.edition_id = NEW.id AND project.author_id IS NOT NULL))) \
         OR (NEW.phase = 'submission' AND EXISTS (SELECT 1 FROM ballot_draw WHERE ballot_draw.edition_id = NEW.id)) \
         OR (NEW.phase = 'voting' AND EXISTS (SELECT 1 FROM sealing WHERE sealing.edition_id = NEW.id)) \
         OR NOT EXISTS (SELECT 1 FROM hour_change WHERE hour_change.edition_id = NEW.id \
         AND hour_change.way = 'back' AND hour_change.kind = NEW.phase AND hour_change.approved_at IS NOT NULL))",
        rank("NEW"),
        rank("OLD")
    );
    let begun = |row: &str| {
        format!(
            "EXISTS (SELECT 1 FROM edition WHERE edition.id = {row}.edition_id \
             AND edition.phase <> 'preparation')"
        )
    };
    let signatures = "(NEW.needed <> OLD.needed OR NEW.residents <> OLD.residents) AND EXISTS \
         (SELECT 1 FROM pool JOIN edition ON edition.id = pool.edition_id \
         WHERE pool.id = NEW.pool_id AND edition.phase <> 'preparation')";
    let word = "deciding-frozen";
    vec![
        ("edition_back", "UPDATE OF phase", "edition", back, "phase-irreversible"),
        ("terms_late", "INSERT", "evaluation_terms", begun("NEW"), word),
        ("terms_frozen", "UPDATE", "evaluation_terms", begun("NEW"), word),
        ("terms_kept", "DELETE", "evaluation_terms", begun("OLD"), word),
        ("questions_late", "INSERT", "question_set", begun("NEW"), word),
        ("questions_frozen", "UPDATE", "question_set", begun("NEW"), word),
        ("form_late", "INSERT", "submission_rules", begun("NEW"), word),
        ("form_frozen", "UPDATE", "submission_rules", begun("NEW"), word),
        ("form_kept", "DELETE", "submission_rules", begun("OLD"), word),
        ("signatures_frozen", "UPDATE", "support_rule", signatures.to_owned(), word),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, UP).await?;
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
        sql::run(manager, DOWN).await?;
        sql::drop_all(manager, &["hour_change", "factor_reset"]).await
    }
}
