//! Seeded randomness for simulations and block designs: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom
//! Number Generators, 2014). Fast, the same on every machine, and not for secrets.

/// A sequence of numbers that its seed determines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// A sequence of its own for one of many parts (a table, a resample), whatever the others draw.
    pub fn for_part(seed: u64, part: u64) -> Self {
        let mut parts = Self::new(seed ^ part.wrapping_mul(0xD1B5_4A32_D192_ED03));
        Self::new(parts.next_u64())
    }

    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, each equally likely to within one part in 2^32; 0 below 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let product = u128::from(self.next_u64()) * bound as u128;
        (product >> 64) as usize
    }

    /// Puts `count` of the values, drawn without replacement, first.
    pub fn draw<T>(&mut self, values: &mut [T], count: usize) {
        for place in 0..count.min(values.len()) {
            let from = place + self.below(values.len() - place);
            values.swap(place, from);
        }
    }
}
