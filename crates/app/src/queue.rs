//! The place of a dossier in the queue, worked out anew after each act that touches it.

use meldkamer_domain::{
    fact::Facts,
    rank::{self, Asked, Class, Kind, Standing, State},
    time::Instant,
    triage::Urgency,
};
use meldkamer_store::{dossier::DossierRow, help::HelpRow};
use serde_json::json;

/// Puts a dossier in its place: tier, rank, reasons, and when time alone will move it.
pub fn place(row: &mut DossierRow, facts: &Facts, help: Option<&HelpRow>, at: Instant) {
    let standing = standing(row, facts, help, at);
    match rank::rank(&standing) {
        None => {
            row.queued = 0;
            row.rerank_at = None;
            row.reasons = "[]".into();
        }
        Some(found) => {
            row.queued = 1;
            row.tier = i64::from(found.tier);
            row.rank = found.key;
            row.rerank_at = rank::next_change(&standing).map(Instant::micros);
            row.reasons =
                json!(found.reasons.iter().map(rank::Reason::to_text).collect::<Vec<_>>()).to_string();
        }
    }
}

fn standing(row: &DossierRow, facts: &Facts, help: Option<&HelpRow>, at: Instant) -> Standing {
    let instant = |micros: Option<i64>| micros.map(Instant::from_micros);
    let ongoing = facts.text("w.status") == Some("ongoing");
    Standing {
        kind: kind(row),
        exercise: row.exercise == 1,
        danger_to_life: facts.flag("i.safety") == Some(true),
        essential_service: facts.text("i.services.critical") == Some("yes")
            || facts.flag("i.services.critical") == Some(true),
        ongoing,
        attacker_active: ongoing && facts.flag("w.malicious") == Some(true),
        worsening: facts.text("i.sev.outlook").or_else(|| facts.text("i.outlook")) == Some("worsening"),
        evidence_until: None,
        help: help.map(|help| match help.urgency.as_str() {
            "now" => Asked::Now,
            "four-hours" => Asked::FourHours,
            _ => Asked::Later,
        }),
        acknowledged: help.is_none_or(|help| help.seen_at.is_some()),
        sector: Some(row.sector.clone()).filter(|sector| !sector.is_empty()),
        class: match facts.text("org.class") {
            Some("essential" | "critical") => Some(Class::Essential),
            Some("important") => Some(Class::Important),
            _ => None,
        },
        decided: Urgency::parse(&row.urgency),
        answered: row.answered_at.is_some(),
        answer_due: instant(row.answer_due).filter(|_| row.answered_at.is_none()),
        next_deadline: instant(row.next_due),
        unread: u32::try_from(row.unread).unwrap_or(0),
        state: state(row),
        received: Instant::from_micros(row.received_at),
        at,
    }
}

fn kind(row: &DossierRow) -> Kind {
    match row.kind.as_str() {
        "near-miss" => Kind::NearMiss,
        "cyber-threat" => Kind::Threat,
        _ if row.duty == "mandatory" => Kind::Mandatory,
        _ => Kind::Voluntary,
    }
}

fn state(row: &DossierRow) -> State {
    match row.state.as_str() {
        "closed" | "withdrawn" | "merged" => State::Closed,
        "waiting" => State::Waiting,
        _ => State::Open,
    }
}
