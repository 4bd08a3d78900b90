//! Taking a project back, while projects are being collected.

use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{self, Edition, Phase};
use crate::error::{Error, Result};
use crate::project::{Column, Entity, Project, State};

/// An author takes a project back. Only what waits can be taken back, and only during submission:
/// `Conflict("withdraw-late")`.
pub async fn withdraw(app: &App, edition: &Edition, project: &Project, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let open = edition::Entity::find_by_id(edition.id)
        .filter(edition::Column::Phase.eq(Phase::Submission))
        .lock_shared();
    let open = open.one(&tx).await?.is_some();
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value("withdrawn"))
        .filter(Column::Id.eq(project.id))
        .filter(Column::State.eq(State::Submitted))
        .exec(&tx)
        .await?;
    if !open || changed.rows_affected != 1 {
        return Err(Error::conflict("withdraw-late"));
    }
    let act = Act {
        at: app.clock.now(),
        account: Some(by),
        edition: Some(edition.id),
        kind: "withdrawn",
        subject: &project.number,
        detail: "",
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}
