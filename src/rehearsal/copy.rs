//! The copy: what people vote on and by which rules, and nobody's name. Read from the original through
//! its entities, whichever engine it lives on, and written into a database of its own.

use std::collections::HashMap;

use anyhow::{Context, Result, ensure};
use game_rules::ballot::Kind;
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, NotSet, QueryOrder, Set};
use sha2::{Digest, Sha256};

use crate::app::App;
use crate::clock::Instant;
use crate::edition::{self, Edition, Phase, district, phase, pool};
use crate::evaluation::preset::Preset;
use crate::paper;
use crate::project::{self, Project, State};
use crate::register::{self, Accounts, Policy};
use crate::text::{Lang, Text};
use crate::vote::unusual::{self, Cause};

const DAY: Instant = 24 * 3600;

/// What is read of an original.
pub struct Original {
    edition: Edition,
    districts: Vec<district::Model>,
    pools: Vec<pool::Model>,
    projects: Vec<Project>,
    calendar: Vec<phase::Model>,
    policy: Policy,
    /// Which ballot counts where somebody has one on paper and one from the internet.
    pub paper: paper::Policy,
}

/// The path segment of an edition's rehearsal.
pub fn slug(edition: &str) -> String {
    format!("{edition}-rehearsal")
}

impl Original {
    /// Reads an edition that is not counted yet. On the ballot stands what was accepted; in a pool in
    /// which nothing is decided yet, what was handed in.
    pub async fn read(db: &impl ConnectionTrait, edition: &Edition) -> Result<Self> {
        let pools = pool::of_edition(db, edition.id).await?;
        for pool in &pools {
            ensure!(
                pool.rules()?.kind != Kind::Scoring,
                "pool {} has graded ballots, which nobody can fill in here yet",
                pool.code
            );
        }
        let districts = district::Entity::find()
            .filter(district::Column::EditionId.eq(edition.id))
            .order_by_asc(district::Column::Id)
            .all(db)
            .await?;
        let projects = project::Entity::find()
            .filter(project::Column::EditionId.eq(edition.id))
            .order_by_asc(project::Column::PoolId)
            .order_by_asc(project::Column::Position)
            .all(db)
            .await?;
        let calendar = phase::calendar(db, edition.id).await?;
        let policy = register::policy_of(db, edition.id).await?;
        let paper = paper::policy_of(db, edition.id).await?;
        Ok(Self { edition: edition.clone(), districts, pools, projects, calendar, policy, paper })
    }

    fn on_ballot(&self, pool: i64) -> impl Iterator<Item = &Project> {
        let of_pool = move |project: &&Project| project.pool_id == pool;
        let accepted = |project: &Project| project.state == State::Accepted;
        let decided = self.edition.phase >= Phase::Voting
            || self.projects.iter().filter(of_pool).any(accepted);
        self.projects.iter().filter(of_pool).filter(move |project| match decided {
            true => accepted(project),
            false => State::STANDING.contains(&project.state),
        })
    }

    /// A digest of everything that is copied, to see that nothing of it has changed meanwhile. What
    /// residents change at any time is not in it.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        let Edition { slug, city, title, phase, .. } = &self.edition;
        hash.update(format!("{slug} {city} {title} {phase:?} {:?}", self.districts));
        hash.update(format!("{:?} {:?} {:?}", self.calendar, self.policy, self.paper));
        for pool in &self.pools {
            hash.update(format!("{:?}", pool::Model { ballots: 0, ..pool.clone() }));
        }
        for project in &self.projects {
            let Project { id, pool_id, number, position, cost, state, title, .. } = project;
            hash.update(format!("{id} {pool_id} {number} {position} {cost} {state:?} {title}"));
        }
        hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// How long the voting lasts: as the calendar says, two weeks where it says nothing.
    fn length(&self) -> Instant {
        let voting = self.calendar.iter().find(|phase| phase.kind == Phase::Voting);
        let length = voting.map_or(14 * DAY, |voting| voting.ends_at - voting.begins_at);
        length.clamp(3 * DAY, 60 * DAY)
    }

