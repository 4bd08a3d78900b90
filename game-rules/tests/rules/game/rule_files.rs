//! Rule files: presets, mistakes, hashes, lint.

use game_rules::game::Units;
use game_rules::game::rules::{
    self, Mistake, PRESETS, Pricing, ProjectItem, Rules, Source, Spoiler, lint, preset, read,
};
use game_rules::money::Money;
use proptest::prelude::*;

use super::{W1, rule_file, rules_of, w1};

fn mistakes(text: &str) -> Vec<Mistake> {
    read("city.toml", text).expect_err("mistakes")
}

fn codes(text: &str) -> Vec<(usize, &'static str)> {
    mistakes(text).iter().map(|mistake| (mistake.line, mistake.kind.code())).collect()
}

#[test]
fn five_planted_mistakes_get_five_messages() {
    let text = r#"format = "budget-game-rules/1"
[meta]
id = "city"
title = "City"
[money]
name = "unit"
[event]
seats = { min = 9, max = 8 }
[resources.grant]
basis = "per_person"
[policies.consent]
on = ["purchase"]
rules = "unanimous"
[[content.items]]
id = "bench"
price = "100"
[[content.items]]
id = "tree"
price = 50
requires = ["benhc"]
"#;
    let found: Vec<String> = mistakes(text).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            "city.toml:8: “event.seats.min” has a min of 9 above its max of 8; swap or correct them",
            "city.toml:10: “resources.grant.basis” is “per_person”; write one of: per_player, per_table, \
             percent_of_list, none",
            "city.toml:13: there is no key “policies.consent.rules”; did you mean “rule”?",
            "city.toml:16: “content.items[1].price” is a text; write a whole number from 1 to 1000000000000",
            "city.toml:20: “content.items[2].requires” names the item “benhc”, which the file does not have; \
             add it or name another",
        ]
    );
}

#[test]
fn each_kind_of_mistake_is_found_where_it_stands() {
    #[rustfmt::skip]
    let cases: [(&str, &str); 15] = [
        ("[money]\nname = ", "rules-syntax"),
        ("[money]\nunit = 5", "rules-missing-key"),
        ("[money]\nname = \"x\"\nunit = 0", "rules-out-of-range"),
        ("[money]\nname = \"\"", "rules-empty"),
        ("[money]\nname = \"x\"\nunit = 1.5", "rules-wrong-type"),
        ("[money]\nname = \"x\"\nunit = 20\ndenominations = [50]", "rules-clash"),
        ("money = 3", "rules-wrong-type"),
        ("[[content.items]]\nid = \"A\"\nprice = 1\n[[content.items]]\nid = \"A\"\nprice = 1", "rules-repeated"),
        ("[[content.items]]\nid = \"A\"\nkind = \"level\"\nprice = 1", "rules-clash"),
        ("[[content.items]]\nid = \"A\"\nprice = 1\nbaseline = 1", "rules-unknown-key"),
        ("[[content.items]]\nid = \"A\"\nkind = \"open\"\nmin = 5\nmax = 1", "rules-reversed"),
        ("[policies.consent]\nrule = \"k_of_n\"", "rules-clash"),
        ("[[phases]]\nid = \"p\"\nend = \"clock\"", "rules-clash"),
        ("[resources]\nblind_first = true\n[[phases]]\nid = \"p\"\nallow = [\"place\"]", "rules-clash"),
        ("[[events]]\nid = \"e\"\neffect = \"block\"", "rules-empty"),
    ];
    for (body, code) in cases {
        let found = codes(&rule_file(body));
        assert!(found.iter().any(|(_, found)| *found == code), "{body}: {found:?} has no {code}");
    }
    let text = "format = \"budget-game-rules/2\"\n[meta]\nid = \"x\"\ntitle = \"x\"\n[money]\nname = \"x\"\n[content]\nsource = \"edition\"\n";
    assert_eq!(codes(text), [(1, "rules-unknown-word")]);
}

