//! The budget game without a hall: choosing a rule file, checking it, trying it with bots on real ballots, and replaying
//! what a table played. Files in, an account out; nothing here needs a database or knows the other rooms. The rules
//! themselves are `game_rules::game`; its `presets/README.md` documents the rule file and the log.
//!
//! The same files and options give the same bytes, on any machine.

mod args;
mod check;
mod describe;
mod input;
mod presets;
mod replay;
mod simulate;

use std::io::{self, Write};
use std::process::ExitCode;

use args::Action;
pub use args::Args;

use crate::terminal::Trouble;

/// An invariant of a table is broken: the program is wrong.
const BROKEN: u8 = 4;

/// Why there is no result, or only part of it.
enum Stop {
    Trouble(Trouble),
    Write(io::Error),
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

/// Does what the options ask for. Results go to `out`, messages to `err`; the code is described in the command's help. A
/// reader who has seen enough and closes `out` ends the work quietly.
pub fn run(args: &Args, out: &mut impl Write, err: &mut impl Write) -> ExitCode {
    let done = match &args.action {
        Action::Presets(args) => presets::tell(args, out),
        Action::Check(args) => check::tell(args, out),
        Action::Replay(args) => replay::tell(args, out),
        Action::Simulate(args) => simulate::tell(args, out),
    };
    let flushed = out.flush().map_err(Stop::from);
    let trouble = match done.and(flushed) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            return ExitCode::SUCCESS;
        }
        Err(Stop::Write(error)) => {
            let sentence = format!("cannot write the result: {error}");
            Trouble::one(Trouble::UNREADABLE, sentence)
        }
        Err(Stop::Trouble(trouble)) => trouble,
    };
    for line in trouble.lines {
        // Who closed standard error does not want to know.
        let _ = writeln!(err, "{line}");
    }
    ExitCode::from(trouble.code)
}
