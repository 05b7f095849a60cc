//! Opening a case from dossiers, and dossiers that join it or leave it.
//!
//! Each dossier brings its organisation with it as a party; when the dossier leaves, so does the part.

use super::{LINE, TEXT, find, new_id, settle, still_open, take, text};
use crate::{
    Act, Door, Failed, House, Subject, answer, chance,
    desk::{find as find_dossier, is_over, jot, reason},
    evidence::link,
    triage::kept,
};
use meldkamer_domain::{
    access::{Permit, Tie, Verb},
    id::PartyId,
    reference::Reference,
    refused::Refused,
    support_case::{Clock, Form, Intensity, PartyKind, State, first_contact_hours},
    triage::Decided,
};
use meldkamer_store::{
    Trouble, assessment,
    dossier::DossierRow,
    filing, help,
    support_case::{self, CaseRow, party},
};
use serde_json::{Value, json};

/// What references of cases begin with.
const PREFIX: &str = "CASE";

/// What a case is for, as somebody wants it.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// One line that says what it is about.
    pub title: String,
    /// Names of forms.
    pub forms: Vec<String>,
    /// Name of the intensity.
    pub intensity: String,
    /// The question to answer.
    pub to_answer: String,
    /// What is looked at.
    pub scope: String,
    /// What is not done.
    pub limits: String,
}

