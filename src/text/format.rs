//! Money, numbers and dates as each language writes them.

use chrono::{Datelike, Timelike};
use game_rules::money::Money;

use super::{Lang, Text};
use crate::clock::{Instant, warsaw};

const NBSP: char = '\u{a0}';

pub fn money(lang: Lang, money: Money) -> String {
    let minor = money.minor().unsigned_abs();
    let sign = if money.minor() < 0 { "−" } else { "" };
    let whole = grouped(lang, minor / 100);
    let cents = match minor % 100 {
        0 => String::new(),
        cents if lang == Lang::En => format!(".{cents:02}"),
        cents => format!(",{cents:02}"),
    };
    format!("{sign}{whole}{cents}{NBSP}zł")
}

/// A number of hundredths, not negative: `2,02`.
pub fn hundredths(lang: Lang, hundredths: i64) -> String {
    let mark = if lang == Lang::En { '.' } else { ',' };
    format!("{}{mark}{:02}", number(lang, hundredths / 100), hundredths % 100)
}

pub fn number(lang: Lang, number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(lang, number.unsigned_abs()))
}

/// Groups of three; Polish leaves four digits together (CLDR `minimumGroupingDigits`).
fn grouped(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    if lang == Lang::Pl && digits.len() < 5 {
        return digits;
    }
    let separator = if lang == Lang::En { ',' } else { NBSP };
    let mut text = String::with_capacity(digits.len() + 4);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

pub fn day(text: Text, at: Instant) -> String {
    let date = warsaw(at);
    let month = text.say(&format!("month-{}", date.month()));
    match text.0 {
        Lang::Uk => format!("{}{NBSP}{month} {}{NBSP}р.", date.day(), date.year()),
        _ => format!("{}{NBSP}{month} {}", date.day(), date.year()),
    }
}

pub fn moment(text: Text, at: Instant) -> String {
    let date = warsaw(at);
    format!("{}, {}:{:02}", day(text, at), date.hour(), date.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_each_language_writes_it() {
        let cases = [
            (0, "0 zł", "0 zł", "0 zł"),
            (123_450, "1234,50 zł", "1 234,50 zł", "1,234.50 zł"),
            (1_234_567, "12 345,67 zł", "12 345,67 zł", "12,345.67 zł"),
            (247_210_400, "2 472 104 zł", "2 472 104 zł", "2,472,104 zł"),
            (-84_600, "−846 zł", "−846 zł", "−846 zł"),
        ];
        for (minor, pl, uk, en) in cases {
            for (lang, expected) in [(Lang::Pl, pl), (Lang::Uk, uk), (Lang::En, en)] {
                let shown = money(lang, Money::from_minor(minor));
                assert_eq!(shown, expected.replace(' ', "\u{a0}"), "{lang:?}");
            }
        }
    }

    #[test]
    fn dates_have_the_month_in_the_genitive() {
        let at = 1_772_730_300; // 2026-03-05 18:05 in Warsaw
        assert_eq!(moment(Text(Lang::Pl), at), "5\u{a0}marca 2026, 18:05");
        assert_eq!(moment(Text(Lang::Uk), at), "5\u{a0}березня 2026\u{a0}р., 18:05");
        assert_eq!(moment(Text(Lang::En), at), "5\u{a0}March 2026, 18:05");
    }
}
