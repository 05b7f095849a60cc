//! Asking: the same questions to the database itself, or to a transaction that sees its own writes.

use super::{Database, Dialect, Tx};
use crate::trouble::Trouble;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, QueryResult, Statement, Value};
use std::future::Future;

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

impl Asks for Tx {
    async fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Option<R>, Trouble> {
        let rows = self.rows(sql, values).await?;
        rows.first().map(|row| read(sql, row)).transpose()
    }

    async fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Vec<R>, Trouble> {
        let rows = self.rows(sql, values).await?;
        rows.iter().map(|row| read(sql, row)).collect()
    }

    fn dialect(&self) -> Dialect {
        Tx::dialect(self)
    }
}

impl Asks for Database {
    async fn one<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Option<R>, Trouble> {
        let row = self.read.query_one_raw(statement(self.dialect, sql, values)).await;
        row.map_err(|e| Trouble::database(sql, e))?.map(|row| read(sql, &row)).transpose()
    }

    async fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Vec<R>, Trouble> {
        let rows = self.read.query_all_raw(statement(self.dialect, sql, values)).await;
        rows.map_err(|e| Trouble::database(sql, e))?.iter().map(|row| read(sql, row)).collect()
    }

    fn dialect(&self) -> Dialect {
        self.dialect
    }
}

fn read<R: FromQueryResult>(sql: &str, row: &QueryResult) -> Result<R, Trouble> {
    R::from_query_result(row, "").map_err(|e| Trouble::database(sql, e))
}

/// A value as both databases can keep it: PostgreSQL knows no text with the character zero in it, so that
/// stands as the sign of a character that could not be kept (U+FFFD).
pub(super) fn storable(value: Value) -> Value {
    match value {
        Value::String(Some(text)) if text.contains('\0') => text.replace('\0', "\u{fffd}").into(),
        other => other,
    }
}

/// A statement with its values, as the driver takes it.
pub(super) fn statement(dialect: Dialect, sql: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    let backend = match dialect {
        Dialect::Sqlite => DbBackend::Sqlite,
        Dialect::Postgres => DbBackend::Postgres,
    };
    Statement::from_sql_and_values(backend, sql, values.into_iter().map(storable))
}
