//! Players' money: onto items, back again, and to each other.

use super::super::event::Event;
use super::super::ledger::Payer;
use super::super::refusal::Refusal;
use super::super::rules::{Overfund, Pricing, Transfer, Withdraw};
use super::super::{MOST, Units};
use super::decide::Turn;

/// What may be done with an amount of a payer's money.
struct Payable {
    item: usize,
    payer: Payer,
    amount: Units,
}

impl Turn<'_> {
    pub(super) fn place(
        &mut self,
        seat: u32,
        item: &str,
        amount: Units,
        purse: Option<&str>,
    ) -> Result<(), Refusal> {
        let item = self.item(item)?;
        let payer = self.payer(seat, purse, Some(item))?;
        self.put(Payable { item, payer, amount }, seat)
    }

    fn put(&mut self, Payable { item, payer, amount }: Payable, seat: u32) -> Result<(), Refusal> {
        check_amount(amount)?;
        let balance = self.table.free(payer);
        if amount > balance {
            return Err(Refusal::Insufficient { balance, short: amount - balance });
        }
        self.check_purse(payer, item)?;
        if !self.table.revealed {
            self.check_step(item, amount, amount == balance)?;
            let bids = self.table.bids_of(seat).filter(|bid| bid.item == item);
            self.check_cap(item, payer, bids.map(|bid| bid.amount).sum(), amount)?;
            self.emit(Event::BidMade { item, payer, amount });
            return Ok(());
        }
        self.check_open(item)?;
        let (taken, missing) = self.taken(item, amount)?;
        self.check_step(item, taken, taken == missing || amount == balance)?;
        self.check_cap(item, payer, self.table.ledger.stake(item, seat), taken)?;
        self.check_contributors_at(item, payer, taken)?;
        self.emit(Event::Placed { item, payer, amount: taken });
        self.after_placing(item);
        Ok(())
    }

    /// How much of a payment an item takes, and how much it could.
    fn taken(&self, item: usize, amount: Units) -> Result<(Units, Units), Refusal> {
        let most = self.table.items[item].rule.pricing.most();
        let missing = most - self.table.ledger.escrow_total(item);
        match self.rules.policies.purchase.overfund {
            _ if amount <= missing => Ok((amount, missing)),
            Overfund::Clip if missing > 0 => Ok((missing, missing)),
            _ => Err(Refusal::Overfunds { missing }),
        }
    }

    pub(super) fn item(&self, id: &str) -> Result<usize, Refusal> {
        self.table
            .item_place(id)
            .ok_or_else(|| Refusal::Unknown { what: "item", id: id.to_owned() })
    }

    pub(super) fn item_id(&self, item: usize) -> String {
        self.table.items.get(item).map(|item| item.rule.id.clone()).unwrap_or_default()
    }

    /// The purse that is meant: the one named, else the first that may pay the item.
    fn payer(&self, seat: u32, named: Option<&str>, item: Option<usize>) -> Result<Payer, Refusal> {
        let purses = &self.rules.resources.purses;
        let purse = match named {
            Some("pot") => return Ok(Payer::Pot),
            Some(id) => purses
                .iter()
                .position(|purse| purse.id == id)
                .ok_or(Refusal::Unknown { what: "purse", id: id.to_owned() })?,
            None => {
                let tags = item.and_then(|item| self.table.items.get(item));
                let tags = tags.map_or(&[][..], |item| &item.rule.purse_tags);
                purses.iter().position(|purse| purse.pays(tags)).unwrap_or(0)
            }
        };
        Ok(Payer::Seat { seat, purse })
    }

    fn check_purse(&self, payer: Payer, item: usize) -> Result<(), Refusal> {
        let Payer::Seat { purse, .. } = payer else { return Ok(()) };
        let tags = &self.table.items[item].rule.purse_tags;
        match self.rules.resources.purses.get(purse).is_some_and(|purse| purse.pays(tags)) {
            true => Ok(()),
            false => Err(Refusal::WrongPurse { item: self.item_id(item) }),
        }
    }

    /// Whether money can be placed on an item.
    pub(super) fn check_open(&self, item: usize) -> Result<(), Refusal> {
        let on = &self.table.items[item];
        if on.bought {
            return Err(Refusal::AlreadyBought { item: on.rule.id.clone() });
        }
        if !on.closed_by.is_empty() {
            return Err(Refusal::ItemClosed { item: on.rule.id.clone() });
        }
        let bought = |id: &&String| {
            self.table.items.iter().any(|other| other.rule.id == **id && other.bought)
        };
        match on.rule.requires.iter().find(|id| !bought(id)) {
            Some(requires) => {
                Err(Refusal::Requires { item: on.rule.id.clone(), requires: requires.clone() })
            }
            None => Ok(()),
        }
    }

    /// Amounts go in steps, unless they are all a purse has or all a price needs.
    fn check_step(&self, item: usize, amount: Units, is_rest: bool) -> Result<(), Refusal> {
        let (step, exempt) = match self.table.items[item].rule.pricing {
            Pricing::Open { step, .. } => (step, false),
            _ => (self.rules.money.unit, is_rest),
        };
        match exempt || amount % step == 0 {
            true => Ok(()),
            false => Err(Refusal::NotAStep { step }),
        }
    }

    fn check_cap(
        &self,
        item: usize,
        payer: Payer,
        placed: Units,
        more: Units,
    ) -> Result<(), Refusal> {
        let most = self.cap(item);
        match payer {
            Payer::Seat { .. } if placed + more > most => {
                Err(Refusal::OverCap { item: self.item_id(item), most, placed })
            }
            _ => Ok(()),
        }
    }

    /// The most one player may have on an item.
    fn cap(&self, item: usize) -> Units {
        self.rules.policies.purchase.cap(self.table.items[item].rule.pricing.most())
    }

    /// A payment may not complete a price before enough players share in it: nobody could then join.
    fn check_contributors_at(&self, item: usize, payer: Payer, more: Units) -> Result<(), Refusal> {
        let pricing = self.table.items[item].rule.pricing;
        let needed = self.rules.policies.purchase.min_contributors;
        if self.table.ledger.escrow_total(item) + more < pricing.most() {
            return Ok(());
        }
        let escrow = self.table.ledger.escrow(item);
        let joins = !escrow.iter().any(|payment| payment.payer.seat() == payer.seat());
        let contributors = self.table.contributors(item) + u32::from(joins);
        match contributors < needed {
            true => Err(Refusal::TooFewContributors { contributors, needed }),
            false => Ok(()),
        }
    }

    pub(super) fn take_back(
        &mut self,
        seat: u32,
        item: &str,
        amount: Units,
        purse: Option<&str>,
    ) -> Result<(), Refusal> {
        let item = self.item(item)?;
        check_amount(amount)?;
        let payers = match purse {
            Some(_) => vec![self.payer(seat, purse, Some(item))?],
            None => {
                let purses = 0..self.rules.resources.purses.len();
                purses.map(|purse| Payer::Seat { seat, purse }).collect()
            }
        };
        if !self.table.revealed {
            return self.withdraw_bid(item, &payers, amount);
        }
        let withdraw = self.rules.policies.withdraw;
        if self.table.items[item].bought {
            let paid = self.table.ledger.spent(item).iter();
            let own =
                paid.filter(|paid| payers.contains(&paid.payer)).map(|paid| paid.amount).sum();
            if withdraw != Withdraw::UntilClose {
                return Err(Refusal::AlreadyBought { item: self.item_id(item) });
            }
            if amount > own {
                return Err(Refusal::NotYours { own });
            }
            self.check_not_required(item)?;
            self.undo_purchase(item);
            return Ok(());
        }
        if withdraw == Withdraw::Never {
            return Err(Refusal::NoTakingBack);
        }
        let stakes: Vec<(Payer, Units)> =
            payers.iter().map(|&payer| (payer, self.table.ledger.stake_of(item, payer))).collect();
        for (payer, amount) in portions(&stakes, amount)? {
            self.emit(Event::Returned { item, payer, to: payer, amount, own_will: true });
        }
        self.lapse_if_uncovered(item);
        Ok(())
    }

    fn withdraw_bid(
        &mut self,
        item: usize,
        payers: &[Payer],
        amount: Units,
    ) -> Result<(), Refusal> {
        let bid = |payer: Payer| {
            let own = self.table.bids.iter().filter(|bid| (bid.item, bid.payer) == (item, payer));
            own.map(|bid| bid.amount).sum()
        };
        let stakes: Vec<(Payer, Units)> = payers.iter().map(|&payer| (payer, bid(payer))).collect();
        for (payer, amount) in portions(&stakes, amount)? {
            self.emit(Event::BidWithdrawn { item, payer, amount });
        }
        Ok(())
    }

    /// Brings the money on an open item to an amount.
    pub(super) fn set_level(
        &mut self,
        seat: u32,
        item: &str,
        amount: Units,
        purse: Option<&str>,
    ) -> Result<(), Refusal> {
        let place = self.item(item)?;
        let Pricing::Open { min, max, .. } = self.table.items[place].rule.pricing else {
            return Err(Refusal::WrongKind { id: item.to_owned() });
        };
        if !self.table.revealed {
            return Err(Refusal::BidsHidden);
        }
        if amount != 0 && !(min..=max).contains(&amount) {
            return Err(Refusal::OutOfRange { min, max });
        }
        let change = amount - self.table.ledger.escrow_total(place);
        match change.signum() {
            1 => {
                let payer = self.payer(seat, purse, Some(place))?;
                self.put(Payable { item: place, payer, amount: change }, seat)
            }
            -1 => self.take_back(seat, item, -change, purse),
            _ => Ok(()),
        }
    }

    pub(super) fn gift(
        &mut self,
        seat: u32,
        to: u32,
        amount: Units,
        purse: Option<&str>,
    ) -> Result<(), Refusal> {
        if self.rules.policies.transfer == Transfer::None {
            return Err(Refusal::NotInRules);
        }
        self.check_seat(to)?;
        check_amount(amount)?;
        let from = self.payer(seat, purse, None)?;
        let Payer::Seat { purse, .. } = from else { return Err(Refusal::NotInRules) };
        let balance = self.table.free(from);
        if amount > balance {
            return Err(Refusal::Insufficient { balance, short: amount - balance });
        }
        let step = self.rules.money.unit;
        if amount % step != 0 && amount != balance {
            return Err(Refusal::NotAStep { step });
        }
        self.emit(Event::Given { from, to: Payer::Seat { seat: to, purse }, amount });
        Ok(())
    }

    pub(super) fn reveal_bids(&mut self) -> Result<(), Refusal> {
        if self.table.revealed {
            return Err(Refusal::NothingHidden);
        }
        self.reveal();
        Ok(())
    }

    /// Hidden bids become money on items, in seat order; what an item no longer takes stays in the purse.
    pub(super) fn reveal(&mut self) {
        let mut bids = self.table.bids.clone();
        bids.sort_by_key(|bid| bid.payer);
        self.emit(Event::Revealed);
        for bid in bids {
            let Some(seat) = bid.payer.seat() else { continue };
            let payable = Payable { item: bid.item, payer: bid.payer, amount: bid.amount };
            // A bid that can no longer be placed as it was made is the normal case here, not a mistake to report.
            let _unplaced = self.put(payable, seat);
        }
    }
}

/// An amount out of several stakes, one after the other.
fn portions(stakes: &[(Payer, Units)], amount: Units) -> Result<Vec<(Payer, Units)>, Refusal> {
    let own = stakes.iter().map(|(_, stake)| stake).sum();
    if amount > own {
        return Err(Refusal::NotYours { own });
    }
    let mut missing = amount;
    let parts = stakes.iter().map(|&(payer, stake)| {
        let part = stake.min(missing);
        missing -= part;
        (payer, part)
    });
    Ok(parts.filter(|(_, part)| *part > 0).collect())
}

fn check_amount(amount: Units) -> Result<(), Refusal> {
    match (1..=MOST).contains(&amount) {
        true => Ok(()),
        false => Err(Refusal::BadAmount { most: MOST }),
    }
}
