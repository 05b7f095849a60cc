//! Identities that providers vouch for: which account a subject of an issuer is.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One identity.
#[derive(Clone, Debug, FromQueryResult)]
pub struct IdentityRow {
    /// The issuer, as its metadata says it.
    pub issuer: String,
    /// The subject under which it knows the person.
    pub subject: String,
    /// The account.
    pub account: String,
    /// When it was tied, in microseconds.
    pub created_at: i64,
    /// When it last opened the door.
    pub used_at: i64,
}

/// Ties an identity to an account; false when it is tied already.
pub async fn add(tx: &Tx, _permit: &Permit, row: &IdentityRow) -> Result<bool, Trouble> {
    let sql = "INSERT INTO identity (issuer, subject, account, created_at, used_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (issuer, subject) DO NOTHING";
    let row = row.clone();
    let values = [
        row.issuer.into(),
        row.subject.into(),
        row.account.into(),
        row.created_at.into(),
        row.used_at.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The identity of a subject.
pub async fn find(asks: &impl Asks, issuer: &str, subject: &str) -> Result<Option<IdentityRow>, Trouble> {
    let sql = "SELECT * FROM identity WHERE issuer = $1 AND subject = $2";
    asks.one(sql, [issuer.into(), subject.into()]).await
}

/// The identities of an account, the oldest first.
pub async fn of_account(asks: &impl Asks, account: &str) -> Result<Vec<IdentityRow>, Trouble> {
    let sql = "SELECT * FROM identity WHERE account = $1 ORDER BY created_at, issuer, subject LIMIT 100";
    asks.all(sql, [account.into()]).await
}

/// Notes that an identity was used.
pub async fn used(tx: &Tx, _permit: &Permit, issuer: &str, subject: &str, at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE identity SET used_at = $3 WHERE issuer = $1 AND subject = $2";
    tx.run(sql, [issuer.into(), subject.into(), at.into()]).await.map(drop)
}

/// Unties the identities that an account has with an issuer; answers how many.
pub async fn remove(tx: &Tx, _permit: &Permit, account: &str, issuer: &str) -> Result<u64, Trouble> {
    let sql = "DELETE FROM identity WHERE account = $1 AND issuer = $2";
    tx.run(sql, [account.into(), issuer.into()]).await
}

/// Unties all identities of an account.
pub async fn remove_all(tx: &Tx, _permit: &Permit, account: &str) -> Result<u64, Trouble> {
    tx.run("DELETE FROM identity WHERE account = $1", [account.into()]).await
}
