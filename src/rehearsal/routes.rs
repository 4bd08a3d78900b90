use std::sync::Arc;

use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::pages::{self, View};
use super::run::{Plan, Rehearsed, rehearse};
use super::stage::Progress;
use super::{FEWEST, MOST, Report, copy};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::desk::rehearsed::kept;
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::text::Message;

const REHEARSERS: Access = Access::Staff(&[Role::ReturningOfficer, Role::Admin]);

/// Puts a whole site around a program: the copy has the same doors as the original.
#[derive(Clone, Copy)]
pub struct Doors(pub fn(App) -> axum::Router);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/rehearsal", REHEARSERS, page)
        .post("/{l}/desk/{e}/rehearsal", REHEARSERS, begin)
        .get("/{l}/desk/{e}/rehearsal/bundle.zip", REHEARSERS, bundle)
}

type Slug = Path<(String, String)>;

async fn report(app: &App, edition: &Edition) -> Option<Report> {
    let bytes = tokio::fs::read(kept(app, edition, "json")).await.ok()?;
    serde_json::from_slice(&bytes).ok()
}

async fn draw(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let title = visit.text.say("rehearsal-title");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    let latest = app.rehearsals.latest();
    let own = latest.as_ref().filter(|running| running.edition == edition.id);
    let report = report(app, edition).await;
    let view = View {
        visit,
        edition,
        is_over: edition.phase > Phase::Voting,
        running: own
            .filter(|running| running.failure.is_none())
            .map(|running| running.progress.now()),
        elsewhere: own.is_none()
            && latest.as_ref().is_some_and(|running| running.failure.is_none()),
        failure: own.and_then(|running| running.failure.as_deref()),
        report: report.as_ref(),
        fields,
        errors,
    };
    Ok(shell.page(pages::rehearsal(&view)))
}

async fn page(State(app): State<App>, visit: Visit, Path((_, slug)): Slug) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    draw(&app, &visit, &edition, &Fields::default(), &Errors::default()).await
}

async fn begin(
    State(app): State<App>,
    visit: Visit,
    Extension(doors): Extension<Doors>,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    if copy::find(app.store.read(), &slug).await.is_err() {
        return Err(Error::conflict("rehearsal-over"));
    }
    let voters = fields.get("voters").trim().parse::<usize>().ok();
    let Some(voters) = voters.filter(|n| (FEWEST..=MOST).contains(n)) else {
        let message = Message::new("rehearsal-voters-wrong").arg("least", FEWEST).arg("most", MOST);
        return draw(&app, &visit, &edition, &fields, &Errors::of("voters", message)).await;
    };
    let progress = app.rehearsals.begin(edition.id).ok_or(Error::conflict("rehearsal-runs"))?;
    let recorded = record(&app, &edition, visit.person()?.id, voters).await;
    if let Err(error) = recorded {
        app.rehearsals.end(None);
        return Err(error);
    }
    let plan = Plan { voters, seed: u64::from_be_bytes(crate::clock::random()) };
    tokio::spawn(play(app, edition, plan, doors, progress));
    Ok(see_other(&visit.href(&format!("/desk/{slug}/rehearsal"))))
}

async fn record(app: &App, edition: &Edition, by: i64, voters: usize) -> Result<()> {
    let tx = app.store.begin().await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(by),
        edition: Some(edition.id),
        kind: "rehearsed",
        subject: &edition.slug,
        detail: &voters.to_string(),
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(())
}

async fn play(app: App, edition: Edition, plan: Plan, doors: Doors, progress: Arc<Progress>) {
    // In a task of its own, so that whatever happens to it the next one can begin.
    let task = tokio::spawn({
        let (app, slug) = (app.clone(), edition.slug.clone());
        async move { rehearse(&app, &slug, &plan, doors, &progress).await }
    });
    let ended = match task.await {
        Ok(Ok(rehearsed)) => keep(&app, &edition, &rehearsed).await,
        Ok(Err(error)) => Err(error),
        Err(error) => Err(error.into()),
    };
    if let Err(error) = &ended {
        tracing::error!(edition = edition.slug, error = ?error, "a rehearsal failed");
    }
    app.rehearsals.end(ended.err().map(|error| format!("{error:#}")));
}

async fn keep(app: &App, edition: &Edition, rehearsed: &Rehearsed) -> anyhow::Result<()> {
    tokio::fs::write(kept(app, edition, "zip"), &rehearsed.bundle).await?;
    keep_report(app, edition, &rehearsed.report).await
}

/// Leaves the report where the desk looks for it.
pub(super) async fn keep_report(
    app: &App,
    edition: &Edition,
    report: &Report,
) -> anyhow::Result<()> {
    tokio::fs::write(kept(app, edition, "json"), serde_json::to_vec(report)?).await?;
    Ok(())
}

async fn bundle(State(app): State<App>, Path((_, slug)): Slug) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let bytes = tokio::fs::read(kept(&app, &edition, "zip")).await.map_err(|_| Error::NotFound)?;
    let mut response = ([(header::CONTENT_TYPE, "application/zip")], bytes).into_response();
    let name = format!("attachment; filename=\"{}-bundle.zip\"", copy::slug(&slug));
    if let Ok(name) = HeaderValue::from_str(&name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
