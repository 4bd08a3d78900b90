//! Exact prices of projects bought one after another.
//!
//! Under Equal Shares and Phragmén's rule each price is a fraction that depends on the earlier ones:
//! `price = (constant + sum of coefficient * earlier price) / divisor`, all three of them whole. Written over the product
//! of the divisors so far, prices and whatever is added up from them are integers, and comparing them needs no division.

use num_bigint::{BigInt, BigUint};

/// Prices in the order of purchase.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    links: Vec<Link>,
    /// The product of all divisors.
    denominator: BigInt,
}

#[derive(Clone, Debug)]
struct Link {
    /// The price, over the product of the divisors up to its own.
    numerator: BigInt,
    divisor: BigInt,
}

/// A whole number plus a sum of prices, each taken a whole number of times.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    pub constant: i128,
    /// By place in the chain; missing ones are 0.
    pub times: Vec<i128>,
}

impl Sum {
    pub fn of(constant: i128) -> Self {
        Self { constant, times: Vec::new() }
    }

    /// Adds a price so many times.
    pub fn add(&mut self, link: usize, times: i128) {
        if self.times.len() <= link {
            self.times.resize(link + 1, 0);
        }
        self.times[link] += times;
    }

    /// Adds another sum so many times.
    pub fn add_sum(&mut self, other: &Self, times: i128) {
        self.constant += other.constant * times;
        for (link, &each) in other.times.iter().enumerate() {
            self.add(link, each * times);
        }
    }
}

impl Chain {
    pub fn new() -> Self {
        Self { links: Vec::new(), denominator: BigInt::from(1) }
    }

    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// The denominator of [`Chain::value`].
    pub fn denominator(&self) -> &BigInt {
        &self.denominator
    }

    /// The numerator of a sum over [`Chain::denominator`].
    pub fn value(&self, sum: &Sum) -> BigInt {
        let mut prices = BigInt::ZERO;
        for (place, link) in self.links.iter().enumerate() {
            prices *= &link.divisor;
            match sum.times.get(place) {
                Some(0) | None => {}
                Some(&times) => prices += &link.numerator * times,
            }
        }
        prices + &self.denominator * sum.constant
    }

    /// Adds the price `sum / divisor`.
    pub fn push(&mut self, sum: &Sum, divisor: u128) {
        let numerator = self.value(sum);
        let divisor = BigInt::from(divisor);
        self.denominator *= &divisor;
        self.links.push(Link { numerator, divisor });
    }

    /// The price at this place, over the product of the divisors up to it.
    pub fn numerator(&self, link: usize) -> &BigInt {
        &self.links[link].numerator
    }

    /// The products of the divisors up to each place.
    pub fn products(&self) -> Vec<BigInt> {
        let mut product = BigInt::from(1);
        let products = self.links.iter().map(|link| {
            product *= &link.divisor;
            product.clone()
        });
        products.collect()
    }
}

/// A quotient rounded down; nothing below zero or above `u64`.
pub(super) fn floor(numerator: &BigInt, denominator: &BigInt) -> Option<u64> {
    let numerator: BigUint = numerator.try_into().ok()?;
    let denominator: BigUint = denominator.try_into().ok()?;
    (numerator / denominator).try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_fractions_of_earlier_ones() {
        let mut chain = Chain::new();
        chain.push(&Sum::of(7), 3);
        // (1 + 2 * 7/3) / 5 = 17/15
        let mut sum = Sum::of(1);
        sum.add(0, 2);
        chain.push(&sum, 5);
        assert_eq!(chain.denominator(), &BigInt::from(15));
        let price = |link| {
            let mut sum = Sum::default();
            sum.add(link, 1);
            chain.value(&sum)
        };
        assert_eq!((price(0), price(1)), (BigInt::from(35), BigInt::from(17)));
        let over = chain.products();
        assert_eq!(over, [BigInt::from(3), BigInt::from(15)]);
        assert_eq!(floor(&(chain.numerator(1) << 10), &over[1]), Some(1160));
        let mut debt = Sum::of(-1);
        debt.add(1, 1);
        assert_eq!(chain.value(&debt), BigInt::from(2));
        debt.add_sum(&sum, 3);
        assert_eq!(chain.value(&debt), BigInt::from(2 + 3 * 85));
    }
}
