//! The outbox: rows wait until they are due, are claimed by moving the hour they are due, and are
//! deleted once the mail server has them.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect, Set};

use super::letter::{LINK, Letter};
use super::template;
use crate::clock::{self, Instant};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::text::Lang;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub message_id: String,
    pub recipient: String,
    pub language: String,
    pub kind: String,
    /// A JSON object of texts.
    pub args: String,
    pub queued_at: Instant,
    pub due_at: Instant,
    pub attempts: i64,
    /// It is not offered again by itself: the mail server has refused it so often, or it has waited so
    /// long.
    pub refused: bool,
    /// The mail server's last words about it.
    pub error: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// A row that waits.
pub type Waiting = Model;

/// Seconds until a claimed row may be tried by another node, should this one die.
const CLAIM: i64 = 300;
/// A letter the mail server refuses for good is offered so often.
const OFFERS: i64 = 4;
/// Seconds after which a letter that never left is given up, as mail servers do among themselves.
const LONGEST: i64 = 5 * 24 * 3600;

/// Queues a letter in the caller's transaction. `kind` names the messages `mail-{kind}-subject` and
/// `mail-{kind}-body`, the arguments are their variables. A path in the argument `link` becomes a
/// whole address; `ticket` is the seed of a [`super::Ticket`] for that link.
///
/// # Errors
/// `Internal` when there is no such kind or one of its variables is missing.
pub async fn queue(
    tx: &impl ConnectionTrait,
    at: Instant,
    to: &str,
    lang: Lang,
    kind: &'static str,
    args: &[(&str, String)],
) -> Result<()> {
    let args: BTreeMap<String, String> =
        args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Letter::write(lang, kind, &args, None, &[0; 32], "")?;
    let id: String = clock::random::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
    let row = ActiveModel {
        message_id: Set(id),
        recipient: Set(to.to_owned()),
        language: Set(lang.code().to_owned()),
        kind: Set(kind.to_owned()),
        args: Set(serde_json::to_string(&args).map_err(|error| Error::Internal(error.into()))?),
        queued_at: Set(at),
        due_at: Set(at),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// What waits, also what was refused, oldest first.
pub async fn waiting(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Waiting>> {
    Ok(Entity::find().order_by_asc(Column::Id).limit(limit).all(db).await?)
}

/// As [`waiting`], what was refused first.
pub async fn stuck(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Waiting>> {
    let rows = Entity::find()
        .order_by_desc(Column::Refused)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok(rows)
}

/// How many letters wait or were refused.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().count(db).await?)
}

/// How many letters are not offered again by themselves.
pub async fn ended(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().filter(Column::Refused.eq(true)).count(db).await?)
}

/// Makes a letter due at once, with as many tries as a new one, and gives its kind. `None` when it is
/// gone, or is due so soon that a node may have it in hand: it would go twice.
pub async fn offer(tx: &impl ConnectionTrait, now: Instant, id: i64) -> Result<Option<String>> {
    let Some(row) = Entity::find_by_id(id).lock_exclusive().one(tx).await? else {
        return Ok(None);
    };
    if !row.may_be_offered(now) {
        return Ok(None);
    }
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(now))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::Refused, Expr::value(false))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(Some(row.kind))
}

impl Model {
    /// Whether it may be made due: it was refused, or is due later than any claim lasts.
    pub fn may_be_offered(&self, now: Instant) -> bool {
        self.refused || self.due_at > now + CLAIM
    }

    /// The letter as the recipient will read it.
    pub async fn letter(
        &self,
        db: &impl ConnectionTrait,
        secret: &[u8; 32],
        base: &str,
    ) -> anyhow::Result<Letter> {
        let args: BTreeMap<String, String> = serde_json::from_str(&self.args)?;
        let lang = Lang::parse(&self.language).unwrap_or(Lang::Pl);
        // `/pl/lublin-2026/…` leads into an edition.
        let edition = args.get(LINK).and_then(|link| link.split('/').nth(2)).unwrap_or_default();
        let own = template::own(db, edition, &self.kind, lang).await?;
        Letter::write(lang, &self.kind, &args, own.as_ref(), secret, base)
    }
}

/// A row that is due, and now ours: no other node takes it before the claim ends.
pub(super) async fn claim(store: &Store, now: Instant) -> Result<Option<Model>> {
    loop {
        let due = Entity::find()
            .filter(Column::DueAt.lte(now))
            .filter(Column::Refused.eq(false))
            .order_by_asc(Column::DueAt)
            .order_by_asc(Column::Id)
            .one(store.read())
            .await?;
        let Some(mut row) = due else { return Ok(None) };
        let tx = store.begin().await?;
        let claimed = Entity::update_many()
            .col_expr(Column::DueAt, Expr::value(now + CLAIM))
            .col_expr(Column::Attempts, Expr::value(row.attempts + 1))
            .filter(Column::Id.eq(row.id))
            .filter(Column::DueAt.eq(row.due_at))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        if claimed.rows_affected == 1 {
            row.attempts += 1;
            return Ok(Some(row));
        }
    }
}

/// Removes letters that were refused for good a month before `now`.
pub async fn sweep(store: &Store, now: Instant) -> Result<()> {
    let tx = store.begin().await?;
    Entity::delete_many()
        .filter(Column::Refused.eq(true))
        .filter(Column::QueuedAt.lt(now - 30 * 24 * 3600))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// The mail server has it.
pub(super) async fn sent(store: &Store, id: i64) -> Result<()> {
    let tx = store.begin().await?;
    Entity::delete_by_id(id).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// It did not go: it is due again later, each time a little later, or never when the mail server
/// has refused it for good or nobody has taken it for too long.
pub(super) async fn failed(
    store: &Store,
    row: &Model,
    now: Instant,
    for_good: bool,
    error: &str,
) -> Result<()> {
    let minutes = [1, 5, 15, 60];
    let nth = usize::try_from(row.attempts - 1).unwrap_or(0).min(minutes.len() - 1);
    let error: String = error.chars().filter(|c| !c.is_control()).take(500).collect();
    let over = (for_good && row.attempts >= OFFERS) || now - row.queued_at >= LONGEST;
    let tx = store.begin().await?;
    Entity::update_many()
        .col_expr(Column::DueAt, Expr::value(now + minutes[nth] * 60))
        .col_expr(Column::Refused, Expr::value(over))
        .col_expr(Column::Error, Expr::value(error))
        .filter(Column::Id.eq(row.id))
        .exec(&tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
