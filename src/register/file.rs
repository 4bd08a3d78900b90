//! A file of the city's register as entries. Identifiers become pseudonyms as they are read.

use std::collections::{HashMap, HashSet};

use super::identity::{self, By, Question};
use super::namesakes::{self, DESK, FURTHER};
use crate::clock::Instant;
use crate::page::Fields;
use crate::sheet::{Fault, Report, Row, Sheet, spoiled};
use crate::text::{Message, folded, words};

/// Somebody entitled, by the file.
pub struct Entry {
    pub person: Vec<u8>,
    /// Where several people answer the register's question alike: the pseudonym of that answer, and
    /// what tells this one apart from the others.
    pub shared: Option<(Vec<u8>, &'static str)>,
    pub district: Option<i64>,
    pub contact: String,
    /// The row of the file.
    pub position: i64,
    /// What their guardian would say of them, as a pseudonym.
    pub child: Option<Vec<u8>>,
}

/// What a file of entitled people says.
#[derive(Default)]
pub struct Reading {
    pub entries: Vec<Entry>,
    /// Rows of people who answer alike, with what tells them apart.
    pub namesakes: Vec<(&'static str, Vec<i64>)>,
}

/// What is needed to read a file.
pub struct Reader<'a> {
    pub question: Question,
    pub districts: &'a [(i64, String)],
    pub now: Instant,
    /// Makes a pseudonym of a spelling.
    pub key: &'a dyn Fn(&str) -> Vec<u8>,
}

/// What one finds in headings for a column.
fn kind_of(heading: &str) -> Option<&'static str> {
    let folded: String = folded(heading).chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match folded.as_str() {
        "number"
        | "numer"
        | "identyfikator"
        | "identifier"
        | "nr"
        | "numerkarty"
        | "nrkarty"
        | "numerkartymiejskiej"
        | "nrkartymiejskiej"
        | "kartamiejska" => "number",
        "name" | "imieinazwisko" | "nazwiskoiimie" | "osoba" => "name",
        "imie" | "imiona" | "firstname" | "pierwszeimie" | "imie1" => "first",
        "nazwisko" | "lastname" => "last",
        "born" | "rokurodzenia" | "rok" | "birthyear" | "rokur" => "born",
        "dataurodzenia" | "dataur" | "birthday" | "dateofbirth" | "birthdate" => "birthday",
        "postcode" | "kodpocztowy" | "kod" => "postcode",
        "street" | "ulica" | "adres" | "address" => "street",
        "nrdomu" | "numerdomu" | "dom" | "house" | "nrbudynku" => "house",
        "nrlokalu" | "numerlokalu" | "nrmieszkania" | "lokal" | "mieszkanie" | "flat" => "flat",
        "pesel" => "pesel",
        "drugieimie" | "imie2" | "drugieimiona" | "secondname" | "middlename" => "second",
        "imieojca" | "fathersname" => "father",
        "imiematki" | "mothersname" => "mother",
        "imionarodzicow" | "parentsnames" => "parents",
        "district" | "dzielnica" | "osiedle" | "okreg" | "solectwo" => "district",
        "email" | "mail" | "adresemail" => "email",
        "contact" | "kontakt" => "contact",
        "telefon" | "phone" | "nrtelefonu" | "numertelefonu" | "telefonkomorkowy" => "phone",
        _ => return None,
    })
}

/// Whether a column only counts the rows.
fn is_counter(heading: &str) -> bool {
    matches!(words(heading).concat().as_str(), "lp" | "nr" | "poz" | "wiersz" | "no" | "row")
}

/// Where which kind of column stands.
struct Columns<'a> {
    heads: &'a [String],
    kinds: Vec<Option<&'static str>>,
}

/// A person's address to write to, the better first.
const CONTACTS: [&str; 3] = ["email", "contact", "phone"];

