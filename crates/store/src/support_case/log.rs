//! The log of a case, how it was closed, what people thought of it, and the figures over all cases.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One line of the log.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct LogRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// `call`, `meeting`, `decision` or `informed`.
    pub kind: String,
    /// When it happened, in microseconds.
    pub happened_at: i64,
    /// Who was there, or who told whom.
    pub people: String,
    /// What was said or decided.
    pub body: String,
    /// Why it was decided so; empty for what is no decision.
    pub why: String,
    /// Who wrote it down, as the journal names them.
    pub actor: String,
    /// Their name.
    pub name: String,
    /// When it was written down.
    pub at: i64,
}

/// One closing.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct EndRow {
    /// The case.
    pub case_id: String,
    /// From 1 within the case.
    pub version: i64,
    /// How it ended.
    pub disposition: String,
    /// What came out of it.
    pub body: String,
    /// What was learnt.
    pub lessons: String,
    /// Who closed it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
    /// When it was opened again.
    pub reopened_at: Option<i64>,
    /// By whom.
    pub reopened_by: String,
    /// Why.
    pub reopened_why: String,
}

/// What a party thought of it.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct OpinionRow {
    /// The case.
    pub case_id: String,
    /// The party.
    pub party: String,
    /// From 1 to 5.
    pub score: i64,
    /// In their own words.
    pub body: String,
    /// Who said so, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// A count under a name.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CountRow {
    /// What is counted.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// Figures over all closed cases; exercises apart.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct FigureRow {
    /// Closed cases.
    pub closed: i64,
    /// Their mean length, in seconds.
    pub seconds: Option<i64>,
    /// Cases in which the first contact was in time.
    pub in_time: i64,
    /// Cases in which it was due.
    pub contacts: i64,
    /// Opinions given.
    pub opinions: i64,
    /// A hundred times their mean.
    pub score: Option<i64>,
}

/// Writes a line down.
pub async fn add(tx: &Tx, _permit: &Permit, row: &LogRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_log (id, case_id, kind, happened_at, people, body, why, actor, name, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.kind.into(),
        row.happened_at.into(),
        row.people.into(),
        row.body.into(),
        row.why.into(),
        row.actor.into(),
        row.name.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The log of a case, the newest happening first.
pub async fn of_case(asks: &impl Asks, case: &str, limit: i64) -> Result<Vec<LogRow>, Trouble> {
    let sql = "SELECT * FROM case_log WHERE case_id = $1 ORDER BY happened_at DESC, id DESC LIMIT $2";
    asks.all(sql, [case.into(), limit.into()]).await
}

/// Keeps a closing under the next version.
pub async fn end(tx: &Tx, _permit: &Permit, row: &EndRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_end (case_id, version, disposition, body, lessons, actor, at) \
               SELECT $1, COALESCE(max(version), 0) + 1, $2, $3, $4, $5, CAST($6 AS BIGINT) FROM case_end WHERE case_id = $1";
    let row = row.clone();
    let values = [
        row.case_id.into(),
        row.disposition.into(),
        row.body.into(),
        row.lessons.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Notes on the last closing that the case was opened again.
pub async fn reopen(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    by: &str,
    why: &str,
    at: i64,
) -> Result<(), Trouble> {
    let sql = "UPDATE case_end SET reopened_at = $4, reopened_by = $2, reopened_why = $3 \
               WHERE case_id = $1 AND reopened_at IS NULL";
    tx.run(sql, [case.into(), by.into(), why.into(), at.into()]).await.map(drop)
}

/// The closings of a case, the newest first.
pub async fn ends(asks: &impl Asks, case: &str) -> Result<Vec<EndRow>, Trouble> {
    asks.all("SELECT * FROM case_end WHERE case_id = $1 ORDER BY version DESC", [case.into()]).await
}

/// Keeps what a party thought of it; what they said before makes way.
pub async fn rate(tx: &Tx, _permit: &Permit, row: &OpinionRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_opinion (case_id, party, score, body, actor, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (case_id, party) DO UPDATE SET score = excluded.score, body = excluded.body, \
               actor = excluded.actor, at = excluded.at";
    let row = row.clone();
    let values = [
        row.case_id.into(),
        row.party.into(),
        row.score.into(),
        row.body.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// What the parties of a case thought of it.
pub async fn opinions(asks: &impl Asks, case: &str) -> Result<Vec<OpinionRow>, Trouble> {
    asks.all("SELECT * FROM case_opinion WHERE case_id = $1 ORDER BY at, party", [case.into()]).await
}

/// How many real cases there are by where they stand, by intensity, or by how they ended.
pub async fn counted(asks: &impl Asks, by: Counted) -> Result<Vec<CountRow>, Trouble> {
    let sql = match by {
        Counted::State => {
            "SELECT state AS name, CAST(count(*) AS BIGINT) AS count FROM support_case \
                           WHERE exercise = 0 GROUP BY state ORDER BY state"
        }
        Counted::Intensity => {
            "SELECT intensity AS name, CAST(count(*) AS BIGINT) AS count FROM support_case \
                               WHERE exercise = 0 GROUP BY intensity ORDER BY intensity"
        }
        Counted::Disposition => {
            "SELECT e.disposition AS name, CAST(count(*) AS BIGINT) AS count FROM case_end e \
             JOIN support_case c ON c.id = e.case_id WHERE c.exercise = 0 AND e.reopened_at IS NULL \
             GROUP BY e.disposition ORDER BY e.disposition"
        }
    };
    asks.all(sql, []).await
}

/// By what cases are counted.
#[derive(Debug, Clone, Copy)]
pub enum Counted {
    /// Where they stand.
    State,
    /// How intensively we help.
    Intensity,
    /// How they ended.
    Disposition,
}

/// The figures over all real cases.
pub async fn figures(asks: &impl Asks) -> Result<FigureRow, Trouble> {
    let sql = "SELECT \
        (SELECT CAST(count(*) AS BIGINT) FROM support_case WHERE state = 'closed' AND exercise = 0) AS closed, \
        (SELECT CAST(avg(closed_at - opened_at) / 1000000 AS BIGINT) FROM support_case \
          WHERE state = 'closed' AND exercise = 0) AS seconds, \
        (SELECT CAST(count(*) AS BIGINT) FROM case_clock k JOIN support_case c ON c.id = k.case_id \
          WHERE c.exercise = 0 AND k.name = 'first-contact' AND k.met_at <= k.due_at) AS in_time, \
        (SELECT CAST(count(*) AS BIGINT) FROM case_clock k JOIN support_case c ON c.id = k.case_id \
          WHERE c.exercise = 0 AND k.name = 'first-contact' AND k.met_at IS NOT NULL) AS contacts, \
        (SELECT CAST(count(*) AS BIGINT) FROM case_opinion o JOIN support_case c ON c.id = o.case_id \
          WHERE c.exercise = 0) AS opinions, \
        (SELECT CAST(avg(o.score * 100) AS BIGINT) FROM case_opinion o JOIN support_case c ON c.id = o.case_id \
          WHERE c.exercise = 0) AS score";
    Ok(asks.one(sql, []).await?.unwrap_or_default())
}
