use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::print_pages::{self, CardView, CoverView};
use super::routes::{WATCHERS, at};
use super::{batch, entity};
use crate::app::{App, Routes};
use crate::edition::{self, Edition, Room, pool};
use crate::error::{Error, Result};
use crate::page::Fields;
use crate::people::Visit;
use crate::project;
use crate::register;
use crate::vote::pools_of;

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/paper/card", WATCHERS, card).get(
        "/{l}/desk/{e}/paper/{batch}/cover",
        WATCHERS,
        cover,
    )
}

/// Where whoever scans a card or a cover lands: the batch, at city hall.
fn address(app: &App, edition: &Edition, batch: Option<&entity::batch::Model>) -> String {
    let base = app.config.base();
    match batch {
        Some(batch) => format!("{base}/pl/desk/{}/paper/{}/entry", edition.slug, batch.number),
        None => format!("{base}/pl/desk/{}/paper", edition.slug),
    }
}

/// A blank card of an area, or the cards of all areas of a batch.
async fn card(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let asked = Fields::from(query);
    let batch = match asked.get("batch") {
        "" => None,
        number => {
            let number = number.parse().map_err(|_| Error::NotFound)?;
            Some(batch::find(db, edition.id, number).await?)
        }
    };
    let pools = pool::of_edition(db, edition.id).await?;
    let area = match asked.get("area") {
        "" | "-" => None,
        code => Some(pools.iter().find(|pool| pool.code == code).ok_or(Error::NotFound)?),
    };
    // Where every pool is a district's, a card without one would be empty.
    let area = area.or(pools.first().filter(|_| pools.iter().all(|pool| !pool.is_citywide())));
    let own = pools_of(&pools, area);
    let ids: Vec<i64> = own.iter().map(|pool| pool.id).collect();
    let view = CardView {
        visit: &visit,
        edition: &edition,
        batch: batch.as_ref(),
        area: area.filter(|pool| !pool.is_citywide()),
        pools: &own,
        areas: &pools,
        projects: &project::on_ballot(db, &ids).await?,
        question: register::policy_of(db, edition.id).await?.card_question(),
        address: &address(&app, &edition, batch.as_ref()),
    };
    Ok(print(&visit, &edition, "paper-card", print_pages::card(&view)))
}

async fn cover(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, number)): Path<(String, String, String)>,
) -> Result<Response> {
    let (edition, batch) = at(&app, &slug, &number).await?;
    let view = CoverView {
        visit: &visit,
        edition: &edition,
        batch: &batch,
        address: &address(&app, &edition, Some(&batch)),
    };
    Ok(print(&visit, &edition, "paper-cover", print_pages::cover(&view)))
}

fn print(visit: &Visit, edition: &Edition, title: &str, body: maud::Markup) -> Response {
    let mut shell = edition::shell(visit, edition, Room::Elsewhere, visit.text.say(title));
    shell.class = "desk";
    shell.page(body)
}
