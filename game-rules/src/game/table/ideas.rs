//! Ideas and the vote on them, and what is written down.

use std::collections::BTreeMap;

use super::super::command::{Note, Thumb};
use super::super::event::Event;
use super::super::refusal::Refusal;
use super::super::rules::OwnTable;
use super::decide::Turn;

impl Turn<'_> {
    pub(super) fn submit_idea(
        &mut self,
        title: &str,
        fields: &BTreeMap<String, String>,
        range: &Option<String>,
    ) -> Result<(), Refusal> {
        let Some(rule) = &self.rules.ideation else { return Err(Refusal::NotInRules) };
        let limit = rule.max_per_table;
        if self.table.ideas.len() >= limit as usize {
            return Err(Refusal::QuotaUsed { limit });
        }
        let given = |field: &String| fields.get(field).is_some_and(|text| !text.trim().is_empty());
        let unknown = fields.keys().find(|field| !rule.fields.contains(field));
        let bad_range = match range {
            Some(range) => !rule.ranges.contains(range),
            None => !rule.ranges.is_empty(),
        };
        let bad = rule.fields.iter().find(|field| !given(field)).or(unknown).cloned();
        let bad = bad
            .or_else(|| bad_range.then(|| "range".to_owned()))
            .or_else(|| title.trim().is_empty().then(|| "title".to_owned()));
        if let Some(field) = bad {
            return Err(Refusal::BadField { field });
        }
        if self.table.ideas.iter().any(|idea| idea.title == title) {
            return Err(Refusal::TitleTaken { title: title.to_owned() });
        }
        let (title, fields, range) = (title.to_owned(), fields.clone(), range.clone());
        self.emit(Event::IdeaSubmitted { title, fields, range });
        Ok(())
    }

    pub(super) fn pitch(&mut self, name: &str) -> Result<(), Refusal> {
        if self.rules.campaign.is_none() {
            return Err(Refusal::NotInRules);
        }
        let idea = self.table.ideas.iter().position(|idea| idea.name == name);
        let idea = idea.ok_or_else(|| Refusal::Unknown { what: "idea", id: name.to_owned() })?;
        self.emit(Event::Pitched { idea });
        Ok(())
    }

    pub(super) fn open_ballot(&mut self, ideas: &[String]) -> Result<(), Refusal> {
        if self.rules.ballot.is_none() {
            return Err(Refusal::NotInRules);
        }
        if self.table.ballot.is_some() {
            return Err(Refusal::BallotOpen);
        }
        self.emit(Event::BallotOpened { ideas: ideas.to_vec() });
        Ok(())
    }

    pub(super) fn vote_on_idea(
        &mut self,
        seat: u32,
        name: &str,
        thumb: Thumb,
    ) -> Result<(), Refusal> {
        let (Some(rule), Some(ballot)) = (&self.rules.ballot, &self.table.ballot) else {
            return Err(Refusal::NotInRules);
        };
        let idea = ballot.ideas.iter().position(|idea| idea == name);
        let idea = idea.ok_or_else(|| Refusal::Unknown { what: "idea", id: name.to_owned() })?;
        let own = self.table.ideas.iter().any(|idea| idea.name == name);
        if own && rule.own_table == OwnTable::Forbidden {
            return Err(Refusal::OwnTable);
        }
        let limit = match thumb {
            Thumb::Up => rule.up,
            Thumb::Down => rule.down,
        };
        let cast = ballot.votes.iter().filter(|vote| (vote.0, vote.2) == (seat, thumb)).count();
        if cast >= limit as usize {
            return Err(Refusal::NoVotesLeft { left: 0 });
        }
        if ballot.votes.iter().any(|vote| (vote.0, vote.1) == (seat, idea)) {
            return Err(Refusal::NoVotesLeft { left: limit - cast as u32 });
        }
        self.emit(Event::IdeaVoted { idea, seat, thumb });
        Ok(())
    }

    /// Notes never change money.
    pub(super) fn note(&mut self, note: &Note) -> Result<(), Refusal> {
        if let Some(seat) = note.seat.filter(|&seat| self.table.seat(seat).is_none()) {
            return Err(Refusal::NoSuchSeat { seat });
        }
        note.item.as_deref().map(|item| self.item(item)).transpose()?;
        note.measure.as_deref().map(|measure| self.measure(measure)).transpose()?;
        self.emit(Event::Noted { note: note.clone() });
        Ok(())
    }
}
