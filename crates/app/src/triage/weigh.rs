//! Weighing a dossier: looking at it, trying other answers, and keeping the result as a version.

use super::{FIRST_FRAMEWORK, find, find_to_change, framework_of, kept, told};
use crate::{Act, Door, Failed, House, Subject, chance};
use meldkamer_domain::{
    access::{Tie, Verb},
    fact::Facts,
    id::AssessmentId,
    refused::Refused,
    rulebook::Said,
    time::Instant,
    triage::{Answer, Answers, Assessment, Confidence, Context, Framework, Given, assess},
};
use meldkamer_store::{
    assessment::{self, AssessmentRow},
    dossier::DossierRow,
    filing,
};
use serde_json::json;
use std::collections::BTreeMap;

/// What staff filled in.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Id of the framework.
    pub framework: String,
    /// Answers of the CSIRT by criterion; what is absent follows the report.
    pub answers: BTreeMap<String, (String, Confidence)>,
    /// Whether evidence is about to vanish.
    pub evidence_vanishing: bool,
    /// Handlers who can take a case now.
    pub free_handlers: u32,
    /// Analysts who can take evidence now.
    pub free_analysts: u32,
}

/// A weighing to look at.
#[derive(Clone, Debug)]
pub struct Weighing {
    /// The dossier.
    pub dossier: DossierRow,
    /// The framework in use.
    pub framework: Framework,
    /// Every framework that holds today: id and name.
    pub choices: Vec<(String, Said)>,
    /// The outcome, not kept.
    pub made: Assessment,
    /// What the same dossier gives without any answer of ours.
    pub proposed: Assessment,
    /// What surrounds the incident.
    pub context: Context,
    /// Versions that were kept, the oldest first.
    pub versions: Vec<AssessmentRow>,
}

/// Shows how a dossier weighs, with the answers of its newest version or those just typed.
///
/// An empty `framework` is the one of the newest version, else the first.
pub async fn look(
    house: &House,
    door: &Door,
    reference: &str,
    framework: &str,
    typed: Option<&Typed>,
) -> Result<Weighing, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    let weighing = weigh(&act, row, framework, typed).await?;
    act.note(permit, json!({"part": "assessment"})).await?;
    Ok(weighing)
}

/// Shows answers again that could not be kept: whoever sent them had opened the sheet, and that
/// reading was noted.
pub async fn again(house: &House, door: &Door, reference: &str, typed: &Typed) -> Result<Weighing, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    act.may(Verb::Assess, Subject::dossier(&row.id), Tie::Other).await?;
    weigh(&act, row, &typed.framework, Some(typed)).await
}

/// Keeps a weighing as a new version. `seen` is the newest version that the person saw, 0 for none.
pub async fn keep(
    house: &House,
    door: &Door,
    reference: &str,
    typed: &Typed,
    seen: i64,
) -> Result<AssessmentRow, Failed> {
    let mut act = house.begin(door).await?;
    let row = find_to_change(act.tx()?, reference).await?;
    let permit = act.may(Verb::Assess, Subject::dossier(&row.id), Tie::Other).await?;
    if matches!(row.state.as_str(), "withdrawn" | "merged") {
        return Err(Refused::Closed.into());
    }
    let weighing = weigh(&act, row, &typed.framework, Some(typed)).await?;
    let newest = weighing.versions.last().map_or(0, |last| last.version);
    if newest != seen {
        return Err(Refused::Moved.into());
    }
    let new = AssessmentRow {
        id: AssessmentId::new(act.at, chance::bytes()).to_string(),
        dossier: weighing.dossier.id.clone(),
        version: newest + 1,
        framework: weighing.made.framework.clone(),
        framework_version: weighing.made.version.clone(),
        edition: house.law().edition.clone(),
        answers: kept::answers_json(&weighing.made.lines).to_string(),
        proposal: kept::proposal_json(&weighing.made, &weighing.context).to_string(),
        reasons: "{}".into(),
        by_staff: act.actor.id.clone(),
        by_name: act.actor.name.clone(),
        at: act.at.micros(),
        ..AssessmentRow::default()
    };
    assessment::add(act.tx()?, &permit, &new).await?;
    let details = json!({"version": new.version, "framework": new.framework, "answers": new.answers});
    act.note(permit, details).await?;
    Ok(new)
}

