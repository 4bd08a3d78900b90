//! What residents hand in and say of projects: the city's form, places, attachments, co-authors,
//! supporters, comments, followers, offers to merge.

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
        sql::run(manager, WITHOUT).await
    }
}

const TABLES: [&str; 14] = [
    "submission_rules",
    "project_place",
    "attachment",
    "attachment_content",
    "co_author",
    "contact",
    "support_rule",
    "supporter",
    "support_batch",
    "comment",
    "comment_report",
    "follower",
    "follower_told",
    "merge_offer",
];

const WITHOUT: &str = "
ALTER TABLE project DROP COLUMN recipients;
ALTER TABLE project DROP COLUMN answers;
ALTER TABLE project DROP COLUMN supporters;
ALTER TABLE project DROP COLUMN comments;
ALTER TABLE cost_line DROP COLUMN unit;
ALTER TABLE cost_line DROP COLUMN yearly;
";

/// `support_cap` is art. 5a(4) of the municipal-government act: a city may ask for no more
/// signatures than 0.1 % of the residents of the pool's area. Three co-authors and ten attachments
/// are positions, so that two requests at once cannot make a fourth and an eleventh.
const SCHEMA: &str = "
ALTER TABLE project ADD COLUMN recipients TEXT NOT NULL DEFAULT '';
ALTER TABLE project ADD COLUMN answers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE project ADD COLUMN supporters BIGINT NOT NULL DEFAULT 0;
ALTER TABLE project ADD COLUMN comments BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cost_line ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE cost_line ADD COLUMN yearly BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE submission_rules (
    edition_id BIGINT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    rules TEXT NOT NULL
);

CREATE TABLE project_place (
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    edition_id BIGINT NOT NULL REFERENCES edition (id) ON DELETE CASCADE,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (project_id, position)
);
CREATE INDEX project_place_near ON project_place (edition_id, latitude, longitude);
INSERT INTO project_place (project_id, position, edition_id, latitude, longitude)
    SELECT id, 1, edition_id, latitude, longitude FROM project
    WHERE latitude IS NOT NULL AND longitude IS NOT NULL;

CREATE TABLE attachment (
    id $KEY,
    token TEXT NOT NULL CONSTRAINT attachment_token UNIQUE,
    draft_id BIGINT NOT NULL REFERENCES project_draft (id) ON DELETE CASCADE,
    position BIGINT NOT NULL CONSTRAINT attachment_ten CHECK (position BETWEEN 1 AND 10),
    kind TEXT NOT NULL,
    is_public BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    added_at BIGINT NOT NULL,
    CONSTRAINT attachment_position UNIQUE (draft_id, position)
);

CREATE TABLE attachment_content (
    attachment_id BIGINT NOT NULL PRIMARY KEY REFERENCES attachment (id) ON DELETE CASCADE,
    bytes $BYTES NOT NULL
);

CREATE TABLE co_author (
    draft_id BIGINT NOT NULL REFERENCES project_draft (id) ON DELETE CASCADE,
    position BIGINT NOT NULL CONSTRAINT co_author_three CHECK (position BETWEEN 1 AND 3),
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    ticket_hash $BYTES,
    confirmed_at BIGINT,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    PRIMARY KEY (draft_id, position),
    CONSTRAINT co_author_once UNIQUE (draft_id, email)
);
CREATE INDEX co_author_account ON co_author (account_id);

CREATE TABLE contact (
    project_id BIGINT NOT NULL PRIMARY KEY REFERENCES project (id) ON DELETE CASCADE,
    phone TEXT NOT NULL
);

CREATE TABLE support_rule (
    pool_id BIGINT NOT NULL PRIMARY KEY REFERENCES pool (id) ON DELETE CASCADE,
    residents BIGINT NOT NULL CHECK (residents > 0),
    needed BIGINT NOT NULL CHECK (needed >= 0),
    delete_at BIGINT NOT NULL,
    CONSTRAINT support_cap CHECK (needed * 1000 <= residents)
);

CREATE TABLE supporter (
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    person $BYTES NOT NULL,
    name TEXT NOT NULL,
    channel TEXT NOT NULL,
    day TEXT NOT NULL,
    entered_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    PRIMARY KEY (project_id, person)
) $CLUSTERED;

CREATE TABLE support_batch (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    signatures BIGINT NOT NULL CHECK (signatures > 0),
    entered_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    entered_at BIGINT NOT NULL
);
CREATE INDEX support_batch_project ON support_batch (project_id);

CREATE TABLE comment (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    signed TEXT NOT NULL,
    by_author BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    reports BIGINT NOT NULL DEFAULT 0,
    hidden_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    reason TEXT NOT NULL DEFAULT '',
    appeal TEXT NOT NULL DEFAULT '',
    answered_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    answer TEXT NOT NULL DEFAULT '',
    CONSTRAINT comment_hidden_with_reason CHECK (state = 'shown' OR reason <> ''),
    CONSTRAINT comment_second_person CHECK (answered_by IS NULL OR answered_by <> hidden_by)
);
CREATE INDEX comment_project ON comment (project_id, id);
CREATE INDEX comment_account ON comment (account_id, written_at);
CREATE INDEX comment_waiting ON comment (state, reports);

CREATE TABLE comment_report (
    comment_id BIGINT NOT NULL REFERENCES comment (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    PRIMARY KEY (comment_id, account_id)
);

CREATE TABLE follower (
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    seed TEXT NOT NULL,
    ticket_hash $BYTES NOT NULL CONSTRAINT follower_ticket UNIQUE,
    asked_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (project_id, email)
);

CREATE TABLE follower_told (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    act_id BIGINT NOT NULL
);
INSERT INTO follower_told (id, act_id) SELECT 1, COALESCE(MAX(id), 0) FROM act;

CREATE TABLE merge_offer (
    id $KEY,
    project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    draft_id BIGINT NOT NULL REFERENCES project_draft (id) ON DELETE CASCADE,
    message TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    answer TEXT,
    CONSTRAINT merge_offer_once UNIQUE (project_id, draft_id)
);
";
