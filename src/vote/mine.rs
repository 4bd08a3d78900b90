//! "Was a vote cast in my name?": whoever has shown that they may vote sees what is recorded of
//! them: that, by which channel and on which day; never what for.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use sea_orm::entity::prelude::*;

use super::booth::Roll;
use super::entity::participation;
use super::mine_pages::{self, MineView};
use crate::app::{Access, App, Routes};
use crate::edition::{self, Edition, Phase, Pool, Room, pool};
use crate::error::{Error, Result};
use crate::people::Visit;
use crate::register::{Pass, Voter};

pub fn router() -> Routes {
    Routes::default().get("/{l}/{e}/vote/mine", Access::Public, page)
}

/// A ballot recorded for a person in a lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub pool: Pool,
    /// `internet`, `paper`.
    pub channel: String,
    /// `2027-01-12`.
    pub day: String,
}

/// What is recorded of a person, in the order of the pools; none while they have not voted. While the
/// box is not sealed the program looks into their own envelopes, and shows nothing of what they chose.
pub async fn recorded(app: &App, edition: &Edition, person: &[u8]) -> Result<Vec<Recorded>> {
    let db = app.store.read();
    let mut found: Vec<(i64, String, String)> = participation::Entity::find()
        .filter(participation::Column::EditionId.eq(edition.id))
        .filter(participation::Column::Person.eq(person.to_vec()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.pool_id, row.channel, row.day))
        .collect();
    let opening = super::opening::of(db, edition.id).await?;
    if opening.is_some_and(|opening| opening.sealed_at.is_none()) {
        let roll = Roll::of(app, edition).await?;
        let voter = Voter::new(person.to_vec(), None);
        for (pool, cast) in roll.own(&voter).cast(db).await? {
            found.push((pool, cast.channel.name().to_owned(), cast.day));
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let of_pool = |pool: Pool| {
        let (_, channel, day) = found.iter().find(|(id, ..)| *id == pool.id)?;
        Some(Recorded { pool, channel: channel.clone(), day: day.clone() })
    };
    Ok(pool::of_edition(db, edition.id).await?.into_iter().filter_map(of_pool).collect())
}

async fn page(
    State(app): State<App>,
    visit: Visit,
    pass: Pass,
    Path((_, slug)): Path<(String, String)>,
) -> Result<Response> {
    let db = app.store.read();
    let edition = edition::find(db, &slug).await?;
    let to = |path: &str| Error::SeeOther { to: visit.href(&format!("/{slug}/vote{path}")) };
    if edition.phase < Phase::Voting {
        return Err(to(""));
    }
    let voter = pass.voter(&app, &visit, &edition).await?;
    if voter.as_ref().is_some_and(|voter| voter.office.is_some()) {
        return Err(to(""));
    }
    let person = voter.ok_or_else(|| to("/verify?to=mine"))?.person;
    let ballots = recorded(&app, &edition, &person).await?;
    let view = MineView {
        visit: &visit,
        edition: &edition,
        ballots: &ballots,
        child: pass.child(),
        has_pass: pass.is_of(&edition),
    };
    let shell = edition::shell(&visit, &edition, Room::Voting, visit.text.say("mine-title"));
    let mut response = shell.page(mine_pages::mine(&view));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
