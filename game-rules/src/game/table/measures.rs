//! Cuts and revenues: proposed, agreed, paid out, repealed.

use super::super::command::Actor;
use super::super::event::{Cause, Event, Matter, Source};
use super::super::ledger::Payer;
use super::super::refusal::Refusal;
use super::super::rules::{self, ConsentOn, Payout, Repeal};
use super::decide::Turn;
use super::{MeasureState, Table};

impl Table {
    fn measure_state(&self, measure: usize) -> MeasureState {
        self.measures.get(measure).map(|measure| measure.state).unwrap_or_default()
    }
}

impl Turn<'_> {
    pub(super) fn measure(&self, id: &str) -> Result<usize, Refusal> {
        let place = self.rules.content.measures.iter().position(|measure| measure.id == id);
        place.ok_or_else(|| Refusal::Unknown { what: "measure", id: id.to_owned() })
    }

    /// Whether a measure is in this state and nothing stands against it.
    pub(super) fn check_measure(&self, place: usize, state: MeasureState) -> Result<(), Refusal> {
        let now = self.table.measure_state(place);
        let again = (state, now) == (MeasureState::Idle, MeasureState::Dropped);
        if now != state && !again {
            return Err(Refusal::MeasureState { state: now.word() });
        }
        let Some(measure) = self.rules.content.measures.get(place) else { return Ok(()) };
        let bought = self.table.items.iter().filter(|item| item.bought).map(|item| &item.rule.id);
        let passed = self.rules.content.measures.iter().enumerate().filter(|(other, rule)| {
            let sibling = rule.group.is_some() && rule.group == measure.group && *other != place;
            sibling && self.table.measure_state(*other) == MeasureState::Passed
        });
        let in_the_way = bought
            .filter(|id| measure.excludes_items.contains(id))
            .chain(passed.map(|(_, rule)| &rule.id))
            .next();
        match in_the_way {
            Some(by) => Err(Refusal::Excluded { by: by.clone() }),
            None => Ok(()),
        }
    }

    pub(super) fn propose_measure(&mut self, seat: u32, id: &str) -> Result<(), Refusal> {
        let measure = self.measure(id)?;
        self.check_measure(measure, MeasureState::Idle)?;
        self.emit(Event::MeasureProposed { measure, by: seat });
        let own_rule = self.rules.content.measures[measure].consent.is_some();
        match own_rule || self.rules.policies.consent.needed(ConsentOn::Measure) {
            true => self.ask(Matter::Measure(measure), Vec::new()),
            false => self.pass(measure),
        }
        Ok(())
    }

    /// By the proposer or the facilitator.
    pub(super) fn drop_measure(&mut self, actor: &Actor, id: &str) -> Result<(), Refusal> {
        let measure = self.measure(id)?;
        let state = self.table.measure_state(measure);
        if state != MeasureState::Proposed {
            return Err(Refusal::MeasureState { state: state.word() });
        }
        let proposer = self.table.measures[measure].proposed_by.map(Actor::Seat);
        if *actor != Actor::Facilitator && Some(actor) != proposer.as_ref() {
            return Err(Refusal::NotAllowed { actor: actor.word() });
        }
        self.drop_proposal(measure);
        Ok(())
    }

    pub(super) fn drop_proposal(&mut self, measure: usize) {
        self.lapse(Matter::Measure(measure));
        self.emit(Event::MeasureDropped { measure });
    }

    /// BANK to the purses of everyone seated now; the items it takes off the table give their money back.
    pub(super) fn pass(&mut self, measure: usize) {
        self.emit(Event::MeasurePassed { measure });
        let rules = self.rules;
        let Some(rule) = rules.content.measures.get(measure) else { return };
        self.pay_out(measure, rule);
        for item in 0..self.table.items.len() {
            if rule.excludes_items.contains(&self.table.items[item].rule.id) {
                self.close_item(item, Cause::Measure(measure));
            }
        }
        let siblings = rules.content.measures.iter().enumerate();
        for (other, sibling) in siblings {
            let rival = rule.group.is_some() && sibling.group == rule.group;
            if rival && self.table.measure_state(other) == MeasureState::Proposed {
                self.drop_proposal(other);
            }
        }
    }

    fn pay_out(&mut self, measure: usize, rule: &rules::Measure) {
        let seats: Vec<u32> = match rule.payout {
            // A closing sheet does not say whose money it was.
            Payout::Equal if !self.table.from_sheet => self.table.seated().collect(),
            _ => Vec::new(),
        };
        let split = self.rules.money.split(rule.yields, seats.len());
        let source = Source::Measure(measure);
        for (seat, amount) in seats.into_iter().zip(split.shares) {
            if amount > 0 {
                self.emit(Event::Granted { to: Payer::Seat { seat, purse: 0 }, amount, source });
            }
        }
        self.grant_pot(split.pot, source);
    }

    /// The reverse posting, if everyone still has the share.
    pub(super) fn repeal(&mut self, actor: &Actor, id: &str) -> Result<(), Refusal> {
        let measure = self.measure(id)?;
        let allowed = match self.rules.content.measures[measure].repeal {
            Repeal::Never => return Err(Refusal::NotInRules),
            Repeal::Host => *actor == Actor::Host,
            Repeal::WhileUnspent => true,
        };
        if !allowed {
            return Err(Refusal::NotAllowed { actor: actor.word() });
        }
        let state = self.table.measure_state(measure);
        if state != MeasureState::Passed {
            return Err(Refusal::MeasureState { state: state.word() });
        }
        let source = Source::Measure(measure);
        let issues = self.table.issues.iter().filter(|issue| issue.source == source);
        let shares: Vec<_> = issues.copied().collect();
        for share in &shares {
            let short = share.amount - self.table.free(share.to);
            if short > 0 {
                return Err(Refusal::AlreadySpent { seat: share.to.seat().unwrap_or(0), short });
            }
        }
        self.emit(Event::MeasureRepealed { measure });
        for share in shares {
            self.emit(Event::Granted { to: share.to, amount: -share.amount, source });
        }
        self.reopen(Cause::Measure(measure));
        Ok(())
    }
}
