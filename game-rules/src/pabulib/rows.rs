//! Rows and fields of the separated text, with their places.

use std::borrow::Cow;

use super::Section;

/// A field, without its quotation marks.
pub(super) struct Field<'a> {
    pub text: Cow<'a, str>,
    /// A quoted field is never a section's title.
    pub quoted: bool,
    /// Offset of its first byte, or of its quotation mark.
    pub start: usize,
}

/// Reads one row after the other. Lines end with LF, CRLF or CR; a field that begins with `"` runs to the next single
/// `"`, over line ends and separators, with `""` standing for one. Places are offsets; see [`Places`].
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
    row: usize,
    unclosed: Option<usize>,
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, row: 0, unclosed: None }
    }

    /// Fills `fields` with the next row that is not blank; `false` at the end.
    pub fn next(&mut self, fields: &mut Vec<Field<'a>>) -> bool {
        while self.at < self.text.len() {
            self.read_row(fields);
            if fields.iter().any(|field| !is_blank(&field.text)) {
                return true;
            }
        }
        fields.clear();
        false
    }

    /// Bytes not read yet.
    pub fn rest(&self) -> usize {
        self.text.len() - self.at
    }

    /// How often a byte occurs in what is not read yet.
    pub fn count_in_rest(&self, wanted: u8) -> usize {
        self.text.as_bytes()[self.at..].iter().filter(|&&byte| byte == wanted).count()
    }

    /// Where a part of a field of the current row begins, if the field borrows from the text; else where the field does.
    pub fn place_within(&self, field: &Field<'_>, part: &str) -> usize {
        let offset = (part.as_ptr() as usize).wrapping_sub(field.text.as_ptr() as usize);
        match field.quoted {
            false if offset <= field.text.len() => field.start + offset,
            _ => field.start,
        }
    }

    /// Where the current row begins.
    pub fn place_of_row(&self) -> usize {
        self.row
    }

    /// Where the current row opens a quotation that nothing closes.
    pub fn unclosed_quote(&self) -> Option<usize> {
        self.unclosed
    }

    fn read_row(&mut self, fields: &mut Vec<Field<'a>>) {
        fields.clear();
        self.row = self.at;
        self.unclosed = None;
        let bytes = self.text.as_bytes();
        loop {
            let field = match bytes.get(self.at) {
                Some(b'"') => self.read_quoted(),
                _ => self.read_plain(),
            };
            fields.push(field);
            match bytes.get(self.at) {
                Some(b';') => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
                Some(_) => self.at += 1,
                None => break,
            }
            if bytes[self.at - 1] != b';' {
                break;
            }
        }
    }

    fn read_plain(&mut self) -> Field<'a> {
        let start = self.at;
        self.at = self.end_of_plain(start);
        Field { text: Cow::Borrowed(&self.text[start..self.at]), quoted: false, start }
    }

    fn end_of_plain(&self, from: usize) -> usize {
        // One bit for each byte below 64 that ends a field: one test instead of three.
        const ENDS: u64 = 1 << b';' | 1 << b'\n' | 1 << b'\r';
        let rest = &self.text.as_bytes()[from..];
        let length = rest.iter().position(|&byte| byte < 64 && ENDS >> byte & 1 == 1);
        length.map_or(self.text.len(), |length| from + length)
    }

    fn read_quoted(&mut self) -> Field<'a> {
        let start = self.at;
        let mut text = Cow::Borrowed("");
        let mut from = start + 1;
        loop {
            let Some(length) = self.text[from..].find('"') else {
                // Reading on as if it were closed would swallow the rest of the file as one field.
                self.unclosed = Some(start);
                return self.read_plain();
            };
            append(&mut text, &self.text[from..from + length]);
            from += length + 1;
            if self.text.as_bytes().get(from) != Some(&b'"') {
                break;
            }
            append(&mut text, "\"");
            from += 1;
        }
        self.at = self.end_of_plain(from);
        append(&mut text, &self.text[from..self.at]);
        Field { text, quoted: true, start }
    }
}

