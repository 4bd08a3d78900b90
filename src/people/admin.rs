//! Who may do what at city hall: an admin gives and takes roles.

use axum::extract::State;
use axum::response::Response;

use super::account::{self, normal_email};
use super::role::{self, Change, Role};
use super::visit::Visit;
use super::{admin_pages, factor};
use crate::app::{Access, App, Routes, see_other};
use crate::error::{Error, Result};
use crate::page::{Errors, Fields};
use crate::text::Message;

const ADMINS: Access = Access::Staff(&[Role::Admin]);

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/people", ADMINS, page).post("/{l}/desk/people", ADMINS, change)
}

async fn draw(app: &App, visit: &Visit, fields: &Fields, errors: &Errors) -> Result<Response> {
    let staff = role::staff(app.store.read()).await?;
    let mut shell = visit.shell(visit.text.say("roles-title"));
    shell.class = "desk";
    if errors.is_empty() {
        shell.banner = visit.done();
    } else {
        shell = shell.invalid();
    }
    Ok(shell.page(admin_pages::people(visit, &staff, fields, errors)))
}

async fn page(State(app): State<App>, visit: Visit) -> Result<Response> {
    draw(&app, &visit, &Fields::default(), &Errors::default()).await
}

/// Gives a role or, when the button beside one was pressed, takes it. Both are confirmed with a
/// fresh code of the admin's second factor, asked for last: a code is good once, and a mistake
/// elsewhere does not use it up.
async fn change(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let (app, visit, fields) = (&app, &visit, &fields);
    let giving = !fields.has("taken");
    let (field, done) = if giving { ("email", "role-given") } else { ("taken", "role-taken") };
    let admin = visit.person()?.id;
    let mut errors = Errors::default();
    let role = match giving {
        true => Role::parse(fields.get("role")),
        // One button names whom and what: `17 evaluator`.
        false => fields.get("taken").split_once(' ').and_then(|(_, role)| Role::parse(role)),
    };
    let role = role.filter(|role| role.is_staff());
    let account = match giving {
        true => {
            let email = normal_email(fields.get("email")).unwrap_or_default();
            account::by_email(app.store.read(), &email).await?
        }
        false => match fields.get("taken").split_once(' ').and_then(|(id, _)| id.parse().ok()) {
            Some(id) => account::by_id(app.store.read(), id).await?,
            None => None,
        },
    };
    if account.is_none() {
        errors.add(field, Message::new("roles-nobody"));
    }
    if role.is_none() {
        errors.add(if giving { "role" } else { field }, Message::new("roles-no-role"));
    }
    let code = if giving { "code" } else { "take-code" };
    let own = account::by_id(app.store.read(), admin).await?.ok_or(Error::NotFound)?;
    let (Some(account), Some(role)) = (account, role) else {
        return draw(app, visit, fields, &errors).await;
    };
    if !app.passwords.may_try_code(admin) {
        errors.add(code, Message::new("code-slow"));
    } else if !factor::passes(app, &own, fields.get(code)).await? {
        errors.add(code, Message::new("code-wrong"));
    }
    if !errors.is_empty() {
        return draw(app, visit, fields, &errors).await;
    }
    let change = Change { at: app.clock.now(), admin, account: &account, role };
    let changed = match giving {
        true => change.give(&app.store).await,
        false => change.take(&app.store).await,
    };
    match changed {
        Ok(()) => Ok(see_other(&visit.href(&format!("/desk/people?done={done}")))),
        Err(Error::Conflict { key }) => {
            draw(app, visit, fields, &Errors::of(field, Message::new(key))).await
        }
        Err(error) => Err(error),
    }
}
