//! What a clever manipulator does: change one thing, and make everything else match that can be made to match. The
//! manifest is always hashed anew.

use game_rules::ballot::Mark;
use game_rules::log::rules_leaf;
use game_rules::money::Money;
use sakwa::bundle::Signer;

use super::town::{Ballot, Town, checkpoint};

pub struct Forgery {
    pub name: &'static str,
    pub forge: fn(&mut Town),
    /// The finding that names it.
    pub code: &'static str,
    /// Whether there should be no finding of another code.
    pub only: bool,
    /// Whether a checkpoint kept from earlier is needed.
    pub kept: bool,
    /// The finding of the Python verifier, where it looks at such things.
    pub python: Option<&'static str>,
}

const fn forgery(name: &'static str, forge: fn(&mut Town), code: &'static str) -> Forgery {
    Forgery { name, forge, code, only: false, kept: false, python: Some(code) }
}

impl Forgery {
    const fn alone(self) -> Self {
        Self { only: true, ..self }
    }

    const fn seen_as(self, python: &'static str) -> Self {
        Self { python: Some(python), ..self }
    }

    const fn unseen(self) -> Self {
        Self { python: None, ..self }
    }

    const fn kept(self) -> Self {
        Self { kept: true, ..self }
    }
}

pub const ALL: &[Forgery] = &[
    forgery("a ballot changed in the file", change, "ballot-receipt"),
    forgery("a ballot changed, with a code that fits", change_code, "ballot-not-in-log")
        .seen_as("log"),
    forgery("a ballot added", add, "ballot-not-in-log").alone().seen_as("log"),
    forgery("a ballot removed", remove, "leaf-unaccounted").alone().seen_as("log"),
    forgery("a ballot and its leaf removed", remove_with_leaf, "checkpoint-root"),
    forgery(
        "a ballot and its leaf removed, signed anew",
        remove_with_leaf_and_sign,
        "checkpoint-root",
    )
    .alone()
    .kept(),
    forgery("the log cut short", cut, "checkpoint-beyond").kept(),
    forgery("a superseded ballot counted", count_superseded, "leaf-in-two-places")
        .alone()
        .seen_as("log"),
    forgery(
        "a superseded ballot counted and taken off the list",
        count_superseded_off_list,
        "turnout-ballots",
    )
    .alone(),
    forgery("an excluded ballot counted", count_excluded, "turnout-ballots"),
    forgery("a ballot excluded without a person", exclude, "turnout-excluded"),
    forgery("a counted ballot called undisclosed", undisclose, "undisclosed-beside-file").unseen(),
    forgery("a whole pool undisclosed", undisclose_all, "undisclosed-too-many").unseen(),
    forgery("a signature forged", forge_signature, "checkpoint-signature").alone().unseen(),
    forgery("a checkpoint signed by another", sign_by_another, "checkpoint-signature").unseen(),
    forgery("a checkpoint of another log", other_origin, "checkpoint-origin"),
    forgery("the log reordered after a checkpoint", reorder, "checkpoint-root").alone(),
    forgery("the last checkpoint withheld", withhold, "checkpoint-last").alone(),
    forgery("checkpoints in another order", swap_checkpoints, "checkpoint-shrinks"),
    forgery("no checkpoint", no_checkpoint, "checkpoint-none").alone().seen_as("checkpoint-last"),
    forgery("the rules exchanged", exchange_rules, "rules-leaf").alone(),
    forgery("the rules exchanged, signed anew", exchange_rules_and_sign, "checkpoint-root")
        .alone()
        .kept(),
    forgery("the winners exchanged", exchange_winners, "outcome-winners"),
    forgery("a winner added", add_winner, "outcome-winners"),
    forgery("sums of few ballots changed", change_sums, "outcome-winners"),
    forgery("more votes than few ballots", too_many_votes, "outcome-figures").unseen(),
    forgery("votes moved in the outcome", move_votes, "outcome-figures"),
    forgery("selected in the file exchanged", exchange_selected, "pool-selected").alone(),
    forgery("turnout changed", change_turnout, "turnout-ballots").alone(),
    forgery("receipts exchanged", exchange_receipts, "ballot-receipt"),
    forgery("an opening without ballot", spare_opening, "opening-without-ballot").alone(),
    forgery("a ballot counted twice in the log", repeat_leaf, "leaf-repeated")
        .alone()
        .seen_as("log"),
    forgery("an invalid ballot cast", cast_invalid, "ballot-invalid").alone().unseen(),
    forgery("too many of a band cast", cast_over_a_band, "ballot-invalid").alone().unseen(),
    forgery("a cost changed in the file", change_cost, "pool-projects"),
    forgery("a project missing in the outcome", leave_out, "outcome-figures").unseen(),
    forgery("the budget changed in the file", change_budget, "pool-terms").alone().unseen(),
];

