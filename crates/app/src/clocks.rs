//! The clocks of a dossier: which moments were told, and the plan that follows from them.
//!
//! A plan is never changed in silence: what falls away is retired, what comes is written with its
//! why, and what was met stays met.

use crate::{
    Act, Failed, House, chance,
    judgement::{self, Judgement, Limit},
};
use meldkamer_domain::{
    access::Permit,
    deadline::{Moments, Pace},
    fact::Facts,
    id::DeadlineId,
    time::Instant,
};
use meldkamer_store::{
    Asks,
    clock::{self, DeadlineRow, MomentRow},
    dossier::DossierRow,
    filing::FilingRow,
};
use serde_json::json;

/// The moments that a reporter tells, with the question that holds each.
pub const TOLD: [(&str, &str); 5] = [
    ("occurred", "t.start"),
    ("detected", "t.detect"),
    ("aware", "t.aware"),
    ("classified", "t.classified"),
    ("resolved", "t.end"),
];

/// How fast a dossier's clocks run.
pub fn pace(exercise: bool) -> Pace {
    if exercise { Pace::Exercise } else { Pace::Real }
}

/// The newest version of each moment, and when each stage was submitted.
pub fn moments(told: &[MomentRow], filings: &[FilingRow], received: Instant) -> Moments {
    let mut moments = Moments { received: Some(received), ..Moments::default() };
    for row in told {
        let value = row.value.map(Instant::from_micros);
        match row.name.as_str() {
            "occurred" => moments.occurred = value,
            "detected" => moments.detected = value,
            "aware" => moments.aware = value,
            "classified" => moments.classified = value,
            "resolved" => moments.resolved = value,
            "requested" => moments.requested = value,
            _ => {}
        }
    }
    for filing in filings {
        let at = Instant::from_micros(filing.submitted_at);
        moments.submitted.entry(filing.stage.clone()).or_insert(at);
        moments.latest.insert(filing.stage.clone(), at);
        if let Some(stage) = also_meets(&filing.stage, filings) {
            moments.submitted.entry(stage.to_owned()).or_insert(at);
        }
    }
    moments
}

/// The other stage of law that a filing meets: a final report that follows a progress report is
/// asked under a name of its own (NIS2 23(4)(e), Cbw 29(2)).
pub fn also_meets(stage: &str, filings: &[FilingRow]) -> Option<&'static str> {
    let followed = filings.iter().any(|one| one.stage == "progress");
    (stage == "final" && followed).then_some("final-after-progress")
}

/// Keeps the moments that a filing tells, where they differ from what was told before.
pub async fn tell(
    act: &Act<'_>,
    permit: &Permit,
    dossier: &str,
    facts: &Facts,
    reason: &str,
) -> Result<bool, Failed> {
    let told = clock::moments(act.tx()?, dossier).await?;
    let new = news(act, &told, facts, reason);
    for row in &new {
        clock::put_moment(act.tx()?, permit, dossier, row).await?;
    }
    Ok(!new.is_empty())
}

/// The moments that facts tell otherwise than was told before, each as a new version.
pub fn news(act: &Act<'_>, told: &[MomentRow], facts: &Facts, reason: &str) -> Vec<MomentRow> {
    let given = TOLD.into_iter().filter_map(|(name, question)| Some((name, facts.at(question)?)));
    given.filter_map(|(name, value)| version(act, told, name, Some(value), reason)).collect()
}

/// Keeps one moment as a new version; false when it says nothing new.
pub async fn put(
    act: &Act<'_>,
    permit: &Permit,
    dossier: &str,
    told: &[MomentRow],
    name: &str,
    value: Option<Instant>,
    reason: &str,
) -> Result<bool, Failed> {
    let Some(row) = version(act, told, name, value, reason) else { return Ok(false) };
    clock::put_moment(act.tx()?, permit, dossier, &row).await?;
    Ok(true)
}

/// The next version of a moment; nothing when it says nothing new.
fn version(
    act: &Act<'_>,
    told: &[MomentRow],
    name: &str,
    value: Option<Instant>,
    reason: &str,
) -> Option<MomentRow> {
    let newest = told.iter().rfind(|row| row.name == name);
    let value = value.map(Instant::micros);
    (newest.map(|row| row.value) != Some(value)).then(|| MomentRow {
        name: name.to_owned(),
        version: newest.map_or(1, |row| row.version + 1),
        value,
        reason: reason.to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    })
}

/// Plans the limits of a dossier anew and sets its next one. `why` is told beside each new limit.
pub async fn replan(
    act: &Act<'_>,
    permit: &Permit,
    row: &mut DossierRow,
    facts: &Facts,
    filings: &[FilingRow],
    why: &str,
) -> Result<Vec<Limit>, Failed> {
    let tx = act.tx()?;
    let told = clock::moments(tx, &row.id).await?;
    let moments = moments(&told, filings, Instant::from_micros(row.received_at));
    let limits = plan(act.house, row, facts, &moments);
    let before = clock::deadlines(tx, &row.id).await?;
    keep(act, permit, row, &limits, &moments, &before, why).await?;
    Ok(limits)
}

