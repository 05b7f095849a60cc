//! Whose dossier it is: bound to an entity in the register, only naming one, or neither.
//!
//! Nothing else hangs on it: reference, limits, messages, receipts, drafts and the code are the same
//! before and after. Who may bind is the policy's; finding entities is the register's.

pub mod call_back;
pub mod claim;
pub mod contact;

use crate::{Act, Actor, Failed, chance};
use meldkamer_domain::{access::Permit, filing::Filing, id::BindingId};
use meldkamer_store::{
    Asks,
    binding::{self, BindingRow},
    dossier::DossierRow,
    draft::DraftRow,
    entity::{self, EntityRow},
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

/// Fills in whose a dossier is that is not bound yet, by who files it and whom it names.
///
/// Somebody who speaks for one entity and gives the register number of another binds nothing.
pub(crate) async fn settle(
    act: &Act<'_>,
    row: &mut DossierRow,
    filing: &Filing,
    owner: Option<&Owner>,
) -> Result<(), Failed> {
    if row.entity.is_some() {
        return Ok(());
    }
    let facts = filing.facts();
    let number = facts.text("org.id.number").unwrap_or_default();
    let name = facts.text("org.id.name").or_else(|| facts.text("org.id")).unwrap_or_default();
    let tx = act.tx()?;
    let numbered = by_number(tx, number).await?;
    if let Some(owner) = owner.filter(|own| numbered.as_ref().is_none_or(|one| one.id == own.entity)) {
        bind(row, &owner.entity, "filed", act.at.micros());
        row.behalf.clone_from(&owner.behalf);
        return Ok(());
    }
    let named = match numbered {
        Some(found) => Some(found),
        None => by_name(tx, name).await?,
    };
    let refused = binding::of_dossier(tx, &row.id).await?;
    // What somebody else tells about an organisation is not its own report.
    let named = named.filter(|_| row.channel != "third-party").map(|one| one.id);
    row.claimed = named.filter(|one| refused.iter().all(|binding| binding.entity != *one));
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
pub(crate) async fn meant(asks: &impl Asks, typed: &str) -> Result<Option<EntityRow>, Failed> {
    if let Some(found) = entity::by_id(asks, typed.trim()).await? {
        return Ok(Some(found));
    }
    match by_number(asks, typed).await? {
        Some(found) => Ok(Some(found)),
        None => by_name(asks, typed).await,
    }
}

/// The registered entity with a register number, however it was typed.
async fn by_number(asks: &impl Asks, typed: &str) -> Result<Option<EntityRow>, Failed> {
    let plain: String = typed.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let found = match entity::by_number(asks, typed.trim()).await? {
        Some(found) => Some(found),
        None => entity::by_number(asks, &plain).await?,
    };
    // Whoever registers an organisation by themselves speaks for nobody yet.
    Ok(found.filter(|one| one.state == "registered"))
}

/// The only entity with a name.
async fn by_name(asks: &impl Asks, name: &str) -> Result<Option<EntityRow>, Failed> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let mut found = entity::named(asks, name, 2).await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}
