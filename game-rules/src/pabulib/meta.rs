//! The META section: every key with its value in order, and what the known ones mean.

use crate::ballot::{Kind, Rules};
use crate::money::Money;

/// Keys every file must have.
pub(super) const REQUIRED: [&str; 11] = [
    "description",
    "country",
    "unit",
    "instance",
    "num_projects",
    "num_votes",
    "budget",
    "vote_type",
    "rule",
    "date_begin",
    "date_end",
];

/// Keys whose values are amounts of money.
pub(super) const AMOUNTS: [&str; 5] =
    ["budget", "min_sum_cost", "max_sum_cost", "min_project_cost", "max_project_cost"];

/// Keys whose values are whole numbers, not negative.
pub(super) const COUNTS: [&str; 4] = ["num_projects", "num_votes", "min_length", "max_length"];

/// Keys whose values are whole numbers.
pub(super) const NUMBERS: [&str; 6] = [
    "min_points",
    "max_points",
    "min_sum_points",
    "max_sum_points",
    "default_score",
    "min_project_score_threshold",
];

/// Keys and values as written. The accessors give `None` where a key is missing or its value cannot be read; after
/// [`read`](super::read) the required ones are always there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    entries: Vec<(String, String)>,
}

impl Meta {
    /// A section without entries.
    pub fn new() -> Self {
        Self::default()
    }

    /// All keys and values in order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The value of a key as written.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.entries().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// Sets a value in its place, or adds the key at the end.
    pub fn set(&mut self, key: &str, value: impl Into<String>) {
        match self.entries.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = value.into(),
            None => self.entries.push((key.to_owned(), value.into())),
        }
    }

    /// Sets the budget, the vote type and every limit the rules have.
    pub fn set_rules(&mut self, rules: &Rules, budget: Money) {
        let amount = |money: Option<Money>| money.map(Money::to_decimal);
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let most_cost = match rules.kind {
            Kind::Knapsack => rules.max_sum_cost.or(Some(budget)),
            _ => rules.max_sum_cost,
        };
        self.set("budget", budget.to_decimal());
        self.set("vote_type", rules.kind.pabulib_name());
        for (key, value) in [
            ("min_length", number(rules.min_length.map(i64::from))),
            ("max_length", number(rules.most().map(i64::from))),
            ("min_sum_cost", amount(rules.min_sum_cost)),
            ("max_sum_cost", amount(most_cost)),
            ("min_points", number(rules.min_points)),
            ("max_points", number(rules.max_points)),
            ("min_sum_points", number(rules.min_sum_points)),
            ("max_sum_points", number(rules.max_sum_points)),
            ("default_score", number(rules.default_score)),
        ] {
            if let Some(value) = value {
                self.set(key, value);
            }
        }
    }

    /// Adds an entry without looking for an earlier one of the same key.
    pub(super) fn push(&mut self, key: &str, value: &str) {
        self.entries.push((key.to_owned(), value.to_owned()));
    }

    /// The money of the pool.
    pub fn budget(&self) -> Option<Money> {
        self.money("budget")
    }

    /// The name of the voting rule: `greedy`, `greedy-no-skip`, `equalshares/add1`, …
    pub fn rule(&self) -> Option<&str> {
        self.get("rule").map(str::trim)
    }

    /// The name of the kind of ballots: `approval`, `ordinal`, …
    pub fn vote_type(&self) -> Option<&str> {
        self.get("vote_type").map(str::trim)
    }

    /// How many projects the file states.
    pub fn num_projects(&self) -> Option<u64> {
        self.count("num_projects")
    }

    /// How many ballots the file states.
    pub fn num_votes(&self) -> Option<u64> {
        self.count("num_votes")
    }

    /// The least score of a winner; reaching it is enough.
    pub fn threshold(&self) -> Option<i64> {
        self.number("min_project_score_threshold")
    }

    /// Whether everything could be funded.
    pub fn is_fully_funded(&self) -> bool {
        self.get("fully_funded").is_some_and(|value| value.trim() == "1")
    }

    /// What a valid ballot is. Approval limited by the whole budget alone is knapsack voting.
    pub fn rules(&self) -> Option<Rules> {
        let kind = Kind::from_pabulib(self.vote_type()?)?;
        let length = |key| self.count(key).map(|length| u32::try_from(length).unwrap_or(u32::MAX));
        let max_sum_cost = self.money("max_sum_cost");
        let knapsack =
            kind == Kind::Approval && max_sum_cost.is_some() && max_sum_cost == self.budget();
        Some(Rules {
            kind: if knapsack { Kind::Knapsack } else { kind },
            min_length: length("min_length"),
            max_length: length("max_length"),
            min_sum_cost: self.money("min_sum_cost"),
            max_sum_cost,
            min_points: self.number("min_points"),
            max_points: self.number("max_points"),
            min_sum_points: self.number("min_sum_points"),
            max_sum_points: self.number("max_sum_points"),
            default_score: self.number("default_score"),
            bands: Vec::new(),
            refuse_at_once: false,
        })
    }

    fn money(&self, key: &str) -> Option<Money> {
        amount(self.get(key)?)
    }

    fn count(&self, key: &str) -> Option<u64> {
        count(self.get(key)?)
    }

    fn number(&self, key: &str) -> Option<i64> {
        number(self.get(key)?)
    }
}

/// An amount of money that is not negative.
pub(super) fn amount(text: &str) -> Option<Money> {
    Money::parse_decimal(text.trim()).ok().filter(|amount| !amount.is_negative())
}

/// A whole number that is not negative.
pub(super) fn count(text: &str) -> Option<u64> {
    number(text).and_then(|number| u64::try_from(number).ok())
}

/// A whole number, also as spreadsheets write it (`3.0`), small enough that sums over all ballots of a file cannot
/// overflow.
pub(super) fn number(text: &str) -> Option<i64> {
    const LARGEST: i64 = 1_000_000_000_000;
    let text = text.trim();
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|zero| zero == b'0') => {
            whole
        }
        Some(_) => return None,
        None => text,
    };
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    if !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    whole.parse().ok().filter(|number: &i64| (-LARGEST..=LARGEST).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_survive_the_section() {
        let budget = Money::from_minor(1_000_050);
        for rules in [
            Rules::approval(5),
            Rules::knapsack(budget),
            Rules { min_sum_points: Some(1), ..Rules::points(10, Some(6)) },
            Rules::ordinal(3),
            Rules::choose_one(),
            Rules { default_score: Some(-1), ..Rules::of(Kind::Scoring) },
        ] {
            let mut meta = Meta::new();
            meta.set_rules(&rules, budget);
            assert_eq!(meta.rules(), Some(rules));
            assert_eq!(meta.get("budget"), Some("10000.50"));
        }
    }

    #[test]
    fn numbers_are_whole() {
        assert_eq!(number(" 3.0 "), Some(3));
        assert_eq!(number("-2"), Some(-2));
        for text in ["", "-", "+1", "3.5", "3.", "1e3", "--1", "10000000000000"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(count("-1"), None);
    }
}
