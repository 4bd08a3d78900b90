//! What a bundle holds, as it is written and as it is read.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use game_rules::ballot::parse_receipt_code;
use game_rules::log::{Hash, Note, from_hex, to_hex};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::files::Bundle;
use super::rules::{FrozenRules, Outcomes, RULES_FORMAT};

/// The form of `manifest.json`.
pub const BUNDLE_FORMAT: &str = "sakwa/bundle/1";

/// Ballots of a pool with fewer than this are published as sums alone.
pub const FEWEST_OPENED: u64 = 20;

const MANIFEST: &str = "manifest.json";
const RULES: &str = "rules.json";
const OPENINGS: &str = "openings.csv";
const SUPERSEDED: &str = "superseded.txt";
const EXCLUDED: &str = "excluded.txt";
const UNDISCLOSED: &str = "undisclosed.csv";
const LEAVES: &str = "leaves.txt";
const CHECKPOINTS: &str = "checkpoints.txt";
const TURNOUT: &str = "turnout.csv";
const OUTCOME: &str = "outcome.json";

/// The published vote. [`Contents::pack`] makes the files of it, the same for the same contents; [`Contents::read`] reads
/// them again.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    pub city: String,
    /// Of the edition.
    pub title: String,
    /// Of the log's checkpoints.
    pub origin: String,
    /// Who signs them, as [`VerifierKey::print`](game_rules::log::VerifierKey::print) writes it.
    pub verifier_key: String,
    /// The exact bytes of `rules.json`, as they were frozen.
    pub rules_json: Vec<u8>,
    /// These bytes, read.
    pub rules: FrozenRules,
    /// `.pb` files by the code of their pool; none for a pool with fewer than [`FEWEST_OPENED`] ballots. `voter_id` is
    /// the receipt code without dashes.
    pub ballots: BTreeMap<String, Vec<u8>>,
    /// One for each ballot of the `.pb` files.
    pub openings: Vec<Opening>,
    /// Leaves of ballots that their voters replaced by later ones.
    pub superseded: Vec<Hash>,
    /// Leaves of the last ballots of excluded persons, one for each person and pool.
    pub excluded: Vec<Hash>,
    /// Leaves of counted ballots in pools without a `.pb` file, with the pool's code.
    pub undisclosed: Vec<(String, Hash)>,
    /// The log in its order; the first is that of the rules.
    pub leaves: Vec<Hash>,
    /// From the first to the last, which stands for the whole log.
    pub checkpoints: Vec<Note>,
    pub turnout: Vec<Turnout>,
    pub outcome: Outcomes,
}

/// What makes a published ballot the leaf that was shown to its voter as a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Code of the pool.
    pub pool: String,
    /// Receipt code without dashes.
    pub receipt: String,
    pub nonce: [u8; 16],
}

/// Persons who voted in a pool by one channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turnout {
    /// Code of the pool.
    pub pool: String,
    /// `internet`, `paper`, `desk`, …
    pub channel: String,
    /// Persons, also those excluded.
    pub persons: u64,
    /// Persons among them whose ballot is not counted.
    pub excluded: u64,
}

/// `manifest.json`: what the bundle is, and the SHA-256 of every other file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`BUNDLE_FORMAT`].
    pub format: String,
    /// Path segment of the edition.
    pub edition: String,
    pub city: String,
    pub title: String,
    pub origin: String,
    pub verifier_key: String,
    /// As in the rules.
    pub link_key_sha256: String,
    pub pools: Vec<ManifestPool>,
    /// SHA-256 in hexadecimal by name.
    pub files: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestPool {
    pub code: String,
    pub name: String,
    /// None where only sums are published.
    pub file: Option<String>,
    pub ballots: u64,
    /// The Pabulib name of the rule.
    pub method: String,
}

/// One mistake in one file that keeps it from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub file: String,
    pub sentence: String,
}

/// The name of a pool's `.pb` file.
pub fn pool_file(code: &str) -> String {
    format!("pools/{code}.pb")
}

