//! The list of projects: search, filters, sort and pages, each answer a fixed number of queries.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, Order};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryOrder, QuerySelect};

use super::atlas::Atlas;
use super::{Category, Column, Entity, State};
use crate::error::Result;
use crate::page::Fields;
use crate::page::map::MapQuery;
use crate::text::{folded, normal, without_mark};

pub const PAGE_SIZE: u64 = 24;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By number plate.
    #[default]
    Number,
    Title,
    Cheapest,
    Dearest,
}

impl Sort {
    pub const ALL: [Self; 4] = [Self::Number, Self::Title, Self::Cheapest, Self::Dearest];

    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Title => "title",
            Self::Cheapest => "cheapest",
            Self::Dearest => "dearest",
        }
    }

    fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|sort| sort.name() == name).unwrap_or_default()
    }
}

/// What the visitor asked for; unknown values are no filter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub words: String,
    pub category: Option<Category>,
    /// Code of a pool.
    pub pool: String,
    pub state: Option<State>,
    pub sort: Sort,
    pub page: u64,
    pub map: bool,
}

impl Filter {
    pub fn parse(query: &Fields) -> Self {
        Self {
            words: query.get("q").trim().chars().take(80).collect(),
            category: Category::parse(query.get("category")),
            pool: query.get("pool").to_owned(),
            state: State::parse(query.get("status")),
            sort: Sort::parse(query.get("sort")),
            page: query.get("page").parse().unwrap_or(1).clamp(1, 100_000),
            map: query.get("view") == "map",
        }
    }

