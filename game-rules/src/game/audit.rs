//! The invariants of a table, computed anew from its state. None is ever broken; whoever doubts a result checks.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Units;
use super::command::Vote;
use super::event::{Matter, Source};
use super::ledger::{Payer, Payment};
use super::rules::{Abstain, Agreement, ConsentOn, Pricing, Rules};
use super::table::{Item, MeasureState, Stage, Table};

/// A broken invariant, by its number in the specification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "invariant")]
pub enum Broken {
    #[error("I1: {issued} were issued, {held} are held")]
    I1Balance { issued: Units, held: Units },
    #[error("I1: {granted} were granted at the start, {declared} were declared")]
    I1Deal { granted: Units, declared: Units },
    #[error("I2: an account holds {balance}")]
    I2Negative { balance: Units },
    #[error("I3: {item} holds {held} of at most {most}")]
    I3Overfunded { item: String, held: Units, most: Units },
    #[error("I3: {item} was bought for {paid} and cost from {least} to {most}")]
    I3Price { item: String, paid: Units, least: Units, most: Units },
    #[error("I4: {level} and {other} of one ladder are bought")]
    I4Ladder { level: String, other: String },
    #[error("I5: {item} is closed and holds {held}")]
    I5Closed { item: String, held: Units },
    #[error("I5: {item} is open although {rival} was bought")]
    I5Rival { item: String, rival: String },
    #[error("I6: {item} was bought for {paid}, its payers paid {known}")]
    I6Payers { item: String, paid: Units, known: Units },
    #[error("I7: the purse {purse} paid for {item}")]
    I7Purse { item: String, purse: String },
    #[error("I8: seat {seat} has {held} of at most {most} on {item}")]
    I8Cap { item: String, seat: u32, held: Units, most: Units },
    #[error("I9: {measure} paid {paid} of {declared}")]
    I9Yield { measure: String, paid: Units, declared: Units },
    #[error("I9: {measure} passed with {agreed} agreements")]
    I9Consent { measure: String, agreed: usize },
    #[error("I9: {measure} passed against {no} votes")]
    I9Dissent { measure: String, no: usize },
    #[error("I10: the order of purchases differs from what is bought")]
    I10Order,
    #[error("I11: the seal does not fit the table")]
    I11Seal,
    #[error("I17: a payment for {item} has no price")]
    I17Price { item: String },
}

/// Checks a table; nothing is wrong if nothing is returned. I12 to I15 compare several runs, and are tested that way.
pub fn audit(rules: &Rules, table: &Table) -> Vec<Broken> {
    let mut broken = Vec::new();
    check_balances(table, &mut broken);
    for (place, item) in table.items().iter().enumerate() {
        check_item(rules, table, place, item, &mut broken);
    }
    check_ladders(table, &mut broken);
    check_measures(rules, table, &mut broken);
    check_order(table, &mut broken);
    if table.stage() == Stage::Sealed && table.seal() != Some(table.summary(rules).hash().as_str())
    {
        broken.push(Broken::I11Seal);
    }
    broken
}

fn check_balances(table: &Table, broken: &mut Vec<Broken>) {
    let ledger = table.ledger();
    let issued: Units = table.issues().iter().map(|issue| issue.amount).sum();
    let held = ledger.in_purses() + ledger.pot() + ledger.in_escrow() + ledger.in_spent();
    if issued != held || ledger.sum() != 0 {
        broken.push(Broken::I1Balance { issued, held });
    }
    if let Some(deal) = table.dealt() {
        let granted = issued_for(table, Source::Deal);
        if granted != deal.total {
            broken.push(Broken::I1Deal { granted, declared: deal.total });
        }
    }
    let bids = (1..=table.seats().len() as u32).flat_map(|seat| {
        (0..ledger.purses_of(seat).len()).map(move |purse| Payer::Seat { seat, purse })
    });
    let free = bids.map(|payer| table.free(payer)).min().unwrap_or(0);
    let balance = ledger.least().min(free);
    if balance < 0 {
        broken.push(Broken::I2Negative { balance });
    }
}

fn issued_for(table: &Table, source: Source) -> Units {
    let issues = table.issues().iter().filter(|issue| issue.source == source);
    issues.map(|issue| issue.amount).sum()
}

