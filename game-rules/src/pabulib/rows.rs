//! Rows and fields of the separated text, with their places.

use std::borrow::Cow;

/// A field, without its quotation marks.
pub(super) struct Field<'a> {
    pub text: Cow<'a, str>,
    /// A quoted field is never a section's title.
    pub quoted: bool,
    start: usize,
}

/// Reads one row after the other. Lines end with LF, CRLF or CR; a field that begins with `"` runs to the next single
/// `"`, over line ends and separators, with `""` standing for one.
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    row: (usize, usize),
    unclosed: Option<usize>,
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, row: (0, 1), unclosed: None }
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

    /// Line and column of a field of the current row.
    pub fn place(&self, field: &Field<'_>) -> (usize, usize) {
        self.place_of(field.start)
    }

    /// Line and column of a part of a field of the current row, if the field borrows from the text.
    pub fn place_within(&self, field: &Field<'_>, part: &str) -> (usize, usize) {
        let offset = (part.as_ptr() as usize).wrapping_sub(field.text.as_ptr() as usize);
        match field.quoted {
            false if offset <= field.text.len() => self.place_of(field.start + offset),
            _ => self.place(field),
        }
    }

    /// Line and column of the current row.
    pub fn place_of_row(&self) -> (usize, usize) {
        (self.row.1, 1)
    }

    /// Where the current row opens a quotation that nothing closes.
    pub fn unclosed_quote(&self) -> Option<(usize, usize)> {
        self.unclosed.map(|offset| self.place_of(offset))
    }

    fn place_of(&self, offset: usize) -> (usize, usize) {
        let (start, line) = self.row;
        let before = self.text.get(start..offset).unwrap_or_default();
        let line = line + line_ends(before);
        let column =
            before.rfind(['\n', '\r']).map_or(before, |end| &before[end + 1..]).chars().count() + 1;
        (line, column)
    }

    fn read_row(&mut self, fields: &mut Vec<Field<'a>>) {
        fields.clear();
        self.row = (self.at, self.line);
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
        self.line = match self.at - self.row.0 {
            0 => self.line,
            _ => self.line + self.lines_of_row(fields),
        };
    }

    /// Rows with quoted fields may span lines; all others are one.
    fn lines_of_row(&self, fields: &[Field<'a>]) -> usize {
        match fields.iter().any(|field| field.quoted) {
            true => line_ends(self.text.get(self.row.0..self.at).unwrap_or_default()),
            false => 1,
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

fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let alone =
        |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    (0..bytes.len()).filter(|&at| alone(at)).count()
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
        let mut rows = Rows::new("\"ż\n\n\";b\nłó;d,e\n");
        let mut fields = Vec::new();
        assert!(rows.next(&mut fields));
        assert_eq!(rows.place(&fields[1]), (3, 3));
        assert!(rows.next(&mut fields));
        assert_eq!(rows.place(&fields[1]), (4, 4));
        let part = fields[1].text.split(',').nth(1).expect("two parts");
        assert_eq!(rows.place_within(&fields[1], part), (4, 6));
    }

    #[test]
    fn an_unclosed_quote_ends_with_its_line() {
        let mut rows = Rows::new("a;\"b\nc;d");
        let mut fields = Vec::new();
        assert!(rows.next(&mut fields));
        assert_eq!(rows.unclosed_quote(), Some((1, 3)));
        assert!(rows.next(&mut fields));
        assert_eq!(rows.unclosed_quote(), None);
        assert_eq!(fields.len(), 2);
    }
}
