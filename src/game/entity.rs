pub mod event {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    /// An evening of the game: its rules with all they need, and the code under which players find it.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "game_event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        /// Eight capitals and digits that cannot be mistaken for each other.
        #[sea_orm(unique)]
        pub code: String,
        pub title: String,
        /// The rule file (TOML), with the projects of the edition laid on the table as its items.
        pub rules: String,
        pub facilitator_id: Option<i64>,
        pub opened_at: Instant,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod table {
    use sea_orm::entity::prelude::*;

    /// A table, and how many commands it has accepted.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "game_table")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        /// The position of the last command; 0 before the first.
        pub version: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod command {
    use sea_orm::entity::prelude::*;

    /// An accepted command. Rows are added and never changed.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "game_command")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub table_number: i64,
        /// From 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub command_id: String,
        /// One line of the log: JSON of [`game_rules::game::command::Command`].
        pub command: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod seat {
    use sea_orm::entity::prelude::*;

    /// Whose phone a seat is: the one that holds the token.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "game_seat")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub table_number: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub seat: i64,
        /// SHA-256 of the token.
        #[sea_orm(unique)]
        pub token_hash: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
