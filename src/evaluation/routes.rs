use axum::extract::{Path, State};
use axum::response::Response;

use super::decide::{Verdict, decide};
use super::pages;
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Room};
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::project::{self, Project};

const EVALUATORS: Access = Access::Staff(&[Role::Evaluator]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/projects/{code}", EVALUATORS, page).post(
        "/{l}/desk/{e}/projects/{code}",
        EVALUATORS,
        judge,
    )
}

fn draw(
    visit: &Visit,
    edition: &Edition,
    project: &Project,
    fields: &Fields,
    errors: &Errors,
) -> Response {
    let shell = edition::shell(visit, edition, Room::Elsewhere, project.title.clone());
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.page(pages::project(visit, edition, project, fields, errors))
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let project = project::find(db, edition.id, &code).await?;
    Ok(draw(&visit, &edition, &project, &Fields::default(), &Errors::default()))
}

async fn judge(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let project = project::find(db, edition.id, &code).await?;
    let verdict = match Verdict::parse(&fields) {
        Ok(verdict) => verdict,
        Err(errors) => return Ok(draw(&visit, &edition, &project, &fields, &errors)),
    };
    decide(&app, &edition, &project, &verdict, Some(visit.person()?.id)).await?;
    let done = match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Rejected { .. } => "rejected",
    };
    Ok(see_other(&visit.href(&format!("/desk?done={done}"))))
}
