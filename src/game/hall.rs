//! The hall: the tables that are being played, in memory, each the fold of its stored log.
//!
//! A command is decided on a copy of its table, stored, and only then shown: what a player was told
//! is on the disk. The row of the table is locked meanwhile, so that several nodes write one log.
//! Pages read what is stored; streams read what this node has seen, and once a second whether
//! another node has added to it.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, anyhow};
use game_rules::game::command::{Act, Actor, Command};
use game_rules::game::event::{Entry, Event};
use game_rules::game::refusal::Refusal;
use game_rules::game::rules::{self, Rules};
use game_rules::game::table::{Decided, Table};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{QueryOrder, QuerySelect, Set};
use tokio::sync::{MutexGuard, watch};

use super::entity::{command, event, seat, table};
use crate::error::{Error, Result};
use crate::store::Store;

/// How often a node asks whether another one has moved a table it shows.
const SWEEP: Duration = Duration::from_secs(1);

/// The games this node has had to do with.
pub struct Hall {
    store: Store,
    games: Mutex<HashMap<String, Arc<Game>>>,
    is_open: watch::Sender<bool>,
}

impl Hall {
    pub fn new(store: Store) -> Self {
        Self { store, games: Mutex::default(), is_open: watch::Sender::new(true) }
    }

    /// Ends every stream, so that phones look for another node at once.
    pub fn close(&self) {
        self.is_open.send_replace(false);
    }

    /// Turns false when the hall closes.
    pub fn is_open(&self) -> watch::Receiver<bool> {
        self.is_open.subscribe()
    }

    /// The game with this code, or 404.
    pub async fn game(&self, code: &str) -> Result<Arc<Game>> {
        if let Some(game) = self.games().get(code) {
            return Ok(game.clone());
        }
        let row = event::Entity::find().filter(event::Column::Code.eq(code));
        let row = row.one(self.store.read()).await?.ok_or(Error::NotFound)?;
        let game = Arc::new(Game::load(self.store.clone(), row).await?);
        // Of two who load at once the first one's stays: its streams may have begun.
        Ok(self.games().entry(code.to_owned()).or_insert(game).clone())
    }

    /// The game, table and seat that a phone's token stands for.
    pub async fn seat(&self, token_hash: &[u8]) -> Result<Option<(Arc<Game>, u32, u32)>> {
        let db = self.store.read();
        let found = seat::Entity::find().filter(seat::Column::TokenHash.eq(token_hash.to_vec()));
        let Some(found) = found.one(db).await? else { return Ok(None) };
        let code = event::Entity::find_by_id(found.event_id).one(db).await?;
        let game = self.game(&code.ok_or(Error::NotFound)?.code).await?;
        Ok(Some((game, number(found.table_number)?, number(found.seat)?)))
    }

