//! How fast ballots are cast and what else the server answers meanwhile: `cargo bench --bench load`.
//!
//! Each round casts the same ballots into fresh copies of one city: over HTTP by 64 clients into the
//! real program; the rows of that once more in a bare loop ([`bare`]); and one transaction a ballot,
//! without HTTP. All on one disk within a minute, so that the ratios stand on a machine that is not
//! quiet. On busy cores a process that wakes after a sync waits a tick or two of 4 ms: times then
//! tell of the neighbours.
//!
//! The CPU of the server is what the kernel has counted for its process, divided by the ballots.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]
#![allow(dead_code, unused_imports, unused_macros)] // the suite's harness is larger than one bench

#[path = "../suite/harness/mod.rs"]
mod harness;

mod bare;
mod city;
mod clients;
mod mixed;

use std::time::Instant;

use bare::{Bare, Rows};
use city::{City, cpu};
use clap::Parser;
use clients::quantile;

const CLIENTS: usize = 64;

#[derive(Parser)]
struct Args {
    /// How often everything is measured; what is printed at the end is the median
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Ballots of a round
    #[arg(long, default_value_t = 20_000)]
    ballots: usize,
    /// Seconds of ballots, sign-ins and pages together
    #[arg(long, default_value_t = 30)]
    mixed: usize,
    /// A PostgreSQL server on which databases may be made; without it, SQLite
    #[arg(long)]
    postgres: Option<String>,
    /// Said by `cargo bench`; without it everything is run once and small
    #[arg(long, hide = true)]
    bench: bool,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut args = Args::parse();
    if !args.bench {
        (args.rounds, args.ballots, args.mixed) = (1, 200, 1);
    }
    let postgres = args.postgres.as_deref();
    let engine = if postgres.is_some() { "PostgreSQL" } else { "SQLite, synchronous=FULL" };
    println!("{engine}; {CLIENTS} connections, {} ballots of ten choices a round", args.ballots);
    let residents = mixed::LOGINS * args.mixed;
    let city =
        City::found(postgres, args.ballots.max(mixed::BALLOTS * args.mixed), residents).await;
    println!(
        "{:>8} {:>10} {:>8} {:>8} {:>9} {:>10} {:>9} {:>8}",
        "", "ballots/s", "p50 ms", "p99 ms", "CPU µs", "bare/s", "CPU µs", "alone/s"
    );
    let mut rounds = Vec::new();
    for n in 1..=args.rounds {
        let round = round(&city, args.ballots, n).await;
        print(&n.to_string(), &round);
        rounds.push(round);
    }
    let median = median(&rounds);
    print("median", &median);
    println!("of the bare loop         {:>8.2}   wanted: at least 0.6", median.rate / median.bare);
    println!("of one transaction each  {:>8.1}   wanted: at least 6", median.rate / median.alone);
    println!("p99, ms                  {:>8.1}   wanted: under 25", median.p99);
    println!("server CPU, µs a ballot  {:>8.0}   wanted: under 75", median.cpu);
    if args.mixed > 0 {
        mixed::run(&city, args.mixed).await;
    }
    city.raze().await;
}

/// Ballots a second, milliseconds, microseconds of CPU a ballot.
#[derive(Clone, Default)]
struct Round {
    rate: f64,
    p50: f64,
    p99: f64,
    cpu: f64,
    bare: f64,
    bare_cpu: f64,
    alone: f64,
}

async fn round(city: &City, ballots: usize, n: usize) -> Round {
    let place = city.copy(&format!("{n}_service")).await;
    let server = place.serve().await;
    let forms: Vec<Vec<u8>> = city.voters[..ballots].iter().map(|v| v.cast.clone()).collect();
    let before = cpu(server.process());
    let (time, mut each) = clients::rush(server.address, CLIENTS, &forms, has_receipt).await;
    let used = cpu(server.process()) - before;
    assert!(server.stop().await);
    let rows = Rows::of(&place).await;
    assert_eq!(rows.len(), ballots, "every answered ballot is in the box, once");
    place.drop().await;

    let place = city.copy(&format!("{n}_bare")).await;
    let bare = match place.url() {
        None => bare::on_sqlite(city, &place, &rows),
        Some(_) => bare::on_postgres(city, &place, &rows).await,
    };
    place.drop().await;

    Round {
        rate: ballots as f64 / time.as_secs_f64(),
        p50: quantile(&mut each, 0.5),
        p99: quantile(&mut each, 0.99),
        cpu: used / ballots as f64 * 1e6,
        bare: bare.rate,
        bare_cpu: bare.cpu * 1e6,
        alone: alone(city, ballots.div_ceil(10), n).await,
    }
}

fn has_receipt(status: u16, head: &str) {
    assert!(status == 303 && head.contains("/vote/receipt/"), "{head}");
}

/// One ballot at a time through the server's writer, without HTTP: what one transaction a request
/// would give at best.
async fn alone(city: &City, ballots: usize, n: usize) -> f64 {
    let place = city.copy(&format!("{n}_alone")).await;
    let app = place.open().await;
    let jobs = city.jobs(&app).await;
    let began = Instant::now();
    for job in jobs.into_iter().take(ballots) {
        app.casting.cast(job).await.unwrap();
    }
    let rate = ballots as f64 / began.elapsed().as_secs_f64();
    app.close().await.unwrap();
    place.drop().await;
    rate
}

fn print(name: &str, round: &Round) {
    let Round { rate, p50, p99, cpu, bare, bare_cpu, alone } = round;
    println!(
        "{name:>8} {rate:>10.0} {p50:>8.2} {p99:>8.2} {cpu:>9.1} {bare:>10.0} {bare_cpu:>9.1} {alone:>8.0}"
    );
}

/// Of each figure by itself.
fn median(rounds: &[Round]) -> Round {
    let of = |figure: fn(&Round) -> f64| {
        let mut all: Vec<f64> = rounds.iter().map(figure).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    Round {
        rate: of(|round| round.rate),
        p50: of(|round| round.p50),
        p99: of(|round| round.p99),
        cpu: of(|round| round.cpu),
        bare: of(|round| round.bare),
        bare_cpu: of(|round| round.bare_cpu),
        alone: of(|round| round.alone),
    }
}
