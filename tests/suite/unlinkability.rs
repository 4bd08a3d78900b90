//! After the seal no way leads from a person to a ballot: not for somebody who has every table in the
//! order in which it lies, a copy made before the seal, the log and the files.

use std::collections::{BTreeSet, HashMap, HashSet};

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use sakwa::edition::Phase;
use sakwa::people::Role;
use sakwa::seal;
use sakwa::vote::commitment;
use sakwa::vote::envelope::Content;

use crate::harness::{EditionPlan, PASSWORD, Site, on_both_engines};
use crate::linker::{Ballot, Linker, Table, Voter, dump, more_than_chance};
use crate::vote::{close_and_count, codes, contents, move_on};

on_both_engines! {
    after_the_seal_no_way_leads_from_a_person_to_a_ballot
}

/// A voter, who comes with another device each time.
struct Robot {
    /// None for who has a code.
    account: Option<i64>,
    code: String,
    email: String,
    vote: String,
    receipts: Vec<String>,
}

/// Half of them have accounts, half a printed code and an address in the register, to which the program
/// writes that they have voted.
async fn crowd(site: &Site, people: usize) -> Vec<Robot> {
    let projects: Vec<String> = (1..=60).map(|n| format!("{n};100;Projekt {n}")).collect();
    let projects: Vec<&str> = projects.iter().map(String::as_str).collect();
    let file = crate::harness::pb("approval", &["max_length;4"], &projects, &[]);
    EditionPlan::new("karta", Phase::Evaluation, [file]).make(site).await;
    let registrar = site.sign_in_as(Role::Registrar).await;
    let policy = [
        ("account", "any"),
        ("way", "code"),
        ("by", "number"),
        ("per-contact", "1"),
        ("because", "Kto nie ma konta, dostaje kod pocztą."),
    ];
    registrar.post("/pl/desk/karta/eligibility", &policy).await.expect(303);
    let address = |n: usize| format!("glosujaca{n}@poczta.example.pl");
    let mut file = "Numer;Kontakt\n".to_owned();
    for n in 0..people / 2 {
        file.push_str(&format!("KARTA-{n:04};{}\n", address(n)));
    }
    let register = "/pl/desk/karta/register";
    registrar.send_file(&format!("{register}/file"), &[], file.as_bytes()).await.expect(303);
    registrar.post(&format!("{register}/apply"), &[("press", "apply")]).await.expect(303);
    let slips = registrar.post("/pl/desk/karta/codes", &[]).await.expect(200);
    move_on(site, "karta").await.expect(303);

    let mut robots = Vec::new();
    for (slip, code) in slips.all(".slip").iter().zip(slips.all(".slip .big")) {
        // "Row 2" of the register is the first below its head.
        let row = slip.split("wiersz rejestru ").nth(1).unwrap();
        let row: usize = row.split(|c: char| !c.is_ascii_digit()).next().unwrap().parse().unwrap();
        let (vote, receipts) = Default::default();
        robots.push(Robot { account: None, code, email: address(row - 2), vote, receipts });
    }
    assert_eq!(robots.len(), people / 2);
    for _ in people / 2..people {
        let account = site.account(Role::Resident).await;
        let (vote, receipts) = Default::default();
        let (code, email) = (String::new(), account.email.clone());
        robots.push(Robot { account: Some(account.id), code, email, vote, receipts });
    }
    robots.shuffle(&mut StdRng::seed_from_u64(1));
    robots
}

/// Casts four projects that nobody else has, instead of what was cast before.
async fn cast_anew(
    site: &Site,
    robot: &mut Robot,
    taken: &mut HashSet<String>,
    random: &mut StdRng,
) {
    site.app.clock.set(site.app.clock.now() + SIX_HOURS / people() as i64);
    let browser = site.stranger();
    match robot.account {
        Some(_) => browser.sign_in(&robot.email, PASSWORD).await,
        None => {
            let typed = browser.post("/pl/karta/vote/verify/code", &[("code", &robot.code)]).await;
            typed.expect(303);
        }
    }
    let chosen = loop {
        let chosen: BTreeSet<i64> = (0..4).map(|_| random.random_range(1..=60)).collect();
        let numbers: Vec<String> = chosen.iter().map(|number| number.to_string()).collect();
        if chosen.len() == 4 && taken.insert(numbers.join(",")) {
            robot.vote = numbers.join(",");
            break chosen;
        }
    };
    let first = site.number("SELECT id FROM project WHERE number = '1'").await;
    let key = uuid::Builder::from_random_bytes(random.random()).into_uuid().to_string();
    let choices: Vec<String> =
        chosen.iter().map(|number| format!("{}:1", first + number - 1)).collect();
    let instead = match robot.receipts.is_empty() {
        true => String::new(),
        false => sakwa::vote::fingerprint(robot.receipts.iter().map(String::as_str)),
    };
    let mut fields = vec![("key", key.as_str()), ("area", "-"), ("instead", &instead)];
    fields.extend(choices.iter().map(|choice| ("choice", choice.as_str())));
    let page = browser.post("/pl/karta/vote/cast", &fields).await.expect(303);
    robot.receipts = codes(&browser, &page).await;
    // An hour of ballots is a batch of the log.
    seal::keep(&site.app).await.unwrap();
}

/// For first ballots; changes take two more.
const SIX_HOURS: i64 = 6 * 3600;

/// A few hundred, or as many as SAKWA_VOTERS says.
fn people() -> usize {
    std::env::var("SAKWA_VOTERS").map_or(300, |set| set.parse().unwrap())
}

