//! One person before a clerk: whether they may vote and have voted, and a code on the spot. Who they
//! are is typed, never stands in an address and is not kept.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;

use super::persons_pages::{self, Found, PersonView};
use crate::app::{Access, App, Routes};
use crate::edition::{self, Edition, Phase, Room};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::people::{Role, Visit};
use crate::register::{self, Policy};
use crate::text::Message;
use crate::vote;

const DESK: Access = Access::Staff(&[Role::Clerk, Role::Registrar]);

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/{e}/person", DESK, page)
        .post("/{l}/desk/{e}/person", DESK, look)
        .post("/{l}/desk/{e}/person/code", DESK, hand_out)
}

type InEdition = Path<(String, String)>;

async fn open(app: &App, slug: &str) -> Result<(Edition, Policy)> {
    let db = app.store.read();
    let edition = edition::find(db, slug).await?;
    let policy = register::policy_of(db, edition.id).await?;
    Ok((edition, policy))
}

fn draw(visit: &Visit, view: &PersonView<'_>) -> Response {
    let title = visit.text.say("person-title");
    let shell = edition::shell(visit, view.edition, Room::Elsewhere, title);
    let mut shell = if view.errors.is_empty() { shell } else { shell.invalid() };
    shell.class = "desk";
    no_store(shell.page(persons_pages::person(view)))
}

fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
) -> Result<Response> {
    let (edition, policy) = open(&app, &slug).await?;
    let (fields, errors) = (Fields::default(), Errors::default());
    let view = PersonView {
        visit: &visit,
        edition: &edition,
        policy: &policy,
        fields: &fields,
        found: None,
        errors: &errors,
    };
    Ok(draw(&visit, &view))
}

async fn found(app: &App, edition: &Edition, policy: &Policy, person: &[u8]) -> Result<Found> {
    let db = app.store.read();
    let in_register = match policy.by {
        Some(_) => Some(register::is_registered(app, edition, person).await?),
        None => None,
    };
    let may_have_code = policy.desk
        && in_register.unwrap_or(true)
        && edition.phase <= Phase::Voting
        && edition.phase >= Phase::Evaluation;
    Ok(Found {
        in_register,
        may_have_code,
        code: register::code_of(db, edition.id, person).await?,
        evidence: register::evidence_of(db, edition.id, person).await?,
        ballots: vote::recorded(app, edition, person).await?,
    })
}

async fn look(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let (edition, policy) = open(&app, &slug).await?;
    let person = register::at_desk(&app, &edition, policy.desk_question(), &fields).await?;
    let (found, errors) = match person {
        Ok(person) => (Some(found(&app, &edition, &policy, &person).await?), Errors::default()),
        Err(errors) => (None, errors),
    };
    let view = PersonView {
        visit: &visit,
        edition: &edition,
        policy: &policy,
        fields: &fields,
        found: found.as_ref(),
        errors: &errors,
    };
    Ok(draw(&visit, &view))
}

/// A code for the person who stands here, in place of any they had.
async fn hand_out(
    State(app): State<App>,
    visit: Visit,
    Path((_, slug)): InEdition,
    fields: Fields,
) -> Result<Response> {
    let (edition, policy) = open(&app, &slug).await?;
    let refuse = |found: Option<&Found>, errors: &Errors| {
        let view = PersonView {
            visit: &visit,
            edition: &edition,
            policy: &policy,
            fields: &fields,
            found,
            errors,
        };
        Ok(draw(&visit, &view))
    };
    let person = match register::at_desk(&app, &edition, policy.desk_question(), &fields).await? {
        Ok(person) => person,
        Err(errors) => return refuse(None, &errors),
    };
    let found = found(&app, &edition, &policy, &person).await?;
    if !found.may_have_code {
        return Err(Error::conflict("person-no-code"));
    }
    let reason = crate::page::tidy(fields.get("reason"), false);
    let mut errors = Errors::default();
    if fields.get("seen") != "yes" {
        errors.add("seen", Message::new("person-unseen"));
    }
    if found.code.is_some() && !(5..=500).contains(&reason.chars().count()) {
        errors.add("reason", Message::new("codes-reason-wrong"));
    }
    if !errors.is_empty() {
        return refuse(Some(&found), &errors);
    }
    let slip = register::hand_out(&app, &edition, &person, &reason, visit.person()?.id).await?;
    let base = app.config.base();
    let title = visit.text.say("slips-title");
    let mut shell = edition::shell(&visit, &edition, Room::Elsewhere, title);
    shell.class = "desk";
    Ok(no_store(shell.page(register::slips(&visit, &edition, &base, &[slip]))))
}
