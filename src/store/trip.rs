//! Statements that go together, and statements of few texts: what makes a group of ballots cheap.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, ValueTuple};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    FromQueryResult, Iterable, QueryResult, QueryTrait, Statement, TryGetableMany, Value,
};

/// Statements to be run one after another; on SQLite in one trip: its connection lives on a thread of
/// its own, and on busy cores each trip there and back waits for a core twice.
pub struct Trip<'a> {
    tx: &'a DatabaseTransaction,
    all: Vec<Statement>,
    questions: i32,
}

/// A question of a [`Trip`], to ask its [`Answers`] for.
#[derive(Clone, Copy)]
pub struct Question(i32);

impl<'a> Trip<'a> {
    pub fn of(tx: &'a DatabaseTransaction) -> Self {
        Self { tx, all: Vec::new(), questions: 0 }
    }

    /// One whose changes can be taken back by [`take_back`] without the rest of the transaction, also
    /// after it has failed.
    pub fn revocable(tx: &'a DatabaseTransaction) -> Self {
        let begin = Statement::from_string(tx.get_database_backend(), "SAVEPOINT trip");
        Self { tx, all: vec![begin], questions: 0 }
    }

    pub fn ask(
        &mut self,
        mut question: impl QueryTrait<QueryStatement = SelectStatement>,
    ) -> Question {
        let number = self.questions;
        self.questions += 1;
        // The rows of all questions come together.
        question.query().expr_as(Expr::cust(number.to_string()), Alias::new(NUMBER));
        self.all.push(question.build(self.tx.get_database_backend()));
        Question(number)
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

    /// # Errors
    /// Those of the first statement that fails; the ones before it were made, the ones after it not.
    pub async fn make(self) -> Result<Answers, DbErr> {
        let engine = self.tx.get_database_backend();
        if engine == DatabaseBackend::Postgres {
            let mut rows = Vec::new();
            for statement in self.all {
                rows.extend(self.tx.query_all_raw(statement).await?);
            }
            return Ok(Answers(rows));
        }
        let (mut text, mut values) = (String::new(), Vec::new());
        for statement in self.all {
            text.push_str(&statement.sql);
            text.push(';');
            values.extend(statement.values.map(|values| values.0).unwrap_or_default());
        }
        let whole = Statement::from_sql_and_values(engine, text, values);
        Ok(Answers(self.tx.query_all_raw(whole).await?))
    }
}

/// Takes back what the latest revocable trip of a transaction has changed.
///
/// # Errors
/// The database's; then the whole transaction is lost.
pub async fn take_back(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    tx.execute_unprepared("ROLLBACK TO SAVEPOINT trip").await?;
    Ok(())
}

/// Tells the rows of one question of a trip from those of another.
const NUMBER: &str = "of_question";

/// What the questions of a [`Trip`] were answered.
pub struct Answers(Vec<QueryResult>);

impl Answers {
    fn rows(&self, question: Question) -> impl Iterator<Item = Result<&QueryResult, DbErr>> {
        self.0.iter().filter_map(move |row| match row.try_get::<i32>("", NUMBER) {
            Ok(number) => (number == question.0).then_some(Ok(row)),
            Err(error) => Some(Err(error)),
        })
    }

    /// Whether a question was answered with no row.
    pub fn none(&self, question: Question) -> Result<bool, DbErr> {
        Ok(self.rows(question).next().transpose()?.is_none())
    }

    /// The rows of a question in their first columns.
    pub fn tuples<T: TryGetableMany>(&self, question: Question) -> Result<Vec<T>, DbErr> {
        let rows = self.rows(question);
        rows.map(|row| Ok(T::try_get_many_by_index(row?)?)).collect()
    }

    pub fn models<M: FromQueryResult>(&self, question: Question) -> Result<Vec<M>, DbErr> {
        self.rows(question).map(|row| M::from_query_result(row?, "")).collect()
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
