//! Data out: projects and results as CSV and XLSX for people, ballots as `.pb` for machines.
//! Everything that tells how people voted passes one gate: [`published`].

use game_rules::ballot::Kind;
use game_rules::pabulib::{Meta, Project as FileProject, VoteColumns, Writer};
use rust_xlsxwriter::Workbook;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, StreamTrait};

use crate::bundle::FEWEST_OPENED;
use crate::clock::{Instant, warsaw};
use crate::edition::{Edition, Phase, Pool, phase, pool};
use crate::error::{Error, Result};
use crate::project::{self, Project};
use crate::result::{Snapshot, for_each_ballot, of_edition as outcomes, on_list, tally};
use crate::text::Text;
use crate::vote;

/// The embargo: nothing that depends on ballots leaves before the results are published. Before
/// that such a file does not exist for anybody, whatever their role.
pub fn published(edition: &Edition) -> Result<()> {
    if edition.phase == Phase::Results { Ok(()) } else { Err(Error::NotFound) }
}

/// Whether the ballots of a pool may be opened one by one. A handful of them would tell persons by
/// their patterns, so that of a vote held here only their sums are published.
pub async fn is_opened(db: &impl ConnectionTrait, edition: &Edition, pool: &Pool) -> Result<bool> {
    let ballots = u64::try_from(pool.ballots).unwrap_or(0);
    Ok(ballots >= FEWEST_OPENED || vote::opening::of(db, edition.id).await?.is_none())
}

/// A table of texts and money, ready for either format. Where cells are set apart by semicolons, as
/// Polish spreadsheets want them, money and degrees have a decimal comma: `12345,67`.
pub struct Sheet {
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

pub enum Cell {
    Text(String),
    Money(game_rules::money::Money),
    Number(i64),
    /// Degrees.
    Degrees(Option<f64>),
}

impl Cell {
    fn plain(&self) -> String {
        match self {
            Self::Text(text) => safe(text),
            Self::Money(money) => with_comma(&money.to_decimal()),
            Self::Number(number) => number.to_string(),
            Self::Degrees(degrees) => {
                degrees.map(|d| with_comma(&d.to_string())).unwrap_or_default()
            }
        }
    }
}

/// A number as spreadsheets in Poland read it; with a point it would be a text, or a date.
fn with_comma(number: &str) -> String {
    number.replace('.', ",")
}

/// A spreadsheet runs cells that begin like a formula; an apostrophe makes them text again
/// (OWASP, CSV injection).
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

impl Sheet {
    /// UTF-8 with a byte order mark, which spreadsheets in Poland need to read Polish letters.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .delimiter(b';')
            .from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(&self.head).map_err(anyhow::Error::from)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::plain)).map_err(anyhow::Error::from)?;
        }
        Ok(writer.into_inner().map_err(|error| anyhow::anyhow!("csv: {error}"))?)
    }

    /// One worksheet; texts are string cells, so nothing in them is ever a formula.
    pub fn xlsx(&self, name: &str) -> Result<Vec<u8>> {
        let mut book = Workbook::new();
        fill(&mut book, name, self).map_err(anyhow::Error::from)?;
        Ok(book.save_to_buffer().map_err(anyhow::Error::from)?)
    }
}

fn fill(book: &mut Workbook, name: &str, sheet: &Sheet) -> Result<(), rust_xlsxwriter::XlsxError> {
    let bold = rust_xlsxwriter::Format::new().set_bold();
    let money = rust_xlsxwriter::Format::new().set_num_format("#,##0.00");
    let page = book.add_worksheet().set_name(name)?;
    for (column, title) in (0..).zip(&sheet.head) {
        page.write_string_with_format(0, column, title, &bold)?;
    }
    for (line, row) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Text(text) => page.write_string(line, column, text)?,
                // A spreadsheet holds only floating numbers; up to 90 trillion złoty they are exact.
                Cell::Money(amount) => page.write_number_with_format(
                    line,
                    column,
                    amount.minor() as f64 / 100.0,
                    &money,
                )?,
                Cell::Number(number) => page.write_number(line, column, *number as f64)?,
                Cell::Degrees(Some(degrees)) => page.write_number(line, column, *degrees)?,
                Cell::Degrees(None) => page,
            };
        }
    }
    page.autofit();
    Ok(())
}

