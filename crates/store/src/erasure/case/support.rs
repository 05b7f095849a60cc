//! What goes out of the support cases of a dossier, once they are closed: what was said, written, found
//! and reported in them, and who said it; of evidence everything but the journal, once it was destroyed
//! and its parts left the depot. That there was a case, in what form and how it ended, stays.

use super::{Blank, Done};
use crate::{
    database::{Asks, Dialect, Tx},
    trouble::Trouble,
};

/// The closed cases of a dossier.
macro_rules! closed {
    () => {
        "SELECT j.case_id FROM case_dossier j JOIN support_case c ON c.id = j.case_id \
         WHERE j.dossier = $1 AND c.state = 'closed'"
    };
}

const OF_CASES: &str = concat!("case_id IN (", closed!(), ")");
const THEMSELVES: &str = concat!("id IN (", closed!(), ")");
const OF_TASKS: &str = concat!("task IN (SELECT id FROM case_task WHERE case_id IN (", closed!(), "))");
const OF_THREADS: &str = concat!("thread IN (SELECT id FROM case_thread WHERE case_id IN (", closed!(), "))");

/// Drafts of messages in threads of the closed cases, and of new threads.
const OF_PLACES: &str = concat!(
    "(place IN (SELECT id FROM case_thread WHERE case_id IN (",
    closed!(),
    ")) OR place IN (SELECT 'new:' || s.id FROM support_case s WHERE s.id IN (",
    closed!(),
    ")))"
);

const OF_AFFECTED: &str =
    concat!("affected IN (SELECT id FROM case_affected WHERE case_id IN (", closed!(), "))");
const OF_REPORTS: &str = concat!("report IN (SELECT id FROM case_report WHERE case_id IN (", closed!(), "))");

/// Items of evidence of which nothing is left but their custody.
macro_rules! ended {
    () => {
        concat!(
            "SELECT id FROM evidence_item WHERE swept_at IS NOT NULL AND destroyed_at <= $2 AND case_id IN (",
            closed!(),
            ")"
        )
    };
}

const OF_ENDED: &str = concat!("item IN (", ended!(), ")");
const ENDED: &str = concat!("id IN (", ended!(), ")");

/// Links and files on their way whose evidence is no longer there.
const SPENT_LINKS: &str = concat!(
    "case_id IN (",
    closed!(),
    ") AND NOT EXISTS (SELECT 1 FROM evidence_upload u JOIN evidence_item i ON i.upload = u.id \
     WHERE u.link = evidence_link.id)"
);
const SPENT_UPLOADS: &str = concat!(
    "link IN (SELECT id FROM evidence_link WHERE case_id IN (",
    closed!(),
    ")) AND NOT EXISTS (SELECT 1 FROM evidence_item i WHERE i.upload = evidence_upload.id)"
);

/// The journal's lines about a closed case, its evidence and what was sent by its links.
const OF_CHAINS: &str = concat!(
    "subject IN (SELECT 'case:' || c.case_id FROM (",
    closed!(),
    ") c UNION ALL SELECT 'evidence:' || c.case_id FROM (",
    closed!(),
    ") c UNION ALL SELECT 'evidence:' || l.id FROM evidence_link l WHERE l.case_id IN (",
    closed!(),
    "))"
);

/// Files of messages in the closed cases of a dossier that were sent by `$2`.
pub(super) const FILES: &str = concat!(
    "SELECT id, digest, at FROM case_file WHERE case_id IN (",
    closed!(),
    ") AND at <= $2 AND digest <> ''"
);

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
pub(super) const BLANKS: &[Blank] = &[
    blank(
        "message",
        "case_message",
        OF_CASES,
        "at",
        "(body <> '' OR author <> '')",
        Done::Set("body = '', author = ''"),
    ),
    blank("message", "case_thread", OF_CASES, "at", "title <> ''", Done::Set("title = ''")),
    blank("message", "case_draft", OF_PLACES, "at", "body <> ''", Done::Delete),
    blank("author", "case_seen", OF_THREADS, "at", "name <> ''", Done::Set("name = ''")),
    blank(
        "author",
        "case_party",
        OF_CASES,
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
        OF_CASES,
        "at",
        "(title <> '' OR body <> '' OR result <> '')",
        Done::Set("title = '', body = '', result = ''"),
    ),
    blank("reason", "case_run", OF_CASES, "at", "steps <> '[]'", Done::Set("steps = '[]'")),
    blank(
        "reason",
        "case_log",
        OF_CASES,
        "at",
        "(people <> '' OR body <> '' OR why <> '' OR name <> '')",
        Done::Set("people = '', body = '', why = '', name = ''"),
    ),
    blank(
        "reason",
        "case_end",
        OF_CASES,
        "at",
        "(body <> '' OR lessons <> '' OR reopened_why <> '')",
        Done::Set("body = '', lessons = '', reopened_why = ''"),
    ),
    blank("reason", "case_opinion", OF_CASES, "at", "body <> ''", Done::Set("body = ''")),
    blank(
        "reason",
        "support_case",
        THEMSELVES,
        "opened_at",
        "(title <> '' OR to_answer <> '' OR scope <> '' OR limits <> '')",
        Done::Set("title = '', to_answer = '', scope = '', limits = ''"),
    ),
    blank("material", "case_line", OF_CASES, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_indicator", OF_CASES, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_affected_state", OF_AFFECTED, "at", "1 = 1", Done::Delete),
    blank(
        "material",
        "case_affected",
        OF_CASES,
        "added_at",
        "NOT EXISTS (SELECT 1 FROM case_affected_state s WHERE s.affected = case_affected.id)",
        Done::Delete,
    ),
    blank("material", "case_finding", OF_CASES, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_course", OF_CASES, "added_at", "1 = 1", Done::Delete),
    blank("material", "case_report_version", OF_REPORTS, "at", "1 = 1", Done::Delete),
    blank(
        "material",
        "case_report",
        OF_CASES,
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

/// The words of timelines and indicators that are about to go leave the search index first.
pub(super) async fn drop_words(tx: &Tx, dossier: &str, cut: i64) -> Result<(), Trouble> {
    let key = if tx.dialect() == Dialect::Sqlite { "rowid" } else { "serial" };
    for table in ["case_line", "case_indicator"] {
        let sql = format!(
            "DELETE FROM {table}_text WHERE {key} IN \
             (SELECT serial FROM {table} WHERE {OF_CASES} AND added_at <= $2)"
        );
        tx.run(&sql, [dossier.into(), cut.into()]).await?;
    }
    Ok(())
}
