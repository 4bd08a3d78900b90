//! Damaged files by the thousand: reading never panics or dawdles, and whatever is read is written, linted and counted.
//!
//! Every seed makes one file, always the same, so a failure names all that is needed to see it again. The suite tries a
//! few thousand; `PB_FUZZ_SEEDS=1000000..2000000 cargo test --release -p game-rules fuzz` tries others.

use std::ops::Range;
use std::time::{Duration, Instant};

use game_rules::count::{Candidate, Declared, Profile, Rule, Terms, count};
use game_rules::pabulib::{self, Election, Fault, FaultKind};

/// As many as a slow build tries in a few seconds.
const SEEDS: Range<u64> = 0..12_000;
/// No input has more bytes, and none may take longer.
const LARGEST: usize = 1_000_000;
const LONGEST: Duration = Duration::from_secs(2);

#[test]
fn damaged_files_are_survived() {
    let bases = bases();
    let mut read = 0_u64;
    for seed in seeds() {
        let _note = Note(seed);
        let mut random = Random(seed);
        let mut file = random.one_of(&bases).clone();
        for _ in 0..=random.below(6) {
            damage(&mut file, &bases, &mut random);
            file.truncate(LARGEST);
        }
        read += u64::from(survives(&file));
        // Most damage is a fault; without the faulty lines the rest of the oddities are read.
        for _ in 0..random.below(8) {
            let Err(faults) = pabulib::read(&file) else { break };
            mend(&mut file, &faults);
            read += u64::from(survives(&file));
        }
    }
    assert!(read > 0, "no file was readable");
}

/// The seeds of this run.
fn seeds() -> Range<u64> {
    // A test has no config.rs to read it.
    #[allow(clippy::disallowed_methods)]
    let Ok(text) = std::env::var("PB_FUZZ_SEEDS") else { return SEEDS };
    let (from, to) = text.split_once("..").expect("PB_FUZZ_SEEDS is from..to");
    from.parse().expect("a number")..to.parse().expect("a number")
}

/// Says which seed failed.
struct Note(u64);

impl Drop for Note {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the seed is {}", self.0);
        }
    }
}

/// Checks everything that holds for any input; tells whether it could be read.
pub fn survives(file: &[u8]) -> bool {
    let start = Instant::now();
    let election = pabulib::read(file);
    match &election {
        Ok(election) => survives_use(file, election),
        Err(faults) => check_places(faults),
    }
    let took = start.elapsed();
    if took >= LONGEST {
        // The machine may have been busy: only what is slow twice is slow.
        let start = Instant::now();
        let again = pabulib::read(file);
        again.iter().for_each(|election| survives_use(file, election));
        assert!(start.elapsed() < LONGEST, "{} bytes took {took:?}", file.len());
    }
    election.is_ok()
}

fn survives_use(file: &[u8], election: &Election) {
    let written = pabulib::write(Vec::new(), election).expect("what is read can be written");
    let again = pabulib::read(&written).expect("what is written can be read");
    assert!(again == *election, "{}", String::from_utf8_lossy(&written));
    let warnings = pabulib::lint(file).expect("what is read can be linted");
    assert!(warnings.iter().all(|warning| warning.line >= 1));
    assert!(warnings.is_sorted_by_key(|warning| warning.line));
    let (rule, terms) = match Declared::from_meta(&election.meta) {
        Some(declared) => (declared.rule, declared.terms),
        None => (Rule::Phragmen, Terms::new(election.budget)),
    };
    let outcome = count(&Candidate::of(election), &Profile::of(election), rule, &terms);
    assert!(outcome.cost <= election.budget);
}

fn check_places(faults: &[Fault]) {
    assert!(!faults.is_empty());
    assert!(faults.iter().all(|fault| fault.line >= 1 && fault.column >= 1));
    assert!(faults.is_sorted_by_key(|fault| (fault.line, fault.column)));
    let (last, others) = faults.split_last().expect("not empty");
    assert!(others.iter().all(|fault| fault.kind != FaultKind::More));
    assert_eq!(last.kind == FaultKind::More, faults.len() > 1000);
}

/// Removes the lines with faults and corrects the numbers of rows.
fn mend(file: &mut Vec<u8>, faults: &[Fault]) {
    let mut lines: Vec<Vec<u8>> = lines(file).map(<[u8]>::to_vec).collect();
    for fault in faults {
        // A key that is missing comes after the header of the section the fault names.
        let missing = usize::from(matches!(fault.kind, FaultKind::KeyMissing { .. }));
        let Some(line) = lines.get_mut(fault.line - 1 + missing) else { continue };
        match &fault.kind {
            FaultKind::KeyMissing { key: "vote_type" } => line.extend(b"vote_type;approval\n"),
            FaultKind::ProjectsCount { found, .. } => {
                *line = format!("num_projects;{found}\n").into();
            }
            FaultKind::VotesCount { found, .. } => *line = format!("num_votes;{found}\n").into(),
            FaultKind::KeyMissing { key } => line.extend(format!("{key};1\n").bytes()),
            _ => line.clear(),
        }
    }
    *file = lines.concat();
}

