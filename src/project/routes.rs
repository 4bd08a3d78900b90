use super::list::{self, Filter};
use super::list_pages::{self, ListView};
use super::project_pages::{self, ProjectView};
use super::{attachment, cost, place};
use crate::app::{Access, App, Routes};
use crate::audit;
use crate::edition::{self, Room, pool};
use crate::error::{Error, Result};
use crate::page::Fields;
use crate::page::map::MapQuery;
use crate::people::Visit;
use axum::extract::{Path, State};
use axum::response::Response;
use axum_extra::extract::Query;

pub fn router() -> Routes {
    Routes::default().get("/{l}/{e}/projects", Access::Public, list_page).get(
        "/{l}/{e}/projects/{code}",
        Access::Public,
        project_page,
    )
}

async fn list_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let query = Fields::from(query);
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let filter = Filter::parse(&query);
    // An unknown pool is no filter; it is most likely an old link.
    let pool = pools.iter().find(|pool| pool.code == filter.pool).map(|pool| pool.id);
    let listing = list::listing(db, edition.id, &filter, pool, map_query(&query)).await?;
    let view = ListView {
        visit: &visit,
        edition: &edition,
        pools: &pools,
        filter: &filter,
        listing: &listing,
        tiles: app.config.tiles.as_deref(),
    };
    let mut shell =
        edition::shell(&visit, &edition, Room::Projects, visit.text.say("projects-title"));
    shell.map = filter.map;
    Ok(shell.page(list_pages::list(&view)))
}

/// The part of a query that moves a map.
pub fn map_query(query: &Fields) -> MapQuery {
    MapQuery {
        z: query.get("z").parse().ok(),
        x: query.get("x").parse().ok(),
        y: query.get("y").parse().ok(),
        w: query.get("w").parse().ok(),
    }
}

async fn project_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let project = super::find(db, edition.id, &code).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let pool = pools.iter().find(|pool| pool.id == project.pool_id).ok_or(Error::NotFound)?;
    let lines = cost::lines(db, project.id).await?;
    let acts = audit::about(db, edition.id, &project.number).await?;
    let places = place::of_project(db, project.id).await?;
    let neighbours = place::near(db, edition.id, &places, Some(project.id)).await?;
    let attachments = attachment::public(db, &project).await?;
    let answers = project.answers()?;
    let is_author = match &visit.viewer {
        Some(viewer) => super::is_author(db, &project, viewer.id).await?,
        None => false,
    };
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, project.title.clone());
    shell.banner = visit.done();
    let view = ProjectView {
        visit: &visit,
        edition: &edition,
        pool,
        project: &project,
        lines: &lines,
        acts: &acts,
        places: &places,
        neighbours: &neighbours,
        attachments: &attachments,
        answers: &answers,
        tiles: app.config.tiles.as_deref(),
        is_author,
        now: app.clock.now(),
    };
    Ok(shell.page(project_pages::project(&view)))
}
