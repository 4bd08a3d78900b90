//! What must hold after a rehearsal. What the robots remember is held against what the database has,
//! and both against what was published; none of them is taken for the truth.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use anyhow::{Context, Result};
use game_rules::ballot::receipt_code;
use game_rules::count::Profile;
use game_rules::log::{Note, VerifierKey};
use game_rules::pabulib;
use sea_orm::EntityTrait;

use super::Check;
use super::robot::{Habit, Kept as Held, Robot};
use super::run::{Early, Refusals, Stored};
use super::town::Town;
use crate::app::App;
use crate::bundle::{Bundle, Contents, Kept, Options, verify};
use crate::edition::{Edition, pool};
use crate::mail;
use crate::register::{self, Apart};
use crate::result;
use crate::seal;
use crate::vote::{ballot, participation};

/// Everything there is to compare.
pub struct Evidence<'a> {
    pub app: &'a App,
    pub edition: &'a Edition,
    pub town: &'a Town,
    pub robots: &'a [Robot],
    /// People whom city hall has left out.
    pub excluded: usize,
    pub refusals: &'a Refusals,
    /// What lay in the box before the seal.
    pub in_box: Stored,
    pub early: Early,
    pub bundle: &'a [u8],
    /// Published `.pb` files by pool, as they are downloaded one by one.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// Kept during the voting.
    pub kept: Vec<Note>,
    /// Of the ballot log, as the trust page shows it.
    pub key: String,
    pub has_register: bool,
    /// Whether a card goes before a ballot from the internet.
    pub paper_wins: bool,
}

/// Two figures that must be one.
pub fn equal(code: &str, expected: impl ToString, seen: impl ToString) -> Check {
    let (expected, seen) = (expected.to_string(), seen.to_string());
    Check { code: code.to_owned(), holds: expected == seen, expected, seen }
}

impl Evidence<'_> {
    /// Ballots in the box, by the memory of those who cast them.
    fn held(&self) -> impl Iterator<Item = (&Robot, &Held)> {
        self.robots.iter().flat_map(|robot| robot.kept.iter().map(move |kept| (robot, kept)))
    }

    fn counted(&self) -> impl Iterator<Item = &Held> {
        self.held().filter(|(robot, _)| !robot.excluded).map(|(_, kept)| kept)
    }
}

/// What was tried, by name, and how often.
pub fn did(evidence: &Evidence<'_>) -> Vec<(String, u64)> {
    let robots = |habit| evidence.robots.iter().filter(|robot| robot.habit == habit).count() as u64;
    let mut did: Vec<(String, u64)> = [
        ("voters", evidence.robots.len() as u64),
        ("ballots", evidence.held().count() as u64),
        ("changed", robots(Habit::ChangesMind)),
        ("doubles", robots(Habit::Double)),
        ("devices", robots(Habit::TwoDevices)),
        ("paper", robots(Habit::Paper)),
        ("both", robots(Habit::Both)),
        ("office", robots(Habit::Robbed)),
        ("children", robots(Habit::Child)),
        ("added", robots(Habit::Added)),
        ("excluded", evidence.excluded as u64),
    ]
    .map(|(name, n)| (name.to_owned(), n))
    .into();
    did.extend(evidence.refusals.tried.iter().map(|(name, n)| ((*name).to_owned(), *n)));
    did
}

