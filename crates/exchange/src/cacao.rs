//! Playbooks as CACAO 2.0: written so that other tools follow the order of our steps, and read as far as
//! steps for people go. What cannot become a task is named and refused, never left out silently.
//!
//! CACAO orders steps one after another and side by side; what exactly each waits for goes along in an
//! extension, so that what we wrote reads back the same.

mod read;
mod write;

pub use read::read;
pub use write::write;

use std::collections::{BTreeMap, BTreeSet};

/// The version of the standard that is spoken here.
pub const SPEC: &str = "cacao-2.0";
/// The name of the extension that says what a step waits for.
const NEEDS: &str = "meldkamer-needs";
/// The most steps that a playbook can have.
pub const MOST: usize = 2_000;

/// A playbook of steps for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Playbook {
    /// What names it: ours, or the id in a file of somebody else.
    pub id: String,
    /// Its title.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// When it was made and last changed, as RFC 3339.
    pub made: String,
    /// Who made it.
    pub author: String,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// One step for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What names it within the playbook.
    pub id: String,
    /// What is to be done.
    pub name: String,
    /// How.
    pub description: String,
    /// Ids of steps that must be over first.
    pub needs: BTreeSet<String>,
}

/// Something about a file that a person must know: which step, and a stable code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The step, or nothing for the playbook as a whole.
    pub step: String,
    /// What: a fault such as `if-condition`, or a note such as `not-reached`.
    pub code: String,
}

/// What was read: a playbook, and what a person must know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The playbook.
    pub playbook: Playbook,
    /// What did not come along but does no harm.
    pub notes: Vec<Remark>,
}

/// Steps in levels, each of which needs only what stands before it; what waits for itself is in none.
fn levels(steps: &[Step]) -> Vec<Vec<&Step>> {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    let mut left: Vec<&Step> = steps.iter().collect();
    let mut levels = Vec::new();
    loop {
        let ready = |one: &&Step| one.needs.iter().all(|need| done.contains(need.as_str()));
        let (level, rest): (Vec<&Step>, Vec<&Step>) = left.into_iter().partition(ready);
        if level.is_empty() {
            return levels;
        }
        done.extend(level.iter().map(|one| one.id.as_str()));
        levels.push(level);
        left = rest;
    }
}

