//! A paper table's closing sheet, entered afterwards: the same events, with all money in the pot, because a sheet does
//! not say whose it was.

use super::super::Units;
use super::super::command::{Sheet, SheetLine};
use super::super::event::{Event, Source};
use super::super::ledger::Payer;
use super::super::refusal::Refusal;
use super::super::rules::{PartialAtClose, Pricing};
use super::decide::Turn;

impl Turn<'_> {
    pub(super) fn record_sheet(&mut self, sheet: &Sheet) -> Result<(), Refusal> {
        if self.table.dealt.is_some() || !self.table.issues.is_empty() {
            return Err(Refusal::GameUnderWay);
        }
        let seats = self.rules.event.seats;
        if sheet.players < seats.min {
            return Err(Refusal::TooFewPlayers { seated: sheet.players, needed: seats.min });
        }
        if sheet.players > seats.max {
            return Err(Refusal::TableFull { seats: seats.max });
        }
        let measures = self.sheet_measures(sheet)?;
        let bought = self.sheet_lines(&sheet.bought)?;
        let partial = self.sheet_lines(&sheet.partial)?;
        self.check_bought(&measures, &bought)?;
        self.check_partial(&bought, &partial)?;
        self.check_sums(sheet, &measures)?;

        let total = self.grant_for(sheet.players);
        self.emit(Event::SheetRecorded { players: sheet.players, total });
        self.grant_pot(total, Source::Deal);
        for measure in measures {
            self.pass(measure);
        }
        for (item, amount) in bought {
            self.emit(Event::Placed { item, payer: Payer::Pot, amount });
            self.buy(item);
        }
        for (item, amount) in partial {
            self.emit(Event::Placed { item, payer: Payer::Pot, amount });
        }
        self.close_table();
        Ok(())
    }

    fn sheet_measures(&self, sheet: &Sheet) -> Result<Vec<usize>, Refusal> {
        let mut measures = Vec::with_capacity(sheet.measures.len());
        for id in &sheet.measures {
            let measure = self.measure(id)?;
            let rule = &self.rules.content.measures[measure];
            let rival = measures.iter().map(|&other: &usize| &self.rules.content.measures[other]);
            let mut rival = rival.filter(|other| {
                other.id == *id || (other.group.is_some() && other.group == rule.group)
            });
            if let Some(by) = rival.next() {
                return Err(Refusal::Excluded { by: by.id.clone() });
            }
            measures.push(measure);
        }
        Ok(measures)
    }

    fn sheet_lines(&self, lines: &[SheetLine]) -> Result<Vec<(usize, Units)>, Refusal> {
        lines.iter().map(|line| Ok((self.item(&line.item)?, line.amount))).collect()
    }

    fn check_bought(&self, measures: &[usize], bought: &[(usize, Units)]) -> Result<(), Refusal> {
        for (place, &(item, paid)) in bought.iter().enumerate() {
            let on = &self.table.items[item];
            let earlier = bought.iter().take(place).map(|&(item, _)| item);
            if earlier.clone().any(|other| other == item) {
                return Err(Refusal::AlreadyBought { item: on.rule.id.clone() });
            }
            if !on.closed_by.is_empty() {
                return Err(Refusal::ItemClosed { item: on.rule.id.clone() });
            }
            if let Some(rival) = earlier.clone().find(|&other| self.are_rivals(item, other)) {
                return Err(Refusal::Excluded { by: self.item_id(rival) });
            }
            let has = |id: &&String| earlier.clone().any(|other| self.item_id(other) == **id);
            if let Some(requires) = on.rule.requires.iter().find(|id| !has(id)) {
                let (item, requires) = (on.rule.id.clone(), requires.clone());
                return Err(Refusal::Requires { item, requires });
            }
            let mut cuts = measures.iter().map(|&measure| &self.rules.content.measures[measure]);
            if let Some(cut) = cuts.find(|cut| cut.excludes_items.contains(&on.rule.id)) {
                return Err(Refusal::Excluded { by: cut.id.clone() });
            }
            self.check_paid(item, paid)?;
        }
        Ok(())
    }

    fn check_paid(&self, item: usize, paid: Units) -> Result<(), Refusal> {
        let pricing = self.table.items[item].rule.pricing;
        let goal = self.rules.policies.purchase.goal(pricing);
        match pricing {
            _ if (goal..=pricing.most()).contains(&paid) => Ok(()),
            Pricing::Open { min, max, .. } => Err(Refusal::OutOfRange { min, max }),
            Pricing::Fixed { price, .. } | Pricing::Level { price } => {
                Err(Refusal::SheetPrice { item: self.item_id(item), price, paid })
            }
        }
    }

    fn check_partial(
        &self,
        bought: &[(usize, Units)],
        partial: &[(usize, Units)],
    ) -> Result<(), Refusal> {
        let purchase = &self.rules.policies.purchase;
        for (place, &(item, amount)) in partial.iter().enumerate() {
            if bought.iter().chain(partial.iter().take(place)).any(|&(other, _)| other == item) {
                return Err(Refusal::AlreadyBought { item: self.item_id(item) });
            }
            let goal = purchase.goal(self.table.items[item].rule.pricing);
            if !(1..goal).contains(&amount) {
                return Err(Refusal::BadAmount { most: goal - 1 });
            }
        }
        Ok(())
    }

    /// Granted and created = spent and left, to the unit.
    fn check_sums(&self, sheet: &Sheet, measures: &[usize]) -> Result<(), Refusal> {
        let sum = |lines: &[SheetLine]| lines.iter().map(|line| line.amount).sum::<Units>();
        let (lines, spent, left) = (sum(&sheet.bought), sheet.spent, sheet.left);
        if lines != spent {
            return Err(Refusal::SheetSum {
                lines,
                spent,
                difference: lines.saturating_sub(spent).saturating_abs(),
            });
        }
        let yields = measures.iter().map(|&measure| self.rules.content.measures[measure].yields);
        let granted = self.grant_for(sheet.players) + yields.sum::<Units>();
        let kept = match self.rules.policies.purchase.partial_at_close {
            PartialAtClose::Counts => sum(&sheet.partial),
            PartialAtClose::Return | PartialAtClose::ReportOnly => 0,
        };
        let difference = (granted - spent - kept).saturating_sub(left).saturating_abs();
        let short = left < 0 || sum(&sheet.partial) > left + kept;
        match difference != 0 || short {
            true => Err(Refusal::SheetUnbalanced { granted, spent, left, difference }),
            false => Ok(()),
        }
    }
}
