//! The ballot paper of one voter: which pools, which projects in which order, what is chosen and
//! what is left. Pure: the routes load, this puts together.

use game_rules::ballot::{Band, Kind, Mark, Refusal, Remaining, Rules};
use game_rules::money::Money;

use super::draft::Choices;
use super::envelope::{NewBallot, Part};
use crate::edition::Pool;
use crate::error::Result;
use crate::project::{Row, title_order};

/// In which order projects stand on the ballot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// At random, for each voter another and always the same.
    #[default]
    Drawn,
    Name,
    Cost,
    /// That of the ballot list.
    Number,
}

impl Order {
    pub const ALL: [Self; 4] = [Self::Drawn, Self::Name, Self::Cost, Self::Number];

    pub fn name(self) -> &'static str {
        match self {
            Self::Drawn => "drawn",
            Self::Name => "name",
            Self::Cost => "cost",
            Self::Number => "number",
        }
    }

    /// The order that an address asks for; whatever else it says, the drawn one.
    pub fn of(asked: &str) -> Self {
        Self::ALL.into_iter().find(|order| order.name() == asked).unwrap_or_default()
    }

    /// What an address needs to ask for it.
    pub fn query(self) -> String {
        if self == Self::Drawn { String::new() } else { format!("?order={}", self.name()) }
    }
}

/// One pool's part of the paper.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub pool: Pool,
    pub rules: Rules,
    /// In this voter's order.
    pub projects: Vec<Row>,
    /// Project and points, in the order chosen.
    pub chosen: Vec<(Row, i64)>,
    /// Ids in the order of the ballot list, by which refusals name projects.
    pub ids: Vec<i64>,
    pub remaining: Remaining,
    /// What keeps this part from being cast; an untouched part is simply not cast.
    pub refusals: Vec<Refusal>,
}

impl Sheet {
    pub fn is_blank(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Money of the chosen projects together.
    pub fn cost(&self) -> Money {
        Money::from_minor(self.chosen.iter().map(|(row, _)| row.cost).sum())
    }

    /// The project at a position of the ballot list.
    pub fn by_index(&self, index: usize) -> Option<&Row> {
        let id = self.ids.get(index)?;
        self.projects.iter().find(|row| row.id == *id)
    }

    /// The limit that is passed, if one is.
    pub fn over(&self) -> Option<&Refusal> {
        self.refusals.iter().find(|refusal| refusal.is_over())
    }

    /// The projects in lists of their own: one for each band of cost, or all in one.
    pub fn groups(&self) -> Vec<(Option<&Band>, Vec<&Row>)> {
        if self.rules.bands.is_empty() {
            return vec![(None, self.projects.iter().collect())];
        }
        let of = |band: &Band| self.projects.iter().filter(|row| band.takes(row.money())).collect();
        self.rules.bands.iter().map(|band| (Some(band), of(band))).collect()
    }

    fn arrange(&mut self, order: Order) {
        match order {
            Order::Drawn => return,
            Order::Name => self.projects.sort_by_cached_key(|row| title_order(&row.title)),
            Order::Cost => self.projects.sort_by_key(|row| row.cost),
            Order::Number => {
                let place = |id: i64| self.ids.iter().position(|listed| *listed == id);
                self.projects.sort_by_key(|row| place(row.id));
            }
        }
        self.ranked_first();
    }

    /// What is ranked stands in its order before what is not.
    fn ranked_first(&mut self) {
        if self.rules.kind == Kind::Ordinal {
            let ranked: Vec<i64> = self.chosen.iter().map(|(row, _)| row.id).collect();
            let place = |id: i64| ranked.iter().position(|ranked| *ranked == id);
            self.projects.sort_by_key(|row| place(row.id).unwrap_or(usize::MAX));
        }
    }

    /// The place of a project among the chosen, from 1.
    pub fn place(&self, project: i64) -> Option<usize> {
        self.chosen.iter().position(|(row, _)| row.id == project).map(|place| place + 1)
    }

    pub fn points(&self, project: i64) -> i64 {
        self.chosen.iter().find(|(row, _)| row.id == project).map_or(0, |(_, points)| *points)
    }
}

#[derive(Clone, Debug)]
pub struct Paper {
    pub sheets: Vec<Sheet>,
}

impl Paper {
    /// Puts a voter's paper together from the pools and projects they may vote on.
    pub fn new(pools: Vec<Pool>, projects: Vec<Row>, choices: &Choices, seed: u64) -> Result<Self> {
        let mut sheets = Vec::with_capacity(pools.len());
        for pool in pools {
            let own: Vec<Row> =
                projects.iter().filter(|row| row.pool_id == pool.id).cloned().collect();
            sheets.push(sheet(pool, own, choices, seed)?);
        }
        Ok(Self { sheets })
    }

    /// The same paper in another order.
    pub fn arranged(mut self, order: Order) -> Self {
        self.sheets.iter_mut().for_each(|sheet| sheet.arrange(order));
        self
    }

    pub fn is_blank(&self) -> bool {
        self.sheets.iter().all(Sheet::is_blank)
    }

    /// Something is chosen and nothing stands in the way of casting.
    pub fn is_ready(&self) -> bool {
        !self.is_blank() && self.sheets.iter().all(|sheet| sheet.refusals.is_empty())
    }

    pub fn has(&self, project: i64) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.projects.iter().any(|row| row.id == project))
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
                let choices: Vec<(&str, i64)> = sheet
                    .chosen
                    .iter()
                    .map(|(row, points)| (row.number.as_str(), *points))
                    .collect();
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

fn sheet(pool: Pool, mut projects: Vec<Row>, choices: &Choices, seed: u64) -> Result<Sheet> {
    let rules = pool.rules()?;
    let costs: Vec<Money> = projects.iter().map(Row::money).collect();
    let mut chosen = Vec::new();
    let mut indexed = Vec::new();
    for (id, points) in &choices.marks {
        let found = projects.iter().position(|row| row.id == *id);
        if let Some(index) = found
            && let Ok(project) = u32::try_from(index)
        {
            indexed.push(Mark { project, points: *points });
            chosen.push((projects[index].clone(), *points));
        }
    }
    let remaining = rules.remaining(&indexed, &costs);
    let refusals = if indexed.is_empty() {
        Vec::new()
    } else {
        rules.check(&indexed, &costs).err().unwrap_or_default()
    };
    let ids = projects.iter().map(|row| row.id).collect();
    projects.sort_by_key(|row| shuffled(seed, row.id));
    let mut sheet = Sheet { pool, rules, projects, chosen, ids, remaining, refusals };
    sheet.ranked_first();
    Ok(sheet)
}

/// A number that orders projects differently for every seed and always alike for one
/// (the finaliser of SplitMix64).
fn shuffled(seed: u64, id: i64) -> u64 {
    let mut x = seed ^ id.cast_unsigned().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
