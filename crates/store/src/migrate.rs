//! The shape of the database: one list of migrations for both dialects.
//!
//! A migration is plain SQL in the dialect that both accept, with four words that differ:
//! `{serial}`, `{bytes}`, `{real}`, and `{text}` for texts that are compared byte by byte. Each runs
//! once, in its own transaction, also while older nodes are still serving: migrations add, they do not
//! take away. What only one dialect has (full-text search) stands in its own file per dialect.

use crate::{
    database::{Asks, Database, Dialect, Tx},
    trouble::Trouble,
};
use sea_orm::FromQueryResult;

struct Migration {
    number: i64,
    name: &'static str,
    both: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "spine",
        both: include_str!("../../../migrations/0001-spine.sql"),
        sqlite: include_str!("../../../migrations/0001-spine.sqlite.sql"),
        postgres: include_str!("../../../migrations/0001-spine.postgres.sql"),
    },
    Migration {
        number: 2,
        name: "accounts",
        both: include_str!("../../../migrations/0002-accounts.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 3,
        name: "register",
        both: include_str!("../../../migrations/0003-register.sql"),
        sqlite: include_str!("../../../migrations/0003-register.sqlite.sql"),
        postgres: include_str!("../../../migrations/0003-register.postgres.sql"),
    },
    Migration {
        number: 4,
        name: "authorities",
        both: include_str!("../../../migrations/0004-authorities.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 5,
        name: "prepare",
        both: include_str!("../../../migrations/0005-prepare.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 6,
        name: "sign-in",
        both: include_str!("../../../migrations/0006-sign-in.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 8,
        name: "personal data",
        both: include_str!("../../../migrations/0008-personal-data.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 9,
        name: "lean",
        both: include_str!("../../../migrations/0009-lean.sql"),
        sqlite: include_str!("../../../migrations/0009-lean.sqlite.sql"),
        postgres: "",
    },
    Migration {
        number: 10,
        name: "case",
        both: include_str!("../../../migrations/0010-case.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 11,
        name: "evidence",
        both: include_str!("../../../migrations/0011-evidence.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 13,
        name: "support",
        both: include_str!("../../../migrations/0013-support.sql"),
        sqlite: include_str!("../../../migrations/0013-support.sqlite.sql"),
        postgres: include_str!("../../../migrations/0013-support.postgres.sql"),
    },
    Migration {
        number: 14,
        name: "cards",
        both: include_str!("../../../migrations/0014-cards.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 15,
        name: "running",
        both: include_str!("../../../migrations/0015-running.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 16,
        name: "sealed",
        both: include_str!("../../../migrations/0016-sealed.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 17,
        name: "beginnings",
        both: "",
        sqlite: include_str!("../../../migrations/0017-beginnings.sqlite.sql"),
        postgres: "",
    },
    Migration {
        number: 18,
        name: "evidence-party",
        both: include_str!("../../../migrations/0018-evidence-party.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        number: 19,
        name: "mail-aside",
        both: include_str!("../../../migrations/0019-mail-aside.sql"),
        sqlite: "",
        postgres: "",
    },
];

/// The number of the newest migration that this binary knows.
pub const NEWEST: i64 = MIGRATIONS[MIGRATIONS.len() - 1].number;

#[derive(FromQueryResult)]
struct Applied {
    number: i64,
}

/// Brings the database to the shape this binary expects; answers the names of what it ran.
pub async fn run(database: &Database) -> Result<Vec<&'static str>, Trouble> {
    up_to(database, NEWEST).await
}

async fn up_to(database: &Database, newest: i64) -> Result<Vec<&'static str>, Trouble> {
    let tx = database.begin().await?;
    if tx.dialect() == Dialect::Postgres {
        tx.run("SELECT pg_advisory_xact_lock(7305419280115)", []).await?;
    }
    tx.run("CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)", [])
        .await?;
    let done: Vec<Applied> = tx.all("SELECT number FROM migration", []).await?;
    let mut ran = Vec::new();
    for migration in
        MIGRATIONS.iter().filter(|m| m.number <= newest && done.iter().all(|d| d.number != m.number))
    {
        apply(&tx, migration).await?;
        ran.push(migration.name);
    }
    tx.commit().await?;
    Ok(ran)
}

/// The newest migration that the database has seen; 0 for an empty one.
pub async fn version(database: &Database) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Newest {
        number: Option<i64>,
    }
    match database.one::<Newest>("SELECT max(number) AS number FROM migration", []).await {
        Err(trouble) if trouble.may_pass() => Err(trouble),
        // Before the first migration there is no such table.
        newest => Ok(newest.ok().flatten().and_then(|row| row.number).unwrap_or(0)),
    }
}

async fn apply(tx: &Tx, migration: &Migration) -> Result<(), Trouble> {
    let dialect = tx.dialect();
    let own = if dialect == Dialect::Sqlite { migration.sqlite } else { migration.postgres };
    for statement in statements(migration.both).chain(statements(own)) {
        tx.run(&in_dialect(&statement, dialect), []).await?;
    }
    tx.run(
        "INSERT INTO migration (number, name) VALUES ($1, $2)",
        [migration.number.into(), migration.name.into()],
    )
    .await?;
    Ok(())
}

/// Splits at the semicolons that end a line and drops comments.
fn statements(sql: &str) -> impl Iterator<Item = String> {
    let bare: Vec<&str> = sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let bare = bare.join("\n");
    bare.split(";\n")
        .map(|one| one.trim().trim_end_matches(';').to_owned())
        .filter(|one| !one.is_empty())
        .collect::<Vec<_>>()
        .into_iter()
}

fn in_dialect(statement: &str, dialect: Dialect) -> String {
    let (serial, bytes, real, text) = match dialect {
        Dialect::Sqlite => ("INTEGER PRIMARY KEY", "BLOB", "REAL", "TEXT"),
        Dialect::Postgres => (
            "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
            "BYTEA",
            "DOUBLE PRECISION",
            "TEXT COLLATE \"C\"",
        ),
    };
    let statement = statement.replace("{serial}", serial).replace("{bytes}", bytes);
    statement.replace("{real}", real).replace("{text}", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_statements_are_dropped() {
        let found: Vec<String> = statements("-- a;\nCREATE x;\n\nCREATE y (\n a\n);\n").collect();
        assert_eq!(found, ["CREATE x", "CREATE y (\n a\n)"]);
    }

    /// Every table of an older database with its rows, in words that can be compared.
    async fn contents(database: &Database, tables: &[&str]) -> Vec<String> {
        #[derive(FromQueryResult)]
        struct Count {
            count: i64,
        }
        let mut told = Vec::new();
        for table in tables {
            let sql = format!("SELECT CAST(count(*) AS BIGINT) AS count FROM {table}");
            let rows: Option<Count> = database.one(&sql, []).await.unwrap();
            told.push(format!("{table}: {}", rows.unwrap().count));
        }
        told
    }

    #[tokio::test]
    async fn tables_that_are_made_anew_keep_their_rows() {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::sqlite(&folder.path().join("old.db")).await.unwrap();
        up_to(&database, 8).await.unwrap();
        let tx = database.begin().await.unwrap();
        for sql in [
            "INSERT INTO dossier (id, serial, reference, code, organisation, title, sector, subsector, kind, duty, regimes, \
             language, exercise, channel, state, received_at, changed_at, queued, tier, rank, reasons, significance, \
             edition) VALUES ('d', 1, 'r', x'00', '', '', '', '', '', '', '', 'nl', 0, '', '', 0, 0, 1, 0, 0, '', '', '')",
            "INSERT INTO moment (dossier, name, version, actor, at) VALUES ('d', 'aware', 1, 'a', 1)",
            "INSERT INTO deadline (id, dossier, regime, stage, aim, due, clause, confirmed, why, plan, planned_at) \
             VALUES ('l', 'd', 'nl-cbw', 'final', 1, 2, 'c', 1, '', 1, 1)",
            "INSERT INTO filing (id, dossier, stage, version, submitted_at, actor, answers, gaps, digest, receipt, seq, \
             edition) VALUES ('f', 'd', 'final', 1, 1, 'a', '{}', '[]', x'00', 'r', 1, 'e')",
            "INSERT INTO trait (dossier, kind, value) VALUES ('d', 'cve', 'CVE-2026-1')",
            "INSERT INTO recipient (dossier, authority, audience, regime, stage, version, serial, at) \
             VALUES ('d', 'a', 'csirt', '', 'final', 1, 1, 1)",
            "INSERT INTO idempotency (key, request, answer, at) VALUES ('k', x'00', 'd', 1)",
            "INSERT INTO chain (subject, seq, hash) VALUES ('dossier:d', 0, x'01')",
            "INSERT INTO entry (subject, seq, id, at, actor, verb, outcome, salt, digest, prev, hash, leaf) \
             VALUES ('dossier:d', 0, 'e', 1, 'a', 'v', 'done', x'00', x'00', x'00', x'01', 0)",
        ] {
            tx.run(sql, []).await.unwrap();
        }
        tx.commit().await.unwrap();
        let tables = [
            "moment",
            "deadline",
            "filing",
            "trait",
            "recipient",
            "idempotency",
            "chain",
            "entry",
            "dossier",
        ];
        let before = contents(&database, &tables).await;
        assert!(before.iter().all(|table| table.ends_with(": 1")), "{before:?}");
        assert!(run(&database).await.unwrap().contains(&"lean"));
        assert_eq!(contents(&database, &tables).await, before);
    }

    #[test]
    fn numbers_rise() {
        assert!(MIGRATIONS.windows(2).all(|pair| pair[0].number < pair[1].number));
    }
}
