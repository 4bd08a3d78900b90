//! The rehearsal: everything holds in an honest copy, the original stays as it was, what it publishes is
//! verified by two programs, and what is planted in it is found by name.
//!
//! By default with 120 voters; `SAKWA_VOTERS=2000 cargo test --test suite -- rehearse::` with two thousand.

use std::path::{Path, PathBuf};
use std::process::Command;

use game_rules::ballot;
use game_rules::log::rules_leaf;
use sakwa::bundle::{Bundle, Contents, Opening, Outcomes, PYTHON_VERIFIER, Signer};
use sakwa::edition::Phase;
use sakwa::people::Role;
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use serde_json::Value;
use tempfile::TempDir;

use crate::harness::server::{run, run_anywhere, text};
use crate::harness::{Browser, EditionPlan, Engine, Page, Site, on_both_engines, pb, say};

on_both_engines! {
    city_hall_presses_once_and_reads_what_held
    only_one_rehearsal_runs_and_what_is_wrong_is_said
}

fn voters() -> usize {
    std::env::var("SAKWA_VOTERS").ok().and_then(|many| many.parse().ok()).unwrap_or(120)
}

const EDITION: &str = "miasto-2027";

/// A city, a district of points and one of money, about to be evaluated.
fn town() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut args = vec!["import".to_owned()];
    for (name, file) in ["city", "baluty", "polesie"].iter().zip(files()) {
        let path = folder.path().join(format!("{name}.pb"));
        std::fs::write(&path, file).unwrap();
        args.push(path.to_str().unwrap().to_owned());
    }
    args.extend(["--edition", EDITION, "--phase", "evaluation"].map(str::to_owned));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let output = run(&folder.path().join("data"), &args);
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

fn files() -> [String; 3] {
    let projects: Vec<String> =
        (1..=12).map(|n| format!("{n};{};Projekt {n}", 40 + n * 37 % 210)).collect();
    let projects: Vec<&str> = projects.iter().map(String::as_str).collect();
    let baluty = ["B1;100;Huśtawki", "B2;200;Siłownia", "B3;300;Łąka kwietna"];
    let points = ["max_sum_points;6", "max_points;4", "budget;450", "district;Bałuty"];
    let polesie = ["P1;300;Latarnie", "P2;200;Chodnik", "P3;250;Wybieg dla psów"];
    [
        pb("approval", &["max_length;4", "budget;700"], &projects, &[]),
        pb("cumulative", &points, &baluty, &[]),
        pb("approval", &["max_sum_cost;500", "budget;500", "district;Polesie"], &polesie, &[]),
    ]
}

fn rehearse(folder: &Path, out: &Path, options: &[&str]) -> std::process::Output {
    let (voters, out) = (voters().to_string(), out.to_str().unwrap());
    let own = ["rehearse", "--edition", EDITION, "--voters", &voters, "--out", out];
    run(&folder.join("data"), &[&own, options].concat())
}

