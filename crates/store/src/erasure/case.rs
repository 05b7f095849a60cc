//! What goes out of one case, and what stays: the skeleton of what happened, without anybody in it.

mod files;
mod support;

pub use files::{FileRow, drop_file, files};
pub use support::{blank_closed, closed, closed_files};

use crate::{
    database::{Asks, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::{FromQueryResult, Value};

/// Rows of a case that are emptied, or go, when their moment is past: what it is called in the report,
/// the table, whose rows, which moment counts, which still hold something, and what is done.
struct Blank {
    part: &'static str,
    table: &'static str,
    whose: &'static str,
    at: &'static str,
    filled: &'static str,
    done: Done,
}

enum Done {
    Set(&'static str),
    Delete,
}

const OF_DOSSIER: &str = "dossier = $1";
const OF_DRAFTS: &str = "draft IN (SELECT id FROM draft WHERE dossier = $1)";
const RECEIVED: &str = "(SELECT received_at FROM dossier WHERE id = $1)";

/// Everything but answers and files, which are looked at one by one.
const BLANKS: &[Blank] = &[
    Blank {
        part: "message",
        table: "message",
        whose: OF_DOSSIER,
        at: "at",
        filled: "erased_at IS NULL",
        done: Done::Set("body = '', author = '', erased_at = $3"),
    },
    Blank {
        part: "reason",
        table: "filing",
        whose: OF_DOSSIER,
        at: "submitted_at",
        filled: "reason <> ''",
        done: Done::Set("reason = ''"),
    },
    Blank {
        part: "reason",
        table: "moment",
        whose: OF_DOSSIER,
        at: "at",
        filled: "reason <> ''",
        done: Done::Set("reason = ''"),
    },
    Blank {
        part: "reason",
        table: "deadline",
        whose: OF_DOSSIER,
        at: "planned_at",
        filled: "late_reason <> ''",
        done: Done::Set("late_reason = ''"),
    },
    Blank {
        part: "reason",
        table: "deadline",
        whose: OF_DOSSIER,
        at: "planned_at",
        filled: "why LIKE '%replanned%'",
        done: Done::Set("why = '[]'"),
    },
    Blank {
        part: "reason",
        table: "hold",
        whose: OF_DOSSIER,
        at: "placed_at",
        filled: "lifted_at IS NOT NULL AND (reason <> '' OR lift_reason <> '')",
        done: Done::Set("reason = '', lift_reason = ''"),
    },
    Blank {
        part: "reason",
        table: "link",
        whose: "(one = $1 OR other = $1)",
        at: "at",
        filled: "reason <> ''",
        done: Done::Set("reason = ''"),
    },
    Blank {
        part: "share",
        table: "share",
        whose: OF_DOSSIER,
        at: "at",
        filled: "(tests <> '{}' OR revoked_why <> '')",
        done: Done::Set("tests = '{}', revoked_why = ''"),
    },
    Blank {
        part: "share",
        table: "request",
        whose: OF_DOSSIER,
        at: "at",
        filled: "message <> ''",
        done: Done::Set("message = ''"),
    },
    Blank {
        part: "share",
        table: "forward",
        whose: OF_DOSSIER,
        at: "at",
        filled: "lines <> '[]'",
        done: Done::Set("lines = '[]'"),
    },
    Blank {
        part: "binding",
        table: "binding",
        whose: OF_DOSSIER,
        at: "at",
        filled: "(spoken_to <> '' OR note <> '' OR undone_reason <> '')",
        done: Done::Set("spoken_to = '', note = '', undone_reason = ''"),
    },
    Blank {
        part: "binding",
        table: "binding_link",
        whose: OF_DOSSIER,
        at: "ends_at",
        filled: "contact <> ''",
        done: Done::Delete,
    },
    Blank {
        part: "trait",
        table: "trait",
        whose: OF_DOSSIER,
        at: RECEIVED,
        filled: "value <> ''",
        done: Done::Delete,
    },
    Blank {
        part: "origin",
        table: "draft",
        whose: OF_DOSSIER,
        at: "created_at",
        filled: "(origin <> '' OR behalf <> '')",
        done: Done::Set("origin = '', behalf = ''"),
    },
    Blank {
        part: "author",
        table: "help",
        whose: OF_DOSSIER,
        at: "asked_at",
        filled: "seen_name <> ''",
        done: Done::Set("seen_name = ''"),
    },
    Blank {
        part: "errand",
        table: "errand",
        whose: OF_DOSSIER,
        at: "created_at",
        filled: "state <> 'waiting' AND kind <> 'forget' AND (payload <> '{}' OR target <> '')",
        done: Done::Set("payload = '{}', target = '', error = '', proof = ''"),
    },
    Blank {
        part: "journal-salt",
        table: "entry",
        whose: "(subject = 'dossier:' || $1 OR subject IN (SELECT 'draft:' || id FROM draft WHERE dossier = $1))",
        at: "at",
        filled: "length(salt) > 0",
        done: Done::Set("salt = substr(salt, 1, 0)"),
    },
];

/// How much there was, and since when.
#[derive(Debug, Clone, Copy, Default, FromQueryResult)]
pub struct Found {
    /// How many rows.
    pub count: i64,
    /// When the oldest of them was first processed, in microseconds.
    pub since: Option<i64>,
}

/// Empties what holds free words and was first processed by `cut`; answers what and how much.
pub async fn blank(
    tx: &Tx,
    _permit: &Permit,
    dossier: &str,
    cut: i64,
    now: i64,
) -> Result<Vec<(&'static str, Found)>, Trouble> {
    empty(tx, BLANKS, dossier, (cut, now)).await
}

/// Empties rows by a list, whose places are the id of whose they are, the moment until which, and now.
async fn empty(
    tx: &Tx,
    blanks: &'static [Blank],
    id: &str,
    (cut, now): (i64, i64),
) -> Result<Vec<(&'static str, Found)>, Trouble> {
    let mut all = Vec::new();
    for Blank { part, table, whose, at, filled, done } in blanks {
        let which = format!("{whose} AND {at} <= $2 AND {filled}");
        let found = count(tx, table, at, &which, id, cut).await?;
        if found.count == 0 {
            continue;
        }
        let (sql, three) = match done {
            Done::Set(set) => (format!("UPDATE {table} SET {set} WHERE {which}"), set.contains("$3")),
            Done::Delete => (format!("DELETE FROM {table} WHERE {which}"), false),
        };
        let mut values: Vec<Value> = vec![id.into(), cut.into()];
        values.extend(three.then(|| Value::from(now)));
        tx.run(&sql, values).await?;
        all.push((*part, found));
    }
    Ok(all)
}

async fn count(tx: &Tx, table: &str, at: &str, which: &str, id: &str, cut: i64) -> Result<Found, Trouble> {
    let sql = format!("SELECT count(*) AS count, min({at}) AS since FROM {table} WHERE {which}");
    Ok(tx.one(&sql, [id.into(), cut.into()]).await?.unwrap_or_default())
}

/// One question that was answered in the drafts of a dossier, and since when.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Asked {
    /// The question's id.
    pub question: String,
    /// How many versions.
    pub count: i64,
    /// When it was first answered.
    pub since: i64,
}

/// The questions that were answered in the drafts that became this dossier.
pub async fn asked(asks: &impl Asks, dossier: &str) -> Result<Vec<Asked>, Trouble> {
    let sql = format!(
        "SELECT question, count(*) AS count, min(at) AS since FROM draft_answer WHERE {OF_DRAFTS} GROUP BY question"
    );
    asks.all(&sql, [dossier.into()]).await
}

/// Takes all versions of an answer out of the drafts of a dossier.
pub async fn drop_answer(tx: &Tx, _permit: &Permit, dossier: &str, question: &str) -> Result<u64, Trouble> {
    let sql = format!("DELETE FROM draft_answer WHERE {OF_DRAFTS} AND question = $2");
    tx.run(&sql, [dossier.into(), question.into()]).await
}

/// Puts what is left of the answers of a filing in their place; the digest can no longer be matched.
pub async fn put_answers(tx: &Tx, _permit: &Permit, filing: &str, answers: &str) -> Result<(), Trouble> {
    let sql = "UPDATE filing SET answers = $2, gaps = '[]', salt = NULL WHERE id = $1";
    tx.run(sql, [filing.into(), answers.into()]).await.map(drop)
}

/// Puts what is left of the answers of a request for help in their place.
pub async fn put_help(tx: &Tx, _permit: &Permit, help: &str, answers: &str) -> Result<(), Trouble> {
    tx.run("UPDATE help SET answers = $2 WHERE id = $1", [help.into(), answers.into()]).await.map(drop)
}

/// Puts what is left of a decision in its place: what was chosen, without the words about it.
pub async fn put_decision(
    tx: &Tx,
    _permit: &Permit,
    assessment: &str,
    decision: &str,
) -> Result<(), Trouble> {
    let sql = "UPDATE assessment SET decision = $2, reasons = '{}' WHERE id = $1";
    tx.run(sql, [assessment.into(), decision.into()]).await.map(drop)
}

/// Leaves the skeleton: what it was and how it went. The organisation stays when the register knows it.
pub async fn leave_skeleton(tx: &Tx, _permit: &Permit, dossier: &str) -> Result<bool, Trouble> {
    let sql = "UPDATE dossier SET title = '', behalf = '', mark_note = CASE WHEN mark = 'out-of-constituency' THEN mark_note ELSE '' END, \
               organisation = CASE WHEN entity IS NULL THEN '' ELSE organisation END, version = version + 1 \
               WHERE id = $1 AND (title <> '' OR behalf <> '' OR (mark_note <> '' AND mark <> 'out-of-constituency') OR (entity IS NULL AND organisation <> ''))";
    Ok(tx.run(sql, [dossier.into()]).await? == 1)
}
