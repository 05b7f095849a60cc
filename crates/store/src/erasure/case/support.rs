//! What goes out of a support case, once it is closed: what was said, written, found and reported in it,
//! and who said it; of evidence everything but the journal, once it was destroyed
//! and its parts left the depot. That there was a case, in what form and how it ended, stays.

use super::{Blank, Done, FileRow, Found, empty};
use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};
use meldkamer_domain::access::Permit;
use sea_orm::FromQueryResult;

const OF_CASE: &str = "case_id = $1";
const ITSELF: &str = "id = $1";
const OF_TASKS: &str = "task IN (SELECT id FROM case_task WHERE case_id = $1)";
const OF_THREADS: &str = "thread IN (SELECT id FROM case_thread WHERE case_id = $1)";
const OF_AFFECTED: &str = "affected IN (SELECT id FROM case_affected WHERE case_id = $1)";
const OF_REPORTS: &str = "report IN (SELECT id FROM case_report WHERE case_id = $1)";

/// Drafts of messages in its threads, and of new threads.
const OF_PLACES: &str = "(place = 'new:' || $1 OR place IN (SELECT id FROM case_thread WHERE case_id = $1))";

/// Items of evidence of which nothing is left but their custody.
macro_rules! ended {
    () => {
        "SELECT id FROM evidence_item WHERE swept_at IS NOT NULL AND destroyed_at <= $2 AND case_id = $1"
    };
}

const OF_ENDED: &str = concat!("item IN (", ended!(), ")");
const ENDED: &str = concat!("id IN (", ended!(), ")");

/// Links and files on their way whose evidence is no longer there.
const SPENT_LINKS: &str = "case_id = $1 AND NOT EXISTS (SELECT 1 FROM evidence_upload u \
                           JOIN evidence_item i ON i.upload = u.id WHERE u.link = evidence_link.id)";
const SPENT_UPLOADS: &str = "link IN (SELECT id FROM evidence_link WHERE case_id = $1) \
                             AND NOT EXISTS (SELECT 1 FROM evidence_item i WHERE i.upload = evidence_upload.id)";

/// The journal's lines about it, its evidence and what was sent by its links.
const OF_CHAINS: &str = "(subject IN ('case:' || $1, 'evidence:' || $1) \
                         OR subject IN (SELECT 'evidence:' || id FROM evidence_link WHERE case_id = $1))";

const fn blank(
    part: &'static str,
    table: &'static str,
    whose: &'static str,
    at: &'static str,
    filled: &'static str,
    done: Done,
) -> Blank {
    Blank { part, table, whose, at, filled, done }
}

