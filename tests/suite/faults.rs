//! The machine fails under a vote: its disk is full, its disk errs, its clock is wrong. A ballot is
//! acknowledged if and only if it is stored, and what was only a moment's fault leaves nothing behind.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sakwa::edition::Phase;
use sakwa::people::Role;
use sakwa::{desk, seal};
use tempfile::TempDir;

use crate::crash::{Cast, Clients, Cluster, Ledger, Town, cast, is_root};
use crate::harness::server::Server;
use crate::harness::site::{beside, order};
use crate::harness::{DAY, EditionPlan, NOW, Site, approval, on_both_engines, say};

on_both_engines! {
    a_clock_that_jumps_ends_no_vote
    a_clock_that_is_set_right_again_needs_nobody
    an_officer_says_that_the_clock_is_right
    a_restart_under_a_wrong_clock_ends_no_vote
}

/// What goes wrong with a machine, and is mended again.
trait Trouble {
    fn make(&self);
    fn mend(&self);
}

/// 64 clients cast while trouble comes and goes; whoever is not acknowledged asks again when it has
/// gone, and after the last time nobody asks again.
async fn assert_stored_if_acknowledged(
    town: Town,
    server: Server,
    trouble: &impl Trouble,
    rounds: usize,
) {
    let town = Arc::new(town);
    let (mut ledger, mut random) = (Ledger::default(), StdRng::seed_from_u64(15));
    let browser = server.browser();
    let mut letters = 0;
    for round in 0..rounds {
        let clients = Clients::start(&town, server.address, &mut ledger);
        clients.run_a_while(&mut random).await;
        tokio::time::sleep(Duration::from_millis(random.random_range(0..10))).await;
        trouble.make();
        let began = Instant::now();
        while clients.ended() < 64 && began.elapsed() < Duration::from_secs(20) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(clients.ended(), 64, "somebody was still answered");
        // Something small may still find room; then it must be there as well.
        let email = format!("ola{round}@example.pl");
        let page = browser.post("/pl/sign-up", &[("email", &email)]).await;
        match page.status {
            StatusCode::SERVICE_UNAVAILABLE => assert!(page.says(&say("error-out-of-order"))),
            _ => letters += 1,
        }
        let answers = clients.end().await;
        assert!(!answers.failures.is_empty());
        ledger.note(answers);
        trouble.mend();
    }
    assert!(ledger.receipts.len() >= 10 * rounds, "{}", ledger.receipts.len());
    // It must not only remember: what it says stands on the disk.
    server.kill();
    let server = Server::of(town.command(&["--spare-disk", "0"])).await;
    let town = Arc::into_inner(town).unwrap();
    let (site, voters) = ledger.open_box(town, server).await;
    assert_eq!(voters.len(), ledger.receipts.len(), "refused, and in the box all the same");
    assert_eq!(site.number("SELECT count(*) FROM mail").await, letters);
    site.app.close().await.unwrap();
}

/// A disk of a few megabytes in memory. Only root may have one.
struct SmallDisk {
    path: PathBuf,
}

impl SmallDisk {
    /// None where that needs another user; under CI that is a failure.
    fn mount(path: &Path, options: &str) -> Option<Self> {
        if !is_root() {
            assert!(std::env::var("CI").is_err(), "CI without root cannot mount a small disk");
            println!("skipped: only root can mount a small disk");
            return None;
        }
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "sakwa-small"])
            .arg(path)
            .status();
        assert!(mount.unwrap().success(), "a small disk is mounted");
        Some(Self { path: path.to_owned() })
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.path).status();
    }
}

/// Filled to the last byte by a file that has nothing to do with the vote.
impl Trouble for SmallDisk {
    fn make(&self) {
        let mut ballast = std::fs::File::create(self.path.join("ballast")).unwrap();
        let block = [0_u8; 4096];
        while std::io::Write::write_all(&mut ballast, &block).is_ok() {}
    }

