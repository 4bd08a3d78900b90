//! A map drawn on the server. Its state is the address; every move is a link; the list beside it says
//! the same. Without a tile server it draws a quiet ground of grout lines and the outline of the area.

use std::collections::HashMap;

use super::mark::Sign;
use super::parts::plates::sign_plate;
use super::said::Said;
use maud::{Markup, Render, html};
use serde::{Deserialize, Serialize};

const TILE: f64 = 256.0;
const EARTH_ROUND: f64 = 40_075_016.686;
/// At the nearest zoom this many pins are laid side by side; further ones gather as anywhere else.
const MOST_APART: usize = 64;
const MOST_ZOOM: u8 = 18;
/// Targets are 48 px; pins nearer than this become one.
const CELL: f64 = 56.0;
/// How far a target stays from the edge.
const EDGE: f64 = 27.0;

/// A place on earth, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub lat: f64,
    pub lon: f64,
}

/// A project on the map, or several that were counted together where they stand too close to be told
/// apart: then number, title and address belong to one of them.
#[derive(Debug, Clone, Copy)]
pub struct Pin<'a> {
    /// The south-western and the north-eastern corner of what it stands for; one place for one project.
    pub from: Place,
    pub to: Place,
    pub many: usize,
    pub number: &'a str,
    pub title: Said<'a>,
    pub href: &'a str,
    /// The one this page is about: brass.
    pub on: bool,
}

impl<'a> Pin<'a> {
    pub fn one(
        place: Place,
        number: &'a str,
        title: impl Into<Said<'a>>,
        href: &'a str,
        on: bool,
    ) -> Self {
        Self { from: place, to: place, many: 1, number, title: title.into(), href, on }
    }

    /// Its middle.
    fn place(&self) -> Place {
        Place { lat: (self.from.lat + self.to.lat) / 2.0, lon: (self.from.lon + self.to.lon) / 2.0 }
    }
}

/// The part of the query that says what is seen; anything may be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct MapQuery {
    pub z: Option<u8>,
    pub x: Option<i64>,
    pub y: Option<i64>,
    pub w: Option<u32>,
}

/// What is seen: zoom, the centre in world pixels of that zoom, and the size drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapView {
    pub z: u8,
    pub x: i64,
    pub y: i64,
    pub w: u32,
    pub h: u32,
}

impl MapQuery {
    /// The view asked for, or the one that shows all `places`.
    pub fn view(self, places: impl IntoIterator<Item = Place>) -> MapView {
        let w = self.w.unwrap_or(360).clamp(320, 960);
        match (self.z, self.x, self.y) {
            (Some(z), Some(x), Some(y)) => MapView { z, x, y, w, h: height(w) }.within_the_world(),
            _ => MapView::fit(places, w),
        }
    }
}

impl MapView {
    /// Shows all `places`, or the whole of Poland when there are none.
    pub fn fit(places: impl IntoIterator<Item = Place>, w: u32) -> MapView {
        Self::fit_in(places, w, height(w))
    }

    /// The same in a low picture, for the page of one project.
    pub fn fit_low(places: impl IntoIterator<Item = Place>) -> MapView {
        Self::fit_in(places, 360, 220)
    }

    fn fit_in(places: impl IntoIterator<Item = Place>, w: u32, h: u32) -> MapView {
        let at: Vec<(f64, f64)> = places.into_iter().map(|p| project(p, 0)).collect();
        let frame = if at.is_empty() {
            frame(&[
                project(Place { lat: 54.9, lon: 14.1 }, 0),
                project(Place { lat: 49.0, lon: 24.2 }, 0),
            ])
        } else {
            frame(&at)
        };
        let (left, top, right, bottom) = frame;
        let (room_x, room_y) = (f64::from(w) - 3.0 * EDGE, f64::from(h) - 3.0 * EDGE);
        let fits =
            |z: u8| (right - left) * scale(z) <= room_x && (bottom - top) * scale(z) <= room_y;
        let z = (0..=16).rev().find(|z| fits(*z)).unwrap_or(0);
        let middle = |a: f64, b: f64| ((a + b) / 2.0 * scale(z)).round() as i64;
        MapView { z, x: middle(left, right), y: middle(top, bottom), w, h }
    }

