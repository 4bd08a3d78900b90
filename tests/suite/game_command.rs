//! `sakwa game`: what an organiser reads before the evening and after it, what a script reads, and how it refuses.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use crate::harness::server::text;

const W1: &str = "game-rules/tests/rules/game/w1.toml";
const W1_LOG: &str = "game-rules/tests/rules/game/w1.jsonl";
const MIROW: &str = "tests/data/pb/Poland_Czestochowa_2024_Mirow.pb";

const PRESETS: [&str; 10] = [
    "lublin-2014",
    "san-jose-2011",
    "san-jose-2013",
    "san-jose-2014",
    "san-jose-zero-based",
    "buy-a-feature",
    "kortrijk-2013",
    "kortrijk-online",
    "empaville",
    "safe-blind",
];

fn game(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sakwa"));
    command.arg("game").args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

/// What was answered; nothing may have been refused.
fn told(args: &[&str]) -> String {
    let output = game(args);
    assert_eq!((output.status.code(), &*text(&output.stderr)), (Some(0), ""), "{args:?}");
    text(&output.stdout)
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&told(&[args, &["--json"]].concat())).unwrap()
}

/// The exit code, the answer and the messages.
fn ended(args: &[&str]) -> (i32, String, String) {
    let output = game(args);
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn written(folder: &TempDir, name: &str, contents: &str) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, contents).unwrap();
    path.to_str().unwrap().to_owned()
}

fn repository(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

#[test]
fn presets_are_listed_and_printed_to_be_copied() {
    let list = told(&["presets"]);
    let ids: Vec<&str> =
        list.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert_eq!(ids, PRESETS);
    let lublin = list.split("\n\n").next().unwrap();
    for expected in [
        "Gra o Budżet, Lublin 2014",
        "1-10 tables of 6-10 players",
        "35\u{a0}% of what the list costs",
        "in talar",
        "a table that must agree on what it buys",
    ] {
        assert!(lublin.contains(expected), "{expected}: {lublin}");
    }
    assert!(list.lines().all(|line| line.width() <= 100), "{list}");
    assert!(!list.contains("Source"), "the sources stand in the files");

    let listed = json(&["presets"]);
    let kortrijk = &listed.as_array().unwrap()[6];
    assert_eq!(kortrijk["id"], "kortrijk-2013");
    assert_eq!(
        kortrijk["money"],
        "170\u{a0}000\u{a0}euro for each player; measures can create more"
    );
    assert_eq!((&kortrijk["seats"][0], &kortrijk["seats"][1]), (&6.into(), &12.into()));

    for id in PRESETS {
        let file = told(&["presets", id]);
        assert_eq!(file, repository(&format!("game-rules/presets/{id}.toml")));
    }
    let (code, out, err) = ended(&["presets", "lublin"]);
    assert_eq!((code, &*out), (2, ""));
    assert!(err.starts_with("error: there is no preset lublin; there are lublin-2014, "), "{err}");
}

#[test]
fn every_preset_passes_and_a_copy_has_its_hash() {
    let folder = TempDir::new().unwrap();
    for id in PRESETS {
        let checked = json(&["check", id]);
        assert_eq!((&checked["valid"], &checked["warnings"]), (&true.into(), &Value::from([0; 0])));
        let copy = written(&folder, &format!("{id}.toml"), &told(&["presets", id]));
        assert_eq!(json(&["check", &copy])["hash"], checked["hash"], "{id}");
    }
    let verdict = told(&["check", "san-jose-2011"]);
    assert!(verdict.contains("valid; nothing found that would spoil an evening"), "{verdict}");
    let verdict = told(&["check", "lublin-2014"]);
    assert!(verdict.contains("valid; with --ballots FILE.pb, prices are judged too"), "{verdict}");
}

#[test]
fn five_mistakes_are_five_messages() {
    let folder = TempDir::new().unwrap();
    let planted = told(&["presets", "kortrijk-2013"])
        .replace("basis = \"per_player\"", "basis = \"per_head\"")
        .replace("seats = { min = 6, max = 12 }", "seats = { min = 13, max = 12 }")
        .replace("withdraw = ", "widthdraw = ")
        .replace("id = \"fietspad\"", "id = \"zebra\"")
        .replace("excludes_items = [\"groen\"]", "excludes_items = [\"bos\"]");
    let file = written(&folder, "planted.toml", &planted);
    let line = |text: &str| 1 + planted.lines().position(|line| line.contains(text)).unwrap();
    let second_zebra = planted.lines().collect::<Vec<_>>();
    let second_zebra =
        1 + second_zebra.iter().rposition(|line| line.contains("id = \"zebra\"")).unwrap();
    let expected = [
        (line("seats = {"), "has a min of 13 above its max of 12; swap or correct them"),
        (line("per_head"), "is \u{201c}per_head\u{201d}; write one of: per_player, "),
        (line("widthdraw"), "did you mean \u{201c}withdraw\u{201d}?"),
        (second_zebra, "the item \u{201c}zebra\u{201d} stands in the file twice"),
        (line("bos"), "names the item \u{201c}bos\u{201d}, which the file does not have"),
    ];
    let (code, out, err) = ended(&["check", &file]);
    assert_eq!((code, &*err), (3, "not valid: 5 mistakes\n"));
    let messages: Vec<&str> = out.lines().collect();
    assert_eq!(messages.len(), 5, "{out}");
    for (message, (line, sentence)) in messages.iter().zip(expected) {
        assert!(message.starts_with(&format!("{file}:{line}: ")), "{line}: {message}");
        assert!(message.contains(sentence), "{sentence}: {message}");
    }

    let (code, out, _) = ended(&["check", &file, "--json"]);
    let checked: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &checked["valid"], &checked["hash"]), (3, &false.into(), &Value::Null));
    let lines = checked["mistakes"].as_array().unwrap().iter().map(|found| found["line"].as_u64());
    assert_eq!(
        lines.collect::<Vec<_>>(),
        expected.map(|(line, _)| Some(line as u64)),
        "the same in JSON"
    );

    // The other commands refuse it with the same messages and without a result.
    let (code, out, err) = ended(&["replay", &file, W1_LOG]);
    assert_eq!((code, &*out, err.lines().collect::<Vec<_>>()), (3, "", messages));
}