fn projects(rules: &Rules) -> Rules {
    let names: Vec<String> = (1..=20).map(|number| format!("p{number}")).collect();
    let costs = (1..).map(|number| Money::from_minor(number * 450_000));
    let projects =
        names.iter().zip(costs).map(|(id, cost)| ProjectItem { id, title: id, group: None, cost });
    rules.with_projects(projects)
}

#[test]
fn every_preset_loads_and_is_clean() {
    let ids: Vec<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    assert_eq!(
        ids,
        [
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
        ]
    );
    for preset in PRESETS {
        let rules = preset.rules().unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
        assert_eq!(rules.meta.id, preset.id);
        assert_eq!(lint(&rules), [], "{}", preset.id);
        if rules.content.source == Source::Edition {
            assert_eq!(lint(&projects(&rules)), [], "{} with projects", preset.id);
        }
    }
}

#[test]
fn the_reference_starts_with_a_game_that_plays() {
    let reference = include_str!("../../../presets/README.md");
    let example = reference.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let rules = read("README.md", example.expect("an example"));
    assert_eq!(lint(&rules.unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))), []);
}

#[test]
fn presets_carry_the_published_figures() {
    let rules = |id| preset(id).expect("a preset").rules().expect("a valid file");
    let list = |rules: &Rules| -> Units {
        rules.content.items.iter().map(|item| item.pricing.list_cost()).sum()
    };
    let yields = |rules: &Rules| -> Units {
        rules.content.measures.iter().map(|measure| measure.yields).sum()
    };
    let sj = rules("san-jose-2011");
    assert_eq!((sj.content.items.len(), list(&sj)), (18, 14_000_000));
    assert_eq!((sj.content.measures.len(), yields(&sj)), (11, 17_800_000));
    let sj = rules("san-jose-2013");
    assert_eq!((sj.content.items.len(), sj.content.measures.len()), (15, 8));
    let sj = rules("san-jose-2014");
    let grant = &sj.resources.grant;
    assert_eq!((grant.amount_for("T1"), grant.amount_for("T2")), (68_000_000, 34_000_000));
    let sj = rules("san-jose-zero-based");
    assert_eq!(list(&sj), 42_050);
    let free = sj.content.items.iter().filter(|item| item.pricing.list_cost() == 0);
    assert_eq!(free.count(), 2);
    let kortrijk = rules("kortrijk-2013");
    assert_eq!((kortrijk.content.items.len(), kortrijk.content.measures.len()), (17, 2));
}

#[test]
fn a_hash_names_what_is_played() {
    let rules = w1();
    assert_eq!(rules.hash().len(), 64);
    let spelt = W1.replace("rule = \"unanimous\"", "rule = \"unanimous\" # all\nsecret = false");
    let spelt = spelt
        .replace("name = \"unit\"", "unit = 1\nremainder = \"seats_in_order\"\nname = \"unit\"");
    assert_eq!(read("w1.toml", &spelt).expect("a valid file").hash(), rules.hash());
    for (from, to) in
        [("amount = 100", "amount = 101"), ("\"A\"", "\"Z\""), ("yield = 50", "yield = 51")]
    {
        let other = read("w1.toml", &W1.replace(from, to)).expect("a valid file");
        assert_ne!(other.hash(), rules.hash(), "{from}");
    }
}

#[test]
fn rules_are_written_as_a_rule_file_again() {
    for preset in PRESETS {
        let rules = preset.rules().expect("a valid file");
        let laid = match rules.content.source {
            Source::Edition => projects(&rules),
            Source::File => rules.clone(),
        };
        for rules in [laid, rules] {
            let again = read("again.toml", &rules.to_toml());
            let again = again.unwrap_or_else(|mistakes| panic!("{}: {mistakes:#?}", preset.id));
            assert_eq!(again.hash(), rules.hash(), "{}", preset.id);
        }
    }
}

#[test]
fn real_costs_become_game_prices() {
    let rules = rules_of(
        "[money]\nname = \"x\"\n[content]\nsource = \"edition\"\nprice_scale = { divide_by = 1000, round_to = 5, floor = 5 }",
    );
    let price = |zloty: i64| rules.content.price_scale.price(Money::from_minor(zloty * 100));
    assert_eq!([price(100_000), price(102_499), price(102_500), price(1)], [100, 100, 105, 5]);
    assert_eq!(price(i64::MAX / 100), 1_000_000_000_000);
    let laid = projects(&rules);
    assert_eq!(laid.content.source, Source::File);
    assert_eq!(laid.content.items[1].pricing, Pricing::Fixed { price: 10, min_goal: None });
}