/// The section a row opens, standing in a section or at the beginning. Spreadsheets pad titles with separators; in
/// VOTES that could be an empty ballot.
pub(super) fn title(row: &[Field<'_>], inside: Option<Section>) -> Option<Section> {
    let (first, rest) = row.split_first()?;
    let section = Section::from_title(first.text.trim_ascii_end())?;
    let padded = rest.iter().all(|field| field.text.is_empty() && !field.quoted);
    let alone = rest.is_empty() || (padded && inside != Some(Section::Votes));
    (alone && !first.quoted).then_some(section)
}

fn append<'a>(text: &mut Cow<'a, str>, part: &'a str) {
    match text.is_empty() {
        true => *text = Cow::Borrowed(part),
        false if part.is_empty() => {}
        false => text.to_mut().push_str(part),
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// The lines of a text with their offsets, without their ends.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
        at = (start + length + end).min(text.len());
        Some((start, &rest[..length]))
    })
}

/// Turns offsets of a text into lines and columns, both counted from 1; columns count characters.
pub(super) struct Places<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl<'a> Places<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// Line and column of an offset that is not before the one asked for last: the text is walked through once.
    pub fn of(&mut self, offset: usize) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        for at in self.at..offset.min(bytes.len()) {
            let byte = bytes[at];
            let ends = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            let is_first_of_character = byte & 0xc0 != 0x80;
            match ends {
                true => (self.line, self.column) = (self.line + 1, 1),
                false => self.column += usize::from(is_first_of_character),
            }
        }
        self.at = self.at.max(offset);
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut rows = Rows::new(text);
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while rows.next(&mut fields) {
            all.push(fields.iter().map(|field| field.text.clone().into_owned()).collect());
        }
        all
    }

    #[test]
    fn quotes_hold_separators_quotes_and_lines() {
        assert_eq!(rows("a;\"b;\"\"c\"\"\r\nd\";e\n"), [["a", "b;\"c\"\r\nd", "e"]]);
        assert_eq!(rows("\"\"\"W zdrowym ciele\"\"\";1"), [["\"W zdrowym ciele\"", "1"]]);
        assert_eq!(rows("a\"b;\"c\"d"), [["a\"b", "cd"]]);
    }

    #[test]
    fn any_line_end_and_blank_lines() {
        let expected = [vec!["a", "b"], vec!["c", ""]];
        for text in ["a;b\nc;", "a;b\r\nc;\r\n", "\n\na;b\r\r;; \nc;\n\n"] {
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn places_count_characters() {
        let text = "\"ż\n\n\";b\nłó;d,e\r\nf\rg";
        let mut rows = Rows::new(text);
        let mut places = Places::new(text);
        let mut fields = Vec::new();
        assert!(rows.next(&mut fields));
        assert_eq!(places.of(fields[1].start), (3, 3));
        assert!(rows.next(&mut fields));
        assert_eq!(places.of(fields[1].start), (4, 4));
        let part = fields[1].text.split(',').nth(1).expect("two parts");
        assert_eq!(places.of(rows.place_within(&fields[1], part)), (4, 6));
        assert!(rows.next(&mut fields));
        assert_eq!(places.of(rows.place_of_row()), (5, 1));
        assert!(rows.next(&mut fields));
        assert_eq!(places.of(rows.place_of_row()), (6, 1));
        assert_eq!(places.of(text.len() + 9), (6, 2));
    }

    #[test]
    fn an_unclosed_quote_ends_with_its_line() {
        let mut rows = Rows::new("a;\"b\nc;d");
        let mut fields = Vec::new();
        assert!(rows.next(&mut fields));
        assert_eq!(rows.unclosed_quote(), Some(2));
        assert!(rows.next(&mut fields));
        assert_eq!(rows.unclosed_quote(), None);
        assert_eq!(fields.len(), 2);
    }
}
