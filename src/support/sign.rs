use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QuerySelect, Set};

use super::entity::supporter;
use crate::app::App;
use crate::edition::{self, Edition, Phase, phase, support as rule};
use crate::error::{Error, Result, on_constraint};
use crate::people::{Viewer, person_key};
use crate::project::{self, Project, State};
use crate::store;

/// The pseudonym of an account on lists of signatures. It is not the one of the electoral tables: a
/// list holds names, and must not tell who has voted.
pub fn pseudonym(app: &App, edition: i64, account: i64) -> Vec<u8> {
    person_key(&app.secret, edition, &format!("supporter:account:{account}"))
}

/// Signs for a project, once: `Conflict("support-twice")`. Only while projects are collected, decided
/// inside the transaction: `Conflict("support-closed")`.
pub async fn sign(
    app: &App,
    edition: &Edition,
    project: &Project,
    viewer: &Viewer,
    name: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    refuse_closed(&tx, app, edition, project).await?;
    let row = supporter::ActiveModel {
        project_id: Set(project.id),
        person: Set(pseudonym(app, edition.id, viewer.id)),
        name: Set(name.to_owned()),
        channel: Set("online".to_owned()),
        day: Set(app.clock.today()),
        entered_by: Set(None),
    };
    insert(&tx, row).await?;
    count(&tx, project.id, 1).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one's signature back.
pub async fn take_back(
    app: &App,
    edition: &Edition,
    project: &Project,
    viewer: &Viewer,
) -> Result<()> {
    let tx = app.store.begin().await?;
    refuse_closed(&tx, app, edition, project).await?;
    let person = pseudonym(app, edition.id, viewer.id);
    let gone = supporter::Entity::delete_by_id((project.id, person)).exec(&tx).await?;
    count(&tx, project.id, -i64::try_from(gone.rows_affected).unwrap_or(0)).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether the viewer has signed.
pub async fn has_signed(app: &App, edition: &Edition, project: i64, viewer: i64) -> Result<bool> {
    let person = pseudonym(app, edition.id, viewer);
    let row = supporter::Entity::find_by_id((project, person)).one(app.store.read()).await?;
    Ok(row.is_some())
}

pub(super) async fn insert(tx: &DatabaseTransaction, row: supporter::ActiveModel) -> Result<()> {
    supporter::Entity::insert(row).exec_without_returning(tx).await.map_err(|error| {
        let twice = Error::conflict("support-twice");
        on_constraint(error, "supporter_pkey", "supporter.project_id", twice)
    })?;
    Ok(())
}

/// Keeps the number of signatures beside them.
pub(super) async fn count(tx: &impl ConnectionTrait, project: i64, more: i64) -> Result<()> {
    use project::Column;
    project::Entity::update_many()
        .col_expr(Column::Supporters, Expr::col(Column::Supporters).add(more))
        .filter(Column::Id.eq(project))
        .exec(tx)
        .await?;
    Ok(())
}

async fn refuse_closed(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    project: &Project,
) -> Result<()> {
    let open = edition::Entity::find_by_id(edition.id)
        .filter(edition::Column::Phase.eq(Phase::Submission))
        .lock_shared();
    let calendar = phase::calendar(tx, edition.id).await?;
    let now = store::now(tx, &app.clock).await?;
    let in_time = phase::ends_at(&calendar, Phase::Submission).is_none_or(|end| now < end);
    let stands = project::Entity::find_by_id(project.id)
        .filter(project::Column::State.eq(State::Submitted))
        .one(tx)
        .await?;
    if open.one(tx).await?.is_none() || !in_time || stands.is_none() {
        return Err(Error::conflict("support-closed"));
    }
    Ok(())
}

/// Deletes the rows of lists whose day has come; the numbers stay.
pub async fn sweep(app: &App) -> Result<u64> {
    let due = Query::select()
        .column((project::Entity, project::Column::Id))
        .from(project::Entity)
        .inner_join(
            rule::Entity,
            Expr::col((rule::Entity, rule::Column::PoolId))
                .equals((project::Entity, project::Column::PoolId)),
        )
        .and_where(Expr::col((rule::Entity, rule::Column::DeleteAt)).lte(app.clock.now()))
        .to_owned();
    let tx = app.store.begin().await?;
    let gone = supporter::Entity::delete_many()
        .filter(supporter::Column::ProjectId.in_subquery(due))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(gone.rows_affected)
}
