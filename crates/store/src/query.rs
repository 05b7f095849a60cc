//! Questions that are put together from parts: conditions, and the values for their places.

use crate::{
    database::{Asks, Dialect},
    dossier::listed::Match,
    trouble::Trouble,
};
use sea_orm::{FromQueryResult, Value};

/// A question under construction.
#[derive(Default)]
pub struct Query {
    /// What must all hold.
    pub wheres: Vec<String>,
    /// The values, in the order of their places.
    pub values: Vec<Value>,
}

impl Query {
    /// Keeps a value and answers its place in the text.
    pub fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// A column says this; empty limits nothing.
    pub fn only(&mut self, column: &str, wanted: &str) {
        if !wanted.is_empty() {
            let place = self.value(wanted);
            self.wheres.push(format!("{column} = {place}"));
        }
    }

    /// A column says one of these; none limits nothing.
    pub fn among(&mut self, column: &str, all: &[impl AsRef<str>]) {
        if !all.is_empty() {
            let places: Vec<String> = all.iter().map(|one| self.value(one.as_ref())).collect();
            self.wheres.push(format!("{column} IN ({})", places.join(", ")));
        }
    }

    /// All these words occur in a table's table of words; answers the column of the serial along which they
    /// are found.
    pub fn words(&mut self, table: &str, words: &[String], how: Match, dialect: Dialect) -> String {
        let star = how == Match::Beginning;
        let quoted = words.iter().map(|word| match dialect {
            Dialect::Sqlite => format!("\"{}\"{}", word.replace('"', "\"\""), if star { "*" } else { "" }),
            Dialect::Postgres => {
                let word = word.replace('\\', "\\\\").replace('\'', "''");
                format!("'{word}'{}", if star { ":*" } else { "" })
            }
        });
        let quoted: Vec<String> = quoted.collect();
        let (number, found) = match dialect {
            Dialect::Sqlite => {
                let place = self.value(quoted.join(" AND "));
                ("rowid", format!("{table}_text MATCH {place}"))
            }
            Dialect::Postgres => {
                let place = self.value(quoted.join(" & "));
                ("serial", format!("{table}_text.body @@ to_tsquery('simple', {place})"))
            }
        };
        let number = format!("{table}_text.{number}");
        self.wheres.extend([format!("{table}.serial = {number}"), found]);
        number
    }

    /// What must hold, as one condition.
    pub fn condition(&self) -> String {
        if self.wheres.is_empty() { "1 = 1".to_owned() } else { self.wheres.join(" AND ") }
    }

    /// Asks for a page of `what` (columns and tables), in an order; one that is read backwards is turned.
    pub async fn page<R: FromQueryResult + Send>(
        mut self,
        asks: &impl Asks,
        what: &str,
        order: &str,
        backwards: bool,
        limit: i64,
    ) -> Result<Vec<R>, Trouble> {
        let limit = self.value(limit);
        let sql = format!("SELECT {what} WHERE {} ORDER BY {order} LIMIT {limit}", self.condition());
        let mut rows: Vec<R> = asks.all(&sql, self.values).await?;
        if backwards {
            rows.reverse();
        }
        Ok(rows)
    }
}

#[derive(FromQueryResult)]
struct Named {
    id: String,
    name: String,
}

/// What a column of a table says of the rows with these ids, by their ids.
pub async fn named(
    asks: &impl Asks,
    table: &str,
    column: &str,
    ids: &[String],
) -> Result<Vec<(String, String)>, Trouble> {
    let mut all = Vec::new();
    for part in ids.chunks(400) {
        let mut asked = Query::default();
        asked.among("id", part);
        let sql = format!("SELECT id, {column} AS name FROM {table} WHERE {}", asked.condition());
        let rows: Vec<Named> = asks.all(&sql, asked.values).await?;
        all.extend(rows.into_iter().map(|one| (one.id, one.name)));
    }
    Ok(all)
}
