//! The ballot being filled in: kept on the server at every press, so that an interrupted ballot
//! resumes on any device, and deleted when it is cast.

use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use serde::{Deserialize, Serialize};

use super::entity::{ballot_draft, participation};
use crate::app::App;
use crate::clock::random;
use crate::error::Result;

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

/// The person's draft, made when there is none. Of two tabs that begin at once, one row remains.
pub async fn open(app: &App, edition: i64, person: &[u8]) -> Result<Draft> {
    if let Some(draft) = load(app, edition, person).await? {
        return Ok(draft);
    }
    let seed = i64::from_be_bytes(random());
    put(app, edition, person, seed, &Choices::default(), false).await?;
    let draft = load(app, edition, person).await?;
    Ok(draft.unwrap_or(Draft { seed, choices: Choices::default() }))
}

pub async fn load(app: &App, edition: i64, person: &[u8]) -> Result<Option<Draft>> {
    let row = ballot_draft::Entity::find_by_id((edition, person.to_vec()));
    let Some(row) = row.one(app.store.read()).await? else { return Ok(None) };
    let choices = serde_json::from_str(&row.fields).map_err(anyhow::Error::from)?;
    Ok(Some(Draft { seed: row.seed, choices }))
}

pub async fn save(app: &App, edition: i64, person: &[u8], draft: &Draft) -> Result<()> {
    put(app, edition, person, draft.seed, &draft.choices, true).await
}

async fn put(
    app: &App,
    edition: i64,
    person: &[u8],
    seed: i64,
    choices: &Choices,
    replace: bool,
) -> Result<()> {
    let tx = app.store.begin().await?;
    let row = ballot_draft::ActiveModel {
        edition_id: Set(edition),
        person: Set(person.to_vec()),
        seed: Set(seed),
        fields: Set(serde_json::to_string(choices).map_err(anyhow::Error::from)?),
    };
    let keys = [ballot_draft::Column::EditionId, ballot_draft::Column::Person];
    let conflict = if replace {
        OnConflict::columns(keys).update_column(ballot_draft::Column::Fields).to_owned()
    } else {
        OnConflict::columns(keys).do_nothing_on(keys).to_owned()
    };
    ballot_draft::Entity::insert(row).on_conflict(conflict).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether this person's ballot is in the box.
pub async fn has_voted(app: &App, edition: i64, person: &[u8]) -> Result<bool> {
    let count = participation::Entity::find()
        .filter(participation::Column::EditionId.eq(edition))
        .filter(participation::Column::Person.eq(person.to_vec()))
        .count(app.store.read())
        .await?;
    Ok(count > 0)
}
