//! Everything in which a person occurs: each place where words about people are kept is looked
//! through. Slow on purpose rather than indexed: it is asked seldom, and an index would be one more copy.

use crate::{database::Asks, trouble::Trouble};
use sea_orm::FromQueryResult;

/// The words of a contact.
const CONTACT: &str =
    "name || ' ' || job || ' ' || email || ' ' || phone || ' ' || outside_email || ' ' || outside_phone";

/// A dossier of the case that a row belongs to.
macro_rules! of_case {
    ($case:literal) => {
        concat!("(SELECT min(j.dossier) FROM case_dossier j WHERE j.case_id = ", $case, ")")
    };
}

/// The case of a step of custody or a hold.
const OF_ITEM: &str = "(SELECT min(j.dossier) FROM case_dossier j JOIN evidence_item i ON i.case_id = j.case_id WHERE i.id = item)";

/// Where words about people are kept: the place's name in reports, the table, the row's id, the dossier
/// it belongs to, the moment, and the words.
const PLACES: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("filing", "filing", "id", "dossier", "submitted_at", "answers"),
    ("reason", "filing", "id", "dossier", "submitted_at", "reason"),
    ("draft", "draft_answer", "question", "draft", "at", "value"),
    ("origin", "draft", "id", "id", "created_at", "origin"),
    ("message", "message", "id", "dossier", "at", "body"),
    ("message", "message", "id", "dossier", "at", "author"),
    ("help", "help", "id", "dossier", "asked_at", "answers"),
    ("help", "help", "id", "dossier", "asked_at", "seen_name"),
    ("file", "attachment", "id", "COALESCE(dossier, draft)", "at", "name"),
    ("reason", "moment", "name", "dossier", "at", "reason"),
    ("reason", "deadline", "id", "dossier", "planned_at", "late_reason"),
    ("reason", "link", "id", "one", "at", "reason"),
    ("decision", "assessment", "id", "dossier", "at", "decision"),
    ("decision", "assessment", "id", "dossier", "at", "reasons"),
    ("dossier", "dossier", "id", "id", "received_at", "organisation"),
    ("dossier", "dossier", "id", "id", "received_at", "behalf"),
    ("dossier", "dossier", "id", "id", "received_at", "title"),
    ("dossier", "dossier", "id", "id", "received_at", "mark_note"),
    ("hold", "hold", "id", "dossier", "placed_at", "reason"),
    ("errand", "errand", "id", "dossier", "created_at", "target"),
    ("errand", "errand", "id", "dossier", "created_at", "payload"),
    ("share", "share", "id", "dossier", "at", "tests || ' ' || revoked_why"),
    ("share", "request", "id", "dossier", "at", "message"),
    ("share", "forward", "id", "dossier", "at", "lines"),
    ("exercise", "player", "drill", "NULL", "CAST(0 AS BIGINT)", "name || ' ' || email"),
    ("exercise", "inject_answer", "drill", "NULL", "at", "author || ' ' || body"),
    ("exercise", "scan", "id", "NULL", "at", "name"),
    ("handover", "handover", "id", "NULL", "at", "body"),
    ("register", "entity", "id", "NULL", "created_at", "facts"),
    ("register", "entity_contact", "id", "NULL", "COALESCE(confirmed_at, CAST(0 AS BIGINT))", CONTACT),
    ("register", "entity_change", "entity", "NULL", "at", "changes"),
    (
        "register",
        "entity_request_field",
        "request",
        "NULL",
        "COALESCE(at, CAST(0 AS BIGINT))",
        "before || ' ' || after",
    ),
    ("account", "plea", "id", "NULL", "at", "name || ' ' || email || ' ' || phone || ' ' || body"),
    ("binding", "binding", "id", "dossier", "at", "spoken_to || ' ' || note || ' ' || undone_reason"),
    ("account", "account", "id", "NULL", "created_at", "name"),
    ("account", "account", "id", "NULL", "created_at", "email"),
    ("account", "account", "id", "NULL", "created_at", "phone"),
    ("account", "account", "id", "NULL", "created_at", "login"),
    (
        "case",
        "support_case",
        "id",
        of_case!("support_case.id"),
        "opened_at",
        "title || ' ' || to_answer || ' ' || scope || ' ' || limits",
    ),
    (
        "case",
        "case_party",
        "id",
        of_case!("case_party.case_id"),
        "at",
        "name || ' ' || person || ' ' || email || ' ' || phone || ' ' || own_key",
    ),
    ("case", "case_message", "id", of_case!("case_message.case_id"), "at", "author || ' ' || body"),
    ("case", "case_thread", "id", of_case!("case_thread.case_id"), "at", "title"),
    ("case", "case_file", "id", of_case!("case_file.case_id"), "at", "name"),
    ("case", "case_task", "id", of_case!("case_task.case_id"), "at", "title || ' ' || body || ' ' || result"),
    (
        "case",
        "case_log",
        "id",
        of_case!("case_log.case_id"),
        "at",
        "people || ' ' || body || ' ' || why || ' ' || name",
    ),
    (
        "case",
        "case_end",
        "case_id",
        of_case!("case_end.case_id"),
        "at",
        "body || ' ' || lessons || ' ' || reopened_why",
    ),
    ("case", "case_opinion", "party", of_case!("case_opinion.case_id"), "at", "body"),
    (
        "material",
        "case_line",
        "id",
        of_case!("case_line.case_id"),
        "added_at",
        "told || ' ' || message || ' ' || meaning || ' ' || source || ' ' || host || ' ' || account || ' ' || fields",
    ),
    (
        "material",
        "case_indicator",
        "id",
        of_case!("case_indicator.case_id"),
        "added_at",
        "value || ' ' || note || ' ' || source",
    ),
    (
        "material",
        "case_affected",
        "id",
        of_case!("case_affected.case_id"),
        "added_at",
        "name || ' ' || place || ' ' || note",
    ),
    (
        "material",
        "case_finding",
        "id",
        of_case!("case_finding.case_id"),
        "added_at",
        "title || ' ' || body || ' ' || evidence",
    ),
    ("material", "case_course", "id", of_case!("case_course.case_id"), "added_at", "course"),
    (
        "evidence",
        "evidence_link",
        "id",
        of_case!("evidence_link.case_id"),
        "made_at",
        "person || ' ' || purpose",
    ),
    (
        "evidence",
        "evidence_item",
        "id",
        of_case!("evidence_item.case_id"),
        "received_at",
        "name || ' ' || findings || ' ' || certificate",
    ),
    ("material", "case_affected_state", "affected", "NULL", "at", "why"),
    ("material", "case_report_version", "report", "NULL", "at", "title || ' ' || body"),
    ("evidence", "evidence_upload", "id", "NULL", "created_at", "name"),
    (
        "evidence",
        "evidence_custody",
        "item",
        OF_ITEM,
        "written_at",
        "person || ' ' || purpose || ' ' || place",
    ),
    ("evidence", "evidence_hold", "item", OF_ITEM, "placed_at", "reason || ' ' || lift_reason"),
];

