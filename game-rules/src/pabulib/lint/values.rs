//! Keys and cells: empty, not as the format wants them, or at odds with each other.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::schema::{date, known};
use super::sheet::{Sheet, Table, items};
use super::{Count, WarningKind, Warnings, listed};
use crate::ballot::Kind;
use crate::pabulib::fault::quoted;
use crate::pabulib::{Election, Section};

pub(super) fn lint(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    keys(sheet, warnings);
    cells(Section::Projects, &sheet.projects, warnings);
    cells(Section::Votes, &sheet.votes, warnings);
    dates_and_comments(election, sheet, warnings);
    vote_type(election, sheet, warnings);
    declared_values(election, sheet, warnings);
    labels(sheet, warnings);
}

fn keys(sheet: &Sheet<'_>, warnings: &mut Warnings) {
    for row in &sheet.meta.rows {
        let (name, value) = (row.cell(0), row.cell(1));
        let Some(known) = known(Section::Meta).iter().find(|known| known.name == name) else {
            continue;
        };
        if value.is_empty() {
            warnings.push(row.place, WarningKind::EmptyCells { name: name.to_owned(), cells: 1 });
        } else if !(known.is_good)(value) {
            let (name, value) = (name.to_owned(), quoted(value));
            warnings.push(row.place, WarningKind::BadValue { name, value, cells: 1 });
        }
    }
}

fn cells(section: Section, table: &Table<'_>, warnings: &mut Warnings) {
    for known in known(section) {
        let [mut empty, mut bad] = [Count::default(); 2];
        let mut example = "";
        for (place, value) in table.cells(known.name) {
            if value.is_empty() {
                if !known.may_be_empty {
                    empty.add(place);
                }
            } else if !(known.is_good)(value) {
                if bad.times == 0 {
                    example = value;
                }
                bad.add(place);
            }
        }
        let name = || known.name.to_owned();
        empty.warn(warnings, |cells| WarningKind::EmptyCells { name: name(), cells });
        bad.warn(warnings, |cells| WarningKind::BadValue {
            name: name(),
            value: quoted(example),
            cells,
        });
    }
}

fn dates_and_comments(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let day = |key| date(election.meta.get(key)?.trim());
    if let (Some(begin), Some(end)) = (day("date_begin"), day("date_end"))
        && begin > end
    {
        warnings.push(sheet.place_of_key("date_end"), WarningKind::DatesReversed);
    }
    let numbers: Vec<_> =
        comment_numbers(election.meta.get("comment").unwrap_or_default()).collect();
    if !numbers.iter().zip(1_u32..).all(|(number, expected)| *number == expected.to_string()) {
        warnings.push(sheet.place_of_key("comment"), WarningKind::CommentNumbers);
    }
}

/// The numbers between `#` and `:`.
fn comment_numbers(comment: &str) -> impl Iterator<Item = &str> {
    comment.split('#').skip(1).filter_map(|part| {
        let (number, _) = part.split_once(':')?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
    })
}

/// Keys about points, which other ballots do not have.
const POINTS_KEYS: [&str; 6] =
    ["points", "min_points", "max_points", "min_sum_points", "max_sum_points", "default_score"];

fn vote_type(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    let (meta, rules) = (&election.meta, &election.rules);
    if matches!(rules.kind, Kind::Approval | Kind::Knapsack | Kind::ChooseOne) {
        let filled = |key: &&str| meta.get(key).is_some_and(|value| !value.trim().is_empty());
        for key in POINTS_KEYS.into_iter().filter(filled) {
            let place = sheet.place_of_key(key);
            warnings.push(place, WarningKind::KeyUnfit { key: key.to_owned() });
        }
    }
    if rules.kind == Kind::Cumulative && rules.max_sum_points.is_none() {
        warnings.push(sheet.place_of_key("max_sum_points"), WarningKind::NoPointsLimit);
    }
    if rules.kind == Kind::ChooseOne {
        for (key, length) in [("min_length", rules.min_length), ("max_length", rules.max_length)] {
            if length.is_some_and(|length| length != 1) {
                warnings.push(sheet.place_of_key(key), WarningKind::ChooseOneLength { key });
            }
        }
    }
    let Some(max) = rules.max_length.map(u64::from) else { return };
    let (place, projects) = (sheet.place_of_key("max_length"), election.projects.len() as u64);
    if rules.kind != Kind::ChooseOne && max == 1 && projects > 1 {
        warnings.push(place, WarningKind::LooksLikeChooseOne);
    }
    if max > projects {
        warnings.push(place, WarningKind::LengthOverProjects { max, projects });
    }
}

