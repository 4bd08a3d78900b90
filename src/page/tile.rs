//! Mosaic tiles drawn from data: one project, one tile, the same for ever on the list, the map,
//! print and the paper ballot.
//!
//! A 32-bit FNV-1a hash of `category:number` chooses two motifs of the category's family, a symmetry,
//! a rotation and who is ground and who is figure. Odd numbers lie on the pale ground and even ones on
//! the deep ground, so neighbours on a sorted list never look alike.

use maud::{Markup, html};
use serde::{Deserialize, Serialize};

/// Side of a tile in drawing units; a cell is half of it.
const SIDE: i32 = 80;
/// Grout between the tiles of a mosaic, in drawing units.
const GROUT: i32 = 3;
/// Beyond this a wall is only noise (and kilobytes); winners are kept first.
const MOST_TILES: usize = 600;

/// The glaze of a tile: what a project is about, as colour and family of motifs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Glaze {
    Green,
    Sport,
    Learning,
    Streets,
    Culture,
    Health,
    Animals,
    Together,
}

impl Glaze {
    pub const ALL: [Glaze; 8] = [
        Glaze::Green,
        Glaze::Sport,
        Glaze::Learning,
        Glaze::Streets,
        Glaze::Culture,
        Glaze::Health,
        Glaze::Animals,
        Glaze::Together,
    ];

    /// The name used in data and in the hash.
    pub fn name(self) -> &'static str {
        &self.class()[2..]
    }

    /// The CSS class that sets the three colours `--d --p --a` for everything inside.
    pub fn class(self) -> &'static str {
        match self {
            Glaze::Green => "c-green",
            Glaze::Sport => "c-sport",
            Glaze::Learning => "c-learning",
            Glaze::Streets => "c-streets",
            Glaze::Culture => "c-culture",
            Glaze::Health => "c-health",
            Glaze::Animals => "c-animals",
            Glaze::Together => "c-together",
        }
    }

    fn family(self) -> &'static [Motif] {
        match self {
            Glaze::Green => &[LEAF, QUARTER, DROP],
            Glaze::Sport => &[RING, QUARTER, HALF],
            Glaze::Learning => &[TRIANGLE, STAIRS, BOOK, SQUARES, HOURGLASS],
            Glaze::Streets => &[CHEVRON, STRIPE, HALF],
            Glaze::Culture => &[FAN, ARCH, WAVE, SCALE, EYE],
            Glaze::Health => &[CROSS, RING, DROP],
            Glaze::Animals => &[SCALE, LEAF, DROP],
            Glaze::Together => &[QUARTER, TRIANGLE, RING],
        }
    }
}

/// One step of a motif's outline: an absolute start, then relative lines and arcs; closed at the end.
#[derive(Clone, Copy)]
enum Step {
    Start(i32, i32),
    Line(i32, i32),
    /// radius, large arc, sweep, dx, dy
    Arc(i32, u8, u8, i32, i32),
}
use Step::{Arc, Line, Start};

/// A shape in a 40 × 40 cell.
type Motif = &'static [Step];

const QUARTER: Motif = &[Start(0, 0), Line(40, 0), Arc(40, 0, 1, -40, 40)];
const LEAF: Motif = &[Start(0, 0), Arc(40, 0, 1, 40, 40), Arc(40, 0, 1, -40, -40)];
const DROP: Motif = &[Start(0, 0), Line(20, 0), Arc(20, 1, 1, -20, 20)];
const RING: Motif = &[Start(40, 0), Arc(40, 0, 1, -40, 40), Line(0, -17), Arc(23, 0, 0, 23, -23)];
const HALF: Motif = &[Start(0, 0), Line(40, 0), Line(0, 20), Line(-40, 0)];
const TRIANGLE: Motif = &[Start(0, 0), Line(40, 0), Line(-40, 40)];
const STAIRS: Motif = &[
    Start(0, 0),
    Line(40, 0),
    Line(0, 10),
    Line(-10, 0),
    Line(0, 10),
    Line(-10, 0),
    Line(0, 10),
    Line(-10, 0),
    Line(0, 10),
    Line(-10, 0),
];
const CHEVRON: Motif =
    &[Start(0, 0), Line(20, 0), Line(20, 20), Line(-20, 20), Line(-20, 0), Line(20, -20)];
