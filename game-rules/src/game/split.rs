//! Sharing money without losing a unit of it.

use super::Units;
use super::rules::Remainder;

/// Equal shares and what goes to the pot; together they are the amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// One share a seat, in seat order.
    pub shares: Vec<Units>,
    pub pot: Units,
}

/// Splits an amount equally over so many seats, in multiples of `step` (the smallest note).
///
/// What cannot be shared equally goes one step each to the first seats, or to the pot; what is less than a step always
/// goes to the pot, and so does everything if there are no seats.
pub fn equally(amount: Units, seats: usize, step: Units, remainder: Remainder) -> Split {
    let count = Units::try_from(seats).unwrap_or(Units::MAX);
    if count == 0 {
        return Split { shares: Vec::new(), pot: amount };
    }
    let steps = amount / step;
    let more = match remainder {
        Remainder::SeatsInOrder => steps % count,
        Remainder::TablePot => 0,
    };
    let shares: Vec<Units> =
        (0..count).map(|seat| (steps / count + Units::from(seat < more)) * step).collect();
    let pot = amount - shares.iter().sum::<Units>();
    Split { shares, pot }
}

/// Splits an amount by weights, rounding down; what is left goes to the first.
pub fn by_weight(amount: Units, weights: impl Iterator<Item = u32> + Clone) -> Vec<Units> {
    let total: i128 = weights.clone().map(i128::from).sum::<i128>().max(1);
    let mut parts: Vec<Units> = weights
        .map(|weight| {
            let part = i128::from(amount) * i128::from(weight) / total;
            Units::try_from(part).unwrap_or(amount)
        })
        .collect();
    let rest = amount - parts.iter().sum::<Units>();
    if let Some(first) = parts.first_mut() {
        *first += rest;
    }
    parts
}
