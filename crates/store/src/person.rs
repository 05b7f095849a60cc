//! Everything in which a person occurs: each place where words about people are kept is looked
//! through. Slow on purpose rather than indexed: it is asked seldom, and an index would be one more copy.

use crate::{database::Asks, trouble::Trouble};
use sea_orm::FromQueryResult;

/// The words of a contact.
const CONTACT: &str =
    "name || ' ' || job || ' ' || email || ' ' || phone || ' ' || outside_email || ' ' || outside_phone";

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
