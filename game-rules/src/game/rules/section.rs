//! One table of a rule file, read key by key; every mistake is noted and reading goes on.

use std::cell::RefCell;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::super::{MOST, Units};
use super::mistake::{amount_expected, nearest};
use super::words::Word;
use super::{Mistake, MistakeKind};

/// A file being read, and the mistakes found so far.
pub(super) struct Book<'f> {
    file: &'f str,
    /// Where each line starts.
    lines: Vec<usize>,
    mistakes: RefCell<Vec<Mistake>>,
}

impl<'f> Book<'f> {
    pub fn new(file: &'f str, text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            file,
            lines: std::iter::once(0).chain(starts).collect(),
            mistakes: RefCell::default(),
        }
    }

    /// The line on which a byte stands, from 1.
    pub fn line(&self, byte: usize) -> usize {
        self.lines.partition_point(|&start| start <= byte)
    }

    pub fn note(&self, line: usize, kind: MistakeKind) {
        let mistake = Mistake { file: self.file.to_owned(), line, kind };
        self.mistakes.borrow_mut().push(mistake);
    }

    /// In the order of the file, each once although checks read some keys again.
    pub fn into_mistakes(self) -> Vec<Mistake> {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort();
        mistakes.dedup();
        mistakes
    }
}

/// One table of the file. An absent table reads as an empty one.
pub(super) struct Section<'a> {
    pub book: &'a Book<'a>,
    table: Option<&'a DeTable<'a>>,
    /// Its dotted name with a dot at the end, empty for the file itself.
    path: String,
    pub line: usize,
    known: RefCell<Vec<&'static str>>,
}

type Value<'a> = &'a Spanned<DeValue<'a>>;

impl<'a> Section<'a> {
    pub fn root(book: &'a Book<'a>, table: &'a DeTable<'a>) -> Self {
        Self { book, table: Some(table), path: String::new(), line: 1, known: RefCell::default() }
    }

    /// The full name of one of its keys.
    pub fn key(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }

    /// Whether the file has this table at all.
    pub fn is_present(&self) -> bool {
        self.table.is_some()
    }

    /// Where a key stands, or the table if the key is absent.
    pub fn line_of(&self, key: &str) -> usize {
        self.table
            .and_then(|table| table.get(key))
            .map_or(self.line, |value| self.book.line(value.span().start))
    }

    pub fn note(&self, key: &str, kind: MistakeKind) {
        self.book.note(self.line_of(key), kind);
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.known.borrow_mut().push(key);
        self.table?.get(key)
    }

    fn wrong_type(&self, key: &str, value: Value<'_>, expected: String) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with decimals",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let kind = MistakeKind::WrongType { key: self.key(key), found, expected };
        self.book.note(self.book.line(value.span().start), kind);
    }

    fn missing(&self, key: &str, expected: String) {
        self.book.note(self.line, MistakeKind::MissingKey { key: self.key(key), expected });
    }

    /// A text, if given.
    pub fn text(&self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str();
        match text.map(str::trim) {
            None => self.wrong_type(key, value, "a text in quotes".to_owned()),
            Some("") => {
                let kind = MistakeKind::Empty { key: self.key(key), expected: "a text" };
                self.note(key, kind);
            }
            Some(_) => {}
        }
        text.map(str::to_owned)
    }

    /// A text that must be there.
    pub fn required_text(&self, key: &'static str) -> String {
        if self.get(key).is_none() {
            self.missing(key, "a text in quotes".to_owned());
        }
        self.text(key).unwrap_or_default()
    }

    /// A whole number within limits, if given.
    pub fn number(&self, key: &'static str, least: i64, most: i64) -> Option<i64> {
        let value = self.get(key)?;
        let Some(number) = value.get_ref().as_integer() else {
            self.wrong_type(key, value, format!("a whole number from {least} to {most}"));
            return None;
        };
        let read = whole(number).filter(|number| (least..=most).contains(number));
        if read.is_none() {
            let found = number.to_string();
            let kind = MistakeKind::OutOfRange { key: self.key(key), found, least, most };
            self.note(key, kind);
        }
        read
    }

    /// A small whole number, or the default.
    pub fn count(&self, key: &'static str, least: u32, most: u32, default: u32) -> u32 {
        let number = self.number(key, i64::from(least), i64::from(most));
        number.and_then(|number| u32::try_from(number).ok()).unwrap_or(default)
    }

    /// A small whole number, if given.
    pub fn optional_count(&self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        let number = self.number(key, i64::from(least), i64::from(most));
        number.and_then(|number| u32::try_from(number).ok())
    }

    /// An amount of at least this, if given.
    pub fn amount(&self, key: &'static str, least: Units) -> Option<Units> {
        self.number(key, least, MOST)
    }

    /// An amount that must be there.
    pub fn required_amount(&self, key: &'static str, least: Units) -> Units {
        if self.get(key).is_none() {
            self.missing(key, amount_expected(least));
        }
        self.amount(key, least).unwrap_or(least)
    }

