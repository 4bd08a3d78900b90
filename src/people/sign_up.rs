//! Signing up, and a new password for a lost one: an address, a link by mail, and behind the link
//! the form that uses it up.

use axum::extract::State;
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;
use tower_sessions::Session;

use super::sign_in::{Asked, network, send_link, used_up, welcome};
use super::ticket::{self, Purpose};
use super::visit::Visit;
use super::{account, pages, session, sign_in};
use crate::app::{Access, App, Routes};
use crate::error::{Error, Result};
use crate::mail;
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/sign-up", Access::Public, page)
        .post("/{l}/sign-up", Access::Public, ask)
        .get("/{l}/sign-up/finish", Access::Public, finish_page)
        .post("/{l}/sign-up/finish", Access::Public, finish)
        .get("/{l}/password", Access::Public, lost_page)
        .post("/{l}/password", Access::Public, lost)
        .get("/{l}/password/new", Access::Public, new_page)
        .post("/{l}/password/new", Access::Public, new_password)
}

type From = Result<ClientIp, axum_client_ip::Rejection>;

async fn page(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    Query(query): Asked,
) -> Result<Response> {
    sign_in::ask(&app, &visit, &session, &pages::SIGN_UP, &query.into()).await
}

async fn ask(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: From,
    fields: Fields,
) -> Result<Response> {
    send_link(&app, &visit, &session, &network(from), &fields, Purpose::SignUp).await
}

async fn lost_page(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    Query(query): Asked,
) -> Result<Response> {
    sign_in::ask(&app, &visit, &session, &pages::PASSWORD, &query.into()).await
}

async fn lost(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: From,
    fields: Fields,
) -> Result<Response> {
    send_link(&app, &visit, &session, &network(from), &fields, Purpose::Password).await
}

async fn finish_page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Asked,
) -> Result<Response> {
    let fields: Fields = query.into();
    let (now, word) = (app.clock.now(), fields.get("t"));
    let ticket = ticket::find(app.store.read(), now, Purpose::SignUp, word).await?;
    let Some(ticket) = ticket else { return Ok(used_up(&visit)) };
    let shell = visit.shell(visit.text.say("sign-up-finish-title"));
    Ok(shell.page(pages::finish(&visit, &ticket.email, &fields, &Errors::default())))
}

async fn finish(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let (now, word) = (app.clock.now(), fields.get("t"));
    let ticket = ticket::find(app.store.read(), now, Purpose::SignUp, word).await?;
    let Some(ticket) = ticket else { return Ok(used_up(&visit)) };
    let mut errors = Errors::default();
    let name = tidy(fields.get("name"), false);
    if name.is_empty() || name.chars().count() > 100 {
        errors.add("name", Message::new("field-name-wrong"));
    }
    let known = [ticket.email.clone(), name.clone()];
    let password = fields.get("password").to_owned();
    if let Some(complaint) = app.passwords.complaint(password.clone(), known).await? {
        errors.add("password", complaint);
    }
    if !errors.is_empty() {
        let shell = visit.shell(visit.text.say("sign-up-finish-title")).invalid();
        return Ok(shell.page(pages::finish(&visit, &ticket.email, &fields, &errors)));
    }
    let hash = app.passwords.hash(password).await?;
    let tx = app.store.begin().await?;
    let Some(ticket) = ticket::take(&tx, now, Purpose::SignUp, word).await? else {
        return Ok(used_up(&visit));
    };
    let made = account::insert(&tx, now, visit.lang(), ticket.email, name, hash).await;
    let account = match made {
        Ok(account) => account,
        // Another link was used in between: the account is there, and one may sign in.
        Err(Error::Conflict { .. }) => return Ok(used_up(&visit)),
        Err(error) => return Err(error),
    };
    tx.commit().await?;
    welcome(&app, &visit, &session, &account, &ticket.next).await
}

async fn new_page(State(app): State<App>, visit: Visit, Query(query): Asked) -> Result<Response> {
    let fields: Fields = query.into();
    let (now, word) = (app.clock.now(), fields.get("t"));
    let ticket = ticket::find(app.store.read(), now, Purpose::Password, word).await?;
    let Some(ticket) = ticket else { return Ok(used_up(&visit)) };
    let shell = visit.shell(visit.text.say("password-new-title"));
    Ok(shell.page(pages::new_password(&visit, &ticket.email, word, &Errors::default())))
}

/// Sets the password, ends every session of the account, tells its owner, and goes on as after any
/// first factor: a new password is no way around the second.
async fn new_password(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let (now, word) = (app.clock.now(), fields.get("t"));
    let ticket = ticket::find(app.store.read(), now, Purpose::Password, word).await?;
    let Some(ticket) = ticket else { return Ok(used_up(&visit)) };
    let password = fields.get("password").to_owned();
    let known = [ticket.email.clone(), String::new()];
    if let Some(complaint) = app.passwords.complaint(password.clone(), known).await? {
        let errors = Errors::of("password", complaint);
        let shell = visit.shell(visit.text.say("password-new-title")).invalid();
        return Ok(shell.page(pages::new_password(&visit, &ticket.email, word, &errors)));
    }
    let hash = app.passwords.hash(password).await?;
    let tx = app.store.begin().await?;
    let taken = ticket::take(&tx, now, Purpose::Password, word).await?;
    let Some(ticket) = taken else { return Ok(used_up(&visit)) };
    let id = ticket.account_id.ok_or(Error::NotFound)?;
    let account = account::by_id(&tx, id).await?.ok_or(Error::NotFound)?;
    account::set_password(&tx, id, hash).await?;
    session::end_all(&tx, id, None).await?;
    let args = [("link", format!("/{}/password", account.lang().code()))];
    mail::queue(&tx, now, &account.email, account.lang(), "password-changed", &args).await?;
    tx.commit().await?;
    welcome(&app, &visit, &session, &account, &ticket.next).await
}
