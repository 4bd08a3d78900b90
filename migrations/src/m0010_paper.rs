//! Ballots on paper: batches of cards, each card read by two people who do not see each other's
//! reading. What was read lies under the link key, like every ballot, until the seal; of a batch that
//! was signed off nothing changes, by trigger.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

use crate::sql;

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 6] =
    ["paper_policy", "paper_end", "paper_batch", "paper_reading", "paper_card", "paper_tally"];

/// A card has one first and one second reading, and they are of two accounts (`paper_reading_blind`);
/// the third is the look at a card on which the two differ.
const SCHEMA: &str = "
CREATE TABLE paper_policy (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    policy TEXT NOT NULL CONSTRAINT paper_policy_known CHECK (policy IN ('first', 'paper_wins', 'in_person_wins'))
);

CREATE TABLE paper_end (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);

CREATE TABLE paper_batch (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    number BIGINT NOT NULL CHECK (number > 0),
    place TEXT NOT NULL,
    in_person BOOLEAN NOT NULL,
    declared BIGINT NOT NULL CONSTRAINT paper_batch_declared CHECK (declared BETWEEN 0 AND 1000),
    state TEXT NOT NULL DEFAULT 'open',
    reason TEXT NOT NULL DEFAULT '',
    opened_by BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    compared_by BIGINT,
    compared_at BIGINT,
    signed_by BIGINT,
    signed_at BIGINT,
    CONSTRAINT paper_batch_number UNIQUE (edition_id, number),
    CONSTRAINT paper_batch_state CHECK (state IN ('open', 'compared', 'signed', 'cast')),
    CONSTRAINT paper_batch_compared CHECK (state = 'open' OR compared_by IS NOT NULL),
    CONSTRAINT paper_batch_signed CHECK (state IN ('open', 'compared') OR signed_by IS NOT NULL),
    CONSTRAINT paper_batch_two_people CHECK (signed_by IS NULL OR signed_by <> compared_by)
);

CREATE TABLE paper_reading (
    batch_id BIGINT NOT NULL REFERENCES paper_batch (id) ON DELETE CASCADE,
    card BIGINT NOT NULL CONSTRAINT paper_reading_card CHECK (card BETWEEN 1 AND 1000),
    reader BIGINT NOT NULL CONSTRAINT paper_reading_three CHECK (reader BETWEEN 1 AND 3),
    account_id BIGINT NOT NULL,
    sealed $BYTES NOT NULL,
    PRIMARY KEY (batch_id, card, reader)
) $CLUSTERED;
CREATE UNIQUE INDEX paper_reading_blind ON paper_reading (batch_id, card, account_id) WHERE reader < 3;

CREATE TABLE paper_card (
    batch_id BIGINT NOT NULL REFERENCES paper_batch (id) ON DELETE CASCADE,
    card BIGINT NOT NULL,
    sealed $BYTES NOT NULL,
    PRIMARY KEY (batch_id, card)
) $CLUSTERED;

CREATE TABLE paper_tally (
    batch_id BIGINT NOT NULL REFERENCES paper_batch (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    cards BIGINT NOT NULL CHECK (cards > 0),
    PRIMARY KEY (batch_id, kind)
);
";

/// A batch whose state is given, of the row at hand.
fn batch(row: &str, state: &str) -> String {
    format!("EXISTS (SELECT 1 FROM paper_batch WHERE paper_batch.id = {row}.batch_id AND {state})")
}

/// Name, event, table, what must not be, and the word.
fn rules() -> Vec<(&'static str, &'static str, &'static str, String, &'static str)> {
    let opened = "EXISTS (SELECT 1 FROM opening WHERE opening.edition_id = NEW.edition_id)";
    let ended =
        "EXISTS (SELECT 1 FROM paper_end WHERE paper_end.edition_id = paper_batch.edition_id)";
    let signed = "OLD.state = 'cast' OR (OLD.state = 'signed' AND (NEW.state <> 'cast' \
         OR NEW.edition_id <> OLD.edition_id OR NEW.number <> OLD.number OR NEW.place <> OLD.place \
         OR NEW.in_person <> OLD.in_person OR NEW.declared <> OLD.declared \
         OR NEW.reason <> OLD.reason OR NEW.opened_by <> OLD.opened_by \
         OR NEW.compared_by <> OLD.compared_by OR NEW.signed_by <> OLD.signed_by \
         OR NEW.compared_at <> OLD.compared_at OR NEW.signed_at <> OLD.signed_at))";
    let closed = "paper_batch.state <> 'open'";
    let uncast = "paper_batch.state <> 'signed'";
    let kept = format!("paper_batch.state <> 'open' AND NOT {ended}");
    let word = "paper-signed";
    vec![
        ("paper_policy_late", "INSERT", "paper_policy", opened.to_owned(), "rules-frozen"),
        ("paper_policy_frozen", "UPDATE", "paper_policy", opened.to_owned(), "rules-frozen"),
        ("paper_batch_kept", "UPDATE", "paper_batch", signed.to_owned(), word),
        (
            "paper_batch_there",
            "DELETE",
            "paper_batch",
            "OLD.state IN ('signed', 'cast')".into(),
            word,
        ),
        ("paper_reading_late", "INSERT", "paper_reading", batch("NEW", closed), word),
        ("paper_reading_kept", "UPDATE", "paper_reading", batch("OLD", closed), word),
        ("paper_reading_there", "DELETE", "paper_reading", batch("OLD", &kept), word),
        ("paper_card_late", "INSERT", "paper_card", batch("NEW", uncast), word),
        ("paper_card_kept", "UPDATE", "paper_card", batch("OLD", uncast), word),
        ("paper_card_there", "DELETE", "paper_card", batch("OLD", &kept), word),
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
        sql::drop_all(manager, &TABLES).await?;
        if manager.get_database_backend() != DatabaseBackend::Sqlite {
            for (name, ..) in rules() {
                let drop = format!("DROP FUNCTION {name}()");
                manager.get_connection().execute_unprepared(&drop).await?;
            }
        }
        Ok(())
    }
}
