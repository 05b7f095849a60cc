//! The part of each dossier that an authority received: the stages that the law sends it, the
//! questions that are meant for it, the limits of its own laws, and nothing else.

use crate::{
    Actor, Door, Failed, House, Subject,
    filing::{stored, together},
    library::Library,
};
use meldkamer_domain::{
    access::{self, Role, Tie, Verb},
    audience::Audience,
    filing::Filing,
    reference::Reference,
};
use meldkamer_store::{
    filing::FilingRow,
    recipient::{self, HeldRow, LimitRow, Sought, Whose},
    request::{self, RequestRow},
    share::{self, ShareRow},
};
use serde_json::json;
use std::collections::BTreeMap;

/// So many rows make a page.
pub const ROWS: usize = 30;
/// So many limits that passed are shown.
const OVERDUE: i64 = 200;
/// So many dossiers go into one export.
pub const EXPORT: usize = 5_000;

/// Who reads: the body of the mandate, in its capacity, within its scope.
pub fn whose(house: &House, actor: &Actor) -> Result<(Whose, Audience), Failed> {
    let mandate = actor.mandate.as_ref().ok_or(Failed::NOT_FOUND)?;
    let (authority, audience) = match actor.role {
        Role::Supervisor => (mandate.body.clone(), Audience::Supervisor),
        Role::OtherCsirt => (mandate.body.clone(), Audience::Csirt),
        Role::ContactPoint => (contact_point(house, actor)?, Audience::Spoc),
        _ => return Err(Failed::NOT_FOUND),
    };
    let whose = Whose {
        authority,
        audience: audience.id().to_owned(),
        sectors: mandate.sectors.clone(),
        regimes: mandate.regimes.clone(),
    };
    Ok((whose, audience))
}

/// The contact point's id in the routes: there is one in each state.
fn contact_point(house: &House, actor: &Actor) -> Result<String, Failed> {
    let body = actor.mandate.as_ref().map(|mandate| mandate.body.as_str()).unwrap_or_default();
    if body != crate::mandate::OWN {
        return Ok(body.to_owned());
    }
    let (library, today) = (house.law(), house.day(house.clock.now()));
    let point = library.law.contact_point(&house.settings.state, today);
    point.map(|one| one.id.get_ref().clone()).ok_or(Failed::NOT_FOUND)
}

/// One dossier in a list, told by the part that was received.
#[derive(Clone, Debug)]
pub struct Held {
    /// The dossier.
    pub row: HeldRow,
    /// What was received, in order, each only the part for this audience.
    pub filings: Vec<(FilingRow, Filing)>,
}

impl Held {
    /// All that the part says together.
    pub fn told(&self) -> Filing {
        together(self.filings.iter().map(|(_, filing)| filing.clone()))
    }
}

/// A page of what was received, newest first.
#[derive(Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Held>,
    /// Where the next page begins.
    pub next: Option<i64>,
}

/// Looks at what was received. A list names no more than its reader may see, and changes nothing.
pub async fn list(house: &House, door: &Door, sought: &Sought, most: usize) -> Result<Page, Failed> {
    access::permit(door.actor.role, see(door.actor.role), Tie::None)?;
    let (whose, audience) = whose(house, &door.actor)?;
    let limit = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let sought = Sought { by_name: names(&house.law(), audience), ..sought.clone() };
    let mut rows = recipient::held(&house.database, &whose, &sought, limit).await?;
    let more = rows.len() > most;
    rows.truncate(most);
    let next = rows.last().filter(|_| more).map(|row| row.serial);
    Ok(Page { rows: parts(house, &whose, audience, rows).await?, next })
}

/// Some dossiers by their numbers, newest first; those that were not received are left out.
pub(crate) async fn those(house: &House, door: &Door, serials: &[i64]) -> Result<Vec<Held>, Failed> {
    let (whose, audience) = whose(house, &door.actor)?;
    let rows = recipient::held_some(&house.database, &whose, serials).await?;
    parts(house, &whose, audience, rows).await
}

/// Whether an audience may see the organisation's name under some law.
fn names(library: &Library, audience: Audience) -> bool {
    library.catalogue.question("org.id").is_some_and(|one| one.seen.ever(audience))
}

