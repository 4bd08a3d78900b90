//! What was acknowledged is in the box, whatever was killed: the program, or PostgreSQL under it.
//! 64 clients cast ballots in two pools at once; at a moment nobody chose the plug is pulled.
//!
//! By default a few times; `SAKWA_CRASHES=200 cargo test --release --test suite -- crash` for two
//! hundred crashes of the program and twenty of PostgreSQL.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sakwa::app::App;
use sakwa::clock::Clock;
use sakwa::people::Passwords;
use sea_orm::{ConnectionTrait, Statement};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::harness::server::{Server, run, sakwa, text};
use crate::harness::{Browser, Site, Wire, all_at_once, city_and_districts, config, hex, pass};
use crate::vote::{assert_balanced, contents, move_on, seal};

const CLIENTS: usize = 64;
/// Receipts to be acknowledged for every crash.
const EACH: usize = 50;

fn crashes() -> usize {
    std::env::var("SAKWA_CRASHES").ok().and_then(|many| many.parse().ok()).unwrap_or(10)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_crashes_of_the_program() {
    let town = Arc::new(Town::found(None).await);
    let (mut ledger, mut random) = (Ledger::default(), StdRng::seed_from_u64(9));
    let mut server = town.serve().await;
    while ledger.goes_on(crashes()) {
        let clients = Clients::start(&town, server.address, &mut ledger);
        clients.run_a_while(&mut random).await;
        ledger.interrupted += clients.under_way();
        server.kill();
        ledger.note(clients.end().await);
        server = town.serve().await;
        ledger.assert_newest_shown(server.address).await;
    }
    ledger.close(Arc::into_inner(town).unwrap(), server).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_survives_crashes_of_postgresql() {
    if std::env::var("TEST_POSTGRES_URL").is_err() {
        println!("skipped: TEST_POSTGRES_URL is not set");
        return;
    }
    let cluster = Cluster::new();
    cluster.start().await;
    let town = Arc::new(Town::found(Some(cluster.url())).await);
    let (mut ledger, mut random) = (Ledger::default(), StdRng::seed_from_u64(10));
    let server = town.serve().await;
    while ledger.goes_on(crashes().div_ceil(10)) {
        let clients = Clients::start(&town, server.address, &mut ledger);
        clients.run_a_while(&mut random).await;
        ledger.interrupted += clients.under_way();
        cluster.kill();
        let answers = clients.end();
        cluster.start().await;
        ledger.note(answers.await);
        ledger.assert_newest_shown(server.address).await;
    }
    ledger.close(Arc::into_inner(town).unwrap(), server).await;
}

/// A town in which every voter has a ballot of the city and one of a district.
pub struct Town {
    pub folder: TempDir,
    pub database: Option<String>,
    /// Closed; it knows the key under which passes are made.
    pub app: App,
    edition: i64,
    form: String,
}

impl Town {
    async fn found(database: Option<String>) -> Self {
        Self::found_in(TempDir::new().unwrap(), database).await
    }

    pub async fn found_in(folder: TempDir, database: Option<String>) -> Self {
        let mut import = vec!["import".to_owned()];
        for (n, file) in city_and_districts().into_iter().enumerate() {
            let path = folder.path().join(format!("{n}.pb"));
            std::fs::write(&path, file).unwrap();
            import.push(path.to_str().unwrap().to_owned());
        }
        import.extend(["--edition", "miasto", "--phase", "voting"].map(str::to_owned));
        let url = database.iter().flat_map(|url| ["--database-url".to_owned(), url.clone()]);
        import.extend(url);
        let import: Vec<&str> = import.iter().map(String::as_str).collect();
        let made = run(folder.path(), &import);
        assert!(made.status.success(), "{}", text(&made.stderr));
        let app = open(&folder, &database).await;
        let number = async |sql: &str| -> i64 {
            let db = app.store.read();
            let statement = Statement::from_string(db.get_database_backend(), sql);
            db.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
        };
        let edition = number("SELECT id FROM edition").await;
        let bench = number("SELECT id FROM project WHERE number = '1'").await;
        let swings = number("SELECT id FROM project WHERE number = 'B1'").await;
        let form = format!("&area=baluty&instead=&choice={bench}:1&choice={swings}:4");
        app.clone().close().await.unwrap();
        Self { folder, database, app, edition, form }
    }

    async fn serve(&self) -> Server {
        Server::of(self.command(&[])).await
    }

    /// `serve`, with more options.
    pub fn command(&self, more: &[&str]) -> Command {
        let url = self.database.iter().flat_map(|url| ["--database-url", url]);
        let args: Vec<&str> =
            ["serve"].into_iter().chain(url).chain(more.iter().copied()).collect();
        sakwa(self.folder.path(), &args)
    }
}

async fn open(folder: &TempDir, database: &Option<String>) -> App {
    let config = config(folder.path(), database.clone(), None);
    App::open(config, Clock::default(), Passwords::weak().unwrap()).await.unwrap()
}

/// The pseudonym of a voter; the first half is the one-time key of their form.
fn person(voter: usize) -> [u8; 32] {
    Sha256::digest(voter.to_be_bytes()).into()
}

/// Voters who go on until the plug is pulled, and then as long as somebody answers them.
pub struct Clients {
    stop: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
    answered: Arc<AtomicUsize>,
    all: Vec<JoinHandle<Answers>>,
}

/// Who has which receipt, and who has none.
#[derive(Default)]
pub struct Answers {
    receipts: Vec<(usize, String)>,
    /// Voters who got no answer, or that of a failure.
    unanswered: Vec<usize>,
    /// Those answers.
    pub failures: Vec<StatusCode>,
}

impl Clients {
    pub fn start(town: &Arc<Town>, address: SocketAddr, ledger: &mut Ledger) -> Self {
        let (stop, answered) = <(Arc<AtomicBool>, Arc<AtomicUsize>)>::default();
        let asked = Arc::<AtomicUsize>::default();
        let mut again = std::mem::take(&mut ledger.unanswered).into_iter();
        let client = |_| {
            let (town, stop, next) = (town.clone(), stop.clone(), ledger.next.clone());
            let (asked, answered) = (asked.clone(), answered.clone());
            // Whoever got no answer sends the same form once more.
            let mut waiting: Vec<usize> = again.by_ref().take(1).collect();
            tokio::spawn(async move {
                let mut answers = Answers::default();
                while !stop.load(Ordering::SeqCst) {
                    let fresh = || next.fetch_add(1, Ordering::SeqCst);
                    let voter = waiting.pop().unwrap_or_else(fresh);
                    asked.fetch_add(1, Ordering::SeqCst);
                    match cast(&town, address, voter).await {
                        Cast::Acknowledged(receipt) => {
                            answered.fetch_add(1, Ordering::SeqCst);
                            answers.receipts.push((voter, receipt));
                        }
                        other => {
                            if let Cast::Failed(status) = other {
                                answers.failures.push(status);
                            }
                            answers.unanswered.push(voter);
                            break;
                        }
                    }
                }
                answers.unanswered.extend(waiting);
                answers
            })
        };
        let all = (0..CLIENTS).map(client).collect();
        Self { stop, asked, answered, all }
    }

    /// Until some have been answered, on any machine, fast or busy; then a moment longer.
    pub async fn run_a_while(&self, random: &mut StdRng) {
        let enough = random.random_range(1..2 * EACH);
        while self.answered.load(Ordering::SeqCst) < enough {
            assert!(self.ended() < self.all.len(), "nobody is answered any more");
            tokio::time::sleep(Duration::from_micros(200)).await;
        }
        tokio::time::sleep(Duration::from_micros(random.random_range(0..8_000))).await;
    }

    /// Casts that have no answer at this moment.
    fn under_way(&self) -> usize {
        self.asked.load(Ordering::SeqCst).saturating_sub(self.answered.load(Ordering::SeqCst))
    }

    /// How many have ended by themselves: each does at the first failure.
    pub fn ended(&self) -> usize {
        self.all.iter().filter(|client| client.is_finished()).count()
    }

    pub async fn end(self) -> Answers {
        self.stop.store(true, Ordering::SeqCst);
        let mut all = Answers::default();
        for client in self.all {
            let Answers { receipts, unanswered, failures } = client.await.unwrap();
            all.receipts.extend(receipts);
            all.unanswered.extend(unanswered);
            all.failures.extend(failures);
        }
        all
    }
}

pub enum Cast {
    /// With the address of the receipt.
    Acknowledged(String),
    Failed(StatusCode),
    Silence,
}

/// Casts a ballot in both pools.
pub async fn cast(town: &Town, address: SocketAddr, voter: usize) -> Cast {
    let person = person(voter);
    let browser =
        Browser::over(Wire::Socket(address)).with_cookie(pass(&town.app, town.edition, &person));
    let form = format!("key={}{}", hex(&person[..16]), town.form);
    let page = browser.try_post_raw("/pl/miasto/vote/cast", form.into()).await;
    let Some(page) = page else { return Cast::Silence };
    if page.status.is_server_error() {
        return Cast::Failed(page.status);
    }
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert!(page.location().contains("/vote/receipt/"), "{}", page.location());
    Cast::Acknowledged(page.location().to_owned())
}

/// Everything that was ever acknowledged.
#[derive(Default)]
pub struct Ledger {
    next: Arc<AtomicUsize>,
    pub receipts: HashMap<usize, String>,
    newest: Vec<String>,
    unanswered: Vec<usize>,
    crashes: usize,
    /// Casts that were under way when the plug was pulled. Not all of them stay without an answer: of a
    /// database that comes back some voters notice nothing.
    interrupted: usize,
}

impl Ledger {
    fn goes_on(&self, crashes: usize) -> bool {
        self.crashes < crashes || self.receipts.len() < crashes * EACH
    }

    pub fn note(&mut self, answers: Answers) {
        self.crashes += 1;
        let honest = |status: &StatusCode| *status == StatusCode::SERVICE_UNAVAILABLE;
        assert!(answers.failures.iter().all(honest), "{:?}", answers.failures);
        self.unanswered.extend(answers.unanswered);
        self.newest = answers.receipts.iter().map(|(_, receipt)| receipt.clone()).collect();
        for (voter, receipt) in answers.receipts {
            assert!(self.receipts.insert(voter, receipt).is_none(), "each voter asks once");
        }
    }

    async fn assert_newest_shown(&self, address: SocketAddr) {
        assert_shown(address, self.newest.clone()).await;
    }

    /// Looks at every receipt once more, at every envelope, and at what the seal makes of them.
    async fn close(self, town: Town, server: Server) {
        assert!(self.interrupted > self.crashes, "the plug was pulled in the middle of casts");
        let (site, voters) = self.open_box(town, server).await;
        // Who has no answer may have a ballot in the box; nobody else.
        let silent = self.unanswered.iter().filter(|voter| has(&voters, **voter)).count();
        assert_eq!(voters.len(), self.receipts.len() + silent);
        let ballots = 2 * i64::try_from(voters.len()).unwrap();
        assert_eq!(site.number("SELECT count(*) FROM leaf_queue").await, ballots);

        move_on(&site, "miasto").await.expect(303);
        seal(&site, "miasto").await;
        assert_balanced(&site).await;
        assert_eq!(site.number("SELECT count(*) FROM ballot").await, ballots);
        // The rules are a leaf as well.
        assert_eq!(site.number("SELECT count(*) FROM leaf").await, ballots + 1);
        site.app.close().await.unwrap();
        println!(
            "{} crashes, {} receipts acknowledged, {} casts interrupted, {} voters in the box",
            self.crashes,
            self.receipts.len(),
            self.interrupted,
            voters.len()
        );
    }

    /// Asks for every receipt once more, stops the server and opens the box: every acknowledged ballot
    /// is there, whole and once.
    pub async fn open_box(
        &self,
        town: Town,
        server: Server,
    ) -> (Site, HashMap<Vec<u8>, Vec<String>>) {
        assert_shown(server.address, self.receipts.values().cloned().collect()).await;
        assert!(server.stop().await);
        let now = town.app.clock.now();
        let site = Site::at(town.folder, town.database, now).await;
        let mut voters: HashMap<Vec<u8>, Vec<String>> = HashMap::new();
        for content in contents(&site).await {
            voters.entry(content.person).or_default().push(content.vote);
        }
        let whole = |votes: &Vec<String>| votes.len() == 2 && votes[0] != votes[1];
        assert!(voters.values().all(whole), "no ballot is half, none doubled");
        let all = self.receipts.keys().all(|voter| has(&voters, *voter));
        assert!(all, "acknowledged, and not in the box");
        assert_balanced(&site).await;
        (site, voters)
    }
}

fn has(voters: &HashMap<Vec<u8>, Vec<String>>, voter: usize) -> bool {
    voters.contains_key(&person(voter)[..])
}

/// Every receipt's page shows the codes of both ballots.
async fn assert_shown(address: SocketAddr, receipts: Vec<String>) {
    let parts = receipts.chunks(receipts.len().div_ceil(8).max(1)).map(<[String]>::to_vec);
    all_at_once(parts.map(|receipts| async move {
        let browser = Browser::over(Wire::Socket(address));
        for receipt in receipts {
            let page = browser.get(&receipt).await;
            assert_eq!(page.status, StatusCode::OK, "{receipt} was acknowledged and is gone");
            assert_eq!(page.all(".receipt").len(), 2, "half a ballot");
        }
    }))
    .await;
}

/// A PostgreSQL server of our own, which syncs as a city's does.
pub struct Cluster {
    folder: TempDir,
    bin: PathBuf,
    port: u16,
}

impl Cluster {
    pub fn new() -> Self {
        let installed = std::fs::read_dir("/usr/lib/postgresql").unwrap();
        let bin = installed.map(|version| version.unwrap().path().join("bin")).max().unwrap();
        let folder = TempDir::new().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if is_root() {
            let own = Command::new("chown").arg("postgres").arg(folder.path()).status().unwrap();
            assert!(own.success());
        }
        let cluster = Self { folder, bin, port };
        let options = ["-U", "sakwa", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"];
        assert!(cluster.command("initdb").args(options).status().unwrap().success());
        cluster
    }

    /// PostgreSQL does not run as root.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(if is_root() { "runuser" } else { "env" });
        if is_root() {
            command.args(["-u", "postgres", "--"]);
        }
        command.arg(self.bin.join(program)).arg("-D").arg(self.folder.path().join("data"));
        command.current_dir(self.folder.path()).stdout(Stdio::null());
        command
    }

    /// Also after a crash, as soon as the processes of the one before are gone.
    pub async fn start(&self) {
        let options = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 -c logging_collector=off",
            self.port,
            self.folder.path().display()
        );
        let log = self.folder.path().join("log");
        for _ in 0..100 {
            let mut start = self.command("pg_ctl");
            start.args(["-w", "-t", "60", "-l"]).arg(&log).args(["-o", &options, "start"]);
            if start.stderr(Stdio::null()).status().unwrap().success() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{}", std::fs::read_to_string(log).unwrap_or_default());
    }

    pub fn url(&self) -> String {
        format!("postgres://sakwa@127.0.0.1:{}/postgres", self.port)
    }

    /// Kills the postmaster and, where Linux names them, its children, which would otherwise answer what
    /// they are at before they notice.
    fn kill(&self) {
        let file = self.folder.path().join("data/postmaster.pid");
        let Ok(text) = std::fs::read_to_string(file) else { return };
        let id = text.lines().next().unwrap();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        let children = children.unwrap_or_default();
        let all = std::iter::once(id).chain(children.split_whitespace());
        let _ = Command::new("kill").arg("-KILL").args(all).stderr(Stdio::null()).status();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.kill();
    }
}

pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}
