//! The log of a case: calls, meetings, decisions, and who informed whom. A line is never changed; a
//! wrong one is followed by a right one.

use super::{LINE, TEXT, read, still_open, take, text};
use crate::{Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Tie, Verb},
    id::LogLineId,
    refused::Refused,
    support_case::LogKind,
    time::Instant,
};
use meldkamer_store::support_case::{
    self,
    log::{self, LogRow},
};
use serde_json::json;

/// Lines that a page shows.
pub const SHOWN: i64 = 500;

/// A line as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Name of the kind.
    pub kind: String,
    /// When it happened; nothing for now.
    pub happened: Option<Instant>,
    /// Who was there, or who told whom.
    pub people: String,
    /// What was said or decided.
    pub body: String,
    /// Why it was decided so.
    pub why: String,
}

/// What is wrong with a wish, everything at once.
pub fn faults(wish: &Wish, at: Instant) -> super::open::Faults {
    let kind = LogKind::named(&wish.kind);
    let decision = kind == Some(LogKind::Decision);
    let mut faults = super::open::Faults::new();
    if kind.is_none() {
        faults.push(("log_kind".into(), if wish.kind.is_empty() { "missing" } else { "not-an-option" }));
    }
    let checked = [
        text("people", &wish.people, LINE * 5, !decision),
        text("log_body", &wish.body, TEXT, true),
        text("why", &wish.why, TEXT, decision),
    ];
    faults.extend(checked.into_iter().filter_map(Result::err).filter_map(|refused| match refused {
        Refused::NotUnderstood { field, fault } => Some((field, fault)),
        _ => None,
    }));
    if wish.happened.is_some_and(|happened| happened > at) {
        faults.push(("happened".into(), "in-the-future"));
    }
    faults
}

/// Writes a line down.
pub async fn add(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<(), Failed> {
    if let Some((field, fault)) = faults(wish, door.at).into_iter().next() {
        return Err(Refused::field(field, fault).into());
    }
    let mut act = house.begin(door).await?;
    let known = take(&act, case).await?;
    let permit = act.may(Verb::LogInCase, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    let row = LogRow {
        id: LogLineId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        kind: wish.kind.clone(),
        happened_at: wish.happened.unwrap_or(act.at).micros(),
        people: wish.people.trim().to_owned(),
        body: wish.body.trim().to_owned(),
        why: wish.why.trim().to_owned(),
        actor: act.actor.journalled(),
        name: act.actor.name.clone(),
        at: act.at.micros(),
    };
    log::add(act.tx()?, &permit, &row).await?;
    support_case::touch(act.tx()?, &permit, case, act.at.micros()).await?;
    act.note(permit, json!({"line": row.id, "kind": row.kind, "body": row.body, "why": row.why}))
        .await
        .map(drop)
}

/// The log of a case; looking is a line in its journal.
pub async fn look(house: &House, door: &Door, case: &str) -> Result<(read::Whole, Vec<LogRow>), Failed> {
    let whole = read::at_the_desk(house, door, case, "log").await?;
    Ok((whole, log::of_case(&house.database, case, SHOWN).await?))
}
