//! A published election read to be counted, and a recorded draw of its ties.

use std::path::Path;

use game_rules::count::{Candidate, Profile, TieOrder};
use game_rules::pabulib::{self, Election, Project};
use sha2::{Digest, Sha256};

use super::Trouble;
use super::args::Tie;

/// An election with its ballots added up.
pub(super) struct Input {
    /// As it was given.
    pub path: String,
    /// Of the file's bytes, in hexadecimal.
    pub sha256: String,
    pub election: Election,
    pub projects: Vec<Candidate>,
    pub profile: Profile,
}

impl Input {
    /// Reads a file. A file that is not a valid `.pb` file is refused with all its mistakes.
    pub fn read(path: &Path) -> Result<Self, Trouble> {
        let bytes = read(path)?;
        let path = path.display().to_string();
        let election = pabulib::read(&bytes).map_err(|faults| Trouble {
            code: Trouble::INVALID,
            lines: faults
                .iter()
                .map(|fault| format!("{path}:{}:{}: {}", fault.line, fault.column, fault.kind))
                .collect(),
        })?;
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let (projects, profile) = (Candidate::of(&election), Profile::of(&election));
        Ok(Self { path, sha256, election, projects, profile })
    }

    pub fn project(&self, project: u32) -> Option<&Project> {
        self.election.projects.get(project as usize)
    }

    pub fn id(&self, project: u32) -> &str {
        self.project(project).map_or("", |project| project.id.as_str())
    }

    pub fn ids(&self, projects: &[u32]) -> Vec<String> {
        projects.iter().map(|&project| self.id(project).to_owned()).collect()
    }

    /// Ballots naming the project.
    pub fn votes(&self, project: u32) -> u64 {
        self.profile.tally().votes.get(project as usize).copied().unwrap_or(0)
    }

    /// Whether scores are points, or worth of places; otherwise they are votes.
    pub fn in_points(&self) -> bool {
        use game_rules::ballot::Kind;
        let kind = self.election.rules.kind;
        !matches!(kind, Kind::Approval | Kind::Knapsack | Kind::ChooseOne)
    }

    /// A key of the META section, where it says anything.
    pub fn said(&self, key: &str) -> Option<&str> {
        self.election.meta.get(key).map(str::trim).filter(|value| !value.is_empty())
    }

    /// City, edition and the part of the city.
    pub fn title(&self) -> String {
        let whole = [self.said("unit"), self.said("instance")];
        let mut title = whole.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let (district, subunit) = (self.said("district"), self.said("subunit"));
        // Many subunits say the district again: `Witomino | large` of Witomino.
        let again = |subunit: &str| district.is_some_and(|district| subunit.starts_with(district));
        for part in [district.filter(|_| !subunit.is_some_and(again)), subunit] {
            title.extend(part.map(|part| format!(" · {part}")));
        }
        title
    }

    /// The labels of every project under one heading; `None` where the file has none at all.
    pub fn labels(&self, heading: Heading) -> Option<Vec<Vec<&str>>> {
        let projects = self.election.projects.iter();
        let labels: Vec<Vec<&str>> = projects
            .map(|project| {
                let written = match heading {
                    Heading::Category => project.category.as_deref(),
                    Heading::District => other(project, "district"),
                    Heading::Neighborhood => other(project, "neighborhood"),
                };
                let labels = written.unwrap_or_default().split(',').map(str::trim);
                labels.filter(|label| !label.is_empty()).collect()
            })
            .collect();
        labels.iter().any(|labels| !labels.is_empty()).then_some(labels)
    }

    /// The order of ties that was asked for.
    pub fn ties(&self, tie: &Tie) -> Result<TieOrder, Trouble> {
        let sorted = |key: &dyn Fn(u32) -> (i64, std::cmp::Reverse<u64>)| {
            let mut order: Vec<u32> = (0..self.projects.len() as u32).collect();
            order.sort_by(|&a, &b| (key(a), self.id(a)).cmp(&(key(b), self.id(b))));
            TieOrder::Drawn { order }
        };
        Ok(match tie {
            Tie::File => TieOrder::Rows,
            Tie::Id => sorted(&|_| (0, std::cmp::Reverse(0))),
            Tie::CostVotesId => sorted(&|project| {
                let cost = self.projects[project as usize].cost.minor();
                (cost, std::cmp::Reverse(self.votes(project)))
            }),
            Tie::Drawn(path) => TieOrder::Drawn { order: self.drawn(path)? },
        })
    }

    /// The projects as a draw recorded them, ids one a line. Ids that the election does not have or that were drawn
    /// before are refused, all of them at once.
    fn drawn(&self, path: &Path) -> Result<Vec<u32>, Trouble> {
        let bytes = read(path).map_err(|mut trouble| {
            trouble.lines.push("--tie is file, id, cost-votes-id or a file with a draw".to_owned());
            trouble
        })?;
        let text = String::from_utf8_lossy(&bytes);
        let mut order = Vec::new();
        let mut wrong = Vec::new();
        for (line, id) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let id = id.trim();
            if id.is_empty() || id.starts_with('#') {
                continue;
            }
            let at = format!("{}:{line}:1", path.display());
            let found = self.election.projects.iter().position(|project| project.id == id);
            match found.map(|project| project as u32) {
                None => {
                    wrong.push(format!("{at}: there is no project \u{201c}{id}\u{201d} to draw"));
                }
                Some(project) if order.contains(&project) => {
                    wrong.push(format!("{at}: the project \u{201c}{id}\u{201d} is drawn twice"));
                }
                Some(project) => order.push(project),
            }
        }
        match wrong.is_empty() {
            true => Ok(order),
            false => Err(Trouble { code: Trouble::USAGE, lines: wrong }),
        }
    }
}

/// By what projects are gathered to see where the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    Category,
    District,
    Neighborhood,
}

fn other<'p>(project: &'p Project, column: &str) -> Option<&'p str> {
    project.other.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_str())
}

fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    std::fs::read(path).map_err(|error| {
        Trouble::one(Trouble::UNREADABLE, format!("cannot read {}: {error}", path.display()))
    })
}
