//! The terms of an edition's evaluation: who decides and by when. Data of the city, with defaults.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, Set};

use crate::error::Result;

/// How a project is decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Procedure {
    /// One person accepts, or rejects with a reason: a small commune.
    #[sea_orm(string_value = "short")]
    Short,
    /// A formal card, a merit card, and a second person who approves.
    #[sea_orm(string_value = "cards")]
    Cards,
}

impl Procedure {
    pub const ALL: [Self; 2] = [Self::Short, Self::Cards];

    pub fn name(self) -> &'static str {
        match self {
            Self::Short => "short",
            Self::Cards => "cards",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evaluation_terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub edition_id: i64,
    pub procedure: Procedure,
    /// Days for the formal check, from submission.
    pub formal_days: i64,
    /// Days that the author has to put returned points right.
    pub correction_days: i64,
    /// Days for the merit card, from the formal check.
    pub merit_days: i64,
    /// Days that a department has for its opinion.
    pub opinion_days: i64,
    /// Days in which a rejection can be appealed; none breaks art. 5a ust. 7 pkt 3.
    pub appeal_days: i64,
    /// Days in which an appeal is decided.
    pub decision_days: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub const DAYS: [&'static str; 6] = [
        "formal_days",
        "correction_days",
        "merit_days",
        "opinion_days",
        "appeal_days",
        "decision_days",
    ];

    pub fn usual(edition: i64) -> Self {
        Self {
            edition_id: edition,
            procedure: Procedure::Short,
            formal_days: 14,
            correction_days: 7,
            merit_days: 30,
            opinion_days: 10,
            appeal_days: 14,
            decision_days: 14,
        }
    }

    pub fn days(&self) -> [i64; 6] {
        [
            self.formal_days,
            self.correction_days,
            self.merit_days,
            self.opinion_days,
            self.appeal_days,
            self.decision_days,
        ]
    }

    pub fn with_days(mut self, days: [i64; 6]) -> Self {
        [
            self.formal_days,
            self.correction_days,
            self.merit_days,
            self.opinion_days,
            self.appeal_days,
            self.decision_days,
        ] = days;
        self
    }
}

/// The terms of an edition; the usual ones where the city has set none.
pub async fn of(db: &impl ConnectionTrait, edition: i64) -> Result<Model> {
    let found = Entity::find_by_id(edition).one(db).await?;
    Ok(found.unwrap_or_else(|| Model::usual(edition)))
}

pub async fn save(tx: &impl ConnectionTrait, terms: &Model) -> Result<()> {
    let columns = [
        Column::Procedure,
        Column::FormalDays,
        Column::CorrectionDays,
        Column::MeritDays,
        Column::OpinionDays,
        Column::AppealDays,
        Column::DecisionDays,
    ];
    let row = ActiveModel {
        edition_id: Set(terms.edition_id),
        procedure: Set(terms.procedure),
        formal_days: Set(terms.formal_days),
        correction_days: Set(terms.correction_days),
        merit_days: Set(terms.merit_days),
        opinion_days: Set(terms.opinion_days),
        appeal_days: Set(terms.appeal_days),
        decision_days: Set(terms.decision_days),
    };
    let replace = OnConflict::column(Column::EditionId).update_columns(columns).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