async fn parts(
    house: &House,
    whose: &Whose,
    audience: Audience,
    rows: Vec<HeldRow>,
) -> Result<Vec<Held>, Failed> {
    let library = house.law();
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut by_dossier: BTreeMap<String, Vec<FilingRow>> = BTreeMap::new();
    for few in ids.chunks(200) {
        for filing in recipient::filings(&house.database, whose, few).await? {
            by_dossier.entry(filing.dossier.clone()).or_default().push(filing);
        }
    }
    let mut held = Vec::with_capacity(rows.len());
    for row in rows {
        let regimes: Vec<String> = serde_json::from_str(&row.regimes).unwrap_or_default();
        let received = by_dossier.remove(&row.id).unwrap_or_default();
        let part = |one: FilingRow| {
            let filing = stored(house, &one.stage, &one.answers, one.submitted_at)?;
            Ok::<_, Failed>((one, filing.for_audience(&library.catalogue, audience, &regimes)))
        };
        let filings = received.into_iter().map(part).collect::<Result<_, _>>()?;
        held.push(Held { row, filings });
    }
    Ok(held)
}

/// Limits that passed without their stage, of one entity or, without an id, of all; only of stages that the
/// law sends to this authority.
pub async fn overdue(house: &House, door: &Door, entity: &str) -> Result<Vec<LimitRow>, Failed> {
    access::permit(door.actor.role, see(door.actor.role), Tie::None)?;
    let (whose, _) = whose(house, &door.actor)?;
    let rows = recipient::overdue(&house.database, &whose, entity, door.at.micros(), OVERDUE).await?;
    let (library, today) = (house.law(), house.day(door.at));
    Ok(rows.into_iter().filter(|row| is_theirs(&library, &row.regime, &row.stage, today)).collect())
}

/// Whether the law sends a stage to supervisors.
fn is_theirs(library: &Library, regime: &str, stage: &str, day: jiff::civil::Date) -> bool {
    let known = library.law.regime(regime, day).and_then(|regime| regime.stage(stage, day));
    known.is_some_and(|stage| stage.recipients.iter().any(|one| one == "supervisor"))
}

/// One dossier as this authority may see it.
#[derive(Debug)]
pub struct Opened {
    /// Its part.
    pub held: Held,
    /// The limits of its laws.
    pub limits: Vec<LimitRow>,
    /// What this authority asked for; never what another did.
    pub requests: Vec<RequestRow>,
    /// What was shared with it on purpose, and can still be seen.
    pub shares: Vec<ShareRow>,
}

/// Opens a dossier: journalled as a read, in the dossier's own chain, for its owner to see.
pub async fn open(house: &House, door: &Door, reference: &str) -> Result<Opened, Failed> {
    let (whose, audience) = whose(house, &door.actor)?;
    let reference: Reference = reference.parse().map_err(|_| Failed::NOT_FOUND)?;
    let mut act = house.begin(door).await?;
    let row = recipient::held_one(act.tx()?, &whose, reference.as_str()).await?;
    let row = row.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(read(door.actor.role), Subject::dossier(&row.id), Tie::Own).await?;
    act.note(permit, json!({"read": "part", "body": whose.authority})).await?;

    let db = &house.database;
    let (library, day) = (house.law(), house.day(door.at));
    let mut limits = recipient::limits(db, &whose, &row.id).await?;
    limits.retain(|one| audience == Audience::Csirt || is_theirs(&library, &one.regime, &one.stage, day));
    let mut requests = request::of_dossier(db, &row.id).await?;
    requests.retain(|one| one.authority == whose.authority);
    let mut shares = share::live_for(db, &whose.authority, door.at.micros(), 500).await?;
    shares.retain(|one| one.dossier == row.id);
    let held =
        parts(house, &whose, audience, vec![row]).await?.into_iter().next().ok_or(Failed::NOT_FOUND)?;
    Ok(Opened { held, limits, requests, shares })
}

/// Whether this authority received any part of a dossier. Nothing of it is read.
pub async fn holds(house: &House, door: &Door, reference: &str) -> Result<HeldRow, Failed> {
    let (whose, _) = whose(house, &door.actor)?;
    let reference: Reference = reference.parse().map_err(|_| Failed::NOT_FOUND)?;
    let row = recipient::held_one(&house.database, &whose, reference.as_str()).await?;
    row.ok_or(Failed::NOT_FOUND)
}

/// The verb of looking at a list, for a role.
const fn see(role: Role) -> Verb {
    if matches!(role, Role::ContactPoint) { Verb::SeeContactPoint } else { Verb::SeeAuthority }
}

/// The verb of reading a part, for a role.
const fn read(role: Role) -> Verb {
    if matches!(role, Role::ContactPoint) { Verb::ReadCrossing } else { Verb::ReadPart }
}
