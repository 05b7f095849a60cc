//! What goes wrong between us and the database or the depot.
//!
//! Never shown to a person: it names the operation and keeps its source for the log. A person is
//! told only whether it can pass by itself ([`Trouble::may_pass`]).

use sea_orm::{DbErr, RuntimeErr, SqlErr, sqlx};
use std::io;

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
        source: io::Error,
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

    /// Whether it can pass without anybody changing a thing here: the disk is full, the database or
    /// the depot cannot be reached, too many want the same row. Nothing was kept.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Database { source, .. } => passes(source),
            Self::Depot(source) => !matches!(
                source,
                object_store::Error::NotFound { .. }
                    | object_store::Error::InvalidPath { .. }
                    | object_store::Error::NotSupported { .. }
                    | object_store::Error::NotImplemented { .. }
            ),
            Self::File { source, .. } => {
                matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
            }
            Self::Collision { .. } | Self::Unreadable { .. } => false,
        }
    }
}

fn passes(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => {
            match error.as_ref() {
                sqlx::Error::Database(said) => said.code().is_some_and(|code| {
                    let postgres = said.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some();
                    if postgres { postgres_passes(&code) } else { sqlite_passes(&code) }
                }),
                sqlx::Error::Io(_)
                | sqlx::Error::Tls(_)
                | sqlx::Error::Protocol(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::BeginFailed
                | sqlx::Error::InvalidSavePointStatement => true,
                _ => false,
            }
        }
        _ => false,
    }
}

/// SQLite's results in the lowest byte: busy, locked, read-only, input or output, full, cannot open.
fn sqlite_passes(code: &str) -> bool {
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 8 | 10 | 13 | 14))
}

/// Classes of SQLSTATE: connection, rolled back in a race, no resources, operator, system.
fn postgres_passes(code: &str) -> bool {
    ["08", "40", "53", "57P", "58"].iter().any(|class| code.starts_with(class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_told_apart() {
        for (code, passes) in [("13", true), ("778", true), ("5", true), ("1", false), ("2067", false)] {
            assert_eq!(sqlite_passes(code), passes, "{code}");
        }
        for (code, passes) in
            [("53100", true), ("57P01", true), ("40001", true), ("23505", false), ("42601", false)]
        {
            assert_eq!(postgres_passes(code), passes, "{code}");
        }
    }

    #[test]
    fn a_full_disk_passes_and_a_missing_file_does_not() {
        let of = |kind| Trouble::File { operation: String::new(), source: io::Error::from(kind) };
        assert!(of(io::ErrorKind::StorageFull).may_pass());
        assert!(!of(io::ErrorKind::NotFound).may_pass());
    }
}
