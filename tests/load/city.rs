//! A city that votes, made once and copied for every round: an edition of sixty projects, and voters
//! who have filled in their ballots and hold a pass, as after a one-time code.

use std::path::{Path, PathBuf};

use game_rules::ballot::Kind;
use rand::rngs::StdRng;
use rand::seq::index;
use rand::{RngExt, SeedableRng};
use sakwa::app::App;
use sakwa::clock::Clock;
use sakwa::people::Passwords;
use sakwa::vote::{Channel, Job, NewBallot, Part, Purpose, Source};
use sea_orm::{ConnectionTrait, Statement};
use tempfile::TempDir;

use crate::harness::server::{Server, run, sakwa, text};
use crate::harness::site::{beside, order};
use crate::harness::{PASSWORD, config, encode, hex, pass, pb};

const PROJECTS: usize = 60;
const CHOICES: usize = 10;

/// Where a round writes: a data directory and, on PostgreSQL, a database.
pub struct Place {
    pub folder: TempDir,
    /// The server and the name of the database.
    postgres: Option<(String, String)>,
}

impl Place {
    pub fn url(&self) -> Option<String> {
        self.postgres.as_ref().map(|(server, name)| beside(server, name))
    }

    pub fn sqlite(&self) -> PathBuf {
        self.folder.path().join("sakwa.db")
    }

    fn args<'a>(&self, args: &[&'a str], url: &'a Option<String>) -> Vec<&'a str> {
        let more = url.iter().flat_map(|url| ["--database-url", url]);
        args.iter().copied().chain(more).collect()
    }

    /// The program as an operator runs it behind a proxy, with its log.
    pub async fn serve(&self) -> Server {
        let url = self.url();
        let args = self.args(&["serve", "--client-ip", "RightmostXForwardedFor"], &url);
        let mut command = sakwa(self.folder.path(), &args);
        let log = std::fs::File::create(self.folder.path().join("log")).unwrap();
        command.env("SAKWA_LOG", "info").stderr(log);
        Server::of(command).await
    }

    pub async fn open(&self) -> App {
        let config = config(self.folder.path(), self.url(), None);
        App::open(config, Clock::default(), Passwords::new().unwrap()).await.unwrap()
    }

    pub async fn drop(self) {
        if let Some((server, name)) = &self.postgres {
            order(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
        }
    }
}

pub struct Voter {
    person: [u8; 32],
    /// Projects as they stand in the list.
    chosen: Vec<usize>,
    /// The form of the check page, as a browser sends it.
    pub cast: Vec<u8>,
}

pub struct City {
    place: Place,
    pub voters: Vec<Voter>,
    /// Sign-in forms of residents.
    pub logins: Vec<Vec<u8>>,
    pub edition: i64,
    pub pool: i64,
    /// Where the drafts lie.
    pub drafts: Vec<Vec<u8>>,
}

/// On the disk of the build, not in a memory that calls itself one.
fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

impl City {
    pub async fn found(postgres: Option<&str>, voters: usize, residents: usize) -> Self {
        let name = format!("sakwa_load_{}", std::process::id());
        let place = Place {
            folder: folder(),
            postgres: postgres.map(|server| (server.to_owned(), name.clone())),
        };
        if let Some(server) = postgres {
            order(server, &format!("DROP DATABASE IF EXISTS {name}")).await;
            order(server, &format!("CREATE DATABASE {name}")).await;
        }
        import(&place);
        let app = place.open().await;
        let edition = number(&app, "SELECT id FROM edition").await;
        let pool = number(&app, "SELECT id FROM pool").await;
        let first = number(&app, "SELECT min(id) FROM project").await;
        let mut random = StdRng::seed_from_u64(7);
        let voters: Vec<Voter> =
            (0..voters).map(|_| voter(&app, edition, first, &mut random)).collect();
        let link = app.keys.of(app.store.read(), edition).await.unwrap();
        let draft = |voter: &Voter| link.digest(Purpose::Draft, &[&voter.person]);
        let drafts: Vec<Vec<u8>> = voters.iter().map(draft).collect();
        put_drafts(&app, edition, &drafts, &mut random).await;
        let logins = put_residents(&app, residents).await;
        app.close().await.unwrap();
        Self { place, voters, logins, edition, pool, drafts }
    }

