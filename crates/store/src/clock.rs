//! Clocks: the moments that start them, the plan of limits, and the reminders that went out.

use crate::{
    database::{Asks, Tx},
    dossier::DossierRow,
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One version of a moment: `detected`, `aware`, `classified`, `resolved`.
#[derive(Debug, Clone, FromQueryResult)]
pub struct MomentRow {
    /// Which moment.
    pub name: String,
    /// From 1.
    pub version: i64,
    /// When it was, in microseconds; absent when it was taken back.
    pub value: Option<i64>,
    /// Why it was changed.
    pub reason: String,
    /// Who said so, as the journal names them.
    pub actor: String,
    /// When they said so.
    pub at: i64,
}

/// One planned limit.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DeadlineRow {
    /// Its id.
    pub id: String,
    /// The dossier.
    pub dossier: String,
    /// The regime.
    pub regime: String,
    /// The stage that is due.
    pub stage: String,
    /// When to aim for, in microseconds.
    pub aim: i64,
    /// The legal limit.
    pub due: i64,
    /// The limit before weekends and holidays moved it.
    pub plain: Option<i64>,
    /// The clause.
    pub clause: String,
    /// Whether the rule was confirmed in the text itself.
    pub confirmed: i64,
    /// Why it is this moment, as JSON.
    pub why: String,
    /// Which plan it belongs to, from 1.
    pub plan: i64,
    /// When it was planned.
    pub planned_at: i64,
    /// When the stage was filed.
    pub met_at: Option<i64>,
    /// When a newer plan replaced it.
    pub retired_at: Option<i64>,
    /// Why it was late.
    pub late_reason: String,
}

/// Keeps a version of a moment.
pub async fn put_moment(tx: &Tx, _permit: &Permit, dossier: &str, row: &MomentRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO moment (dossier, name, version, value, reason, actor, at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let row = row.clone();
    let values = [
        dossier.into(),
        row.name.into(),
        row.version.into(),
        row.value.into(),
        row.reason.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.add(sql, values).await;
    Ok(())
}

/// All versions of all moments of a dossier, in order.
pub async fn moments(asks: &impl Asks, dossier: &str) -> Result<Vec<MomentRow>, Trouble> {
    let sql = "SELECT name, version, value, reason, actor, at FROM moment WHERE dossier = $1 ORDER BY name, version";
    asks.all(sql, [dossier.into()]).await
}

/// Keeps a planned limit.
pub async fn put_deadline(tx: &Tx, _permit: &Permit, row: &DeadlineRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO deadline (id, dossier, regime, stage, aim, due, plain, clause, confirmed, why, plan, \
               planned_at, met_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.dossier.into(),
        row.regime.into(),
        row.stage.into(),
        row.aim.into(),
        row.due.into(),
        row.plain.into(),
        row.clause.into(),
        row.confirmed.into(),
        row.why.into(),
        row.plan.into(),
        row.planned_at.into(),
        row.met_at.into(),
    ];
    tx.add(sql, values).await;
    Ok(())
}

/// Retires the open limits of a dossier that a new plan replaces.
pub async fn retire(tx: &Tx, _permit: &Permit, dossier: &str, at: i64) -> Result<(), Trouble> {
    let sql =
        "UPDATE deadline SET retired_at = $2 WHERE dossier = $1 AND retired_at IS NULL AND met_at IS NULL";
    tx.change(sql, [dossier.into(), at.into()]).await;
    Ok(())
}

/// Marks the open limits of a stage as met.
pub async fn met(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    stage: &str,
    at: i64,
    late: &str,
) -> Result<u64, Trouble> {
    let sql = "UPDATE deadline SET met_at = $3, late_reason = $4 WHERE dossier = $1 AND stage = $2 \
               AND met_at IS NULL AND retired_at IS NULL";
    tx.run(sql, [dossier.into(), stage.into(), at.into(), late.into()]).await
}

/// All limits of a dossier, retired ones too, in order of plan and limit.
pub async fn deadlines(asks: &impl Asks, dossier: &str) -> Result<Vec<DeadlineRow>, Trouble> {
    asks.all("SELECT * FROM deadline WHERE dossier = $1 ORDER BY plan, due, stage", [dossier.into()]).await
}

/// Open limits up to a moment, the earliest first, after a given one: for the reminders.
pub async fn open_until(
    asks: &impl Asks,
    until: i64,
    limit: i64,
    after: (i64, &str),
) -> Result<Vec<DeadlineRow>, Trouble> {
    let sql = "SELECT * FROM deadline WHERE retired_at IS NULL AND met_at IS NULL AND due <= $1 \
               AND (due, id) > ($2, $3) ORDER BY due, id LIMIT $4";
    asks.all(sql, [until.into(), after.0.into(), after.1.into(), limit.into()]).await
}

/// Dossiers in the queue whose answer is due within a span and was not given, the earliest first.
pub async fn unanswered(asks: &impl Asks, since: i64, until: i64) -> Result<Vec<DossierRow>, Trouble> {
    let sql = "SELECT * FROM dossier WHERE answered_at IS NULL AND answer_due > $1 AND answer_due <= $2 \
               AND queued = 1 ORDER BY answer_due LIMIT 1000";
    asks.all(sql, [since.into(), until.into()]).await
}

/// Claims a reminder; false when it went out before.
pub async fn claim_reminder(
    tx: &Tx,
    _permit: &Permit,
    key: &str,
    dossier: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "INSERT INTO reminder (key, dossier, at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING";
    Ok(tx.run(sql, [key.into(), dossier.into(), at.into()]).await? == 1)
}

/// Whether a reminder went out.
pub async fn reminded(asks: &impl Asks, key: &str) -> Result<bool, Trouble> {
    #[derive(FromQueryResult)]
    struct Sent {
        at: i64,
    }
    let sent: Option<Sent> = asks.one("SELECT at FROM reminder WHERE key = $1", [key.into()]).await?;
    Ok(sent.is_some_and(|sent| sent.at > 0))
}
