//! Signing in by one factor: a password, or a link that comes by mail. Signing out.

use std::net::IpAddr;

use axum::extract::State;
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;
use tower_sessions::Session;

use super::account::{self, Account, normal_email};
use super::kept::Kept;
use super::ticket::{self, Purpose};
use super::visit::Visit;
use super::{factor, pages, role, session};
use crate::app::{Access, App, Routes, own_path, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/sign-in", Access::Public, page)
        .post("/{l}/sign-in", Access::Public, sign_in)
        .get("/{l}/sign-in/mail", Access::Public, mail_page)
        .post("/{l}/sign-in/mail", Access::Public, mail)
        .get("/{l}/sign-in/sent", Access::Public, sent_page)
        .get("/{l}/sign-in/form", Access::Person, kept_page)
        .get("/{l}/sign-in/link", Access::Public, link_page)
        .post("/{l}/sign-in/link", Access::Public, link)
        .post("/{l}/sign-out", Access::Public, sign_out)
}

pub type Asked = Query<Vec<(String, String)>>;

async fn page(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    Query(query): Asked,
) -> Result<Response> {
    let kept = Kept::waiting(&session, app.clock.now()).await?.is_some();
    let mut shell = visit.shell(visit.text.say("sign-in-title"));
    shell.banner = visit.done();
    let errors = Errors::default();
    Ok(shell.page(pages::sign_in(&visit, other_way(&app), kept, &query.into(), &errors)))
}

/// What the city's provider is called.
fn other_way(app: &App) -> Option<&str> {
    app.provider.as_ref().map(|provider| provider.name.as_str())
}

async fn sign_in(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: Result<ClientIp, axum_client_ip::Rejection>,
    fields: Fields,
) -> Result<Response> {
    let kept = Kept::waiting(&session, app.clock.now()).await?.is_some();
    let refuse = |key: &'static str| {
        let errors = Errors::of("email", Message::new(key));
        let shell = visit.shell(visit.text.say("sign-in-title")).invalid();
        Ok(shell.page(pages::sign_in(&visit, other_way(&app), kept, &fields, &errors)))
    };
    let email = normal_email(fields.get("email")).unwrap_or_default();
    if !app.passwords.may_try(&email, &network(from)) {
        tracing::warn!(event = "sign-in slowed down", "security");
        return refuse("sign-in-slow");
    }
    let account = account::by_email(app.store.read(), &email).await?;
    let stored = account.as_ref().map(|account| account.password_hash.clone());
    let stored = stored.filter(|hash| !hash.is_empty());
    let opens = app.passwords.matches(fields.get("password").to_owned(), stored).await?;
    let Some(account) = account.filter(|account| opens && account.is_open()) else {
        tracing::warn!(event = "sign-in refused", "security");
        return refuse("sign-in-wrong");
    };
    welcome(&app, &visit, &session, &account, fields.get("next")).await
}

/// Where a person goes after signing in: to the form that waits for them, where they were going, or
/// their own door.
pub async fn onward(
    app: &App,
    visit: &Visit,
    session: &Session,
    staff: bool,
    next: &str,
) -> Result<String> {
    if Kept::waiting(session, app.clock.now()).await?.is_some() {
        return Ok(visit.href("/sign-in/form"));
    }
    Ok(match own_path(next).as_str() {
        "/" if staff => visit.href("/desk"),
        "/" => visit.href("/my"),
        next => next.to_owned(),
    })
}

/// The form that came too late, and the press that sends it.
async fn kept_page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    match Kept::waiting(&session, app.clock.now()).await? {
        Some(kept) => {
            let shell = visit.shell(visit.text.say("kept-act"));
            Ok(shell.page(pages::kept(&visit, &kept)))
        }
        None => Ok(see_other(&visit.href("/my"))),
    }
}

/// One factor is shown. Goes on to the second where there is one or has to be one, else to where
/// the person was going, or their own door.
pub async fn welcome(
    app: &App,
    visit: &Visit,
    session: &Session,
    account: &Account,
    next: &str,
) -> Result<Response> {
    if !account.is_open() {
        return Err(Error::conflict("city-failed"));
    }
    let staff = !role::of(app.store.read(), account.id).await?.is_empty();
    let enrolled = factor::enrolled(app, account.id).await?;
    let half = session::Half { account: account.id, next: own_path(next) };
    if enrolled {
        session::begin(session, half).await?;
        return Ok(see_other(&visit.href("/sign-in/code")));
    }
    if staff {
        session::begin(session, half).await?;
        session::begin_enrolling(session, factor::seed()).await?;
        return Ok(see_other(&visit.href("/sign-in/second-factor")));
    }
    session::sign_in(session, account.id, false, app.clock.now()).await?;
    Ok(see_other(&onward(app, visit, session, false, next).await?))
}