fn spoilers(body: &str) -> Vec<Spoiler> {
    lint(&rules_of(body))
}

#[test]
fn lint_finds_what_spoils_an_evening() {
    let game = |amount: i64, extra: &str| {
        format!(
            "[money]\nname = \"x\"\n[event]\nseats = {{ min = 4, max = 4 }}\n[resources.grant]\nbasis = \
             \"per_player\"\namount = {amount}\n{extra}\n[[content.items]]\nid = \"A\"\nprice = 100\n\
             [[content.items]]\nid = \"B\"\nprice = 500"
        )
    };
    assert_eq!(spoilers(&game(125, "")), []);
    assert_eq!(
        spoilers(&game(20, "")),
        [
            Spoiler::NothingCanBeBought { money: 80, cheapest: 100 },
            Spoiler::NobodyCanAfford { item: "A".to_owned(), price: 100, money: 80 },
            Spoiler::NobodyCanAfford { item: "B".to_owned(), price: 500, money: 80 },
            Spoiler::PurseBelowCheapest { purse: 20, cheapest: 100 },
        ]
    );
    assert_eq!(
        spoilers(&game(100, "")),
        [Spoiler::NobodyCanAfford { item: "B".to_owned(), price: 500, money: 400 }]
    );
    assert_eq!(spoilers(&game(150, "")), [Spoiler::NothingToChoose { money: 600, list: 600 }]);
    let measure = "[[content.measures]]\nid = \"M\"\nyield = 202";
    assert_eq!(
        spoilers(&game(100, measure)),
        [
            Spoiler::MeasureAffordsEverything {
                measure: "M".to_owned(),
                yields: 202,
                money: 602,
                list: 600
            },
            Spoiler::UnevenSplit { amount: 202, seats: 4, rest: 2 },
        ]
    );
    let phase = "[[phases]]\nid = \"read\"\nallow = [\"ask_expert\"]\nseconds = 60\n[[phases]]\nid = \"play\"";
    assert_eq!(
        spoilers(&game(125, phase)),
        [Spoiler::ReadingTooLong { phase: "read".to_owned(), items: 2, needed: 90, planned: 60 }]
    );
    let phase = "[[phases]]\nid = \"talk\"\nallow = [\"ask_expert\"]";
    assert_eq!(spoilers(&game(125, phase)), [Spoiler::NoPhaseToPlace]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_makes_it_panic(
        line in "\\PC{0,60}", place in 0..60_usize, preset in 0..PRESETS.len(), cut in 0..200_usize,
    ) {
        let _ = rules::read("any.toml", &line);
        let mut lines: Vec<&str> = PRESETS[preset].text.lines().collect();
        let at = place.min(lines.len());
        lines.insert(at, &line);
        lines.truncate(cut.max(1));
        if let Ok(rules) = rules::read("any.toml", &lines.join("\n")) {
            lint(&rules);
        }
    }

    #[test]
    fn every_split_is_whole(amount in 0..1_000_000_i64, seats in 0..12_usize, step in 1..60_i64, pot in any::<bool>()) {
        let remainder = if pot { rules::Remainder::TablePot } else { rules::Remainder::SeatsInOrder };
        let split = game_rules::game::split::equally(amount, seats, step, remainder);
        prop_assert_eq!(split.shares.iter().sum::<Units>() + split.pot, amount);
        prop_assert_eq!(split.shares.len(), seats);
        prop_assert!(split.shares.iter().all(|share| share % step == 0));
        let (least, most) = (split.shares.iter().min(), split.shares.iter().max());
        prop_assert!(most.zip(least).is_none_or(|(most, least)| most - least <= step));
        let most = if pot { step * seats as i64 } else { step };
        prop_assert!(seats == 0 || split.pot < most);
    }
}
