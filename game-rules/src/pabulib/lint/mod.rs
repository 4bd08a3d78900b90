//! What is odd about a readable file: what Pabulib's own checker would say of it, and what it overlooks.
//!
//! The library takes in files that its checker (`pabulib-checker` 1.0.8) accepts. Whatever that says is said here too,
//! under the same condition unless noted: as a [`Fault`] where the file cannot be read without guessing, else as a
//! [`Warning`]. Both of the checker's levels are warnings here, because published files have both.
//!
//! | the checker | here |
//! |---|---|
//! | *file structure error*: no rows before a section, sections missing, twice or misplaced, no header | `pb-not-pabulib`, `pb-section-missing`, `pb-section-misplaced`, `pb-header-missing`, `pb-column-missing` |
//! | — names of columns repeated | `pb-column-repeated`; differing in case only `pb-unknown-name` |
//! | — empty or repeated keys and ids | `pb-empty-id`, `pb-key-repeated`, `pb-project-repeated`, `pb-voter-repeated`; of a row of separators `pb-blank-lines` |
//! | — spaces around titles, names and cells | `pb-padded-cells` |
//! | — the first column is not the id | `pb-id-not-first` |
//! | — a byte-order mark, or a key or id that is a section's name (both are misread) | `pb-byte-order-mark`, `pb-title-as-data` |
//! | *file structure warning*: more cells than columns | `pb-extra-cells`; not empty ones `pb-row-width` |
//! | *empty lines removed* | `pb-blank-lines` |
//! | *comma in float!* | `pb-bad-money` |
//! | *processing error*: values it cannot read, winners without names or results | `pb-bad-money`, `pb-bad-number`, `pb-not-utf8`, `pb-bad-value`, `pb-empty-cells`, `pb-points-unmatched`, `pb-no-names`, `pb-no-results` |
//! | *selected sentinel-cost project* | `pb-withdrawn-selected` |
//! | *project with no cost* | `pb-no-cost` |
//! | *single project exceeded whole budget* | `pb-over-budget` |
//! | *budget exceeded* | `pb-budget-exceeded` |
//! | *wrong fully_funded flag* | `pb-not-fully-funded` |
//! | *fully_funded flag different than 1!* | `pb-bad-value` |
//! | *all projects funded* | `pb-all-affordable` |
//! | *unused budget* | `pb-money-unused` |
//! | *missing*, *invalid num_votes field* | `pb-key-missing`, `pb-bad-number` |
//! | *different number of votes*, *of projects* | `pb-votes-count`, `pb-projects-count` |
//! | *whitespace around vote separator*, *list separator* | `pb-padded-list` |
//! | *vote length exceeded*, *too short* | `pb-limit-broken` of `max_length`, `min_length` |
//! | *no_max_length_used* | `pb-limit-unused` |
//! | *average vote length equals one* | `pb-one-each` |
//! | *incompatible meta field for vote_type* | `pb-key-unfit` |
//! | *missing points for vote_type*, *vote/points length mismatch*, *invalid points value* | `pb-points-count`, `pb-bad-number`, `pb-empty-cells`; on ordinal ballots `pb-points-unmatched` |
//! | *unexpected points for vote_type* | `pb-points-unexpected` |
//! | *invalid choose-1 vote length* | `pb-limit-broken` of `choose-1` |
//! | *negative cumulative points*, *points below minimum* | `pb-limit-broken` of `min_points`, which is 0 for cumulative ballots unless given |
//! | *points above maximum* | `pb-limit-broken` of `max_points` |
//! | *points sum below minimum*, *above maximum* | `pb-limit-broken` of `min_sum_points`, `max_sum_points` |
//! | *vote order not sorted by points* | `pb-points-unsorted` |
//! | *approval vote cost below minimum*, *above maximum* | `pb-limit-broken` of `min_sum_cost`, `max_sum_cost`, for any `vote_type` |
//! | *vote for non-existent project* | `pb-unknown-project` |
//! | *No votes or score counted in PROJECTS section* | `pb-no-results` |
//! | *project with no votes* | `pb-no-votes` |
//! | *different values in votes*, *in scores* | `pb-votes-differ`, `pb-score-differs`, also where only the true count differs (below) |
//! | *missing selected field in projects* | `pb-no-selected` |
//! | *unknown rule value* | `pb-unknown-rule` |
//! | *equalshares… rule not followed* | `pb-rule-not-followed` |
//! | *rule validation skipped*, *equalshares unsupported vote_type* | `pb-winners-unchecked` |
//! | *incorrect rule with threshold*, *missing threshold field* | `pb-threshold-unfit` |
//! | *greedy…*, *poznan rule not followed*, *greedy-exclusive potential mismatch*, *greedy-custom cannot be verified* | `pb-rule-not-followed` |
//! | *threshold violation* | `pb-won-below-threshold` |
//! | *missing comment for greedy-custom* | `pb-no-comment` |
//! | *wrong … fields order* | `pb-order` |
//! | *not known … fields* | `pb-unknown-name`; `target` is `pb-old-name` |
//! | *missing … field value* | `pb-key-missing`, `pb-column-missing`, `pb-no-points-limit` |
//! | *invalid … field value* | empty `pb-empty-cells`; one of two coordinates `pb-half-coordinates`; a `max_length` above the projects `pb-length-over-projects`; else `pb-bad-value`, `pb-bad-number`, `pb-unknown-vote-type` |
//! | *incorrect … field datatype* | `pb-bad-value`, `pb-bad-number`, `pb-bad-money` |
//! | *date range missmatch* | `pb-dates-reversed` |
//! | *invalid choose-1 meta constraint* | `pb-choose-one-length` |
//! | *choose-1 vote_type suggested* | `pb-looks-like-choose-one` |
//! | *unused declared*, *undeclared metadata values* | `pb-unused-values`, `pb-undeclared-values` |
//! | *duplicate values inside list field* | `pb-repeated-in-list` |
//! | *inconsistent label normalization* | `pb-alike-labels` |
//! | *invalid comment numbering*, *non-sequential comment numbering* | `pb-bad-value`, `pb-comment-numbers` |
//! | *identical project coordinates* | `pb-same-coordinates` |
//!
//! Where the checker cuts money to whole units, amounts are exact here. It counts a project named twice on a ballot
//! twice; here that is `pb-repeated-projects`, and a file is asked for the true count as well as for the checker's.

