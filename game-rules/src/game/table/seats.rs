//! Sitting down, being dealt money, leaving.

use super::super::Units;
use super::super::event::{Because, Event, Source};
use super::super::ledger::Payer;
use super::super::refusal::Refusal;
use super::super::rules::{Basis, LateGrant, LeaverPurse, Withdraw, list_cost};
use super::super::split::{Split, by_weight};
use super::decide::Turn;

impl Turn<'_> {
    pub(super) fn sit_down(
        &mut self,
        alias: &Option<String>,
        cohort: &Option<String>,
        persona: &Option<String>,
    ) -> Result<(), Refusal> {
        let most = self.rules.event.seats.max;
        if self.table.seated().count() as u32 >= most {
            return Err(Refusal::TableFull { seats: most });
        }
        let late = self.table.dealt;
        if late.is_some() && self.is_too_late() {
            return Err(Refusal::TooLate);
        }
        let (alias, cohort, persona) = (alias.clone(), cohort.clone(), persona.clone());
        self.emit(Event::Seated { alias, cohort, persona });
        if let Some(deal) = late.filter(|_| self.rules.policies.late_join.grant == LateGrant::Same)
        {
            let seat = self.table.seats.len() as u32;
            self.grant(seat, deal.each, Source::LateJoin);
        }
        Ok(())
    }

    fn is_too_late(&self) -> bool {
        let until = self.rules.policies.late_join.until_phase.as_deref();
        let until = until.and_then(|until| self.rules.phase_place(until));
        // Between two phases the next one counts, so the seat is there when it starts.
        let now = self.table.phase.as_ref().map_or(self.table.phases_done, |phase| phase.place);
        until.is_some_and(|until| now > until)
    }

    pub(super) fn deal(&mut self) -> Result<(), Refusal> {
        let (seated, needed) = (self.table.seated().count() as u32, self.rules.event.seats.min);
        if self.table.dealt.is_some() {
            return Err(Refusal::AlreadyDealt);
        }
        if seated < needed {
            return Err(Refusal::TooFewPlayers { seated, needed });
        }
        let total = self.grant_for(seated);
        let split = match self.rules.resources.grant.basis {
            Basis::PerPlayer => {
                let each = self.rules.resources.grant.amount_for(&self.table.id);
                Split { shares: vec![each; seated as usize], pot: 0 }
            }
            _ => self.rules.money.split(total, seated as usize),
        };
        let each = split.shares.last().copied().unwrap_or(0);
        self.emit(Event::Dealt { total, each });
        let seats: Vec<u32> = self.table.seated().collect();
        for (seat, share) in seats.into_iter().zip(split.shares) {
            self.grant(seat, share, Source::Deal);
        }
        self.grant_pot(split.pot, Source::Deal);
        Ok(())
    }

    /// What so many players are granted together.
    pub(super) fn grant_for(&self, players: u32) -> Units {
        let grant = &self.rules.resources.grant;
        let amount = grant.amount_for(&self.table.id);
        match grant.basis {
            Basis::PerPlayer => amount * Units::from(players),
            Basis::PerTable => amount,
            Basis::PercentOfList => {
                let list_cost = list_cost(self.table.items.iter().map(|item| &item.rule));
                let part = i128::from(amount) * i128::from(list_cost) / 100;
                Units::try_from(part).unwrap_or(Units::MAX)
            }
            Basis::None => 0,
        }
    }

    /// Divides a player's money over the purses.
    fn grant(&mut self, seat: u32, amount: Units, source: Source) {
        let shares = self.rules.resources.purses.iter().map(|purse| purse.share);
        for (purse, amount) in by_weight(amount, shares).into_iter().enumerate() {
            if amount > 0 {
                self.emit(Event::Granted { to: Payer::Seat { seat, purse }, amount, source });
            }
        }
    }

    pub(super) fn grant_pot(&mut self, amount: Units, source: Source) {
        if amount > 0 {
            self.emit(Event::Granted { to: Payer::Pot, amount, source });
        }
    }

    pub(super) fn leave(&mut self, seat: u32, to: Option<&String>) -> Result<(), Refusal> {
        self.check_seat(seat)?;
        if self.rules.policies.withdraw != Withdraw::Never {
            self.return_stakes_of(seat);
        }
        self.emit(Event::Left { seat, to: to.cloned() });
        self.share_purse_of(seat);
        if self.rules.policies.leave.recount {
            self.recount(Because::SeatLeft(seat));
        }
        Ok(())
    }

    fn return_stakes_of(&mut self, seat: u32) {
        for item in 0..self.table.items.len() {
            for purse in 0..self.rules.resources.purses.len() {
                let payer = Payer::Seat { seat, purse };
                let amount = self.table.ledger.stake_of(item, payer);
                if amount > 0 {
                    self.emit(Event::Returned { item, payer, to: payer, amount, own_will: false });
                    self.lapse_if_uncovered(item);
                }
            }
        }
    }

    fn share_purse_of(&mut self, seat: u32) {
        for purse in 0..self.rules.resources.purses.len() {
            let from = Payer::Seat { seat, purse };
            let amount = self.table.ledger.balance(from);
            let stay: Vec<u32> = self.table.seated().collect();
            let split = match self.rules.policies.leave.purse {
                LeaverPurse::Frozen => continue,
                LeaverPurse::Pot => Split { shares: Vec::new(), pot: amount },
                LeaverPurse::SplitEqual => self.rules.money.split(amount, stay.len()),
            };
            let purses = stay.into_iter().map(|seat| Payer::Seat { seat, purse });
            let parts = purses.zip(split.shares).chain([(Payer::Pot, split.pot)]);
            for (to, amount) in parts.filter(|(_, amount)| *amount > 0) {
                self.emit(Event::Given { from, to, amount });
            }
        }
    }
}
