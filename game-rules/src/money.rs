//! Money as a whole number of minor units (grosze, cents), so that no sum of it is ever rounded.

use std::fmt;
use std::iter::Sum;

use serde::{Deserialize, Serialize};

/// An amount in minor units: `2828094.61` is `282809461`. Every currency is kept with two decimals,
/// also those without a minor unit in use (HUF), because the Pabulib format does the same.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a text is not an amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("no amount is given")]
    Empty,
    #[error("this is not an amount of money")]
    NotAnAmount,
    #[error("an amount has at most two digits after the decimal mark")]
    TooPrecise,
    #[error("an amount cannot be negative")]
    Negative,
    #[error("this amount is too large")]
    TooLarge,
    /// `45.000`, `45,000` or `4 50`: the mark could separate decimals or thousands.
    #[error("this amount can be read in two ways; write it as 45 000 or 45000,00")]
    Ambiguous,
}

impl MoneyError {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "money-empty",
            Self::NotAnAmount => "money-not-an-amount",
            Self::TooPrecise => "money-too-precise",
            Self::Negative => "money-negative",
            Self::TooLarge => "money-too-large",
            Self::Ambiguous => "money-ambiguous",
        }
    }
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The amount of so many grosze or cents.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The amount in grosze or cents.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum, unless it is too large.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it is too large.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// So many times the amount, unless that is too large.
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum, or the largest representable amount.
    pub fn saturating_add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, or the smallest representable amount.
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// The amount in `parts` shares that differ by at most one minor unit, the larger ones first, and sum to it
    /// exactly. No shares for zero parts.
    pub fn split(self, parts: u32) -> impl Iterator<Item = Self> {
        let count = i64::from(parts);
        let (each, larger) = match parts {
            0 => (0, 0),
            _ => (self.0.div_euclid(count), self.0.rem_euclid(count)),
        };
        (0..count).map(move |part| Self(each + i64::from(part < larger)))
    }

    /// Reads the exact decimal of a `.pb` file: `100`, `2828094.61`, `400000.0`.
    ///
    /// # Errors
    /// More than two decimals, exponents, separators or anything else that is not such a number.
    pub fn parse_decimal(text: &str) -> Result<Self, MoneyError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, decimals) = match digits.split_once('.') {
            Some((_, "")) => return Err(MoneyError::NotAnAmount),
            Some(parts) => parts,
            None if digits.is_empty() => return Err(MoneyError::Empty),
            None => (digits, ""),
        };
        let amount = from_digits(whole.bytes(), decimals)?;
        Ok(Self(if negative { -amount } else { amount }))
    }

    /// The decimal [`Money::parse_decimal`] reads: `2828094.61`, `0.50`, and `100` without its zeros.
    pub fn to_decimal(self) -> String {
        self.to_string()
    }

    /// Reads what a resident types: `45 000`, `45000,00`, `45.000,00 zł`, with any kind of space.
    ///
    /// A single comma or dot before one or two digits is the decimal mark. Marks that could as well separate thousands
    /// (`45.000`) are refused rather than guessed, since the two readings differ a thousandfold.
    ///
    /// # Errors
    /// Negative, ambiguous, too precise or too large amounts, and texts that are no amount.
    pub fn parse_typed(text: &str) -> Result<Self, MoneyError> {
        let text = without_currency(text.trim_matches(is_space));
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        if text.starts_with(['-', '\u{2212}', '\u{2013}']) {
            return Err(MoneyError::Negative);
        }
        if text.contains(|c: char| !c.is_ascii_digit() && !is_space(c) && c != '.' && c != ',') {
            return Err(MoneyError::NotAnAmount);
        }
        let (whole, decimals) = split_typed(text)?;
        check_groups(whole)?;
        from_digits(whole.bytes().filter(u8::is_ascii_digit), decimals).map(Self)
    }
}

/// The two amounts that a text such as `45.000` can mean: with thousands, and with decimals.
pub fn two_readings(text: &str) -> Option<(Money, Money)> {
    let text = without_currency(text.trim_matches(is_space));
    let (whole, decimals) = text.split_once(['.', ','])?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if decimals.len() != 3 || !digits(whole) || !digits(decimals) || whole.len() > 12 {
        return None;
    }
    let thousands = from_digits(whole.bytes().chain(decimals.bytes()), "").ok()?;
    let fraction = from_digits(whole.bytes(), &decimals[..2]).ok()?;
    Some((Money(thousands), Money(fraction)))
}

/// The two parts of a typed amount around its decimal mark.
fn split_typed(text: &str) -> Result<(&str, &str), MoneyError> {
    let marks = text.matches(['.', ',']).count();
    let Some(last) = text.rfind(['.', ',']) else {
        return Ok((text, ""));
    };
    let (whole, decimals) = (&text[..last], &text[last + 1..]);
    let mark = &text[last..=last];
    if whole.is_empty() || decimals.is_empty() || decimals.contains(is_space) {
        return Err(MoneyError::NotAnAmount);
    }
    if marks == 1 {
        return match decimals.len() {
            1 | 2 => Ok((whole, decimals)),
            3 => Err(MoneyError::Ambiguous),
            _ => Err(MoneyError::TooPrecise),
        };
    }
    match whole.contains(mark) {
        // The same mark twice can only separate thousands.
        true => Ok((text, "")),
        false if decimals.len() <= 2 => Ok((whole, decimals)),
        false => Err(MoneyError::TooPrecise),
    }
}

