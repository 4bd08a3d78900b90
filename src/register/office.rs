//! Voting at city hall: whoever finds that somebody has voted in their name, or cannot vote alone,
//! comes with a document. One person opens the case, another approves it, having asked anew who the
//! visitor is; that makes a code for one ballot, which goes before every other of this person. Nothing
//! here knows whether they have voted before.

use game_rules::ballot::{parse_receipt_code, receipt_code};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveEnum, ConnectionTrait, DatabaseTransaction, QueryOrder, QuerySelect, Set};

use super::entity::office_vote::{ActiveModel, Column, Entity, Model};
use super::evidence::{self, Way};
use super::pass::{Held, Voter, of_account};
use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::{Instant, random};
use crate::edition::{self, Edition, Phase, phase};
use crate::error::{Error, Result, on_constraint};
use crate::people::person_key;
use crate::store;

/// Seconds for which a code opens something.
pub const LIFE: i64 = 2 * 3600;

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Waits for a second person.
    #[sea_orm(string_value = "open")]
    Open,
    /// The code was given out.
    #[sea_orm(string_value = "approved")]
    Approved,
    /// The code was typed: its pass holds.
    #[sea_orm(string_value = "used")]
    Used,
    /// Taken back, or a later code took its place.
    #[sea_orm(string_value = "void")]
    Void,
}

/// What showed who the visitor is. Its number is never asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Document {
    #[sea_orm(string_value = "identity-card")]
    IdentityCard,
    #[sea_orm(string_value = "phone")]
    Phone,
    #[sea_orm(string_value = "passport")]
    Passport,
    #[sea_orm(string_value = "residence")]
    Residence,
    #[sea_orm(string_value = "other")]
    Other,
}

impl Document {
    pub const ALL: [Self; 5] =
        [Self::IdentityCard, Self::Phone, Self::Passport, Self::Residence, Self::Other];

    pub fn name(self) -> String {
        self.to_value()
    }
}

/// Why somebody votes at city hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Reason {
    /// Somebody has voted in their name.
    #[sea_orm(string_value = "stolen")]
    Stolen,
    /// They cannot vote alone.
    #[sea_orm(string_value = "assisted")]
    Assisted,
    #[sea_orm(string_value = "other")]
    Other,
}

impl Reason {
    pub const ALL: [Self; 3] = [Self::Stolen, Self::Assisted, Self::Other];

    pub fn name(self) -> String {
        self.to_value()
    }
}

/// A code that was made just now, and is never shown again.
pub struct Given {
    /// `7K3M-9QRT-2VXW`.
    pub code: String,
    /// When it was given.
    pub at: Instant,
    /// Until when it opens something.
    pub until: Instant,
    /// The last hour of the voting.
    pub close: Instant,
}

fn mac(app: &App, edition: i64, code: &str) -> Vec<u8> {
    person_key(&app.secret, edition, &format!("code at city hall:{code}"))
}

/// Holds off the close until the caller commits, and gives the hour and the last hour of the voting.
/// `Conflict("office-closed")` when nobody votes.
pub(super) async fn voting(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
) -> Result<(Instant, Instant)> {
    let row = edition::Entity::find_by_id(edition.id).lock_shared().one(tx).await?;
    let calendar = phase::calendar(tx, edition.id).await?;
    let now = store::now(tx, &app.clock).await?;
    let close = phase::ends_at(&calendar, Phase::Voting).filter(|end| now < *end);
    match close.filter(|_| row.is_some_and(|row| row.phase == Phase::Voting)) {
        Some(close) => Ok((now, close)),
        None => Err(Error::conflict("office-closed")),
    }
}

/// Opens a case for a visitor and gives its number.
///
/// # Errors
/// `Conflict`: `office-closed` when nobody votes, `office-own` for one's own vote, `office-waiting`
/// when a case of this person waits already.
pub async fn open(
    app: &App,
    edition: &Edition,
    voter: Voter,
    document: Document,
    reason: Reason,
    words: &str,
    by: i64,
) -> Result<i64> {
    refuse_own(app, edition, &voter.person, by)?;
    let tx = app.store.begin().await?;
    let (now, _) = voting(&tx, app, edition).await?;
    let row = ActiveModel {
        edition_id: Set(edition.id),
        person: Set(voter.person),
        district_id: Set(voter.district),
        document: Set(document),
        reason: Set(reason),
        words: Set(words.to_owned()),
        state: Set(State::Open),
        opened_by: Set(by),
        opened_at: Set(now),
        ..Default::default()
    };
    let row = Entity::insert(row).exec_with_returning(&tx).await.map_err(|error| {
        let word = Error::conflict("office-waiting");
        on_constraint(error, "office_vote_waits", "office_vote.edition_id", word)
    })?;
    record(&tx, edition, now, by, "office-opened", &row).await?;
    tx.commit().await?;
    Ok(row.id)
}

fn refuse_own(app: &App, edition: &Edition, person: &[u8], by: i64) -> Result<()> {
    if of_account(app, edition.id, by) == person {
        return Err(Error::conflict("office-own"));
    }
    Ok(())
}

