pub mod participation {
    use sea_orm::entity::prelude::*;

    /// The fact that somebody voted. One row a person and lane, by primary key.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "participation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lane: String,
        /// [`crate::people::person_key`].
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        pub pool_id: i64,
        /// `internet`, `paper`, or what an imported file says.
        pub channel: String,
        /// The day; an hour could be matched with an access log.
        pub day: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ballot {
    use sea_orm::entity::prelude::*;

    /// What somebody voted.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ballot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub pool_id: i64,
        /// 32 bytes made from the voter's one-time key.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Vec<u8>,
        /// Project numbers as in a `.pb` file, `12,45,7`.
        pub vote: String,
        /// Their points in the same order; empty where the ballot has none.
        pub points: String,
        pub nonce: Vec<u8>,
        /// The receipt's code without its dashes.
        #[sea_orm(unique)]
        pub receipt: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ballot_draft {
    use sea_orm::entity::prelude::*;

    /// A ballot that is not cast yet.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ballot_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        /// Fixes this voter's order of projects.
        pub seed: i64,
        /// JSON of [`super::super::draft::Choices`].
        pub fields: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
