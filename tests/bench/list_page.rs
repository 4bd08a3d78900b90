//! The list of projects at 2,000 projects: `cargo bench --bench list_page`.
//! CPU is this process's own (user and system), so a busy machine changes it little.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]
#![allow(dead_code, unused_imports, unused_macros)] // the suite's harness is larger than one bench

#[path = "../suite/harness/mod.rs"]
mod harness;

use axum::body::Body;
use axum::http::Method;
use harness::{EditionPlan, Engine, Site, pb};
use sakwa::edition::Phase;

const PROJECTS: usize = 2000;
const REQUESTS: u32 = 300;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // `cargo test --benches` only sees whether it runs.
    let requests = if std::env::args().any(|arg| arg == "--bench") { REQUESTS } else { 3 };
    Site::run(Engine::Sqlite, async |site| measure(site, requests).await).await;
}

async fn measure(site: &Site, requests: u32) {
    let rows: Vec<String> =
        (1..=PROJECTS).map(|n| format!("{n};{};Ławki i drzewa przy ulicy {n}", 1000 + n)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let file = pb("approval", &["max_length;3", "budget;1000000"], &rows, &[]);
    EditionPlan::new("duzo", Phase::Submission, [file]).make(site).await;
    println!("{PROJECTS} projects, {requests} requests each, in process, SQLite");
    println!("{:<42} {:>10} {:>10} {:>8}", "page", "CPU ms", "bytes br", "queries");
    for path in [
        "/pl/duzo/projects",
        "/pl/duzo/projects?page=42",
        "/pl/duzo/projects?q=lawki+1999",
        "/pl/duzo/projects?sort=title",
        "/pl/duzo/projects?view=map",
    ] {
        let ola = site.stranger();
        let accept = [("accept-encoding", "br")];
        let (before, asked) = (cpu_ms(), site.app.store.queries());
        let mut bytes = 0;
        for _ in 0..requests {
            let page = ola.ask(Method::GET, path, &accept, Body::empty()).await;
            assert_eq!(page.header("content-encoding"), "br");
            bytes = page.body.len();
        }
        let cpu = (cpu_ms() - before) / f64::from(requests);
        let queries = (site.app.store.queries() - asked) / u64::from(requests);
        println!("{path:<42} {cpu:>10.2} {bytes:>10} {queries:>8}");
    }
}

/// User and system time of this process so far; Linux counts in hundredths of a second.
fn cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks = |n: usize| fields[n].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) * 10.0
}
