//! Logs become the same tables again.

use game_rules::game::Units;
use game_rules::game::command::Command;
use game_rules::game::replay::{play, read_log, replay};
use game_rules::game::table::Table;
use proptest::prelude::*;

use super::w1;

const LOG: &str = include_str!("w1.jsonl");

fn json(log: &str) -> String {
    let replayed = replay(&w1(), log).expect("a readable log");
    serde_json::to_string(&replayed).expect("plain data")
}

#[test]
fn the_log_of_w1() {
    let replayed = replay(&w1(), LOG).expect("a readable log");
    let table = &replayed.tables[0];
    let purses: Vec<Units> = table.summary.seats.iter().map(|seat| seat.left).collect();
    let bought: Vec<&str> = table.summary.bought.iter().map(|line| line.item.as_str()).collect();
    assert_eq!((purses, table.summary.spent, table.summary.left), (vec![31, 30, 0], 330, 61));
    assert_eq!(bought, ["A", "B", "C1"]);
    assert_eq!(table.broken, []);
    assert_eq!(table.seal.as_deref(), Some(table.summary.hash().as_str()));
    let refused: Vec<_> =
        replayed.refused.iter().map(|line| (line.line, line.refusal.code())).collect();
    assert_eq!(refused, [(22, "item_closed")]);
}

#[test]
fn a_repetition_counts_once() {
    let once = json(LOG);
    assert_eq!(json(LOG), once);
    assert_eq!(json(&format!("{LOG}\n{LOG}")), once);
    let repeated: String = LOG.lines().map(|line| format!("{line}\n\n{line}\n")).collect();
    // Only the line of the refused command moves.
    assert_eq!(json(&repeated).replace("\"line\":64", "\"line\":22"), once);
}

#[test]
fn an_order_of_keys_or_a_default_changes_nothing() {
    let commands = read_log(LOG).expect("a readable log");
    let rewritten: String = commands
        .iter()
        .map(|(_, command)| serde_json::to_string(command).expect("plain data") + "\n")
        .collect();
    assert_eq!(rewritten, LOG);
    let spelt = LOG.replace("{\"place\":{", "{\"place\":{\"purse\":null,");
    assert_eq!(json(&spelt), json(LOG));
}

#[test]
fn tables_share_a_log() {
    let other = LOG.replace("\"table\":\"T1\"", "\"table\":\"T2\"");
    let mixed: String =
        LOG.lines().zip(other.lines()).map(|(a, b)| format!("{a}\n{b}\n")).collect();
    let replayed = replay(&w1(), &mixed).expect("a readable log");
    let names: Vec<_> = replayed.tables.iter().map(|table| table.summary.table.as_str()).collect();
    assert_eq!(names, ["T1", "T2"]);
    assert_eq!(replayed.tables[0].summary.bought, replayed.tables[1].summary.bought);
    assert_ne!(replayed.tables[0].seal, replayed.tables[1].seal);
}

#[test]
fn a_table_is_the_fold_of_its_entries_and_its_json_reads_back() {
    let rules = w1();
    let mut table = Table::new("T1");
    let mut folded = Table::new("T1");
    for (_, command) in read_log(LOG).expect("a readable log") {
        if let Ok(game_rules::game::table::Decided::Done(entry)) = table.apply(&rules, &command) {
            let stored = serde_json::to_string(&entry).expect("plain data");
            folded.absorb(&rules, &serde_json::from_str(&stored).expect("its own form"));
        }
    }
    assert_eq!(folded, table);
    let json = serde_json::to_string(&table).expect("plain data");
    assert_eq!(serde_json::from_str::<Table>(&json).expect("its own form"), table);
}

#[test]
fn every_bad_line_is_named() {
    let log = format!("{LOG}nonsense\n{{\"id\":1}}\n");
    let mistakes = replay(&w1(), &log).expect_err("two bad lines");
    let lines: Vec<usize> = mistakes.iter().map(|mistake| mistake.line).collect();
    assert_eq!(lines, [24, 25]);
    assert!(mistakes[0].to_string().starts_with("line 24: "));
}

#[test]
fn other_rules_do_not_open_the_table() {
    let opened = LOG.replace("{\"open_event\":{}}", "{\"open_event\":{\"rules\":\"unheard-of\"}}");
    let replayed = replay(&w1(), &opened).expect("a readable log");
    assert!(replayed.tables.is_empty());
    assert_eq!(replayed.refused[0].refusal.code(), "other_rules");
    let hash = w1().hash();
    let opened = opened.replace("unheard-of", &hash);
    assert_eq!(replay(&w1(), &opened).expect("a readable log").tables.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_log_makes_it_panic(line in "\\PC{0,80}", cut in 0..2000_usize, with in "[\\PC\n]{0,6}") {
        let _ = replay(&w1(), &line);
        let mut log = LOG.to_owned();
        let at = (0..=cut.min(log.len())).rev().find(|&at| log.is_char_boundary(at)).unwrap_or(0);
        log.insert_str(at, &with);
        let _ = replay(&w1(), &log);
    }

    #[test]
    fn any_number_is_decided_without_a_panic(
        amount in any::<i64>(), seat in any::<u32>(), at in any::<u64>(), number in any::<u32>(),
    ) {
        let acts = [
            format!("{{\"place\":{{\"item\":\"A\",\"amount\":{amount}}}}}"),
            format!("{{\"take_back\":{{\"item\":\"A\",\"amount\":{amount}}}}}"),
            format!("{{\"gift\":{{\"to\":{seat},\"amount\":{amount}}}}}"),
            format!("{{\"leave\":{{\"seat\":{seat}}}}}"),
            format!("{{\"extend\":{{\"seconds\":{number}}}}}"),
            format!("{{\"answer\":{{\"question\":{number},\"text\":\"\"}}}}"),
            format!("{{\"price\":{{\"of\":{{\"write_in\":{number}}},\"price\":{amount}}}}}"),
            format!(
                "{{\"record_sheet\":{{\"players\":{seat},\"bought\":[{{\"item\":\"A\",\"amount\":\
                 {amount}}}],\"spent\":{amount},\"left\":{amount}}}}}"
            ),
        ];
        let mut commands = read_log(LOG).expect("a readable log");
        commands.truncate(8);
        let (mut line, anyone) = (0, format!("{{\"seat\":{seat}}}"));
        for act in &acts {
            for actor in ["\"host\"", "\"facilitator\"", "{\"seat\":1}", &anyone] {
                line += 1;
                let head = format!("\"id\":\"any-{line}\",\"table\":\"T1\",\"at\":{at}");
                let text = format!("{{{head},\"actor\":{actor},\"act\":{act}}}");
                let command: Command = serde_json::from_str(&text).expect("a command");
                commands.push((line, command));
            }
        }
        play(&w1(), &commands);
    }
}
