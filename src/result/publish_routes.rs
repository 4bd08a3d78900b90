use axum::extract::{Path, State};
use axum::response::Response;

use super::publish;
use super::publish_pages::{self, PreviewView};
use crate::app::{Access, App, Routes, see_other};
use crate::edition::{self, Edition, Phase, Room, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::text::Message;

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/count", OFFICERS, page).post(
        "/{l}/desk/{e}/count",
        OFFICERS,
        act,
    )
}

type Slug = Path<(String, String)>;

async fn draw(app: &App, visit: &Visit, edition: &Edition, errors: &Errors) -> Result<Response> {
    let db = app.store.read();
    let counting = publish::of(db, edition.id).await?;
    let Some(counting) = counting.filter(|_| edition.phase == Phase::Counting) else {
        // Nothing is counted yet, or everybody knows it.
        return Ok(see_other(&visit.href(&format!("/desk/{}/phase", edition.slug))));
    };
    let mut outcomes = counting.snapshots()?;
    let pools = pool::of_edition(db, edition.id).await?.into_iter();
    let counted: Vec<_> =
        pools.filter_map(|pool| outcomes.remove(&pool.id).map(|outcome| (pool, outcome))).collect();
    let title = visit.text.say("count-title");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let own = visit.person()?.id == counting.counted_by;
    let view = PreviewView { visit, edition, counting: &counting, counted: &counted, own, errors };
    Ok(shell.page(publish_pages::preview(&view)))
}

async fn page(State(app): State<App>, visit: Visit, Path((_, slug)): Slug) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    draw(&app, &visit, &edition, &Errors::default()).await
}

async fn act(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let officer = visit.person()?.id;
    match fields.get("act") {
        "count" => {
            publish::preview(&app, &edition, officer).await?;
            Ok(see_other(&visit.href(&format!("/desk/{slug}/count"))))
        }
        "publish" if fields.get("confirm") != "yes" => {
            let errors = Errors::of("confirm", Message::new("count-unconfirmed"));
            draw(&app, &visit, &edition, &errors).await
        }
        "publish" => {
            publish::publish(&app, &edition, officer, fields.get("digest")).await?;
            Ok(see_other(&visit.href(&format!("/desk/{slug}/phase?done=moved"))))
        }
        _ => Err(Error::BadRequest("act".to_owned())),
    }
}
