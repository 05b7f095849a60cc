//! What a machine sends to the routes of the API.

use serde_json::{Value, json};

/// The body for a route; nothing when no machine speaks there.
pub fn sent(route: &str) -> Option<Value> {
    let answers = json!({"w.summary": "Servers versleuteld", "t.aware": "2026-11-20T16:00:00+01:00"});
    Some(match route {
        "/api/v1/notifications" => json!({"stage": "early-warning", "language": "nl", "answers": answers}),
        "/api/v1/notifications/{reference}/{stage}" => {
            json!({"answers": answers, "reason": "Nu beter bekend"})
        }
        "/api/v1/notifications/{reference}/withdrawal" => json!({"reason": "Het was onze eigen proef"}),
        "/api/v1/notifications/{reference}/messages" => json!({"text": "De dienst werkt weer"}),
        "/api/v1/dossiers/{reference}/assessments" => json!({"answers": {"coping": "no"}, "seen": 1}),
        "/api/v1/dossiers/{reference}/decision" => json!({"version": 1, "plain": "Wij bellen u."}),
        "/api/v1/dossiers/{reference}/decision/confirmation" => json!({"version": 1}),
        "/api/v1/cases/{case}/indicators" => {
            json!({"text": "hxxps://c2[.]example/a", "tlp": "amber", "pap": "red", "confidence": "high"})
        }
        _ if route.starts_with("/api/") => json!({}),
        _ => return None,
    })
}
