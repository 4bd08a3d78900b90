//! Evenings of bots over real ballots.

use std::fs;
use std::path::PathBuf;

use game_rules::game::rules::{self, Method, PRESETS, Rules, Sample, SampleBy, preset};
use game_rules::game::simulate::{Options, Simulation, layout, project_items, simulate};
use game_rules::pabulib::{self, Election};

fn czestochowa() -> Election {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/data/pb/Poland_Czestochowa_2024_Mirow.pb");
    pabulib::read(&fs::read(path).expect("a readable file")).expect("a valid file")
}

fn rules(id: &str) -> Rules {
    preset(id).expect("a preset").rules().expect("a valid file")
}

fn options(tables: u32, seed: u64) -> Options {
    Options { tables, seats: None, seed }
}

fn json(simulation: &Simulation) -> String {
    serde_json::to_string(simulation).expect("plain data")
}

#[test]
fn an_evening_follows_from_its_seed() {
    let election = czestochowa();
    let rules = rules("lublin-2014");
    let once = json(&simulate(&rules, &election, options(10, 7)));
    assert_eq!(json(&simulate(&rules, &election, options(10, 7))), once);
    assert_ne!(json(&simulate(&rules, &election, options(10, 8))), once);
}

#[test]
fn bots_put_nothing_on_what_nobody_voted_for() {
    let mut election = czestochowa();
    let unloved = election.projects.len();
    election.projects.push(pabulib::Project {
        id: "unloved".to_owned(),
        cost: election.projects[0].cost,
        ..pabulib::Project::default()
    });
    assert!(
        election
            .ballots
            .iter()
            .all(|ballot| { ballot.marks.iter().all(|mark| (mark.project as usize) < unloved) })
    );
    for id in ["lublin-2014", "buy-a-feature", "safe-blind", "kortrijk-online"] {
        let evening = simulate(&rules(id), &election, options(40, 3));
        let item = evening.items.iter().find(|item| item.key == "unloved").expect("on the tables");
        assert_eq!((item.points, item.placed, item.bought), (0, 0, 0), "{id}");
        assert!(
            evening.items.iter().any(|item| item.bought > 0),
            "{id}: somebody bought something"
        );
    }
}

#[test]
fn every_preset_is_played_to_the_end() {
    let election = czestochowa();
    for preset in PRESETS {
        let rules = preset.rules().expect("a valid file");
        let evening = simulate(&rules, &election, options(6, 1));
        assert_eq!(evening.broken, 0, "{}", preset.id);
        assert_eq!((evening.tables, evening.voters > 100), (6, true), "{}", preset.id);
        assert!(evening.aggregate.orders.len() == 9, "{}", preset.id);
        let result = evening.aggregate.result().expect("an order");
        assert_eq!(result.method, rules.aggregate.primary);
        assert!(result.items.len() > 2, "{}", preset.id);
        let value = result.items[0].value.map_or(0, |value| value.numerator());
        assert!(value > 0, "{}: something was decided", preset.id);
    }
}

/// Written from the documentation alone.
const GYOR: &str = r#"
format = "budget-game-rules/1"
ranking = "explicit"

[meta]
id = "gyor-2026"
title = "Győri költségvetési játék"
locale = "hu"

[money]
name = "garas"
unit = 5
denominations = [50, 10, 5]
remainder = "table_pot"

[event]
tables = { min = 2, max = 12 }
seats = { min = 8, max = 8 }
staff = { hosts = 1, facilitator = "required", experts = ["roads", "parks"] }

[content]
source = "edition"
price_scale = { divide_by = 500, round_to = 5, floor = 5 }

[resources.grant]
basis = "per_player"
amount = 150

[policies.consent]
on = ["purchase"]
rule = "unanimous"

[policies.expert]
limit = 2

[[phases]]
id = "play"
seconds = 3600
end = "clock"

[aggregate]
primary = "mean_rank"
order_ties = ["sum_money"]
select = { by = "greedy", budget = 2000 }
"#;

#[test]
fn an_evening_of_ideas_sells_nothing() {
    let evening = simulate(&rules("empaville"), &czestochowa(), options(6, 1));
    assert_eq!((evening.never_bought.len(), evening.stability.len()), (0, 0));
    assert_eq!(evening.aggregate.result().expect("an order").selection.chosen.len(), 3);
}

#[test]
fn a_new_city_plays_without_a_change_of_code() {
    let rules = rules::read("gyor.toml", GYOR).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let evening = simulate(&rules, &czestochowa(), options(12, 42));
    assert_eq!((evening.players, evening.broken), (8, 0));
    let result = evening.aggregate.result().expect("an order");
    assert_eq!(result.method, Method::MeanRank);
    assert!(!result.selection.chosen.is_empty());
    assert!(result.selection.left.is_some_and(|left| (0..2000).contains(&left)));
    assert!(evening.items.iter().any(|item| item.bought > 0));
}

#[test]
fn the_rank_is_steadier_with_more_tables() {
    let evening = simulate(&rules("buy-a-feature"), &czestochowa(), options(60, 5));
    let tables: Vec<usize> = evening.stability.iter().map(|stability| stability.tables).collect();
    assert_eq!(tables, [6, 10, 20, 60]);
    let (first, last) = (evening.stability[0], evening.stability[3]);
    assert!(last.kendall_tau > first.kendall_tau, "{:?}", evening.stability);
}

#[test]
fn a_block_design_shows_every_item_about_as_often() {
    let mut laid = rules("buy-a-feature");
    laid.content.sample = Sample { by: SampleBy::BlockDesign, k: 6, overlap: 2 };
    let election = czestochowa();
    let laid = laid.with_projects(project_items(&election));
    let tables = layout(&laid, 30, 9);
    assert!(tables.iter().all(|items| items.len() == 6));
    let shown = |id: &String| tables.iter().filter(|items| items.contains(id)).count();
    let counts: Vec<usize> = laid.content.items.iter().map(|item| shown(&item.id)).collect();
    let (least, most) = (counts.iter().min(), counts.iter().max());
    assert!(most.zip(least).is_some_and(|(most, least)| most - least <= 2), "{counts:?}");
    let shared = tables[0].iter().filter(|id| tables[1].contains(id)).count();
    assert!(shared >= 2);
}
