//! The words a rule file chooses from, each with its meaning.

use serde::{Deserialize, Serialize};

/// A choice that a rule file writes as a word.
pub trait Word: Copy + Sized + 'static {
    /// Every word with its choice, in the order in which mistakes list them.
    const WORDS: &'static [(&'static str, Self)];
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+ }

        impl Word for $name {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$variant),)+];
        }

        impl $name {
            /// The word of rule files, logs and reports.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    )+};
}

words! {
    /// Where the part of a split goes that cannot be shared equally.
    Remainder {
        /// One step each to the first seats, in seat order.
        SeatsInOrder = "seats_in_order",
        /// To the table's common pot.
        TablePot = "table_pot",
    }

    /// How people find their table.
    Seating {
        /// The organiser spreads the named strata evenly.
        Balanced = "balanced",
        /// People of one group share a table (Częstochowa 2016).
        Cohort = "cohort",
        /// Anyone sits anywhere.
        Open = "open",
        /// The host seats everyone.
        Manual = "manual",
    }

    /// Who runs the phases.
    ClockOf {
        /// One clock for all tables, kept by the host.
        Shared = "shared",
        /// Each table's facilitator keeps its own.
        PerTable = "per_table",
    }

    /// Whether a table needs somebody in this part.
    Need {
        Required = "required",
        Optional = "optional",
        None = "none",
    }

    /// Where the items come from.
    Source {
        /// Written in the rule file.
        File = "file",
        /// Real submissions, laid on the table with [`Rules::with_projects`](super::Rules::with_projects).
        Edition = "edition",
    }

    /// Which items a table is shown.
    SampleBy {
        /// Every table gets every item.
        All = "all",
        /// Every table gets the same `k` items.
        SameK = "same_k",
        /// Each table gets its own `k` items; neighbouring tables share `overlap` of them.
        BlockDesign = "block_design",
    }

    /// The order in which a table's items are laid out.
    Shuffle {
        /// As in the list.
        None = "none",
        /// Drawn anew for every table.
        PerTable = "per_table",
    }

    /// What a measure does to the city's budget.
    MeasureKind {
        /// Spends less on something.
        Cut = "cut",
        /// Takes in more.
        Revenue = "revenue",
    }

    /// Who receives the money of a measure that passed.
    Payout {
        /// Every seat the same.
        Equal = "equal",
        /// The table's common pot.
        Pot = "pot",
    }

    /// Whether a measure that passed can be undone.
    Repeal {
        Never = "never",
        /// By the host.
        Host = "host",
        /// By any player.
        WhileUnspent = "while_unspent",
    }

    /// Who prices what players write in.
    PriceBy {
        Expert = "expert",
        Facilitator = "facilitator",
    }

    /// What a grant of money is reckoned from.
    Basis {
        /// `amount` to every player.
        PerPlayer = "per_player",
        /// `amount` to the table, shared equally.
        PerTable = "per_table",
        /// `amount` per cent of the table's list, shared equally.
        PercentOfList = "percent_of_list",
        /// No money but what measures create (San José 2013).
        None = "none",
    }

    /// When an item with money on it counts as bought.
    Threshold {
        /// At its full price.
        Full = "full",
        /// From its `min_goal` on.
        MinGoal = "min_goal",
        /// With any money, at the close.
        Open = "open",
    }

    /// What buys an item whose price is covered.
    Trigger {
        /// The payment that covers it.
        Auto = "auto",
        /// A player's `confirm_buy`.
        Confirm = "confirm",
    }

    /// What happens to a payment larger than what is missing.
    Overfund {
        /// Only what is missing is taken.
        Clip = "clip",
        /// The payment is refused.
        Reject = "reject",
    }

    /// What becomes of money on items that were not bought, at the close.
    PartialAtClose {
        /// Reported, given back, and counted as money placed.
        Return = "return",
        /// Reported and given back, but left out of every aggregate.
        ReportOnly = "report_only",
        /// Stays where it was placed and counts as money placed.
        Counts = "counts",
    }

    /// Until when money can be taken back.
    Withdraw {
        /// While the item is not bought.
        UntilBought = "until_bought",
        /// Also from a bought item, whose purchase is then undone.
        UntilClose = "until_close",
        Never = "never",
    }

    /// Who can undo a purchase.
    Unbuy {
        Never = "never",
        Facilitator = "facilitator",
        /// The table, by consent.
        Consent = "consent",
    }

    /// Whether players may give each other money.
    Transfer {
        None = "none",
        Gift = "gift",
    }

    /// Whether all money should be spent.
    SpendAll {
        Optional = "optional",
        /// A table with money left is marked incomplete.
        Required = "required",
    }

    /// What a table can be asked to agree on.
    ConsentOn {
        /// A cut or a revenue (San José).
        Measure = "measure",
        /// Buying an item (Lublin).
        Purchase = "purchase",
        /// The table's own ranking (Lublin).
        List = "list",
        /// A changed item.
        Amend = "amend",
        /// An item of the table's own.
        WriteIn = "write_in",
    }

    /// When a table agrees.
    Agreement {
        /// Every seated player says yes.
        Unanimous = "unanimous",
        /// At least `k` say yes.
        KOfN = "k_of_n",
        /// More than half say yes.
        Majority = "majority",
    }

    /// What an abstention does.
    Abstain {
        /// It is not a yes.
        Blocks = "blocks",
        /// The abstaining seat is not counted.
        Neutral = "neutral",
    }

    /// Whether players see each other's bids.
    BidsVisible {
        Open = "open",
        HiddenUntilReveal = "hidden_until_reveal",
    }

    /// Whether a table sees the others.
    OthersVisible {
        None = "none",
        Live = "live",
        AfterClose = "after_close",
    }

    /// Who hears an expert's answer.
    ShareAnswers {
        Table = "table",
        All = "all",
    }

    /// Whether players may change an item.
    Amend {
        Off = "off",
        /// Yes; an expert states the new price.
        ExpertPriced = "expert_priced",
    }

    /// What becomes of the purse of a player who leaves.
    LeaverPurse {
        /// Shared equally among those who stay.
        SplitEqual = "split_equal",
        Pot = "pot",
        /// It stays unused.
        Frozen = "frozen",
    }

    /// What a player gets who joins after the deal.
    LateGrant {
        /// As much as each player was dealt.
        Same = "same",
        None = "none",
    }

    /// Who takes part in a phase.
    Scope {
        Table = "table",
        Plenary = "plenary",
    }

    /// What ends a phase.
    PhaseEnd {
        /// Its time; later moves are refused.
        Clock = "clock",
        /// The host.
        Host = "host",
        /// Every seated player being ready, or the host.
        AllReady = "all_ready",
    }

    /// What a phase permits. Seating, the clock, dealing, answers, prices, cards and notes need no permission.
    Permit {
        Everything = "everything",
        Place = "place",
        TakeBack = "take_back",
        ConfirmBuy = "confirm_buy",
        Unbuy = "unbuy",
        SetLevel = "set_level",
        Gift = "gift",
        ProposeMeasure = "propose_measure",
        Drop = "drop",
        /// Also permits `revoke`.
        Consent = "consent",
        Repeal = "repeal",
        AskExpert = "ask_expert",
        Amend = "amend",
        WriteIn = "write_in",
        PassTurn = "pass_turn",
        Reveal = "reveal",
        SubmitIdea = "submit_idea",
        Pitch = "pitch",
        Vote = "vote",
        Rank = "rank",
        /// Always permitted; a phase for notes alone changes nothing at the table.
        Note = "note",
        /// Only a sealed table answers a survey.
        AnswerSurvey = "answer_survey",
    }

    /// When an event card is drawn.
    CardAt {
        /// When the host draws it.
        Host = "host",
        /// When its phase starts.
        Phase = "phase",
        /// When whoever keeps the clock draws it, `second` seconds into its phase.
        Clock = "clock",
    }

    /// What an event card does; see [`Effect`](super::Effect).
    EffectKind {
        Price = "price",
        Grant = "grant",
        Unlock = "unlock",
        Block = "block",
        Info = "info",
    }

    /// Whom an event card meets.
    CardScope {
        All = "all",
        Table = "table",
    }

    /// How persona cards are given out.
    AssignPersona {
        Random = "random",
        ByTable = "by_table",
    }

    /// Who votes on ideas.
    BallotScope {
        AllPlayers = "all_players",
    }

    /// Whether players may vote on their own table's ideas.
    OwnTable {
        Allowed = "allowed",
        Forbidden = "forbidden",
    }

    /// How a table's list is put in order.
    Ranking {
        /// As bought.
        PurchaseOrder = "purchase_order",
        /// As the table ranks it; as bought if it does not.
        Explicit = "explicit",
        /// By money, the most first.
        MoneyShare = "money_share",
    }

    /// A figure by which items are ordered over all tables.
    Method {
        /// Mean place on the tables' lists, the lowest first (Lublin).
        MeanRank = "mean_rank",
        /// N points for the first of N places, one less for each further place, none for what is not on the list.
        Borda = "borda",
        /// As Borda, but what is not on a list shares the points of the places left.
        BordaOfRest = "borda_of_rest",
        /// Tables that bought it.
        TablesFunded = "tables_funded",
        /// Money placed on it, also where it was not bought.
        SumMoney = "sum_money",
        /// Money placed for each unit of its price.
        MoneyPerPrice = "money_per_price",
        /// The median of what tables gave it.
        MedianAmount = "median_amount",
        /// Votes for less votes against.
        NetVotes = "net_votes",
        /// People who paid for it where it was bought.
        CountBuys = "count_buys",
    }

    /// The place of items that are not on a table's list.
    Unranked {
        /// The mean of the places left.
        MeanOfRest = "mean_of_rest",
        /// The last of N places.
        Last = "last",
        /// One after the last.
        NPlus1 = "n_plus_1",
    }

    /// How the event's order becomes a choice; see [`Select`](super::Select).
    SelectBy {
        Ranking = "ranking",
        Top = "top",
        Greedy = "greedy",
        MinCount = "min_count",
    }

    /// How an item is paid; see [`Pricing`](super::Pricing).
    ItemKind {
        Fixed = "fixed",
        Level = "level",
        Open = "open",
    }

    /// How quotes appear in the report.
    Quotes {
        Pseudonym = "pseudonym",
        Off = "off",
    }
}
