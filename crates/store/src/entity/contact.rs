//! Contacts of entities, with what was learnt about reaching them.

use super::places;
use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// One contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
#[expect(
    missing_docs,
    reason = "each field is the part of the same name of a contact, or is named by the page"
)]
pub struct ContactRow {
    pub id: String,
    pub entity: String,
    pub place: i64,
    pub role: String,
    pub name: String,
    pub job: String,
    pub language: String,
    pub email: String,
    pub phone: String,
    pub outside_email: String,
    pub outside_phone: String,
    pub confirmed_at: Option<i64>,
    pub asked_at: Option<i64>,
    pub bounced_at: Option<i64>,
    pub bounce: String,
    pub tested_at: Option<i64>,
    /// `answered`, `silent`, or empty.
    pub test: String,
    pub ask_at: Option<i64>,
}

/// Keeps a contact, new or changed, with all that was learnt about it.
pub async fn put(tx: &Tx, _permit: &Permit, row: &ContactRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO entity_contact (id, entity, place, role, name, job, language, email, phone, outside_email, \
               outside_phone, confirmed_at, asked_at, bounced_at, bounce, tested_at, test, ask_at) VALUES \
               ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) \
               ON CONFLICT (id) DO UPDATE SET place = excluded.place, role = excluded.role, name = excluded.name, \
               job = excluded.job, language = excluded.language, email = excluded.email, phone = excluded.phone, \
               outside_email = excluded.outside_email, outside_phone = excluded.outside_phone, \
               confirmed_at = excluded.confirmed_at, asked_at = excluded.asked_at, bounced_at = excluded.bounced_at, \
               bounce = excluded.bounce, tested_at = excluded.tested_at, test = excluded.test, ask_at = excluded.ask_at";
    tx.run(sql, values(row)).await.map(drop)
}

fn values(row: &ContactRow) -> [Value; 18] {
    let row = row.clone();
    [
        row.id.into(),
        row.entity.into(),
        row.place.into(),
        row.role.into(),
        row.name.into(),
        row.job.into(),
        row.language.into(),
        row.email.into(),
        row.phone.into(),
        row.outside_email.into(),
        row.outside_phone.into(),
        row.confirmed_at.into(),
        row.asked_at.into(),
        row.bounced_at.into(),
        row.bounce.into(),
        row.tested_at.into(),
        row.test.into(),
        row.ask_at.into(),
    ]
}

/// Takes a contact out.
pub async fn remove(tx: &Tx, _permit: &Permit, id: &str) -> Result<(), Trouble> {
    tx.run("DELETE FROM entity_contact WHERE id = $1", [id.into()]).await.map(drop)
}

/// The contacts of some entities, in their order.
pub async fn of(asks: &impl Asks, entities: &[String]) -> Result<Vec<ContactRow>, Trouble> {
    if entities.is_empty() {
        return Ok(Vec::new());
    }
    let list = places(entities.len(), 0);
    let sql = format!("SELECT * FROM entity_contact WHERE entity IN ({list}) ORDER BY entity, place, id");
    let values: Vec<Value> = entities.iter().map(|one| one.clone().into()).collect();
    asks.all(&sql, values).await
}

/// The most contacts that any entity has.
pub async fn most(asks: &impl Asks) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Most {
        place: Option<i64>,
    }
    let most: Option<Most> = asks.one("SELECT max(place) AS place FROM entity_contact", []).await?;
    Ok(most.and_then(|most| most.place).map_or(0, |place| place + 1))
}

/// One contact.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<ContactRow>, Trouble> {
    asks.one("SELECT * FROM entity_contact WHERE id = $1", [id.into()]).await
}

/// All contacts with this mail address, inside or outside their own domain.
pub async fn with_email(asks: &impl Asks, email: &str) -> Result<Vec<ContactRow>, Trouble> {
    let sql = "SELECT * FROM entity_contact WHERE (email = $1 AND email <> '') \
               OR (outside_email = $1 AND outside_email <> '') ORDER BY entity, id LIMIT 50";
    asks.all(sql, [email.into()]).await
}

/// Contacts of registered entities that are to be asked whether they are still right.
pub async fn to_ask(asks: &impl Asks, now: i64, limit: i64) -> Result<Vec<ContactRow>, Trouble> {
    let sql = "SELECT c.* FROM entity_contact c JOIN entity e ON e.id = c.entity \
               WHERE c.ask_at IS NOT NULL AND c.ask_at <= $1 AND e.state = 'registered' ORDER BY c.ask_at, c.id LIMIT $2";
    asks.all(sql, [now.into(), limit.into()]).await
}

/// Contacts for day and night that were asked before a moment and did not answer since, of entities
/// that do not yet stand as a risk.
pub async fn silent(asks: &impl Asks, before: i64, limit: i64) -> Result<Vec<ContactRow>, Trouble> {
    let sql = "SELECT c.* FROM entity_contact c JOIN entity e ON e.id = c.entity \
               WHERE c.role = 'always' AND c.asked_at <= $1 AND (c.confirmed_at IS NULL OR c.confirmed_at < c.asked_at) \
               AND e.risk IN ('', 'bounced') AND e.state = 'registered' ORDER BY c.asked_at LIMIT $2";
    asks.all(sql, [before.into(), limit.into()]).await
}
