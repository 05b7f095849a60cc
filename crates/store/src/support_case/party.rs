//! Who takes part in a case from outside, and until when. A part that ended stays, so that what they
//! said keeps its name.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::{access::Permit, support_case, time::Instant};
use sea_orm::FromQueryResult;

/// One part in a case.
#[derive(Debug, Clone, Default, PartialEq, Eq, FromQueryResult)]
pub struct PartyRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// `organisation`, `ir-firm`, `csirt` or `police`.
    pub kind: String,
    /// The name of the organisation, firm or body.
    pub name: String,
    /// The person.
    pub person: String,
    /// Where mail reaches them; empty for nowhere.
    pub email: String,
    /// Where a call reaches them.
    pub phone: String,
    /// Their language.
    pub language: String,
    /// The dossier through which an organisation comes in.
    pub dossier: Option<String>,
    /// The body through whose mandates another CSIRT comes in; empty for none.
    pub body: String,
    /// Digest of the link of one person.
    pub link: Option<Vec<u8>>,
    /// When the part ends.
    pub until_at: Option<i64>,
    /// Who let them in, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
    /// When their part was ended.
    pub removed_at: Option<i64>,
    /// Who ended it.
    pub removed_by: String,
    /// Why.
    pub removed_why: String,
    /// Their public key, of age or OpenPGP, to which mail and messages for them are sealed; or empty.
    pub own_key: String,
}

impl PartyRow {
    /// How they are called: the person and for whom, or the organisation, firm or body alone.
    pub fn called(&self) -> String {
        if self.person.is_empty() { self.name.clone() } else { format!("{}, {}", self.person, self.name) }
    }

    /// Whether they take part at an instant, in microseconds.
    pub fn is_live(&self, at: i64) -> bool {
        let until = self.until_at.map(Instant::from_micros);
        support_case::takes_part(until, self.removed_at.is_some(), Instant::from_micros(at))
    }
}

/// Lets somebody take part.
pub async fn add(tx: &Tx, _permit: &Permit, row: &PartyRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_party (id, case_id, kind, name, person, email, phone, language, dossier, body, link, \
               until_at, actor, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.kind.into(),
        row.name.into(),
        row.person.into(),
        row.email.into(),
        row.phone.into(),
        row.language.into(),
        row.dossier.into(),
        row.body.into(),
        row.link.into(),
        row.until_at.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Gives a part another end, and another link when there is one; false when it is over for good.
pub async fn change(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    until: Option<i64>,
    link: Option<Vec<u8>>,
) -> Result<bool, Trouble> {
    let sql = "UPDATE case_party SET until_at = $2, link = COALESCE($3, link) \
               WHERE id = $1 AND removed_at IS NULL";
    Ok(tx.run(sql, [id.into(), until.into(), link.into()]).await? == 1)
}

/// Keeps somebody's public key; an empty one takes it away.
pub async fn keep_key(tx: &Tx, _permit: &Permit, id: &str, key: &str) -> Result<(), Trouble> {
    let sql = "UPDATE case_party SET own_key = $2 WHERE id = $1";
    tx.run(sql, [id.into(), key.into()]).await.map(drop)
}

/// Ends a part at once; its link opens nothing any more. False when it was ended before.
pub async fn remove(
    tx: &Tx,
    _permit: &Permit,
    id: &str,
    by: &str,
    why: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE case_party SET removed_at = $4, removed_by = $2, removed_why = $3, link = NULL \
               WHERE id = $1 AND removed_at IS NULL";
    Ok(tx.run(sql, [id.into(), by.into(), why.into(), at.into()]).await? == 1)
}

/// Everybody who takes part or did, in the order in which they came.
pub async fn of_case(asks: &impl Asks, case: &str) -> Result<Vec<PartyRow>, Trouble> {
    asks.all("SELECT * FROM case_party WHERE case_id = $1 ORDER BY at, id", [case.into()]).await
}

/// One part.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<PartyRow>, Trouble> {
    asks.one("SELECT * FROM case_party WHERE id = $1", [id.into()]).await
}

/// The part whose link has this digest.
pub async fn by_link(asks: &impl Asks, digest: &[u8]) -> Result<Option<PartyRow>, Trouble> {
    asks.one("SELECT * FROM case_party WHERE link = $1", [digest.to_vec().into()]).await
}
