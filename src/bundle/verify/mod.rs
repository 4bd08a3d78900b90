//! Checking a bundle: what is said of it is listed whole, and nothing of it is taken on trust but the key.

mod ballots;
mod count;
mod log;
mod receipt;

use game_rules::log::{Hash, Note, VerifierKey};
use serde::Serialize;

use super::contents::{Contents, Manifest};
use super::files::Bundle;

pub use receipt::Found;

/// What the auditor brings.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Checkpoints kept from earlier.
    pub kept: Vec<Kept>,
    /// The key to trust; otherwise that of the manifest.
    pub key: Option<VerifierKey>,
    /// A receipt code to look for, with or without dashes.
    pub receipt: Option<String>,
}

/// A checkpoint that somebody kept, and what to call it.
#[derive(Clone, Debug)]
pub struct Kept {
    pub name: String,
    pub note: Note,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether every check holds.
    pub accepted: bool,
    pub edition: String,
    pub city: String,
    pub title: String,
    pub checks: Vec<Check>,
    /// What the log and the files hold for the receipt, if one was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Found>,
}

/// One subject, with all that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    pub code: &'static str,
    pub holds: bool,
    /// What was compared, with figures.
    pub seen: String,
    /// What the reader should know although it is no mistake.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable.
    pub code: &'static str,
    pub sentence: String,
}

impl Check {
    fn new(code: &'static str) -> Self {
        let (seen, cautions) = (String::new(), Vec::new());
        Self { code, holds: true, seen, cautions, findings: Vec::new() }
    }

    fn find(&mut self, code: &'static str, sentence: String) {
        self.holds = false;
        self.findings.push(Finding { code, sentence });
    }

    fn saying(mut self, seen: String) -> Self {
        self.seen = seen;
        self
    }
}

impl Report {
    /// Whether any finding has this code.
    pub fn found(&self, code: &str) -> bool {
        self.checks.iter().flat_map(|check| &check.findings).any(|finding| finding.code == code)
    }
}

/// Checks everything that can be checked. Where a file cannot be read, the rest is not looked at.
pub fn verify(bundle: &Bundle, options: &Options) -> Report {
    let (contents, manifest) = match Contents::read(bundle) {
        Ok(read) => read,
        Err(faults) => {
            let mut check = Check::new("format").saying("the files could not be read".to_owned());
            for fault in faults {
                check.find("file-unreadable", format!("{}: {}", fault.file, fault.sentence));
            }
            let checks = vec![check];
            return Report { checks, ..Report::of(None) };
        }
    };
    let known = log::Known::new(&contents.leaves);
    let mut states = vec![State::Unnamed; contents.leaves.len()];
    if let Some(first) = states.first_mut() {
        *first = State::Rules;
    }
    let mut checks = vec![files(&contents, &manifest, bundle)];
    checks.extend(log::check(&contents, options));
    checks.push(rules(&contents));
    let (opened, pools) = ballots::check(&contents, &known, &mut states);
    checks.push(opened);
    checks.push(log::complete(&contents, &known, &mut states));
    checks.push(ballots::valid(&contents, &pools));
    checks.push(count::turnout(&contents, &pools));
    checks.push(count::outcome(&contents, &pools));
    let receipt = options
        .receipt
        .as_ref()
        .map(|code| receipt::find(&contents, &pools, &known, &states, code));
    let accepted = checks.iter().all(|check| check.holds);
    Report { accepted, checks, receipt, ..Report::of(Some(&manifest)) }
}

impl Report {
    fn of(manifest: Option<&Manifest>) -> Self {
        let text = |of: fn(&Manifest) -> &String| manifest.map(of).cloned().unwrap_or_default();
        Self {
            accepted: false,
            edition: text(|manifest| &manifest.edition),
            city: text(|manifest| &manifest.city),
            title: text(|manifest| &manifest.title),
            checks: Vec::new(),
            receipt: None,
        }
    }
}

/// What the files say a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nothing says it.
    Unnamed,
    Rules,
    Opened,
    Superseded,
    Excluded,
    Undisclosed,
}

impl State {
    fn words(self) -> &'static str {
        match self {
            Self::Unnamed => "not accounted for",
            Self::Rules => "that of the rules",
            Self::Opened => "a counted ballot",
            Self::Superseded => "superseded",
            Self::Excluded => "excluded",
            Self::Undisclosed => "undisclosed",
        }
    }
}

/// The files are those of the manifest, and it says nothing else than they do.
fn files(contents: &Contents, manifest: &Manifest, bundle: &Bundle) -> Check {
    let mut check = Check::new("files");
    for (code, sentence) in manifest.differences(bundle) {
        check.find(code, sentence);
    }
    let derived = Manifest { files: manifest.files.clone(), ..contents.manifest() };
    for (field, stated, found) in [
        ("edition", &manifest.edition, &derived.edition),
        ("link_key_sha256", &manifest.link_key_sha256, &derived.link_key_sha256),
    ] {
        if stated != found {
            let sentence = format!("the manifest has the {field} {stated}, the rules {found}");
            check.find("manifest-differs", sentence);
        }
    }
    if manifest.pools != derived.pools {
        let sentence = "the manifest's pools are not those of the rules, files and outcomes";
        check.find("manifest-differs", sentence.to_owned());
    }
    let (files, pools) = (manifest.files.len(), manifest.pools.len());
    check.saying(format!("{files} files have the SHA-256 of the manifest; {pools} pools"))
}

/// The rules are those that were frozen, and the outcomes are of their pools.
fn rules(contents: &Contents) -> Check {
    let mut check = Check::new("rules");
    let leaf: Hash = game_rules::log::rules_leaf(&contents.rules_json);
    let hex = game_rules::log::to_hex(&leaf);
    if contents.leaves.first() != Some(&leaf) {
        let first = contents.leaves.first().map(|leaf| game_rules::log::to_hex(leaf));
        let first = first.unwrap_or_else(|| "missing".to_owned());
        let sentence = format!("leaf 0 of the log is {first}, that of rules.json is {hex}");
        check.find("rules-leaf", sentence);
    }
    let frozen: Vec<&str> = contents.rules.pools.iter().map(|pool| &*pool.code).collect();
    let counted: Vec<&str> = contents.outcome.pools.iter().map(|pool| &*pool.code).collect();
    if frozen != counted {
        let (frozen, counted) = (frozen.join(", "), counted.join(", "));
        let sentence = format!("the rules have the pools {frozen}, the outcomes {counted}");
        check.find("pools-differ", sentence);
    }
    for code in contents.ballots.keys().filter(|code| contents.rules.pool(code).is_none()) {
        check.find("pools-differ", format!("the rules have no pool {code}, but it has a file"));
    }
    check.saying(format!("rules.json is leaf 0 of the log, {hex}"))
}
