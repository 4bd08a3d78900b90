//! Elections in the `.pb` format become an edition: pools, districts, projects and ballots, in the
//! same tables as live voting. All of it is one transaction: nothing is half imported.

use std::collections::{BTreeMap, HashSet};

use game_rules::ballot::Kind;
use game_rules::pabulib::{BallotRef, Election, Project as FileProject};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, EntityTrait, Set};

use crate::app::App;
use crate::audit::{self, Act};
use crate::clock::{Instant, random};
use crate::edition::{self, CountRules, Phase, district, phase, pool};
use crate::error::{Error, Result, on_constraint};
use crate::evaluation::preset::Preset;
use crate::people::person_key;
use crate::project::{self, Category, State, search_text, title_order};
use crate::text::{normal, without_mark};
use crate::vote::{self, NewBallot, ballot, participation};

/// Rows in one statement; SQLite takes 32,766 values.
const CHUNK: usize = 2000;

/// The edition to make.
#[derive(Clone, Debug)]
pub struct Target {
    pub slug: String,
    pub city: String,
    pub title: String,
    pub language: String,
    pub phase: Phase,
    pub source: String,
    /// Begin and end of each phase.
    pub calendar: Vec<(Phase, Instant, Instant)>,
}

/// One file and what differs from what it says.
#[derive(Clone, Debug)]
pub struct Source {
    pub election: Election,
    /// Instead of the file's own name of the pool.
    pub name: Option<String>,
}

/// What an import made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub pools: usize,
    pub projects: usize,
    pub ballots: usize,
}

/// Imports the files as one edition, a pool each. `progress` hears of every pool that is in.
///
/// `Conflict("import-slug-taken")` when the edition exists, `Conflict("import-not-votable")` when
/// an edition is to be opened for voting with a kind of ballot that cannot be filled in here yet.
pub async fn import(
    app: &App,
    target: &Target,
    sources: &[Source],
    mut progress: impl FnMut(&str, usize),
) -> Result<Imported> {
    let tx = app.store.begin().await?;
    let edition = insert_edition(&tx, app.clock.now(), target, sources).await?;
    let mut names = Names::default();
    let mut districts = BTreeMap::new();
    let mut imported = Imported::default();
    for (position, source) in (1..).zip(sources) {
        if target.phase <= Phase::Voting && !votable(source.election.rules.kind) {
            return Err(Error::conflict("import-not-votable"));
        }
        let pool = insert_pool(&tx, &edition, position, source, &mut districts, &mut names).await?;
        insert_projects(&tx, app, &edition, &pool, &source.election, &mut names).await?;
        if target.phase > Phase::Evaluation {
            insert_ballots(&tx, app, &edition, &pool, &source.election).await?;
            imported.ballots += source.election.ballots.len();
        }
        imported.pools += 1;
        imported.projects += source.election.projects.len();
        progress(&pool.name, source.election.ballots.len());
    }
    project::place::of_import(&tx, edition.id).await?;
    let act = Act {
        at: app.clock.now(),
        account: None,
        edition: Some(edition.id),
        kind: "operator-import",
        subject: &edition.slug,
        detail: "",
    };
    audit::record(&tx, act).await?;
    if target.phase == Phase::Voting {
        vote::opening::open(&app.keys, &tx, &edition, app.clock.now(), None).await?;
    }
    tx.commit().await?;
    if target.phase == Phase::Results {
        crate::result::publish_imported(app, &edition).await?;
    }
    Ok(imported)
}

fn votable(kind: Kind) -> bool {
    kind != Kind::Scoring
}

async fn insert_edition(
    tx: &DatabaseTransaction,
    now: Instant,
    target: &Target,
    sources: &[Source],
) -> Result<edition::Edition> {
    let numbers = sources.iter().flat_map(|source| &source.election.projects);
    let last = numbers.filter_map(|project| project.id.parse::<i64>().ok()).max().unwrap_or(0);
    // Published only when counted.
    let phase = if target.phase == Phase::Results { Phase::Counting } else { target.phase };
    let row = edition::ActiveModel {
        slug: Set(target.slug.clone()),
        city: Set(target.city.clone()),
        title: Set(target.title.clone()),
        language: Set(target.language.clone()),
        // Once it has begun, what decides about projects is fixed.
        phase: Set(Phase::Preparation),
        source: Set(target.source.clone()),
        next_number: Set(last.max(0) + 1),
        ..Default::default()
    };
    let edition = row.insert(tx).await.map_err(|error| {
        on_constraint(error, "edition_slug", "edition.slug", Error::conflict("import-slug-taken"))
    })?;
    let calendar = target.calendar.iter().map(|(kind, begins_at, ends_at)| phase::ActiveModel {
        edition_id: Set(edition.id),
        kind: Set(*kind),
        begins_at: Set(*begins_at),
        ends_at: Set(*ends_at),
    });
    if !target.calendar.is_empty() {
        phase::Entity::insert_many(calendar).exec_without_returning(tx).await?;
    }
    // The Polish cards to begin with; the city changes them as it likes.
    Preset::polish()?.load(tx, now, None, edition.id).await?;
    edition::begin_at(tx, edition, phase).await
}

