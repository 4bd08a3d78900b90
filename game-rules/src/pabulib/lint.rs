//! What is odd about a readable file: figures that disagree with its ballots, ballots that break its rules.

use super::Election;
use crate::count::Tally;

/// Something to look at before trusting a file. None of it prevents counting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    #[error("project {id}: the file states {stated} votes, its ballots give {counted}")]
    VotesDiffer { id: String, stated: u64, counted: u64 },
    #[error("project {id}: the file states a score of {stated}, its ballots give {counted}")]
    ScoreDiffers { id: String, stated: i64, counted: i64 },
    #[error("{ballots} ballots name a project more than once")]
    RepeatedProjects { ballots: u64 },
    #[error("{ballots} ballots break the rules the file states")]
    InvalidBallots { ballots: u64 },
    #[error("cumulative ballots, but no max_sum_points")]
    NoPointsLimit,
}

impl Warning {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::VotesDiffer { .. } => "pb-votes-differ",
            Self::ScoreDiffers { .. } => "pb-score-differs",
            Self::RepeatedProjects { .. } => "pb-repeated-projects",
            Self::InvalidBallots { .. } => "pb-invalid-ballots",
            Self::NoPointsLimit => "pb-no-points-limit",
        }
    }
}

/// Compares what an election states with what its ballots say.
pub fn lint(election: &Election) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if election.rules.kind == crate::ballot::Kind::Cumulative
        && election.rules.max_sum_points.is_none()
    {
        warnings.push(Warning::NoPointsLimit);
    }
    lint_projects(election, &mut warnings);
    lint_ballots(election, &mut warnings);
    warnings
}

fn lint_projects(election: &Election, warnings: &mut Vec<Warning>) {
    let tally = Tally::of(election);
    let counted = tally.votes.iter().zip(&tally.score);
    for (project, (&votes, &score)) in election.projects.iter().zip(counted) {
        if let Some(stated) = project.votes.filter(|&stated| stated != votes) {
            warnings.push(Warning::VotesDiffer { id: project.id.clone(), stated, counted: votes });
        }
        if let Some(stated) = project.score.filter(|&stated| stated != score) {
            warnings.push(Warning::ScoreDiffers { id: project.id.clone(), stated, counted: score });
        }
    }
}

fn lint_ballots(election: &Election, warnings: &mut Vec<Warning>) {
    let costs: Vec<_> = election.projects.iter().map(|project| project.cost).collect();
    let (mut repeated, mut invalid) = (0, 0);
    for ballot in election.ballots.iter() {
        let refusals = election.rules.check(ballot.marks, &costs).err().unwrap_or_default();
        let repeats = refusals.iter().filter(|refusal| refusal.code() == "repeated").count();
        repeated += u64::from(repeats > 0);
        invalid += u64::from(refusals.len() > repeats);
    }
    if repeated > 0 {
        warnings.push(Warning::RepeatedProjects { ballots: repeated });
    }
    if invalid > 0 {
        warnings.push(Warning::InvalidBallots { ballots: invalid });
    }
}
