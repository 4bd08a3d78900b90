//! Tables of this room.

pub mod supporter {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "supporter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub project_id: i64,
        /// A pseudonym under the installation's key; not the one that person votes under.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        /// For the clerk who checks the list.
        pub name: String,
        /// `online` or `paper`.
        pub channel: String,
        pub day: String,
        /// The clerk who typed a row of a paper list.
        pub entered_by: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod batch {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    /// Signatures on paper that a clerk counted without typing the names.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "support_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub project_id: i64,
        pub signatures: i64,
        pub entered_by: Option<i64>,
        pub entered_at: Instant,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
