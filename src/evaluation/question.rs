//! The questions of a card: data of the edition, in versions that never change. A card keeps the
//! version it was started on, so that editing a question touches no answer.

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use serde::{Deserialize, Serialize};

use crate::clock::Instant;
use crate::error::{Error, Result, on_constraint};
use crate::project::Part;
use crate::text::Lang;

/// Which card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Kind {
    /// Whether the submission is in order.
    #[sea_orm(string_value = "formal")]
    Formal,
    /// Whether the project is lawful and can be built for its cost.
    #[sea_orm(string_value = "merit")]
    Merit,
}

impl Kind {
    pub const ALL: [Self; 2] = [Self::Formal, Self::Merit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Formal => "formal",
            Self::Merit => "merit",
        }
    }

    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(Error::NotFound)
    }
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answering {
    YesNo,
    /// The third answer: it does not apply.
    YesNoNa,
    /// In words.
    Text,
    /// Not at all: it stands above the questions that follow.
    Heading,
}

impl Answering {
    pub const ALL: [Self; 4] = [Self::YesNo, Self::YesNoNa, Self::Text, Self::Heading];

    pub fn name(self) -> &'static str {
        match self {
            Self::YesNo => "yes-no",
            Self::YesNoNa => "yes-no-na",
            Self::Text => "text",
            Self::Heading => "heading",
        }
    }

    /// The answers one can tick.
    pub fn choices(self) -> &'static [&'static str] {
        match self {
            Self::YesNo => &["yes", "no"],
            Self::YesNoNa => &["yes", "no", "na"],
            Self::Text | Self::Heading => &[],
        }
    }
}

/// What a "no" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// The author may put it right, once, by a deadline.
    Correctable,
    Rejecting,
}

impl No {
    pub const ALL: [Self; 2] = [Self::Correctable, Self::Rejecting];

    pub fn name(self) -> &'static str {
        match self {
            Self::Correctable => "correctable",
            Self::Rejecting => "rejecting",
        }
    }
}

/// One question. Polish is always there; the other languages fall back to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Answers are kept under it; unique in the set.
    pub key: String,
    pub answer: Answering,
    pub no: No,
    /// What the author may change when the question is given back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    pub pl: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub en: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub uk: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint_pl: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint_en: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint_uk: String,
}

fn in_language<'a>(lang: Lang, pl: &'a str, en: &'a str, uk: &'a str) -> &'a str {
    let own = match lang {
        Lang::Pl => pl,
        Lang::En => en,
        Lang::Uk => uk,
    };
    if own.is_empty() { pl } else { own }
}

impl Question {
    pub fn words(&self, lang: Lang) -> &str {
        in_language(lang, &self.pl, &self.en, &self.uk)
    }

    pub fn hint(&self, lang: Lang) -> &str {
        in_language(lang, &self.hint_pl, &self.hint_en, &self.hint_uk)
    }

    pub fn parts(&self) -> Vec<Part> {
        self.parts.iter().filter_map(|name| Part::parse(name)).collect()
    }

    pub fn is_answered(&self) -> bool {
        self.answer != Answering::Heading
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question_set")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub kind: Kind,
    /// From 1; rows are added and never changed.
    pub version: i64,
    /// JSON list of [`Question`].
    pub questions: String,
    pub saved_at: Instant,
    pub saved_by: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn questions(&self) -> Result<Vec<Question>> {
        Ok(serde_json::from_str(&self.questions).map_err(anyhow::Error::from)?)
    }
}

/// The version that new cards are started on; none before the city has made or loaded one.
pub async fn latest(db: &impl ConnectionTrait, edition: i64, kind: Kind) -> Result<Option<Model>> {
    Ok(Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::Kind.eq(kind))
        .order_by_desc(Column::Version)
        .one(db)
        .await?)
}

pub async fn by_id(db: &impl ConnectionTrait, id: i64) -> Result<Model> {
    Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

/// Adds a version after `after`. `Conflict("cards-changed")` when somebody else added one first.
pub async fn save(
    tx: &impl ConnectionTrait,
    at: Instant,
    by: Option<i64>,
    (edition, kind): (i64, Kind),
    after: i64,
    questions: &[Question],
) -> Result<()> {
    ActiveModel {
        edition_id: Set(edition),
        kind: Set(kind),
        version: Set(after + 1),
        questions: Set(serde_json::to_string(questions).map_err(anyhow::Error::from)?),
        saved_at: Set(at),
        saved_by: Set(by),
        ..Default::default()
    }
    .insert(tx)
    .await
    .map_err(|error| {
        let word = Error::conflict("cards-changed");
        on_constraint(error, "question_set_version", "question_set.version", word)
    })?;
    Ok(())
}
