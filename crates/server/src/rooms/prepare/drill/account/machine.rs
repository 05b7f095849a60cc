//! The account of an exercise for machines.

use meldkamer_app::drill::after::After;
use meldkamer_domain::{drill::Verdict, time::Instant};
use serde_json::{Value, json};

/// The account for machines; instants in UTC, durations in minutes of the story.
pub fn json(found: &After) -> Value {
    let (row, review) = (&found.look.row, &found.review);
    let at = |micros: i64| Instant::from_micros(micros).rfc3339();
    let injects = found.look.injects.iter().zip(&review.injects);
    let limits = found.played.limits.iter().zip(&review.limits);
    json!({
        "exercise": true,
        "scenario": row.scenario,
        "version": row.version,
        "organisation": row.organisation,
        "started_at": at(row.started_at),
        "ended_at": row.ended_at.map(at),
        "pace": meldkamer_domain::drill::PACE,
        "minutes_to": {
            "first_report": review.first_report,
            "notification": review.notification,
            "help": review.help,
            "answer": review.answer,
        },
        "limits": limits.map(|(one, verdict)| json!({
            "regime": one.regime, "stage": one.stage, "due": at(one.due), "met_at": one.met.map(at),
            "verdict": verdict.name(),
        })).collect::<Vec<_>>(),
        "injects": injects.map(|(one, (verdict, taken, hope))| json!({
            "id": one.id, "due_at": at(one.due_at), "shown_at": one.shown_at.map(at),
            "verdict": verdict.name(), "minutes_taken": taken,
            "hopes": one.hopes, "hope_verdict": hope.map(Verdict::name),
            "answers": found.look.answers.iter().filter(|answer| answer.inject == one.id).map(|answer| json!({
                "version": answer.version, "at": at(answer.at), "author": answer.author, "text": answer.body,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "reports": found.references,
        "gaps": found.gaps.iter().map(|(stage, question, code)| json!({
            "stage": stage, "question": question, "code": code,
        })).collect::<Vec<_>>(),
        "changed": found.changed.iter().map(|(question, times)| json!({
            "question": question, "times": times,
        })).collect::<Vec<_>>(),
        "lost": found.lost,
        "unsent": found.unsent,
    })
}