const STRIPE: Motif = &[
    Start(0, 20),
    Line(20, -20),
    Line(20, 0),
    Line(-40, 40),
    Start(40, 20),
    Line(0, 20),
    Line(-20, 0),
];
const SCALE: Motif = &[
    Start(0, 0),
    Arc(20, 0, 0, 40, 0),
    Start(0, 40),
    Arc(20, 0, 1, 20, -20),
    Line(0, 20),
    Start(40, 40),
    Arc(20, 0, 0, -20, -20),
    Line(0, 20),
];
const CROSS: Motif =
    &[Start(40, 0), Line(0, 40), Line(-40, 0), Line(0, -16), Line(24, 0), Line(0, -24)];
const BOOK: Motif = &[
    Start(0, 5),
    Line(20, 10),
    Line(0, 22),
    Line(-20, -10),
    Start(40, 5),
    Line(-20, 10),
    Line(0, 22),
    Line(20, -10),
];
const SQUARES: Motif = &[
    Start(0, 0),
    Line(20, 0),
    Line(0, 20),
    Line(-20, 0),
    Start(20, 20),
    Line(20, 0),
    Line(0, 20),
    Line(-20, 0),
];
const HOURGLASS: Motif = &[Start(0, 0), Line(40, 0), Line(-40, 40), Line(40, 0)];
const FAN: Motif = &[
    Start(0, 0),
    Line(40, 0),
    Arc(40, 0, 1, -2, 12),
    Start(0, 0),
    Line(32, 24),
    Arc(40, 0, 1, -8, 8),
    Start(0, 0),
    Line(12, 38),
    Arc(40, 0, 1, -12, 2),
];
const ARCH: Motif = &[
    Start(0, 40),
    Line(0, -20),
    Arc(20, 0, 1, 40, 0),
    Line(0, 20),
    Line(-12, 0),
    Line(0, -20),
    Arc(8, 0, 0, -16, 0),
    Line(0, 20),
];
const WAVE: Motif = &[
    Start(0, 10),
    Arc(10, 0, 0, 20, 0),
    Arc(10, 0, 1, 20, 0),
    Line(0, 20),
    Arc(10, 0, 0, -20, 0),
    Arc(10, 0, 1, -20, 0),
];
const EYE: Motif = &[Start(0, 20), Arc(21, 0, 1, 40, 0), Arc(21, 0, 1, -40, 0)];

/// Four cells, clockwise from the upper left.
const CELLS: [(i32, i32); 4] = [(0, 0), (40, 0), (40, 40), (0, 40)];

fn hash(key: &str) -> u32 {
    let mut h = key
        .bytes()
        .fold(2_166_136_261_u32, |h, byte| (h ^ u32::from(byte)).wrapping_mul(16_777_619));
    h ^= h >> 15;
    h = h.wrapping_mul(2_246_822_519);
    h ^ (h >> 13)
}

/// Appends `motif`, turned by quarter turns, with its cell's corner at `(x, y)`.
fn trace(path: &mut String, motif: Motif, turns: u32, (x, y): (i32, i32)) {
    let turn = |mut dx: i32, mut dy: i32| {
        for _ in 0..turns % 4 {
            (dx, dy) = (-dy, dx);
        }
        (dx, dy)
    };
    for (i, step) in motif.iter().enumerate() {
        match *step {
            Start(px, py) => {
                let (dx, dy) = turn(px - 20, py - 20);
                if i > 0 {
                    path.push('z');
                }
                path.push_str(&format!("M{} {}", x + 20 + dx, y + 20 + dy));
            }
            Line(dx, dy) => match turn(dx, dy) {
                (dx, 0) => path.push_str(&format!("h{dx}")),
                (0, dy) => path.push_str(&format!("v{dy}")),
                (dx, dy) => path.push_str(&format!("l{dx} {dy}")),
            },
            Arc(r, large, sweep, dx, dy) => {
                let (dx, dy) = turn(dx, dy);
                path.push_str(&format!("a{r} {r} 0 {large} {sweep} {dx} {dy}"));
            }
        }
    }
    path.push('z');
}

