//! The booth: one voter, the rolls of the edition they vote in, and what they have chosen so far.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::draft::{Choices, Own};
use super::link::LinkKey;
use super::sheet::{Paper, Slate};
use crate::app::App;
use crate::edition::{self, Edition, Phase, Pool, Room, phase, pool};
use crate::error::{Error, Result};
use crate::page::Shell;
use crate::people::Visit;
use crate::project::{self, Row};
use crate::register::{Pass, Voter};

/// An edition that votes: everything about it that has been frozen since the opening.
pub struct Roll {
    pub edition: Edition,
    pub pools: Vec<Pool>,
    /// Of all pools.
    pub projects: Vec<Row>,
    /// What papers are made of, in the order of the pools.
    slates: Vec<Arc<Slate>>,
    /// Every lane, once.
    pub lanes: Arc<[String]>,
    pub key: Arc<LinkKey>,
}

impl Roll {
    /// Reads the rolls of an edition that votes. `Busy` on a node without its link key.
    pub async fn of(app: &App, edition: &Edition) -> Result<Self> {
        let db = app.store.read();
        let key = app.keys.of(db, edition.id).await?;
        let pools = pool::of_edition(db, edition.id).await?;
        let ids: Vec<i64> = pools.iter().map(|pool| pool.id).collect();
        let projects = project::on_ballot(db, &ids).await?;
        let slate = |pool| Slate::new(pool, &projects).map(Arc::new);
        let slates = pools.iter().map(slate).collect::<Result<_>>()?;
        let lanes = lanes(&pools).into();
        Ok(Self { edition: edition.clone(), pools, projects, slates, lanes, key })
    }

    /// The area that a form names: a pool's code, or a dash for the city's pool alone.
    pub fn area(&self, code: &str) -> Option<i64> {
        match code {
            "-" => Some(0),
            code => self.pools.iter().find(|pool| pool.code == code).map(|pool| pool.id),
        }
    }

    pub fn own<'a>(&'a self, voter: &'a Voter) -> Own<'a> {
        Own::of(self.edition.id, &self.key, &self.lanes, voter)
    }
}

/// Every lane of some pools, once.
pub fn lanes(pools: &[Pool]) -> Vec<String> {
    let mut lanes: Vec<String> = pools.iter().map(|pool| pool.lane.clone()).collect();
    lanes.sort();
    lanes.dedup();
    lanes
}

/// For how long a cast may use rolls that were read before: they have been frozen since the opening,
/// and whether the edition still votes is decided in the transaction.
const FRESH: Duration = Duration::from_secs(2);

/// The rolls that casting read last, so that a ballot costs no reading.
#[derive(Default)]
pub struct Rolls(Mutex<HashMap<String, (Instant, Arc<Roll>)>>);

impl Rolls {
    pub async fn of(&self, app: &App, slug: &str) -> Result<Arc<Roll>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(slug).cloned();
        if let Some((read, roll)) = known
            && read.elapsed() < FRESH
        {
            return Ok(roll);
        }
        let edition = edition::find(app.store.read(), slug).await?;
        if edition.phase != Phase::Voting {
            return Err(Error::conflict("vote-closed"));
        }
        let roll = Arc::new(Roll::of(app, &edition).await?);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(slug.to_owned(), (Instant::now(), roll.clone()));
        Ok(roll)
    }
}

/// A voter in an edition that votes.
pub struct Booth {
    pub roll: Arc<Roll>,
    pub voter: Voter,
    pub choices: Choices,
    /// Whether their ballot is in the box and this is a change of it. At city hall nobody is told.
    pub has_voted: bool,
    /// The pool of the district that the register gives this voter.
    given: Option<i64>,
}

impl Booth {
    /// The booth is for who may still fill in a ballot; everybody else is told on the first page, and
    /// who has not shown that they may vote is led to where they can.
    pub async fn open(app: &App, visit: &Visit, pass: &Pass, slug: &str) -> Result<Self> {
        let edition = edition::find(app.store.read(), slug).await?;
        let mut booth = Self::enter(app, visit, pass, edition).await?;
        let draft = booth.own().draft(app.store.read()).await?;
        booth.has_voted = booth.own().has_voted(app.store.read()).await?;
        match draft {
            Some(choices) => {
                booth.choices = Choices { area: booth.given.or(choices.area), ..choices };
                // What was chosen in another district waits in the draft, and is on no paper here.
                let paper = booth.paper();
                let mut marks = booth.choices.marks.clone();
                marks.retain(|(project, _)| paper.has(*project).is_some());
                booth.choices.marks = marks;
            }
            None if booth.has_voted => {
                return Err(Error::SeeOther { to: visit.href(&format!("/{slug}/vote")) });
            }
            None => {}
        }
        Ok(booth)
    }

    /// Lets a voter in while the edition votes, whether or not they have voted.
    pub async fn enter(app: &App, visit: &Visit, pass: &Pass, edition: Edition) -> Result<Self> {
        let slug = edition.slug.clone();
        // Nobody is asked to show that they may vote where nobody may.
        if edition.phase != Phase::Voting || !in_time(app, &edition).await? {
            return Err(Error::SeeOther { to: visit.href(&format!("/{slug}/vote")) });
        }
        if pass.voter(app, visit, &edition).await?.is_none() {
            return Err(to_verify(visit, &slug));
        }
        let roll = Arc::new(Roll::of(app, &edition).await?);
        Self::with(app, visit, pass, roll, Choices::default()).await
    }

