//! A published election read to be counted, and a recorded draw of its ties.

use std::path::Path;

use game_rules::count::{Candidate, Draw, DrawError, Profile, TieOrder, read_draw};
use game_rules::pabulib::{Election, Project};

use super::args::Tie;
use crate::terminal::{Trouble, read, read_election};

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
        let (election, sha256) = read_election(path)?;
        let path = path.display().to_string();
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
        let ids: Vec<&str> = self.election.projects.iter().map(|project| &*project.id).collect();
        match tie {
            Tie::File => Ok(TieOrder::Rows),
            Tie::Keys { keys, .. } => Ok(keys.resolve(&ids, &self.projects, self.profile.tally())),
            Tie::Drawn(path) => drawn(path, &ids),
        }
    }
}

/// A recorded draw: ids one a line, or with all its evidence as JSON; then it is repeated, and refused if its seed does not
/// give what is recorded.
fn drawn(path: &Path, ids: &[&str]) -> Result<TieOrder, Trouble> {
    let bytes = read(path).map_err(|mut trouble| {
        let known = "--tie is file, keys such as id or cost-votes-id, or a file with a draw";
        trouble.lines.push(known.to_owned());
        trouble
    })?;
    let at = path.display();
    let refused = |sentence: String| Trouble::one(Trouble::USAGE, sentence);
    let text = String::from_utf8_lossy(&bytes);
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return read_draw(&text, ids).map_err(|error| match &error {
            DrawError::Unknown { id, line } => {
                refused(format!("{at}:{line}:1: there is no project \u{201c}{id}\u{201d} to draw"))
            }
            _ => refused(format!("{at}: {error}")),
        });
    }
    let draw: Draw = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| refused(format!("{at}:{}:{}: {error}", error.line(), error.column())))?;
    draw.verify().map_err(|fault| refused(format!("{at}: {fault}")))?;
    draw.ties(ids).map_err(|error| match &error {
        DrawError::Unknown { id, .. } => {
            refused(format!("{at}: there is no project \u{201c}{id}\u{201d} to draw"))
        }
        _ => refused(format!("{at}: {error}")),
    })
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
