use axum::extract::{Path, State};
use axum::response::Response;

use super::lint::{self, Class, Finding};
use super::lint_pages::{self, OpeningView};
use crate::app::{Access, App, Routes, see_other};
use crate::audit::{self, Act};
use crate::edition::{self, Edition, Phase, Room, pool};
use crate::error::Result;
use crate::page::{Errors, Fields, tidy};
use crate::people::{Role, Visit};
use crate::store;
use crate::submission::complain_of_field;
use crate::text::Message;
use crate::vote::unusual::{self, Cause};

const OFFICERS: Access = Access::Staff(&[Role::ReturningOfficer]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/{e}/opening", OFFICERS, page).post(
        "/{l}/desk/{e}/opening",
        OFFICERS,
        give,
    )
}

type Slug = Path<(String, String)>;

/// What there is to say before the voting; nothing once it has opened.
async fn before(app: &App, edition: &Edition) -> Result<Vec<Finding>> {
    if edition::frozen(edition).is_err() {
        return Ok(Vec::new());
    }
    lint::findings(app, app.store.read(), edition, Phase::Voting, app.clock.now()).await
}

async fn draw(
    app: &App,
    visit: &Visit,
    edition: &Edition,
    findings: &[Finding],
    (fields, errors): (&Fields, &Errors),
) -> Result<Response> {
    let title = visit.text.say("lint-title");
    let shell = edition::shell(visit, edition, Room::Elsewhere, title);
    let mut shell = if errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    shell.banner = visit.done();
    let pools = pool::of_edition(app.store.read(), edition.id).await?;
    let view = OpeningView { visit, edition, pools: &pools, findings, fields, errors };
    Ok(shell.page(lint_pages::opening(&view)))
}

async fn page(State(app): State<App>, visit: Visit, Path((_, slug)): Slug) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    let findings = before(&app, &edition).await?;
    let mut fields = Fields::default();
    for finding in &findings {
        if let Class::Unusual(cause, Some(reason)) = &finding.class {
            fields.set(&format!("reason-{}", cause.name()), reason.clone());
        }
    }
    draw(&app, &visit, &edition, &findings, (&fields, &Errors::default())).await
}

/// Least and most letters of a reason.
const LENGTH: std::ops::RangeInclusive<usize> = 20..=1000;

async fn give(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): Slug,
    fields: Fields,
) -> Result<Response> {
    let edition = edition::find(app.store.read(), &slug).await?;
    edition::frozen(&edition)?;
    let findings = before(&app, &edition).await?;
    let (mut errors, mut given) = (Errors::default(), Vec::new());
    for finding in &findings {
        let Class::Unusual(cause, said) = &finding.class else { continue };
        let name = format!("reason-{}", cause.name());
        let reason = tidy(fields.get(&name), false);
        if said.as_ref() == Some(&reason) || (reason.is_empty() && said.is_none()) {
            continue;
        }
        if LENGTH.contains(&reason.chars().count()) {
            complain_of_field(&fields, &name, &reason, &mut errors);
            given.push((*cause, reason));
        } else {
            errors.add(name, Message::new("lint-reason-length"));
        }
    }
    if !errors.is_empty() {
        return draw(&app, &visit, &edition, &findings, (&fields, &errors)).await;
    }
    keep(&app, &edition, &given, visit.person()?.id).await?;
    Ok(see_other(&visit.href(&format!("/desk/{slug}/opening?done=reasons"))))
}

async fn keep(app: &App, edition: &Edition, given: &[(Cause, String)], by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    edition::refuse_frozen(&tx, edition.id).await?;
    let now = store::now(&tx, &app.clock).await?;
    for (cause, reason) in given {
        unusual::give(&tx, edition.id, (*cause, reason), by, now).await?;
        let act = Act {
            at: now,
            account: Some(by),
            edition: Some(edition.id),
            kind: "opening-reason",
            subject: cause.name(),
            detail: reason,
        };
        audit::record(&tx, act).await?;
    }
    tx.commit().await?;
    Ok(())
}
