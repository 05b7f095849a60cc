//! A playbook as a CACAO 2.0 object: levels of steps one after another, steps of a level side by side.

use super::{NEEDS, Playbook, SPEC, Step, levels};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The playbook as JSON. Steps that wait for themselves, or for what is not there, are left out: a
/// playbook of ours has none.
pub fn write(book: &Playbook) -> Value {
    let identity = named(book, "identity", "author");
    let team = named(book, "group", "team");
    let extension = named(book, "extension-definition", NEEDS);
    let start = named(book, "start", "start");
    let end = named(book, "end", "end");
    let mut workflow = Map::new();
    let levels = levels(&book.steps);
    // From the last level to the first, so that each knows what comes after it.
    let mut next = end.clone();
    for (number, level) in levels.iter().enumerate().rev() {
        next = match level.as_slice() {
            [one] => {
                let id = step_id(book, &one.id);
                workflow.insert(id.clone(), action(book, one, &next, &team, &extension));
                id
            }
            many => side_by_side(book, (number, many), &next, &team, &extension, &mut workflow),
        };
    }
    workflow.insert(start.clone(), json!({"type": "start", "on_completion": next}));
    workflow.insert(end, json!({"type": "end"}));
    json!({
        "type": "playbook",
        "spec_version": SPEC,
        "id": named(book, "playbook", "playbook"),
        "name": book.name,
        "description": book.description,
        "playbook_activities": ["respond-to-incident"],
        "created_by": identity,
        "created": book.made,
        "modified": book.made,
        "workflow_start": start,
        "workflow": workflow,
        "agent_definitions": { team: {"type": "group", "name": book.author} },
        "extension_definitions": {
            extension: {"type": "extension-definition", "name": NEEDS, "created_by": identity,
                "schema": "urn:meldkamer:needs:1", "version": "1"},
        },
    })
}

fn action(book: &Playbook, step: &Step, next: &str, team: &str, extension: &str) -> Value {
    let needs: Vec<String> = step.needs.iter().map(|need| step_id(book, need)).collect();
    let command = if step.description.is_empty() { &step.name } else { &step.description };
    json!({
        "type": "action",
        "name": step.name,
        "description": step.description,
        "commands": [{"type": "manual", "command": command}],
        "agent": team,
        "on_completion": next,
        "step_extensions": { extension: {"needs": needs} },
    })
}

fn side_by_side(
    book: &Playbook,
    (number, level): (usize, &[&Step]),
    next: &str,
    team: &str,
    extension: &str,
    workflow: &mut Map<String, Value>,
) -> String {
    let id = named(book, "parallel", &format!("level-{number}"));
    let end = named(book, "end", &format!("end-of-level-{number}"));
    let mut steps = Vec::new();
    for one in level {
        let step = step_id(book, &one.id);
        workflow.insert(step.clone(), action(book, one, &end, team, extension));
        steps.push(step);
    }
    workflow.insert(end, json!({"type": "end"}));
    workflow.insert(id.clone(), json!({"type": "parallel", "next_steps": steps, "on_completion": next}));
    id
}

fn step_id(book: &Playbook, step: &str) -> String {
    named(book, "action", &format!("step {step}"))
}

/// An id as the standard wants it, the same each time for the same thing.
fn named(book: &Playbook, kind: &str, what: &str) -> String {
    let digest = Sha256::digest(format!("{}\u{0}{kind}\u{0}{what}", book.id).as_bytes());
    let mut bytes: Vec<u8> = digest.iter().copied().take(16).collect();
    if let Some(byte) = bytes.get_mut(6) {
        *byte = (*byte & 0x0f) | 0x40;
    }
    if let Some(byte) = bytes.get_mut(8) {
        *byte = (*byte & 0x3f) | 0x80;
    }
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [hex.get(..8), hex.get(8..12), hex.get(12..16), hex.get(16..20), hex.get(20..32)];
    format!("{kind}--{}", parts.map(Option::unwrap_or_default).join("-"))
}
