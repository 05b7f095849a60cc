//! Entities: the rows of the register. Contacts, assets, history, requests and sheets have files of
//! their own beside this one.
//!
//! The fields with columns are those that lists and look-ups need; all others stand in `facts`.

pub mod asset;
pub mod contact;
pub mod import;
pub mod link;
pub mod listed;
pub mod meant;
pub mod past;

use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// One entity.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct EntityRow {
    /// Its id.
    pub id: String,
    /// Its number in order of entry: for paging and search.
    pub serial: i64,
    /// Its name.
    pub name: String,
    /// Its name as lists sort it.
    pub sort: String,
    /// Its number in the register of companies, or another register.
    pub register_number: String,
    /// Sector id of its main activity.
    pub sector: String,
    /// Subsector id.
    pub subsector: String,
    /// Kind of entity.
    pub kind: String,
    /// `essential`, `important`, `critical`, `domain-registration`, `none`, or empty.
    pub class: String,
    /// Member States, as JSON.
    pub states: String,
    /// `registered`, `unverified`, `refused` or `ended`.
    pub state: String,
    /// Why it was refused or ended, or who registered it.
    pub state_note: String,
    /// What is wrong with reaching it, or empty.
    pub risk: String,
    /// All fields that have no place of their own, as JSON.
    pub facts: String,
    /// When it was entered, in microseconds.
    pub created_at: i64,
    /// When it last changed.
    pub changed_at: i64,
    /// Rises with each change; a write with an older one is a lost race.
    pub version: i64,
}

const COLUMNS: &str = "id, serial, name, sort, register_number, sector, subsector, kind, class, states, state, \
    state_note, risk, facts, created_at, changed_at, version";

/// The number that the next entity gets; on SQLite one writer at a time makes it unique.
pub async fn next_serial(tx: &Tx) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Next {
        serial: i64,
    }
    let sql = match tx.dialect() {
        Dialect::Sqlite => "SELECT COALESCE(max(serial), 0) + 1 AS serial FROM entity",
        Dialect::Postgres => "SELECT nextval('entity_serial_next') AS serial",
    };
    let next: Option<Next> = tx.one(sql, []).await?;
    next.map(|next| next.serial).ok_or_else(|| Trouble::unreadable(sql, "no row"))
}

/// Enters an entity.
pub async fn add(tx: &Tx, _permit: &Permit, row: &EntityRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity (id, serial, name, sort, register_number, sector, subsector, kind, class, states, \
               state, state_note, risk, facts, created_at, changed_at, version) VALUES \
               ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    tx.run(sql, values(row)).await.map(drop)
}

/// Writes an entity back; false when somebody else wrote it first. `row.version` is the one read.
pub async fn save(tx: &Tx, _permit: &Permit, row: &EntityRow) -> Result<bool, Trouble> {
    let sql = "UPDATE entity SET serial = $2, name = $3, sort = $4, register_number = $5, sector = $6, subsector = $7, \
               kind = $8, class = $9, states = $10, state = $11, state_note = $12, risk = $13, facts = $14, \
               created_at = $15, changed_at = $16, version = version + 1 WHERE id = $1 AND version = $17";
    Ok(tx.run(sql, values(row)).await? == 1)
}

fn values(row: &EntityRow) -> [Value; 17] {
    let row = row.clone();
    [
        row.id.into(),
        row.serial.into(),
        row.name.into(),
        row.sort.into(),
        row.register_number.into(),
        row.sector.into(),
        row.subsector.into(),
        row.kind.into(),
        row.class.into(),
        row.states.into(),
        row.state.into(),
        row.state_note.into(),
        row.risk.into(),
        row.facts.into(),
        row.created_at.into(),
        row.changed_at.into(),
        row.version.into(),
    ]
}

/// Says anew what is wrong with reaching an entity; nobody's change, so its version stays.
pub async fn set_risk(tx: &Tx, _permit: &Permit, id: &str, risk: &str) -> Result<bool, Trouble> {
    let sql = "UPDATE entity SET risk = $2 WHERE id = $1 AND risk <> $2";
    Ok(tx.run(sql, [id.into(), risk.into()]).await? == 1)
}

