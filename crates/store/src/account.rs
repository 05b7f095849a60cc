//! Accounts of whoever can sign in, their invitations and recovery codes. Of secrets only digests are kept; the
//! secret of a second factor must stay readable to check codes against it.

use crate::{
    database::{Asks, Tx},
    query,
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// One account.
#[derive(Clone, FromQueryResult)]
pub struct AccountRow {
    /// Its id.
    pub id: String,
    /// What its owner types to sign in, in lower case.
    pub login: String,
    /// The name that others see.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// The name of its staff role, or `member` for who is here only by mandate.
    pub role: String,
    /// `nl` or `en`.
    pub language: String,
    /// Argon2 hash; empty until the invitation is taken.
    pub password: String,
    /// The second factor's secret.
    pub totp: Option<Vec<u8>>,
    /// The step of the newest code that was used.
    pub totp_step: i64,
    /// 0 when it is blocked.
    pub active: i64,
    /// When it was made, in microseconds.
    pub created_at: i64,
    /// Rises with each change.
    pub version: i64,
}

impl std::fmt::Debug for AccountRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountRow").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

impl AccountRow {
    /// Whether the owner has set a password and a second factor; a passkey or a provider does as well.
    pub fn has_password(&self) -> bool {
        !self.password.is_empty() && self.totp.is_some()
    }
}

/// An invitation that was not taken yet.
#[derive(Clone, FromQueryResult)]
pub struct InvitationRow {
    /// SHA-256 of the secret in its link.
    pub digest: Vec<u8>,
    /// The account it is for; none for the first administrator.
    pub account: Option<String>,
    /// The role.
    pub role: String,
    /// When it ends.
    pub ends_at: i64,
    /// When it was taken, or replaced by a newer one.
    pub used_at: Option<i64>,
    /// What was filled in so far, as JSON, until the second factor is confirmed.
    pub pending: String,
}

/// Makes an account.
pub async fn add(tx: &Tx, _permit: &Permit, row: &AccountRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO account (id, login, name, email, phone, role, language, password, totp, created_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.login.into(),
        row.name.into(),
        row.email.into(),
        row.phone.into(),
        row.role.into(),
        row.language.into(),
        row.password.into(),
        row.totp.into(),
        row.created_at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Saves an account; false when another write came first.
pub async fn save(tx: &Tx, _permit: &Permit, row: &AccountRow) -> Result<bool, Trouble> {
    let sql = "UPDATE account SET login = $2, name = $3, email = $4, phone = $5, role = $6, language = $7, \
               password = $8, totp = $9, active = $10, version = version + 1 WHERE id = $1 AND version = $11";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.login.into(),
        row.name.into(),
        row.email.into(),
        row.phone.into(),
        row.role.into(),
        row.language.into(),
        row.password.into(),
        row.totp.into(),
        row.active.into(),
        row.version.into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// The names of these accounts, by their ids.
pub async fn names(asks: &impl Asks, ids: &[String]) -> Result<Vec<(String, String)>, Trouble> {
    query::named(asks, "account", "name", ids).await
}

/// The accounts of staff by name.
pub async fn staff(asks: &impl Asks) -> Result<Vec<AccountRow>, Trouble> {
    asks.all("SELECT * FROM account WHERE role <> 'member' ORDER BY name, id", []).await
}

/// Whether the account `p` can be entered: by password and second factor, by a passkey or by a provider.
pub(crate) const HAS_WAY_IN: &str = "((p.password <> '' AND p.totp IS NOT NULL) \
     OR EXISTS (SELECT 1 FROM passkey k WHERE k.account = p.id) \
     OR EXISTS (SELECT 1 FROM identity i WHERE i.account = p.id))";

/// Which accounts of staff can be entered, by their ids.
pub async fn staff_with_way_in(asks: &impl Asks) -> Result<Vec<String>, Trouble> {
    ids(asks, "p.role <> 'member'", []).await
}

/// Whether an account can be entered.
pub async fn has_way_in(asks: &impl Asks, id: &str) -> Result<bool, Trouble> {
    Ok(!ids(asks, "p.id = $1", [id.into()]).await?.is_empty())
}

async fn ids<const N: usize>(
    asks: &impl Asks,
    whose: &str,
    values: [Value; N],
) -> Result<Vec<String>, Trouble> {
    #[derive(FromQueryResult)]
    struct One {
        id: String,
    }
    let sql = format!("SELECT p.id FROM account p WHERE {whose} AND {HAS_WAY_IN}");
    let all: Vec<One> = asks.all(&sql, values).await?;
    Ok(all.into_iter().map(|one| one.id).collect())
}

/// One account.
pub async fn by_id(asks: &impl Asks, id: &str) -> Result<Option<AccountRow>, Trouble> {
    asks.one("SELECT * FROM account WHERE id = $1", [id.into()]).await
}

/// The account of a login.
pub async fn by_login(asks: &impl Asks, login: &str) -> Result<Option<AccountRow>, Trouble> {
    asks.one("SELECT * FROM account WHERE login = $1", [login.into()]).await
}

#[derive(FromQueryResult)]
struct Count {
    count: i64,
}

/// How many administrators can sign in with what is theirs: a provider may be down.
pub async fn administrators(asks: &impl Asks) -> Result<i64, Trouble> {
    let sql = "SELECT count(*) AS count FROM account WHERE role = 'administrator' AND active = 1 \
               AND ((password <> '' AND totp IS NOT NULL) \
               OR EXISTS (SELECT 1 FROM passkey WHERE passkey.account = account.id))";
    let found: Option<Count> = asks.one(sql, []).await?;
    Ok(found.map_or(0, |found| found.count))
}

/// Holds an account until the transaction ends, so that two acts cannot remove its last two ways in.
pub async fn hold(tx: &Tx, _permit: &Permit, id: &str) -> Result<(), Trouble> {
    tx.run("UPDATE account SET totp_step = totp_step WHERE id = $1", [id.into()]).await.map(drop)
}

/// Holds all administrators until the transaction ends, so that two acts cannot remove the last two.
pub async fn hold_administrators(tx: &Tx, _permit: &Permit) -> Result<(), Trouble> {
    tx.run("UPDATE account SET totp_step = totp_step WHERE role = 'administrator'", []).await.map(drop)
}

/// Uses up a step of the second factor; false when it, or a later one, was used before.
pub async fn use_step(tx: &Tx, _permit: &Permit, account: &str, step: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE account SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
    Ok(tx.run(sql, [account.into(), step.into()]).await? == 1)
}

/// Uses up a recovery code; false when there is none such.
pub async fn use_recovery(
    tx: &Tx,
    _permit: &Permit,
    account: &str,
    digest: &[u8],
    at: i64,
) -> Result<bool, Trouble> {
    let sql = "UPDATE recovery_code SET used_at = $3 WHERE account = $1 AND digest = $2 AND used_at IS NULL";
    Ok(tx.run(sql, [account.into(), digest.to_vec().into(), at.into()]).await? == 1)
}

/// Replaces all recovery codes of an account.
pub async fn put_recovery(
    tx: &Tx,
    _permit: &Permit,
    account: &str,
    digests: &[Vec<u8>],
) -> Result<(), Trouble> {
    tx.run("DELETE FROM recovery_code WHERE account = $1", [account.into()]).await?;
    for digest in digests {
        let sql = "INSERT INTO recovery_code (account, digest) VALUES ($1, $2)";
        tx.run(sql, [account.into(), digest.clone().into()]).await?;
    }
    Ok(())
}

/// How many recovery codes are left.
pub async fn recovery_left(asks: &impl Asks, account: &str) -> Result<i64, Trouble> {
    let sql = "SELECT count(*) AS count FROM recovery_code WHERE account = $1 AND used_at IS NULL";
    let found: Option<Count> = asks.one(sql, [account.into()]).await?;
    Ok(found.map_or(0, |found| found.count))
}

/// Makes an invitation; those before it for the same account (or the first one) no longer count.
pub async fn invite(tx: &Tx, _permit: &Permit, row: &InvitationRow, at: i64) -> Result<(), Trouble> {
    let old = "UPDATE invitation SET used_at = $2, pending = '' \
               WHERE COALESCE(account, '') = $1 AND used_at IS NULL";
    tx.run(old, [row.account.clone().unwrap_or_default().into(), at.into()]).await?;
    let sql = "INSERT INTO invitation (digest, account, role, ends_at) VALUES ($1, $2, $3, $4)";
    let row = row.clone();
    tx.run(sql, [row.digest.into(), row.account.into(), row.role.into(), row.ends_at.into()]).await.map(drop)
}

/// The invitation of a secret's digest, used or not.
pub async fn invitation(asks: &impl Asks, digest: &[u8]) -> Result<Option<InvitationRow>, Trouble> {
    asks.one("SELECT * FROM invitation WHERE digest = $1", [digest.to_vec().into()]).await
}

/// Keeps what was filled in so far.
pub async fn fill(tx: &Tx, _permit: &Permit, digest: &[u8], pending: &str) -> Result<bool, Trouble> {
    let sql = "UPDATE invitation SET pending = $2 WHERE digest = $1 AND used_at IS NULL";
    Ok(tx.run(sql, [digest.to_vec().into(), pending.into()]).await? == 1)
}

/// Takes an invitation; false when it was taken before.
pub async fn take(tx: &Tx, _permit: &Permit, digest: &[u8], at: i64) -> Result<bool, Trouble> {
    let sql = "UPDATE invitation SET used_at = $2, pending = '' WHERE digest = $1 AND used_at IS NULL";
    Ok(tx.run(sql, [digest.to_vec().into(), at.into()]).await? == 1)
}
