//! What is not a case's: drafts that were never filed, errands without a dossier, what the desk wrote
//! between shifts, old sessions, salts of chains that are no case's.

use super::case::Found;
use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// A draft that nobody filed.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Left {
    /// Its id.
    pub id: String,
    /// When it was last changed, in microseconds.
    pub changed_at: i64,
}

/// Drafts that were never filed and last changed by `cut`.
pub async fn drafts(asks: &impl Asks, cut: i64, limit: i64) -> Result<Vec<Left>, Trouble> {
    let sql = "SELECT id, changed_at FROM draft WHERE filed_as IS NULL AND changed_at <= $1 ORDER BY changed_at LIMIT $2";
    asks.all(sql, [cut.into(), limit.into()]).await
}

/// The files of a draft: id, digest and when they were added.
pub async fn files(asks: &impl Asks, draft: &str) -> Result<Vec<super::case::FileRow>, Trouble> {
    let sql =
        "SELECT id, digest, at FROM attachment WHERE draft = $1 AND dossier IS NULL AND erased_at IS NULL";
    asks.all(sql, [draft.into()]).await
}

/// Takes a draft away with its answers; answers how many there were. Its chain keeps its entries,
/// without their salts.
pub async fn drop_draft(tx: &Tx, _permit: &Permit, draft: &str) -> Result<u64, Trouble> {
    let answers = tx.run("DELETE FROM draft_answer WHERE draft = $1", [draft.into()]).await?;
    tx.run("DELETE FROM attachment WHERE draft = $1 AND dossier IS NULL", [draft.into()]).await?;
    tx.run("DELETE FROM draft WHERE id = $1 AND filed_as IS NULL", [draft.into()]).await?;
    let sql =
        "UPDATE entry SET salt = substr(salt, 1, 0) WHERE subject = 'draft:' || $1 AND length(salt) > 0";
    tx.run(sql, [draft.into()]).await?;
    Ok(answers)
}

/// What is emptied in one go: the part in the report, the table, the moment that counts, which rows,
/// and what is done to them.
const SWEPT: &[(&str, &str, &str, &str, &str)] = &[
    (
        "errand",
        "errand",
        "created_at",
        "state <> 'waiting' AND kind <> 'forget' AND (payload <> '{}' OR target <> '')",
        "UPDATE errand SET payload = '{}', target = '', error = '', proof = ''",
    ),
    ("handover", "handover", "at", "body <> ''", "UPDATE handover SET body = ''"),
    ("session", "session", "ends_at", "1 = 1", "DELETE FROM session"),
    ("invitation", "invitation", "ends_at", "1 = 1", "DELETE FROM invitation"),
    ("pack", "pack", "at", "1 = 1", "DELETE FROM pack"),
    ("scan", "scan", "at", "name <> ''", "UPDATE scan SET name = ''"),
    (
        "import",
        "entity_import",
        "at",
        "(name <> '' OR reason <> '')",
        "UPDATE entity_import SET name = '', reason = ''",
    ),
    (
        "plea",
        "plea",
        "ended_at",
        "email <> ''",
        "UPDATE plea SET name = '', email = '', phone = '', body = '', checked = ''",
    ),
];

/// Empties what is past `cut` in one of [`SWEPT`]; answers how much there was.
async fn sweep_one(
    tx: &Tx,
    (_, table, at, which, done): &(&str, &str, &str, &str, &str),
    cut: i64,
) -> Result<Found, Trouble> {
    let count =
        format!("SELECT count(*) AS count, min({at}) AS since FROM {table} WHERE {at} <= $1 AND {which}");
    let found: Found = tx.one(&count, [cut.into()]).await?.unwrap_or_default();
    if found.count > 0 {
        tx.run(&format!("{done} WHERE {at} <= $1 AND {which}"), [cut.into()]).await?;
    }
    Ok(found)
}

/// Empties errands that were delivered, or are stuck, and are older than `errands`, and what the desk wrote by `desk`.
pub async fn sweep(
    tx: &Tx,
    _permit: &Permit,
    errands: Option<i64>,
    desk: Option<i64>,
) -> Result<Vec<(&'static str, Found)>, Trouble> {
    let mut all = Vec::new();
    for one in SWEPT {
        let Some(cut) = (if one.0 == "errand" { errands } else { desk }) else { continue };
        let found = sweep_one(tx, one, cut).await?;
        if found.count > 0 {
            all.push((one.0, found));
        }
    }
    Ok(all)
}

