//! Small editions, made as an operator makes them: from `.pb` files, through the import.

use game_rules::pabulib;
use sakwa::desk::import::{self, Source, Target};
use sakwa::edition::{self, Edition, Phase};
use sakwa::vote::unusual::Cause;

use super::site::{DAY, NOW, Site};

/// An edition to make, with a calendar around [`NOW`]: its phase began yesterday and ends in a week.
pub struct EditionPlan {
    pub slug: &'static str,
    pub phase: Phase,
    pub files: Vec<String>,
    /// Whether everything was done and said that an opening of the voting waits for, but for who votes.
    ready: bool,
}

impl EditionPlan {
    pub fn new(slug: &'static str, phase: Phase, files: impl IntoIterator<Item = String>) -> Self {
        Self { slug, phase, files: files.into_iter().collect(), ready: true }
    }

    /// As it comes from the import: nothing was decided about paper and no reason was given.
    pub fn unready(mut self) -> Self {
        self.ready = false;
        self
    }

    pub async fn make(self, site: &Site) -> Edition {
        let now = Phase::ALL.iter().position(|phase| *phase == self.phase).unwrap();
        let calendar = Phase::ALL
            .into_iter()
            .zip(0_i64..)
            .map(|(phase, i)| {
                let weeks = i - i64::try_from(now).unwrap();
                let begin = NOW - DAY + weeks * 8 * DAY;
                (phase, begin, begin + 8 * DAY)
            })
            .collect();
        let target = Target {
            slug: self.slug.to_owned(),
            city: "Łódź".to_owned(),
            title: "Budżet obywatelski".to_owned(),
            language: "pl".to_owned(),
            phase: self.phase,
            source: String::new(),
            calendar,
        };
        let sources: Vec<Source> = self
            .files
            .iter()
            .map(|file| Source { election: pabulib::read(file.as_bytes()).unwrap(), name: None })
            .collect();
        import::import(&site.app, &target, &sources, |_, _| ()).await.unwrap();
        let edition = edition::find(site.app.store.read(), self.slug).await.unwrap();
        if self.ready && self.phase < Phase::Voting {
            make_ready(site, &edition).await;
        }
        edition
    }
}

/// A rule for paper, and a reason for whatever could be unusual about a small edition of a test.
async fn make_ready(site: &Site, edition: &Edition) {
    let id = edition.id;
    let paper = format!("INSERT INTO paper_policy (edition_id, policy) VALUES ({id}, 'first')");
    site.change(&paper).await.unwrap();
    let reason = "Mała edycja na próbę, bez mieszkańców.";
    let reasons: Vec<String> = Cause::ALL
        .iter()
        .map(|cause| format!("({id}, '{}', '{reason}', 0, {NOW})", cause.name()))
        .collect();
    let columns = "edition_id, cause, reason, given_by, given_at";
    let reasons = reasons.join(", ");
    site.change(&format!("INSERT INTO opening_reason ({columns}) VALUES {reasons}")).await.unwrap();
}

/// A `.pb` text: `rules` are further META lines (`max_length;3`), `projects` are `id;cost;name`,
/// `votes` are `voter_id;vote` or, where `vote_type` has points, `voter_id;vote;points`.
pub fn pb(vote_type: &str, rules: &[&str], projects: &[&str], votes: &[&str]) -> String {
    let points = if matches!(vote_type, "cumulative" | "scoring") { ";points" } else { "" };
    let budget =
        if rules.iter().any(|rule| rule.starts_with("budget;")) { "" } else { "budget;1000\n" };
    format!(
        "META\nkey;value\ndescription;Budżet\ncountry;Poland\nunit;Łódź\ninstance;2027\n\
         num_projects;{}\nnum_votes;{}\n{budget}vote_type;{vote_type}\nrule;greedy\n\
         date_begin;2027\ndate_end;2027\n{}PROJECTS\nproject_id;cost;name\n{}VOTES\nvoter_id;vote{points}\n{}",
        projects.len(),
        votes.len(),
        lines(rules),
        lines(projects),
        lines(votes),
    )
}

