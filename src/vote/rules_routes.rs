use axum::extract::{Path, State};
use axum::response::Response;

use super::{rules, rules_pages};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::edition::{self, Edition, Pool, Room, pool};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};

const ADMINS: Access = Access::Staff(&[Role::Admin]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/ballot", ADMINS, all)
        .get("/{l}/desk/{e}/ballot/{pool}", ADMINS, one)
        .post("/{l}/desk/{e}/ballot/{pool}", ADMINS, set)
}

async fn all(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let title = visit.text.say("ballot-rules-title");
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    shell.class = "desk";
    shell.banner = visit.done();
    Ok(shell.page(rules_pages::all(&visit, &edition, &pools)))
}

type OfPool = Path<(String, String, String)>;

async fn find(app: &App, slug: &str, code: &str) -> Result<(Edition, Pool)> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let pools = pool::of_edition(db, edition.id).await?;
    let pool = pools.into_iter().find(|pool| pool.code == code).ok_or(Error::NotFound)?;
    Ok((edition, pool))
}

fn draw(
    visit: &Visit,
    (edition, pool): (&Edition, &Pool),
    fields: &Fields,
    errors: &Errors,
) -> Response {
    let title = visit.text.say("ballot-rules-one");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.page(rules_pages::one(visit, edition, pool, fields, errors))
}

async fn one(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): OfPool,
) -> Result<Response> {
    let (edition, pool) = find(&app, &slug, &code).await?;
    if edition::frozen(&edition).is_err() {
        return Ok(see_other(&visit.href(&format!("/desk/{slug}/ballot"))));
    }
    let fields = rules::fields(&pool.rules()?);
    Ok(draw(&visit, (&edition, &pool), &fields, &Errors::default()))
}

async fn set(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug, code)): OfPool,
    fields: Fields,
) -> Result<Response> {
    let (edition, pool) = find(&app, &slug, &code).await?;
    edition::frozen(&edition)?;
    let rules = match rules::parse(&fields, pool.money()) {
        Ok(rules) => rules,
        Err(errors) => return Ok(draw(&visit, (&edition, &pool), &fields, &errors)),
    };
    let tx = app.store.begin().await?;
    edition::refuse_frozen(&tx, edition.id).await?;
    rules::set(&tx, &pool, &rules).await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(visit.person()?.id),
        edition: Some(edition.id),
        kind: "ballot-rules",
        subject: &pool.code,
        detail: "",
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/ballot?done=ballot-rules"))))
}
