//! One count of one file by one rule.

use game_rules::count::{
    Again, Completion, DecidedBy, Declared, EqualShares, Fit, Greedy, Measure, Measures, Missing,
    Order, Outcome, Round, Rule, Terms, Threshold, TieOrder, count, effective_votes, max_welfare,
    what_would_have_won, what_would_have_won_again,
};

use super::Trouble;
use super::args::{COMPLETIONS, MEASURES, Plan, Wanted, name_of};
use super::input::Input;

/// A count that was done.
pub(super) struct Counted {
    pub wanted: Wanted,
    /// What the file calls its rule, if this is it.
    pub declared: Option<String>,
    /// What the file says of its count that these parameters leave out.
    pub left_out: Vec<&'static str>,
    /// The score a winner needs.
    pub threshold: Option<i64>,
    terms: Terms,
    pub outcome: Outcome,
    pub measures: Measures,
    /// Where the file states them.
    pub official: Option<Official>,
    /// What each loser was short of, once it was asked for and where it can be told.
    pub losers: Option<Vec<Missing>>,
    /// The rounds of Equal Shares, once they were asked for.
    pub rounds: Option<Vec<Round>>,
}

impl Counted {
    pub fn new(
        input: &Input,
        wanted: Wanted,
        plan: &Plan,
        ties: &TieOrder,
    ) -> Result<Self, Trouble> {
        let stated = Declared::from_meta(&input.election.meta);
        let (rule, left_out) = match (wanted, &stated) {
            (Wanted::Declared, None) => return Err(unknown_rule(input)),
            (Wanted::Declared, Some(stated)) => {
                (Wanted::Rule(stated.rule), stated.left_out.clone())
            }
            (other, _) => (other, Vec::new()),
        };
        let terms = terms(input, stated, plan, ties);
        let outcome = outcome(input, rule, &terms)?;
        Ok(Self {
            wanted: rule,
            declared: declared_name(input, wanted),
            left_out,
            threshold: terms.threshold.and_then(|threshold| match threshold {
                Threshold::Absolute(score) => Some(score),
                // No file states a share.
                Threshold::ShareOfBallots { .. } | Threshold::CostShare { .. } => None,
            }),
            terms,
            measures: Measures::of(&input.projects, &input.profile, &outcome),
            official: Official::of(input, &outcome),
            losers: None,
            rounds: None,
            outcome,
        })
    }

    /// Whether another count is the same under another name.
    pub fn same_rule(&self, other: &Self) -> bool {
        self.wanted == other.wanted
    }

