//! Who may ask for what, when; and one command's way to its events.

use super::super::command::{Act, Actor, Command};
use super::super::event::{Entry, Event};
use super::super::refusal::Refusal;
use super::super::rules::{ClockOf, PhaseEnd, Rules};
use super::{Decided, Stage, Table};

pub(super) fn decide(
    table: &mut Table,
    rules: &Rules,
    command: &Command,
) -> Result<Decided, Refusal> {
    if command.table != table.id {
        let (asked, here) = (command.table.clone(), table.id.clone());
        return Err(Refusal::OtherTable { asked, here });
    }
    if table.decided.contains(&command.id) {
        return Ok(Decided::Repeated);
    }
    let at = command.at.max(table.clock);
    let mut turn = Turn { rules, table, at, events: Vec::new() };
    turn.admit(command)?;
    turn.act(&command.actor, &command.act)?;
    let entry = Entry {
        id: command.id.clone(),
        at,
        actor: command.actor.clone(),
        seq: command.seq,
        paper: command.paper,
        events: turn.events,
    };
    table.close_entry(&entry);
    Ok(Decided::Done(entry))
}

/// One command being carried out.
pub(super) struct Turn<'t> {
    pub rules: &'t Rules,
    pub table: &'t mut Table,
    at: u64,
    events: Vec<Event>,
}

