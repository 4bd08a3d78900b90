//! Versions: every change of a published project's words, place or cost, with who, when and why.
//! Residents sign and city hall decides about a text; nobody may change it under their hands.

use game_rules::money::Money;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use serde::{Deserialize, Serialize};

use super::{Category, Project, cost, entity, list, place};
use crate::clock::Instant;
use crate::error::{Error, Result};
use crate::page::map::Place;

/// Whose hand changed the project. Pages say this and never a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Hand {
    #[sea_orm(string_value = "author")]
    Author,
    #[sea_orm(string_value = "office")]
    Office,
}

impl Hand {
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Office => "office",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "project_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: i64,
    /// 1 is what was submitted.
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub at: Instant,
    pub account_id: Option<i64>,
    pub hand: Hand,
    /// Why; empty only for what was submitted.
    pub reason: String,
    /// JSON of [`Content`].
    pub content: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    pub fn content(&self) -> Result<Content> {
        Ok(serde_json::from_str(&self.content).map_err(anyhow::Error::from)?)
    }
}

/// A line of the estimate as a version keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub label: String,
    pub quantity: i64,
    /// Grosze.
    pub unit_price: i64,
    #[serde(default)]
    pub unit: String,
    /// A running cost, which is no part of the project's.
    #[serde(default)]
    pub yearly: bool,
}

impl Line {
    pub fn amount(&self) -> Money {
        Money::from_minor(self.unit_price.saturating_mul(self.quantity))
    }
}

/// All of a project that its author wrote and that may be revised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub title: String,
    pub summary: String,
    pub category: String,
    pub place: String,
    /// The first of `points`.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// On the map; versions kept before there could be several have none.
    #[serde(default)]
    pub points: Vec<Place>,
    /// Grosze: the sum of the lines that are no running costs, where there are any.
    pub cost: i64,
    pub lines: Vec<Line>,
}

impl Content {
    /// The project as it stands.
    pub async fn of(db: &impl ConnectionTrait, project: &Project) -> Result<Self> {
        let lines = cost::lines(db, project.id).await?.into_iter().map(|line| Line {
            label: line.label,
            quantity: line.quantity,
            unit_price: line.unit_price,
            unit: line.unit,
            yearly: line.yearly,
        });
        Ok(Self {
            title: project.title.clone(),
            summary: project.summary.clone(),
            category: project.category.name().to_owned(),
            place: project.place.clone(),
            latitude: project.latitude,
            longitude: project.longitude,
            points: place::of_project(db, project.id).await?,
            cost: project.cost,
            lines: lines.collect(),
        })
    }

    pub fn money(&self) -> Money {
        Money::from_minor(self.cost)
    }

    /// Other points, the first of them as the project's coordinates.
    pub fn with_points(mut self, points: Vec<Place>) -> Self {
        self.latitude = points.first().map(|point| point.lat);
        self.longitude = points.first().map(|point| point.lon);
        self.points = points;
        self
    }

    /// Other lines, and their sum as the cost.
    pub fn with_lines(mut self, lines: Vec<Line>) -> Self {
        let built = lines.iter().filter(|line| !line.yearly);
        self.cost = built.map(|line| line.amount().minor()).sum();
        self.lines = lines;
        self
    }
}

/// A change about to be made.
#[derive(Clone, Debug)]
pub struct Revision<'a> {
    pub content: Content,
    pub by: Option<i64>,
    pub hand: Hand,
    /// Public.
    pub reason: &'a str,
}

/// Changes a project in the caller's transaction and keeps both what it was and what it became.
/// False when nothing differs: then nothing is kept. `Conflict("revise-changed")` when the project
/// was revised since `project` was read.
pub async fn revise(
    tx: &impl ConnectionTrait,
    at: Instant,
    project: &Project,
    revision: Revision<'_>,
) -> Result<bool> {
    let before = Content::of(tx, project).await?;
    let content = revision.content;
    if before == content {
        return Ok(false);
    }
    let category = Category::parse(&content.category)
        .ok_or_else(|| anyhow::anyhow!("a version without a category"))?;
    let next = project.version + 1;
    let search = list::search_text(&project.number, &content.title, &content.summary);
    let changed = entity::Entity::update_many()
        .col_expr(entity::Column::Version, Expr::value(next))
        .col_expr(entity::Column::Title, Expr::value(content.title.clone()))
        .col_expr(entity::Column::Summary, Expr::value(content.summary.clone()))
        .col_expr(entity::Column::Category, Expr::value(category.name()))
        .col_expr(entity::Column::Place, Expr::value(content.place.clone()))
        .col_expr(entity::Column::Latitude, Expr::value(content.latitude))
        .col_expr(entity::Column::Longitude, Expr::value(content.longitude))
        .col_expr(entity::Column::Cost, Expr::value(content.cost))
        .col_expr(entity::Column::Search, Expr::value(search))
        .col_expr(entity::Column::TitleOrder, Expr::value(list::title_order(&content.title)))
        .filter(entity::Column::Id.eq(project.id))
        .filter(entity::Column::Version.eq(project.version))
        .exec(tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict("revise-changed"));
    }
    if before.points != content.points {
        place::replace(tx, project.edition_id, project.id, &content.points).await?;
    }
    if before.lines != content.lines {
        replace_lines(tx, project.id, &content.lines).await?;
    }
    let row = |version, at, by, hand, reason: &str, content: &Content| -> Result<ActiveModel> {
        Ok(ActiveModel {
            project_id: Set(project.id),
            version: Set(version),
            at: Set(at),
            account_id: Set(by),
            hand: Set(hand),
            reason: Set(reason.to_owned()),
            content: Set(serde_json::to_string(content).map_err(anyhow::Error::from)?),
        })
    };
    // What was submitted becomes a version when there is a second one.
    if project.version == 1 {
        let first = row(1, project.submitted_at, project.author_id, Hand::Author, "", &before)?;
        Entity::insert(first).exec_without_returning(tx).await?;
    }
    let second = row(next, at, revision.by, revision.hand, revision.reason, &content)?;
    Entity::insert(second).exec_without_returning(tx).await?;
    Ok(true)
}

async fn replace_lines(tx: &impl ConnectionTrait, project: i64, lines: &[Line]) -> Result<()> {
    cost::Entity::delete_many().filter(cost::Column::ProjectId.eq(project)).exec(tx).await?;
    if lines.is_empty() {
        return Ok(());
    }
    let rows = lines.iter().zip(1..).map(|(line, position)| cost::ActiveModel {
        project_id: Set(project),
        position: Set(position),
        label: Set(line.label.clone()),
        quantity: Set(line.quantity),
        unit_price: Set(line.unit_price),
        unit: Set(line.unit.clone()),
        yearly: Set(line.yearly),
    });
    cost::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// All versions of a project, the oldest first; none when it never changed.
pub async fn history(db: &impl ConnectionTrait, project: i64) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::ProjectId.eq(project))
        .order_by_asc(Column::Version)
        .all(db)
        .await?;
    Ok(rows)
}
