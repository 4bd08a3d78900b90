//! What is acknowledged is on the disk: after a full queue, a bad neighbour, a stop, a crash.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sakwa::app::App;
use sakwa::clock::Clock;
use sakwa::error::Error;
use sakwa::people::{Passwords, Role, account};
use sakwa::site;
use sakwa::store::{Group, Store};
use tempfile::TempDir;
use tokio::sync::Semaphore;

use crate::harness::server::{Server, run, text};
use crate::harness::{
    Browser, Engine, Form, PASSWORD, Page, Site, approval, config, on_both_engines,
};

on_both_engines! {
    a_full_queue_refuses_and_loses_nothing
    one_bad_job_fails_one_person
}

#[tokio::test]
async fn sqlite_writes_ahead_and_syncs_every_commit() {
    Site::run(Engine::Sqlite, async |site| {
        let journal: String =
            site.rows("PRAGMA journal_mode").await[0].try_get_by_index(0).unwrap();
        assert_eq!(journal, "wal");
        assert_eq!(site.number("PRAGMA synchronous").await, 2, "FULL");
    })
    .await;
    let refused = Store::open("sqlite::memory:").await.err().expect("no durable database");
    assert!(refused.to_string().contains("not durable"), "{refused}");
}

async fn a_full_queue_refuses_and_loses_nothing(site: &Site) {
    let gate = Arc::new(Semaphore::new(0));
    let shut = gate.clone();
    let (group, writer) = Group::<u32, u32>::start(
        site.app.store.clone(),
        Arc::new(move |_, jobs| {
            let shut = shut.clone();
            Box::pin(async move {
                shut.acquire().await.unwrap().forget();
                Ok(jobs.iter().map(|job| Ok(*job)).collect())
            })
        }),
    );
    let jobs: Vec<_> = (0..6000)
        .map(|job| {
            let group = group.clone();
            tokio::spawn(async move { (job, group.submit(job).await) })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    gate.add_permits(1000);
    let (mut stored, mut refused) = (0, 0);
    for job in jobs {
        match job.await.unwrap() {
            (job, Ok(answer)) => {
                assert_eq!(job, answer);
                stored += 1;
            }
            (_, Err(Error::Busy { retry_after })) => {
                assert!(retry_after > 0);
                refused += 1;
            }
            (_, Err(error)) => panic!("{error}"),
        }
    }
    assert!(stored >= 4096 && refused > 0 && stored + refused == 6000, "{stored} {refused}");
    drop(group);
    writer.await.unwrap();
    let response = Error::Busy { retry_after: 3 }.into_response();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()["retry-after"], "3");
}

async fn one_bad_job_fails_one_person(site: &Site) {
    let (group, _writer) = Group::<u32, u32>::start(
        site.app.store.clone(),
        Arc::new(|_, jobs| {
            Box::pin(async move {
                if jobs.contains(&13) {
                    return Err(Error::BadRequest("13".to_owned()));
                }
                Ok(jobs.iter().map(|job| Ok(*job)).collect())
            })
        }),
    );
    let answers = futures_util::future::join_all((0..100).map(|job| group.submit(job))).await;
    for (job, answer) in (0..).zip(answers) {
        assert_eq!(answer.ok(), (job != 13).then_some(job));
    }
}

/// An edition that votes, made by the command line, and voters whose ballots only wait to be cast.
async fn voters(data: &TempDir, many: usize) -> Vec<(Form, Browser)> {
    let file = data.path().join("karta.pb");
    std::fs::write(&file, approval(3, &[])).unwrap();
    let made = run(
        data.path(),
        &["import", file.to_str().unwrap(), "--edition", "karta", "--phase", "voting"],
    );
    assert!(made.status.success(), "{}", text(&made.stderr));
    let config = config(data.path(), None, None);
    let app = App::open(config, Clock::default(), Passwords::weak().unwrap()).await.unwrap();
    let (service, hash) =
        (site::service(app.clone()), app.passwords.hash(PASSWORD.to_owned()).await.unwrap());
    let mut voters = Vec::new();
    for n in 0..many {
        let (email, now) = (format!("ola{n}@example.pl"), app.clock.now());
        account::create(&app.store, now, email.clone(), "Ola".into(), hash.clone(), Role::Resident)
            .await
            .unwrap();
        let ola = Browser::new(service.clone());
        ola.sign_in(&email, PASSWORD).await;
        let press = format!("add:{}", n % 6 + 1);
        ola.post("/pl/karta/vote/ballot", &[("press", &press)]).await.expect(303);
        let check = ola.get("/pl/karta/vote/check").await.expect(200);
        voters.push((check.form("form[action$='/vote/cast']"), ola));
    }
    app.close().await.unwrap();
    voters
}

/// The address of the receipt.
fn receipt(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert!(page.location().contains("/vote/receipt/"), "{}", page.location());
    page.location().to_owned()
}

/// Casts the ballots over HTTP from four clients; gives the receipts and the forms without answer.
async fn cast_all(
    address: SocketAddr,
    forms: Vec<(Form, Browser)>,
    answered: Arc<AtomicUsize>,
) -> (Vec<String>, Vec<(Form, Browser)>) {
    let mut clients: [Vec<(Form, Browser)>; 4] = Default::default();
    for (i, form) in forms.into_iter().enumerate() {
        clients[i % 4].push(form);
    }
    let answers = crate::harness::all_at_once(clients.map(|forms| (forms, answered.clone())).map(
        |(forms, answered)| async move {
            let (mut acknowledged, mut unanswered) = (Vec::new(), Vec::new());
            for (form, ola) in forms {
                match form.try_send(&ola.at(address)).await {
                    Some(page) => {
                        acknowledged.push(receipt(&page));
                        answered.fetch_add(1, Ordering::SeqCst);
                    }
                    None => unanswered.push((form, ola)),
                }
            }
            (acknowledged, unanswered)
        },
    ))
    .await;
    let (acknowledged, unanswered): (Vec<_>, Vec<_>) = answers.into_iter().unzip();
    (acknowledged.concat(), unanswered.into_iter().flatten().collect())
}

async fn assert_in_the_box(server: &Server, receipts: &[String]) {
    for address in receipts {
        let page = server.browser().get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address} was acknowledged and is gone");
        assert_eq!(page.all(".receipt").len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_twenty_crashes() {
    let data = TempDir::new().unwrap();
    let mut waiting = voters(&data, 160).await;
    let mut random = StdRng::seed_from_u64(9);
    let (mut acknowledged, mut crashes, mut interrupted) = (Vec::new(), 0, 0);
    let mut server = Server::start(data.path(), &["serve"]).await;
    // Until enough of them hit somebody who was casting.
    while crashes < 20 || interrupted <= 5 {
        assert!(crashes < 60 && !waiting.is_empty(), "no crash in the middle of a cast");
        let some = waiting.split_off(waiting.len().saturating_sub(8));
        let answered = Arc::new(AtomicUsize::new(0));
        let (all, enough) = (some.len(), random.random_range(0..some.len()));
        let pause = Duration::from_micros(random.random_range(0..4_000));
        let casting = cast_all(server.address, some, answered.clone());
        // In the middle of the casts on any machine, fast or busy: after some answers, before the last.
        let plug = async {
            while answered.load(Ordering::SeqCst) < enough.min(all - 1) {
                tokio::time::sleep(Duration::from_micros(200)).await;
            }
            tokio::time::sleep(pause).await;
            server.kill();
            Server::start(data.path(), &["serve"]).await
        };
        let ((receipts, unanswered), again) = tokio::join!(casting, plug);
        server = again;
        crashes += 1;
        interrupted += unanswered.len();
        assert_in_the_box(&server, &receipts).await;
        acknowledged.extend(receipts);
        waiting.splice(0..0, unanswered);
    }
    assert!(acknowledged.len() > 20, "{}", acknowledged.len());
    assert_in_the_box(&server, &acknowledged).await;
    assert!(server.stop().await);
    let store =
        Store::open(&format!("sqlite://{}", data.path().join("sakwa.db").display())).await.unwrap();
    assert_counts(&store, acknowledged.len()).await;
}

async fn assert_counts(store: &Store, at_least: usize) {
    use sea_orm::{EntityTrait, PaginatorTrait};
    let ballots = sakwa::vote::envelopes::Entity::find().count(store.read()).await.unwrap();
    let leaves = sakwa::vote::leaf_queue::Entity::find().count(store.read()).await.unwrap();
    assert_eq!(ballots, leaves, "half a ballot");
    assert!(ballots >= at_least as u64);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_process_that_dies_writes_no_core_file() {
    let data = TempDir::new().unwrap();
    let server = Server::start(data.path(), &["serve"]).await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.process())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    let words: Vec<&str> = core.split_whitespace().collect();
    assert_eq!(words[4..6], ["0", "0"], "{core}");
    server.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopping_writes_what_was_accepted() {
    let data = TempDir::new().unwrap();
    let waiting = voters(&data, 24).await;
    let server = Server::start(data.path(), &["serve"]).await;
    let address = server.address;
    let casts: Vec<_> = waiting
        .into_iter()
        .map(|(form, ola)| tokio::spawn(async move { form.try_send(&ola.at(address)).await }))
        .collect();
    tokio::time::sleep(Duration::from_millis(12)).await;
    assert!(server.stop().await, "it ends by itself, and well");
    let mut acknowledged = Vec::new();
    for cast in casts {
        acknowledged.extend(cast.await.unwrap().map(|page| receipt(&page)));
    }
    let server = Server::start(data.path(), &["serve"]).await;
    assert_in_the_box(&server, &acknowledged).await;
    server.kill();
}