impl Turn<'_> {
    /// Nothing may be refused after the first event of a command.
    pub fn emit(&mut self, event: Event) {
        self.table.clock = self.at;
        self.table.fold(self.rules, &event);
        self.events.push(event);
    }

    fn admit(&self, command: &Command) -> Result<(), Refusal> {
        self.check_stage(&command.act)?;
        if !self.may(&command.actor, &command.act) {
            return Err(Refusal::NotAllowed { actor: command.actor.word() });
        }
        if let Actor::Seat(seat) = command.actor {
            self.check_seat(seat)?;
            let latest = self.table.seat(seat).and_then(|seat| seat.last_seq);
            if let (Some(seq), Some(latest)) = (command.seq, latest)
                && seq <= latest
            {
                return Err(Refusal::Stale { seq, latest });
            }
        }
        self.check_phase(command)
    }

    fn check_stage(&self, act: &Act) -> Result<(), Refusal> {
        let opens = matches!(act, Act::OpenEvent { .. });
        let after = matches!(
            act,
            Act::Note(_)
                | Act::AnswerSurvey { .. }
                | Act::StartPhase { .. }
                | Act::EndPhase
                | Act::Extend { .. }
                | Act::Pause
                | Act::Resume
        );
        match self.table.stage {
            Stage::Waiting if !opens => Err(Refusal::NotOpen),
            Stage::Open if opens => Err(Refusal::AlreadyOpen),
            Stage::Open if matches!(act, Act::AnswerSurvey { .. }) => Err(Refusal::NotSealed),
            Stage::Sealed if !after => Err(Refusal::Sealed),
            _ => Ok(()),
        }
    }

    /// Money is only ever moved by seated players, and by staff only as the rules of the game prescribe.
    fn may(&self, actor: &Actor, act: &Act) -> bool {
        let keeps_clock = match actor {
            Actor::Host | Actor::System => true,
            Actor::Facilitator => self.rules.event.clock == ClockOf::PerTable,
            _ => false,
        };
        let staff = matches!(actor, Actor::Host | Actor::Facilitator | Actor::System);
        let player = matches!(actor, Actor::Seat(_));
        match act {
            Act::OpenEvent { .. }
            | Act::StartPhase { .. }
            | Act::Extend { .. }
            | Act::Pause
            | Act::Resume
            | Act::EndPhase
            | Act::EventCard { .. } => keeps_clock,
            Act::Merge { .. } | Act::OpenBallot { .. } => {
                matches!(actor, Actor::Host | Actor::System)
            }
            Act::Seat { .. } | Act::Deal | Act::Reveal => staff,
            Act::Move { seat, .. } | Act::Leave { seat } => staff || *actor == Actor::Seat(*seat),
            Act::RecordSheet(_) => matches!(actor, Actor::Host | Actor::Facilitator),
            Act::Note(_) => matches!(actor, Actor::Host | Actor::Facilitator | Actor::Observer),
            Act::Answer { .. } => matches!(actor, Actor::Expert(_)),
            Act::Price { .. } => matches!(actor, Actor::Expert(_) | Actor::Facilitator),
            Act::Unbuy { .. } | Act::Drop { .. } | Act::SubmitIdea { .. } | Act::Pitch { .. } => {
                player || *actor == Actor::Facilitator
            }
            Act::Repeal { .. } => player || *actor == Actor::Host,
            Act::AnswerSurvey { .. } => player || *actor == Actor::System,
            _ => player,
        }
    }

    /// Whether somebody sits on this seat.
    pub fn check_seat(&self, seat: u32) -> Result<(), Refusal> {
        match self.table.seat(seat) {
            None => Err(Refusal::NoSuchSeat { seat }),
            Some(taken) if taken.left => Err(Refusal::SeatLeft { seat }),
            Some(_) => Ok(()),
        }
    }

    fn check_phase(&self, command: &Command) -> Result<(), Refusal> {
        let running = self.table.phase.as_ref();
        let rule = running.and_then(|running| self.rules.phases.get(running.place));
        if let Some(expected) = &command.phase
            && rule.is_none_or(|rule| rule.id != *expected)
        {
            let running = rule.map(|rule| rule.id.clone()).unwrap_or_default();
            return Err(Refusal::PhaseChanged { running, expected: expected.clone() });
        }
        let Some(permit) = command.act.permit() else { return Ok(()) };
        let (Some(running), Some(rule)) = (running, rule) else { return Err(Refusal::NoPhase) };
        if !rule.permits(permit) {
            return Err(Refusal::PhaseForbids { phase: rule.id.clone() });
        }
        if !matches!(command.actor, Actor::Seat(_)) || command.paper {
            return Ok(());
        }
        if running.paused_since.is_some() {
            return Err(Refusal::Paused);
        }
        match running.deadline() {
            Some(since) if rule.end == PhaseEnd::Clock && self.at > since => {
                Err(Refusal::TimeOver { since })
            }
            _ => Ok(()),
        }
    }

    fn act(&mut self, actor: &Actor, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::OpenEvent { rules, items } => self.open_event(rules.as_deref(), items.as_deref()),
            Act::StartPhase { phase } => self.start_phase(phase),
            Act::Extend { seconds } => self.extend(*seconds),
            Act::Pause => self.pause(),
            Act::Resume => self.resume(),
            Act::EndPhase => self.end_phase(),
            Act::Seat { alias, cohort, persona } => self.sit_down(alias, cohort, persona),
            Act::Move { seat, to } => self.leave(*seat, Some(to)),
            Act::Leave { seat } => self.leave(*seat, None),
            Act::Deal => self.deal(),
            Act::Unbuy { item } => self.unbuy(actor, item),
            Act::Drop { measure } => self.drop_measure(actor, measure),
            Act::Repeal { measure } => self.repeal(actor, measure),
            Act::Answer { question, text } => self.answer(actor, *question, text),
            Act::Price { of, price } => self.price(actor, *of, *price),
            Act::Merge { item, into } => self.merge(item, into),
            Act::Note(note) => self.note(note),
            Act::Reveal => self.reveal_bids(),
            Act::SubmitIdea { title, fields, range } => self.submit_idea(title, fields, range),
            Act::Pitch { idea } => self.pitch(idea),
            Act::OpenBallot { ideas } => self.open_ballot(ideas),
            Act::EventCard { card } => self.event_card(card),
            Act::RecordSheet(sheet) => self.record_sheet(sheet),
            Act::AnswerSurvey { answers } => {
                self.emit(Event::SurveyAnswered { answers: answers.clone() });
                Ok(())
            }
            _ => match actor {
                Actor::Seat(seat) => self.play(*seat, act),
                _ => Err(Refusal::NotAllowed { actor: actor.word() }),
            },
        }
    }

    /// What only players do.
    fn play(&mut self, seat: u32, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Place { item, amount, purse } => self.place(seat, item, *amount, purse.as_deref()),
            Act::TakeBack { item, amount, purse } => {
                self.take_back(seat, item, *amount, purse.as_deref())
            }
            Act::SetLevel { item, amount, purse } => {
                self.set_level(seat, item, *amount, purse.as_deref())
            }
            Act::ConfirmBuy { item } => self.confirm_buy(item),
            Act::Gift { to, amount, purse } => self.gift(seat, *to, *amount, purse.as_deref()),
            Act::ProposeMeasure { measure } => self.propose_measure(seat, measure),
            Act::Consent { on, vote } => self.consent(seat, on, *vote),
            Act::Revoke { on } => self.revoke(seat, on),
            Act::AskExpert { topic, text, item } => {
                self.ask_expert(seat, topic, text, item.as_deref())
            }
            Act::Amend { item, text, delta_price } => self.amend(seat, item, text, *delta_price),
            Act::WriteIn { title, text } => self.write_in(seat, title, text),
            Act::PassTurn => {
                self.emit(Event::TurnPassed { seat });
                Ok(())
            }
            Act::Ready => self.ready(seat),
            Act::Vote { idea, thumb } => self.vote_on_idea(seat, idea, *thumb),
            Act::Rank { items } => self.rank(items),
            _ => Err(Refusal::NotAllowed { actor: "seat" }),
        }
    }
}

impl Actor {
    /// The word of refusals.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Facilitator => "facilitator",
            Self::Observer => "observer",
            Self::Expert(_) => "expert",
            Self::Seat(_) => "seat",
            Self::System => "system",
        }
    }
}
