//! How long reading and counting take, beside pabutools in the same run: `cargo bench --bench count`.
//!
//! Files: those of `tests/data/pb`; of the folder in `SAKWA_DATA` the ones that are known to be hard, and all of them
//! together; and two that are made up here. pabutools runs with the Python of `SAKWA_ORACLE` or `target/oracle`, once for
//! each rule and for a minute at most; without it our figures stand alone. All is wall-clock time; ours is the median of up
//! to five runs, and only Add1 uses more than one core.

#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::disallowed_methods)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use game_rules::ballot::Kind;
use game_rules::count::{
    Candidate, Completion, EqualShares, Greedy, Outcome, Profile, Rule, Tally, Terms, Threshold,
    count, greedy,
};
use game_rules::pabulib::{self, Election};
use tempfile::TempDir;

/// What one run of pabutools may take.
const MINUTE: Duration = Duration::from_secs(60);
/// A pass of Equal Shares by pabutools that takes longer is not repeated a hundred times for Add1.
const ONE_PASS: f64 = 5.0;

/// Files of the library that are large, or raise shares of millions of forints by one at a time.
const HARD: [&str; 10] = [
    "Poland_Lodz_2022",
    "Poland_Wroclaw_2015_150_-_500",
    "Poland_Wroclaw_2015_from_500",
    "Poland_Wroclaw_2015_up_to_150",
    "Poland_Warszawa_2020_Praga-Poludnie",
    "Poland_Warszawa_2023_Ursus",
    "Hungary_Budapest_2023_VIII_Jozsefvaros",
    "Hungary_Budapest_2024_VIII_Jozsefvaros",
    "Hungary_Budapest_2025_VIII_Jozsefvaros",
    "Hungary_Budapest_2025_XI_Ujbuda",
];

const CITY: &str = "made up: a large district";
const MILLION: &str = "made up: a million ballots";
const ONE_MARK: &str = "made up: a city that votes for one project";

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, flag, path] = &args[..]
        && flag == "--memory"
    {
        return println!("{}", memory_of(Path::new(path)));
    }
    // `cargo test --benches` only sees whether it runs.
    let whole = args.iter().any(|arg| arg == "--bench");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = files_of(&root.join("tests/data/pb"));
    let python = whole.then(|| python(root)).flatten();
    if !whole {
        files.truncate(1);
    } else if python.is_none() {
        println!("No Python with pabutools (SAKWA_ORACLE, target/oracle): our figures alone.");
    }
    for path in &files {
        block(&name_of(path), path, python.as_deref(), true);
    }
    if !whole {
        return;
    }
    let library = library();
    for path in library.iter().filter(|path| HARD.contains(&name_of(path).as_str())) {
        block(&name_of(path), path, python.as_deref(), true);
    }

    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let wide = Shape { ballots: 131_778, projects: 57, marks: 131_778, columns: true };
    let wide = write("wide.pb", wide.text());
    block(ONE_MARK, &wide, python.as_deref(), true);
    let city = Shape { ballots: 61_668, projects: 83, marks: 287_475, columns: false };
    let city = write("city.pb", city.text());
    block(CITY, &city, python.as_deref(), true);
    let million = Shape { ballots: 1_000_000, projects: 500, marks: 5_000_000, columns: false };
    let million = write("million.pb", million.text());
    block(MILLION, &million, None, false);

    together(&library);
    for (name, path) in [(ONE_MARK, &wide), (CITY, &city), (MILLION, &million)] {
        let target = if name == CITY { "   target 64 MB" } else { "" };
        println!("peak memory, {name}, read and counted by all rules: {}{target}", in_child(path));
    }
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// The `.pb` files of a folder by name.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "pb")).collect();
    files.sort();
    files
}

/// The files of the folder in `SAKWA_DATA`, or of its subfolder `pb`.
fn library() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("SAKWA_DATA").map(PathBuf::from) else {
        println!("SAKWA_DATA names no folder: its elections are left out.");
        return Vec::new();
    };
    let files = files_of(&folder);
    if files.is_empty() { files_of(&folder.join("pb")) } else { files }
}

