//! Sending: a draft becomes one project, with everything that belongs to it, in one transaction.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QuerySelect, Set};

use super::proposal::Proposal;
use super::{co_author, draft};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{Edition, Phase, phase};
use crate::error::{Error, Result, on_constraint};
use crate::project::{self, Project, State, cost, place};
use crate::store;
use crate::text::Lang;

mod contact {
    use sea_orm::entity::prelude::*;

    /// How city hall reaches an author; on no public page.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub project_id: i64,
        pub phone: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The next free position in a pool; call it inside the transaction that inserts.
async fn next_position(tx: &impl ConnectionTrait, pool: i64) -> Result<i64> {
    let last: Option<Option<i64>> = project::Entity::find()
        .select_only()
        .column_as(project::Column::Position.max(), "last")
        .filter(project::Column::PoolId.eq(pool))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Makes the draft a project, once: sent again, it answers with the project it already became.
/// The phase and its last second are decided inside the transaction. Co-authors are asked by mail.
pub async fn send(
    app: &App,
    edition: &Edition,
    draft: &draft::Model,
    proposal: &Proposal,
    lang: Lang,
) -> Result<Project> {
    let tx = app.store.begin().await?;
    let number = take_number(&tx, app, edition).await;
    // Asked after the edition's row is locked: of two requests with one draft, the second sees
    // what the first has made. Returning here gives the number back.
    if let Some(already) = of_draft(&tx, draft.id).await? {
        return Ok(already);
    }
    let (number, now) = number?;
    let answers = serde_json::to_string(&proposal.answers).map_err(anyhow::Error::from)?;
    let project = project::ActiveModel {
        edition_id: Set(edition.id),
        pool_id: Set(proposal.pool_id),
        position: Set(next_position(&tx, proposal.pool_id).await?),
        number: Set(number.to_string()),
        code: Set(number.to_string()),
        title: Set(proposal.title.clone()),
        summary: Set(proposal.summary.clone()),
        category: Set(proposal.category),
        place: Set(proposal.place.clone()),
        latitude: Set(proposal.points.first().map(|point| point.lat)),
        longitude: Set(proposal.points.first().map(|point| point.lon)),
        cost: Set(proposal.cost().minor()),
        state: Set(State::Submitted),
        reason: Set(String::new()),
        columns: Set("[]".to_owned()),
        search: Set(project::search_text(&number.to_string(), &proposal.title, &proposal.summary)),
        title_order: Set(project::title_order(&proposal.title)),
        author_id: Set(Some(draft.account_id)),
        draft_id: Set(Some(draft.id)),
        submitted_at: Set(now),
        recipients: Set(proposal.recipients.clone()),
        answers: Set(answers),
        ..Default::default()
    };
    let project = project.insert(&tx).await.map_err(|error| {
        on_constraint(
            error,
            "project_draft_once",
            "project.draft_id",
            Error::conflict("submit-twice"),
        )
    })?;
    let rows = proposal.lines.iter().zip(1..).map(|(line, position)| cost::ActiveModel {
        project_id: Set(project.id),
        position: Set(position),
        label: Set(line.label.clone()),
        quantity: Set(line.quantity),
        unit_price: Set(line.unit_price.minor()),
        unit: Set(line.unit.clone()),
        yearly: Set(line.yearly),
    });
    cost::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    place::replace(&tx, edition.id, project.id, &proposal.points).await?;
    if !proposal.phone.is_empty() {
        let row = contact::ActiveModel {
            project_id: Set(project.id),
            phone: Set(proposal.phone.clone()),
        };
        contact::Entity::insert(row).exec_without_returning(&tx).await?;
    }
    co_author::ask(&tx, app, edition, draft, &project.title, &proposal.co_authors, lang).await?;
    let act = Act {
        at: now,
        edition: Some(edition.id),
        kind: "submitted",
        subject: &project.number,
        ..Act::default()
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(project)
}

/// The project a draft became.
pub async fn of_draft(db: &impl ConnectionTrait, draft: i64) -> Result<Option<Project>> {
    Ok(project::Entity::find().filter(project::Column::DraftId.eq(draft)).one(db).await?)
}

/// Takes the edition's next number while submission is open; the update locks the edition's row,
/// so that two residents never get the same number or position. With it the instant, by the clock of
/// the database, at which that was decided.
async fn take_number(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
) -> Result<(i64, Instant)> {
    use crate::edition::{Column, Entity};
    let taken = Entity::update_many()
        .col_expr(Column::NextNumber, Expr::col(Column::NextNumber).add(1))
        .filter(Column::Id.eq(edition.id))
        .filter(Column::Phase.eq(Phase::Submission))
        .exec_with_returning(tx)
        .await?;
    let calendar = phase::calendar(tx, edition.id).await?;
    let now = store::now(tx, &app.clock).await?;
    let open = phase::ends_at(&calendar, Phase::Submission).is_none_or(|end| now < end);
    match taken.first() {
        Some(row) if open => Ok((row.next_number - 1, now)),
        _ => Err(Error::conflict("submit-closed")),
    }
}
