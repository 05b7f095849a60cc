//! Whom the house reaches by itself, and with which words: the roster, the authorities, the letters.
//!
//! Only read here; who is on duty, where copies go and what letters say is changed elsewhere.

use crate::{database::Asks, trouble::Trouble};
use sea_orm::FromQueryResult;

/// Somebody on the roster now.
#[derive(Debug, Clone, FromQueryResult)]
pub struct OnDutyRow {
    /// The account.
    pub staff: String,
    /// Its name.
    pub name: String,
    /// Its mail address.
    pub email: String,
    /// Its language.
    pub language: String,
    /// The level of the roster, from 1.
    pub level: i64,
}

/// Where copies for an authority go.
#[derive(Debug, Clone, FromQueryResult)]
pub struct AddressRow {
    /// The authority's name.
    pub name: String,
    /// Its mail address, or empty.
    pub email: String,
    /// Its webhook, or empty.
    pub webhook: String,
    /// The secret that its webhook is signed with, or empty.
    pub secret: String,
}

/// Who is on duty at a moment, the first level first. Blocked accounts are left out.
pub async fn on_duty(asks: &impl Asks, now: i64) -> Result<Vec<OnDutyRow>, Trouble> {
    let sql = "SELECT DISTINCT r.level, p.id AS staff, p.name, p.email, p.language FROM roster r \
               JOIN account p ON p.id = r.staff WHERE r.until_at > $1 AND r.from_at <= $1 AND p.active = 1 \
               ORDER BY r.level, p.id";
    asks.all(sql, [now.into()]).await
}

/// Where copies for an authority go; nothing when it is not known or switched off.
pub async fn authority(asks: &impl Asks, id: &str) -> Result<Option<AddressRow>, Trouble> {
    let sql = "SELECT name, email, webhook, secret FROM authority WHERE id = $1 AND active = 1";
    asks.one(sql, [id.into()]).await
}

/// The installation's own text of a letter, the newest version; nothing when it has none.
pub async fn own_letter(asks: &impl Asks, name: &str, language: &str) -> Result<Option<String>, Trouble> {
    #[derive(FromQueryResult)]
    struct Text {
        body: String,
    }
    let sql = "SELECT body FROM letter WHERE name = $1 AND language = $2 ORDER BY version DESC LIMIT 1";
    let text: Option<Text> = asks.one(sql, [name.into(), language.into()]).await?;
    Ok(text.map(|text| text.body))
}
