//! The lines of a preview as they lie in the depot, and pages of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Lines on a page.
const PAGE: usize = 50;

/// What would become of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// An entity is entered.
    Fresh,
    /// An entity is changed.
    Changed,
    /// It cannot be taken in.
    Wrong,
}

impl Sort {
    /// A sort by its name.
    pub fn parse(name: &str) -> Option<Self> {
        serde_json::from_value(Value::String(name.to_owned())).ok()
    }
}

/// One row of the sheet, as it would be dealt with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its number in the sheet.
    pub line: usize,
    /// What would become of it.
    pub sort: Sort,
    /// The name of the entity.
    pub name: String,
    /// The entity that it changes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// The version of that entity that was compared.
    #[serde(default)]
    pub version: i64,
    /// What the row tells.
    pub told: Map<String, Value>,
    /// What is wrong or missing: field, code, what was told, whether it is wrong.
    #[serde(default)]
    pub gaps: Vec<(String, String, String, bool)>,
    /// What would change: field, before, after.
    #[serde(default)]
    pub changes: Vec<(String, Vec<String>, Vec<String>)>,
}

/// A page of lines.
#[derive(Debug, Default)]
pub struct Shown {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next page begins, if there is one.
    pub next: Option<usize>,
}

/// All lines of a preview.
pub fn lines(bytes: &[u8]) -> Vec<Line> {
    each(bytes).filter_map(|line| serde_json::from_slice(line).ok()).collect()
}

/// The lines as they lie in the depot, without the id on top.
pub fn each(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'\n').skip(1).filter(|line| !line.is_empty())
}

/// A page of the lines of one sort.
pub fn shown(bytes: &[u8], sort: Option<Sort>, from: usize) -> Shown {
    let fits = |line: &Line| sort.is_none_or(|sort| line.sort == sort);
    let mut found = Vec::new();
    for (place, line) in each(bytes).enumerate().skip(from) {
        let Ok(line) = serde_json::from_slice::<Line>(line) else { continue };
        if !fits(&line) {
            continue;
        }
        if found.len() == PAGE {
            return Shown { lines: found, next: Some(place) };
        }
        found.push(line);
    }
    Shown { lines: found, next: None }
}
