//! Tables of this room.

use sea_orm::entity::prelude::*;

/// How far a batch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum State {
    /// Cards are being read.
    #[sea_orm(string_value = "open")]
    Open,
    /// All readings agree and the sums are right, says one clerk.
    #[sea_orm(string_value = "compared")]
    Compared,
    /// Says another: nothing changes any more, and the cards are on their way to the box.
    #[sea_orm(string_value = "signed")]
    Signed,
    /// Every card has its outcome.
    #[sea_orm(string_value = "cast")]
    Cast,
}

impl State {
    pub fn name(self) -> String {
        self.to_value()
    }
}

pub mod policy {
    use sea_orm::entity::prelude::*;

    /// What becomes of paper beside the internet, of one edition.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper_policy")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        pub policy: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod end {
    use sea_orm::entity::prelude::*;

    /// An edition that takes no paper any more: its sealing is agreed.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper_end")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition_id: i64,
        pub at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod batch {
    use sea_orm::entity::prelude::*;

    /// Cards that came together.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper_batch")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub edition_id: i64,
        /// Within the edition, from 1; it stands on the cards and on the cover.
        pub number: i64,
        pub place: String,
        /// Whether each card was handed over by its voter, whose papers were seen.
        pub in_person: bool,
        /// Cards by the protocol of the place; 0 while nobody has counted.
        pub declared: i64,
        pub state: super::State,
        /// Why there are more or fewer cards than declared.
        pub reason: String,
        pub opened_by: i64,
        pub opened_at: i64,
        pub compared_by: Option<i64>,
        pub compared_at: Option<i64>,
        pub signed_by: Option<i64>,
        pub signed_at: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod reading {
    use sea_orm::entity::prelude::*;

    /// What one clerk read on a card.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper_reading")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub batch_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub card: i64,
        /// 1 and 2 read blindly, 3 looked again.
        #[sea_orm(primary_key, auto_increment = false)]
        pub reader: i64,
        pub account_id: i64,
        /// JSON of [`super::super::reading::Reading`], under the link key.
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod card {
    use sea_orm::entity::prelude::*;

    /// What became of a card of a batch that was signed off.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper_card")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub batch_id: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub card: i64,
        /// JSON of [`super::super::box_office::Outcome`], under the link key.
        pub sealed: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod tally {
    use sea_orm::entity::prelude::*;

    /// How many cards of a batch came to the same end; written by the seal.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "paper_tally")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub batch_id: i64,
        /// [`super::super::sums::Sums`] says which there are.
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        pub cards: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
