//! Co-authors: up to three, asked by e-mail, authors once they have said yes.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, ConnectionTrait, QueryOrder, Set};

use super::draft;
use crate::app::App;
use crate::clock::Instant;
use crate::edition::Edition;
use crate::error::{Error, Result, on_constraint};
use crate::mail::{self, Ticket, ticket_hash};
use crate::people::{Viewer, account};
use crate::project::author::{ActiveModel, Column, Entity, Model, asked};
use crate::project::{self, Project};
use crate::text::Lang;

/// Writes to those who are to be co-authors, in the transaction that sends the draft.
pub async fn ask(
    tx: &impl ConnectionTrait,
    app: &App,
    edition: &Edition,
    draft: &draft::Model,
    title: &str,
    emails: &[String],
    lang: Lang,
) -> Result<()> {
    for (email, position) in emails.iter().zip(1..) {
        let ticket = Ticket::new(&app.secret);
        let row = ActiveModel {
            draft_id: Set(draft.id),
            position: Set(position),
            email: Set(email.clone()),
            language: Set(lang.code().to_owned()),
            ticket_hash: Set(Some(ticket.hash)),
            confirmed_at: Set(None),
            account_id: Set(None),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
        let args = [
            ("title", title.to_owned()),
            ("city", edition.city.clone()),
            ("link", format!("/{}/co-author", lang.code())),
            ("ticket", ticket.seed),
        ];
        mail::queue(tx, app.clock.now(), email, lang, "co-author", &args).await?;
    }
    Ok(())
}

/// The invitation behind a link, with the project it is about.
pub async fn invitation(db: &impl ConnectionTrait, word: &str) -> Result<(Model, Project)> {
    let row = Entity::find()
        .filter(Column::TicketHash.eq(ticket_hash(word)))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let project = super::send::of_draft(db, row.draft_id).await?.ok_or(Error::NotFound)?;
    Ok((row, project))
}

/// Says yes or no, once. A yes counts for the account with the address that was written to, or for
/// whoever is signed in.
pub async fn answer(app: &App, word: &str, yes: bool, viewer: Option<&Viewer>) -> Result<Project> {
    let (row, project) = invitation(app.store.read(), word).await?;
    let known = account::by_email(app.store.read(), &row.email).await?.map(|account| account.id);
    let account = known.or(viewer.map(|viewer| viewer.id));
    let tx = app.store.begin().await?;
    let this = |select: Condition| {
        select
            .add(Column::DraftId.eq(row.draft_id))
            .add(Column::Position.eq(row.position))
            .add(Column::TicketHash.eq(ticket_hash(word)))
    };
    let changed = if yes {
        Entity::update_many()
            .col_expr(Column::ConfirmedAt, Expr::value(app.clock.now()))
            .col_expr(Column::AccountId, Expr::value(account))
            .col_expr(Column::TicketHash, Expr::value(Option::<Vec<u8>>::None))
            .filter(this(Condition::all()))
            .exec(&tx)
            .await?
            .rows_affected
    } else {
        Entity::delete_many().filter(this(Condition::all())).exec(&tx).await?.rows_affected
    };
    if changed != 1 {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(project)
}

/// Adds an account that offered to join, at the first free place: `Conflict("co-author-many")` when
/// there is none.
pub async fn join(
    tx: &impl ConnectionTrait,
    draft: i64,
    who: &account::Account,
    at: Instant,
    lang: Lang,
) -> Result<()> {
    let taken: Vec<i64> = asked(tx, draft).await?.iter().map(|row| row.position).collect();
    let free = (1..=3).find(|position| !taken.contains(position));
    let row = ActiveModel {
        draft_id: Set(draft),
        position: Set(free.ok_or(Error::conflict("co-author-many"))?),
        email: Set(who.email.clone()),
        language: Set(lang.code().to_owned()),
        ticket_hash: Set(None),
        confirmed_at: Set(Some(at)),
        account_id: Set(Some(who.id)),
    };
    Entity::insert(row).exec_without_returning(tx).await.map_err(|error| {
        let many = Error::conflict("co-author-many");
        on_constraint(error, "co_author", "co_author.", many)
    })?;
    Ok(())
}

/// The projects a person is a co-author of.
pub async fn of_person(db: &impl ConnectionTrait, account: i64) -> Result<Vec<Project>> {
    let drafts: Vec<i64> = Entity::find()
        .filter(Column::AccountId.eq(account))
        .filter(Column::ConfirmedAt.is_not_null())
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.draft_id)
        .collect();
    let rows = project::Entity::find()
        .filter(project::Column::DraftId.is_in(drafts))
        .order_by_desc(project::Column::Id)
        .all(db)
        .await?;
    Ok(rows)
}