impl Columns<'_> {
    fn at(&self, kind: &str) -> Option<usize> {
        self.kinds.iter().position(|found| *found == Some(kind))
    }

    fn has(&self, kind: &str) -> bool {
        self.at(kind).is_some()
    }

    /// Columns out of which a field is made.
    fn sources(&self, field: &'static str) -> Vec<usize> {
        let kinds: &[&str] = match field {
            "name" if !self.has("name") => &["first", "last"],
            "born" if !self.has("born") => &["birthday"],
            "street" => &["street", "house", "flat"],
            field => &[field],
        };
        kinds.iter().filter_map(|kind| self.at(kind)).collect()
    }

    fn value(&self, row: &Row<'_>, field: &'static str) -> String {
        let cells: Vec<&str> = self.sources(field).iter().map(|at| row.cell(*at)).collect();
        let value = cells.join(" ");
        if field == "born" { namesakes::year(&value) } else { value.trim().to_owned() }
    }

    fn heading(&self, field: &'static str) -> String {
        let heads: Vec<&str> =
            self.sources(field).iter().map(|at| self.heads[*at].as_str()).collect();
        heads.join(", ")
    }

    /// Every column of contacts, the better first.
    fn contacts(&self) -> impl Iterator<Item = usize> {
        CONTACTS.iter().flat_map(|contact| {
            let kinds = self.kinds.iter().enumerate();
            kinds.filter(move |(_, kind)| **kind == Some(*contact)).map(|(at, _)| at)
        })
    }

    /// The column of the contact of this row: the first that says something.
    fn contact(&self, row: &Row<'_>) -> Option<usize> {
        self.contacts().find(|at| !row.cell(*at).is_empty())
    }
}

/// Reads a file of entitled people. Rows read and rows with faults are the rows of the file.
pub fn read(reader: &Reader<'_>, bytes: &[u8]) -> (Reading, Report) {
    let sheet = match Sheet::open(bytes) {
        Ok(sheet) => sheet,
        Err(fault) => return (Reading::default(), Report::refused(fault)),
    };
    let kinds = sheet.heads.iter().map(|head| kind_of(head)).collect();
    let columns = Columns { heads: &sheet.heads, kinds };
    let mut report = Report { encoding: sheet.encoding, ..Report::default() };
    check_heads(reader.question, &columns, &mut report);
    if report.found > 0 {
        report.rows = i64::try_from(sheet.rows().count()).unwrap_or(i64::MAX);
        columns_used(reader.question, &columns, &Reading::default(), &mut report);
        return (Reading::default(), report);
    }
    let districts: HashMap<String, i64> =
        reader.districts.iter().map(|(id, name)| (words(name).join(" "), *id)).collect();
    let mut reading = Reading::default();
    let mut seen: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut alike: HashMap<usize, Vec<usize>> = HashMap::new();
    for row in sheet.rows() {
        report.rows += 1;
        let read = row.map_err(|fault| vec![fault]);
        match read.and_then(|row| entry(reader, &columns, &districts, &row)) {
            Ok(entry) => {
                let at = reading.entries.len();
                let first = *seen.entry(entry.person.clone()).or_insert(at);
                if first != at {
                    alike.entry(first).or_insert_with(|| vec![first]).push(at);
                }
                reading.entries.push(entry);
            }
            Err(faults) => faults.into_iter().for_each(|fault| report.complain(fault)),
        }
    }
    let copies = match reader.question {
        _ if alike.is_empty() => HashSet::new(),
        // One number is one person's: the file is wrong.
        Question::Register { by: By::Number, .. } => {
            let column = columns.heading(reader.question.fields()[0]);
            number_twice(alike, &reading, &column, &mut report)
        }
        _ => tell_apart(reader, &sheet, &columns, alike, &mut reading, &mut report),
    };
    let mut at = 0..;
    reading.entries.retain(|_| at.next().is_none_or(|at| !copies.contains(&at)));
    report.read = i64::try_from(reading.entries.len()).unwrap_or(i64::MAX);
    if report.rows == 0 {
        report.complain(Fault::of_file(Message::new("import-empty")));
    }
    columns_used(reader.question, &columns, &reading, &mut report);
    report.sort();
    (reading, report)
}

/// What of the headings is missing or stands there twice.
fn check_heads(question: Question, columns: &Columns<'_>, report: &mut Report) {
    let heads = columns.heads.join(", ");
    for field in question.fields() {
        let whole = match *field {
            "name" => columns.has("name") || (columns.has("first") && columns.has("last")),
            "born" => columns.has("born") || columns.has("birthday"),
            field => columns.has(field),
        };
        if !whole {
            let message = Message::new(format!("import-no-{field}"));
            report.complain(Fault::new(1, "", &heads, message));
        }
    }
    let mut matter: Vec<usize> =
        question.fields().iter().flat_map(|field| columns.sources(field)).collect();
    matter.extend(columns.at("district"));
    for (at, kind) in columns.kinds.iter().enumerate() {
        let first = kind.and_then(|kind| columns.at(kind)).unwrap_or(at);
        // Of two telephones the first that says something is taken; of two names neither.
        if first != at && matter.contains(&first) {
            let message =
                Message::new("import-column-twice").arg("other", columns.heads[first].as_str());
            report.complain(Fault::new(1, &columns.heads[at], "", message));
        }
    }
}

