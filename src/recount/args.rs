//! What the command may be told, and what it makes of it: the rules to count, each with its variant.

use std::convert::Infallible;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use game_rules::count::{
    Compare, Completion, EqualShares, Fit, Greedy, Measure, Order, Rule, Start, TieKey, TieKeys,
};
use game_rules::money::Money;

const EXIT_CODES: &str = "\
A threshold or budget given here takes the place of the file's own, whatever the rule. A rule that is
not counted beside the declared one has no threshold of its own.
With --json, one count is an object, several are an array. Messages go to standard error.

What a loser was short of (--explain), everything else as it was:
  greedy rules: the fewest more votes or points with which it would have won, the number of
    ballots staying the same; the largest lower cost, to the grosz; winners without any one of
    which it would have won.
  equal-shares, phragmen: a number of more ballots that name it alone, with which it would have
    won and with one fewer would not, the budget staying the same, so that each voter's share
    shrinks; a lower cost in whole units of currency, likewise; the winners that most of its
    ballots name as well. Each is tried by counting again. As these rules can turn a winner into
    a loser by more votes, it is not proved that no smaller number would do.
  max-welfare: not told.

Exit codes:
  0  counted
  1  a file cannot be read
  2  the options or a recorded draw do not make sense
  3  not a valid .pb file; every mistake is printed as FILE:line:column: message
  4  the rule that a file declares is not known
  5  with --check: not the official winners, or the file states none
  6  a rule is refused for this pool
With several files, the others are still counted, and the first trouble gives the code.";

/// The options of `sakwa count`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub struct Args {
    /// Elections in the .pb format
    #[arg(required = true, value_name = "FILE.pb")]
    pub(super) files: Vec<PathBuf>,
    /// By the rule the file declares, which is also done when no rule is named
    #[arg(long)]
    as_declared: bool,
    /// One rule or several (comma-separated or repeated), side by side in one table
    #[arg(long = "rule", value_enum, value_delimiter = ',', value_name = "RULE")]
    rules: Vec<RuleName>,
    /// The declared rule and all others, as far as they can be counted, side by side
    #[arg(long, conflicts_with = "rules")]
    all: bool,
    /// greedy rules: what happens at a project that does not fit [default: skip]
    #[arg(long, value_parser = one_of(&FITS))]
    fit: Option<Fit>,
    /// The score that a winner needs, or none [default: what the file says if the declared rule is counted, else none]
    #[arg(long, value_name = "N", value_parser = threshold, allow_negative_numbers = true)]
    threshold: Option<GivenThreshold>,
    /// equal-shares, max-welfare: what a voter gets out of a project [default: cost]
    #[arg(long, value_parser = one_of(&MEASURES))]
    measure: Option<Measure>,
    /// equal-shares: how the rest of the budget is spent [default: none; with --all: none and add1u]
    #[arg(long, value_parser = one_of(&COMPLETIONS))]
    completion: Option<Completion>,
    /// equal-shares: first share as a fraction, or whole units of currency [default: exact]
    #[arg(long, value_parser = one_of(&STARTS))]
    start: Option<Start>,
    /// equal-shares with add1 or add1u: end raising when nothing more fits [default: true]
    #[arg(long, value_name = "true|false")]
    exhaustive: Option<bool>,
    /// equal-shares: let the ballots choose between it and the greedy rule [default: none]
    #[arg(long, value_parser = one_of(&COMPARISONS))]
    compare: Option<Compare>,
    /// What decides ties: file (order of rows); keys of id, cost (lower first), dearer, votes, such as cost-votes-id; or a
    /// FILE with project ids as they were drawn, one a line, # for comments, or a draw with its seed as JSON, which is
    /// repeated. What they leave open is decided by the order of the file
    #[arg(long, default_value = "file", value_name = "KEYS|FILE", value_parser = tie)]
    tie: Tie,
    /// The money of the pool in units of currency, such as 995079 or 100.50 [default: what the file says]
    #[arg(long, value_name = "AMOUNT", value_parser = budget, allow_negative_numbers = true)]
    budget: Option<Money>,
    /// Compare the declared rule's winners with the official ones; exit code 5 if they differ
    #[arg(long)]
    check: bool,
    /// Add every step of the count, and what each loser was short of (see below)
    #[arg(long)]
    explain: bool,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RuleName {
    Greedy,
    GreedyPerCost,
    EqualShares,
    Phragmen,
    MaxWelfare,
}