async fn mail_page(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    Query(query): Asked,
) -> Result<Response> {
    ask(&app, &visit, &session, &pages::SIGN_IN, &query.into()).await
}

/// The form that asks for an address.
pub async fn ask(
    app: &App,
    visit: &Visit,
    session: &Session,
    asking: &pages::Asking,
    fields: &Fields,
) -> Result<Response> {
    let kept = Kept::waiting(session, app.clock.now()).await?.is_some();
    let shell = visit.shell(visit.text.say(asking.title));
    Ok(shell.page(pages::mail(visit, asking, kept, fields, &Errors::default())))
}

async fn mail(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: Result<ClientIp, axum_client_ip::Rejection>,
    fields: Fields,
) -> Result<Response> {
    send_link(&app, &visit, &session, &network(from), &fields, Purpose::SignIn).await
}

/// Sends the link a form asked for. The answer is the same for every address.
pub async fn send_link(
    app: &App,
    visit: &Visit,
    session: &Session,
    network: &str,
    fields: &Fields,
    wish: Purpose,
) -> Result<Response> {
    let asking = match wish {
        Purpose::SignUp => pages::SIGN_UP,
        Purpose::SignIn => pages::SIGN_IN,
        Purpose::Password | Purpose::Email => pages::PASSWORD,
    };
    let kept = Kept::waiting(session, app.clock.now()).await?.is_some();
    let refuse = |key: &'static str| {
        let errors = Errors::of("email", Message::new(key));
        let shell = visit.shell(visit.text.say(asking.title)).invalid();
        Ok(shell.page(pages::mail(visit, &asking, kept, fields, &errors)))
    };
    let Some(email) = normal_email(fields.get("email")) else {
        return refuse("field-email-wrong");
    };
    if !app.passwords.may_write_to(&email, network) {
        return refuse("mail-slow");
    }
    ticket::send(app, visit.lang(), &email, wish, &own_path(fields.get("next"))).await?;
    Ok(see_other(&visit.href("/sign-in/sent")))
}

async fn sent_page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    let kept = Kept::waiting(&session, app.clock.now()).await?.is_some();
    Ok(visit.shell(visit.text.say("mail-sent-title")).page(pages::sent(&visit, kept)))
}

async fn link_page(State(app): State<App>, visit: Visit, Query(query): Asked) -> Result<Response> {
    let query: Fields = query.into();
    let (now, word) = (app.clock.now(), query.get("t"));
    match ticket::find(app.store.read(), now, Purpose::SignIn, word).await? {
        Some(ticket) => {
            let shell = visit.shell(visit.text.say("sign-in-link-title"));
            Ok(shell.page(pages::link(&visit, &ticket.email, word)))
        }
        None => Ok(used_up(&visit)),
    }
}

async fn link(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let tx = app.store.begin().await?;
    let taken = ticket::take(&tx, app.clock.now(), Purpose::SignIn, fields.get("t")).await?;
    let Some(ticket) = taken else { return Ok(used_up(&visit)) };
    let account = match ticket.account_id {
        Some(id) => account::by_id(&tx, id).await?,
        None => None,
    };
    let account = account.ok_or(Error::NotFound)?;
    tx.commit().await?;
    welcome(&app, &visit, &session, &account, &ticket.next).await
}

/// The page of a link that opens nothing any more.
pub fn used_up(visit: &Visit) -> Response {
    let mut shell = visit.shell(visit.text.say("link-used-title"));
    shell.status = axum::http::StatusCode::GONE;
    shell.page(pages::used_up(visit, "/sign-in/mail"))
}

async fn sign_out(visit: Visit, session: Session) -> Result<Response> {
    session::sign_out(&session).await?;
    let mut response = see_other(&visit.href("/?done=signed-out"));
    let everything = axum::http::HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", everything);
    Ok(response)
}

/// The network an attempt comes from: a /24 or a /64, so that a neighbour's address is no way
/// around. A whole school may sign in at once, each with an address of their own.
pub fn network(from: Result<ClientIp, axum_client_ip::Rejection>) -> String {
    match from.ok().map(|ClientIp(address)| address) {
        Some(IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}")
        }
        Some(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        None => String::new(),
    }
}
