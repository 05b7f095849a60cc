//! The entities that an authority or another CSIRT answers for: those of the register that the routes
//! lead to it (Cbw 46). Entities of others are to it as if they did not exist.

use super::part::{self, Held, whose};
use crate::{
    Door, Failed, House, Subject,
    entity::{Kept, export::written, one},
    library::Library,
};
use jiff::civil::Date;
use meldkamer_domain::{
    access::{self, Tie, Verb},
    audience::Audience,
    entity::Activity,
    fact::{Fact, Facts},
};
use meldkamer_exchange::sheet::Format;
use meldkamer_store::{
    Trouble,
    dossier::listed::{Match, Turn},
    entity::{
        EntityRow,
        listed::{self, Filter, Place},
    },
    recipient::{LimitRow, Sought, Whose},
};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};

/// So many rows make a page.
pub const ROWS: usize = 40;
/// Rows that are read at a time.
const BATCH: i64 = 400;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Words, sector, class, state, risk.
    pub filter: Filter,
    /// Which page of it.
    pub turn: Turn<Place>,
}

/// A page of entities.
#[derive(Debug)]
pub struct Page {
    /// The rows.
    pub rows: Vec<EntityRow>,
    /// Whether there are rows before these.
    pub earlier: bool,
    /// Whether there are rows after these.
    pub later: bool,
}

/// Whose entities they are: by the routes of the day, within the sectors of the mandate.
struct Charge {
    library: Arc<Library>,
    whose: Whose,
    audience: Audience,
    day: Date,
}

impl Charge {
    fn of(house: &House, door: &Door) -> Result<Self, Failed> {
        let (whose, audience) = whose(house, &door.actor)?;
        Ok(Self { library: house.law(), whose, audience, day: house.day(door.at) })
    }

    /// Whether an entity of the register is theirs. What was refused is nobody's.
    fn holds(&self, row: &EntityRow) -> bool {
        let activities = || Kept::of(row.clone(), Vec::new(), Vec::new()).entity.activities;
        row.state != "refused" && self.has(&activities())
    }

    /// Whether an entity with these activities is theirs.
    fn has(&self, activities: &[Activity]) -> bool {
        activities.iter().any(|one| {
            let sectors = &self.whose.sectors;
            (sectors.is_empty() || sectors.contains(&one.sector)) && self.leads_here(one)
        })
    }

    /// The sectors in which anybody can be theirs.
    fn sectors(&self) -> Vec<String> {
        let theirs = self.library.law.sectors.iter().filter(|sector| {
            let plain = Activity { sector: sector.id.get_ref().clone(), ..Activity::default() };
            let parts =
                sector.subsectors.iter().map(|one| Activity { subsector: one.id.clone(), ..plain.clone() });
            let kinds = sector.kinds.iter().map(|one| Activity { kind: one.id.clone(), ..plain.clone() });
            self.has(&parts.chain(kinds).chain([plain.clone()]).collect::<Vec<_>>())
        });
        theirs.map(|sector| sector.id.get_ref().clone()).collect()
    }

    fn leads_here(&self, activity: &Activity) -> bool {
        let mut facts = Facts::default();
        let told = [
            ("org.sector", &activity.sector),
            ("org.subsector", &activity.subsector),
            ("org.kind", &activity.kind),
        ];
        for (name, id) in told.into_iter().filter(|(_, id)| !id.is_empty()) {
            facts.set(name, Fact::Many(vec![id.clone()]));
        }
        let routes = self.library.law.route(&facts, self.day);
        let mut bodies = match self.audience {
            Audience::Supervisor => routes.supervisors,
            Audience::Csirt => [routes.csirts, routes.provisional].concat(),
            _ => Vec::new(),
        };
        bodies.retain(|body| *body.id.get_ref() == self.whose.authority);
        !bodies.is_empty()
    }
}

