//! The official winners of real elections, by the rule each file declares.

use game_rules::count::{
    Candidate, Declared, Fit, Greedy, Outcome, Rule, Tally, Terms, Threshold, TieOrder, Verdict,
    greedy,
};
use game_rules::money::Money;
use game_rules::pabulib::{self, Election, WarningKind};

fn file(name: &str) -> Vec<u8> {
    let mut files = crate::real_files().into_iter();
    files.find(|(file, _)| file.starts_with(name)).expect("a known file").1
}

fn election(name: &str) -> Election {
    pabulib::read(&file(name)).expect("a valid file")
}

fn declared(election: &Election) -> (Greedy, Terms) {
    match Declared::from_meta(&election.meta) {
        Some(Declared { rule: Rule::Greedy(rule), terms, left_out }) if left_out.is_empty() => {
            (rule, terms)
        }
        other => panic!("{other:?} is not the plain greedy rule"),
    }
}

fn count(election: &Election, (rule, terms): &(Greedy, Terms)) -> Outcome {
    greedy(&Candidate::of(election), &Tally::of(election), *rule, terms)
}

fn ids<'e>(election: &'e Election, projects: &[u32]) -> Vec<&'e str> {
    projects.iter().map(|&project| election.projects[project as usize].id.as_str()).collect()
}

fn winners(name: &str) -> Vec<String> {
    let election = election(name);
    let outcome = count(&election, &declared(&election));
    ids(&election, &outcome.selected).into_iter().map(str::to_owned).collect()
}

#[test]
fn skipping_goes_on_down_the_list() {
    let expected = ["11", "10", "36", "4", "21", "6", "3", "28", "14", "22"];
    assert_eq!(winners("Poland_Krakow_2020_Bienczyce"), expected);
    assert_eq!(winners("Poland_Czestochowa_2024_Mirow"), ["795", "687", "146", "717"]);
}

#[test]
fn places_are_worth_what_cracow_states() {
    let election = election("Poland_Krakow_2020_Bienczyce");
    let stated = election.projects.iter().map(|project| project.score.expect("a score"));
    assert_eq!(Tally::of(&election).score, stated.collect::<Vec<_>>());
}

#[test]
fn a_threshold_is_inclusive() {
    let expected = ["382", "1379", "1148", "1412", "815", "971", "737"];
    assert_eq!(winners("Poland_Warszawa_2026_Brodno"), expected);

    let election = election("Poland_Warszawa_2018_Niskie_Okecie");
    let declared = declared(&election);
    assert_eq!(declared.1.threshold, Some(Threshold::Absolute(23)));
    let outcome = count(&election, &declared);
    assert_eq!(ids(&election, &outcome.selected), ["303", "1940", "310", "615", "301", "309"]);
    let verdict = |id: &str| {
        let step =
            outcome.steps.iter().find(|step| election.projects[step.project as usize].id == id);
        step.expect("every project has its turn").verdict
    };
    assert!(matches!(verdict("1724"), Verdict::DoesNotFit { .. }));
    assert_eq!(verdict("307"), Verdict::BelowThreshold { need: 23, short_by: 12 });

    // The city asked for 10 % of the ballots.
    let share = Threshold::ShareOfBallots { basis_points: 1000 };
    assert_eq!(share.score(election.ballots.len() as u64), Some(23));
}

#[test]
fn a_draw_decides_the_tie() {
    let election = election("Poland_Warszawa_2018_Niskie_Okecie");
    let place = |id: &str| {
        election.projects.iter().position(|project| project.id == id).expect("listed") as u32
    };
    let outcome = count(&election, &declared(&election));
    let decisive: Vec<_> = outcome.ties.iter().filter(|tie| tie.decisive).collect();
    assert_eq!(decisive.len(), 1);
    assert_eq!(ids(&election, &decisive[0].projects), ["615", "308"]);

    let order = vec![place("308"), place("615")];
    let (rule, terms) = declared(&election);
    let drawn = Terms { ties: TieOrder::Drawn { order }, ..terms };
    let selected = count(&election, &(rule, drawn)).selected;
    assert!(selected.contains(&place("308")) && !selected.contains(&place("615")));
}

#[test]
fn no_skip_ends_at_the_first_that_does_not_fit() {
    let election = election("Poland_Gdynia_2020_Babie_Doly__small");
    let (rule, terms) = declared(&election);
    assert_eq!((rule.fit, terms.threshold), (Fit::Stop, Some(Threshold::Absolute(50))));
    let outcome = count(&election, &(rule, terms));
    assert_eq!(ids(&election, &outcome.selected), ["4", "2", "1"]);
    let verdicts: Vec<_> = outcome.steps.iter().map(|step| step.verdict).skip(3).collect();
    assert_eq!(
        verdicts,
        [Verdict::DoesNotFit { short_by: Money::from_minor(717_500) }, Verdict::AfterStop]
    );
}

#[test]
fn a_withdrawn_project_stops_nothing() {
    assert_eq!(winners("Poland_Wroclaw_2017_Rejon_nr_11_750"), ["425"]);
    let election = election("Poland_Wroclaw_2017_Rejon_nr_11_750");
    let outcome = count(&election, &declared(&election));
    assert_eq!(outcome.steps[0].verdict, Verdict::Withdrawn);
}

#[test]
fn the_reserve_completes_what_is_four_fifths_covered() {
    let election = election("Poland_Poznan_2024_10");
    let (rule, terms) = declared(&election);
    assert_eq!(rule.fit, Fit::Stop80);
    let outcome = count(&election, &(rule, terms.clone()));
    assert_eq!(
        (ids(&election, &outcome.selected), outcome.reserve),
        (vec!["RD-X.2", "RD-X.1"], None)
    );

    // 797 000 + 800 000 are spent; 640 000 is exactly 80 % of the third project.
    let budget = Money::from_minor(223_700_000);
    let outcome = count(&election, &(rule, Terms { budget, ..terms.clone() }));
    assert_eq!(outcome.reserve, Some(2));
    assert_eq!(
        outcome.steps[2].verdict,
        Verdict::Reserve { short_by: Money::from_minor(16_000_000) }
    );
    let budget = Money::from_minor(223_699_999);
    let outcome = count(&election, &(rule, Terms { budget, ..terms }));
    assert_eq!(outcome.reserve, None);
}

#[test]
fn a_project_named_twice_counts_once() {
    let warnings = pabulib::lint(&file("Poland_Warszawa_2026_Brodno")).expect("a valid file");
    let kinds: Vec<_> = warnings.iter().map(|warning| &warning.kind).collect();
    assert!(kinds.contains(&&WarningKind::RepeatedProjects { ballots: 1 }));
    let differing = kinds.iter().filter_map(|kind| match kind {
        WarningKind::VotesDiffer { stated, counted, .. } => Some(stated - counted),
        _ => None,
    });
    assert_eq!(differing.collect::<Vec<_>>(), [1]);
}

#[test]
fn an_outcome_is_stored_and_read_whole() {
    for name in ["Poland_Warszawa_2018_Niskie_Okecie", "Poland_Wroclaw_2017", "Poland_Gdynia_2020"]
    {
        let election = election(name);
        let outcome = count(&election, &declared(&election));
        let json = serde_json::to_string(&outcome).expect("an outcome is plain data");
        assert_eq!(serde_json::from_str::<Outcome>(&json).expect("its own form"), outcome);
        assert!(
            outcome.steps.iter().all(|step| json.contains(&format!("\"{}\"", step.verdict.code())))
        );
    }
}