/// Thousands are separated by one mark throughout, with three digits after each.
fn check_groups(whole: &str) -> Result<(), MoneyError> {
    let mut separators = whole.chars().filter(|c| !c.is_ascii_digit());
    let same_kind = |a: char, b: char| a == b || (is_space(a) && is_space(b));
    let Some(first) = separators.next() else {
        return Ok(());
    };
    let uniform = separators.all(|other| same_kind(first, other));
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    let head = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    match uniform && head && groups.all(|group| group.len() == 3) {
        true => Ok(()),
        false => Err(MoneyError::Ambiguous),
    }
}

fn without_currency(text: &str) -> &str {
    for currency in ["zł", "ZŁ", "Zł", "zl", "PLN", "pln"] {
        if let Some(amount) = text.strip_suffix(currency) {
            return amount.trim_end_matches(is_space);
        }
    }
    text
}

/// Spaces of keyboards and spreadsheets: plain, no-break, narrow no-break, thin, figure, tab.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

fn from_digits(whole: impl Iterator<Item = u8>, decimals: &str) -> Result<i64, MoneyError> {
    let mut whole = whole.peekable();
    if whole.peek().is_none() || !decimals.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(MoneyError::NotAnAmount);
    }
    let missing = 2_usize.checked_sub(decimals.len()).ok_or(MoneyError::TooPrecise)?;
    let digits = whole.chain(decimals.bytes()).chain(std::iter::repeat_n(b'0', missing));
    let mut amount: i64 = 0;
    let mut too_large = false;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return Err(MoneyError::NotAnAmount);
        }
        let next =
            amount.checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit - b'0')));
        too_large |= next.is_none();
        amount = next.unwrap_or(0);
    }
    match too_large {
        true => Err(MoneyError::TooLarge),
        false => Ok(amount),
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, minor) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match minor {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{minor:02}"),
        }
    }
}

/// The saturating sum.
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Self::saturating_add)
    }
}

impl<'a> Sum<&'a Money> for Money {
    fn sum<I: Iterator<Item = &'a Money>>(amounts: I) -> Self {
        amounts.copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zloty(whole: i64) -> Result<Money, MoneyError> {
        Ok(Money::from_minor(whole * 100))
    }

    #[test]
    fn decimals_of_files_are_exact() {
        assert_eq!(Money::parse_decimal("2828094.61"), Ok(Money::from_minor(282_809_461)));
        assert_eq!(Money::parse_decimal("400000.0"), zloty(400_000));
        assert_eq!(Money::parse_decimal("-1.50"), Ok(Money::from_minor(-150)));
        assert_eq!(Money::parse_decimal("1.005"), Err(MoneyError::TooPrecise));
        assert_eq!(Money::parse_decimal("1e5"), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse_decimal("100."), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse_decimal(".5"), Err(MoneyError::NotAnAmount));
        assert_eq!(Money::parse_decimal(""), Err(MoneyError::Empty));
        assert_eq!(Money::parse_decimal("92233720368547758.08"), Err(MoneyError::TooLarge));
    }

    #[test]
    fn decimals_are_written_short() {
        assert_eq!(Money::from_minor(282_809_461).to_decimal(), "2828094.61");
        assert_eq!(Money::from_minor(10_000).to_decimal(), "100");
        assert_eq!(Money::from_minor(50).to_decimal(), "0.50");
        assert_eq!(Money::from_minor(-5).to_decimal(), "-0.05");
        assert_eq!(Money::from_minor(i64::MIN).to_decimal(), "-92233720368547758.08");
    }

    #[test]
    fn residents_type_amounts_in_many_ways() {
        for text in [
            "45000",
            "45 000",
            "45\u{a0}000",
            "45\u{202f}000",
            "45000,00",
            "45 000,0",
            "45.000,00",
            "45,000.00",
            " 45 000 zł ",
            "45000zł",
            "45000.00 PLN",
            "045 000",
        ] {
            assert_eq!(Money::parse_typed(text), zloty(45_000), "{text}");
        }
        assert_eq!(Money::parse_typed("1.234.567"), zloty(1_234_567));
        assert_eq!(Money::parse_typed("12,5"), Ok(Money::from_minor(1250)));
    }

    #[test]
    fn doubtful_amounts_are_refused() {
        for text in ["45.000", "45,000", "45 00", "4500 000", "1.234 567,00", "1.234.56"] {
            assert_eq!(Money::parse_typed(text), Err(MoneyError::Ambiguous), "{text}");
        }
        for text in ["-5", "\u{2212}5", "–5 zł"] {
            assert_eq!(Money::parse_typed(text), Err(MoneyError::Negative), "{text}");
        }
        for text in ["zł5", "1e3", "5,", ",5", "a", "1, 5", "5 zł zł"] {
            assert_eq!(Money::parse_typed(text), Err(MoneyError::NotAnAmount), "{text}");
        }
        for text in ["", "  ", "zł"] {
            assert_eq!(Money::parse_typed(text), Err(MoneyError::Empty), "{text}");
        }
        assert_eq!(Money::parse_typed("1,2345"), Err(MoneyError::TooPrecise));
        assert_eq!(Money::parse_typed("99999999999999999999"), Err(MoneyError::TooLarge));
    }

    #[test]
    fn shares_differ_by_one_minor_unit() {
        let shares: Vec<_> = Money::from_minor(100).split(3).map(Money::minor).collect();
        assert_eq!(shares, [34, 33, 33]);
        assert_eq!(Money::from_minor(100).split(0).count(), 0);
    }
}