mod ballots;
mod codes;
mod layout;
mod projects;
mod schema;
mod sheet;
mod values;
mod winners;

use super::rows::Places;
use super::{Fault, Section, read};
use crate::money::Money;
use sheet::Sheet;

/// Something to look at before trusting or publishing a file, and the line it is on, or the first of several. None of
/// it prevents counting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {kind}")]
pub struct Warning {
    pub line: usize,
    pub kind: WarningKind,
}

impl Warning {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }
}

/// The oddities a file can have. What many ballots or cells share is said once, with their number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WarningKind {
    #[error("the file begins with a byte-order mark")]
    ByteOrderMark,
    #[error("{lines} lines are blank")]
    BlankLines { lines: u64 },
    #[error("{rows} rows have more cells than columns")]
    ExtraCells { rows: u64 },
    #[error("{cells} cells have spaces at their ends")]
    PaddedCells { cells: u64 },
    #[error("{cells} lists in \u{201c}{name}\u{201d} have spaces around their commas")]
    PaddedList { name: String, cells: u64 },
    #[error("{rows} rows begin with the name of a section, which other readers take for its title")]
    TitleAsData { rows: u64 },
    #[error("the first column of {section} is not \u{201c}{name}\u{201d}")]
    IdNotFirst { section: Section, name: &'static str },
    #[error("the names in {section} are not in the usual order")]
    Order { section: Section },
    #[error("{section} does not know the name \u{201c}{name}\u{201d}")]
    UnknownName { section: Section, name: String },
    #[error("the column \u{201c}target\u{201d} is called \u{201c}beneficiaries\u{201d} now")]
    OldName,
    #[error("\u{201c}{name}\u{201d} is empty in {cells} places")]
    EmptyCells { name: String, cells: u64 },
    #[error(
        "{cells} values of \u{201c}{name}\u{201d} are not as they should be: \u{201c}{value}\u{201d}"
    )]
    BadValue { name: String, value: String, cells: u64 },
    #[error("the comments are not numbered #1:, #2:, …")]
    CommentNumbers,
    #[error("the vote ends before it begins")]
    DatesReversed,
    #[error("cumulative ballots, but no max_sum_points")]
    NoPointsLimit,
    #[error("\u{201c}{key}\u{201d} has no meaning for this vote_type")]
    KeyUnfit { key: String },
    #[error("\u{201c}{key}\u{201d} must be 1 where voters choose one project")]
    ChooseOneLength { key: &'static str },
    #[error("voters may name one project: the vote_type could be choose-1")]
    LooksLikeChooseOne,
    #[error("voters may name {max} projects, more than the {projects} there are")]
    LengthOverProjects { max: u64, projects: u64 },
    #[error("\u{201c}{key}\u{201d} lists values that no row has: {values}")]
    UnusedValues { key: &'static str, values: String },
    #[error("\u{201c}{key}\u{201d} does not list values that rows have: {values}")]
    UndeclaredValues { key: &'static str, values: String },
    #[error("{cells} lists in \u{201c}{name}\u{201d} have an item twice")]
    RepeatedInList { name: &'static str, cells: u64 },
    #[error(
        "\u{201c}{name}\u{201d} has values that differ only in case, spaces or accents: {values}"
    )]
    AlikeLabels { name: &'static str, values: String },
    #[error("the winners have no names")]
    NoNames,
    #[error("project {id} costs nothing")]
    NoCost { id: String },
    #[error("project {id} costs {cost}, more than the whole budget")]
    OverBudget { id: String, cost: Money },
    #[error("project {id} won although its cost says it was withdrawn")]
    WithdrawnSelected { id: String },
    #[error("project {id} has only one of latitude and longitude")]
    HalfCoordinates { id: String },
    #[error("all projects are in the same place")]
    SameCoordinates,
    #[error("the file states neither votes nor scores of its projects")]
    NoResults,
    #[error("project {id} has no votes: perhaps it was not admitted to the vote")]
    NoVotes { id: String },
    #[error("project {id}: the file states {stated} votes, its ballots give {counted}")]
    VotesDiffer { id: String, stated: u64, counted: u64 },
    #[error("project {id}: the file states a score of {stated}, its ballots give {counted}")]
    ScoreDiffers { id: String, stated: i64, counted: i64 },
    #[error("the file does not say which projects won")]
    NoSelected,
    #[error("the winners cost {cost}, more than the budget of {budget}")]
    BudgetExceeded { cost: Money, budget: Money },
    #[error(
        "fully_funded is set, but all projects together cost {cost}, more than the budget of {budget}"
    )]
    NotFullyFunded { cost: Money, budget: Money },
    #[error("the budget covers all projects, but fully_funded is not set")]
    AllAffordable,
    #[error("money is left for projects that did not win: {ids}")]
    MoneyUnused { ids: String },
    #[error("\u{201c}{rule}\u{201d} is not a known rule")]
    UnknownRule { rule: String },
    #[error("whether the winners follow the rule \u{201c}{rule}\u{201d} is not checked")]
    WinnersUnchecked { rule: String },
    #[error(
        "the rule \u{201c}greedy-threshold\u{201d} and min_project_score_threshold belong together"
    )]
    ThresholdUnfit,
    #[error(
        "by the rule \u{201c}{rule}\u{201d} others win. Missing: {missing}; without reason: {surplus}"
    )]
    RuleNotFollowed { rule: String, missing: String, surplus: String },
    #[error("project {id} won with a score below the threshold")]
    WonBelowThreshold { id: String },
    #[error("the rule is the city's own, but no comment explains it")]
    NoComment,
    #[error("{ballots} ballots name a project more than once")]
    RepeatedProjects { ballots: u64 },
    #[error("{ballots} ballots break the rule \u{201c}{limit}\u{201d}")]
    LimitBroken { limit: &'static str, ballots: u64 },
    #[error("no ballot names as many projects as it may, {max}")]
    LimitUnused { max: u64 },
    #[error("voters may name {max} projects, but name one each")]
    OneEach { max: u64 },
    #[error("{ballots} ballots have points, which this vote_type does not")]
    PointsUnexpected { ballots: u64 },
    #[error("{ballots} ballots have points that do not belong to their projects")]
    PointsUnmatched { ballots: u64 },
    #[error("{ballots} ballots do not name the projects with most points first")]
    PointsUnsorted { ballots: u64 },
}