/// The drawing as layers: number of the colour (0 deep, 1 pale, 2 accent) and path, ground first.
fn layers(glaze: Glaze, number: &str) -> Vec<(u8, String)> {
    let h = hash(&format!("{}:{number}", glaze.name()));
    let family = glaze.family();
    let pick = |bits: u32| family[(h >> bits) as usize % family.len()];
    let (first, second) = (pick(0), pick(5));
    let start = (h >> 12) % 4;
    let symmetry = (h >> 10) % 4;
    let even = number.as_bytes().last().is_some_and(|digit| digit % 2 == 0);
    // figure, ground, the third colour
    let (figure, ground, third) = match (even, h >> 15 & 1) {
        (false, 0) => (0, 1, 2),
        (false, _) => (0, 1, 0),
        (true, 0) => (1, 0, 2),
        (true, _) => (2, 0, 1),
    };

    let mut figures = String::new();
    let mut others = String::new();
    let mut dots = String::new();
    for (q, cell) in CELLS.into_iter().enumerate() {
        let q = q as u32;
        match symmetry {
            0 | 1 => trace(&mut figures, first, start + q, cell),
            2 => trace(&mut figures, first, start, cell),
            _ if q % 2 == 1 => trace(&mut others, second, start + q / 2 * 2, cell),
            _ => trace(&mut figures, first, start + q / 2 * 2, cell),
        }
        if symmetry == 1 && !(h >> 17).is_multiple_of(3) {
            dots.push_str(&format!(
                "M{} {}a8 8 0 1 1 0 16a8 8 0 1 1 0-16z",
                cell.0 + 20,
                cell.1 + 12
            ));
        }
    }
    if symmetry == 0 && (h >> 16) & 1 == 1 {
        dots.push_str("M40 24l16 16l-16 16l-16-16z");
    }
    let dot = if third == figure { 2 } else { third };
    [(ground, format!("M0 0h{SIDE}v{SIDE}H0z")), (figure, figures), (third, others), (dot, dots)]
        .into_iter()
        .filter(|(_, path)| !path.is_empty())
        .collect()
}

fn paint(glaze: Glaze, number: &str) -> Markup {
    html! {
        @for (colour, path) in layers(glaze, number) {
            path class=(["k0", "k1", "k2"][usize::from(colour)]) d=(path) {}
        }
    }
}

/// A project's tile. Decorative: number and category stand beside it in words.
pub fn tile(glaze: Glaze, number: &str) -> Markup {
    html! {
        svg class={ "tile " (glaze.class()) } viewBox="0 0 80 80" aria-hidden="true" { (paint(glaze, number)) }
    }
}

/// One project's place in a mosaic.
#[derive(Debug, Clone, Copy)]
pub struct MosaicTile<'a> {
    pub glaze: Glaze,
    pub number: &'a str,
    /// Twice as wide and high: the few projects that cost the most.
    pub big: bool,
    pub state: TileState,
}

/// How a tile of a mosaic is finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TileState {
    /// In full colour: on the list, or a winner.
    Glazed,
    /// Lines only: after the vote, what did not win.
    Outline,
}