/// Real files with their first ballots, and files of a small grammar.
fn bases() -> Vec<Vec<u8>> {
    let real = crate::real_files().into_iter().map(|(_, bytes)| {
        let text = String::from_utf8(bytes).expect("real files are text");
        let (head, votes) = text.split_once("VOTES").expect("a real file has votes");
        let votes: Vec<_> = votes.split_inclusive('\n').take(42).collect();
        let ballots = votes.len() - 2;
        let head: Vec<_> = head
            .lines()
            .map(|line| match line.starts_with("num_votes;") {
                true => format!("num_votes;{ballots}\r\n"),
                false => format!("{line}\n"),
            })
            .collect();
        format!("{}VOTES{}", head.concat(), votes.concat()).into_bytes()
    });
    let mut random = Random(0);
    let made: Vec<_> = (0..16).map(|_| grammar(&mut random).into_bytes()).collect();
    real.chain(made).collect()
}

/// Words that mean something somewhere in a file, and texts that are easily misread.
const WORDS: [&str; 64] = [
    "",
    " ",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "\"",
    "\"\"",
    "\"x",
    ";",
    ";;;;",
    ",",
    ",,",
    "\n",
    "\r",
    "\r\n",
    "\"\r\n\"",
    "META",
    "PROJECTS",
    "VOTES",
    "votes",
    "key;value",
    "key",
    "project_id",
    "cost",
    "name",
    "score",
    "selected",
    "target",
    "beneficiaries",
    "category",
    "voter_id",
    "vote",
    "points",
    "voting_method",
    "num_projects",
    "num_votes",
    "budget",
    "vote_type",
    "cumulative",
    "scoring",
    "ordinal",
    "approval",
    "choose-1",
    "greedy-threshold",
    "greedy-no-skip",
    "default_score",
    "max_sum_cost",
    "max_sum_points",
    "max_length",
    "min_project_score_threshold",
    "0",
    "-1",
    "007",
    "3.0",
    "1.005",
    "1e308",
    "999999999",
    "9223372036854775807",
    "92233720368547758.07",
    "1000000000000",
    "99999999999999999999999999",
    "L18/06/XI",
    "Łódź",
    "#1: ż",
];

/// A small whole file with a vote of any kind and words anywhere.
fn grammar(random: &mut Random) -> String {
    let word = |random: &mut Random| {
        let word = *random.one_of(&WORDS);
        match word.contains(['"', ';', '\n', '\r']) {
            true => format!("\"{}\"", word.replace('"', "\"\"")),
            false => word.to_owned(),
        }
    };
    let (projects, votes) = (random.below(6), random.below(9));
    let kind = *random.one_of(&["approval", "ordinal", "cumulative", "scoring", "choose-1"]);
    let rule = *random.one_of(&["greedy", "greedy-threshold", "greedy-no-skip", "unknown"]);
    let mut file = format!(
        "META\nkey;value\nnum_projects;{projects}\nnum_votes;{votes}\nbudget;{}\nvote_type;{kind}\nrule;{rule}\n",
        random.below(100)
    );
    for key in ["description", "country", "unit", "instance", "date_begin", "date_end", "comment"] {
        file += &format!("{key};{}\n", word(random));
    }
    for key in ["max_length", "max_sum_points", "default_score", "min_project_score_threshold"] {
        if random.below(2) == 0 {
            file += &format!("{key};{}\n", random.below(5));
        }
    }
    file += "PROJECTS\nproject_id;cost;votes;score;name;target;selected;future\n";
    for project in 0..projects {
        let (cost, won) = (random.below(60), random.below(4));
        file += &format!("{project};{cost}.5;{cost};{cost};{};", word(random));
        file += &format!("{};{won};{}\n", word(random), word(random));
    }
    file += "VOTES\nvoter_id;vote;points;age;voting_method\n";
    for voter in 0..votes {
        let named = random.below(4).min(projects);
        let list = |random: &mut Random, below| {
            let items = (0..named).map(|_| random.below(below).to_string());
            items.collect::<Vec<_>>().join(",")
        };
        let (vote, points) = (list(random, projects.max(1)), list(random, 9));
        file += &format!("{voter};{vote};{points};{};{}\n", word(random), word(random));
    }
    file
}

