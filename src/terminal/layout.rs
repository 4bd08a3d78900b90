//! Plain text in columns, at most a hundred wide, measured as terminals show it.

use std::io::{self, Write};

use game_rules::count::Ratio;
use game_rules::money::Money;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// No line is wider, unless a single figure makes it so.
pub const WIDTH: usize = 100;
const GAP: usize = 2;
const NBSP: char = '\u{a0}';

/// A fraction with so many decimals, rounded down.
pub fn decimal(ratio: Ratio, decimals: u32) -> String {
    let scaled = ratio.floor(10_u32.pow(decimals));
    let unit = 10_u128.pow(decimals);
    match decimals {
        0 => scaled.to_string(),
        _ => format!("{}.{:0places$}", scaled / unit, scaled % unit, places = decimals as usize),
    }
}

/// `99.5 %`, rounded down.
pub fn percent(ratio: Ratio) -> String {
    let tenths = ratio.floor(1000);
    format!("{}.{}{NBSP}%", tenths / 10, tenths % 10)
}

/// Digits in groups of three.
pub fn grouped(number: impl ToString) -> String {
    let digits = number.to_string();
    let places = digits.bytes().filter(u8::is_ascii_digit).count();
    let mut text = String::new();
    for (place, digit) in digits.chars().rev().enumerate() {
        if place > 0 && place < places && place % 3 == 0 {
            text.insert(0, NBSP);
        }
        text.insert(0, digit);
    }
    text
}

/// `995 079 zł`, `100.50 €`; the code where there is no sign, and nothing where the file names no currency.
pub fn amount(money: Money, currency: Option<&str>) -> String {
    let decimal = money.to_decimal();
    let (whole, minor) = decimal.split_once('.').unwrap_or((&decimal, ""));
    let mut text = grouped(whole);
    if !minor.is_empty() {
        text = format!("{text}.{minor}");
    }
    let sign = match currency {
        None => return text,
        Some("PLN") => "zł",
        Some("EUR") => "€",
        Some("USD") => "$",
        Some("HUF") => "Ft",
        Some("GBP") => "£",
        Some("UAH") => "₴",
        Some("CZK") => "Kč",
        Some(code) => code,
    };
    format!("{text}{NBSP}{sign}")
}

/// Minor units, rounded down to whole ones, as an amount.
pub fn average(minor: Ratio, currency: Option<&str>) -> String {
    let minor = i64::try_from(minor.floor(1)).unwrap_or(i64::MAX);
    amount(Money::from_minor(minor), currency)
}

/// One line of text, cut to a width with an ellipsis. Line breaks and other controls become spaces.
pub fn cut(text: &str, width: usize) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if plain.width() <= width {
        return plain;
    }
    let mut room = width.saturating_sub(1);
    let fits = |c: &char| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    };
    let start: String = plain.chars().take_while(fits).collect();
    format!("{}…", start.trim_end())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    /// To the left, and cut to what the other columns leave.
    Rest,
}

/// Rows in columns; every column is as wide as its widest cell.
pub struct Table {
    columns: Vec<Align>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(columns: &[Align]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are empty.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Writes all rows without spaces at their ends.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let cell =
            |row: &Vec<String>, column: usize| row.get(column).map_or(0, |cell| cell.width());
        let mut widths: Vec<usize> = (0..self.columns.len())
            .map(|column| self.rows.iter().map(|row| cell(row, column)).max().unwrap_or(0))
            .collect();
        let all = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        if let Some(rest) = self.columns.iter().position(|column| *column == Align::Rest) {
            let over = all.saturating_sub(WIDTH);
            widths[rest] = widths[rest].saturating_sub(over).max(10);
        }
        for row in &self.rows {
            let mut line = String::new();
            let mut end = 0;
            for ((column, &width), text) in self.columns.iter().zip(&widths).zip(row) {
                let text = if *column == Align::Rest { cut(text, width) } else { text.clone() };
                let before = if *column == Align::Right { width - text.width() } else { 0 };
                let spaces = end - line.width().min(end) + before;
                line.extend(std::iter::repeat_n(' ', if text.is_empty() { 0 } else { spaces }));
                line.push_str(&text);
                end += width + GAP;
            }
            writeln!(out, "{}", line.trim_end_matches(' '))?;
        }
        Ok(())
    }
}

/// Pairs of figures as one cell each, both aligned to the right.
pub fn paired(pairs: &[[String; 2]]) -> Vec<String> {
    let width = |of: usize| pairs.iter().map(|pair| pair[of].width()).max().unwrap_or(0);
    let widths = [width(0), width(1)];
    let gap = " ".repeat(if widths[0] > 0 { GAP } else { 0 });
    let pad = |text: &str, width: usize| {
        format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
    };
    let cells = pairs.iter();
    cells
        .map(|[left, right]| format!("{}{gap}{}", pad(left, widths[0]), pad(right, widths[1])))
        .collect()
}

/// A line of text, broken between words, its further lines indented.
pub fn paragraph(out: &mut impl Write, label: &str, text: &str) -> io::Result<()> {
    const INDENT: usize = 17;
    let mut line = format!("{label}{}", " ".repeat(INDENT.saturating_sub(label.width()).max(1)));
    let mut empty = true;
    for word in text.split(' ') {
        if !empty && line.width() + 1 + word.width() > WIDTH {
            writeln!(out, "{line}")?;
            line = " ".repeat(INDENT);
            empty = true;
        }
        if !std::mem::replace(&mut empty, false) {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{}", line.trim_end_matches(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped() {
        for (minor, expected) in [
            (99_507_900, "995 079 zł"),
            (10_050, "100.50 zł"),
            (123_456_789_012, "1 234 567 890.12 zł"),
            (-100_000, "-1 000 zł"),
            (0, "0 zł"),
        ] {
            let shown = amount(Money::from_minor(minor), Some("PLN"));
            assert_eq!(shown, expected.replace(' ', "\u{a0}"));
        }
        assert_eq!(amount(Money::from_minor(500), None), "5");
        assert_eq!(amount(Money::from_minor(500), Some("CHF")), "5\u{a0}CHF");
    }

    #[test]
    fn fractions_are_rounded_down() {
        let ratio = |numerator, denominator| Ratio { numerator, denominator };
        assert_eq!(percent(ratio(1999, 2000)), "99.9\u{a0}%");
        assert_eq!(decimal(ratio(2, 3), 4), "0.6666");
        assert_eq!(decimal(ratio(7, 2), 1), "3.5");
        assert_eq!(decimal(ratio(1, 0), 2), "0.00");
    }

    #[test]
    fn texts_are_cut_to_what_a_terminal_shows() {
        assert_eq!(cut("Zażółć gęślą", 12), "Zażółć gęślą");
        assert_eq!(cut("Zażółć gęślą", 8), "Zażółć…");
        assert_eq!(cut("公園と図書館", 7), "公園と…");
        assert_eq!(cut("a\nb\tc", 9), "a b c");
    }

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new(&[Align::Right, Align::Rest, Align::Right]);
        table.row(["1", &"x".repeat(200), "12"]);
        table.row(["10", "ż", "3"]);
        table.row(["", "end", ""]);
        let mut out = Vec::new();
        table.write(&mut out).expect("memory");
        let text = String::from_utf8(out).expect("text");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[..2].iter().all(|line| line.width() == WIDTH), "{text}");
        assert_eq!(lines[2], "    end");
    }
}
