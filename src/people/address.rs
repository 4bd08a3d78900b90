//! One's own account under another address: asked for by whoever proves once more to be its owner,
//! confirmed by a link to the new address, told to the old one. The page that asks never says whether
//! an address has an account; the letter does.

use axum::extract::State;
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;
use tower_sessions::Session;

use super::account::{self, Account, normal_email};
use super::sign_in::{Asked, network};
use super::ticket::{self, Purpose, Ticket};
use super::visit::Visit;
use super::{factor, mine, pages, session};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::mail;
use crate::page::{Errors, Fields};
use crate::text::Message;

/// Seconds after signing in for which it counts as fresh, where an account has neither a password
/// nor a second factor to ask for.
const FRESH: i64 = 900;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/account/email", Access::Person, confirm_page)
        .post("/{l}/account/email", Access::Person, ask)
        .post("/{l}/account/email/confirm", Access::Person, confirm)
}

/// What speaks against an owner's proof, by field. The code comes last: it is good once, and a
/// mistake elsewhere does not use it up.
async fn refused(
    app: &App,
    account: &Account,
    session: &Session,
    fields: &Fields,
    mut errors: Errors,
) -> Result<Errors> {
    let stored = Some(account.password_hash.clone()).filter(|hash| !hash.is_empty());
    let enrolled = factor::enrolled(app, account.id).await?;
    if stored.is_some() {
        let field = "email-password";
        if !app.passwords.may_try(&account.email, "own") {
            errors.add(field, Message::new("sign-in-slow"));
        } else if !app.passwords.matches(fields.get(field).to_owned(), stored).await? {
            errors.add(field, Message::new("password-wrong"));
        }
    } else if !enrolled {
        let began = session::began(session).await?.unwrap_or(0);
        if app.clock.now() - began > FRESH {
            errors.add("new-email", Message::new("address-stale"));
        }
    }
    if enrolled && errors.is_empty() {
        let field = "email-code";
        if !app.passwords.may_try_code(account.id) {
            errors.add(field, Message::new("code-slow"));
        } else if !factor::passes(app, account, fields.get(field)).await? {
            errors.add(field, Message::new("code-wrong"));
        }
    }
    Ok(errors)
}

/// Sends the link. The answer is the same for every address.
async fn ask(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: Result<ClientIp, axum_client_ip::Rejection>,
    fields: Fields,
) -> Result<Response> {
    let account = mine::owner(&app, &visit).await?;
    let email = normal_email(fields.get("new-email"));
    let mut errors = Errors::default();
    match &email {
        None => errors.add("new-email", Message::new("field-email-wrong")),
        Some(email) if *email == account.email => {
            errors.add("new-email", Message::new("address-same"));
        }
        Some(_) => {}
    }
    errors = refused(&app, &account, &session, &fields, errors).await?;
    let email = email.filter(|_| errors.is_empty());
    let Some(email) = email else {
        return mine::draw(&app, &visit, &session, &fields, &errors).await;
    };
    if !app.passwords.may_write_to(&email, &network(from)) {
        let errors = Errors::of("new-email", Message::new("mail-slow"));
        return mine::draw(&app, &visit, &session, &fields, &errors).await;
    }
    ticket::send_to_new(&app, &account, &email).await?;
    Ok(see_other(&visit.href("/account?done=address-asked")))
}

/// The page of a link that changes nothing any more, or is somebody else's.
fn used_up(visit: &Visit) -> Response {
    let mut shell = visit.shell(visit.text.say("link-used-title"));
    shell.status = axum::http::StatusCode::GONE;
    shell.page(pages::used_up(visit, "/account"))
}

/// The link opens for the account that asked for it and nobody else: an address with a slip is
/// another person's mailbox.
fn own(ticket: Option<Ticket>, account: i64) -> Option<Ticket> {
    ticket.filter(|ticket| ticket.account_id == Some(account))
}

async fn confirm_page(
    State(app): State<App>,
    visit: Visit,
    Query(query): Asked,
) -> Result<Response> {
    let query: Fields = query.into();
    let (now, word) = (app.clock.now(), query.get("t"));
    let found = ticket::find(app.store.read(), now, Purpose::Email, word).await?;
    let Some(ticket) = own(found, visit.person()?.id) else { return Ok(used_up(&visit)) };
    let shell = visit.shell(visit.text.say("address-title"));
    Ok(shell.page(pages::new_address(&visit, &ticket.email, word)))
}

/// The account has the new address from now on. Its other sessions end, and so do all links that
/// went to the old address, which is told.
async fn confirm(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let (now, id) = (app.clock.now(), visit.person()?.id);
    let tx = app.store.begin().await?;
    let taken = ticket::take(&tx, now, Purpose::Email, fields.get("t")).await?;
    let Some(ticket) = own(taken, id) else { return Ok(used_up(&visit)) };
    let account = account::by_id(&tx, id).await?.ok_or(Error::NotFound)?;
    match account::set_email(&tx, id, ticket.email).await {
        // Somebody made an account with it in between.
        Err(Error::Conflict { .. }) => return Ok(used_up(&visit)),
        changed => changed?,
    }
    ticket::forget_of(&tx, id).await?;
    session::end_all(&tx, id, Some(&session)).await?;
    let args = [("link", format!("/{}/", account.lang().code()))];
    mail::queue(&tx, now, &account.email, account.lang(), "email-changed", &args).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href("/account?done=address-changed")))
}