/// All projects of an edition that are public.
pub async fn projects(db: &impl ConnectionTrait, edition: &Edition, text: Text) -> Result<Sheet> {
    let pools = pool::of_edition(db, edition.id).await?;
    let rows = project::Entity::find()
        .filter(project::Column::EditionId.eq(edition.id))
        .order_by_asc(project::Column::PoolId)
        .order_by_asc(project::Column::Position)
        .all(db)
        .await?;
    let columns = [
        "number",
        "title",
        "pool",
        "category",
        "cost",
        "state",
        "reason",
        "place",
        "latitude",
        "longitude",
    ];
    let head = columns.iter().map(|column| text.say(&format!("column-{column}"))).collect();
    let rows = rows
        .into_iter()
        .map(|project| {
            let pool = pools.iter().find(|pool| pool.id == project.pool_id);
            vec![
                Cell::Text(project.number.clone()),
                Cell::Text(project.title.clone()),
                Cell::Text(
                    pool.map_or(String::new(), |pool| crate::project::pool_name(text, pool)),
                ),
                Cell::Text(text.say(&format!("category-{}", project.category.name()))),
                Cell::Money(project.money()),
                Cell::Text(text.say(&format!("state-{}", project.state.name()))),
                Cell::Text(project.reason.clone()),
                Cell::Text(project.place.clone()),
                Cell::Degrees(project.latitude),
                Cell::Degrees(project.longitude),
            ]
        })
        .collect();
    Ok(Sheet { head, rows })
}

/// Outcomes of all pools, in the order the rule looked at the projects.
pub fn results(pools: &[(Pool, Snapshot)], text: Text) -> Sheet {
    let columns =
        ["pool", "number", "title", "votes", "score", "cost", "verdict", "left", "official"];
    let head = columns.iter().map(|column| text.say(&format!("column-{column}"))).collect();
    let mut rows = Vec::new();
    for (pool, snapshot) in pools {
        for standing in &snapshot.standings {
            let official = standing.won_officially().map(|won| if won { "yes" } else { "no" });
            rows.push(vec![
                Cell::Text(crate::project::pool_name(text, pool)),
                Cell::Text(standing.number.clone()),
                Cell::Text(standing.title.clone()),
                Cell::Number(i64::try_from(standing.votes).unwrap_or(i64::MAX)),
                Cell::Number(standing.score),
                Cell::Money(standing.cost),
                Cell::Text(text.say(&format!("verdict-{}", standing.verdict.code()))),
                Cell::Money(standing.left_after),
                Cell::Text(official.map(|word| text.say(word)).unwrap_or_default()),
            ]);
        }
    }
    Sheet { head, rows }
}

/// A pool as a `.pb` file. `voter_id` is the receipt's code, so that everybody finds their ballot and
/// nobody else's; how a ballot was cast is not in it, for a ballot does not know.
pub async fn pabulib<C: ConnectionTrait + StreamTrait>(
    db: &C,
    edition: &Edition,
    pool: &Pool,
) -> Result<Vec<u8>> {
    let projects = on_list(db, pool).await?;
    let tally = tally(db, pool, &projects).await?;
    let rules = pool.rules()?;
    let has_scores = rules.kind != Kind::ChooseOne && rules.kind.pabulib_name() != "approval";
    let outcome = outcomes(db, &[pool.id]).await?.remove(&pool.id);
    let mut rows = Vec::with_capacity(projects.len());
    for (index, project) in projects.iter().enumerate() {
        let score = tally.score.get(index).copied();
        let won = outcome.as_ref().and_then(|outcome| outcome.won(&project.number));
        let row = file_project(project)?;
        rows.push(FileProject {
            votes: tally.votes.get(index).copied(),
            score: if has_scores { score } else { None },
            selected: row.selected.or(won.map(u8::from)),
            ..row
        });
    }
    let mut meta = match vote::opening::of(db, edition.id).await? {
        Some(opening) => head(db, edition, pool, opening.opened_at).await?,
        // A vote that was held elsewhere keeps what its file says.
        None => pool.meta()?,
    };
    meta.set("num_projects", projects.len().to_string());
    meta.set("num_votes", tally.ballots.to_string());
    meta.set("budget", pool.money().to_decimal());
    let columns = VoteColumns { points: rules.kind.has_points(), method: false };
    let mut writer = Writer::new(Vec::new(), &meta, &rows, columns).map_err(anyhow::Error::from)?;
    for_each_ballot(db, pool.id, |receipt, vote, points| {
        let ids: Vec<&str> = vote.split(',').collect();
        let points: Vec<i64> = points.split(',').filter_map(|points| points.parse().ok()).collect();
        writer
            .ballot(receipt, &ids, columns.points.then_some(points.as_slice()), None)
            .map_err(anyhow::Error::from)?;
        Ok(())
    })
    .await?;
    Ok(writer.finish().map_err(anyhow::Error::from)?)
}