fn python(root: &Path) -> Option<PathBuf> {
    let known = std::env::var_os("SAKWA_ORACLE").map(PathBuf::from);
    let python = known.unwrap_or_else(|| root.join("target/oracle/bin/python"));
    python.is_file().then_some(python)
}

// --- What is measured ---

/// An election read and added up.
struct Case {
    election: Election,
    projects: Vec<Candidate>,
    profile: Profile,
    terms: Terms,
}

impl Case {
    fn of(election: Election) -> Self {
        let (projects, profile) = (Candidate::of(&election), Profile::of(&election));
        let threshold = election.meta.threshold().map(Threshold::Absolute);
        let terms = Terms { threshold, ..Terms::new(election.budget) };
        Self { election, projects, profile, terms }
    }

    fn count(&self, rule: Rule) -> Outcome {
        count(&self.projects, &self.profile, rule, &self.terms)
    }

    fn chosen(&self, outcome: &Outcome) -> BTreeSet<String> {
        let id = |&project: &u32| self.election.projects[project as usize].id.clone();
        outcome.selected.iter().map(id).collect()
    }
}

/// The rules with a column each; pabutools knows those with a name.
fn rules(raises: bool) -> Vec<(&'static str, Option<&'static str>, Rule)> {
    let shares = EqualShares::default();
    let add1 = EqualShares { completion: Completion::Add1, ..shares };
    let on = EqualShares { exhaustive: false, ..add1 };
    let mut rules = vec![
        ("greedy", Some("greedy"), Rule::Greedy(Greedy::default())),
        ("shares", Some("mes"), Rule::EqualShares(shares)),
        ("add1", Some("mes-add1"), Rule::EqualShares(add1)),
        ("add1 on", None, Rule::EqualShares(on)),
        ("Phragmén", Some("phragmen"), Rule::Phragmen),
    ];
    rules.retain(|(name, ..)| raises || !name.starts_with("add1"));
    rules
}

/// What the design sets, for the exact result, in seconds.
fn target(name: &str, work: &str) -> Option<f64> {
    Some(match (name, work) {
        (ONE_MARK, "read") => 0.060,
        (_, "greedy") => 0.001,
        (CITY, "shares") => 0.025,
        (CITY, "add1") => 2.0,
        (CITY, "Phragmén") => 0.050,
        ("Poland_Lodz_2022", "shares") => 0.015,
        ("Poland_Warszawa_2023_Ursus", "add1") => 0.5,
        (_, "add1" | "add1 on") => 10.0,
        _ => return None,
    })
}

