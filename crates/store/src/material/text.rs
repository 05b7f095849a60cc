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
struct Next {
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
                let next: Option<Next> = tx.one(&sql, []).await?;
                let first = next.map_or(1, |next| next.serial);
                Ok((first..first + count).collect())
            }
            Dialect::Postgres => {
                let sql = format!("SELECT nextval('{of}_serial') AS serial FROM generate_series(1, $1)");
                let mut all: Vec<i64> =
                    tx.all::<Next>(&sql, [count.into()]).await?.into_iter().map(|next| next.serial).collect();
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

    /// What a search asks: the table to begin with, the condition with its value, and the column to go along.
    pub fn asked(self, dialect: Dialect, case: &str, asked: &str, place: usize) -> Found {
        let mut all = vec![case_word(case)];
        all.extend(words(asked));
        let last = all.len() - 1;
        let of = self.of;
        match dialect {
            Dialect::Sqlite => {
                let quoted = all.iter().enumerate();
                let quoted =
                    quoted.map(|(at, word)| format!("\"{word}\"{}", if at == last { "*" } else { "" }));
                Found {
                    from: format!("{of}_text CROSS JOIN {of}"),
                    wheres: format!("{of}.serial = {of}_text.rowid AND {of}_text MATCH ${place}"),
                    along: format!("{of}_text.rowid"),
                    value: quoted.collect::<Vec<_>>().join(" AND "),
                }
            }
            Dialect::Postgres => {
                let quoted = all.iter().enumerate();
                let quoted =
                    quoted.map(|(at, word)| format!("'{word}'{}", if at == last { ":*" } else { "" }));
                Found {
                    from: format!("{of}_text CROSS JOIN {of}"),
                    wheres: format!(
                        "{of}.serial = {of}_text.serial AND {of}_text.body @@ to_tsquery('simple', ${place})"
                    ),
                    along: format!("{of}_text.serial"),
                    value: quoted.collect::<Vec<_>>().join(" & "),
                }
            }
        }
    }
}

/// The parts of a query that finds words.
pub struct Found {
    /// The tables.
    pub from: String,
    /// The condition.
    pub wheres: String,
    /// The column of the serial along which they are found.
    pub along: String,
    /// The value of the condition.
    pub value: String,
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
