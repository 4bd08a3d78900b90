//! Rows that the database refuses, among others that it takes; and more ballots than can wait.

use std::time::Duration;

use axum::http::StatusCode;
use game_rules::ballot::Kind;
use sakwa::vote::{Channel, Job, NewBallot, Part, Purpose, Source};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction};

use super::{assert_balanced, ballots, voting};
use crate::harness::{Browser, Page, Site, approval, hex, on_both_engines, pass};

on_both_engines! {
    a_bad_row_fails_one_person_of_a_group
    who_comes_when_the_queue_is_full_is_told_when_to_come_back
}

/// Somebody with a pass, and their form.
struct Voter {
    browser: Browser,
    form: String,
}

impl Voter {
    async fn cast(&self) -> Page {
        self.browser.post_raw("/pl/karta/vote/cast", self.form.clone().into()).await
    }
}

async fn voters(site: &Site, many: u8) -> Vec<Voter> {
    voting(site, "karta", [approval(3, &[])]).await;
    let edition = site.number("SELECT id FROM edition").await;
    let project = site.number("SELECT id FROM project WHERE number = '2'").await;
    let voter = |n: u8| Voter {
        browser: site.stranger().with_cookie(pass(&site.app, edition, &[n; 32])),
        form: format!("key={}&area=-&instead=&choice={project}:1", hex(&[n; 16])),
    };
    (0..many).map(voter).collect()
}

/// Holds the writer, so that what is cast meanwhile waits and is written together.
async fn hold(site: &Site) -> DatabaseTransaction {
    let tx = site.app.store.begin().await.unwrap();
    tx.execute_unprepared("UPDATE edition SET title = title").await.unwrap();
    tx
}

async fn a_bad_row_fails_one_person_of_a_group(site: &Site) {
    let voters = voters(site, 40).await;
    let edition = site.number("SELECT id FROM edition").await;
    let key = site.app.keys.of(site.app.store.read(), edition).await.unwrap();
    let tag = hex(&key.digest(Purpose::Envelope, &[b"city", &[13; 32]]));
    let trigger = match site.app.store.read().get_database_backend() {
        DatabaseBackend::Postgres => format!(
            "CREATE FUNCTION bad() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'bad row'; END $$; \
             CREATE TRIGGER bad BEFORE INSERT ON envelope FOR EACH ROW \
             WHEN (NEW.tag = '\\x{tag}') EXECUTE FUNCTION bad()"
        ),
        _ => format!(
            "CREATE TRIGGER bad BEFORE INSERT ON envelope WHEN NEW.tag = x'{tag}' \
             BEGIN SELECT RAISE(ABORT, 'bad row'); END"
        ),
    };
    site.change(&trigger).await.unwrap();
    let held = hold(site).await;
    let casts: Vec<_> =
        voters.into_iter().map(|voter| tokio::spawn(async move { voter.cast().await })).collect();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(casts.iter().all(|cast| !cast.is_finished()), "they wait for the writer");
    held.rollback().await.unwrap();
    for (n, cast) in casts.into_iter().enumerate() {
        let page = cast.await.unwrap();
        match n {
            13 => assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR),
            _ => assert!(page.expect(303).location().contains("/vote/receipt/")),
        }
    }
    assert_eq!(ballots(site).await, 39);
    assert_balanced(site).await;
}

/// So many ballots past HTTP that no more can wait, each of another person.
async fn fill(site: &Site, edition: i64) -> Vec<tokio::task::JoinHandle<bool>> {
    let app = &site.app;
    let key = app.keys.of(app.store.read(), edition).await.unwrap();
    let pool_id = site.number("SELECT id FROM pool").await;
    let job = |n: u32| {
        let person: Vec<u8> = n.to_be_bytes().repeat(8);
        let one_time = person[..16].try_into().unwrap();
        let ballot = NewBallot::new(&one_time, "karta", "city", Kind::Approval, &[("2", 1)]);
        Job {
            edition_id: edition,
            key: key.clone(),
            person,
            day: app.clock.today(),
            channel: Channel::Internet,
            lanes: ["city".to_owned()].into(),
            parts: vec![Part { pool_id, lane: "city".to_owned(), ballot }],
            instead: None,
            paper_wins: false,
            code: None,
            owner: None,
            source: Source::default(),
        }
    };
    // One is with the writer, which stands still, and 4096 wait; the last ones are refused.
    let mut waiting = Vec::new();
    for n in 1000..1000 + 1 + 4096 + 10 {
        let (app, job) = (app.clone(), job(n));
        waiting.push(tokio::spawn(async move { app.casting.cast(job).await.is_ok() }));
        if n == 1000 {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
    while waiting.iter().filter(|cast| cast.is_finished()).count() == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    waiting
}

async fn who_comes_when_the_queue_is_full_is_told_when_to_come_back(site: &Site) {
    let voter = voters(site, 1).await.remove(0);
    let edition = site.number("SELECT id FROM edition").await;
    let held = hold(site).await;
    let waiting = fill(site, edition).await;
    let page = voter.cast().await.expect(503);
    assert_eq!(page.headers["retry-after"], "3");
    assert!(page.text().contains("spróbuj ponownie za chwilę"), "{}", page.text());
    held.rollback().await.unwrap();
    let mut stored = 0;
    for cast in waiting {
        stored += i64::from(cast.await.unwrap());
    }
    assert_eq!(ballots(site).await, stored, "who was told that it is stored, and nobody else");
    assert!(voter.cast().await.expect(303).location().contains("/vote/receipt/"));
    assert_eq!(ballots(site).await, stored + 1);
    assert_balanced(site).await;
}