/// A table of names and what they stand for.
type Names<T, const N: usize> = [(&'static str, T); N];

pub(super) const FITS: Names<Fit, 3> =
    [("skip", Fit::Skip), ("stop", Fit::Stop), ("stop80", Fit::Stop80)];

pub(super) const MEASURES: Names<Measure, 3> =
    [("cost", Measure::Cost), ("cardinality", Measure::Cardinality), ("points", Measure::Points)];

pub(super) const COMPLETIONS: Names<Completion, 4> = [
    ("none", Completion::None),
    ("utilitarian", Completion::Utilitarian),
    ("add1", Completion::Add1),
    ("add1u", Completion::Add1u),
];

pub(super) const STARTS: Names<Start, 2> = [("exact", Start::Exact), ("integral", Start::Integral)];

pub(super) const COMPARISONS: Names<Compare, 3> = [
    ("none", Compare::None),
    ("satisfaction", Compare::Satisfaction),
    ("exclusion", Compare::Exclusion),
];

/// The name of a value in its table.
pub(super) fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|(_, known)| *known == value).map_or("", |(name, _)| name)
}

fn one_of<T: Copy + Send + Sync + 'static>(
    names: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(names.iter().map(|(name, _)| *name)).try_map(move |given| {
        let found = names.iter().find(|(name, _)| *name == given);
        found.map(|(_, value)| *value).ok_or("no such value")
    })
}

/// A threshold as given: some score, or that there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct GivenThreshold(pub Option<i64>);

fn threshold(given: &str) -> Result<GivenThreshold, String> {
    match given {
        "none" => Ok(GivenThreshold(None)),
        _ => given
            .parse()
            .map(|score| GivenThreshold(Some(score)))
            .map_err(|_| "a threshold is a whole number of votes or points, or none".to_owned()),
    }
}

fn budget(given: &str) -> Result<Money, String> {
    match Money::parse_decimal(given) {
        Ok(budget) if budget.is_negative() => Err("a budget cannot be negative".to_owned()),
        parsed => parsed.map_err(|error| error.to_string()),
    }
}

/// What puts equally good projects in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    /// The order of rows.
    File,
    /// Keys, with the names by which they were given.
    Keys { names: String, keys: TieKeys },
    /// As recorded in this file.
    Drawn(PathBuf),
}

impl Tie {
    /// As the option has it; any recorded draw is a `draw`.
    pub fn name(&self) -> &str {
        match self {
            Self::File => "file",
            Self::Keys { names, .. } => names,
            Self::Drawn(_) => "draw",
        }
    }

    /// The end of a sentence that begins with `ties`.
    pub fn sentence(&self) -> String {
        let word = |key: &TieKey| match key {
            TieKey::Row => "row",
            TieKey::Id => "id",
            TieKey::Cheaper => "lower cost",
            TieKey::Dearer => "higher cost",
            TieKey::Votes => "more votes",
            TieKey::Drawn { .. } => "draw",
        };
        match self {
            Self::File => "in the order of the file".to_owned(),
            Self::Keys { keys, .. } => {
                format!("by {}", keys.0.iter().map(word).collect::<Vec<_>>().join(", "))
            }
            Self::Drawn(path) => format!("as drawn in {}", path.display()),
        }
    }
}

fn tie(given: &str) -> Result<Tie, Infallible> {
    Ok(match given {
        "file" => Tie::File,
        names => match names.parse() {
            Ok(keys) => Tie::Keys { names: names.to_owned(), keys },
            Err(_) => Tie::Drawn(names.into()),
        },
    })
}

/// A rule to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Declared,
    Rule(Rule),
    MaxWelfare(Measure),
}

/// What is to be done, once the options make sense together.
#[derive(Debug)]
pub(super) struct Plan {
    /// Without repetitions, the declared one first.
    pub wanted: Vec<Wanted>,
    /// All rules: one that a file does not know or that is refused is no reason to stop.
    pub all: bool,
    /// Given in place of the file's.
    pub threshold: Option<GivenThreshold>,
    pub budget: Option<Money>,
    pub tie: Tie,
    pub check: bool,
    pub explain: bool,
    pub json: bool,
}

