use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::draw_pages::{self, ListView, OfficeView};
use super::{board, board_pages, draw};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Room, pool, read_hour};
use crate::error::Result;
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit};
use crate::text::Message;

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);
/// Who sees how far the evaluation is.
const WATCHERS: Access = Access::Staff(&[
    Role::Clerk,
    Role::Evaluator,
    Role::ReturningOfficer,
    Role::Auditor,
    Role::Admin,
]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/progress", WATCHERS, board_page)
        .get("/{l}/{e}/ballot-list", Access::Public, list_page)
        .get("/data/{e}/draw.json", Access::Public, draw_file)
        .get("/{l}/desk/{e}/draw", OFFICERS, office_page)
        .post("/{l}/desk/{e}/draw", OFFICERS, act)
}

type Slug = Path<(String, String)>;

async fn board_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let board = board::of(db, &edition).await?;
    let title = visit.text.say("board-title");
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    shell.class = "desk";
    Ok(shell.page(board_pages::board(&visit, &edition, &board, app.clock.now())))
}

async fn list_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let fixed = draw::of(db, edition.id).await?;
    let record = fixed.as_ref().map(draw::Model::record).transpose()?.flatten();
    let title = visit.text.say("ballot-list-title");
    let shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    Ok(shell.page(draw_pages::ballot_list(&ListView {
        visit: &visit,
        edition: &edition,
        pools: &pool::of_edition(db, edition.id).await?,
        accepted: &draw::ballot_list(db, edition.id).await?,
        fixed: fixed.as_ref(),
        draw: record.as_ref(),
    })))
}

async fn draw_file(State(app): State<App>, Path(slug): Path<String>) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let fixed = draw::of(db, edition.id).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let accepted = draw::ballot_list(db, edition.id).await?;
    let published = draw::publish(&edition, fixed.as_ref(), &pools, &accepted)?;
    let json = serde_json::to_string_pretty(&published).map_err(anyhow::Error::from)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}

async fn draw_office(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    (fields, errors): (&Fields, &Errors),
) -> Result<Response> {
    let db = app.store.read();
    let fixed = draw::of(db, edition.id).await?;
    let record = fixed.as_ref().map(draw::Model::record).transpose()?.flatten();
    let shell = edition::shell(visit, edition, Room::Elsewhere, visit.text.say("draw-title"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let list = ListView {
        visit,
        edition,
        pools: &pool::of_edition(db, edition.id).await?,
        accepted: &draw::ballot_list(db, edition.id).await?,
        fixed: fixed.as_ref(),
        draw: record.as_ref(),
    };
    let now = app.clock.now();
    Ok(shell.page(draw_pages::office(&OfficeView { list, now, fields, errors })))
}

async fn office_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    draw_office(&app, &visit, &edition, (&Fields::default(), &Errors::default())).await
}

/// Fixes the list, or draws: two acts that lie an hour of the source apart.
async fn act(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let by = visit.person()?.id;
    let fixed = draw::of(app.store.read(), edition.id).await?;
    let mut errors = Errors::default();
    let here = |done: &str| visit.href(&format!("/desk/{slug}/draw?done={done}"));
    if fields.get("act") == "draw" {
        let seed = tidy(fields.get("seed"), false);
        // Only where the form stands is there a field to complain about.
        let asked =
            fixed.is_some_and(|fixed| fixed.record.is_none() && fixed.draws_at <= app.clock.now());
        if asked && !(1..=500).contains(&seed.chars().count()) {
            errors.add("seed", Message::new("draw-seed-missing"));
            return draw_office(&app, &visit, &edition, (&fields, &errors)).await;
        }
        draw::draw(&app, &edition, by, &seed).await?;
        return Ok(see_other(&here("drawn")));
    }
    let source = tidy(fields.get("source"), false);
    if !(10..=500).contains(&source.chars().count()) {
        errors.add("source", Message::new("draw-source-missing"));
    }
    let typed = read_hour(fields.get("draws-at"), fields.get("draws-at-which"));
    let draws_at = typed.map_err(|message| errors.add("draws-at", message)).ok();
    if draws_at.is_some_and(|at| at <= app.clock.now()) {
        errors.add("draws-at", Message::new("draw-in-the-past"));
    }
    match draws_at.filter(|_| errors.is_empty()) {
        Some(draws_at) => {
            draw::fix(&app, &edition, by, &source, draws_at).await?;
            Ok(see_other(&here("draw-fixed")))
        }
        None if fixed.is_some() => Err(crate::error::Error::conflict("draw-twice")),
        None => draw_office(&app, &visit, &edition, (&fields, &errors)).await,
    }
}
