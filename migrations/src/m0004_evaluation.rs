//! Evaluation as the city's own cards, appeals, versions of projects, extensions of phases and the
//! draw of ballot numbers.
//!
//! What the law or the second pair of eyes demands is a constraint here: a rejection has a reason
//! and a deadline for the appeal, whoever approves is not who proposed, whoever decides an appeal
//! is nobody who decided before.

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
        sql::drop_all(manager, &TABLES).await?;
        let db = manager.get_connection();
        db.execute_unprepared("DROP INDEX project_ballot_number").await?;
        for column in ["ballot_number", "version", "appeal_until"] {
            db.execute_unprepared(&format!("ALTER TABLE project DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}

const TABLES: [&str; 13] = [
    "project_version",
    "evaluation_terms",
    "pool_terms",
    "department",
    "question_set",
    "evaluation_card",
    "evaluation_answer",
    "opinion",
    "correction",
    "verdict",
    "appeal",
    "extension",
    "ballot_draw",
];

/// Projects that are rejected already get two weeks from the decision. SQLite adds no constraint to
/// a table that exists, so the one about appeals comes with the column after it.
const SCHEMA: &str = "
ALTER TABLE project ADD COLUMN appeal_until BIGINT;
UPDATE project SET appeal_until = COALESCE(decided_at, submitted_at) + 1209600 WHERE state = 'rejected';
ALTER TABLE project ADD COLUMN version BIGINT NOT NULL DEFAULT 1
    CONSTRAINT project_rejected_with_appeal CHECK (state <> 'rejected' OR appeal_until IS NOT NULL);
ALTER TABLE project ADD COLUMN ballot_number BIGINT CONSTRAINT project_ballot_number_positive CHECK (ballot_number > 0);
CREATE UNIQUE INDEX project_ballot_number ON project (pool_id, ballot_number);

CREATE TABLE project_version (
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    version BIGINT NOT NULL CHECK (version > 0),
    at BIGINT NOT NULL,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    hand TEXT NOT NULL,
    reason TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (project_id, version),
    CONSTRAINT project_version_reason CHECK (version = 1 OR reason <> '')
);

CREATE TABLE evaluation_terms (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    procedure TEXT NOT NULL,
    formal_days BIGINT NOT NULL CHECK (formal_days BETWEEN 1 AND 365),
    correction_days BIGINT NOT NULL CHECK (correction_days BETWEEN 1 AND 365),
    merit_days BIGINT NOT NULL CHECK (merit_days BETWEEN 1 AND 365),
    opinion_days BIGINT NOT NULL CHECK (opinion_days BETWEEN 1 AND 365),
    appeal_days BIGINT NOT NULL CHECK (appeal_days BETWEEN 0 AND 365),
    decision_days BIGINT NOT NULL CHECK (decision_days BETWEEN 1 AND 365)
);

CREATE TABLE pool_terms (
    pool_id BIGINT NOT NULL PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
    residents BIGINT CHECK (residents > 0),
    supporters BIGINT NOT NULL CHECK (supporters >= 0)
);

CREATE TABLE department (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    CONSTRAINT department_name UNIQUE (edition_id, name)
);

CREATE TABLE question_set (
    id $KEY,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL CHECK (version > 0),
    questions TEXT NOT NULL,
    saved_at BIGINT NOT NULL,
    saved_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    CONSTRAINT question_set_version UNIQUE (edition_id, kind, version)
);

CREATE TABLE evaluation_card (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    round BIGINT NOT NULL CHECK (round > 0),
    set_id BIGINT NOT NULL REFERENCES question_set (id),
    state TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    department_id BIGINT REFERENCES department (id),
    assigned_to BIGINT REFERENCES account (id),
    proposal TEXT,
    reason TEXT NOT NULL DEFAULT '',
    proposed_by BIGINT REFERENCES account (id),
    proposed_at BIGINT,
    approved_by BIGINT REFERENCES account (id),
    approved_at BIGINT,
    CONSTRAINT card_once UNIQUE (project_id, kind, round),
    CONSTRAINT card_two_people CHECK (approved_by <> proposed_by),
    CONSTRAINT card_rejects_with_reason CHECK (proposal <> 'rejected' OR reason <> '')
);

CREATE TABLE evaluation_answer (
    card_id BIGINT NOT NULL REFERENCES evaluation_card (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (card_id, question)
);

CREATE TABLE opinion (
    id $KEY,
    card_id BIGINT NOT NULL REFERENCES evaluation_card (id) ON DELETE CASCADE,
    department_id BIGINT NOT NULL REFERENCES department (id),
    question TEXT NOT NULL,
    asked_by BIGINT REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    answer TEXT,
    words TEXT NOT NULL DEFAULT '',
    given_by BIGINT REFERENCES account (id),
    given_at BIGINT,
    CONSTRAINT opinion_once UNIQUE (card_id, department_id),
    CONSTRAINT opinion_says_why CHECK (answer IS NULL OR (words <> '' AND given_at IS NOT NULL))
);

CREATE TABLE correction (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    card_id BIGINT NOT NULL REFERENCES evaluation_card (id) ON DELETE CASCADE,
    points TEXT NOT NULL,
    asked_by BIGINT REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    reply TEXT NOT NULL DEFAULT '',
    closed_at BIGINT,
    CONSTRAINT correction_has_a_deadline CHECK (due_at > asked_at)
);
CREATE UNIQUE INDEX correction_open ON correction (project_id) WHERE closed_at IS NULL;

CREATE TABLE verdict (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    round BIGINT NOT NULL CHECK (round > 0),
    stage TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    appeal_until BIGINT,
    proposed_by BIGINT REFERENCES account (id),
    approved_by BIGINT REFERENCES account (id),
    decided_at BIGINT NOT NULL,
    CONSTRAINT verdict_once UNIQUE (project_id, round),
    CONSTRAINT verdict_rejects_with_reason_and_appeal CHECK (
        outcome <> 'rejected' OR (reason <> '' AND appeal_until IS NOT NULL AND appeal_until > decided_at)),
    CONSTRAINT verdict_two_people CHECK (approved_by <> proposed_by),
    CONSTRAINT verdict_of_cards_by_two CHECK (
        stage NOT IN ('formal', 'merit') OR (proposed_by IS NOT NULL AND approved_by IS NOT NULL))
);

CREATE TABLE appeal (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    verdict_id BIGINT NOT NULL CONSTRAINT appeal_once UNIQUE REFERENCES verdict (id) ON DELETE CASCADE,
    first_by BIGINT REFERENCES account (id),
    second_by BIGINT REFERENCES account (id),
    channel TEXT NOT NULL,
    words TEXT NOT NULL CHECK (words <> ''),
    lodged_at BIGINT NOT NULL,
    lodged_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    due_at BIGINT NOT NULL,
    outcome TEXT,
    reason TEXT NOT NULL DEFAULT '',
    decided_by BIGINT REFERENCES account (id),
    decided_at BIGINT,
    CONSTRAINT appeal_has_a_deadline CHECK (due_at > lodged_at),
    CONSTRAINT appeal_by_somebody_else CHECK (decided_by <> first_by AND decided_by <> second_by),
    CONSTRAINT appeal_decided_with_reason CHECK (
        outcome IS NULL OR (reason <> '' AND decided_by IS NOT NULL AND decided_at IS NOT NULL))
);
CREATE INDEX appeal_project ON appeal (project_id);

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

CREATE TABLE ballot_draw (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    list TEXT NOT NULL,
    commitment TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source <> ''),
    draws_at BIGINT NOT NULL,
    committed_at BIGINT NOT NULL,
    committed_by BIGINT REFERENCES account (id),
    record TEXT,
    drawn_at BIGINT,
    drawn_by BIGINT REFERENCES account (id),
    CONSTRAINT draw_committed_before CHECK (committed_at < draws_at),
    CONSTRAINT draw_after_the_source CHECK (record IS NULL OR (drawn_at IS NOT NULL AND drawn_at >= draws_at))
);
";
