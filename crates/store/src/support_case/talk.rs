//! Threads of messages in a case, their files, who read how far, and drafts.

mod draft;

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
pub use draft::{DraftRow, draft, keep_draft};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

/// One thread.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct ThreadRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// What it is about.
    pub title: String,
    /// Who began it, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
    /// When somebody last wrote in it.
    pub changed_at: i64,
}

/// A thread in a list, for one reader.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ListedRow {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// When somebody last wrote in it.
    pub changed_at: i64,
    /// How many messages there are.
    pub messages: i64,
    /// How many of them others wrote and the reader did not read.
    pub unread: i64,
    /// How many of those are urgent.
    pub urgent: i64,
    /// The parties in it, none when it is the CSIRT's own.
    pub parties: i64,
}

/// One message.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct MessageRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// The thread.
    pub thread: String,
    /// Its number in the thread, from 1.
    pub number: i64,
    /// The party that wrote it; none for the CSIRT.
    pub party: Option<String>,
    /// The name beside it.
    pub author: String,
    /// The text, plain.
    pub body: String,
    /// Whether it is urgent.
    pub urgent: i64,
    /// Who wrote it, as the journal names them.
    pub actor: String,
    /// When, in microseconds.
    pub at: i64,
    /// How it came: empty by the pages, `mail`, or `mail-signed` when the party's own key signed it.
    pub way: String,
}

/// A file that came with a message. Its bytes are in the depot under their digest.
#[derive(Debug, Clone, Default, FromQueryResult)]
pub struct FileRow {
    /// Its id.
    pub id: String,
    /// The case.
    pub case_id: String,
    /// The thread.
    pub thread: String,
    /// The message.
    pub message: String,
    /// The name as it was given, cleaned.
    pub name: String,
    /// The type as it was given; never trusted.
    pub media: String,
    /// Bytes.
    pub size: i64,
    /// Hex SHA-256.
    pub digest: String,
    /// Who sent it, as the journal names them.
    pub actor: String,
    /// When.
    pub at: i64,
}

/// How far somebody read.
#[derive(Debug, Clone, FromQueryResult)]
pub struct SeenRow {
    /// Who, as the journal names them.
    pub reader: String,
    /// The party they are; none for the CSIRT.
    pub party: Option<String>,
    /// Their name.
    pub name: String,
    /// The last message that they read.
    pub number: i64,
    /// When they last read.
    pub at: i64,
}

/// Begins a thread with these parties.
pub async fn add_thread(
    tx: &Tx,
    _permit: &Permit,
    row: &ThreadRow,
    parties: &[String],
) -> Result<(), Trouble> {
    let sql =
        "INSERT INTO case_thread (id, case_id, title, actor, at, changed_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let one = row.clone();
    let values = [
        one.id.into(),
        one.case_id.into(),
        one.title.into(),
        one.actor.into(),
        one.at.into(),
        one.changed_at.into(),
    ];
    tx.run(sql, values).await?;
    for party in parties {
        let sql = "INSERT INTO case_thread_party (thread, party) VALUES ($1, $2)";
        tx.run(sql, [row.id.clone().into(), party.clone().into()]).await?;
    }
    Ok(())
}

/// One thread.
pub async fn thread(asks: &impl Asks, id: &str) -> Result<Option<ThreadRow>, Trouble> {
    asks.one("SELECT * FROM case_thread WHERE id = $1", [id.into()]).await
}

/// The parties in a thread.
pub async fn parties(asks: &impl Asks, thread: &str) -> Result<Vec<String>, Trouble> {
    #[derive(FromQueryResult)]
    struct One {
        party: String,
    }
    let sql = "SELECT party FROM case_thread_party WHERE thread = $1 ORDER BY party";
    let all: Vec<One> = asks.all(sql, [thread.into()]).await?;
    Ok(all.into_iter().map(|one| one.party).collect())
}