    /// As the option `--rule` calls it.
    pub fn rule(&self) -> &'static str {
        match self.wanted {
            Wanted::Rule(Rule::Greedy(Greedy { order: Order::Score, .. })) => "greedy",
            Wanted::Rule(Rule::Greedy(_)) => "greedy-per-cost",
            Wanted::Rule(Rule::EqualShares(_)) => "equal-shares",
            Wanted::Rule(Rule::Phragmen) => "phragmen",
            Wanted::MaxWelfare(_) => "max-welfare",
            Wanted::Declared => "declared",
        }
    }

    /// Finds out what each loser was short of, and how near it was in each round.
    pub fn explain(&mut self, input: &Input) {
        let Input { projects, profile, election, .. } = input;
        let (terms, outcome) = (&self.terms, &self.outcome);
        let ballots = &election.rules;
        self.rounds =
            self.shares().map(|rule| effective_votes(projects, profile, rule, terms, outcome));
        self.losers = match self.wanted {
            Wanted::Rule(Rule::Greedy(rule)) => {
                Some(what_would_have_won(projects, profile.tally(), rule, terms, outcome))
            }
            Wanted::Rule(rule) => Some(what_would_have_won_again(
                projects,
                profile,
                ballots,
                rule,
                terms,
                outcome,
                Again::SameBudget,
            )),
            Wanted::MaxWelfare(_) | Wanted::Declared => None,
        };
    }

    /// How many counts [`Counted::explain`] makes, roughly.
    pub fn counts_to_explain(&self) -> u32 {
        /// Two figures a loser, each found by halving from a guess.
        const TRIES: usize = 16;
        let losers = self.outcome.steps.iter().filter(|step| !step.verdict.wins()).count();
        match self.wanted {
            Wanted::Rule(Rule::EqualShares(_) | Rule::Phragmen) => {
                u32::try_from(losers * TRIES).unwrap_or(u32::MAX)
            }
            _ => 0,
        }
    }

    /// Whether losers are explained by ballots added, not by votes that existing ballots add.
    pub fn adds_ballots(&self) -> bool {
        matches!(self.wanted, Wanted::Rule(Rule::EqualShares(_) | Rule::Phragmen))
    }

    /// The projects of a recorded draw in its order; empty where ties are not decided by one.
    pub fn drawn(&self) -> &[u32] {
        match &self.terms.ties {
            TieOrder::Drawn { order } => order,
            _ => &[],
        }
    }

    /// The variant of Equal Shares, if it is that rule.
    pub fn shares(&self) -> Option<EqualShares> {
        match self.wanted {
            Wanted::Rule(Rule::EqualShares(shares)) => Some(shares),
            _ => None,
        }
    }

    pub fn is_phragmen(&self) -> bool {
        self.wanted == Wanted::Rule(Rule::Phragmen)
    }

    /// A few words for a table.
    pub fn label(&self, input: &Input) -> String {
        let scores = if input.in_points() { "points" } else { "votes" };
        match self.wanted {
            Wanted::Rule(Rule::Greedy(Greedy { order, fit })) => {
                let order = match order {
                    Order::Score => format!("greedy by {scores}"),
                    Order::ScorePerCost => format!("greedy by {scores} per cost"),
                };
                let fit = match fit {
                    Fit::Skip => "",
                    Fit::Stop => ", stops",
                    Fit::Stop80 => ", stops at 80 %",
                };
                order + fit
            }
            Wanted::Rule(Rule::EqualShares(shares)) => {
                let measure = match shares.measure {
                    Measure::Cost => "",
                    Measure::Cardinality => " by number",
                    Measure::Points => " by points",
                };
                let completion = match shares.completion {
                    Completion::None => "",
                    Completion::Utilitarian => ", then greedy",
                    Completion::Add1 => ", add1",
                    Completion::Add1u => ", add1, then greedy",
                };
                format!("equal shares{measure}{completion}")
            }
            Wanted::Rule(Rule::Phragmen) => "Phragmén".to_owned(),
            Wanted::MaxWelfare(_) => "maximum welfare".to_owned(),
            Wanted::Declared => String::new(),
        }
    }

    /// What the rule does, in a sentence.
    pub fn description(&self, input: &Input) -> String {
        let scores = if input.in_points() { "points" } else { "votes" };
        match self.wanted {
            Wanted::Rule(Rule::Greedy(Greedy { order, fit })) => {
                let per_cost = if order == Order::Score { "" } else { " for each unit of cost" };
                let fit = match fit {
                    Fit::Skip => "what does not fit is skipped",
                    Fit::Stop => "the first that does not fit ends the count",
                    Fit::Stop80 => {
                        "the first that does not fit ends the count, funded if 80 % is there"
                    }
                };
                format!("greedy: the most {scores}{per_cost} first; {fit}")
            }
            Wanted::Rule(Rule::EqualShares(shares)) => {
                let measure = name_of(&MEASURES, shares.measure);
                let then = match shares.completion {
                    Completion::None => String::new(),
                    by => format!(", completed by {}", name_of(&COMPLETIONS, by)),
                };
                format!("equal shares, satisfaction by {measure}{then}")
            }
            Wanted::Rule(Rule::Phragmen) => "Phragmén's sequential rule".to_owned(),
            Wanted::MaxWelfare(measure) => {
                format!("maximum welfare, satisfaction by {}", name_of(&MEASURES, measure))
            }
            Wanted::Declared => String::new(),
        }
    }
}

