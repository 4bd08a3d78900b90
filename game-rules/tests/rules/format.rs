//! The `.pb` format: what is written is read, what is wrong is said, and nothing panics.

use game_rules::pabulib::{self, Election, Fault};
use proptest::prelude::*;

use crate::strategies;

fn written(election: &Election) -> Vec<u8> {
    pabulib::write(Vec::new(), election).expect("a writable election")
}

fn read(text: &str) -> Result<Election, Vec<Fault>> {
    pabulib::read(text.as_bytes())
}

const HEAD: &str = "META\nkey;value\ndescription;d\ncountry;PL\nunit;u\ninstance;2026\nnum_projects;2\nnum_votes;2\n\
    budget;100.50\nvote_type;cumulative\nrule;greedy\ndate_begin;2026\ndate_end;2026\nmax_sum_points;5\n";
const PROJECTS: &str = "PROJECTS\nproject_id;cost;name\nA;10;a\nB;20.5;\"b;\"\"b\"\"\"\n";
const VOTES: &str =
    "VOTES\nvoter_id;vote;points;age;voting_method\n1;A,B;3,2;30;paper\n2;B;5;;internet\n";

#[test]
fn real_files_survive_writing() {
    for (name, bytes) in crate::real_files() {
        let election =
            pabulib::read(&bytes).unwrap_or_else(|faults| panic!("{name}: {}", faults[0]));
        let written = written(&election);
        assert!(pabulib::read(&written).as_ref() == Ok(&election), "{name}");
        assert!(!written.contains(&b'\r'));
    }
}

#[test]
fn liberties_of_files_change_nothing() {
    let plain = format!("{HEAD}{PROJECTS}{VOTES}");
    let election = read(&plain).expect("a valid file");
    assert_eq!(election.budget.to_decimal(), "100.50");
    assert_eq!(election.projects[1].name, "b;\"b\"");
    let quoted = plain.replace("A;10;a", "\"A\";\"10\";\"a\"").replace("A,B;3,2", "\"A, B\";3,2.0");
    let padded =
        plain.replace("PROJECTS\n", "PROJECTS;;\n").replace("VOTES\n", "\n;;\nVOTES\r\n\n");
    for text in [
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{plain}"),
        quoted,
        padded,
        plain.replace('\n', "\n\n"),
    ] {
        assert_eq!(read(&text).as_ref(), Ok(&election), "{text}");
    }
}

#[test]
fn columns_and_keys_come_in_any_order() {
    let projects =
        "PROJECTS\nname;cost;new;project_id;target\na;10;x;A;all\n\"b;\"\"b\"\"\";20.5;;B;\n";
    let votes = "VOTES\npoints;voting_method;vote;voter_id\n3,2;paper;A,B;1\n5;internet;B;2\n";
    let election = read(&format!("{HEAD}{projects}{votes}")).expect("a valid file");
    let plain = read(&format!("{HEAD}{PROJECTS}{VOTES}")).expect("a valid file");
    assert_eq!(election.ballots, plain.ballots);
    assert_eq!(election.projects[0].beneficiaries.as_deref(), Some("all"));
    assert_eq!(election.projects[1].other, [("new".to_owned(), String::new())]);
}

#[test]
fn keys_come_in_any_order_and_others_are_kept() {
    let (title, keys) = HEAD.split_once("value\n").expect("a header");
    let mut keys: Vec<_> = keys.lines().chain(["currency;PLN", "scoring_fn;x"]).collect();
    keys.reverse();
    let head = format!("{title}value\n{}\n", keys.join("\n"));
    let election = read(&format!("{head}{PROJECTS}{VOTES}")).expect("a valid file");
    let plain = read(&format!("{HEAD}{PROJECTS}{VOTES}")).expect("a valid file");
    assert_eq!((plain.meta.get("currency"), election.meta.get("currency")), (None, Some("PLN")));
    assert_eq!(election.meta.entries().next(), Some(("scoring_fn", "x")));
    assert_eq!(Election { meta: plain.meta.clone(), ..election }, plain);
}

#[test]
fn ids_are_texts_and_names_are_long() {
    let ids = ["L18/06/XI", "BO.D18.9/23", "c8", "007", "7", "Łódź 7"];
    let name = "Ż\"".repeat(184);
    let rows = ids.map(|id| format!("{id};1;\"{}\"\n", name.replace('"', "\"\"")));
    let head =
        HEAD.replace("num_projects;2", "num_projects;6").replace("num_votes;2", "num_votes;1");
    let head = head.replace("cumulative", "approval");
    let text = format!(
        "{head}PROJECTS\nproject_id;cost;name\n{}VOTES\nvoter_id;vote\n01;{}\n",
        rows.concat(),
        ids.join(",")
    );
    let election = read(&text).expect("a valid file");
    let ballot = election.ballots.get(0).expect("one ballot");
    let named =
        ballot.marks.iter().map(|mark| election.projects[mark.project as usize].id.as_str());
    assert_eq!((ballot.voter_id, named.collect::<Vec<_>>()), ("01", ids.to_vec()));
    assert!(election.projects.iter().all(|project| project.name == name));
    assert_eq!(pabulib::read(&written(&election)), Ok(election));
}

