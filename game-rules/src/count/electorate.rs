//! Who supports what, and who may win: what stays the same however much money the ballots get.

use std::collections::BTreeMap;

use super::{Candidate, Measure, Profile, Terms, Verdict};
use crate::money::Money;

/// The supporters of each contender and the projects of each ballot.
pub(super) struct Electorate<'a> {
    pub profile: &'a Profile,
    pub measure: Measure,
    pub candidates: &'a [Candidate],
    /// Number of ballots.
    pub ballots: u64,
    /// Projects that cost something, have supporters and may win, in the order of ties.
    pub contenders: Vec<u32>,
    /// Projects funded before the count, by row.
    pub earlier: Vec<u32>,
    /// Free projects that have supporters and may win, in the order of ties.
    pub free: Vec<u32>,
    /// All others with the reason, by row.
    pub out: Vec<(u32, Verdict)>,
    /// The place of each project in the order of ties.
    pub places: Vec<usize>,
    /// Where the supporters of each project end.
    pub ends: Vec<usize>,
    /// Distinct ballots, project by project.
    pub supporters: Vec<Supporter>,
    /// How much one ballot supports the project, beside `supporters`; empty while all do alike.
    pub times: Vec<u64>,
}

/// Equal ballots that name a project.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Supporter {
    /// Their place in the profile.
    pub ballot: u32,
    /// How many they are.
    pub weight: u32,
}

impl<'a> Electorate<'a> {
    pub fn new(
        candidates: &'a [Candidate],
        profile: &'a Profile,
        measure: Measure,
        terms: &Terms,
    ) -> Self {
        let mut ends = vec![0; candidates.len()];
        for project in each_mark(profile, measure).map(|(_, project, _)| project as usize) {
            if let Some(count) = ends.get_mut(project) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            (*end, sum) = (sum, sum + *end);
        }
        let alike = profile.is_plain(measure);
        let mut supporters = vec![Supporter::default(); sum];
        let mut times = vec![1; if alike { 0 } else { sum }];
        for (ballot, project, weight) in each_mark(profile, measure) {
            let Some(next) = ends.get_mut(project as usize) else { continue };
            let equal = profile.weights()[ballot as usize];
            supporters[*next] = Supporter { ballot, weight: equal };
            if !alike {
                times[*next] = weight;
            }
            *next += 1;
        }
        let mut electorate = Self {
            profile,
            measure,
            candidates,
            ballots: profile.tally().ballots,
            contenders: Vec::new(),
            earlier: Vec::new(),
            free: Vec::new(),
            out: Vec::new(),
            places: terms.ties.places(candidates.len()),
            ends,
            supporters,
            times,
        };
        electorate.admit(terms);
        electorate
    }

    fn admit(&mut self, terms: &Terms) {
        let tally = self.profile.tally();
        let earlier = |&project: &u32| {
            let candidate = &self.candidates[project as usize];
            candidate.funded_earlier && !candidate.withdrawn
        };
        self.earlier = (0..self.candidates.len() as u32).filter(earlier).collect();
        for (project, candidate) in (0..).zip(self.candidates) {
            let supported = !self.span(project).is_empty();
            let rival = self.earlier.iter().find(|&&winner| self.exclude(winner, project));
            match terms.rules_out(candidate, tally, project as usize) {
                _ if candidate.funded_earlier && !candidate.withdrawn => {}
                Some(verdict) => self.out.push((project, verdict)),
                None if let Some(&project_won) = rival => {
                    self.out.push((project, Verdict::ExcludedBy { project: project_won }));
                }
                None if !supported => self.out.push((project, Verdict::NoSupport)),
                None if candidate.cost.minor() <= 0 => self.free.push(project),
                None => self.contenders.push(project),
            }
        }
        let places = &self.places;
        self.contenders.sort_by_key(|&project| places[project as usize]);
        self.free.sort_by_key(|&project| places[project as usize]);
        self.give_groups_to_free();
    }

    /// Free projects win before any other, so the first of a group takes its place.
    fn give_groups_to_free(&mut self) {
        let mut taken = BTreeMap::new();
        for project in self.free.iter().chain(&self.contenders).copied().collect::<Vec<_>>() {
            let candidate = &self.candidates[project as usize];
            let Some(group) = candidate.group else { continue };
            if let Some(&by) = taken.get(&group) {
                self.out.push((project, Verdict::ExcludedBy { project: by }));
            } else if candidate.cost.minor() <= 0 {
                taken.insert(group, project);
            }
        }
        let out = &self.out;
        let stays = |&project: &u32| out.iter().all(|&(other, _)| other != project);
        self.free.retain(stays);
        self.contenders.retain(stays);
    }

    /// Where a project's supporters stand.
    pub fn span(&self, project: u32) -> std::ops::Range<usize> {
        let project = project as usize;
        let start = if project == 0 { 0 } else { self.ends[project - 1] };
        start..self.ends[project]
    }

    /// How many ballots support a project.
    pub fn votes(&self, project: u32) -> i64 {
        self.supporters[self.span(project)].iter().map(|equal| i64::from(equal.weight)).sum()
    }

    /// Whether any two contenders exclude each other.
    pub fn has_groups(&self) -> bool {
        self.contenders.iter().any(|&project| self.candidates[project as usize].group.is_some())
    }

    /// Whether two projects exclude each other.
    pub fn exclude(&self, one: u32, other: u32) -> bool {
        let group = |project: u32| self.candidates[project as usize].group;
        group(one).is_some() && group(one) == group(other)
    }

    pub fn money(&self, project: u32) -> Money {
        self.candidates[project as usize].cost
    }

    /// The cost in minor units.
    pub fn cost(&self, project: u32) -> u64 {
        self.candidates[project as usize].cost.minor().unsigned_abs()
    }
}

fn each_mark(profile: &Profile, measure: Measure) -> impl Iterator<Item = (u32, u32, u64)> {
    (0..profile.distinct()).flat_map(move |ballot| {
        profile.marks(ballot, measure).map(move |(project, times)| (ballot as u32, project, times))
    })
}
