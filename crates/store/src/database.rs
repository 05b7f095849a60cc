//! One text for two databases: SQLite by default, PostgreSQL when outgrown.
//!
//! SQLite has one writer. Acts queue for it in order of arrival; each runs in a savepoint of a
//! shared transaction, and whoever finds the queue empty commits for all, so that one durable
//! write to disk serves many filings. PostgreSQL does the same by itself.

use crate::trouble::Trouble;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, FromQueryResult,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait, Value,
};
use std::{future::Future, path::Path, sync::Arc, time::Duration};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// Which of the two databases is in use; only rooms where the dialects differ may ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// A file in the data folder.
    Sqlite,
    /// A server.
    Postgres,
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Database {
    dialect: Dialect,
    read: DatabaseConnection,
    write: Writer,
}

#[derive(Clone, Debug)]
enum Writer {
    Shared { connection: DatabaseConnection, batch: Arc<Mutex<Batch>> },
    Pool(DatabaseConnection),
}

/// The transaction that several acts share, and those who wait for its commit.
#[derive(Debug, Default)]
struct Batch {
    outer: Option<DatabaseTransaction>,
    waiting: Vec<oneshot::Sender<Result<(), String>>>,
}

/// Anything that can be asked: the database itself, or a transaction that sees its own writes.
pub trait Asks: Send + Sync {
    /// The first row, if there is one.
    fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> impl Future<Output = Result<Option<R>, Trouble>> + Send;

    /// All rows.
    fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> impl Future<Output = Result<Vec<R>, Trouble>> + Send;

    /// Which dialect is spoken here.
    fn dialect(&self) -> Dialect;
}

impl Database {
    /// Opens `sqlite` at a file, making it when absent: write-ahead log, full sync, one writer.
    pub async fn sqlite(file: &Path) -> Result<Self, Trouble> {
        let url = format!("sqlite://{}?mode=rwc", file.display());
        let write = connect(sqlite_options(&url, 1)).await?;
        let read = connect(sqlite_options(&url, 4)).await?;
        let write = Writer::Shared { connection: write, batch: Arc::default() };
        Ok(Self { dialect: Dialect::Sqlite, read, write })
    }

    /// Opens PostgreSQL at a URL such as `postgres://user:password@host/database`.
    pub async fn postgres(url: &str, connections: u32) -> Result<Self, Trouble> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(connections).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
        let pool = connect(options).await?;
        Ok(Self { dialect: Dialect::Postgres, read: pool.clone(), write: Writer::Pool(pool) })
    }

    /// Opens what the address names: a `postgres://` URL, or else a SQLite file.
    pub async fn open(address: &str) -> Result<Self, Trouble> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::postgres(address, 32).await;
        }
        Self::sqlite(Path::new(address.strip_prefix("sqlite://").unwrap_or(address))).await
    }

    /// Begins a transaction. Dropped without [`Tx::commit`] it leaves no trace.
    pub async fn begin(&self) -> Result<Tx, Trouble> {
        match &self.write {
            Writer::Pool(pool) => {
                let own = pool.begin().await.map_err(|e| Trouble::database("begin", e))?;
                Ok(Tx { dialect: self.dialect, own: Some(own), seat: None })
            }
            Writer::Shared { connection, batch } => {
                let mut seat = batch.clone().lock_owned().await;
                if seat.outer.is_none() {
                    seat.outer = Some(begin_immediate(connection).await?);
                }
                let own = match seat.outer.as_ref() {
                    Some(outer) => outer.begin().await.map_err(|e| Trouble::database("savepoint", e)),
                    None => Err(Trouble::unreadable("savepoint", "no transaction")),
                };
                match own {
                    Ok(own) => Ok(Tx { dialect: self.dialect, own: Some(own), seat: Some(seat) }),
                    Err(trouble) => {
                        seat.fail(&trouble.to_string());
                        Err(trouble)
                    }
                }
            }
        }
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(self) {
        if let Writer::Shared { connection, batch } = &self.write {
            let _turn = batch.lock().await;
            let _ = connection.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await;
            let _ = connection.clone().close().await;
        }
        let _ = self.read.close().await;
    }
}

async fn connect(options: ConnectOptions) -> Result<DatabaseConnection, Trouble> {
    sea_orm::Database::connect(options).await.map_err(|e| Trouble::database("open the database", e))
}

async fn begin_immediate(connection: &DatabaseConnection) -> Result<DatabaseTransaction, Trouble> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    connection.begin_with_options(options).await.map_err(|e| Trouble::database("begin", e))
}

fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).min_connections(1).sqlx_logging(false);
    options.idle_timeout(None).max_lifetime(None);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .pragma("trusted_schema", "OFF")
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-8000")
            .pragma("wal_autocheckpoint", "4000")
            .busy_timeout(Duration::from_secs(10))
    });
    options
}