    /// The south-western and the north-eastern corner of what is seen.
    pub fn corners(self) -> (Place, Place) {
        let (left, top) = (self.left(), self.top());
        let (right, bottom) = (left + f64::from(self.w), top + f64::from(self.h));
        (self.on_earth(left, bottom), self.on_earth(right, top))
    }

    /// Degrees (latitude, longitude) inside which pins may be counted together before they are laid
    /// out; none at the nearest zoom, where each stands alone.
    pub fn grain(self) -> Option<(f64, f64)> {
        let across = CELL / 2.0 * 360.0 / (TILE * scale(self.z));
        let up = across * self.on_earth(self.x as f64, self.y as f64).lat.to_radians().cos();
        (self.z < MOST_ZOOM).then_some((up, across))
    }

    fn on_earth(self, x: f64, y: f64) -> Place {
        let world = TILE * scale(self.z);
        let lat = (std::f64::consts::PI * (1.0 - 2.0 * y / world)).sinh().atan();
        Place { lat: lat.to_degrees(), lon: x / world * 360.0 - 180.0 }
    }

    /// The place in the middle, to six decimals of a degree: a tenth of a metre.
    pub fn centre(self) -> Place {
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        let Place { lat, lon } = self.on_earth(self.x as f64, self.y as f64);
        Place { lat: round(lat), lon: round(lon) }
    }

    /// As written in an address.
    pub fn query(self) -> String {
        format!("z={}&x={}&y={}&w={}", self.z, self.x, self.y, self.w)
    }

    /// Nearer (positive) or farther, about the same centre.
    pub fn zoomed(self, by: i8) -> MapView {
        self.at_zoom(self.z.saturating_add_signed(by).min(MOST_ZOOM)).within_the_world()
    }

    fn at_zoom(self, z: u8) -> MapView {
        let factor = scale(z) / scale(self.z);
        let at = |v: i64| (v as f64 * factor).round() as i64;
        MapView { z, x: at(self.x), y: at(self.y), ..self }
    }

    /// Moved by parts of a third of the picture.
    pub fn moved(self, right: i64, down: i64) -> MapView {
        let third = |length: u32| i64::from(length) / 3;
        MapView { x: self.x + right * third(self.w), y: self.y + down * third(self.h), ..self }
            .within_the_world()
    }

    fn within_the_world(self) -> MapView {
        let z = self.z.min(MOST_ZOOM);
        let most = (TILE * scale(z)) as i64;
        MapView { z, x: self.x.clamp(0, most), y: self.y.clamp(0, most), ..self }
    }

    fn left(self) -> f64 {
        self.x as f64 - f64::from(self.w) / 2.0
    }

    fn top(self) -> f64 {
        self.y as f64 - f64::from(self.h) / 2.0
    }

    fn spot(self, place: Place) -> (f64, f64) {
        let (x, y) = project(place, self.z);
        (x - self.left(), y - self.top())
    }
}

/// Higher than wide on phones, wider than high elsewhere.
fn height(w: u32) -> u32 {
    if w <= 480 { w * 10 / 9 } else { (w * 5 / 8).max(400) }
}

fn scale(z: u8) -> f64 {
    f64::from(1_u32 << z)
}

/// Web Mercator: world pixels at a zoom.
fn project(place: Place, z: u8) -> (f64, f64) {
    let sin = place.lat.clamp(-85.05, 85.05).to_radians().sin();
    let x = (place.lon + 180.0) / 360.0;
    let y = 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * std::f64::consts::PI);
    (x * TILE * scale(z), y * TILE * scale(z))
}