    /// Writes the copy into an empty database, about to open for voting. Residents of it come by
    /// one-time codes, which name an entry of the register where the original keeps one.
    pub async fn write(&self, app: &App) -> Result<(Edition, Policy)> {
        let now = app.clock.now();
        let language = Lang::parse(&self.edition.language).unwrap_or(Lang::Pl);
        let title = self.edition.title.as_str().into();
        let tx = app.store.begin().await?;
        let mut row = self.edition.clone().into_active_model().reset_all();
        row.id = NotSet;
        row.slug = Set(slug(&self.edition.slug));
        row.title = Set(Text(language).with("rehearsal-edition", &[("title", title)]));
        row.phase = Set(Phase::Preparation);
        row.source = Set(String::new());
        let copy = row.insert(&tx).await?;
        phase::Entity::insert(phase::ActiveModel {
            edition_id: Set(copy.id),
            kind: Set(Phase::Voting),
            begins_at: Set(now),
            ends_at: Set(now + self.length()),
        })
        .exec_without_returning(&tx)
        .await?;
        Preset::polish()?.load(&tx, now, None, copy.id).await?;
        let copy = edition::begin_at(&tx, copy, Phase::Evaluation).await?;
        let mut districts = HashMap::new();
        for district in &self.districts {
            let mut row = district.clone().into_active_model().reset_all();
            (row.id, row.edition_id) = (NotSet, Set(copy.id));
            districts.insert(district.id, row.insert(&tx).await?.id);
        }
        let mut projects = 0;
        for pool in &self.pools {
            let mut row = pool.clone().into_active_model().reset_all();
            (row.id, row.edition_id, row.ballots) = (NotSet, Set(copy.id), Set(0));
            let district = pool.district_id.map(|id| districts.get(&id).copied());
            row.district_id =
                Set(district.map(|id| id.context("a pool without its district")).transpose()?);
            let pool_id = row.insert(&tx).await?.id;
            let rows: Vec<_> =
                self.on_ballot(pool.id).map(|row| bare(row, copy.id, pool_id)).collect();
            projects += rows.len();
            for chunk in rows.chunks(500) {
                project::Entity::insert_many(chunk.to_vec()).exec_without_returning(&tx).await?;
            }
        }
        ensure!(projects > 0, "edition {} has no project to vote on", self.edition.slug);
        let policy = Policy {
            codes: true,
            by: self.policy.by,
            per_contact: self.policy.per_contact,
            account: Accounts::None,
            children: self.policy.children,
            mixed_because: match &*self.policy.mixed_because {
                "" => self.edition.title.clone(),
                because => because.to_owned(),
            },
            ..Policy::default()
        };
        register::set_policy(&tx, copy.id, &policy).await?;
        // What is unusual about the original is for its own officers to explain.
        let reason = Text(language).say("rehearsal-nobody");
        for cause in Cause::ALL {
            unusual::give(&tx, copy.id, (cause, reason.as_str()), 0, now).await?;
        }
        tx.commit().await?;
        Ok((copy, policy))
    }
}

/// A project as it stands on the ballot, without its author and their words.
fn bare(project: &Project, edition: i64, pool: i64) -> project::ActiveModel {
    project::ActiveModel {
        edition_id: Set(edition),
        pool_id: Set(pool),
        position: Set(project.position),
        number: Set(project.number.clone()),
        code: Set(project.code.clone()),
        title: Set(project.title.clone()),
        title_order: Set(project.title_order.clone()),
        search: Set(String::new()),
        summary: Set(String::new()),
        category: Set(project.category),
        place: Set(String::new()),
        latitude: Set(project.latitude),
        longitude: Set(project.longitude),
        cost: Set(project.cost),
        state: Set(State::Accepted),
        reason: Set(String::new()),
        official: Set(None),
        columns: Set("[]".to_owned()),
        submitted_at: Set(project.submitted_at),
        ballot_number: Set(project.ballot_number),
        ..Default::default()
    }
}

/// The edition of this path segment, if it may be rehearsed.
///
/// # Errors
/// There is none, or its votes are counted.
pub async fn find(db: &impl ConnectionTrait, slug: &str) -> Result<Edition> {
    let edition = edition::find(db, slug).await.with_context(|| format!("no edition {slug}"))?;
    ensure!(edition.phase <= Phase::Voting, "the voting of {slug} is over; rehearse before it");
    Ok(edition)
}
