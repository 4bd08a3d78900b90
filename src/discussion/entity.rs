//! Tables of this room.

pub mod comment {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Text")]
    pub enum State {
        #[sea_orm(string_value = "shown")]
        Shown,
        /// By city hall, with a reason.
        #[sea_orm(string_value = "hidden")]
        Hidden,
        /// Hidden, and its writer asks somebody else to look again.
        #[sea_orm(string_value = "appealed")]
        Appealed,
        /// Hidden, and a second person said so too.
        #[sea_orm(string_value = "final")]
        Final,
    }

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub project_id: i64,
        pub account_id: Option<i64>,
        /// What its writer signed with; accounts' names are on no public page.
        pub signed: String,
        /// Its writer is an author of the project.
        pub by_author: bool,
        pub body: String,
        pub written_at: Instant,
        pub state: State,
        /// How many people reported it since somebody last looked.
        pub reports: i64,
        pub hidden_by: Option<i64>,
        /// Why it is hidden.
        pub reason: String,
        /// What its writer says against that.
        pub appeal: String,
        pub answered_by: Option<i64>,
        /// What the second person says.
        pub answer: String,
        /// Of the form it came in and its words; none for what was written before forms had one.
        pub form_key: Option<Vec<u8>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod report {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comment_report")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub comment_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account_id: i64,
        pub reason: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod follower {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "follower")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub project_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub email: String,
        pub language: String,
        /// Makes the link in every letter; see [`crate::mail::Ticket`].
        pub seed: String,
        pub ticket_hash: Vec<u8>,
        pub asked_at: Instant,
        pub confirmed_at: Option<Instant>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod told {
    use sea_orm::entity::prelude::*;

    /// The last act that followers were told of; one row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "follower_told")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub act_id: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
