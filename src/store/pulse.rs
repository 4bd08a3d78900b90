//! The hour, as the database remembers it. A clock that is set wrong for a minute would end a vote for
//! good; so what it shows is held against the last hour seen and the seconds that have passed since.

use std::sync::{Mutex, MutexGuard, PoisonError};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseBackend, DatabaseTransaction, DbErr, Set};

use super::Store;
use crate::clock::{Clock, Instant};

/// How far an hour may be from the one that is expected: network time moves a clock by less.
const TOLERANCE: Instant = 5 * 60;
/// For how long this program may have been away while its machine was started anew, and nobody can
/// tell how much time has passed.
const AWAY: Instant = 24 * 3600;

mod entity {
    use sea_orm::entity::prelude::*;

    /// One row: the last hour that was seen and not doubted.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pulse")]
    pub struct Model {
        /// Always 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub seen_at: i64,
        /// [`crate::clock::Clock::passed`] at that hour, of whoever wrote the row.
        pub passed: i64,
        /// [`crate::clock::Clock::counted_from`] of whoever wrote the row.
        pub counted_from: String,
        /// How often an officer has said that the clock is right.
        pub settled: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What this process knows of the clock of its database.
#[derive(Default)]
pub struct Pulse(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// The last hour that was right, and the seconds that had passed then.
    last: Option<(Instant, i64)>,
    settled: i64,
    doubt: Option<Doubt>,
}

/// A clock that shows another hour than it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub shown: Instant,
    pub expected: Instant,
}

impl Pulse {
    /// What is doubtful about the clock; none when it goes as it should.
    pub fn doubt(&self) -> Option<Doubt> {
        self.known().doubt
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds what the clock shows against what is known. Gives the hour that it should show.
    fn judge(&self, row: Option<&entity::Model>, clock: &Clock, shown: Instant) -> Instant {
        let mut known = self.known();
        let passed = clock.passed();
        let settled = row.map_or(0, |row| row.settled);
        let (early, late) = match (known.last, row) {
            (Some((at, then)), _) if known.settled == settled => {
                (at + passed - then, at + passed - then)
            }
            (_, None) => (shown, shown),
            (_, Some(row)) if row.counted_from == clock.counted_from() && passed >= row.passed => {
                (row.seen_at + passed - row.passed, row.seen_at + passed - row.passed)
            }
            // Another machine, or another start of this one.
            (_, Some(row)) => (row.seen_at, row.seen_at + AWAY),
        };
        let right = (early - TOLERANCE..=late + TOLERANCE).contains(&shown);
        let expected = if right { shown } else { early };
        known.doubt = (!right).then_some(Doubt { shown, expected });
        known.last = Some((expected, passed));
        known.settled = settled;
        expected
    }
}

impl Store {
    /// Looks at the database's clock and notes the hour, which is also a proof that the database takes
    /// writes. While the clock is in doubt, `clock` is corrected to the hour that is expected.
    ///
    /// # Errors
    /// The database's: then nothing was noted.
    pub async fn beat(&self, clock: &Clock) -> Result<Option<Doubt>, DbErr> {
        let tx = self.begin().await?;
        let row = entity::Entity::find_by_id(1).one(&tx).await?;
        let settled = row.as_ref().map_or(0, |row| row.settled);
        let shown = super::shown(&tx, clock).await?;
        let expected = self.pulse.judge(row.as_ref(), clock, shown);
        clock.correct(expected - shown, self.clock_is_here());
        note(&tx, clock, expected, settled).await?;
        tx.commit().await?;
        let doubt = self.pulse.doubt();
        if let Some(Doubt { shown, expected }) = doubt {
            tracing::error!(
                shown,
                expected,
                "the clock has jumped: no phase moves until it is right, or an officer says that it is"
            );
        }
        Ok(doubt)
    }

    /// Takes what the clock shows as right, because somebody who can look at another one says so.
    pub async fn settle(&self, tx: &DatabaseTransaction, clock: &Clock) -> Result<Instant, DbErr> {
        let row = entity::Entity::find_by_id(1).one(tx).await?;
        let shown = super::shown(tx, clock).await?;
        note(tx, clock, shown, row.map_or(0, |row| row.settled) + 1).await?;
        Ok(shown)
    }

    /// Whether the clock of the database is the one of this machine.
    fn clock_is_here(&self) -> bool {
        self.read.get_database_backend() == DatabaseBackend::Sqlite
    }
}

async fn note(
    tx: &DatabaseTransaction,
    clock: &Clock,
    seen_at: Instant,
    settled: i64,
) -> Result<(), DbErr> {
    let row = entity::ActiveModel {
        id: Set(1),
        seen_at: Set(seen_at),
        passed: Set(clock.passed()),
        counted_from: Set(clock.counted_from()),
        settled: Set(settled),
    };
    let columns = [
        entity::Column::SeenAt,
        entity::Column::Passed,
        entity::Column::CountedFrom,
        entity::Column::Settled,
    ];
    entity::Entity::insert(row)
        .on_conflict(OnConflict::column(entity::Column::Id).update_columns(columns).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
