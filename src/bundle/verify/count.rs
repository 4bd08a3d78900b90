//! Persons against ballots, and the winners counted again.

use std::collections::BTreeMap;

use game_rules::count::Profile;

use super::super::contents::{Contents, FEWEST_OPENED};
use super::super::rules::PoolOutcome;
use super::Check;
use super::ballots::Pool;

/// In every pool, persons less excluded persons are the counted ballots; excluded persons are the excluded leaves.
pub(super) fn turnout(contents: &Contents, pools: &[Pool]) -> Check {
    let mut check = Check::new("turnout");
    let mut sums: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for row in &contents.turnout {
        let (pool, channel) = (&row.pool, &row.channel);
        if contents.rules.pool(pool).is_none() {
            check.find("turnout-pool", format!("there is turnout of {pool}, which is no pool"));
        }
        if row.excluded > row.persons {
            let sentence = format!("pool {pool}, {channel}: more excluded than persons");
            check.find("turnout-excluded", sentence);
        }
        let (persons, excluded) = sums.entry(pool).or_default();
        *persons = persons.saturating_add(row.persons);
        *excluded = excluded.saturating_add(row.excluded);
    }
    let mut total = (0_u64, 0_u64);
    for pool in pools {
        let code = pool.frozen.code.as_str();
        let (persons, excluded) = sums.get(code).copied().unwrap_or_default();
        total = (total.0.saturating_add(persons), total.1.saturating_add(excluded));
        let undisclosed =
            contents.undisclosed.iter().filter(|(pool, _)| pool == code).count() as u64;
        let published = pool.election.as_ref().map_or(0, |election| election.ballots.len() as u64);
        let ballots = published + undisclosed;
        if pool.is_opened && undisclosed > 0 {
            let sentence = format!("pool {code} has a file, and {undisclosed} undisclosed ballots");
            check.find("undisclosed-beside-file", sentence);
        }
        if undisclosed >= FEWEST_OPENED {
            let sentence = format!(
                "pool {code} has {undisclosed} ballots, enough to open them (from {FEWEST_OPENED}), and does not"
            );
            check.find("undisclosed-too-many", sentence);
        }
        if persons.checked_sub(excluded) != Some(ballots) {
            let sentence = format!(
                "pool {code}: {persons} persons less {excluded} excluded are not {ballots} ballots"
            );
            check.find("turnout-ballots", sentence);
        }
    }
    for (pool, _) in &contents.undisclosed {
        if contents.rules.pool(pool).is_none() {
            check.find(
                "turnout-pool",
                format!("a ballot is undisclosed in {pool}, which is no pool"),
            );
        }
    }
    let (persons, excluded) = total;
    if contents.excluded.len() as u64 != excluded {
        let leaves = contents.excluded.len();
        let sentence = format!("{excluded} persons are excluded, but {leaves} ballots");
        check.find("turnout-excluded", sentence);
    }
    check.saying(format!(
        "{persons} persons less {excluded} excluded are the counted ballots, pool by pool"
    ))
}

/// The ballots, counted again by the frozen rule, give what was announced.
pub(super) fn outcome(contents: &Contents, pools: &[Pool]) -> Check {
    let mut check = Check::new("outcome");
    let mut winners = 0;
    for pool in pools {
        let code = &pool.frozen.code;
        let Some(announced) = contents.outcome.pools.iter().find(|known| known.code == *code)
        else {
            continue;
        };
        winners += announced.winners.len();
        let withdrawn = &announced.withdrawn;
        if !withdrawn.is_empty() {
            let names = withdrawn.join(", ");
            check.cautions.push(format!(
                "pool {code}: counted without {names}, said to have been withdrawn after the vote opened; this bundle \
                 cannot show that"
            ));
        }
        let counted = match &pool.election {
            Some(election) => {
                let mut profile = Profile::new(pool.frozen.projects.len());
                let numbers: BTreeMap<&str, u32> =
                    pool.frozen.projects.iter().map(|project| &*project.number).zip(0..).collect();
                let place = |index: u32| {
                    let project = election.projects.get(index as usize)?;
                    numbers.get(project.id.as_str()).copied()
                };
                let mut marks = Vec::new();
                for ballot in election.ballots.iter() {
                    marks.clear();
                    marks.extend(ballot.marks.iter().filter_map(|mark| {
                        Some(game_rules::ballot::Mark { project: place(mark.project)?, ..*mark })
                    }));
                    profile.add(&marks, &pool.frozen.ballot, 1);
                }
                Some(pool.frozen.count(&profile, withdrawn))
            }
            None if pool.is_opened => continue,
            None => {
                sums(&mut check, contents, announced);
                let counted = pool.frozen.count_sums(announced);
                if counted.is_none() {
                    check.cautions.push(format!(
                        "pool {code}: its winners cannot be counted again, for their rule looks at single ballots and \
                         these are not opened"
                    ));
                }
                counted
            }
        };
        if let Some(counted) = counted {
            compare(&mut check, announced, &counted);
        }
        if announced.cost > pool.frozen.budget {
            let (cost, budget) = (announced.cost, pool.frozen.budget);
            let sentence = format!("pool {code}: the winners take {cost} of {budget}");
            check.find("outcome-budget", sentence);
        }
        columns(&mut check, pool, announced);
    }
    check.saying(format!(
        "the ballots counted again by the frozen rules give the {winners} announced winners"
    ))
}

