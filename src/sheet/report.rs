//! What was read of a file and what was not, in numbers that add up.

use serde::{Deserialize, Serialize};

use super::decode::Encoding;
use crate::text::{Message, normal};

/// So many faults are shown; a file with more has one cause. All of them are counted.
pub const MOST_SHOWN: usize = 50;
/// Characters of a value that are quoted.
const QUOTED: usize = 60;

/// What is wrong in a row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// 1 is the first row; 0 is the file as a whole.
    pub row: u64,
    /// Its heading; empty where it is about the whole row.
    pub column: String,
    /// As it stands in the file.
    pub value: String,
    pub message: Message,
}

impl Fault {
    pub fn new(row: u64, column: &str, value: &str, message: Message) -> Self {
        let mut quoted: String = normal(value).chars().take(QUOTED).collect();
        if quoted.len() < value.len() && value.chars().count() > QUOTED {
            quoted.push('…');
        }
        Self { row, column: column.to_owned(), value: quoted, message }
    }

    pub fn of_file(message: Message) -> Self {
        Self::new(0, "", "", message)
    }
}

/// What became of a file. Rows read and rows with faults are the rows of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    #[serde(default)]
    pub encoding: Encoding,
    /// Rows that are not blank, without the headings.
    pub rows: i64,
    pub read: i64,
    /// Headings of the columns that were used, in the order of the file.
    pub used: Vec<String>,
    pub unused: Vec<String>,
    /// The first of them.
    #[serde(skip)]
    pub faults: Vec<Fault>,
    /// All of them.
    #[serde(skip)]
    pub found: i64,
}

impl Report {
    /// Nothing of the file was read.
    pub fn refused(fault: Fault) -> Self {
        let mut report = Self::default();
        report.complain(fault);
        report
    }

    pub fn complain(&mut self, fault: Fault) {
        self.found += 1;
        if self.faults.len() < MOST_SHOWN {
            self.faults.push(fault);
        }
    }

    /// The faults in the order of the rows.
    pub fn sort(&mut self) {
        self.faults.sort_by_key(|fault| fault.row);
    }

    /// Whether the list of faults was cut.
    pub fn is_cut(&self) -> bool {
        usize::try_from(self.found).is_ok_and(|found| found > self.faults.len())
    }
}
