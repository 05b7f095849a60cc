//! The reckoning: what was acknowledged against what the database holds, and every mail against what
//! the mail server read.

use super::ledger::{self, Book, Ledger};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong.
#[derive(Default, Debug)]
pub struct Audit {
    pub filings: [usize; 2],
    pub answers: [usize; 2],
    pub messages: [usize; 2],
    pub reminders: [usize; 2],
    pub mails: [usize; 2],
}

/// The database by its back door.
pub struct Back(DatabaseConnection);

impl Back {
    /// Opens it: the file of SQLite, or the address of PostgreSQL.
    pub async fn open(address: &str) -> Self {
        let mut options = sea_orm::ConnectOptions::new(address);
        options.max_connections(1).sqlx_logging(false);
        Self(sea_orm::Database::connect(options).await.unwrap())
    }

    fn backend(&self) -> DbBackend {
        self.0.get_database_backend()
    }

    /// Runs a statement; the rows that it touched.
    pub async fn run(&self, sql: &str) -> u64 {
        self.0.execute_raw(Statement::from_string(self.backend(), sql)).await.unwrap().rows_affected()
    }

    /// The first column of all rows, counted.
    pub async fn count(&self, sql: &str) -> BTreeMap<String, usize> {
        let rows = self.0.query_all_raw(Statement::from_string(self.backend(), sql)).await.unwrap();
        let mut all = BTreeMap::new();
        for row in rows {
            let text = row.try_get_by_index::<Option<String>>(0).unwrap().unwrap_or_default();
            *all.entry(text).or_default() += 1;
        }
        all
    }

    pub async fn close(self) {
        self.0.close().await.unwrap();
    }
}

/// Lost and doubled: how many of these there are not, and how many there are more than once.
fn reckon(said: impl IntoIterator<Item = String>, there: &BTreeMap<String, usize>) -> [usize; 2] {
    let lost = said.into_iter().filter(|one| !there.contains_key(one)).count();
    [lost, there.values().filter(|times| **times > 1).count()]
}

/// Compares the book with the database.
pub async fn compare(back: &Back, ledger: &Ledger) -> Audit {
    let (organisations, answers, messages) = said(&ledger.open());
    let filed = "SELECT CASE WHEN organisation LIKE 'Concept%' THEN organisation ELSE organisation || ' ' || reference END FROM dossier";
    let mut filings = reckon(organisations, &back.count(filed).await);
    filings[1] +=
        back.count("SELECT organisation FROM dossier").await.values().filter(|times| **times > 1).count();
    let kept = back.count("SELECT value FROM draft_answer WHERE question = 'w.summary'").await;
    let kept = kept.into_iter().map(|(json, times)| (json.trim_matches('"').to_owned(), times)).collect();
    let answers = reckon(answers, &kept);
    let messages = reckon(messages, &back.count("SELECT body FROM message WHERE direction = 'in'").await);

    // Each reminder that was claimed has its one mail, and no mail of a reminder is unclaimed.
    let claimed = back.count("SELECT 'remind:' || key FROM reminder WHERE key NOT LIKE 'answer:%'").await;
    let written = back.count("SELECT key FROM errand WHERE key LIKE 'remind:%'").await;
    let lost = claimed.keys().filter(|key| !written.contains_key(*key)).count();
    let unclaimed = written.keys().filter(|key| !claimed.contains_key(*key)).count();
    Audit { filings, answers, messages, reminders: [lost, unclaimed], mails: [0, 0] }
}

/// What was acknowledged: organisations with their references, answers in drafts, messages.
fn said(book: &Book) -> (Vec<String>, Vec<String>, Vec<String>) {
    let filed = book.filings.iter().map(|one| format!("Waterbedrijf {} {}", one.number, one.reference));
    let drafts = book.filed.iter().map(|number| format!("Concept {number}"));
    let messages = book.messages.iter().map(|one| ledger::message(one.number));
    (filed.chain(drafts).collect(), book.answers.clone(), messages.collect())
}

/// Compares errands with what the mail server read. Before the end, only what is marked as delivered
/// must have been read; at the end, everything.
pub async fn mails(back: &Back, read: &BTreeMap<String, usize>, all: bool) -> [usize; 2] {
    let state = if all { "state <> ''" } else { "state = 'done'" };
    let sql = format!("SELECT key FROM errand WHERE kind = 'mail' AND target <> '' AND {state}");
    let wanted = back.count(&sql).await;
    let known = back.count("SELECT key FROM errand WHERE kind = 'mail'").await;
    let ids =
        |keys: &BTreeMap<String, usize>| -> BTreeSet<String> { keys.keys().map(|key| id(key)).collect() };
    let lost = ids(&wanted).iter().filter(|id| !read.contains_key(*id)).count();
    let known = ids(&known);
    // A mail that no errand knows is one that was sent and then forgotten: it would be sent again.
    [lost, read.keys().filter(|id| !known.contains(*id)).count()]
}

/// The Message-ID of an errand's mail.
fn id(key: &str) -> String {
    let plain: String =
        key.chars().map(|c| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '.' }).collect();
    format!("{plain}@localhost")
}
