//! What entities claim to own on the internet, and how each claim was proven.
//!
//! Every look-up is a handful of exact keys or one short range of keys, in whatever number of rows.

use super::places;
use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// One claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct AssetRow {
    /// `network`, `domain` or `system`.
    pub sort: String,
    /// The key of `domain::entity::Asset`.
    pub key: String,
    /// Who claims it.
    pub entity: String,
    /// How it is written.
    pub text: String,
    /// `claimed`, `asked` or `proven`.
    pub state: String,
    /// `dns`, `mail`, `hand`, `inside`, or empty.
    pub how: String,
    /// The reason for a proof by hand, or what was seen.
    pub note: String,
    /// Who proved it, as the journal names them.
    pub actor: String,
    /// When it was claimed, in microseconds.
    pub claimed_at: i64,
    /// When it was proven.
    pub proven_at: Option<i64>,
    /// What has to stand in the domain name system.
    pub token: String,
    /// How often it was looked for.
    pub tries: i64,
    /// When it is looked for next.
    pub look_at: Option<i64>,
}

/// A claim with the name of who made it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct ClaimRow {
    /// `network`, `domain` or `system`.
    pub sort: String,
    /// Its key.
    pub key: String,
    /// How it is written.
    pub text: String,
    /// `claimed`, `asked` or `proven`.
    pub state: String,
    /// Who claims it.
    pub entity: String,
    /// Their name.
    pub name: String,
    /// Their state in the register.
    pub standing: String,
}

const CLAIMS: &str = "SELECT a.sort, a.key, a.text, a.state, a.entity, e.name, e.state AS standing \
    FROM entity_asset a JOIN entity e ON e.id = a.entity";

/// Enters claims; one that stands already stays as it is.
pub async fn add(tx: &Tx, _permit: &Permit, rows: &[AssetRow]) -> Result<(), Trouble> {
    for some in rows.chunks(100) {
        let line = |at: usize| format!("({})", places(11, at * 11));
        let lines: Vec<String> = (0..some.len()).map(line).collect();
        let sql = format!(
            "INSERT INTO entity_asset (sort, key, entity, text, state, how, note, actor, claimed_at, proven_at, token) \
             VALUES {} ON CONFLICT (sort, key, entity) DO NOTHING",
            lines.join(", ")
        );
        let values: Vec<Value> = some
            .iter()
            .flat_map(|row| -> [Value; 11] {
                let row = row.clone();
                [
                    row.sort.into(),
                    row.key.into(),
                    row.entity.into(),
                    row.text.into(),
                    row.state.into(),
                    row.how.into(),
                    row.note.into(),
                    row.actor.into(),
                    row.claimed_at.into(),
                    row.proven_at.into(),
                    row.token.into(),
                ]
            })
            .collect();
        tx.run(&sql, values).await?;
    }
    Ok(())
}

/// Writes how a claim stands.
pub async fn save(tx: &Tx, _permit: &Permit, row: &AssetRow) -> Result<bool, Trouble> {
    let sql = "UPDATE entity_asset SET state = $4, how = $5, note = $6, actor = $7, proven_at = $8, token = $9, \
               tries = $10, look_at = $11 WHERE sort = $1 AND key = $2 AND entity = $3";
    let row = row.clone();
    let values = [
        row.sort.into(),
        row.key.into(),
        row.entity.into(),
        row.state.into(),
        row.how.into(),
        row.note.into(),
        row.actor.into(),
        row.proven_at.into(),
        row.token.into(),
        row.tries.into(),
        row.look_at.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Drops a claim.
pub async fn remove(tx: &Tx, _permit: &Permit, entity: &str, sort: &str, key: &str) -> Result<(), Trouble> {
    let sql = "DELETE FROM entity_asset WHERE sort = $1 AND key = $2 AND entity = $3";
    tx.run(sql, [sort.into(), key.into(), entity.into()]).await.map(drop)
}

/// The claims of some entities, by sort and key.
pub async fn of(asks: &impl Asks, entities: &[String]) -> Result<Vec<AssetRow>, Trouble> {
    if entities.is_empty() {
        return Ok(Vec::new());
    }
    let list = places(entities.len(), 0);
    let sql = format!("SELECT * FROM entity_asset WHERE entity IN ({list}) ORDER BY entity, sort, key");
    let values: Vec<Value> = entities.iter().map(|one| one.clone().into()).collect();
    asks.all(&sql, values).await
}

/// One claim.
pub async fn one(asks: &impl Asks, entity: &str, sort: &str, key: &str) -> Result<Option<AssetRow>, Trouble> {
    let sql = "SELECT * FROM entity_asset WHERE sort = $1 AND key = $2 AND entity = $3";
    asks.one(sql, [sort.into(), key.into(), entity.into()]).await
}

/// Who claims exactly these; the narrowest first.
pub async fn claims(
    asks: &impl Asks,
    sort: &str,
    keys: &[String],
    limit: i64,
) -> Result<Vec<ClaimRow>, Trouble> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let list = places(keys.len(), 2);
    let sql = format!(
        "{CLAIMS} WHERE a.sort = $1 AND a.key IN ({list}) ORDER BY length(a.key) DESC, a.key DESC, a.entity LIMIT $2"
    );
    let mut values = vec![Value::from(sort), limit.into()];
    values.extend(keys.iter().map(|one| Value::from(one.clone())));
    asks.all(&sql, values).await
}

/// Who claims what lies between two keys, both exclusive.
pub async fn claims_within(
    asks: &impl Asks,
    sort: &str,
    (from, to): (&str, &str),
    limit: i64,
) -> Result<Vec<ClaimRow>, Trouble> {
    let sql =
        format!("{CLAIMS} WHERE a.sort = $1 AND a.key > $2 AND a.key < $3 ORDER BY a.key, a.entity LIMIT $4");
    asks.all(&sql, [sort.into(), from.into(), to.into(), limit.into()]).await
}

/// Claims whose proof is to be looked for in the domain name system.
pub async fn to_look(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<AssetRow>, Trouble> {
    let sql =
        "SELECT * FROM entity_asset WHERE look_at IS NOT NULL AND look_at <= $1 ORDER BY look_at LIMIT $2";
    asks.all(sql, [now.into(), limit.into()]).await
}
