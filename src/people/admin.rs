//! Who may do what at city hall: two admins give a role, one takes it.

use axum::extract::State;
use axum::response::Response;

use super::account::{self, Account, normal_email};
use super::admin_pages::{self, People};
use super::role::{self, Role};
use super::visit::Visit;
use super::{factor, grant};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::text::Message;

pub(super) const ADMINS: Access = Access::Staff(&[Role::Admin]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/people", ADMINS, page).post("/{l}/desk/people", ADMINS, change)
}

async fn draw(app: &App, visit: &Visit, fields: &Fields, errors: &Errors) -> Result<Response> {
    let db = app.store.read();
    let staff = role::staff(db).await?;
    let waiting = grant::waiting(db).await?;
    let mut shell = visit.shell(visit.text.say("roles-title"));
    shell.class = "desk";
    if errors.is_empty() {
        shell.banner = visit.done();
    } else {
        shell = shell.invalid();
    }
    let people = People { visit, staff: &staff, waiting: &waiting, fields, errors };
    Ok(shell.page(admin_pages::people(&people)))
}

async fn page(State(app): State<App>, visit: Visit) -> Result<Response> {
    draw(&app, &visit, &Fields::default(), &Errors::default()).await
}

/// What is wrong with the code of an admin's second factor, if anything. To be asked last: a code is
/// good once, and a mistake elsewhere does not use it up.
pub(super) async fn refused_code(app: &App, admin: i64, code: &str) -> Result<Option<Message>> {
    let own = account::by_id(app.store.read(), admin).await?.ok_or(Error::NotFound)?;
    if !app.passwords.may_try_code(admin) {
        return Ok(Some(Message::new("code-slow")));
    }
    let passes = factor::passes(app, &own, code).await?;
    Ok((!passes).then(|| Message::new("code-wrong")))
}

/// What a form of the page asks for.
enum Act {
    Propose(Account, Role),
    Confirm(i64),
    Decline(i64),
    Take(Account, Role),
}

impl Act {
    /// Where the page says what is wrong with it, and the field with its code.
    fn fields(fields: &Fields) -> (&'static str, &'static str) {
        if fields.has("taken") {
            ("taken", "take-code")
        } else if fields.has("confirmed") || fields.has("declined") {
            ("confirmed", "grant-code")
        } else {
            ("email", "code")
        }
    }

    async fn read(app: &App, fields: &Fields) -> Result<Result<Self, Errors>> {
        let id = |name: &str| fields.get(name).parse().unwrap_or(0);
        if fields.has("confirmed") {
            return Ok(Ok(Self::Confirm(id("confirmed"))));
        }
        if fields.has("declined") {
            return Ok(Ok(Self::Decline(id("declined"))));
        }
        let db = app.store.read();
        let (field, _) = Self::fields(fields);
        let taking = field == "taken";
        // One button names whom and what: `17 evaluator`.
        let (account, role) = match fields.get("taken").split_once(' ') {
            _ if !taking => {
                let email = normal_email(fields.get("email")).unwrap_or_default();
                (account::by_email(db, &email).await?, Role::parse(fields.get("role")))
            }
            Some((id, role)) => {
                let id = id.parse().unwrap_or(0);
                (account::by_id(db, id).await?, Role::parse(role))
            }
            None => (None, None),
        };
        let role = role.filter(|role| role.is_staff());
        let mut errors = Errors::default();
        if account.is_none() {
            errors.add(field, Message::new("roles-nobody"));
        }
        if role.is_none() {
            errors.add(if taking { field } else { "role" }, Message::new("roles-no-role"));
        }
        Ok(match (account, role) {
            (Some(account), Some(role)) if taking => Ok(Self::Take(account, role)),
            (Some(account), Some(role)) => Ok(Self::Propose(account, role)),
            _ => Err(errors),
        })
    }
}

/// Proposes a role or, when the button beside one was pressed, confirms, declines or takes it. Each
/// needs a fresh code.
async fn change(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let (field, code) = Act::fields(&fields);
    let act = match Act::read(&app, &fields).await? {
        Ok(act) => act,
        Err(errors) => return draw(&app, &visit, &fields, &errors).await,
    };
    let admin = visit.person()?.id;
    if let Some(refusal) = refused_code(&app, admin, fields.get(code)).await? {
        return draw(&app, &visit, &fields, &Errors::of(code, refusal)).await;
    }
    let (store, now) = (&app.store, app.clock.now());
    let (changed, done) = match act {
        Act::Propose(account, role) => {
            (grant::propose(store, now, admin, &account, role).await, "role-proposed")
        }
        Act::Confirm(id) => (grant::confirm(store, now, admin, id).await, "role-given"),
        Act::Decline(id) => (grant::decline(store, now, admin, id).await, "role-declined"),
        Act::Take(account, role) => {
            (role::take(store, now, admin, &account, role).await, "role-taken")
        }
    };
    match changed {
        Ok(()) => Ok(see_other(&visit.href(&format!("/desk/people?done={done}")))),
        Err(Error::Conflict { key }) => {
            draw(&app, &visit, &fields, &Errors::of(field, Message::new(key))).await
        }
        Err(error) => Err(error),
    }
}
