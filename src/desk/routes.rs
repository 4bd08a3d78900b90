use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Query;
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use super::export::{self, Sheet};
use super::pages::{self, PhaseView};
use super::{bundle, early, lint};
use crate::app::{Access, App, Routes, STAFF, see_other};
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase, Room, change, phase, pool};
use crate::error::{Error, Result};
use crate::evaluation::draw;
use crate::page::{Errors, Fields};
use crate::people::{Role, Viewer, Visit};
use crate::project::{self, State as ProjectState};
use crate::text::{Lang, Message, Text};
use crate::{health, mail, result, seal, store, vote};

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

pub(super) async fn draw_phase(
    app: &App,
    visit: &Visit,
    slug: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let undecided = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition.id))
        .filter(project::Column::State.is_in(ProjectState::PENDING))
        .count(db)
        .await?;
    let acts = audit::latest(db, edition.id, 12).await?;
    let shell = edition::shell(visit, &edition, Room::Elsewhere, visit.text.say("desk-phase"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let findings = match edition.phase.next() {
        Some(next) if opens(next) => {
            lint::findings(app, db, &edition, next, app.clock.now()).await?
        }
        _ => Vec::new(),
    };
    let view = PhaseView {
        visit,
        edition: &edition,
        pools: &pools,
        undecided,
        countable: edition.phase != Phase::Counting || seal::is_countable(db, edition.id).await?,
        counted: result::publish::of(db, edition.id).await?.is_some(),
        acts: &acts,
        findings: &findings,
        early: &early::hours(app, visit, &edition).await?,
        fields,
        errors,
    };
    Ok(shell.page(pages::phase(&view)))
}

/// The phases that open something to residents: before these the law is asked.
fn opens(phase: Phase) -> bool {
    matches!(phase, Phase::Submission | Phase::Voting)
}

async fn phase_page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    draw_phase(&app, &visit, &slug, &Fields::default(), &Errors::default()).await
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
    if fields.has("act") {
        return early::act(&app, &visit, edition, from, &fields).await;
    }
    if fields.get("confirm") != "yes" {
        let errors = Errors::of("confirm", Message::new("move-unconfirmed"));
        return draw_phase(&app, &visit, &slug, &fields, &errors).await;
    }
    if from == Phase::Counting {
        result::publish::preview(&app, &edition, officer).await?;
        return Ok(see_other(&visit.href(&format!("/desk/{slug}/count"))));
    } else {
        let tx = app.store.begin().await?;
        let now = store::now(&tx, &app.clock).await?;
        let kept_closed = turn(&app, &tx, &edition, from, (now, Some(officer)), None).await?;
        if !kept_closed.is_empty() {
            drop(tx);
            return draw_phase(&app, &visit, &slug, &fields, &kept_closed).await;
        }
        tx.commit().await?;
    }
    Ok(see_other(&visit.href(&format!("/desk/{slug}/phase?done=moved"))))
}

/// Moves an edition on within a transaction, before its announced hour only as two people have
/// agreed. What keeps it closed comes back instead, named by its place among the findings; then the
/// caller lets the transaction fall.
pub(super) async fn turn(
    app: &App,
    tx: &DatabaseTransaction,
    edition: &Edition,
    from: Phase,
    (now, by): (Instant, Option<i64>),
    early: Option<&change::Model>,
) -> Result<Errors> {
    let next = match early {
        Some(_) => phase::advance_as_agreed(tx, edition, from, now).await?,
        None => phase::advance(tx, edition, from, now).await?,
    };
    if opens(next) {
        let findings = lint::findings(app, tx, edition, next, now).await?;
        let mut kept_closed = Errors::default();
        for (i, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.blocks()) {
            if let Some(headline) = finding.headline() {
                kept_closed.add(format!("finding-{i}"), headline);
            }
        }
        if !kept_closed.is_empty() {
            return Ok(kept_closed);
        }
        if next == Phase::Voting {
            lint::record(tx, edition, &findings, now, by).await?;
        }
    }
    if next == Phase::Voting
        && draw::of(tx, edition.id).await?.is_some_and(|draw| draw.record.is_none())
    {
        return Err(Error::conflict("phase-draw-open"));
    }
    if next == Phase::Voting {
        vote::opening::open(&app.keys, tx, edition, now, Some(&app.config)).await?;
    }
    if next == Phase::Counting {
        vote::forget_drafts(tx, edition.id).await?;
    }
    let act = Act {
        at: now,
        account: by,
        edition: Some(edition.id),
        kind: &format!("phase-{}", next.name()),
        subject: &edition.slug,
        detail: early.map_or("", |early| &early.reason),
    };
    audit::record(tx, act).await?;
    Ok(Errors::default())
}

/// Whether the clock moves an edition on: a phase that nobody closes ends with its hour, the next
/// one begins with its own. Counting and publishing are never done by the clock.
fn is_due(calendar: &[phase::Model], edition: &Edition, now: Instant) -> bool {
    let of = |kind| calendar.iter().find(|phase| phase.kind == kind);
    let began = |kind| of(kind).is_some_and(|phase| phase.begins_at <= now);
    let ended = |kind| of(kind).is_some_and(|phase| phase.ends_at <= now);
    match edition.phase {
        Phase::Preparation => began(Phase::Submission),
        Phase::Submission => ended(Phase::Submission),
        Phase::Evaluation => began(Phase::Voting) && !ended(Phase::Voting),
        Phase::Voting => ended(Phase::Voting),
        Phase::Counting | Phase::Results => false,
    }
}

/// Keeps the calendars: every edition whose hour has come, by the clock of the database, moves on.
/// One that the law or an undecided project holds back stays until the returning officer acts. While
/// the clock is in doubt none moves: what a wrong hour ends stays ended. Returns how many moved.
pub async fn keep_calendars(app: &App) -> Result<u32> {
    if app.store.beat(&app.clock).await?.is_some() {
        return Ok(0);
    }
    let mut moved = 0;
    for edition in edition::all(app.store.read()).await? {
        if edition.phase >= Phase::Counting {
            continue;
        }
        let tx = app.store.begin().await?;
        let now = store::now(&tx, &app.clock).await?;
        if edition.phase == Phase::Voting && vote::opening::of(&tx, edition.id).await?.is_none() {
            // Opened by a version that knew no envelopes yet.
            vote::opening::open(&app.keys, &tx, &edition, now, Some(&app.config)).await?;
            tx.commit().await?;
            continue;
        }
        let calendar = phase::calendar(&tx, edition.id).await?;
        let pending = project::Entity::find()
            .filter(project::Column::EditionId.eq(edition.id))
            .filter(project::Column::State.is_in(ProjectState::PENDING));
        let held = edition.phase == Phase::Evaluation && pending.count(&tx).await? > 0;
        if held || !is_due(&calendar, &edition, now) {
            continue;
        }
        match turn(app, &tx, &edition, edition.phase, (now, None), None).await {
            Ok(kept_closed) if kept_closed.is_empty() => {
                tx.commit().await?;
                moved += 1;
            }
            Ok(_) => {
                tracing::warn!(edition = edition.slug, "something keeps the edition closed");
            }
            Err(Error::Conflict { key }) => {
                tracing::warn!(edition = edition.slug, key, "the calendar waits");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(moved)
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
