//! Money in 64 bits.

use num_bigint::BigInt;

use crate::count::chain;
use crate::money::Money;

/// How money is written in 64 bits: a minor unit is `ballots * 2^shift` steps, so that what each ballot begins with is whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub ballots: u64,
    pub shift: i32,
}

/// Bounds of what one ballot has left; both 0 when it has given its last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Purse {
    pub low: u64,
    pub high: u64,
}

impl Unit {
    /// The finest unit in which `total`, in minor units times ballots, stays below 2^62.
    pub(super) fn fitting(ballots: u64, total: u128) -> Self {
        let bits = 128 - total.leading_zeros() as i32;
        Self { ballots, shift: (62 - bits).clamp(-60, 40) }
    }

    /// Bounds of an amount given in minor units times ballots.
    pub(super) fn bounds(self, amount: u128) -> Purse {
        match u32::try_from(self.shift) {
            Ok(shift) => {
                let exact = u64::try_from(amount << shift).unwrap_or(u64::MAX);
                Purse { low: exact, high: exact }
            }
            Err(_) => {
                let shift = self.shift.unsigned_abs();
                let low = u64::try_from(amount >> shift).unwrap_or(u64::MAX);
                let rest = amount & ((1 << shift) - 1);
                Purse { low, high: low.saturating_add(u64::from(rest > 0)) }
            }
        }
    }

    /// Steps as minor units, rounded down.
    pub(super) fn minor(self, steps: u128) -> i64 {
        let amount = match u32::try_from(self.shift) {
            Ok(shift) => steps >> shift,
            Err(_) => steps << self.shift.unsigned_abs(),
        };
        i64::try_from(amount / u128::from(self.ballots.max(1))).unwrap_or(i64::MAX)
    }

    /// A fraction of minor units times ballots, rounded down to steps.
    pub(super) fn floor(self, numerator: &BigInt, denominator: &BigInt) -> Option<u64> {
        match u32::try_from(self.shift) {
            Ok(shift) => chain::floor(&(numerator << shift), denominator),
            Err(_) => chain::floor(numerator, &(denominator << self.shift.unsigned_abs())),
        }
    }
}

pub(super) fn money(minor: u64) -> Money {
    Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX))
}

pub(super) fn narrow(steps: u128) -> u64 {
    u64::try_from(steps).unwrap_or(u64::MAX)
}