    /// A voter with choices that a form brings. Whether the edition still votes and their code still
    /// opens is left to casting.
    pub async fn with(
        app: &App,
        visit: &Visit,
        pass: &Pass,
        roll: Arc<Roll>,
        choices: Choices,
    ) -> Result<Self> {
        let Some(voter) = pass.claim(app, visit, &roll.edition).await? else {
            let open = roll.edition.phase == Phase::Voting && in_time(app, &roll.edition).await?;
            let closed = Error::conflict("vote-closed");
            return Err(if open { to_verify(visit, &roll.edition.slug) } else { closed });
        };
        let of_district = |id| roll.pools.iter().find(|pool| pool.district_id == Some(id));
        let given = voter.district.and_then(of_district).map(|pool| pool.id);
        let choices = Choices { area: given.or(choices.area), ..choices };
        Ok(Self { voter, choices, has_voted: false, given, roll })
    }

    /// What somebody wrote on paper, as if it stood on the screen. `given` is the pool of the district
    /// that the register gives this voter.
    pub fn on_paper(
        roll: Arc<Roll>,
        person: Vec<u8>,
        given: Option<i64>,
        choices: Choices,
    ) -> Self {
        Self { voter: Voter::new(person, None), choices, has_voted: false, given, roll }
    }

    pub fn edition(&self) -> &Edition {
        &self.roll.edition
    }

    pub fn own(&self) -> Own<'_> {
        self.roll.own(&self.voter)
    }

    /// The choices of the ballot in the box.
    pub async fn in_the_box(&self, app: &App) -> Result<Choices> {
        let mut choices = Choices { area: self.given, marks: Vec::new() };
        for (pool, content) in self.own().cast(app.store.read()).await? {
            let citywide = self.roll.pools.iter().any(|row| row.id == pool && row.is_citywide());
            if !citywide {
                choices.area = Some(pool);
            }
            let mut points = content.points.split(',');
            for number in content.vote.split(',') {
                let given = points.next().and_then(|points| points.parse().ok()).unwrap_or(1);
                let mut rows = self.roll.projects.iter();
                let row = rows.find(|row| row.pool_id == pool && row.number == number);
                choices.marks.extend(row.map(|row| (row.id, given)));
            }
        }
        if choices.area.is_none() && self.has_areas() {
            choices.area = Some(0);
        }
        Ok(choices)
    }

    pub fn shell(&self, visit: &Visit, title: &str) -> Shell {
        let edition = self.edition();
        let mut shell = edition::shell(visit, edition, Room::Voting, visit.text.say(title));
        let home = visit.href(&format!("/{}", edition.slug));
        shell.focus = Some((visit.text.say("vote-save-and-leave"), home));
        shell
    }

    /// The pools this voter fills in, one of each lane: the chosen area's first, then the city's and
    /// the area's other pools.
    fn slates(&self) -> Vec<Arc<Slate>> {
        let pools = &self.roll.pools;
        let chosen = self.choices.area.and_then(|id| pools.iter().find(|pool| pool.id == id));
        let mine = pools_of(pools, chosen.or(self.only_area()));
        let slate = |pool: &Pool| self.roll.slates.iter().find(|slate| slate.pool.id == pool.id);
        mine.into_iter().filter_map(slate).cloned().collect()
    }

    /// The pools of districts to choose from.
    pub fn areas(&self) -> &[Pool] {
        &self.roll.pools
    }

    /// Whether there is an area to choose: where a single district votes and the city has no pool, or
    /// the register says where somebody lives, there is nothing to ask.
    pub fn has_areas(&self) -> bool {
        self.given.is_none()
            && self.only_area().is_none()
            && self.roll.pools.iter().any(|pool| !pool.is_citywide())
    }

    fn only_area(&self) -> Option<&Pool> {
        let first = self.roll.pools.first()?;
        let mut lanes = HashSet::new();
        let alone = self
            .roll
            .pools
            .iter()
            .all(|pool| pool.district_id == first.district_id && lanes.insert(&pool.lane));
        (alone && !first.is_citywide()).then_some(first)
    }

    /// What a form names the chosen area.
    pub fn area_code(&self) -> String {
        let chosen = self.choices.area.and_then(|id| self.roll.pools.iter().find(|p| p.id == id));
        chosen.map_or("-".to_owned(), |pool| pool.code.clone())
    }

    pub fn paper(&self) -> Paper {
        Paper::new(self.slates(), &self.choices, self.own().seed())
    }
}

/// The pools on a ballot of an area, in their order.
pub fn pools_of<'a>(pools: &'a [Pool], area: Option<&'a Pool>) -> Vec<&'a Pool> {
    let district = area.and_then(|pool| pool.district_id);
    let others = pools
        .iter()
        .filter(|pool| pool.is_citywide() || district.is_some() && pool.district_id == district);
    let mut lanes = HashSet::new();
    let mut mine: Vec<&Pool> =
        area.into_iter().chain(others).filter(|pool| lanes.insert(&pool.lane)).collect();
    mine.sort_by_key(|pool| pool.position);
    mine
}

/// Where somebody shows that they may vote; the ballot they began waits for them.
fn to_verify(visit: &Visit, slug: &str) -> Error {
    Error::SeeOther { to: visit.href(&format!("/{slug}/vote/verify")) }
}

async fn in_time(app: &App, edition: &Edition) -> Result<bool> {
    let calendar = phase::calendar(app.store.read(), edition.id).await?;
    Ok(phase::ends_at(&calendar, Phase::Voting).is_some_and(|end| app.clock.now() < end))
}
