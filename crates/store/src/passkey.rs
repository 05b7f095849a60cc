//! Passkeys: their public halves. The private ones never leave the devices.

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One passkey.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PasskeyRow {
    /// Its id.
    pub id: String,
    /// The account it opens.
    pub account: String,
    /// The random name under which the device knows the account.
    pub handle: Vec<u8>,
    /// The id that the device gave it.
    pub credential: Vec<u8>,
    /// What its owner calls it.
    pub name: String,
    /// The public key with its counter, as JSON.
    pub key: String,
    /// When it was added, in microseconds.
    pub created_at: i64,
    /// When it last opened the door.
    pub used_at: Option<i64>,
}

/// Adds a passkey; false when the device's id for it is known already.
pub async fn add(tx: &Tx, _permit: &Permit, row: &PasskeyRow) -> Result<bool, Trouble> {
    let sql = "INSERT INTO passkey (id, account, handle, credential, name, key, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential) DO NOTHING";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.account.into(),
        row.handle.into(),
        row.credential.into(),
        row.name.into(),
        row.key.into(),
        row.created_at.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The passkeys of an account, the oldest first.
pub async fn of_account(asks: &impl Asks, account: &str) -> Result<Vec<PasskeyRow>, Trouble> {
    let sql = "SELECT * FROM passkey WHERE account = $1 ORDER BY created_at, id LIMIT 100";
    asks.all(sql, [account.into()]).await
}

/// The passkey to which a device gave this id.
pub async fn by_credential(asks: &impl Asks, credential: &[u8]) -> Result<Option<PasskeyRow>, Trouble> {
    asks.one("SELECT * FROM passkey WHERE credential = $1", [credential.to_vec().into()]).await
}

/// Notes that a passkey was used, with its new counter.
pub async fn used(tx: &Tx, _permit: &Permit, id: &str, key: &str, at: i64) -> Result<(), Trouble> {
    let sql = "UPDATE passkey SET key = $2, used_at = $3 WHERE id = $1";
    tx.run(sql, [id.into(), key.into(), at.into()]).await.map(drop)
}

/// Removes a passkey of an account; false when it has none such.
pub async fn remove(tx: &Tx, _permit: &Permit, account: &str, id: &str) -> Result<bool, Trouble> {
    let sql = "DELETE FROM passkey WHERE account = $1 AND id = $2";
    Ok(tx.run(sql, [account.into(), id.into()]).await? == 1)
}

/// Removes all passkeys of an account.
pub async fn remove_all(tx: &Tx, _permit: &Permit, account: &str) -> Result<u64, Trouble> {
    tx.run("DELETE FROM passkey WHERE account = $1", [account.into()]).await
}
