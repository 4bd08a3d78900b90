//! The form of the file: lines, cells, spaces, and the names and order of keys and columns.

use super::schema::known;
use super::sheet::{Row, Sheet, Table};
use super::{Count, WarningKind, Warnings};
use crate::pabulib::Section;
use crate::pabulib::fault::quoted;
use crate::pabulib::rows::lines;

pub(super) fn lint(text: &str, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    blank_lines(text, warnings);
    rows(sheet, warnings);
    lists(sheet, warnings);
    let keys: Vec<_> = sheet.meta.rows.iter().map(|row| (row.place, row.cell(0))).collect();
    names(Section::Meta, &keys, warnings);
    for (section, table, id) in [
        (Section::Projects, &sheet.projects, "project_id"),
        (Section::Votes, &sheet.votes, "voter_id"),
    ] {
        let header = &table.header;
        if header.cell(0) != id {
            warnings.push(header.place, WarningKind::IdNotFirst { section, name: id });
        }
        let columns: Vec<_> = header.cells.iter().map(|cell| (header.place, cell.trim())).collect();
        names(section, &columns, warnings);
    }
}

/// Spaces after the last line are none.
fn blank_lines(text: &str, warnings: &mut Warnings) {
    let is_space = |c: char| c.is_whitespace();
    let mut blank = Count::default();
    for (place, line) in lines(text) {
        let ends = place + line.len() < text.len();
        if ends && line.trim_matches(|c| is_space(c) || c == ';').is_empty() {
            blank.add(place);
        }
    }
    blank.warn(warnings, |lines| WarningKind::BlankLines { lines });
}

fn rows(sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let [mut extra, mut padded, mut titles] = [Count::default(); 3];
    for (section, Table { title, header, rows }) in sheet.tables() {
        let width = match section {
            Section::Meta => 2,
            Section::Projects | Section::Votes => header.cells.len(),
        };
        let mut note_padded = |row: &Row<'_>, width| {
            for _ in row.cells.iter().take(width).filter(|cell| cell.trim() != cell.as_ref()) {
                padded.add(row.place);
            }
        };
        note_padded(title, 1);
        note_padded(header, usize::MAX);
        for row in rows {
            note_padded(row, width);
            if row.cells.len() > width {
                extra.add(row.place);
            }
            let first = row.cell(0);
            if ["meta", "projects", "votes"].iter().any(|title| first.eq_ignore_ascii_case(title)) {
                titles.add(row.place);
            }
        }
    }
    extra.warn(warnings, |rows| WarningKind::ExtraCells { rows });
    padded.warn(warnings, |cells| WarningKind::PaddedCells { cells });
    titles.warn(warnings, |rows| WarningKind::TitleAsData { rows });
}

/// Keys whose values are lists, also those with names beside amounts.
const LISTS: [&str; 7] = [
    "categories",
    "neighborhoods",
    "subdistricts",
    "budget_per_category",
    "budget_per_neighborhood",
    "min_sum_cost_per_category",
    "max_sum_cost_per_category",
];

fn lists(sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let is_padded =
        |list: &str| list.contains(',') && list.split(',').any(|item| item.trim() != item);
    for row in sheet.meta.rows.iter().filter(|row| LISTS.contains(&row.cell(0))) {
        if is_padded(row.cell(1)) {
            let name = row.cell(0).to_owned();
            warnings.push(row.place, WarningKind::PaddedList { name, cells: 1 });
        }
    }
    for (table, name) in [
        (&sheet.projects, "category"),
        (&sheet.projects, "beneficiaries"),
        (&sheet.votes, "vote"),
        (&sheet.votes, "points"),
    ] {
        let mut padded = Count::default();
        for (place, _) in table.cells(name).filter(|(_, list)| is_padded(list)) {
            padded.add(place);
        }
        padded.warn(warnings, |cells| WarningKind::PaddedList { name: name.to_owned(), cells });
    }
}

/// Names the format does not know, and known ones in another order than its own.
fn names(section: Section, names: &[(usize, &str)], warnings: &mut Warnings) {
    let known = known(section);
    let mut order = Vec::new();
    for &(place, name) in names {
        match known.iter().position(|known| known.name == name) {
            Some(position) => order.push((position, place)),
            None if section == Section::Projects && name == "target" => {
                warnings.push(place, WarningKind::OldName);
            }
            None => {
                warnings.push(place, WarningKind::UnknownName { section, name: quoted(name) });
            }
        }
    }
    if let Some(pair) = order.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        warnings.push(pair[1].1, WarningKind::Order { section });
    }
}
