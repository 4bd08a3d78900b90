//! What the organiser publishes after an event: figures and the words people left, as data. Amounts are game units,
//! times seconds.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Units;
use super::aggregate::{Aggregate, TableResult, aggregate, candidates, median};
use super::command::{Note, NoteKind, NoteTag};
use super::ratio::Ratio;
use super::rules::{MeasureKind, Quotes, Rules};
use super::table::{Answered, Item, MeasureState, Summary, Table};

/// An event. Parts that the rules switch off are empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The `meta.id` and the hash of the rules.
    pub game: String,
    pub rules: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<EventReport>,
    pub items: Vec<ItemReport>,
    pub measures: Vec<MeasureReport>,
    pub tables: Vec<TableReport>,
}

/// All tables together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventReport {
    pub tables: usize,
    pub people_at_start: u32,
    pub people_at_end: u32,
    /// People by the group they came with.
    pub cohorts: BTreeMap<String, u32>,
    /// Every method's order and choice, and where they disagree.
    pub aggregate: Aggregate,
    /// Which survey was asked, and its answers without who gave them, table by table in an order that does not show
    /// when they were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub survey: Option<String>,
    pub answers: Vec<Answered>,
}

/// One item over all tables.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemReport {
    pub key: String,
    pub title: String,
    /// As laid on the tables; a table's own price is in its report.
    pub price: Units,
    pub shown: u32,
    /// The tables that bought it.
    pub bought_by: Vec<String>,
    pub share: Ratio,
    /// Its place in the tables' orders of purchase, from 1.
    pub median_position: Option<Ratio>,
    pub best_position: Option<usize>,
    /// From the start of play to the purchase, by table.
    pub seconds_to_buy: BTreeMap<String, u64>,
    /// All money ever placed, also what was taken back or returned.
    pub placed: Units,
    /// Of that, on the item when its table closed without buying it.
    pub partial: Units,
    /// Seats that paid or were bidding at the close.
    pub contributors: u32,
    /// The largest part of a price that one seat paid.
    pub largest_share: Ratio,
    pub take_backs: u32,
    pub amendments: Vec<Quoted>,
    pub questions: Vec<Quoted>,
    pub notes: Vec<NoteReport>,
}

/// Words with the table they come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quoted {
    pub table: String,
    pub text: String,
    /// The answer, or the price it would have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// A note that may be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteReport {
    pub table: String,
    pub kind: NoteKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<NoteTag>,
    /// The pseudonym of whoever said it, if quotes are published and the person agreed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    pub text: String,
}

/// One measure over all tables.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureReport {
    pub measure: String,
    pub title: String,
    pub kind: MeasureKind,
    pub yields: Units,
    /// Agreeing to it was part of the game and no endorsement.
    pub scenario: bool,
    pub tables: usize,
    /// Tables at which it was proposed.
    pub proposed: u32,
    pub passed_by: Vec<String>,
    pub share: Ratio,
    /// Time between proposals and their ends, all tables together.
    pub seconds_argued: u64,
    /// Votes against it, also those changed later.
    pub dissent: u32,
    pub notes: Vec<NoteReport>,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TableReport {
    #[serde(flatten)]
    pub summary: Summary,
    pub seal: Option<String>,
    /// What measures brought.
    pub created: Units,
    /// Votes held on what the table had to agree on, and how many it agreed to.
    pub votes_held: usize,
    pub votes_agreed: usize,
    pub questions: usize,
    pub write_ins: usize,
    pub turns_passed: u32,
    pub notes: usize,
}

/// The report on these tables.
pub fn report(rules: &Rules, tables: &[&Table]) -> Report {
    let wanted = &rules.report;
    let part = |wanted: bool| if wanted { tables } else { &[] };
    Report {
        game: rules.meta.id.clone(),
        rules: rules.hash(),
        event: wanted.per_event.then(|| event(rules, tables)),
        items: items(rules, part(wanted.per_item)),
        measures: measures(rules, part(wanted.per_measure)),
        tables: part(wanted.per_table).iter().map(|table| self::table(rules, table)).collect(),
    }
}

