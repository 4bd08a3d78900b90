use sea_orm::entity::prelude::*;

use crate::clock::{Instant, end_of_day};

/// Days in which somebody who was told of a challenge may appeal before anything is sealed.
const DAYS: i64 = 7;

/// Until when a challenge that was confirmed at `at` leaves time to appeal.
pub fn time_to_appeal(at: Instant) -> Instant {
    end_of_day(at, DAYS)
}

/// How far a challenge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// One person wants it; the ballot still counts.
    #[sea_orm(string_value = "proposed")]
    Proposed,
    /// Two people want it: the ballot does not count.
    #[sea_orm(string_value = "confirmed")]
    Confirmed,
    /// The person objects; a third person decides.
    #[sea_orm(string_value = "appealed")]
    Appealed,
    /// The third person agrees with the two.
    #[sea_orm(string_value = "upheld")]
    Upheld,
    /// Withdrawn, or overturned by the appeal: the ballot counts.
    #[sea_orm(string_value = "lifted")]
    Lifted,
}

impl State {
    /// Those in which the person's ballot is not counted.
    pub const EXCLUDING: [Self; 3] = [Self::Confirmed, Self::Appealed, Self::Upheld];

    pub fn name(self) -> String {
        self.to_value()
    }
}

/// Why somebody is challenged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Reason {
    /// Somebody else voted under this person's name.
    #[sea_orm(string_value = "identity")]
    Identity,
    /// The person may not vote in this edition.
    #[sea_orm(string_value = "entitlement")]
    Entitlement,
    /// One hand cast the ballots of many.
    #[sea_orm(string_value = "one-hand")]
    OneHand,
    /// The ballot was bought or forced.
    #[sea_orm(string_value = "pressure")]
    Pressure,
    #[sea_orm(string_value = "other")]
    Other,
}

impl Reason {
    pub const ALL: [Self; 5] =
        [Self::Identity, Self::Entitlement, Self::OneHand, Self::Pressure, Self::Other];

    pub fn name(self) -> String {
        self.to_value()
    }
}

pub mod batch {
    use sea_orm::entity::prelude::*;

    /// One act that challenges one person or many.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "challenge_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        pub reason: super::Reason,
        /// The registrar's words, which the person reads.
        pub words: String,
        pub proposed_by: i64,
        pub proposed_at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod challenge {
    use sea_orm::entity::prelude::*;

    /// A challenged person. One at a time, by a unique index over those that are not lifted.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "challenge")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        pub batch_id: i64,
        /// [`crate::people::person_key`].
        pub person: Vec<u8>,
        pub state: super::State,
        /// The kind of letter that this person is still to get; empty when there is none.
        pub letter: String,
        pub proposed_by: i64,
        pub confirmed_by: Option<i64>,
        pub confirmed_at: Option<i64>,
        /// The person's words.
        pub appeal: String,
        pub appealed_at: Option<i64>,
        pub decided_by: Option<i64>,
        pub decided_at: Option<i64>,
        pub decision: String,
        pub withdrawn_by: Option<i64>,
        pub withdrawn_at: Option<i64>,
        pub withdrawal: String,
    }

    impl Model {
        /// Until when nothing is sealed, so that the person can appeal; none before a second person
        /// has confirmed the challenge.
        pub fn appeal_until(&self) -> Option<i64> {
            self.confirmed_at.map(super::time_to_appeal)
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod verified {
    use sea_orm::entity::prelude::*;

    /// An edition in which nobody is challenged any more: its sealing is agreed.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "verified")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        pub at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