#[test]
fn one_project_without_votes_is_an_election() {
    let head =
        HEAD.replace("num_projects;2", "num_projects;1").replace("num_votes;2", "num_votes;0");
    let text = format!("{head}PROJECTS\nproject_id;cost\nA;1\nVOTES\nvoter_id;vote;points\n");
    let election = read(&text).expect("a valid file");
    assert_eq!((election.projects.len(), election.ballots.len()), (1, 0));
    assert!(crate::fuzz::survives(text.as_bytes()));
}

#[test]
fn ballots_and_costs_beyond_the_rules_are_read_as_they_are() {
    let head =
        HEAD.replace("cumulative", "approval").replace("max_sum_points;5", "max_sum_cost;50");
    let text = format!(
        "{head}PROJECTS\nproject_id;cost;target\nA;999999999;\nB;100.51;all\nVOTES\nvoter_id;vote;age\n\
        1;B,A,B;\n2;;30\n"
    );
    let election = read(&text).expect("a valid file");
    assert!(election.projects[0].is_withdrawn() && !election.projects[1].is_withdrawn());
    assert!(election.projects[1].cost > election.budget);
    assert_eq!(election.projects[1].beneficiaries.as_deref(), Some("all"));
    let marks = |ballot| election.ballots.get(ballot).expect("a ballot").marks.len();
    assert_eq!((marks(0), marks(1)), (3, 0));
    assert!(crate::fuzz::survives(text.as_bytes()));
}

#[test]
fn attributes_of_voters_are_forgotten() {
    let text = format!("{HEAD}{PROJECTS}{VOTES}");
    let written = String::from_utf8(written(&read(&text).expect("a valid file"))).expect("text");
    assert!(text.contains("age") && !written.contains("age"));
}

#[test]
fn all_mistakes_are_said_at_once() {
    let head = HEAD
        .replace("country;PL\n", "")
        .replace("100.50", "1e5")
        .replace("num_votes;2", "num_votes;7");
    let projects = "PROJECTS\nproject_id;cost;selected\nA;10;4\nA;-1;0\nB;5\nC,D;1;\n";
    let votes = "VOTES\nvoter_id;vote;points\n1;A,ż,X;1,2,3\n1;A;1,2\n2;A;p\n;B;1\n";
    let faults = read(&format!("{head}{projects}{votes}")).expect_err("mistakes");
    let found: Vec<_> =
        faults.iter().map(|fault| (fault.line, fault.column, fault.code())).collect();
    assert_eq!(
        found,
        [
            (1, 1, "pb-key-missing"),
            (6, 14, "pb-projects-count"),
            (7, 11, "pb-votes-count"),
            (8, 8, "pb-bad-money"),
            (16, 6, "pb-bad-number"),
            (17, 1, "pb-project-repeated"),
            (17, 3, "pb-bad-money"),
            (18, 1, "pb-row-width"),
            (19, 1, "pb-comma-in-id"),
            (22, 5, "pb-unknown-project"),
            (22, 7, "pb-unknown-project"),
            (23, 1, "pb-voter-repeated"),
            (23, 5, "pb-points-count"),
            (24, 5, "pb-bad-number"),
            (25, 1, "pb-empty-id"),
        ]
    );
    assert_eq!(
        faults[10].to_string(),
        "line 22, column 7: the vote names a project “X” that is not listed"
    );
}

#[test]
fn what_is_no_pb_file_is_said_once() {
    for text in ["", "hello", "a;b\n1;2\n", "PROJECTS\n", "\u{feff}"] {
        let faults = read(text).expect_err("not a .pb file");
        assert_eq!(
            faults.iter().map(Fault::code).collect::<Vec<_>>(),
            ["pb-not-pabulib"],
            "{text}"
        );
    }
    let code = |text: &str| read(text).expect_err("a mistake").last().map(Fault::code);
    assert_eq!(code(HEAD), Some("pb-section-missing"));
    assert_eq!(code(&format!("{HEAD}VOTES\n")), Some("pb-section-missing"));
    assert_eq!(code(&format!("{HEAD}PROJECTS\n")), Some("pb-header-missing"));
    let twice = format!("{HEAD}{PROJECTS}{VOTES}PROJECTS\n");
    assert_eq!(code(&twice), Some("pb-section-misplaced"));
    assert_eq!(code(&format!("{HEAD}{PROJECTS}VOTES\nvoter_id;vote\n")), Some("pb-column-missing"));
}