fn sha256(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

impl Contents {
    /// The files, the manifest with their hashes among them. Lists are sorted, but for the log and its checkpoints.
    ///
    /// # Errors
    /// A pool's code that cannot name a file, or a pool with fewer than [`FEWEST_OPENED`] ballots that has a file.
    pub fn pack(&self) -> Result<Bundle> {
        for pool in &self.outcome.pools {
            let opened = self.ballots.contains_key(&pool.code);
            anyhow::ensure!(
                !opened || pool.ballots >= FEWEST_OPENED,
                "pool {} has {} ballots, too few to open them",
                pool.code,
                pool.ballots
            );
        }
        let mut files = BTreeMap::new();
        for (code, bytes) in &self.ballots {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
            let fits = !code.is_empty() && code.chars().all(is_plain);
            anyhow::ensure!(fits, "a pool's code cannot name a file: {code}");
            files.insert(pool_file(code), bytes.clone());
        }
        files.insert(RULES.into(), self.rules_json.clone());
        files.insert(OPENINGS.into(), self.openings()?);
        files.insert(SUPERSEDED.into(), sorted(&self.superseded));
        files.insert(EXCLUDED.into(), sorted(&self.excluded));
        files.insert(UNDISCLOSED.into(), self.undisclosed()?);
        files.insert(LEAVES.into(), lines(&self.leaves));
        let notes: Vec<String> = self.checkpoints.iter().map(Note::print).collect();
        files.insert(CHECKPOINTS.into(), notes.join("\n").into_bytes());
        files.insert(
            TURNOUT.into(),
            table(&self.turnout, &["pool", "channel", "persons", "excluded"])?,
        );
        files.insert(OUTCOME.into(), json(&self.outcome)?);
        let hashes = files.iter().map(|(name, bytes)| (name.clone(), sha256(bytes))).collect();
        files.insert(MANIFEST.into(), json(&Manifest { files: hashes, ..self.manifest() })?);
        Ok(Bundle { files })
    }

    /// The manifest without the hashes of the files.
    pub fn manifest(&self) -> Manifest {
        let pools = self.outcome.pools.iter().map(|pool| {
            let frozen = self.rules.pool(&pool.code);
            ManifestPool {
                code: pool.code.clone(),
                name: frozen.map_or(String::new(), |pool| pool.name.clone()),
                file: self.ballots.contains_key(&pool.code).then(|| pool_file(&pool.code)),
                ballots: pool.ballots,
                method: frozen.map_or(String::new(), |pool| pool.rule.clone()),
            }
        });
        Manifest {
            format: BUNDLE_FORMAT.to_owned(),
            edition: self.rules.edition.clone(),
            city: self.city.clone(),
            title: self.title.clone(),
            origin: self.origin.clone(),
            verifier_key: self.verifier_key.clone(),
            link_key_sha256: self.rules.link_key_sha256.clone(),
            pools: pools.collect(),
            files: BTreeMap::new(),
        }
    }

    fn openings(&self) -> Result<Vec<u8>> {
        let mut rows: Vec<&Opening> = self.openings.iter().collect();
        rows.sort_by_key(|opening| (&opening.pool, &opening.receipt));
        let rows =
            rows.iter().map(|one| [one.pool.clone(), one.receipt.clone(), to_hex(&one.nonce)]);
        table(&rows.collect::<Vec<_>>(), &["pool", "receipt", "nonce"])
    }

    fn undisclosed(&self) -> Result<Vec<u8>> {
        let mut rows: Vec<_> =
            self.undisclosed.iter().map(|(pool, leaf)| [pool.clone(), to_hex(leaf)]).collect();
        rows.sort();
        table(&rows, &["pool", "leaf"])
    }

    /// Reads all files that the manifest implies, and the manifest.
    ///
    /// # Errors
    /// Everything that cannot be read, file by file.
    pub fn read(bundle: &Bundle) -> Result<(Self, Manifest), Vec<Fault>> {
        let mut reader = Reader { bundle, faults: Vec::new() };
        let manifest: Option<Manifest> = reader.json(MANIFEST);
        let rules: Option<FrozenRules> = reader.json(RULES);
        let outcome: Option<Outcomes> = reader.json(OUTCOME);
        let superseded = reader.hashes(SUPERSEDED, true);
        let excluded = reader.hashes(EXCLUDED, true);
        let leaves = reader.hashes(LEAVES, false);
        let checkpoints = reader.notes();
        let openings = reader.rows(OPENINGS, |[pool, receipt, nonce]: [&str; 3]| {
            let code = parse_receipt_code(receipt).ok()?;
            (code.replace('-', "") == receipt).then_some(())?;
            Some(Opening { pool: pool.into(), receipt: receipt.into(), nonce: from_hex(nonce)? })
        });
        let undisclosed = reader
            .rows(UNDISCLOSED, |[pool, leaf]: [&str; 2]| Some((pool.to_owned(), from_hex(leaf)?)));
        let turnout = reader.rows(TURNOUT, |[pool, channel, persons, excluded]: [&str; 4]| {
            let (persons, excluded) = (persons.parse().ok()?, excluded.parse().ok()?);
            Some(Turnout { pool: pool.into(), channel: channel.into(), persons, excluded })
        });
        for (format, known, file) in [
            (manifest.as_ref().map(|manifest| &manifest.format), BUNDLE_FORMAT, MANIFEST),
            (rules.as_ref().map(|rules| &rules.format), RULES_FORMAT, RULES),
        ] {
            if let Some(format) = format.filter(|format| *format != known) {
                reader.fault(file, format!("its format is {format}, not {known}"));
            }
        }
        for pool in rules.iter().flat_map(|rules| &rules.pools) {
            if let Some(mistake) = pool.mistake() {
                reader.fault(RULES, format!("pool {}: {mistake}", pool.code));
            }
        }
        let (Some(manifest), Some(rules), Some(outcome), true) =
            (manifest, rules, outcome, reader.faults.is_empty())
        else {
            return Err(reader.faults);
        };
        let pools = bundle.files.iter().filter_map(|(name, bytes)| {
            let code = name.strip_prefix("pools/")?.strip_suffix(".pb")?;
            Some((code.to_owned(), bytes.clone()))
        });
        let contents = Self {
            city: manifest.city.clone(),
            title: manifest.title.clone(),
            origin: manifest.origin.clone(),
            verifier_key: manifest.verifier_key.clone(),
            rules_json: bundle.files.get(RULES).cloned().unwrap_or_default(),
            rules,
            ballots: pools.collect(),
            openings,
            superseded,
            excluded,
            undisclosed,
            leaves,
            checkpoints,
            turnout,
            outcome,
        };
        Ok((contents, manifest))
    }
}

impl Manifest {
    /// Every way in which the files are not those of the manifest: name, and a sentence.
    pub(super) fn differences(&self, bundle: &Bundle) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        for (name, stated) in &self.files {
            match bundle.files.get(name).map(|bytes| sha256(bytes)) {
                None => found.push(("file-missing", format!("{name} is not in the bundle"))),
                Some(hash) if hash != *stated => {
                    let sentence =
                        format!("{name} has the SHA-256 {hash}, the manifest says {stated}");
                    found.push(("file-hash", sentence));
                }
                Some(_) => {}
            }
        }
        for name in bundle.files.keys().filter(|name| *name != MANIFEST) {
            if !self.files.contains_key(name) {
                found.push(("file-unlisted", format!("{name} is not in the manifest")));
            }
        }
        found
    }
}