async fn after_the_seal_no_way_leads_from_a_person_to_a_ballot(site: &Site) {
    crate::planted::listen();
    let people = people();
    let mut robots = crowd(site, people).await;
    let edition = site.number("SELECT id FROM edition").await;
    let opened = site.app.clock.now();
    let (random, mut taken) = (&mut StdRng::seed_from_u64(11), HashSet::new());
    for n in 0..robots.len() {
        cast_anew(site, &mut robots[n], &mut taken, random).await;
        // Three in ten change their minds, most of them later.
        if n % 10 < 3 {
            cast_anew(site, &mut robots[n / 2], &mut taken, random).await;
        }
    }
    let open = opened..=site.app.clock.now();
    let mut backup = dump(site).await;
    let secret: [u8; 32] = std::fs::read(site.app.keys.path(edition)).unwrap().try_into().unwrap();
    let contents = contents(site).await;
    assert_eq!(contents.len(), people);

    close_and_count(site, "karta").await;
    let mut tables = dump(site).await;
    assert_eq!(site.number("SELECT count(*) FROM ballot").await, people as i64);
    let numbers = |vote: &str| -> String {
        let chosen: BTreeSet<i64> = vote.split(',').map(|number| number.parse().unwrap()).collect();
        chosen.iter().map(i64::to_string).collect::<Vec<_>>().join(",")
    };
    let mut voters: Vec<Voter> = Vec::new();
    let mut accounts = HashMap::new();
    for (place, robot) in robots.iter().enumerate() {
        let content = contents.iter().find(|content| numbers(&content.vote) == robot.vote).unwrap();
        let names = vec![hex(&content.person), robot.email.clone()];
        accounts.extend(robot.account.map(|id| (id, place)));
        voters.push(Voter { names, vote: robot.vote.clone() });
    }
    let leaves: HashMap<String, String> = rows_of(site, "SELECT hash FROM leaf WHERE position > 0")
        .await
        .iter()
        .map(|leaf| {
            let hash: [u8; 32] = leaf[..].try_into().unwrap();
            (game_rules::ballot::receipt_code(&hash).replace('-', ""), hex(leaf))
        })
        .collect();
    let mut ballots: Vec<Ballot> = Vec::new();
    for row in site.rows("SELECT receipt, vote FROM ballot").await {
        let [receipt, vote]: [String; 2] = [0, 1].map(|at| row.try_get_by_index(at).unwrap());
        let names = vec![receipt.to_lowercase(), leaves[&receipt].clone()];
        ballots.push(Ballot { names, vote: numbers(&vote) });
    }
    let system = usize::from(site.app.config.database_url.is_some());
    let linker = Linker { voters: &voters, ballots: &ballots, accounts, system, open };

    // With the key everybody is found in the copy: the linker is not blind.
    let row = |content: &Content| vec![hex(&content.person), content.receipt.to_lowercase()];
    let with_key = Table { name: "opened".to_owned(), rows: contents.iter().map(row).collect() };
    assert!(linker.by_values(&[with_key]) > people as f64 * 0.99);
    // So it is to orders and to hours, where there are any.
    let mut told = linker.planted();
    assert_eq!(linker.by_orders(&told).0, people);
    assert!(linker.by_time(&told, 10) > people as f64 * 0.99);
    // Orders of one table are told from those of another, where they stand among all of them too.
    tables.append(&mut told);
    assert_eq!(linker.by_orders(&tables).0, people);
    tables.truncate(tables.len() - 2);

    // Values, in the tables of now, in the copy of before, and in the log.
    backup.push(Table { name: "log".to_owned(), rows: logged() });
    backup.append(&mut tables);
    let all = backup;
    let limit = more_than_chance(1);
    let found = linker.by_values(&all);
    assert!(found < limit as f64, "{found} by values");
    // Orders: as rows lie, as transactions came, by every column.
    let (most, tries) = linker.by_orders(&all);
    assert!(tries > 20 && most < more_than_chance(tries), "{most} by one of {tries} orders");
    // Hours: of voters there are some, in sessions and letters; a ballot has none but that of its batch
    // of the log, which is no small one.
    let (of_voters, of_ballots) = linker.moments(&all);
    assert!(of_voters.len() > people / 3, "{}", of_voters.len());
    assert_eq!(of_ballots.len(), 0, "a ballot has an hour");
    let sizes = site.rows("SELECT size FROM checkpoint ORDER BY size").await;
    let sizes: Vec<i64> = sizes.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    assert!(sizes.len() > 3);
    let inner = &sizes[..sizes.len() - 1];
    assert!(inner.windows(2).all(|pair| pair[1] - pair[0] >= 50), "{sizes:?}");

    // The key itself: in no file of the site is there a window of 32 bytes that gives its hash, and in
    // no table or line of the log its digits.
    assert_eq!(commitment(&secret)[..], rows_of(site, "SELECT key_hash FROM opening").await[0][..]);
    for file in std::fs::read_dir(&site.app.config.data_dir).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(32).any(|window| window == secret), "the key is on the disk");
    }
    let digits = hex(&secret);
    let mut cells = all.iter().flat_map(|table| &table.rows).flatten();
    assert!(!cells.any(|cell| cell.contains(&digits)), "the key is in a table");
}

/// What the log says about this vote, a line a row. Its own hours are those of the machine.
fn logged() -> Vec<Vec<String>> {
    let log = crate::planted::log().to_lowercase();
    log.lines().filter(|line| line.contains("karta")).map(|line| vec![line.to_owned()]).collect()
}

fn hex(bytes: &[u8]) -> String {
    game_rules::log::to_hex(bytes)
}

async fn rows_of(site: &Site, sql: &str) -> Vec<Vec<u8>> {
    site.rows(sql).await.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