/// Every comparison, in the order of a ballot's way.
pub async fn all(evidence: &Evidence<'_>) -> Result<Vec<Check>> {
    let archive = Bundle::unzip(evidence.bundle).context("the published bundle")?;
    let contents = Contents::read(&archive).map(|(contents, _)| contents);
    let contents = contents.map_err(|faults| anyhow::anyhow!("the bundle: {faults:?}"))?;
    let mut checks = vec![
        equal("box", evidence.held().count(), evidence.in_box.envelopes),
        equal("refused", evidence.refusals.tried.values().sum::<u64>(), evidence.refusals.refused),
        equal("stored", 0, evidence.refusals.stored),
        equal("early-alone", 0, evidence.early.alone),
        equal("early-refused", 1, evidence.early.refused),
        equal("early-goes-on", 1, u8::from(evidence.early.goes_on)),
    ];
    checks.extend(persons(evidence, &contents).await?);
    if evidence.has_register {
        checks.extend(apart(evidence).await?);
    }
    checks.push(marks(evidence, &contents));
    checks.push(ballots(evidence, &contents)?);
    checks.extend(receipts(evidence, &contents));
    checks.extend(verified(evidence, &archive)?);
    checks.extend(winners(evidence, &contents).await?);
    checks.extend(export(evidence, &contents).await?);
    let key = evidence.app.keys.path(evidence.edition.id).exists();
    checks.push(equal("key", 0, u8::from(key)));
    Ok(checks)
}

/// As many people as envelopes, nobody twice in a lane, as many ballots as people who count.
async fn persons(evidence: &Evidence<'_>, contents: &Contents) -> Result<Vec<Check>> {
    let rows = participation::Entity::find().all(evidence.app.store.read()).await?;
    let once: HashSet<(&str, &[u8])> =
        rows.iter().map(|row| (row.lane.as_str(), row.person.as_slice())).collect();
    let on_paper: HashSet<&[u8]> =
        rows.iter().filter(|row| row.channel == "paper").map(|row| &*row.person).collect();
    let by_card: HashSet<usize> = evidence
        .held()
        .filter(|(_, kept)| kept.receipt.is_empty())
        .map(|(robot, _)| robot.number)
        .collect();
    let in_person: HashSet<&[u8]> =
        rows.iter().filter(|row| row.channel == "office").map(|row| &*row.person).collect();
    let robbed = evidence.robots.iter().filter(|robot| robot.habit == Habit::Robbed).count();
    let lanes: HashSet<(usize, &str)> =
        evidence.held().map(|(robot, kept)| (robot.number, kept.lane.as_str())).collect();
    let published = contents.openings.len() + contents.undisclosed.len();
    let left_out = evidence.held().filter(|(robot, _)| robot.excluded).count();
    let excluded: HashSet<&[u8]> =
        rows.iter().filter(|row| row.state == "excluded").map(|row| &*row.person).collect();
    Ok(vec![
        equal("persons", lanes.len(), once.len()),
        equal("twice", 0, rows.len() - once.len()),
        equal("published", evidence.counted().count(), published),
        equal("left-out", left_out, contents.excluded.len()),
        equal("excluded", evidence.excluded, excluded.len()),
        equal("paper", by_card.len(), on_paper.len()),
        equal("office", robbed, in_person.len()),
    ])
}

/// Children of the register and people added to it are one person each, nobody is there on a guardian's
/// word alone, and whose ballot a card has replaced is written to.
async fn apart(evidence: &Evidence<'_>) -> Result<Vec<Check>> {
    let (db, edition) = (evidence.app.store.read(), evidence.edition.id);
    let robots = |habit| evidence.robots.iter().filter(|robot| robot.habit == habit).count();
    let rows = participation::Entity::find().all(db).await?;
    let persons: BTreeSet<Vec<u8>> = rows.into_iter().map(|row| row.person).collect();
    let persons: Vec<Vec<u8>> = persons.into_iter().collect();
    let mut children = 0;
    for some in persons.chunks(500) {
        children += register::guardians(db, edition, some).await?.len();
    }
    let both = if evidence.paper_wins { robots(Habit::Both) } else { 0 };
    let most = evidence.robots.len() as u64 * 10;
    let letters = mail::waiting(db, most).await?;
    let letters = letters.iter().filter(|letter| letter.kind == "vote-replaced").count();
    Ok(vec![
        equal("children", robots(Habit::Child), children),
        equal("declared", 0, seal::apart::voted(db, edition, Apart::Children).await?),
        equal("added", robots(Habit::Added), seal::apart::voted(db, edition, Apart::Late).await?),
        equal("letters", both, letters),
    ])
}

