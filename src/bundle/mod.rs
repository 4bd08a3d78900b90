//! The published vote: everything anybody needs to check an edition without trusting who ran it, in one folder or ZIP
//! archive, and the checking. Nothing here knows a database or another room.
//!
//! | file | |
//! |---|---|
//! | `manifest.json` | what this is, and the SHA-256 of every other file |
//! | `rules.json` | ballots and counts as they were frozen at opening, [`FrozenRules`]; leaf 0 of the log |
//! | `leaves.txt` | the log, a leaf a line in hexadecimal |
//! | `checkpoints.txt` | signed notes, an empty line between them; the last stands for the whole log |
//! | `pools/CODE.pb` | the counted ballots under their receipt codes |
//! | `openings.csv` | pool, receipt, nonce: with them every ballot gives a leaf |
//! | `superseded.txt`, `excluded.txt` | leaves of ballots replaced by later ones, and of excluded persons' last ones |
//! | `undisclosed.csv` | pool, leaf: counted ballots in pools too small to open them |
//! | `turnout.csv` | pool, channel, persons, excluded persons |
//! | `outcome.json` | winners and sums of every pool, [`Outcomes`] |
//!
//! What this cannot show: that a ballot called superseded was replaced by its own voter. Only who keeps a receipt can
//! tell, with `--receipt`.

mod command;
mod contents;
mod files;
mod rules;
mod sign;
mod verify;

pub use command::{Args, run};
pub use contents::{
    BUNDLE_FORMAT, Contents, FEWEST_OPENED, Fault, Manifest, ManifestPool, Opening, Turnout,
    pool_file,
};
pub use files::Bundle;
pub use rules::{
    FrozenPool, FrozenProject, FrozenRules, Outcomes, PoolOutcome, ProjectOutcome, RULES_FORMAT,
};
pub use sign::{Signer, Unsigned, Verifier};
pub use verify::{Check, Finding, Found, Kept, Options, Report, verify};

/// A verifier that shares no code with this one: Python 3 and its standard library, to be published beside the bundle.
pub const PYTHON_VERIFIER: &str = include_str!("verify.py");