/// left, top, right, bottom
fn frame(points: &[(f64, f64)]) -> (f64, f64, f64, f64) {
    points.iter().fold((f64::MAX, f64::MAX, f64::MIN, f64::MIN), |(l, t, r, b), &(x, y)| {
        (l.min(x), t.min(y), r.max(x), b.max(y))
    })
}

/// Pins that stand as one target.
struct Cluster<'a> {
    x: f64,
    y: f64,
    pins: Vec<&'a Pin<'a>>,
}

impl Cluster<'_> {
    fn many(&self) -> usize {
        self.pins.iter().map(|pin| pin.many).sum()
    }
}

/// Groups what would overlap on a grid of targets: a pin joins the first cluster within a cell of it.
/// At the nearest zoom nothing can be parted any more, so there pins are laid out beside each other.
fn cluster<'a>(view: MapView, pins: &'a [Pin<'a>]) -> Vec<Cluster<'a>> {
    let (w, h) = (f64::from(view.w), f64::from(view.h));
    let mut clusters: Vec<Cluster<'a>> = Vec::new();
    for pin in pins {
        let (x, y) = view.spot(pin.place());
        if x < 0.0 || y < 0.0 || x > w || y > h {
            continue;
        }
        let (x, y) = (x.clamp(EDGE, w - EDGE), y.clamp(EDGE, h - EDGE));
        let near =
            |c: &Cluster<'_>, x: f64, y: f64| (c.x - x).abs() < CELL && (c.y - y).abs() < CELL;
        if view.z == MOST_ZOOM && clusters.len() < MOST_APART {
            let columns = ((w - 2.0 * EDGE) / CELL).floor() as i64;
            let mut spots = (0..columns * columns)
                .map(|i| (x + (i % columns) as f64 * CELL, y + (i / columns) as f64 * CELL));
            let spot =
                spots.find(|&(x, y)| x <= w - EDGE && !clusters.iter().any(|c| near(c, x, y)));
            let (x, y) = spot.unwrap_or((x, y));
            clusters.push(Cluster { x, y, pins: vec![pin] });
        } else if let Some(home) = clusters.iter_mut().find(|c| near(c, x, y)) {
            home.pins.push(pin);
        } else {
            clusters.push(Cluster { x, y, pins: vec![pin] });
        }
    }
    clusters
}

/// The words of a map, all of them read aloud.
#[derive(Clone, Copy)]
pub struct MapWords<'a> {
    pub label: &'a str,
    /// 'Ten projects here: come closer'
    pub cluster: &'a dyn Fn(usize) -> String,
    /// '500 m', '2 km'
    pub distance: &'a dyn Fn(u32) -> String,
    pub closer: &'a str,
    pub farther: &'a str,
    pub all: &'a str,
    pub up: &'a str,
    pub down: &'a str,
    pub left: &'a str,
    pub right: &'a str,
    /// Whose ground it is, as the tile server's licence wants it.
    pub attribution: &'a str,
}

/// A map; `(Map { … })` in `html!`. Add `map.js` to the page for dragging and pinching.
pub struct Map<'a> {
    /// Id of the whole part, one of those in `swap`.
    pub id: &'a str,
    pub view: MapView,
    pub pins: &'a [Pin<'a>],
    /// Places around everything that could be seen, in or out of view.
    pub around: &'a [Place],
    /// `https://tiles.example.pl/{z}/{x}/{y}.png`, or a proxy of our own.
    pub tiles: Option<&'a str>,
    /// The page's address with its other choices; the view is added to it.
    pub base: &'a str,
    pub swap: &'a str,
    /// The links under the map; not for the small map of one project.
    pub controls: bool,
    /// A cross in the middle, for choosing a place by moving the map under it.
    pub cross: bool,
    pub words: MapWords<'a>,
}

