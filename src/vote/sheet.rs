//! The ballot paper of one voter: which pools, which projects in which order, what is chosen and
//! what is left. Pure: the routes load, this puts together.

use std::ops::Deref;
use std::sync::Arc;

use game_rules::ballot::{Kind, Mark, Refusal, Remaining, Rules};
use game_rules::money::Money;

use super::draft::Choices;
use super::envelope::{NewBallot, Part};
use crate::edition::Pool;
use crate::error::Result;
use crate::project::Row;

/// A pool and what is on its ballot: read once, and shared by all papers.
#[derive(Debug)]
pub struct Slate {
    pub pool: Pool,
    pub rules: Rules,
    /// In the order of the ballot list, by which refusals name projects.
    list: Vec<Row>,
    costs: Vec<Money>,
}

impl Slate {
    /// Of the `projects` that stand in the pool.
    pub fn new(pool: &Pool, projects: &[Row]) -> Result<Self> {
        let list: Vec<Row> =
            projects.iter().filter(|row| row.pool_id == pool.id).cloned().collect();
        let costs = list.iter().map(Row::money).collect();
        Ok(Self { rules: pool.rules()?, pool: pool.clone(), list, costs })
    }
}

/// One pool's part of the paper.
#[derive(Clone, Debug)]
pub struct Sheet {
    slate: Arc<Slate>,
    /// Places in the list and points, in the order chosen.
    chosen: Vec<(usize, i64)>,
    seed: u64,
    pub remaining: Remaining,
    /// What keeps this part from being cast; an untouched part is simply not cast.
    pub refusals: Vec<Refusal>,
}

impl Deref for Sheet {
    type Target = Slate;
    fn deref(&self) -> &Slate {
        &self.slate
    }
}

impl Sheet {
    fn new(slate: Arc<Slate>, choices: &Choices, seed: u64) -> Self {
        let (mut chosen, mut marks) = (Vec::new(), Vec::new());
        for (id, points) in &choices.marks {
            let found = slate.list.iter().position(|row| row.id == *id);
            if let Some(index) = found
                && let Ok(project) = u32::try_from(index)
            {
                marks.push(Mark { project, points: *points });
                chosen.push((index, *points));
            }
        }
        let remaining = slate.rules.remaining(&marks, &slate.costs);
        let refusals = if marks.is_empty() {
            Vec::new()
        } else {
            slate.rules.check(&marks, &slate.costs).err().unwrap_or_default()
        };
        Self { slate, chosen, seed, remaining, refusals }
    }

    pub fn is_blank(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Projects in this voter's order.
    pub fn projects(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.list.iter().collect();
        rows.sort_by_key(|row| shuffled(self.seed, row.id));
        if self.rules.kind == Kind::Ordinal {
            // What is ranked stands in its order before what is not.
            rows.sort_by_key(|row| self.place(row.id).unwrap_or(usize::MAX));
        }
        rows
    }

    /// Project and points, in the order chosen.
    pub fn chosen(&self) -> impl ExactSizeIterator<Item = (&Row, i64)> {
        self.chosen.iter().map(|(index, points)| (&self.list[*index], *points))
    }

    /// Money of the chosen projects together.
    pub fn cost(&self) -> Money {
        Money::from_minor(self.chosen().map(|(row, _)| row.cost).sum())
    }

    pub fn has(&self, project: i64) -> bool {
        self.list.iter().any(|row| row.id == project)
    }

    /// The project at a position of the ballot list.
    pub fn by_index(&self, index: usize) -> Option<&Row> {
        self.list.get(index)
    }

    /// The place of a project among the chosen, from 1.
    pub fn place(&self, project: i64) -> Option<usize> {
        self.chosen().position(|(row, _)| row.id == project).map(|place| place + 1)
    }

    pub fn points(&self, project: i64) -> i64 {
        self.chosen().find(|(row, _)| row.id == project).map_or(0, |(_, points)| points)
    }
}

#[derive(Clone, Debug)]
pub struct Paper {
    pub sheets: Vec<Sheet>,
}

impl Paper {
    /// Puts a voter's paper together from the pools they may vote in.
    pub fn new(slates: Vec<Arc<Slate>>, choices: &Choices, seed: u64) -> Self {
        let sheets = slates.into_iter().map(|slate| Sheet::new(slate, choices, seed)).collect();
        Self { sheets }
    }

    pub fn is_blank(&self) -> bool {
        self.sheets.iter().all(Sheet::is_blank)
    }

    /// Something is chosen and nothing stands in the way of casting.
    pub fn is_ready(&self) -> bool {
        !self.is_blank() && self.sheets.iter().all(|sheet| sheet.refusals.is_empty())
    }

    pub fn has(&self, project: i64) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.has(project))
    }

    /// Whether every mark stands on the paper, with points only where the ballot has some.
    pub fn holds_all(&self, choices: &Choices) -> bool {
        choices.marks.iter().all(|(project, points)| {
            let sheet = self.has(*project);
            sheet.is_some_and(|sheet| sheet.rules.kind.has_points() || *points == 1)
        })
    }

    /// The filled parts as ballots, made under the voter's one-time key.
    pub fn parts(&self, edition: &str, key: &[u8; 16]) -> Vec<Part> {
        let filled = self.sheets.iter().filter(|sheet| !sheet.is_blank());
        filled
            .map(|sheet| {
                let choices: Vec<(&str, i64)> =
                    sheet.chosen().map(|(row, points)| (row.number.as_str(), points)).collect();
                Part {
                    pool_id: sheet.pool.id,
                    lane: sheet.pool.lane.clone(),
                    ballot: NewBallot::new(
                        key,
                        edition,
                        &sheet.pool.code,
                        sheet.rules.kind,
                        &choices,
                    ),
                }
            })
            .collect()
    }
}

/// A number that orders projects differently for every seed and always alike for one
/// (the finaliser of SplitMix64).
fn shuffled(seed: u64, id: i64) -> u64 {
    let mut x = seed ^ id.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
