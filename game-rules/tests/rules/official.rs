//! The winners that cities announced, by the rule that each file declares.

use std::collections::BTreeMap;

use game_rules::count::{Candidate, Declared, Fit, Greedy, Profile, Rule, count};
use serde::Deserialize;

use crate::data;

#[derive(Deserialize)]
struct Official {
    file: String,
    rule: String,
    selected: Vec<String>,
    /// Funded with a reserve under the 80 % rule; elsewhere by other money of the city.
    selected2: Vec<String>,
    /// Whether the rule alone gives the winners: a city may have decided by hand, or not published all ballots.
    reproducible: bool,
}

#[test]
fn the_declared_rule_elects_the_official_winners() {
    let announced: Vec<Official> = data::json(data::folder().join("official.json"));
    let mut replayed = BTreeMap::new();
    let mut differences = Vec::new();
    for official in announced.iter().filter(|official| official.reproducible) {
        let election = data::election(&official.file);
        let declared = Declared::from_meta(&election.meta).expect("a known rule");
        let profile = Profile::of(&election);
        let outcome = count(&Candidate::of(&election), &profile, declared.rule, &declared.terms);
        let mut ours = data::ids(&election, &outcome.selected);
        let mut theirs: Vec<_> = official.selected.iter().map(String::as_str).collect();
        ours.sort_unstable();
        theirs.sort_unstable();
        let reserve: Vec<_> = outcome.reserve.into_iter().collect();
        let reserve = data::ids(&election, &reserve);
        let expected: &[String] = match declared.rule {
            Rule::Greedy(Greedy { fit: Fit::Stop80, .. }) => &official.selected2,
            _ => &[],
        };
        if ours != theirs || !reserve.iter().eq(expected) {
            let file = &official.file;
            differences.push(format!("{file}: {ours:?} {reserve:?}, not {theirs:?} {expected:?}"));
        }
        *replayed.entry(official.rule.as_str()).or_insert(0) += 1;
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    for rule in
        ["greedy", "greedy-no-skip", "greedy-threshold", "greedy-custom", "equalshares/add1"]
    {
        assert!(replayed.contains_key(rule), "no official outcome of {rule}");
    }
    eprintln!("{} official outcomes: {replayed:?}", replayed.values().sum::<usize>());
}
