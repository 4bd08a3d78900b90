//! Rows and cells. A quotation mark that nothing closes is a fault of its row and swallows no other.

use std::borrow::Cow;

use super::decode::{Encoding, decode};
use super::report::Fault;
use crate::text::{Message, normal};

/// A file with headings.
pub struct Sheet<'a> {
    text: Cow<'a, str>,
    /// Where the first row after the headings begins.
    body: usize,
    delimiter: u8,
    /// Rows before it, headings and all.
    before: u64,
    pub encoding: Encoding,
    pub heads: Vec<String>,
}

/// A row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// As a spreadsheet shows it: 1 is the first.
    pub number: u64,
    pub cells: Vec<Cow<'a, str>>,
}

impl Row<'_> {
    /// A cell, without blanks around it; an absent one is empty.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl<'a> Sheet<'a> {
    /// Reads as far as the headings. The fault is of the file as a whole.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let whole = |key: &'static str| Fault::of_file(Message::new(key));
        let (text, encoding) = decode(bytes).map_err(whole)?;
        let mut body = 0;
        let mut delimiter = None;
        // The line with which a file tells a spreadsheet what parts its cells.
        if let Some(rest) = text.strip_prefix("sep=")
            && let Some(sign) = rest.bytes().next().filter(u8::is_ascii)
        {
            delimiter = Some(sign);
            body = text.find('\n').map_or(text.len(), |end| end + 1);
        }
        let skipped = u64::from(body > 0);
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(&text));
        let mut rows =
            Rows { rest: &text[body..], delimiter, quotes: true, row: skipped, columns: 0 };
        let Some(heads) = rows.next() else { return Err(whole("sheet-empty")) };
        let heads: Vec<String> =
            heads?.cells.iter().map(|head| normal(head).trim().to_owned()).collect();
        let (body, before) = (text.len() - rows.rest.len(), rows.row);
        Ok(Self { text, body, delimiter, before, encoding, heads })
    }

    /// Every row that is not blank, or what is wrong with it.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<'_>, Fault>> {
        Rows {
            rest: &self.text[self.body..],
            delimiter: self.delimiter,
            quotes: true,
            row: self.before,
            columns: self.heads.len(),
        }
    }
}

/// Rows that were typed into a field or pasted from a spreadsheet, without headings. Cells that are
/// typed stand between semicolons; a spreadsheet puts tabs there, and quotation marks where it has to.
pub fn pasted(text: &str) -> impl Iterator<Item = Result<Row<'_>, Fault>> {
    let quotes = text.contains('\t');
    let delimiter = if quotes { b'\t' } else { b';' };
    Rows { rest: text.trim_start_matches('\u{feff}'), delimiter, quotes, row: 0, columns: 0 }
}

/// What parts the cells: what stands most often, outside quotation marks, in the first line that has
/// anything.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0), (b'|', 0)];
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (sign, count) in &mut counts {
            *count += u32::from(!quoted && byte == *sign);
        }
    }
    // A comma also stands inside cells; where there is anything else, that is it.
    counts[2].1 = if counts[0].1 + counts[1].1 > 0 { 0 } else { counts[2].1 };
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(sign, _)| *sign)
}

struct Rows<'a> {
    rest: &'a str,
    delimiter: u8,
    /// Whether quotation marks hold a cell together.
    quotes: bool,
    row: u64,
    /// Of the headings; 0 where there are none.
    columns: usize,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<Row<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            let start = self.rest;
            self.row += 1;
            match self.record() {
                Some(row) if row.is_blank() => {}
                Some(row) => return Some(self.checked(row)),
                None => {
                    // The other rows are as good as before.
                    let line = start.find('\n').map_or(start.len(), |end| end + 1);
                    self.rest = &start[line..];
                    let value = start[..line].trim_end();
                    let from = value.find('"').unwrap_or(0);
                    let message = Message::new("sheet-quote-open");
                    return Some(Err(Fault::new(self.row, "", &value[from..], message)));
                }
            }
        }
        None
    }
}

