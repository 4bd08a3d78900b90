//! A count as JSON. Amounts are decimals as the `.pb` format writes them, in strings; shares and averages are decimals
//! rounded down, beside the whole numbers they are made of; projects are ids.

use game_rules::count::{
    Completion, Difference, Greedy, Measures, Missing, Portion, Preference, Ratio, Round, Rule,
    Share, Step, Tie, Verdict, spread,
};
use game_rules::money::Money;
use serde::Serialize;

use super::args::{COMPARISONS, COMPLETIONS, FITS, MEASURES, Plan, STARTS, Wanted, name_of};
use super::counted::{Counted, Official, decided_by};
use super::input::{Heading, Input};
use crate::terminal::decimal;

/// The counts of one file. Those after the first are compared with it.
pub(super) fn reports(input: &Input, counts: &[Counted], plan: &Plan) -> Vec<Report> {
    let first = counts.first();
    let rest = |place: usize| first.filter(|_| place > 0);
    let counts = counts.iter().enumerate();
    counts.map(|(place, counted)| Report::of(input, counted, rest(place), plan)).collect()
}

#[derive(Serialize)]
pub(super) struct Report {
    file: String,
    input_sha256: String,
    rule: &'static str,
    /// What the file calls its rule, if this is it.
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<&'static str>,
    parameters: Parameters,
    selected: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reserve: Option<String>,
    cost: String,
    budget: String,
    ties: Vec<Tied>,
    #[serde(skip_serializing_if = "Option::is_none")]
    endowment: Option<Endowment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Comparison>,
    measures: Figures,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against>,
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<Agreement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Turn>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rounds: Option<Vec<Sale>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    losers: Option<Vec<Loser>>,
}

impl Report {
    fn of(input: &Input, counted: &Counted, first: Option<&Counted>, plan: &Plan) -> Self {
        let outcome = &counted.outcome;
        let steps = outcome.steps.iter();
        Self {
            file: input.path.clone(),
            input_sha256: input.sha256.clone(),
            rule: counted.rule(),
            declared: counted.declared.clone(),
            left_out: counted.left_out.clone(),
            parameters: Parameters::of(input, counted, plan),
            selected: input.ids(&outcome.selected),
            reserve: outcome.reserve.map(|project| input.id(project).to_owned()),
            cost: outcome.cost.to_decimal(),
            budget: outcome.budget.to_decimal(),
            ties: outcome.ties.iter().map(|tie| Tied::of(input, tie)).collect(),
            endowment: outcome.endowment.map(|endowment| Endowment {
                total: whole(endowment.numerator.unsigned_abs()),
                ballots: endowment.ballots,
                each: endowment.each().to_decimal(),
                raises: endowment.raises,
            }),
            comparison: outcome.comparison.map(|comparison| Comparison {
                prefer_equal_shares: comparison.prefer_equal_shares,
                prefer_greedy: comparison.prefer_greedy,
                chosen: if comparison.greedy_wins() { "greedy" } else { "equal-shares" },
            }),
            measures: Figures::of(input, counted),
            against: first.map(|first| Against::of(input, counted, first)),
            official: counted.official.as_ref().map(|official| Agreement::of(input, official)),
            steps: plan.explain.then(|| steps.map(|step| Turn::of(input, counted, step)).collect()),
            rounds: counted
                .rounds
                .as_ref()
                .map(|rounds| rounds.iter().map(|round| Sale::of(input, round)).collect()),
            losers: counted
                .losers
                .as_ref()
                .map(|losers| losers.iter().map(|missing| Loser::of(input, missing)).collect()),
        }
    }
}

/// All that it takes to count the same file in the same way.
#[derive(Serialize)]
struct Parameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    fit: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    measure: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completion: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exhaustive: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    raise: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<&'static str>,
    threshold: Option<i64>,
    tie: String,
    /// The recorded draw.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    draw: Vec<String>,
}

impl Parameters {
    fn of(input: &Input, counted: &Counted, plan: &Plan) -> Self {
        let shares = counted.shares();
        let raised = shares
            .filter(|shares| matches!(shares.completion, Completion::Add1 | Completion::Add1u));
        let measure = match counted.wanted {
            Wanted::MaxWelfare(measure) => Some(measure),
            _ => shares.map(|shares| shares.measure),
        };
        Self {
            fit: match counted.wanted {
                Wanted::Rule(Rule::Greedy(Greedy { fit, .. })) => Some(name_of(&FITS, fit)),
                _ => None,
            },
            measure: measure.map(|measure| name_of(&MEASURES, measure)),
            completion: shares.map(|shares| name_of(&COMPLETIONS, shares.completion)),
            start: shares.map(|shares| name_of(&STARTS, shares.start)),
            exhaustive: raised.map(|shares| shares.exhaustive),
            raise: raised.map(|shares| shares.raise.to_decimal()),
            compare: shares.map(|shares| name_of(&COMPARISONS, shares.compare)),
            threshold: counted.threshold,
            tie: plan.tie.name().to_owned(),
            draw: input.ids(counted.drawn()),
        }
    }
}

