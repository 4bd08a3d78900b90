//! The one place where a table changes.

use super::super::Units;
use super::super::command::{Actor, Vote};
use super::super::event::{Because, Cause, Entry, Event, Matter, Outcome, Source};
use super::super::ledger::{Payer, Payment};
use super::super::rules::{self, Permit, Pricing, Rules};
use super::{
    Amendment, Ballot, Bid, Deal, Idea, Issue, Item, Measure, MeasureState, Motion, Partial, Phase,
    Purchase, Question, Seat, Stage, Table, WriteIn, Written,
};

impl Table {
    pub(super) fn fold(&mut self, rules: &Rules, event: &Event) {
        match event {
            Event::Opened { items } => self.open(rules, items),
            Event::PhaseStarted { .. }
            | Event::Extended { .. }
            | Event::Paused
            | Event::Resumed
            | Event::PhaseEnded => self.fold_clock(rules, event),
            Event::Seated { .. }
            | Event::Left { .. }
            | Event::TurnPassed { .. }
            | Event::Ready { .. } => {
                self.fold_seat(rules, event);
            }
            Event::MeasureProposed { .. }
            | Event::MeasureDropped { .. }
            | Event::MeasurePassed { .. }
            | Event::MeasureRepealed { .. } => self.fold_measure(event),
            Event::Asked { .. }
            | Event::Voted { .. }
            | Event::VoteRevoked { .. }
            | Event::Settled { .. } => self.fold_motion(event),
            Event::QuestionAsked { .. }
            | Event::QuestionAnswered { .. }
            | Event::AmendProposed { .. }
            | Event::AmendPriced { .. }
            | Event::Amended { .. }
            | Event::WriteInProposed { .. }
            | Event::WriteInPriced { .. }
            | Event::WriteInAdded { .. } => self.fold_proposal(event),
            Event::IdeaSubmitted { .. }
            | Event::Pitched { .. }
            | Event::BallotOpened { .. }
            | Event::IdeaVoted { .. } => self.fold_idea(event),
            Event::Closed { .. }
            | Event::Reopened { .. }
            | Event::Repriced { .. }
            | Event::Merged { .. } => self.fold_item(event),
            Event::Noted { note } => {
                self.notes.push(Written { at: self.clock, note: note.clone() })
            }
            Event::Ranked { list } => self.ranked = Some(list.clone()),
            Event::CardDrawn { card } => self.cards_drawn.push(*card),
            Event::SurveyAnswered { answers } => self.surveys.push(answers.clone()),
            Event::Incomplete { .. } => self.incomplete = true,
            Event::Sealed { list, hash } => {
                self.list.clone_from(list);
                self.seal = Some(hash.clone());
                self.stage = Stage::Sealed;
            }
            _ => self.fold_money(event),
        }
    }

    /// What an accepted command leaves behind besides its events.
    pub(super) fn close_entry(&mut self, entry: &Entry) {
        self.clock = entry.at;
        self.decided.insert(entry.id.clone());
        self.paper |= entry.paper;
        if let Actor::Seat(seat) = entry.actor
            && let Some(seat) = self.seat_mut(seat)
        {
            seat.last_seq = entry.seq.or(seat.last_seq);
        }
    }

    fn seat_mut(&mut self, seat: u32) -> Option<&mut Seat> {
        self.seats.get_mut((seat as usize).checked_sub(1)?)
    }

    fn open(&mut self, rules: &Rules, items: &[usize]) {
        self.stage = Stage::Open;
        self.revealed = !rules.resources.blind_first;
        let shown = items.iter().filter_map(|&item| rules.content.items.get(item));
        for item in shown {
            self.lay(item.clone(), item.id.clone());
        }
        self.measures = rules.content.measures.iter().map(|_| Measure::default()).collect();
    }

    fn lay(&mut self, rule: rules::Item, key: String) {
        let closed_by = if rule.locked { vec![Cause::Locked] } else { Vec::new() };
        self.ledger.open_item();
        self.items.push(Item {
            rule,
            key,
            bought: false,
            closed_by,
            version: 1,
            changes: Vec::new(),
            placed: 0,
            take_backs: 0,
        });
    }

