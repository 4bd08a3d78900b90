use axum::extract::{Path, State};
use axum::response::Response;

use super::pages::{self, Front, Today, Winners};
use crate::app::{Access, App, Routes};
use crate::edition::{self, Phase, Room, phase, pool};
use crate::error::Result;
use crate::people::Visit;
use crate::register::Pass;
use crate::{project, result, vote};

pub fn router() -> Routes {
    Routes::default().get("/{l}/", Access::Public, editions).get("/{l}/{e}", Access::Public, today)
}

/// More tiles than this and single projects can no longer be told apart on the wall.
const WALL: u64 = 300;
/// Tiles of each edition on the first page.
const STRIP: i64 = 6;

async fn editions(State(app): State<App>, visit: Visit) -> Result<Response> {
    let db = app.store.read();
    let editions = edition::all(db).await?;
    let pools = pool::all(db).await?;
    let phases = phase::all(db).await?;
    let mut rows = project::first_of_each(db, STRIP).await?;
    let fronts: Vec<Front> = editions
        .into_iter()
        .map(|edition| {
            let own = pools.iter().filter(|pool| pool.edition_id == edition.id);
            let budget = own.map(|pool| pool.money()).sum();
            let open = matches!(edition.phase, Phase::Submission | Phase::Voting);
            let now = phases.iter().find(|phase| {
                open && phase.edition_id == edition.id && phase.kind == edition.phase
            });
            let rows = rows.extract_if(.., |row| row.edition_id == edition.id).collect();
            Front { budget, ends_at: now.map(|phase| phase.ends_at), rows, edition }
        })
        .collect();
    let mut shell = visit.shell(visit.text.say("site-heading"));
    shell.banner = visit.done();
    Ok(shell.page(pages::editions(&visit, &fronts)))
}

async fn today(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
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
            Some(Winners {
                codes: all.map(|standing| standing.code.clone()).collect(),
                spent: counted.iter().map(|(_, snapshot)| snapshot.spent()).sum(),
            })
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
        has_voted: edition.phase == Phase::Voting
            && vote::has_voted(&app, &visit, &pass, &edition, &pools).await?,
        now: app.clock.now(),
    };
    let mut shell = edition::shell(&visit, &edition, Room::Today, pages::headline(&today));
    shell.hero = Some(pages::hero(&today));
    shell.banner = visit.done();
    Ok(shell.page(pages::today(&today)))
}