#[derive(Serialize)]
struct Tied {
    projects: Vec<String>,
    score: i64,
    decided_by: &'static str,
    decisive: bool,
}

impl Tied {
    fn of(input: &Input, tie: &Tie) -> Self {
        Self {
            projects: input.ids(&tie.projects),
            score: tie.score,
            decided_by: decided_by(tie.decided_by),
            decisive: tie.decisive,
        }
    }
}

#[derive(Serialize)]
struct Endowment {
    /// Of all ballots together.
    total: String,
    ballots: u64,
    /// Rounded down.
    each: String,
    raises: u64,
}

#[derive(Serialize)]
struct Comparison {
    prefer_equal_shares: u64,
    prefer_greedy: u64,
    chosen: &'static str,
}

#[derive(Serialize)]
struct Figures {
    ballots: u64,
    ballots_with_a_winner: u64,
    exclusion_ratio: String,
    winners: u64,
    winners_named: u64,
    average_winners: String,
    median_winners: String,
    money_named: String,
    average_money_named: String,
    money_per_voter: String,
    budget_used: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_category: Option<Vec<Part>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_district: Option<Vec<Part>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by_neighborhood: Option<Vec<Part>>,
}

impl Figures {
    fn of(input: &Input, counted: &Counted) -> Self {
        let measures: &Measures = &counted.measures;
        let parts = |heading| {
            let labels = input.labels(heading)?;
            let portions = spread(&input.projects, &input.profile, &counted.outcome, &labels);
            Some(portions.into_iter().map(Part::from).collect())
        };
        Self {
            ballots: measures.ballots,
            ballots_with_a_winner: measures.with_winner,
            exclusion_ratio: decimal(measures.exclusion(), 4),
            winners: measures.winners,
            winners_named: measures.winners_named,
            average_winners: decimal(measures.average_winners(), 4),
            median_winners: decimal(measures.median_winners(), 1),
            money_named: amount(Ratio { numerator: measures.money_named, denominator: 1 }),
            average_money_named: amount(measures.average_money_named()),
            money_per_voter: amount(measures.money_per_voter()),
            budget_used: decimal(measures.budget_used(), 4),
            by_category: parts(Heading::Category),
            by_district: parts(Heading::District),
            by_neighborhood: parts(Heading::Neighborhood),
        }
    }
}

/// A fraction of minor units, rounded down to whole ones.
fn amount(minor: Ratio) -> String {
    whole(minor.floor(1))
}

fn whole(minor: u128) -> String {
    Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX)).to_decimal()
}

#[derive(Serialize)]
struct Part {
    /// `null` for the projects without one.
    label: Option<String>,
    projects: u64,
    winners: u64,
    spent: String,
    votes: u64,
}

impl From<Portion> for Part {
    fn from(portion: Portion) -> Self {
        let Portion { label, projects, winners, spent, votes } = portion;
        Self { label, projects, winners, spent: spent.to_decimal(), votes }
    }
}

/// The comparison with the first count of the same file.
#[derive(Serialize)]
struct Against {
    rule: &'static str,
    only_this: Vec<String>,
    only_that: Vec<String>,
    both: Vec<String>,
    prefer_by_number: Prefer,
    prefer_by_money: Prefer,
    prefer_by_any: Prefer,
}

#[derive(Serialize)]
struct Prefer {
    this: u64,
    that: u64,
    neither: u64,
}

impl From<Preference> for Prefer {
    fn from(Preference { first, second, neither }: Preference) -> Self {
        Self { this: first, that: second, neither }
    }
}

impl Against {
    fn of(input: &Input, counted: &Counted, other: &Counted) -> Self {
        let difference =
            Difference::of(&input.projects, &input.profile, &counted.outcome, &other.outcome);
        Self {
            rule: other.rule(),
            only_this: input.ids(&difference.only_first),
            only_that: input.ids(&difference.only_second),
            both: input.ids(&difference.both),
            prefer_by_number: difference.by_number.into(),
            prefer_by_money: difference.by_money.into(),
            prefer_by_any: difference.by_any.into(),
        }
    }
}

#[derive(Serialize)]
struct Agreement {
    agrees: bool,
    only_ours: Vec<String>,
    only_official: Vec<String>,
}

impl Agreement {
    fn of(input: &Input, official: &Official) -> Self {
        Self {
            agrees: official.agrees(),
            only_ours: input.ids(&official.only_ours),
            only_official: input.ids(&official.only_official),
        }
    }
}

