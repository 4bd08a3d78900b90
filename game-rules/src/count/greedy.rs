//! The rule of most Polish cities: projects in the order of their score, each funded if the money left covers it.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use super::bands::Band;
use super::terms::Support;
use super::{Candidate, Outcome, Step, Tally, Terms, Tie, Verdict};
use crate::money::Money;

/// What happens when the next project costs more than is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Go on with the projects below it (Warsaw, Łódź, Kraków, Katowice, Częstochowa).
    #[default]
    Skip,
    /// End the count (Wrocław, Gdynia).
    Stop,
    /// End the count, and fund that project from a reserve if the money left covers 80 % of its cost (Poznań).
    Stop80,
}

/// What the greedy rule orders by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Votes or points, the most first.
    #[default]
    Score,
    /// Votes or points for each unit of cost, the most first.
    ScorePerCost,
}

/// The variants of the greedy rule. By default the score decides and what does not fit is skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greedy {
    /// What comes first.
    #[serde(default)]
    pub order: Order,
    /// What a project that does not fit does to the rest.
    #[serde(default)]
    pub fit: Fit,
}

/// Counts one pool: by score, the highest first, then in the order of ties.
///
/// Projects funded earlier come first; they take nothing. Then each minimum of the terms is served: from the highest
/// score down, its projects are funded whole, passing over what does not fit, until its amount is reached. Then the
/// others have their turns. Withdrawn projects, those below the threshold and those excluded by a winner are passed over
/// in every mode; only a project that does not fit, not even in part, can end the count. Votes and scores missing from
/// the tally are 0.
///
/// In the literature: greedy approval, or utilitarian greedy, by cost (`Score`) and by cardinality (`ScorePerCost`)
/// satisfaction; Rey and Maly, *The (Computational) Social Choice Take on Indivisible Participatory Budgeting* (2023),
/// section 3.1.
pub fn greedy(projects: &[Candidate], tally: &Tally, rule: Greedy, terms: &Terms) -> Outcome {
    count(&Line::new(projects, tally, rule, terms), &[])
}

/// Counts a line, with at most so many winners of each band if there are any bands.
pub(super) fn count(line: &Line, bands: &[Band]) -> Outcome {
    let mut record =
        Record { outcome: Outcome::new(line.terms.budget), line, chunk_ends: 0, tied: Vec::new() };
    line.walk(&line.order, None, bands, &mut record);
    let Record { mut outcome, tied, .. } = record;
    for Tied { start, end, mut members, decisive } in tied {
        let served = outcome.steps.iter().filter(|step| match step.verdict {
            Verdict::FundedByMinimum { .. } => true,
            Verdict::ExcludedBy { project } => (start..end).contains(&line.rank[project as usize]),
            _ => false,
        });
        let served = served.map(|step| step.project);
        members.extend(served.filter(|&one| (start..end).contains(&line.rank[one as usize])));
        members.sort_unstable_by_key(|&one| line.rank[one as usize]);
        members.dedup();
        if members.len() < 2 {
            continue;
        }
        let decisive = match line.terms.minima.is_empty() {
            true => decisive,
            false => line.is_decisive_by_counting(&members, bands),
        };
        let separated = |pair: &&[u32]| outcome.wins(pair[0]) != outcome.wins(pair[1]);
        let pair = members.windows(2).find(separated).unwrap_or(&members);
        let decided_by = line.terms.ties.decided_by(pair);
        let score = line.support[members[0] as usize].score;
        outcome.ties.push(Tie { score, projects: members, decided_by, decisive });
    }
    outcome
}

/// A score, or a score per unit of cost, compared without dividing. What costs nothing is worth more than anything that
/// costs, if its score is above zero, and less if it is below; a score of zero is worth zero at any cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worth {
    score: i64,
    cost: i64,
}

impl Worth {
    /// Whether the worth is infinite: 1 above all, -1 below all, else 0.
    fn beyond(self) -> i64 {
        if self.cost == 0 { self.score.signum() } else { 0 }
    }
}

