//! Reading a dossier at the desk: everything there is about it. Each opening is an entry in the journal.

use super::{find, place, take};
use crate::{
    Door, Failed, House, Subject,
    audience::READINGS,
    binding::call_back::{self, Standing},
    clocks,
    filing::stored,
    mine::Mine,
};
use meldkamer_domain::{
    access::{self, Tie, Verb},
    filing::Filing,
};
use meldkamer_store::{
    assessment::{self, AssessmentRow},
    clock::{self, DeadlineRow, MomentRow},
    dossier::{self, DossierRow},
    entity::{self, EntityRow},
    erasure,
    errand::{self, ErrandRow},
    filing::{self, FilingRow},
    help::{self, HelpRow},
    hold,
    journal::{self, EntryRow},
    link::{self, LinkRow, SharedRow},
    message::{self, AttachmentRow, MessageRow},
    view::{self, ColleagueRow},
};
use serde_json::json;

/// The most dossiers that are shown for what they share with this one.
const SHARING: i64 = 20;
/// Within this many days the same organisation counts as recurring: the law's six months (2024/2690, 4).
const RECURRING_DAYS: i64 = 183;

/// So many of those who only read a dossier are shown with it.
const LOOKS: i64 = 50;

/// Everything about one dossier.
#[derive(Debug)]
pub struct Opened {
    /// The dossier.
    pub row: DossierRow,
    /// Its filings in order, with their answers as they read.
    pub filings: Vec<(FilingRow, Filing)>,
    /// Messages and notes in order.
    pub messages: Vec<MessageRow>,
    /// The clocks that stand.
    pub clocks: Vec<DeadlineRow>,
    /// All versions of all moments.
    pub moments: Vec<MomentRow>,
    /// Requests for help, newest first.
    pub help: Vec<HelpRow>,
    /// Links that people made, each with the other dossier.
    pub links: Vec<(LinkRow, DossierRow)>,
    /// Dossiers that share an indicator, a vulnerability or a supplier.
    pub sharing: Vec<SharedRow>,
    /// Other dossiers of the same organisation within six months.
    pub recurring: Vec<DossierRow>,
    /// Dossiers that were merged into this one.
    pub merged: Vec<DossierRow>,
    /// The dossier this one was merged into.
    pub into: Option<DossierRow>,
    /// Files.
    pub files: Vec<AttachmentRow>,
    /// What left the house, or did not yet.
    pub errands: Vec<ErrandRow>,
    /// What was done in the dossier, by its journal, in order.
    pub acts: Vec<EntryRow>,
    /// Who only read it, newest first: the last of them, or all when it is taken along.
    pub looks: Vec<EntryRow>,
    /// How often it was read.
    pub looked: usize,
    /// Whose it is.
    pub standing: Standing,
    /// The entity that it is bound to, or that it only names.
    pub entity: Option<EntityRow>,
    /// Every version of the assessment, oldest first.
    pub assessments: Vec<AssessmentRow>,
    /// Names of staff.
    pub colleagues: Vec<ColleagueRow>,
    /// Whether it is on legal hold.
    pub held: bool,
    /// When personal data of it was last erased.
    pub erased_at: Option<i64>,
}

