//! One text for two databases: SQLite by default, PostgreSQL when outgrown.
//!
//! SQLite has one writer: acts queue for it in order of arrival and share its commits, see
//! [`writer`]. PostgreSQL does the same by itself. What an act does in its transaction is [`tx`]'s.

mod asks;
mod gathered;
mod tx;
mod writer;

use crate::trouble::Trouble;
use sea_orm::{
    ConnectOptions, DatabaseConnection, SqlxSqliteConnector,
    sqlx::{
        ConnectOptions as _,
        sqlite::{SqliteConnectOptions, SqlitePoolOptions},
    },
};
use std::{path::Path, sync::Arc, time::Duration};
use writer::{Writer, said};

pub use asks::Asks;
pub use tx::Tx;

/// A database that does not answer within this time is not there.
const PATIENCE: Duration = Duration::from_secs(5);

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
            .map_err(|e| Trouble::database("open the database", said(e)))?;
        let read = SqlxSqliteConnector::from_sqlx_sqlite_pool(pool);
        Ok(Self { dialect: Dialect::Sqlite, read, write: Write::One(writer) })
    }

    /// Opens PostgreSQL at a URL such as `postgres://user:password@host/database`.
    pub async fn postgres(url: &str, connections: u32) -> Result<Self, Trouble> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(connections).acquire_timeout(PATIENCE).sqlx_logging(false);
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
    pub async fn begin(&self) -> Result<Tx, Trouble> {
        Ok(match &self.write {
            Write::Pool(pool) => Tx::on_pool(pool.clone()),
            Write::One(writer) => Tx::on_writer(writer.clone()),
        })
    }

    /// Folds what was erased out of the files of the database, as far as that can be asked for: the
    /// words of erased rows leave the search index of SQLite, and old pages its log.
    pub async fn fold(&self) -> Result<(), Trouble> {
        match &self.write {
            Write::One(writer) => writer.fold().await,
            Write::Pool(_) => Ok(()),
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
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-8000")
        .pragma("wal_autocheckpoint", "4000")
        .busy_timeout(Duration::from_secs(10))
        .disable_statement_logging()
}