impl Ord for Worth {
    fn cmp(&self, other: &Self) -> Ordering {
        let finite = || match self.beyond() {
            0 => {
                let (own, others) = (self.cost.max(1), other.cost.max(1));
                (i128::from(self.score) * i128::from(others))
                    .cmp(&(i128::from(other.score) * i128::from(own)))
            }
            _ => self.score.cmp(&other.score),
        };
        self.beyond().cmp(&other.beyond()).then_with(finite)
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Worth {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Worth {}

/// The projects of a pool in the order of their turns, so that it can be walked along more than once.
pub(super) struct Line<'a> {
    pub(super) projects: &'a [Candidate],
    pub(super) terms: &'a Terms,
    pub(super) rule: Greedy,
    pub(super) ballots: u64,
    /// By project: votes and score.
    pub(super) support: Vec<Support>,
    /// By project: the place in the order of ties.
    pub(super) places: Vec<usize>,
    /// Project indices.
    pub(super) order: Vec<u32>,
    /// By project: its position in `order`.
    pub(super) rank: Vec<usize>,
    /// By project: its exclusion group, numbered from 0.
    pub(super) groups: Vec<Option<usize>>,
    /// By minimum: whether the project is one of its.
    pub(super) members: Vec<Vec<bool>>,
    /// By group: whether a pool counted earlier took it.
    taken_before: Vec<bool>,
    /// By project: what keeps it from winning whatever the others do.
    out: Vec<Option<Verdict>>,
}

impl<'a> Line<'a> {
    pub(super) fn new(
        projects: &'a [Candidate],
        tally: &Tally,
        rule: Greedy,
        terms: &'a Terms,
    ) -> Self {
        let places = terms.ties.places(projects.len());
        let support: Vec<_> =
            (0..projects.len()).map(|project| Support::of(tally, project)).collect();
        let mut numbers: Vec<u32> = projects.iter().filter_map(|project| project.group).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let group = |candidate: &Candidate| numbers.binary_search(&candidate.group?).ok();
        let members = terms.minima.iter().map(|minimum| {
            let mut members = vec![false; projects.len()];
            for &project in &minimum.projects {
                if let Some(slot) = members.get_mut(project as usize) {
                    *slot = true;
                }
            }
            members
        });
        let out =
            projects.iter().enumerate().map(|(project, candidate)| match candidate.withdrawn {
                true => Some(Verdict::Withdrawn),
                false => terms.below_threshold(candidate.cost, support[project], tally.ballots),
            });
        let mut line = Self {
            projects,
            terms,
            rule,
            ballots: tally.ballots,
            places,
            order: (0..projects.len() as u32).collect(),
            rank: vec![0; projects.len()],
            groups: projects.iter().map(group).collect(),
            members: members.collect(),
            taken_before: numbers.iter().map(|group| terms.taken_groups.contains(group)).collect(),
            out: out.collect(),
            support,
        };
        let mut order = std::mem::take(&mut line.order);
        order.sort_by_key(|&one| {
            let project = one as usize;
            (Reverse(line.worth(project)), line.places[project], project)
        });
        for (position, &project) in order.iter().enumerate() {
            line.rank[project as usize] = position;
        }
        line.order = order;
        line
    }

    fn worth(&self, project: usize) -> Worth {
        self.worth_of(self.support[project].score, self.projects[project].cost)
    }

    /// The worth of a project with this score and cost.
    pub(super) fn worth_of(&self, score: i64, cost: Money) -> Worth {
        let cost = match self.rule.order {
            Order::Score => 1,
            Order::ScorePerCost => cost.minor(),
        };
        Worth { score, cost }
    }

    /// Whether `other` has its turn before a project of this worth and place.
    pub(super) fn is_ahead(&self, other: u32, worth: Worth, place: usize) -> bool {
        let others = (Reverse(self.worth(other as usize)), self.places[other as usize]);
        others < (Reverse(worth), place)
    }

    /// The largest cost that wins when so much is left in the last phase: everything, where part of it will do.
    pub(super) fn limit(&self, candidate: &Candidate, left: Money) -> Money {
        if pays_in_part(candidate, left) {
            return Money::from_minor(i64::MAX);
        }
        match self.rule.fit {
            Fit::Stop80 => {
                let limit = i128::from(left.minor()) * 10 / 8;
                Money::from_minor(i64::try_from(limit).unwrap_or(i64::MAX))
            }
            Fit::Skip | Fit::Stop => left,
        }
    }

    /// Gives every project its turn, and tells `watch` what happens. `without` is passed over as if it were not there.
    pub(super) fn walk(
        &self,
        order: &[u32],
        without: Option<u32>,
        bands: &[Band],
        watch: &mut impl Watch,
    ) {
        let mut walk = Walk {
            line: self,
            bands,
            free: bands.iter().map(|band| band.winners).collect(),
            taken: self.taken_before.iter().map(|&taken| taken.then_some(None)).collect(),
            done: self.projects.iter().map(|_| None).collect(),
            left: self.terms.budget,
            stopped: false,
        };
        if let Some(done) = without.and_then(|project| walk.done.get_mut(project as usize)) {
            *done = Some(Money::ZERO);
        }
        let earlier = |&&project: &&u32| {
            let candidate = &self.projects[project as usize];
            candidate.funded_earlier && !candidate.withdrawn && Some(project) != without
        };
        for &project in order.iter().filter(earlier) {
            walk.decide(0, project, Verdict::FundedEarlier, Money::ZERO, watch);
        }
        for (number, minimum) in self.terms.minima.iter().enumerate() {
            walk.serve(number, minimum.amount, order, watch);
        }
        let last = self.terms.minima.len();
        for (position, &project) in order.iter().enumerate() {
            watch.before(last, position, &walk);
            if walk.done[project as usize].is_none() {
                walk.turn(last, project, watch);
            }
        }
        watch.before(last, order.len(), &walk);
    }

    /// Counts again with these projects, neighbours in the line but for some out of the running, in other orders: in all
    /// of them up to five projects, beyond that with each one first.
    fn is_decisive_by_counting(&self, tied: &[u32], bands: &[Band]) -> bool {
        let fates = |permuted: &[u32]| {
            let mut order = self.order.clone();
            for (&from, &project) in tied.iter().zip(permuted) {
                order[self.rank[from as usize]] = project;
            }
            let mut fates = Fates(vec![None; self.projects.len()]);
            self.walk(&order, None, bands, &mut fates);
            tied.iter().map(|&project| fates.0[project as usize]).collect::<Vec<_>>()
        };
        let running = self.projects.iter().zip(&self.out).filter(|(_, out)| out.is_none());
        let costs: Money = running.map(|(candidate, _)| candidate.cost).sum();
        let alone = |&project: &u32| self.groups[project as usize].is_none();
        if bands.is_empty() && costs <= self.terms.budget && tied.iter().all(alone) {
            return false;
        }
        let first = fates(tied);
        let orders: u64 = match tied.len() {
            count @ 0..=5 => (1..=count as u64).product(),
            count => count as u64,
        };
        (1..orders).any(|number| fates(&permutation(tied, number)) != first)
    }
}

/// The permutation of this number; the first ones, up to the length, put each in front in turn.
fn permutation(tied: &[u32], mut number: u64) -> Vec<u32> {
    let mut rest = tied.to_vec();
    let mut order = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let left = rest.len() as u64;
        order.push(rest.remove((number % left) as usize));
        number /= left;
    }
    order
}

/// What is told on the way along a line. Phases are the minima in their order, then the rest.
pub(super) trait Watch {
    /// The project at this position comes next; also at the end of each phase.
    fn before(&mut self, _phase: usize, _position: usize, _walk: &Walk) {}
    /// A project's fate is decided.
    fn decided(&mut self, phase: usize, step: Step);
}

/// What each project got and whether it wins, by index; `None` is a loser.
struct Fates(Vec<Option<(Money, bool)>>);

impl Watch for Fates {
    fn decided(&mut self, _: usize, step: Step) {
        let amount = step.left_before.saturating_sub(step.left_after);
        let reserve = matches!(step.verdict, Verdict::Reserve { .. });
        self.0[step.project as usize] = step.verdict.wins().then_some((amount, reserve));
    }
}

/// Makes the outcome, and looks at each set of equal worth before its turns.
struct Record<'a> {
    line: &'a Line<'a>,
    outcome: Outcome,
    /// The position after the set of equal worth that was looked at last.
    chunk_ends: usize,
    tied: Vec<Tied>,
}

