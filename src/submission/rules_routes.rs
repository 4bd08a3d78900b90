use axum::extract::{Path, State};
use axum::response::Response;

use super::rules::{self, Rules};
use super::rules_pages;
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::edition::{self, Room};
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};

const ADMINS: Access = Access::Staff(&[Role::Admin]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/form", ADMINS, page).post(
        "/{l}/desk/{e}/form",
        ADMINS,
        change,
    )
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let fields = rules::of_edition(db, edition.id).await?.to_fields();
    draw(&app, &visit, &slug, &fields, &Errors::default()).await
}

async fn draw(
    app: &App,
    visit: &Visit,
    slug: &str,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), slug).await?;
    let shell = edition::shell(visit, &edition, Room::Elsewhere, visit.text.say("rules-title"));
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = if errors.is_empty() { visit.done() } else { None };
    Ok(shell.page(rules_pages::rules(visit, &edition, fields, errors)))
}

async fn change(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    edition::settled(&edition)?;
    let rules = match Rules::parse(&fields) {
        Ok(rules) => rules,
        Err(errors) => return draw(&app, &visit, &slug, &fields, &errors).await,
    };
    let tx = app.store.begin().await?;
    edition::refuse_settled(&tx, edition.id).await?;
    rules::set(&tx, edition.id, &rules).await?;
    let act = Act {
        at: app.clock.now(),
        account: Some(visit.person()?.id),
        edition: Some(edition.id),
        kind: "form-changed",
        subject: &edition.slug,
        detail: "",
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/form?done=form-changed"))))
}