impl WarningKind {
    /// A stable name for translating the sentence.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ByteOrderMark => "pb-byte-order-mark",
            Self::BlankLines { .. } => "pb-blank-lines",
            Self::ExtraCells { .. } => "pb-extra-cells",
            Self::PaddedCells { .. } => "pb-padded-cells",
            Self::PaddedList { .. } => "pb-padded-list",
            Self::TitleAsData { .. } => "pb-title-as-data",
            Self::IdNotFirst { .. } => "pb-id-not-first",
            Self::Order { .. } => "pb-order",
            Self::UnknownName { .. } => "pb-unknown-name",
            Self::OldName => "pb-old-name",
            Self::EmptyCells { .. } => "pb-empty-cells",
            Self::BadValue { .. } => "pb-bad-value",
            Self::CommentNumbers => "pb-comment-numbers",
            Self::DatesReversed => "pb-dates-reversed",
            Self::NoPointsLimit => "pb-no-points-limit",
            Self::KeyUnfit { .. } => "pb-key-unfit",
            Self::ChooseOneLength { .. } => "pb-choose-one-length",
            Self::LooksLikeChooseOne => "pb-looks-like-choose-one",
            Self::LengthOverProjects { .. } => "pb-length-over-projects",
            Self::UnusedValues { .. } => "pb-unused-values",
            Self::UndeclaredValues { .. } => "pb-undeclared-values",
            Self::RepeatedInList { .. } => "pb-repeated-in-list",
            Self::AlikeLabels { .. } => "pb-alike-labels",
            Self::NoNames => "pb-no-names",
            Self::NoCost { .. } => "pb-no-cost",
            Self::OverBudget { .. } => "pb-over-budget",
            Self::WithdrawnSelected { .. } => "pb-withdrawn-selected",
            Self::HalfCoordinates { .. } => "pb-half-coordinates",
            Self::SameCoordinates => "pb-same-coordinates",
            Self::NoResults => "pb-no-results",
            Self::NoVotes { .. } => "pb-no-votes",
            Self::VotesDiffer { .. } => "pb-votes-differ",
            Self::ScoreDiffers { .. } => "pb-score-differs",
            Self::NoSelected => "pb-no-selected",
            Self::BudgetExceeded { .. } => "pb-budget-exceeded",
            Self::NotFullyFunded { .. } => "pb-not-fully-funded",
            Self::AllAffordable => "pb-all-affordable",
            Self::MoneyUnused { .. } => "pb-money-unused",
            Self::UnknownRule { .. } => "pb-unknown-rule",
            Self::WinnersUnchecked { .. } => "pb-winners-unchecked",
            Self::ThresholdUnfit => "pb-threshold-unfit",
            Self::RuleNotFollowed { .. } => "pb-rule-not-followed",
            Self::WonBelowThreshold { .. } => "pb-won-below-threshold",
            Self::NoComment => "pb-no-comment",
            Self::RepeatedProjects { .. } => "pb-repeated-projects",
            Self::LimitBroken { .. } => "pb-limit-broken",
            Self::LimitUnused { .. } => "pb-limit-unused",
            Self::OneEach { .. } => "pb-one-each",
            Self::PointsUnexpected { .. } => "pb-points-unexpected",
            Self::PointsUnmatched { .. } => "pb-points-unmatched",
            Self::PointsUnsorted { .. } => "pb-points-unsorted",
        }
    }
}