fn event(rules: &Rules, tables: &[&Table]) -> EventReport {
    let results: Vec<TableResult> =
        tables.iter().map(|table| TableResult::of(table, rules)).collect();
    let seats = || tables.iter().flat_map(|table| table.seats());
    let mut cohorts = BTreeMap::new();
    for cohort in seats().filter_map(|seat| seat.cohort.clone()) {
        *cohorts.entry(cohort).or_default() += 1;
    }
    let mut answers: Vec<Answered> =
        tables.iter().flat_map(|table| table.surveys()).cloned().collect();
    answers.sort_unstable();
    EventReport {
        tables: tables.len(),
        people_at_start: tables.iter().map(|table| table.players_at_start()).sum(),
        people_at_end: tables.iter().map(|table| table.players_now()).sum(),
        cohorts,
        aggregate: aggregate(&candidates(tables), &results, &rules.aggregate),
        survey: rules.report.survey.clone(),
        answers,
    }
}

fn items(rules: &Rules, tables: &[&Table]) -> Vec<ItemReport> {
    let candidates = candidates(tables).into_iter();
    let reports = candidates.map(|candidate| {
        let at = |table: &&Table| table.items().iter().position(|item| item.key == candidate.key);
        let seen: Vec<(&Table, usize)> =
            tables.iter().filter_map(|table| Some((*table, at(table)?))).collect();
        item(rules, candidate.key.clone(), candidate.title.clone(), candidate.price, &seen)
    });
    reports.filter(|report| report.shown > 0).collect()
}

/// An item, at the tables that saw it and its place there.
fn item(
    rules: &Rules,
    key: String,
    title: String,
    price: Units,
    seen: &[(&Table, usize)],
) -> ItemReport {
    let bought = || seen.iter().filter(|(table, item)| table.items()[*item].bought);
    let position = |(table, item): &(&Table, usize)| {
        table.bought().position(|bought| bought == *item).map(|place| place + 1)
    };
    let positions: Vec<usize> = bought().filter_map(position).collect();
    let of_item = |figure: &dyn Fn(&Item) -> Units| -> Units {
        seen.iter().map(|(table, item)| figure(&table.items()[*item])).sum()
    };
    let partials = seen.iter().flat_map(|(table, item)| {
        table.partials().iter().filter(move |partial| partial.item == *item)
    });
    let share = Ratio::new(positions.len() as i128, seen.len() as i128);
    ItemReport {
        key,
        title,
        price,
        shown: seen.len() as u32,
        bought_by: bought().map(|(table, _)| table.id().to_owned()).collect(),
        share,
        median_position: (!positions.is_empty())
            .then(|| median(positions.iter().map(|&place| place as Units).collect())),
        best_position: positions.iter().min().copied(),
        seconds_to_buy: bought().filter_map(|(table, item)| seconds_to_buy(table, *item)).collect(),
        placed: of_item(&|item| item.placed),
        partial: partials.clone().map(|partial| partial.amount).sum(),
        contributors: bought().map(|(table, item)| table.contributors(*item)).sum::<u32>()
            + partials.map(|partial| partial.contributors).sum::<u32>(),
        largest_share: bought()
            .map(|(table, item)| largest_share(table, *item))
            .max()
            .unwrap_or_default(),
        take_backs: seen.iter().map(|(table, item)| table.items()[*item].take_backs).sum(),
        amendments: seen.iter().flat_map(|(table, item)| amendments(table, *item)).collect(),
        questions: seen.iter().flat_map(|(table, item)| questions(table, *item)).collect(),
        notes: seen
            .iter()
            .flat_map(|(table, item)| {
                let id = table.items()[*item].rule.id.clone();
                notes(rules, table, move |note| note.item.as_ref() == Some(&id))
            })
            .collect(),
    }
}

fn seconds_to_buy(table: &Table, item: usize) -> Option<(String, u64)> {
    let purchase = table.purchases().iter().find(|bought| bought.item == item && !bought.struck)?;
    let since = purchase.at.checked_sub(table.play_started()?)?;
    Some((table.id().to_owned(), since / 1000))
}