/// Works out the limits of a dossier and sets its next one.
pub fn plan(house: &House, row: &mut DossierRow, facts: &Facts, moments: &Moments) -> Vec<Limit> {
    let library = house.law();
    let zone = house.zone();
    // What was decided under an older law stays under it: the day of the first report decides.
    let day = house.day(Instant::from_micros(row.received_at));
    let limits: Vec<Limit> = if row.duty == "mandatory" && row.state != "withdrawn" {
        let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
        let of = |id: &String| {
            judgement::limits(&library, id, moments, facts, &zone, pace(row.exercise == 1), day)
        };
        regimes.iter().flat_map(of).collect()
    } else {
        Vec::new()
    };
    let open = |limit: &&Limit| !moments.submitted.contains_key(&limit.stage);
    row.next_due = limits.iter().filter(open).map(|limit| limit.due.micros()).min();
    limits
}

/// Keeps a plan where it differs from the limits that were planned before.
pub async fn keep(
    act: &Act<'_>,
    permit: &Permit,
    row: &DossierRow,
    limits: &[Limit],
    moments: &Moments,
    before: &[DeadlineRow],
    why: &str,
) -> Result<(), Failed> {
    let tx = act.tx()?;
    let plan = before.iter().map(|one| one.plan).max().unwrap_or(0) + 1;
    let standing = |limit: &Limit| {
        let same = |one: &&DeadlineRow| {
            one.retired_at.is_none()
                && one.regime == limit.regime
                && one.stage == limit.stage
                && (one.met_at.is_some() || one.due == limit.due.micros())
        };
        before.iter().find(same)
    };
    let changed = limits.iter().any(|limit| standing(limit).is_none())
        || before.iter().any(|one| {
            one.retired_at.is_none()
                && one.met_at.is_none()
                && !limits.iter().any(|limit| standing(limit).is_some_and(|kept| kept.id == one.id))
        });
    if !changed {
        return Ok(());
    }
    if !before.is_empty() {
        clock::retire(tx, permit, &row.id, act.at.micros()).await?;
    }
    for limit in limits.iter().filter(|limit| standing(limit).is_none_or(|kept| kept.met_at.is_none())) {
        clock::put_deadline(tx, permit, &deadline(act, row, limit, moments, plan, why)).await?;
    }
    Ok(())
}

fn deadline(
    act: &Act<'_>,
    row: &DossierRow,
    limit: &Limit,
    moments: &Moments,
    plan: i64,
    why: &str,
) -> DeadlineRow {
    let mut reasons = limit.why.clone();
    if !why.is_empty() {
        reasons.push(("replanned".into(), vec![("because".into(), why.to_owned())]));
    }
    DeadlineRow {
        id: DeadlineId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        regime: limit.regime.clone(),
        stage: limit.stage.clone(),
        aim: limit.aim.micros(),
        due: limit.due.micros(),
        plain: limit.plain.map(Instant::micros),
        clause: limit.clause.clone(),
        confirmed: i64::from(limit.confirmed),
        why: json!(reasons).to_string(),
        plan,
        planned_at: act.at.micros(),
        met_at: moments.submitted.get(&limit.stage).map(|at| at.micros()),
        retired_at: None,
        late_reason: String::new(),
    }
}

/// The ids of the regimes whose clocks run for a report.
pub fn regimes(judgement: &Judgement<'_>, named: Option<&str>) -> Vec<String> {
    let mut ids: Vec<String> = judgement.ours().iter().map(|bearing| bearing.id().to_owned()).collect();
    if let Some(named) = named.filter(|named| !ids.iter().any(|id| id == named)) {
        ids.push(named.to_owned());
    }
    ids
}

/// The clocks of a dossier as a page shows them: the newest plan and what was met.
pub async fn standing(asks: &impl Asks, dossier: &str) -> Result<Vec<DeadlineRow>, Failed> {
    let all = clock::deadlines(asks, dossier).await?;
    Ok(all.into_iter().filter(|one| one.retired_at.is_none()).collect())
}

/// A planned limit as it was kept.
pub fn limit(row: DeadlineRow) -> Limit {
    Limit {
        aim: Instant::from_micros(row.aim),
        due: Instant::from_micros(row.due),
        plain: row.plain.map(Instant::from_micros),
        confirmed: row.confirmed == 1,
        late: row.met_at.is_some_and(|met| met > row.due),
        why: serde_json::from_str(&row.why).unwrap_or_default(),
        regime: row.regime,
        stage: row.stage,
        clause: row.clause,
    }
}
