//! What players ask, change and add, and what experts and facilitators answer.

use super::super::command::{Actor, Priced};
use super::super::event::{Event, Matter};
use super::super::refusal::Refusal;
use super::super::rules::{self, ConsentOn, PriceBy, Pricing};
use super::super::{MOST, Units};
use super::decide::Turn;

impl Turn<'_> {
    pub(super) fn ask_expert(
        &mut self,
        seat: u32,
        topic: &str,
        text: &str,
        item: Option<&str>,
    ) -> Result<(), Refusal> {
        if !self.rules.event.staff.experts.iter().any(|known| known == topic) {
            return Err(Refusal::NoExpert { topic: topic.to_owned() });
        }
        if let Some(limit) = self.rules.policies.expert.limit
            && self.table.questions.len() >= limit as usize
        {
            return Err(Refusal::QuestionsUsed { limit });
        }
        let item = item.map(|item| self.item(item)).transpose()?;
        let (topic, text) = (topic.to_owned(), text.to_owned());
        self.emit(Event::QuestionAsked { topic, text, item, seat });
        Ok(())
    }

    pub(super) fn answer(&mut self, actor: &Actor, number: u32, text: &str) -> Result<(), Refusal> {
        let unknown = || Refusal::Unknown { what: "question", id: number.to_string() };
        let place = (number as usize).checked_sub(1).ok_or_else(unknown)?;
        let question = self.table.questions.get(place).ok_or_else(unknown)?;
        if *actor != Actor::Expert(question.topic.clone()) {
            return Err(Refusal::NotAllowed { actor: actor.word() });
        }
        if question.answer.is_some() {
            return Err(Refusal::AlreadyAnswered);
        }
        self.emit(Event::QuestionAnswered { question: place, text: text.to_owned() });
        Ok(())
    }

    pub(super) fn amend(
        &mut self,
        seat: u32,
        id: &str,
        text: &str,
        delta_price: Units,
    ) -> Result<(), Refusal> {
        if self.rules.policies.amend == rules::Amend::Off {
            return Err(Refusal::NotInRules);
        }
        let item = self.item(id)?;
        self.check_open(item)?;
        if matches!(self.table.items[item].rule.pricing, Pricing::Open { .. }) {
            return Err(Refusal::WrongKind { id: id.to_owned() });
        }
        if delta_price.checked_abs().is_none_or(|delta| delta > MOST) {
            return Err(Refusal::BadAmount { most: MOST });
        }
        self.emit(Event::AmendProposed { item, text: text.to_owned(), delta_price, seat });
        Ok(())
    }

    pub(super) fn write_in(&mut self, seat: u32, title: &str, text: &str) -> Result<(), Refusal> {
        let Some(rule) = self.rules.content.write_in else { return Err(Refusal::NotInRules) };
        let limit = rule.max_per_table;
        if self.table.write_ins.len() >= limit as usize {
            return Err(Refusal::QuotaUsed { limit });
        }
        let title = title.trim();
        if title.is_empty() {
            return Err(Refusal::BadField { field: "title".to_owned() });
        }
        let lower = title.to_lowercase();
        let items = self.table.items.iter().map(|item| &item.rule.title);
        let mut titles = items.chain(self.table.write_ins.iter().map(|write_in| &write_in.title));
        if titles.any(|taken| taken.to_lowercase() == lower) {
            return Err(Refusal::TitleTaken { title: title.to_owned() });
        }
        let (title, text) = (title.to_owned(), text.to_owned());
        self.emit(Event::WriteInProposed { title, text, seat });
        Ok(())
    }

    pub(super) fn price(&mut self, actor: &Actor, of: Priced, price: Units) -> Result<(), Refusal> {
        if !(1..=MOST).contains(&price) {
            return Err(Refusal::BadAmount { most: MOST });
        }
        match of {
            Priced::Amend(number) => self.price_amendment(actor, number, price),
            Priced::WriteIn(number) => self.price_write_in(actor, number, price),
        }
    }

    fn price_amendment(&mut self, actor: &Actor, number: u32, price: Units) -> Result<(), Refusal> {
        let unknown = || Refusal::Unknown { what: "amendment", id: number.to_string() };
        let amend = (number as usize).checked_sub(1).ok_or_else(unknown)?;
        let amendment = self.table.amendments.get(amend).ok_or_else(unknown)?;
        if !matches!(actor, Actor::Expert(_)) {
            return Err(Refusal::NotAllowed { actor: actor.word() });
        }
        if amendment.price.is_some() {
            return Err(Refusal::AlreadyPriced);
        }
        self.check_open(amendment.item)?;
        self.emit(Event::AmendPriced { amend, price });
        match self.rules.policies.consent.needed(ConsentOn::Amend) {
            true => self.ask(Matter::Amend(amend), Vec::new()),
            false => self.apply_amendment(amend),
        }
        Ok(())
    }

    /// The item's new version; money above a lower price goes back.
    pub(super) fn apply_amendment(&mut self, amend: usize) {
        self.emit(Event::Amended { amend });
        if let Some(item) = self.table.amendments.get(amend).map(|amend| amend.item) {
            self.fit_to_price(item);
        }
    }

    fn price_write_in(&mut self, actor: &Actor, number: u32, price: Units) -> Result<(), Refusal> {
        let unknown = || Refusal::Unknown { what: "write-in", id: number.to_string() };
        let write_in = (number as usize).checked_sub(1).ok_or_else(unknown)?;
        let proposed = self.table.write_ins.get(write_in).ok_or_else(unknown)?;
        let by = self.rules.content.write_in.map(|rule| rule.price_by);
        let allowed = match by {
            Some(PriceBy::Expert) => matches!(actor, Actor::Expert(_)),
            _ => *actor == Actor::Facilitator,
        };
        if !allowed {
            return Err(Refusal::NotAllowed { actor: actor.word() });
        }
        if proposed.price.is_some() {
            return Err(Refusal::AlreadyPriced);
        }
        self.emit(Event::WriteInPriced { write_in, price });
        match self.rules.policies.consent.needed(ConsentOn::WriteIn) {
            true => self.ask(Matter::WriteIn(write_in), Vec::new()),
            false => self.emit(Event::WriteInAdded { write_in }),
        }
        Ok(())
    }

    /// Gives a write-in the name it shares with those of other tables.
    pub(super) fn merge(&mut self, id: &str, into: &str) -> Result<(), Refusal> {
        let item = self.item(id)?;
        if !self.table.write_ins.iter().any(|write_in| write_in.item == Some(item)) {
            return Err(Refusal::WrongKind { id: id.to_owned() });
        }
        self.emit(Event::Merged { item, into: into.to_owned() });
        Ok(())
    }
}
