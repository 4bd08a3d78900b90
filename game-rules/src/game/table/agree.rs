//! Consent: what the table is asked, who says what, and when it is agreed.

use super::super::command::{Subject, Vote};
use super::super::event::{Because, Event, Matter, Outcome};
use super::super::refusal::Refusal;
use super::super::rules::{Abstain, Agreement, ConsentOn, ConsentRule, Ranking};
use super::decide::Turn;
use super::{MeasureState, Motion, Table};

impl Table {
    /// The vote on this that is still open.
    pub fn open_motion(&self, matter: Matter) -> Option<&Motion> {
        self.motions.iter().rev().find(|motion| motion.is_open() && motion.matter == matter)
    }

    /// What a subject names at this table.
    pub fn matter(&self, subject: &Subject) -> Option<Matter> {
        let number = |number: u32, count: usize| {
            let place = (number as usize).checked_sub(1)?;
            (place < count).then_some(place)
        };
        Some(match subject {
            Subject::Purchase(item) => Matter::Purchase(self.item_place(item)?),
            Subject::Unbuy(item) => Matter::Unbuy(self.item_place(item)?),
            Subject::List => Matter::List,
            Subject::Amend(amend) => Matter::Amend(number(*amend, self.amendments.len())?),
            Subject::WriteIn(own) => Matter::WriteIn(number(*own, self.write_ins.len())?),
            Subject::Measure(_) => return None,
        })
    }

    fn agrees(&self, rule: ConsentRule, motion: &Motion) -> bool {
        let seated = self.seated().count();
        let (yes, abstained) = (motion.count(Vote::Yes), motion.count(Vote::Abstain));
        let counted = match rule.abstain {
            Abstain::Blocks => seated,
            Abstain::Neutral => seated - abstained,
        };
        yes > 0
            && match rule.rule {
                Agreement::Unanimous => yes == counted,
                Agreement::KOfN => yes >= rule.k.map_or(counted, |k| k as usize),
                Agreement::Majority => 2 * yes > counted,
            }
    }
}

impl Turn<'_> {
    /// Asks the table, unless it is being asked.
    pub(super) fn ask(&mut self, matter: Matter, list: Vec<usize>) {
        if self.table.open_motion(matter).is_none() {
            self.emit(Event::Asked { matter, list });
        }
    }

    /// Ends a vote whose matter is gone.
    pub(super) fn lapse(&mut self, matter: Matter) {
        if self.table.open_motion(matter).is_some() {
            self.emit(Event::Settled { matter, outcome: Outcome::Lapsed });
        }
    }

    fn open_matter(&self, subject: &Subject) -> Result<Matter, Refusal> {
        let matter = match subject {
            Subject::Measure(id) => Some(Matter::Measure(self.measure(id)?)),
            other => self.table.matter(other),
        };
        let open = matter.filter(|&matter| self.table.open_motion(matter).is_some());
        open.ok_or(Refusal::ConsentClosed)
    }

    pub(super) fn consent(&mut self, seat: u32, on: &Subject, vote: Vote) -> Result<(), Refusal> {
        let matter = self.open_matter(on)?;
        self.check_possible(matter)?;
        let votes = self.table.open_motion(matter).map(|motion| motion.votes.as_slice());
        if votes.unwrap_or_default().contains(&(seat, vote)) {
            return Ok(());
        }
        self.emit(Event::Voted { matter, seat, vote });
        self.settle(matter, Because::Voted(seat));
        Ok(())
    }

    pub(super) fn revoke(&mut self, seat: u32, on: &Subject) -> Result<(), Refusal> {
        let matter = self.open_matter(on)?;
        let votes = self.table.open_motion(matter).map(|motion| motion.votes.as_slice());
        if !votes.unwrap_or_default().iter().any(|(voter, _)| *voter == seat) {
            return Err(Refusal::NoVote);
        }
        self.emit(Event::VoteRevoked { matter, seat });
        Ok(())
    }

    /// Counts all open votes again over those who are seated.
    pub(super) fn recount(&mut self, because: Because) {
        let open = self.table.motions.iter().filter(|motion| motion.is_open());
        for matter in open.map(|motion| motion.matter).collect::<Vec<_>>() {
            if self.check_possible(matter).is_ok() {
                self.settle(matter, because);
            }
        }
    }

    /// Carries out what the table has agreed on, if it has. Seats are counted at this moment.
    fn settle(&mut self, matter: Matter, because: Because) {
        let rule = match matter {
            Matter::Measure(place) => {
                self.rules.content.measures.get(place).and_then(|measure| measure.consent)
            }
            _ => None,
        };
        let rule = rule.unwrap_or(self.rules.policies.consent.rule);
        let motion = self.table.open_motion(matter);
        let Some(list) = motion
            .filter(|motion| self.table.agrees(rule, motion))
            .map(|motion| motion.list.clone())
        else {
            return;
        };
        self.emit(Event::Settled { matter, outcome: Outcome::Passed(because) });
        match matter {
            Matter::Measure(measure) => self.pass(measure),
            Matter::Purchase(item) => self.buy(item),
            Matter::Unbuy(item) => self.undo_purchase(item),
            Matter::List => self.emit(Event::Ranked { list }),
            Matter::Amend(amend) => self.apply_amendment(amend),
            Matter::WriteIn(write_in) => self.emit(Event::WriteInAdded { write_in }),
        }
    }

    /// Whether the table could still do what it is asked about.
    fn check_possible(&self, matter: Matter) -> Result<(), Refusal> {
        match matter {
            Matter::Measure(measure) => self.check_measure(measure, MeasureState::Proposed),
            Matter::Purchase(item) => self.check_buyable(item),
            Matter::Unbuy(item) => self.check_undoable(item),
            Matter::Amend(amend) => {
                let item = self.table.amendments.get(amend).map_or(0, |amend| amend.item);
                self.check_open(item)
            }
            Matter::List | Matter::WriteIn(_) => Ok(()),
        }
    }

    /// The table's own order of what it bought.
    pub(super) fn rank(&mut self, ids: &[String]) -> Result<(), Refusal> {
        if self.rules.ranking != Ranking::Explicit {
            return Err(Refusal::NotInRules);
        }
        let mut list = Vec::with_capacity(ids.len());
        for id in ids {
            list.push(self.item(id)?);
        }
        let mut bought: Vec<usize> = self.table.bought().collect();
        let mut named = list.clone();
        bought.sort_unstable();
        named.sort_unstable();
        if bought != named {
            return Err(Refusal::NotThoseBought { bought: bought.len() });
        }
        match self.rules.policies.consent.needed(ConsentOn::List) {
            true => {
                self.lapse(Matter::List);
                self.ask(Matter::List, list);
            }
            false => self.emit(Event::Ranked { list }),
        }
        Ok(())
    }
}
