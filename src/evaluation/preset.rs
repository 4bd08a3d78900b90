//! Cards that ship with the program, as data: a file becomes the edition's own rows.

use sea_orm::ConnectionTrait;
use serde::Deserialize;

use super::question::{self, Kind, Question};
use super::{department, terms};
use crate::clock::Instant;
use crate::error::Result;

/// 20 formal and 19 merit points, as Warsaw asks them.
const WARSZAWA: &str = include_str!("cards/warszawa.toml");

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    pub id: String,
    departments: Vec<Name>,
    pub formal: Vec<Question>,
    pub merit: Vec<Question>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    pl: String,
}

impl Preset {
    /// The Polish preset.
    pub fn polish() -> Result<Self> {
        Ok(toml::from_str(WARSZAWA).map_err(anyhow::Error::from)?)
    }

    /// Gives the edition these questions as its next versions, and the departments it lacks.
    pub async fn load(
        &self,
        tx: &impl ConnectionTrait,
        at: Instant,
        by: Option<i64>,
        edition: i64,
    ) -> Result<()> {
        for (kind, questions) in [(Kind::Formal, &self.formal), (Kind::Merit, &self.merit)] {
            let after = question::latest(tx, edition, kind).await?.map_or(0, |set| set.version);
            question::save(tx, at, by, (edition, kind), after, questions).await?;
        }
        let there = department::of_edition(tx, edition).await?;
        for name in &self.departments {
            if !there.iter().any(|department| department.name == name.pl) {
                department::add(tx, edition, &name.pl).await?;
            }
        }
        terms::save(tx, &terms::of(tx, edition).await?).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_polish_preset_has_all_39_points_in_three_languages() {
        let preset = Preset::polish().unwrap();
        assert_eq!((preset.formal.len(), preset.merit.len()), (20, 19));
        for questions in [&preset.formal, &preset.merit] {
            let keys: HashSet<&str> = questions.iter().map(|question| &*question.key).collect();
            assert_eq!(keys.len(), questions.len(), "keys are unique");
            for question in questions {
                let three = [&question.pl, &question.en, &question.uk];
                assert!(three.iter().all(|words| !words.is_empty()), "{}", question.key);
                assert_eq!(question.parts().len(), question.parts.len(), "{}", question.key);
            }
        }
    }
}
