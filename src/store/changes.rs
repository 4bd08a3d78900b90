//! Changes that go together, and statements of few texts: what makes a group of ballots cheap.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, ValueTuple};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    Iterable, QueryTrait, Statement, Value,
};

/// Changes to be made one after another; on SQLite in one trip: its connection lives on a thread of
/// its own, and on busy cores each trip there and back waits for a core twice.
pub struct Changes<'a> {
    tx: &'a DatabaseTransaction,
    all: Vec<Statement>,
}

impl<'a> Changes<'a> {
    pub fn of(tx: &'a DatabaseTransaction) -> Self {
        Self { tx, all: Vec::new() }
    }

    pub fn add(&mut self, change: &impl QueryTrait) {
        self.all.push(change.build(self.tx.get_database_backend()));
    }

    /// Puts rows into their table, and fails where one of them is there already. Rows of nulls, which
    /// are left out, make them as many as a few numbers allow; see [`padded`].
    pub fn insert<A: ActiveModelTrait>(&mut self, rows: impl IntoIterator<Item = A>) {
        let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().collect();
        let cells = |mut row: A| -> Vec<Value> {
            let cells = columns.iter().map(|column| row.take(*column).into_value());
            cells.map(|cell| cell.unwrap_or(Value::BigInt(None))).collect()
        };
        let mut rows: Vec<Vec<Value>> = rows.into_iter().map(cells).collect();
        let Some(first) = rows.first() else { return };
        let nulls = first.iter().map(Value::as_null).collect();
        rows.resize(few(rows.len()), nulls);
        // What both engines call the columns of a list.
        let name = |n: usize| Alias::new(format!("column{n}"));
        let listed = Query::select()
            .columns((1..=columns.len()).map(name))
            .from_values(rows.into_iter().map(ValueTuple::Many), "listed")
            .and_where(Expr::col(name(1)).is_not_null())
            .take();
        let mut insert = Query::insert();
        insert.into_table(A::Entity::default()).columns(columns);
        // It refuses a list of another width than that of the columns.
        let _ = insert.select_from(listed);
        self.all.push(self.tx.get_database_backend().build(&insert));
    }

    pub async fn make(self) -> Result<(), DbErr> {
        let engine = self.tx.get_database_backend();
        if engine == DatabaseBackend::Postgres {
            for change in self.all {
                self.tx.execute_raw(change).await?;
            }
            return Ok(());
        }
        let (mut text, mut values) = (String::new(), Vec::new());
        for change in self.all {
            text.push_str(&change.sql);
            text.push(';');
            values.extend(change.values.map(|values| values.0).unwrap_or_default());
        }
        self.tx.execute_raw(Statement::from_sql_and_values(engine, text, values)).await?;
        Ok(())
    }
}

/// Repeats the last of some rows until they are as many as a few numbers allow, so that the text of a
/// statement over them is one of few and stays prepared. For statements to which a row that comes
/// twice is nothing new.
pub fn padded<T: Clone>(mut rows: Vec<T>) -> Vec<T> {
    if let Some(last) = rows.last().cloned() {
        rows.resize(few(rows.len()), last);
    }
    rows
}

/// The next power of two, or three quarters of it.
fn few(rows: usize) -> usize {
    let whole = rows.next_power_of_two();
    if rows <= whole / 4 * 3 { whole / 4 * 3 } else { whole }
}
