use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::export::{self, Sheet};
use super::pages::{self, PhaseView};
use crate::app::{Access, App, Routes, STAFF, see_other};
use crate::audit::{self, Act};
use crate::edition::{self, Edition, Phase, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::project::{self, State as ProjectState};
use crate::text::{Lang, Message, Text};
use crate::{result, vote};

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk", STAFF, desk)
        .get("/{l}/desk/{e}/phase", OFFICERS, phase_page)
        .post("/{l}/desk/{e}/phase", OFFICERS, move_on)
        .get("/data/{e}/projects.csv", Access::Public, projects_csv)
        .get("/data/{e}/projects.xlsx", Access::Public, projects_xlsx)
        .get("/data/{e}/results.csv", Access::Public, results_csv)
        .get("/data/{e}/results.xlsx", Access::Public, results_xlsx)
        .get("/data/{e}/pools/{file}", Access::Public, ballots)
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
        .filter(project::Column::State.eq(ProjectState::Submitted));
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
    let mut shell = visit.shell(visit.text.say("nav-desk"));
    shell.class = "desk";
    shell.banner = visit.done();
    Ok(shell.page(pages::desk(&visit, viewer, &editions, &queue, count)))
}

async fn draw_phase(app: &App, visit: &Visit, slug: &str, errors: &Errors) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let undecided = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition.id))
        .filter(project::Column::State.eq(ProjectState::Submitted))
        .count(db)
        .await?;
    let acts = audit::latest(db, edition.id, 12).await?;
    let shell = edition::shell(visit, &edition, Room::Elsewhere, visit.text.say("desk-phase"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let view =
        PhaseView { visit, edition: &edition, pools: &pools, undecided, acts: &acts, errors };
    Ok(shell.page(pages::phase(&view)))
}

async fn phase_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    draw_phase(&app, &visit, &slug, &Errors::default()).await
}

async fn move_on(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let officer = visit.person()?.id;
    let from = Phase::ALL
        .into_iter()
        .find(|phase| phase.name() == fields.get("from"))
        .ok_or(Error::BadRequest("from".to_owned()))?;
    if fields.get("confirm") != "yes" {
        let errors = Errors::of("confirm", Message::new("move-unconfirmed"));
        return draw_phase(&app, &visit, &slug, &errors).await;
    }
    if from == Phase::Counting {
        result::count_all(&app, &edition, Some(officer)).await?;
    } else {
        let tx = app.store.begin().await?;
        let now = app.clock.now();
        let next = phase::advance(&tx, &edition, from, now).await?;
        if next == Phase::Counting {
            vote::forget_drafts(&tx, edition.id).await?;
        }
        let act = Act {
            at: now,
            account: Some(officer),
            edition: Some(edition.id),
            kind: &format!("phase-{}", next.name()),
            subject: &edition.slug,
            detail: "",
        };
        audit::record(&tx, act).await?;
        tx.commit().await?;
    }
    Ok(see_other(&visit.href(&format!("/desk/{slug}/phase?done=moved"))))
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
    let bytes = export::pabulib(db, pool).await?;
    Ok(attachment("text/plain; charset=utf-8", &format!("{slug}-{code}.pb"), bytes))
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
