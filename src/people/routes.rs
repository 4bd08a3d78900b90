use std::net::IpAddr;

use axum::extract::State;
use axum::response::Response;
use axum_client_ip::ClientIp;
use axum_extra::extract::Query;
use tower_sessions::Session;

use super::account::{self, Role, normal_email};
use super::visit::Visit;
use super::{pages, session};
use crate::app::{Access, App, Routes, own_path, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/sign-in", Access::Public, sign_in_page)
        .post("/{l}/sign-in", Access::Public, sign_in)
        .get("/{l}/sign-up", Access::Public, sign_up_page)
        .post("/{l}/sign-up", Access::Public, sign_up)
        .post("/{l}/sign-out", Access::Public, sign_out)
}

async fn sign_in_page(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Response {
    let title = visit.text.say("sign-in-title");
    visit.shell(title).page(pages::sign_in(&visit, &query.into(), &Errors::default()))
}

async fn sign_up_page(visit: Visit, Query(query): Query<Vec<(String, String)>>) -> Response {
    let title = visit.text.say("sign-up-title");
    visit.shell(title).page(pages::sign_up(&visit, &query.into(), &Errors::default()))
}

async fn sign_in(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    from: Result<ClientIp, axum_client_ip::Rejection>,
    fields: Fields,
) -> Result<Response> {
    let refuse = |key: &'static str| {
        let errors = Errors::of("email", Message::new(key));
        let shell = visit.shell(visit.text.say("sign-in-title")).invalid();
        Ok(shell.page(pages::sign_in(&visit, &fields, &errors)))
    };
    let email = normal_email(fields.get("email")).unwrap_or_default();
    if !app.passwords.may_try(&format!("{email} {}", network(from))) {
        return refuse("sign-in-slow");
    }
    let account = account::by_email(&app.store, &email).await?;
    let stored = account.as_ref().map(|account| account.password_hash.clone());
    let opens = app.passwords.matches(fields.get("password").to_owned(), stored).await?;
    let Some(account) = account.filter(|_| opens) else { return refuse("sign-in-wrong") };
    session::sign_in(&session, account.id).await?;
    Ok(see_other(&after(&visit, &fields, account.role)))
}

async fn sign_up(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let refuse = |errors: &Errors| {
        let shell = visit.shell(visit.text.say("sign-up-title")).invalid();
        Ok(shell.page(pages::sign_up(&visit, &fields, errors)))
    };
    let mut errors = Errors::default();
    let email = normal_email(fields.get("email"));
    if email.is_none() {
        errors.add("email", Message::new("field-email-wrong"));
    }
    let name = tidy(fields.get("name"), false);
    if name.is_empty() || name.chars().count() > 100 {
        errors.add("name", Message::new("field-name-wrong"));
    }
    let known = [fields.get("email").to_owned(), name.clone()];
    let password = fields.get("password").to_owned();
    if let Some(complaint) = app.passwords.complaint(password, known).await? {
        errors.add("password", complaint);
    }
    let Some(email) = email.filter(|_| errors.is_empty()) else { return refuse(&errors) };
    let hash = app.passwords.hash(fields.get("password").to_owned()).await?;
    let now = app.clock.now();
    match account::create(&app.store, now, email, name, hash, Role::Resident).await {
        Ok(account) => {
            session::sign_in(&session, account.id).await?;
            Ok(see_other(&after(&visit, &fields, account.role)))
        }
        Err(Error::Conflict { key }) => refuse(&Errors::of("email", Message::new(key))),
        Err(error) => Err(error),
    }
}

async fn sign_out(visit: Visit, session: Session) -> Result<Response> {
    session::sign_out(&session).await?;
    let mut response = see_other(&visit.href("/?done=signed-out"));
    let everything = axum::http::HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", everything);
    Ok(response)
}

/// Where a person goes after signing in: where they were going, or their own door.
fn after(visit: &Visit, fields: &Fields, role: Role) -> String {
    match own_path(fields.get("next")).as_str() {
        "/" => visit.href(role.door().map_or("/my", |(_, path)| path)),
        next => next.to_owned(),
    }
}

/// The network an attempt comes from: a /24 or a /64, so that a neighbour's address is no way
/// around. A whole school may sign in at once, each with an address of their own.
fn network(from: Result<ClientIp, axum_client_ip::Rejection>) -> String {
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