impl Args {
    /// What the options ask for, or the sentence that says why they do not make sense together.
    pub(super) fn plan(&self) -> Result<Plan, String> {
        let wanted = self.wanted();
        self.every_option_has_its_rule(&wanted)?;
        if self.check && !wanted.contains(&Wanted::Declared) {
            return Err("--check is about the declared rule: add --as-declared".to_owned());
        }
        if self.check && (self.threshold.is_some() || self.budget.is_some()) {
            return Err(
                "--check is about what was declared: it cannot be with another threshold or budget"
                    .to_owned(),
            );
        }
        if matches!(self.tie, Tie::Drawn(_)) && self.files.len() > 1 {
            return Err("a recorded draw belongs to one file; count the others apart".to_owned());
        }
        // A rule counted alone is the rule of the books; beside the declared one it gets the same terms.
        let plain = (!wanted.contains(&Wanted::Declared)).then_some(GivenThreshold(None));
        Ok(Plan {
            wanted,
            all: self.all,
            threshold: self.threshold.or(plain),
            budget: self.budget,
            tie: self.tie.clone(),
            check: self.check,
            explain: self.explain,
            json: self.json,
        })
    }

    fn wanted(&self) -> Vec<Wanted> {
        let names = match self.all {
            true => RuleName::value_variants(),
            false => &self.rules[..],
        };
        let mut wanted = Vec::new();
        if self.as_declared || names.is_empty() || self.all {
            wanted.push(Wanted::Declared);
        }
        for &name in names {
            for rule in self.variants(name) {
                if !wanted.contains(&rule) {
                    wanted.push(rule);
                }
            }
        }
        wanted
    }

    /// One rule with the given options; of all rules, Equal Shares is counted with and without completion.
    fn variants(&self, name: RuleName) -> Vec<Wanted> {
        let greedy = |order| {
            vec![Wanted::Rule(Rule::Greedy(Greedy { order, fit: self.fit.unwrap_or_default() }))]
        };
        let measure = self.measure.unwrap_or_default();
        match name {
            RuleName::Greedy => greedy(Order::Score),
            RuleName::GreedyPerCost => greedy(Order::ScorePerCost),
            RuleName::EqualShares => {
                let completions = match self.completion {
                    Some(completion) => vec![completion],
                    None if self.all => vec![Completion::None, Completion::Add1u],
                    None => vec![Completion::None],
                };
                let plain = EqualShares::default();
                let shares = |completion| EqualShares {
                    measure,
                    completion,
                    start: self.start.unwrap_or(plain.start),
                    exhaustive: self.exhaustive.unwrap_or(plain.exhaustive),
                    compare: self.compare.unwrap_or(plain.compare),
                    ..plain
                };
                let rules = completions.into_iter().map(shares);
                rules.map(|rule| Wanted::Rule(Rule::EqualShares(rule))).collect()
            }
            RuleName::Phragmen => vec![Wanted::Rule(Rule::Phragmen)],
            RuleName::MaxWelfare => vec![Wanted::MaxWelfare(measure)],
        }
    }

    /// An option that changes nothing is a mistake of who gave it.
    fn every_option_has_its_rule(&self, wanted: &[Wanted]) -> Result<(), String> {
        let any = |fits: fn(&Wanted) -> bool| wanted.iter().any(fits);
        let greedy = any(|rule| matches!(rule, Wanted::Rule(Rule::Greedy(_))));
        let shares = any(|rule| matches!(rule, Wanted::Rule(Rule::EqualShares(_))));
        let welfare = any(|rule| matches!(rule, Wanted::MaxWelfare(_)));
        let raised = any(|rule| {
            matches!(rule, Wanted::Rule(Rule::EqualShares(shares))
                if matches!(shares.completion, Completion::Add1 | Completion::Add1u))
        });
        for (option, given, has_rule, rules) in [
            ("--fit", self.fit.is_some(), greedy, "greedy and greedy-per-cost"),
            (
                "--measure",
                self.measure.is_some(),
                shares || welfare,
                "equal-shares and max-welfare",
            ),
            ("--completion", self.completion.is_some(), shares, "equal-shares"),
            ("--start", self.start.is_some(), shares, "equal-shares"),
            ("--compare", self.compare.is_some(), shares, "equal-shares"),
            (
                "--exhaustive",
                self.exhaustive.is_some(),
                raised,
                "equal-shares with --completion add1 or add1u",
            ),
        ] {
            if given && !has_rule {
                return Err(format!("{option} is for {rules}; no such rule is counted here"));
            }
        }
        Ok(())
    }
}
