//! Submitting: a draft is checked step by step, parsed once as a whole, and becomes one project.

use game_rules::money::Money;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QuerySelect, Set};

use super::{Category, Project, State, cost, draft, entity, list};
use crate::app::App;
use crate::audit::{self, Act};
use crate::edition::{Edition, Phase, Pool, phase};
use crate::error::{Error, Result, on_constraint};
use crate::page::{Errors, Fields, tidy};
use crate::text::Message;

pub(super) const TITLE: std::ops::RangeInclusive<usize> = 5..=120;
pub(super) const SUMMARY: std::ops::RangeInclusive<usize> = 30..=3000;
const LINES: usize = 20;
/// A line of ten million złoty is a mistake of the keyboard in every city that votes here.
const UNIT_PRICE: Money = Money::from_minor(1_000_000_000);
const QUANTITY: std::ops::RangeInclusive<i64> = 1..=100_000;

/// The pages of the form, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Idea,
    Place,
    Cost,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::Idea, Self::Place, Self::Cost];

    pub fn name(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Place => "place",
            Self::Cost => "cost",
        }
    }

    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name).ok_or(Error::NotFound)
    }

    pub fn next(self) -> Option<Self> {
        match self {
            Self::Idea => Some(Self::Place),
            Self::Place => Some(Self::Cost),
            Self::Cost => None,
        }
    }

    /// The fields that belong to this page of the form.
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Idea => &["title", "summary", "category"],
            Self::Place => &["pool", "place", "latitude", "longitude"],
            Self::Cost => &["label", "quantity", "price"],
        }
    }
}

/// One line of the estimate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    pub label: String,
    pub quantity: i64,
    pub unit_price: Money,
}

impl CostLine {
    /// Cannot overflow: both factors are bounded when the line is parsed.
    pub fn amount(&self) -> Money {
        Money::from_minor(self.unit_price.minor() * self.quantity)
    }
}

/// A whole proposal that can no longer be wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub title: String,
    pub summary: String,
    pub category: Category,
    pub pool_id: i64,
    pub place: String,
    pub point: Option<(f64, f64)>,
    pub lines: Vec<CostLine>,
}

impl Proposal {
    pub fn cost(&self) -> Money {
        Money::from_minor(self.lines.iter().map(|line| line.amount().minor()).sum())
    }
}

/// The rows of the estimate as typed: label, quantity, price; wholly empty rows are left out.
pub fn typed_lines(fields: &Fields) -> Vec<[String; 3]> {
    let column = |name| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    let (labels, quantities, prices) = (column("label"), column("quantity"), column("price"));
    let cell = |cells: &[String], row: usize| cells.get(row).cloned().unwrap_or_default();
    let rows = labels.len().max(quantities.len()).max(prices.len()).min(LINES);
    (0..rows)
        .map(|row| [cell(&labels, row), cell(&quantities, row), cell(&prices, row)])
        .filter(|[label, _, price]| !(label.trim().is_empty() && price.trim().is_empty()))
        .collect()
}

/// Reads the fields of all pages. The errors name the fields as the pages do; of the estimate,
/// `label-0`, `quantity-0`, `price-0` and so on.
pub fn parse(fields: &Fields, pools: &[Pool]) -> std::result::Result<Proposal, Errors> {
    let mut errors = Errors::default();
    let title = text(fields, "title", TITLE, false, &mut errors);
    if title.starts_with(['=', '+', '-', '@']) {
        errors.add("title", Message::new("submit-title-formula"));
    }
    let summary = text(fields, "summary", SUMMARY, true, &mut errors);
    let category = Category::parse(fields.get("category"));
    if category.is_none() {
        errors.add("category", Message::new("submit-category-missing"));
    }
    let pool = pools.iter().find(|pool| pool.code == fields.get("pool"));
    if pool.is_none() {
        errors.add("pool", Message::new("submit-pool-missing"));
    }
    let place = text(fields, "place", 3..=300, false, &mut errors);
    let point = point(fields, &mut errors);
    let lines = lines(fields, &mut errors);
    let total: i64 = lines.iter().map(|line| line.amount().minor()).sum();
    if let Some(pool) = pool
        && total > pool.budget
    {
        let message = Message::new("submit-over-budget")
            .arg("cost", Money::from_minor(total))
            .arg("budget", pool.money());
        errors.add("lines", message);
    }
    match (category, pool) {
        (Some(category), Some(pool)) if errors.is_empty() => {
            Ok(Proposal { title, summary, category, pool_id: pool.id, place, point, lines })
        }
        _ => Err(errors),
    }
}

