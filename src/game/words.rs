//! The game in words: amounts in the game's own currency, names of phases, and why a move was
//! refused.

use game_rules::game::Units;
use game_rules::game::event::Matter;
use game_rules::game::refusal::Refusal;
use game_rules::game::rules::Rules;
use game_rules::game::table::Table;

use crate::text::{Message, Text};

/// Says amounts of one game's currency.
#[derive(Clone, Copy)]
pub struct Coin<'a> {
    pub text: Text,
    pub rules: &'a Rules,
}

impl Coin<'_> {
    /// `40 talarów`; a currency that the program does not know keeps the name of the rule file.
    pub fn say(&self, amount: Units) -> String {
        let name = &self.rules.money.name;
        let args = [
            ("n", amount.into()),
            ("kind", name.replace(' ', "-").into()),
            ("name", name.clone().into()),
        ];
        self.text.with("game-amount", &args)
    }

    /// The sentence of a refusal, with what it is about by name.
    pub fn refusal(&self, table: &Table, refusal: &Refusal) -> Message {
        use Refusal as R;
        let key = match refusal {
            // What no form of an up-to-date page asks for: somebody was quicker, or the form is old.
            R::OtherTable { .. }
            | R::OtherRules { .. }
            | R::AlreadyOpen
            | R::NotSealed
            | R::NotAllowed { .. }
            | R::PhaseChanged { .. }
            | R::PhaseRunning { .. }
            | R::PhaseOrder { .. }
            | R::NotPaused
            | R::Stale { .. }
            | R::NoSuchSeat { .. }
            | R::AlreadyDealt
            | R::NotDealt
            | R::Unknown { .. }
            | R::NotInRules
            | R::WrongKind { .. }
            | R::NotBought { .. }
            | R::NothingHidden
            | R::MeasureState { .. }
            | R::ConsentClosed
            | R::NoVote
            | R::AlreadyAnswered
            | R::AlreadyPriced
            | R::BallotOpen
            | R::AlreadyDrawn
            | R::GameUnderWay
            | R::SheetUnbalanced { .. }
            | R::SheetSum { .. }
            | R::SheetPrice { .. } => "changed",
            other => other.code(),
        };
        let message = Message::new(format!("game-no-{}", key.replace('_', "-")));
        let money = |message: Message, name, amount| message.arg(name, self.say(amount));
        let title = |id: &String| {
            let known = table.item_place(id).and_then(|place| table.items().get(place));
            known.map_or_else(|| id.clone(), |item| item.rule.title.clone())
        };
        match refusal {
            R::Insufficient { balance, .. } => money(message, "balance", *balance),
            R::OverCap { most, placed, .. } => {
                money(money(message, "most", *most), "placed", *placed)
            }
            R::Overfunds { missing } | R::NotCovered { missing } => {
                money(message, "missing", *missing)
            }
            R::NotAStep { step } => money(message, "step", *step),
            R::OutOfRange { min, max } => money(money(message, "min", *min), "max", *max),
            R::NotYours { own } => money(message, "own", *own),
            R::AlreadySpent { short, .. } => money(message, "short", *short),
            R::TooFewContributors { needed, .. } => message.arg("n", i64::from(*needed)),
            R::TooFewPlayers { needed, seated } => {
                message.arg("n", i64::from(*needed)).arg("seated", i64::from(*seated))
            }
            R::TableFull { seats: n }
            | R::QuestionsUsed { limit: n }
            | R::QuotaUsed { limit: n } => message.arg("n", i64::from(*n)),
            R::AlreadyBought { item } | R::ItemClosed { item } => message.arg("item", title(item)),
            R::Requires { item: _, requires: other }
            | R::RequiredBy { item: _, by: other }
            | R::Excluded { by: other } => message.arg("other", title(other)),
            R::TitleTaken { title } => message.arg("title", title.clone()),
            _ => message,
        }
    }
}

/// What the table is asked, in a few words.
pub fn matter(coin: Coin<'_>, table: &Table, matter: Matter) -> String {
    let t = coin.text;
    let item = |place: usize| {
        table.items().get(place).map(|item| item.rule.title.clone()).unwrap_or_default()
    };
    match matter {
        Matter::Purchase(place) => t.with("game-matter-purchase", &[("what", item(place).into())]),
        Matter::Unbuy(place) => t.with("game-matter-unbuy", &[("what", item(place).into())]),
        Matter::Measure(place) => {
            let measure = coin.rules.content.measures.get(place);
            let (title, yields) =
                measure.map(|rule| (rule.title.clone(), rule.yields)).unwrap_or_default();
            let args = [("what", title.into()), ("amount", coin.say(yields).into())];
            t.with("game-matter-measure", &args)
        }
        Matter::List => t.say("game-matter-list"),
        Matter::Amend(place) => {
            let amend = table.amendments().get(place);
            let title = amend.map(|amend| item(amend.item)).unwrap_or_default();
            let text = amend.map(|amend| amend.text.clone()).unwrap_or_default();
            t.with("game-matter-amend", &[("what", title.into()), ("text", text.into())])
        }
        Matter::WriteIn(place) => {
            let own = table.write_ins().get(place);
            let title = own.map(|own| own.title.clone()).unwrap_or_default();
            let price = own.and_then(|own| own.price).unwrap_or_default();
            let args = [("what", title.into()), ("amount", coin.say(price).into())];
            t.with("game-matter-write-in", &args)
        }
    }
}

/// The phase's name in the reader's language, where the program knows the phase; else as the rule
/// file calls it.
pub fn phase(text: Text, id: &str) -> String {
    let known = text.say(&format!("game-phase-{id}"));
    if known.starts_with('⟦') { id.replace('-', " ") } else { known }
}

/// A topic of experts, likewise.
pub fn topic(text: Text, id: &str) -> String {
    let known = text.say(&format!("game-topic-{id}"));
    if known.starts_with('⟦') { id.replace('-', " ") } else { known }
}

/// What somebody at the table is called: the name they gave, else by the seat.
pub fn seat_name(text: Text, table: &Table, seat: u32) -> String {
    let alias = table.seat(seat).and_then(|seat| seat.alias.clone());
    alias.unwrap_or_else(|| text.with("game-seat", &[("n", i64::from(seat).into())]))
}

/// `6:42`, of seconds; what is over is `0:00`.
pub fn clock(seconds: i64) -> String {
    let seconds = seconds.max(0);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