/// Looks at a file and at what it says: at its form, its values, its results and its ballots.
///
/// # Errors
/// As [`read`]: the mistakes of a file that cannot be read.
pub fn lint(bytes: &[u8]) -> Result<Vec<Warning>, Vec<Fault>> {
    let election = read(bytes)?;
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // What could be read is text.
    let text = str::from_utf8(plain).unwrap_or_default();
    let sheet = Sheet::of(text);
    let mut warnings = Warnings::default();
    if plain.len() < bytes.len() {
        warnings.push(0, WarningKind::ByteOrderMark);
    }
    layout::lint(text, &sheet, &mut warnings);
    values::lint(&election, &sheet, &mut warnings);
    projects::lint(&election, &sheet, &mut warnings);
    winners::lint(&election, &sheet, &mut warnings);
    ballots::lint(&election, &sheet, &mut warnings);
    Ok(warnings.sorted(text))
}

/// The warnings so far, with the offsets they are about.
#[derive(Default)]
struct Warnings {
    found: Vec<(usize, WarningKind)>,
}

impl Warnings {
    fn push(&mut self, place: usize, kind: WarningKind) {
        self.found.push((place, kind));
    }

    /// In the order of the text.
    fn sorted(mut self, text: &str) -> Vec<Warning> {
        self.found.sort_by_key(|&(place, _)| place);
        let mut places = Places::new(text);
        let line = |(place, kind)| Warning { line: places.of(place).0, kind };
        self.found.into_iter().map(line).collect()
    }
}

/// How often something occurs, and where first.
#[derive(Clone, Copy, Default)]
struct Count {
    times: u64,
    first: usize,
}

impl Count {
    fn add(&mut self, place: usize) {
        if self.times == 0 {
            self.first = place;
        }
        self.times += 1;
    }

    /// Warns if it occurred at all.
    fn warn(self, warnings: &mut Warnings, kind: impl FnOnce(u64) -> WarningKind) {
        if self.times > 0 {
            warnings.push(self.first, kind(self.times));
        }
    }
}

/// Texts in one line, as warnings list them.
fn listed<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    texts.into_iter().collect::<Vec<_>>().join(", ")
}
