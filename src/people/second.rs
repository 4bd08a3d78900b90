//! The second factor at the door: a code for who has one, enrolling for staff who have none yet.

use axum::extract::State;
use axum::response::Response;
use tower_sessions::Session;

use super::account::{self, Account};
use super::session::{self, Half};
use super::sign_in::onward;
use super::visit::Visit;
use super::{account_pages, factor, pages, role};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::Errors;
use crate::page::Fields;
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default()
        .get("/{l}/sign-in/code", Access::Public, code_page)
        .post("/{l}/sign-in/code", Access::Public, code)
        .get("/{l}/sign-in/second-factor", Access::Public, enrol_page)
        .post("/{l}/sign-in/second-factor", Access::Public, enrol)
}

/// Who has shown the first factor; everybody else begins at the beginning.
async fn halfway(app: &App, visit: &Visit, session: &Session) -> Result<(Half, Account)> {
    let door = || Error::SeeOther { to: visit.href("/sign-in") };
    let half = session::half(session).await?.ok_or_else(door)?;
    let account = account::by_id(app.store.read(), half.account).await?;
    Ok((half, account.filter(Account::is_open).ok_or_else(door)?))
}

async fn finish(app: &App, session: &Session, account: i64) -> Result<bool> {
    let staff = !role::of(app.store.read(), account).await?.is_empty();
    session::sign_in(session, account, staff, app.clock.now()).await?;
    Ok(staff)
}

async fn code_page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    halfway(&app, &visit, &session).await?;
    let shell = visit.shell(visit.text.say("code-title"));
    Ok(shell.page(pages::code(&visit, &Errors::default())))
}

async fn code(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let (half, account) = halfway(&app, &visit, &session).await?;
    let refusal = match app.passwords.may_try_code(account.id) {
        false => Some("code-slow"),
        true if factor::passes(&app, &account, fields.get("code")).await? => None,
        true => Some("code-wrong"),
    };
    if let Some(key) = refusal {
        tracing::warn!(event = "code refused", account = account.id, "security");
        let errors = Errors::of("code", Message::new(key));
        let shell = visit.shell(visit.text.say("code-title")).invalid();
        return Ok(shell.page(pages::code(&visit, &errors)));
    }
    let staff = finish(&app, &session, account.id).await?;
    Ok(see_other(&onward(&app, &visit, &session, staff, &half.next).await?))
}

async fn enrol_page(State(app): State<App>, visit: Visit, session: Session) -> Result<Response> {
    let (_, account) = halfway(&app, &visit, &session).await?;
    let Some(seed) = session::seed(&session).await? else {
        return Ok(see_other(&visit.href("/sign-in/code")));
    };
    let enrolment = factor::enrolment(&app, &account, &seed)?;
    let action = visit.href("/sign-in/second-factor");
    let body = account_pages::enrol(&visit, &action, &enrolment, &Errors::default());
    Ok(visit.shell(visit.text.say("enrol-title")).page(body))
}

async fn enrol(
    State(app): State<App>,
    visit: Visit,
    session: Session,
    fields: Fields,
) -> Result<Response> {
    let (half, account) = halfway(&app, &visit, &session).await?;
    let Some(seed) = session::seed(&session).await? else {
        return Ok(see_other(&visit.href("/sign-in/code")));
    };
    let enrolment = factor::enrolment(&app, &account, &seed)?;
    let codes = match app.passwords.may_try_code(account.id) {
        true => {
            factor::confirm(&app, &account, &seed, fields.get("code")).await?.ok_or("code-wrong")
        }
        false => Err("code-slow"),
    };
    match codes {
        Ok(codes) => {
            let staff = finish(&app, &session, account.id).await?;
            let on = onward(&app, &visit, &session, staff, &half.next).await?;
            let shell = visit.shell(visit.text.say("recovery-title"));
            Ok(shell.page(account_pages::recovery(&visit, &codes, &on)))
        }
        Err(key) => {
            let errors = Errors::of("code", Message::new(key));
            let action = visit.href("/sign-in/second-factor");
            let body = account_pages::enrol(&visit, &action, &enrolment, &errors);
            Ok(visit.shell(visit.text.say("enrol-title")).invalid().page(body))
        }
    }
}