/// Projects of equal worth at positions `start..end`: those in the running when the first has its turn.
struct Tied {
    start: usize,
    end: usize,
    members: Vec<u32>,
    decisive: bool,
}

impl Watch for Record<'_> {
    fn before(&mut self, phase: usize, start: usize, walk: &Walk) {
        let line = self.line;
        if phase < line.terms.minima.len() || start < self.chunk_ends || start == line.order.len() {
            return;
        }
        let worth = |&project: &u32| line.worth(project as usize);
        let first = worth(&line.order[start]);
        let same = line.order[start..].iter().take_while(|project| worth(project) == first);
        let end = start + same.count();
        self.chunk_ends = end;
        if end - start < 2 {
            return;
        }
        let running = |&&project: &&u32| {
            walk.done[project as usize].is_none() && walk.out_of_the_running(project).is_none()
        };
        let members: Vec<u32> = line.order[start..end].iter().filter(running).copied().collect();
        let decisive = members.len() > 1 && walk.is_decisive(&members);
        self.tied.push(Tied { start, end, members, decisive });
    }

    fn decided(&mut self, _: usize, step: Step) {
        let amount = step.left_before.saturating_sub(step.left_after);
        self.outcome.cost = self.outcome.cost.saturating_add(amount);
        match step.verdict {
            Verdict::Reserve { .. } => self.outcome.reserve = Some(step.project),
            verdict if verdict.wins() => self.outcome.selected.push(step.project),
            _ => {}
        }
        self.outcome.steps.push(step);
    }
}

