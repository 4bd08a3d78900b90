//! Letters about challenges. A row of `challenge` says which letter its person is to get; letters are
//! queued some hundred at a time, so that twelve thousand of them keep nobody from voting, and an
//! interrupted round goes on where it stood.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use super::entity::challenge;
use super::who::{self, Directory, Known};
use crate::app::App;
use crate::clock::Instant;
use crate::edition::{self, Edition};
use crate::error::Result;
use crate::mail;
use crate::store;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    Challenged,
    Upheld,
    Lifted,
}

impl Letter {
    /// The kind of letter in the outbox.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Challenged => "challenge",
            Self::Upheld => "challenge-upheld",
            Self::Lifted => "challenge-lifted",
        }
    }

    fn of(kind: &str) -> Option<Self> {
        [Self::Challenged, Self::Upheld, Self::Lifted].into_iter().find(|one| one.kind() == kind)
    }
}

/// Letters of one transaction.
const CHUNK: u64 = 200;

/// Queues every letter that is due in any edition.
pub async fn send_due(app: &App) -> Result<()> {
    let due: Vec<i64> = challenge::Entity::find()
        .select_only()
        .column(challenge::Column::EditionId)
        .distinct()
        .filter(challenge::Column::Letter.ne(""))
        .into_tuple()
        .all(app.store.read())
        .await?;
    for id in due {
        let edition = edition::by_id(app.store.read(), id).await?;
        let directory = who::directory(app, id).await?;
        while send_some(app, &edition, &directory).await? > 0 {}
    }
    Ok(())
}

async fn send_some(app: &App, edition: &Edition, directory: &Directory) -> Result<usize> {
    let tx = app.store.begin().await?;
    let now = store::now(&tx, &app.clock).await?;
    let rows = challenge::Entity::find()
        .filter(challenge::Column::EditionId.eq(edition.id))
        .filter(challenge::Column::Letter.ne(""))
        .order_by_asc(challenge::Column::Id)
        .limit(CHUNK)
        .lock_exclusive()
        .all(&tx)
        .await?;
    let known = rows.iter().map(|row| &row.person);
    let known = who::known(app, &tx, edition.id, directory, known).await?;
    queue(&tx, edition, &known, &rows, now).await?;
    challenge::Entity::update_many()
        .col_expr(challenge::Column::Letter, Expr::value(""))
        .filter(challenge::Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(rows.len())
}

async fn queue(
    tx: &DatabaseTransaction,
    edition: &Edition,
    known: &Known,
    rows: &[challenge::Model],
    now: Instant,
) -> Result<()> {
    for row in rows {
        let address = known.address(edition, &row.person);
        let (Some((to, lang)), Some(letter)) = (address, Letter::of(&row.letter)) else {
            continue;
        };
        let mut args = vec![("link", format!("/{}/{}/vote/challenge", lang.code(), edition.slug))];
        if let (Letter::Challenged, Some(until)) = (letter, row.appeal_until()) {
            args.push(("until", Text(lang).moment(until)));
        }
        mail::queue(tx, now, to, lang, letter.kind(), &args).await?;
    }
    Ok(())
}
