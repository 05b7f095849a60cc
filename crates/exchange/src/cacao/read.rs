//! A CACAO 2.0 object as a playbook: the flow becomes what waits for what.

use super::{MOST, NEEDS, Playbook, Remark, SPEC, Step, Taken, levels, twice};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// So deep may steps side by side hold others side by side.
const DEEPEST: usize = 32;

fn remark(step: &str, code: impl Into<String>) -> Remark {
    Remark { step: step.to_owned(), code: code.into() }
}

/// Reads a playbook; or everything in it that cannot be taken in, by step.
pub fn read(bytes: &[u8]) -> Result<Taken, Vec<Remark>> {
    let whole = |code: &str| vec![remark("", code)];
    let file: Value = serde_json::from_slice(bytes).map_err(|_| whole("not-json"))?;
    let text = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
    if text("type") != "playbook" {
        return Err(whole("not-a-playbook"));
    }
    if text("spec_version") != SPEC {
        return Err(whole("other-version"));
    }
    let Some(workflow) = file["workflow"].as_object() else { return Err(whole("no-workflow")) };
    if workflow.len() > MOST * 2 {
        return Err(whole("too-many-steps"));
    }
    let mut walk = Walk { workflow, needs: BTreeMap::new(), order: Vec::new(), faults: Vec::new() };
    walk.follow(&text("workflow_start"), BTreeSet::new(), 0);
    let steps = walk.steps(&extension(&file));
    let faults = walk.faults_of(&steps);
    if !faults.is_empty() {
        return Err(faults);
    }
    let notes = notes(&file, workflow, &walk.needs);
    let playbook = Playbook {
        id: text("id"),
        name: text("name"),
        description: text("description"),
        made: text("created"),
        author: text("created_by"),
        steps,
    };
    Ok(Taken { playbook, notes })
}

/// The id of our own extension in a file, or nothing.
fn extension(file: &Value) -> String {
    let known = file["extension_definitions"].as_object().into_iter().flatten();
    known.into_iter().find(|(_, one)| one["name"] == NEEDS).map(|(id, _)| id.clone()).unwrap_or_default()
}

/// What did not come along but does no harm.
fn notes(
    file: &Value,
    workflow: &Map<String, Value>,
    reached: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Remark> {
    let mut notes = Vec::new();
    for name in ["playbook_variables", "signatures"] {
        if file.get(name).is_some_and(|one| !one.is_null()) {
            notes.push(remark("", name.replace('_', "-")));
        }
    }
    for (id, step) in workflow {
        let kind = step["type"].as_str().unwrap_or_default();
        if kind == "action" && !reached.contains_key(id) {
            notes.push(remark(id, "not-reached"));
            continue;
        }
        for command in step["commands"].as_array().into_iter().flatten() {
            let kind = command["type"].as_str().unwrap_or("unknown");
            if kind != "manual" {
                notes.push(remark(id, format!("command-{kind}")));
            }
        }
    }
    notes
}

/// The way through a workflow.
struct Walk<'a> {
    workflow: &'a Map<String, Value>,
    needs: BTreeMap<String, BTreeSet<String>>,
    order: Vec<String>,
    faults: Vec<Remark>,
}

impl Walk<'_> {
    /// Follows the flow from a step whose predecessors are known; answers what must be over at its end.
    fn follow(&mut self, from: &str, before: BTreeSet<String>, deep: usize) -> BTreeSet<String> {
        let (mut at, mut before) = (from.to_owned(), before);
        if deep > DEEPEST {
            self.faults.push(remark(from, "too-deep"));
            return before;
        }
        loop {
            let Some(step) = self.workflow.get(&at) else {
                self.faults.push(remark(&at, "no-such-step"));
                return before;
            };
            match step["type"].as_str().unwrap_or_default() {
                "start" => {}
                "end" => return before,
                "action" => {
                    let known = self.needs.contains_key(&at);
                    self.needs.entry(at.clone()).or_default().extend(before);
                    if known {
                        // Another way led here before: what comes after it waits for it already.
                        return BTreeSet::from([at]);
                    }
                    self.order.push(at.clone());
                    before = BTreeSet::from([at.clone()]);
                }
                "parallel" => {
                    let mut after = BTreeSet::new();
                    for next in step["next_steps"].as_array().into_iter().flatten() {
                        let next = next.as_str().unwrap_or_default();
                        after.extend(self.follow(next, before.clone(), deep + 1));
                    }
                    before = after;
                }
                other => {
                    let code = if other.is_empty() { "no-type" } else { other };
                    self.faults.push(remark(&at, code));
                    return before;
                }
            }
            if step.get("on_failure").is_some_and(|one| one != &step["on_success"]) {
                self.faults.push(remark(&at, "on-failure"));
                return before;
            }
            let next = step["on_completion"].as_str().or_else(|| step["on_success"].as_str());
            match next {
                Some(next) => at = next.to_owned(),
                None => return before,
            }
        }
    }

    /// The steps in the order in which the flow came by them; our own extension says better what each needs.
    fn steps(&self, extension: &str) -> Vec<Step> {
        let step = |id: &String| {
            let one = &self.workflow[id];
            let said = one["step_extensions"][extension]["needs"].as_array();
            let said = said.map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect());
            Step {
                id: id.clone(),
                name: one["name"].as_str().unwrap_or_default().to_owned(),
                description: told(one),
                needs: said.unwrap_or_else(|| self.needs.get(id).cloned().unwrap_or_default()),
            }
        };
        self.order.iter().map(step).collect()
    }

    /// Everything that cannot be taken in.
    fn faults_of(&self, steps: &[Step]) -> Vec<Remark> {
        let mut faults = self.faults.clone();
        if faults.is_empty() {
            let sound: BTreeSet<&str> =
                levels(steps).into_iter().flatten().map(|one| one.id.as_str()).collect();
            let waits = steps.iter().filter(|one| !sound.contains(one.id.as_str()));
            faults.extend(waits.map(|one| remark(&one.id, "loop")));
            faults.extend(twice(steps).into_iter().map(|id| remark(id, "named-twice")));
            if steps.is_empty() {
                faults.push(remark("", "no-steps"));
            }
        }
        faults
    }
}

/// How a step is done: its description, and its commands as text when they say something else.
fn told(step: &Value) -> String {
    let mut told = step["description"].as_str().unwrap_or_default().to_owned();
    for command in step["commands"].as_array().into_iter().flatten() {
        let text = command["command"].as_str().unwrap_or_default();
        if text.is_empty() || text == told || Some(text) == step["name"].as_str() {
            continue;
        }
        if !told.is_empty() {
            told.push_str("\n\n");
        }
        if command["type"] != "manual" {
            told.push_str(command["type"].as_str().unwrap_or_default());
            told.push_str(": ");
        }
        told.push_str(text);
    }
    told
}