/// Keeps the words of an entity for search; the newest text replaces the older.
pub async fn keep_words(
    tx: &Tx,
    _permit: &Permit,
    serial: i64,
    text: &str,
    is_new: bool,
) -> Result<(), Trouble> {
    match tx.dialect() {
        Dialect::Sqlite => {
            if !is_new {
                tx.run("DELETE FROM entity_text WHERE rowid = $1", [serial.into()]).await?;
            }
            let sql = "INSERT INTO entity_text (rowid, body) VALUES ($1, $2)";
            tx.run(sql, [serial.into(), text.into()]).await.map(drop)
        }
        Dialect::Postgres => {
            let sql = "INSERT INTO entity_text (serial, body) VALUES ($1, to_tsvector('simple', $2)) \
                       ON CONFLICT (serial) DO UPDATE SET body = excluded.body";
            tx.run(sql, [serial.into(), text.into()]).await.map(drop)
        }
    }
}

/// The entity with this id.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<EntityRow>, Trouble> {
    asks.one(&format!("SELECT {COLUMNS} FROM entity WHERE id = $1"), [id.into()]).await
}

/// The entity with this id, kept from others until the transaction ends.
pub async fn for_change(tx: &Tx, id: &str) -> Result<Option<EntityRow>, Trouble> {
    let lock = if tx.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    tx.one(&format!("SELECT {COLUMNS} FROM entity WHERE id = $1{lock}"), [id.into()]).await
}

/// The entity with this register number; a registered one before one that is not verified.
pub async fn by_number(asks: &impl Asks, number: &str) -> Result<Option<EntityRow>, Trouble> {
    Ok(with_number(asks, number).await?.into_iter().next())
}

/// All entities with this register number, registered ones first.
pub async fn with_number(asks: &impl Asks, number: &str) -> Result<Vec<EntityRow>, Trouble> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entity WHERE register_number = $1 AND state <> 'refused' \
         ORDER BY CASE state WHEN 'registered' THEN 0 ELSE 1 END, serial LIMIT 20"
    );
    asks.all(&sql, [number.into()]).await
}

/// Entities by their ids, or by their register numbers: at most a thousand of both.
pub async fn among(asks: &impl Asks, ids: &[String], numbers: &[String]) -> Result<Vec<EntityRow>, Trouble> {
    let mut found = Vec::new();
    for (column, wanted) in [("id", ids), ("register_number", numbers)] {
        if !wanted.is_empty() {
            let sql = format!("SELECT {COLUMNS} FROM entity WHERE {column} IN ({})", places(wanted.len(), 0));
            let values: Vec<Value> = wanted.iter().map(|one| one.clone().into()).collect();
            let rows: Vec<EntityRow> = asks.all(&sql, values).await?;
            found.extend(rows);
        }
    }
    found.sort_by_key(|row| row.serial);
    found.dedup_by(|one, other| one.id == other.id);
    Ok(found)
}

/// A page of all entities in order of entry, for exports.
pub async fn after(asks: &impl Asks, serial: i64, limit: i64) -> Result<Vec<EntityRow>, Trouble> {
    let sql = format!("SELECT {COLUMNS} FROM entity WHERE serial > $1 ORDER BY serial LIMIT $2");
    asks.all(&sql, [serial.into(), limit.into()]).await
}

/// Registered entities whose name begins so, for look-up while typing: nothing a stranger may not know.
pub async fn beginning_with(asks: &impl Asks, start: &str, limit: i64) -> Result<Vec<EntityRow>, Trouble> {
    let sql = format!(
        "SELECT {COLUMNS} FROM entity WHERE sort >= $1 AND sort < $2 AND state = 'registered' \
         ORDER BY sort, serial LIMIT $3"
    );
    let end = format!("{start}\u{10ffff}");
    asks.all(&sql, [start.into(), end.into(), limit.into()]).await
}

/// `$1, $2, …` for a list, after so many values before it.
pub(crate) fn places(count: usize, before: usize) -> String {
    (1..=count).map(|at| format!("${}", at + before)).collect::<Vec<_>>().join(", ")
}
