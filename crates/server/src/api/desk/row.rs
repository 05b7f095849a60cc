//! A row of the queue for machines, and why it stands where it stands.

use super::super::shapes::at;
use crate::door::Caller;
use meldkamer_domain::rank::{Reason, words};
use meldkamer_store::dossier::listed::ListedRow;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a dossier stands where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Why {
    /// Stable code with its argument, such as `sector:drinking-water`.
    code: String,
    /// The same in words.
    text: String,
}

/// One row of the queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct Row {
    reference: String,
    organisation: String,
    /// Whether it is bound to an entity of the register; until then nobody verified whose it is.
    verified: bool,
    title: String,
    sector: String,
    kind: String,
    /// `mandatory` or `voluntary`.
    duty: String,
    exercise: bool,
    state: String,
    /// `duplicate`, `test`, `out-of-constituency`, or empty.
    mark: String,
    #[schema(format = DateTime)]
    received_at: String,
    /// When the CSIRT owes its first answer.
    #[schema(format = DateTime)]
    answer_due: Option<String>,
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// The reporter's next legal limit.
    #[schema(format = DateTime)]
    next_due: Option<String>,
    /// Decided urgency, or empty.
    urgency: String,
    score: Option<i64>,
    assignee: Option<String>,
    /// Messages of the reporter that nobody read.
    unread: i64,
    reasons: Vec<Why>,
}

impl Row {
    pub(super) fn of(row: ListedRow, caller: &Caller) -> Self {
        Self {
            reference: row.reference,
            organisation: row.organisation,
            verified: row.entity.is_some(),
            title: row.title,
            sector: row.sector,
            kind: row.kind,
            duty: row.duty,
            exercise: row.exercise == 1,
            state: row.state,
            mark: row.mark,
            received_at: at(row.received_at),
            answer_due: row.answer_due.map(at),
            answered_at: row.answered_at.map(at),
            next_due: row.next_due.map(at),
            urgency: row.urgency,
            score: row.score,
            assignee: row.assignee,
            unread: row.unread,
            reasons: reasons(&row.reasons, caller),
        }
    }
}

/// Reasons as they are kept, with their words.
pub(super) fn reasons(kept: &str, caller: &Caller) -> Vec<Why> {
    let codes: Vec<String> = serde_json::from_str(kept).unwrap_or_default();
    let why = |code: String| {
        let text = words(&Reason::from_text(&code)?, caller.language.code(), caller.at);
        Some(Why { code, text })
    };
    codes.into_iter().filter_map(why).collect()
}