#[test]
fn everything_holds_and_the_original_is_as_it_was() {
    let folder = town();
    let (folder, data) = (folder.path(), folder.path().join("data"));
    let out = folder.join("rehearsal.zip");
    // What a rehearsal left that was killed.
    std::fs::create_dir_all(data.join("rehearsal")).unwrap();
    std::fs::write(data.join("rehearsal/sakwa.db"), "left").unwrap();
    let before = std::fs::read(data.join("sakwa.db")).unwrap();
    let began = std::time::Instant::now();
    let output = rehearse(folder, &out, &["--json"]);
    println!("{} voters in {:?}", voters(), began.elapsed());
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    assert!(before == std::fs::read(data.join("sakwa.db")).unwrap(), "the original was written");
    let mut left: Vec<String> = std::fs::read_dir(&data)
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("sakwa.db"))
        .collect();
    left.sort();
    // Its report: the opening of the voting asks for it.
    assert_eq!(left, ["person.key", "rehearsal-1.json", "rehearsal.lock"]);

    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["edition"], "miasto-2027-rehearsal");
    let checks = report["checks"].as_array().unwrap();
    assert!(checks.len() > 20 && checks.iter().all(|check| check["holds"] == true), "{report:#}");
    // Nothing was compared with nothing.
    let seen = |code: &str| {
        let check = checks.iter().find(|check| check["code"] == code).unwrap();
        check["seen"].as_str().unwrap().parse::<u64>().unwrap()
    };
    for code in [
        "box",
        "refused",
        "persons",
        "published",
        "excluded",
        "marks",
        "ballots",
        "receipts",
        "replaced",
        "hashes",
        "office",
        "recount",
        "files",
    ] {
        assert!(seen(code) > 0, "{code} is empty: {report:#}");
    }
    for name in ["changed", "doubles", "devices", "excluded", "too-much", "wrong-code", "late"] {
        let did = report["did"].as_array().unwrap().iter().find(|did| did[0] == name);
        assert!(did.is_some_and(|did| did[1].as_u64() > Some(0)), "{name}: {report:#}");
    }

    honest(&out);
    planted(&Contents::read(&Bundle::read(&out).unwrap()).unwrap().0);
    pabutools_agrees(&out);

    // An earlier rehearsal is written over, in another language; another file is not.
    std::fs::write(folder.join("letter.zip"), "no rehearsal").unwrap();
    let refused = rehearse(folder, &folder.join("letter.zip"), &[]);
    assert!(
        !refused.status.success()
            && text(&refused.stderr).contains("is no rehearsal of miasto-2027")
    );
    let args = [
        "rehearse",
        "--edition",
        EDITION,
        "--voters",
        "60",
        "--language",
        "pl",
        "--out",
        out.to_str().unwrap(),
    ];
    let again = run(&data, &args);
    let said = text(&again.stdout);
    assert!(again.status.success(), "{said}{}", text(&again.stderr));
    assert!(
        said.contains("zgadza się") && !said.contains("NIE ZGADZA") && !said.contains('⟦'),
        "{said}"
    );
}

/// `sakwa verify`, and a program without our code.
fn honest(out: &Path) {
    let output = run_anywhere(&["verify", out.to_str().unwrap()]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.starts_with("Próba: "), "{said}");
    assert!(said.contains("superseded") && said.contains("excluded"), "{said}");
    let script = out.with_file_name("verify.py");
    std::fs::write(&script, PYTHON_VERIFIER).unwrap();
    match Command::new("python3").arg(&script).arg(out).output() {
        Ok(output) => assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout)),
        Err(_) => assert!(std::env::var("CI").is_err(), "CI without python3"),
    }
}

/// A manipulation and the finding that names it.
type Planted = (&'static str, fn(&mut Contents), &'static str);

const PLANTED: [Planted; 12] = [
    ("a ballot changed in the file", change, "ballot-receipt"),
    ("a ballot removed", remove, "leaf-unaccounted"),
    ("a ballot added", add, "ballot-not-in-log"),
    ("a leaf altered", alter_leaf, "checkpoint-root"),
    ("the budget changed in the file", change_budget, "pool-terms"),
    ("a cost changed in the file", change_cost, "pool-projects"),
    ("an exclusion hidden", hide_exclusion, "leaf-unaccounted"),
    ("the log signed anew by another", sign_anew, "key-other"),
    ("the winners changed", change_winners, "outcome-winners"),
    ("a superseded ballot revived", revive, "undisclosed-beside-file"),
    ("the rules exchanged", exchange_rules, "rules-leaf"),
    ("a voter added to the turnout", change_turnout, "turnout-ballots"),
];

fn planted(honest: &Contents) {
    let key = honest.verifier_key.clone();
    for (name, plant, code) in PLANTED {
        let mut contents = honest.clone();
        plant(&mut contents);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("planted.zip");
        std::fs::write(&path, contents.pack().unwrap().zip().unwrap()).unwrap();
        let output = run_anywhere(&["verify", path.to_str().unwrap(), "--key", &key]);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(4), "{name}: {said}");
        assert!(said.contains(&format!("       {code}: ")), "{name}: {said}");
    }
}

