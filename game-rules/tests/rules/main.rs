//! The rules against real elections and against properties that hold for all elections.

mod adversarial;
mod agree;
mod ballots;
mod choices;
mod counting;
mod data;
mod draws;
mod elections;
mod format;
mod fuzz;
mod game;
mod golden;
mod lint;
mod log;
mod measures;
mod official;
mod oracle;
mod pools;
mod reference;
mod shares;
mod strategies;

use std::fs;
use std::path::PathBuf;

/// The real elections of the repository: names and contents.
fn real_files() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/data/pb");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder of real elections")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pb"))
        .map(|path| {
            let name = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default();
            (name, fs::read(path).expect("a readable file"))
        })
        .collect();
    files.sort();
    assert!(files.len() >= 8);
    files
}
