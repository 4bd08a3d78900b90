//! Every warning, by the smallest change to a blameless file that earns it.

use std::collections::BTreeSet;

use game_rules::pabulib::{self, Warning};

const APPROVAL: &str = "META\nkey;value\ndescription;d\ncountry;Poland\nunit;u\ninstance;2026\nnum_projects;4\nnum_votes;4\n\
    budget;100\nvote_type;approval\nrule;greedy\ndate_begin;01.06.2026\ndate_end;30.06.2026\nmax_length;3\nPROJECTS\n\
    project_id;cost;votes;name;category;selected\nA;50;3;a;x;1\nB;40;2;b;x,y;1\nC;60;2;c;y;0\nD;30;1;d;y;0\nVOTES\n\
    voter_id;vote;age;sex;voting_method\n1;A,B,C;30;F;internet\n2;A,B;;M;paper\n3;A;40-59;O;internet\n4;C,D;5;;paper\n";
const POINTS: &str = "META\nkey;value\ndescription;d\ncountry;PL\nunit;u\ninstance;2026\nnum_projects;3\nnum_votes;3\n\
    budget;100\nvote_type;cumulative\nrule;greedy-threshold\ndate_begin;2026\ndate_end;2026\nmax_length;2\n\
    max_sum_points;5\nmin_project_score_threshold;3\nPROJECTS\nproject_id;cost;votes;score;name;selected\n\
    A;50;2;7;a;1\nB;50;2;5;b;1\nC;60;1;2;c;0\nVOTES\nvoter_id;vote;points\n1;A,B;4,1\n2;B;4\n3;A,C;3,2\n";
const CHOICE: &str = "META\nkey;value\ndescription;d\ncountry;Poland\nunit;u\ninstance;2026\nnum_projects;2\nnum_votes;3\n\
    budget;100\nvote_type;choose-1\nrule;greedy-no-skip\ndate_begin;2026\ndate_end;2026\nmax_length;1\nPROJECTS\n\
    project_id;cost;votes;name;selected\nA;90;2;a;1\nB;60;1;b;0\nVOTES\nvoter_id;vote\n1;A\n2;B\n3;A\n";
const ORDER: &str = "META\nkey;value\ndescription;d\ncountry;Poland\nunit;u\ninstance;2026\nnum_projects;3\nnum_votes;2\n\
    budget;100\nvote_type;ordinal\nrule;greedy\ndate_begin;2026\ndate_end;2026\nmax_length;3\nPROJECTS\n\
    project_id;cost;votes;score;name;selected\nA;90;2;6;a;1\nB;60;2;4;b;0\nC;60;2;2;c;0\nVOTES\nvoter_id;vote;points\n\
    1;A,B,C;3,2,1\n2;A,B,C;3,2,1\n";

