//! A card as a clerk types it: whose it is, and the numbers of the projects, `3 7 12`; where the
//! ballot gives points, `3:2 7:1`.

use std::sync::Arc;

use game_rules::ballot::Kind;

use super::reading::{Card, Reading, Reason};
use crate::app::App;
use crate::edition::Pool;
use crate::error::Result;
use crate::page::{Errors, Fields};
use crate::project::pool_name;
use crate::register::{self, Policy};
use crate::text::{Message, Text};
use crate::vote::{Booth, Choices, Roll, Sheet, refusal_words};

/// What a card of an edition asks, in the order of the form.
pub struct Blank {
    pub roll: Arc<Roll>,
    pub policy: Policy,
}

impl Blank {
    /// Whether a card says of which district it is.
    pub fn has_areas(&self) -> bool {
        Booth::on_paper(self.roll.clone(), Vec::new(), None, Choices::default()).has_areas()
    }

    /// The lanes of the edition: the city's list, the list of the voter's district.
    pub fn lanes(&self) -> Vec<(&str, &Pool)> {
        let mut lanes: Vec<(&str, &Pool)> = Vec::new();
        for pool in &self.roll.pools {
            if !lanes.iter().any(|(lane, _)| *lane == pool.lane) {
                lanes.push((&pool.lane, pool));
            }
        }
        lanes
    }

    /// The pools of a lane.
    pub fn of_lane<'a>(&'a self, lane: &'a str) -> impl Iterator<Item = &'a Pool> {
        self.roll.pools.iter().filter(move |pool| pool.lane == lane)
    }

    /// What a form says of a card. The errors name the fields.
    pub async fn read(
        &self,
        app: &App,
        t: Text,
        fields: &Fields,
    ) -> Result<std::result::Result<Reading, Errors>> {
        match fields.get("status") {
            "" => {}
            "blank" => return Ok(Ok(Reading::Blank)),
            name => {
                let reason = Reason::ALL.into_iter().find(|reason| reason.name() == name);
                let unknown = || Errors::of("status", Message::new("paper-status-unknown"));
                return Ok(reason.map(Reading::Invalid).ok_or_else(unknown));
            }
        }
        let voter = register::of_card(app, &self.roll.edition, &self.policy, fields).await?;
        let mut errors = Errors::default();
        let typed_area = self.area(fields, &mut errors);
        let (person, given) = errors.note(voter).map_or_else(Default::default, |voter| {
            (voter.person, voter.district.and_then(|id| self.pool_of(id)))
        });
        if let (Some(given), Some(area)) = (given, typed_area)
            && given.id != area
        {
            let message = Message::new("paper-area-other").arg("district", given.name.as_str());
            errors.add("area", message);
        }
        let area = given.map(|pool| pool.id).or(typed_area);
        let marks = self.marks(t, fields, area, given.map(|pool| pool.id), &mut errors)?;
        if !errors.is_empty() {
            return Ok(Err(errors));
        }
        let (person, given) = (register::spell(&person), given.map(|pool| pool.id));
        Ok(Ok(Reading::Valid(Card { person, given, area, marks })))
    }

    fn pool_of(&self, district: i64) -> Option<&Pool> {
        self.roll.pools.iter().find(|pool| pool.district_id == Some(district))
    }

    /// The district of the card, where the edition has several.
    fn area(&self, fields: &Fields, errors: &mut Errors) -> Option<i64> {
        if !self.has_areas() {
            return None;
        }
        let area = self.roll.area(fields.get("area"));
        if area.is_none() {
            errors.add("area", Message::new("paper-area-missing"));
        }
        area
    }

