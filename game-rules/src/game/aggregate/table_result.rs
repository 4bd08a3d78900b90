//! What of a table counts over all tables.

use std::collections::BTreeMap;

use super::super::Units;
use super::super::command::Thumb;
use super::super::rules::{PartialAtClose, Pricing, Rules};
use super::super::table::{Item, Table};

/// Something that is ordered over all tables: an item, a write-in, or an idea.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name it counts under.
    pub key: String,
    pub title: String,
    /// In game units; the most that an open-priced item takes, which is never 0; 0 for ideas.
    pub price: Units,
    /// Whether any amount can be given, so that its cost is what tables gave it.
    pub open: bool,
    /// Of one ladder at most one is chosen.
    pub ladder: Option<String>,
    /// Keys that are not chosen as well.
    pub excludes: Vec<String>,
}

/// One table's decisions, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableResult {
    pub table: String,
    /// What lay on the table.
    pub shown: Vec<String>,
    /// What it bought, the most important first.
    pub list: Vec<String>,
    /// What it paid for what it bought.
    pub funded: BTreeMap<String, Units>,
    /// Money placed, also where it was not enough.
    pub placed: BTreeMap<String, Units>,
    /// People who paid for what was bought.
    pub payers: BTreeMap<String, u32>,
    /// Votes on ideas: for less against.
    pub votes: BTreeMap<String, i64>,
}

impl TableResult {
    /// The decisions of a table. Before it is sealed they are those so far.
    pub fn of(table: &Table, rules: &Rules) -> Self {
        let key = |item: usize| table.items().get(item).map(|item| item.key.clone());
        let bought: Vec<usize> = table.bought().collect();
        let list = if table.list().is_empty() { &bought[..] } else { table.list() };
        let mut placed = BTreeMap::new();
        for &item in &bought {
            *placed.entry(key(item).unwrap_or_default()).or_default() +=
                table.ledger().spent_total(item);
        }
        if rules.policies.purchase.partial_at_close != PartialAtClose::ReportOnly {
            for partial in table.partials() {
                *placed.entry(key(partial.item).unwrap_or_default()).or_default() += partial.amount;
            }
        }
        let ideas = table.ballot().map_or(&[][..], |ballot| &ballot.ideas);
        let mut votes: BTreeMap<String, i64> = ideas.iter().map(|idea| (idea.clone(), 0)).collect();
        for (_, idea, thumb) in table.ballot().iter().flat_map(|ballot| &ballot.votes) {
            let sum = ideas.get(*idea).and_then(|idea| votes.get_mut(idea));
            sum.into_iter().for_each(|sum| *sum += if *thumb == Thumb::Up { 1 } else { -1 });
        }
        let items = table.items().iter().map(|item| item.key.clone());
        Self {
            table: table.id().to_owned(),
            shown: items.chain(ideas.iter().cloned()).collect(),
            list: list.iter().filter_map(|&item| key(item)).collect(),
            funded: bought
                .iter()
                .filter_map(|&item| Some((key(item)?, table.ledger().spent_total(item))))
                .collect(),
            payers: bought
                .iter()
                .filter_map(|&item| Some((key(item)?, table.contributors(item))))
                .collect(),
            placed,
            votes,
        }
    }
}

/// Everything that lay on any of these tables, in the order in which it first appears.
pub fn candidates(tables: &[&Table]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for table in tables {
        let ideas = table.ideas().iter().map(|idea| Candidate {
            key: idea.name.clone(),
            title: idea.title.clone(),
            price: 0,
            open: false,
            ladder: None,
            excludes: Vec::new(),
        });
        for candidate in table.items().iter().map(Candidate::from).chain(ideas) {
            if !found.iter().any(|known| known.key == candidate.key) {
                found.push(candidate);
            }
        }
    }
    found
}

impl From<&Item> for Candidate {
    fn from(item: &Item) -> Self {
        let pricing = item.rule.pricing;
        Self {
            key: item.key.clone(),
            title: item.rule.title.clone(),
            price: pricing.most(),
            open: matches!(pricing, Pricing::Open { .. }),
            ladder: match pricing {
                Pricing::Level { .. } => item.rule.group.clone(),
                _ => None,
            },
            excludes: item.rule.excludes.clone(),
        }
    }
}