/// The errors of one page of the form.
pub fn errors_of(step: Step, fields: &Fields, pools: &[Pool]) -> Errors {
    let mut own = Errors::default();
    if let Err(errors) = parse(fields, pools) {
        for (field, message) in errors.iter() {
            let name = field.split_once('-').map_or(field, |(name, _)| name);
            let here = step.fields().contains(&name) || (step == Step::Cost && name == "lines");
            if here {
                own.add(field, message.clone());
            }
        }
    }
    own
}

pub(super) fn text(
    fields: &Fields,
    name: &str,
    length: std::ops::RangeInclusive<usize>,
    lines: bool,
    errors: &mut Errors,
) -> String {
    let text = tidy(fields.get(name), lines);
    let count = text.chars().count();
    if count == 0 {
        errors.add(name, Message::new(format!("submit-{name}-missing")));
    } else if count < *length.start() {
        errors.add(name, Message::new("text-short").arg("n", *length.start()));
    } else if count > *length.end() {
        let over = count - length.end();
        errors.add(name, Message::new("text-long").arg("n", *length.end()).arg("over", over));
    }
    text
}

fn point(fields: &Fields, errors: &mut Errors) -> Option<(f64, f64)> {
    let typed = |name: &str| fields.get(name).trim().replace(',', ".");
    let (latitude, longitude) = (typed("latitude"), typed("longitude"));
    if latitude.is_empty() && longitude.is_empty() {
        return None;
    }
    let number =
        |typed: &str, limit: f64| typed.parse::<f64>().ok().filter(|value| value.abs() <= limit);
    match (number(&latitude, 85.0), number(&longitude, 180.0)) {
        (Some(latitude), Some(longitude)) => Some((latitude, longitude)),
        (None, _) => {
            errors.add("latitude", Message::new("submit-point-wrong"));
            None
        }
        (_, None) => {
            errors.add("longitude", Message::new("submit-point-wrong"));
            None
        }
    }
}

pub(super) fn lines(fields: &Fields, errors: &mut Errors) -> Vec<CostLine> {
    let rows = typed_lines(fields);
    if rows.is_empty() {
        errors.add("label-0", Message::new("submit-lines-missing"));
    }
    let mut lines = Vec::with_capacity(rows.len());
    for (row, [label, quantity, price]) in rows.iter().enumerate() {
        let label = tidy(label, false);
        if label.is_empty()
            || label.chars().count() > 120
            || label.starts_with(['=', '+', '-', '@'])
        {
            errors.add(format!("label-{row}"), Message::new("submit-line-label"));
        }
        let quantity = quantity.trim();
        let quantity = if quantity.is_empty() { Some(1) } else { quantity.parse().ok() };
        let quantity = quantity.filter(|quantity| QUANTITY.contains(quantity));
        if quantity.is_none() {
            errors.add(format!("quantity-{row}"), Message::new("submit-line-quantity"));
        }
        let price = Money::parse_typed(price).ok();
        let price = price.filter(|price| *price > Money::ZERO && *price <= UNIT_PRICE);
        if price.is_none() {
            errors.add(format!("price-{row}"), Message::new("submit-line-price"));
        }
        if let (Some(quantity), Some(unit_price)) = (quantity, price) {
            lines.push(CostLine { label, quantity, unit_price });
        }
    }
    lines
}

