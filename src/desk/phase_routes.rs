//! The page on which an officer moves an edition on. Before the announced hour, and to take that back,
//! one officer proposes with a public reason, another approves exactly that, and either may drop it.

use axum::extract::{Path, State};
use axum::response::Response;
use sea_orm::PaginatorTrait;
use sea_orm::entity::prelude::*;

use super::early_pages::Hours;
use super::lint;
use super::pages::{self, PhaseView};
use super::turn::{opens, turn};
use crate::app::{Access, App, Routes, see_other};
use crate::audit;
use crate::edition::change::{self, Way, Wish};
use crate::edition::{self, Edition, Phase, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::project::{self, State as ProjectState};
use crate::text::Message;
use crate::{result, seal, store};

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/phase", OFFICERS, phase_page).post(
        "/{l}/desk/{e}/phase",
        OFFICERS,
        move_on,
    )
}

async fn draw_phase(
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
        early: &hours(app, visit, &edition).await?,
        fields,
        errors,
    };
    Ok(shell.page(pages::phase(&view)))
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
        return propose_or_decide(&app, &visit, edition, from, &fields).await;
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

/// What the page of the phases says of the announced hour.
async fn hours(app: &App, visit: &Visit, edition: &Edition) -> Result<Hours> {
    let db = app.store.read();
    let now = app.clock.now();
    let calendar = phase::calendar(db, edition.id).await?;
    let all = change::all(db, edition.id).await?;
    // What two people have agreed to seal is offered to nobody; the database refuses it as well.
    let sealed = seal::of(db, edition.id).await?.is_some_and(|one| one.approved_by.is_some());
    let waiting = change::waiting(&all, edition, &calendar).filter(|one| now < one.announced);
    Ok(Hours {
        announced: phase::announced(&calendar, edition.phase).filter(|hour| now < *hour),
        own: waiting
            .is_some_and(|one| visit.viewer.as_ref().is_some_and(|v| v.id == one.proposed_by)),
        undoable: change::undoable(&all, edition, now).filter(|_| !sealed).cloned(),
        waiting: waiting.cloned(),
    })
}

/// Proposes, approves, or drops a change of the announced hour.
async fn propose_or_decide(
    app: &App,
    visit: &Visit,
    mut edition: Edition,
    from: Phase,
    fields: &Fields,
) -> Result<Response> {
    let slug = edition.slug.clone();
    let by = visit.person()?.id;
    // What is agreed is what the page showed; the transaction sees whether it still holds.
    edition.phase = from;
    let id = fields.get("change").parse().unwrap_or(0);
    let wish = match fields.get("act") {
        "propose" => Wish::Early,
        "back" => Wish::Back,
        "approve" => return approve(app, visit, &edition, (by, id), fields).await,
        "drop" => {
            change::drop_it(app, &edition, by, id).await?;
            return Ok(see_other(&visit.href(&format!("/desk/{slug}/phase?done=change-dropped"))));
        }
        _ => return Err(Error::BadRequest("act".to_owned())),
    };
    let mut errors = Errors::default();
    let field = if wish == Wish::Back { "reason-back" } else { "reason" };
    let reason = change::read_reason(fields).map_err(|message| errors.add(field, message));
    if wish == Wish::Early && fields.get("confirm") != "yes" {
        errors.add("confirm", Message::new("move-unconfirmed"));
    }
    let (Ok(reason), true) = (reason, errors.is_empty()) else {
        return draw_phase(app, visit, &slug, fields, &errors).await;
    };
    change::propose(app, &edition, by, wish, &reason).await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/phase?done=hour-proposed"))))
}

async fn approve(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    (by, id): (i64, i64),
    fields: &Fields,
) -> Result<Response> {
    let tx = app.store.begin().await?;
    let (approved, now) = change::approve(&tx, app, edition, by, id).await?;
    let done = match approved.way {
        Way::Later => {
            change::lengthen(&tx, edition, &approved, (now, by)).await?;
            "extended"
        }
        Way::Back => {
            change::take_back(&tx, edition, &approved, (now, by)).await?;
            "hour-back"
        }
        Way::Early => {
            let who = (now, Some(by));
            let kept_closed = turn(app, &tx, edition, approved.kind, who, Some(&approved)).await?;
            if !kept_closed.is_empty() {
                drop(tx);
                return draw_phase(app, visit, &edition.slug, fields, &kept_closed).await;
            }
            "moved"
        }
    };
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{}/phase?done={done}", edition.slug))))
}
