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

/// The points without those that lie far from the rest: a mistyped one must not make a map of a city
/// a map of the world.
pub fn without_strays(points: Vec<Place>) -> Vec<Place> {
    match fences(&points) {
        Some(fences) => points.into_iter().filter(|point| fences.hold(*point)).collect(),
        None => points,
    }
}

/// Bounds far outside the middle half of many places, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fences {
    pub lat: (f64, f64),
    pub lon: (f64, f64),
}

impl Fences {
    /// Between the quartiles of both coordinates, three of their distances and half a degree further.
    pub fn around(lat: (f64, f64), lon: (f64, f64)) -> Self {
        let wide = |(low, high): (f64, f64)| {
            let more = 3.0 * (high - low) + 0.5;
            (low - more, high + more)
        };
        Self { lat: wide(lat), lon: wide(lon) }
    }

    pub fn hold(&self, point: Place) -> bool {
        (self.lat.0..=self.lat.1).contains(&point.lat)
            && (self.lon.0..=self.lon.1).contains(&point.lon)
    }
}

/// Where the quartiles of so many sorted values stand; none for fewer than four, of which nobody can
/// tell which one is astray.
pub fn quartiles(n: usize) -> Option<(usize, usize)> {
    (n >= 4).then(|| (n / 4, (n - 1) * 3 / 4))
}

fn fences(points: &[Place]) -> Option<Fences> {
    let (low, high) = quartiles(points.len())?;
    let between = |value: fn(&Place) -> f64| {
        let mut all: Vec<f64> = points.iter().map(value).collect();
        all.sort_by(f64::total_cmp);
        (all[low], all[high])
    };
    Some(Fences::around(between(|point| point.lat), between(|point| point.lon)))
}

/// Somebody chose a point that is not where the city lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stray {
    pub kilometres: i64,
    /// The point with its two numbers changed over, where that one is in the city.
    pub swapped: Option<Place>,
}

/// Kilometres from the middle of a city within which nobody is asked about a point.
const NEAR: f64 = 100_000.0;
/// The middle of Poland, and the metres within which all of it lies.
const POLAND: (Place, f64) = (Place { lat: 52.07, lon: 19.48 }, 480_000.0);

/// Whether a point lies far from `ground`, which are points of the city; where there are none yet,
/// from Poland.
pub fn stray(point: Place, ground: &[Place]) -> Option<Stray> {
    let (middle, reach) = match ground {
        [] => POLAND,
        ground => {
            let median = |value: fn(&Place) -> f64| {
                let mut all: Vec<f64> = ground.iter().map(value).collect();
                all.sort_by(f64::total_cmp);
                all[all.len() / 2]
            };
            (Place { lat: median(|one| one.lat), lon: median(|one| one.lon) }, NEAR)
        }
    };
    let metres = distance(point, middle);
    let turned = Place { lat: point.lon, lon: point.lat };
    let swapped = (turned.lat.abs() <= 85.0 && distance(turned, middle) <= reach).then_some(turned);
    (metres > reach).then_some(Stray { kilometres: (metres / 1000.0).round() as i64, swapped })
}

/// Some points of an edition: where its city lies.
pub async fn somewhere(db: &impl ConnectionTrait, edition: i64) -> Result<Vec<Place>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition))
        .order_by_asc(Column::ProjectId)
        .limit(50)
        .all(db)
        .await?;
    let points = rows.iter().map(|row| Place { lat: row.latitude, lon: row.longitude });
    Ok(without_strays(points.collect()))
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
    fn a_point_that_is_astray_is_noticed_and_sets_no_map() {
        let at = |lat, lon| Place { lat, lon };
        let city: Vec<Place> = (0..8)
            .map(|n| at(52.29 + f64::from(n) * 0.004, 21.03 + f64::from(n) * 0.003))
            .collect();
        let right = at(52.2915, 21.0376);
        assert_eq!(stray(right, &city), None);
        assert_eq!(stray(at(52.1, 21.9), &city), None, "a village nearby");
        let wrong = stray(at(21.0376, 52.2915), &city).unwrap();
        assert_eq!((wrong.kilometres / 100, wrong.swapped), (43, Some(right)));
        assert_eq!(stray(at(-33.9, 151.2), &city).unwrap().swapped, None);
        assert_eq!(stray(right, &[]), None);
        assert_eq!(stray(at(21.0376, 52.2915), &[]).unwrap().swapped, Some(right));
        for far in [at(21.0376, 52.2915), at(0.0, 0.0), at(-80.0, -170.0)] {
            let mut all = city.clone();
            all.push(far);
            assert_eq!(without_strays(all), city);
            let few = vec![city[0], city[1], city[2], far];
            assert_eq!(without_strays(few), city[..3]);
        }
        let pair = vec![city[0], at(0.0, 0.0)];
        assert_eq!(without_strays(pair.clone()), pair, "of two nobody knows which is right");
    }

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