fn check_item(rules: &Rules, table: &Table, place: usize, item: &Item, broken: &mut Vec<Broken>) {
    let id = || item.rule.id.clone();
    let (escrow, spent) = (table.ledger().escrow_total(place), table.ledger().spent_total(place));
    let most = item.rule.pricing.most();
    if escrow > most {
        broken.push(Broken::I3Overfunded { item: id(), held: escrow, most });
    }
    if !item.closed_by.is_empty() && escrow > 0 {
        broken.push(Broken::I5Closed { item: id(), held: escrow });
    }
    if item.bought {
        let least = rules.policies.purchase.goal(item.rule.pricing);
        if !(least..=most).contains(&spent) || escrow != 0 {
            broken.push(Broken::I3Price { item: id(), paid: spent, least, most });
        }
    }
    let live = table.purchases().iter().filter(|bought| bought.item == place && !bought.struck);
    let paid: Units = live.map(|bought| bought.paid).sum();
    if paid != spent {
        broken.push(Broken::I6Payers { item: id(), paid, known: spent });
    }
    let payments = [table.ledger().escrow(place), table.ledger().spent(place)].concat();
    check_payments(rules, table, item, &payments, broken);
}

fn check_payments(
    rules: &Rules,
    table: &Table,
    item: &Item,
    payments: &[Payment],
    broken: &mut Vec<Broken>,
) {
    let id = || item.rule.id.clone();
    // The cap that applied: a price lowered afterwards does not make a payment wrong.
    let mut stakes = BTreeMap::<u32, (Units, Units)>::new();
    for payment in payments {
        if payment.price <= 0 {
            broken.push(Broken::I17Price { item: id() });
        }
        let Payer::Seat { seat, purse } = payment.payer else { continue };
        let rule = rules.resources.purses.get(purse);
        if table.seat(seat).is_none() || !rule.is_some_and(|rule| rule.pays(&item.rule.purse_tags))
        {
            let purse = rule.map(|rule| rule.id.clone()).unwrap_or_default();
            broken.push(Broken::I7Purse { item: id(), purse });
        }
        let (held, most) = stakes.entry(seat).or_default();
        *held += payment.amount;
        *most = rules.policies.purchase.cap(payment.price).max(*most);
    }
    for (seat, (held, most)) in stakes {
        if held > most {
            broken.push(Broken::I8Cap { item: id(), seat, held, most });
        }
    }
}

fn check_ladders(table: &Table, broken: &mut Vec<Broken>) {
    let level = |item: &&Item| matches!(item.rule.pricing, Pricing::Level { .. });
    let levels: Vec<&Item> = table.items().iter().filter(level).collect();
    for bought in levels.iter().filter(|item| item.bought) {
        let siblings = levels.iter().filter(|other| {
            other.rule.group == bought.rule.group && other.rule.id != bought.rule.id
        });
        for sibling in siblings {
            let (level, other) = (bought.rule.id.clone(), sibling.rule.id.clone());
            if sibling.bought {
                broken.push(Broken::I4Ladder { level, other });
            } else if sibling.is_open() {
                broken.push(Broken::I5Rival { item: other, rival: level });
            }
        }
    }
}

fn check_measures(rules: &Rules, table: &Table, broken: &mut Vec<Broken>) {
    for (place, (rule, measure)) in rules.content.measures.iter().zip(table.measures()).enumerate()
    {
        let passed = measure.state == MeasureState::Passed;
        let declared = if passed { rule.yields } else { 0 };
        let paid = issued_for(table, Source::Measure(place));
        if paid != declared {
            broken.push(Broken::I9Yield { measure: rule.id.clone(), paid, declared });
        }
        let asked = rule.consent.is_some() || rules.policies.consent.needed(ConsentOn::Measure);
        if !asked || table.is_from_sheet() {
            continue;
        }
        let agreements = table
            .motions()
            .iter()
            .filter(|motion| motion.matter == Matter::Measure(place) && motion.passed());
        let agreed = agreements.clone().count();
        let ever =
            usize::from(matches!(measure.state, MeasureState::Passed | MeasureState::Repealed));
        if agreed != ever {
            broken.push(Broken::I9Consent { measure: rule.id.clone(), agreed });
        }
        let consent = rule.consent.unwrap_or(rules.policies.consent.rule);
        for motion in agreements.filter(|_| consent.rule == Agreement::Unanimous) {
            let mut no = motion.count(Vote::No);
            if consent.abstain == Abstain::Blocks {
                no += motion.count(Vote::Abstain);
            }
            if no > 0 {
                broken.push(Broken::I9Dissent { measure: rule.id.clone(), no });
            }
        }
    }
}

fn check_order(table: &Table, broken: &mut Vec<Broken>) {
    let sorted = |mut items: Vec<usize>| {
        items.sort_unstable();
        items
    };
    let order = sorted(table.bought().collect());
    let items = table.items().iter().enumerate();
    let bought: Vec<usize> =
        items.filter(|(_, item)| item.bought).map(|(place, _)| place).collect();
    let list = sorted(table.list().to_vec());
    if order != bought || (table.stage() == Stage::Sealed && list != bought) {
        broken.push(Broken::I10Order);
    }
}