/// Everything but files, which are looked at one by one.
const BLANKS: &[Blank] = &[
    blank(
        "message",
        "case_message",
        OF_CASE,
        "at",
        "(body <> '' OR author <> '')",
        Done::Set("body = '', author = ''"),
    ),
    blank("message", "case_thread", OF_CASE, "at", "title <> ''", Done::Set("title = ''")),
    blank("message", "case_draft", OF_PLACES, "at", "body <> ''", Done::Delete),
    blank("author", "case_seen", OF_THREADS, "at", "name <> ''", Done::Set("name = ''")),
    blank(
        "author",
        "case_party",
        OF_CASE,
        "at",
        "(person <> '' OR email <> '' OR phone <> '' OR name <> '' OR own_key <> '' OR link IS NOT NULL)",
        Done::Set(
            "name = '', person = '', email = '', phone = '', removed_why = '', own_key = '', link = NULL",
        ),
    ),
    blank("reason", "case_task_past", OF_TASKS, "at", "kept <> '{}'", Done::Set("kept = '{}'")),
    blank(
        "reason",
        "case_task",
        OF_CASE,
        "at",
        "(title <> '' OR body <> '' OR result <> '')",
        Done::Set("title = '', body = '', result = ''"),
    ),
    blank("reason", "case_run", OF_CASE, "at", "steps <> '[]'", Done::Set("steps = '[]'")),
    blank(
        "reason",
        "case_log",
        OF_CASE,
        "at",
        "(people <> '' OR body <> '' OR why <> '' OR name <> '')",
        Done::Set("people = '', body = '', why = '', name = ''"),
    ),
    blank(
        "reason",
        "case_end",
        OF_CASE,
        "at",
        "(body <> '' OR lessons <> '' OR reopened_why <> '')",
        Done::Set("body = '', lessons = '', reopened_why = ''"),
    ),
    blank("reason", "case_opinion", OF_CASE, "at", "body <> ''", Done::Set("body = ''")),
    blank(
        "reason",
        "support_case",
        ITSELF,
        "opened_at",
        "(title <> '' OR to_answer <> '' OR scope <> '' OR limits <> '')",
        Done::Set("title = '', to_answer = '', scope = '', limits = ''"),
    ),
    blank("material", "case_line", OF_CASE, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_indicator", OF_CASE, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_affected_state", OF_AFFECTED, "at", "1 = 1", Done::Delete),
    blank(
        "material",
        "case_affected",
        OF_CASE,
        "added_at",
        "NOT EXISTS (SELECT 1 FROM case_affected_state s WHERE s.affected = case_affected.id)",
        Done::Delete,
    ),
    blank("material", "case_finding", OF_CASE, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_course", OF_CASE, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_report_version", OF_REPORTS, "at", "1 = 1", Done::Delete),
    blank(
        "material",
        "case_report",
        OF_CASE,
        "added_at",
        "NOT EXISTS (SELECT 1 FROM case_report_version v WHERE v.report = case_report.id)",
        Done::Delete,
    ),
    blank("evidence", "evidence_custody", OF_ENDED, "written_at", "1 = 1", Done::Delete),
    blank("evidence", "evidence_hold", OF_ENDED, "placed_at", "1 = 1", Done::Delete),
    blank(
        "evidence",
        "evidence_item",
        ENDED,
        "received_at",
        "NOT EXISTS (SELECT 1 FROM evidence_custody c WHERE c.item = evidence_item.id) \
         AND NOT EXISTS (SELECT 1 FROM evidence_hold h WHERE h.item = evidence_item.id)",
        Done::Delete,
    ),
    blank("evidence", "evidence_upload", SPENT_UPLOADS, "created_at", "name <> ''", Done::Set("name = ''")),
    blank(
        "evidence",
        "evidence_link",
        SPENT_LINKS,
        "ends_at",
        "(person <> '' OR purpose <> '')",
        Done::Set("person = '', purpose = ''"),
    ),
    blank(
        "journal-salt",
        "entry",
        OF_CHAINS,
        "at",
        "length(salt) > 0",
        Done::Set("salt = substr(salt, 1, 0)"),
    ),
];

/// A closed case that a dossier is in, and a dossier that is in it: itself, or one of the others.
#[derive(Debug, Clone, FromQueryResult)]
pub struct ClosedRow {
    /// The case.
    pub case_id: String,
    /// The dossier.
    pub dossier: String,
}

/// The closed cases of a dossier, each with every dossier in it, in the order of the cases.
pub async fn closed(asks: &impl Asks, dossier: &str) -> Result<Vec<ClosedRow>, Trouble> {
    let sql = "SELECT o.case_id, o.dossier FROM case_dossier j JOIN support_case c ON c.id = j.case_id \
               JOIN case_dossier o ON o.case_id = c.id WHERE j.dossier = $1 AND c.state = 'closed' \
               ORDER BY o.case_id, o.dossier";
    asks.all(sql, [dossier.into()]).await
}

/// Empties a closed case of what was first processed by `cut`; answers what and how much.
pub async fn blank_closed(
    tx: &Tx,
    _permit: &Permit,
    case: &str,
    cut: i64,
    now: i64,
) -> Result<Vec<(&'static str, Found)>, Trouble> {
    drop_words(tx, case, cut).await?;
    empty(tx, BLANKS, case, (cut, now)).await
}

/// Files of messages in a case that were added by `cut` and are still there.
pub async fn closed_files(asks: &impl Asks, case: &str, cut: i64) -> Result<Vec<FileRow>, Trouble> {
    let sql = "SELECT id, digest, at FROM case_file WHERE case_id = $1 AND at <= $2 AND digest <> ''";
    asks.all(sql, [case.into(), cut.into()]).await
}

/// The words of its timeline and indicators that are about to go leave the search index first.
async fn drop_words(tx: &Tx, case: &str, cut: i64) -> Result<(), Trouble> {
    let key = if tx.dialect() == Dialect::Sqlite { "rowid" } else { "serial" };
    for table in ["case_line", "case_indicator"] {
        let sql = format!(
            "DELETE FROM {table}_text WHERE {key} IN \
             (SELECT serial FROM {table} WHERE {OF_CASE} AND added_at <= $2)"
        );
        tx.run(&sql, [case.into(), cut.into()]).await?;
    }
    Ok(())
}