/// Compares the values META lists with those the rows have.
fn declared_values(election: &Election, sheet: &Sheet<'_>, warnings: &mut Warnings) {
    for (key, column, table) in [
        ("categories", "category", &sheet.projects),
        ("neighborhoods", "neighborhood", &sheet.projects),
        ("neighborhoods", "neighborhood", &sheet.votes),
        ("subdistricts", "district", &sheet.projects),
        ("subdistricts", "district", &sheet.votes),
    ] {
        let Some(list) = election.meta.get(key).filter(|list| !list.trim().is_empty()) else {
            continue;
        };
        let declared: BTreeSet<&str> = items(list).collect();
        let cells = table.cells(column).map(|(_, cell)| cell);
        let observed: BTreeSet<&str> = match column {
            "category" => cells.flat_map(items).collect(),
            _ => cells.filter(|cell| !cell.is_empty()).collect(),
        };
        if observed.is_empty() {
            continue;
        }
        let place = sheet.place_of_key(key);
        let unused = listed(declared.difference(&observed).copied());
        if !declared.is_subset(&observed) {
            warnings.push(place, WarningKind::UnusedValues { key, values: unused });
        }
        let undeclared = listed(observed.difference(&declared).copied());
        if !observed.is_subset(&declared) {
            warnings.push(place, WarningKind::UndeclaredValues { key, values: undeclared });
        }
    }
}

/// Labels written in several ways, or twice in one list.
fn labels(sheet: &Sheet<'_>, warnings: &mut Warnings) {
    for (table, name, is_list) in [
        (&sheet.projects, "category", true),
        (&sheet.projects, "beneficiaries", true),
        (&sheet.projects, "district", false),
        (&sheet.projects, "neighborhood", false),
        (&sheet.votes, "district", false),
        (&sheet.votes, "neighborhood", false),
    ] {
        let mut repeated = Count::default();
        // Labels with their first places, in the order of their plain forms.
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, cell) in table.cells(name) {
            let mut seen = HashSet::new();
            let mut twice = false;
            let whole = std::iter::once(cell).filter(|cell| !is_list && !cell.is_empty());
            for label in items(cell).filter(|_| is_list).chain(whole) {
                twice |= !seen.insert(label);
                labels.entry(label).or_insert(place);
            }
            if twice {
                repeated.add(place);
            }
        }
        repeated.warn(warnings, |cells| WarningKind::RepeatedInList { name, cells });
        let mut alike: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
        for (label, place) in labels {
            alike.entry(plain(label)).or_default().push((label, place));
        }
        for labels in alike.into_values().filter(|labels| labels.len() > 1) {
            let place = labels.iter().map(|&(_, place)| place).max().unwrap_or(0);
            let values = listed(labels.iter().map(|&(label, _)| label));
            warnings.push(place, WarningKind::AlikeLabels { name, values });
        }
    }
}

/// A label in small letters, without accents and any letters that are not ASCII, with single spaces.
fn plain(label: &str) -> String {
    let ascii: String = label.nfkd().filter(char::is_ascii).collect();
    let words: Vec<_> = ascii.split_whitespace().collect();
    words.join(" ").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lose_case_spaces_and_accents() {
        assert_eq!(plain("  Zieleń\u{a0} Miejska "), "zielen miejska");
        assert_eq!(plain("ｚieleń miejska"), "zielen miejska");
    }

    #[test]
    fn comments_have_numbers() {
        let numbers = |comment| comment_numbers(comment).collect::<Vec<_>>();
        assert_eq!(numbers("#1: a #2: #b #: #3x: #04:"), ["1", "2", "04"]);
    }
}
