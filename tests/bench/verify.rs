//! Checking a published vote of half a million ballots: `cargo bench --bench verify`.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]
#![allow(dead_code, unused_imports)] // the suite's town is larger than one bench

#[path = "../suite/bundle/town.rs"]
mod town;

use std::time::Instant;

use sakwa::bundle::{Bundle, Options, verify};
use town::Town;

fn main() {
    // `cargo test --benches` only sees whether it runs.
    let whole = std::env::args().any(|arg| arg == "--bench");
    let many = if whole { 1 } else { 1_000 };
    let voters = [("city", 250_000), ("north", 150_000), ("east", 100_000), ("small", 9_000)];
    let town = Town::of(&voters.map(|(pool, voters)| (pool, voters / many)));
    println!("{} leaves", town.contents.leaves.len());
    let bundle = timed("packed", || town.contents.pack().unwrap());
    let zip = timed("zipped", || bundle.zip().unwrap());
    println!("{} MB", zip.len() / 1_000_000);
    let bundle = timed("unzipped", || Bundle::unzip(&zip).unwrap());
    assert!(timed("verified", || verify(&bundle, &Options::default())).accepted);
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = work();
    println!("{what} in {:.2} s", began.elapsed().as_secs_f64());
    done
}
