pub mod participation {
    use sea_orm::entity::prelude::*;

    /// The fact that somebody voted: written by the seal, sorted by person. Before that it lies in
    /// the envelope.
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
        /// [`super::super::Channel`], or what an imported file says.
        pub channel: String,
        /// The day; an hour could be matched with an access log.
        pub day: String,
        /// `counted`, or `excluded` by the committee.
        pub state: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ballot {
    use sea_orm::entity::prelude::*;

    /// What somebody voted: written by the seal, sorted by receipt, or imported.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ballot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub pool_id: i64,
        /// Random.
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

pub mod opening {
    use sea_orm::entity::prelude::*;

    /// What was fixed when the voting opened.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "opening")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        pub opened_at: i64,
        /// The frozen rules, byte for byte as they are published.
        pub rules: String,
        /// SHA-256 of `rules`.
        pub rules_hash: Vec<u8>,
        /// SHA-256 of the link key.
        pub key_hash: Vec<u8>,
        /// When the envelopes were opened; the box takes nothing any more.
        pub sealed_at: Option<i64>,
        /// The name of the ballot log, under which its checkpoints are signed; none where the first
        /// checkpoint says it.
        pub log_name: Option<String>,
        /// JSON of [`super::super::opening::Settings`].
        pub settings: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod envelope {
    use sea_orm::entity::prelude::*;

    /// A ballot in the box, with the name of its voter, under the link key. One a person and lane,
    /// by primary key.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "envelope")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub lane: String,
        /// Keyed digest of lane and person.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag: Vec<u8>,
        pub pool_id: i64,
        /// Keyed digest of the receipt's code.
        #[sea_orm(unique)]
        pub code: Vec<u8>,
        /// [`super::super::envelope::Content`], encrypted.
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod replaced {
    use sea_orm::entity::prelude::*;

    /// A ballot that its voter replaced: only its leaf, so that the log stays whole.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "replaced")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: Vec<u8>,
        /// The leaf, encrypted.
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod leaf_queue {
    use sea_orm::entity::prelude::*;

    /// A leaf on its way to the log.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leaf_queue")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: Vec<u8>,
        /// The leaf, encrypted.
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod signal {
    use sea_orm::entity::prelude::*;

    /// How a ballot came, for the lists of the integrity desk; deleted by the seal.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        /// Keyed digest of the person.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag: Vec<u8>,
        /// Keyed digest of the address block.
        pub network: Vec<u8>,
        /// What kind of browser.
        pub agent: String,
        /// The ten minutes since 1970 in which it came.
        pub slot: i64,
        /// Keyed digest of what was chosen.
        pub pattern: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod voting_draft {
    use sea_orm::entity::prelude::*;

    /// A ballot that is not cast yet.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voting_draft")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        /// Keyed digest of the person.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag: Vec<u8>,
        /// JSON of [`super::super::draft::Choices`], encrypted.
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod leaf {
    use sea_orm::entity::prelude::*;

    /// What became of a ballot in the log.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Text")]
    pub enum Fate {
        #[sea_orm(string_value = "counted")]
        Counted,
        /// Its voter cast another.
        #[sea_orm(string_value = "superseded")]
        Superseded,
        /// Its voter was excluded.
        #[sea_orm(string_value = "excluded")]
        Excluded,
    }

    /// A leaf of the ballot log. Leaf 0 is that of the rules.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "leaf")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub hash: Vec<u8>,
        /// What became of its ballot, known when the envelopes are opened.
        pub fate: Option<Fate>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
