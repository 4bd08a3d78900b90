//! `sakwa rehearse`: an edition in, a table of what must hold out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use super::routes::{Doors, keep_report};
use super::run::{Plan, rehearse};
use super::stage::Progress;
use super::{Check, Report, copy};
use crate::app::App;
use crate::bundle::{Bundle, Contents};
use crate::edition;
use crate::terminal::{Align, Table, write_json};
use crate::text::{Lang, Text};

const EXIT_CODES: &str = "\
Copies the edition into a folder of its own, opens it for voting, lets synthetic people vote in it
through the same pages as everybody, seals, counts, publishes and checks it. The copy goes away; the
published bundle stays, and says that it is a rehearsal; its report stays in the data directory, where
the opening of the voting looks for it. Nothing of the edition is changed, and nobody of it is copied.

Exit codes:
  0  everything held
  1  something did not hold, or the rehearsal could not be played to its end";

/// The options of `sakwa rehearse`, beside those of the installation.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Args {
    /// The edition to rehearse, before its votes are counted
    #[arg(long)]
    edition: String,
    /// How many synthetic people vote
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(60..=100_000))]
    voters: u32,
    /// The published vote of the rehearsal, a .zip
    #[arg(long, value_name = "BUNDLE")]
    out: PathBuf,
    /// The same seed lets them choose and behave alike
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// pl, en or uk
    #[arg(long, default_value = "en", value_parser = language)]
    language: Lang,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

fn language(code: &str) -> Result<Lang, String> {
    Lang::parse(code).ok_or_else(|| "pl, en or uk".to_owned())
}

/// Plays the rehearsal. How far it is goes to standard error, the result to `out`.
///
/// # Errors
/// The edition cannot be rehearsed, a step of it failed, or something did not hold.
pub async fn run(app: &App, args: &Args, doors: Doors, out: &mut impl Write) -> anyhow::Result<()> {
    refuse_foreign(&args.out, &args.edition)?;
    let t = Text(args.language);
    let progress = Progress::telling(move |step, done, of| {
        let words = t.say(&format!("rehearsal-step-{}", step.name()));
        // A closed terminal is no reason to stop.
        let _ = match of {
            0 | 1 => writeln!(io::stderr(), "{words}"),
            of => writeln!(io::stderr(), "{words}: {done}/{of}"),
        };
    });
    let plan = Plan { voters: usize::try_from(args.voters)?, seed: args.seed };
    let rehearsed = rehearse(app, &args.edition, &plan, doors, &progress).await?;
    std::fs::write(&args.out, &rehearsed.bundle)
        .with_context(|| format!("cannot write {}", args.out.display()))?;
    let edition = edition::find(app.store.read(), &args.edition).await?;
    keep_report(app, &edition, &rehearsed.report).await?;
    match args.json {
        true => write_json(out, &rehearsed.report)?,
        false => tell(out, t, &rehearsed.report)?,
    }
    out.flush()?;
    ensure!(rehearsed.report.holds(), "not everything held");
    Ok(())
}

/// A file that is there is written over only when it is an earlier rehearsal of this edition.
fn refuse_foreign(path: &Path, edition: &str) -> anyhow::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let read = path.is_file().then(|| Bundle::read(path).ok()).flatten();
    let contents = read.and_then(|bundle| Contents::read(&bundle).ok());
    if contents.is_none_or(|(_, manifest)| manifest.edition != copy::slug(edition)) {
        bail!(
            "{} is there already and is no rehearsal of {edition}; choose another --out",
            path.display()
        );
    }
    Ok(())
}

fn tell(out: &mut impl Write, t: Text, report: &Report) -> io::Result<()> {
    writeln!(out, "{}\n", report.edition)?;
    for (name, n) in &report.did {
        let words = t.say(&format!("rehearsal-did-{name}"));
        writeln!(out, "  {:>7}  {words}", t.number(i64::try_from(*n).unwrap_or(i64::MAX)))?;
    }
    writeln!(out)?;
    let heads = ["must", "expected", "seen", "holds"];
    let heads = heads.map(|name| t.say(&format!("rehearsal-column-{name}")));
    let columns = [Align::Left, Align::Right, Align::Right, Align::Left];
    let mut table = Table::new(&columns);
    table.row(heads);
    for Check { code, expected, seen, holds } in &report.checks {
        let words = t.say(&format!("rehearsal-check-{code}"));
        let verdict = t.say(if *holds { "rehearsal-holds" } else { "rehearsal-fails" });
        table.row([words, expected.clone(), seen.clone(), verdict]);
    }
    table.write(out)?;
    let failed = report.checks.iter().filter(|check| !check.holds).count();
    let verdict = match failed {
        0 => t.count("rehearsal-all-hold", i64::try_from(report.checks.len()).unwrap_or(0)),
        n => t.count("rehearsal-some-fail", i64::try_from(n).unwrap_or(0)),
    };
    writeln!(out, "\n{verdict}")
}
