//! What is published of a table: everything from which its result follows, and nothing about persons.

use serde::Serialize;

use super::super::Units;
use super::super::rules::{Rules, hash_of};
use super::{MeasureState, Stage, Table};

/// The state of a table in the words of its rules. Two tables that played alike have equal summaries; its JSON is what
/// the seal is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub table: String,
    /// The hash of the rules it was played by.
    pub rules: String,
    pub sealed: bool,
    pub paper: bool,
    pub players_at_start: u32,
    pub players_at_end: u32,
    /// Issued by the bank, net: grants, cards and yields.
    pub granted: Units,
    pub spent: Units,
    /// In purses and in the pot.
    pub left: Units,
    pub pot: Units,
    /// On items that are not bought.
    pub escrow: Units,
    /// Everyone who ever sat here.
    pub seats: Vec<SeatSummary>,
    /// In the order of purchase.
    pub bought: Vec<BoughtSummary>,
    /// The table's list, the most important first. Before the close: the order of purchase.
    pub list: Vec<String>,
    pub measures: Vec<MeasureSummary>,
    /// Money on items that were not bought at the close.
    pub partial: Vec<ItemAmount>,
    pub incomplete: bool,
}

/// One seat's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatSummary {
    pub seat: u32,
    /// All purses together.
    pub left: Units,
    pub purses: Vec<PurseSummary>,
    pub gone: bool,
}

/// One purse.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PurseSummary {
    pub purse: String,
    pub amount: Units,
}

/// One purchase with who paid it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BoughtSummary {
    pub item: String,
    pub paid: Units,
    pub by: Vec<PaidSummary>,
}

/// One payment; without a seat it came from the pot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaidSummary {
    pub seat: Option<u32>,
    pub amount: Units,
    /// The price in force when it was placed.
    pub price: Units,
}

/// One measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MeasureSummary {
    pub measure: String,
    pub state: MeasureState,
    /// Paid out and not taken back.
    pub yielded: Units,
}

/// An item and an amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemAmount {
    pub item: String,
    pub amount: Units,
}

impl Summary {
    /// SHA-256, in hexadecimal, of `sakwa-table/1`, a line feed and the JSON of the summary as sealed.
    pub fn hash(&self) -> String {
        hash_of("sakwa-table/1", &Self { sealed: true, ..self.clone() })
    }
}

impl Table {
    /// What is published of this table.
    pub fn summary(&self, rules: &Rules) -> Summary {
        let bought: Vec<usize> = self.bought().collect();
        let sealed = self.stage == Stage::Sealed;
        self.summary_with(rules, if sealed { &self.list } else { &bought })
    }

    pub(super) fn summary_with(&self, rules: &Rules, list: &[usize]) -> Summary {
        let id =
            |item: usize| self.items.get(item).map(|item| item.rule.id.clone()).unwrap_or_default();
        let measures = rules.content.measures.iter().zip(&self.measures).enumerate();
        Summary {
            table: self.id.clone(),
            rules: rules.hash(),
            sealed: self.stage == Stage::Sealed,
            paper: self.paper,
            players_at_start: self.players_at_start,
            players_at_end: self.players_now(),
            granted: self.ledger.issued(),
            spent: self.ledger.in_spent(),
            left: self.left(),
            pot: self.ledger.pot(),
            escrow: self.ledger.in_escrow(),
            seats: (1..)
                .zip(&self.seats)
                .map(|(number, seat)| self.seat_summary(rules, number, seat.left))
                .collect(),
            bought: self
                .bought()
                .map(|item| BoughtSummary {
                    item: id(item),
                    paid: self.ledger.spent_total(item),
                    by: self.paid_by(item),
                })
                .collect(),
            list: list.iter().map(|&item| id(item)).collect(),
            measures: measures
                .map(|(place, (rule, measure))| MeasureSummary {
                    measure: rule.id.clone(),
                    state: measure.state,
                    yielded: self.yielded(place),
                })
                .collect(),
            partial: self
                .partials
                .iter()
                .map(|partial| ItemAmount { item: id(partial.item), amount: partial.amount })
                .collect(),
            incomplete: self.incomplete,
        }
    }

    fn seat_summary(&self, rules: &Rules, seat: u32, gone: bool) -> SeatSummary {
        let balances = self.ledger.purses_of(seat);
        let purses = rules.resources.purses.iter().zip(balances);
        SeatSummary {
            seat,
            left: balances.iter().sum(),
            purses: purses
                .map(|(purse, &amount)| PurseSummary { purse: purse.id.clone(), amount })
                .collect(),
            gone,
        }
    }

    fn paid_by(&self, item: usize) -> Vec<PaidSummary> {
        let payments = self.ledger.spent(item).iter();
        payments
            .map(|payment| PaidSummary {
                seat: payment.payer.seat(),
                amount: payment.amount,
                price: payment.price,
            })
            .collect()
    }
}
