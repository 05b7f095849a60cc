//! Whose dossier it is: bound to an entity in the register, only naming one, or neither.
//!
//! Nothing else hangs on it: reference, limits, messages, receipts, drafts and the code are the same
//! before and after. Who may bind is the policy's; finding entities is the register's.

pub mod call_back;
pub mod claim;
pub mod contact;

use crate::{Act, Actor, Failed, chance};
use meldkamer_domain::{access::Permit, filing::Filing, id::BindingId, time::Instant};
use meldkamer_store::{
    Asks,
    binding::{self, BindingRow},
    dossier::DossierRow,
    draft::DraftRow,
    entity::{
        self, EntityRow,
        meant::{MeantRow, meant},
    },
};

/// On behalf of whom somebody reports who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The entity.
    pub entity: String,
    /// The firm that acts for it, or nothing.
    pub behalf: String,
}

impl Owner {
    /// For whom an actor reports.
    pub fn of(actor: &Actor) -> Option<Self> {
        let mandate = actor.mandate.as_ref()?;
        actor.entity().map(|entity| Self { entity: entity.to_owned(), behalf: mandate.firm.clone() })
    }

    /// For whom a draft was begun.
    pub fn of_draft(row: &DraftRow) -> Option<Self> {
        row.entity.as_ref().map(|entity| Self { entity: entity.clone(), behalf: row.behalf.clone() })
    }
}

/// The register number and the name by which a report names its organisation; empty when it gives none.
pub(crate) fn names(filing: &Filing) -> (String, String) {
    let facts = filing.facts();
    let number = facts.text("org.id.number").unwrap_or_default();
    let name = facts.text("org.id.name").or_else(|| facts.text("org.id")).unwrap_or_default();
    (number.to_owned(), name.to_owned())
}

/// Fills in whose a dossier is that is not bound yet, by who files it and whom it names: `meant` are
/// the entities with the number and name that were `given`, `refused` what bound it before.
///
/// Somebody who speaks for one entity and gives the register number of another binds nothing.
pub(crate) fn settle(
    row: &mut DossierRow,
    given: &(String, String),
    meant: &[MeantRow],
    owner: Option<&Owner>,
    refused: &[BindingRow],
    at: Instant,
) {
    if row.entity.is_some() {
        return;
    }
    let numbered = by_number(meant, &given.0);
    if let Some(owner) = owner.filter(|own| numbered.is_none_or(|one| one.id == own.entity)) {
        bind(row, &owner.entity, "filed", at.micros());
        row.behalf.clone_from(&owner.behalf);
        return;
    }
    let named = numbered.or_else(|| by_name(meant, &given.1));
    // What somebody else tells about an organisation is not its own report.
    let named = named.filter(|_| row.channel != "third-party");
    let named = named.filter(|one| refused.iter().all(|binding| binding.entity != one.id));
    row.claimed = named.map(|one| one.id.clone());
}

/// Fills in whose a dossier is after a later stage told more about it.
pub(crate) async fn settle_again(
    asks: &impl Asks,
    row: &mut DossierRow,
    filing: &Filing,
    at: Instant,
) -> Result<(), Failed> {
    if row.entity.is_none() {
        let given = names(filing);
        let meant = meant(asks, &given.0, &given.1).await?;
        let refused = binding::of_dossier(asks, &row.id).await?;
        settle(row, &given, &meant, None, &refused, at);
    }
    Ok(())
}

/// Binds a row.
fn bind(row: &mut DossierRow, entity: &str, how: &str, at: i64) {
    row.entity = Some(entity.to_owned());
    row.claimed = None;
    row.bound_at = Some(at);
    how.clone_into(&mut row.bound_how);
}

/// Writes down what binds a new dossier, or else tells the entity that it is named.
pub(crate) async fn tell(act: &Act<'_>, permit: &Permit, row: &DossierRow) -> Result<(), Failed> {
    match (&row.entity, &row.claimed) {
        (Some(entity), _) => {
            let binding = BindingRow { how: row.bound_how.clone(), ..blank(act, &row.id, entity) };
            Ok(binding::add(act.tx()?, permit, &binding).await?)
        }
        (None, Some(entity)) => contact::tell(act, permit, row, entity).await,
        (None, None) => Ok(()),
    }
}

/// A binding made in this act.
fn blank(act: &Act<'_>, dossier: &str, entity: &str) -> BindingRow {
    BindingRow {
        id: BindingId::new(act.at, chance::bytes()).to_string(),
        dossier: dossier.to_owned(),
        entity: entity.to_owned(),
        actor: act.actor.journalled(),
        at: act.at.micros(),
        ..BindingRow::default()
    }
}

/// The entity that somebody at the desk means: by its id, its register number or its exact name.
pub(crate) async fn named(asks: &impl Asks, typed: &str) -> Result<Option<EntityRow>, Failed> {
    if let Some(found) = entity::by_id(asks, typed.trim()).await? {
        return Ok(Some(found));
    }
    let meant = meant(asks, typed, typed).await?;
    match by_number(&meant, typed).or_else(|| by_name(&meant, typed)) {
        Some(found) => Ok(entity::by_id(asks, &found.id).await?),
        None => Ok(None),
    }
}

/// The entity with a register number, however it was typed. Whoever registers an organisation by
/// themselves speaks for nobody yet, so it is looked for among registered ones.
fn by_number<'a>(meant: &'a [MeantRow], typed: &str) -> Option<&'a MeantRow> {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let with = |number: &str| meant.iter().find(|one| !number.is_empty() && one.register_number == number);
    with(typed.trim()).or_else(|| with(&plain))
}

/// The only entity with a name.
fn by_name<'a>(meant: &'a [MeantRow], name: &str) -> Option<&'a MeantRow> {
    let mut found = meant.iter().filter(|one| !name.trim().is_empty() && one.name == name.trim());
    let first = found.next();
    first.filter(|_| found.next().is_none())
}
