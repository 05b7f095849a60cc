//! What hangs in a case: the one list of its parts, at the desk and for those who take part from outside,
//! and the head that stands above each of them.
//!
//! A room that hangs something in a case adds a line to [`DESK`], and to [`OUTSIDE`] when others see it
//! too; its page holds a [`Head`] and extends `case/frame.html` or `case/outside.html`.

use crate::{
    door::{Caller, admits},
    rooms::desk::dossier::works,
};
use meldkamer_app::case;
use meldkamer_domain::access::Verb;
use meldkamer_store::support_case::CaseRow;
use serde::Serialize;

/// The parts at the desk, in the order of the menu: id (`case-part-<id>` in the words) and what follows
/// the case in the address.
pub const DESK: &[(&str, &str)] = &[
    ("overview", ""),
    ("tasks", "/tasks"),
    ("playbooks", "/playbooks"),
    ("messages", "/messages"),
    ("timeline", "/timeline"),
    ("scope", "/scope"),
    ("indicators", "/indicators"),
    ("findings", "/findings"),
    ("acquisition", "/acquisition"),
    ("evidence", "/evidence"),
    ("reports", "/reports"),
    ("log", "/log"),
    ("people", "/people"),
    ("closing", "/closing"),
    ("screen", "/screen"),
];

/// The parts that those who take part from outside see, in the order of their menu.
pub const OUTSIDE: &[(&str, &str)] = &[
    ("overview", ""),
    ("tasks", "/tasks"),
    ("messages", "/messages"),
    ("kits", "/kits"),
    ("evidence", "/evidence"),
    ("released", "/released"),
    ("opinion", "/opinion"),
];

/// What stands above each part of a case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The case's id.
    pub id: String,
    /// Its reference.
    pub reference: String,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub state: String,
    /// Names of its forms.
    pub forms: Vec<&'static str>,
    /// Its intensity.
    pub intensity: String,
    /// Whether it is an exercise.
    pub exercise: bool,
    /// The version that the person looks at.
    pub version: i64,
    /// Whether this person works on cases, and this one is not over.
    pub works: bool,
    /// Where the case is reached, without a part.
    pub base: String,
    /// The parts: id and address.
    pub parts: Vec<(&'static str, String)>,
    /// The part that is shown.
    pub current: &'static str,
}

impl Head {
    /// The head of a case at the desk.
    pub fn at_the_desk(row: &CaseRow, caller: &Caller, current: &'static str) -> Self {
        let role = caller.signed_in.as_ref().map(|staff| staff.role);
        let sees_evidence = role.is_some_and(|role| admits("/desk", role, Verb::ReadEvidence));
        let mut head = Self::of(row, super::address(&row.id), DESK, current);
        head.parts.retain(|(id, _)| *id != "evidence" || sees_evidence);
        Self { works: role.is_some_and(works) && row.state != "closed", ..head }
    }

    /// The head of a case for somebody who takes part from outside; `writes` when they may do more than read.
    pub fn outside(row: &CaseRow, writes: bool, current: &'static str) -> Self {
        let base = format!("/case/{}", row.id);
        Self { works: writes && row.state != "closed", ..Self::of(row, base, OUTSIDE, current) }
    }

    fn of(row: &CaseRow, base: String, parts: &[(&'static str, &str)], current: &'static str) -> Self {
        Self {
            id: row.id.clone(),
            reference: row.reference.clone(),
            title: row.title.clone(),
            state: row.state.clone(),
            forms: case::forms(row).iter().map(|form| form.name()).collect(),
            intensity: row.intensity.clone(),
            exercise: row.exercise == 1,
            version: row.version,
            works: false,
            parts: parts.iter().map(|(id, path)| (*id, format!("{base}{path}"))).collect(),
            base,
            current,
        }
    }

    /// A head for samples of pages.
    pub fn sample(current: &'static str, desk: bool) -> Self {
        let row = CaseRow {
            id: "cas_1".into(),
            reference: "CASE-26-ABCD-EFGH-J".into(),
            title: "Gijzelsoftware <b>".into(),
            forms: "[\"advisory\",\"technical\"]".into(),
            intensity: "technical-team".into(),
            state: "open".into(),
            version: 3,
            ..CaseRow::default()
        };
        let (base, parts) = if desk { ("/desk/case/cas_1", DESK) } else { ("/case/cas_1", OUTSIDE) };
        Self { works: true, ..Self::of(&row, base.to_owned(), parts, current) }
    }
}
