//! What happens to items: bought, closed, opened again, priced anew.

use super::super::Units;
use super::super::command::Actor;
use super::super::event::{Cause, Event, Matter};
use super::super::ledger::Payer;
use super::super::refusal::Refusal;
use super::super::rules::{ConsentOn, LeaverPurse, Pricing, Purchase, Threshold, Trigger, Unbuy};
use super::decide::Turn;

impl Purchase {
    /// The most one player may have on an item of this price.
    pub fn cap(&self, price: Units) -> Units {
        let share = i128::from(price) * i128::from(self.max_share_per_player) / 100;
        let share = Units::try_from(share).unwrap_or(Units::MAX);
        share.min(self.max_per_player.unwrap_or(Units::MAX))
    }

    /// The least money with which an item can be bought.
    pub fn goal(&self, pricing: Pricing) -> Units {
        match (self.threshold, pricing) {
            (Threshold::Full, Pricing::Fixed { price, .. }) => price,
            (Threshold::Open, Pricing::Fixed { .. }) => 1,
            (_, pricing) => pricing.least(),
        }
    }
}

impl Turn<'_> {
    /// Buys an item whose price is covered, or asks the table.
    pub(super) fn after_placing(&mut self, item: usize) {
        let pricing = self.table.items[item].rule.pricing;
        let covered = self.table.ledger.escrow_total(item) >= pricing.most();
        let auto = self.rules.policies.purchase.trigger == Trigger::Auto;
        if covered && auto && !matches!(pricing, Pricing::Open { .. }) {
            self.buy_or_ask(item);
        }
    }

    fn buy_or_ask(&mut self, item: usize) {
        match self.rules.policies.consent.needed(ConsentOn::Purchase) {
            true => self.ask(Matter::Purchase(item), Vec::new()),
            false => self.buy(item),
        }
    }

    /// What keeps an item from being bought with the money on it.
    pub(super) fn check_buyable(&self, item: usize) -> Result<(), Refusal> {
        self.check_open(item)?;
        let purchase = &self.rules.policies.purchase;
        let goal = purchase.goal(self.table.items[item].rule.pricing);
        let missing = goal - self.table.ledger.escrow_total(item);
        if missing > 0 {
            return Err(Refusal::NotCovered { missing });
        }
        let (contributors, needed) = (self.table.contributors(item), purchase.min_contributors);
        match contributors < needed {
            true => Err(Refusal::TooFewContributors { contributors, needed }),
            false => Ok(()),
        }
    }

    pub(super) fn confirm_buy(&mut self, id: &str) -> Result<(), Refusal> {
        let item = self.item(id)?;
        if matches!(self.table.items[item].rule.pricing, Pricing::Open { .. }) {
            return Err(Refusal::WrongKind { id: id.to_owned() });
        }
        self.check_buyable(item)?;
        self.buy_or_ask(item);
        Ok(())
    }

    /// ESCROW to SPENT; what cannot be bought any more gives its money back.
    pub(super) fn buy(&mut self, item: usize) {
        self.emit(Event::Bought { item });
        self.lapse(Matter::List);
        for rival in 0..self.table.items.len() {
            if self.are_rivals(item, rival) && !self.table.items[rival].bought {
                self.close_item(rival, Cause::Rival(item));
            }
        }
    }

    /// Whether at most one of the two can be bought.
    pub(super) fn are_rivals(&self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.table.items[a].rule, &self.table.items[b].rule);
        let same_ladder = matches!(a.pricing, Pricing::Level { .. })
            && matches!(b.pricing, Pricing::Level { .. })
            && a.group == b.group;
        a.id != b.id && (same_ladder || a.excludes.contains(&b.id) || b.excludes.contains(&a.id))
    }

    pub(super) fn close_item(&mut self, item: usize, cause: Cause) {
        self.emit(Event::Closed { item, cause });
        self.lapse(Matter::Purchase(item));
        self.return_all(item);
    }

    /// All money on an item goes back to whom it came from.
    pub(super) fn return_all(&mut self, item: usize) {
        for payment in self.table.ledger.escrow(item).to_vec() {
            self.give_back(item, payment.payer, payment.amount);
        }
    }

    fn give_back(&mut self, item: usize, payer: Payer, amount: Units) {
        let to = self.home_of(payer);
        self.emit(Event::Returned { item, payer, to, amount, own_will: false });
    }

    /// Where a payer's money returns to: the purse, or the pot if the player has left and the purse was shared.
    fn home_of(&self, payer: Payer) -> Payer {
        let left =
            payer.seat().and_then(|seat| self.table.seat(seat)).is_some_and(|seat| seat.left);
        match left && self.rules.policies.leave.purse != LeaverPurse::Frozen {
            true => Payer::Pot,
            false => payer,
        }
    }

    pub(super) fn lapse_if_uncovered(&mut self, item: usize) {
        let goal = self.rules.policies.purchase.goal(self.table.items[item].rule.pricing);
        if self.table.ledger.escrow_total(item) < goal {
            self.lapse(Matter::Purchase(item));
        }
    }

    pub(super) fn unbuy(&mut self, actor: &Actor, id: &str) -> Result<(), Refusal> {
        let item = self.item(id)?;
        let by_table = match (self.rules.policies.unbuy, actor) {
            (Unbuy::Never, _) => return Err(Refusal::NotInRules),
            (Unbuy::Facilitator, Actor::Facilitator) => false,
            (Unbuy::Consent, Actor::Seat(_)) => true,
            _ => return Err(Refusal::NotAllowed { actor: actor.word() }),
        };
        self.check_undoable(item)?;
        match by_table {
            true => self.ask(Matter::Unbuy(item), Vec::new()),
            false => self.undo_purchase(item),
        }
        Ok(())
    }

    pub(super) fn check_undoable(&self, item: usize) -> Result<(), Refusal> {
        if !self.table.items[item].bought {
            return Err(Refusal::NotBought { item: self.item_id(item) });
        }
        self.check_not_required(item)
    }

    pub(super) fn check_not_required(&self, item: usize) -> Result<(), Refusal> {
        let id = self.item_id(item);
        let by =
            self.table.items.iter().find(|other| other.bought && other.rule.requires.contains(&id));
        match by {
            Some(by) => Err(Refusal::RequiredBy { item: id, by: by.rule.id.clone() }),
            None => Ok(()),
        }
    }

    /// SPENT through ESCROW back to the payers; the items closed by the purchase open again.
    pub(super) fn undo_purchase(&mut self, item: usize) {
        self.emit(Event::Unbought { item });
        self.lapse(Matter::Unbuy(item));
        self.lapse(Matter::List);
        self.return_all(item);
        self.reopen(Cause::Rival(item));
    }

    /// Opens what was closed for this reason alone.
    pub(super) fn reopen(&mut self, cause: Cause) {
        for item in 0..self.table.items.len() {
            if self.table.items[item].closed_by.contains(&cause) {
                self.emit(Event::Reopened { item, cause });
            }
        }
    }

    /// A card's new price, rounded up to whole units; bought and open-priced items keep theirs.
    pub(super) fn scale_price(&mut self, item: usize, percent: u32) {
        let on = &self.table.items[item];
        let (false, Pricing::Fixed { price, .. } | Pricing::Level { price }) =
            (on.bought, on.rule.pricing)
        else {
            return;
        };
        let unit = i128::from(self.rules.money.unit);
        let scaled = i128::from(price) * i128::from(percent);
        let units = (scaled + 100 * unit - 1).div_euclid(100 * unit);
        let price = Units::try_from(units * unit).unwrap_or(super::super::MOST);
        self.emit(Event::Repriced { item, price: price.min(super::super::MOST) });
        self.fit_to_price(item);
    }

    /// Returns the latest money above a lowered price, which may then be covered; a raised one may no longer be.
    pub(super) fn fit_to_price(&mut self, item: usize) {
        let price = self.table.items[item].rule.pricing.most();
        let mut above = self.table.ledger.escrow_total(item) - price;
        for payment in self.table.ledger.escrow(item).to_vec().into_iter().rev() {
            let part = payment.amount.min(above);
            if part > 0 {
                self.give_back(item, payment.payer, part);
                above -= part;
            }
        }
        self.lapse_if_uncovered(item);
        if self.check_buyable(item).is_ok() {
            self.after_placing(item);
        }
    }
}
