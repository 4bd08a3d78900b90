//! What the command may be told.

use std::path::PathBuf;

use clap::Subcommand;

const EXIT_CODES: &str = "\
RULES is a rule file, or the id of a preset. Rules that take their items from an edition get the
projects of FILE.pb. With --json, amounts are units of the game's money, shares and averages exact
fractions such as 21/10. Messages go to standard error; what check finds is its answer.

Exit codes:
  0  done
  1  a file cannot be read
  2  the options do not make sense
  3  a file is not valid; every mistake is printed as FILE:line: sentence
  4  a table breaks an invariant: the program is wrong";

/// The options of `sakwa game`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES, subcommand_required = true, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    pub(super) action: Action,
}

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// The games of real cities: all of them, or the rule file of one, to be copied and edited
    Presets(Presets),
    /// Name every mistake in a rule file, then what would spoil an evening although it is allowed
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Play the log of an evening again: purses, purchases, what was refused, whether the accounts hold
    #[command(after_help = EXIT_CODES)]
    Replay(Replay),
    /// Let bots with the preferences of real voters play an evening
    #[command(after_help = EXIT_CODES)]
    Simulate(Simulate),
}

#[derive(Debug, clap::Args)]
pub(super) struct Presets {
    /// Print this one's rule file
    pub id: Option<String>,
    /// Write JSON
    #[arg(long, conflicts_with = "id")]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// A rule file, or the id of a preset
    #[arg(value_name = "RULES")]
    pub rules: PathBuf,
    /// The projects that become items, where the rules take them from an edition
    #[arg(long, value_name = "FILE.pb")]
    pub ballots: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Replay {
    /// The rule file of the evening, or the id of a preset
    #[arg(value_name = "RULES")]
    pub rules: PathBuf,
    /// One command a line, as JSON
    #[arg(value_name = "LOG.jsonl")]
    pub log: PathBuf,
    /// The projects that became items, where the rules take them from an edition
    #[arg(long, value_name = "FILE.pb")]
    pub ballots: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct Simulate {
    /// A rule file, or the id of a preset
    #[arg(value_name = "RULES")]
    pub rules: PathBuf,
    /// The election whose voters the bots are; its projects become items where the rules take them from an edition
    #[arg(long, value_name = "FILE.pb")]
    pub ballots: PathBuf,
    /// Tables to play
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub tables: u32,
    /// Equal seeds give equal evenings
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Players at a table [default: the middle between the fewest and the most of the rules]
    #[arg(long, value_name = "K")]
    pub seats: Option<u32>,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}
