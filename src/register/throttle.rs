//! What is slowed down on the way to a ballot, and by what. Two hundred pupils behind one address
//! come in at once; whoever tries thousands does not.

use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Guesses by network, and by the person or the contact they are about.
pub struct Throttle {
    codes: DefaultKeyedRateLimiter<String>,
    digits: DefaultKeyedRateLimiter<String>,
    people: DefaultKeyedRateLimiter<String>,
    person: DefaultKeyedRateLimiter<(Vec<u8>, String)>,
    letters: DefaultKeyedRateLimiter<String>,
    contact: DefaultKeyedRateLimiter<Vec<u8>>,
}

impl Default for Throttle {
    fn default() -> Self {
        let n = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let network = || RateLimiter::keyed(Quota::per_hour(n(1200)).allow_burst(n(500)));
        Self {
            codes: network(),
            digits: network(),
            people: network(),
            person: RateLimiter::keyed(Quota::per_hour(n(20))),
            letters: network(),
            // Five letters an hour with five guesses each: a year of guessing at one contact's six
            // digits finds them one time in five, and only in the browser that asked.
            contact: RateLimiter::keyed(Quota::per_hour(n(5))),
        }
    }
}

impl Throttle {
    /// Counts a one-time code typed from a network that opens nothing; `false` means wait. One that
    /// opens is never counted: sixty bits are not guessed, and behind the address of a mobile network
    /// thousands come in within an hour.
    pub fn may_mistype(&self, network: &str) -> bool {
        self.codes.check_key(&network.to_owned()).is_ok()
    }

    /// Counts six digits typed from a network.
    pub fn may_try_digits(&self, network: &str) -> bool {
        self.digits.check_key(&network.to_owned()).is_ok()
    }

    /// Counts somebody said to be this person, from a network: a stranger elsewhere who knows their
    /// name and address keeps nobody out.
    pub fn may_be(&self, person: &[u8], network: &str) -> bool {
        self.people.check_key(&network.to_owned()).is_ok()
            && self.person.check_key(&(person.to_vec(), network.to_owned())).is_ok()
    }

    /// Counts a message that somebody in a network asks to be sent to a contact.
    pub fn may_write(&self, contact: &[u8], network: &str) -> bool {
        self.letters.check_key(&network.to_owned()).is_ok()
            && self.contact.check_key(&contact.to_vec()).is_ok()
    }

    /// Forgets what no longer counts.
    pub fn forget(&self) {
        for limiter in [&self.codes, &self.digits, &self.people, &self.letters] {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        self.person.retain_recent();
        self.person.shrink_to_fit();
        self.contact.retain_recent();
        self.contact.shrink_to_fit();
    }
}
