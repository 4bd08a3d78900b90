//! Moving an edition before its announced hour, and taking that back: one officer proposes with a
//! public reason, another approves exactly that, and either may drop it.

use axum::response::Response;

use super::early_pages::Hours;
use super::routes::{draw_phase, turn};
use crate::app::{App, see_other};
use crate::edition::change::{self, Way, Wish};
use crate::edition::{Edition, Phase, phase};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::Visit;
use crate::seal;
use crate::text::Message;

/// What the page of the phases says of the announced hour.
pub(super) async fn hours(app: &App, visit: &Visit, edition: &Edition) -> Result<Hours> {
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
pub(super) async fn act(
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