/// All projects of an edition as one wall: home, results, the cover of a report. Dashed cells are free
/// places. `columns` chooses itself from the count when `None`. Decorative: add a `figcaption`.
pub fn mosaic(tiles: &[MosaicTile<'_>], columns: Option<usize>) -> Markup {
    let mut order: Vec<&MosaicTile<'_>> = tiles.iter().collect();
    order.sort_by_key(|t| (t.state == TileState::Outline, hash(t.number)));
    order.truncate(MOST_TILES);
    // Big tiles go first more often than not, so that none hangs over the lower edge.
    order.sort_by_key(|t| (hash(t.number) / if t.big { 2 } else { 1 }, t.number));

    let places: Vec<usize> = order.iter().map(|t| if t.big { 2 } else { 1 }).collect();
    let columns = columns.unwrap_or_else(|| columns_for(places.iter().map(|n| n * n).sum())).max(2);
    let (spots, rows) = pack(&places, columns);

    let pitch = (SIDE + GROUT) as usize;
    let taken: Vec<(usize, usize)> = spots
        .iter()
        .zip(&places)
        .flat_map(|(&(x, y), &n)| (0..n * n).map(move |i| (x + i % n, y + i / n)))
        .collect();
    let free = (0..rows * columns)
        .map(|i| (i % columns, i / columns))
        .filter(|cell| !taken.contains(cell));
    html! {
        svg class="mosaic" viewBox=(format!("0 0 {} {}", columns * pitch - GROUT as usize, rows * pitch - GROUT as usize)) aria-hidden="true" {
            @for (tile, (x, y)) in order.iter().zip(&spots) {
                @let at = format!("translate({} {}){}", x * pitch, y * pitch, if tile.big { "scale(2.0375)" } else { "" });
                @match tile.state {
                    TileState::Glazed => g class=(tile.glaze.class()) transform=(at) { (paint(tile.glaze, tile.number)) },
                    TileState::Outline => g class="k-out" transform=(at) {
                        @let lines: String = layers(tile.glaze, tile.number).into_iter().skip(1).map(|(_, path)| path).collect();
                        path d=(format!("M1 1h78v78H1z{lines}")) {}
                    },
                }
            }
            @for (x, y) in free {
                rect class="k-free" x=(x * pitch + 4) y=(y * pitch + 4) width="72" height="72" {}
            }
        }
    }
}

/// A wall a little less than twice as wide as high.
fn columns_for(cells: usize) -> usize {
    (3..).find(|columns| columns * columns * 11 >= cells * 20).unwrap_or(3)
}

/// First free spot for each square, left to right and top to bottom; and the rows that took.
fn pack(places: &[usize], columns: usize) -> (Vec<(usize, usize)>, usize) {
    let mut rows: Vec<Vec<bool>> = Vec::new();
    let spots = places
        .iter()
        .map(|&n| {
            let is_free = |rows: &[Vec<bool>], x: usize, y: usize| {
                (0..n * n).all(|i| rows.get(y + i / n).is_none_or(|row| !row[x + i % n]))
            };
            let (x, y) = (0..)
                .flat_map(|y| (0..=columns - n).map(move |x| (x, y)))
                .find(|&(x, y)| is_free(&rows, x, y))
                .unwrap_or_default();
            if rows.len() < y + n {
                rows.resize(y + n, vec![false; columns]);
            }
            for i in 0..n * n {
                rows[y + i / n][x + i % n] = true;
            }
            (x, y)
        })
        .collect();
    (spots, rows.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_tile_is_the_same_for_ever() {
        assert_eq!(hash("green:352"), 3_883_793_473);
        assert_eq!(tile(Glaze::Green, "352").0, tile(Glaze::Green, "352").0);
    }

    #[test]
    fn each_category_has_many_drawings_and_neighbours_differ() {
        for glaze in Glaze::ALL {
            let drawings: Vec<String> = (1..=200).map(|n| tile(glaze, &n.to_string()).0).collect();
            let distinct = drawings.iter().collect::<HashSet<_>>().len();
            assert!(distinct >= 40, "{glaze:?}: {distinct} distinct drawings");
            assert!(
                drawings.windows(2).all(|pair| pair[0] != pair[1]),
                "{glaze:?}: equal neighbours"
            );
        }
        for glaze in [Glaze::Culture, Glaze::Learning] {
            let distinct =
                (1..=200).map(|n| tile(glaze, &n.to_string()).0).collect::<HashSet<_>>().len();
            assert!(distinct >= 80, "{glaze:?}: {distinct} distinct drawings");
        }
    }

    #[test]
    fn a_tile_is_light() {
        let bytes: usize = (1..=200).map(|n| tile(Glaze::Learning, &n.to_string()).0.len()).sum();
        assert!(bytes / 200 < 600, "{} bytes a tile", bytes / 200);
    }

    #[test]
    fn a_mosaic_holds_every_tile_without_overlap() {
        for count in [0_usize, 1, 5, 16, 44, 64, 220] {
            let places: Vec<usize> = (0..count).map(|i| if i % 9 == 4 { 2 } else { 1 }).collect();
            let columns = columns_for(places.iter().map(|n| n * n).sum());
            let (spots, rows) = pack(&places, columns);
            let mut cells = HashSet::new();
            for (&(x, y), &n) in spots.iter().zip(&places) {
                for i in 0..n * n {
                    assert!(x + i % n < columns && y + i / n < rows);
                    assert!(cells.insert((x + i % n, y + i / n)), "overlap with {count} tiles");
                }
            }
        }
    }

    #[test]
    fn a_wall_is_capped_and_keeps_the_winners() {
        let numbers: Vec<String> = (1..=800).map(|n| n.to_string()).collect();
        let tiles: Vec<MosaicTile<'_>> = numbers
            .iter()
            .enumerate()
            .map(|(i, number)| MosaicTile {
                glaze: Glaze::Sport,
                number,
                big: false,
                state: if i < 20 { TileState::Glazed } else { TileState::Outline },
            })
            .collect();
        let wall = mosaic(&tiles, None).0;
        assert_eq!(wall.matches("c-sport").count(), 20);
        assert_eq!(wall.matches("k-out").count(), MOST_TILES - 20);
    }
}