/// Project by project, what the robots gave and what was announced.
fn marks(evidence: &Evidence<'_>, contents: &Contents) -> Check {
    let mut given: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for kept in evidence.counted() {
        for (number, points) in &kept.marks {
            // A mark that is worth nothing names nothing.
            *given.entry((&kept.pool, number)).or_default() += u64::from(*points > 0);
        }
    }
    let announced: BTreeMap<(&str, &str), u64> = contents
        .outcome
        .pools
        .iter()
        .flat_map(|pool| pool.projects.iter().map(|one| ((&*pool.code, &*one.number), one.votes)))
        .filter(|(_, votes)| *votes > 0)
        .collect();
    let sum = |votes: &BTreeMap<_, u64>| votes.values().sum::<u64>();
    let figures = equal("marks", sum(&given), sum(&announced));
    // Equal sums may hide votes that moved from one project to another.
    Check { holds: given == announced, ..figures }
}

/// Every published ballot is what its voter chose.
fn ballots(evidence: &Evidence<'_>, contents: &Contents) -> Result<Check> {
    let held: HashMap<&str, &Held> =
        evidence.counted().map(|kept| (kept.receipt.as_str(), kept)).collect();
    // Nobody knows the receipt of a card: each of them is found once by what stands on it.
    let mut cards: HashMap<(String, Vec<(String, i64)>), u64> = HashMap::new();
    for card in evidence.counted().filter(|kept| kept.receipt.is_empty()) {
        *cards.entry((card.pool.clone(), card.marks.clone())).or_default() += 1;
    }
    let (mut published, mut same) = (0_u64, 0_u64);
    for (code, file) in &contents.ballots {
        let ground = evidence.town.grounds.iter().find(|ground| ground.code == *code);
        let ranking = ground.is_some_and(|ground| ground.is_ranking());
        let election = pabulib::read(file)
            .map_err(|faults| anyhow::anyhow!("pool {code}: {:?}", faults.first()))?;
        for cast in election.ballots.iter() {
            let number =
                |project: u32| election.projects.get(project as usize).map(|one| one.id.clone());
            let mut marks: Vec<(String, i64)> = cast
                .marks
                .iter()
                .filter_map(|mark| Some((number(mark.project)?, mark.points)))
                .collect();
            if !ranking {
                marks.sort();
            }
            published += 1;
            same += u64::from(match held.get(cast.voter_id) {
                Some(kept) => kept.pool == *code && kept.marks == marks,
                None => cards.get_mut(&(code.clone(), marks)).is_some_and(|left| {
                    let is_one = *left > 0;
                    *left = left.saturating_sub(1);
                    is_one
                }),
            });
        }
    }
    Ok(equal("ballots", published, same))
}

/// Every receipt that was ever shown stands for a leaf, and the leaf is where it belongs.
fn receipts(evidence: &Evidence<'_>, contents: &Contents) -> Vec<Check> {
    let codes = |leaves: &[game_rules::log::Hash]| -> HashSet<String> {
        leaves.iter().map(|leaf| receipt_code(leaf).replace('-', "")).collect()
    };
    let log = codes(contents.leaves.get(1..).unwrap_or_default());
    let superseded = codes(&contents.superseded);
    let excluded = codes(&contents.excluded);
    let shown: Vec<&String> = evidence
        .robots
        .iter()
        .flat_map(|robot| robot.replaced.iter().chain(robot.kept.iter().map(|kept| &kept.receipt)))
        .filter(|receipt| !receipt.is_empty())
        .collect();
    let cards = evidence.held().filter(|(_, kept)| kept.receipt.is_empty()).count();
    let replaced = || evidence.robots.iter().flat_map(|robot| &robot.replaced);
    let out = || evidence.held().filter(|(robot, _)| robot.excluded).map(|(_, kept)| &kept.receipt);
    vec![
        equal("log", shown.len() + cards, contents.leaves.len().saturating_sub(1)),
        equal("receipts", shown.len(), shown.iter().filter(|code| log.contains(**code)).count()),
        equal(
            "replaced",
            replaced().count(),
            replaced().filter(|code| superseded.contains(*code)).count(),
        ),
        equal("hashes", out().count(), out().filter(|code| excluded.contains(*code)).count()),
    ]
}

