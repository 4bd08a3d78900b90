pub mod checkpoint {
    use sea_orm::entity::prelude::*;

    /// The log as it was when it had so many leaves, signed.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "checkpoint")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub size: i64,
        pub at: i64,
        /// A signed note (C2SP).
        pub note: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod sealing {
    use sea_orm::entity::prelude::*;

    /// Two people seal an edition.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sealing")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        pub proposed_by: i64,
        pub proposed_at: i64,
        pub approved_by: Option<i64>,
        pub approved_at: Option<i64>,
        pub step: super::Step,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

use sea_orm::entity::prelude::*;

/// How far a sealing is. Each step can be done again without harm, so that a sealing that was
/// interrupted goes on where it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Step {
    /// One person wants it.
    #[sea_orm(string_value = "proposed")]
    Proposed,
    /// Two people want it: nothing can stop it any more.
    #[sea_orm(string_value = "approved")]
    Approved,
    /// Persons and ballots lie apart, the envelopes are gone.
    #[sea_orm(string_value = "opened")]
    Opened,
    /// The link key is gone.
    #[sea_orm(string_value = "destroyed")]
    Destroyed,
    /// The files of the database hold no trace of the envelopes.
    #[sea_orm(string_value = "sealed")]
    Sealed,
}