async fn insert_pool(
    tx: &DatabaseTransaction,
    edition: &edition::Edition,
    position: i64,
    source: &Source,
    districts: &mut BTreeMap<String, i64>,
    names: &mut Names,
) -> Result<pool::Model> {
    let meta = &source.election.meta;
    let said = |key: &str| meta.get(key).map(str::trim).filter(|value| !value.is_empty());
    let (subunit, district) = (said("subunit"), said("district"));
    let district_id = match district {
        Some(name) => Some(insert_district(tx, edition.id, name, districts).await?),
        None => None,
    };
    let name = source.name.as_deref().or(subunit).or(district).unwrap_or_default();
    let entries: Vec<(&str, &str)> = meta.entries().collect();
    let row = pool::ActiveModel {
        edition_id: Set(edition.id),
        district_id: Set(district_id),
        position: Set(position),
        code: Set(names.take(if name.is_empty() { "city" } else { name }, "pool")),
        name: Set(name.to_owned()),
        lane: Set(lane(subunit, district)),
        budget: Set(source.election.budget.minor()),
        ballot_rules: Set(json(&source.election.rules)?),
        count_rules: Set(json(&CountRules::declared(meta))?),
        meta: Set(json(&entries)?),
        ballots: Set(0),
        ..Default::default()
    };
    Ok(row.insert(tx).await?)
}

/// A person votes once in a lane: once in the city, once in a district, and where districts have
/// pools of several sizes or levels, once in each.
fn lane(subunit: Option<&str>, district: Option<&str>) -> String {
    match (subunit, district) {
        (None, None) => "city".to_owned(),
        (Some(subunit), None) => format!("city {subunit}"),
        (Some(subunit), Some(district)) if subunit != district => {
            let size = subunit.split_once('|').map(|(_, size)| size.trim());
            size.map_or("local".to_owned(), |size| format!("district {size}"))
        }
        _ => "district".to_owned(),
    }
}

async fn insert_district(
    tx: &DatabaseTransaction,
    edition: i64,
    name: &str,
    districts: &mut BTreeMap<String, i64>,
) -> Result<i64> {
    if let Some(id) = districts.get(name) {
        return Ok(*id);
    }
    let row = district::ActiveModel {
        edition_id: Set(edition),
        name: Set(name.to_owned()),
        ..Default::default()
    };
    let id = row.insert(tx).await?.id;
    districts.insert(name.to_owned(), id);
    Ok(id)
}

async fn insert_projects(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &edition::Edition,
    pool: &pool::Model,
    election: &Election,
    names: &mut Names,
) -> Result<()> {
    let now = app.clock.now();
    // An edition that is to be voted on here has no winners yet, whatever its file knows.
    let decided = edition.phase == Phase::Counting;
    let mut rows = Vec::with_capacity(election.projects.len());
    for (position, project) in (1..).zip(&election.projects) {
        let title = if project.name.is_empty() { &project.id } else { &project.name };
        let title = tidy_title(title);
        let columns = further_columns(project);
        let state = match edition.phase {
            _ if project.is_withdrawn() => State::Withdrawn,
            Phase::Preparation | Phase::Submission => State::Submitted,
            _ => State::Accepted,
        };
        rows.push(project::ActiveModel {
            edition_id: Set(edition.id),
            pool_id: Set(pool.id),
            position: Set(position),
            number: Set(project.id.clone()),
            code: Set(names.take(&project.id, &pool.code)),
            search: Set(search_text(&project.id, &title, "")),
            title_order: Set(title_order(&title)),
            title: Set(title),
            summary: Set(String::new()),
            category: Set(Category::of_import(project.category.as_deref(), &project.name)),
            place: Set(String::new()),
            latitude: Set(degrees(project.latitude.as_deref())),
            longitude: Set(degrees(project.longitude.as_deref())),
            cost: Set(project.cost.minor()),
            state: Set(state),
            reason: Set(String::new()),
            official: Set(decided.then(|| project.selected.map(i16::from)).flatten()),
            columns: Set(json(&columns)?),
            submitted_at: Set(now),
            ..Default::default()
        });
    }
    for chunk in rows.chunks(CHUNK / 2) {
        project::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// What a `.pb` file says of a project beyond what has a column of its own, kept for export.
fn further_columns(project: &FileProject) -> Vec<(String, String)> {
    let named = [
        ("name", (!project.name.is_empty()).then_some(&project.name)),
        ("category", project.category.as_ref()),
        ("beneficiaries", project.beneficiaries.as_ref()),
        ("latitude", project.latitude.as_ref()),
        ("longitude", project.longitude.as_ref()),
    ];
    let named = named.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?.clone())));
    named.chain(project.other.iter().cloned()).collect()
}

fn degrees(written: Option<&str>) -> Option<f64> {
    written?.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite())
}

