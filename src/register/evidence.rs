//! How a person showed that they may vote, on which day. It says nothing of a ballot.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};

use super::entity::evidence;
use crate::app::App;
use crate::error::Result;

/// A way that leaves a trace of its own; accounts leave theirs elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Code,
    Desk,
    Register,
    Contact,
    Guardian,
    /// At city hall, before two people.
    Office,
    /// Added to the register at city hall.
    Late,
}

impl Way {
    pub fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Desk => "desk",
            Self::Register => "register",
            Self::Contact => "contact",
            Self::Guardian => "guardian",
            Self::Office => "office",
            Self::Late => "late",
        }
    }
}

/// Records a way, the first time.
pub(super) async fn record(
    tx: &impl ConnectionTrait,
    app: &App,
    edition: i64,
    person: &[u8],
    way: Way,
) -> Result<()> {
    let row = evidence::ActiveModel {
        edition_id: Set(edition),
        person: Set(person.to_vec()),
        way: Set(way.name().to_owned()),
        day: Set(app.clock.today()),
    };
    evidence::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Whether a person has shown themselves that they may vote. From then on no guardian votes for them.
pub(super) async fn comes_alone(
    db: &impl ConnectionTrait,
    edition: i64,
    person: &[u8],
) -> Result<bool> {
    let rows = evidence::Entity::find()
        .filter(evidence::Column::EditionId.eq(edition))
        .filter(evidence::Column::Person.eq(person.to_vec()))
        .filter(evidence::Column::Way.ne(Way::Guardian.name()));
    Ok(rows.count(db).await? > 0)
}

/// The ways of a person with their days.
pub async fn of(
    db: &impl ConnectionTrait,
    edition: i64,
    person: &[u8],
) -> Result<Vec<(String, String)>> {
    let rows = evidence::Entity::find()
        .filter(evidence::Column::EditionId.eq(edition))
        .filter(evidence::Column::Person.eq(person.to_vec()))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.way, row.day)).collect())
}
