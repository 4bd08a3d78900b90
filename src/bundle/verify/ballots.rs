//! Every published ballot: that it is a leaf of the log, and that the frozen rules allow it.

use std::collections::HashMap;

use game_rules::ballot;
use game_rules::count::Threshold;
use game_rules::log::to_hex;
use game_rules::pabulib::{self, Election, Meta};

use super::super::contents::{Contents, pool_file};
use super::super::rules::FrozenPool;
use super::log::{Known, mark};
use super::{Check, State};

/// A pool of the rules with its ballots, where they are published and can be read.
pub(super) struct Pool<'c> {
    pub frozen: &'c FrozenPool,
    pub election: Option<Election>,
    /// Whether it has a file at all.
    pub is_opened: bool,
}

/// Nonces by receipt code, and whether a ballot used them.
type Openings<'c> = HashMap<&'c str, ([u8; 16], bool)>;

/// Every ballot opens to a leaf of the log, and its voter's code is that of this leaf.
pub(super) fn check<'c>(
    contents: &'c Contents,
    known: &Known,
    states: &mut [State],
) -> (Check, Vec<Pool<'c>>) {
    let mut check = Check::new("ballots");
    let mut openings: HashMap<&str, Openings> = HashMap::new();
    for one in &contents.openings {
        let pool = openings.entry(&one.pool).or_default();
        if pool.insert(&one.receipt, (one.nonce, false)).is_some() {
            let sentence = format!("pool {}: two openings of {}", one.pool, one.receipt);
            check.find("opening-repeated", sentence);
        }
    }
    let mut pools = Vec::with_capacity(contents.rules.pools.len());
    let mut opened = 0;
    for frozen in &contents.rules.pools {
        let file = contents.ballots.get(&frozen.code);
        let election = file.and_then(|bytes| read(&mut check, &frozen.code, bytes));
        if let Some(election) = &election {
            opened += election.ballots.len();
            let openings = openings.entry(&frozen.code).or_default();
            open(&mut check, contents, frozen, election, openings, known, states);
        }
        pools.push(Pool { frozen, election, is_opened: file.is_some() });
    }
    let mut unused: Vec<(&str, &str)> = openings
        .iter()
        .flat_map(|(pool, openings)| {
            openings.iter().map(move |(receipt, one)| (pool, receipt, one))
        })
        .filter_map(|(pool, receipt, (_, used))| (!used).then_some((*pool, *receipt)))
        .collect();
    unused.sort_unstable();
    for (pool, receipt) in unused {
        let sentence = format!("pool {pool}: {receipt} has an opening, but no ballot in the file");
        check.find("opening-without-ballot", sentence);
    }
    let seen = format!(
        "{opened} published ballots open to leaves of the log, each under the code of its leaf"
    );
    (check.saying(seen), pools)
}

fn read(check: &mut Check, code: &str, bytes: &[u8]) -> Option<Election> {
    let file = pool_file(code);
    match pabulib::read(bytes) {
        Ok(election) => Some(election),
        Err(faults) => {
            for fault in faults {
                let sentence = format!("{file}:{}:{}: {}", fault.line, fault.column, fault.kind);
                check.find("pool-unreadable", sentence);
            }
            None
        }
    }
}

fn open(
    check: &mut Check,
    contents: &Contents,
    frozen: &FrozenPool,
    election: &Election,
    openings: &mut Openings,
    known: &Known,
    states: &mut [State],
) {
    let (edition, pool) = (contents.rules.edition.as_str(), frozen.code.as_str());
    let ids: Vec<&str> = election.projects.iter().map(|project| project.id.as_str()).collect();
    let mut choices = Vec::new();
    for ballot in election.ballots.iter() {
        let receipt = ballot.voter_id;
        let Some((nonce, used)) = openings.get_mut(receipt) else {
            let sentence = format!("pool {pool}: ballot {receipt} has no opening");
            check.find("ballot-without-opening", sentence);
            continue;
        };
        *used = true;
        choices.clear();
        let named = ballot.marks.iter();
        choices.extend(named.map(|mark| (ids[mark.project as usize], mark.points)));
        let kind = frozen.ballot.kind;
        let leaf = ballot::canonical(kind, edition, pool, frozen.revision, &choices, nonce);
        let leaf = ballot::leaf(&leaf);
        let code = ballot::receipt_code(&leaf);
        if !code.bytes().filter(|&byte| byte != b'-').eq(receipt.bytes()) {
            let sentence = format!(
                "pool {pool}: ballot {receipt} opens to a leaf with the code {code}: it is not what its voter cast"
            );
            check.find("ballot-receipt", sentence);
        }
        if known.place(&leaf).is_none() {
            let leaf = to_hex(&leaf);
            let sentence =
                format!("pool {pool}: ballot {receipt} opens to {leaf}, which is not in the log");
            check.find("ballot-not-in-log", sentence);
            continue;
        }
        mark(check, known, states, &leaf, State::Opened);
    }
}

