//! Time and chance: the two things the program takes from the world. Both come from `App`, so that
//! every count, draw and test can be repeated.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Warsaw;
use rand::Rng;

/// Seconds since 1970 in UTC, as the database keeps instants.
pub type Instant = i64;

/// The clock of the running program, or one that a test moves by hand.
///
/// It corrects what the machine says by the seconds that [`crate::store::Pulse`] has found it to be
/// wrong by: while an hour is in doubt, the program goes on by its own count of seconds.
#[derive(Clone, Default)]
pub struct Clock {
    hands: Option<Arc<Hands>>,
    corrections: Arc<Corrections>,
}

/// The hour that a test's clock shows, and the seconds that have really passed.
struct Hands {
    hour: AtomicI64,
    passed: AtomicI64,
}

/// Seconds to add to what a clock shows; nought unless its hour is in doubt.
#[derive(Default)]
struct Corrections {
    machine: AtomicI64,
    database: AtomicI64,
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    pub fn standing(at: Instant) -> Self {
        let hands = Hands { hour: AtomicI64::new(at), passed: AtomicI64::new(at) };
        Self { hands: Some(Arc::new(hands)), corrections: Arc::default() }
    }

    /// Lets time pass on a standing clock until it shows `at`; the world's clock stays as it is.
    pub fn set(&self, at: Instant) {
        if let Some(hands) = &self.hands {
            let before = hands.hour.swap(at, Ordering::SeqCst);
            hands.passed.fetch_add(at - before, Ordering::SeqCst);
        }
    }

    /// Makes a standing clock show `at` though no time has passed, as a clock that is set wrong does.
    pub fn jump(&self, at: Instant) {
        if let Some(hands) = &self.hands {
            hands.hour.store(at, Ordering::SeqCst);
        }
    }

    pub fn now(&self) -> Instant {
        self.millis_shown() / 1000 + self.corrections.machine.load(Ordering::SeqCst)
    }

    /// Where a standing clock stands, uncorrected; none for the world's.
    pub fn standing_at(&self) -> Option<Instant> {
        self.hands.as_ref().map(|hands| hands.hour.load(Ordering::SeqCst))
    }

    /// Milliseconds since 1970, as the log of a game keeps them.
    pub fn millis(&self) -> u64 {
        let correction = self.corrections.machine.load(Ordering::SeqCst).saturating_mul(1000);
        u64::try_from(self.millis_shown().saturating_add(correction)).unwrap_or(0)
    }

    #[allow(clippy::disallowed_methods)] // the one place that asks the machine
    fn millis_shown(&self) -> i64 {
        match self.standing_at() {
            Some(hour) => hour.saturating_mul(1000),
            None => Utc::now().timestamp_millis(),
        }
    }

    /// Seconds since the machine started, asleep or awake: whoever sets its clock does not move them.
    pub fn passed(&self) -> i64 {
        match &self.hands {
            Some(hands) => hands.passed.load(Ordering::SeqCst),
            None => rustix::time::clock_gettime(rustix::time::ClockId::Boottime).tv_sec,
        }
    }

    /// Which start of which machine [`Self::passed`] counts from; empty where the system does not say.
    pub fn counted_from(&self) -> String {
        match &self.hands {
            Some(_) => "hands".to_owned(),
            None => std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
                .map(|id| id.trim().to_owned())
                .unwrap_or_default(),
        }
    }

    /// Seconds by which the clock of the database is corrected.
    pub fn correction_of_database(&self) -> i64 {
        self.corrections.database.load(Ordering::SeqCst)
    }

    /// Corrects the clock of the database by some seconds; where that is this machine's, that one too.
    pub fn correct(&self, by: i64, database_is_here: bool) {
        self.corrections.database.store(by, Ordering::SeqCst);
        if database_is_here {
            self.corrections.machine.store(by, Ordering::SeqCst);
        }
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
        .with_timezone(&Warsaw)
}

/// The last second of the day in Poland that lies `days` after the day of `at`.
pub fn end_of_day(at: Instant, days: i64) -> Instant {
    let day = warsaw(at).date_naive();
    let last = day.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0)));
    last.map_or(at, end_of)
}

/// The last second of a day in Poland.
pub fn end_of(day: NaiveDate) -> Instant {
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN);
    // Warsaw never changes its clocks at midnight; were it to, the earlier reading ends the day.
    let midnight = Warsaw.from_local_datetime(&next).earliest();
    midnight.map_or(next.and_utc().timestamp(), |midnight| midnight.timestamp()) - 1
}

/// A day typed as `2027-03-28`.
pub fn parse_day(typed: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(typed.trim(), "%Y-%m-%d").ok()
}

/// What an hour on the clocks of Poland means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Local {
    /// One instant.
    Once(Instant),
    /// The clocks go back: this hour comes twice, first in summer time.
    Twice(Instant, Instant),
    /// The clocks go forward: there is no such hour that day.
    Never,
    /// No date and hour at all.
    Unreadable,
}

/// Reads a date and hour as `datetime-local` boxes and people write them: `2027-03-28T02:30`.
pub fn local(typed: &str) -> Local {
    let typed = typed.trim().replace(' ', "T");
    let read = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|shape| NaiveDateTime::parse_from_str(&typed, shape).ok());
    let Some(read) = read.filter(|read| (1970..=9000).contains(&chrono::Datelike::year(read)))
    else {
        return Local::Unreadable;
    };
    match Warsaw.from_local_datetime(&read) {
        LocalResult::Single(at) => Local::Once(at.timestamp()),
        LocalResult::Ambiguous(first, second) => {
            Local::Twice(first.timestamp(), second.timestamp())
        }
        LocalResult::None => Local::Never,
    }
}

/// An instant as a `datetime-local` box holds it.
pub fn to_local(at: Instant) -> String {
    warsaw(at).format("%Y-%m-%dT%H:%M").to_string()
}

/// `N` unguessable bytes from the operating system's generator.
#[allow(clippy::disallowed_methods)] // the one place that asks the machine
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_that_is_skipped_and_the_hour_that_comes_twice() {
        assert_eq!(local("2027-03-28T02:30"), Local::Never);
        assert_eq!(local("2027-03-28 01:59"), Local::Once(1_806_195_540));
        assert_eq!(local("2027-03-28T03:00"), Local::Once(1_806_195_600), "a minute later");
        let Local::Twice(summer, winter) = local("2027-10-31T02:30") else { panic!() };
        assert_eq!(winter - summer, 3600);
        assert_eq!((to_local(summer), to_local(winter)), (to_local(winter), to_local(summer)));
        for wrong in
            ["", "jutro", "2027-02-30T10:00", "2027-01-01T25:00", "\0", "+99999-01-01T00:00"]
        {
            assert_eq!(local(wrong), Local::Unreadable, "{wrong:?}");
        }
    }

    #[test]
    fn days_of_23_and_25_hours_end_at_their_own_midnight() {
        let noon = |typed: &str| match local(typed) {
            Local::Once(at) => at,
            other => panic!("{other:?}"),
        };
        for (day, hours) in [("2027-03-28", 23), ("2027-10-31", 25), ("2027-06-01", 24)] {
            let end = end_of(parse_day(day).unwrap());
            assert_eq!(end - end_of_day(noon(&format!("{day}T12:00")) - 86_400, 0), hours * 3600);
            assert_eq!(to_local(end), format!("{day}T23:59"));
        }
        assert_eq!(end_of_day(noon("2027-03-20T12:00"), 10), noon("2027-03-31T00:00") - 1);
    }
}