impl Map<'_> {
    fn href(&self, view: MapView) -> String {
        format!("{}{}{}", self.base, if self.base.contains('?') { '&' } else { '?' }, view.query())
    }

    /// `whole` when nothing lies out of view: only then the outline of the area is known.
    fn ground(&self, whole: bool) -> Markup {
        let (w, h) = (f64::from(self.view.w), f64::from(self.view.h));
        let (left, top) = (self.view.left(), self.view.top());
        if let Some(template) = self.tiles {
            let last = (1_i64 << self.view.z) - 1;
            let range = |from: f64, length: f64| {
                ((from / TILE).floor() as i64).max(0)
                    ..=(((from + length) / TILE).floor() as i64).min(last)
            };
            return html! {
                @for ty in range(top, h) { @for tx in range(left, w) {
                    @let href = template.replace("{z}", &self.view.z.to_string()).replace("{x}", &tx.to_string()).replace("{y}", &ty.to_string());
                    image href=(href) x=(round(tx as f64 * TILE - left)) y=(round(ty as f64 * TILE - top)) width="256" height="256" {}
                } }
            };
        }
        let mut lines = String::new();
        let step = TILE / 4.0;
        let (mut x, mut y) = (step - left.rem_euclid(step), step - top.rem_euclid(step));
        while x < w {
            lines.push_str(&format!("M{} -{h}v{}", round(x), h * 3.0));
            x += step;
        }
        while y < h {
            lines.push_str(&format!("M-{w} {}h{}", round(y), w * 3.0));
            y += step;
        }
        let corners = self.pins.iter().flat_map(|pin| [pin.from, pin.to]);
        let area =
            if whole { hull(corners.map(|p| self.view.spot(p)).collect()) } else { Vec::new() };
        html! {
            @if area.len() > 2 {
                path class="m-area" d=(area.iter().enumerate().map(|(i, (x, y))| format!("{}{} {}", if i == 0 { "M" } else { " " }, round(*x), round(*y))).collect::<String>() + "z") {}
            }
            path class="m-line" d=(lines) {}
        }
    }

    /// `nth` of the targets that begin with a pin of this number: a project has several places, and
    /// pools may number alike.
    fn target(&self, cluster: &Cluster<'_>, nth: usize) -> Markup {
        let (x, y) = (round(cluster.x), round(cluster.y));
        let on = cluster.pins.iter().any(|pin| pin.on);
        let pin_class = if on { "m-pin m-pin--on" } else { "m-pin" };
        let first = cluster.pins[0];
        let count = cluster.many();
        let (href, name, shown, swap, id) = if count == 1 {
            (
                first.href.to_owned(),
                format!("{} {}", first.number, first.title.words()),
                first.number.to_owned(),
                None,
                format!("{}-{}", self.id, first.number),
            )
        } else {
            let inside = cluster.pins.iter().flat_map(|pin| [pin.from, pin.to]);
            let inside = MapView::fit(inside, self.view.w);
            let next =
                if inside.z > self.view.z { inside } else { inside.at_zoom(self.view.z).zoomed(1) };
            (
                self.href(next),
                (self.words.cluster)(count),
                count.to_string(),
                Some(self.swap),
                format!("{}-{}-more", self.id, first.number),
            )
        };
        let id = if nth == 1 { id } else { format!("{id}-{nth}") };
        // A number and a title: its language is the title's.
        let lang = first.title.lang().filter(|_| count == 1);
        html! {
            a href=(href) id=(id) lang=[lang] aria-label=(name) data-swap=[swap] {
                rect class="hit" x=(x - 26) y=(y - 26) width="52" height="52" {}
                @if count == 1 { rect class=(pin_class) x=(x - 24) y=(y - 16) width="48" height="32" rx="5" {} }
                @else { circle class=(pin_class) cx=(x) cy=(y) r="23" {} }
                text class=[on.then_some("on")] x=(x) y=(y + 5) { (shown) }
            }
        }
    }

    fn scale_bar(&self) -> Markup {
        let metres =
            EARTH_ROUND * self.view.centre().lat.to_radians().cos() / (TILE * scale(self.view.z));
        let (length, pixels) = nice_distance(metres);
        let y = i64::from(self.view.h) - 12;
        html! {
            path class="m-rule" d=(format!("M12 {}v6h{}v-6", y - 6, round(pixels))) {}
            text class="m-scale" x=(round(pixels) + 20) y=(y + 1) { ((self.words.distance)(length)) }
        }
    }
}