/// The threads of a case for a reader, the newest message first; for a party only those that it is in.
pub async fn threads(
    asks: &impl Asks,
    case: &str,
    reader: &str,
    party: Option<&str>,
) -> Result<Vec<ListedRow>, Trouble> {
    let unread = "m.thread = t.id AND m.actor <> $2 AND m.number > COALESCE((SELECT s.number FROM case_seen s \
                  WHERE s.thread = t.id AND s.reader = $2), 0)";
    let sql = format!(
        "SELECT t.id, t.title, t.changed_at, \
         (SELECT CAST(count(*) AS BIGINT) FROM case_message m WHERE m.thread = t.id) AS messages, \
         (SELECT CAST(count(*) AS BIGINT) FROM case_message m WHERE {unread}) AS unread, \
         (SELECT CAST(count(*) AS BIGINT) FROM case_message m WHERE {unread} AND m.urgent = 1) AS urgent, \
         (SELECT CAST(count(*) AS BIGINT) FROM case_thread_party p WHERE p.thread = t.id) AS parties \
         FROM case_thread t WHERE t.case_id = $1 AND ($3 = '' OR EXISTS \
         (SELECT 1 FROM case_thread_party p WHERE p.thread = t.id AND p.party = $3)) \
         ORDER BY t.changed_at DESC, t.id DESC"
    );
    asks.all(&sql, [case.into(), reader.into(), party.unwrap_or_default().into()]).await
}

/// Keeps a message under the next number of its thread; answers the number.
pub async fn add(tx: &Tx, _permit: &Permit, row: &MessageRow) -> Result<i64, Trouble> {
    #[derive(FromQueryResult)]
    struct Next {
        number: i64,
    }
    let sql = "SELECT COALESCE(max(number), 0) + 1 AS number FROM case_message WHERE thread = $1";
    let next: Option<Next> = tx.one(sql, [row.thread.clone().into()]).await?;
    let number = next.map(|next| next.number).ok_or_else(|| Trouble::unreadable(sql, "no row"))?;
    let sql = "INSERT INTO case_message (id, case_id, thread, number, party, author, body, urgent, actor, at, way) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let one = row.clone();
    let values = [
        one.id.into(),
        one.case_id.into(),
        one.thread.into(),
        number.into(),
        one.party.into(),
        one.author.into(),
        one.body.into(),
        one.urgent.into(),
        one.actor.into(),
        one.at.into(),
        one.way.into(),
    ];
    tx.run(sql, values).await?;
    let sql = "UPDATE case_thread SET changed_at = $2 WHERE id = $1";
    tx.run(sql, [row.thread.clone().into(), row.at.into()]).await?;
    Ok(number)
}

/// The messages of a thread in order.
pub async fn messages(asks: &impl Asks, thread: &str) -> Result<Vec<MessageRow>, Trouble> {
    asks.all("SELECT * FROM case_message WHERE thread = $1 ORDER BY number", [thread.into()]).await
}

/// One message.
pub async fn message(asks: &impl Asks, id: &str) -> Result<Option<MessageRow>, Trouble> {
    asks.one("SELECT * FROM case_message WHERE id = $1", [id.into()]).await
}

/// Keeps what is known of a file.
pub async fn attach(tx: &Tx, _permit: &Permit, row: &FileRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_file (id, case_id, thread, message, name, media, size, digest, actor, at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let row = row.clone();
    let values = [
        row.id.into(),
        row.case_id.into(),
        row.thread.into(),
        row.message.into(),
        row.name.into(),
        row.media.into(),
        row.size.into(),
        row.digest.into(),
        row.actor.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// The files of a thread.
pub async fn files(asks: &impl Asks, thread: &str) -> Result<Vec<FileRow>, Trouble> {
    asks.all("SELECT * FROM case_file WHERE thread = $1 ORDER BY at, name, id", [thread.into()]).await
}

/// One file.
pub async fn file(asks: &impl Asks, id: &str) -> Result<Option<FileRow>, Trouble> {
    asks.one("SELECT * FROM case_file WHERE id = $1", [id.into()]).await
}

/// Notes up to which message somebody read; never back.
pub async fn see(tx: &Tx, _permit: &Permit, thread: &str, row: &SeenRow) -> Result<(), Trouble> {
    let sql = "INSERT INTO case_seen (thread, reader, party, name, number, at) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (thread, reader) DO UPDATE SET number = excluded.number, at = excluded.at \
               WHERE case_seen.number < excluded.number";
    let row = row.clone();
    let values = [
        thread.into(),
        row.reader.into(),
        row.party.into(),
        row.name.into(),
        row.number.into(),
        row.at.into(),
    ];
    tx.run(sql, values).await.map(drop)
}

/// Who read how far, by name.
pub async fn seen(asks: &impl Asks, thread: &str) -> Result<Vec<SeenRow>, Trouble> {
    let sql = "SELECT reader, party, name, number, at FROM case_seen WHERE thread = $1 ORDER BY name, reader";
    asks.all(sql, [thread.into()]).await
}
