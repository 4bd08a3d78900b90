//! Tables of this room.

pub mod eligibility {
    use sea_orm::entity::prelude::*;

    /// Who may vote in an edition, as data.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "eligibility")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        /// JSON of [`super::super::Policy`].
        pub policy: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod entry {
    use sea_orm::entity::prelude::*;

    /// Somebody entitled, by the city's register.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "register_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        /// Read from a file and not yet in force.
        #[sea_orm(primary_key, auto_increment = false)]
        pub is_draft: bool,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        pub district_id: Option<i64>,
        /// E-mail or phone; empty where the register has none.
        pub contact: String,
        /// The row of the city's file; 0 for somebody who was added late.
        pub position: i64,
        /// Whom a guardian means who says this name and year of birth; none where the register does
        /// not know them or the guardian of somebody else would say the same.
        pub child: Option<Vec<u8>>,
        /// The case by which somebody was added when the register was closed.
        pub late_id: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod file {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    /// What became of the file that a register was read from.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "register_file")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub is_draft: bool,
        pub read_at: Instant,
        /// JSON of [`super::super::import::Kept`].
        pub report: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod namesake {
    use sea_orm::entity::prelude::*;

    /// Somebody entitled who answers the register's question as others do.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "register_namesake")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub is_draft: bool,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        /// The pseudonym of the answer that they share.
        pub answer: Vec<u8>,
        /// What tells them apart: a further answer, or city hall.
        pub apart: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod batch {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    /// Codes made at one time; the id is printed on each of them.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "code_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        pub codes: i64,
        /// `code` when posted or handed out, `desk` when given to a person who was seen.
        pub evidence: String,
        pub made_by: Option<i64>,
        pub made_at: Instant,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod code {
    use sea_orm::entity::prelude::*;

    /// A one-time code. Only its keyed hash is kept.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "voting_code")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub mac: Vec<u8>,
        pub person: Vec<u8>,
        pub batch_id: i64,
        pub number: i64,
        pub is_void: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod slot {
    use sea_orm::entity::prelude::*;

    /// A person who came by a contact.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "contact_slot")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        /// Keyed hash of the contact.
        #[sea_orm(primary_key, auto_increment = false)]
        pub contact: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub slot: i64,
        pub person: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod verification {
    use sea_orm::entity::prelude::*;

    use crate::clock::Instant;

    /// Six digits on their way to a contact.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "verification")]
    pub struct Model {
        /// Of the word that only one browser has.
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: Vec<u8>,
        pub edition_id: i64,
        pub way: String,
        pub person: Vec<u8>,
        /// Keyed hash of the contact.
        pub contact: Vec<u8>,
        /// Keyed hash of the digits; of nothing where nobody was found.
        pub mac: Vec<u8>,
        pub tries: i64,
        pub expires_at: Instant,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod evidence {
    use sea_orm::entity::prelude::*;

    /// How a person showed that they may vote.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "evidence")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        #[sea_orm(primary_key, auto_increment = false)]
        pub way: String,
        /// The first day; an hour could be matched with an access log.
        pub day: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod ward {
    use sea_orm::entity::prelude::*;

    /// A child for whom a guardian votes.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ward")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: Vec<u8>,
        pub guardian: Vec<u8>,
        pub slot: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod office_vote {
    use sea_orm::entity::prelude::*;

    use super::super::office::{Document, Reason, State};
    use crate::clock::Instant;

    /// A visitor of city hall who votes there.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "office_vote")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        pub person: Vec<u8>,
        /// In which they vote, where the register says so.
        pub district_id: Option<i64>,
        pub document: Document,
        pub reason: Reason,
        /// What the first of the two adds.
        pub words: String,
        pub state: State,
        pub opened_by: i64,
        pub opened_at: Instant,
        pub approved_by: Option<i64>,
        /// Keyed hash of the code.
        pub mac: Option<Vec<u8>>,
        /// When the code opens nothing any more.
        pub ends_at: Option<Instant>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod late_entry {
    use sea_orm::entity::prelude::*;

    use super::super::late::{Reason, State};
    use super::super::office::Document;
    use crate::clock::Instant;

    /// Somebody who is not in the register and stands at city hall.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "late_entry")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        pub person: Vec<u8>,
        /// As in the register.
        pub child: Option<Vec<u8>>,
        pub district_id: Option<i64>,
        pub contact: String,
        pub document: Document,
        pub reason: Reason,
        /// What the first of the two adds.
        pub words: String,
        pub state: State,
        pub opened_by: i64,
        pub opened_at: Instant,
        pub approved_by: Option<i64>,
        pub approved_at: Option<Instant>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
