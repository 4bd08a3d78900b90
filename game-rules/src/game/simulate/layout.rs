//! Which items lie on which table.

use super::super::random::SplitMix64;
use super::super::rules::{Rules, SampleBy, Shuffle};

/// The ids of the items of every table, in the order in which they are laid out.
///
/// `same_k` draws `k` items for all tables. `block_design` puts all items in a drawn circle and gives each table the `k`
/// items from where it stands; the next table stands `k - overlap` further. Items keep the order of the rules unless
/// each table shuffles its own.
pub fn layout(rules: &Rules, tables: u32, seed: u64) -> Vec<Vec<String>> {
    let content = &rules.content;
    let (count, sample) = (content.items.len(), content.sample);
    let mut drawn: Vec<usize> = (0..count).collect();
    if sample.by != SampleBy::All {
        SplitMix64::for_part(seed, 0).draw(&mut drawn, count);
    }
    let k = (sample.k as usize).min(count);
    let step = (sample.k.saturating_sub(sample.overlap)).max(1) as usize;
    (0..tables as usize)
        .map(|table| {
            let mut places: Vec<usize> = match sample.by {
                SampleBy::All => drawn.clone(),
                SampleBy::SameK => drawn[..k].to_vec(),
                SampleBy::BlockDesign => {
                    (0..k).map(|at| drawn[(table * step + at) % count]).collect()
                }
            };
            places.sort_unstable();
            if content.shuffle == Shuffle::PerTable {
                let all = places.len();
                SplitMix64::for_part(seed, table as u64 + 1).draw(&mut places, all);
            }
            places.into_iter().map(|place| content.items[place].id.clone()).collect()
        })
        .collect()
}
