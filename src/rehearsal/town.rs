//! What everybody in a rehearsal knows: the site's address, the pools and what people like.

use std::sync::Arc;

use anyhow::Result;
use game_rules::ballot::{Kind, Mark, Rules};
use game_rules::money::Money;
use openidconnect::reqwest::Client;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sea_orm::EntityTrait;

use super::browser::Browser;
use crate::app::App;
use crate::edition::{Edition, district, pool};
use crate::project;

/// A pool with the projects of its ballot, in the order of the list.
pub struct Ground {
    pub code: String,
    pub lane: String,
    pub district: Option<i64>,
    /// The name of its district; empty for the whole city.
    pub area: String,
    pub rules: Rules,
    /// Id, number, and how well it is liked beside the others.
    pub projects: Vec<(i64, String, u32)>,
    pub costs: Vec<Money>,
}

pub struct Town {
    pub slug: String,
    pub grounds: Vec<Ground>,
    pub http: Client,
    pub base: Arc<str>,
    pub seed: u64,
}

const AGENTS: [&str; 5] = ["Android", "iPhone", "Windows", "Macintosh", "Linux"];

impl Town {
    /// Reads the copy. What is liked depends on nothing but `seed`: a few projects of each pool much,
    /// most of them little, so that there is something to count.
    pub async fn read(app: &App, edition: &Edition, base: Arc<str>, seed: u64) -> Result<Self> {
        let db = app.store.read();
        let mut random = StdRng::seed_from_u64(seed);
        let mut grounds = Vec::new();
        for pool in pool::of_edition(db, edition.id).await? {
            let rows = project::on_ballot(db, &[pool.id]).await?;
            let mut ranks: Vec<u32> = (1..).take(rows.len()).collect();
            for last in (1..ranks.len()).rev() {
                ranks.swap(last, random.random_range(0..=last));
            }
            let area = match pool.district_id {
                Some(id) => district::Entity::find_by_id(id).one(db).await?,
                None => None,
            };
            grounds.push(Ground {
                rules: pool.rules()?,
                costs: rows.iter().map(project::Row::money).collect(),
                projects: rows
                    .into_iter()
                    .zip(&ranks)
                    .map(|(row, rank)| (row.id, row.number, 1 + 240 / rank))
                    .collect(),
                code: pool.code,
                lane: pool.lane,
                district: pool.district_id,
                area: area.map(|area| area.name).unwrap_or_default(),
            });
        }
        Ok(Self { slug: edition.slug.clone(), grounds, http: Browser::client()?, base, seed })
    }

    /// Whose choices and habits are this number's.
    pub fn chance(&self, number: usize) -> StdRng {
        StdRng::seed_from_u64(self.seed ^ (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// A browser in a network of its own.
    pub fn browser(&self, number: usize) -> Browser {
        let (high, low) = (number / 250 % 250, number % 250);
        let agent = AGENTS[number * 7 % AGENTS.len()];
        Browser::new(&self.http, &self.base, format!("10.{high}.{low}.7"), agent)
    }

    /// One of a crowd that sits in one place.
    pub fn browser_of_one_hand(&self, number: usize) -> Browser {
        let address = format!("203.0.113.{}", 1 + number % 250);
        Browser::new(&self.http, &self.base, address, AGENTS[number % AGENTS.len()])
    }
}

impl Ground {
    /// A valid ballot, the liked projects more often than others.
    pub fn choose(&self, random: &mut StdRng) -> Vec<Mark> {
        let mut left: Vec<u32> = (0..).take(self.projects.len()).collect();
        let wanted = random.random_range(1..=5);
        let mut marks: Vec<Mark> = Vec::new();
        let least = self.rules.min_length.unwrap_or(1) as usize;
        while !left.is_empty() && marks.len() < wanted.max(least) {
            let weight = |project: u32| self.projects[project as usize].2;
            let mut point = random.random_range(0..left.iter().map(|one| weight(*one)).sum());
            let place = left.iter().position(|one| match point.checked_sub(weight(*one)) {
                Some(rest) => {
                    point = rest;
                    false
                }
                None => true,
            });
            let project = left.swap_remove(place.unwrap_or(0));
            let points = if self.rules.kind.has_points() { random.random_range(1..=3) } else { 1 };
            marks.push(Mark { project, points });
            if !self.allows_so_far(&marks) {
                marks.pop();
            }
        }
        if self.rules.check(&marks, &self.costs).is_ok() { marks } else { Vec::new() }
    }

    /// Whether nothing is too much; what is too little may still come.
    fn allows_so_far(&self, marks: &[Mark]) -> bool {
        let most = Rules {
            min_length: None,
            min_sum_cost: None,
            min_sum_points: None,
            ..self.rules.clone()
        };
        most.check(marks, &self.costs).is_ok()
    }

    /// More than the ballot allows; none where it has no limit.
    pub fn too_much(&self) -> Option<Vec<Mark>> {
        let all = (0..).take(self.projects.len());
        let most = self.rules.max_sum_points.or(self.rules.max_points).unwrap_or(1);
        let points = if self.rules.kind.has_points() { most.saturating_add(1) } else { 1 };
        let marks: Vec<Mark> = all.map(|project| Mark { project, points }).collect();
        self.rules.check(&marks, &self.costs).is_err().then_some(marks)
    }

    /// As the form of the ballot has a mark.
    pub fn choice(&self, mark: Mark) -> Option<String> {
        let (id, ..) = self.projects.get(mark.project as usize)?;
        Some(format!("{id}:{}", mark.points))
    }

    /// Whether the order of the marks is part of the choice.
    pub fn is_ranking(&self) -> bool {
        self.rules.kind == Kind::Ordinal
    }
}
