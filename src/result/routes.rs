use axum::extract::{Path, State};
use axum::response::Response;

use super::pages::{self, Counted, Held};
use super::{snapshot, why_pages};
use crate::app::{Access, App, Routes};
use crate::edition::{self, Edition, Phase, Room, pool};
use crate::error::{Error, Result};
use crate::people::Visit;
use crate::project::pool_name;
use crate::{register, vote};

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/results", Access::Public, overview)
        .get("/{l}/{e}/results/{pool}", Access::Public, one_pool)
        .get("/{l}/{e}/results/{pool}/{code}", Access::Public, why)
}

/// The published outcomes in the order of the pools. Before publication there is no such page, for
/// anybody.
pub async fn published(app: &App, slug: &str) -> Result<(Edition, Vec<Counted>)> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    if edition.phase != Phase::Results {
        return Err(Error::NotFound);
    }
    let pools = pool::of_edition(db, edition.id).await?;
    let ids: Vec<i64> = pools.iter().map(|pool| pool.id).collect();
    let mut outcomes = snapshot::of_edition(db, &ids).await?;
    let counted = pools
        .into_iter()
        .filter_map(|pool| outcomes.remove(&pool.id).map(|outcome| (pool, outcome)))
        .collect();
    Ok((edition, counted))
}

async fn held(app: &App, edition: &Edition) -> Result<Held> {
    let db = app.store.read();
    let here = vote::opening::of(db, edition.id).await?.is_some();
    let policy = register::policy_of(db, edition.id).await?;
    Ok(Held { here, declared: here && register::is_declared(&policy) })
}

async fn overview(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let (edition, counted) = published(&app, &slug).await?;
    let shell = edition::shell(&visit, &edition, Room::Results, visit.text.say("nav-results"));
    let held = held(&app, &edition).await?;
    let body = match counted.as_slice() {
        [only] => pages::pool(&visit, &edition, only, true, held),
        all => pages::overview(&visit, &edition, all, held),
    };
    Ok(shell.page(body))
}

async fn one_pool(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let (edition, counted) = published(&app, &slug).await?;
    let found = counted.iter().find(|(pool, _)| pool.code == code).ok_or(Error::NotFound)?;
    let name = pool_name(visit.text, &found.0);
    let title = visit.text.with("results-pool-title", &[("pool", name.into())]);
    let shell = edition::shell(&visit, &edition, Room::Results, title);
    let held = held(&app, &edition).await?;
    Ok(shell.page(pages::pool(&visit, &edition, found, false, held)))
}

async fn why(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, pool, code)): Path<(String, String, String, String)>,
) -> Result<Response> {
    let (edition, counted) = published(&app, &slug).await?;
    let (pool, snapshot) =
        counted.iter().find(|(known, _)| known.code == pool).ok_or(Error::NotFound)?;
    let standing =
        snapshot.standings.iter().find(|known| known.code == code).ok_or(Error::NotFound)?;
    let title = why_pages::question(visit.text, standing);
    let shell = edition::shell(&visit, &edition, Room::Results, title);
    Ok(shell.page(why_pages::why(&visit, &edition, pool, snapshot, standing)))
}
