//! What the map of the list shows. The database counts together what stands too close to be told
//! apart, so that a map costs the same whether it has a hundred pins or ten thousand.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, SimpleExpr};
use sea_orm::{
    ConnectionTrait, FromQueryResult, JoinType, Order, QueryOrder, QuerySelect, RelationDef,
};

use super::{Column, Entity, place};
use crate::error::Result;
use crate::page::map::{MapQuery, MapView, Place};

/// At the nearest zoom every pin is read by itself; more than this nobody parts any more.
const MOST: u64 = 2000;
/// More squares than lie beside each other around the earth at any zoom.
const ROW: i64 = 1_000_000_000;

/// A map of matching projects.
#[derive(Clone, Debug, PartialEq)]
pub struct Atlas {
    pub view: MapView,
    /// The corners of a box around all of them, in or out of view.
    pub around: [Place; 2],
    /// What is in view.
    pub spots: Vec<Spot>,
}

/// Places so close that they are one target; of several, the words belong to any of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub many: i64,
    pub number: String,
    pub code: String,
    pub title: String,
    /// Its south-western and its north-eastern corner.
    pub from: Place,
    pub to: Place,
}

#[derive(FromQueryResult)]
struct Bounds {
    south: Option<f64>,
    north: Option<f64>,
    west: Option<f64>,
    east: Option<f64>,
}

impl Bounds {
    fn corners(&self) -> Option<[Place; 2]> {
        let (south, north) = (self.south?, self.north?);
        Some([Place { lat: south, lon: self.west? }, Place { lat: north, lon: self.east? }])
    }
}

/// What the database counted together.
#[derive(FromQueryResult)]
struct Cell {
    /// A project of it.
    first: i64,
    many: i64,
    south: f64,
    north: f64,
    west: f64,
    east: f64,
}

#[derive(FromQueryResult)]
struct Words {
    id: i64,
    number: String,
    code: String,
    title: String,
}

impl Atlas {
    /// The view that was asked for, or one of them all but those that are astray; nothing when no
    /// project of `matching` has a place. Three queries, none of which reads more rows than there are
    /// targets; a few more where something lies farther away than a city reaches.
    pub async fn of(
        db: &impl ConnectionTrait,
        matching: Select<Entity>,
        asked: MapQuery,
    ) -> Result<Option<Self>> {
        let to_places =
            place::Entity::belongs_to(Entity).from(place::Column::ProjectId).to(Column::Id).into();
        let placed = matching.join(JoinType::InnerJoin, RelationDef::rev(to_places)).select_only();
        let Some(around) = bounds(placed.clone(), db).await? else { return Ok(None) };
        let view = asked.view(home(db, &placed, around).await?);
        Ok(Some(Self { view, around, spots: spots(db, placed, view).await? }))
    }
}

/// Degrees between its edges from which a box is no city.
const WIDE: f64 = 1.5;

/// The box that the first view shows: `around`, without what lies far from all the rest.
async fn home(
    db: &impl ConnectionTrait,
    placed: &Select<Entity>,
    around: [Place; 2],
) -> Result<[Place; 2]> {
    let [from, to] = around;
    if to.lat - from.lat < WIDE && to.lon - from.lon < WIDE {
        return Ok(around);
    }
    let n =
        placed.clone().expr_as(Func::count(latitude()), "n").into_tuple::<i64>().one(db).await?;
    let Some((low, high)) = place::quartiles(usize::try_from(n.unwrap_or(0)).unwrap_or(0)) else {
        return Ok(around);
    };
    let nth = async |value: fn() -> SimpleExpr, n: usize| -> Result<Option<f64>> {
        let sorted = placed.clone().expr_as(value(), "value").order_by(value(), Order::Asc);
        let n = u64::try_from(n).unwrap_or(0);
        Ok(sorted.offset(n).limit(1).into_tuple::<f64>().one(db).await?)
    };
    let (south, north) = (nth(latitude, low).await?, nth(latitude, high).await?);
    let (west, east) = (nth(longitude, low).await?, nth(longitude, high).await?);
    let (Some(south), Some(north), Some(west), Some(east)) = (south, north, west, east) else {
        return Ok(around);
    };
    let fences = place::Fences::around((south, north), (west, east));
    let inside = placed
        .clone()
        .filter(latitude().between(fences.lat.0, fences.lat.1))
        .filter(longitude().between(fences.lon.0, fences.lon.1));
    let box_of = bounds(inside, db).await?;
    Ok(box_of.unwrap_or(around))
}

/// The corners of a box around all of them.
async fn bounds(placed: Select<Entity>, db: &impl ConnectionTrait) -> Result<Option<[Place; 2]>> {
    let bounds = placed
        .expr_as(Func::min(latitude()), "south")
        .expr_as(Func::max(latitude()), "north")
        .expr_as(Func::min(longitude()), "west")
        .expr_as(Func::max(longitude()), "east")
        .into_model::<Bounds>()
        .one(db)
        .await?;
    Ok(bounds.and_then(|bounds| bounds.corners()))
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
    let bigint = |expr: SimpleExpr| expr.cast_as(Alias::new("bigint"));
    let project = || Expr::col((place::Entity, place::Column::ProjectId));
    // One number for a square is sorted faster than two. Degrees are counted from the pole and the
    // date line, so that no square at zero is twice as wide.
    let square = match view.grain() {
        Some((up, across)) => bigint(latitude().add(90.0).div(up))
            .mul(ROW)
            .add(bigint(longitude().add(180.0).div(across))),
        None => project().mul(ROW).add(Expr::col((place::Entity, place::Column::Position))),
    };
    let cells = seen
        .expr_as(square, "square")
        .expr_as(Func::min(project()), "first")
        .expr_as(Func::count(project()), "many")
        .expr_as(Func::min(latitude()), "south")
        .expr_as(Func::max(latitude()), "north")
        .expr_as(Func::min(longitude()), "west")
        .expr_as(Func::max(longitude()), "east")
        .group_by(Expr::col("square"))
        .order_by(Expr::col("first"), Order::Asc)
        .order_by(Expr::col("square"), Order::Asc)
        .limit(MOST)
        .into_model::<Cell>()
        .all(db)
        .await?;
    let words = Entity::find()
        .filter(Column::Id.is_in(cells.iter().map(|cell| cell.first)))
        .select_only()
        .columns([Column::Id, Column::Number, Column::Code, Column::Title])
        .into_model::<Words>()
        .all(db)
        .await?;
    let words: HashMap<i64, Words> = words.into_iter().map(|one| (one.id, one)).collect();
    let spot = |cell: Cell| {
        // One project may stand first in several squares; one may have gone since they were counted.
        let own = words.get(&cell.first)?;
        Some(Spot {
            many: cell.many,
            number: own.number.clone(),
            code: own.code.clone(),
            title: own.title.clone(),
            from: Place { lat: cell.south, lon: cell.west },
            to: Place { lat: cell.north, lon: cell.east },
        })
    };
    Ok(cells.into_iter().filter_map(spot).collect())
}

fn latitude() -> SimpleExpr {
    Expr::col((place::Entity, place::Column::Latitude))
}

fn longitude() -> SimpleExpr {
    Expr::col((place::Entity, place::Column::Longitude))
}
