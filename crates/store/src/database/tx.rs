//! One transaction of one act, on either database.
//!
//! It begins with its first statement: what an act works out before that, nobody waits for. What is
//! only added waits until something is asked or all is committed, and is then sent in one go.

use super::{
    Dialect,
    asks::statement,
    gathered::{Gathered, Text, Write},
    writer::{Turn, Writer},
};
use crate::trouble::Trouble;
use futures::lock::Mutex;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, QueryResult, TransactionTrait, Value,
};
use std::{borrow::Cow, mem, sync::Arc};

/// One transaction. It rolls back when dropped without [`commit`](Self::commit).
#[derive(Debug)]
pub struct Tx {
    dialect: Dialect,
    work: Mutex<Work>,
}

#[derive(Debug)]
struct Work {
    gathered: Gathered,
    on: On,
    /// A statement failed, or whoever sent it went away: nothing more is heard of this transaction.
    broken: bool,
}

/// Where the transaction runs, once it began.
#[derive(Debug)]
enum On {
    Writer { writer: Arc<Writer>, turn: Option<Turn> },
    Pool { pool: DatabaseConnection, own: Option<DatabaseTransaction> },
}

impl Tx {
    pub(super) fn on_writer(writer: Arc<Writer>) -> Self {
        Self::new(Dialect::Sqlite, On::Writer { writer, turn: None })
    }

    pub(super) fn on_pool(pool: DatabaseConnection) -> Self {
        Self::new(Dialect::Postgres, On::Pool { pool, own: None })
    }

    fn new(dialect: Dialect, on: On) -> Self {
        Self { dialect, work: Mutex::new(Work { gathered: Gathered::default(), on, broken: false }) }
    }

    /// Which dialect is spoken here.
    pub(super) const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The rows that a statement gives.
    pub(super) async fn rows(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<QueryResult>, Trouble> {
        let text = Text::of(sql.to_owned(), values);
        self.work.lock().await.say(text, true).await.map(|(_, rows)| rows)
    }

    /// Runs a statement that returns no rows; answers how many rows it touched.
    pub(crate) async fn run(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, Trouble> {
        let text = Text::of(sql.to_owned(), values);
        self.work.lock().await.say(text, false).await.map(|(touched, _)| touched)
    }

    /// Adds a row. It waits to be sent with others, and must look at nothing that was added before
    /// it: an `INSERT` of values. What is wrong with it is told when it is sent, at the latest by
    /// [`commit`](Self::commit).
    pub(crate) async fn add(
        &self,
        sql: impl Into<Cow<'static, str>>,
        values: impl IntoIterator<Item = Value>,
    ) {
        self.work.lock().await.gathered.push(Write::Row(Text::of(sql, values)));
    }

    /// Changes something, where nobody asks how many rows that touches. It waits like a row that is
    /// added, and sees those before it.
    pub(crate) async fn change(&self, sql: &'static str, values: impl IntoIterator<Item = Value>) {
        self.work.lock().await.gathered.push(Write::Change(Text::of(sql, values)));
    }

    /// Makes everything in this transaction durable, and answers only then.
    ///
    /// It runs to its end even when the caller goes away, so that no batch is left hanging.
    pub async fn commit(self) -> Result<(), Trouble> {
        let done = tokio::spawn(self.work.into_inner().commit()).await;
        done.map_err(|e| Trouble::unreadable("commit", e))?
    }
}

/// How many rows a statement touched, and those that it gave.
type Said = (u64, Vec<QueryResult>);

impl Work {
    /// Sends what waits and a statement behind it.
    async fn say(&mut self, text: Text, asks: bool) -> Result<Said, Trouble> {
        if mem::replace(&mut self.broken, true) {
            return Err(Trouble::unreadable(&text.sql, "an earlier statement failed"));
        }
        self.begin().await?;
        let said = match &mut self.on {
            On::Writer { turn: Some(turn), .. } => {
                let mut all = self.gathered.in_one();
                all.then(text);
                let (touched, rows) = turn.say(all).await?;
                Ok((touched, rows.into_iter().map(QueryResult::from).collect()))
            }
            On::Pool { own: Some(own), .. } => {
                send(own, &mut self.gathered).await?;
                if asks {
                    ask(own, text).await.map(|rows| (0, rows))
                } else {
                    run(own, text).await.map(|touched| (touched, Vec::new()))
                }
            }
            _ => Err(Trouble::unreadable(&text.sql, "no transaction")),
        };
        self.broken = said.is_err();
        said
    }

    async fn begin(&mut self) -> Result<(), Trouble> {
        match &mut self.on {
            On::Writer { writer, turn: turn @ None } => *turn = Some(writer.turn().await?),
            On::Pool { pool, own: own @ None } => {
                *own = Some(pool.begin().await.map_err(|e| Trouble::database("begin", e))?);
            }
            _ => {}
        }
        Ok(())
    }

    async fn commit(mut self) -> Result<(), Trouble> {
        if self.broken {
            return Err(Trouble::unreadable("commit", "an earlier statement failed"));
        }
        if !self.gathered.is_empty() {
            self.begin().await?;
        }
        match self.on {
            On::Writer { turn: Some(turn), .. } => turn.commit(self.gathered.in_one()).await,
            On::Pool { own: Some(own), .. } => {
                send(&own, &mut self.gathered).await?;
                own.commit().await.map_err(|e| Trouble::database("commit", e))
            }
            _ => Ok(()),
        }
    }
}

/// Sends what waits to PostgreSQL.
async fn send(own: &DatabaseTransaction, gathered: &mut Gathered) -> Result<(), Trouble> {
    for text in gathered.in_few() {
        run(own, text).await?;
    }
    Ok(())
}

async fn run(own: &DatabaseTransaction, text: Text) -> Result<u64, Trouble> {
    let done = own.execute_raw(statement(Dialect::Postgres, &text.sql, text.values)).await;
    done.map(|done| done.rows_affected()).map_err(|e| Trouble::database(&text.sql, e))
}

async fn ask(own: &DatabaseTransaction, text: Text) -> Result<Vec<QueryResult>, Trouble> {
    let rows = own.query_all_raw(statement(Dialect::Postgres, &text.sql, text.values)).await;
    rows.map_err(|e| Trouble::database(&text.sql, e))
}
