//! The first report: it makes the dossier.

mod at_once;

pub use at_once::at_once;

use super::{Filed, Told, Wish, copies, recurring, sign, told};
use crate::{
    Act, Door, Failed, House, Subject,
    binding::{self, Owner},
    chance, clocks, crossing, help,
    judgement::{self, Judgement},
    queue, tie,
};
use meldkamer_domain::{
    access::{Permit, Verb},
    code::CodeDigest,
    help::Help,
    id::{DossierId, FilingId},
    indicator::Known,
    receipt::Receipt,
    reference::Reference,
    refused::Refused,
};
use meldkamer_store::{
    Trouble, clock,
    dossier::{self, DossierRow},
    draft, filing,
    filing::FilingRow,
    message,
};
use serde_json::{Map, Value, json};

/// Files what a draft holds. The draft's code becomes the dossier's. Filed twice, it is one.
pub async fn from_draft(house: &House, door: &Door, draft_id: &str) -> Result<Filed, Failed> {
    from_draft_with(house, door, draft_id, None).await
}

/// Files what a draft holds, or the answers as somebody completed them just now.
pub async fn from_draft_with(
    house: &House,
    door: &Door,
    draft_id: &str,
    completed: Option<Map<String, Value>>,
) -> Result<Filed, Failed> {
    let mut act = house.begin(door).await?;
    let row = draft::by_id(act.tx()?, draft_id).await?.ok_or(Failed::NOT_FOUND)?;
    if let Some(dossier) = row.filed_as.is_some().then_some(row.dossier.as_deref()).flatten() {
        return again(house, dossier, None).await;
    }
    let tie = tie::to_draft(door, &row.id);
    let id = DossierId::new(act.at, chance::bytes());
    let permit = act.may(Verb::File, Subject::dossier(id), tie).await?;
    let answers = draft::answers(act.tx()?, &row.id).await?;
    let value = |json: &str| serde_json::from_str(json).unwrap_or(Value::Null);
    let wish = Wish {
        stage: meldkamer_domain::question::Stage::parse(&row.stage).ok_or(Failed::NOT_FOUND)?,
        answers: Value::Object(completed.unwrap_or_else(|| {
            answers.iter().map(|one| (one.question.clone(), value(&one.value))).collect()
        })),
        regime: None,
        language: row.language.clone(),
        exercise: row.exercise == 1,
        channel: row.channel.clone(),
    };
    let digest = CodeDigest(row.code.as_slice().try_into().map_err(|_| Failed::NOT_FOUND)?);
    let owner = Owner::of_draft(&row);
    let (filed, filing) = make(&act, &permit, (id, digest), &wish, owner.as_ref()).await?;
    if !draft::filed(act.tx()?, &permit, &row.id, &filed.dossier.id, &filing).await? {
        return Err(Refused::AlreadyDone.into());
    }
    message::hand_over(act.tx()?, &permit, &row.id, &filed.dossier.id).await?;
    act.finish().await?;
    Ok(filed)
}

/// The answer to a filing that was made before.
async fn again(house: &House, dossier: &str, code: Option<String>) -> Result<Filed, Failed> {
    let row = dossier::by_id(&house.database, dossier).await?.ok_or(Failed::NOT_FOUND)?;
    let filings = filing::of_dossier(&house.database, dossier).await?;
    let first = filings.into_iter().next().ok_or(Failed::NOT_FOUND)?;
    super::later::recall(house, row, &first, code).await
}

/// Makes the dossier: read, judge, plan, then keep, note, sign and send. The act is finished by the
/// caller. All is new, so the database is asked one thing before, and the writes go there together.
async fn make(
    act: &Act<'_>,
    permit: &Permit,
    (id, code): (DossierId, CodeDigest),
    wish: &Wish,
    owner: Option<&Owner>,
) -> Result<(Filed, String), Failed> {
    let (house, tx, at) = (act.house, act.tx()?, act.at);
    let library = house.law();
    let told = Told::read(house, wish.stage, &wish.answers, at);
    let mut facts = told.filing.facts();
    let day = house.day(at);
    let mut row = blank(act, id, code, wish)?;
    told::describe(&mut row, &told.filing);
    let given = binding::names(&told.filing);
    let opening = dossier::opening(tx, &given.0, &given.1).await?;
    row.serial = opening.serial;
    binding::settle(&mut row, &given, &opening.meant, owner, &[], at);
    recurring::look_up(house, tx, at, (&row.id, &row.organisation), &mut facts).await?;
    let judgement = Judgement::of(&library, &facts, day);
    row.duty = if judgement.mandatory { "mandatory" } else { "voluntary" }.into();
    let regimes = clocks::regimes(&judgement, wish.regime.as_deref());
    row.regimes = json!(regimes).to_string();
    row.edition.clone_from(&library.edition);
    row.significance = verdict(&judgement).to_string();
    row.answer_due = judgement::answer_due(&library, at, &house.zone(), clocks::pace(wish.exercise), day)
        .map(|due| due.micros());
    let report =
        copies::Report { judgement: &judgement, regimes: &regimes, exercise: wish.exercise, asked: &[] };
    let recipients = copies::recipients(house, &report, wish.stage.id());
    let mut filing = stored(act, &row, wish, &told);
    let news = clocks::news(act, &[], &facts, "");
    let moments = clocks::moments(&news, std::slice::from_ref(&filing), at);
    let limits = clocks::plan(house, &mut row, &facts, &moments);
    let wanted = Help::read(&told.filing);
    let asked = wanted.as_ref().map(|wanted| help::asked(act, &row.id, &told.filing, wanted));
    queue::place(&mut row, &facts, asked.as_ref(), at);

    dossier::add(tx, permit, &row).await?;
    binding::tell(act, permit, &row).await?;
    for moment in &news {
        clock::put_moment(tx, permit, &row.id, moment).await?;
    }
    clocks::keep(act, permit, &row, &limits, &moments, &[], "").await?;
    let details = json!({"stage": wish.stage.id(), "digest": hex(&told.digest), "channel": wish.channel});
    let noted = act.first_line(permit, &details).await?;
    filing.seq = noted.seq;
    filing.receipt = sign(house, &receipt(&row, &filing, &told, &recipients, &limits, &noted));
    filing::add(tx, permit, &filing).await?;
    let traits = told::traits(&told.filing, || Known::of(&library.law, day));
    meldkamer_store::link::put_traits(tx, permit, &row.id, &traits).await?;
    dossier::keep_words(tx, permit, row.serial, &told::words(&row, &told.filing)).await?;
    crossing::look(act, permit, &row, &facts, judgement.mandatory).await?;
    if let (Some(wanted), Some(asked)) = (&wanted, &asked) {
        help::keep(act, permit, &row, wanted, asked).await?;
    }
    let filed = Filed {
        dossier: row,
        stage: wish.stage,
        received_at: at,
        code: None,
        gaps: told.gaps,
        limits,
        recipients: copies::ids(&recipients),
        receipt: filing.receipt.clone(),
        again: false,
    };
    copies::send(act, permit, &filed, 1, &told.filing, &recipients).await?;
    copies::confirm(act, permit, &filed, 1, &told.filing).await?;
    Ok((filed, filing.id))
}