fn lines(all: &[&str]) -> String {
    all.iter().map(|line| format!("{line}\n")).collect()
}

const PROJECTS: [&str; 6] = [
    "1;300;Ławki w parku",
    "2;200;Drzewa przy szkole",
    "3;450.50;Plac zabaw",
    "4;150;Biblioteka sąsiedzka",
    "5;600;Ścieżka rowerowa",
    "6;100;Kino pod chmurką",
];

/// A pool in which one names at most `k` projects.
pub fn approval(k: u32, rules: &[&str]) -> String {
    let limit = format!("max_length;{k}");
    pb("approval", &[&[limit.as_str()], rules].concat(), &PROJECTS, &[])
}

/// A pool in which one spends at most 1000 zł.
pub fn knapsack(rules: &[&str]) -> String {
    pb("approval", &[&["max_sum_cost;1000"], rules].concat(), &PROJECTS, &[])
}

/// A pool in which one gives `n` points, at most 5 to a project.
pub fn points(n: u32, rules: &[&str]) -> String {
    let limit = format!("max_sum_points;{n}");
    pb("cumulative", &[&[limit.as_str(), "max_points;5"], rules].concat(), &PROJECTS, &[])
}

/// Four editions, one in each phase that has pages of its own, as the route tests walk them:
/// `zbieranie`, `ocena`, `glosowanie` (city and three districts), `wyniki`.
pub async fn town(site: &Site) {
    EditionPlan::new("zbieranie", Phase::Submission, [approval(3, &[])]).make(site).await;
    EditionPlan::new("ocena", Phase::Evaluation, [approval(3, &[])]).make(site).await;
    let rule = format!(
        "INSERT INTO support_rule (pool_id, residents, needed, delete_at) \
         SELECT id, 20000, 5, {} FROM pool",
        NOW + 400 * DAY
    );
    site.change(&rule).await.unwrap();
    // Widzew numbers its projects from 1 again, as the city does.
    let widzew = pb(
        "approval",
        &["max_length;1", "district;Widzew"],
        &["1;100;Rabaty", "2;50;Budki lęgowe"],
        &[],
    );
    let files = city_and_districts().into_iter().chain([widzew]);
    EditionPlan::new("glosowanie", Phase::Voting, files).make(site).await;
    EditionPlan::new("wyniki", Phase::Results, [counted()]).make(site).await;
}

/// The city names two projects, Bałuty divides six points, Polesie spends 500 zł.
pub fn city_and_districts() -> [String; 3] {
    let baluty = ["B1;100;Huśtawki", "B2;200;Siłownia", "B3;300;Łąka kwietna"];
    let polesie = ["P1;300;Latarnie", "P2;200;Chodnik", "P3;250;Wybieg dla psów"];
    [
        approval(2, &[]),
        pb("cumulative", &["max_sum_points;6", "max_points;4", "district;Bałuty"], &baluty, &[]),
        pb("approval", &["max_sum_cost;500", "district;Polesie"], &polesie, &[]),
    ]
}

/// A decided pool: 1 and 2 win, 3 does not fit.
pub fn counted() -> String {
    counted_by(1)
}

/// The same, each of five votes cast so many times. Fewer than twenty ballots are published as sums.
pub fn counted_by(times: usize) -> String {
    let votes = ["1,2", "1", "1,3", "2", "3"].into_iter().cycle().take(5 * times);
    let votes: Vec<String> = votes.zip(1..).map(|(vote, n)| format!("{n};{vote}")).collect();
    let votes: Vec<&str> = votes.iter().map(String::as_str).collect();
    pb(
        "approval",
        &["max_length;2", "budget;600"],
        &["1;300;Ławki w parku", "2;200;Drzewa przy szkole", "3;450.50;Plac zabaw"],
        &votes,
    )
}