/// The next free position in a pool; call it inside the transaction that inserts.
async fn next_position(tx: &impl ConnectionTrait, pool: i64) -> Result<i64> {
    let last: Option<Option<i64>> = entity::Entity::find()
        .select_only()
        .column_as(entity::Column::Position.max(), "last")
        .filter(entity::Column::PoolId.eq(pool))
        .into_tuple()
        .one(tx)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Makes the draft a project, once: sent again, it answers with the project it already became.
/// The phase and its last second are decided inside the transaction.
pub async fn send(
    app: &App,
    edition: &Edition,
    draft: &draft::Model,
    proposal: &Proposal,
) -> Result<Project> {
    let tx = app.store.begin().await?;
    let number = take_number(&tx, app, edition).await;
    // Asked after the edition's row is locked: of two requests with one draft, the second sees
    // what the first has made. Returning here gives the number back.
    if let Some(already) = of_draft(&tx, draft.id).await? {
        return Ok(already);
    }
    let number = number?;
    let now = app.clock.now();
    let project = entity::ActiveModel {
        edition_id: Set(edition.id),
        pool_id: Set(proposal.pool_id),
        position: Set(next_position(&tx, proposal.pool_id).await?),
        number: Set(number.to_string()),
        code: Set(number.to_string()),
        title: Set(proposal.title.clone()),
        summary: Set(proposal.summary.clone()),
        category: Set(proposal.category),
        place: Set(proposal.place.clone()),
        latitude: Set(proposal.point.map(|point| point.0)),
        longitude: Set(proposal.point.map(|point| point.1)),
        cost: Set(proposal.cost().minor()),
        state: Set(State::Submitted),
        reason: Set(String::new()),
        columns: Set("[]".to_owned()),
        search: Set(list::search_text(&number.to_string(), &proposal.title, &proposal.summary)),
        author_id: Set(Some(draft.account_id)),
        draft_id: Set(Some(draft.id)),
        submitted_at: Set(now),
        ..Default::default()
    };
    let project = project.insert(&tx).await.map_err(|error| {
        on_constraint(
            error,
            "project_draft_once",
            "project.draft_id",
            Error::conflict("submit-twice"),
        )
    })?;
    let rows = proposal.lines.iter().zip(1..).map(|(line, position)| cost::ActiveModel {
        project_id: Set(project.id),
        position: Set(position),
        label: Set(line.label.clone()),
        quantity: Set(line.quantity),
        unit_price: Set(line.unit_price.minor()),
    });
    cost::Entity::insert_many(rows).exec_without_returning(&tx).await?;
    let act = Act {
        at: now,
        edition: Some(edition.id),
        kind: "submitted",
        subject: &project.number,
        ..Act::default()
    };
    audit::record(&tx, act).await?;
    tx.commit().await?;
    Ok(project)
}

async fn of_draft(tx: &DatabaseTransaction, draft: i64) -> Result<Option<Project>> {
    Ok(entity::Entity::find().filter(entity::Column::DraftId.eq(draft)).one(tx).await?)
}

/// Takes the edition's next number while submission is open; the update locks the edition's row,
/// so that two residents never get the same number or position.
async fn take_number(tx: &DatabaseTransaction, app: &App, edition: &Edition) -> Result<i64> {
    use crate::edition::{Column, Entity};
    let taken = Entity::update_many()
        .col_expr(Column::NextNumber, Expr::col(Column::NextNumber).add(1))
        .filter(Column::Id.eq(edition.id))
        .filter(Column::Phase.eq(Phase::Submission))
        .exec_with_returning(tx)
        .await?;
    let calendar = phase::calendar(tx, edition.id).await?;
    let open = phase::ends_at(&calendar, Phase::Submission).is_none_or(|end| app.clock.now() < end);
    match taken.first() {
        Some(row) if open => Ok(row.next_number - 1),
        _ => Err(Error::conflict("submit-closed")),
    }
}
