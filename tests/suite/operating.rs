//! What an operator does around a vote: commands in the wrong place, a second server, a key that is not
//! there, an address that changes.

use std::process::Output;

use sakwa::bundle::{Bundle, Options, verify};
use sakwa::seal;
use tempfile::TempDir;

use crate::harness::server::{Server, run, text};
use crate::harness::{Site, approval, on_both_engines};
use crate::vote::{cast, choose, close_and_count, voter, voting};

on_both_engines! {
    a_site_that_moves_during_a_vote_keeps_the_name_of_its_log
    a_log_without_a_name_keeps_that_of_its_first_checkpoint
    readiness_names_the_key_that_is_missing
    a_setting_that_a_vote_depends_on_is_watched
}

#[test]
fn a_command_in_the_wrong_place_makes_nothing_and_says_so() {
    let refused = |output: Output| {
        assert!(!output.status.success(), "{}", text(&output.stdout));
        assert_eq!(text(&output.stdout), "", "no password that opens nothing");
        assert!(text(&output.stderr).contains("there is no database"), "{}", text(&output.stderr));
    };
    for command in [
        &["account", "admin", "anna@example.pl", "Anna"][..],
        &["acts"],
        &["export", "miasto", "city"],
        &["link-key", "split", "miasto"],
        &["link-key", "restore", "miasto"],
        &["rehearse", "--edition", "miasto", "--out", "proba.zip"],
    ] {
        let place = TempDir::new().unwrap();
        let data = place.path().join("data");
        // The subcommands of `link-key` take the directory before them.
        let output = if command[0] == "link-key" {
            let all = [&["link-key", "--data-dir", data.to_str().unwrap()], &command[1..]].concat();
            crate::harness::server::run_anywhere(&all)
        } else {
            run(&data, command)
        };
        refused(output);
        assert!(!data.exists(), "{command:?} made something");
    }
}

#[tokio::test]
async fn an_empty_postgresql_database_is_not_taken_for_an_installation() {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        assert!(std::env::var("CI").is_err(), "CI without TEST_POSTGRES_URL");
        println!("skipped: TEST_POSTGRES_URL is not set");
        return;
    };
    let name = format!("sakwa_empty_{}", std::process::id());
    crate::harness::site::order(&server, &format!("CREATE DATABASE {name}")).await;
    let url = crate::harness::site::beside(&server, &name);
    let data = TempDir::new().unwrap();
    let output = run(data.path(), &["acts", "--database-url", &url]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("holds nothing of Sakwa"), "{}", text(&output.stderr));
    crate::harness::site::order(&server, &format!("DROP DATABASE {name}")).await;
}

#[tokio::test]
async fn a_second_server_on_the_same_directory_does_not_start() {
    let data = TempDir::new().unwrap();
    let server = Server::start(data.path(), &["serve"]).await;
    for command in [&["serve"][..], &["demo"], &["demo", "--fresh"]] {
        let second = run(data.path(), &[command, &["--listen", "127.0.0.1:0"]].concat());
        assert!(!second.status.success());
        assert!(text(&second.stderr).contains("another server"), "{}", text(&second.stderr));
    }
    assert_eq!(server.browser().get("/health").await.expect(200).text(), "ok");
    let made = run(data.path(), &["account", "admin", "anna@example.pl", "Anna"]);
    assert!(made.status.success(), "commands go on beside it: {}", text(&made.stderr));
    server.kill();
    Server::start(data.path(), &["serve"]).await.kill();
}

async fn one_ballot(site: &Site) {
    let ola = voter(site, "karta", None).await;
    choose(&ola, "karta", &["1"]).await;
    cast(&ola, "karta").await.expect(303);
}

/// Seals and publishes, and verifies what is published with the key that the trust page shows.
async fn assert_verified(site: &Site, name: &str) {
    seal::keep(&site.app).await.unwrap();
    let kept = site.stranger().get("/data/karta/checkpoints.txt").await.expect(200).text();
    assert!(kept.starts_with(&format!("{name}/karta")), "{kept}");
    assert!(site.stranger().get("/pl/karta/trust").await.expect(200).says(name));
    close_and_count(site, "karta").await;
    let file = site.stranger().get("/data/karta/bundle.zip").await.expect(200);
    let report = verify(&Bundle::unzip(&file.body).unwrap(), &Options::default());
    assert!(report.accepted, "{report:#?}");
}

async fn a_site_that_moves_during_a_vote_keeps_the_name_of_its_log(site: &Site) {
    voting(site, "inna", [approval(3, &[])]).await;
    crate::harness::EditionPlan::new(
        "karta",
        sakwa::edition::Phase::Evaluation,
        [approval(3, &[])],
    )
    .make(site)
    .await;
    crate::vote::move_on(site, "karta").await.expect(303);
    seal::keep(&site.app).await.unwrap();
    one_ballot(site).await;
    let moved = site.started_with(|config| {
        config.public_url = Some("https://budzet.miasto.example".to_owned());
    });
    let moved = moved.await;
    one_ballot(&moved).await;
    assert_verified(&moved, "bo.example.pl").await;
}

async fn a_log_without_a_name_keeps_that_of_its_first_checkpoint(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    assert_eq!(site.number("SELECT count(*) FROM opening WHERE log_name IS NULL").await, 1);
    seal::keep(&site.app).await.unwrap();
    let moved = site.started_with(|config| {
        config.public_url = Some("https://budzet.miasto.example".to_owned());
    });
    let moved = moved.await;
    one_ballot(&moved).await;
    assert_verified(&moved, "bo.example.pl").await;
}

async fn readiness_names_the_key_that_is_missing(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    assert_eq!(site.stranger().get("/health").await.expect(200).text(), "ok");
    let key = site.app.keys.path(site.number("SELECT id FROM edition").await);
    let aside = key.with_extension("aside");
    std::fs::rename(&key, &aside).unwrap();
    let without = site.started_with(|_| ()).await;
    let health = without.stranger().get("/health").await;
    assert_eq!((health.status.as_u16(), health.text().as_str()), (503, "link-key karta"));
    let officer = without.sign_in_as(sakwa::people::Role::ReturningOfficer).await;
    assert!(
        officer.get("/pl/desk").await.expect(200).says(&crate::harness::say("alarm-link-key-do"))
    );
    std::fs::rename(&aside, &key).unwrap();
    assert_eq!(without.stranger().get("/health").await.expect(200).text(), "ok");
}

async fn a_setting_that_a_vote_depends_on_is_watched(site: &Site) {
    voting(site, "karta", [approval(3, &[])]).await;
    sakwa::vote::opening::note_settings(&site.app.store, &site.app.config).await.unwrap();
    let moved = site.started_with(|config| {
        config.public_url = Some("https://budzet.miasto.example".to_owned());
    });
    let moved = moved.await;
    sakwa::vote::opening::note_settings(&moved.app.store, &moved.app.config).await.unwrap();
    let health = moved.stranger().get("/health").await.expect(200).text();
    assert!(health.contains("ok") && health.contains("setting-address karta"), "{health}");
    let officer = moved.sign_in_as(sakwa::people::Role::ReturningOfficer).await;
    let desk = officer.get("/pl/desk").await.expect(200);
    assert!(desk.says(&crate::harness::say("alarm-setting-do")));
    assert_eq!(site.stranger().get("/health").await.expect(200).text(), "ok");
}
