//! One text for two databases: SQLite by default, PostgreSQL when outgrown.
//!
//! SQLite has one writer. Acts queue for it in order of arrival; each runs in a savepoint of a
//! shared transaction, and whoever finds the queue empty commits for all, so that one durable
//! write to disk serves many filings. PostgreSQL does the same by itself.

mod asks;
mod tx;

pub use asks::Asks;
pub use tx::Tx;

use crate::trouble::Trouble;
use futures::FutureExt;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode,
    TransactionOptions, TransactionTrait, sqlx::Connection,
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::sync::Mutex;
use tx::Batch;

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
    write: Writer,
}

#[derive(Clone, Debug)]
enum Writer {
    Shared { connection: DatabaseConnection, batch: Arc<Mutex<Batch>> },
    Pool(DatabaseConnection),
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
        options.max_connections(connections).acquire_timeout(PATIENCE).sqlx_logging(false);
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
                Ok(Tx::alone(self.dialect, own))
            }
            Writer::Shared { connection, batch } => {
                let seat = batch.clone().lock_owned().await;
                Tx::seated(seat, self.dialect, || begin_immediate(connection)).await
            }
        }
    }

    /// Folds what was erased out of the files of the database, as far as that can be asked for: the
    /// words of erased rows leave the search index of SQLite, and old pages its log.
    pub async fn fold(&self) -> Result<(), Trouble> {
        let Writer::Shared { connection, batch } = &self.write else { return Ok(()) };
        let _turn = batch.lock().await;
        for sql in
            ["INSERT INTO dossier_text (dossier_text) VALUES ('optimize')", "PRAGMA wal_checkpoint(TRUNCATE)"]
        {
            connection.execute_unprepared(sql).await.map_err(|e| Trouble::database(sql, e))?;
        }
        Ok(())
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
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-8000")
            .pragma("wal_autocheckpoint", "4000")
            .busy_timeout(Duration::from_secs(10))
    });
    // A full disk makes SQLite roll back by itself. The driver then still counts a transaction, and
    // that connection would never begin another one: it is let go, and a fresh one takes its place.
    options.map_sqlx_sqlite_before_acquire(|connection, _| {
        let free = !connection.is_in_transaction();
        async move { Ok(free) }.boxed()
    });
    options
}
