//! The file as it is written: what an election forgets but whoever publishes the file may care about.

use std::borrow::Cow;

use crate::pabulib::Section;
use crate::pabulib::rows::{Rows, title};

/// The rows of a readable file, section by section.
pub(super) struct Sheet<'a> {
    pub meta: Table<'a>,
    pub projects: Table<'a>,
    pub votes: Table<'a>,
}

/// One section: its title, the names of its columns, and its rows. Places are offsets.
#[derive(Default)]
pub(super) struct Table<'a> {
    pub title: Row<'a>,
    pub header: Row<'a>,
    pub rows: Vec<Row<'a>>,
}

/// The cells of one row, as they stand between the separators.
#[derive(Default)]
pub(super) struct Row<'a> {
    pub place: usize,
    pub cells: Vec<Cow<'a, str>>,
}

impl<'a> Sheet<'a> {
    /// Splits a text that [`read`](crate::pabulib::read) accepts.
    pub fn of(text: &'a str) -> Self {
        let mut sheet =
            Self { meta: Table::default(), projects: Table::default(), votes: Table::default() };
        let (mut rows, mut fields, mut section) = (Rows::new(text), Vec::new(), None);
        let mut expects_header = false;
        while rows.next(&mut fields) {
            let opened = title(&fields, section);
            let row = Row {
                place: rows.place_of_row(),
                cells: fields.drain(..).map(|field| field.text).collect(),
            };
            section = opened.or(section);
            let Some(section) = section else { continue };
            let table = sheet.table_mut(section);
            if opened.is_some() {
                table.title = row;
                expects_header = true;
            } else if std::mem::take(&mut expects_header) {
                table.header = row;
            } else {
                table.rows.push(row);
            }
        }
        sheet
    }

    pub fn tables(&self) -> [(Section, &Table<'a>); 3] {
        [
            (Section::Meta, &self.meta),
            (Section::Projects, &self.projects),
            (Section::Votes, &self.votes),
        ]
    }

    /// The place of a META key, or of the section where it is missing.
    pub fn place_of_key(&self, key: &str) -> usize {
        let row = self.meta.rows.iter().find(|row| row.cell(0) == key);
        row.map_or(self.meta.title.place, |row| row.place)
    }

    fn table_mut(&mut self, section: Section) -> &mut Table<'a> {
        match section {
            Section::Meta => &mut self.meta,
            Section::Projects => &mut self.projects,
            Section::Votes => &mut self.votes,
        }
    }
}

impl Table<'_> {
    /// Where a column stands.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.cells.iter().position(|cell| cell.trim() == name)
    }

    /// The cells of a column with the places of their rows; nothing where there is no such column.
    pub fn cells(&self, name: &str) -> impl Iterator<Item = (usize, &str)> {
        let column = self.column(name);
        let rows = self.rows.iter().filter(move |_| column.is_some());
        rows.map(move |row| (row.place, row.cell(column.unwrap_or(0))))
    }
}

impl Row<'_> {
    /// A cell without spaces around it, empty past the end of the row.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// The items of a list that are not empty.
pub(super) fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim).filter(|item| !item.is_empty())
}