    fn games(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Game>>> {
        self.games.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn number(stored: i64) -> Result<u32> {
    Ok(u32::try_from(stored).context("a number out of range")?)
}

/// A table at one moment.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Commands accepted so far.
    pub version: i64,
    pub table: Table,
    /// The last entry in which a player moved money.
    pub last: Option<Entry>,
}

impl Seen {
    fn new(table: u32) -> Self {
        Self { version: 0, table: Table::new(format!("T{table}")), last: None }
    }

    /// Decides a command; what is accepted is the next version.
    fn apply(&mut self, rules: &Rules, command: &Command) -> Result<Decided, Refusal> {
        let decided = self.table.apply(rules, command)?;
        if let Decided::Done(entry) = &decided {
            self.version += 1;
            let moved = |event: &Event| {
                matches!(event, Event::Placed { .. } | Event::Returned { own_will: true, .. })
            };
            if matches!(entry.actor, Actor::Seat(_)) && entry.events.iter().any(moved) {
                self.last = Some(entry.clone());
            }
        }
        Ok(decided)
    }
}

struct Place {
    /// Held by whoever adds to the table's log.
    held: tokio::sync::Mutex<Arc<Seen>>,
    /// The latest that was stored.
    seen: Mutex<Arc<Seen>>,
    /// Counts what was shown.
    changed: watch::Sender<u64>,
}

/// One event in the hall.
pub struct Game {
    store: Store,
    pub row: event::Model,
    pub rules: Rules,
    /// Table 1 first.
    places: Vec<Place>,
    /// Counts changes at any table.
    changed: watch::Sender<u64>,
    is_swept: AtomicBool,
}

type Held<'a> = BTreeMap<u32, MutexGuard<'a, Arc<Seen>>>;

impl Game {
    async fn load(store: Store, row: event::Model) -> Result<Self> {
        let rules = rules::read(&row.code, &row.rules)
            .map_err(|mistakes| anyhow!("rules of game {}: {mistakes:?}", row.id))?;
        let tables = table::Entity::find().filter(table::Column::EventId.eq(row.id));
        let places = (1..=tables.count(store.read()).await?)
            .map(|number| {
                let seen = Arc::new(Seen::new(u32::try_from(number).unwrap_or(u32::MAX)));
                Place {
                    held: seen.clone().into(),
                    seen: Mutex::new(seen),
                    changed: watch::Sender::new(0),
                }
            })
            .collect();
        let changed = watch::Sender::new(0);
        Ok(Self { store, row, rules, places, changed, is_swept: AtomicBool::new(false) })
    }

    pub fn tables(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    fn place(&self, table: u32) -> Result<&Place> {
        let place = (table as usize).checked_sub(1).and_then(|at| self.places.get(at));
        place.ok_or(Error::NotFound)
    }

    /// A table as it is stored.
    pub async fn look(&self, table: u32) -> Result<Arc<Seen>> {
        let place = self.place(table)?;
        let row = table::Entity::find_by_id((self.row.id, i64::from(table)));
        let row = row.one(self.store.read()).await?.ok_or(Error::NotFound)?;
        let mut held = place.held.lock().await;
        self.catch_up(self.store.read(), table, row.version, &mut held).await?;
        Ok(held.clone())
    }

    /// Every table as it is stored.
    pub async fn look_around(&self) -> Result<Vec<Arc<Seen>>> {
        let rows = table::Entity::find()
            .filter(table::Column::EventId.eq(self.row.id))
            .order_by_asc(table::Column::Number)
            .all(self.store.read())
            .await?;
        let mut seen = Vec::with_capacity(rows.len());
        for row in rows {
            let table = number(row.number)?;
            let mut held = self.place(table)?.held.lock().await;
            self.catch_up(self.store.read(), table, row.version, &mut held).await?;
            seen.push(held.clone());
        }
        Ok(seen)
    }

    /// A table as this node last saw it: what was stored here, or swept up since.
    pub fn seen(&self, table: u32) -> Result<Arc<Seen>> {
        let seen = &self.place(table)?.seen;
        Ok(seen.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// Every table as this node last saw it.
    pub fn seen_all(&self) -> Vec<Arc<Seen>> {
        (1..=self.tables()).filter_map(|table| self.seen(table).ok()).collect()
    }

    /// Follows a table: the number changes with it.
    pub fn follow(&self, table: u32) -> Result<watch::Receiver<u64>> {
        Ok(self.place(table)?.changed.subscribe())
    }

    /// Follows all tables: the number changes with any of them.
    pub fn follow_all(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Asks for news of other nodes as long as somebody follows. One asks for all who follow here.
    pub fn sweep(self: &Arc<Self>) {
        if self.is_swept.swap(true, Ordering::SeqCst) {
            return;
        }
        let game = self.clone();
        tokio::spawn(async move {
            while game.changed.receiver_count() > 0
                || game.places.iter().any(|place| place.changed.receiver_count() > 0)
            {
                tokio::time::sleep(SWEEP).await;
                if let Err(error) = game.look_around().await {
                    tracing::warn!(%error, "tables were not looked at");
                }
            }
            game.is_swept.store(false, Ordering::SeqCst);
        });
    }

    /// Decides commands, in their order, and stores all that are accepted in one transaction; a
    /// refusal leaves the others in force. `token` is the phone's who sits down.
    pub async fn act(
        &self,
        commands: &[Command],
        token: Option<&[u8]>,
    ) -> Result<Vec<Result<Decided, Refusal>>> {
        let mut held = Held::new();
        let mut order: Vec<u32> = commands.iter().map(of_table).collect::<Result<_>>()?;
        order.sort_unstable();
        order.dedup();
        // In the order of tables, everywhere: nobody waits in a circle.
        for table in order {
            held.insert(table, self.place(table)?.held.lock().await);
        }
        let tx = self.store.begin().await?;
        let rows = table::Entity::find()
            .filter(table::Column::EventId.eq(self.row.id))
            .filter(table::Column::Number.is_in(held.keys().map(|table| i64::from(*table))))
            .order_by_asc(table::Column::Number)
            .lock_exclusive()
            .all(&tx)
            .await?;
        for row in rows {
            let table = number(row.number)?;
            let mine = held.get_mut(&table).context("a table that nobody asked for")?;
            self.catch_up(&tx, table, row.version, mine).await?;
        }
        let mut next: BTreeMap<u32, Seen> = BTreeMap::new();
        let (mut lines, mut decisions) = (Vec::new(), Vec::with_capacity(commands.len()));
        for command in commands {
            let table = of_table(command)?;
            let now = held.get(&table).context("a table that is not held")?;
            let seen = next.entry(table).or_insert_with(|| (***now).clone());
            let decision = seen.apply(&self.rules, command);
            if let Ok(Decided::Done(_)) = decision {
                lines.push(self.line(table, seen.version, command)?);
                if let (Act::Seat { .. }, Some(token)) = (&command.act, token) {
                    self.keep_seat(&tx, table, seen.table.seats().len(), token).await?;
                }
            }
            decisions.push(decision);
        }
        if lines.is_empty() {
            tx.rollback().await?;
            return Ok(decisions);
        }
        for lines in lines.chunks(500) {
            let insert = command::Entity::insert_many(lines.iter().cloned());
            insert.exec_without_returning(&tx).await?;
        }
        for (table, seen) in &next {
            table::Entity::update_many()
                .col_expr(table::Column::Version, Expr::value(seen.version))
                .filter(table::Column::EventId.eq(self.row.id))
                .filter(table::Column::Number.eq(*table))
                .exec(&tx)
                .await?;
        }
        tx.commit().await?;
        for (table, seen) in next {
            if let Some(mine) = held.get_mut(&table) {
                **mine = Arc::new(seen);
                self.show(table, mine);
            }
        }
        Ok(decisions)
    }

    /// Gives a seat to another phone.
    pub async fn give_seat(&self, table: u32, seat: u32, token: &[u8]) -> Result<()> {
        if self.look(table).await?.table.seat(seat).is_none_or(|seat| seat.left) {
            return Err(Error::NotFound);
        }
        let tx = self.store.begin().await?;
        seat::Entity::delete_by_id((self.row.id, i64::from(table), i64::from(seat)))
            .exec(&tx)
            .await?;
        self.keep_seat(&tx, table, seat as usize, token).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn keep_seat(
        &self,
        tx: &impl ConnectionTrait,
        table: u32,
        seat: usize,
        token: &[u8],
    ) -> Result<()> {
        let row = seat::ActiveModel {
            event_id: Set(self.row.id),
            table_number: Set(i64::from(table)),
            seat: Set(i64::try_from(seat).unwrap_or(i64::MAX)),
            token_hash: Set(token.to_vec()),
        };
        seat::Entity::insert(row).exec_without_returning(tx).await?;
        Ok(())
    }

    fn line(&self, table: u32, position: i64, line: &Command) -> Result<command::ActiveModel> {
        Ok(command::ActiveModel {
            event_id: Set(self.row.id),
            table_number: Set(i64::from(table)),
            position: Set(position),
            command_id: Set(line.id.clone()),
            command: Set(serde_json::to_string(line).map_err(anyhow::Error::from)?),
        })
    }

    /// The log: one command a line, table by table, for `sakwa game replay`.
    pub async fn log(&self) -> Result<String> {
        let lines = command::Entity::find()
            .filter(command::Column::EventId.eq(self.row.id))
            .order_by_asc(command::Column::TableNumber)
            .order_by_asc(command::Column::Position)
            .all(self.store.read())
            .await?;
        Ok(lines.into_iter().map(|line| line.command + "\n").collect())
    }

    /// Adds what the log has up to `version` and `held` has not.
    async fn catch_up(
        &self,
        db: &impl ConnectionTrait,
        table: u32,
        version: i64,
        held: &mut Arc<Seen>,
    ) -> Result<()> {
        if held.version >= version {
            return Ok(());
        }
        let lines = command::Entity::find()
            .filter(command::Column::EventId.eq(self.row.id))
            .filter(command::Column::TableNumber.eq(table))
            .filter(command::Column::Position.gt(held.version))
            .filter(command::Column::Position.lte(version))
            .order_by_asc(command::Column::Position)
            .all(db)
            .await?;
        let mut seen = (**held).clone();
        for line in lines {
            let command: Command =
                serde_json::from_str(&line.command).map_err(anyhow::Error::from)?;
            let decided = seen.apply(&self.rules, &command);
            let is_next = matches!(decided, Ok(Decided::Done(_))) && seen.version == line.position;
            if !is_next {
                let at = (self.row.id, table, line.position);
                return Err(anyhow!("the log does not replay at {at:?}: {decided:?}").into());
            }
        }
        *held = Arc::new(seen);
        self.show(table, held);
        Ok(())
    }

    fn show(&self, table: u32, seen: &Arc<Seen>) {
        if let Ok(place) = self.place(table) {
            *place.seen.lock().unwrap_or_else(PoisonError::into_inner) = seen.clone();
            place.changed.send_modify(|count| *count += 1);
        }
        self.changed.send_modify(|count| *count += 1);
    }
}

fn of_table(command: &Command) -> Result<u32> {
    let number = command.table.strip_prefix('T').and_then(|number| number.parse().ok());
    number.ok_or(Error::NotFound)
}
