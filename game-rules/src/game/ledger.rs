//! Double-entry accounts of one table: BANK, a PURSE for every seat and kind of money, the POT, and for every item its
//! ESCROW (money placed) and SPENT. Every posting takes from one account what it adds to another, so the sum of all
//! accounts stays 0; the bank's balance is what it issued, below zero.

use serde::{Deserialize, Serialize};

use super::Units;

/// Whose money it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// A seat, from 1, and which of its purses, from 0.
    Seat { seat: u32, purse: usize },
    /// The table together.
    Pot,
}

impl Payer {
    /// The seat, unless it is the pot.
    pub fn seat(self) -> Option<u32> {
        match self {
            Self::Seat { seat, .. } => Some(seat),
            Self::Pot => None,
        }
    }
}

/// Money that somebody put on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub payer: Payer,
    pub amount: Units,
    /// The price in force when it was placed.
    pub price: Units,
}

/// The accounts of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    bank: Units,
    pot: Units,
    /// By seat, then by purse.
    purses: Vec<Vec<Units>>,
    /// By item.
    items: Vec<ItemAccounts>,
}

/// One item's two accounts, payment by payment, the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct ItemAccounts {
    escrow: Vec<Payment>,
    spent: Vec<Payment>,
}

fn total(payments: &[Payment]) -> Units {
    payments.iter().map(|payment| payment.amount).sum()
}

impl Ledger {
    /// What the bank has issued less what it took back.
    pub fn issued(&self) -> Units {
        -self.bank
    }

    /// The table's common money.
    pub fn pot(&self) -> Units {
        self.pot
    }

    /// The money in one purse, or in the pot.
    pub fn balance(&self, payer: Payer) -> Units {
        match payer {
            Payer::Pot => self.pot,
            Payer::Seat { seat, purse } => {
                self.purses_of(seat).get(purse).copied().unwrap_or_default()
            }
        }
    }

    /// The purses of a seat, in the order of the rules.
    pub fn purses_of(&self, seat: u32) -> &[Units] {
        let purses = (seat as usize).checked_sub(1).and_then(|seat| self.purses.get(seat));
        purses.map_or(&[], Vec::as_slice)
    }

    /// All purses together.
    pub fn in_purses(&self) -> Units {
        self.purses.iter().flatten().sum()
    }

    /// The payments on an item that is not bought.
    pub fn escrow(&self, item: usize) -> &[Payment] {
        self.items.get(item).map_or(&[], |accounts| &accounts.escrow)
    }

    /// The payments that bought an item.
    pub fn spent(&self, item: usize) -> &[Payment] {
        self.items.get(item).map_or(&[], |accounts| &accounts.spent)
    }

    /// The money on an item that is not bought.
    pub fn escrow_total(&self, item: usize) -> Units {
        total(self.escrow(item))
    }

    /// The money that bought an item.
    pub fn spent_total(&self, item: usize) -> Units {
        total(self.spent(item))
    }

    /// The money on all items that are not bought.
    pub fn in_escrow(&self) -> Units {
        self.items.iter().map(|accounts| total(&accounts.escrow)).sum()
    }

    /// The money that bought items.
    pub fn in_spent(&self) -> Units {
        self.items.iter().map(|accounts| total(&accounts.spent)).sum()
    }

    /// What a seat has on an item from all its purses.
    pub fn stake(&self, item: usize, seat: u32) -> Units {
        let own = self.escrow(item).iter().filter(|payment| payment.payer.seat() == Some(seat));
        own.map(|payment| payment.amount).sum()
    }

    /// What one payer has on an item.
    pub fn stake_of(&self, item: usize, payer: Payer) -> Units {
        let own = self.escrow(item).iter().filter(|payment| payment.payer == payer);
        own.map(|payment| payment.amount).sum()
    }

    /// Every account added up: 0 unless a posting was not balanced.
    pub fn sum(&self) -> Units {
        self.bank + self.pot + self.in_purses() + self.in_escrow() + self.in_spent()
    }

    /// The least balance of any account but the bank's.
    pub fn least(&self) -> Units {
        let payments = self.items.iter().flat_map(|item| item.escrow.iter().chain(&item.spent));
        let amounts = payments.map(|payment| payment.amount);
        amounts.chain(self.purses.iter().flatten().copied()).fold(self.pot, Units::min)
    }

    pub(super) fn open_seat(&mut self, purses: usize) {
        self.purses.push(vec![0; purses]);
    }

    pub(super) fn open_item(&mut self) {
        self.items.push(ItemAccounts::default());
    }

    fn account(&mut self, payer: Payer) -> Option<&mut Units> {
        match payer {
            Payer::Pot => Some(&mut self.pot),
            Payer::Seat { seat, purse } => {
                self.purses.get_mut((seat as usize).checked_sub(1)?)?.get_mut(purse)
            }
        }
    }

    /// BANK to a purse or the pot; back again if below zero.
    pub(super) fn issue(&mut self, to: Payer, amount: Units) {
        if let Some(account) = self.account(to) {
            *account += amount;
            self.bank -= amount;
        }
    }

    /// From one purse or the pot to another.
    pub(super) fn transfer(&mut self, from: Payer, to: Payer, amount: Units) {
        if self.account(to).is_none() {
            return;
        }
        if let Some(account) = self.account(from) {
            *account -= amount;
            self.account(to).into_iter().for_each(|account| *account += amount);
        }
    }

    /// PURSE or POT to ESCROW.
    pub(super) fn place(&mut self, item: usize, payment: Payment) {
        let Some(account) = self.account(payment.payer) else { return };
        *account -= payment.amount;
        let Some(accounts) = self.items.get_mut(item) else { return };
        match accounts.escrow.last_mut() {
            Some(last) if (last.payer, last.price) == (payment.payer, payment.price) => {
                last.amount += payment.amount;
            }
            _ => accounts.escrow.push(payment),
        }
    }

    /// ESCROW to PURSE or POT, the payer's latest payments first.
    pub(super) fn give_back(&mut self, item: usize, payer: Payer, to: Payer, amount: Units) {
        let Some(accounts) = self.items.get_mut(item) else { return };
        let mut missing = amount;
        for payment in accounts.escrow.iter_mut().rev().filter(|payment| payment.payer == payer) {
            let part = payment.amount.min(missing);
            payment.amount -= part;
            missing -= part;
        }
        accounts.escrow.retain(|payment| payment.amount != 0);
        if let Some(account) = self.account(to) {
            *account += amount - missing;
        }
    }

    /// ESCROW to SPENT, all of it.
    pub(super) fn spend(&mut self, item: usize) {
        if let Some(accounts) = self.items.get_mut(item) {
            accounts.spent.append(&mut accounts.escrow);
        }
    }

    /// SPENT to ESCROW, all of it.
    pub(super) fn unspend(&mut self, item: usize) {
        if let Some(accounts) = self.items.get_mut(item) {
            accounts.escrow.append(&mut accounts.spent);
        }
    }
}