impl Render for Map<'_> {
    fn render(&self) -> Markup {
        let view = self.view;
        let link = |sign, name, to: MapView, what: &str| {
            sign_plate(sign, name, &self.href(to), Some(self.swap), &format!("{}-{what}", self.id))
        };
        let words = &self.words;
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let clusters: Vec<(Cluster<'_>, usize)> = cluster(view, self.pins)
            .into_iter()
            .map(|cluster| {
                let nth = seen.entry(cluster.pins[0].number).or_default();
                *nth += 1;
                let nth = *nth;
                (cluster, nth)
            })
            .collect();
        let everything = MapView::fit(self.around.iter().copied(), view.w);
        html! {
            div class="atlas" id=(self.id) {
                svg class="map" viewBox=(format!("0 0 {} {}", view.w, view.h)) role="group" aria-label=(words.label)
                    data-z=(view.z) data-x=(view.x) data-y=(view.y) data-w=(view.w) data-base=(self.base) data-swap=(self.swap) data-still[!self.controls] data-fit[view == everything] {
                    g { (self.ground(view == everything)) @for (cluster, nth) in &clusters { (self.target(cluster, *nth)) } }
                    @if self.cross {
                        @let (x, y) = (view.w / 2, view.h / 2);
                        path class="m-cross" fill="none" stroke-width="3" d=(format!("M{} {y}h28M{x} {}v28", x - 14, y - 14)) {}
                    }
                    (self.scale_bar())
                }
                @if self.controls {
                    div class="m-arms" {
                        (link(Sign::Plus, words.closer, view.zoomed(1), "in"))
                        (link(Sign::Minus, words.farther, view.zoomed(-1), "out"))
                        (link(Sign::Left, words.left, view.moved(-1, 0), "left"))
                        (link(Sign::Up, words.up, view.moved(0, -1), "up"))
                        (link(Sign::Down, words.down, view.moved(0, 1), "down"))
                        (link(Sign::Right, words.right, view.moved(1, 0), "right"))
                        (link(Sign::Fit, words.all, everything, "fit"))
                    }
                }
                @if !words.attribution.is_empty() { p class="small muted" { (words.attribution) } }
            }
        }
    }
}

/// A round distance that is 60 to 150 px long, and that length.
fn nice_distance(metres_per_pixel: f64) -> (u32, f64) {
    let most = 150.0 * metres_per_pixel;
    let nice = (0..7).flat_map(|power| [1, 2, 5].map(|n| n * 10_u32.pow(power)));
    let length = nice.take_while(|n| f64::from(*n) <= most).last().unwrap_or(1);
    (length, f64::from(length) / metres_per_pixel)
}

fn round(v: f64) -> i64 {
    v.round() as i64
}

