//! Asking: the same questions to the database itself, or to a transaction that sees its own writes.

use super::{Database, Dialect, Tx};
use crate::trouble::Trouble;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
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
        self.heed(ask_one(self.connection(sql)?, self.dialect(), sql, values).await)
    }

    async fn all<R: FromQueryResult + Send>(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value> + Send,
    ) -> Result<Vec<R>, Trouble> {
        self.heed(ask_all(self.connection(sql)?, self.dialect(), sql, values).await)
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

pub(super) const fn backend(dialect: Dialect) -> DbBackend {
    match dialect {
        Dialect::Sqlite => DbBackend::Sqlite,
        Dialect::Postgres => DbBackend::Postgres,
    }
}
