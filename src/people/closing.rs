//! Closing an account, and opening it again: one admin's act either way. Nobody signs in with a
//! closed account, and whoever tries reads what a wrong password says; its roles and projects stay.

use axum::extract::State;
use axum::response::Response;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder};

use super::account::{self, Account, Column, Entity, normal_email};
use super::admin::{ADMINS, refused_code};
use super::closing_pages::{self, Closing};
use super::visit::Visit;
use super::{grant, role, session, ticket};
use crate::app::{App, Routes, see_other};
use crate::audit::{self, Act};
use crate::clock::Instant;
use crate::error::{Error, Result};
use crate::page::{Errors, Fields, tidy};
use crate::store::Store;
use crate::text::Message;

pub fn router() -> Routes {
    Routes::default().get("/{l}/desk/accounts", ADMINS, page).post(
        "/{l}/desk/accounts",
        ADMINS,
        change,
    )
}

/// The closed accounts, the latest first.
async fn closed(db: &impl ConnectionTrait) -> Result<Vec<Account>> {
    let rows = Entity::find()
        .filter(Column::ClosedAt.is_not_null())
        .order_by_desc(Column::ClosedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}

/// What an admin does with an account.
struct Change<'a> {
    at: Instant,
    admin: i64,
    account: i64,
    reason: &'a str,
}

impl Change<'_> {
    /// Ends the account's sessions, its links that came by mail and the proposals it made as an admin.
    /// There is always an admin left: whoever acts is one, and nobody closes their own account.
    ///
    /// # Errors
    /// `Conflict` when the account is the admin's own or closed already.
    async fn close(self, store: &Store) -> Result<()> {
        if self.admin == self.account {
            return Err(Error::conflict("closing-own"));
        }
        let tx = store.begin().await?;
        if !role::admins(&tx).await?.contains(&self.admin) {
            return Err(Error::Forbidden);
        }
        let closed = Entity::update_many()
            .col_expr(Column::ClosedAt, Expr::value(self.at))
            .filter(Column::Id.eq(self.account))
            .filter(Column::ClosedAt.is_null())
            .exec(&tx)
            .await?;
        if closed.rows_affected != 1 {
            return Err(Error::conflict("closing-twice"));
        }
        session::end_all(&tx, self.account, None).await?;
        ticket::forget_of(&tx, self.account).await?;
        grant::forget_of(&tx, self.account).await?;
        self.record(&tx, "account-closed").await?;
        tx.commit().await?;
        Ok(())
    }

    /// # Errors
    /// `NotFound` when the account is not closed.
    async fn open(self, store: &Store) -> Result<()> {
        let tx = store.begin().await?;
        if !role::admins(&tx).await?.contains(&self.admin) {
            return Err(Error::Forbidden);
        }
        let opened = Entity::update_many()
            .col_expr(Column::ClosedAt, Expr::value(None::<Instant>))
            .filter(Column::Id.eq(self.account))
            .filter(Column::ClosedAt.is_not_null())
            .exec(&tx)
            .await?;
        if opened.rows_affected != 1 {
            return Err(Error::NotFound);
        }
        self.record(&tx, "account-opened").await?;
        tx.commit().await?;
        Ok(())
    }

    async fn record(&self, tx: &impl ConnectionTrait, kind: &str) -> Result<()> {
        let subject = self.account.to_string();
        let act = Act {
            at: self.at,
            account: Some(self.admin),
            edition: None,
            kind,
            subject: &subject,
            detail: self.reason,
        };
        audit::record(tx, act).await
    }
}

async fn draw(app: &App, visit: &Visit, fields: &Fields, errors: &Errors) -> Result<Response> {
    let closed = closed(app.store.read()).await?;
    let mut shell = visit.shell(visit.text.say("closing-title"));
    shell.class = "desk";
    if errors.is_empty() {
        shell.banner = visit.done();
    } else {
        shell = shell.invalid();
    }
    Ok(shell.page(closing_pages::closing(&Closing { visit, closed: &closed, fields, errors })))
}

async fn page(State(app): State<App>, visit: Visit) -> Result<Response> {
    draw(&app, &visit, &Fields::default(), &Errors::default()).await
}

/// Closes an account with a reason or, when the button beside a closed one was pressed, opens it.
/// Either needs a fresh code.
async fn change(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response> {
    let opening = fields.has("opened");
    let (field, code) = if opening { ("opened", "open-code") } else { ("email", "code") };
    let db = app.store.read();
    let account = if opening {
        account::by_id(db, fields.get("opened").parse().unwrap_or(0)).await?
    } else {
        let email = normal_email(fields.get("email")).unwrap_or_default();
        account::by_email(db, &email).await?
    };
    let reason = tidy(fields.get("reason"), false);
    let mut errors = Errors::default();
    if account.is_none() {
        errors.add(field, Message::new("closing-nobody"));
    }
    if !opening && !(5..=500).contains(&reason.chars().count()) {
        errors.add("reason", Message::new("closing-reason-wrong"));
    }
    let Some(account) = account.filter(|_| errors.is_empty()) else {
        return draw(&app, &visit, &fields, &errors).await;
    };
    let admin = visit.person()?.id;
    if let Some(refusal) = refused_code(&app, admin, fields.get(code)).await? {
        return draw(&app, &visit, &fields, &Errors::of(code, refusal)).await;
    }
    let change = Change { at: app.clock.now(), admin, account: account.id, reason: &reason };
    let (changed, done) = match opening {
        true => (change.open(&app.store).await, "account-opened"),
        false => (change.close(&app.store).await, "account-closed"),
    };
    match changed {
        Ok(()) => Ok(see_other(&visit.href(&format!("/desk/accounts?done={done}")))),
        Err(Error::Conflict { key }) => {
            draw(&app, &visit, &fields, &Errors::of(field, Message::new(key))).await
        }
        Err(error) => Err(error),
    }
}