/// Opens a dossier: journalled as a read; who works at the desk has then read its messages.
pub async fn open(house: &House, door: &Door, reference: &str) -> Result<Opened, Failed> {
    let mut act = house.begin(door).await?;
    let mut row = take(&act, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    let works_here = access::ruling(act.actor.role, Verb::WriteNote, Tie::Other);
    if works_here && row.unread > 0 {
        message::mark_read(act.tx()?, &row.id, "in", act.at.micros()).await?;
        row.unread = 0;
        place(&act, &permit, &mut row).await?;
    }
    act.note(permit, json!({"read": "dossier"})).await?;
    gather(house, row, LOOKS).await
}

/// Everything about a dossier to take along; journalled as a read. With it the part that its reporter
/// sees, clocks that fell away and our own notes among it.
pub async fn export(house: &House, door: &Door, reference: &str) -> Result<(Opened, Mine), Failed> {
    let mut act = house.begin(door).await?;
    let row = take(&act, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    act.note(permit, json!({"read": "export"})).await?;
    let opened = gather(house, row, i64::MAX).await?;
    let mine = Mine {
        row: opened.row.clone(),
        filings: opened.filings.iter().map(|(row, _)| row.clone()).collect(),
        deadlines: clock::deadlines(&house.database, &opened.row.id).await?,
        moments: opened.moments.clone(),
        messages: opened.messages.clone(),
        files: opened.files.clone(),
        help: opened.help.clone(),
        cases: Vec::new(),
    };
    Ok((opened, mine))
}

async fn gather(house: &House, row: DossierRow, looks: i64) -> Result<Opened, Failed> {
    let db = &house.database;
    let id = row.id.as_str();
    let rows = filing::of_dossier(db, id).await?;
    let read = |one: FilingRow| Ok((one.clone(), stored(house, &one.stage, &one.answers, one.submitted_at)?));
    let filings = rows.into_iter().map(read).collect::<Result<Vec<_>, Failed>>()?;
    let mut links = Vec::new();
    for one in link::of_dossier(db, id).await? {
        let other = if one.one == id { &one.other } else { &one.one };
        if let Some(other) = dossier::by_id(db, other).await? {
            links.push((one, other));
        }
    }
    let since = row.received_at - RECURRING_DAYS * 86_400_000_000;
    let mut recurring = dossier::recent_of(db, &row.organisation, since).await?;
    // What was erased has no name, and is no relation of others without one.
    recurring.retain(|other| other.id != row.id && !row.organisation.is_empty());
    let into = match &row.merged_into {
        Some(into) => dossier::by_id(db, into).await?,
        None => None,
    };
    let entity = match row.entity.as_ref().or(row.claimed.as_ref()) {
        Some(entity) => entity::by_id(db, entity).await?,
        None => None,
    };
    let (chain, reading) = (Subject::dossier(id), READINGS.map(Verb::name));
    let acts = journal::verb::others(db, chain.as_str(), &reading).await?;
    let looks = journal::verb::among(db, chain.as_str(), &reading, i64::MAX, looks).await?;
    let newest = acts.last().into_iter().chain(looks.first()).map(|entry| entry.seq).max();
    let length = newest.map_or(0, |seq| usize::try_from(seq).unwrap_or_default() + 1);
    Ok(Opened {
        looked: length.saturating_sub(acts.len()),
        acts,
        looks,
        entity,
        filings,
        links,
        recurring,
        into,
        messages: message::of_dossier(db, id, true).await?,
        clocks: clocks::standing(db, id).await?,
        moments: clock::moments(db, id).await?,
        help: help::of_dossier(db, id).await?,
        sharing: link::sharing(db, id, SHARING).await?,
        merged: dossier::merged_into(db, id).await?,
        files: message::files_of_dossier(db, id).await?,
        errands: errand::of_dossier(db, id).await?,
        assessments: assessment::of_dossier(db, id).await?,
        standing: call_back::standing(house, &row).await?,
        colleagues: view::colleagues(db).await?,
        held: hold::standing(db, id).await?.is_some(),
        erased_at: erasure::keeping(db, id).await?.and_then(|keeping| keeping.erased_at),
        row,
    })
}

/// One file of a dossier with its bytes; fetching it is journalled as a read.
pub async fn file(
    house: &House,
    door: &Door,
    reference: &str,
    id: &str,
) -> Result<(AttachmentRow, Vec<u8>), Failed> {
    let row = find(&house.database, reference).await?;
    let known = message::file(&house.database, id).await?;
    let known = known.filter(|one| one.dossier.as_deref() == Some(&row.id)).ok_or(Failed::NOT_FOUND)?;
    let bytes = house.depot.get(&known.digest).await?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    act.note(permit, json!({"read": "file", "file": id})).await?;
    Ok((known, bytes.to_vec()))
}
