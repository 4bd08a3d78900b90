//! What the map of the list shows. The database counts together what stands too close to be told
//! apart, so that a map costs the same whether it has a hundred pins or ten thousand.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{
    ConnectionTrait, FromQueryResult, JoinType, Order, QueryOrder, QuerySelect, RelationDef,
};

use super::{Column, Entity, place};
use crate::error::Result;
use crate::page::map::{MapQuery, MapView, Outline, Place};

/// At the nearest zoom every pin is read by itself; more than this nobody parts any more.
const MOST: u64 = 2000;

/// A map of matching projects.
#[derive(Clone, Debug, PartialEq)]
pub struct Atlas {
    pub view: MapView,
    /// The outline of all of them, in or out of view.
    pub around: [Place; 8],
    /// What is in view.
    pub spots: Vec<Spot>,
}

/// Places so close that they are one target; of several, the words belong to any of them.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Spot {
    pub many: i64,
    pub number: String,
    pub code: String,
    pub title: String,
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

impl Spot {
    pub fn from(&self) -> Place {
        Place { lat: self.south, lon: self.west }
    }

    pub fn to(&self) -> Place {
        Place { lat: self.north, lon: self.east }
    }
}

#[derive(FromQueryResult)]
struct Bounds {
    south: Option<f64>,
    north: Option<f64>,
    west: Option<f64>,
    east: Option<f64>,
    least_rising: Option<f64>,
    most_rising: Option<f64>,
    least_falling: Option<f64>,
    most_falling: Option<f64>,
}

impl Bounds {
    fn outline(&self) -> Option<Outline> {
        Some(Outline {
            south: self.south?,
            north: self.north?,
            west: self.west?,
            east: self.east?,
            rising: (self.least_rising?, self.most_rising?),
            falling: (self.least_falling?, self.most_falling?),
        })
    }
}

impl Atlas {
    /// The view that was asked for, or one of them all; nothing when no project of `matching` has a
    /// place. Two queries.
    pub async fn of(
        db: &impl ConnectionTrait,
        matching: Select<Entity>,
        asked: MapQuery,
    ) -> Result<Option<Self>> {
        let to_places =
            place::Entity::belongs_to(Entity).from(place::Column::ProjectId).to(Column::Id).into();
        let placed = matching.join(JoinType::InnerJoin, RelationDef::rev(to_places)).select_only();
        let slanted = || longitude().add(latitude().mul(Outline::SLANT));
        let leaning = || longitude().sub(latitude().mul(Outline::SLANT));
        let bounds = placed
            .clone()
            .expr_as(Func::min(latitude()), "south")
            .expr_as(Func::max(latitude()), "north")
            .expr_as(Func::min(longitude()), "west")
            .expr_as(Func::max(longitude()), "east")
            .expr_as(Func::min(slanted()), "least_rising")
            .expr_as(Func::max(slanted()), "most_rising")
            .expr_as(Func::min(leaning()), "least_falling")
            .expr_as(Func::max(leaning()), "most_falling")
            .into_model::<Bounds>()
            .one(db)
            .await?;
        let Some(outline) = bounds.and_then(|bounds| bounds.outline()) else { return Ok(None) };
        let around = outline.corners();
        let view = asked.view(around);
        Ok(Some(Self { view, around, spots: spots(db, placed, view).await? }))
    }
}

async fn spots(
    db: &impl ConnectionTrait,
    placed: Select<Entity>,
    view: MapView,
) -> Result<Vec<Spot>> {
    let (from, to) = view.corners();
    let seen = placed
        .filter(latitude().between(from.lat, to.lat))
        .filter(longitude().between(from.lon, to.lon));
    let cell = |degrees: SimpleExpr, length: f64| degrees.div(length).cast_as(Alias::new("bigint"));
    let by = match view.grain() {
        // Above zero, so that the square at the meridian is not twice as wide.
        Some((up, across)) => {
            [cell(latitude().add(90.0), up), cell(longitude().add(180.0), across)]
        }
        None => [
            Expr::col((place::Entity, place::Column::ProjectId)),
            Expr::col((place::Entity, place::Column::Position)),
        ],
    };
    let [one, other] = by;
    let own = |column: Column| Expr::col((Entity, column));
    let spots = seen
        .expr_as(one, "cell_a")
        .expr_as(other, "cell_b")
        .expr_as(Func::min(own(Column::Id)), "first")
        .expr_as(Func::count(own(Column::Id)), "many")
        .expr_as(Func::min(own(Column::Number)), "number")
        .expr_as(Func::min(own(Column::Code)), "code")
        .expr_as(Func::min(own(Column::Title)), "title")
        .expr_as(Func::min(latitude()), "south")
        .expr_as(Func::max(latitude()), "north")
        .expr_as(Func::min(longitude()), "west")
        .expr_as(Func::max(longitude()), "east")
        .group_by(Expr::col("cell_a"))
        .group_by(Expr::col("cell_b"))
        .order_by(Expr::col("first"), Order::Asc)
        .order_by(Expr::col("cell_a"), Order::Asc)
        .order_by(Expr::col("cell_b"), Order::Asc)
        .limit(MOST);
    Ok(spots.into_model::<Spot>().all(db).await?)
}

fn latitude() -> SimpleExpr {
    Expr::col((place::Entity, place::Column::Latitude))
}

fn longitude() -> SimpleExpr {
    Expr::col((place::Entity, place::Column::Longitude))
}