/// What the file says of its pool holds for every rule, but for what is given in its place.
fn terms(input: &Input, stated: Option<Declared>, plan: &Plan, ties: &TieOrder) -> Terms {
    let threshold = input.election.meta.threshold().map(Threshold::Absolute);
    let own = Terms { threshold, ..Terms::new(input.election.budget) };
    let mut terms = stated.map_or(own, |stated| stated.terms);
    terms.ties = ties.clone();
    terms.budget = plan.budget.unwrap_or(terms.budget);
    if let Some(given) = plan.threshold {
        terms.threshold = given.0.map(Threshold::Absolute);
    }
    terms
}

fn declared_name(input: &Input, wanted: Wanted) -> Option<String> {
    let name = (wanted == Wanted::Declared).then(|| input.election.meta.rule());
    name.flatten().map(str::to_owned)
}

fn unknown_rule(input: &Input) -> Trouble {
    let path = &input.path;
    let name = input.election.meta.rule().unwrap_or_default();
    let sentence = format!(
        "{path}: the file declares the rule \u{201c}{name}\u{201d}, which is not known; choose one with --rule"
    );
    Trouble::one(Trouble::UNKNOWN_RULE, sentence)
}

/// Every rule has its place here.
fn outcome(input: &Input, rule: Wanted, terms: &Terms) -> Result<Outcome, Trouble> {
    match rule {
        Wanted::Rule(rule) => Ok(count(&input.projects, &input.profile, rule, terms)),
        Wanted::MaxWelfare(measure) => {
            max_welfare(&input.projects, input.profile.tally(), measure, terms)
                .map_err(|error| Trouble::one(Trouble::REFUSED, format!("{}: {error}", input.path)))
        }
        Wanted::Declared => Err(unknown_rule(input)),
    }
}

/// What put a tie in order, by the name of the option.
pub(super) fn decided_by(by: DecidedBy) -> &'static str {
    match by {
        DecidedBy::Rows => "file",
        DecidedBy::Draw => "draw",
        DecidedBy::Id => "id",
        DecidedBy::Cost => "cost",
        DecidedBy::Votes => "votes",
    }
}

/// The same for a sentence.
pub(super) fn tie_breaker(by: DecidedBy) -> &'static str {
    match by {
        DecidedBy::Rows => "the order of the file",
        DecidedBy::Draw => "the draw",
        DecidedBy::Id => "the id",
        DecidedBy::Cost => "the cost",
        DecidedBy::Votes => "the number of votes",
    }
}

/// How a count compares with the winners that the file states.
pub(super) struct Official {
    /// Winners here, and not in the file.
    pub only_ours: Vec<u32>,
    /// Winners in the file, and not here.
    pub only_official: Vec<u32>,
}

impl Official {
    /// The file's column `selected`: 1 is a winner; 2 and 3 were funded with other money, which only the reserve of a
    /// count can be.
    fn of(input: &Input, outcome: &Outcome) -> Option<Self> {
        let stated = |project: u32| input.project(project).and_then(|project| project.selected);
        let all = || 0..input.election.projects.len() as u32;
        if !all().any(|project| stated(project).is_some()) {
            return None;
        }
        let mut only_ours = outcome.selected.clone();
        only_ours.retain(|&project| stated(project) != Some(1));
        only_ours
            .extend(outcome.reserve.filter(|&project| matches!(stated(project), None | Some(0))));
        let ours =
            |project| outcome.selected.contains(&project) || outcome.reserve == Some(project);
        let only_official =
            all().filter(|&project| stated(project) == Some(1) && !ours(project)).collect();
        Some(Self { only_ours, only_official })
    }

    pub fn agrees(&self) -> bool {
        self.only_ours.is_empty() && self.only_official.is_empty()
    }

    pub fn sentence(&self, input: &Input) -> String {
        let mut parts = Vec::new();
        for (whose, projects) in
            [("only here", &self.only_ours), ("only officially", &self.only_official)]
        {
            if !projects.is_empty() {
                parts.push(format!("{whose} {}", input.ids(projects).join(", ")));
            }
        }
        parts.join("; ")
    }
}
