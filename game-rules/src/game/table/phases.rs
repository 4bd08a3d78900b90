//! The evening's clock, event cards, and laying the table.

use super::super::Units;
use super::super::event::{Cause, Event, Source};
use super::super::ledger::Payer;
use super::super::refusal::Refusal;
use super::super::rules::{CardAt, Effect, Permit, PhaseEnd};
use super::Stage;
use super::decide::Turn;

impl Turn<'_> {
    pub(super) fn open_event(
        &mut self,
        theirs: Option<&str>,
        shown: Option<&[String]>,
    ) -> Result<(), Refusal> {
        if let Some(theirs) = theirs {
            let ours = self.rules.hash();
            if ours != theirs {
                return Err(Refusal::OtherRules { ours, theirs: theirs.to_owned() });
            }
        }
        let all = &self.rules.content.items;
        let items = match shown {
            None => (0..all.len()).collect(),
            Some(shown) => {
                let mut items = Vec::with_capacity(shown.len());
                for id in shown {
                    let place = all.iter().position(|item| item.id == *id);
                    let place = place.filter(|place| !items.contains(place));
                    items.push(place.ok_or(Refusal::Unknown { what: "item", id: id.clone() })?);
                }
                items
            }
        };
        self.emit(Event::Opened { items });
        Ok(())
    }

    pub(super) fn start_phase(&mut self, asked: &str) -> Result<(), Refusal> {
        if let Some(running) = self.running_id() {
            return Err(Refusal::PhaseRunning { phase: running });
        }
        let phase = self.table.phases_done;
        let next = self.rules.phases.get(phase).map(|next| next.id.clone()).unwrap_or_default();
        if next != asked || next.is_empty() {
            return Err(Refusal::PhaseOrder { next, asked: asked.to_owned() });
        }
        self.emit(Event::PhaseStarted { phase });
        if self.table.stage == Stage::Open {
            let rules = self.rules;
            for (card, rule) in rules.events.iter().enumerate() {
                let due = rule.at == CardAt::Phase && rule.phase.as_deref() == Some(asked);
                if due && !self.table.cards_drawn.contains(&card) {
                    self.draw(card);
                }
            }
        }
        Ok(())
    }

    fn running_id(&self) -> Option<String> {
        let running = self.table.phase.as_ref()?;
        self.rules.phases.get(running.place).map(|phase| phase.id.clone())
    }

    pub(super) fn extend(&mut self, seconds: u32) -> Result<(), Refusal> {
        if self.table.phase.is_none() {
            return Err(Refusal::NoPhase);
        }
        self.emit(Event::Extended { seconds });
        Ok(())
    }

    pub(super) fn pause(&mut self) -> Result<(), Refusal> {
        match &self.table.phase {
            None => Err(Refusal::NoPhase),
            Some(phase) if phase.paused_since.is_some() => Err(Refusal::Paused),
            Some(_) => {
                self.emit(Event::Paused);
                Ok(())
            }
        }
    }

    pub(super) fn resume(&mut self) -> Result<(), Refusal> {
        match &self.table.phase {
            None => Err(Refusal::NoPhase),
            Some(phase) if phase.paused_since.is_none() => Err(Refusal::NotPaused),
            Some(_) => {
                self.emit(Event::Resumed);
                Ok(())
            }
        }
    }

    /// Hidden bids are revealed by the end of a phase that may reveal them; the last phase that counts closes the table.
    pub(super) fn end_phase(&mut self) -> Result<(), Refusal> {
        let Some(running) = self.table.phase.as_ref().map(|phase| phase.place) else {
            return Err(Refusal::NoPhase);
        };
        let reveals =
            self.rules.phases.get(running).is_some_and(|phase| phase.permits(Permit::Reveal));
        if reveals && !self.table.revealed {
            self.reveal();
        }
        if running == self.rules.closing_phase() && self.table.stage == Stage::Open {
            self.close_table();
        }
        self.emit(Event::PhaseEnded);
        Ok(())
    }

    pub(super) fn ready(&mut self, seat: u32) -> Result<(), Refusal> {
        let Some(running) = self.table.phase.as_ref().map(|phase| phase.place) else {
            return Err(Refusal::NoPhase);
        };
        self.emit(Event::Ready { seat });
        let all_end =
            self.rules.phases.get(running).is_some_and(|phase| phase.end == PhaseEnd::AllReady);
        let all_ready = self.table.seats.iter().all(|seat| seat.left || seat.ready);
        match all_end && all_ready {
            true => self.end_phase(),
            false => Ok(()),
        }
    }

    pub(super) fn event_card(&mut self, id: &str) -> Result<(), Refusal> {
        let place = self.rules.events.iter().position(|card| card.id == id);
        let card = place.ok_or(Refusal::Unknown { what: "event card", id: id.to_owned() })?;
        if self.table.cards_drawn.contains(&card) {
            return Err(Refusal::AlreadyDrawn);
        }
        self.draw(card);
        Ok(())
    }

    fn draw(&mut self, card: usize) {
        self.emit(Event::CardDrawn { card });
        let rules = self.rules;
        match rules.events.get(card).map(|card| &card.effect) {
            Some(Effect::Price { percent, items }) => {
                for item in self.named(items) {
                    self.scale_price(item, *percent);
                }
            }
            Some(Effect::Grant { amount }) => self.card_grant(*amount, card),
            Some(Effect::Unlock { items }) => {
                for item in self.named(items) {
                    if self.table.items[item].closed_by.contains(&Cause::Locked) {
                        self.emit(Event::Reopened { item, cause: Cause::Locked });
                    }
                }
            }
            Some(Effect::Block { items }) => {
                for item in self.named(items) {
                    if !self.table.items[item].bought {
                        self.close_item(item, Cause::Card(card));
                    }
                }
            }
            Some(Effect::Info) | None => {}
        }
    }

    /// The places of these items at this table; all if none are named.
    fn named(&self, ids: &[String]) -> Vec<usize> {
        let items = self.table.items.iter().enumerate();
        let named = items.filter(|(_, item)| ids.is_empty() || ids.contains(&item.rule.id));
        named.map(|(place, _)| place).collect()
    }

    /// A card never takes more than a purse has and has not bid.
    fn card_grant(&mut self, amount: Units, card: usize) {
        let source = Source::Card(card);
        let seats: Vec<u32> = self.table.seated().collect();
        for seat in seats {
            if amount >= 0 {
                self.emit(Event::Granted { to: Payer::Seat { seat, purse: 0 }, amount, source });
                continue;
            }
            let mut missing = -amount;
            for purse in 0..self.rules.resources.purses.len() {
                let to = Payer::Seat { seat, purse };
                let part = missing.min(self.table.free(to));
                missing -= part;
                if part > 0 {
                    self.emit(Event::Granted { to, amount: -part, source });
                }
            }
        }
    }
}
