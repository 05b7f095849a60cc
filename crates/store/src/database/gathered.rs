//! Writes that wait to be sent: what an act adds goes to the database in one go.
//!
//! SQLite runs many statements in one message. PostgreSQL takes one statement a message; rows that
//! are added one after the other become parts of one statement there.

use sea_orm::Value;
use std::{borrow::Cow, fmt::Write as _, mem};

/// Statements for one message, with the values for their places.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) sql: Cow<'static, str>,
    pub(super) values: Vec<Value>,
}

impl Text {
    /// One statement.
    pub(super) fn of(sql: impl Into<Cow<'static, str>>, values: impl IntoIterator<Item = Value>) -> Self {
        Self { sql: sql.into(), values: values.into_iter().collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    /// Another statement behind those that are here.
    pub(super) fn then(&mut self, next: Self) {
        if self.is_empty() {
            *self = next;
        } else if !next.is_empty() {
            self.push("; ");
            self.push_counted_on(next);
        }
    }

    fn push(&mut self, sql: &str) {
        self.sql.to_mut().push_str(sql);
    }

    /// Appends a text whose place `$1` comes after the values that are here.
    fn push_counted_on(&mut self, next: Self) {
        let (before, sql) = (self.values.len(), self.sql.to_mut());
        let mut parts = next.sql.split('$');
        sql.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (place, rest) = part.split_at(part.bytes().take_while(u8::is_ascii_digit).count());
            let place = place.parse::<usize>().map_or(0, |place| place + before);
            // Writing to a text does not fail.
            let _ = write!(sql, "${place}{rest}");
        }
        self.values.extend(next.values);
    }
}

/// A write that waits.
#[derive(Debug)]
pub(super) enum Write {
    /// A new row, which looks at nothing else that waits.
    Row(Text),
    /// Anything else: it sees what waits before it.
    Change(Text),
}

/// The writes of one act that wait, in order.
#[derive(Debug, Default)]
pub(super) struct Gathered(Vec<Write>);

impl Gathered {
    pub(super) fn push(&mut self, write: Write) {
        self.0.push(write);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them as one message for SQLite.
    pub(super) fn in_one(&mut self) -> Text {
        let mut all = Text::default();
        for write in mem::take(&mut self.0) {
            let (Write::Row(text) | Write::Change(text)) = write;
            all.then(text);
        }
        all
    }

    /// All of them as statements for PostgreSQL: rows that follow each other in one.
    pub(super) fn in_few(&mut self) -> Vec<Text> {
        let (mut few, mut rows) = (Vec::new(), Vec::new());
        for write in mem::take(&mut self.0) {
            match write {
                Write::Row(row) => rows.push(row),
                Write::Change(text) => {
                    few.extend(beside_each_other(mem::take(&mut rows)));
                    few.push(text);
                }
            }
        }
        few.extend(beside_each_other(rows));
        few
    }
}

/// Inserts `a`, `b` and `c` as `WITH w0 AS (a), w1 AS (b) c`.
fn beside_each_other(mut rows: Vec<Text>) -> Option<Text> {
    let last = rows.pop()?;
    let mut all = Text::default();
    for (number, row) in rows.into_iter().enumerate() {
        all.push(if number == 0 { "WITH " } else { ", " });
        all.push(&format!("w{number} AS ("));
        all.push_counted_on(row);
        all.push(")");
    }
    if all.is_empty() {
        return Some(last);
    }
    all.push(" ");
    all.push_counted_on(last);
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered() -> Gathered {
        let row = |sql, value: i64| Write::Row(Text::of(sql, [value.into(), "x".into()]));
        Gathered(vec![
            row("INSERT a VALUES ($1, $2)", 1),
            row("INSERT b VALUES ($2, $1)", 2),
            Write::Change(Text::of("UPDATE c SET d = $1", [3_i64.into()])),
            row("INSERT e VALUES ($1, $2)", 4),
        ])
    }

    #[test]
    fn sqlite_gets_one_message_whose_places_are_counted_on() {
        let all = gathered().in_one();
        assert_eq!(
            all.sql,
            "INSERT a VALUES ($1, $2); INSERT b VALUES ($4, $3); UPDATE c SET d = $5; INSERT e VALUES ($6, $7)"
        );
        assert_eq!(all.values.len(), 7);
        assert_eq!(all.values[4], 3_i64.into());
    }

    #[test]
    fn postgresql_gets_rows_beside_each_other_and_changes_in_their_order() {
        let few = gathered().in_few();
        let sql: Vec<&str> = few.iter().map(|text| text.sql.as_ref()).collect();
        assert_eq!(
            sql,
            [
                "WITH w0 AS (INSERT a VALUES ($1, $2)) INSERT b VALUES ($4, $3)",
                "UPDATE c SET d = $1",
                "INSERT e VALUES ($1, $2)",
            ]
        );
        assert_eq!(few[0].values.len(), 4);
        assert!(Gathered::default().in_few().is_empty());
    }
}
