//! `sakwa count`: what a script reads of it, what a council member reads, and how it refuses.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use game_rules::ballot::Mark;
use game_rules::count::{Draw, write_draw};
use game_rules::money::Money;
use game_rules::pabulib::{self, Election};
use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::harness::server::text;

const OKECIE: &str = "Poland_Warszawa_2018_Niskie_Okecie";
const KRAKOW: &str = "Poland_Krakow_2020_Bienczyce";
const GDYNIA: &str = "Poland_Gdynia_2020_Babie_Doly__small";
const TOULOUSE: &str = "France_Toulouse_2022_15_-_Croix_de_Pierre_Route_dEspagne";

/// Cities with rules and ballots of their own.
const CITIES: [&str; 5] = [
    KRAKOW,
    "Poland_Czestochowa_2024_Mirow",
    GDYNIA,
    "Poland_Wroclaw_2017_Rejon_nr_11_750",
    "Poland_Warszawa_2026_Brodno",
];

/// Elections in which every loser of every rule is explained at once.
const SMALL: [&str; 4] = [OKECIE, GDYNIA, CITIES[1], CITIES[3]];

fn file(name: &str) -> String {
    format!("tests/data/pb/{name}.pb")
}

fn sakwa() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sakwa"));
    command.arg("count").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// Files by their short names, then options.
fn count(files: &[&str], options: &[&str]) -> Output {
    sakwa().args(files.iter().map(|name| file(name))).args(options).output().unwrap()
}

fn json(files: &[&str], options: &[&str]) -> Value {
    let output = count(files, &[options, &["--json"]].concat());
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The exit code and what was said; nothing may have been counted.
fn refused(output: &Output) -> (i32, String) {
    assert_eq!(text(&output.stdout), "", "{}", text(&output.stderr));
    (output.status.code().unwrap(), text(&output.stderr))
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|value| value.as_str().unwrap()).collect()
}

fn written(folder: &TempDir, name: &str, contents: &str) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, contents).unwrap();
    path
}

#[test]
fn a_count_is_an_object_with_all_it_takes_to_repeat_it() {
    let counted = json(&[OKECIE], &["--explain"]);
    let keys: Vec<&str> = counted.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "budget",
        "cost",
        "declared",
        "file",
        "input_sha256",
        "losers",
        "measures",
        "official",
        "parameters",
        "rule",
        "selected",
        "steps",
        "ties",
    ];
    assert_eq!(keys, expected);
    assert_eq!(counted["rule"], "greedy");
    assert_eq!(counted["declared"], "greedy-threshold");
    let parameters = serde_json::json!({"fit": "skip", "threshold": 23, "tie": "file"});
    assert_eq!(counted["parameters"], parameters);
    assert_eq!(strings(&counted["selected"]), ["303", "1940", "310", "615", "301", "309"]);
    assert_eq!((&counted["cost"], &counted["budget"]), (&"368685".into(), &"372500".into()));
    let tie = serde_json::json!({
        "projects": ["615", "308"], "score": 88, "decided_by": "file", "decisive": true,
    });
    assert_eq!(counted["ties"][0], tie);
    let agreement = serde_json::json!({"agrees": true, "only_ours": [], "only_official": []});
    assert_eq!(counted["official"], agreement);
    let digest = sha2_of(&std::fs::read(file(OKECIE)).unwrap());
    assert_eq!(counted["input_sha256"], digest.as_str());

    let measures = &counted["measures"];
    assert_eq!(
        (&measures["ballots"], &measures["ballots_with_a_winner"]),
        (&229.into(), &210.into())
    );
    assert_eq!(measures["exclusion_ratio"], "0.0829");
    assert_eq!(measures["budget_used"], "0.9897");
    let steps = counted["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 12);
    let below = serde_json::json!({
        "project": "307", "verdict": "below-threshold", "need": 23, "score": 11,
        "left_before": "3815", "left_after": "3815",
    });
    assert_eq!(steps[11], below);
}