/// Takes a project off somebody's ballot.
fn change(town: &mut Town) {
    let ballot = town.ballots("city").iter_mut().find(|ballot| ballot.marks.len() > 1).unwrap();
    ballot.marks.pop();
    town.settle();
}

fn change_code(town: &mut Town) {
    let pool = town.contents.rules.pools[0].clone();
    let ballot = town.ballots("city").iter_mut().find(|ballot| ballot.marks.len() > 1).unwrap();
    let marks = ballot.marks[1..].to_vec();
    *ballot = Ballot::cast(&pool, marks, ballot.nonce);
    town.settle();
}

fn add(town: &mut Town) {
    let pool = town.contents.rules.pools[1].clone();
    let ballot = Ballot::cast(&pool, vec![Mark { project: 3, points: 6 }], [77; 16]);
    town.ballots("north").push(ballot);
    town.turn_out("north", 1);
    town.settle();
}

fn remove(town: &mut Town) {
    town.ballots("east").remove(5);
    town.turn_out("east", -1);
    town.settle();
}

fn remove_with_leaf(town: &mut Town) {
    let ballot = town.ballots("city").remove(5);
    town.contents.leaves.retain(|leaf| *leaf != ballot.leaf);
    town.turn_out("city", -1);
    town.settle();
}

pub fn remove_with_leaf_and_sign(town: &mut Town) {
    remove_with_leaf(town);
    town.sign();
}

/// Ends the log before the checkpoint that was kept.
fn cut(town: &mut Town) {
    town.contents.leaves.truncate(100);
    town.sign();
}

fn count_superseded(town: &mut Town) {
    let (pool, ballot) = town.superseded[2].clone();
    town.ballots(&pool).push(ballot);
    town.turn_out(&pool, 1);
    town.settle();
}

fn count_superseded_off_list(town: &mut Town) {
    let (pool, ballot) = town.superseded[2].clone();
    town.contents.superseded.retain(|leaf| *leaf != ballot.leaf);
    town.ballots(&pool).push(ballot);
    town.settle();
}

fn count_excluded(town: &mut Town) {
    let (pool, ballot) = town.excluded[2].clone();
    town.contents.excluded.retain(|leaf| *leaf != ballot.leaf);
    town.ballots(&pool).push(ballot);
    town.settle();
}

fn exclude(town: &mut Town) {
    let ballot = town.ballots("city").remove(8);
    town.contents.excluded.push(ballot.leaf);
    town.turn_out("city", -1);
    town.settle();
}

fn undisclose(town: &mut Town) {
    let ballot = town.ballots("city").remove(8);
    town.settle();
    town.contents.undisclosed.push(("city".to_owned(), ballot.leaf));
}

fn undisclose_all(town: &mut Town) {
    town.contents.ballots.remove("north");
    town.contents.openings.retain(|opening| opening.pool != "north");
    let leaves: Vec<_> = town.ballots("north").iter().map(|ballot| ballot.leaf).collect();
    let leaves = leaves.into_iter().map(|leaf| ("north".to_owned(), leaf));
    town.contents.undisclosed.extend(leaves);
}

fn forge_signature(town: &mut Town) {
    town.contents.checkpoints[2].signatures[0].signature[40] ^= 1;
}

fn sign_by_another(town: &mut Town) {
    let origin = town.contents.origin.clone();
    let other = Signer::new(&origin, &[13; 32]).unwrap();
    let last = checkpoint(&town.contents.leaves, &other);
    *town.contents.checkpoints.last_mut().unwrap() = last;
}

fn other_origin(town: &mut Town) {
    town.contents.origin = "bo.miasto.example/miasto-2026".to_owned();
}

fn reorder(town: &mut Town) {
    town.contents.leaves.swap(60, 120);
}

fn withhold(town: &mut Town) {
    town.contents.checkpoints.pop();
}

fn swap_checkpoints(town: &mut Town) {
    town.contents.checkpoints.swap(3, 4);
}

fn no_checkpoint(town: &mut Town) {
    town.contents.checkpoints.clear();
}

/// Gives the city another rule of counting, and counts by it.
fn exchange_rules(town: &mut Town) {
    let rules = &mut town.contents.rules;
    rules.pools[0].budget = Money::from_minor(69_000 * 100);
    rules.pools[0].projects[0].cost = Money::from_minor(100);
    town.contents.rules_json = town.contents.rules.bytes().unwrap();
    town.settle();
}

fn exchange_rules_and_sign(town: &mut Town) {
    exchange_rules(town);
    town.contents.leaves[0] = rules_leaf(&town.contents.rules_json);
    town.sign();
}

/// Puts a loser in the place of a winner, in the outcome and in the file.
fn exchange_winners(town: &mut Town) {
    let outcome = &mut town.contents.outcome.pools[0];
    let is_loser = |number: &String| !outcome.winners.contains(number);
    let loser =
        outcome.projects.iter().map(|project| project.number.clone()).find(is_loser).unwrap();
    let winner = std::mem::replace(&mut outcome.winners[0], loser.clone());
    select(town, "city", &[(&winner, 0), (&loser, 1)]);
}