/// One file: our figures, the targets, pabutools' figures, and how many times as long those are.
fn block(name: &str, path: &Path, python: Option<&Path>, raises: bool) {
    let bytes = std::fs::read(path).unwrap();
    let (reading, election) = median(|| pabulib::read(&bytes).unwrap());
    let (adding, profile) = median(|| Profile::of(&election));
    let (tallying, tally) = median(|| Tally::of(&election));
    drop(profile);
    let case = Case::of(election);
    let megabytes = bytes.len() as f64 / 1e6;
    println!(
        "\n{name}: {} ballots ({} distinct), {} projects, {} marks, {megabytes:.1} MB read at {:.0} MB/s \
         (target 150)",
        case.election.ballots.len(),
        case.profile.distinct(),
        case.projects.len(),
        case.election.ballots.marks(),
        megabytes / reading,
    );
    let mut titles = vec!["read", "add up"];
    let mut ours = vec![Some(reading), Some(adding)];
    let mut targets = vec![target(name, "read"), None];
    let mut theirs = vec![None, None];
    let mut ratios = vec![None, None];
    let mut notes = String::new();
    // Of other ballots pabutools' satisfaction is another one.
    let approval = matches!(case.election.rules.kind, Kind::Approval | Kind::ChooseOne);
    let mut one_pass = 0.0;
    for (title, peer, rule) in rules(raises) {
        let (seconds, outcome) = match rule {
            Rule::Greedy(rule) => median(|| greedy(&case.projects, &tally, rule, &case.terms)),
            rule => median(|| case.count(rule)),
        };
        titles.push(title);
        ours.push(Some(seconds));
        targets.push(target(name, title));
        let too_slow = title == "add1" && one_pass > ONE_PASS;
        let peer = peer.filter(|_| (approval || title == "greedy") && !too_slow);
        let run = python.zip(peer).and_then(|(python, rule)| pabutools(python, path, rule));
        if too_slow {
            let _ = write!(notes, "pabutools' add1 not run: one pass took {one_pass:.0} s. ");
        }
        let Some(run) = run else {
            theirs.push(None);
            ratios.push(None);
            continue;
        };
        if let Some(read) = run.read {
            theirs[0] = Some(theirs[0].unwrap_or(read).min(read));
            ratios[0] = theirs[0].map(|theirs: f64| theirs / reading);
        }
        match run.count {
            Some((count, chosen)) => {
                if title == "shares" {
                    one_pass = count;
                }
                if chosen != case.chosen(&outcome) {
                    let _ = write!(notes, "{title}: other winners than pabutools. ");
                }
                // Theirs adds the ballots up for itself.
                let before = if title == "greedy" { tallying } else { adding };
                theirs.push(Some(count));
                ratios.push(Some(count / (before + seconds)));
            }
            None => {
                theirs.push(None);
                ratios.push(None);
                let _ = write!(notes, "pabutools' {title} ended after {} s. ", MINUTE.as_secs());
            }
        }
    }
    let line = |label: &str, cells: Vec<String>| {
        let mut line = format!("  {label:<14}");
        for cell in cells {
            let _ = write!(line, "{cell:>12}");
        }
        println!("{}", line.trim_end());
    };
    let times = |figures: &[Option<f64>]| {
        figures.iter().map(|figure| figure.map_or(String::new(), shown)).collect::<Vec<_>>()
    };
    line("", titles.iter().map(ToString::to_string).collect());
    line("ours", times(&ours));
    line("target", times(&targets));
    if theirs.iter().any(Option::is_some) {
        line("pabutools", times(&theirs));
        let ratio =
            |ratio: &Option<f64>| ratio.map_or(String::new(), |ratio| format!("{ratio:.0} ×"));
        line("ratio", ratios.iter().map(ratio).collect());
    }
    if name == MILLION {
        let after = |adding: f64, column: usize| shown(adding + ours[column].unwrap_or_default());
        let (greedy, shares) = (after(tallying, 2), after(adding, 3));
        println!(
            "  after reading, all in all: greedy {greedy} (target 0.5 s), shares {shares} (target 5 s)"
        );
    }
    if !notes.is_empty() {
        println!("  {}", notes.trim_end());
    }
}

/// Seconds as a reader compares them.
fn shown(seconds: f64) -> String {
    match seconds {
        _ if seconds >= 1.0 => format!("{seconds:.2} s"),
        _ if seconds >= 0.001 => format!("{:.1} ms", seconds * 1e3),
        _ => format!("{:.3} ms", seconds * 1e3),
    }
}

/// The median of up to five runs, of fewer where they take long, with the last result.
fn median<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut times = Vec::new();
    loop {
        let began = Instant::now();
        let result = work();
        times.push(began.elapsed().as_secs_f64());
        if times.len() == 5 || times.iter().sum::<f64>() > 5.0 {
            times.sort_by(f64::total_cmp);
            return (times[times.len() / 2], result);
        }
    }
}

/// All files of the library: read, greedy, Equal Shares, Phragmén.
fn together(files: &[PathBuf]) {
    if files.is_empty() {
        return;
    }
    let (mut bytes, mut ballots) = (0, 0);
    let began = Instant::now();
    for path in files {
        let contents = std::fs::read(path).unwrap();
        let case = Case::of(pabulib::read(&contents).unwrap());
        for (_, _, rule) in rules(false) {
            std::hint::black_box(case.count(rule));
        }
        bytes += contents.len();
        ballots += case.election.ballots.len();
    }
    println!(
        "\n{} files of the library, {ballots} ballots, {:.1} MB: read, greedy, shares, Phragmén in {}   target for all \
         1 750 files 10 s",
        files.len(),
        bytes as f64 / 1e6,
        shown(began.elapsed().as_secs_f64()),
    );
}

// --- Memory ---

