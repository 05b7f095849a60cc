//! Words of material, to be found along an index. The case itself is one of the words, so that a search
//! touches nothing of other cases.

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use sea_orm::{FromQueryResult, Value};

/// Words beyond so many characters of a text are not found.
const MOST: usize = 4_000;

/// A table of words.
#[derive(Clone, Copy)]
pub struct Index {
    /// The table whose words they are.
    pub of: &'static str,
}

/// The words of a text, in lower case and without marks: the same in both databases.
pub fn words(text: &str) -> Vec<String> {
    let cut: String = text.chars().take(MOST).collect();
    let parts = cut.split(|one: char| !one.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// The word that stands for a case.
fn case_word(case: &str) -> String {
    let hex: String = case.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("zz{hex}")
}

#[derive(FromQueryResult)]
struct Serial {
    serial: i64,
}

impl Index {
    /// So many serials, rising.
    pub async fn serials(self, tx: &Tx, count: usize) -> Result<Vec<i64>, Trouble> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let of = self.of;
        match tx.dialect() {
            Dialect::Sqlite => {
                let sql = format!("SELECT COALESCE(max(serial), 0) + 1 AS serial FROM {of}");
                let next: Option<Serial> = tx.one(&sql, []).await?;
                let first = next.map_or(1, |next| next.serial);
                Ok((first..first + count).collect())
            }
            Dialect::Postgres => {
                let sql = format!("SELECT nextval('{of}_serial') AS serial FROM generate_series(1, $1)");
                let mut all: Vec<i64> = tx
                    .all::<Serial>(&sql, [count.into()])
                    .await?
                    .into_iter()
                    .map(|next| next.serial)
                    .collect();
                all.sort_unstable();
                Ok(all)
            }
        }
    }

    /// Keeps the words of new rows.
    pub async fn add(self, tx: &Tx, case: &str, texts: &[(i64, String)]) -> Result<(), Trouble> {
        let (of, case) = (self.of, case_word(case));
        for part in texts.chunks(200) {
            let row = |at: usize| match tx.dialect() {
                Dialect::Sqlite => format!("(${}, ${})", at * 2 + 1, at * 2 + 2),
                Dialect::Postgres => format!("(${}, to_tsvector('simple', ${}))", at * 2 + 1, at * 2 + 2),
            };
            let rows: Vec<String> = (0..part.len()).map(row).collect();
            let key = if tx.dialect() == Dialect::Sqlite { "rowid" } else { "serial" };
            let sql = format!("INSERT INTO {of}_text ({key}, body) VALUES {}", rows.join(", "));
            let values = part.iter().flat_map(|(serial, text)| {
                [Value::from(*serial), Value::from(format!("{case} {}", words(text).join(" ")))]
            });
            tx.run(&sql, values.collect::<Vec<_>>()).await?;
        }
        Ok(())
    }

    /// A page of the rows of a case that were not removed and in which all words of a search occur: those
    /// added last first, older than a serial. Words are looked for whole, which is as quick among many hits
    /// as among few; when no row has them all, the last one may be unfinished.
    pub async fn found<T: FromQueryResult + Send + Sync>(
        self,
        asks: &impl Asks,
        case: &str,
        asked: &str,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<T>, Trouble> {
        let mut all = vec![case_word(case)];
        all.extend(words(asked));
        let whole = expression(asks.dialect(), &all, false);
        let any: Option<Serial> = asks
            .one(&self.query(asks.dialect(), "serial"), [whole.clone().into(), i64::MAX.into(), 1_i64.into()])
            .await?;
        let asked = if any.is_some() { whole } else { expression(asks.dialect(), &all, true) };
        let before = before.unwrap_or(i64::MAX);
        asks.all(&self.query(asks.dialect(), "*"), [asked.into(), before.into(), limit.into()]).await
    }

    fn query(self, dialect: Dialect, column: &str) -> String {
        let of = self.of;
        let (along, matches) = match dialect {
            Dialect::Sqlite => (format!("{of}_text.rowid"), format!("{of}_text MATCH $1")),
            Dialect::Postgres => {
                (format!("{of}_text.serial"), format!("{of}_text.body @@ to_tsquery('simple', $1)"))
            }
        };
        format!(
            "SELECT {of}.{column} FROM {of}_text CROSS JOIN {of} WHERE {of}.serial = {along} AND {matches} \
             AND {along} < $2 AND removed_at IS NULL ORDER BY {along} DESC LIMIT $3"
        )
    }
}

/// Words as a search of the database's: all of them, the last one perhaps only its beginning.
fn expression(dialect: Dialect, words: &[String], unfinished: bool) -> String {
    let (quote, star, and) = match dialect {
        Dialect::Sqlite => ('"', "*", " AND "),
        Dialect::Postgres => ('\'', ":*", " & "),
    };
    let mut quoted: Vec<String> = words.iter().map(|word| format!("{quote}{word}{quote}")).collect();
    if let Some(last) = quoted.last_mut().filter(|_| unfinished) {
        last.push_str(star);
    }
    quoted.join(and)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_are_written() {
        assert_eq!(
            words("https://Evil.example/a-b?c=Été"),
            ["https", "evil", "example", "a", "b", "c", "été"]
        );
        assert_eq!(words("' OR 1=1 --\" *"), ["or", "1", "1"], "nothing of a query's own marks is left");
    }
}
