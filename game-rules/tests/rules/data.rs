//! The folder of real elections: the small one of the repository, or a larger one that `SAKWA_DATA` names.

use std::fs;
use std::path::PathBuf;

use game_rules::pabulib::{self, Election};
use serde::de::DeserializeOwned;

/// `pb/` has elections, `official.json` their official winners, `oracle/` the outcomes of pabutools.
#[expect(
    clippy::disallowed_methods,
    reason = "which data a test replays is no setting of the program"
)]
pub fn folder() -> PathBuf {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/data");
    std::env::var_os("SAKWA_DATA").map_or_else(own, PathBuf::from)
}

/// The files of a subfolder with this extension, in alphabetical order.
pub fn files(subfolder: &str, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder().join(subfolder))
        .expect("the folder of real elections")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

pub fn json<T: DeserializeOwned>(path: PathBuf) -> T {
    let bytes = fs::read(&path).expect("a readable file");
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn election(file: &str) -> Election {
    let bytes = fs::read(folder().join("pb").join(file)).expect("a readable file");
    pabulib::read(&bytes).unwrap_or_else(|faults| panic!("{file}: {faults:?}"))
}

/// The ids of projects.
pub fn ids<'e>(election: &'e Election, projects: &[u32]) -> Vec<&'e str> {
    projects.iter().map(|&project| election.projects[project as usize].id.as_str()).collect()
}
