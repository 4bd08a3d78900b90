//! The log: its checkpoints, and whether every leaf of it is accounted for.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use game_rules::log::{Checkpoint, Edge, Hash, VerifierKey, to_hex};

use super::super::contents::Contents;
use super::super::sign::{Unsigned, Verifier};
use super::{Check, Kept, Options, State};

/// Where each leaf stands first.
pub(super) struct Known {
    places: HashMap<Hash, usize>,
}

impl Known {
    pub fn new(leaves: &[Hash]) -> Self {
        let mut places = HashMap::with_capacity(leaves.len());
        for (place, leaf) in leaves.iter().enumerate() {
            places.entry(*leaf).or_insert(place);
        }
        Self { places }
    }

    pub fn place(&self, leaf: &Hash) -> Option<usize> {
        self.places.get(leaf).copied()
    }
}

/// The key, the bundle's checkpoints, and those that were kept.
pub(super) fn check(contents: &Contents, options: &Options) -> Vec<Check> {
    let (key, verifier) = key(contents, options);
    let Some(verifier) = verifier else { return vec![key] };
    let open = |note| verifier.open(note);
    let own: Vec<_> = contents.checkpoints.iter().map(open).collect();
    let kept: Vec<_> = options.kept.iter().map(|kept| open(&kept.note)).collect();
    let sizes = own.iter().chain(&kept).flatten().map(|checkpoint| checkpoint.size);
    let roots = roots(&contents.leaves, sizes.collect());
    let mut checks = vec![key, checkpoints(contents, &own, &roots)];
    if !options.kept.is_empty() {
        checks.push(kept_earlier(contents, options, &kept, &roots));
    }
    checks
}

fn key(contents: &Contents, options: &Options) -> (Check, Option<Verifier>) {
    let mut check = Check::new("key");
    let own = VerifierKey::parse(&contents.verifier_key);
    if let Err(error) = &own {
        check.find("key-unreadable", format!("the manifest's verifier key: {error}"));
    }
    let trusted = match (&options.key, own) {
        (None, own) => {
            check.cautions.push(
                "NOBODY HAS CONFIRMED THIS KEY: it is the bundle's own, and whoever makes another bundle can make another \
                 key; compare it with one published elsewhere, or give that with --key"
                    .to_owned(),
            );
            own.ok()
        }
        (Some(given), own) => {
            if own.is_ok_and(|own| own != *given) {
                let sentence = format!(
                    "the manifest names the key {}, the trusted one is {}",
                    contents.verifier_key,
                    given.print()
                );
                check.find("key-other", sentence);
            }
            Some(given.clone())
        }
    };
    let verifier = trusted.as_ref().map(Verifier::new);
    if let Some(Err(error)) = &verifier {
        check.find("key-unreadable", format!("no signature can be checked: {error}"));
    }
    let printed = trusted.map_or(String::new(), |key| key.print());
    (check.saying(format!("checkpoints are signed by {printed}")), verifier.and_then(Result::ok))
}

/// The root of each of these prefixes that the log is long enough for.
fn roots(leaves: &[Hash], sizes: BTreeSet<u64>) -> BTreeMap<u64, Hash> {
    let mut edge = Edge::new();
    let mut roots = BTreeMap::new();
    for size in sizes {
        let Some(more) = usize::try_from(size)
            .ok()
            .and_then(|size| leaves.get(usize::try_from(edge.size()).ok()?..size))
        else {
            break;
        };
        edge.extend(more);
        roots.insert(size, edge.root());
    }
    roots
}

/// Whether a checkpoint is of this log; what it stands for, in words.
fn compare(
    check: &mut Check,
    name: &str,
    opened: &Result<Checkpoint, Unsigned>,
    contents: &Contents,
    roots: &BTreeMap<u64, Hash>,
) {
    let checkpoint = match opened {
        Ok(checkpoint) => checkpoint,
        Err(error) => {
            let code = match error {
                Unsigned::Missing { .. } | Unsigned::Forged { .. } => "checkpoint-signature",
                Unsigned::Text(_) => "checkpoint-format",
            };
            return check.find(code, format!("{name}: {error}"));
        }
    };
    if checkpoint.origin != contents.origin {
        let (own, origin) = (&checkpoint.origin, &contents.origin);
        check.find("checkpoint-origin", format!("{name} is of the log {own}, not {origin}"));
    }
    let (size, leaves) = (checkpoint.size, contents.leaves.len());
    match roots.get(&size) {
        None => {
            let sentence = format!("{name} stands for {size} leaves, the log has only {leaves}");
            check.find("checkpoint-beyond", sentence);
        }
        Some(root) if *root != checkpoint.root => {
            let (stated, root) = (to_hex(&checkpoint.root), to_hex(root));
            let sentence = format!(
                "{name}: the first {size} leaves have the root {root}, not {stated}; a leaf was removed, exchanged or \
                 moved after it was signed"
            );
            check.find("checkpoint-root", sentence);
        }
        Some(_) => {}
    }
}

