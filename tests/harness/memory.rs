//! A second door to a house's database: for what no person may do, such as tampering, and for
//! setting the stage without walking the whole way there.

use meldkamer_store::Dialect;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

/// A column as the database knows it.
pub struct Column {
    pub table: String,
    pub name: String,
    kind: String,
}

impl Column {
    /// Whether it holds text or bytes.
    pub fn holds_words(&self) -> bool {
        ["TEXT", "BLOB", "BYTEA", "TSVECTOR", ""].contains(&self.kind.as_str())
    }
}

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

    /// All columns of all tables.
    pub async fn columns(&self) -> Vec<Column> {
        let sql = match self.dialect {
            Dialect::Sqlite => {
                "SELECT m.name || '.' || p.name || '.' || upper(p.type) FROM sqlite_master m \
                 JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
            }
            Dialect::Postgres => {
                "SELECT table_name || '.' || column_name || '.' || upper(data_type) \
                 FROM information_schema.columns WHERE table_schema = 'public'"
            }
        };
        let column = |line: String| {
            let mut parts = line.split('.').map(str::to_owned);
            let mut next = || parts.next().unwrap_or_default();
            Column { table: next(), name: next(), kind: next() }
        };
        self.texts(sql).await.into_iter().map(column).collect()
    }

    /// Where any of these words stand, in any column of any table.
    pub async fn grep(&self, words: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for Column { table, name, .. } in self.columns().await {
            for word in words {
                let text = format!("lower(CAST({name} AS TEXT)) LIKE '%{}%'", word.to_lowercase());
                let count = self.number(&format!("SELECT count(*) FROM \"{table}\" WHERE {text}")).await;
                if count > 0 {
                    found.push(format!("{word} in {table}.{name}"));
                }
            }
        }
        found
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