/// Changes a file in one way.
fn damage(file: &mut Vec<u8>, bases: &[Vec<u8>], random: &mut Random) {
    let at = random.below(file.len() as u64 + 1) as usize;
    match random.below(16) {
        0 => file.truncate(at),
        1..4 => replace(file, random, |_, random| random.one_of(&WORDS).as_bytes().to_vec(), CELL),
        4 => {
            let from = random.part_of_one(bases, CELL);
            replace(file, random, |_, _| from.clone(), CELL);
        }
        5 => {
            let from = random.part_of_one(bases, LINE);
            replace(file, random, |line, _| [line, &from].concat(), LINE);
        }
        6 => replace(file, random, |line, _| [line, line].concat(), LINE),
        7 => replace(file, random, |_, _| Vec::new(), LINE),
        8 => {
            let mut lines: Vec<Vec<u8>> = lines(file).map(<[u8]>::to_vec).collect();
            let (a, b) = (random.below(lines.len() as u64), random.below(lines.len() as u64));
            if !lines.is_empty() {
                lines.swap(a as usize, b as usize);
            }
            *file = lines.concat();
        }
        9 => replace(file, random, |cell, _| [b"\"", cell, b"\""].concat(), CELL),
        10 => replace(file, random, giant, CELL),
        11 => {
            file.splice(at..at, random.one_of(&WORDS).bytes());
        }
        12 => {
            if let Some(byte) = file.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        13 => {
            file.splice(at..at, [random.below(256) as u8]);
        }
        14 => replace_all(file, random),
        // Rarely, as it is slow.
        _ if random.below(8) == 0 => {
            let times = 1 + random.below(3000) as usize;
            let unit = *random.one_of(&[CELL, LINE]);
            let last = unit.last().map_or(&b""[..], std::slice::from_ref);
            replace(file, random, |part, _| repeated(&[part, last].concat(), times), unit);
        }
        _ => replace(file, random, |cell, _| [b" ", cell, b"\t"].concat(), CELL),
    }
}

/// A number with many digits, or many times the cell.
fn giant(cell: &[u8], random: &mut Random) -> Vec<u8> {
    match random.below(2) {
        0 => b"9".repeat(random.below(400) as usize),
        _ => repeated(cell, random.below(40) as usize),
    }
}

/// So many times the part, as long as it may become.
fn repeated(part: &[u8], times: usize) -> Vec<u8> {
    part.repeat(times.min(LARGEST / part.len().max(1)))
}

/// Other line ends, separators or letters throughout.
fn replace_all(file: &mut Vec<u8>, random: &mut Random) {
    let (from, to) = *random.one_of(&[
        ("\r\n", "\n"),
        ("\n", "\r\n"),
        ("\n", "\r"),
        ("\n", "\n\n"),
        (";", ","),
        (";", ";\""),
        ("\"", ""),
        (",", ", "),
        ("approval", "ordinal"),
        ("approval", "scoring"),
        ("\n", ";;\n"),
    ]);
    let text = String::from_utf8_lossy(file).replace(from, to);
    *file = text.into_bytes();
}

const CELL: &[u8] = b"\r\n,;";
const LINE: &[u8] = b"\n";

fn lines(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    file.split_inclusive(|&byte| byte == b'\n')
}

/// Puts something else in the place of one part.
fn replace(
    file: &mut Vec<u8>,
    random: &mut Random,
    change: impl FnOnce(&[u8], &mut Random) -> Vec<u8>,
    ends: &[u8],
) {
    let span = random.span(file, ends);
    let changed = change(&file[span.clone()], random);
    file.splice(span, changed);
}

/// The same numbers for the same seed.
struct Random(u64);

impl Random {
    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below this one, or 0.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    fn one_of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len() as u64) as usize]
    }

    /// Where a part between two of these ends lies; a line's end belongs to it.
    fn span(&mut self, file: &[u8], ends: &[u8]) -> Range<usize> {
        let at = self.below(file.len() as u64) as usize;
        let start =
            file[..at].iter().rposition(|byte| ends.contains(byte)).map_or(0, |end| end + 1);
        let length = file[at..].iter().position(|byte| ends.contains(byte));
        let end = length.map_or(file.len(), |length| at + length + usize::from(ends == LINE));
        start..end.max(start)
    }

    fn part_of_one(&mut self, files: &[Vec<u8>], ends: &[u8]) -> Vec<u8> {
        let file = self.one_of(files);
        file[self.span(file, ends)].to_vec()
    }
}
