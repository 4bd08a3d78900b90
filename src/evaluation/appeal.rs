//! Appeals: the author's word against a rejection, online or on paper, decided by somebody who had
//! no part in it (art. 5a ust. 7 pkt 3 of the Polish municipal-government act demands the appeal).

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};

use super::terms::{self, Procedure};
use super::verdict::{self, Outcome, Pronounced, Stage, gate, not_own, pronounce, shift, tell};
use crate::app::App;
use crate::clock::{Instant, end_of_day};
use crate::edition::Edition;
use crate::error::{Error, Result, on_constraint};
use crate::project::{Project, State};

/// How an appeal came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Channel {
    #[sea_orm(string_value = "online")]
    Online,
    #[sea_orm(string_value = "paper")]
    Paper,
}

impl Channel {
    pub fn name(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Paper => "paper",
        }
    }
}

/// What became of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Ruling {
    /// The project goes on the ballot.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// The card is filled in again, by other people.
    #[sea_orm(string_value = "reopened")]
    Reopened,
    /// The rejection stands.
    #[sea_orm(string_value = "dismissed")]
    Dismissed,
}

impl Ruling {
    pub const ALL: [Self; 3] = [Self::Accepted, Self::Reopened, Self::Dismissed];

    pub fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Reopened => "reopened",
            Self::Dismissed => "dismissed",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appeal")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub project_id: i64,
    /// The rejection; one can appeal it once.
    #[sea_orm(unique)]
    pub verdict_id: i64,
    /// Who proposed and who approved the rejection: neither decides the appeal.
    pub first_by: Option<i64>,
    pub second_by: Option<i64>,
    pub channel: Channel,
    /// The author's words; city hall reads them, residents do not.
    pub words: String,
    /// When it was received.
    pub lodged_at: Instant,
    pub lodged_by: Option<i64>,
    pub due_at: Instant,
    pub outcome: Option<Ruling>,
    pub reason: String,
    pub decided_by: Option<i64>,
    pub decided_at: Option<Instant>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The latest appeal about a project.
pub async fn latest(db: &impl ConnectionTrait, project: i64) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::ProjectId.eq(project))
        .order_by_desc(Column::Id)
        .one(db)
        .await?)
}

/// Lodges an appeal. `received` is when a letter came in; online it is now. The deadline is decided
/// inside the transaction: `Conflict("appeal-late")`; a second appeal against the same rejection is
/// `Conflict("appeal-twice")`.
pub async fn lodge(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    received: Option<Instant>,
    words: &str,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    let lodged_at = received.map_or(now, |received| received.min(now));
    let against = verdict::latest(&tx, project.id).await?;
    let against = against.filter(|verdict| verdict.outcome == Outcome::Rejected);
    let against = against.ok_or(Error::conflict("appeal-nothing"))?;
    if against.appeal_until.is_none_or(|until| lodged_at > until) {
        return Err(Error::conflict("appeal-late"));
    }
    let days = terms::of(&tx, edition.id).await?.decision_days;
    let channel = if received.is_some() { Channel::Paper } else { Channel::Online };
    ActiveModel {
        project_id: Set(project.id),
        verdict_id: Set(against.id),
        first_by: Set(against.proposed_by),
        second_by: Set(against.approved_by),
        channel: Set(channel),
        words: Set(words.to_owned()),
        lodged_at: Set(lodged_at),
        lodged_by: Set(Some(by)),
        due_at: Set(end_of_day(now, days)),
        reason: Set(String::new()),
        ..Default::default()
    }
    .insert(&tx)
    .await
    .map_err(|error| {
        let word = Error::conflict("appeal-twice");
        on_constraint(error, "appeal_once", "appeal.verdict_id", word)
    })?;
    shift(&tx, project, State::Rejected, State::Appealed).await?;
    let kind = if received.is_some() { "appealed-paper" } else { "appealed" };
    tell(&tx, project, (now, Some(by)), kind, "").await?;
    tx.commit().await?;
    Ok(())
}

/// Decides an appeal. `Conflict("appeal-same-person")` for whoever proposed or approved the
/// rejection, and for the author `Forbidden`.
pub async fn decide(
    app: &App,
    edition: &Edition,
    project: &Project,
    by: i64,
    ruling: Ruling,
    reason: &str,
) -> Result<()> {
    not_own(app.store.read(), project, by).await?;
    let tx = app.store.begin().await?;
    let now = gate(&tx, app, edition.id).await?;
    let open = latest(&tx, project.id).await?.filter(|appeal| appeal.outcome.is_none());
    let open = open.ok_or(Error::conflict("appeal-nothing"))?;
    if open.first_by == Some(by) || open.second_by == Some(by) {
        return Err(Error::conflict("appeal-same-person"));
    }
    let against = verdict::Entity::find_by_id(open.verdict_id).one(&tx).await?;
    let against = against.ok_or(Error::NotFound)?;
    let row = ActiveModel {
        id: Set(open.id),
        outcome: Set(Some(ruling)),
        reason: Set(reason.to_owned()),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        ..Default::default()
    };
    // The project's row decides between two who decide at once.
    match ruling {
        Ruling::Accepted => {
            let pronounced = Pronounced {
                stage: Stage::Appeal,
                outcome: Outcome::Accepted,
                reason,
                proposed_by: Some(by),
                approved_by: None,
            };
            pronounce(&tx, now, project, State::Appealed, pronounced).await?;
        }
        Ruling::Dismissed => {
            shift(&tx, project, State::Appealed, State::Rejected).await?;
            use_up(&tx, project.id, open.lodged_at).await?;
            tell(&tx, project, (now, Some(by)), "appeal-dismissed", reason).await?;
        }
        Ruling::Reopened => {
            let cards = terms::of(&tx, edition.id).await?.procedure == Procedure::Cards;
            let again = match against.stage {
                Stage::Merit if cards => State::Merit,
                _ => State::Submitted,
            };
            shift(&tx, project, State::Appealed, again).await?;
            tell(&tx, project, (now, Some(by)), "appeal-reopened", reason).await?;
        }
    }
    Entity::update(row).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// A rejection is appealed once: what stands after that is final, and nobody waits for its deadline.
async fn use_up(tx: &impl ConnectionTrait, project: i64, lodged_at: Instant) -> Result<()> {
    use crate::project::{Column, Entity};
    Entity::update_many()
        .col_expr(Column::AppealUntil, Expr::value(lodged_at - 1))
        .filter(Column::Id.eq(project))
        .exec(tx)
        .await?;
    Ok(())
}
