//! What goes out of the support cases of a dossier, once they are closed: what was said and written in
//! them, and who said it. That there was a case, in what form and how it ended, stays.

use super::{Blank, Done};

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
        "(person <> '' OR email <> '' OR phone <> '' OR name <> '' OR link IS NOT NULL)",
        Done::Set("name = '', person = '', email = '', phone = '', removed_why = '', link = NULL"),
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
];