    fn fold_clock(&mut self, rules: &Rules, event: &Event) {
        if let Event::PhaseStarted { phase } = *event {
            let rule = rules.phases.get(phase);
            self.phase = Some(Phase {
                place: phase,
                started: self.clock,
                millis: rule.map_or(0, |rule| u64::from(rule.seconds) * 1000),
                paused_for: 0,
                paused_since: None,
            });
            if rule.is_some_and(|rule| rule.permits(Permit::Place)) {
                self.play_started.get_or_insert(self.clock);
            }
            return;
        }
        let clock = self.clock;
        let Some(phase) = &mut self.phase else { return };
        match *event {
            Event::Extended { seconds } => phase.millis += u64::from(seconds) * 1000,
            Event::Paused => phase.paused_since = Some(clock),
            Event::Resumed => {
                let since = phase.paused_since.take().unwrap_or(clock);
                phase.paused_for += clock - since;
            }
            _ => {
                self.phases_done = phase.place + 1;
                self.phase = None;
                self.seats.iter_mut().for_each(|seat| seat.ready = false);
            }
        }
    }

    fn fold_seat(&mut self, rules: &Rules, event: &Event) {
        match event {
            Event::Seated { alias, cohort, persona } => {
                self.ledger.open_seat(rules.resources.purses.len());
                self.seats.push(Seat {
                    alias: alias.clone(),
                    cohort: cohort.clone(),
                    persona: persona.clone(),
                    joined: self.clock,
                    ..Seat::default()
                });
            }
            Event::Left { seat, to } => {
                if let Some(left) = self.seat_mut(*seat) {
                    left.left = true;
                    left.ready = false;
                    left.moved_to.clone_from(to);
                }
                self.bids.retain(|bid| bid.payer.seat() != Some(*seat));
                for motion in self.motions.iter_mut().filter(|motion| motion.is_open()) {
                    motion.votes.retain(|(voter, _)| voter != seat);
                }
            }
            Event::TurnPassed { .. } => self.turns_passed += 1,
            Event::Ready { seat } => {
                self.seat_mut(*seat).into_iter().for_each(|seat| seat.ready = true)
            }
            _ => {}
        }
    }

    fn fold_money(&mut self, event: &Event) {
        match *event {
            Event::Dealt { total, each } => {
                self.dealt = Some(Deal { total, each });
                self.players_at_start = self.seated().count() as u32;
            }
            Event::SheetRecorded { players, total } => {
                self.dealt = Some(Deal { total, each: 0 });
                self.players_at_start = players;
                self.paper = true;
                self.from_sheet = true;
                self.revealed = true;
            }
            Event::Granted { to, amount, source } => {
                self.ledger.issue(to, amount);
                self.issues.push(Issue { to, amount, source });
            }
            Event::BidMade { item, payer, amount } => self.bids.push(Bid { item, payer, amount }),
            Event::BidWithdrawn { item, payer, amount } => self.withdraw_bid(item, payer, amount),
            Event::Revealed => {
                self.revealed = true;
                self.bids.clear();
            }
            Event::Placed { item, payer, amount } => {
                if let Some(on) = self.items.get_mut(item) {
                    on.placed += amount;
                    let price = on.rule.pricing.most();
                    self.ledger.place(item, Payment { payer, amount, price });
                }
            }
            Event::Returned { item, payer, to, amount, own_will } => {
                self.ledger.give_back(item, payer, to, amount);
                if let Some(item) = self.items.get_mut(item) {
                    item.take_backs += u32::from(own_will);
                }
            }
            Event::Bought { item } => {
                let paid = self.ledger.escrow_total(item);
                self.ledger.spend(item);
                self.set_bought(item, true);
                let (at, struck) = (self.clock, false);
                self.purchases.push(Purchase { item, at, paid, struck });
            }
            Event::Unbought { item } => {
                self.ledger.unspend(item);
                self.set_bought(item, false);
                for purchase in self.purchases.iter_mut().filter(|purchase| purchase.item == item) {
                    purchase.struck = true;
                }
            }
            Event::Given { from, to, amount } => self.ledger.transfer(from, to, amount),
            Event::PartialBid { item, amount } => {
                let contributors = self.contributors(item);
                self.partials.push(Partial { item, amount, contributors });
            }
            _ => {}
        }
    }