/// What this program needs for one file alone.
fn in_child(path: &Path) -> String {
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).arg("--memory").arg(path).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Reads a file and counts it by all rules; the most memory this process ever had.
fn memory_of(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let megabytes = bytes.len() as f64 / 1e6;
    let case = Case::of(pabulib::read(&bytes).unwrap());
    drop(bytes);
    for (_, _, rule) in rules(false) {
        std::hint::black_box(case.count(rule));
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    match peak.and_then(|peak| peak.trim().parse::<f64>().ok()) {
        Some(peak) => format!("{:.0} MB for a file of {megabytes:.1} MB", peak / 1e3),
        None => "not told by this system".to_owned(),
    }
}

// --- pabutools ---

/// What a run of pabutools said; nothing of what it did not reach in time.
struct Peer {
    read: Option<f64>,
    count: Option<(f64, BTreeSet<String>)>,
}

fn pabutools(python: &Path, path: &Path, rule: &str) -> Option<Peer> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/count.py");
    let mut child = Command::new(python)
        .arg(script)
        .arg(path)
        .args(["--rule", rule, "--time"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let began = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if began.elapsed() > MINUTE {
            child.kill().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let output = child.wait_with_output().unwrap();
    // A run that broke off by itself says nothing of its time.
    ended.is_none_or(|status| status.success()).then_some(())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let said = |key: &str| said.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    let count = said("count ").and_then(|text| text.parse().ok());
    let chosen = said("chosen ").and_then(|text| serde_json::from_str(text).ok());
    Some(Peer { read: said("read ").and_then(|text| text.parse().ok()), count: count.zip(chosen) })
}

// --- Elections that are made up ---

struct Shape {
    ballots: u64,
    projects: u64,
    marks: u64,
    /// Whether ballots have all the columns that published files have.
    columns: bool,
}

impl Shape {
    /// A file of this shape, always the same: some projects are much more popular than others, and the budget is for
    /// about a third of them.
    fn text(&self) -> String {
        let mut numbers = Numbers(1);
        let Self { ballots, projects, marks, columns } = *self;
        let costs: Vec<u64> = (0..projects).map(|_| 20_000 + numbers.below(480_000)).collect();
        let budget = costs.iter().sum::<u64>() / 3;
        let longest = (2 * marks / ballots).max(1);
        let mut text = format!(
            "META\nkey;value\ndescription;made up\ncountry;Poland\nunit;Made up\ninstance;2026\nnum_projects;{projects}\n\
             num_votes;{ballots}\nbudget;{budget}\nvote_type;approval\nrule;greedy\ndate_begin;2026\ndate_end;2026\n\
             max_length;{longest}\ncurrency;PLN\nPROJECTS\nproject_id;cost;name\n"
        );
        for (project, cost) in (1..).zip(&costs) {
            let _ = writeln!(text, "{project};{cost};Project {project}");
        }
        text.push_str("VOTES\n");
        text.push_str(if columns {
            "voter_id;vote;age;sex;voting_method\n"
        } else {
            "voter_id;vote\n"
        });
        let mut left = marks;
        let mut named = Vec::new();
        for voter in 0..ballots {
            let others = ballots - voter - 1;
            // As many marks as make the total come out.
            let least = left.saturating_sub(others * longest).max(1);
            let most = left.saturating_sub(others).min(longest);
            let mean = left.div_ceil(others + 1);
            let spread = mean.saturating_sub(least).min(most.saturating_sub(mean));
            let length = mean - spread + numbers.below(2 * spread + 1);
            let length = length.clamp(least, most.max(least));
            left -= length;
            named.clear();
            while (named.len() as u64) < length {
                // The square of a random share: the first projects are named most.
                let share = numbers.below(1 << 16);
                let project = 1 + share * share * projects / (1 << 32);
                if !named.contains(&project) {
                    named.push(project);
                }
            }
            let _ = write!(text, "{voter};");
            for (place, project) in named.iter().enumerate() {
                let _ = write!(text, "{}{project}", if place > 0 { "," } else { "" });
            }
            if columns {
                let sex = if numbers.below(2) == 0 { "F" } else { "M" };
                let method = if numbers.below(3) == 0 { "paper" } else { "internet" };
                let _ = write!(text, ";{};{sex};{method}", 16 + numbers.below(70));
            }
            text.push('\n');
        }
        text
    }
}

/// The same numbers on every machine (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % bound.max(1)
    }
}
