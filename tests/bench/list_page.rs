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

/// As many projects, each with a place on the map.
async fn edition(site: &Site, slug: &'static str) {
    let rows: Vec<String> = (1..=PROJECTS)
        .map(|n| {
            let (latitude, longitude) =
                (51.7 + (n % 50) as f64 / 400.0, 19.3 + (n / 50) as f64 / 150.0);
            format!("{n};{};Ławki i drzewa przy ulicy {n};{latitude};{longitude}", 1000 + n)
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let file = pb("approval", &["max_length;3", "budget;1000000"], &rows, &[]);
    let head = "project_id;cost;name";
    let file = file.replacen(head, &format!("{head};latitude;longitude"), 1);
    EditionPlan::new(slug, Phase::Submission, [file]).make(site).await;
}

async fn measure(site: &Site, requests: u32) {
    edition(site, "duzo").await;
    round(site, requests).await;
    for slug in ["rok1", "rok2", "rok3"] {
        edition(site, slug).await;
    }
    println!("\nthe same, beside three more editions as large");
    round(site, requests).await;
}

async fn round(site: &Site, requests: u32) {
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
    println!("all assets of a page with a map: {} bytes br", assets(site).await);
}

/// What a first visit to the map loads beside the page.
async fn assets(site: &Site) -> usize {
    let ola = site.stranger();
    let page = ola.get("/pl/duzo/projects?view=map").await;
    let mut paths = page.attrs("link[rel=stylesheet], link[rel=icon]", "href");
    paths.extend(page.attrs("script", "src"));
    let mut bytes = 0;
    for path in paths {
        let accept = [("accept-encoding", "br")];
        bytes += ola.ask(Method::GET, &path, &accept, Body::empty()).await.body.len();
    }
    bytes
}

/// User and system time of this process so far; Linux counts in hundredths of a second.
fn cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks = |n: usize| fields[n].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) * 10.0
}