/// Reads files and gathers what is wrong with them.
struct Reader<'b> {
    bundle: &'b Bundle,
    faults: Vec<Fault>,
}

impl<'b> Reader<'b> {
    fn fault(&mut self, file: &str, sentence: String) {
        self.faults.push(Fault { file: file.to_owned(), sentence });
    }

    fn text(&mut self, file: &str) -> Option<&'b str> {
        let Some(bytes) = self.bundle.files.get(file) else {
            self.fault(file, "it is not in the bundle".to_owned());
            return None;
        };
        let text = std::str::from_utf8(bytes);
        if text.is_err() {
            self.fault(file, "it is not UTF-8".to_owned());
        }
        text.ok()
    }

    fn json<T: for<'de> Deserialize<'de>>(&mut self, file: &str) -> Option<T> {
        let read = serde_json::from_str(self.text(file)?);
        read.map_err(|error| self.fault(file, error.to_string())).ok()
    }

    fn hashes(&mut self, file: &str, sorted: bool) -> Vec<Hash> {
        let mut hashes: Vec<Hash> = Vec::new();
        for (line, text) in (1..).zip(self.text(file).unwrap_or_default().lines()) {
            let Some(hash) = from_hex(text) else {
                self.fault(file, format!("line {line} is not a leaf in hexadecimal"));
                continue;
            };
            if sorted && hashes.last().is_some_and(|last| *last >= hash) {
                self.fault(file, format!("line {line} is not sorted, or stands twice"));
            }
            hashes.push(hash);
        }
        hashes
    }

    /// Rows of a table with a head, of which `row` makes something unless they are not as they should be.
    fn rows<const N: usize, T>(
        &mut self,
        file: &str,
        row: impl Fn([&str; N]) -> Option<T>,
    ) -> Vec<T> {
        let text = self.text(file).unwrap_or_default();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let (mut rows, mut record) = (Vec::new(), csv::StringRecord::new());
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return rows,
                Ok(true) => {}
                Err(error) => {
                    self.fault(file, error.to_string());
                    return rows;
                }
            }
            let mut cells = [""; N];
            let fits = record.len() == N;
            cells.iter_mut().zip(&record).for_each(|(cell, text)| *cell = text);
            match row(cells).filter(|_| fits) {
                Some(row) => rows.push(row),
                None => {
                    let line = record.position().map_or(0, csv::Position::line);
                    self.fault(file, format!("line {line} is not a row of this table"));
                }
            }
        }
    }

    fn notes(&mut self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (number, text) in (1..).zip(split_notes(self.text(CHECKPOINTS).unwrap_or_default())) {
            match Note::parse(&text) {
                Ok(note) => notes.push(note),
                Err(error) => self.fault(CHECKPOINTS, format!("checkpoint {number}: {error}")),
            }
        }
        notes
    }
}

/// Notes that follow each other with an empty line between them.
fn split_notes(text: &str) -> Vec<String> {
    let (mut notes, mut note, mut signed) = (Vec::new(), String::new(), false);
    for line in text.split_inclusive('\n') {
        if signed && line == "\n" {
            notes.push(std::mem::take(&mut note));
            signed = false;
            continue;
        }
        signed |= line.starts_with('\u{2014}');
        note.push_str(line);
    }
    notes.extend((!note.is_empty()).then_some(note));
    notes
}

fn lines(hashes: &[Hash]) -> Vec<u8> {
    let mut text = String::with_capacity(hashes.len() * 65);
    for hash in hashes {
        text.push_str(&to_hex(hash));
        text.push('\n');
    }
    text.into_bytes()
}

fn sorted(hashes: &[Hash]) -> Vec<u8> {
    let mut hashes = hashes.to_vec();
    hashes.sort_unstable();
    lines(&hashes)
}

fn table<T: Serialize>(rows: &[T], head: &[&str]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(head)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.into_inner().context("a table in memory")
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