impl<'a> Rows<'a> {
    /// One record; none where a quotation mark is not closed as it should be.
    fn record(&mut self) -> Option<Row<'a>> {
        let mut cells = Vec::with_capacity(self.columns);
        loop {
            if let Some(inside) = self.rest.strip_prefix('"').filter(|_| self.quotes) {
                cells.push(self.quoted(inside)?);
            } else {
                let ends = |byte: u8| byte == self.delimiter || byte == b'\n' || byte == b'\r';
                let end = self.rest.bytes().position(ends).unwrap_or(self.rest.len());
                cells.push(Cow::Borrowed(&self.rest[..end]));
                self.rest = &self.rest[end..];
            }
            match self.rest.bytes().next() {
                Some(byte) if byte == self.delimiter => self.rest = &self.rest[1..],
                Some(_) => {
                    let line = if self.rest.starts_with("\r\n") { 2 } else { 1 };
                    self.rest = &self.rest[line..];
                    break;
                }
                None => break,
            }
        }
        Some(Row { number: self.row, cells })
    }

    /// A cell after its opening quotation mark.
    fn quoted(&mut self, inside: &'a str) -> Option<Cow<'a, str>> {
        let mut cell = Cow::Borrowed("");
        let mut from = 0;
        loop {
            let end = from + inside[from..].find('"')?;
            let part = &inside[from..end];
            if cell.is_empty() {
                cell = Cow::Borrowed(part);
            } else {
                cell.to_mut().push_str(part);
            }
            let after = &inside[end + 1..];
            if after.starts_with('"') {
                cell.to_mut().push('"');
                from = end + 2;
                continue;
            }
            let closes = after
                .bytes()
                .next()
                .is_none_or(|byte| byte == self.delimiter || byte == b'\n' || byte == b'\r');
            if !closes || self.swallows(&cell) {
                return None;
            }
            self.rest = after;
            return Some(cell);
        }
    }

    /// Whether a cell of several lines looks as if it held other rows.
    fn swallows(&self, cell: &str) -> bool {
        let delimiter = char::from(self.delimiter);
        let least = if self.columns == 0 { 1 } else { self.columns - 1 };
        cell.lines().skip(1).any(|line| line.matches(delimiter).count() >= least)
    }

    fn checked(&self, row: Row<'a>) -> Result<Row<'a>, Fault> {
        let more = row.cells.iter().skip(self.columns).find(|cell| !cell.trim().is_empty());
        match more.filter(|_| self.columns > 0) {
            Some(cell) => Err(Fault::new(row.number, "", cell, Message::new("sheet-too-many"))),
            None => Ok(row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Vec<Result<Vec<String>, u64>> {
        let sheet = Sheet::open(file.as_bytes()).unwrap();
        let cells = |row: Row<'_>| row.cells.iter().map(|cell| cell.to_string()).collect();
        sheet.rows().map(|row| row.map(cells).map_err(|fault| fault.row)).collect()
    }

    fn ok(cells: &[&str]) -> Result<Vec<String>, u64> {
        Ok(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn an_open_quotation_mark_swallows_nobody() {
        let rows = read("a;b\r\n1;\"x\r\n2;\r\n3;y\r\n");
        assert_eq!(rows, [Err(2), ok(&["2", ""]), ok(&["3", "y"])]);
        // Closed by the mark of another row, before a cell's end or after it.
        assert_eq!(read("a;b\n1;\"x\n2;\"y\n3;z\n"), [Err(2), Err(3), ok(&["3", "z"])]);
        assert_eq!(read("a;b\n1;\"x\n2;y\"\n3;z\n"), [Err(2), ok(&["2", "y\""]), ok(&["3", "z"])]);
        assert_eq!(read("a;b\n1;\"x\"y;z\n"), [Err(2)]);
    }

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        for file in [
            "a;b\n\"1, „x”\";\"y \"\"z\"\"\"\n",
            "a\tb\r\n1, „x”\t\"y \"\"z\"\"\"\r\n",
            "sep=;\r\na;b\r\n1, „x”;y \"z\"\r\n\r\n;\r\n",
            "a,b\n\"1, „x”\",y \"z\"",
        ] {
            assert_eq!(read(file), [ok(&["1, „x”", "y \"z\""])], "{file}");
        }
        assert_eq!(read("a;b\n\"one\ntwo\";2\n"), [ok(&["one\ntwo", "2"])]);
        assert_eq!(read("a,b\nNowak, Anna,2\n"), [Err(2)]);
        let typed: Vec<_> =
            pasted("\"A\" b; c, d\r\n\r\ne").map(|row| row.unwrap().cells).collect();
        assert_eq!(typed, [vec!["\"A\" b", " c, d"], vec!["e"]]);
        let sheet = Sheet::open("\u{feff}sep=;\n\nImie\u{328};b\n\n1;2".as_bytes()).unwrap();
        assert_eq!((sheet.heads[0].as_str(), sheet.heads[1].as_str()), ("Imię", "b"));
        assert_eq!(sheet.rows().next().unwrap().unwrap().number, 5);
    }
}