#[test]
fn what_would_spoil_an_evening_is_a_warning() {
    let told = told(&["check", W1]);
    assert!(told.contains("valid; 3 warnings"), "{told}");
    let warning = format!(
        "{W1}: warning: 91 over 3 seats leaves 1, and money.remainder does not say for whom"
    );
    assert!(told.lines().any(|line| line == warning), "{told}");
    assert_eq!(json(&["check", W1])["warnings"][0]["code"], "measure_affords_everything");

    // What depends on the projects of an edition is found once they are there.
    let without = json(&["check", "kortrijk-online"]);
    let with = json(&["check", "kortrijk-online", "--ballots", MIROW]);
    assert_eq!((&without["warnings"], &without["hash"]), (&Value::from([0; 0]), &with["hash"]));
    let warnings = with["warnings"].as_array().unwrap();
    let beyond = warnings.iter().find(|found| found["item"] == "687").unwrap();
    assert_eq!((&beyond["code"], &beyond["price"]), (&"nobody_can_afford".into(), &140_000.into()));
    assert_ne!(with["hash_with_items"], with["hash"]);
}

#[test]
fn the_reference_game_comes_out_as_computed_by_hand() {
    let replayed = json(&["replay", W1, W1_LOG]);
    let table = &replayed["tables"][0];
    let numbers = |list: &Value, key: &str| -> Vec<i64> {
        list.as_array().unwrap().iter().map(|entry| entry[key].as_i64().unwrap()).collect()
    };
    assert_eq!(numbers(&table["seats"], "left"), [31, 30, 0]);
    assert_eq!((&table["spent"], &table["left"]), (&330.into(), &61.into()));
    let bought = table["bought"].as_array().unwrap().iter().map(|line| line["item"].as_str());
    assert_eq!(bought.flatten().collect::<Vec<_>>(), ["A", "B", "C1"]);
    assert_eq!(table["broken"], Value::from([0; 0]));
    assert_eq!(replayed["refused"][0]["id"], "w1-22");
    assert_eq!(replayed["refused"][0]["code"], "item_closed");
    assert_eq!(replayed["rules"], json(&["check", W1])["hash"]);

    let account = told(&["replay", W1, W1_LOG]);
    let lines: Vec<String> =
        account.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    for expected in [
        "Table T1",
        "Granted 391 unit",
        "Spent 330 unit",
        "Left 61 unit",
        "Accounts every invariant holds",
        "1 A 150 seat 1: 100, seat 2: 50",
        "2 B 120 seat 3: 80, seat 2: 40",
        "3 C1 60 seat 3: 50, seat 2: 10",
        "M1 passed 91",
        "seat 1 31",
        "seat 2 30",
        "seat 3 0",
        "w1-22 T1 item_closed C2 is closed",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected}: {account}");
    }
    assert!(!account.contains("Zofia"), "who sat where is not told");
}

