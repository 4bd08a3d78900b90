//! Places of projects on the map. The first is also `project.latitude` and `project.longitude`.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType, QueryOrder, QuerySelect, Set};

use super::{Category, State, entity as project};
use crate::error::{Error, Result};
use crate::page::map::Place;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub project_id: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub edition_id: i64,
    pub latitude: f64,
    pub longitude: f64,
}

impl ActiveModelBehavior for ActiveModel {}

/// Two projects nearer than this may want the same ground.
pub const SAME_PLACE_METRES: f64 = 100.0;
/// As many neighbours as a page shows.
const MOST: usize = 10;
const EARTH_RADIUS: f64 = 6_371_008.8;

/// The points of a project in their order.
pub async fn of_project(db: &impl ConnectionTrait, project: i64) -> Result<Vec<Place>> {
    let rows = Entity::find()
        .filter(Column::ProjectId.eq(project))
        .order_by_asc(Column::Position)
        .all(db)
        .await?;
    Ok(rows.iter().map(|row| Place { lat: row.latitude, lon: row.longitude }).collect())
}

/// Puts `points` in the place of those a project has, its first coordinates with them.
pub async fn replace(
    tx: &impl ConnectionTrait,
    edition: i64,
    project: i64,
    points: &[Place],
) -> Result<()> {
    Entity::delete_many().filter(Column::ProjectId.eq(project)).exec(tx).await?;
    let rows = points.iter().zip(1..).map(|(point, position)| ActiveModel {
        project_id: Set(project),
        position: Set(position),
        edition_id: Set(edition),
        latitude: Set(point.lat),
        longitude: Set(point.lon),
    });
    if !points.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let first = points.first();
    project::Entity::update_many()
        .col_expr(project::Column::Latitude, Expr::value(first.map(|point| point.lat)))
        .col_expr(project::Column::Longitude, Expr::value(first.map(|point| point.lon)))
        .filter(project::Column::Id.eq(project))
        .exec(tx)
        .await?;
    Ok(())
}

/// Gives every project of a new edition that came with coordinates its place.
pub async fn of_import(tx: &impl ConnectionTrait, edition: i64) -> Result<()> {
    use project::Column as Project;
    let located = Query::select()
        .from(project::Entity)
        .column(Project::Id)
        .expr(Expr::value(1_i64))
        .columns([Project::EditionId, Project::Latitude, Project::Longitude])
        .and_where(Expr::col(Project::EditionId).eq(edition))
        .and_where(Expr::col(Project::Latitude).is_not_null())
        .and_where(Expr::col(Project::Longitude).is_not_null())
        .to_owned();
    let into = [
        Column::ProjectId,
        Column::Position,
        Column::EditionId,
        Column::Latitude,
        Column::Longitude,
    ];
    let mut insert = Query::insert();
    insert
        .into_table(Entity)
        .columns(into)
        .select_from(located)
        .map_err(|error| Error::Internal(error.into()))?;
    tx.execute(&insert).await?;
    Ok(())
}

/// Some points of an edition: where its city lies.
pub async fn somewhere(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Place>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::ProjectId)
        .limit(50)
        .all(db)
        .await?;
    Ok(rows.iter().map(|row| Place { lat: row.latitude, lon: row.longitude }).collect())
}

/// A project of the same edition that stands close by.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbour {
    pub id: i64,
    pub number: String,
    pub code: String,
    pub title: String,
    pub category: Category,
    /// Rounded up, so that it is never said to be nearer than it is.
    pub metres: u32,
}

#[derive(FromQueryResult)]
struct Found {
    id: i64,
    number: String,
    code: String,
    title: String,
    category: Category,
    latitude: f64,
    longitude: f64,
}

/// The projects of an edition with a point less than [`SAME_PLACE_METRES`] from one of `points`,
/// nearest first. One query on the index, bounded by a box around each point; the distance itself
/// is along the great circle. Rejected and withdrawn projects want no ground.
pub async fn near(
    db: &impl ConnectionTrait,
    edition: i64,
    points: &[Place],
    except: Option<i64>,
) -> Result<Vec<Neighbour>> {
    if points.is_empty() {
        return Ok(Vec::new());
    }
    let mut boxes = sea_orm::Condition::any();
    for point in points {
        let up = (SAME_PLACE_METRES / EARTH_RADIUS).to_degrees() * 1.01;
        // Close to a pole every meridian is near.
        let across = (up / point.lat.to_radians().cos().max(0.001)).min(180.0);
        boxes = boxes.add(
            Expr::col((Entity, Column::Latitude)).between(point.lat - up, point.lat + up).and(
                Expr::col((Entity, Column::Longitude))
                    .between(point.lon - across, point.lon + across),
            ),
        );
    }
    let mut select = Entity::find()
        .join(
            JoinType::InnerJoin,
            Entity::belongs_to(project::Entity)
                .from(Column::ProjectId)
                .to(project::Column::Id)
                .into(),
        )
        .filter(Column::EditionId.eq(edition))
        .filter(boxes)
        .filter(project::Column::State.is_not_in([State::Rejected, State::Withdrawn]));
    if let Some(except) = except {
        select = select.filter(Column::ProjectId.ne(except));
    }
    let found = select
        .select_only()
        .columns([
            project::Column::Id,
            project::Column::Number,
            project::Column::Code,
            project::Column::Title,
            project::Column::Category,
        ])
        .columns([Column::Latitude, Column::Longitude])
        .limit(500)
        .into_model::<Found>()
        .all(db)
        .await?;
    let mut near: Vec<Neighbour> = Vec::new();
    for row in found {
        let at = Place { lat: row.latitude, lon: row.longitude };
        let metres = points.iter().map(|point| distance(*point, at)).fold(f64::MAX, f64::min);
        if metres >= SAME_PLACE_METRES {
            continue;
        }
        let metres = metres.ceil() as u32;
        match near.iter_mut().find(|known| known.id == row.id) {
            Some(known) => known.metres = Ord::min(known.metres, metres),
            None => near.push(Neighbour {
                id: row.id,
                number: row.number,
                code: row.code,
                title: row.title,
                category: row.category,
                metres,
            }),
        }
    }
    near.sort_by_key(|neighbour| (neighbour.metres, neighbour.id));
    near.truncate(MOST);
    Ok(near)
}

/// Metres along the great circle (haversine).
pub fn distance(a: Place, b: Place) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b.lon - a.lon).to_radians() / 2.0).sin();
    let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH_RADIUS * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_metres_are_a_hundred_metres_in_every_direction() {
        let at = |lat, lon| Place { lat, lon };
        let here = at(52.2297, 21.0122);
        // A degree of latitude is 111.195 km on the sphere, a degree of longitude cos(lat) of it.
        assert!((distance(here, at(52.2297 + 0.0009, 21.0122)) - 100.08).abs() < 0.05);
        assert!((distance(here, at(52.2297, 21.0122 + 0.001469)) - 100.05).abs() < 0.05);
        assert_eq!(distance(here, here), 0.0);
        assert!((distance(at(52.0, 21.0), at(50.0, 19.0)) - 262_000.0).abs() < 2_000.0);
    }
}