    /// True or false, or the default.
    pub fn flag(&self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.get(key) else { return default };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.wrong_type(key, value, "true or false".to_owned());
            default
        })
    }

    /// One of the words of a choice, if given.
    pub fn optional_word<W: Word>(&self, key: &'static str) -> Option<W> {
        self.word_of(key, self.get(key)?)
    }

    /// One of the words of a choice, or the default.
    pub fn word<W: Word>(&self, key: &'static str, default: W) -> W {
        self.optional_word(key).unwrap_or(default)
    }

    /// One of the words of a choice that must be made.
    pub fn required_word<W: Word>(&self, key: &'static str) -> Option<W> {
        if self.get(key).is_none() {
            self.missing(key, format!("one of: {}", allowed::<W>()));
        }
        self.optional_word(key)
    }

    fn word_of<W: Word>(&self, key: &str, value: Value<'_>) -> Option<W> {
        let Some(found) = value.get_ref().as_str() else {
            self.wrong_type(key, value, format!("one of: {}", allowed::<W>()));
            return None;
        };
        let word = W::WORDS.iter().find(|(word, _)| *word == found).map(|&(_, choice)| choice);
        if word.is_none() {
            let (key, found) = (self.key(key), found.to_owned());
            let kind = MistakeKind::UnknownWord { key, found, allowed: allowed::<W>() };
            self.book.note(self.book.line(value.span().start), kind);
        }
        word
    }

    /// The values of a list; none if it is absent.
    fn list(&self, key: &'static str, of: &str) -> Vec<Value<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(list) => list.iter().collect(),
            None => {
                self.wrong_type(key, value, format!("a list of {of} in square brackets"));
                Vec::new()
            }
        }
    }

    /// A list of texts with the lines they stand on.
    pub fn texts_with_lines(&self, key: &'static str) -> Vec<(usize, String)> {
        let values = self.list(key, "texts").into_iter().filter_map(|value| {
            let text = value.get_ref().as_str();
            if text.is_none() {
                self.wrong_type(key, value, "texts in quotes".to_owned());
            }
            Some((self.book.line(value.span().start), text?.to_owned()))
        });
        values.collect()
    }

    /// A list of texts.
    pub fn texts(&self, key: &'static str) -> Vec<String> {
        self.texts_with_lines(key).into_iter().map(|(_, text)| text).collect()
    }

    /// A list of words.
    pub fn words<W: Word>(&self, key: &'static str) -> Option<Vec<W>> {
        self.get(key)?;
        let values = self.list(key, "words");
        Some(values.into_iter().filter_map(|value| self.word_of(key, value)).collect())
    }

    /// A list of whole numbers within limits.
    pub fn numbers(&self, key: &'static str, least: i64, most: i64) -> Vec<i64> {
        let values = self.list(key, "whole numbers").into_iter().filter_map(|value| {
            let number = value.get_ref().as_integer().and_then(whole);
            let number = number.filter(|number| (least..=most).contains(number));
            if number.is_none() {
                self.wrong_type(key, value, format!("whole numbers from {least} to {most}"));
            }
            number
        });
        values.collect()
    }

    /// The table under a key; an empty one if it is absent.
    pub fn section(&self, key: &'static str) -> Section<'a> {
        let value = self.get(key);
        let table = value.and_then(|value| {
            let table = value.get_ref().as_table();
            if table.is_none() {
                self.wrong_type(key, value, format!("a table [{}]", self.key(key)));
            }
            table
        });
        let line = value.map_or(self.line, |value| self.book.line(value.span().start));
        let path = format!("{}.", self.key(key));
        Section { book: self.book, table, path, line, known: RefCell::default() }
    }

    /// The tables under a key, as `[[key]]` writes them.
    pub fn sections(&self, key: &'static str) -> Vec<Section<'a>> {
        let path = self.key(key);
        let values = self.list(key, &format!("tables [[{path}]]")).into_iter();
        let sections = values.enumerate().filter_map(|(place, value)| {
            let table = value.get_ref().as_table();
            if table.is_none() {
                self.wrong_type(key, value, format!("tables [[{path}]]"));
            }
            Some(Section {
                book: self.book,
                table: Some(table?),
                path: format!("{path}[{}].", place + 1),
                line: self.book.line(value.span().start),
                known: RefCell::default(),
            })
        });
        sections.collect()
    }

    /// Amounts under free keys, such as the scenarios of tables.
    pub fn amounts(&self, key: &'static str) -> Vec<(String, Units)> {
        let section = self.section(key);
        let Some(table) = section.table else { return Vec::new() };
        let amounts = table.iter().filter_map(|(name, value)| {
            let amount = value.get_ref().as_integer().and_then(whole);
            let amount = amount.filter(|amount| (0..=MOST).contains(amount));
            if amount.is_none() {
                section.wrong_type(name.get_ref(), value, amount_expected(0));
            }
            Some((name.get_ref().to_string(), amount?))
        });
        amounts.collect()
    }

    /// Notes every key that nothing has asked for.
    pub fn finish(&self) {
        let known = self.known.borrow();
        for name in self.table.into_iter().flat_map(|table| table.keys()) {
            let key = name.get_ref().as_ref();
            if !known.contains(&key) {
                let kind =
                    MistakeKind::UnknownKey { key: self.key(key), nearest: nearest(key, &known) };
                self.book.note(self.book.line(name.span().start), kind);
            }
        }
    }
}

fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn allowed<W: Word>() -> String {
    W::WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
}
