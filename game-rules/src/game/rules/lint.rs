//! What a valid rule file may still do to an evening.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Units;
use super::{Basis, Effect, Item, Measure, Payout, Permit, Pricing, Rules, SampleBy};

/// Something that would spoil an evening. Amounts are game units, times seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Spoiler {
    #[error(
        "nothing can be bought: a table has at most {money}, the cheapest item needs {cheapest}"
    )]
    NothingCanBeBought { money: Units, cheapest: Units },
    #[error("\u{201c}{item}\u{201d} costs {price}; a full table with all measures has {money}")]
    NobodyCanAfford { item: String, price: Units, money: Units },
    #[error(
        "\u{201c}{measure}\u{201d} brings {yields}: with it {money} buy the whole list of {list}"
    )]
    MeasureAffordsEverything { measure: String, yields: Units, money: Units, list: Units },
    #[error("a table has {money} and the whole list costs {list}: nothing has to be chosen")]
    NothingToChoose { money: Units, list: Units },
    #[error("a purse of {purse} is below the cheapest item, {cheapest}")]
    PurseBelowCheapest { purse: Units, cheapest: Units },
    #[error("{amount} over {seats} seats leaves {rest}, and money.remainder does not say for whom")]
    UnevenSplit { amount: Units, seats: u32, rest: Units },
    #[error("reading {items} items takes {needed} s, \u{201c}{phase}\u{201d} has {planned} s")]
    ReadingTooLong { phase: String, items: usize, needed: u32, planned: u32 },
    #[error("\u{201c}{item}\u{201d} is locked, and no card unlocks it")]
    LockedForever { item: String },
    #[error("there is money, but no phase allows to place it")]
    NoPhaseToPlace,
}

impl Spoiler {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingCanBeBought { .. } => "nothing_can_be_bought",
            Self::NobodyCanAfford { .. } => "nobody_can_afford",
            Self::MeasureAffordsEverything { .. } => "measure_affords_everything",
            Self::NothingToChoose { .. } => "nothing_to_choose",
            Self::PurseBelowCheapest { .. } => "purse_below_cheapest",
            Self::UnevenSplit { .. } => "uneven_split",
            Self::ReadingTooLong { .. } => "reading_too_long",
            Self::LockedForever { .. } => "locked_forever",
            Self::NoPhaseToPlace => "no_phase_to_place",
        }
    }
}

/// Time to read one item, in seconds.
const READING: u32 = 45;

/// Finds what would spoil an evening. Rules that take their items from an edition are judged without them; lint them
/// again with [`Rules::with_projects`]. Where tables see a sample, money is judged as if they saw the whole list.
pub fn lint(rules: &Rules) -> Vec<Spoiler> {
    let mut found = Vec::new();
    let places = |permit| rules.phases.iter().any(|phase| phase.permits(permit));
    let has_money =
        rules.resources.grant.basis != Basis::None || !rules.content.measures.is_empty();
    if has_money && !places(Permit::Place) && !places(Permit::SetLevel) {
        found.push(Spoiler::NoPhaseToPlace);
    }
    lint_prices(rules, &mut found);
    lint_splits(rules, &mut found);
    lint_reading(rules, &mut found);
    let unlocked = |id: &String| {
        let cards = rules.events.iter().map(|card| &card.effect);
        cards.clone().any(|effect| matches!(effect, Effect::Unlock { items } if items.contains(id)))
    };
    let locked = rules.content.items.iter().filter(|item| item.locked && !unlocked(&item.id));
    found.extend(locked.map(|item| Spoiler::LockedForever { item: item.id.clone() }));
    found
}

/// Money of a table with so many players, before measures.
fn money(rules: &Rules, players: u32, amount: Units) -> Units {
    match rules.resources.grant.basis {
        Basis::PerPlayer => amount * Units::from(players),
        Basis::PerTable => amount,
        Basis::PercentOfList => {
            let part = i128::from(amount) * i128::from(list_cost(&rules.content.items)) / 100;
            Units::try_from(part).unwrap_or(Units::MAX)
        }
        Basis::None => 0,
    }
}

/// What a list costs; of a ladder the dearest level.
pub(in crate::game) fn list_cost<'i>(items: impl IntoIterator<Item = &'i Item>) -> Units {
    let mut ladders = BTreeMap::<&str, Units>::new();
    let mut cost = 0;
    for item in items {
        match (&item.group, item.pricing) {
            (Some(ladder), Pricing::Level { price }) => {
                let dearest = ladders.entry(ladder).or_default();
                *dearest = price.max(*dearest);
            }
            (_, pricing) => cost += pricing.list_cost(),
        }
    }
    cost + ladders.values().sum::<Units>()
}

