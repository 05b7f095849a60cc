//! Entities: the organisations we know of, for looking up who reports.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One entity.
#[derive(Debug, Clone, FromQueryResult)]
pub struct EntityRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its number in the register of companies, or another register.
    pub register_number: String,
    /// Sector id.
    pub sector: String,
    /// Subsector id.
    pub subsector: String,
    /// Kind of entity.
    pub kind: String,
    /// `essential`, `important`, `critical` or `other`.
    pub class: String,
    /// Member States, as JSON.
    pub states: String,
    /// Domain names, as JSON.
    pub domains: String,
    /// Contacts, as JSON.
    pub contacts: String,
    /// When it was entered, in microseconds.
    pub created_at: i64,
}

/// Enters an entity.
pub async fn add(tx: &Tx, _permit: &Permit, row: &EntityRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity (id, name, register_number, sector, subsector, kind, class, states, domains, contacts, \
               created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.name.into(),
        row.register_number.into(),
        row.sector.into(),
        row.subsector.into(),
        row.kind.into(),
        row.class.into(),
        row.states.into(),
        row.domains.into(),
        row.contacts.into(),
        row.created_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The entity with this id.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<EntityRow>, Trouble> {
    asks.one("SELECT * FROM entity WHERE id = $1", [id.into()]).await
}

/// The entity with this register number.
pub async fn by_number(asks: &impl Asks, number: &str) -> Result<Option<EntityRow>, Trouble> {
    asks.one("SELECT * FROM entity WHERE register_number = $1 LIMIT 1", [number.into()]).await
}

/// Entities whose name begins so, for look-up while typing. Names only: nothing a stranger may not know.
pub async fn beginning_with(asks: &impl Asks, start: &str, limit: i64) -> Result<Vec<EntityRow>, Trouble> {
    let sql = "SELECT * FROM entity WHERE name >= $1 AND name < $2 ORDER BY name LIMIT $3";
    let end = format!("{start}\u{10ffff}");
    asks.all(sql, [start.into(), end.into(), limit.into()]).await
}
