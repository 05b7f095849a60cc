//! Systems and accounts in the scope of a case, with the history of their states.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One system or account as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct AffectedRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// `system` or `account`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its address, or the domain of the account.
    pub place: String,
    /// What it is for.
    pub note: String,
    /// `suspected`, `confirmed` or `cleared`.
    pub state: String,
    /// Who added it, as the journal names them.
    pub actor: String,
    /// When.
    pub added_at: i64,
    /// When it was removed.
    pub removed_at: Option<i64>,
    /// Who removed it, as the journal names them.
    pub removed_by: String,
}

/// One state that it was in.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct StateRow {
    /// The system or account.
    pub affected: String,
    /// The number of the state, from 1.
    pub number: i64,
    /// The state.
    pub state: String,
    /// Why.
    pub why: String,
    /// Who said so, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// Keeps a new one with its first state.
pub async fn add(tx: &Tx, permit: &Permit, row: &AffectedRow, why: &str) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_affected (id, case_id, kind, name, place, note, state, actor, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let kept = row.clone();
    let values = [
        kept.id.into(),
        kept.case_id.into(),
        kept.kind.into(),
        kept.name.into(),
        kept.place.into(),
        kept.note.into(),
        kept.state.into(),
        kept.actor.into(),
        kept.added_at.into(),
    ];
    tx.run(sql, values).await?;
    state(tx, permit, row, &row.state, why, &row.actor, row.added_at).await
}

/// Says in which state it is from now on.
pub async fn state(
    tx: &Tx,
    _permit: &Permit,
    row: &AffectedRow,
    state: &str,
    why: &str,
    by: &str,
    at: i64,
) -> Result<(), Trouble> {
    tx.run("UPDATE case_affected SET state = $2 WHERE id = $1", [row.id.clone().into(), state.into()])
        .await?;
    let sql = "INSERT INTO case_affected_state (affected, number, state, why, actor, at) \
               SELECT $1, COALESCE(max(number), 0) + 1, $2, $3, $4, $5 FROM case_affected_state WHERE affected = $1";
    let values = [row.id.clone().into(), state.into(), why.into(), by.into(), at.into()];
    tx.run(sql, values).await.map(drop)
}

/// One of a case that was not removed.
pub async fn by_id(asks: &impl Asks, case: &str, id: &str) -> Result<Option<AffectedRow>, Trouble> {
    let sql = "SELECT * FROM case_affected WHERE case_id = $1 AND id = $2 AND removed_at IS NULL";
    asks.one(sql, [case.into(), id.into()]).await
}

/// A page of those that were not removed, by name, after a place; in one state alone when it is given.
pub async fn page(
    asks: &impl Asks,
    case: &str,
    state: &str,
    after: (&str, &str),
    limit: i64,
) -> Result<Vec<AffectedRow>, Trouble> {
    let sql = "SELECT * FROM case_affected WHERE case_id = $1 AND removed_at IS NULL AND (name, id) > ($2, $3) \
               AND ($4 = '' OR state = $5) ORDER BY name, id LIMIT $6";
    let values = [case.into(), after.0.into(), after.1.into(), state.into(), state.into(), limit.into()];
    asks.all(sql, values).await
}

/// How many are in a state.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CountRow {
    /// The state.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// How many that were not removed are in each state.
pub async fn counts(asks: &impl Asks, case: &str) -> Result<Vec<CountRow>, Trouble> {
    let sql = "SELECT state, count(*) AS count FROM case_affected WHERE case_id = $1 AND removed_at IS NULL \
               GROUP BY state";
    asks.all(sql, [case.into()]).await
}

/// The history of these, the newest state first.
pub async fn history(asks: &impl Asks, rows: &[AffectedRow]) -> Result<Vec<StateRow>, Trouble> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=rows.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "SELECT * FROM case_affected_state WHERE affected IN ({}) ORDER BY affected, number DESC",
        places.join(", ")
    );
    asks.all(&sql, rows.iter().map(|row| row.id.clone().into()).collect::<Vec<_>>()).await
}

/// Those that were removed last.
pub async fn removed(asks: &impl Asks, case: &str, limit: i64) -> Result<Vec<AffectedRow>, Trouble> {
    let sql = "SELECT * FROM case_affected WHERE case_id = $1 AND removed_at IS NOT NULL ORDER BY removed_at DESC LIMIT $2";
    asks.all(sql, [case.into(), limit.into()]).await
}