/// Names that are used more than once.
fn twice(steps: &[Step]) -> Vec<&str> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for one in steps {
        *seen.entry(one.id.as_str()).or_default() += 1;
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn step(id: &str, needs: &[&str]) -> Step {
        Step {
            id: id.into(),
            name: format!("Doe {id}"),
            description: format!("Zo doe je {id} \"goed\""),
            needs: needs.iter().map(|one| (*one).into()).collect(),
        }
    }

    fn playbook() -> Playbook {
        Playbook {
            id: "ransomware".into(),
            name: "Gijzelsoftware".into(),
            description: "De eerste dag".into(),
            made: "2026-11-20T16:00:00Z".into(),
            author: "CSIRT".into(),
            // Not a lattice of levels: d waits for b alone, e for both.
            steps: vec![
                step("a", &[]),
                step("b", &["a"]),
                step("c", &[]),
                step("d", &["b"]),
                step("e", &["b", "c"]),
            ],
        }
    }

    fn codes(remarks: &[Remark]) -> Vec<&str> {
        remarks.iter().map(|one| one.code.as_str()).collect()
    }

    /// A workflow of somebody else's, out of steps by name.
    fn foreign(steps: Value) -> Vec<u8> {
        json!({"type": "playbook", "spec_version": SPEC, "id": "playbook--1", "name": "X",
            "created": "2026-01-01T00:00:00Z", "workflow_start": "start--1", "workflow": steps})
        .to_string()
        .into_bytes()
    }

    #[test]
    fn what_we_write_reads_back_the_same() {
        let written = write(&playbook());
        let taken = read(written.to_string().as_bytes()).unwrap();
        assert!(taken.notes.is_empty(), "{:?}", taken.notes);
        let mut back = taken.playbook.clone();
        back.steps.sort_by(|one, other| one.name.cmp(&other.name));
        let names = |book: &Playbook| -> Vec<_> {
            let of = |id: &String| book.steps.iter().find(|one| one.id == *id).map(|one| one.name.clone());
            book.steps
                .iter()
                .map(|one| {
                    let needs: BTreeSet<_> = one.needs.iter().map(of).collect();
                    (one.name.clone(), one.description.clone(), needs)
                })
                .collect()
        };
        assert_eq!(names(&back), names(&playbook()));
        assert_eq!((back.name, back.description), ("Gijzelsoftware".into(), "De eerste dag".into()));
        // A second writing is the same as the first.
        let again = Playbook { made: playbook().made, author: "CSIRT".into(), ..taken.playbook };
        assert_eq!(read(write(&again).to_string().as_bytes()).unwrap().playbook.steps.len(), 5);
    }

    #[test]
    fn every_object_is_named_as_the_standard_wants_it() {
        let written = write(&playbook());
        let workflow = written["workflow"].as_object().unwrap();
        for (id, one) in workflow {
            let (kind, uuid) = id.split_once("--").unwrap();
            assert_eq!(one["type"], json!(kind), "{id}");
            assert!(uuid.len() == 36 && uuid.as_bytes()[14] == b'4', "{id}");
            for next in ["on_completion"].iter().filter_map(|name| one[*name].as_str()) {
                assert!(workflow.contains_key(next), "{id} leads to {next}");
            }
            if kind == "action" {
                assert_eq!(one["commands"][0]["type"], json!("manual"));
                assert!(written["agent_definitions"].get(one["agent"].as_str().unwrap()).is_some());
            }
        }
        assert!(workflow.contains_key(written["workflow_start"].as_str().unwrap()));
        assert_eq!(written["spec_version"], json!("cacao-2.0"));
    }

    #[test]
    fn a_flow_of_somebody_else_becomes_needs() {
        let action = |next: &str| json!({"type": "action", "name": "n", "commands": [{"type": "manual", "command": "doe"}], "on_completion": next});
        let bytes = foreign(json!({
            "start--1": {"type": "start", "on_completion": "action--1"},
            "action--1": action("parallel--1"),
            "parallel--1": {"type": "parallel", "next_steps": ["action--2", "action--3"], "on_completion": "action--4"},
            "action--2": action("end--2"), "action--3": action("end--2"), "end--2": {"type": "end"},
            "action--4": action("end--1"), "end--1": {"type": "end"},
        }));
        let book = read(&bytes).unwrap().playbook;
        let needs = |id: &str| -> Vec<String> {
            book.steps.iter().find(|one| one.id == id).unwrap().needs.iter().cloned().collect()
        };
        assert_eq!(needs("action--1"), Vec::<String>::new());
        assert_eq!(needs("action--3"), ["action--1"]);
        assert_eq!(needs("action--4"), ["action--2", "action--3"]);
    }

    #[test]
    fn what_cannot_be_taken_in_is_named() {
        let condition = foreign(json!({
            "start--1": {"type": "start", "on_completion": "if-condition--1"},
            "if-condition--1": {"type": "if-condition", "condition": "x", "on_true": "end--1", "on_false": "end--1"},
            "end--1": {"type": "end"},
        }));
        let faults = read(&condition).unwrap_err();
        assert_eq!(faults, [Remark { step: "if-condition--1".into(), code: "if-condition".into() }]);
        let lost = foreign(json!({"start--1": {"type": "start", "on_completion": "action--9"}}));
        assert_eq!(codes(&read(&lost).unwrap_err()), ["no-such-step"]);
        let round = foreign(json!({
            "start--1": {"type": "start", "on_completion": "action--1"},
            "action--1": {"type": "action", "name": "n", "commands": [], "on_completion": "action--2"},
            "action--2": {"type": "action", "name": "n", "commands": [], "on_completion": "action--1"},
        }));
        assert_eq!(codes(&read(&round).unwrap_err()), ["loop", "loop"]);
        for bad in ["", "[]", "{\"type\":\"bundle\"}", "{\"type\":\"playbook\",\"spec_version\":\"1.0\"}"] {
            assert_eq!(read(bad.as_bytes()).unwrap_err().len(), 1, "{bad}");
        }
    }

    #[test]
    fn what_a_machine_would_run_is_only_told_and_said_so() {
        let bytes = foreign(json!({
            "start--1": {"type": "start", "on_completion": "action--1"},
            "action--1": {"type": "action", "name": "n", "commands": [{"type": "bash", "command": "rm x"}], "on_completion": "end--1"},
            "action--7": {"type": "action", "name": "n", "commands": []},
            "end--1": {"type": "end"},
        }));
        let taken = read(&bytes).unwrap();
        assert!(taken.playbook.steps[0].description.contains("rm x"));
        assert_eq!(codes(&taken.notes), ["command-bash", "not-reached"]);
    }
}