    fn marks(
        &self,
        t: Text,
        fields: &Fields,
        area: Option<i64>,
        given: Option<i64>,
        errors: &mut Errors,
    ) -> Result<Vec<(i64, i64)>> {
        let on_paper = |marks| {
            let choices = Choices { area, marks };
            Booth::on_paper(self.roll.clone(), Vec::new(), given, choices).paper()
        };
        let blank = on_paper(Vec::new());
        let mut marks = Vec::new();
        let mut first = None;
        for (i, (lane, _)) in self.lanes().into_iter().enumerate() {
            let field = marks_field(i);
            let typed = fields.get(&field).trim();
            first.get_or_insert(field.clone());
            match blank.sheets.iter().find(|sheet| sheet.pool.lane == lane) {
                _ if typed.is_empty() => {}
                None => errors.add(field, Message::new("paper-marks-no-list")),
                Some(sheet) => match numbers(sheet, typed) {
                    Ok(found) => marks.extend(found),
                    Err(message) => errors.add(field, message),
                },
            }
        }
        if !errors.is_empty() {
            return Ok(marks);
        }
        if marks.is_empty() {
            errors.add(first.unwrap_or_default(), Message::new("paper-marks-none"));
        }
        for sheet in on_paper(marks.clone()).sheets {
            if let Some(refusal) = sheet.refusals.first() {
                let what =
                    format!("{}: {}", pool_name(t, &sheet.pool), refusal_words(t, &sheet, refusal));
                let message = Message::new("paper-marks-refused").arg("why", what);
                let lane = self.lanes().iter().position(|(lane, _)| *lane == sheet.pool.lane);
                errors.add(marks_field(lane.unwrap_or_default()), message);
            }
        }
        Ok(marks)
    }
}

/// The name of the field for a lane's projects, by its place among the lanes from 0.
pub fn marks_field(lane: usize) -> String {
    format!("marks-{}", lane + 1)
}

/// The projects of a list that somebody typed by their numbers.
fn numbers(sheet: &Sheet, typed: &str) -> std::result::Result<Vec<(i64, i64)>, Message> {
    let mut marks: Vec<(i64, i64)> = Vec::new();
    for word in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';') {
        if word.is_empty() {
            continue;
        }
        let about = |key: &'static str| Message::new(key).arg("word", word);
        let (number, points) = match (word.split_once(':'), sheet.rules.kind.has_points()) {
            (Some((number, points)), true) => {
                let points: Option<i64> = points.parse().ok().filter(|points| *points > 0);
                (number, points.ok_or_else(|| about("paper-points-wrong"))?)
            }
            (None, true) => return Err(about("paper-points-missing")),
            (Some(_), false) => return Err(about("paper-points-none")),
            (None, false) => (word, 1),
        };
        let row = sheet.list().iter().find(|row| row.number.eq_ignore_ascii_case(number));
        let id = row.ok_or_else(|| about("paper-number-unknown"))?.id;
        if marks.iter().any(|(known, _)| *known == id) {
            return Err(about("paper-number-twice"));
        }
        marks.push((id, points));
    }
    if sheet.rules.kind != Kind::Ordinal {
        // In which order somebody crossed boxes says nothing, and must not make two readings differ.
        let place = |id: i64| sheet.list().iter().position(|row| row.id == id);
        marks.sort_by_key(|(id, _)| place(*id));
    }
    Ok(marks)
}

/// What a reading chose in a lane, as it would be typed.
pub fn typed(roll: &Roll, card: &Card, lane: &str) -> String {
    let of_lane = |id: i64| roll.pools.iter().any(|pool| pool.id == id && pool.lane == lane);
    let words = card.marks.iter().filter_map(|(project, points)| {
        let row = roll.projects.iter().find(|row| row.id == *project)?;
        let pool = roll.pools.iter().find(|pool| pool.id == row.pool_id)?;
        let in_points = pool.rules().is_ok_and(|rules| rules.kind.has_points());
        let word = if in_points { format!("{}:{points}", row.number) } else { row.number.clone() };
        of_lane(pool.id).then_some(word)
    });
    words.collect::<Vec<_>>().join(" ")
}