/// How far a count has come.
pub(super) struct Walk<'a> {
    line: &'a Line<'a>,
    bands: &'a [Band],
    /// By band: how many more may win.
    free: Vec<u32>,
    /// By group: whether it is taken, and by whom if in this pool.
    taken: Vec<Option<Option<u32>>>,
    /// By project: what it got, once its fate is decided.
    done: Vec<Option<Money>>,
    pub(super) left: Money,
    pub(super) stopped: bool,
}

impl Walk<'_> {
    fn serve(&mut self, phase: usize, amount: Money, order: &[u32], watch: &mut impl Watch) {
        let line = self.line;
        let member = |project: u32| line.members[phase][project as usize];
        let own = order.iter().filter(|&&project| member(project));
        let mut spent: Money = own.filter_map(|&project| self.done[project as usize]).sum();
        for (position, &project) in order.iter().enumerate() {
            self.stopped = spent >= amount;
            watch.before(phase, position, self);
            let (index, candidate) = (project as usize, &line.projects[project as usize]);
            let serves = !self.stopped && member(project) && self.done[index].is_none();
            if serves && candidate.cost <= self.left && self.out_of_the_running(project).is_none() {
                let verdict = Verdict::FundedByMinimum { minimum: phase as u32 };
                self.decide(phase, project, verdict, candidate.cost, watch);
                spent = spent.saturating_add(candidate.cost);
            }
        }
        self.stopped = spent >= amount;
        watch.before(phase, order.len(), self);
        self.stopped = false;
    }

    /// What a project cannot change comes first; the money is asked last.
    fn turn(&mut self, phase: usize, project: u32, watch: &mut impl Watch) {
        let (candidate, left) = (&self.line.projects[project as usize], self.left);
        let short_by = candidate.cost.saturating_sub(left);
        let fit = self.line.rule.fit;
        let (verdict, amount) = if let Some(verdict) = self.out_of_the_running(project) {
            (verdict, Money::ZERO)
        } else if self.stopped {
            (Verdict::AfterStop, Money::ZERO)
        } else if candidate.cost <= left {
            (Verdict::Funded, candidate.cost)
        } else if pays_in_part(candidate, left) {
            (Verdict::FundedInPart { amount: left, short_by }, left)
        } else {
            self.stopped = fit != Fit::Skip;
            match fit == Fit::Stop80 && covers_80_percent(left, candidate.cost) {
                true => (Verdict::Reserve { short_by }, Money::ZERO),
                false => (Verdict::DoesNotFit { short_by }, Money::ZERO),
            }
        };
        self.decide(phase, project, verdict, amount, watch);
    }

    fn decide(
        &mut self,
        phase: usize,
        project: u32,
        verdict: Verdict,
        amount: Money,
        watch: &mut impl Watch,
    ) {
        let (index, left_before) = (project as usize, self.left);
        self.left = left_before.saturating_sub(amount);
        self.done[index] = Some(amount);
        if verdict.wins() {
            if let Some(taken) = self.line.groups[index].and_then(|group| self.taken.get_mut(group))
            {
                *taken = Some(Some(project));
            }
            if let Some(free) = self.band(project).and_then(|band| self.free.get_mut(band)) {
                *free = free.saturating_sub(1);
            }
        }
        let score = self.line.support[index].score;
        let left_after = self.left;
        watch
            .decided(phase, Step { project, score, verdict, left_before, left_after, share: None });
    }

    fn band(&self, project: u32) -> Option<usize> {
        let cost = self.line.projects[project as usize].cost;
        self.bands.iter().position(|band| band.takes(cost))
    }

    fn out_of_the_running(&self, project: u32) -> Option<Verdict> {
        let index = project as usize;
        if let Some(verdict) = self.line.out[index] {
            return Some(verdict);
        }
        let taken = self.line.groups[index].and_then(|group| self.taken[group]);
        let excluded = taken.zip(self.line.projects[index].group).map(|(winner, group)| {
            winner.map_or(Verdict::ExcludedEarlier { group }, |project| Verdict::ExcludedBy {
                project,
            })
        });
        if excluded.is_some() || self.bands.is_empty() {
            return excluded;
        }
        match self.band(project) {
            None => Some(Verdict::NoBand),
            Some(band) if self.free[band] == 0 => Some(Verdict::BandFull { band: band as u32 }),
            Some(_) => None,
        }
    }

    /// Whether some order of the tied projects funds others of them than another order, or by other amounts. Each
    /// project that fits when it goes first wins in some order, with as much as is left for it; so the order decides
    /// unless all of these win in every order.
    fn is_decisive(&self, tied: &[u32]) -> bool {
        if self.stopped {
            return false;
        }
        let candidate = |project: &u32| &self.line.projects[*project as usize];
        let fits = |candidate: &Candidate| {
            candidate.cost <= self.left || pays_in_part(candidate, self.left)
        };
        let fitting: Vec<u32> =
            tied.iter().copied().filter(|project| fits(candidate(project))).collect();
        let others = tied.len() - fitting.len();
        let mut groups: Vec<u32> =
            fitting.iter().filter_map(|project| candidate(project).group).collect();
        groups.sort_unstable();
        let exclusive = groups.windows(2).any(|pair| pair[0] == pair[1]);
        let crowded = |(band, &free): (usize, &u32)| {
            fitting.iter().filter(|project| self.band(**project) == Some(band)).count()
                > free as usize
        };
        let crowded = self.free.iter().enumerate().any(crowded);
        let total: Money =
            fitting.iter().map(|project| candidate(project).cost.min(self.left)).sum();
        let scarce = exclusive || crowded || total > self.left;
        match self.line.rule.fit {
            Fit::Skip => scarce,
            Fit::Stop => !fitting.is_empty() && (scarce || others > 0),
            // Without a project that fits, the first may still be the one the reserve completes.
            Fit::Stop80 if fitting.is_empty() => {
                tied.iter().any(|project| covers_80_percent(self.left, candidate(project).cost))
            }
            Fit::Stop80 => scarce || others > 0,
        }
    }
}

/// Whether money that does not cover the cost is still worth paying.
fn pays_in_part(candidate: &Candidate, left: Money) -> bool {
    left > Money::ZERO && candidate.least.is_some_and(|least| least <= left)
}

fn covers_80_percent(left: Money, cost: Money) -> bool {
    i128::from(left.minor()) * 10 >= i128::from(cost.minor()) * 8
}
