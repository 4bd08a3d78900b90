//! The close of a table, in the order of the specification: votes fail, open-priced items are funded, bids on unbought
//! items are reported and returned, money that should be spent is missed, the list is fixed, the ledger sealed.

use std::cmp::Reverse;

use super::super::event::{Event, Matter, Outcome};
use super::super::rules::{ConsentOn, PartialAtClose, Pricing, Ranking, SpendAll};
use super::decide::Turn;

impl Turn<'_> {
    pub(super) fn close_table(&mut self) {
        if !self.table.revealed {
            self.reveal();
        }
        self.fail_open_votes();
        self.fund_open_items();
        self.report_partial_bids();
        let left = self.table.left();
        if self.rules.policies.spend_all == SpendAll::Required && left > 0 {
            self.emit(Event::Incomplete { left });
        }
        let list = self.final_list();
        let hash = self.table.summary_with(self.rules, &list).hash();
        self.emit(Event::Sealed { list, hash });
    }

    fn fail_open_votes(&mut self) {
        let open = self.table.motions.iter().filter(|motion| motion.is_open());
        for matter in open.map(|motion| motion.matter).collect::<Vec<_>>() {
            self.emit(Event::Settled { matter, outcome: Outcome::Failed });
            if let Matter::Measure(measure) = matter {
                self.emit(Event::MeasureDropped { measure });
            }
        }
    }

    /// What needs no full price is bought with what is on it.
    fn fund_open_items(&mut self) {
        let asks = self.rules.policies.consent.needed(ConsentOn::Purchase);
        for item in 0..self.table.items.len() {
            let pricing = self.table.items[item].rule.pricing;
            let is_open = matches!(pricing, Pricing::Open { .. });
            let partly = self.rules.policies.purchase.goal(pricing) < pricing.most();
            let funded =
                self.table.ledger.escrow_total(item) > 0 && self.check_buyable(item).is_ok();
            if funded && (is_open || (partly && !asks)) {
                self.buy(item);
            }
        }
    }

    fn report_partial_bids(&mut self) {
        for item in 0..self.table.items.len() {
            let amount = self.table.ledger.escrow_total(item);
            if amount == 0 {
                continue;
            }
            self.emit(Event::PartialBid { item, amount });
            if self.rules.policies.purchase.partial_at_close != PartialAtClose::Counts {
                self.return_all(item);
            }
        }
    }

    fn final_list(&self) -> Vec<usize> {
        let mut bought: Vec<usize> = self.table.bought().collect();
        match (self.rules.ranking, &self.table.ranked) {
            (Ranking::Explicit, Some(ranked)) if ranked.len() == bought.len() => ranked.clone(),
            (Ranking::MoneyShare, _) => {
                bought.sort_by_key(|&item| Reverse(self.table.ledger.spent_total(item)));
                bought
            }
            _ => bought,
        }
    }
}