/// Sums that no ballots could have.
fn sums(check: &mut Check, contents: &Contents, announced: &PoolOutcome) {
    let code = &announced.code;
    let undisclosed = contents.undisclosed.iter().filter(|(pool, _)| pool == code).count() as u64;
    if announced.ballots != undisclosed {
        let stated = announced.ballots;
        let sentence = format!("pool {code}: sums of {stated} ballots, but {undisclosed} leaves");
        check.find("outcome-figures", sentence);
    }
    for project in announced.projects.iter().filter(|project| project.votes > announced.ballots) {
        let sentence = format!(
            "pool {code}: project {} has {} votes of {} ballots",
            project.number, project.votes, announced.ballots
        );
        check.find("outcome-figures", sentence);
    }
}

fn compare(check: &mut Check, announced: &PoolOutcome, counted: &PoolOutcome) {
    let code = &announced.code;
    let won = |outcome: &PoolOutcome| {
        let reserve = outcome.reserve.iter().map(|number| format!("{number} from the reserve"));
        outcome.winners.iter().cloned().chain(reserve).collect::<Vec<_>>().join(", ")
    };
    if won(announced) != won(counted) {
        let (ours, theirs) = (won(counted), won(announced));
        let sentence = format!("pool {code}: the ballots elect {ours}; announced are {theirs}");
        check.find("outcome-winners", sentence);
    }
    for (what, announced, counted) in [
        ("rule", announced.rule.clone(), counted.rule.clone()),
        ("number of ballots", announced.ballots.to_string(), counted.ballots.to_string()),
        ("budget", announced.budget.to_string(), counted.budget.to_string()),
        ("cost of the winners", announced.cost.to_string(), counted.cost.to_string()),
    ] {
        if announced != counted {
            let sentence =
                format!("pool {code}: the {what} is {counted}, announced is {announced}");
            check.find("outcome-figures", sentence);
        }
    }
    if announced.projects.len() != counted.projects.len() {
        let sentence =
            format!("pool {code}: the outcome has another number of projects than the rules");
        check.find("outcome-figures", sentence);
    }
    for (announced, counted) in announced.projects.iter().zip(&counted.projects) {
        if announced != counted {
            let sentence = format!(
                "pool {code}: project {} has {} votes and the score {}; announced are for {} {} and {}",
                counted.number,
                counted.votes,
                counted.score,
                announced.number,
                announced.votes,
                announced.score
            );
            check.find("outcome-figures", sentence);
        }
    }
}

/// What the file itself says of its projects.
fn columns(check: &mut Check, pool: &Pool, announced: &PoolOutcome) {
    let Some(election) = &pool.election else { return };
    let code = &announced.code;
    for project in &election.projects {
        let id = &project.id;
        let selected = project.selected.unwrap_or(0);
        let fits = match (announced.winners.contains(id), announced.reserve.as_ref() == Some(id)) {
            (true, _) => selected == 1,
            (false, true) => selected == 1 || selected == 2,
            (false, false) => selected == 0,
        };
        if !fits {
            let sentence =
                format!("pool {code}: the file's selected is {selected} for project {id}");
            check.find("pool-selected", sentence);
        }
        let Some(known) = announced.projects.iter().find(|known| known.number == *id) else {
            continue;
        };
        let votes = project.votes.is_some_and(|votes| votes != known.votes);
        if votes || project.score.is_some_and(|score| score != known.score) {
            let sentence =
                format!("pool {code}: the file's own sums of project {id} are not the outcome's");
            check.find("pool-figures", sentence);
        }
    }
}
