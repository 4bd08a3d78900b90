//! One's own account: the password, the second factor, the sessions. Its address is in `address`.

use axum::extract::State;
use axum::response::Response;
use tower_sessions::Session;

use super::account::{self, Account};
use super::account_pages::AccountView;
use super::visit::Visit;
use super::{account_pages, factor, oidc, role, session};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::mail;
use crate::page::{Errors, Fields};
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/account", Access::Person, page)
        .post("/{l}/account/password", Access::Person, change_password)
        .post("/{l}/account/sessions", Access::Person, end_sessions)
        .get("/{l}/account/second-factor", Access::Person, factor_page)
        .post("/{l}/account/second-factor", Access::Person, enrol)
        .post("/{l}/account/second-factor/begin", Access::Person, begin_factor)
        .post("/{l}/account/second-factor/forget", Access::Person, forget_factor)
}

pub(super) async fn owner(app: &App, visit: &Visit) -> Result<Account> {
    let id = visit.person()?.id;
    account::by_id(app.store.read(), id).await?.ok_or(Error::NotFound)
}

pub(super) async fn draw(
    app: &App,
    visit: &Visit,
    here: &Session,
    fields: &Fields,
    errors: &Errors,
) -> Result<Response> {
    let account = owner(app, visit).await?;
    let sessions = session::of(app.store.read(), account.id, here, app.clock.now()).await?;
    let enrolled = factor::enrolled(app, account.id).await?;
    let mut shell = visit.shell_of("/account", visit.text.say("account-title"));
    if errors.is_empty() {
        shell.banner = visit.done();
    } else {
        shell = shell.invalid();
    }
    let city = match &app.provider {
        Some(provider) => Some((provider.name.as_str(), oidc::is_linked(app, account.id).await?)),
        None => None,
    };
    let view = AccountView {
        visit,
        account: &account,
        sessions: &sessions,
        enrolled,
        city,
        fields,
        errors,
    };
    let body = account_pages::account(&view);
    Ok(shell.page(body))
}

async fn page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    draw(&app, &visit, &session, &Fields::default(), &Errors::default()).await
}

/// Sets a new password for who knows the old one, and ends all other sessions.
async fn change_password(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let account = owner(&app, &visit).await?;
    if !app.passwords.may_try(&account.email, "own") {
        let errors = Errors::of("password", Message::new("sign-in-slow"));
        return draw(&app, &visit, &session, &fields, &errors).await;
    }
    let stored = Some(account.password_hash.clone()).filter(|hash| !hash.is_empty());
    let mut errors = Errors::default();
    if !app.passwords.matches(fields.get("password").to_owned(), stored).await? {
        errors.add("password", Message::new("password-wrong"));
    }
    let password = fields.get("new-password").to_owned();
    let known = [account.email.clone(), account.name.clone()];
    if let Some(complaint) = app.passwords.complaint(password.clone(), known).await? {
        errors.add("new-password", complaint);
    }
    if !errors.is_empty() {
        return draw(&app, &visit, &session, &fields, &errors).await;
    }
    let hash = app.passwords.hash(password).await?;
    let tx = app.store.begin().await?;
    account::set_password(&tx, account.id, hash).await?;
    session::end_all(&tx, account.id, Some(&session)).await?;
    let (now, lang) = (app.clock.now(), account.lang());
    let args = [("link", format!("/{}/password", lang.code()))];
    mail::queue(&tx, now, &account.email, lang, "password-changed", &args).await?;
    tx.commit().await?;
    Ok(see_other(&visit.href("/account?done=password-changed")))
}

/// Ends one session, or all but this one.
async fn end_sessions(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let account = visit.person()?.id;
    match fields.get("session") {
        "others" => {
            let tx = app.store.begin().await?;
            session::end_all(&tx, account, Some(&session)).await?;
            tx.commit().await?;
        }
        handle => session::end(&app.store, account, handle).await?,
    }
    Ok(see_other(&visit.href("/account?done=session-ended")))
}

async fn draw_enrolment(
    app: &App,
    visit: &Visit,
    session: &Session,
    errors: &Errors,
) -> Result<Response> {
    let account = owner(app, visit).await?;
    let Some(seed) = session::seed(session).await? else {
        return Ok(see_other(&visit.href("/account")));
    };
    let enrolment = factor::enrolment(app, &account, &seed)?;
    let mut shell = visit.shell(visit.text.say("enrol-title"));
    if !errors.is_empty() {
        shell = shell.invalid();
    }
    let action = visit.href("/account/second-factor");
    Ok(shell.page(account_pages::enrol(visit, &action, &enrolment, errors)))
}

async fn factor_page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    draw_enrolment(&app, &visit, &session, &Errors::default()).await
}

async fn begin_factor(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    if factor::enrolled(&app, visit.person()?.id).await? {
        return Ok(see_other(&visit.href("/account")));
    }
    session::begin_enrolling(&session, factor::seed()).await?;
    Ok(see_other(&visit.href("/account/second-factor")))
}

async fn enrol(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let account = owner(&app, &visit).await?;
    let Some(seed) = session::seed(&session).await? else {
        return Ok(see_other(&visit.href("/account")));
    };
    let code = fields.get("code");
    let codes = match app.passwords.may_try_code(account.id) {
        true => factor::confirm(&app, &account, &seed, code).await?.ok_or("code-wrong"),
        false => Err("code-slow"),
    };
    match codes {
        Ok(codes) => {
            session::end_enrolling(&session).await?;
            let shell = visit.shell(visit.text.say("recovery-title"));
            Ok(shell.page(account_pages::recovery(&visit, &codes, &visit.href("/account"))))
        }
        Err(key) => {
            let errors = Errors::of("code", Message::new(key));
            draw_enrolment(&app, &visit, &session, &errors).await
        }
    }
}

/// Forgets the second factor for who shows it once more. Staff enrol another at their next sign-in,
/// which is now: their sessions end.
async fn forget_factor(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let account = owner(&app, &visit).await?;
    let refusal = match app.passwords.may_try_code(account.id) {
        false => Some("code-slow"),
        true if factor::passes(&app, &account, fields.get("code")).await? => None,
        true => Some("code-wrong"),
    };
    if let Some(key) = refusal {
        return draw(&app, &visit, &session, &fields, &Errors::of("code", Message::new(key))).await;
    }
    factor::forget(&app, account.id).await?;
    let tx = app.store.begin().await?;
    let (now, lang) = (app.clock.now(), account.lang());
    let args = [("link", format!("/{}/account", lang.code()))];
    mail::queue(&tx, now, &account.email, lang, "factor-forgotten", &args).await?;
    if !role::of(&tx, account.id).await?.is_empty() {
        session::end_all(&tx, account.id, None).await?;
    }
    tx.commit().await?;
    Ok(see_other(&visit.href("/account?done=factor-forgotten")))
}
