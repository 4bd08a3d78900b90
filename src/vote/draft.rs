//! The ballot being filled in: kept on the server at every press, so that an interrupted ballot
//! resumes on any device, and deleted when it is cast.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::entity::{ballot_draft, participation};
use crate::app::App;
use crate::error::{Error, Result};

/// What the voter has chosen so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// The district pool whose ballot this person fills in; `Some(0)` means none.
    #[serde(default)]
    pub area: Option<i64>,
    /// Project and points (1 where the ballot has none), in the order chosen.
    #[serde(default)]
    pub marks: Vec<(i64, i64)>,
}

impl Choices {
    pub fn points(&self, project: i64) -> i64 {
        self.marks.iter().find(|(id, _)| *id == project).map_or(0, |(_, points)| *points)
    }

    /// Sets a project's points; nought takes it off the ballot.
    pub fn give(&mut self, project: i64, points: i64) {
        match self.marks.iter_mut().find(|(id, _)| *id == project) {
            _ if points <= 0 => self.marks.retain(|(id, _)| *id != project),
            Some(mark) => mark.1 = points,
            None => self.marks.push((project, points)),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Draft {
    pub seed: i64,
    pub choices: Choices,
}

impl Draft {
    fn new(person: &[u8]) -> Self {
        let mut seed = [0; 8];
        seed.iter_mut().zip(person).for_each(|(to, from)| *to = *from);
        Self { seed: i64::from_be_bytes(seed), choices: Choices::default() }
    }

    fn read(row: &ballot_draft::Model) -> Result<Self> {
        let choices = serde_json::from_str(&row.fields).map_err(anyhow::Error::from)?;
        Ok(Self { seed: row.seed, choices })
    }

    fn row(&self, edition: i64, person: &[u8]) -> Result<ballot_draft::ActiveModel> {
        Ok(ballot_draft::ActiveModel {
            edition_id: Set(edition),
            person: Set(person.to_vec()),
            seed: Set(self.seed),
            fields: Set(serde_json::to_string(&self.choices).map_err(anyhow::Error::from)?),
        })
    }
}

/// The person's draft, or an empty one. Looking at a ballot stores nothing: the order of projects
/// comes from the pseudonym, which differs from person to person and from edition to edition.
pub async fn open(app: &App, edition: i64, person: &[u8]) -> Result<Draft> {
    Ok(load(app.store.read(), edition, person).await?.unwrap_or_else(|| Draft::new(person)))
}

pub async fn load(db: &impl ConnectionTrait, edition: i64, person: &[u8]) -> Result<Option<Draft>> {
    let row = ballot_draft::Entity::find_by_id((edition, person.to_vec())).one(db).await?;
    row.as_ref().map(Draft::read).transpose()
}

/// Changes the person's choices under a lock: of presses that arrive together, none is lost.
///
/// `Conflict("vote-already")` when the ballot was cast in the meantime; nothing is kept then.
pub async fn change(
    app: &App,
    edition: i64,
    person: &[u8],
    act: impl FnOnce(&mut Choices),
) -> Result<()> {
    let tx = app.store.begin().await?;
    let keys = [ballot_draft::Column::EditionId, ballot_draft::Column::Person];
    let empty = Draft::new(person).row(edition, person)?;
    ballot_draft::Entity::insert(empty)
        .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned())
        .exec_without_returning(&tx)
        .await?;
    let row = ballot_draft::Entity::find_by_id((edition, person.to_vec())).lock_exclusive();
    let mut draft = match row.one(&tx).await? {
        Some(row) => Draft::read(&row)?,
        None => return Err(Error::conflict("vote-already")),
    };
    if has_voted(&tx, edition, person).await? {
        return Err(Error::conflict("vote-already"));
    }
    act(&mut draft.choices);
    ballot_draft::Entity::update(draft.row(edition, person)?).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets the ballots that were never cast, when the voting is over.
pub async fn forget_all(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    let drafts = ballot_draft::Entity::delete_many();
    drafts.filter(ballot_draft::Column::EditionId.eq(edition)).exec(tx).await?;
    Ok(())
}

/// Whether this person's ballot is in the box.
pub async fn has_voted(db: &impl ConnectionTrait, edition: i64, person: &[u8]) -> Result<bool> {
    let count = participation::Entity::find()
        .filter(participation::Column::EditionId.eq(edition))
        .filter(participation::Column::Person.eq(person.to_vec()))
        .count(db)
        .await?;
    Ok(count > 0)
}
