//! Counting a published election again: files in, winners and reasons out, for whoever doubts a result or wonders what
//! another rule would have made of the same ballots. Nothing here needs a database or knows the other rooms.
//!
//! The same files and options give the same bytes, on any machine.

mod args;
mod counted;
mod input;
mod json;
mod side_by_side;
mod single;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

pub use args::Args;
use args::Plan;
use counted::{Counted, Official};
use input::Input;

use crate::terminal::{Trouble, write_json};

const UNKNOWN_RULE: u8 = 4;
const NOT_OFFICIAL: u8 = 5;
const REFUSED: u8 = 6;

/// Counts what the options ask for. Results go to `out`, messages to `err`; the code is described in the command's help.
/// A reader who has seen enough and closes `out` ends the work quietly.
pub fn run(args: &Args, out: &mut impl Write, err: &mut impl Write) -> ExitCode {
    let mut troubles = Troubles { err, first: None };
    let plan = match args.plan() {
        Ok(plan) => plan,
        Err(sentence) => {
            troubles.note(Trouble::one(Trouble::USAGE, format!("error: {sentence}")));
            return troubles.code();
        }
    };
    let told = tell_all(args, &plan, out, &mut troubles).and_then(|()| out.flush());
    match told {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let sentence = format!("cannot write the result: {error}");
            troubles.note(Trouble::one(Trouble::UNREADABLE, sentence));
        }
        _ => {}
    }
    troubles.code()
}

fn tell_all<W: Write>(
    args: &Args,
    plan: &Plan,
    out: &mut impl Write,
    troubles: &mut Troubles<'_, W>,
) -> io::Result<()> {
    let several = args.files.len() > 1 || plan.wanted.len() > 1;
    let mut reports = Vec::new();
    let mut told = false;
    for path in &args.files {
        let input = match Input::read(path) {
            Ok(input) => input,
            Err(trouble) => {
                troubles.note(trouble);
                continue;
            }
        };
        let counts = count_all(&input, plan, troubles);
        if counts.is_empty() {
            continue;
        }
        if plan.json {
            reports.extend(json::reports(&input, &counts, plan));
            continue;
        }
        if std::mem::replace(&mut told, true) {
            writeln!(out, "\n")?;
        }
        match &counts[..] {
            [one] => single::tell(out, &input, one, plan)?,
            several => side_by_side::tell(out, &input, several, plan)?,
        }
    }
    match (plan.json, several) {
        (true, true) => write_json(out, &reports),
        (true, false) => reports.iter().try_for_each(|report| write_json(out, report)),
        (false, _) => Ok(()),
    }
}

/// Every wanted count of one file that can be done.
fn count_all<W: Write>(input: &Input, plan: &Plan, troubles: &mut Troubles<'_, W>) -> Vec<Counted> {
    let ties = match input.ties(&plan.tie) {
        Ok(ties) => ties,
        Err(trouble) => {
            troubles.note(trouble);
            return Vec::new();
        }
    };
    let mut counts: Vec<Counted> = Vec::new();
    for &wanted in &plan.wanted {
        let began = Instant::now();
        match Counted::new(input, wanted, plan, &ties) {
            // The declared rule comes first and may be one of the others.
            Ok(counted) if counts.iter().any(|known| known.same_rule(&counted)) => {}
            Ok(mut counted) => {
                if plan.explain {
                    troubles.note_patience(input, &counted, began.elapsed());
                    counted.explain(input);
                }
                if counted.declared.is_some() {
                    troubles.note_declared(input, &counted, plan);
                }
                counts.push(counted);
            }
            Err(trouble) if plan.all && !plan.check => troubles.say(&trouble.lines),
            Err(trouble) => troubles.note(trouble),
        }
    }
    counts
}

/// The messages, and the first trouble's code.
struct Troubles<'w, W> {
    err: &'w mut W,
    first: Option<u8>,
}

impl<W: Write> Troubles<'_, W> {
    fn note(&mut self, trouble: Trouble) {
        self.first.get_or_insert(trouble.code);
        self.say(&trouble.lines);
    }

    /// Who closed standard error does not want to know.
    fn say(&mut self, lines: &[String]) {
        for line in lines {
            let _ = writeln!(self.err, "{line}");
        }
    }

    /// Says so beforehand if explaining the losers takes more than about a minute.
    fn note_patience(&mut self, input: &Input, counted: &Counted, one_count: Duration) {
        const LONG: Duration = Duration::from_secs(60);
        let all = one_count.saturating_mul(counted.counts_to_explain());
        if all > LONG {
            let (path, rule) = (&input.path, counted.label(input));
            let minutes = all.as_secs().div_ceil(60);
            let line = format!(
                "{path}: what each loser of {rule} was short of is found by counting again and again; this takes about \
                 {minutes} minutes"
            );
            self.say(&[line]);
        }
    }

    fn note_declared(&mut self, input: &Input, counted: &Counted, plan: &Plan) {
        let path = &input.path;
        if !counted.left_out.is_empty() {
            let left_out = counted.left_out.join(", ");
            let line = format!("{path}: the count leaves out what the file says of {left_out}");
            self.say(&[line]);
        }
        if !plan.check {
            return;
        }
        let line = match &counted.official {
            None => format!("{path}: the file states no official winners"),
            Some(official) if !official.agrees() => {
                format!("{path}: not the official winners: {}", official.sentence(input))
            }
            Some(Official { .. }) => return,
        };
        self.note(Trouble::one(NOT_OFFICIAL, line));
    }

    fn code(&self) -> ExitCode {
        self.first.map_or(ExitCode::SUCCESS, ExitCode::from)
    }
}