fn entry(
    reader: &Reader<'_>,
    columns: &Columns<'_>,
    districts: &HashMap<String, i64>,
    row: &Row<'_>,
) -> Result<Entry, Vec<Fault>> {
    let mut faults = Vec::new();
    let (fields, broken) = fields(reader.question, columns, row);
    let fault = |field: &'static str, message: Message| {
        Fault::new(row.number, &columns.heading(field), fields.get(field), message)
    };
    let identity = reader.question.read(&fields, reader.now).unwrap_or_else(|errors| {
        for field in reader.question.fields() {
            let wrong = errors.get(field).filter(|_| broken.iter().all(|(name, _)| name != field));
            faults.extend(wrong.map(|message| fault(field, message.clone())));
        }
        String::new()
    });
    faults.extend(broken.into_iter().map(|(field, message)| fault(field, message)));
    let named = columns.at("district").map_or("", |at| row.cell(at));
    let district = districts.get(&words(named).join(" ")).copied();
    if !named.is_empty() && district.is_none() {
        let message = match reader.districts {
            [] => Message::new("import-district-none"),
            known => {
                let known: Vec<&str> = known.iter().map(|(_, name)| name.as_str()).collect();
                Message::new("import-district-unknown").arg("known", known.join(", "))
            }
        };
        faults.push(fault_of(columns, row, "district", named, message));
    }
    let mut contact = None;
    if let Some(at) = columns.contact(row) {
        let typed = row.cell(at);
        contact = identity::contact(typed, true);
        if contact.is_none() {
            let message = spoiled(typed).unwrap_or_else(|| Message::new("import-contact-wrong"));
            faults.push(Fault::new(row.number, &columns.heads[at], typed, message));
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(Entry {
        person: (reader.key)(&identity),
        shared: None,
        district,
        contact: contact.unwrap_or_default(),
        position: i64::try_from(row.number).unwrap_or(i64::MAX),
        child: reader.question.as_child(&fields, reader.now).map(|child| (reader.key)(&child)),
    })
}

fn fault_of(
    columns: &Columns<'_>,
    row: &Row<'_>,
    kind: &'static str,
    value: &str,
    message: Message,
) -> Fault {
    Fault::new(row.number, &columns.heading(kind), value, message)
}

/// The answers of a row, and those that a spreadsheet has spoiled.
fn fields(
    question: Question,
    columns: &Columns<'_>,
    row: &Row<'_>,
) -> (Fields, Vec<(&'static str, Message)>) {
    let mut fields = Fields::default();
    let mut broken = Vec::new();
    for field in question.fields() {
        let value = columns.value(row, field);
        broken.extend(spoiled(&value).map(|message| (*field, message)));
        fields.push(field, value);
    }
    (fields, broken)
}

/// Names the rows whose number stands in an earlier row, too, and gives them.
fn number_twice(
    alike: HashMap<usize, Vec<usize>>,
    reading: &Reading,
    column: &str,
    report: &mut Report,
) -> HashSet<usize> {
    let mut twice: Vec<(usize, usize)> = alike
        .into_iter()
        .flat_map(|(first, all)| all.into_iter().skip(1).map(move |at| (at, first)))
        .collect();
    twice.sort_unstable();
    for (at, first) in &twice {
        let row = u64::try_from(reading.entries[*at].position).unwrap_or(0);
        let first = reading.entries[*first].position;
        let message = Message::new("import-number-twice").arg("row", first);
        report.complain(Fault::new(row, column, "", message));
    }
    twice.into_iter().map(|(at, _)| at).collect()
}

/// A row of people who answer the register's question alike.
struct Alike {
    identity: String,
    /// What the file says of them for each of [`FURTHER`]; empty where it says nothing.
    further: Vec<String>,
    /// The whole row but columns that count, to see two copies of one row.
    all: String,
}

/// Makes different persons of rows with the same answers, by what else the file says of them. Where
/// it says nothing that tells people apart, city hall does. Copies of one row are a fault; it gives
/// them.
fn tell_apart(
    reader: &Reader<'_>,
    sheet: &Sheet<'_>,
    columns: &Columns<'_>,
    alike: HashMap<usize, Vec<usize>>,
    reading: &mut Reading,
    report: &mut Report,
) -> HashSet<usize> {
    let positions: HashMap<i64, usize> =
        alike.values().flatten().map(|at| (reading.entries[*at].position, *at)).collect();
    let mut rows: HashMap<usize, Alike> = HashMap::new();
    for row in sheet.rows().flatten() {
        let position = i64::try_from(row.number).unwrap_or(i64::MAX);
        if let Some(at) = positions.get(&position) {
            rows.insert(*at, described(reader, columns, &row));
        }
    }
    let asked = reader.question.fields();
    let mut groups: Vec<Vec<usize>> = alike.into_values().collect();
    groups.sort();
    let mut copies = HashSet::new();
    for group in groups {
        let of = |at: &usize| rows.get(at);
        let differ = |value: &dyn Fn(&Alike) -> String| {
            let mut values: Vec<String> = group.iter().filter_map(of).map(value).collect();
            values.sort();
            values.dedup();
            values.len() == group.len() && values.iter().all(|value| !value.is_empty())
        };
        let kind = (0..FURTHER.len()).find(|kind| {
            !asked.contains(&FURTHER[*kind]) && differ(&|row| row.further[*kind].clone())
        });
        let mut first: HashMap<&str, usize> = HashMap::new();
        let mut twice = Vec::new();
        for at in group.iter().filter(|_| kind.is_none()) {
            let Some(row) = of(at) else { continue };
            match first.get(row.all.as_str()) {
                Some(before) => twice.push((*at, *before)),
                None => _ = first.insert(&row.all, *at),
            }
        }
        for (at, before) in &twice {
            let number = u64::try_from(reading.entries[*at].position).unwrap_or(0);
            let message =
                Message::new("import-twice").arg("row", reading.entries[*before].position);
            report.complain(Fault::new(number, "", "", message));
        }
        copies.extend(twice.into_iter().map(|(at, _)| at));
        let left: Vec<usize> = group.into_iter().filter(|at| !copies.contains(at)).collect();
        if left.len() < 2 {
            continue;
        }
        let name = kind.map_or(DESK, |kind| FURTHER[kind]);
        for at in &left {
            let Some(row) = of(at) else { continue };
            let value = kind.map_or(&row.all, |kind| &row.further[kind]);
            let entry = &mut reading.entries[*at];
            let answer = std::mem::take(&mut entry.person);
            entry.person = (reader.key)(&namesakes::spelling(&row.identity, name, value));
            entry.shared = Some((answer, name));
        }
        let numbers = left.iter().map(|at| reading.entries[*at].position).collect();
        reading.namesakes.push((name, numbers));
    }
    copies
}

fn described(reader: &Reader<'_>, columns: &Columns<'_>, row: &Row<'_>) -> Alike {
    let (answers, _) = fields(reader.question, columns, row);
    let further = FURTHER.iter().map(|kind| {
        // A column that may only count its rows is no number of a person.
        let counts = columns.at(kind).is_none_or(|at| is_counter(&columns.heads[at]));
        let value = if counts { String::new() } else { columns.value(row, kind) };
        namesakes::further(kind, &value, reader.now).unwrap_or_default()
    });
    let cells = columns.heads.iter().enumerate().filter(|(_, head)| !is_counter(head));
    let all: Vec<String> = cells
        .map(|(at, _)| match columns.kinds[at] {
            // The answers are alike already, however each of them is written.
            Some("name" | "first" | "last" | "born" | "postcode" | "street" | "house" | "flat") => {
                String::new()
            }
            _ => words(row.cell(at)).join(" "),
        })
        .collect();
    Alike {
        identity: reader.question.read(&answers, reader.now).unwrap_or_default(),
        further: further.collect(),
        all: all.join("|"),
    }
}

/// Names the columns that were used and those that were not.
fn columns_used(question: Question, columns: &Columns<'_>, reading: &Reading, report: &mut Report) {
    let mut used: Vec<usize> =
        question.fields().iter().flat_map(|field| columns.sources(field)).collect();
    let apart = reading.namesakes.iter().map(|(kind, _)| *kind).filter(|kind| *kind != DESK);
    used.extend(apart.flat_map(|kind| columns.sources(kind)));
    used.extend(columns.at("district").into_iter().chain(columns.contacts()));
    for (at, head) in columns.heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
        let list = if used.contains(&at) { &mut report.used } else { &mut report.unused };
        list.push(head.clone());
    }
}
