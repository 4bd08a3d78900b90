//! Durable ballots a second: `cargo bench --bench cast`. SQLite with synchronous=FULL, 64 clients.
//! Group commit beside one transaction a ballot, in turns and in the same run, so that their ratio
//! stands on a noisy disk too.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]
#![allow(dead_code, unused_imports, unused_macros)] // the suite's harness is larger than one bench

#[path = "../suite/harness/mod.rs"]
mod harness;

use std::sync::Arc;
use std::time::Instant;

use game_rules::ballot::Kind;
use harness::{Browser, EditionPlan, Engine, Form, Site, all_at_once, approval};
use sakwa::app::App;
use sakwa::edition::Phase;
use sakwa::vote::{Channel, Job, LinkKey, NewBallot, Part, Source};
use tokio::sync::Mutex;

const CLIENTS: usize = 64;

#[tokio::main]
async fn main() {
    // `cargo test --benches` only sees whether it runs.
    let each = if std::env::args().any(|arg| arg == "--bench") { 30 } else { 1 };
    Site::run(Engine::Sqlite, async |site| measure(site, each).await).await;
}

async fn measure(site: &Site, each: usize) {
    EditionPlan::new("karta", Phase::Voting, [approval(3, &[])]).make(site).await;
    println!("{CLIENTS} clients, {} ballots a round, synchronous=FULL", CLIENTS * each);
    let (mut together, mut alone) = (Vec::new(), Vec::new());
    for round in 0..3 {
        together.push(writer(site, each, round * 2, false).await);
        alone.push(writer(site, each, round * 2 + 1, true).await);
    }
    let service = service(site, each).await;
    let (together, alone) = (median(together), median(alone));
    println!("one transaction a ballot    {alone:>10.0} ballots/s");
    println!(
        "group commit                {together:>10.0} ballots/s   {:.1} times",
        together / alone
    );
    println!(
        "through the whole service   {service:>10.0} ballots/s   {:.1} times",
        service / alone
    );
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// The writer by itself; `alone` lets one ballot in at a time, so that each is a transaction.
async fn writer(site: &Site, each: usize, round: usize, alone: bool) -> f64 {
    let edition_id = site.number("SELECT id FROM edition").await;
    let pool_id = site.number("SELECT id FROM pool").await;
    let link = site.app.keys.of(site.app.store.read(), edition_id).await.unwrap();
    let door = Arc::new(Mutex::new(()));
    let began = Instant::now();
    all_at_once((0..CLIENTS).map(|client| {
        let (app, door, link) = (site.app.clone(), door.clone(), link.clone());
        async move {
            for n in 0..each {
                let job = job(edition_id, pool_id, &link, &[round, client, n]);
                let _turn = if alone { Some(door.lock().await) } else { None };
                app.casting.cast(job).await.unwrap();
            }
        }
    }))
    .await;
    rate(each, began)
}

fn rate(each: usize, began: Instant) -> f64 {
    (CLIENTS * each) as f64 / began.elapsed().as_secs_f64()
}

fn job(edition_id: i64, pool_id: i64, link: &Arc<LinkKey>, who: &[usize; 3]) -> Job {
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(who) {
        *to = u8::try_from(*from).unwrap();
    }
    let ballot = NewBallot::new(&key, "karta", "city", Kind::Approval, &[("1", 1), ("2", 1)]);
    Job {
        edition_id,
        key: link.clone(),
        person: key.to_vec(),
        day: "2027-01-12".to_owned(),
        channel: Channel::Internet,
        lanes: ["city".to_owned()].into(),
        parts: vec![Part { pool_id, lane: "city".to_owned(), ballot }],
        instead: None,
        paper_wins: false,
        source: Source::default(),
    }
}

/// From the form of the check page to the address of the receipt: session, draft, rules, writer.
async fn service(site: &Site, each: usize) -> f64 {
    let project = site.number("SELECT id FROM project WHERE number = '1'").await;
    let press = format!("add:{project}");
    let mut clients: Vec<Vec<(Form, Browser)>> = Vec::new();
    for _ in 0..CLIENTS {
        let mut forms = Vec::new();
        for _ in 0..each {
            let ola = site.resident().await;
            ola.post("/pl/karta/vote/ballot", &[("press", &press)]).await.expect(303);
            let form = ola.get("/pl/karta/vote/check").await.form("form[action$='/vote/cast']");
            forms.push((form, ola));
        }
        clients.push(forms);
    }
    let began = Instant::now();
    all_at_once(clients.into_iter().map(|forms| async move {
        for (form, ola) in forms {
            let page = form.send(&ola).await.expect(303);
            assert!(page.location().contains("/receipt/"));
        }
    }))
    .await;
    rate(each, began)
}
