use axum::extract::{Path, State};
use axum::response::Response;

use super::pages::{self, Today};
use crate::app::{Access, App, Routes};
use crate::edition::{self, Phase, Room, phase, pool};
use crate::error::Result;
use crate::people::Visit;
use crate::{project, result};

pub fn router() -> Routes {
    Routes::default().get("/{l}/", Access::Public, editions).get("/{l}/{e}", Access::Public, today)
}

/// More tiles than this and single projects can no longer be told apart on the wall.
const WALL: u64 = 600;

async fn editions(State(app): State<App>, visit: Visit) -> Result<Response> {
    let db = app.store.read();
    let editions = edition::all(db).await?;
    let mut shell = visit.shell(visit.text.say("site-heading"));
    shell.banner = visit.done();
    Ok(shell.page(pages::editions(&visit, &editions)))
}

async fn today(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let calendar = phase::calendar(db, edition.id).await?;
    let rows = project::rows_of_edition(db, edition.id, WALL).await?;
    let winners = match edition.phase {
        Phase::Results => {
            let (_, counted) = result::published(&app, &slug).await?;
            let all = counted.iter().flat_map(|(_, snapshot)| snapshot.winners());
            Some(all.map(|standing| standing.code.clone()).collect())
        }
        _ => None,
    };
    let total = project::count(db, edition.id).await?;
    let today = Today {
        total,
        visit: &visit,
        edition: &edition,
        pools: &pools,
        calendar: &calendar,
        rows: &rows,
        winners: winners.as_ref(),
        now: app.clock.now(),
    };
    let mut shell = edition::shell(&visit, &edition, Room::Today, pages::headline(&today));
    shell.hero = Some(pages::hero(&today));
    shell.banner = visit.done();
    Ok(shell.page(pages::today(&today)))
}
