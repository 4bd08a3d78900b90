//! What is acknowledged is on the disk: after a full queue, a bad neighbour, a stop, a crash.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::IntoResponse;
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

async fn assert_in_the_box(server: &Server, receipts: &[String]) {
    for address in receipts {
        let page = server.browser().get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address} was acknowledged and is gone");
        assert_eq!(page.all(".receipt").len(), 1);
    }
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