#[test]
fn endless_mistakes_end() {
    let votes = "9;Z;1\n".repeat(5000);
    let faults = read(&format!("{HEAD}{PROJECTS}VOTES\nvoter_id;vote;points\n{votes}"))
        .expect_err("mistakes");
    assert_eq!(faults.len(), 1001);
    assert_eq!(faults.last().map(Fault::code), Some("pb-more"));
}

#[test]
fn text_that_is_not_utf8_is_said_with_its_place() {
    let mut bytes = format!("{HEAD}{PROJECTS}{VOTES}").into_bytes();
    bytes[27] = 0xff;
    let faults = pabulib::read(&bytes).expect_err("not UTF-8");
    assert_eq!((faults[0].line, faults[0].column, faults[0].code()), (3, 13, "pb-not-utf8"));
}

#[test]
fn a_key_or_column_without_a_name_is_no_data() {
    let faults = read(&format!("{HEAD};lost\n{PROJECTS}{VOTES}")).expect_err("a mistake");
    assert_eq!((faults[0].line, faults[0].code()), (15, "pb-empty-id"));

    let columns =
        PROJECTS.replace("cost;", "cost;;").replace("10;", "10;x;").replace("20.5;", "20.5;;");
    let plain = read(&format!("{HEAD}{PROJECTS}{VOTES}")).expect("a valid file");
    assert_eq!(read(&format!("{HEAD}{columns}{VOTES}")), Ok(plain));
    let long = PROJECTS.replace("name", &"n".repeat(101));
    let faults = read(&format!("{HEAD}{long}{VOTES}")).expect_err("a mistake");
    assert_eq!((faults[0].line, faults[0].column, faults[0].code()), (16, 17, "pb-long-name"));
}

#[test]
fn the_old_and_the_new_name_of_a_column_stay_two() {
    let both = "PROJECTS\nproject_id;cost;target;beneficiaries\nA;10;all;\nB;20.5;;\n";
    let election = read(&format!("{HEAD}{both}{VOTES}")).expect("a valid file");
    assert_eq!(election.projects[0].beneficiaries, None);
    assert_eq!(pabulib::read(&written(&election)), Ok(election));
}

#[test]
fn names_that_would_be_read_as_something_else_are_not_written() {
    let election = read(&format!("{HEAD}{PROJECTS}{VOTES}")).expect("a valid file");
    let refused =
        |election: &Election| pabulib::write(Vec::new(), election).err().map(|error| error.code());
    for name in ["", " padded", "cost", "beneficiaries", &"n".repeat(101)] {
        let mut other = election.clone();
        other.projects[1].other.push((name.to_owned(), "x".to_owned()));
        assert_eq!(refused(&other), Some("pb-write-bad-name"), "{name}");
    }
    for key in ["", "padded "] {
        let mut other = election.clone();
        other.meta.set(key, "x");
        assert_eq!(refused(&other), Some("pb-write-bad-name"), "{key}");
    }
}

#[test]
fn wide_and_long_rows_take_no_longer_than_many() {
    let unknown = (0..150_000).map(|id| format!("x{id},")).collect::<String>();
    let faults = format!("{HEAD}{PROJECTS}VOTES\nvoter_id;vote;points\n1;{unknown};1\n");
    assert!(!crate::fuzz::survives(faults.as_bytes()));
    let names = (0..100_000).map(|column| format!(";c{column}")).collect::<String>();
    let cells = ";".repeat(100_000);
    let projects = format!("PROJECTS\nproject_id;cost{names}\nA;1{cells}\nB;2{cells}\n");
    assert!(crate::fuzz::survives(format!("{HEAD}{projects}{VOTES}").as_bytes()));
}

proptest! {
    #[test]
    fn what_is_written_is_read(election in strategies::election()) {
        let bytes = written(&election);
        let again = pabulib::read(&bytes);
        prop_assert_eq!(again.as_ref(), Ok(&election), "{}", String::from_utf8_lossy(&bytes));
        prop_assert_eq!(written(&election), bytes);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = pabulib::read(&bytes);
        let mut file = format!("{HEAD}{PROJECTS}VOTES\n").into_bytes();
        file.extend(&bytes);
        let _ = pabulib::read(&file);
    }

    #[test]
    fn damaged_files_never_panic(
        choice in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), "[;,\"\r\n.0-9A-Zż-]{0,3}"), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let files = crate::real_files();
        let (_, mut bytes) = choice.get(&files).clone();
        // Enough to have all three sections, short enough to try many.
        bytes.truncate(12_000);
        for (place, text) in edits {
            let place = place.index(bytes.len());
            bytes.splice(place..(place + 1).min(bytes.len()), text.bytes());
        }
        bytes.truncate(bytes.len() - cut.index(bytes.len()) / 8);
        if let Ok(election) = pabulib::read(&bytes) {
            prop_assert_eq!(pabulib::read(&written(&election)), Ok(election));
        }
    }
}
