//! The ballot being filled in: kept on the server at every press, so that an interrupted ballot
//! resumes on any device, and deleted when it is cast. Like a ballot in the box it lies under the
//! link key, by a tag and not by a name.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::entity::{envelope as envelopes, voting_draft};
use super::envelope::{self, Channel, Content};
use super::link::{LinkKey, Purpose};
use crate::app::App;
use crate::error::{Error, Result};
use crate::register::Voter;

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

    /// Moves a project one place up or down in the order chosen, past the next of its `rivals`.
    pub fn shift(&mut self, project: i64, up: bool, rivals: &dyn Fn(i64) -> bool) {
        let Some(from) = self.marks.iter().position(|(id, _)| *id == project) else { return };
        let is_rival = |at: &usize| rivals(self.marks[*at].0);
        let to = match up {
            true => (0..from).rev().find(is_rival),
            false => (from + 1..self.marks.len()).find(is_rival),
        };
        if let Some(to) = to {
            self.marks.swap(from, to);
        }
    }

    /// Moves a project to a place, from 1, in the order of its `rivals`; beyond their end to the last.
    pub fn place(&mut self, project: i64, place: usize, rivals: &dyn Fn(i64) -> bool) {
        let Some(from) = self.marks.iter().position(|(id, _)| *id == project) else { return };
        let mark = self.marks.remove(from);
        let places = self.marks.iter().zip(0..).filter(|((id, _), _)| rivals(*id));
        let places: Vec<usize> = places.map(|(_, at)| at).collect();
        let end = places.last().map_or(from, |last| last + 1);
        let to = places.get(place.saturating_sub(1)).copied().unwrap_or(end);
        self.marks.insert(to, mark);
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

/// A voter before the box of an edition.
pub struct Own<'a> {
    pub edition: i64,
    pub key: &'a LinkKey,
    pub person: &'a [u8],
    pub lanes: &'a [String],
    /// The case at city hall under which they vote. Its draft is one of its own, and what lies in the
    /// box is not looked at: to this voter it is empty.
    pub office: Option<i64>,
}

impl<'a> Own<'a> {
    pub fn of(edition: i64, key: &'a LinkKey, lanes: &'a [String], voter: &'a Voter) -> Self {
        Self { edition, key, person: &voter.person, lanes, office: voter.office }
    }

    fn tag(&self) -> Vec<u8> {
        match self.office {
            None => self.key.digest(Purpose::Draft, &[self.person]),
            Some(case) => self.key.digest(Purpose::Draft, &[self.person, &case.to_be_bytes()]),
        }
    }

    /// Fixes this voter's order of projects.
    pub fn seed(&self) -> u64 {
        let mut seed = [0; 8];
        seed.iter_mut().zip(self.tag()).for_each(|(to, from)| *to = from);
        u64::from_be_bytes(seed)
    }

    fn read(&self, row: &voting_draft::Model) -> Result<Choices> {
        let plain = self.key.open(&row.tag, &row.sealed)?;
        Ok(serde_json::from_slice(&plain).map_err(anyhow::Error::from)?)
    }

    fn row(&self, choices: &Choices) -> Result<voting_draft::ActiveModel> {
        let tag = self.tag();
        let plain = serde_json::to_vec(choices).map_err(anyhow::Error::from)?;
        Ok(voting_draft::ActiveModel {
            edition_id: Set(self.edition),
            sealed: Set(self.key.seal(&tag, &plain)?),
            tag: Set(tag),
        })
    }

    /// The person's unfinished ballot. Looking at a ballot stores nothing.
    pub async fn draft(&self, db: &impl ConnectionTrait) -> Result<Option<Choices>> {
        let row = voting_draft::Entity::find_by_id((self.edition, self.tag())).one(db).await?;
        row.as_ref().map(|row| self.read(row)).transpose()
    }

    /// Changes the person's choices under a lock: of presses that arrive together, none is lost.
    ///
    /// `Conflict("vote-already")` when the ballot was cast in the meantime; nothing is kept then. Who
    /// wants to change a ballot that is in the box begins with [`Self::take_up`].
    pub async fn change(&self, app: &App, act: impl FnOnce(&mut Choices)) -> Result<()> {
        let tx = app.store.begin().await?;
        let keys = [voting_draft::Column::EditionId, voting_draft::Column::Tag];
        let empty = self.row(&Choices::default())?;
        let inserted = voting_draft::Entity::insert(empty)
            .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned())
            .exec_without_returning(&tx)
            .await?;
        if inserted > 0 && self.has_voted(&tx).await? {
            return Err(Error::conflict("vote-already"));
        }
        let find = voting_draft::Entity::find_by_id((self.edition, self.tag())).lock_exclusive();
        let row = find.one(&tx).await?.ok_or(Error::conflict("vote-already"))?;
        let mut choices = self.read(&row)?;
        act(&mut choices);
        voting_draft::Entity::update(self.row(&choices)?).exec(&tx).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lays a copy of the ballot in the box before its voter, to be changed. Until it is cast again
    /// the one in the box counts.
    pub async fn take_up(&self, app: &App, choices: &Choices) -> Result<()> {
        let tx = app.store.begin().await?;
        let keys = [voting_draft::Column::EditionId, voting_draft::Column::Tag];
        voting_draft::Entity::insert(self.row(choices)?)
            .on_conflict(OnConflict::columns(keys).do_nothing_on(keys).to_owned())
            .exec_without_returning(&tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The person's ballots in the box.
    pub async fn cast(&self, db: &impl ConnectionTrait) -> Result<Vec<(i64, Content)>> {
        if self.office.is_some() {
            return Ok(Vec::new());
        }
        let tags: Vec<Vec<u8>> =
            self.lanes.iter().map(|lane| envelope::tag(self.key, lane, self.person)).collect();
        let rows = envelopes::Entity::find()
            .filter(envelopes::Column::EditionId.eq(self.edition))
            .filter(envelopes::Column::Lane.is_in(self.lanes))
            .filter(envelopes::Column::Tag.is_in(tags))
            .all(db)
            .await?;
        rows.iter().map(|row| Ok((row.pool_id, envelope::open(self.key, row)?))).collect()
    }

    /// Whether this person's ballot is in the box.
    pub async fn has_voted(&self, db: &impl ConnectionTrait) -> Result<bool> {
        Ok(self.channel(db).await?.is_some())
    }

    /// How this person's ballot came into the box, if there is one.
    pub async fn channel(&self, db: &impl ConnectionTrait) -> Result<Option<Channel>> {
        Ok(self.cast(db).await?.into_iter().map(|(_, content)| content.channel).max())
    }

    /// Deletes the draft.
    pub async fn forget(&self, app: &App) -> Result<()> {
        let tx = app.store.begin().await?;
        voting_draft::Entity::delete_by_id((self.edition, self.tag())).exec(&tx).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Forgets the ballots that were never cast, when the voting is over.
pub async fn forget_all(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    let drafts = voting_draft::Entity::delete_many();
    drafts.filter(voting_draft::Column::EditionId.eq(edition)).exec(tx).await?;
    Ok(())
}