/// Empties the salts of chains that are no case's and older than `cut`: the house's, accounts', and
/// whatever is neither a dossier nor a draft.
pub async fn drop_salts(tx: &Tx, _permit: &Permit, cut: i64) -> Result<Found, Trouble> {
    let which =
        "at <= $1 AND length(salt) > 0 AND subject NOT LIKE 'dossier:%' AND subject NOT LIKE 'draft:%'";
    let sql = format!("SELECT count(*) AS count, min(at) AS since FROM entry WHERE {which}");
    let found: Found = tx.one(&sql, [cut.into()]).await?.unwrap_or_default();
    if found.count > 0 {
        let sql = format!("UPDATE entry SET salt = substr(salt, 1, 0) WHERE {which}");
        tx.run(&sql, [cut.into()]).await?;
    }
    Ok(found)
}

/// How many files that are not erased have these bytes.
pub async fn uses(asks: &impl Asks, digest: &str) -> Result<i64, Trouble> {
    let sql = "SELECT CAST((SELECT count(*) FROM attachment WHERE digest = $1 AND erased_at IS NULL) \
               + (SELECT count(*) FROM case_file WHERE digest = $1) AS BIGINT) AS count, CAST(NULL AS BIGINT) AS since";
    let found: Option<Found> = asks.one(sql, [digest.into()]).await?;
    Ok(found.unwrap_or_default().count)
}

/// Forgets which bytes an errand took away.
pub async fn forget_digests(tx: &Tx) -> Result<u64, Trouble> {
    tx.run("UPDATE errand SET target = '' WHERE kind = 'forget' AND state = 'done' AND target <> ''", [])
        .await
}

/// Accounts that were blocked and last used by `cut`, and still say whose they were.
pub async fn accounts(asks: &impl Asks, cut: i64, limit: i64) -> Result<Vec<Left>, Trouble> {
    let sql = "SELECT id, last AS changed_at FROM (SELECT a.id AS id, COALESCE((SELECT max(s.seen_at) FROM session s \
               WHERE s.account = a.id), a.created_at) AS last FROM account a WHERE a.active = 0 AND a.email <> '') q \
               WHERE last <= $1 ORDER BY last LIMIT $2";
    asks.all(sql, [cut.into(), limit.into()]).await
}

/// Empties an account: what it did keeps its id, nobody is behind it any more.
pub async fn drop_account(tx: &Tx, _permit: &Permit, account: &str) -> Result<(), Trouble> {
    let theirs = [
        ("recovery_code", "account"),
        ("api_token", "account"),
        ("saved_view", "staff"),
        ("passkey", "account"),
        ("identity", "account"),
    ];
    for (table, owner) in theirs {
        tx.run(&format!("DELETE FROM {table} WHERE {owner} = $1"), [account.into()]).await?;
    }
    let sql = "UPDATE account SET login = id, name = '', email = '', phone = '', password = '', totp = NULL, \
               version = version + 1 WHERE id = $1";
    tx.run(sql, [account.into()]).await.map(drop)
}

/// Empties exercises that began by `cut`: who played and what they wrote; answers how much there was.
pub async fn drop_players(tx: &Tx, _permit: &Permit, cut: i64) -> Result<Found, Trouble> {
    let sql = "SELECT count(*) AS count, min(d.started_at) AS since FROM drill d WHERE d.started_at <= $1 AND \
               (EXISTS (SELECT 1 FROM player p WHERE p.drill = d.id) OR EXISTS \
               (SELECT 1 FROM inject_answer a WHERE a.drill = d.id AND (a.body <> '' OR a.author <> '')))";
    let found: Found = tx.one(sql, [cut.into()]).await?.unwrap_or_default();
    if found.count > 0 {
        let theirs = "drill IN (SELECT id FROM drill WHERE started_at <= $1)";
        tx.run(&format!("DELETE FROM player WHERE {theirs}"), [cut.into()]).await?;
        let sql = format!("UPDATE inject_answer SET body = '', author = '' WHERE {theirs}");
        tx.run(&sql, [cut.into()]).await?;
    }
    Ok(found)
}