fn checkpoints(
    contents: &Contents,
    own: &[Result<Checkpoint, Unsigned>],
    roots: &BTreeMap<u64, Hash>,
) -> Check {
    let mut check = Check::new("checkpoints");
    let mut before = 0;
    for (number, opened) in (1..).zip(own) {
        let name = format!("checkpoint {number}");
        compare(&mut check, &name, opened, contents, roots);
        if let Ok(checkpoint) = opened {
            if checkpoint.size < before {
                let sentence = format!("{name} has {} leaves after {before}", checkpoint.size);
                check.find("checkpoint-shrinks", sentence);
            }
            before = checkpoint.size;
        }
    }
    let leaves = contents.leaves.len() as u64;
    let last = own.last().and_then(|last| last.as_ref().ok()).map(|last| last.size);
    if own.is_empty() {
        check.find("checkpoint-none", "there is no checkpoint".to_owned());
    } else if let Some(last) = last.filter(|&last| last != leaves) {
        let sentence = format!("the last checkpoint stands for {last} leaves of {leaves}");
        check.find("checkpoint-last", sentence);
    }
    let count = own.len();
    check.saying(format!(
        "{count} signed checkpoints are roots of this log, the last of all {leaves} leaves"
    ))
}

fn kept_earlier(
    contents: &Contents,
    options: &Options,
    kept: &[Result<Checkpoint, Unsigned>],
    roots: &BTreeMap<u64, Hash>,
) -> Check {
    let mut check = Check::new("kept");
    for (Kept { name, .. }, opened) in options.kept.iter().zip(kept) {
        compare(&mut check, name, opened, contents, roots);
    }
    let sizes: Vec<String> = kept.iter().flatten().map(|kept| kept.size.to_string()).collect();
    let sizes = sizes.join(", ");
    check.saying(format!("the log begins with what was kept: {sizes} leaves"))
}

/// Every leaf is exactly one of: the rules, an opened ballot, superseded, excluded, undisclosed.
pub(super) fn complete(contents: &Contents, known: &Known, states: &mut [State]) -> Check {
    let mut check = Check::new("log");
    for (place, leaf) in contents.leaves.iter().enumerate() {
        let first = known.place(leaf).unwrap_or(place);
        if first != place {
            let leaf = to_hex(leaf);
            check.find("leaf-repeated", format!("leaf {leaf} stands at {first} and at {place}"));
        }
    }
    let undisclosed = contents.undisclosed.iter().map(|(_, leaf)| leaf);
    for (leaf, state) in (contents.superseded.iter().map(|leaf| (leaf, State::Superseded)))
        .chain(contents.excluded.iter().map(|leaf| (leaf, State::Excluded)))
        .chain(undisclosed.map(|leaf| (leaf, State::Undisclosed)))
    {
        mark(&mut check, known, states, leaf, state);
    }
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, state) in states.iter().enumerate() {
        *sums.entry(state.words()).or_default() += 1;
        let is_first = || known.place(&contents.leaves[place]) == Some(place);
        if *state == State::Unnamed && is_first() {
            let leaf = to_hex(&contents.leaves[place]);
            check.find(
                "leaf-unaccounted",
                format!("leaf {leaf} at {place} is neither opened nor superseded, excluded or undisclosed"),
            );
        }
    }
    let sum = |state: State| sums.get(state.words()).copied().unwrap_or(0);
    let seen = format!(
        "{} leaves: the rules, {} counted ballots opened, {} undisclosed, {} superseded, {} excluded",
        states.len(),
        sum(State::Opened),
        sum(State::Undisclosed),
        sum(State::Superseded),
        sum(State::Excluded)
    );
    check.saying(seen)
}

/// Notes what a leaf is; it must be in the log, and nothing else before.
pub(super) fn mark(
    check: &mut Check,
    known: &Known,
    states: &mut [State],
    leaf: &Hash,
    state: State,
) {
    let words = state.words();
    let found = known.place(leaf).and_then(|place| states.get_mut(place));
    match found {
        None => {
            let leaf = to_hex(leaf);
            check.find("leaf-not-in-log", format!("leaf {leaf}, {words}, is not in the log"));
        }
        Some(before) if *before != State::Unnamed => {
            let (leaf, before) = (to_hex(leaf), before.words());
            check.find("leaf-in-two-places", format!("leaf {leaf} is {before} and {words}"));
        }
        Some(slot) => *slot = state,
    }
}