#[test]
fn a_log_replayed_again_or_with_repeated_commands_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    let log = repository(W1_LOG);
    let twice: String = log.lines().fold(String::new(), |mut twice, line| {
        writeln!(twice, "{line}\n\n{line}").unwrap();
        twice
    });
    let logs = [
        written(&folder, "twice.jsonl", &twice),
        written(&folder, "again.jsonl", &format!("{log}{log}")),
        written(&folder, "windows.jsonl", &format!("\u{feff}{}", log.replace('\n', "\r\n"))),
    ];
    for options in [&["--json"][..], &[]] {
        let once = told(&[&["replay", W1, W1_LOG], options].concat());
        assert_eq!(told(&[&["replay", W1, W1_LOG], options].concat()), once);
        for log in &logs {
            assert_eq!(told(&[&["replay", W1, log], options].concat()), once, "{log}");
        }
    }
}

#[test]
fn several_tables_are_told_one_after_the_other() {
    let folder = TempDir::new().unwrap();
    let log = repository(W1_LOG);
    // The second table has not ended, and its third player left.
    let other = log.replace("\"T1\"", "\"T2\"");
    let other: Vec<&str> = other.lines().take(18).collect();
    let leave =
        r#"{"id":"x","table":"T2","actor":{"seat":3},"at":400000,"act":{"leave":{"seat":3}}}"#;
    let both = written(&folder, "both.jsonl", &format!("{}\n{leave}\n{log}", other.join("\n")));
    let account = told(&["replay", W1, &both]);
    let (first, second) = account.split_once("\nTable T2\n").unwrap();
    assert!(first.contains("\nTable T1\n"));
    for expected in
        ["not yet: the game has not ended", "3 at the start, 2 at the end", "has left the table"]
    {
        assert!(second.contains(expected), "{expected}: {account}");
    }
    assert_eq!(json(&["replay", W1, &both])["tables"].as_array().unwrap().len(), 2);
}

#[test]
fn every_bad_line_of_a_log_is_named() {
    let folder = TempDir::new().unwrap();
    let log = repository(W1_LOG).replace("\"act\":\"deal\"", "\"act\":\"deel\"");
    let log = written(&folder, "bad.jsonl", &format!("{log}nonsense\n\n{{\"id\":\"w1-24\"}}\n"));
    let (code, out, err) = ended(&["replay", W1, &log, "--json"]);
    assert_eq!((code, &*out), (3, ""));
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(lines.len(), 3, "{err}");
    for (line, (number, sentence)) in
        lines.iter().zip([(5, "unknown variant `deel`"), (24, "expected"), (26, "missing field")])
    {
        assert!(line.starts_with(&format!("{log}:{number}: {sentence}")), "{line}");
        assert!(!line.contains("at line 1"), "{line}");
    }
    let latin = folder.path().join("latin.jsonl");
    std::fs::write(&latin, b"\n\n{\"id\":\"\xb3\"}\n").unwrap();
    let (code, _, err) = ended(&["replay", W1, latin.to_str().unwrap()]);
    assert_eq!(code, 3);
    assert!(err.contains("latin.jsonl:3: this is not UTF-8"), "{err}");
}

