//! What goes wrong between us and the database or the depot.
//!
//! Never shown to a person: it names the operation and keeps its source for the log.

use sea_orm::{DbErr, SqlErr};

/// An operation that the database or the depot could not do.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database refused or could not be reached.
    #[error("{operation}: {source}")]
    Database {
        /// What was being done, in a few words.
        operation: String,
        /// What the driver said.
        #[source]
        source: DbErr,
    },
    /// Somebody else wrote the same row first, or the row exists already.
    #[error("{operation}: another write came first")]
    Collision {
        /// What was being done.
        operation: String,
    },
    /// What was read back is not what we write; the database was changed by other hands.
    #[error("{operation}: unreadable row: {detail}")]
    Unreadable {
        /// What was being read.
        operation: String,
        /// Which part, and why.
        detail: String,
    },
    /// The depot of files failed.
    #[error("depot: {0}")]
    Depot(#[from] object_store::Error),
    /// A file on our own disk could not be read or written.
    #[error("{operation}: {source}")]
    File {
        /// What was being done.
        operation: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

impl Trouble {
    /// Wraps what the driver said, telling collisions apart.
    pub fn database(operation: &str, source: DbErr) -> Self {
        let operation = operation.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
        match source.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Collision { operation },
            _ => Self::Database { operation, source },
        }
    }

    /// A row that does not hold what we once wrote.
    pub fn unreadable(operation: &str, detail: impl ToString) -> Self {
        Self::Unreadable { operation: operation.into(), detail: detail.to_string() }
    }
}