/// Rewrites the file of the city's pool: everything but its ballots, and its ballots a line each.
fn edit(contents: &mut Contents, edit: impl FnOnce(&mut String, &mut Vec<String>)) {
    let file = contents.ballots.get_mut("city").unwrap();
    let whole = String::from_utf8(file.clone()).unwrap();
    let begin = whole.find("VOTES\n").unwrap() + 6;
    let begin = begin + whole[begin..].find('\n').unwrap() + 1;
    let (head, rows) = whole.split_at(begin);
    let mut rows: Vec<String> = rows.lines().map(str::to_owned).collect();
    let (mut head, before) = (head.to_owned(), rows.len());
    edit(&mut head, &mut rows);
    let num = |rows: usize| format!("num_votes;{rows}\n");
    head = head.replace(&num(before), &num(rows.len()));
    *file = format!("{head}{}\n", rows.join("\n")).into_bytes();
}

fn change(contents: &mut Contents) {
    edit(contents, |_, rows| {
        let row = rows.iter_mut().find(|row| row.contains(',')).unwrap();
        *row = row.rsplit_once(',').unwrap().0.to_owned();
    });
}

fn remove(contents: &mut Contents) {
    let mut gone = String::new();
    edit(contents, |_, rows| gone = rows.remove(3));
    let receipt = gone.split(';').next().unwrap();
    contents.openings.retain(|opening| opening.receipt != receipt);
}

fn add(contents: &mut Contents) {
    let pool = contents.rules.pool("city").unwrap();
    let edition = &contents.rules.edition;
    let bytes =
        ballot::canonical(pool.ballot.kind, edition, "city", pool.revision, &[("5", 1)], &[7; 16]);
    let receipt = ballot::receipt_code(&ballot::leaf(&bytes)).replace('-', "");
    contents.openings.push(Opening {
        pool: "city".to_owned(),
        receipt: receipt.clone(),
        nonce: [7; 16],
    });
    edit(contents, |_, rows| rows.push(format!("{receipt};5")));
}

fn alter_leaf(contents: &mut Contents) {
    contents.leaves[9][0] ^= 1;
}

fn change_budget(contents: &mut Contents) {
    edit(contents, |head, _| *head = head.replace("budget;700", "budget;701"));
}

fn change_cost(contents: &mut Contents) {
    edit(contents, |head, _| {
        let rows = head.find("PROJECTS\n").unwrap() + 9;
        let first = rows + head[rows..].find('\n').unwrap() + 1;
        let end = first + head[first..].find('\n').unwrap();
        let row = head[first..end].replace(";77", ";78");
        assert_ne!(row, head[first..end]);
        head.replace_range(first..end, &row);
    });
}

fn hide_exclusion(contents: &mut Contents) {
    contents.excluded.pop();
}

fn sign_anew(contents: &mut Contents) {
    let other = Signer::new(&contents.origin, &[13; 32]).unwrap();
    contents.verifier_key = other.verifier_key().print();
}

fn outcome(outcomes: &mut Outcomes) -> &mut sakwa::bundle::PoolOutcome {
    outcomes.pools.iter_mut().find(|pool| pool.code == "city").unwrap()
}

fn change_winners(contents: &mut Contents) {
    let pool = outcome(&mut contents.outcome);
    let loser = pool.projects.iter().find(|one| !pool.winners.contains(&one.number)).unwrap();
    pool.winners[0] = loser.number.clone();
}

fn revive(contents: &mut Contents) {
    let leaf = contents.superseded.pop().unwrap();
    contents.undisclosed.push(("city".to_owned(), leaf));
}

fn exchange_rules(contents: &mut Contents) {
    contents.rules.pools[0].threshold = Some(game_rules::count::Threshold::Absolute(1));
    let before = contents.rules_json.clone();
    contents.rules_json = contents.rules.bytes().unwrap();
    assert_ne!(rules_leaf(&before), rules_leaf(&contents.rules_json));
}

fn change_turnout(contents: &mut Contents) {
    contents.turnout[0].persons += 1;
}