/// A page of the entities in order of their names, or, when words are looked for, the newest first.
pub async fn list(house: &House, door: &Door, wish: &Wish, most: usize) -> Result<Page, Failed> {
    access::permit(door.actor.role, Verb::SeeAuthority, Tie::None)?;
    let charge = Charge::of(house, door)?;
    let filter = Filter { sectors: charge.sectors(), ..wish.filter.clone() };
    let back = matches!(wish.turn, Turn::Before(_));
    let begun = matches!(wish.turn, Turn::After(_));
    let (mut rows, mut turn, mut ended) = (Vec::new(), wish.turn.clone(), filter.sectors.is_empty());
    while !ended && rows.len() <= most {
        let batch = read(house, &filter, &turn).await?;
        ended = i64::try_from(batch.len()).unwrap_or(BATCH) < BATCH;
        let place = |row: &EntityRow| Place { sort: row.sort.clone(), serial: row.serial };
        let edge = if back { batch.first() } else { batch.last() };
        turn = match edge.map(place) {
            Some(place) if back => Turn::Before(place),
            Some(place) => Turn::After(place),
            None => break,
        };
        let mut batch: Vec<EntityRow> = batch.into_iter().filter(|row| charge.holds(row)).collect();
        if back {
            batch.append(&mut rows);
            rows = batch;
        } else {
            rows.append(&mut batch);
        }
    }
    let more = rows.len() > most;
    if back {
        rows.drain(..rows.len().saturating_sub(most));
    }
    rows.truncate(most);
    Ok(Page { rows, earlier: if back { more } else { begun }, later: back || more })
}

async fn read(house: &House, filter: &Filter, turn: &Turn<Place>) -> Result<Vec<EntityRow>, Trouble> {
    let db = &house.database;
    if filter.words.is_empty() {
        return listed::by_name(db, filter, turn, BATCH).await;
    }
    listed::found(db, filter, &turn.by_serial(), Match::Beginning, BATCH).await
}

/// One entity as an authority sees it.
#[derive(Debug)]
pub struct Opened {
    /// What the register has of it.
    pub kept: Kept,
    /// What was received of it.
    pub received: Vec<Held>,
    /// Its limits that passed without their stage.
    pub overdue: Vec<LimitRow>,
}

/// Opens an entity: journalled as a read, in the chain of the entity.
pub async fn open(house: &House, door: &Door, id: &str) -> Result<Opened, Failed> {
    let charge = Charge::of(house, door)?;
    let mut act = house.begin(door).await?;
    let kept = one(act.tx()?, id).await?;
    if !charge.holds(&kept.row) {
        return Err(Failed::NOT_FOUND);
    }
    let permit = act.may(Verb::ReadSupervised, Subject::entity(id), Tie::Own).await?;
    act.note(permit, json!({"body": charge.whose.authority, "version": kept.row.version})).await?;
    let sought = Sought { entity: id.to_owned(), ..Sought::default() };
    let received = part::list(house, door, &sought, part::ROWS).await?.rows;
    let overdue = part::overdue(house, door, id).await?;
    Ok(Opened { kept, received, overdue })
}

/// The entities that an authority answers for as a sheet: all, or those that are looked for. Who takes them
/// out is journalled, since contacts are in them.
pub async fn export(
    house: &House,
    door: &Door,
    narrowed: Option<Filter>,
    format: Format,
) -> Result<Vec<u8>, Failed> {
    let charge = Charge::of(house, door)?;
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ReadSupervised, Subject::house(), Tie::Own).await?;
    act.note(permit, json!({"body": charge.whose.authority, "format": format.ending()})).await?;
    let Some(filter) = narrowed else { return written(house, format, |row| charge.holds(row)).await };
    let found = list(house, door, &Wish { filter, ..Wish::default() }, usize::MAX).await?;
    let found: BTreeSet<i64> = found.rows.into_iter().map(|row| row.serial).collect();
    written(house, format, |row| found.contains(&row.serial)).await
}

/// The sectors in which an authority answers for anybody.
pub fn sectors(house: &House, door: &Door) -> Result<Vec<String>, Failed> {
    Ok(Charge::of(house, door)?.sectors())
}
