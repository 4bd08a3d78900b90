//! `sakwa verify`: a bundle in, what was seen of it out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use game_rules::log::{Note, VerifierKey};

use super::files::Bundle;
use super::verify::{Check, Kept, Options, Report, verify};
use crate::terminal::{Trouble, read, write_json};

const EXIT_CODES: &str = "\
A bundle is what a city publishes of a vote: a folder or a .zip. All of it is computed again: hashes,
signatures, the log, every ballot, turnout and winners. Nothing is fetched and nothing is sent.

Keep a checkpoint during the vote and give it here after it: then nobody can have removed or exchanged
a ballot in between. Get the key from another place than the bundle.

Exit codes:
  0  every check holds
  1  a file cannot be read
  2  the options do not make sense
  3  not a bundle: its files have not the form they should have
  4  a check fails; each finding is printed with its code
  5  every check holds, but the log has no leaf with the receipt's code";

const FAILS: u8 = 4;
const NO_RECEIPT: u8 = 5;

/// How many findings of one check a person is shown.
const SHOWN: usize = 20;

/// The options of `sakwa verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Args {
    /// The published vote, a folder or a .zip
    bundle: PathBuf,
    /// A checkpoint kept from earlier: the log must begin with what it stands for
    #[arg(long = "checkpoint", value_name = "FILE")]
    checkpoints: Vec<PathBuf>,
    /// The key to trust, as name+id+key [default: the bundle's own, which nobody has confirmed]
    #[arg(long, value_name = "VKEY")]
    key: Option<String>,
    /// Say what the log and the files hold for this receipt
    #[arg(long, value_name = "CODE")]
    receipt: Option<String>,
    /// Write JSON, with every finding
    #[arg(long)]
    json: bool,
}

/// Checks a bundle. What was seen goes to `out`, messages to `err`; the code is described in the command's help.
pub fn run(args: &Args, out: &mut impl Write, err: &mut impl Write) -> ExitCode {
    let report = match report(args) {
        Ok(report) => report,
        Err(trouble) => {
            for line in &trouble.lines {
                let _ = writeln!(err, "sakwa: {line}");
            }
            return ExitCode::from(trouble.code);
        }
    };
    let told = if args.json { write_json(out, &report) } else { tell(out, &report) };
    match told.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(err, "sakwa: cannot write the result: {error}");
            return ExitCode::from(Trouble::UNREADABLE);
        }
        _ => {}
    }
    let is_readable = report.checks.iter().all(|check| check.code != "format");
    let has_receipt = report.receipt.as_ref().is_none_or(|found| found.in_log);
    match (is_readable, report.accepted, has_receipt) {
        (false, ..) => ExitCode::from(Trouble::INVALID),
        (_, false, _) => ExitCode::from(FAILS),
        (_, _, false) => ExitCode::from(NO_RECEIPT),
        _ => ExitCode::SUCCESS,
    }
}

fn report(args: &Args) -> Result<Report, Trouble> {
    let usage = |sentence: String| Trouble::one(Trouble::USAGE, sentence);
    let key = args.key.as_deref().map(|key| VerifierKey::parse(key.trim())).transpose();
    let key = key.map_err(|error| usage(format!("--key: {error}")))?;
    if let Some(code) = &args.receipt {
        game_rules::ballot::parse_receipt_code(code)
            .map_err(|error| usage(format!("--receipt: {error}")))?;
    }
    let kept = args.checkpoints.iter().map(|path| kept(path)).collect::<Result<_, _>>()?;
    let path = args.bundle.display();
    let bundle = Bundle::read(&args.bundle).map_err(|error| {
        Trouble::one(Trouble::UNREADABLE, format!("cannot read {path}: {error}"))
    })?;
    Ok(verify(&bundle, &Options { kept, key, receipt: args.receipt.clone() }))
}

fn kept(path: &Path) -> Result<Kept, Trouble> {
    let name = path.display().to_string();
    let bytes = read(path)?;
    let note = Note::parse(&String::from_utf8_lossy(&bytes))
        .map_err(|error| Trouble::one(Trouble::USAGE, format!("{name}: {error}")))?;
    Ok(Kept { name, note })
}

fn tell(out: &mut impl Write, report: &Report) -> io::Result<()> {
    if !report.edition.is_empty() {
        writeln!(out, "{}, {} ({})\n", report.title, report.city, report.edition)?;
    }
    for check in &report.checks {
        tell_check(out, check)?;
    }
    if let Some(found) = &report.receipt {
        writeln!(out, "\nReceipt {}", found.code)?;
        for sentence in &found.sentences {
            writeln!(out, "       {sentence}")?;
        }
    }
    let failed: Vec<&str> =
        report.checks.iter().filter(|check| !check.holds).map(|check| check.code).collect();
    match failed.is_empty() {
        true => writeln!(out, "\nVERIFIED: all {} checks hold", report.checks.len()),
        false => writeln!(out, "\nREJECTED: {}", failed.join(", ")),
    }
}

fn tell_check(out: &mut impl Write, check: &Check) -> io::Result<()> {
    let Check { code, holds, seen, cautions, findings } = check;
    match holds {
        true => writeln!(out, "ok     {code:<12} {seen}")?,
        false => writeln!(out, "FAILS  {code}")?,
    }
    for caution in cautions {
        writeln!(out, "       ! {caution}")?;
    }
    for finding in findings.iter().take(SHOWN) {
        writeln!(out, "       {}: {}", finding.code, finding.sentence)?;
    }
    match findings.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => writeln!(out, "       and {more} more; --json has them all"),
        _ => Ok(()),
    }
}