/// A file, what is replaced by what, and the warnings.
type Case = (&'static str, &'static str, &'static str, &'static [(usize, &'static str)]);

/// Lines and codes of a file's warnings.
fn lint(text: &str) -> Vec<(usize, &'static str)> {
    let warnings = pabulib::lint(text.as_bytes()).unwrap_or_else(|faults| panic!("{}", faults[0]));
    warnings.iter().map(|warning| (warning.line, warning.code())).collect()
}

/// The file with the first of the one text replaced by the other.
fn changed(base: &str, from: &str, to: &str) -> String {
    assert!(base.contains(from), "{from}");
    base.replacen(from, to, 1)
}

#[test]
fn a_blameless_file_earns_none() {
    for base in [APPROVAL, POINTS, CHOICE, ORDER] {
        for text in [base.to_owned(), base.replace('\n', "\r\n"), format!("{base} ")] {
            assert_eq!(lint(&text), []);
        }
    }
}

#[test]
fn every_oddity_earns_its_warning() {
    let cases: &[Case] = &[
        (APPROVAL, "META", "\u{feff}META", &[(1, "pb-byte-order-mark")]),
        (APPROVAL, "PROJECTS\n", "\n;;\nPROJECTS\n", &[(15, "pb-blank-lines")]),
        (APPROVAL, ";d;y;0", ";d;y;0;", &[(20, "pb-extra-cells")]),
        (APPROVAL, "unit;u", "unit; u ", &[(5, "pb-padded-cells")]),
        (APPROVAL, "PROJECTS", "PROJECTS ", &[(15, "pb-padded-cells")]),
        (APPROVAL, "A,B,C", "A, B,C", &[(23, "pb-padded-list")]),
        (APPROVAL, "x,y", "x ,y", &[(18, "pb-padded-list")]),
        (APPROVAL, "4;C,D", "\"votes\";C,D", &[(26, "pb-title-as-data")]),
        (
            CHOICE,
            "voter_id;vote\n1;A\n2;B\n3;A",
            "vote;voter_id\nA;1\nB;2\nA;3",
            &[(20, "pb-id-not-first"), (20, "pb-order")],
        ),
        (
            APPROVAL,
            "description;d\ncountry;Poland",
            "country;Poland\ndescription;d",
            &[(4, "pb-order")],
        ),
        (APPROVAL, "PROJECTS", "scoring_fn;x\nPROJECTS", &[(15, "pb-unknown-name")]),
        (APPROVAL, "voting_method", "how", &[(22, "pb-unknown-name")]),
        (APPROVAL, "category", "target", &[(16, "pb-old-name")]),
        (APPROVAL, "unit;u", "unit;", &[(5, "pb-empty-cells")]),
        (APPROVAL, "D;30;1;d", "D;30;1;", &[(20, "pb-empty-cells")]),
        (APPROVAL, "Poland", "Polska", &[(4, "pb-bad-value")]),
        (APPROVAL, "01.06.2026", "31.06.2026", &[(12, "pb-bad-value")]),
        (APPROVAL, "max_length;3", "max_length;3.0", &[(14, "pb-bad-value")]),
        (APPROVAL, "PROJECTS", "language;polski\nPROJECTS", &[(15, "pb-bad-value")]),
        (APPROVAL, "PROJECTS", "currency;zł\nPROJECTS", &[(15, "pb-bad-value")]),
        (APPROVAL, "PROJECTS", "fully_funded;2\nPROJECTS", &[(15, "pb-bad-value")]),
        (APPROVAL, "PROJECTS", "comment;a\nPROJECTS", &[(15, "pb-bad-value")]),
        (APPROVAL, "30;F", "65+;F", &[(23, "pb-bad-value")]),
        (APPROVAL, "30;F", "30;K", &[(23, "pb-bad-value")]),
        (APPROVAL, "internet", "mail", &[(23, "pb-bad-value")]),
        (APPROVAL, "PROJECTS", "comment;#1: a #3: b\nPROJECTS", &[(15, "pb-comment-numbers")]),
        (APPROVAL, "01.06.2026", "01.07.2026", &[(13, "pb-dates-reversed")]),
        (POINTS, "max_sum_points;5\n", "", &[(1, "pb-no-points-limit")]),
        (APPROVAL, "PROJECTS", "max_points;3\nPROJECTS", &[(15, "pb-key-unfit")]),
        (
            CHOICE,
            "max_length;1",
            "max_length;2",
            &[(14, "pb-choose-one-length"), (14, "pb-limit-unused"), (14, "pb-one-each")],
        ),
        (CHOICE, "choose-1", "approval", &[(14, "pb-looks-like-choose-one")]),
        (
            APPROVAL,
            "max_length;3",
            "max_length;5",
            &[(14, "pb-length-over-projects"), (14, "pb-limit-unused")],
        ),
        (APPROVAL, "PROJECTS", "categories;x,y,z\nPROJECTS", &[(15, "pb-unused-values")]),
        (APPROVAL, "PROJECTS", "categories;x\nPROJECTS", &[(15, "pb-undeclared-values")]),
        (APPROVAL, "x,y", "x,x", &[(18, "pb-repeated-in-list")]),
        (APPROVAL, "c;y;0", "c;Ý;0", &[(19, "pb-alike-labels")]),
        (
            APPROVAL,
            "D;30;1",
            "D;0;1",
            &[(9, "pb-money-unused"), (11, "pb-rule-not-followed"), (20, "pb-no-cost")],
        ),
        (APPROVAL, "C;60", "C;100.01", &[(19, "pb-over-budget")]),
        (
            APPROVAL,
            "A;50;",
            "A;999999999;",
            &[
                (9, "pb-budget-exceeded"),
                (11, "pb-rule-not-followed"),
                (17, "pb-over-budget"),
                (17, "pb-withdrawn-selected"),
            ],
        ),
        (
            APPROVAL,
            "votes;name;category;selected",
            "votes;latitude;longitude;selected",
            &[(16, "pb-order"), (16, "pb-no-names"), (17, "pb-bad-value"), (17, "pb-bad-value")],
        ),
        (CHOICE, "name", "proposer", &[(16, "pb-order"), (16, "pb-no-names")]),
        (APPROVAL, "votes;name", "name;proposer", &[(16, "pb-order"), (16, "pb-no-results")]),
        (APPROVAL, "D;30;1;", "D;30;0;", &[(20, "pb-no-votes"), (20, "pb-votes-differ")]),
        (POINTS, "C;60;1;2", "C;60;1;1", &[(21, "pb-score-differs")]),
        (APPROVAL, "selected", "proposer", &[(16, "pb-no-selected")]),
        (
            APPROVAL,
            "budget;100",
            "budget;89.99",
            &[(9, "pb-budget-exceeded"), (11, "pb-rule-not-followed")],
        ),
        (APPROVAL, "PROJECTS", "fully_funded;1\nPROJECTS", &[(15, "pb-not-fully-funded")]),
        (
            APPROVAL,
            "budget;100",
            "budget;180",
            &[(9, "pb-all-affordable"), (9, "pb-money-unused"), (11, "pb-rule-not-followed")],
        ),
        (APPROVAL, "rule;greedy", "rule;magic", &[(11, "pb-unknown-rule")]),
        (APPROVAL, "rule;greedy", "rule;unknown", &[(11, "pb-winners-unchecked")]),
        (APPROVAL, "rule;greedy", "rule;equalshares", &[(11, "pb-rule-not-followed")]),
        (POINTS, "greedy-threshold", "greedy", &[(11, "pb-threshold-unfit")]),
        (POINTS, "min_project_score_threshold;3\n", "", &[(11, "pb-threshold-unfit")]),
        (
            POINTS,
            "threshold;3",
            "threshold;6",
            &[(11, "pb-rule-not-followed"), (20, "pb-won-below-threshold")],
        ),
        (
            CHOICE,
            "B;60;1;b;0",
            "B;10;1;b;0",
            &[(9, "pb-all-affordable"), (11, "pb-rule-not-followed")],
        ),
        (APPROVAL, "rule;greedy", "rule;greedy-custom", &[(11, "pb-no-comment")]),
        (APPROVAL, "4;C,D", "4;C,D,D", &[(20, "pb-votes-differ"), (26, "pb-repeated-projects")]),
        (APPROVAL, "max_length;3", "max_length;2", &[(23, "pb-limit-broken")]),
        (APPROVAL, "max_length;3", "min_length;2\nmax_length;3", &[(26, "pb-limit-broken")]),
        (APPROVAL, "PROJECTS", "min_sum_cost;60\nPROJECTS", &[(26, "pb-limit-broken")]),
        (APPROVAL, "PROJECTS", "max_sum_cost;90\nPROJECTS", &[(24, "pb-limit-broken")]),
        (
            CHOICE,
            "2;B",
            "2;",
            &[(18, "pb-votes-differ"), (22, "pb-empty-cells"), (22, "pb-limit-broken")],
        ),
        (
            APPROVAL,
            "age;sex",
            "points;sex",
            &[(23, "pb-points-unexpected"), (24, "pb-empty-cells")],
        ),
        (
            POINTS,
            "PROJECTS",
            "min_points;2\nPROJECTS",
            &[(17, "pb-order"), (25, "pb-limit-broken")],
        ),
        (
            POINTS,
            "PROJECTS",
            "max_points;3\nPROJECTS",
            &[(17, "pb-order"), (25, "pb-limit-broken")],
        ),
        (
            POINTS,
            "PROJECTS",
            "min_sum_points;5\nPROJECTS",
            &[(17, "pb-order"), (26, "pb-limit-broken")],
        ),
        (POINTS, "max_sum_points;5", "max_sum_points;4", &[(24, "pb-limit-broken")]),
        (POINTS, "A,C;3,2", "C,A;2,3", &[(26, "pb-points-unsorted")]),
        (ORDER, "3,2,1", "3,2", &[(19, "pb-score-differs"), (22, "pb-points-unmatched")]),
    ];
    for (base, from, to, expected) in cases {
        assert_eq!(lint(&changed(base, from, to)), *expected, "{from} -> {to}");
    }
}

#[test]
fn writing_a_file_earns_no_warnings() {
    let columns = APPROVAL.replace("selected\n", "selected;neighborhood;latitude;longitude\n");
    let columns =
        columns.replace(";1\n", ";1;North;52.1;17\n").replace(";0\n", ";0;South;52.2;17\n");
    let made = [APPROVAL, POINTS, CHOICE, ORDER, &columns].map(|text| text.as_bytes().to_vec());
    for file in crate::real_files().into_iter().map(|(_, bytes)| bytes).chain(made) {
        let codes = |file: &[u8]| -> BTreeSet<_> {
            pabulib::lint(file).expect("a valid file").iter().map(Warning::code).collect()
        };
        let election = pabulib::read(&file).expect("a valid file");
        let written = pabulib::write(Vec::new(), &election).expect("a writable election");
        assert!(codes(&written).is_subset(&codes(&file)), "{}", String::from_utf8_lossy(&written));
    }
    assert_eq!(lint(&columns), []);
}

#[test]
fn projects_have_two_coordinates_or_none() {
    let places = |a: &str, b: &str| {
        let text = APPROVAL.replace(";category;selected", ";selected;latitude;longitude");
        let text =
            text.replace(";a;x;1", &format!(";a;1;{a}")).replace(";b;x,y;1", &format!(";b;1;{b}"));
        lint(&text.replace(";c;y;0", ";c;0;;").replace(";d;y;0", ";d;0;;"))
    };
    assert_eq!(places("52,1;17.0", "52.2;17"), []);
    assert_eq!(places("52,1;17.0", "52.1;17"), [(16, "pb-same-coordinates")]);
    assert_eq!(places("52,1;17.0", "52.1;"), [(18, "pb-half-coordinates")]);
    assert_eq!(places("52,1;180.5", "52.1;17"), [(17, "pb-bad-value")]);
}

#[test]
fn the_rule_of_80_percent_is_followed_with_its_reserve_and_extra_money() {
    let poznan = |budget: &str, third: &str| {
        let text = APPROVAL.replace("unit;u", "unit;Poznań").replace("budget;100", budget);
        let text = text.replace("rule;greedy", "rule;greedy-custom");
        let text = text.replace("max_length;3", "max_length;3\ncomment;#1: 80%");
        lint(&text.replace("c;y;0", third))
    };
    assert_eq!(poznan("budget;100", "c;y;0"), []);
    // 48 are left of 138: exactly 80 % of 60.
    assert_eq!(poznan("budget;138", "c;y;2"), [(9, "pb-money-unused")]);
    let missing = [(9, "pb-money-unused"), (11, "pb-rule-not-followed")];
    assert_eq!(poznan("budget;138", "c;y;0"), missing);
    assert_eq!(poznan("budget;137.99", "c;y;2"), missing);
    assert_eq!(poznan("budget;100", "c;y;3"), []);
}

#[test]
fn the_sentences_have_the_figures_and_the_codes_are_all_different() {
    let said = |text: &str| {
        let warnings = pabulib::lint(text.as_bytes()).expect("a valid file");
        warnings.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let text = APPROVAL.replace("A,B", "B,A").replace("x,y;1", "x,y;0").replace("c;y;0", "c;y;1");
    assert_eq!(
        said(&text),
        [
            "line 9: the winners cost 110, more than the budget of 100",
            "line 11: by the rule “greedy” others win. Missing: B; without reason: C",
        ]
    );
    let text = APPROVAL.replace("internet", "mail");
    assert_eq!(
        said(&text),
        ["line 23: 2 values of “voting_method” are not as they should be: “mail”"]
    );
    let text = APPROVAL.replace("3;A;", "3;A,A,B,C,D;");
    let codes: BTreeSet<_> = lint(&text).into_iter().map(|(_, code)| code).collect();
    assert!(codes.contains("pb-repeated-projects") && codes.contains("pb-limit-broken"));
}

#[test]
fn what_cannot_be_read_has_faults_instead() {
    let faults = pabulib::lint(b"META\nkey;value\n").expect_err("no whole file");
    assert_eq!(faults.last().map(|fault| fault.code()), Some("pb-section-missing"));
}