fn blank(act: &Act<'_>, id: DossierId, code: CodeDigest, wish: &Wish) -> Result<DossierRow, Failed> {
    let year = act.at.in_zone(&act.house.zone()).year();
    let reference = Reference::new(&act.house.settings.prefix, year, wish.exercise, chance::bytes())
        .map_err(|fault| Trouble::unreadable("make a reference", fault))?;
    Ok(DossierRow {
        id: id.to_string(),
        reference: reference.to_string(),
        code: code.0.to_vec(),
        language: wish.language.clone(),
        exercise: i64::from(wish.exercise),
        channel: wish.channel.clone(),
        state: "received".into(),
        received_at: act.at.micros(),
        changed_at: act.at.micros(),
        queued: 1,
        version: 1,
        ..DossierRow::default()
    })
}

fn stored(act: &Act<'_>, row: &DossierRow, wish: &Wish, told: &Told) -> FilingRow {
    FilingRow {
        id: FilingId::new(act.at, chance::bytes()).to_string(),
        dossier: row.id.clone(),
        stage: wish.stage.id().to_owned(),
        version: 1,
        submitted_at: act.at.micros(),
        actor: act.actor.journalled(),
        answers: told.canonical.clone(),
        gaps: told.gaps_json(),
        digest: told.digest.to_vec(),
        salt: Some(told.salt.to_vec()),
        reason: String::new(),
        receipt: String::new(),
        seq: 0,
        edition: row.edition.clone(),
    }
}

/// The receipt of a filing.
pub(super) fn receipt(
    row: &DossierRow,
    filing: &FilingRow,
    told: &Told,
    recipients: &[copies::Recipient],
    limits: &[judgement::Limit],
    noted: &crate::act::Noted,
) -> Receipt {
    Receipt {
        reference: row.reference.clone(),
        stage: filing.stage.clone(),
        version: u32::try_from(filing.version).unwrap_or(u32::MAX),
        kind: row.kind.clone(),
        exercise: row.exercise == 1,
        received_at: meldkamer_domain::time::Instant::from_micros(filing.submitted_at),
        content: told.digest,
        recipients: copies::ids(recipients),
        deadlines: limits
            .iter()
            .map(|limit| (format!("{}.{}", limit.regime, limit.stage), limit.due))
            .collect(),
        subject: noted.subject.clone(),
        seq: u64::try_from(noted.seq).unwrap_or(0),
        entry: noted.hash,
        edition: row.edition.clone(),
    }
}

/// The verdict as it is kept: what was decided under this edition is never decided again in silence.
pub(crate) fn verdict(judgement: &Judgement<'_>) -> Value {
    let regimes: Vec<Value> = judgement
        .bearings
        .iter()
        .map(|bearing| {
            let criteria = bearing.verdict.criteria.iter();
            json!({
                "regime": bearing.id(),
                "applies": bearing.applies.verdict.code(),
                "answer": bearing.verdict.answer.code(),
                "numbers_unpublished": bearing.verdict.numbers_unpublished,
                "criteria": criteria.map(|one| json!({
                    "id": one.criterion.id.get_ref(),
                    "outcome": one.outcome.code(),
                    "clause": one.criterion.basis.clause,
                    "confirmed": one.criterion.basis.confirmed,
                    "text": {"nl": one.criterion.text.nl, "en": one.criterion.text.en},
                    "missing": one.missing,
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({"answer": judgement.significant().code(), "regimes": regimes})
}

/// Bytes as lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