#[test]
fn other_rules_open_no_table() {
    let folder = TempDir::new().unwrap();
    let log =
        repository(W1_LOG).replace("{\"open_event\":{}}", "{\"open_event\":{\"rules\":\"x\"}}");
    let log = written(&folder, "other.jsonl", &log);
    let account = told(&["replay", W1, &log]);
    assert!(account.contains("none was opened"), "{account}");
    assert!(account.contains("other_rules"), "{account}");
}

const LUBLIN: [&str; 10] = [
    "simulate",
    "lublin-2014",
    "--ballots",
    MIROW,
    "--tables",
    "100",
    "--seats",
    "8",
    "--seed",
    "7",
];

#[test]
fn a_hundred_tables_of_eight_play_last_years_ballots() {
    let began = Instant::now();
    let evening = json(&LUBLIN);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!((&evening["tables"], &evening["players"]), (&100.into(), &8.into()));
    assert_eq!((&evening["voters"], &evening["broken"]), (&379.into(), &0.into()));
    assert_eq!(
        (&evening["currency"], &evening["warnings"]),
        (&"talar".into(), &Value::from([0; 0]))
    );
    let items = evening["items"].as_array().unwrap();
    assert_eq!(items.len(), 11);
    for item in items {
        let (bought, shown) = (item["bought"].as_i64().unwrap(), item["shown"].as_i64().unwrap());
        assert!(bought <= shown && shown == 100, "{item}");
        let (num, den) = parts(&item["share"]);
        assert_eq!(num * 100, bought * den, "{item}");
    }
    assert!(items.iter().any(|item| item["bought"].as_i64() > Some(10)));
    for figure in ["money", "left", "left_share", "moves", "minutes"] {
        let quarters = ["least", "lower", "median", "upper", "most"];
        let quarters = quarters.map(|quarter| parts(&evening[figure][quarter]));
        assert!(
            quarters.windows(2).all(|two| two[0].0 * two[1].1 <= two[1].0 * two[0].1),
            "{figure}: {quarters:?}"
        );
    }
    let stability = evening["stability"].as_array().unwrap();
    let sizes: Vec<_> = stability.iter().map(|size| size["tables"].as_i64().unwrap()).collect();
    assert_eq!(sizes, [6, 10, 20, 100]);
}

fn parts(ratio: &Value) -> (i64, i64) {
    let text = ratio.as_str().unwrap();
    let (num, den) = text.split_once('/').unwrap_or((text, "1"));
    (num.parse().unwrap(), den.parse().unwrap())
}

#[test]
fn an_evening_follows_from_its_seed_and_reads_well() {
    let once = told(&LUBLIN);
    assert_eq!(told(&LUBLIN), once);
    let mut other = LUBLIN;
    other[9] = "8";
    assert_ne!(told(&other), once);
    for expected in [
        "100 tables of 8, seed 7; some voters sit at several tables",
        "mean rank",
        " of 100 ",
        "176 everywhere (talar at a table, measures included)",
        "lower quarter",
        "Stability        6 tables 0.",
        "Never bought ",
    ] {
        assert!(once.contains(expected), "{expected}: {once}");
    }
    assert!(once.lines().all(|line| line.width() <= 100), "{once}");
}

#[test]
fn every_preset_is_played_to_the_end() {
    for id in PRESETS {
        let args = ["simulate", id, "--ballots", MIROW, "--tables", "6"];
        assert!(told(&args).contains("Evening          6 tables of "), "{id}");
        assert_eq!(json(&args)["broken"], 0, "{id}");
    }
}

/// Written from `presets/README.md` alone.
const TARTU: &str = r#"
format = "budget-game-rules/1"

[meta]
id = "tartu-2027"
title = "Tartu eelarvemäng"
locale = "et"

[money]
name = "mark"
unit = 10
real_per_unit = 100
remainder = "table_pot"

[event]
tables = { min = 1, max = 20 }
seats = { min = 8, max = 8 }