/// Keys that tell of a pool's rules, whichever year they are used in.
const RULES: [&str; 7] = [
    "subunit",
    "district",
    "currency",
    "min_project_score_threshold",
    "categories",
    "neighborhoods",
    "subdistricts",
];

/// What the file says of a vote that was held here: whose it is, when and by which rules. Of the file
/// that the edition was made of, perhaps last year's, only rules stay.
async fn head(
    db: &impl ConnectionTrait,
    edition: &Edition,
    pool: &Pool,
    opened_at: Instant,
) -> Result<Meta> {
    let kept = pool.meta()?;
    let calendar = phase::calendar(db, edition.id).await?;
    let voting = calendar.iter().find(|phase| phase.kind == Phase::Voting);
    let hours = voting.map_or([opened_at; 2], |voting| [voting.begins_at, voting.ends_at]);
    let [begin, end] = hours.map(|at| warsaw(at).format("%d.%m.%Y").to_string());
    let mut description = format!("{}, {}", edition.city, edition.title);
    if !pool.name.is_empty() {
        description.push_str(&format!(", {}", pool.name));
    }
    let year = edition.title.split(|c: char| !c.is_ascii_digit()).rfind(|part| part.len() == 4);
    let rule = kept.rule().unwrap_or("unknown").to_owned();
    let mut meta = Meta::new();
    for (key, value) in [
        ("description", description.as_str()),
        ("country", kept.get("country").unwrap_or("Poland")),
        ("unit", &edition.city),
        ("instance", year.unwrap_or(&edition.slug)),
        ("num_projects", "0"),
        ("num_votes", "0"),
        ("budget", "0"),
        ("vote_type", ""),
        ("rule", &rule),
        ("date_begin", &begin),
        ("date_end", &end),
        ("language", &edition.language),
    ] {
        meta.set(key, value);
    }
    for key in RULES {
        if let Some(value) = kept.get(key) {
            meta.set(key, value);
        }
    }
    // A custom rule is said in the comment alone.
    if let Some(comment) = kept.get("comment").filter(|_| rule == "greedy-custom") {
        meta.set("comment", comment);
    }
    meta.set_rules(&pool.rules()?, pool.money());
    Ok(meta)
}

fn file_project(project: &Project) -> Result<FileProject> {
    let mut row = FileProject {
        id: project.number.clone(),
        cost: project.money(),
        name: project.title.clone(),
        selected: project.official.and_then(|selected| u8::try_from(selected).ok()),
        ..FileProject::default()
    };
    let kept = project.columns()?;
    if kept.is_empty() {
        row.category = Some(project.category.name().to_owned());
        row.latitude = project.latitude.map(|degrees| degrees.to_string());
        row.longitude = project.longitude.map(|degrees| degrees.to_string());
        return Ok(row);
    }
    for (column, value) in kept {
        match column.as_str() {
            "name" => row.name = value,
            "category" => row.category = Some(value),
            "beneficiaries" => row.beneficiaries = Some(value),
            "latitude" => row.latitude = Some(value),
            "longitude" => row.longitude = Some(value),
            _ => row.other.push((column, value)),
        }
    }
    Ok(row)
}