fn largest_share(table: &Table, item: usize) -> Ratio {
    let mut paid = BTreeMap::<u32, Units>::new();
    for payment in table.ledger().spent(item) {
        if let Some(seat) = payment.payer.seat() {
            *paid.entry(seat).or_default() += payment.amount;
        }
    }
    let most = paid.into_values().max().unwrap_or(0);
    Ratio::new(most.into(), table.ledger().spent_total(item).into())
}

fn amendments(table: &Table, item: usize) -> impl Iterator<Item = Quoted> {
    let proposed = table.amendments().iter().filter(move |amend| amend.item == item);
    proposed.map(|amend| Quoted {
        table: table.id().to_owned(),
        text: amend.text.clone(),
        answer: amend.price.map(|price| price.to_string()),
    })
}

fn questions(table: &Table, item: usize) -> impl Iterator<Item = Quoted> {
    let asked = table.questions().iter().filter(move |question| question.item == Some(item));
    asked.map(|question| Quoted {
        table: table.id().to_owned(),
        text: question.text.clone(),
        answer: question.answer.clone(),
    })
}

/// Notes that may be published: quotes only of those who agreed, and only if the rules publish them.
fn notes<'t>(
    rules: &Rules,
    table: &'t Table,
    about: impl Fn(&Note) -> bool + 't,
) -> impl Iterator<Item = NoteReport> + 't {
    let quotes = rules.report.quotes == Quotes::Pseudonym;
    let written = table.notes().iter().map(|written| &written.note);
    let published = written.filter(move |note| {
        about(note) && (note.kind != NoteKind::Quote || (quotes && note.quotable))
    });
    published.map(move |note| NoteReport {
        table: table.id().to_owned(),
        kind: note.kind,
        tag: note.tag,
        alias: note
            .seat
            .filter(|_| quotes && note.quotable)
            .and_then(|seat| table.seat(seat)?.alias.clone()),
        text: note.text.clone(),
    })
}

fn measures(rules: &Rules, tables: &[&Table]) -> Vec<MeasureReport> {
    let rules_of = rules.content.measures.iter().enumerate();
    let reports = rules_of.filter(|_| !tables.is_empty()).map(|(place, rule)| {
        let at = || tables.iter().filter_map(|table| Some((table, table.measures().get(place)?)));
        let passed_by: Vec<String> = at()
            .filter(|(_, measure)| measure.state == MeasureState::Passed)
            .map(|(table, _)| table.id().to_owned())
            .collect();
        MeasureReport {
            measure: rule.id.clone(),
            title: rule.title.clone(),
            kind: rule.kind,
            yields: rule.yields,
            scenario: rule.scenario,
            tables: tables.len(),
            proposed: at().map(|(_, measure)| u32::from(measure.times_proposed > 0)).sum(),
            share: Ratio::new(passed_by.len() as i128, tables.len() as i128),
            passed_by,
            seconds_argued: at().map(|(_, measure)| measure.argued).sum::<u64>() / 1000,
            dissent: at().map(|(_, measure)| measure.dissent).sum(),
            notes: tables
                .iter()
                .flat_map(|table| {
                    let id = rule.id.clone();
                    notes(rules, table, move |note| note.measure.as_ref() == Some(&id))
                })
                .collect(),
        }
    });
    reports.collect()
}

fn table(rules: &Rules, table: &Table) -> TableReport {
    let measures = 0..table.measures().len();
    let agreed = table.motions().iter().filter(|motion| motion.passed());
    TableReport {
        summary: table.summary(rules),
        seal: table.seal().map(str::to_owned),
        created: measures.map(|measure| table.yielded(measure)).sum(),
        votes_held: table.motions().len(),
        votes_agreed: agreed.count(),
        questions: table.questions().len(),
        write_ins: table.write_ins().len(),
        turns_passed: table.turns_passed(),
        notes: table.notes().len(),
    }
}