fn add_winner(town: &mut Town) {
    let outcome = &mut town.contents.outcome.pools[2];
    let is_loser = |number: &String| !outcome.winners.contains(number);
    let loser =
        outcome.projects.iter().map(|project| project.number.clone()).find(is_loser).unwrap();
    outcome.winners.push(loser.clone());
    select(town, "east", &[(&loser, 1)]);
    // Its rule is counted by us alone; Python sees that a file and its outcome differ.
    let outcome = &mut town.contents.outcome.pools[0];
    let winner = outcome.winners.pop().unwrap();
    select(town, "city", &[(&winner, 0)]);
}

fn select(town: &mut Town, pool: &str, selected: &[(&String, u8)]) {
    let file = town.contents.ballots.get_mut(pool).unwrap();
    let mut election = game_rules::pabulib::read(file).unwrap();
    for (number, selected) in selected {
        let project = election.projects.iter_mut().find(|project| project.id == **number).unwrap();
        project.selected = Some(*selected);
    }
    *file = game_rules::pabulib::write(Vec::new(), &election).unwrap();
}

/// Gives the votes of a small pool's winner to the least voted loser.
fn change_sums(town: &mut Town) {
    let outcome = &mut town.contents.outcome.pools[3];
    let winner = outcome.winners[0].clone();
    let place = outcome.projects.iter().position(|project| project.number == winner).unwrap();
    outcome.projects[place].votes = 0;
    outcome.projects[place].score = 0;
}

fn too_many_votes(town: &mut Town) {
    let outcome = &mut town.contents.outcome.pools[3];
    let winner = outcome.winners[0].clone();
    let place = outcome.projects.iter().position(|project| project.number == winner).unwrap();
    outcome.projects[place].votes = 9;
    outcome.projects[place].score = 9;
}

fn leave_out(town: &mut Town) {
    town.contents.outcome.pools[3].projects.pop();
}

fn move_votes(town: &mut Town) {
    let outcome = &mut town.contents.outcome.pools[0];
    outcome.projects[0].votes += 1;
    outcome.projects[1].votes -= 1;
}

fn exchange_selected(town: &mut Town) {
    let winner = town.contents.outcome.pools[1].winners[0].clone();
    select(town, "north", &[(&winner, 0)]);
}

fn change_turnout(town: &mut Town) {
    town.turn_out("east", 1);
    town.turn_out("north", -1);
}

fn exchange_receipts(town: &mut Town) {
    let ballots = town.ballots("north");
    let other = ballots.iter().position(|ballot| ballot.marks != ballots[0].marks).unwrap();
    let (first, rest) = ballots.split_at_mut(other);
    std::mem::swap(&mut first[0].receipt, &mut rest[0].receipt);
    town.settle();
}

fn spare_opening(town: &mut Town) {
    let mut spare = town.contents.openings[0].clone();
    spare.receipt = "000000000000".to_owned();
    town.contents.openings.push(spare);
}

fn repeat_leaf(town: &mut Town) {
    let leaf = town.contents.leaves[10];
    town.contents.leaves.push(leaf);
    town.sign();
}

/// With the key, and more points than a ballot has.
fn cast_invalid(town: &mut Town) {
    let pool = town.contents.rules.pools[1].clone();
    let marks = (0..3).map(|project| Mark { project, points: 6 }).collect();
    let ballot = Ballot::cast(&pool, marks, [77; 16]);
    town.contents.leaves.push(ballot.leaf);
    town.ballots("north").push(ballot);
    town.turn_out("north", 1);
    town.settle();
    town.sign();
}

/// With the key, and more projects of one band than a ballot has.
fn cast_over_a_band(town: &mut Town) {
    let pool = town.contents.rules.pools[2].clone();
    let costs = pool.costs();
    let small = (0..).zip(&costs).filter(|(_, cost)| pool.ballot.band(**cost) == Some(0));
    let marks = small.take(3).map(|(project, _)| Mark::naming(project)).collect();
    let ballot = Ballot::cast(&pool, marks, [78; 16]);
    town.contents.leaves.push(ballot.leaf);
    town.ballots("east").push(ballot);
    town.turn_out("east", 1);
    town.settle();
    town.sign();
}

fn change_cost(town: &mut Town) {
    edit_file(town, |election| election.projects[0].cost = Money::from_minor(1));
}

fn change_budget(town: &mut Town) {
    edit_file(town, |election| election.meta.set("budget", "70000.01"));
}

fn edit_file(town: &mut Town, edit: fn(&mut game_rules::pabulib::Election)) {
    let file = town.contents.ballots.get_mut("north").unwrap();
    let mut election = game_rules::pabulib::read(file).unwrap();
    edit(&mut election);
    *file = game_rules::pabulib::write(Vec::new(), &election).unwrap();
}