    /// A copy of the city to cast into.
    pub async fn copy(&self, round: &str) -> Place {
        let copy = folder();
        for file in std::fs::read_dir(self.place.folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
        }
        let Some((server, template)) = &self.place.postgres else {
            return Place { folder: copy, postgres: None };
        };
        let name = format!("{template}_{round}");
        order(server, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
        Place { folder: copy, postgres: Some((server.clone(), name)) }
    }

    /// The voters' ballots, past HTTP.
    pub async fn jobs(&self, app: &App) -> Vec<Job> {
        let key = app.keys.of(app.store.read(), self.edition).await.unwrap();
        let job = |voter: &Voter| {
            let numbers: Vec<String> = voter.chosen.iter().map(|n| (n + 1).to_string()).collect();
            let choices: Vec<(&str, i64)> = numbers.iter().map(|n| (n.as_str(), 1)).collect();
            let one_time = voter.person[..16].try_into().unwrap();
            let ballot = NewBallot::new(&one_time, "karta", "city", Kind::Approval, &choices);
            Job {
                edition_id: self.edition,
                key: key.clone(),
                person: voter.person.to_vec(),
                day: app.clock.today(),
                channel: Channel::Internet,
                lanes: ["city".to_owned()].into(),
                parts: vec![Part { pool_id: self.pool, lane: "city".to_owned(), ballot }],
                instead: None,
                paper_wins: false,
                code: None,
                owner: None,
                source: Source { network: "10.0.0.0/24".to_owned(), agent: "Android" },
            }
        };
        self.voters.iter().map(job).collect()
    }

    pub async fn raze(self) {
        self.place.drop().await;
    }
}

fn import(place: &Place) {
    let projects: Vec<String> = (1..=PROJECTS)
        .map(|n| format!("{n};{};Ławki i drzewa przy ulicy Polnej {n}", 10_000 + n))
        .collect();
    let projects: Vec<&str> = projects.iter().map(String::as_str).collect();
    let most = format!("max_length;{CHOICES}");
    let file = place.folder.path().join("karta.pb");
    std::fs::write(&file, pb("approval", &[&most, "budget;1000000"], &projects, &[])).unwrap();
    let url = place.url();
    let import = ["import", file.to_str().unwrap(), "--edition", "karta", "--phase", "voting"];
    let made = run(place.folder.path(), &place.args(&import, &url));
    assert!(made.status.success(), "{}", text(&made.stderr));
}

async fn number(app: &App, sql: &str) -> i64 {
    let db = app.store.read();
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

fn voter(app: &App, edition: i64, first: i64, random: &mut StdRng) -> Voter {
    let person: [u8; 32] = random.random();
    let chosen = index::sample(random, PROJECTS, CHOICES).into_vec();
    let mut form = format!("key={}&area=-&instead=", hex(&person[..16]));
    for project in &chosen {
        form.push_str(&format!("&choice={}%3A1", first + *project as i64));
    }
    let from: [u8; 3] = random.random();
    let (name, pass) = pass(app, edition, &person);
    let cookie = format!("{name}={pass}");
    let cast = post("/pl/karta/vote/cast", &cookie, from, &form);
    Voter { person, chosen, cast }
}

fn post(path: &str, cookie: &str, from: [u8; 3], form: &str) -> Vec<u8> {
    let [a, b, c] = from;
    format!(
        "POST {path} HTTP/1.1\r\nhost: bo.example.pl\r\ncookie: {cookie}\r\n\
         user-agent: Mozilla/5.0 (Android 16; Mobile; rv:149.0) Gecko/149.0 Firefox/149.0\r\n\
         accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n\
         accept-language: pl,en;q=0.5\r\naccept-encoding: gzip, deflate, br\r\n\
         origin: http://bo.example.pl\r\nsec-fetch-site: same-origin\r\n\
         x-forwarded-for: 10.{a}.{b}.{c}\r\ncontent-type: application/x-www-form-urlencoded\r\n\
         content-length: {}\r\n\r\n{form}",
        form.len()
    )
    .into_bytes()
}

/// A page, as a phone asks for it.
pub fn get(path: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: bo.example.pl\r\n\
         user-agent: Mozilla/5.0 (Android 16; Mobile; rv:149.0) Gecko/149.0 Firefox/149.0\r\n\
         accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n\
         accept-language: pl,en;q=0.5\r\naccept-encoding: gzip, deflate, br\r\n\r\n"
    )
    .into_bytes()
}

/// Every voter has begun their ballot on a page before they cast it.
async fn put_drafts(app: &App, edition: i64, tags: &[Vec<u8>], random: &mut StdRng) {
    let tx = app.store.begin().await.unwrap();
    let engine = tx.get_database_backend();
    let [open, close] = match engine {
        sea_orm::DatabaseBackend::Postgres => ["'\\x", "'"],
        _ => ["x'", "'"],
    };
    for tags in tags.chunks(500) {
        let rows = tags.iter().map(|tag| {
            let sealed: [u8; 296] = std::array::from_fn(|_| random.random());
            format!("({edition}, {open}{}{close}, {open}{}{close})", hex(tag), hex(&sealed))
        });
        let rows = rows.collect::<Vec<_>>().join(", ");
        let insert = format!("INSERT INTO voting_draft (edition_id, tag, sealed) VALUES {rows}");
        tx.execute_unprepared(&insert).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Residents with one password; gives their sign-in forms.
async fn put_residents(app: &App, many: usize) -> Vec<Vec<u8>> {
    let hash = app.passwords.hash(PASSWORD.to_owned()).await.unwrap();
    let now = app.clock.now();
    let tx = app.store.begin().await.unwrap();
    let mut forms = Vec::new();
    for n in 0..many {
        let email = format!("ola{n}@example.pl");
        tx.execute_unprepared(&format!(
            "INSERT INTO account (email, name, password_hash, created_at) \
             VALUES ('{email}', 'Ola Nowak', '{hash}', {now})"
        ))
        .await
        .unwrap();
        let form = format!("email={}&password={}&next=", encode(&email), encode(PASSWORD));
        let [_, a, b, c] = (n as u32).to_be_bytes();
        forms.push(post("/pl/sign-in", "", [a, b, c], &form));
    }
    tx.commit().await.unwrap();
    forms
}

/// CPU seconds of a process so far, user and system.
pub fn cpu(process: u32) -> f64 {
    let stat = Path::new("/proc").join(process.to_string()).join("stat");
    let stat = std::fs::read_to_string(stat).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks = |n: usize| fields[n].parse::<f64>().unwrap();
    // Linux counts in hundredths of a second.
    (ticks(11) + ticks(12)) / 100.0
}