async fn weigh(
    act: &Act<'_>,
    row: DossierRow,
    wanted: &str,
    typed: Option<&Typed>,
) -> Result<Weighing, Failed> {
    let (house, tx, library) = (act.house, act.tx()?, act.house.law());
    let filings = filing::of_dossier(tx, &row.id).await?;
    let (facts, told_at) = told(house, &filings)?;
    let versions = assessment::of_dossier(tx, &row.id).await?;
    let last = versions.last();
    let wanted = Some(wanted).filter(|id| !id.is_empty());
    let wanted = wanted.or(last.map(|last| last.framework.as_str())).unwrap_or(FIRST_FRAMEWORK);
    let framework = library.frameworks.on(wanted, house.day(act.at)).cloned().ok_or(Failed::NOT_FOUND)?;
    let before = last.map(|last| kept::answers(&last.answers)).transpose()?.unwrap_or_default();
    let answers = match typed {
        None => before.into_iter().filter(|(_, answer)| answer.given == Given::Csirt).collect(),
        Some(typed) => ours(typed, &before, act.at),
    };
    let context = around(act, &row, typed, last).await?;
    let told_at = told_at.unwrap_or(act.at);
    let made = weighed(&framework, &answers, &facts, &context, act.at, told_at);
    let proposed = weighed(&framework, &Answers::new(), &facts, &context, act.at, told_at);
    let mut choices: Vec<(String, Said)> = Vec::new();
    for one in &library.frameworks.frameworks {
        if one.basis.holds_on(house.day(act.at)) && !choices.iter().any(|(id, _)| *id == one.id) {
            choices.push((one.id.clone(), one.title.clone()));
        }
    }
    Ok(Weighing { dossier: row, framework, choices, made, proposed, context, versions })
}

/// What follows from the report counts from the moment it was told.
fn weighed(
    framework: &Framework,
    answers: &Answers,
    facts: &Facts,
    context: &Context,
    at: Instant,
    told_at: Instant,
) -> Assessment {
    let mut made = assess(framework, answers, facts, context, at);
    for line in made.lines.iter_mut().filter(|line| line.answer.given == Given::Reporter) {
        line.answer.at = told_at;
    }
    made
}

/// Our own answers; one that says the same as before keeps its moment.
fn ours(typed: &Typed, before: &Answers, at: Instant) -> Answers {
    let answer = |(criterion, (option, confidence)): (&String, &(String, Confidence))| {
        let new = Answer { option: option.clone(), given: Given::Csirt, confidence: *confidence, at };
        let same = before.get(criterion).filter(|old| Answer { at: old.at, ..new.clone() } == **old);
        (criterion.clone(), same.cloned().unwrap_or(new))
    };
    typed.answers.iter().map(answer).collect()
}

async fn around(
    act: &Act<'_>,
    row: &DossierRow,
    typed: Option<&Typed>,
    last: Option<&AssessmentRow>,
) -> Result<Context, Failed> {
    let tx = act.tx()?;
    let count = |number: i64| u32::try_from(number).unwrap_or(0);
    let vanishing = match (typed, last) {
        (Some(typed), _) => typed.evidence_vanishing,
        (None, Some(last)) => kept::proposal(&last.proposal)?.1.evidence_vanishing,
        (None, None) => false,
    };
    let free = assessment::free(tx).await?;
    Ok(Context {
        test: row.exercise == 1 || row.mark == "test",
        duplicate: row.mark == "duplicate",
        in_constituency: match row.mark.as_str() {
            "out-of-constituency" => Some(false),
            _ => row.entity.as_ref().map(|_| true),
        },
        evidence_vanishing: vanishing,
        open_cases: count(assessment::open_cases(tx, &row.id).await?),
        // The register of assets comes with a later room; until then nobody is known to be exposed.
        exposed_peers: 0,
        free_handlers: typed.map_or(count(free.handlers), |typed| typed.free_handlers),
        free_analysts: typed.map_or(count(free.analysts), |typed| typed.free_analysts),
    })
}

/// A kept version, read with the framework of its day.
pub async fn version(house: &House, row: &AssessmentRow) -> Result<(Framework, Assessment, Context), Failed> {
    let framework = framework_of(house, &house.database, row).await?;
    let (made, context) = kept::proposal(&row.proposal)?;
    Ok((framework, made, context))
}
