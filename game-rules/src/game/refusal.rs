//! Why a command had no effect.

use serde::Serialize;

use super::Units;

/// Why a command was refused; the table is as it was. Amounts are game units, times milliseconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    #[error("the command is for table {asked}, this is table {here}")]
    OtherTable { asked: String, here: String },
    #[error("this table plays by the rules {ours}, not {theirs}")]
    OtherRules { ours: String, theirs: String },
    #[error("the table is not open yet")]
    NotOpen,
    #[error("the table is open already")]
    AlreadyOpen,
    #[error("the table is sealed")]
    Sealed,
    #[error("the table is not sealed yet")]
    NotSealed,
    #[error("{actor} may not do this")]
    NotAllowed { actor: &'static str },
    #[error("the phase is {running}, not {expected}")]
    PhaseChanged { running: String, expected: String },
    #[error("no phase is running")]
    NoPhase,
    #[error("the phase {phase} is still running")]
    PhaseRunning { phase: String },
    #[error("the next phase is {next}, not {asked}")]
    PhaseOrder { next: String, asked: String },
    #[error("the phase {phase} does not allow this")]
    PhaseForbids { phase: String },
    #[error("the time is over since {since} ms")]
    TimeOver { since: u64 },
    #[error("the game is paused")]
    Paused,
    #[error("the game is not paused")]
    NotPaused,
    #[error("a later command of this seat was accepted: {latest} after {seq}")]
    Stale { seq: u64, latest: u64 },
    #[error("there are only {seats} seats")]
    TableFull { seats: u32 },
    #[error("seats are no longer given")]
    TooLate,
    #[error("there is no seat {seat}")]
    NoSuchSeat { seat: u32 },
    #[error("seat {seat} has left")]
    SeatLeft { seat: u32 },
    #[error("{seated} players are seated, {needed} are needed")]
    TooFewPlayers { seated: u32, needed: u32 },
    #[error("money has been dealt")]
    AlreadyDealt,
    #[error("no money has been dealt yet")]
    NotDealt,
    #[error("there is no {what} \u{201c}{id}\u{201d}")]
    Unknown { what: &'static str, id: String },
    #[error("the rules do not provide for this")]
    NotInRules,
    #[error("{id} is another kind of item")]
    WrongKind { id: String },
    #[error("{item} is bought")]
    AlreadyBought { item: String },
    #[error("{item} is not bought")]
    NotBought { item: String },
    #[error("{item} is closed")]
    ItemClosed { item: String },
    #[error("{item} needs {requires} first")]
    Requires { item: String, requires: String },
    #[error("{by} was bought because of {item}")]
    RequiredBy { item: String, by: String },
    #[error("an amount must be above 0 and at most {most}")]
    BadAmount { most: Units },
    #[error("amounts go in steps of {step}")]
    NotAStep { step: Units },
    #[error("there are {balance}, {short} too little")]
    Insufficient { balance: Units, short: Units },
    #[error("this purse may not pay {item}")]
    WrongPurse { item: String },
    #[error("one player may put {most} on {item} and has {placed} on it")]
    OverCap { item: String, most: Units, placed: Units },
    #[error("only {missing} are missing")]
    Overfunds { missing: Units },
    #[error("the amount must be 0 or from {min} to {max}")]
    OutOfRange { min: Units, max: Units },
    #[error("{contributors} players share in it, {needed} are needed")]
    TooFewContributors { contributors: u32, needed: u32 },
    #[error("{missing} are still missing")]
    NotCovered { missing: Units },
    #[error("of this, {own} can be taken back")]
    NotYours { own: Units },
    #[error("money stays where it was placed")]
    NoTakingBack,
    #[error("bids are still hidden")]
    BidsHidden,
    #[error("bids are open")]
    NothingHidden,
    #[error("the measure is {state}")]
    MeasureState { state: &'static str },
    #[error("{by} excludes it")]
    Excluded { by: String },
    #[error("of the share of seat {seat}, {short} are spent")]
    AlreadySpent { seat: u32, short: Units },
    #[error("the table is not asked about this")]
    ConsentClosed,
    #[error("this seat has not voted on it")]
    NoVote,
    #[error("the table has asked all its {limit} questions")]
    QuestionsUsed { limit: u32 },
    #[error("nobody here knows about {topic}")]
    NoExpert { topic: String },
    #[error("this is answered")]
    AlreadyAnswered,
    #[error("this has a price")]
    AlreadyPriced,
    #[error("the table has used all {limit}")]
    QuotaUsed { limit: u32 },
    #[error("there is already one called \u{201c}{title}\u{201d}")]
    TitleTaken { title: String },
    #[error("\u{201c}{field}\u{201d} is missing or unknown")]
    BadField { field: String },
    #[error("{left} votes of this kind are left")]
    NoVotesLeft { left: u32 },
    #[error("one does not vote on one's own table's ideas")]
    OwnTable,
    #[error("the vote is open")]
    BallotOpen,
    #[error("the list must name each of the {bought} bought items once")]
    NotThoseBought { bought: usize },
    #[error("the card was drawn")]
    AlreadyDrawn,
    #[error("money has moved at this table; a sheet replaces a whole game")]
    GameUnderWay,
    /// W7: what was granted differs from what is spent and left.
    #[error("granted {granted}, but spent {spent} and left {left}: a difference of {difference}")]
    SheetUnbalanced { granted: Units, spent: Units, left: Units, difference: Units },
    /// The sheet's sum of money spent differs from its lines.
    #[error("the lines add up to {lines}, the sheet says {spent}: a difference of {difference}")]
    SheetSum { lines: Units, spent: Units, difference: Units },
    #[error("{item} costs {price}, the sheet says {paid}")]
    SheetPrice { item: String, price: Units, paid: Units },
}

impl Refusal {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherTable { .. } => "other_table",
            Self::OtherRules { .. } => "other_rules",
            Self::NotOpen => "not_open",
            Self::AlreadyOpen => "already_open",
            Self::Sealed => "sealed",
            Self::NotSealed => "not_sealed",
            Self::NotAllowed { .. } => "not_allowed",
            Self::PhaseChanged { .. } => "phase_changed",
            Self::NoPhase => "no_phase",
            Self::PhaseRunning { .. } => "phase_running",
            Self::PhaseOrder { .. } => "phase_order",
            Self::PhaseForbids { .. } => "phase_forbids",
            Self::TimeOver { .. } => "time_over",
            Self::Paused => "paused",
            Self::NotPaused => "not_paused",
            Self::Stale { .. } => "stale",
            Self::TableFull { .. } => "table_full",
            Self::TooLate => "too_late",
            Self::NoSuchSeat { .. } => "no_such_seat",
            Self::SeatLeft { .. } => "seat_left",
            Self::TooFewPlayers { .. } => "too_few_players",
            Self::AlreadyDealt => "already_dealt",
            Self::NotDealt => "not_dealt",
            Self::Unknown { .. } => "unknown",
            Self::NotInRules => "not_in_rules",
            Self::WrongKind { .. } => "wrong_kind",
            Self::AlreadyBought { .. } => "already_bought",
            Self::NotBought { .. } => "not_bought",
            Self::ItemClosed { .. } => "item_closed",
            Self::Requires { .. } => "requires",
            Self::RequiredBy { .. } => "required_by",
            Self::BadAmount { .. } => "bad_amount",
            Self::NotAStep { .. } => "not_a_step",
            Self::Insufficient { .. } => "insufficient",
            Self::WrongPurse { .. } => "wrong_purse",
            Self::OverCap { .. } => "over_cap",
            Self::Overfunds { .. } => "overfunds",
            Self::OutOfRange { .. } => "out_of_range",
            Self::TooFewContributors { .. } => "too_few_contributors",
            Self::NotCovered { .. } => "not_covered",
            Self::NotYours { .. } => "not_yours",
            Self::NoTakingBack => "no_taking_back",
            Self::BidsHidden => "bids_hidden",
            Self::NothingHidden => "nothing_hidden",
            Self::MeasureState { .. } => "measure_state",
            Self::Excluded { .. } => "excluded",
            Self::AlreadySpent { .. } => "already_spent",
            Self::ConsentClosed => "consent_closed",
            Self::NoVote => "no_vote",
            Self::QuestionsUsed { .. } => "questions_used",
            Self::NoExpert { .. } => "no_expert",
            Self::AlreadyAnswered => "already_answered",
            Self::AlreadyPriced => "already_priced",
            Self::QuotaUsed { .. } => "quota_used",
            Self::TitleTaken { .. } => "title_taken",
            Self::BadField { .. } => "bad_field",
            Self::NoVotesLeft { .. } => "no_votes_left",
            Self::OwnTable => "own_table",
            Self::BallotOpen => "ballot_open",
            Self::NotThoseBought { .. } => "not_those_bought",
            Self::AlreadyDrawn => "already_drawn",
            Self::GameUnderWay => "game_under_way",
            Self::SheetUnbalanced { .. } => "sheet_unbalanced",
            Self::SheetSum { .. } => "sheet_sum",
            Self::SheetPrice { .. } => "sheet_price",
        }
    }
}
