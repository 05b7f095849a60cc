//! Erasing personal data: when to look at a dossier again, and what was erased.
//!
//! What goes out of a case is [`case`]'s, what is not a case's is [`rest`]'s and [`contact`]'s; which rule says so is
//! decided elsewhere.

pub mod case;
pub mod contact;
pub mod rest;

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// What is known about keeping a dossier.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct KeepingRow {
    /// The dossier.
    pub dossier: String,
    /// When to look again, in microseconds.
    pub look_at: Option<i64>,
    /// Whether it holds special categories of personal data.
    pub special: i64,
    /// Whether supervisory proceedings run on it.
    pub proceedings: i64,
    /// When something was last erased.
    pub erased_at: Option<i64>,
}

/// Something that was erased.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ErasureRow {
    /// Its id.
    pub id: String,
    /// When, in microseconds.
    pub at: i64,
    /// `dossier`, `draft`, `errand`, `account`, `contact`, `desk`.
    pub kind: String,
    /// The id of what it belonged to.
    pub subject: String,
    /// How people know it: a reference; empty for others.
    pub name: String,
    /// What of it, such as `message`.
    pub part: String,
    /// The category of the period.
    pub category: String,
    /// The id of the period.
    pub period: String,
    /// Its clause.
    pub clause: String,
    /// When the oldest of it was first processed.
    pub since: i64,
    /// How many.
    pub count: i64,
}

/// What is known about keeping one dossier.
pub async fn keeping(asks: &impl Asks, dossier: &str) -> Result<Option<KeepingRow>, Trouble> {
    let sql = "SELECT dossier, look_at, special, proceedings, erased_at FROM keeping WHERE dossier = $1";
    asks.one(sql, [dossier.into()]).await
}

/// Dossiers at which it is time to look again.
pub async fn to_look(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<String>, Trouble> {
    #[derive(FromQueryResult)]
    struct Due {
        dossier: String,
    }
    let sql = "SELECT dossier FROM keeping WHERE look_at <= $1 ORDER BY look_at LIMIT $2";
    let due: Vec<Due> = asks.all(sql, [now.into(), limit.into()]).await?;
    Ok(due.into_iter().map(|due| due.dossier).collect())
}

/// A dossier that the round did not come by yet.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Newcomer {
    /// Its id.
    pub id: String,
    /// Its number.
    pub serial: i64,
    /// When it came in, in microseconds.
    pub received_at: i64,
}

/// The next dossiers in order that the round did not come by yet.
pub async fn newcomers(asks: &impl Asks, limit: i64) -> Result<Vec<Newcomer>, Trouble> {
    let sql = "SELECT id, serial, received_at FROM dossier \
               WHERE serial > (SELECT COALESCE(max(walked), 0) FROM keeping) ORDER BY serial LIMIT $1";
    asks.all(sql, [limit.into()]).await
}

/// Notes when to look at a dossier again, and its serial when the round came by it in order. Not an
/// act: it changes nothing that matters.
pub async fn look_again(tx: &Tx, dossier: &str, walked: Option<i64>, at: i64) -> Result<(), Trouble> {
    let sql = "INSERT INTO keeping (dossier, walked, look_at) VALUES ($1, $2, $3) ON CONFLICT (dossier) DO UPDATE \
               SET look_at = excluded.look_at, walked = COALESCE(excluded.walked, keeping.walked)";
    tx.run(sql, [dossier.into(), walked.into(), at.into()]).await.map(drop)
}

/// Marks what decides how long a dossier is kept; the next round looks at it.
pub async fn mark(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    special: bool,
    proceedings: bool,
    now: i64,
) -> Result<(), Trouble> {
    let sql = "INSERT INTO keeping (dossier, look_at, special, proceedings) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (dossier) DO UPDATE SET look_at = excluded.look_at, special = excluded.special, \
               proceedings = excluded.proceedings";
    let flags = [i64::from(special), i64::from(proceedings)];
    tx.run(sql, [dossier.into(), now.into(), flags[0].into(), flags[1].into()]).await.map(drop)
}

/// Notes that something of a dossier was erased.
pub async fn erased(tx: &Tx, _permit: &Permit, dossier: &str, at: i64) -> Result<(), Trouble> {
    let sql = "INSERT INTO keeping (dossier, erased_at) VALUES ($1, $2) \
               ON CONFLICT (dossier) DO UPDATE SET erased_at = excluded.erased_at";
    tx.run(sql, [dossier.into(), at.into()]).await.map(drop)
}

/// Looks at every dossier anew: the rules changed.
pub async fn look_at_all(tx: &Tx, _permit: &Permit, now: i64) -> Result<u64, Trouble> {
    tx.run("UPDATE keeping SET look_at = $1 WHERE look_at > $1", [now.into()]).await
}

/// Writes down what was erased.
pub async fn add(tx: &Tx, _permit: &Permit, row: &ErasureRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO erasure (id, at, kind, subject, name, part, category, period, clause, since, count) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = row.clone();
    let values: Vec<Value> = vec![
        row.id.into(),
        row.at.into(),
        row.kind.into(),
        row.subject.into(),
        row.name.into(),
        row.part.into(),
        row.category.into(),
        row.period.into(),
        row.clause.into(),
        row.since.into(),
        row.count.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// What was erased before a moment and id, newest first.
pub async fn list(asks: &impl Asks, before: (i64, &str), limit: i64) -> Result<Vec<ErasureRow>, Trouble> {
    let sql =
        "SELECT * FROM erasure WHERE at < $1 OR (at = $1 AND id < $2) ORDER BY at DESC, id DESC LIMIT $3";
    asks.all(sql, [before.0.into(), before.1.into(), limit.into()]).await
}

/// What was erased of one subject, newest first.
pub async fn of_subject(asks: &impl Asks, subject: &str) -> Result<Vec<ErasureRow>, Trouble> {
    asks.all("SELECT * FROM erasure WHERE subject = $1 ORDER BY at DESC, id DESC LIMIT 500", [subject.into()])
        .await
}

/// How much was erased by one rule.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Sum {
    /// The category.
    pub category: String,
    /// The id of the period.
    pub period: String,
    /// How many rows and values.
    pub count: i64,
    /// When the last of it went.
    pub last_at: i64,
}

/// How much each rule erased so far.
pub async fn sums(asks: &impl Asks) -> Result<Vec<Sum>, Trouble> {
    let sql = "SELECT category, period, CAST(sum(count) AS BIGINT) AS count, max(at) AS last_at FROM erasure \
               GROUP BY category, period ORDER BY category, period";
    asks.all(sql, []).await
}