/// The second person's consent, in a transaction that the caller commits. `person` is whom they found
/// before them. Whatever this person was given earlier opens nothing any more.
///
/// # Errors
/// `Conflict`: `office-closed`, `office-own`, `office-same` for who opened the case, `office-other`
/// when it is about somebody else, `office-gone` when it does not wait.
pub async fn approve(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &Edition,
    id: i64,
    person: &[u8],
    by: i64,
) -> Result<Given> {
    refuse_own(app, edition, person, by)?;
    let (at, close) = voting(tx, app, edition).await?;
    let row = find(tx, edition, id).await?;
    if row.opened_by == by {
        return Err(Error::conflict("office-same"));
    }
    if row.person != person {
        return Err(Error::conflict("office-other"));
    }
    Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Void))
        .filter(Column::EditionId.eq(edition.id))
        .filter(Column::Person.eq(person.to_vec()))
        .filter(Column::State.is_in([State::Approved, State::Used]))
        .exec(tx)
        .await?;
    let code = receipt_code(&random());
    let until = close.min(at + LIFE);
    let approved = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Approved))
        .col_expr(Column::ApprovedBy, Expr::value(by))
        .col_expr(Column::Mac, Expr::value(mac(app, edition.id, &code)))
        .col_expr(Column::EndsAt, Expr::value(until))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(State::Open))
        .exec(tx)
        .await?;
    if approved.rows_affected != 1 {
        return Err(Error::conflict("office-gone"));
    }
    record(tx, edition, at, by, "office-approved", &row).await?;
    Ok(Given { code, at, until, close })
}

/// Takes a case back: neither its code nor the pass of it opens anything any more. A ballot that is
/// in the box stays. `Conflict("office-gone")` when there is nothing to take back.
pub async fn void(app: &App, edition: &Edition, id: i64, by: i64) -> Result<()> {
    let tx = app.store.begin().await?;
    let (now, _) = voting(&tx, app, edition).await?;
    let row = find(&tx, edition, id).await?;
    let gone = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Void))
        .filter(Column::Id.eq(id))
        .filter(Column::State.ne(State::Void))
        .exec(&tx)
        .await?;
    if gone.rows_affected != 1 {
        return Err(Error::conflict("office-gone"));
    }
    record(&tx, edition, now, by, "office-void", &row).await?;
    tx.commit().await?;
    Ok(())
}

/// A case of an edition, or 404.
pub async fn find(db: &impl ConnectionTrait, edition: &Edition, id: i64) -> Result<Model> {
    let row = Entity::find_by_id(id).filter(Column::EditionId.eq(edition.id)).one(db).await?;
    row.ok_or(Error::NotFound)
}

/// Every case of an edition, the newest first.
pub async fn of_edition(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Model>> {
    let rows = Entity::find().filter(Column::EditionId.eq(edition)).order_by_desc(Column::Id);
    Ok(rows.all(db).await?)
}

/// How many codes were given out.
pub async fn given(db: &impl ConnectionTrait, edition: i64) -> Result<u64> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::ApprovedBy.is_not_null());
    Ok(rows.count(db).await?)
}

/// The pass of a code that was typed, if it is one that opens. It opens once.
///
/// # Errors
/// `Conflict("office-closed")` when nobody votes any more.
pub(super) async fn redeem(app: &App, edition: &Edition, typed: &str) -> Result<Option<Held>> {
    let Ok(code) = parse_receipt_code(typed) else { return Ok(None) };
    // Guessing reads; only a code that opens something writes.
    let known = Entity::find()
        .filter(Column::EditionId.eq(edition.id))
        .filter(Column::Mac.eq(mac(app, edition.id, &code)))
        .filter(Column::State.eq(State::Approved));
    let Some(row) = known.one(app.store.read()).await? else { return Ok(None) };
    let tx = app.store.begin().await?;
    let (now, _) = voting(&tx, app, edition).await?;
    let used = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Used))
        .filter(Column::Id.eq(row.id))
        .filter(Column::State.eq(State::Approved))
        .filter(Column::EndsAt.gt(now))
        .exec(&tx)
        .await?;
    if used.rows_affected != 1 {
        return Ok(None);
    }
    evidence::record(&tx, app, edition.id, &row.person, Way::Office).await?;
    tx.commit().await?;
    let mut held = Held::new(edition.id, row.person, row.district_id, app.clock.now());
    held.office = Some(row.id);
    Ok(Some(held))
}

/// Whether the pass of a case still holds.
pub(super) async fn holds(db: &impl ConnectionTrait, id: i64) -> Result<bool> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(row.is_some_and(|row| row.state == State::Used))
}

/// Deletes the cases of an edition, with the seal: whose they were is nobody's business any more.
pub async fn forget(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    Entity::delete_many().filter(Column::EditionId.eq(edition)).exec(tx).await?;
    Ok(())
}

/// The act names the case, its reason and the kind of document. Not the words: acts are for ever.
async fn record(
    tx: &DatabaseTransaction,
    edition: &Edition,
    at: Instant,
    by: i64,
    kind: &str,
    row: &Model,
) -> Result<()> {
    let detail = format!("{}: {}, {}", row.id, row.reason.name(), row.document.name());
    let act = Act {
        at,
        account: Some(by),
        edition: Some(edition.id),
        kind,
        subject: &edition.slug,
        detail: &detail,
    };
    audit::record(tx, act).await
}