    /// The query of the same list on another page or in the other view.
    pub fn query(&self, page: u64, map: bool) -> String {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: &str| {
            if !value.is_empty() {
                parts.push(format!("{name}={}", crate::page::encode(value)));
            }
        };
        add("q", &self.words);
        add("category", self.category.map_or("", Category::name));
        add("pool", &self.pool);
        add("status", self.state.map_or("", State::name));
        add("sort", if self.sort == Sort::default() { "" } else { self.sort.name() });
        add("view", if map { "map" } else { "" });
        add("page", &if page > 1 { page.to_string() } else { String::new() });
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

/// As much of a project as a card shows.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Row {
    pub id: i64,
    pub edition_id: i64,
    pub pool_id: i64,
    pub number: String,
    pub code: String,
    pub title: String,
    pub category: Category,
    pub cost: i64,
    pub state: State,
    pub official: Option<i16>,
}

impl Row {
    pub fn money(&self) -> game_rules::money::Money {
        game_rules::money::Money::from_minor(self.cost)
    }
}

#[derive(Clone, Debug)]
pub struct Listing {
    pub rows: Vec<Row>,
    pub total: u64,
    pub pages: u64,
    /// When the map is asked for and something has a place on it.
    pub atlas: Option<Atlas>,
}

/// What the search compares: number, title and summary in lower case, Polish letters also without
/// their marks, so that `lodz` finds `Łódź`.
pub fn search_text(number: &str, title: &str, summary: &str) -> String {
    let plain = normal(&format!("{number} {title} {summary}")).to_lowercase();
    let folded = folded(&plain);
    if folded == plain { plain } else { format!("{plain} {folded}") }
}

/// What sorting by title compares, byte for byte: the order of the Polish alphabet. Every Polish
/// letter becomes its plain one and a sign that comes after all letters.
pub fn title_order(title: &str) -> Vec<u8> {
    let mut order = String::with_capacity(title.len() + 8);
    for letter in normal(title).to_lowercase().chars() {
        let plain = without_mark(letter);
        order.push(plain);
        if plain != letter {
            order.push_str(if letter == 'ż' { "~~" } else { "~" });
        }
    }
    order.into_bytes()
}

fn matching(edition: i64, filter: &Filter, pool: Option<i64>) -> Select<Entity> {
    let mut select = Entity::find().filter(Column::EditionId.eq(edition));
    for word in normal(&filter.words).to_lowercase().split_whitespace() {
        let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = LikeExpr::new(format!("%{escaped}%")).escape('\\');
        select = select.filter(Expr::col(Column::Search).like(like));
    }
    if let Some(category) = filter.category {
        select = select.filter(Column::Category.eq(category));
    }
    if let Some(pool) = pool {
        select = select.filter(Column::PoolId.eq(pool));
    }
    match filter.state {
        Some(state) => select.filter(Column::State.eq(state)),
        None => select.filter(Column::State.ne(State::Withdrawn)),
    }
}

fn as_rows(select: Select<Entity>) -> sea_orm::Selector<sea_orm::SelectModel<Row>> {
    select
        .select_only()
        .columns([
            Column::Id,
            Column::EditionId,
            Column::PoolId,
            Column::Number,
            Column::Code,
            Column::Title,
            Column::Category,
            Column::Cost,
            Column::State,
            Column::Official,
        ])
        .into_model::<Row>()
}

/// One page of the list: two queries, five with the map.
pub async fn listing(
    db: &impl ConnectionTrait,
    edition: i64,
    filter: &Filter,
    pool: Option<i64>,
    map: MapQuery,
) -> Result<Listing> {
    let total = matching(edition, filter, pool).count(db).await?;
    let pages = Ord::max(total.div_ceil(PAGE_SIZE), 1);
    let page = Ord::min(filter.page, pages);
    let select = matching(edition, filter, pool);
    let select = match filter.sort {
        // Numbers are texts; shorter first makes 9 come before 10.
        Sort::Number => {
            select.order_by(Expr::cust("length(number)"), Order::Asc).order_by_asc(Column::Number)
        }
        Sort::Title => select.order_by_asc(Column::TitleOrder),
        Sort::Cheapest => select.order_by_asc(Column::Cost),
        Sort::Dearest => select.order_by_desc(Column::Cost),
    };
    let rows =
        as_rows(select.order_by_asc(Column::Id).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
            .all(db)
            .await?;
    let atlas = match filter.map {
        true => Atlas::of(db, matching(edition, filter, pool), map).await?,
        false => None,
    };
    Ok(Listing { rows, total, pages, atlas })
}

/// How many projects of an edition are on the ballot or on their way to it.
pub async fn count(db: &impl ConnectionTrait, edition: i64) -> Result<u64> {
    Ok(standing(edition).count(db).await?)
}

fn standing(edition: i64) -> Select<Entity> {
    Entity::find()
        .filter(Column::EditionId.eq(edition))
        .filter(Column::State.is_in(State::STANDING))
}

/// The cards of an edition, at most `limit`, in the order of the pools.
pub async fn rows_of_edition(
    db: &impl ConnectionTrait,
    edition: i64,
    limit: u64,
) -> Result<Vec<Row>> {
    let select =
        standing(edition).order_by_asc(Column::PoolId).order_by_asc(Column::Position).limit(limit);
    Ok(as_rows(select).all(db).await?)
}

/// The first projects of every edition, in one query.
pub async fn first_of_each(db: &impl ConnectionTrait, each: i64) -> Result<Vec<Row>> {
    let select = Entity::find()
        .filter(Column::State.is_in(State::STANDING))
        .filter(Column::Position.lte(each))
        .order_by_asc(Column::EditionId)
        .order_by_asc(Column::PoolId)
        .order_by_asc(Column::Position);
    Ok(as_rows(select).all(db).await?)
}

/// The accepted projects of pools, in the order of their positions: the ballot list.
pub async fn on_ballot(db: &impl ConnectionTrait, pools: &[i64]) -> Result<Vec<Row>> {
    let select = Entity::find()
        .filter(Column::PoolId.is_in(pools.iter().copied()))
        .filter(Column::State.eq(State::Accepted))
        .order_by_asc(Column::PoolId)
        .order_by_asc(Column::Position);
    Ok(as_rows(select).all(db).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_text_finds_words_without_polish_marks() {
        let text = search_text("L18/06", "Zażółć Gęślą Jaźń", "w Łodzi");
        for word in ["l18/06", "zażółć", "zazolc", "gesla", "lodzi"] {
            assert!(text.contains(word), "{word}");
        }
    }

    #[test]
    fn titles_stand_in_the_order_of_the_polish_alphabet() {
        let sorted = ["a", "az", "Ą", "b", "Ł", "łz", "m", "z", "zz", "ź", "Źz", "ż", "żz"];
        assert!(sorted.is_sorted_by_key(|title| title_order(title)), "{sorted:?}");
    }

    #[test]
    fn the_query_of_a_page_says_only_what_differs() {
        let mut filter = Filter { page: 1, ..Filter::default() };
        assert_eq!(filter.query(1, false), "");
        filter.words = "plac zabaw & park".into();
        filter.category = Some(Category::Green);
        assert_eq!(
            filter.query(3, true),
            "?q=plac%20zabaw%20%26%20park&category=green&view=map&page=3"
        );
    }
}
