use game_rules::money::Money;
use sea_orm::entity::prelude::*;

use super::Category;
use crate::clock::Instant;

/// Where a submitted project stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Waits for the formal check.
    #[sea_orm(string_value = "submitted")]
    Submitted,
    /// With its author, who puts right what the formal check found.
    #[sea_orm(string_value = "returned")]
    Returned,
    /// Formally right; departments look at what it would do and cost.
    #[sea_orm(string_value = "merit")]
    Merit,
    /// On the ballot.
    #[sea_orm(string_value = "accepted")]
    Accepted,
    /// Not on the ballot; the reason is public.
    #[sea_orm(string_value = "rejected")]
    Rejected,
    /// Rejected, and its author has appealed.
    #[sea_orm(string_value = "appealed")]
    Appealed,
    /// Taken back by its author or withdrawn before the vote.
    #[sea_orm(string_value = "withdrawn")]
    Withdrawn,
}

impl State {
    pub const ALL: [Self; 7] = [
        Self::Submitted,
        Self::Returned,
        Self::Merit,
        Self::Accepted,
        Self::Rejected,
        Self::Appealed,
        Self::Withdrawn,
    ];
    /// Nothing is decided yet: whoever opens the voting leaves these behind.
    pub const PENDING: [Self; 4] = [Self::Submitted, Self::Returned, Self::Merit, Self::Appealed];
    /// On the ballot or on the way to it.
    pub const STANDING: [Self; 5] =
        [Self::Submitted, Self::Returned, Self::Merit, Self::Appealed, Self::Accepted];

    pub fn name(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Merit => "merit",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Appealed => "appealed",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub edition_id: i64,
    pub pool_id: i64,
    /// Order in the pool: the row of the imported file, later the order of submission.
    pub position: i64,
    /// What stands on the number plate and in the `.pb` file.
    pub number: String,
    /// Path segment, unique in the edition; the number wherever that serves.
    pub code: String,
    pub title: String,
    pub summary: String,
    pub category: Category,
    /// Where, in words.
    pub place: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// Grosze; the sum of the cost lines where there are any.
    pub cost: i64,
    pub state: State,
    /// Why it was rejected.
    pub reason: String,
    pub decided_at: Option<Instant>,
    /// The last second of the appeal; a rejected project always has one (art. 5a ust. 7 pkt 3 of
    /// the Polish municipal-government act).
    pub appeal_until: Option<Instant>,
    /// The city's own verdict in imported editions: 0 lost, 1 won, 2 and 3 won with other money.
    pub official: Option<i16>,
    /// JSON list of further columns of the imported file, in its order.
    pub columns: String,
    /// What the search looks through: see [`super::search_text`].
    pub search: String,
    /// What sorting by title compares: see [`super::title_order`].
    pub title_order: Vec<u8>,
    pub author_id: Option<i64>,
    /// The draft it came from: a draft sent twice makes one project.
    pub draft_id: Option<i64>,
    pub submitted_at: Instant,
    /// How often it was revised, from 1; see [`super::revise`].
    pub version: i64,
    /// Its place on the ballot, drawn among the accepted projects of its pool.
    pub ballot_number: Option<i64>,
    /// Who is to gain by it, in the author's words.
    pub recipients: String,
    /// JSON list of the city's own questions and what was answered.
    pub answers: String,
    /// Signatures under it, kept in the transaction that stores them.
    pub supporters: i64,
    /// Comments one can read, kept in the transaction that stores or hides them.
    pub comments: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn money(&self) -> Money {
        Money::from_minor(self.cost)
    }

    pub fn answers(&self) -> crate::error::Result<Vec<(String, String)>> {
        Ok(serde_json::from_str(&self.answers).map_err(anyhow::Error::from)?)
    }

    pub fn columns(&self) -> crate::error::Result<Vec<(String, String)>> {
        Ok(serde_json::from_str(&self.columns).map_err(anyhow::Error::from)?)
    }
}