/// The most that one place gives.
pub const MOST: i64 = 500;

/// How words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// As words, whatever their case.
    Words,
    /// As digits, without what people put between them.
    Digits,
}

/// One row in which the words occur.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Row {
    /// The row's own id.
    pub id: String,
    /// The dossier or draft it belongs to.
    pub dossier: Option<String>,
    /// When, in microseconds.
    pub at: i64,
    /// The words, whole.
    pub text: String,
}

/// All rows of all places in which the words occur, with the name of the place.
pub async fn find(asks: &impl Asks, words: &str, how: How) -> Result<Vec<(&'static str, Row)>, Trouble> {
    let pattern = format!("%{}%", escaped(words));
    let mut all = Vec::new();
    for (place, table, id, dossier, at, text) in PLACES {
        let told = match how {
            How::Words => format!("lower({text})"),
            How::Digits => [" ", "-", "(", ")", ".", "/"]
                .iter()
                .fold((*text).to_owned(), |sql, sign| format!("replace({sql}, '{sign}', '')")),
        };
        let sql = format!(
            "SELECT {id} AS id, {dossier} AS dossier, {at} AS at, {text} AS text FROM {table} \
             WHERE {told} LIKE $1 ESCAPE '!' ORDER BY {at} LIMIT {MOST}"
        );
        let rows: Vec<Row> = asks.all(&sql, [pattern.clone().into()]).await?;
        all.extend(rows.into_iter().map(|row| (*place, row)));
    }
    Ok(all)
}

fn escaped(words: &str) -> String {
    words.replace('!', "!!").replace('%', "!%").replace('_', "!_")
}