fn sha2_of(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn amounts_are_written_as_the_format_writes_them() {
    let counted =
        json(&[GDYNIA], &["--rule", "greedy", "--budget", "100.50", "--threshold", "none"]);
    assert_eq!((&counted["budget"], &counted["cost"]), (&"100.50".into(), &"0".into()));
    assert_eq!(counted["parameters"]["threshold"], Value::Null);
    assert_eq!(counted["official"]["only_official"].as_array().unwrap().len(), 3);
}

#[test]
fn a_city_of_equal_shares_is_replayed() {
    let wieliczka = "src/demo/data/Poland_Wieliczka_2023_Green_Budget.pb";
    let output = sakwa().args([wieliczka, "--check", "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let counted: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&counted["rule"], &counted["cost"]), (&"equal-shares".into(), &"995079".into()));
    assert_eq!(strings(&counted["selected"]).len(), 30);
    let parameters = serde_json::json!({
        "measure": "cost", "completion": "add1", "start": "exact", "exhaustive": false, "raise": "1",
        "compare": "satisfaction", "threshold": null, "tie": "file",
    });
    assert_eq!(counted["parameters"], parameters);
    assert_eq!(counted["comparison"]["chosen"], "equal-shares");
    assert_eq!(counted["endowment"]["ballots"], 6586);
    assert_eq!(counted["official"]["agrees"], true);
}

#[test]
fn equal_shares_show_what_was_paid_and_how_near_the_others_were() {
    let options =
        ["--rule", "equal-shares", "--completion", "add1", "--threshold", "23", "--explain"];
    let counted = json(&[OKECIE], &options);
    let (rounds, steps) =
        (counted["rounds"].as_array().unwrap(), counted["steps"].as_array().unwrap());
    assert_eq!(rounds.len(), strings(&counted["selected"]).len());
    assert_eq!(steps[0]["paid"]["effective_votes"], "106.000");
    // Every winner had the most effective votes in its round, as many as it was paid by.
    for (round, step) in rounds.iter().zip(steps) {
        assert_eq!(round["bought"], step["project"]);
        let first = &round["on_sale"][0];
        assert_eq!(first["effective_votes"], step["paid"]["effective_votes"], "{step}");
    }
    let on_sale = |round: usize| rounds[round]["on_sale"].as_array().unwrap();
    // Of twelve, one has too few votes for the threshold and one is too dear for its voters.
    assert_eq!(on_sale(0).len(), 10);
    assert!((1..rounds.len()).all(|round| on_sale(round).len() < on_sale(round - 1).len()));
    assert_eq!(json(&[OKECIE], &["--explain"]).get("rounds"), None);
}

#[test]
fn a_rule_alone_has_no_threshold_beside_the_declared_one_it_has_the_citys() {
    let threshold = |counted: &Value| counted["parameters"]["threshold"].clone();
    assert_eq!(threshold(&json(&[OKECIE], &["--rule", "greedy"])), Value::Null);
    assert_eq!(threshold(&json(&[OKECIE], &["--rule", "greedy", "--threshold", "5"])), 5);
    let beside = json(&[OKECIE], &["--as-declared", "--rule", "equal-shares"]);
    assert_eq!((threshold(&beside[0]), threshold(&beside[1])), (23.into(), 23.into()));
}

#[test]
fn several_rules_or_files_are_an_array() {
    let rules = json(&[KRAKOW], &["--rule", "greedy,equal-shares", "--rule", "phragmen"]);
    let names: Vec<&Value> = rules.as_array().unwrap().iter().map(|one| &one["rule"]).collect();
    assert_eq!(names, ["greedy", "equal-shares", "phragmen"]);
    assert_eq!(rules[0].get("against"), None);
    let against = &rules[1]["against"];
    assert_eq!(against["rule"], "greedy");
    let ballots = rules[1]["measures"]["ballots"].as_u64().unwrap();
    for by in ["prefer_by_number", "prefer_by_money", "prefer_by_any"] {
        let sides = ["this", "that", "neither"].map(|side| against[by][side].as_u64().unwrap());
        assert_eq!(sides.iter().sum::<u64>(), ballots, "{by}");
    }
    let both: BTreeSet<&str> = strings(&against["both"]).into_iter().collect();
    let of = |place: usize| strings(&rules[place]["selected"]).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(both, of(0).intersection(&of(1)).copied().collect());

    let files = json(&[KRAKOW, GDYNIA], &[]);
    assert_eq!(files[1]["file"], file(GDYNIA).as_str());
    assert_eq!(json(&[KRAKOW], &["--all"]).as_array().unwrap().len(), 6);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for options in [&["--all", "--json", "--explain"][..], &["--all"], &["--explain"]] {
        let cities = if options.contains(&"--json") { &SMALL[..] } else { &CITIES };
        let once = count(cities, options);
        let again = count(cities, options);
        assert!(once.status.success() && once.stderr.is_empty(), "{}", text(&once.stderr));
        assert!(once.stdout == again.stdout && !once.stdout.is_empty(), "{options:?}");
    }
}

#[test]
fn official_winners_are_replayed() {
    let cities = [&CITIES[..], &[OKECIE]].concat();
    let output = count(&cities, &["--as-declared", "--check", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let counts: Value = serde_json::from_slice(&output.stdout).unwrap();
    let counts = counts.as_array().unwrap();
    assert_eq!(counts.len(), cities.len());
    assert!(counts.iter().all(|count| count["official"]["agrees"] == true));
}

#[test]
fn every_trouble_has_its_exit_code() {
    let folder = TempDir::new().unwrap();
    let code = |output: Output| refused(&output).0;
    assert_eq!(code(count(&["no_such_file"], &[])), 1);
    assert_eq!(code(count(&[KRAKOW], &["--rule", "lots"])), 2);
    assert_eq!(code(count(&[], &[])), 2);
    let hard = written(&folder, "hard.pb", &hard());
    let (hard_code, said) = refused(&sakwa().arg(&hard).args(MAX_WELFARE).output().unwrap());
    assert_eq!(hard_code, 6);
    assert!(
        said.starts_with(&format!("{}: the best choice is too hard", hard.display())),
        "{said}"
    );
    // Of all rules, those that can be counted are.
    let output = sakwa().arg(&hard).args(["--all", "--json"]).output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), said));

    let broken = written(&folder, "broken.pb", "META\nkey;value\nbudget;x\n");
    let (broken_code, said) = refused(&sakwa().arg(&broken).output().unwrap());
    assert_eq!(broken_code, 3);
    let place = format!("{}:3:8: ", broken.display());
    assert!(said.lines().any(|line| line.starts_with(&place)), "{said}");
    assert!(said.lines().count() > 5, "every mistake at once: {said}");

    let contents = std::fs::read_to_string(file(GDYNIA)).unwrap();
    let unknown = written(&folder, "unknown.pb", &contents.replace("greedy-no-skip", "by-lot"));
    let (unknown_code, said) = refused(&sakwa().arg(&unknown).output().unwrap());
    assert_eq!(unknown_code, 4);
    assert!(said.contains("“by-lot”"), "{said}");
    let named = sakwa().arg(&unknown).args(["--rule", "greedy"]).output().unwrap();
    assert!(named.status.success());

    // Another order of ties has other winners than the city.
    let differs = count(&[OKECIE], &["--check", "--tie", "id"]);
    assert_eq!(differs.status.code(), Some(5));
    assert!(text(&differs.stderr).contains("only here 308, 302; only officially 615"));
    let silent = count(&[TOULOUSE], &["--check"]);
    assert_eq!(silent.status.code(), Some(5));

    // The others are counted, the first trouble gives the code.
    let mixed = count(&["no_such_file", KRAKOW, TOULOUSE], &["--check", "--json"]);
    assert_eq!(mixed.status.code(), Some(1));
    let counts: Value = serde_json::from_slice(&mixed.stdout).unwrap();
    assert_eq!(counts.as_array().unwrap().len(), 2);
}

#[test]
fn an_option_without_its_rule_is_refused() {
    for options in [
        &["--fit", "stop"][..],
        &["--as-declared", "--completion", "add1"],
        &["--rule", "greedy", "--completion", "add1"],
        &["--rule", "greedy-per-cost", "--measure", "points"],
        &["--rule", "greedy", "--start", "integral"],
        &["--rule", "greedy", "--compare", "exclusion"],
        &["--rule", "equal-shares", "--fit", "skip"],
        &["--rule", "equal-shares", "--exhaustive", "false"],
        &["--rule", "equal-shares", "--completion", "utilitarian", "--exhaustive", "true"],
        &["--rule", "phragmen", "--measure", "cost"],
        &["--rule", "greedy", "--check"],
        &["--check", "--budget", "10"],
        &["--check", "--threshold", "none"],
        &["--all", "--rule", "greedy"],
        &["--budget", "-1"],
        &["--budget", "1.005"],
        &["--threshold", "many"],
    ] {
        let (code, said) = refused(&count(&[KRAKOW], options));
        assert_eq!(code, 2, "{options:?}");
        assert!(said.starts_with("error: "), "{options:?}: {said}");
    }
}

#[test]
fn a_recorded_draw_decides_a_tie() {
    let folder = TempDir::new().unwrap();
    let draw = written(&folder, "draw.txt", "# drawn on 3 July\n\n308\n 615 \n");
    let with = |draw: &Path| {
        let mut command = sakwa();
        command.arg(file(OKECIE)).arg("--json").arg("--tie").arg(draw);
        command.output().unwrap()
    };
    let counted: Value = serde_json::from_slice(&with(&draw).stdout).unwrap();
    let selected = strings(&counted["selected"]);
    assert!(selected.contains(&"308") && !selected.contains(&"615"), "{selected:?}");
    assert_eq!(counted["ties"][0]["decided_by"], "draw");
    assert_eq!(counted["parameters"]["draw"], serde_json::json!(["308", "615"]));
    // The file's own order, drawn.
    let same = written(&folder, "same.txt", "615\n308\n");
    let counted: Value = serde_json::from_slice(&with(&same).stdout).unwrap();
    assert!(strings(&counted["selected"]).contains(&"615"));

    let wrong = written(&folder, "wrong.txt", "308\n9999\n615\n308\n");
    let (code, said) = refused(&with(&wrong));
    assert_eq!(code, 2);
    assert!(said.starts_with(&format!("{}:2:1: ", wrong.display())), "{said}");
    let twice = written(&folder, "twice.txt", "308\n308\n");
    assert!(refused(&with(&twice)).1.contains("308 is on the list twice"));
    assert_eq!(refused(&with(Path::new("no-such-draw"))).0, 1);

    let mut two = sakwa();
    two.args([file(OKECIE), file(KRAKOW)]).arg("--tie").arg(&draw);
    assert_eq!(refused(&two.output().unwrap()).0, 2);
}

#[test]
fn a_draw_is_repeated_from_its_evidence() {
    let folder = TempDir::new().unwrap();
    let ids = ["303", "1940", "310", "615", "308", "305"];
    let draw = Draw::new(&ids, "Lotto 22.11.2026: 3 14 15 26 35 49").unwrap();
    let recorded = serde_json::to_value(&draw).unwrap();
    let with = |name: &str, contents: &str| {
        let path = written(&folder, name, contents);
        sakwa().arg(file(OKECIE)).arg("--json").arg("--tie").arg(path).output().unwrap()
    };
    for (name, contents) in [
        ("draw.txt", draw.to_text()),
        ("order.txt", write_draw(&draw.order)),
        ("draw.json", recorded.to_string()),
        ("marked.json", format!("\u{feff}{recorded:#}\n")),
    ] {
        let counted: Value = serde_json::from_slice(&with(name, &contents).stdout).unwrap();
        assert_eq!(strings(&counted["parameters"]["draw"]), draw.order, "{name}");
        assert_eq!(counted["ties"][0]["decided_by"], "draw");
    }
    let mut forged = recorded.clone();
    forged["order"].as_array_mut().unwrap().swap(0, 1);
    let (code, said) = refused(&with("forged.json", &forged.to_string()));
    assert_eq!(code, 2);
    assert!(said.contains("the recorded order is not what the steps give"), "{said}");
    let (code, said) = refused(&with("torn.json", &recorded.to_string()[..40]));
    assert_eq!(code, 2);
    assert!(said.contains("torn.json:1:40: "), "{said}");
    let elsewhere = serde_json::to_string(&Draw::new(&["1", "2"], "a seed").unwrap()).unwrap();
    assert!(refused(&with("elsewhere.json", &elsewhere)).1.contains("there is no project"));
}

#[test]
fn keys_decide_ties_too() {
    for (tie, winner, by) in [
        ("file", "615", "file"),
        ("id", "308", "id"),
        ("cost-votes-id", "308", "cost"),
        ("votes-dearer", "615", "cost"),
        ("votes", "615", "file"),
    ] {
        let counted = json(&[OKECIE], &["--tie", tie]);
        assert!(strings(&counted["selected"]).contains(&winner), "{tie}");
        assert_eq!(counted["ties"][0]["decided_by"], by);
        assert_eq!(counted["parameters"]["tie"], tie);
    }
}

const MAX_WELFARE: [&str; 2] = ["--rule", "max-welfare"];

/// An election in which all that is spent is worth the same, so that only trying finds what fits best.
fn hard() -> String {
    let mut text = "META\nkey;value\ndescription;d\ncountry;c\nunit;u\ninstance;2026\nnum_projects;60\nnum_votes;1\n\
                    budget;15000000000.01\nvote_type;approval\nrule;greedy\ndate_begin;2026\ndate_end;2026\nPROJECTS\n\
                    project_id;cost\n"
        .to_owned();
    for project in 0..60_u64 {
        let mixed = project.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let cost = 300_000_000 + (mixed ^ mixed >> 31).wrapping_mul(mixed) % 400_000_000;
        text.push_str(&format!("{project};{cost}\n"));
    }
    let all: Vec<String> = (0..60).map(|project| project.to_string()).collect();
    text + &format!("VOTES\nvoter_id;vote\n1;{}\n", all.join(","))
}

#[test]
fn maximum_welfare_is_the_most_that_the_budget_buys() {
    let counts = json(&[OKECIE], &["--rule", "greedy,max-welfare,equal-shares"]);
    let welfare = |place: usize| -> i64 {
        let selected = strings(&counts[place]["selected"]);
        let election = election(&file(OKECIE));
        let tally = game_rules::count::Tally::of(&election);
        let projects = election.projects.iter().zip(&tally.score);
        let won = projects.filter(|(project, _)| selected.contains(&&*project.id));
        won.map(|(project, score)| project.cost.minor() * score).sum()
    };
    assert_eq!(counts[1]["rule"], "max-welfare");
    let parameters = serde_json::json!({"measure": "cost", "threshold": null, "tie": "file"});
    assert_eq!(counts[1]["parameters"], parameters);
    assert!(welfare(1) >= welfare(0) && welfare(1) >= welfare(2));
    let by_number = json(&[OKECIE], &["--rule", "max-welfare", "--measure", "cardinality"]);
    assert_eq!(by_number["parameters"]["measure"], "cardinality");
    assert_eq!(json(&[OKECIE], &["--rule", "max-welfare", "--explain"]).get("losers"), None);
}

fn election(path: &str) -> Election {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    pabulib::read(&std::fs::read(root.join(path)).unwrap()).unwrap()
}

/// What is changed in an election for one of its projects.
enum Change {
    /// So many more ballots that name it alone.
    Ballots(i64),
    Cost(Money),
}

/// Whether the command lets a project win in an election changed so, written to a file anew.
fn wins(election: &Election, project: &str, change: Change, options: &[&str]) -> bool {
    let mut election = election.clone();
    let place = election.projects.iter().position(|known| known.id == project).unwrap();
    match change {
        Change::Ballots(extra) => {
            let mark = Mark::naming(u32::try_from(place).unwrap());
            for voter in 0..extra {
                election.ballots.push(&format!("extra-{voter}"), &[mark], None);
            }
        }
        Change::Cost(cost) => election.projects[place].cost = cost,
    }
    election.meta.set("num_votes", election.ballots.len().to_string());
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("changed.pb");
    std::fs::write(&path, pabulib::write(Vec::new(), &election).unwrap()).unwrap();
    let output = sakwa().arg(&path).args(options).arg("--json").output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let counted: Value = serde_json::from_slice(&output.stdout).unwrap();
    strings(&counted["selected"]).contains(&project)
}

/// Every figure that the command states of a loser, tried on a changed file; how many there were.
fn what_losers_lacked(name: &str, options: &[&str], step: Money) -> usize {
    let election = election(&file(name));
    let counted = json(&[name], &[options, &["--explain"]].concat());
    let selected: BTreeSet<&str> = strings(&counted["selected"]).into_iter().collect();
    let losers = counted["losers"].as_array().unwrap();
    assert_eq!(losers.len() + selected.len(), election.projects.len());
    let mut figures = 0;
    for loser in losers {
        let project = loser["project"].as_str().unwrap();
        let wins = |change| wins(&election, project, change, options);
        if let Some(extra) = loser["extra_votes"].as_i64() {
            figures += 1;
            assert!(wins(Change::Ballots(extra)), "{loser}");
            assert!(!wins(Change::Ballots(extra - 1)), "{loser}");
        }
        if let Some(cost) = loser["largest_cost"].as_str() {
            figures += 1;
            let cost = Money::parse_decimal(cost).unwrap();
            assert!(wins(Change::Cost(cost)), "{loser}");
            assert!(!wins(Change::Cost(cost.saturating_add(step))), "{loser}");
        }
        assert!(strings(&loser["rivals"]).into_iter().all(|rival| selected.contains(rival)));
        assert_eq!(loser["excluded_by"], Value::Null);
    }
    figures
}

#[test]
fn a_loser_wins_with_what_it_lacked_and_not_with_less() {
    // Existing voters may add the votes too: under the greedy rule the number of ballots changes nothing.
    let grosz = Money::from_minor(1);
    assert!(what_losers_lacked(OKECIE, &["--rule", "greedy"], grosz) >= 10);
    assert!(what_losers_lacked(TOULOUSE, &["--rule", "greedy-per-cost"], grosz) >= 6);
    let unit = Money::from_minor(100);
    for completion in ["none", "add1"] {
        let options = ["--rule", "equal-shares", "--completion", completion];
        assert!(what_losers_lacked(OKECIE, &options, unit) >= 8, "{completion}");
    }
    assert!(what_losers_lacked(OKECIE, &["--rule", "phragmen"], unit) >= 4);
}

#[test]
fn a_reader_learns_why_a_project_lost() {
    let greedy = text(&count(&[OKECIE], &["--explain"]).stdout);
    assert!(greedy.contains("WHAT LOSERS WERE SHORT OF"), "{greedy}");
    assert!(greedy.contains("would have won with 1 more vote"), "{greedy}");
    assert!(greedy.contains("it would have won without 615"), "{greedy}");
    let shares = text(&count(&[OKECIE], &["--rule", "equal-shares,phragmen", "--explain"]).stdout);
    for said in ["WHAT LOSERS OF A WERE", "WHAT LOSERS OF B WERE", "naming it alone", "went to"] {
        assert!(shares.contains(said), "{said}: {shares}");
    }
    assert!(shares.lines().chain(greedy.lines()).all(|line| line.width() <= 100));
}

#[test]
fn a_council_reads_five_cities_side_by_side() {
    let output = count(&CITIES, &["--all"]);
    assert!(output.status.success());
    let shown = text(&output.stdout);
    for line in shown.lines() {
        assert!(line.width() <= 100, "{} wide: {line}", line.width());
        assert!(line == line.trim_end_matches(' '), "{line:?}");
    }
    for title in ["Kraków 2020 · Bieńczyce", "Gdynia 2020 · Babie Doły | small", "Wrocław 2017"]
    {
        assert!(shown.contains(title), "{title}");
    }
    for said in ["the city's rule", "FUNDED BY EVERY RULE", "FUNDED BY SOME RULES ONLY", "Phragmén"]
    {
        assert!(shown.matches(said).count() >= 4, "{said}");
    }
    // What the table says is what the JSON says.
    let counts = json(&[KRAKOW], &["--all"]);
    let row = shown.lines().find(|line| line.starts_with("B  greedy by points per cost")).unwrap();
    let preference = &counts[1]["against"]["prefer_by_number"];
    let cells: Vec<&str> = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells[2], counts[1]["measures"]["winners"].to_string());
    assert_eq!(cells[3], "1\u{a0}200\u{a0}000\u{a0}zł");
    assert_eq!(cells[7], preference["this"].to_string());
    assert_eq!(cells[8], preference["that"].to_string());
}

#[test]
fn a_reader_may_stop_reading() {
    let mut command = sakwa();
    command.args(SMALL.map(file)).args(["--all", "--json", "--explain"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "[\n");
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}