/// A field that is wrong, and how: all of them at once.
pub type Faults = Vec<(String, &'static str)>;

/// What is wrong with a wish, everything at once.
pub fn faults(wish: &Wish) -> Faults {
    let mut faults = Faults::new();
    let mut wrong = |refused: Refused| {
        if let Refused::NotUnderstood { field, fault } = refused {
            faults.push((field, fault));
        }
    };
    let checked = [
        text("title", &wish.title, LINE, true),
        text("to_answer", &wish.to_answer, TEXT, true),
        text("scope", &wish.scope, TEXT, false),
        text("limits", &wish.limits, TEXT, false),
    ];
    checked.into_iter().filter_map(Result::err).for_each(&mut wrong);
    if wish.forms.is_empty() {
        wrong(Refused::field("forms", "missing"));
    } else if wish.forms.iter().any(|name| Form::named(name).is_none()) {
        wrong(Refused::field("forms", "not-an-option"));
    }
    if Intensity::named(&wish.intensity).is_none() {
        let fault = if wish.intensity.is_empty() { "missing" } else { "not-an-option" };
        wrong(Refused::field("intensity", fault));
    }
    faults
}

pub(super) fn sound(wish: &Wish) -> Result<(), Refused> {
    match faults(wish).into_iter().next() {
        Some((field, fault)) => Err(Refused::field(field, fault)),
        None => Ok(()),
    }
}

/// What the decision on help proposes for a case: its forms and intensity, and the question that was
/// asked. It is a reading of the dossier.
pub async fn proposal(house: &House, door: &Door, reference: &str) -> Result<(DossierRow, Wish), Failed> {
    let mut act = house.begin(door).await?;
    let row = find_dossier(act.tx()?, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    let mut decided = None;
    for one in assessment::of_dossier(act.tx()?, &row.id).await?.iter().rev() {
        decided = kept::decided(one)?.filter(Decided::binds);
        if decided.is_some() {
            break;
        }
    }
    let chosen =
        |axis: &str| decided.as_ref().and_then(|one| one.chosen.get(axis)).cloned().unwrap_or_default();
    let asked = help::of_dossier(act.tx()?, &row.id).await?;
    let asked = asked.iter().find_map(|one| {
        let answers: Value = serde_json::from_str(&one.answers).ok()?;
        answers["h.question"].as_str().map(str::to_owned)
    });
    let known = |name: &String| Intensity::named(name).is_some();
    let wish = Wish {
        title: row.title.clone(),
        forms: chosen("forms").into_iter().filter(|name| Form::named(name).is_some()).collect(),
        intensity: chosen("intensity").into_iter().find(known).unwrap_or_default(),
        to_answer: asked.unwrap_or_default(),
        ..Wish::default()
    };
    act.note(permit, json!({"part": "case"})).await?;
    Ok((row, wish))
}

/// Opens a case from a dossier; whoever opens it leads it. Answers its id.
///
/// Refused when the wish is not sound (each field by name) or the dossier is over.
pub async fn open(house: &House, door: &Door, reference: &str, wish: &Wish) -> Result<String, Failed> {
    sound(wish)?;
    let mut act = house.begin(door).await?;
    let row = find_dossier(act.tx()?, reference).await?;
    let id = new_id(&act);
    let permit = act.may(Verb::OpenCase, Subject::case(&id), Tie::None).await?;
    if is_over(&row) {
        return Err(Refused::Closed.into());
    }

    let case = written(&act, &id, wish, row.exercise)?;
    support_case::add(act.tx()?, &permit, &case).await?;
    bring_in(&act, &permit, &case, &row).await?;
    let (by, at) = (act.actor.journalled(), act.at.micros());
    support_case::put_on_team(act.tx()?, &permit, &id, &act.actor.id, &by, at).await?;
    let hours = Intensity::named(&wish.intensity).map_or(24, first_contact_hours);
    let due = act.at.plus_hours(hours).micros();
    support_case::set_clock(act.tx()?, &permit, &id, Clock::FirstContact.name(), due, &by, at).await?;
    // With it, whoever takes part can seal to us from the first message on.
    link::case_key(&act, &permit, &id).await?;
    jot(&act, &permit, &row.id, "event", &case.reference).await?;

    let details = json!({"reference": case.reference, "dossier": row.id, "forms": wish.forms,
        "intensity": wish.intensity, "question": wish.to_answer});
    act.note(permit, details).await?;
    Ok(id)
}

fn written(act: &Act<'_>, id: &str, wish: &Wish, exercise: i64) -> Result<CaseRow, Failed> {
    let year = act.house.day(act.at).year();
    let reference = Reference::new(PREFIX, year, exercise == 1, chance::bytes())
        .map_err(|fault| Trouble::unreadable("make a reference", fault))?;
    Ok(CaseRow {
        id: id.to_owned(),
        reference: reference.to_string(),
        title: wish.title.trim().to_owned(),
        forms: json!(wish.forms).to_string(),
        intensity: wish.intensity.clone(),
        to_answer: wish.to_answer.trim().to_owned(),
        scope: wish.scope.trim().to_owned(),
        limits: wish.limits.trim().to_owned(),
        state: State::Open.name().to_owned(),
        lead: Some(act.actor.id.clone()),
        exercise,
        actor: act.actor.journalled(),
        opened_at: act.at.micros(),
        changed_at: act.at.micros(),
        closed_at: None,
        version: 1,
    })
}

/// Lets a dossier into a case, and its organisation with it.
async fn bring_in(act: &Act<'_>, permit: &Permit, case: &CaseRow, row: &DossierRow) -> Result<(), Failed> {
    let (tx, by, at) = (act.tx()?, act.actor.journalled(), act.at.micros());
    support_case::join(tx, permit, &case.id, &row.id, &by, at).await?;
    let there = party::of_case(tx, &case.id).await?;
    if there.iter().any(|one| one.dossier.as_deref() == Some(&row.id) && one.is_live(at)) {
        return Ok(());
    }
    let filings = filing::of_dossier(tx, &row.id).await?;
    let new = party::PartyRow {
        id: PartyId::new(act.at, chance::bytes()).to_string(),
        email: answer::address(act.house, &filings)?.unwrap_or_default(),
        case_id: case.id.clone(),
        kind: PartyKind::Organisation.name().to_owned(),
        name: row.organisation.clone(),
        language: row.language.clone(),
        dossier: Some(row.id.clone()),
        actor: by,
        at,
        ..party::PartyRow::default()
    };
    Ok(party::add(tx, permit, &new).await?)
}

/// Lets another dossier join: a campaign has many.
///
/// An exercise and what really happened never share a case.
pub async fn join(house: &House, door: &Door, case: &str, reference: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let mut known = take(&act, case).await?;
    let row = find_dossier(act.tx()?, reference).await.map_err(|_| Refused::field("dossier", "not-found"))?;
    let permit = act.may(Verb::JoinDossier, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    if row.exercise != known.exercise || is_over(&row) {
        return Err(Refused::field("dossier", "not-an-option").into());
    }
    let there = support_case::dossiers(act.tx()?, case).await?;
    if there.iter().any(|one| one.dossier == row.id && one.left_at.is_none()) {
        return Err(Refused::AlreadyDone.into());
    }

    bring_in(&act, &permit, &known, &row).await?;
    settle(&act, &permit, &mut known).await?;
    jot(&act, &permit, &row.id, "event", &known.reference).await?;

    act.note(permit, json!({"dossier": row.id})).await.map(drop)
}

/// Takes a dossier out again, with the reason; its organisation takes part no more.
pub async fn part(house: &House, door: &Door, case: &str, reference: &str, why: &str) -> Result<(), Failed> {
    let why = reason(why)?;
    let mut act = house.begin(door).await?;
    let mut known = take(&act, case).await?;
    let row = find_dossier(act.tx()?, reference).await?;
    let there = support_case::dossiers(act.tx()?, case).await?;
    let permit = act.may(Verb::PartDossier, Subject::case(case), Tie::None).await?;
    still_open(&known)?;
    let live: Vec<_> = there.iter().filter(|one| one.left_at.is_none()).collect();
    if !live.iter().any(|one| one.dossier == row.id) {
        return Err(Refused::AlreadyDone.into());
    }
    if live.len() == 1 {
        // A case without a dossier is nobody's.
        return Err(Refused::field("dossier", "the-last").into());
    }

    let (tx, by, at) = (act.tx()?, act.actor.journalled(), act.at.micros());
    support_case::leave(tx, &permit, case, &row.id, at).await?;
    for one in party::of_case(tx, case).await? {
        if one.dossier.as_deref() == Some(&row.id) && one.removed_at.is_none() {
            party::remove(tx, &permit, &one.id, &by, why, at).await?;
        }
    }
    settle(&act, &permit, &mut known).await?;

    act.note(permit, json!({"dossier": row.id, "reason": why})).await.map(drop)
}

/// The cases that a dossier is in.
pub async fn of_dossier(house: &House, dossier: &str) -> Result<Vec<CaseRow>, Failed> {
    Ok(support_case::of_dossier(&house.database, dossier).await?)
}

/// What a case is for, as it stands, to be changed. It is a reading of the case.
pub async fn wish(house: &House, door: &Door, case: &str) -> Result<(CaseRow, Wish), Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, case).await?;
    let permit = act.may(Verb::ReadCase, Subject::case(case), Tie::Other).await?;
    act.note(permit, json!({"part": "change"})).await?;
    let wish = Wish {
        title: row.title.clone(),
        forms: super::forms(&row).iter().map(|form| form.name().to_owned()).collect(),
        intensity: row.intensity.clone(),
        to_answer: row.to_answer.clone(),
        scope: row.scope.clone(),
        limits: row.limits.clone(),
    };
    Ok((row, wish))
}
