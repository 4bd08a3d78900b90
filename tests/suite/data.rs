//! Data in and out: what a city published goes through unchanged, what is wrong is said whole.

use std::io::Read;

use game_rules::pabulib::{self, Election};
use sakwa::desk::import::{self, Source, Target};
use sakwa::edition::{self, Phase, pool};
use tempfile::TempDir;

use crate::harness::server::{run, text};
use crate::harness::{EditionPlan, Site, approval, counted, counted_by, on_both_engines, pb};

on_both_engines! {
    every_kind_of_ballot_goes_through_unchanged
    an_edition_is_imported_once
    what_cannot_be_filled_in_is_not_opened
    cells_are_never_formulas_and_amounts_are_exact
    a_vote_is_published_under_its_own_head
}

pub fn real_files() -> Vec<(String, Vec<u8>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pb");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pb"))
        .map(|path| {
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    assert!(files.len() >= 8);
    files
}

pub async fn publish(site: &Site, name: &str, election: &Election) -> edition::Edition {
    let target = Target {
        slug: import::slug(name),
        city: "Miasto".to_owned(),
        title: name.to_owned(),
        language: "pl".to_owned(),
        phase: Phase::Results,
        source: String::new(),
        calendar: Vec::new(),
    };
    let sources = [Source { election: election.clone(), name: None }];
    import::import(&site.app, &target, &sources, |_, _| ()).await.unwrap();
    edition::find(site.app.store.read(), &target.slug).await.unwrap()
}

/// The only pool's file, as the page of downloads gives it.
pub async fn exported(site: &Site, edition: &edition::Edition) -> Election {
    let pools = pool::of_edition(site.app.store.read(), edition.id).await.unwrap();
    let path = format!("/data/{}/pools/{}.pb", edition.slug, pools[0].code);
    pabulib::read(&site.stranger().get(&path).await.expect(200).body).unwrap()
}

fn ballots(election: &Election) -> Vec<Vec<(&str, i64)>> {
    let id = |project: u32| election.projects[project as usize].id.as_str();
    let marks = election.ballots.iter().map(|ballot| ballot.marks);
    let mut all: Vec<_> = marks
        .map(|marks| marks.iter().map(|mark| (id(mark.project), mark.points)).collect::<Vec<_>>())
        .collect();
    all.sort();
    all
}

async fn every_kind_of_ballot_goes_through_unchanged(site: &Site) {
    let scoring = pb(
        "scoring",
        &["min_points;-2", "max_points;2"],
        &["1;10;A", "2;20;B"],
        &["1;1,2;2,-1", "2;2;1", "3;1;0"],
    );
    let mut files = real_files();
    files.push(("Oceny".to_owned(), scoring.into_bytes()));
    for (name, bytes) in files {
        let before = pabulib::read(&bytes).unwrap();
        let edition = publish(site, &name, &before).await;
        let after = exported(site, &edition).await;
        assert_eq!(ballots(&after), ballots(&before), "{name}");
        assert_eq!((after.budget, &after.rules), (before.budget, &before.rules), "{name}");
        for (key, value) in before.meta.entries().filter(|(key, _)| *key != "budget") {
            assert_eq!(after.meta.get(key), Some(value), "{name}: {key}");
        }
        assert_eq!(after.projects.len(), before.projects.len(), "{name}");
        for (index, (new, old)) in (0..).zip(after.projects.iter().zip(&before.projects)) {
            let mut new = new.clone();
            // Named twice on one ballot it has one vote of it; some cities count two.
            if before
                .ballots
                .iter()
                .any(|cast| cast.marks.iter().filter(|mark| mark.project == index).count() > 1)
            {
                new.votes = old.votes;
            }
            // What the file does not state, the count adds.
            new.votes = old.votes.and(new.votes);
            new.score = old.score.and(new.score);
            new.selected = old.selected.and(new.selected);
            assert_eq!(&new, old, "{name}");
        }
    }
}

async fn an_edition_is_imported_once(site: &Site) {
    EditionPlan::new("bo", Phase::Voting, [approval(3, &[])]).make(site).await;
    let before = site.everything().await;
    let target = Target {
        slug: "bo".to_owned(),
        city: "Inne".to_owned(),
        title: String::new(),
        language: "pl".to_owned(),
        phase: Phase::Results,
        source: String::new(),
        calendar: Vec::new(),
    };
    let sources = [Source { election: pabulib::read(counted().as_bytes()).unwrap(), name: None }];
    let refused = import::import(&site.app, &target, &sources, |_, _| ()).await.unwrap_err();
    assert_eq!(refused.key(), "import-slug-taken");
    assert_eq!(site.everything().await, before);
}

async fn what_cannot_be_filled_in_is_not_opened(site: &Site) {
    let scoring = pb("scoring", &["min_points;0", "max_points;5"], &["1;10;A", "2;20;B"], &[]);
    for (files, key) in [(vec![approval(3, &[]), scoring], "import-not-votable")] {
        let sources: Vec<Source> = files
            .iter()
            .map(|file| Source { election: pabulib::read(file.as_bytes()).unwrap(), name: None })
            .collect();
        let target = Target {
            slug: "bo".to_owned(),
            city: "Miasto".to_owned(),
            title: String::new(),
            language: "pl".to_owned(),
            phase: Phase::Voting,
            source: String::new(),
            calendar: Vec::new(),
        };
        assert_eq!(
            import::import(&site.app, &target, &sources, |_, _| ()).await.unwrap_err().key(),
            key
        );
    }
    assert_eq!(site.number("SELECT count(*) FROM pool").await, 0, "nothing is half imported");
}

/// A vote held here, in an edition that was made of last year's file.
async fn a_vote_is_published_under_its_own_head(site: &Site) {
    let old = counted_by(5)
        .replace("unit;Łódź", "unit;Częstochowa\nedition;11\nfully_funded;1")
        .replace("instance;2027", "instance;2025")
        .replace("description;Budżet", "description;Municipal PB in Częstochowa 2025")
        .replace("date_begin;2027", "date_begin;23.09.2024")
        .replace("date_end;2027", "date_end;04.10.2024");
    EditionPlan::new("bo", Phase::Voting, [old]).make(site).await;
    site.change("UPDATE edition SET title = 'Budżet obywatelski 2028'").await.unwrap();
    crate::vote::close_and_count(site, "bo").await;
    let edition = sakwa::edition::find(site.app.store.read(), "bo").await.unwrap();
    let file = exported(site, &edition).await;
    for (key, value) in [
        ("unit", "Łódź"),
        ("instance", "2028"),
        ("description", "Łódź, Budżet obywatelski 2028"),
        ("date_begin", "11.01.2027"),
        ("date_end", "12.01.2027"),
        ("language", "pl"),
        ("num_projects", "3"),
        ("num_votes", "25"),
        ("rule", "greedy"),
        ("budget", "600"),
        ("max_length", "2"),
    ] {
        assert_eq!(file.meta.get(key), Some(value), "{key}");
    }
    assert!(file.meta.get("edition").is_none() && file.meta.get("fully_funded").is_none());
    let path = "/data/bo/bundle.zip";
    let bundle = site.stranger().get(path).await.expect(200);
    let bundle = sakwa::bundle::Bundle::unzip(&bundle.body).unwrap();
    let report = sakwa::bundle::verify(&bundle, &sakwa::bundle::Options::default());
    assert!(report.accepted, "{report:#?}");
}

async fn cells_are_never_formulas_and_amounts_are_exact(site: &Site) {
    let projects = [
        "1;0.10;=cmd|'/c calc'!A1",
        "2;12345678.99;+48 600",
        "3;450.50;\"Ławki; \"\"nowe\"\" i kosze\"",
        "4;1;@SUM(A1)",
        "5;2;-1",
    ];
    let file = pb("approval", &["max_length;3", "budget;20000000"], &projects, &["1;1,2"]);
    EditionPlan::new("bo", Phase::Results, [file]).make(site).await;
    for path in ["/data/bo/projects.csv", "/data/bo/results.csv"] {
        let page = site.stranger().get(path).await.expect(200);
        assert!(page.body.starts_with("\u{feff}".as_bytes()), "spreadsheets need the mark");
        assert!(page.header("content-disposition").starts_with("attachment"));
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(&page.body[3..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 5);
        let cells: Vec<&str> = rows.iter().flat_map(csv::StringRecord::iter).collect();
        for cell in [
            "'=cmd|'/c calc'!A1",
            "'+48 600",
            "Ławki; \"nowe\" i kosze",
            "'@SUM(A1)",
            // With semicolons between cells the decimal mark is a comma: a point makes a text.
            "0,10",
            "12345678,99",
            "450,50",
        ] {
            assert!(cells.contains(&cell), "{path}: {cell} in {cells:?}");
        }
        let formula = |cell: &&&str| {
            cell.starts_with(['=', '+', '@', '\t', '\r'])
                || cell.starts_with('-') && cell.replace(',', ".").parse::<f64>().is_err()
        };
        assert_eq!(cells.iter().find(formula), None);
    }
    for path in ["/data/bo/projects.xlsx", "/data/bo/results.xlsx"] {
        let page = site.stranger().get(path).await.expect(200);
        let mut book = zip::ZipArchive::new(std::io::Cursor::new(&page.body)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let (sheet, strings) = (part("xl/worksheets/sheet1.xml"), part("xl/sharedStrings.xml"));
        assert!(!sheet.contains("<f>") && strings.contains(">=cmd|"), "a text, not a formula");
        for number in ["<v>0.1</v>", "<v>12345678.99</v>", "<v>450.5</v>"] {
            assert!(sheet.contains(number), "{path}: {number}");
        }
    }
}

#[test]
fn a_bad_file_is_refused_with_every_reason_and_its_place() {
    let data = TempDir::new().unwrap();
    let (good, bad) = (data.path().join("dobry.pb"), data.path().join("zly.pb"));
    std::fs::write(&good, counted()).unwrap();
    let wrong = counted()
        .replace("budget;600", "budget;dużo")
        .replace("3;1,3", "3;1,9")
        .replace("2;200;Drzewa", "1;x;Drzewa");
    std::fs::write(&bad, &wrong).unwrap();
    let path = bad.to_str().unwrap();
    let answer = run(data.path(), &["import", good.to_str().unwrap(), path, "--edition", "bo"]);
    assert!(!answer.status.success());
    let said = text(&answer.stderr);
    let place = |needle: &str| {
        let line = wrong.lines().position(|line| line.contains(needle)).unwrap();
        format!("{path}:{}:", line + 1)
    };
    for (row, reason) in [
        ("budget;", "dużo"),
        ("1;x;Drzewa", "\u{201c}x\u{201d}"),
        ("1;x;Drzewa", "twice"),
        ("3;1,9", "\u{201c}9\u{201d}"),
    ] {
        let found = said.lines().any(|line| line.starts_with(&place(row)) && line.contains(reason));
        assert!(found, "{row} {reason}: {said}");
    }
    assert!(said.contains("nothing was imported"), "{said}");
    let again = run(data.path(), &["import", good.to_str().unwrap(), "--edition", "bo"]);
    assert!(
        again.status.success(),
        "nothing of the first try is in the way: {}",
        text(&again.stderr)
    );
    let taken = run(data.path(), &["import", good.to_str().unwrap(), "--edition", "bo"]);
    assert!(
        !taken.status.success() && text(&taken.stderr).contains("--edition"),
        "{}",
        text(&taken.stderr)
    );
}

#[test]
fn the_command_line_keeps_the_embargo_too() {
    let data = TempDir::new().unwrap();
    let file = data.path().join("bo.pb");
    std::fs::write(&file, counted()).unwrap();
    for (edition, phase, published) in
        [("glosowanie", "voting", false), ("wyniki", "results", true)]
    {
        let made = run(
            data.path(),
            &["import", file.to_str().unwrap(), "--edition", edition, "--phase", phase],
        );
        assert!(made.status.success(), "{}", text(&made.stderr));
        let export = run(data.path(), &["export", edition, "city"]);
        assert_eq!(export.status.success(), published, "{}", text(&export.stderr));
        assert_eq!(export.stdout.is_empty(), !published);
    }
}