    /// What was bought has changed, so a ranking no longer fits it.
    fn set_bought(&mut self, item: usize, bought: bool) {
        self.ranked = None;
        self.items.get_mut(item).into_iter().for_each(|item| item.bought = bought);
    }

    fn withdraw_bid(&mut self, item: usize, payer: Payer, amount: Units) {
        let mut missing = amount;
        let own = self.bids.iter_mut().rev().filter(|bid| (bid.item, bid.payer) == (item, payer));
        for bid in own {
            let part = bid.amount.min(missing);
            bid.amount -= part;
            missing -= part;
        }
        self.bids.retain(|bid| bid.amount > 0);
    }

    fn fold_item(&mut self, event: &Event) {
        let place = match *event {
            Event::Closed { item, .. }
            | Event::Reopened { item, .. }
            | Event::Repriced { item, .. }
            | Event::Merged { item, .. } => item,
            _ => return,
        };
        let Some(item) = self.items.get_mut(place) else { return };
        match event {
            Event::Closed { cause, .. } => item.closed_by.push(*cause),
            Event::Reopened { cause, .. } => item.closed_by.retain(|by| by != cause),
            Event::Repriced { price, .. } => item.reprice(*price),
            Event::Merged { into, .. } => item.key.clone_from(into),
            _ => {}
        }
    }

    fn fold_measure(&mut self, event: &Event) {
        let clock = self.clock;
        let (place, state) = match *event {
            Event::MeasureProposed { measure, .. } => (measure, MeasureState::Proposed),
            Event::MeasureDropped { measure } => (measure, MeasureState::Dropped),
            Event::MeasurePassed { measure } => (measure, MeasureState::Passed),
            Event::MeasureRepealed { measure } => (measure, MeasureState::Repealed),
            _ => return,
        };
        let Some(measure) = self.measures.get_mut(place) else { return };
        measure.state = state;
        match *event {
            Event::MeasureProposed { by, .. } => {
                measure.proposed_by = Some(by);
                measure.proposed_at = Some(clock);
                measure.times_proposed += 1;
            }
            Event::MeasureRepealed { .. } => {}
            _ => measure.argued += clock - measure.proposed_at.unwrap_or(clock),
        }
    }

    fn fold_motion(&mut self, event: &Event) {
        if let Event::Asked { matter, list } = event {
            self.motions.push(Motion {
                matter: *matter,
                list: list.clone(),
                asked_at: self.clock,
                votes: Vec::new(),
                outcome: None,
            });
            return;
        }
        let about = match *event {
            Event::Voted { matter, .. }
            | Event::VoteRevoked { matter, .. }
            | Event::Settled { matter, .. } => matter,
            _ => return,
        };
        let open = |motion: &&mut Motion| motion.is_open() && motion.matter == about;
        let Some(motion) = self.motions.iter_mut().rev().find(open) else { return };
        match *event {
            Event::Voted { seat, vote, .. } => {
                motion.votes.retain(|(voter, _)| *voter != seat);
                motion.votes.push((seat, vote));
                if let (Matter::Measure(measure), Vote::No) = (about, vote)
                    && let Some(measure) = self.measures.get_mut(measure)
                {
                    measure.dissent += 1;
                }
            }
            Event::VoteRevoked { seat, .. } => motion.votes.retain(|(voter, _)| *voter != seat),
            Event::Settled { outcome, .. } => motion.outcome = Some(outcome),
            _ => {}
        }
    }