[event.staff]
facilitator = "required"
experts = ["tänavad", "haljastus"]

[content]
source = "edition"
price_scale = { divide_by = 100, round_to = 10, floor = 10 }

[resources.grant]
basis = "per_player"
amount = 250

[policies.consent]
on = ["purchase"]
rule = "unanimous"

[policies.expert]
limit = 2

[[phases]]
id = "play"
seconds = 4500
end = "clock"
warn_at = [300, 60]

[aggregate]
primary = "mean_rank"
order_ties = ["tables_funded", "sum_money"]
select = { by = "greedy", budget = 3_000 }
"#;

#[test]
fn a_new_city_writes_a_file_and_plays() {
    let folder = TempDir::new().unwrap();
    let file = written(&folder, "tartu.toml", TARTU);
    let checked = json(&["check", &file, "--ballots", MIROW]);
    assert_eq!((&checked["valid"], &checked["warnings"]), (&true.into(), &Value::from([0; 0])));
    let evening = json(&["simulate", &file, "--ballots", MIROW, "--tables", "20"]);
    assert_eq!((&evening["players"], &evening["currency"]), (&8.into(), &"mark".into()));
    assert_eq!((&evening["broken"], &evening["rules"]), (&0.into(), &checked["hash_with_items"]));
    let result = &evening["aggregate"]["orders"][0];
    assert_eq!(result["method"], "mean_rank");
    assert!(!result["selection"]["chosen"].as_array().unwrap().is_empty());
    let items = evening["items"].as_array().unwrap();
    assert!(items.iter().any(|item| item["bought"].as_i64() > Some(0)));
    let account = told(&["simulate", &file, "--ballots", MIROW, "--tables", "20"]);
    assert!(account.contains("mark of the budget left"), "{account}");
}

#[test]
fn refusals_have_their_codes() {
    let folder = TempDir::new().unwrap();
    let broken = written(&folder, "broken.pb", "META\nkey;value\n");
    let unloved = repository(MIROW);
    let (head, _) = unloved.split_once("VOTES").unwrap();
    let voters = unloved.split_once("VOTES\n").unwrap().1.lines().next().unwrap();
    let head: String = head
        .lines()
        .map(|line| if line.starts_with("num_votes;") { "num_votes;0" } else { line })
        .fold(String::new(), |head, line| head + line + "\n");
    let unloved = written(&folder, "unloved.pb", &format!("{head}VOTES\n{voters}\n"));
    for (args, code, message) in [
        (&["check", "absent"][..], 1, "cannot read absent: "),
        (&["check", "absent"], 1, "it is no preset either; sakwa game presets lists them"),
        (&["check", "absent.toml"], 1, "cannot read absent.toml: "),
        (
            &["check", W1, "--ballots", MIROW],
            2,
            "error: --ballots is for rules that take their items",
        ),
        (&["replay", W1, "absent.jsonl"], 1, "cannot read absent.jsonl: "),
        (&["replay", W1, W1_LOG, "--ballots", MIROW], 2, "error: --ballots is for rules that"),
        (&["simulate", W1], 2, "--ballots"),
        (&["simulate", W1, "--ballots", MIROW, "--tables", "0"], 2, "--tables"),
        (
            &["simulate", "lublin-2014", "--ballots", MIROW, "--seats", "3"],
            2,
            "error: --seats is 3; by these rules 6 to 10 play at a table",
        ),
        (&["simulate", "lublin-2014", "--ballots", &broken], 3, "broken.pb:"),
        (&["simulate", "lublin-2014", "--ballots", &unloved], 3, "unloved.pb"),
        (&["presets", "lublin-2014", "--json"], 2, "--json"),
        (&["unheard-of"], 2, "unheard-of"),
        (&[], 2, "Usage"),
    ] {
        let (ended, out, err) = ended(args);
        assert_eq!((ended, &*out), (code, ""), "{args:?}: {err}");
        assert!(err.contains(message), "{args:?}: {err}");
    }
    let help = told(&["check", "--help"]);
    assert!(help.contains("Exit codes:") && help.contains("breaks an invariant"), "{help}");
}