    fn mend(&self) {
        std::fs::remove_file(self.path.join("ballast")).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_takes_no_ballot_that_is_lost() {
    let folder = TempDir::new().unwrap();
    let Some(disk) = SmallDisk::mount(folder.path(), "size=32m,mode=700") else { return };
    let town = Town::found_in(folder, None).await;
    let server = Server::of(town.command(&["--spare-disk", "0"])).await;
    assert_stored_if_acknowledged(town, server, &disk, 10).await;
}

/// Every write beyond the first bytes of a file fails, as on a disk that is dying.
struct FailingWrites {
    process: u32,
}

impl FailingWrites {
    fn limit(&self, bytes: &str) {
        let process = self.process.to_string();
        let set = format!("--fsize={bytes}:unlimited");
        let done = Command::new("prlimit").args(["--pid", &process, &set]).status().unwrap();
        assert!(done.success());
    }
}

impl Trouble for FailingWrites {
    fn make(&self) {
        self.limit("4096");
    }

    fn mend(&self) {
        self.limit("unlimited");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_errs_takes_no_ballot_that_is_lost() {
    let town = Town::found_in(TempDir::new().unwrap(), None).await;
    let serve = town.command(&["--spare-disk", "0"]);
    // A process that ignores the signal is told by the write that it failed.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(serve.get_program());
    command.args(serve.get_args()).env("SAKWA_LOG", "off").env_remove("SAKWA_DATABASE_URL");
    let server = Server::of(command).await;
    let trouble = FailingWrites { process: server.process() };
    assert_stored_if_acknowledged(town, server, &trouble, 5).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_tablespace_takes_no_ballot_that_is_lost() {
    if std::env::var("TEST_POSTGRES_URL").is_err() {
        assert!(std::env::var("CI").is_err(), "CI without TEST_POSTGRES_URL");
        println!("skipped: TEST_POSTGRES_URL is not set");
        return;
    }
    let place = TempDir::new().unwrap();
    let Some(disk) = SmallDisk::mount(place.path(), "size=18m,mode=755") else { return };
    let space = place.path().join("space");
    std::fs::create_dir(&space).unwrap();
    let own = Command::new("chown").arg("postgres").arg(&space).status();
    assert!(own.unwrap().success());
    // A server of its own: none that has a full tablespace makes a checkpoint, of which others wait.
    let cluster = Cluster::new();
    cluster.start().await;
    let url = cluster.url();
    order(&url, &format!("CREATE TABLESPACE small LOCATION '{}'", space.display())).await;
    order(&url, "CREATE DATABASE small TABLESPACE small").await;
    let town = Town::found_in(TempDir::new().unwrap(), Some(beside(&url, "small"))).await;
    let server = Server::of(town.command(&[])).await;
    assert_stored_if_acknowledged(town, server, &disk, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ballots_are_refused_while_there_is_still_room_to_say_why() {
    let town = Town::found_in(TempDir::new().unwrap(), None).await;
    let mut command = town.command(&["--spare-disk", "1000000000"]);
    command.env("SAKWA_LOG", "info").stderr(Stdio::piped());
    let server = Server::listening(command);
    assert!(matches!(
        cast(&town, server.address, 1).await,
        Cast::Failed(StatusCode::SERVICE_UNAVAILABLE)
    ));
    let health = server.browser().get("/health").await;
    assert_eq!((health.status.as_u16(), health.text().as_str()), (503, "disk"));
    let log = server.log();
    assert!(log.contains("needs somebody's hand") && log.contains("\"alarm\":\"disk\""), "{log}");

    let site = Site::at(town.folder, None, town.app.clock.now()).await;
    assert_eq!(site.number("SELECT count(*) FROM envelope").await, 0);
    let short = site.started_with(|config| config.spare_disk = 1_000_000_000).await;
    let desk = short.sign_in_as(Role::ReturningOfficer).await.get("/pl/desk").await.expect(200);
    assert!(desk.says(&say("alarm-disk-do")));
    let desk = site.sign_in_as(Role::ReturningOfficer).await.get("/pl/desk").await.expect(200);
    assert!(!desk.says(&say("alarm-disk-do")));
}

async fn phase(site: &Site, slug: &str) -> String {
    let sql = format!("SELECT phase FROM edition WHERE slug = '{slug}'");
    site.rows(&sql).await[0].try_get_by_index(0).unwrap()
}

/// One edition votes for a week, another collects projects for a week.
async fn two_editions(site: &Site) {
    EditionPlan::new("karta", Phase::Voting, [approval(3, &[])]).make(site).await;
    EditionPlan::new("nowa", Phase::Submission, [approval(3, &[])]).make(site).await;
    assert_eq!(desk::keep_calendars(&site.app).await.unwrap(), 0);
}

/// Casts as a new resident; gives whether the ballot was taken.
async fn can_vote(site: &Site) -> bool {
    let ola = crate::vote::voter(site, "karta", None).await;
    let page = ola.get("/pl/karta/vote/ballot").await;
    if page.status != StatusCode::OK || !page.has("button[value^='add:']") {
        return false;
    }
    crate::vote::choose(&ola, "karta", &["1"]).await;
    crate::vote::cast(&ola, "karta").await.status == StatusCode::SEE_OTHER
}

async fn a_clock_that_jumps_ends_no_vote(site: &Site) {
    two_editions(site).await;
    for wrong in [NOW + 60 * DAY, NOW - 2 * DAY] {
        site.app.clock.jump(wrong);
        assert_eq!(desk::keep_calendars(&site.app).await.unwrap(), 0);
        assert_eq!(phase(site, "karta").await, "voting");
        assert_eq!(phase(site, "nowa").await, "submission");
        let health = site.stranger().get("/health").await.expect(200);
        assert_eq!(health.text().split_whitespace().collect::<Vec<_>>(), ["ok", "clock"]);
        let desk = site.sign_in_as(Role::ReturningOfficer).await.get("/pl/desk").await.expect(200);
        assert!(desk.says(&say("alarm-clock")));
        seal::keep(&site.app).await.unwrap();
    }
    assert!(can_vote(site).await, "deadlines go by the seconds that have passed");
}

async fn a_clock_that_is_set_right_again_needs_nobody(site: &Site) {
    two_editions(site).await;
    site.app.clock.jump(NOW + 60 * DAY);
    assert_eq!(desk::keep_calendars(&site.app).await.unwrap(), 0);
    site.app.clock.jump(NOW);
    site.app.clock.set(NOW + 8 * DAY);
    assert_eq!(desk::keep_calendars(&site.app).await.unwrap(), 2, "its true hour has come");
    assert_eq!(phase(site, "karta").await, "counting");
    assert_eq!(phase(site, "nowa").await, "evaluation");
    assert_eq!(site.stranger().get("/health").await.expect(200).text(), "ok");
}

async fn an_officer_says_that_the_clock_is_right(site: &Site) {
    two_editions(site).await;
    // It was the clock of before that was wrong.
    site.app.clock.jump(NOW + 8 * DAY);
    assert_eq!(desk::keep_calendars(&site.app).await.unwrap(), 0);
    let anna = site.sign_in_as(Role::ReturningOfficer).await;
    site.sign_in_as(Role::Clerk).await.post("/pl/desk/clock", &[]).await.expect(403);
    let form = anna.get("/pl/desk").await.expect(200).form("form[action$='/desk/clock']");
    form.send(&anna).await.expect(303);
    // A week has passed: whoever was signed in is no longer.
    let jan = site.sign_in_as(Role::ReturningOfficer).await;
    assert!(!jan.get("/pl/desk").await.expect(200).says(&say("alarm-clock")));
    let acts = site.number("SELECT count(*) FROM act WHERE kind = 'clock'").await;
    assert_eq!(acts, 1);
    jan.post("/pl/desk/clock", &[]).await.expect(303);
    assert_eq!(site.number("SELECT count(*) FROM act WHERE kind = 'clock'").await, acts);
    assert_eq!(desk::keep_calendars(&site.app).await.unwrap(), 2);
    assert_eq!(phase(site, "karta").await, "counting");
}

async fn a_restart_under_a_wrong_clock_ends_no_vote(site: &Site) {
    two_editions(site).await;
    site.app.clock.jump(NOW + 60 * DAY);
    let started = site.started_with(|_| ()).await;
    assert_eq!(desk::keep_calendars(&started.app).await.unwrap(), 0);
    assert_eq!(phase(site, "karta").await, "voting");
    // Another start of the machine, after which nobody can tell how much time has passed.
    let another_start = "UPDATE pulse SET counted_from = 'another start'";
    site.change(another_start).await.unwrap();
    let started = site.started_with(|_| ()).await;
    assert_eq!(desk::keep_calendars(&started.app).await.unwrap(), 0);
    assert_eq!(phase(site, "karta").await, "voting");
    site.change(another_start).await.unwrap();
    started.app.clock.jump(NOW + 3600);
    let started = site.started_with(|_| ()).await;
    started.app.store.beat(&started.app.clock).await.unwrap();
    assert_eq!(started.app.store.pulse().doubt(), None, "an hour was needed to start the machine");
}
