//! Time and chance: the two things the program takes from the world. Both come from `App`, so that
//! every count, draw and test can be repeated.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use rand::Rng;

/// Seconds since 1970 in UTC, as the database keeps instants.
pub type Instant = i64;

/// The clock of the running program, or one that a test moves by hand.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// A clock that stands at `at` until it is moved.
    pub fn standing(at: Instant) -> Self {
        Self(Some(Arc::new(AtomicI64::new(at))))
    }

    /// Moves a standing clock; the world's clock stays as it is.
    pub fn set(&self, at: Instant) {
        if let Some(hand) = &self.0 {
            hand.store(at, Ordering::SeqCst);
        }
    }

    #[allow(clippy::disallowed_methods)] // the one place that asks the machine
    pub fn now(&self) -> Instant {
        match &self.0 {
            Some(hand) => hand.load(Ordering::SeqCst),
            None => Utc::now().timestamp(),
        }
    }

    /// Milliseconds since 1970, as the log of a game keeps them.
    #[allow(clippy::disallowed_methods)] // the one place that asks the machine
    pub fn millis(&self) -> u64 {
        let millis = match &self.0 {
            Some(hand) => hand.load(Ordering::SeqCst).saturating_mul(1000),
            None => Utc::now().timestamp_millis(),
        };
        u64::try_from(millis).unwrap_or(0)
    }

    /// Today in Poland, as participation records it: a day says no hour.
    pub fn today(&self) -> String {
        warsaw(self.now()).format("%Y-%m-%d").to_string()
    }
}

/// An instant on the clocks of Poland; instants the calendar cannot hold become its edge.
pub fn warsaw(at: Instant) -> DateTime<chrono_tz::Tz> {
    DateTime::<Utc>::from_timestamp(at, 0)
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
        .with_timezone(&chrono_tz::Europe::Warsaw)
}

/// `N` unguessable bytes from the operating system's generator.
#[allow(clippy::disallowed_methods)] // the one place that asks the machine
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
