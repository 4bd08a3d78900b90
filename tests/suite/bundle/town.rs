//! A town that voted: four pools of different ballots and rules, edits, exclusions, a log in shuffled batches with a
//! signed checkpoint after each, and the bundle it publishes. Everything is known, so that everything can be forged.

use std::collections::BTreeMap;

use game_rules::ballot::{self, Band, Mark, Rules};
use game_rules::count::{Completion, EqualShares, Fit, Greedy, Profile, Rule, Threshold};
use game_rules::log::{Checkpoint, Edge, Hash, Note, VerifierKey, rules_leaf};
use game_rules::money::Money;
use game_rules::pabulib::{Meta, Project, VoteColumns, Writer};
use sakwa::bundle::{
    Contents, FrozenPool, FrozenProject, FrozenRules, Opening, Outcomes, RULES_FORMAT, Signer,
    Turnout,
};

pub const EDITION: &str = "miasto-2027";
const ORIGIN: &str = "bo.miasto.example/miasto-2027";
const BATCH: usize = 50;

/// Numbers that look random and are always the same (SplitMix64).
pub struct Chance(u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[derive(Clone, Debug)]
pub struct Ballot {
    pub receipt: String,
    pub marks: Vec<Mark>,
    pub nonce: [u8; 16],
    pub leaf: Hash,
}

impl Ballot {
    pub fn cast(pool: &FrozenPool, marks: Vec<Mark>, nonce: [u8; 16]) -> Self {
        let choices: Vec<(&str, i64)> = marks
            .iter()
            .map(|mark| (&*pool.projects[mark.project as usize].number, mark.points))
            .collect();
        let bytes = ballot::canonical(
            pool.ballot.kind,
            EDITION,
            &pool.code,
            pool.revision,
            &choices,
            &nonce,
        );
        let leaf = ballot::leaf(&bytes);
        Self { receipt: ballot::receipt_code(&leaf).replace('-', ""), marks, nonce, leaf }
    }
}

pub struct Town {
    pub contents: Contents,
    /// By pool.
    pub counted: BTreeMap<String, Vec<Ballot>>,
    pub superseded: Vec<(String, Ballot)>,
    pub excluded: Vec<(String, Ballot)>,
}

pub fn signer() -> Signer {
    Signer::new(ORIGIN, &[42; 32]).unwrap()
}

pub fn key() -> VerifierKey {
    signer().verifier_key().clone()
}

fn pool(code: &str, budget: i64, ballot: Rules, rule: &str, method: Rule) -> FrozenPool {
    let projects = (1..=8).map(|number: i64| FrozenProject {
        number: format!("{}{number}", &code[..1].to_uppercase()),
        cost: Money::from_minor((10_000 + 3_777 * (number * 5 % 8)) * 100),
    });
    FrozenPool {
        code: code.to_owned(),
        name: format!("Osiedle {code}"),
        lane: if code == "city" { "city" } else { "district" }.to_owned(),
        budget: Money::from_minor(budget * 100),
        revision: 1,
        ballot,
        rule: rule.to_owned(),
        method,
        threshold: (code == "city").then_some(Threshold::Absolute(20)),
        projects: projects.collect(),
    }
}

pub fn rules() -> FrozenRules {
    let greedy = |fit| Rule::Greedy(Greedy { fit, ..Greedy::default() });
    let shares = Rule::EqualShares(EqualShares {
        completion: Completion::Add1,
        exhaustive: false,
        ..EqualShares::default()
    });
    let money = Money::from_minor(70_000 * 100);
    let small = Some(Money::from_minor(22_000 * 100));
    let bands = Band::row([("Małe".to_owned(), small, 2), ("Duże".to_owned(), None, 2)]);
    FrozenRules {
        format: RULES_FORMAT.to_owned(),
        edition: EDITION.to_owned(),
        link_key_sha256: game_rules::log::to_hex(&[9; 32]),
        pools: vec![
            pool("city", 70_000, Rules::knapsack(money), "greedy-threshold", greedy(Fit::Skip)),
            pool("north", 45_000, Rules::points(10, Some(6)), "greedy-no-skip", greedy(Fit::Stop)),
            pool("east", 60_000, Rules::banded(bands), "equalshares/add1", shares),
            pool("small", 40_000, Rules::approval(2), "greedy", greedy(Fit::Skip)),
        ],
    }
}

/// A valid ballot of this pool; projects with lower numbers are liked better.
fn choose(pool: &FrozenPool, chance: &mut Chance) -> Vec<Mark> {
    let mut order: Vec<u32> = (0..pool.projects.len() as u32).collect();
    chance.shuffle(&mut order);
    order.sort_by_key(|&project| project as usize + chance.below(9));
    let wanted = 1 + chance.below(4);
    let mut marks: Vec<Mark> = Vec::new();
    for project in order {
        let points = if pool.ballot.kind.has_points() { 1 + chance.below(3) as i64 } else { 1 };
        marks.push(Mark { project, points });
        if pool.ballot.check(&marks, &pool.costs()).is_err() {
            marks.pop();
        }
        if marks.len() == wanted {
            break;
        }
    }
    marks
}

impl Town {
    pub fn new() -> Self {
        Self::of(&[("city", 220), ("north", 130), ("east", 140), ("small", 9)])
    }

    /// So many voters; every fifth changes their mind, every 23rd is excluded.
    pub fn of(voters: &[(&str, usize)]) -> Self {
        let rules = rules();
        let mut chance = Chance(2027);
        let (mut counted, mut superseded, mut excluded) =
            (BTreeMap::<String, Vec<Ballot>>::new(), Vec::new(), Vec::new());
        let (mut log, mut turnout) = (Vec::new(), Vec::new());
        for (code, voters) in voters {
            let pool = rules.pool(code).unwrap();
            let mut rows = [("internet", 0, 0), ("paper", 0, 0)];
            for voter in 0..*voters {
                let mut cast = || {
                    let marks = choose(pool, &mut chance);
                    let nonce =
                        (u128::from(chance.next()) << 64 | u128::from(chance.next())).to_be_bytes();
                    let ballot = Ballot::cast(pool, marks, nonce);
                    log.push(ballot.leaf);
                    ballot
                };
                if voter % 5 == 0 {
                    superseded.push((pool.code.clone(), cast()));
                }
                let row = &mut rows[usize::from(voter % 7 == 0)];
                row.1 += 1;
                if voter % 23 == 3 {
                    row.2 += 1;
                    excluded.push((pool.code.clone(), cast()));
                } else {
                    counted.entry(pool.code.clone()).or_default().push(cast());
                }
            }
            turnout.extend(rows.map(|(channel, persons, excluded)| Turnout {
                pool: pool.code.clone(),
                channel: channel.to_owned(),
                persons,
                excluded,
            }));
        }
        log.chunks_mut(BATCH).for_each(|batch| chance.shuffle(batch));
        let rules_json = rules.bytes().unwrap();
        let leaves = [rules_leaf(&rules_json)].into_iter().chain(log).collect();
        let contents = Contents {
            city: "Miasto".to_owned(),
            title: "Budżet obywatelski 2027".to_owned(),
            origin: ORIGIN.to_owned(),
            verifier_key: key().print(),
            rules_json,
            rules,
            ballots: BTreeMap::new(),
            openings: Vec::new(),
            superseded: superseded.iter().map(|(_, ballot)| ballot.leaf).collect(),
            excluded: excluded.iter().map(|(_, ballot)| ballot.leaf).collect(),
            undisclosed: Vec::new(),
            leaves,
            checkpoints: Vec::new(),
            turnout,
            outcome: Outcomes::default(),
        };
        let mut town = Self { contents, counted, superseded, excluded };
        town.settle();
        town.sign();
        town
    }

    pub fn ballots(&mut self, pool: &str) -> &mut Vec<Ballot> {
        self.counted.get_mut(pool).unwrap()
    }

    /// Counts what is now in the box and writes files, openings and outcome to match.
    pub fn settle(&mut self) {
        let contents = &mut self.contents;
        contents.openings.clear();
        contents.undisclosed.clear();
        contents.outcome.pools.clear();
        for pool in &contents.rules.pools {
            let Some(counted) = self.counted.get(&pool.code) else { continue };
            let mut profile = Profile::new(pool.projects.len());
            counted.iter().for_each(|ballot| profile.add(&ballot.marks, &pool.ballot, 1));
            let outcome = pool.count(&profile, &[]);
            if pool.code == "small" {
                let leaves = counted.iter().map(|ballot| (pool.code.clone(), ballot.leaf));
                contents.undisclosed.extend(leaves);
            } else {
                let file = file(pool, counted, &outcome);
                contents.ballots.insert(pool.code.clone(), file);
                contents.openings.extend(counted.iter().map(|ballot| Opening {
                    pool: pool.code.clone(),
                    receipt: ballot.receipt.clone(),
                    nonce: ballot.nonce,
                }));
            }
            contents.outcome.pools.push(outcome);
        }
    }

    /// Signs the log as it is now: after the rules alone, after each batch, and at its end. Whoever has the key can do it
    /// again at any time.
    pub fn sign(&mut self) {
        let mut edge = Edge::new();
        let (rules, log) = self.contents.leaves.split_first().unwrap();
        edge.push(*rules);
        let mut notes = vec![sign(&edge, &signer())];
        for batch in log.chunks(BATCH) {
            edge.extend(batch);
            notes.push(sign(&edge, &signer()));
        }
        self.contents.checkpoints = notes;
    }

    /// Says that another number of persons voted in a pool.
    pub fn turn_out(&mut self, pool: &str, more: i64) {
        let mut rows = self.contents.turnout.iter_mut();
        let row = rows.find(|row| row.pool == pool).unwrap();
        row.persons = row.persons.checked_add_signed(more).unwrap();
    }
}

pub fn checkpoint(leaves: &[Hash], signer: &Signer) -> Note {
    let mut edge = Edge::new();
    edge.extend(leaves);
    sign(&edge, signer)
}

fn sign(edge: &Edge, signer: &Signer) -> Note {
    signer.sign(&Checkpoint {
        origin: ORIGIN.to_owned(),
        size: edge.size(),
        root: edge.root(),
        extension: Vec::new(),
    })
}

fn file(pool: &FrozenPool, counted: &[Ballot], outcome: &sakwa::bundle::PoolOutcome) -> Vec<u8> {
    let mut meta = Meta::new();
    for (key, value) in [
        ("description", "Budżet obywatelski"),
        ("country", "Poland"),
        ("unit", "Miasto"),
        ("instance", "2027"),
        ("rule", &pool.rule),
        ("date_begin", "2027"),
        ("date_end", "2027"),
    ] {
        meta.set(key, value);
    }
    meta.set("num_projects", pool.projects.len().to_string());
    meta.set("num_votes", counted.len().to_string());
    meta.set_rules(&pool.ballot, pool.budget);
    if let Some(Threshold::Absolute(score)) = pool.threshold {
        meta.set("min_project_score_threshold", score.to_string());
    }
    let projects: Vec<Project> = pool
        .projects
        .iter()
        .zip(&outcome.projects)
        .map(|(project, figures)| Project {
            id: project.number.clone(),
            cost: project.cost,
            name: format!("Projekt \"{}\"; z placem", project.number),
            votes: Some(figures.votes),
            score: pool.ballot.kind.has_points().then_some(figures.score),
            selected: Some(u8::from(outcome.winners.contains(&project.number))),
            ..Project::default()
        })
        .collect();
    let points = pool.ballot.kind.has_points();
    let columns = VoteColumns { points, method: false };
    let mut writer = Writer::new(Vec::new(), &meta, &projects, columns).unwrap();
    let mut counted: Vec<&Ballot> = counted.iter().collect();
    counted.sort_by_key(|ballot| &ballot.receipt);
    for ballot in counted {
        let ids: Vec<&str> =
            ballot.marks.iter().map(|mark| &*projects[mark.project as usize].id).collect();
        let given: Vec<i64> = ballot.marks.iter().map(|mark| mark.points).collect();
        writer.ballot(&ballot.receipt, &ids, points.then_some(&given), None).unwrap();
    }
    writer.finish().unwrap()
}
