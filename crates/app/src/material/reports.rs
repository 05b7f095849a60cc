//! Reports of a case: begun from its data, edited in versions, each signed with the key of the house.

use super::{Begun, Faults, begin, sound};
use crate::{Act, Door, Failed, House, Subject, case, chance};
use meldkamer_domain::{
    access::{Permit, Verb},
    id::ReportId,
    marking::Tlp,
    refused::Refused,
    report::{self, Kind, Statement},
    time::Instant,
};
use meldkamer_store::material::report::{self as kept, ReportRow, VersionRow};
use serde_json::json;

/// What somebody wrote.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The title.
    pub title: String,
    /// How far it may go.
    pub tlp: String,
    /// The text.
    pub body: String,
}

/// What is wrong with a version, everything at once.
pub fn faults(wish: &Wish) -> Faults {
    let faults = report::faults(&wish.title, &wish.tlp, &wish.body);
    faults.into_iter().map(|(field, fault)| (field.to_owned(), fault)).collect()
}

/// Begins a report with its first version. Answers its id.
pub async fn start(
    house: &House,
    door: &Door,
    case: &str,
    (kind, language): (&str, &str),
    wish: &Wish,
) -> Result<String, Failed> {
    let kind = Kind::parse(kind).ok_or(Refused::field("kind", "not-an-option"))?;
    if !["nl", "en"].contains(&language) {
        return Err(Refused::field("language", "not-an-option").into());
    }
    sound(faults(wish))?;
    let Begun { act, permit } = begin(house, door, case, Verb::WriteReport).await?;
    let row = ReportRow {
        id: ReportId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        kind: kind.code().to_owned(),
        language: language.to_owned(),
        actor: act.actor.journalled(),
        added_at: act.at.micros(),
        ..ReportRow::default()
    };
    kept::add(act.tx()?, &permit, &row).await?;
    version(&act, &permit, &row, wish).await?;
    note(act, permit, &row, wish).await?;
    Ok(row.id)
}

/// Writes the next version; refused when somebody wrote one since `seen`.
pub async fn write(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
    wish: &Wish,
    seen: i64,
) -> Result<(), Failed> {
    sound(faults(wish))?;
    let Begun { act, permit } = begin(house, door, case, Verb::WriteReport).await?;
    let row = kept::by_id(act.tx()?, case, id).await?.ok_or(Failed::NOT_FOUND)?;
    if row.version != seen {
        return Err(Refused::Moved.into());
    }
    version(&act, &permit, &row, wish).await?;
    note(act, permit, &row, wish).await
}

async fn note(act: Act<'_>, permit: Permit, row: &ReportRow, wish: &Wish) -> Result<(), Failed> {
    let details = json!({"report": row.id, "kind": row.kind, "version": row.version + 1,
        "title": wish.title.trim(), "tlp": wish.tlp, "content": report::digest(&wish.body)});
    act.note(permit, details).await.map(drop)
}

async fn version(act: &Act<'_>, permit: &Permit, row: &ReportRow, wish: &Wish) -> Result<(), Failed> {
    let new = VersionRow {
        report: row.id.clone(),
        version: row.version + 1,
        title: wish.title.trim().to_owned(),
        tlp: wish.tlp.clone(),
        body: wish.body.clone(),
        signed: String::new(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    };
    let signed = statement(row, &new).signed(act.house.keys.signing());
    if !kept::write(act.tx()?, permit, &VersionRow { signed, ..new }).await? {
        return Err(Refused::Moved.into());
    }
    Ok(())
}

/// What is signed of a version.
pub fn statement<'a>(row: &'a ReportRow, version: &'a VersionRow) -> Statement<'a> {
    Statement {
        report: &row.id,
        case: &row.case_id,
        kind: &row.kind,
        version: version.version,
        language: &row.language,
        tlp: Tlp::parse(&version.tlp).unwrap_or(Tlp::Red),
        title: &version.title,
        at: Instant::from_micros(version.at),
        body: &version.body,
    }
}

/// Whether what is kept of a version is what was signed.
pub fn is_whole(house: &House, row: &ReportRow, version: &VersionRow) -> bool {
    statement(row, version).is_signed_by(&version.signed, house.keys.published())
}

/// Sends the newest version to the organisation: from now on it sees that one.
pub async fn send(house: &House, door: &Door, case: &str, id: &str, seen: i64) -> Result<(), Failed> {
    let Begun { act, permit } = begin(house, door, case, Verb::ReleaseMaterial).await?;
    let row = kept::by_id(act.tx()?, case, id).await?.ok_or(Failed::NOT_FOUND)?;
    if row.version != seen {
        return Err(Refused::Moved.into());
    }
    if row.released_version == Some(row.version) {
        return Err(Refused::AlreadyDone.into());
    }
    let (by, at) = (act.actor.journalled(), act.at.micros());
    kept::release(act.tx()?, &permit, id, row.version, &by, at).await?;
    act.note(permit, json!({"part": "reports", "id": id, "version": row.version})).await.map(drop)
}

/// All reports of a case with the title of their newest version, removed ones too.
pub async fn all(house: &House, case: &str) -> Result<Vec<(ReportRow, String)>, Failed> {
    let mut all = Vec::new();
    for row in kept::of_case(&house.database, case).await? {
        let title = kept::version(&house.database, &row.id, row.version).await?;
        all.push((row, title.map(|one| one.title).unwrap_or_default()));
    }
    Ok(all)
}

/// A report with all its versions, the newest first.
pub async fn one(house: &House, case: &str, id: &str) -> Result<(ReportRow, Vec<VersionRow>), Failed> {
    let row = kept::by_id(&house.database, case, id).await?.ok_or(Failed::NOT_FOUND)?;
    let versions = kept::versions(&house.database, &row.id).await?;
    Ok((row, versions))
}

/// The version that was sent to whoever takes part in a case; that it was read is a line in its journal.
pub async fn sent(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
) -> Result<(ReportRow, VersionRow), Failed> {
    let mut act = house.begin(door).await?;
    let seat = case::tie::of_act(&act, case).await?;
    if seat.party.is_none() {
        return Err(Failed::NOT_FOUND);
    }
    let permit = act.may(Verb::ReadCasePart, Subject::case(case), seat.tie).await?;
    let row = kept::by_id(act.tx()?, case, id).await?.ok_or(Failed::NOT_FOUND)?;
    let number = row.released_version.ok_or(Failed::NOT_FOUND)?;
    let version = kept::version(act.tx()?, id, number).await?.ok_or(Failed::NOT_FOUND)?;
    act.note(permit, json!({"part": "reports", "id": id, "version": number})).await?;
    Ok((row, version))
}