/// Titles as cities publish them often shout or stand in quotation marks; the `.pb` name is kept
/// untouched beside this one.
fn tidy_title(name: &str) -> String {
    let trimmed = name.trim().trim_matches(['„', '”', '"', ' ']).trim_end_matches('.').trim();
    let title = if trimmed.is_empty() { name } else { trimmed };
    let title = &capitalised(title);
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = title.chars().filter(|c| c.is_uppercase()).count();
    if letters < 12 || capitals * 10 < letters * 8 {
        return title.to_owned();
    }
    let mut first = true;
    let lower = title.chars().flat_map(|c| {
        let start = std::mem::replace(&mut first, false);
        if start { vec![c] } else { c.to_lowercase().collect() }
    });
    lower.collect()
}

fn capitalised(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

async fn insert_ballots(
    tx: &DatabaseTransaction,
    app: &App,
    edition: &edition::Edition,
    pool: &pool::Model,
    election: &Election,
) -> Result<()> {
    let day = app.clock.today();
    let all: Vec<BallotRef<'_>> = election.ballots.iter().collect();
    for chunk in all.chunks(CHUNK) {
        let voters = chunk.iter().map(|cast| {
            let identity = format!("import:{}:{}", pool.code, cast.voter_id);
            participation::ActiveModel {
                edition_id: Set(edition.id),
                lane: Set(pool.lane.clone()),
                person: Set(person_key(&app.secret, edition.id, &identity)),
                pool_id: Set(pool.id),
                channel: Set(cast.method.unwrap_or("internet").to_owned()),
                day: Set(day.clone()),
                state: Set("counted".to_owned()),
            }
        });
        participation::Entity::insert_many(voters).exec_without_returning(tx).await?;
        let mut ballots: Vec<NewBallot> = chunk
            .iter()
            .map(|cast| {
                let number = |project: u32| {
                    let project = usize::try_from(project).ok();
                    project.and_then(|index| election.projects.get(index))
                };
                let choices: Vec<(&str, i64)> = cast
                    .marks
                    .iter()
                    .filter_map(|mark| Some((number(mark.project)?.id.as_str(), mark.points)))
                    .collect();
                NewBallot::new(&random(), &edition.slug, &pool.code, election.rules.kind, &choices)
            })
            .collect();
        ballots.sort_by(|a, b| a.receipt.cmp(&b.receipt));
        let rows = ballots.iter().map(|ballot| ballot.row(pool.id, random()));
        ballot::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    pool::ActiveModel { id: Set(pool.id), ballots: Set(count), ..Default::default() }
        .update(tx)
        .await?;
    Ok(())
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String> {
    Ok(serde_json::to_string(value).map_err(anyhow::Error::from)?)
}

/// Path segments already used in the edition, by pools or by projects.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    /// `wanted` as a path segment; taken ones get `prefix` before or a number after them.
    fn take(&mut self, wanted: &str, prefix: &str) -> String {
        let plain = slug(wanted);
        let candidates = std::iter::once(plain.clone())
            .chain(std::iter::once(format!("{prefix}-{plain}")))
            .chain((2..).map(|n| format!("{prefix}-{plain}-{n}")));
        for candidate in candidates {
            if self.0.insert(format!("{}{candidate}", if prefix == "pool" { "pool:" } else { "" }))
            {
                return candidate;
            }
        }
        plain
    }
}

/// Letters, digits, dots and dashes; Polish letters lose their marks, the rest becomes a dash.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in normal(text.trim()).to_lowercase().chars() {
        let plain = match without_mark(c) {
            c if c.is_ascii_alphanumeric() || c == '.' || c == '_' => c,
            _ => '-',
        };
        if plain != '-' || !slug.ends_with('-') {
            slug.push(plain);
        }
    }
    let slug = slug.trim_matches(['-', '.']).to_owned();
    if slug.is_empty() { "x".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_path_segments_without_collisions() {
        let mut names = Names::default();
        assert_eq!(names.take("L18/06/XI", "dab"), "l18-06-xi");
        assert_eq!(names.take("L18/06/XI", "mirow"), "mirow-l18-06-xi");
        assert_eq!(names.take("l18-06-xi", "mirow"), "mirow-l18-06-xi-2");
        assert_eq!(names.take("Gnaszyn - Kawodrza", "pool"), "gnaszyn-kawodrza");
        assert_eq!(names.take("///", "dab"), "x");
    }

    #[test]
    fn lanes_follow_the_levels_of_a_city() {
        assert_eq!(lane(None, None), "city");
        assert_eq!(lane(Some("from 500"), None), "city from 500");
        assert_eq!(lane(Some("Błeszno"), Some("Błeszno")), "district");
        assert_eq!(lane(Some("Witomino | large"), Some("Witomino")), "district large");
        assert_eq!(lane(Some("Bródno"), Some("Targówek")), "local");
    }

    #[test]
    fn titles_lose_quotes_and_shouting() {
        assert_eq!(tidy_title("„Poprawa warunków”"), "Poprawa warunków");
        assert_eq!(
            tidy_title("DARMOWA STERYLIZACJA I KASTRACJA PSÓW"),
            "Darmowa sterylizacja i kastracja psów"
        );
        assert_eq!(tidy_title("Remont OSP"), "Remont OSP");
        assert_eq!(tidy_title("użyźnienie nasadzeń"), "Użyźnienie nasadzeń");
    }
}