    fn fold_proposal(&mut self, event: &Event) {
        match event.clone() {
            Event::QuestionAsked { topic, text, item, seat } => self.questions.push(Question {
                seat,
                topic,
                text,
                item,
                asked_at: self.clock,
                answer: None,
                answered_at: None,
            }),
            Event::QuestionAnswered { question, text } => {
                let clock = self.clock;
                if let Some(question) = self.questions.get_mut(question) {
                    question.answer = Some(text);
                    question.answered_at = Some(clock);
                }
            }
            Event::AmendProposed { item, text, delta_price, seat } => {
                let amendment =
                    Amendment { seat, item, text, delta_price, price: None, applied: false };
                self.amendments.push(amendment);
            }
            Event::AmendPriced { amend, price } => {
                self.amendments
                    .get_mut(amend)
                    .into_iter()
                    .for_each(|amend| amend.price = Some(price));
            }
            Event::Amended { amend } => {
                let Some(amend) = self.amendments.get_mut(amend) else { return };
                amend.applied = true;
                let (text, price) = (amend.text.clone(), amend.price);
                if let Some(item) = self.items.get_mut(amend.item) {
                    item.changes.push(text);
                    price.into_iter().for_each(|price| item.reprice(price));
                }
            }
            Event::WriteInProposed { title, text, seat } => {
                self.write_ins.push(WriteIn { seat, title, text, price: None, item: None });
            }
            Event::WriteInPriced { write_in, price } => {
                let write_in = self.write_ins.get_mut(write_in).into_iter();
                write_in.for_each(|write_in| write_in.price = Some(price));
            }
            Event::WriteInAdded { write_in } => self.add_write_in(write_in),
            _ => {}
        }
    }

    fn add_write_in(&mut self, place: usize) {
        let item = self.items.len();
        let Some(write_in) = self.write_ins.get_mut(place) else { return };
        write_in.item = Some(item);
        let id = format!("own-{}", place + 1);
        let rule = rules::Item {
            title: write_in.title.clone(),
            group: None,
            requires: Vec::new(),
            excludes: Vec::new(),
            purse_tags: Vec::new(),
            locked: false,
            pricing: Pricing::Fixed { price: write_in.price.unwrap_or(0), min_goal: None },
            id: id.clone(),
        };
        self.lay(rule, format!("{}/{id}", self.id));
    }

    fn fold_idea(&mut self, event: &Event) {
        match event.clone() {
            Event::IdeaSubmitted { title, fields, range } => {
                let name = format!("{}/{}", self.id, self.ideas.len() + 1);
                self.ideas.push(Idea { name, title, fields, range, pitched: false });
            }
            Event::Pitched { idea } => {
                self.ideas.get_mut(idea).into_iter().for_each(|idea| idea.pitched = true);
            }
            Event::BallotOpened { ideas } => {
                self.ballot = Some(Ballot { ideas, votes: Vec::new() });
            }
            Event::IdeaVoted { idea, seat, thumb } => {
                let ballot = self.ballot.iter_mut();
                ballot.for_each(|ballot| ballot.votes.push((seat, idea, thumb)));
            }
            _ => {}
        }
    }

    /// How many seats have money on an item or paid for it; the pot counts as one.
    pub fn contributors(&self, item: usize) -> u32 {
        let payments = [self.ledger.escrow(item), self.ledger.spent(item)].concat();
        let mut payers: Vec<_> = payments.iter().map(|payment| payment.payer.seat()).collect();
        payers.sort_unstable();
        payers.dedup();
        payers.len() as u32
    }

    /// What a measure has paid and not been paid back.
    pub(in crate::game) fn yielded(&self, measure: usize) -> Units {
        let issues = self.issues.iter().filter(|issue| issue.source == Source::Measure(measure));
        issues.map(|issue| issue.amount).sum()
    }

    /// The seats whose leaving let something pass.
    pub fn passed_by_leaving(&self) -> impl Iterator<Item = (Matter, u32)> {
        self.motions.iter().filter_map(|motion| match motion.outcome {
            Some(Outcome::Passed(Because::SeatLeft(seat))) => Some((motion.matter, seat)),
            _ => None,
        })
    }
}

impl Item {
    fn reprice(&mut self, new: Units) {
        self.version += 1;
        match &mut self.rule.pricing {
            Pricing::Fixed { price, min_goal } => {
                *price = new;
                *min_goal = min_goal.map(|goal| goal.min(new));
            }
            Pricing::Level { price } => *price = new,
            Pricing::Open { .. } => {}
        }
    }
}
