//! An evening before the close: ballots, sign-ins and pages at a rate that does not wait for answers.

use futures_util::future::join3;

use crate::city::{City, cpu, get};
use crate::clients::{quantile, stream};
use crate::has_receipt;

/// A second.
pub const BALLOTS: usize = 50;
pub const LOGINS: usize = 20;
const READS: usize = 1000;

pub async fn run(city: &City, seconds: usize) {
    let place = city.copy("mixed").await;
    let server = place.serve().await;
    let ballots: Vec<Vec<u8>> = city.voters.iter().map(|voter| voter.cast.clone()).collect();
    // The list twice as often as a project, and that as often as the first page.
    let mut reads = Vec::new();
    for n in 1..=60 {
        reads.push(get("/pl/karta/projects"));
        reads.push(get(&format!("/pl/karta/projects/{n}")));
        reads.push(get("/pl/karta/projects?page=2"));
        reads.push(get("/pl/karta"));
    }
    let (at, before) = (server.address, cpu(server.process()));
    let (cast, signed_in, read) = join3(
        stream(at, 16, &ballots, BALLOTS, seconds, has_receipt),
        stream(at, 16, &city.logins, LOGINS, seconds, is_signed_in),
        stream(at, 64, &reads, READS, seconds, is_page),
    )
    .await;
    let used = (cpu(server.process()) - before) / seconds as f64;
    assert!(server.stop().await);
    place.drop().await;
    println!("\ntogether for {seconds} s, server CPU {:.2} cores", used);
    for (name, rate, mut times) in
        [("ballots", BALLOTS, cast), ("sign-ins", LOGINS, signed_in), ("pages", READS, read)]
    {
        let [p50, p99] = [0.5, 0.99].map(|share| quantile(&mut times, share));
        println!(
            "{rate:>6}/s {name:<10} p50 {p50:>7.1} ms   p99 {p99:>7.1} ms   wanted: p99 under 500"
        );
    }
}

fn is_signed_in(status: u16, head: &str) {
    assert!(status == 303 && head.contains("/pl/my"), "{head}");
}

fn is_page(status: u16, head: &str) {
    assert!(status == 200, "{head}");
}