/// Every published file, counted by pabutools.
fn pabutools_agrees(out: &Path) {
    let known = std::env::var_os("SAKWA_ORACLE").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = known.unwrap_or_else(|| root.join("target/oracle/bin/python"));
    if !python.is_file() {
        assert!(std::env::var("CI").is_err(), "CI without pabutools");
        println!("skipped: no Python with pabutools (tests/run installs it)");
        return;
    }
    let contents = Contents::read(&Bundle::read(out).unwrap()).unwrap().0;
    assert!(!contents.ballots.is_empty());
    for (code, file) in &contents.ballots {
        let path = out.with_file_name(format!("{code}-published.pb"));
        std::fs::write(&path, file).unwrap();
        let script = root.join("tests/oracle/count.py");
        let mut command = Command::new(&python);
        command.arg(script).arg(&path).args(["--rule", "greedy", "--json", "--check"]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{code}: {}", text(&output.stderr));
        let mut theirs: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
        let pool = contents.outcome.pools.iter().find(|pool| pool.code == *code).unwrap();
        let mut ours = pool.winners.clone();
        theirs.sort();
        ours.sort();
        assert!(!ours.is_empty());
        assert_eq!(theirs, ours, "{code}");
    }
}

#[test]
fn an_edition_that_is_decided_or_is_not_there_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("decided.pb");
    std::fs::write(&file, crate::harness::counted()).unwrap();
    let data = folder.path().join("data");
    let path = file.to_str().unwrap();
    let output = run(&data, &["import", path, "--edition", EDITION, "--phase", "results"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for (edition, voters, words) in [
        (EDITION, "60", "the voting of miasto-2027 is over"),
        ("inne", "60", "no edition inne"),
        (EDITION, "59", "--voters"),
    ] {
        let out = folder.path().join("out.zip");
        let args =
            ["rehearse", "--edition", edition, "--voters", voters, "--out", out.to_str().unwrap()];
        let output = run(&data, &args);
        assert!(!output.status.success());
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
        assert!(!out.exists() && !data.join("rehearsal").exists());
    }
}

const DESK: &str = "/pl/desk/proba/rehearsal";

/// Waits for the end of what was begun.
async fn ended(officer: &Browser) -> Page {
    for _ in 0..3000 {
        let page = officer.get(DESK).await.expect(200);
        if page.has("#h-result") || page.says(&say("rehearsal-failed")) {
            return page;
        }
        assert!(page.has("main a[href$=rehearsal]"), "{}", page.text());
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the rehearsal does not end")
}

async fn city_hall_presses_once_and_reads_what_held(site: &Site) {
    EditionPlan::new("proba", Phase::Evaluation, files()).make(site).await;
    let officer = site.sign_in_as(Role::ReturningOfficer).await;
    officer.get(&format!("{DESK}/bundle.zip")).await.expect(404);
    // A register with names and years, guardians, and paper that goes before the internet.
    let registrar = site.sign_in_as(Role::Registrar).await;
    let policy = [
        ("account", "none"),
        ("way", "code"),
        ("by", "postcode"),
        ("per-contact", "2"),
        ("children", "1"),
        ("because", "Dzieci spoza rejestru znają tylko opiekunowie"),
    ];
    registrar.post("/pl/desk/proba/eligibility", &policy).await.expect(303);
    let wins = [("policy", "paper_wins")];
    officer.post("/pl/desk/proba/paper/policy", &wins).await.expect(303);
    let before = site.everything().await;
    let form = officer.get(DESK).await.expect(200).form("main form").fill("voters", "60");
    form.send(&officer).await.expect(303);
    let page = ended(&officer).await;
    assert!(page.has("#h-result ~ dl.answers"), "{}", page.text());
    let at = |mark: &str| page.text().find(mark).expect("a part of the page");
    assert!(at("h-result") < at("name=\"voters\""), "what held stands before the next one");
    assert!(!page.says(&say("rehearsal-fails")), "{}", page.one("main"));
    // One person each, and none of it was compared with nothing.
    let (words, rows) = (page.text(), page.all("main tbody tr"));
    for (check, figure) in [("children", "2"), ("declared", "0"), ("added", "1"), ("letters", "1")]
    {
        let name = say(&format!("rehearsal-check-{check}"));
        let row = rows.iter().find(|row| row.starts_with(&name));
        let row = row.unwrap_or_else(|| panic!("{check}: {words}"));
        assert_eq!(row.matches(figure).count(), 2, "{row}");
    }
    let acts = site.rows("SELECT id FROM act WHERE kind = 'rehearsed' AND detail = '60'").await;
    assert_eq!(acts.len(), 1);
    // The act is all that has come.
    let without = |all: &str| -> Vec<String> {
        all.lines().filter(|line| !line.contains("rehearsed")).map(str::to_owned).collect()
    };
    let changed: Vec<String> = without(&site.everything().await)
        .into_iter()
        .filter(|line| !before.contains(line.as_str()))
        .collect();
    assert!(changed.is_empty(), "{changed:#?}");
    let file = officer.get(&format!("{DESK}/bundle.zip")).await.expect(200);
    assert!(file.header("content-disposition").contains("proba-rehearsal-bundle.zip"));
    let bundle = Bundle::unzip(&file.body).unwrap();
    assert!(sakwa::bundle::verify(&bundle, &Default::default()).accepted);
    for lang in ["en", "uk"] {
        let page = officer.get(&DESK.replacen("/pl", &format!("/{lang}"), 1)).await.expect(200);
        assert!(!page.text().contains('⟦') && page.has("#h-result"));
    }
    let desk = site.sign_in_as(Role::Admin).await.get("/pl/desk").await.expect(200);
    assert!(desk.attrs("main a", "href").contains(&DESK.to_owned()));
}

/// A disk that stands still for a while makes the site answer 503; people come again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_moment_ends_no_rehearsal() {
    Site::run(Engine::Sqlite, async |site| {
        EditionPlan::new("proba", Phase::Evaluation, files()).make(site).await;
        let officer = site.sign_in_as(Role::ReturningOfficer).await;
        let form = officer.get(DESK).await.expect(200).form("main form").fill("voters", "60");
        form.send(&officer).await.expect(303);
        while !officer.get(DESK).await.expect(200).says(&say("rehearsal-step-voting")) {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        let copy = site.app.config.data_dir.join("rehearsal/sakwa.db");
        let mut options = ConnectOptions::new(format!("sqlite://{}", copy.display()));
        options.max_connections(1);
        let other = Database::connect(options).await.unwrap();
        other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
        tokio::time::sleep(std::time::Duration::from_secs(7)).await;
        other.close().await.unwrap();
        let page = ended(&officer).await;
        assert!(page.has("#h-result") && !page.says(&say("rehearsal-fails")), "{}", page.text());
    })
    .await;
}

async fn only_one_rehearsal_runs_and_what_is_wrong_is_said(site: &Site) {
    EditionPlan::new("proba", Phase::Voting, files()).make(site).await;
    let admin = site.sign_in_as(Role::Admin).await;
    let form = admin.get(DESK).await.expect(200).form("main form");
    for wrong in ["", "59", "2001", "-1", "wszyscy"] {
        let page = form.clone().fill("voters", wrong).send(&admin).await.expect(422);
        assert!(page.has("#voters-error"), "{}", page.text());
        assert_eq!(page.form("main form").get("voters"), wrong);
    }
    let form = form.fill("voters", "60");
    // One that cannot be played says why, and another may be begun.
    let in_the_way = site.app.config.data_dir.join("rehearsal");
    std::fs::write(&in_the_way, "a file where the copy goes").unwrap();
    form.send(&admin).await.expect(303);
    let page = ended(&admin).await;
    assert!(page.says(&say("rehearsal-failed")) && page.says("cannot remove"), "{}", page.text());
    std::fs::remove_file(&in_the_way).unwrap();
    form.send(&admin).await.expect(303);
    let refused = form.send(&admin).await.expect(409);
    assert!(refused.says(&say("rehearsal-runs")));
    assert!(ended(&admin).await.has("#h-result"));
    // Once the voting is over there is nothing to rehearse.
    crate::vote::move_on(site, "proba").await.expect(303);
    form.send(&admin).await.expect(409);
    let page = admin.get(DESK).await.expect(200);
    assert!(!page.has("main form") && page.says(&say("rehearsal-over")));
}
