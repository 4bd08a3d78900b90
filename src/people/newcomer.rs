//! Somebody whom the city's provider knows and tells no verified address of. They type one, and a
//! letter to it confirms it.
//!
//! The letter's link works only in the browser that came from the provider: whoever types somebody
//! else's address gives them a letter, and never a key to their account.

use axum::extract::State;
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::account::normal_email;
use super::oidc::{self, Person};
use super::sign_in::{Asked, network, used_up, welcome};
use super::ticket::{self, Purpose};
use super::visit::Visit;
use super::{pages, session};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/sign-in/city/address", Access::Public, page)
        .post("/{l}/sign-in/city/address", Access::Public, ask)
        .get("/{l}/sign-in/city/confirm", Access::Public, confirm_page)
        .post("/{l}/sign-in/city/confirm", Access::Public, confirm)
}

/// Waits in the session of whoever came back from the provider.
#[derive(Serialize, Deserialize)]
struct Newcomer {
    subject: String,
    name: Option<String>,
    next: String,
    /// Where the letter went.
    asked: Option<String>,
}

/// Asks for an address before anything else.
pub async fn begin(
    visit: &Visit,
    session: &Session,
    person: Person,
    next: String,
) -> Result<Response> {
    let Person { subject, name, .. } = person;
    session::keep_newcomer(session, &Newcomer { subject, name, next, asked: None }).await?;
    Ok(see_other(&visit.href("/sign-in/city/address")))
}

/// Who waits here; everybody else begins at the beginning.
async fn here(visit: &Visit, session: &Session) -> Result<Newcomer> {
    let door = || Error::SeeOther { to: visit.href("/sign-in") };
    session::newcomer(session).await?.ok_or_else(door)
}

fn draw(app: &App, visit: &Visit, fields: &Fields, errors: &Errors) -> Response {
    let shell = visit.shell(visit.text.say("newcomer-title"));
    let shell = if errors.is_empty() { shell } else { shell.invalid() };
    let provider = app.provider.as_ref().map_or("", |provider| &provider.name);
    shell.page(pages::newcomer(visit, provider, fields, errors))
}

async fn page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    here(&visit, &session).await?;
    Ok(draw(&app, &visit, &Fields::default(), &Errors::default()))
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: Result<ClientIp, axum_client_ip::Rejection>,
    fields: Fields,
) -> Result<Response> {
    let mut newcomer = here(&visit, &session).await?;
    let refuse = |key: &'static str| {
        Ok(draw(&app, &visit, &fields, &Errors::of("email", Message::new(key))))
    };
    let Some(email) = normal_email(fields.get("email")) else {
        return refuse("field-email-wrong");
    };
    if !app.passwords.may_write_to(&email, &network(from)) {
        return refuse("mail-slow");
    }
    ticket::send_to_newcomer(&app, visit.lang(), &email).await?;
    newcomer.asked = Some(email);
    session::keep_newcomer(&session, &newcomer).await?;
    Ok(see_other(&visit.href("/sign-in/sent")))
}

async fn confirm_page(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    Query(query): Asked,
) -> Result<Response> {
    let query: Fields = query.into();
    let (now, word) = (app.clock.now(), query.get("t"));
    let ticket = ticket::find(app.store.read(), now, Purpose::SignUp, word).await?;
    let Some(ticket) = ticket else { return Ok(used_up(&visit)) };
    let newcomer: Option<Newcomer> = session::newcomer(&session).await?;
    if newcomer.and_then(|newcomer| newcomer.asked).as_ref() != Some(&ticket.email) {
        return Err(Error::conflict("newcomer-elsewhere"));
    }
    let shell = visit.shell(visit.text.say("newcomer-confirm-title"));
    Ok(shell.page(pages::newcomer_confirms(&visit, &ticket.email, word)))
}

async fn confirm(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let provider = app.provider.as_ref().ok_or(Error::NotFound)?;
    let newcomer = here(&visit, &session).await?;
    let now = app.clock.now();
    let tx = app.store.begin().await?;
    let taken = ticket::take(&tx, now, Purpose::SignUp, fields.get("t")).await?;
    let Some(ticket) = taken else { return Ok(used_up(&visit)) };
    if newcomer.asked.as_ref() != Some(&ticket.email) {
        return Err(Error::conflict("newcomer-elsewhere"));
    }
    let Newcomer { subject, name, next, .. } = newcomer;
    let person = Person { subject, email: Some(ticket.email), name };
    let account = oidc::account_of(&tx, now, visit.lang(), provider, &person).await?;
    let account = account.ok_or(Error::NotFound)?;
    tx.commit().await?;
    welcome(&app, &visit, &session, &account, &next).await
}
