use axum::extract::State;
use axum::response::Response;
use axum_extra::extract::Query;

use super::account::{self, normal_email};
use super::admin::{ADMINS, refused_code};
use super::reset_pages::{self, Resets};
use super::visit::Visit;
use super::{pages, reset};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/desk/people/factor", ADMINS, page)
        .post("/{l}/desk/people/factor", ADMINS, change)
        .get("/{l}/sign-in/keep", Access::Public, keep_page)
        .post("/{l}/sign-in/keep", Access::Public, keep)
}

async fn draw(app: &App, visit: &Visit, fields: &Fields, errors: &Errors) -> Result<Response> {
    let waiting = reset::waiting(app.store.read()).await?;
    let mut shell = visit.shell(visit.text.say("reset-title"));
    shell.class = "desk";
    if errors.is_empty() {
        shell.banner = visit.done();
    } else {
        shell = shell.invalid();
    }
    let view = Resets { visit, waiting: &waiting, fields, errors };
    Ok(shell.page(reset_pages::resets(&view)))
}

async fn page(State(app): State<App>, visit: Visit) -> Result<Response> {
    draw(&app, &visit, &Fields::default(), &Errors::default()).await
}

/// Proposes, approves or drops; each needs a fresh code of the admin, asked last.
async fn change(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let admin = visit.person()?.id;
    let id = |name: &str| fields.get(name).parse().unwrap_or(0);
    let deciding = fields.has("approved") || fields.has("dropped");
    let (field, code) = if deciding { ("waiting", "reset-code") } else { ("email", "code") };
    let account = match deciding {
        true => None,
        false => {
            let email = normal_email(fields.get("email")).unwrap_or_default();
            let found = account::by_email(app.store.read(), &email).await?;
            let Some(found) = found else {
                let errors = Errors::of("email", Message::new("reset-nobody"));
                return draw(&app, &visit, &fields, &errors).await;
            };
            Some(found)
        }
    };
    if let Some(refusal) = refused_code(&app, admin, fields.get(code)).await? {
        return draw(&app, &visit, &fields, &Errors::of(code, refusal)).await;
    }
    let (changed, done) = match account {
        Some(account) => (reset::propose(&app, admin, &account).await, "factor-proposed"),
        None if fields.has("approved") => {
            (reset::approve(&app, admin, id("approved")).await, "factor-approved")
        }
        None => (reset::drop_it(&app, admin, id("dropped")).await, "factor-dropped"),
    };
    match changed {
        Ok(()) => Ok(see_other(&visit.href(&format!("/desk/people/factor?done={done}")))),
        Err(Error::Conflict { key }) => {
            draw(&app, &visit, &fields, &Errors::of(field, Message::new(key))).await
        }
        Err(error) => Err(error),
    }
}

/// The page of a link that stops nothing any more.
fn used_up(visit: &Visit) -> Response {
    let mut shell = visit.shell(visit.text.say("link-used-title"));
    shell.status = axum::http::StatusCode::GONE;
    shell.page(pages::used_up(visit, "/sign-in"))
}

/// Behind the link in the owner's letter: a button, because scanners of mail follow links.
async fn keep_page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response> {
    let query: Fields = query.into();
    let word = query.get("t");
    if reset::stops(app.store.read(), word).await?.is_none() {
        return Ok(used_up(&visit));
    }
    let shell = visit.shell(visit.text.say("reset-keep-title"));
    Ok(shell.page(reset_pages::keep(&visit, word)))
}

async fn keep(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    if !reset::object(&app, fields.get("t")).await? {
        return Ok(used_up(&visit));
    }
    Ok(see_other(&visit.href("/sign-in?done=factor-kept")))
}