/// `sakwa verify` with the key of this site and the checkpoint that was kept while people voted.
fn verified(evidence: &Evidence<'_>, archive: &Bundle) -> Result<Vec<Check>> {
    let kept =
        evidence.kept.iter().map(|note| Kept { name: "kept".to_owned(), note: note.clone() });
    let options = Options {
        kept: kept.collect(),
        key: Some(VerifierKey::parse(&evidence.key)?),
        receipt: evidence
            .counted()
            .map(|kept| kept.receipt.clone())
            .find(|receipt| !receipt.is_empty()),
    };
    let report = verify(archive, &options);
    let findings: BTreeSet<&str> = report
        .checks
        .iter()
        .flat_map(|check| check.findings.iter().map(|finding| finding.code))
        .collect();
    let seen = match findings.len() {
        0 => "0".to_owned(),
        n => format!("{n}: {}", findings.into_iter().collect::<Vec<_>>().join(", ")),
    };
    let found = report.receipt.is_some_and(|found| found.in_log);
    Ok(vec![
        Check { code: "verify".to_owned(), expected: "0".to_owned(), holds: report.accepted, seen },
        equal("receipt", 1, u8::from(found)),
    ])
}

/// Every pool counted again from its file has the winners that were announced and are shown.
async fn winners(evidence: &Evidence<'_>, contents: &Contents) -> Result<Vec<Check>> {
    let db = evidence.app.store.read();
    let mut pools = 0_u64;
    let (mut recounted, mut shown) = (0_u64, 0_u64);
    for pool in pool::of_edition(db, evidence.edition.id).await? {
        let announced = contents.outcome.pools.iter().find(|one| one.code == pool.code);
        let announced = announced.context("a pool without an outcome")?;
        pools += 1;
        let snapshot = result::of_edition(db, &[pool.id]).await?.remove(&pool.id);
        let on_pages: BTreeSet<String> = snapshot
            .iter()
            .flat_map(|snapshot| snapshot.winners().map(|standing| standing.number.clone()))
            .collect();
        shown += u64::from(on_pages == announced.winners.iter().cloned().collect());
        let frozen = contents.rules.pool(&pool.code).context("a pool without rules")?;
        let again = match contents.ballots.get(&pool.code) {
            Some(file) => {
                let election = pabulib::read(file).map_err(|faults| {
                    anyhow::anyhow!("pool {}: {:?}", pool.code, faults.first())
                })?;
                Some(frozen.count(&Profile::of(&election), &announced.withdrawn))
            }
            // A handful of ballots is published as sums; rules that look at single ones stay with them.
            None => frozen.count_sums(announced),
        };
        recounted += u64::from(again.is_none_or(|again| again.winners == announced.winners));
    }
    Ok(vec![equal("recount", pools, recounted), equal("pages", pools, shown)])
}

/// Downloads, bundle and database hold the same ballots.
async fn export(evidence: &Evidence<'_>, contents: &Contents) -> Result<Vec<Check>> {
    let rows = ballot::Entity::find().all(evidence.app.store.read()).await?;
    let stored: HashSet<&str> = rows.iter().map(|row| row.receipt.as_str()).collect();
    let leaves = contents.undisclosed.iter().map(|(_, leaf)| receipt_code(leaf).replace('-', ""));
    let published: HashSet<String> =
        contents.openings.iter().map(|one| one.receipt.clone()).chain(leaves).collect();
    let both = published.iter().filter(|code| stored.contains(code.as_str())).count();
    let same =
        contents.ballots.iter().filter(|(code, file)| evidence.files.get(*code) == Some(*file));
    Ok(vec![
        equal("export", stored.len(), both),
        equal("files", contents.ballots.len(), same.count().min(evidence.files.len())),
    ])
}
