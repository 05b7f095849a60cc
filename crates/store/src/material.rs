//! The working material of a case: timeline, what is in scope, indicators, findings, courses of action,
//! reports. What is removed stays and can be put back. Instants are microseconds; flags are 0 or 1.

pub mod affected;
pub mod finding;
pub mod indicator;
pub mod line;
pub mod report;
mod text;

use crate::{database::Tx, trouble::Trouble};
use meldkamer_domain::access::Permit;

/// What can be removed and put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A line of the timeline.
    Line,
    /// An indicator.
    Indicator,
    /// A system or an account.
    Affected,
    /// A finding.
    Finding,
    /// A course of action.
    Course,
    /// A report.
    Report,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Line, Self::Indicator, Self::Affected, Self::Finding, Self::Course, Self::Report];

    /// Its name in addresses and in the journal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "timeline",
            Self::Indicator => "indicators",
            Self::Affected => "scope",
            Self::Finding => "findings",
            Self::Course => "courses",
            Self::Report => "reports",
        }
    }

    /// By its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Line => "case_line",
            Self::Indicator => "case_indicator",
            Self::Affected => "case_affected",
            Self::Finding => "case_finding",
            Self::Course => "case_course",
            Self::Report => "case_report",
        }
    }
}

/// Removes something; false when it is not there or was removed before.
pub async fn remove(
    tx: &Tx,
    _permit: &Permit,
    part: Part,
    (case, id): (&str, &str),
    by: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = format!(
        "UPDATE {} SET removed_at = $3, removed_by = $4 WHERE case_id = $1 AND id = $2 AND removed_at IS NULL",
        part.table()
    );
    Ok(tx.run(&sql, [case.into(), id.into(), at.into(), by.into()]).await? == 1)
}

/// Puts something back; false when it is not there or was not removed.
pub async fn restore(
    tx: &Tx,
    _permit: &Permit,
    part: Part,
    (case, id): (&str, &str),
) -> Result<bool, Trouble> {
    let sql = format!(
        "UPDATE {} SET removed_at = NULL, removed_by = '' WHERE case_id = $1 AND id = $2 AND removed_at IS NOT NULL",
        part.table()
    );
    Ok(tx.run(&sql, [case.into(), id.into()]).await? == 1)
}

/// Releases a finding or a course of action to the organisation; false when it is not there, removed, or
/// released before.
pub async fn release(
    tx: &Tx,
    _permit: &Permit,
    part: Part,
    (case, id): (&str, &str),
    by: &str,
    at: i64,
) -> Result<bool, Trouble> {
    let sql = format!(
        "UPDATE {} SET released_at = $3, released_by = $4 WHERE case_id = $1 AND id = $2 AND removed_at IS NULL \
         AND released_at IS NULL",
        part.table()
    );
    Ok(tx.run(&sql, [case.into(), id.into(), at.into(), by.into()]).await? == 1)
}

/// Places for the values of many rows: `($1, $2), ($3, $4)`.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<String> =
            (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