impl Batch {
    fn fail(&mut self, why: &str) {
        self.outer = None;
        for waiter in self.waiting.drain(..) {
            let _ = waiter.send(Err(why.to_owned()));
        }
    }

    async fn commit(&mut self) {
        let Some(outer) = self.outer.take() else { return };
        let result = outer.commit().await.map_err(|e| e.to_string());
        for waiter in self.waiting.drain(..) {
            let _ = waiter.send(result.clone());
        }
    }
}

/// One transaction. It rolls back when dropped without [`commit`](Self::commit).
#[derive(Debug)]
pub struct Tx {
    dialect: Dialect,
    own: Option<DatabaseTransaction>,
    seat: Option<OwnedMutexGuard<Batch>>,
}

impl Tx {
    /// Runs a statement that returns no rows; answers how many rows it touched.
    pub(crate) async fn run(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, Trouble> {
        let statement = self.statement(sql, values);
        let done = self.connection(sql)?.execute_raw(statement).await;
        done.map(|done| done.rows_affected()).map_err(|e| Trouble::database(sql, e))
    }

    /// Makes everything in this transaction durable, and answers only then.
    ///
    /// It runs to its end even when the caller goes away, so that no batch is left hanging.
    pub async fn commit(self) -> Result<(), Trouble> {
        let done = tokio::spawn(self.commit_for_all()).await;
        done.map_err(|e| Trouble::unreadable("commit", e))?
    }

    async fn commit_for_all(mut self) -> Result<(), Trouble> {
        let Some(own) = self.own.take() else { return Ok(()) };
        let Some(mut seat) = self.seat.take() else {
            return own.commit().await.map_err(|e| Trouble::database("commit", e));
        };
        if let Err(e) = own.commit().await {
            let trouble = Trouble::database("release", e);
            seat.fail(&trouble.to_string());
            return Err(trouble);
        }
        let (sender, mut receiver) = oneshot::channel();
        seat.waiting.push(sender);
        let batch = OwnedMutexGuard::mutex(&seat).clone();
        drop(seat);
        // Those who queued meanwhile go first and join; then the first of us commits for all.
        let mut seat = batch.lock().await;
        if let Ok(settled) = receiver.try_recv() {
            return settled.map_err(|why| Trouble::unreadable("commit", why));
        }
        seat.commit().await;
        let settled = receiver.try_recv().unwrap_or_else(|_| Err("the batch was lost".into()));
        settled.map_err(|why| Trouble::unreadable("commit", why))
    }

    fn connection(&self, operation: &str) -> Result<&DatabaseTransaction, Trouble> {
        self.own.as_ref().ok_or_else(|| Trouble::unreadable(operation, "the transaction is over"))
    }

    fn statement(&self, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
        Statement::from_sql_and_values(backend(self.dialect), sql, values)
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        let (Some(own), seat) = (self.own.take(), self.seat.take()) else { return };
        // Rolls back to the savepoint before the seat is given up.
        drop(own);
        let Some(mut seat) = seat else { return };
        if seat.waiting.is_empty() {
            seat.outer = None;
        }
        // Otherwise one of the waiting is already in line to commit for all.
    }
}

impl Asks for Tx {
    async fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Option<R>, Trouble> {
        ask_one(self.connection(sql)?, self.dialect, sql, values).await
    }

    async fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Vec<R>, Trouble> {
        ask_all(self.connection(sql)?, self.dialect, sql, values).await
    }

    fn dialect(&self) -> Dialect {
        self.dialect
    }
}

impl Asks for Database {
    async fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Option<R>, Trouble> {
        ask_one(&self.read, self.dialect, sql, values).await
    }

    async fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Vec<R>, Trouble> {
        ask_all(&self.read, self.dialect, sql, values).await
    }

    fn dialect(&self) -> Dialect {
        self.dialect
    }
}

async fn ask_one<R: FromQueryResult>(
    connection: &impl ConnectionTrait,
    dialect: Dialect,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Option<R>, Trouble> {
    let statement = Statement::from_sql_and_values(backend(dialect), sql, values);
    let row = connection.query_one_raw(statement).await.map_err(|e| Trouble::database(sql, e))?;
    row.map(|row| R::from_query_result(&row, "")).transpose().map_err(|e| Trouble::database(sql, e))
}

async fn ask_all<R: FromQueryResult>(
    connection: &impl ConnectionTrait,
    dialect: Dialect,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<R>, Trouble> {
    let statement = Statement::from_sql_and_values(backend(dialect), sql, values);
    let rows = connection.query_all_raw(statement).await.map_err(|e| Trouble::database(sql, e))?;
    rows.iter()
        .map(|row| R::from_query_result(row, ""))
        .collect::<Result<_, _>>()
        .map_err(|e| Trouble::database(sql, e))
}

const fn backend(dialect: Dialect) -> DbBackend {
    match dialect {
        Dialect::Sqlite => DbBackend::Sqlite,
        Dialect::Postgres => DbBackend::Postgres,
    }
}
