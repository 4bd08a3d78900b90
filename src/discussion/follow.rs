//! Following a project by e-mail: asked for, confirmed by a link, ended by the same link.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};

use super::entity::follower::{self, Column, Entity, Model};
use super::entity::told;
use crate::app::App;
use crate::audit;
use crate::error::{Error, Result};
use crate::mail::{self, Ticket, ticket_hash};
use crate::project::{self, Project};
use crate::text::{Lang, Text};

/// An address is written to at most this often before it confirms.
const AGAIN: i64 = 600;

/// Asks an address whether it wants letters about a project. Whatever the address does already, the
/// answer is the same, so that nobody learns who follows what.
pub async fn ask(app: &App, project: &Project, email: &str, lang: Lang) -> Result<()> {
    let now = app.clock.now();
    let ticket = Ticket::new(&app.secret);
    let tx = app.store.begin().await?;
    let row = follower::ActiveModel {
        project_id: Set(project.id),
        email: Set(email.to_owned()),
        language: Set(lang.code().to_owned()),
        seed: Set(ticket.seed.clone()),
        ticket_hash: Set(ticket.hash.clone()),
        asked_at: Set(now),
        confirmed_at: Set(None),
    };
    // Asked again: a new link, unless it is confirmed or was asked a moment ago.
    let again = OnConflict::columns([Column::ProjectId, Column::Email])
        .update_columns([Column::Language, Column::Seed, Column::TicketHash, Column::AskedAt])
        .action_and_where(Expr::col((Entity, Column::ConfirmedAt)).is_null())
        .action_and_where(Expr::col((Entity, Column::AskedAt)).lt(now - AGAIN))
        .to_owned();
    let written = Entity::insert(row).on_conflict(again).exec_without_returning(&tx).await;
    let written = match written {
        Ok(rows) => rows,
        Err(DbErr::RecordNotInserted) => 0,
        Err(error) => return Err(error.into()),
    };
    if written == 1 {
        let args = letter_args(project, lang, &ticket.seed);
        mail::queue(&tx, now, email, lang, "follow", &args).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn letter_args(project: &Project, lang: Lang, seed: &str) -> [(&'static str, String); 3] {
    [
        ("title", project.title.clone()),
        ("link", format!("/{}/follow", lang.code())),
        ("ticket", seed.to_owned()),
    ]
}

/// The follower behind a link, with the project.
pub async fn behind(db: &impl ConnectionTrait, word: &str) -> Result<(Model, Project)> {
    let row = Entity::find().filter(Column::TicketHash.eq(ticket_hash(word))).one(db).await?;
    let row = row.ok_or(Error::NotFound)?;
    let project = project::Entity::find_by_id(row.project_id).one(db).await?;
    Ok((row, project.ok_or(Error::NotFound)?))
}

/// Begins or ends the letters.
pub async fn answer(app: &App, word: &str, yes: bool) -> Result<Project> {
    let (_, project) = behind(app.store.read(), word).await?;
    let tx = app.store.begin().await?;
    let hash = ticket_hash(word);
    if yes {
        Entity::update_many()
            .col_expr(Column::ConfirmedAt, Expr::value(app.clock.now()))
            .filter(Column::TicketHash.eq(hash))
            .filter(Column::ConfirmedAt.is_null())
            .exec(&tx)
            .await?;
    } else {
        Entity::delete_many().filter(Column::TicketHash.eq(hash)).exec(&tx).await?;
    }
    tx.commit().await?;
    Ok(project)
}

/// Acts that a round tells of; the rest waits for the next.
const ROUND: u64 = 200;
/// An act as young as this may still be overtaken by one with a lower number.
const SETTLED: i64 = 60;

/// Writes to followers of what has happened to their projects since the last round, from the record
/// of acts: every room that records an act about a project tells its followers without knowing them.
/// Of two nodes at once, one does the round.
pub async fn tell_followers(app: &App) -> Result<u64> {
    let tx = app.store.begin().await?;
    let mark = told::Entity::find_by_id(1).lock_exclusive().one(&tx).await?;
    let last = mark.map_or(0, |mark| mark.act_id);
    let now = app.clock.now();
    let acts = audit::Entity::find()
        .filter(audit::Column::Id.gt(last))
        .filter(audit::Column::At.lte(now - SETTLED))
        .order_by_asc(audit::Column::Id)
        .limit(ROUND)
        .all(&tx)
        .await?;
    let Some(newest) = acts.last().map(|act| act.id) else { return Ok(0) };
    let mut letters = 0;
    for act in &acts {
        let Some(edition) = act.edition_id else { continue };
        let project = project::Entity::find()
            .filter(project::Column::EditionId.eq(edition))
            .filter(project::Column::Number.eq(&act.subject))
            .one(&tx)
            .await?;
        let Some(project) = project else { continue };
        let followers = Entity::find()
            .filter(Column::ProjectId.eq(project.id))
            .filter(Column::ConfirmedAt.is_not_null())
            .all(&tx)
            .await?;
        for follower in followers {
            let lang = Lang::parse(&follower.language).unwrap_or(Lang::Pl);
            let what = Text(lang).say(&format!("act-{}", act.kind));
            if what.starts_with('⟦') {
                continue;
            }
            let [title, link, ticket] = letter_args(&project, lang, &follower.seed);
            let args = [title, ("what", what), link, ticket];
            mail::queue(&tx, now, &follower.email, lang, "followed", &args).await?;
            letters += 1;
        }
    }
    told::Entity::update_many()
        .col_expr(told::Column::ActId, Expr::value(newest))
        .filter(told::Column::Id.eq(1))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(letters)
}
