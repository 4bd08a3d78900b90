//! Phragmén's sequential rule.

use super::{Found, Paid, cost, free_first, is_supporter, strike, voters, whole};
use crate::elections::Pool;

/// Sequential: the least load wins; the rule ends when a project of the least load does not fit.
pub fn phragmen(pool: &Pool) -> Found {
    let voters = voters(pool);
    let (selected, mut rest) = free_first(pool, &voters);
    let mut found = Found { selected, ..Found::default() };
    let budget = pool.terms.budget.minor();
    let mut left = budget;
    rest.retain(|&project| cost(pool, project) <= budget);
    let mut loads = vec![whole(0); voters.len()];
    while !rest.is_empty() {
        let load = |project: u32| {
            let (mut sum, mut supporters) = (whole(cost(pool, project)), whole(0));
            for (voter, load) in voters.iter().zip(&loads) {
                if is_supporter(voter, project) {
                    sum += load * whole(voter.equal);
                    supporters += whole(voter.equal);
                }
            }
            sum / supporters
        };
        let with: Vec<_> = rest.iter().map(|&project| (load(project), project)).collect();
        let least = with.iter().map(|(load, _)| load.clone()).min().expect("some are left");
        let tied: Vec<u32> =
            with.iter().filter(|(load, _)| *load == least).map(|&(_, project)| project).collect();
        if tied.iter().any(|&project| cost(pool, project) > left) {
            break;
        }
        let winner = tied[0];
        if tied.len() > 1 {
            found.ties.push(tied);
        }
        left -= cost(pool, winner);
        let mut payers = 0;
        for (voter, load) in voters.iter().zip(&mut loads) {
            if is_supporter(voter, winner) {
                *load = least.clone();
                payers += u64::from(voter.equal);
            }
        }
        found.shares.push(Paid { project: winner, price: least, payers, exhausted: 0 });
        found.selected.push(winner);
        strike(pool, &mut rest, winner);
    }
    found
}