/// Every ballot is valid, and every file has the projects, costs, money and rule that were frozen.
pub(super) fn valid(contents: &Contents, pools: &[Pool]) -> Check {
    let mut check = Check::new("valid");
    for Pool { frozen, election, .. } in pools {
        let Some(election) = election else { continue };
        frozen_terms(&mut check, frozen, election);
        let costs = frozen.costs();
        let is_same = |(own, frozen): (&pabulib::Project, &super::super::rules::FrozenProject)| {
            own.id == frozen.number && own.cost == frozen.cost
        };
        let as_frozen = election.projects.len() == frozen.projects.len()
            && election.projects.iter().zip(&frozen.projects).all(is_same);
        if !as_frozen {
            projects(&mut check, frozen, election);
            continue;
        }
        for ballot in election.ballots.iter() {
            let refusals = frozen.ballot.check(ballot.marks, &costs).err().unwrap_or_default();
            for refusal in refusals {
                let (pool, receipt) = (&frozen.code, ballot.voter_id);
                let sentence = format!("pool {pool}: ballot {receipt}: {refusal}");
                check.find("ballot-invalid", sentence);
            }
        }
    }
    let projects: usize = contents.rules.pools.iter().map(|pool| pool.projects.len()).sum();
    check.saying(format!(
        "ballots are valid by the frozen rules; {projects} projects have their frozen costs"
    ))
}

fn projects(check: &mut Check, frozen: &FrozenPool, election: &Election) {
    let pool = &frozen.code;
    for (index, project) in election.projects.iter().enumerate() {
        let (id, cost) = (&project.id, project.cost);
        match frozen.projects.iter().find(|known| known.number == *id) {
            None => check
                .find("pool-projects", format!("pool {pool}: project {id} is not in the rules")),
            Some(known) if known.cost != cost => {
                let frozen = known.cost;
                let sentence =
                    format!("pool {pool}: project {id} costs {cost}, by the rules {frozen}");
                check.find("pool-projects", sentence);
            }
            Some(known) if frozen.projects.get(index) != Some(known) => {
                let sentence = format!("pool {pool}: project {id} is not at its place on the list");
                check.find("pool-projects", sentence);
            }
            Some(_) => {}
        }
    }
    for known in &frozen.projects {
        if !election.projects.iter().any(|project| project.id == known.number) {
            let sentence = format!("pool {pool}: project {} is missing in the file", known.number);
            check.find("pool-projects", sentence);
        }
    }
}

/// What the file declares, so that whoever counts it alone counts the same election.
fn frozen_terms(check: &mut Check, frozen: &FrozenPool, election: &Election) {
    let pool = &frozen.code;
    let mut differ = |what: &str| {
        check.find("pool-terms", format!("pool {pool}: the file's {what} is not the frozen one"));
    };
    if election.budget != frozen.budget {
        differ("budget");
    }
    if election.meta.rule() != Some(&*frozen.rule) {
        differ("rule");
    }
    let stated = election.meta.threshold().map(Threshold::Absolute);
    let has_no_key = matches!(
        frozen.threshold,
        Some(Threshold::ShareOfBallots { .. } | Threshold::CostShare { .. })
    );
    if !has_no_key && stated != frozen.threshold {
        differ("threshold");
    }
    let normal = |rules: &ballot::Rules| {
        let mut meta = Meta::new();
        meta.set_rules(rules, frozen.budget);
        meta.rules()
    };
    if normal(&election.rules) != normal(&frozen.ballot) {
        differ("form of ballots");
    }
}
