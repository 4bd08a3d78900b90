use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::pages::{self, SealView, TrustView};
use super::{apart, log, sealing};
use crate::app::{Access, App, Routes, see_other};
use crate::bundle::PYTHON_VERIFIER;
use crate::edition::{self, Phase, Room, pool};
use crate::error::{Error, Result};
use crate::integrity;
use crate::page::Fields;
use crate::paper;
use crate::people::{Role, Visit};
use crate::vote;

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/{e}/trust", Access::Public, trust)
        .get("/{l}/desk/{e}/seal", OFFICERS, seal_page)
        .post("/{l}/desk/{e}/seal", OFFICERS, seal)
        .get("/data/{e}/rules.json", Access::Public, rules)
        .get("/data/{e}/checkpoints.txt", Access::Public, checkpoints)
        .get("/data/verify.py", Access::Public, verifier)
}

type Slug = Path<(String, String)>;

/// What is promised, and everything with which anybody can hold us to it.
async fn trust(State(app): State<App>, visit: Visit, Path((_, slug)): Slug) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let opening = vote::opening::of(db, edition.id).await?;
    let checkpoints = log::checkpoints(db, edition.id).await?;
    let hand = log::hand(&app, db, &edition).await?;
    let key = hand.signer.verifier_key().print();
    let shell = edition::shell(&visit, &edition, Room::Elsewhere, visit.text.say("trust-title"));
    let view = TrustView {
        visit: &visit,
        edition: &edition,
        opening: opening.as_ref(),
        checkpoints: &checkpoints,
        key: &key,
        paper: paper::public(db, visit.text, &edition).await?,
        apart: &apart::of(db, edition.id, opening.as_ref()).await?,
    };
    Ok(shell.page(pages::trust(&view)))
}

async fn seal_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let sealing = sealing::of(db, edition.id).await?;
    let opening = vote::opening::of(db, edition.id).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, visit.text.say("seal-title"));
    shell.class = "desk";
    shell.banner = visit.done();
    let own = visit.person()?.id;
    let waiting = integrity::waiting(db, edition.id).await?;
    let appeals_until = integrity::appeals_until(db, edition.id, app.clock.now()).await?;
    let view = SealView {
        visit: &visit,
        edition: &edition,
        pools: &pools,
        opened: opening.is_some(),
        sealing: sealing.as_ref(),
        waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
        appeals_until,
        unfinished: paper::unfinished(db, edition.id).await?,
        own,
    };
    Ok(shell.page(pages::seal(&view)))
}

/// For how long the page waits for the sealing of a small city; a large one goes on by itself.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(8);

async fn seal(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let officer = visit.person()?.id;
    match fields.get("act") {
        "propose" if edition.phase == Phase::Counting => {
            sealing::propose(&app, &edition, officer).await?;
        }
        "propose" => return Err(Error::conflict("seal-not-closed")),
        "withdraw" => sealing::withdraw(&app, &edition, officer).await?,
        "approve" => {
            sealing::approve(&app, &edition, officer).await?;
            let work = tokio::spawn(async move { sealing::resume(&app, &edition).await });
            match tokio::time::timeout(PATIENCE, work).await {
                Ok(Ok(done)) => done?,
                Ok(Err(failed)) => return Err(anyhow::Error::from(failed).into()),
                Err(_) => {}
            }
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    }
    Ok(see_other(&visit.href(&format!("/desk/{slug}/seal"))))
}

async fn rules(State(app): State<App>, Path(slug): Path<String>) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let opening = vote::opening::of(db, edition.id).await?.ok_or(Error::NotFound)?;
    Ok(file("application/json", &format!("{slug}-rules.json"), opening.rules))
}

async fn checkpoints(State(app): State<App>, Path(slug): Path<String>) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let all = log::checkpoints(db, edition.id).await?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    let notes: Vec<String> = all.into_iter().map(|checkpoint| checkpoint.note).collect();
    Ok(file("text/plain; charset=utf-8", &format!("{slug}-checkpoints.txt"), notes.join("\n")))
}

async fn verifier() -> Response {
    file("text/x-python; charset=utf-8", "verify.py", PYTHON_VERIFIER.to_owned())
}

fn file(kind: &'static str, name: &str, text: String) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], text).into_response();
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}