/// The most all measures can bring: of a group only the best passes.
fn all_yields(measures: &[Measure]) -> Units {
    let mut groups = BTreeMap::<&str, Units>::new();
    let mut sum = 0;
    for measure in measures {
        match &measure.group {
            Some(group) => {
                let best = groups.entry(group).or_default();
                *best = measure.yields.max(*best);
            }
            None => sum += measure.yields,
        }
    }
    sum + groups.values().sum::<Units>()
}

fn lint_prices(rules: &Rules, found: &mut Vec<Spoiler>) {
    let content = &rules.content;
    let purchase = &rules.policies.purchase;
    let goal = |item: &Item| purchase.goal(item.pricing);
    let Some(cheapest) = content.items.iter().map(goal).min() else { return };
    let grant = &rules.resources.grant;
    let seats = rules.event.seats;
    let amounts = || std::iter::once(&grant.amount).chain(grant.scenarios.values());
    let most = amounts().map(|&amount| money(rules, seats.max, amount)).max().unwrap_or(0);
    let with_measures = most + all_yields(&content.measures);
    if with_measures < cheapest {
        found.push(Spoiler::NothingCanBeBought { money: with_measures, cheapest });
    }
    let beyond = content.items.iter().filter(|item| goal(item) > with_measures);
    found.extend(beyond.map(|item| Spoiler::NobodyCanAfford {
        item: item.id.clone(),
        price: goal(item),
        money: with_measures,
    }));

    let list = list_cost(&content.items);
    let fixed = content.items.iter().all(|item| !matches!(item.pricing, Pricing::Open { .. }));
    if fixed && most >= list {
        found.push(Spoiler::NothingToChoose { money: most, list });
    }
    for measure in content.measures.iter().filter(|_| fixed && most < list) {
        let (yields, money) = (measure.yields, most + measure.yields);
        if money >= list {
            let measure = measure.id.clone();
            found.push(Spoiler::MeasureAffordsEverything { measure, yields, money, list });
        }
    }

    let least = amounts().map(|&amount| money(rules, seats.min, amount)).min().unwrap_or(0);
    let purse = match grant.basis {
        Basis::PerPlayer => amounts().copied().min().unwrap_or(0),
        _ => least / Units::from(seats.max),
    };
    if grant.basis != Basis::None && purse < cheapest {
        found.push(Spoiler::PurseBelowCheapest { purse, cheapest });
    }
}

/// The first split of each amount that does not come out even.
fn lint_splits(rules: &Rules, found: &mut Vec<Spoiler>) {
    if rules.money.remainder.is_some() {
        return;
    }
    let grant = &rules.resources.grant;
    let dealt = (grant.basis == Basis::PerTable)
        .then(|| std::iter::once(grant.amount).chain(grant.scenarios.values().copied()));
    let equal = rules.content.measures.iter().filter(|measure| measure.payout == Payout::Equal);
    let amounts = dealt.into_iter().flatten().chain(equal.map(|measure| measure.yields));
    let seats = rules.event.seats;
    for amount in amounts {
        let rest = |seats: u32| amount % (Units::from(seats) * rules.money.split_step());
        let uneven = (seats.min..=seats.max).find(|&seats| rest(seats) != 0);
        found.extend(uneven.map(|seats| Spoiler::UnevenSplit { amount, seats, rest: rest(seats) }));
    }
}

/// The phases before money can be placed are for reading; without any, the first phase of play is.
fn lint_reading(rules: &Rules, found: &mut Vec<Spoiler>) {
    let sample = rules.content.sample;
    let listed = rules.content.items.len();
    let items = match sample.by {
        SampleBy::All => listed,
        SampleBy::SameK | SampleBy::BlockDesign if listed == 0 => sample.k as usize,
        SampleBy::SameK | SampleBy::BlockDesign => listed.min(sample.k as usize),
    };
    let play = rules.phases.iter().position(|phase| phase.permits(Permit::Place));
    let Some(play) = play else { return };
    let reading = if play == 0 { &rules.phases[..1] } else { &rules.phases[..play] };
    let planned: u32 = reading.iter().map(|phase| phase.seconds).sum();
    let needed = u32::try_from(items).unwrap_or(u32::MAX).saturating_mul(READING);
    if let Some(phase) = reading.last().filter(|_| planned > 0 && needed > planned) {
        found.push(Spoiler::ReadingTooLong { phase: phase.id.clone(), items, needed, planned });
    }
}