/// Convex hull, drawn a little outside its points.
fn hull(mut points: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    points.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    points.dedup();
    let half = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut edge: Vec<(f64, f64)> = Vec::new();
        for p in points {
            while let [.., a, b] = edge[..] {
                if (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0) > 0.0 {
                    break;
                }
                edge.pop();
            }
            edge.push(p);
        }
        edge.pop();
        edge
    };
    let mut around = half(&mut points.iter().copied());
    around.extend(half(&mut points.iter().rev().copied()));
    let n = around.len().max(1) as f64;
    let (cx, cy) = around.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / n, y + p.1 / n));
    around.into_iter().map(|(x, y)| (cx + (x - cx) * 1.14, cy + (y - cy) * 1.14)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIELICZKA: Place = Place { lat: 49.987, lon: 20.064 };

    fn pin(lat: f64, lon: f64) -> Pin<'static> {
        Pin::one(Place { lat, lon }, "1", "", "", false)
    }

    #[test]
    fn projects_as_web_mercator_does() {
        assert_eq!(project(Place { lat: 0.0, lon: 0.0 }, 0), (128.0, 128.0));
        let (x, y) = project(WIELICZKA, 13);
        // n·(1 − asinh(tan lat)/π)/2, the other way to write the formula, gives 2778.7
        assert_eq!(((x / TILE).floor(), (y / TILE).floor()), (4552.0, 2778.0));
    }

    #[test]
    fn the_default_view_shows_every_place() {
        let places =
            [WIELICZKA, Place { lat: 49.95, lon: 20.10 }, Place { lat: 50.03, lon: 20.01 }];
        let view = MapQuery::default().view(places);
        for place in places {
            let (x, y) = view.spot(place);
            assert!(
                x > EDGE && y > EDGE && x < 360.0 - EDGE && y < 400.0 - EDGE,
                "{place:?} at {x} {y}"
            );
        }
        assert_eq!(view.zoomed(1).zoomed(-1).z, view.z);
    }

    #[test]
    fn an_address_keeps_the_view_and_bounds_it() {
        let asked = MapQuery { z: Some(13), x: Some(1_165_400), y: Some(712_500), w: Some(720) };
        let view = asked.view([]);
        assert_eq!(view.query(), "z=13&x=1165400&y=712500&w=720");
        let wild = MapQuery { z: Some(200), x: Some(i64::MAX), y: Some(-5), w: Some(1) }.view([]);
        assert_eq!((wild.z, wild.x, wild.y, wild.w), (MOST_ZOOM, 67_108_864, 0, 320));
    }

    #[test]
    fn targets_never_overlap_and_no_pin_is_lost() {
        let pins: Vec<Pin<'_>> = (0..300)
            .map(|i| {
                pin(49.9 + f64::from(i * 37 % 100) / 500.0, 20.0 + f64::from(i * 61 % 97) / 400.0)
            })
            .collect();
        for z in 9..15 {
            let clusters =
                cluster(MapView::fit(pins.iter().map(|p| p.from), 360).at_zoom(z), &pins);
            for (i, a) in clusters.iter().enumerate() {
                for b in &clusters[i + 1..] {
                    assert!((a.x - b.x).abs() >= CELL || (a.y - b.y).abs() >= CELL);
                }
            }
        }
        let all = cluster(MapView::fit(pins.iter().map(|p| p.from), 360), &pins);
        assert_eq!(all.iter().map(Cluster::many).sum::<usize>(), 300);
    }

    #[test]
    fn what_is_seen_has_corners() {
        let view = MapView::fit([WIELICZKA], 360).at_zoom(13);
        let (from, to) = view.corners();
        let (x, y) = view.spot(from);
        assert!(x.abs() < 1e-6 && (y - f64::from(view.h)).abs() < 1e-6);
        let (x, y) = view.spot(to);
        assert!((x - f64::from(view.w)).abs() < 1e-6 && y.abs() < 1e-6);
    }

    #[test]
    fn pins_of_one_address_part_at_the_nearest_zoom() {
        let pins: Vec<Pin<'_>> = (0..4).map(|_| pin(49.987, 20.064)).collect();
        assert_eq!(cluster(MapView::fit([WIELICZKA], 360).at_zoom(MOST_ZOOM), &pins).len(), 4);
    }

    #[test]
    fn distances_are_round() {
        assert_eq!(nice_distance(10.0).0, 1000);
        assert_eq!(nice_distance(1.0).0, 100);
        assert_eq!(nice_distance(0.5).0, 50);
    }
}
