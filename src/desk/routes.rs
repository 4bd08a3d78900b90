use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use sea_orm::entity::prelude::*;
use sea_orm::{PaginatorTrait, QueryOrder, QuerySelect};

use super::export::{self, Sheet};
use super::{bundle, pages};
use crate::app::{Access, App, Routes, STAFF, see_other};
use crate::edition::{self, Edition, Phase, pool};
use crate::error::{Error, Result};
use crate::page::Fields;
use crate::people::{Role, Viewer, Visit};
use crate::project::{self, State as ProjectState};
use crate::text::{Lang, Text};
use crate::{health, mail, result};

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk", STAFF, desk)
        .get("/data/{e}/projects.csv", Access::Public, projects_csv)
        .get("/data/{e}/projects.xlsx", Access::Public, projects_xlsx)
        .get("/data/{e}/results.csv", Access::Public, results_csv)
        .get("/data/{e}/results.xlsx", Access::Public, results_xlsx)
        .get("/data/{e}/pools/{file}", Access::Public, ballots)
        .get("/data/{e}/bundle.zip", Access::Public, published_vote)
}

/// The states in which a project waits for this person.
fn work_of(viewer: &Viewer) -> &'static [ProjectState] {
    if viewer.may(Role::Evaluator) {
        &[ProjectState::Submitted, ProjectState::Merit, ProjectState::Appealed]
    } else if viewer.may(Role::Clerk) {
        &[ProjectState::Submitted]
    } else {
        &[]
    }
}

/// The desk shows this many of the projects that wait; the count says how many there are.
const QUEUE: u64 = 100;

async fn desk(State(app): State<App>, visit: Visit) -> Result<Response> {
    let db = app.store.read();
    let viewer = visit.person()?;
    if let [(_, only)] = viewer.doors()[..]
        && only != "/desk"
    {
        return Ok(see_other(&visit.href(only)));
    }
    let editions = edition::all(db).await?;
    let open: Vec<i64> = editions
        .iter()
        .filter(|edition| edition.phase <= Phase::Evaluation)
        .map(|edition| edition.id)
        .collect();
    let waiting = project::Entity::find()
        .filter(project::Column::EditionId.is_in(open))
        .filter(project::Column::State.is_in(work_of(viewer).iter().copied()));
    let count = waiting.clone().count(db).await?;
    let queue = waiting
        .order_by_asc(project::Column::SubmittedAt)
        .order_by_asc(project::Column::Id)
        .limit(QUEUE)
        .all(db)
        .await?;
    let queue: Vec<_> = queue
        .into_iter()
        .filter_map(|project| {
            let edition = editions.iter().find(|edition| edition.id == project.edition_id)?;
            Some((project, edition.clone()))
        })
        .collect();
    let answers = viewer.may(Role::Admin) || viewer.may(Role::ReturningOfficer);
    let unsent = if answers { mail::ended(db).await? } else { 0 };
    let mut shell = visit.shell(visit.text.say("nav-desk"));
    shell.class = "desk";
    shell.banner = visit.done();
    let alarms =
        if pages::answers_for_the_vote(viewer) { health::alarms(&app).await } else { Vec::new() };
    Ok(shell.page(pages::desk(&visit, viewer, &alarms, &editions, &queue, count, unsent)))
}

async fn projects_csv(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let (edition, sheet) = projects(&app, &slug, query).await?;
    Ok(csv(&edition, "projects", sheet.csv()?))
}

async fn projects_xlsx(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let (edition, sheet) = projects(&app, &slug, query).await?;
    Ok(xlsx(&edition, "projects", sheet.xlsx("projects")?))
}

async fn projects(app: &App, slug: &str, query: Vec<(String, String)>) -> Result<(Edition, Sheet)> {
    let edition = edition::find(app.store.read(), slug).await?;
    let sheet = export::projects(app.store.read(), &edition, text(query)).await?;
    Ok((edition, sheet))
}

async fn results_csv(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let (edition, counted) = result::published(&app, &slug).await?;
    Ok(csv(&edition, "results", export::results(&counted, text(query)).csv()?))
}

async fn results_xlsx(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let (edition, counted) = result::published(&app, &slug).await?;
    Ok(xlsx(&edition, "results", export::results(&counted, text(query)).xlsx("results")?))
}

async fn ballots(
    State(app): State<App>,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    export::published(&edition)?;
    let code = file.strip_suffix(".pb").ok_or(Error::NotFound)?;
    let pools = pool::of_edition(db, edition.id).await?;
    let pool = pools.iter().find(|pool| pool.code == code).ok_or(Error::NotFound)?;
    if !export::is_opened(db, &edition, pool).await? {
        return Err(Error::NotFound);
    }
    let bytes = export::pabulib(db, &edition, pool).await?;
    Ok(attachment("text/plain; charset=utf-8", &format!("{slug}-{code}.pb"), bytes))
}

async fn published_vote(State(app): State<App>, Path(slug): Path<String>) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    export::published(&edition)?;
    let bytes = bundle::file(&app, &edition).await?;
    Ok(attachment("application/zip", &format!("{slug}-bundle.zip"), bytes))
}

/// Files have no language in their address; `?l=` chooses the words of the head.
fn text(query: Vec<(String, String)>) -> Text {
    Text(Lang::parse(Fields::from(query).get("l")).unwrap_or(Lang::Pl))
}

fn csv(edition: &Edition, what: &str, bytes: Vec<u8>) -> Response {
    attachment("text/csv; charset=utf-8", &format!("{}-{what}.csv", edition.slug), bytes)
}

fn xlsx(edition: &Edition, what: &str, bytes: Vec<u8>) -> Response {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    attachment(KIND, &format!("{}-{what}.xlsx", edition.slug), bytes)
}

/// Slugs and codes hold nothing that could end the quoted file name.
fn attachment(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], bytes).into_response();
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