/// One project's turn.
#[derive(Serialize)]
struct Turn {
    project: String,
    verdict: &'static str,
    #[serde(flatten)]
    why: Why,
    score: i64,
    left_before: String,
    left_after: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    paid: Option<Paid>,
}

/// The figures of a verdict.
#[derive(Default, Serialize)]
struct Why {
    /// Money.
    #[serde(skip_serializing_if = "Option::is_none")]
    short_by: Option<String>,
    /// Votes or points.
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<u32>,
}

impl Why {
    fn of(input: &Input, verdict: Verdict) -> Self {
        let none = Self::default();
        match verdict {
            Verdict::DoesNotFit { short_by }
            | Verdict::FundedInPart { short_by, .. }
            | Verdict::Reserve { short_by }
            | Verdict::SupportersShort { short_by } => {
                Self { short_by: Some(short_by.to_decimal()), ..none }
            }
            Verdict::BelowThreshold { need, .. } => Self { need: Some(need), ..none },
            Verdict::ExcludedBy { project } => {
                Self { excluded_by: Some(input.id(project).to_owned()), ..none }
            }
            Verdict::ExcludedEarlier { group } => Self { group: Some(group), ..none },
            Verdict::Funded
            | Verdict::FundedByMinimum { .. }
            | Verdict::FundedEarlier
            | Verdict::Withdrawn
            | Verdict::AfterStop
            | Verdict::NoSupport
            | Verdict::BandFull { .. }
            | Verdict::NoBand
            | Verdict::LessWelfare => none,
        }
    }
}

/// How supporters pay for one project. Amounts and votes are rounded down.
#[derive(Default, Serialize)]
struct Paid {
    /// Cost by the full price of one vote.
    #[serde(skip_serializing_if = "Option::is_none")]
    effective_votes: Option<String>,
    /// What a voter pays at most for each vote or point.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<String>,
    /// What each supporter has paid by then, under Phragmén's rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    load: Option<String>,
    payers: u64,
    /// Payers that give all they have left.
    #[serde(skip_serializing_if = "Option::is_none")]
    exhausted: Option<u64>,
}

impl Paid {
    fn of(counted: &Counted, share: Share) -> Self {
        let Share { effective_milli, price, payers, exhausted } = share;
        let price = Some(price.to_decimal());
        if counted.is_phragmen() {
            return Self { load: price, payers, ..Self::default() };
        }
        let (effective_votes, exhausted) = (Some(votes(effective_milli)), Some(exhausted));
        Self { effective_votes, price, load: None, payers, exhausted }
    }
}

impl Turn {
    fn of(input: &Input, counted: &Counted, step: &Step) -> Self {
        Self {
            project: input.id(step.project).to_owned(),
            verdict: step.verdict.code(),
            why: Why::of(input, step.verdict),
            score: step.score,
            left_before: step.left_before.to_decimal(),
            left_after: step.left_after.to_decimal(),
            paid: step.share.map(|share| Paid::of(counted, share)),
        }
    }
}

/// A round of Equal Shares.
#[derive(Serialize)]
struct Sale {
    bought: String,
    /// Of every project that its supporters could still pay, the most first.
    on_sale: Vec<Offer>,
}

#[derive(Serialize)]
struct Offer {
    project: String,
    effective_votes: String,
}

impl Sale {
    fn of(input: &Input, round: &Round) -> Self {
        let offer = |&(project, milli): &(u32, i64)| Offer {
            project: input.id(project).to_owned(),
            effective_votes: votes(milli),
        };
        Self {
            bought: input.id(round.bought).to_owned(),
            on_sale: round.effective_milli.iter().map(offer).collect(),
        }
    }
}

/// Thousandths of a vote as votes.
fn votes(milli: i64) -> String {
    let numerator = u128::from(milli.max(0).unsigned_abs());
    decimal(Ratio { numerator, denominator: 1000 }, 3)
}

/// What a project that lost was short of; the command's help says what the figures mean.
#[derive(Serialize)]
struct Loser {
    project: String,
    /// `null` where no number would do.
    extra_votes: Option<i64>,
    /// `null` where it would not have won for nothing.
    largest_cost: Option<String>,
    rivals: Vec<String>,
    excluded_by: Option<String>,
}

impl Loser {
    fn of(input: &Input, missing: &Missing) -> Self {
        Self {
            project: input.id(missing.project).to_owned(),
            extra_votes: missing.extra,
            largest_cost: missing.cost.map(Money::to_decimal),
            rivals: input.ids(&missing.rivals),
            excluded_by: missing.excluded_by.map(|project| input.id(project).to_owned()),
        }
    }
}
