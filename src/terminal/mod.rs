//! What commands that read files and answer at a terminal share: why one ends without its result, files as they come
//! in, plain text in columns and JSON as they go out.

mod layout;

use std::io::{self, Write};
use std::path::Path;

use game_rules::pabulib::{self, Election};
use serde::Serialize;
use sha2::{Digest, Sha256};

pub use layout::{
    Align, Table, amount, average, cut, decimal, grouped, paired, paragraph, percent,
};

/// Why a command has no result, or not the one that was expected.
#[derive(Debug)]
pub struct Trouble {
    /// The exit code. Codes above those named here are a command's own.
    pub code: u8,
    /// One sentence each.
    pub lines: Vec<String>,
}

impl Trouble {
    /// A file cannot be read, or the result not be written.
    pub const UNREADABLE: u8 = 1;
    /// The options do not make sense.
    pub const USAGE: u8 = 2;
    /// A file is not what it should be.
    pub const INVALID: u8 = 3;

    pub fn one(code: u8, line: String) -> Self {
        Self { code, lines: vec![line] }
    }
}

/// The bytes of a file.
///
/// # Errors
/// It cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(|error| {
        Trouble::one(Trouble::UNREADABLE, format!("cannot read {}: {error}", path.display()))
    })
}

/// An election, and the SHA-256 of its file in hexadecimal.
///
/// # Errors
/// The file cannot be read, or is not a valid `.pb` file: then every mistake as `FILE:line:column: sentence`.
pub fn read_election(path: &Path) -> Result<(Election, String), Trouble> {
    let bytes = read(path)?;
    let path = path.display();
    let election = pabulib::read(&bytes).map_err(|faults| Trouble {
        code: Trouble::INVALID,
        lines: faults
            .iter()
            .map(|fault| format!("{path}:{}:{}: {}", fault.line, fault.column, fault.kind))
            .collect(),
    })?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((election, sha256))
}

/// Writes a value as JSON with line breaks and one at its end.
pub fn write_json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
