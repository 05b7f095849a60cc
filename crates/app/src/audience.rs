//! Who may see what of a dossier, who received what, what was shared on purpose, and who read it.
//!
//! The same for the desk and for the owner of the data. Nothing is decided here: who may see what is
//! in the rulebooks, and what was shared is [`share`](crate::share)'s.

use crate::{Door, Failed, House, Subject, desk::find, library::Library, mandate::body_name, mine, tie};
use meldkamer_domain::{
    access::{self, Tie, Verb},
    audience::Audience,
    filing::Filing,
};
use meldkamer_store::{
    dossier::DossierRow,
    journal::{self, EntryRow},
    mandate,
    recipient::{self, RecipientRow},
    share::{self, ShareRow},
    view::{self, ColleagueRow},
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// So many readings are shown at a time.
pub const PAGE: usize = 50;

/// What counts as reading a dossier.
pub const READINGS: [Verb; 5] =
    [Verb::ReadDossier, Verb::ReadOwn, Verb::ReadPart, Verb::ReadCrossing, Verb::ReadShared];

/// Everything about the audiences of one dossier.
#[derive(Debug)]
pub struct Looked {
    /// The dossier.
    pub row: DossierRow,
    /// All that was told in it.
    pub told: Filing,
    /// Who received which stage.
    pub recipients: Vec<RecipientRow>,
    /// What was shared on purpose, the newest first.
    pub shares: Vec<ShareRow>,
    /// Who read it.
    pub readings: Readings,
    /// Names of those who shared.
    pub people: Vec<ColleagueRow>,
}

/// Who read something.
#[derive(Debug)]
pub struct Readings {
    /// The readings, the newest first.
    pub entries: Vec<EntryRow>,
    /// Where the next page begins.
    pub older: Option<i64>,
    /// Names of those who read.
    pub people: Vec<ColleagueRow>,
    /// Ids and names of the bodies for which they read, by their mandates.
    pub bodies: BTreeMap<String, (String, String)>,
}

/// At the desk: journalled as a read, like everything about a dossier.
pub async fn at_desk(
    house: &House,
    door: &Door,
    reference: &str,
    before: Option<i64>,
) -> Result<Looked, Failed> {
    let mut act = house.begin(door).await?;
    let row = find(act.tx()?, reference).await?;
    let permit = act.may(Verb::ReadDossier, Subject::dossier(&row.id), Tie::Other).await?;
    act.note(permit, json!({"read": "audience"})).await?;
    gather(house, row, before).await
}

/// For whoever holds the code of the dossier. Looking at one's own changes nothing.
pub async fn of_own(
    house: &House,
    door: &Door,
    row: DossierRow,
    before: Option<i64>,
) -> Result<Looked, Failed> {
    access::permit(door.actor.role, Verb::ReadOwn, tie::to_dossier(door, &row))?;
    gather(house, row, before).await
}

async fn gather(house: &House, row: DossierRow, before: Option<i64>) -> Result<Looked, Failed> {
    let db = &house.database;
    let shares = share::of_dossier(db, &row.id).await?;
    Ok(Looked {
        told: mine::told(house, db, &row.id).await?,
        recipients: recipient::of_dossier(db, &row.id).await?,
        people: people(house, shares.iter().map(|one| &one.actor)).await?,
        shares,
        readings: readings(house, &Subject::dossier(&row.id), &READINGS, before).await?,
        row,
    })
}

/// A page of who read something, by the acts that count as reading it.
pub(crate) async fn readings(
    house: &House,
    subject: &Subject,
    verbs: &[Verb],
    before: Option<i64>,
) -> Result<Readings, Failed> {
    let db = &house.database;
    let verbs: Vec<&str> = verbs.iter().map(|verb| verb.name()).collect();
    let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let from = before.unwrap_or(i64::MAX);
    let mut entries =
        journal::verb::among(db, subject.as_str(), &verbs, from, most.saturating_add(1)).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let mandates: BTreeSet<&str> = entries.iter().filter_map(|one| one.actor.split(':').nth(2)).collect();
    let mut bodies = BTreeMap::new();
    for id in mandates {
        if let Some(row) = mandate::by_id(db, id).await? {
            let name = body_name(house, db, &row.body_kind, &row.body).await?;
            bodies.insert(id.to_owned(), (row.body, name));
        }
    }
    let people = people(house, entries.iter().map(|one| &one.actor)).await?;
    Ok(Readings { older: entries.last().filter(|_| more).map(|entry| entry.seq), entries, people, bodies })
}

/// The names behind actors, as far as we know them.
async fn people(house: &House, actors: impl Iterator<Item = &String>) -> Result<Vec<ColleagueRow>, Failed> {
    let accounts: BTreeSet<String> = actors.filter_map(|actor| account(actor)).map(str::to_owned).collect();
    Ok(view::people(&house.database, &accounts.into_iter().collect::<Vec<_>>()).await?)
}

/// The account within an actor as the journal names it: `duty-officer:acc_…`, `provider:acc_…:man_…`.
pub fn account(actor: &str) -> Option<&str> {
    actor.split(':').nth(1)
}

/// Why an audience sees nothing of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// It is an exercise: it stays in this house.
    Exercise,
    /// It was reported of free will (Cbw 33, NIS2 30).
    Voluntary,
}

impl Shut {
    /// The last part of the key of its words.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Exercise => "exercise",
            Self::Voluntary => "voluntary",
        }
    }
}

/// Whether a dossier is shut for an audience, whatever the rulebooks say of its parts.
pub fn shut(row: &DossierRow, audience: Audience) -> Option<Shut> {
    let outside = matches!(audience, Audience::Supervisor | Audience::Spoc | Audience::MemberStates);
    match (outside, row.exercise == 1, row.duty == "voluntary") {
        (true, true, _) => Some(Shut::Exercise),
        (true, false, true) => Some(Shut::Voluntary),
        _ => None,
    }
}

/// What one audience may see of a dossier: ids of its parts, and of the questions that were answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The parts.
    pub parts: Vec<String>,
    /// The questions.
    pub questions: Vec<String>,
}

/// What an audience may see by the rulebooks; nothing where the dossier is shut for it.
pub fn sight(library: &Library, row: &DossierRow, told: &Filing, audience: Audience) -> Sight {
    if shut(row, audience).is_some() {
        return Sight { parts: Vec::new(), questions: Vec::new() };
    }
    let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
    let parts = library.law.parts.iter().filter(|part| part.seen().by(audience, &regimes));
    let part = told.for_audience(&library.catalogue, audience, &regimes);
    let order = library.catalogue.questions().iter().map(|one| one.id());
    Sight {
        parts: parts.map(|part| part.id.get_ref().clone()).collect(),
        questions: order.filter(|id| part.get(id).is_some()).map(str::to_owned).collect(),
    }
}
