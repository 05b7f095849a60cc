//! One text for two databases: SQLite by default, PostgreSQL when outgrown.
//!
//! SQLite has one writer: acts queue for it in order of arrival and share its commits, see
//! [`writer`]. PostgreSQL does the same by itself. What an act does in its transaction is [`tx`]'s.

mod gathered;
mod tx;
mod writer;

use crate::trouble::Trouble;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, FromQueryResult, QueryResult,
    RuntimeErr, SqlxSqliteConnector, Statement, Value,
    sqlx::{
        ConnectOptions as _,
        sqlite::{SqliteConnectOptions, SqlitePoolOptions},
    },
};
use std::{future::Future, path::Path, sync::Arc, time::Duration};
use writer::Writer;

pub use tx::Tx;

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
    write: Write,
}

#[derive(Clone, Debug)]
enum Write {
    One(Arc<Writer>),
    Pool(DatabaseConnection),
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
        let options = sqlite_options(file);
        let writer = Writer::open(options.clone()).await?;
        let pool = SqlitePoolOptions::new()
            .max_connections(4)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            // A connection to a file of our own does not go stale while it rests.
            .test_before_acquire(false)
            .connect_with(options)
            .await
            .map_err(|e| failed("open the database", e))?;
        let read = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool);
        Ok(Self { dialect: Dialect::Sqlite, read, write: Write::One(writer) })
    }

    /// Opens PostgreSQL at a URL such as `postgres://user:password@host/database`.
    pub async fn postgres(url: &str, connections: u32) -> Result<Self, Trouble> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(connections).acquire_timeout(Duration::from_secs(10)).sqlx_logging(false);
        let pool = sea_orm::Database::connect(options).await;
        let pool = pool.map_err(|e| Trouble::database("open the database", e))?;
        Ok(Self { dialect: Dialect::Postgres, read: pool.clone(), write: Write::Pool(pool) })
    }

    /// Opens what the address names: a `postgres://` URL, or else a SQLite file.
    pub async fn open(address: &str) -> Result<Self, Trouble> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::postgres(address, 32).await;
        }
        Self::sqlite(Path::new(address.strip_prefix("sqlite://").unwrap_or(address))).await
    }

    /// A transaction, which begins with its first statement. Dropped without [`Tx::commit`] it leaves
    /// no trace.
    pub fn begin(&self) -> Tx {
        match &self.write {
            Write::Pool(pool) => Tx::on_pool(pool.clone()),
            Write::One(writer) => Tx::on_writer(writer.clone()),
        }
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(self) {
        if let Write::One(writer) = &self.write {
            writer.close().await;
        }
        let _ = self.read.close().await;
    }
}

fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .pragma("journal_mode", "WAL")
        .pragma("synchronous", "FULL")
        .pragma("foreign_keys", "ON")
        .pragma("trusted_schema", "OFF")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-8000")
        .pragma("wal_autocheckpoint", "4000")
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging()
}

impl Asks for Database {
    async fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Option<R>, Trouble> {
        let row = self.read.query_one_raw(statement(self.dialect, sql, values)).await;
        row.map_err(|e| Trouble::database(sql, e))?.map(|row| read(sql, row)).transpose()
    }

    async fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Vec<R>, Trouble> {
        let rows = self.read.query_all_raw(statement(self.dialect, sql, values)).await;
        rows.map_err(|e| Trouble::database(sql, e))?.into_iter().map(|row| read(sql, row)).collect()
    }

    fn dialect(&self) -> Dialect {
        self.dialect
    }
}

fn read<R: FromQueryResult>(sql: &str, row: QueryResult) -> Result<R, Trouble> {
    R::from_query_result(&row, "").map_err(|e| Trouble::database(sql, e))
}

fn statement(dialect: Dialect, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    let backend = match dialect {
        Dialect::Sqlite => DbBackend::Sqlite,
        Dialect::Postgres => DbBackend::Postgres,
    };
    Statement::from_sql_and_values(backend, sql, values)
}

/// What the driver said, in the words of [`Trouble`].
fn failed(operation: &str, source: sea_orm::sqlx::Error) -> Trouble {
    Trouble::database(operation, DbErr::Exec(RuntimeErr::SqlxError(Arc::new(source))))
}
