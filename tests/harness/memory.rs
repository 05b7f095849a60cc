//! A second door to a house's database: for what no person may do, such as tampering, and for
//! setting the stage without walking the whole way there.

use meldkamer_store::Dialect;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

/// The database by its back door.
pub struct Memory {
    dialect: Dialect,
    connection: DatabaseConnection,
}

impl Memory {
    /// Opens it.
    pub async fn open(dialect: Dialect, address: &str) -> Self {
        let url = match dialect {
            Dialect::Sqlite => format!("sqlite://{address}"),
            Dialect::Postgres => address.to_owned(),
        };
        let mut options = sea_orm::ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let connection = Database::connect(options).await.unwrap();
        Self { dialect, connection }
    }

    /// Runs statements; the number of rows that the last one touched.
    pub async fn run(&self, sql: &str) -> u64 {
        self.connection.execute_unprepared(sql).await.unwrap_or_else(|e| panic!("{sql}: {e}")).rows_affected()
    }

    /// Runs statements in one transaction.
    pub async fn at_once(&self, all: &[String]) {
        self.run(&format!("BEGIN; {}; COMMIT", all.join("; "))).await;
    }

    /// The first column of the first row, a number.
    pub async fn number(&self, sql: &str) -> i64 {
        let row = self.row(sql).await.unwrap_or_else(|| panic!("{sql}: no row"));
        row.try_get_by_index::<Option<i64>>(0).unwrap().unwrap_or_default()
    }

    /// The first column of the first row, a text; nothing when there is no row.
    pub async fn text(&self, sql: &str) -> Option<String> {
        self.row(sql).await?.try_get_by_index::<Option<String>>(0).unwrap()
    }

    /// The first column of all rows.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let rows = self.connection.query_all_raw(self.statement(sql)).await.unwrap();
        rows.iter()
            .map(|row| row.try_get_by_index::<Option<String>>(0).unwrap().unwrap_or_default())
            .collect()
    }

    /// Bytes as this database writes them in a statement.
    pub fn bytes(&self, bytes: &[u8]) -> String {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        match self.dialect {
            Dialect::Sqlite => format!("X'{hex}'"),
            Dialect::Postgres => format!("'\\x{hex}'::bytea"),
        }
    }

    async fn row(&self, sql: &str) -> Option<sea_orm::QueryResult> {
        self.connection.query_one_raw(self.statement(sql)).await.unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    fn statement(&self, sql: &str) -> Statement {
        let backend = match self.dialect {
            Dialect::Sqlite => sea_orm::DbBackend::Sqlite,
            Dialect::Postgres => sea_orm::DbBackend::Postgres,
        };
        Statement::from_string(backend, sql.to_owned())
    }
}
