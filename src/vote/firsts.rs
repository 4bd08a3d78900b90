//! First ballots of people who have none in the box: the ordinary job of a rush. Everything that a
//! group of them writes goes to the database together with the questions that must be asked before, and
//! is taken back if an answer or a constraint stands against any of them. Which of them it was, is found
//! out on the careful way, in the same transaction.

use std::collections::{BTreeMap, HashSet};

use sea_orm::DatabaseTransaction;

use super::casting::{self, Door, SLOT};
use super::envelope::Channel;
use super::ready::Ready;
use crate::clock::Clock;
use crate::config::Config;
use crate::edition::Phase;
use crate::error::Result;
use crate::register;
use crate::store::{Trip, take_back};

/// Jobs that replace nothing, at most one of a person.
pub fn among(jobs: &[Ready]) -> Vec<usize> {
    let mut taken = HashSet::new();
    let is_first = |Ready { job, .. }: &Ready| {
        job.channel == Channel::Internet && job.instead.is_none() && !job.repeats_a_lane()
    };
    (0..jobs.len())
        .filter(|&i| is_first(&jobs[i]))
        .filter(|&i| taken.insert((jobs[i].job.edition_id, &jobs[i].job.person)))
        .collect()
}

/// Writes all of them and says so, or writes nothing.
///
/// # Errors
/// The database's, where what was begun cannot be taken back.
pub async fn cast<'a>(
    tx: &DatabaseTransaction,
    jobs: impl Iterator<Item = &'a Ready>,
    clock: &Clock,
    config: &Config,
) -> Result<bool> {
    let jobs: Vec<&Ready> = jobs.collect();
    if jobs.is_empty() {
        return Ok(true);
    }
    match write(tx, &jobs, clock, config).await {
        Ok(true) => Ok(true),
        // Whatever failed, the careful way meets it again and says of whom.
        Ok(false) | Err(_) => {
            take_back(tx).await?;
            Ok(false)
        }
    }
}

async fn write(
    tx: &DatabaseTransaction,
    jobs: &[&Ready],
    clock: &Clock,
    config: &Config,
) -> Result<bool> {
    let all = || jobs.iter().copied();
    let mut persons: BTreeMap<i64, Vec<Vec<u8>>> = BTreeMap::new();
    for Ready { job, .. } in all() {
        persons.entry(job.edition_id).or_default().push(job.person.clone());
    }
    let mut trip = Trip::revocable(tx);
    let doors = trip.ask(casting::doors(tx, all(), clock));
    // Whatever is found here stands against somebody.
    let mut against = Vec::new();
    for (edition, codes) in casting::codes(all()) {
        against.push(trip.ask(register::voided(edition, codes)));
    }
    for question in casting::at_places(all(), |ready| &ready.elsewhere) {
        against.push(trip.ask(question));
    }
    trip.insert(all().flat_map(|ready| ready.envelopes.iter().cloned()));
    let guessed = clock.now();
    casting::follow_up(&mut trip, jobs, guessed);
    let mut reachable = Vec::new();
    for (&edition, persons) in &persons {
        reachable.push((edition, trip.ask(register::reachable(edition, persons.clone()))));
    }

    let answers = trip.make().await?;
    let doors: Vec<Door> = answers.tuples(doors)?;
    let now = doors.first().map_or(guessed, |door| door.4);
    let open = |door: &Door| door.1 == Phase::Voting && casting::in_its_hours(door);
    // The signals tell the time by the database's clock.
    if doors.len() < persons.len()
        || !doors.iter().all(open)
        || now.div_euclid(SLOT) != guessed.div_euclid(SLOT)
    {
        return Ok(false);
    }
    for question in against {
        if !answers.none(question)? {
            return Ok(false);
        }
    }
    for (edition, question) in reachable {
        register::notice(tx, config, now, edition, answers.models(question)?).await?;
    }
    Ok(true)
}
