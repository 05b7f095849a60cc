//! Who comes by way of a provider for the first time: an account, and a mandate of the organisation
//! that the provider named. The mandate lasts as long as the settings say and is renewed each time;
//! whoever the provider no longer vouches for has none soon after.

use super::{Outside, Told, identity_of};
use crate::{Act, Failed, account::is_email, chance, settings::provider::Provider};
use meldkamer_domain::{
    access::{BodyKind, Permit, Role},
    id::{AccountId, MandateId},
};
use meldkamer_store::{
    account::{self, AccountRow},
    entity::{self, EntityRow},
    identity,
    mandate::{self, MandateRow},
};

/// The account of somebody new, and its mandate.
pub(super) async fn make(
    act: &Act<'_>,
    permit: &Permit,
    provider: &Provider,
    told: &Told,
    language: &str,
) -> Result<Result<(AccountRow, Option<MandateRow>), Outside>, Failed> {
    if !provider.new_accounts {
        return Ok(Err(Outside::NoAccount));
    }
    let entity = match entity_of(act, told).await? {
        Ok(entity) => entity,
        Err(outside) => return Ok(Err(outside)),
    };
    let Some(role) = provider.role(&told.roles) else { return Ok(Err(Outside::NoRole)) };
    let id = AccountId::new(act.at, chance::bytes()).to_string();
    let tail = &id[id.len() - 12..];
    let row = AccountRow {
        // A name for where one must be typed; nobody can have it already.
        login: format!("{}.{tail}", provider.id),
        name: if told.name.is_empty() { provider.name.clone() } else { told.name.clone() },
        email: Some(told.email.clone()).filter(|email| is_email(email)).unwrap_or_default(),
        phone: String::new(),
        role: Role::Member.name().to_owned(),
        language: language.to_owned(),
        password: String::new(),
        totp: None,
        totp_step: 0,
        active: 1,
        created_at: act.at.micros(),
        version: 1,
        id,
    };
    account::add(act.tx()?, permit, &row).await?;
    identity::add(act.tx()?, permit, &identity_of(told, &row.id, act.at)).await?;
    let given = give(act, permit, provider, &row, (&entity, role)).await?;
    Ok(Ok((row, Some(given))))
}

/// The mandate of somebody who came before: anew, for the organisation that they came for now. Who
/// came for none, or for one that we do not know, has what mandates they have.
pub(super) async fn renew(
    act: &Act<'_>,
    permit: &Permit,
    provider: &Provider,
    told: &Told,
    row: &AccountRow,
) -> Result<Option<MandateRow>, Failed> {
    let (Ok(entity), Some(role)) = (entity_of(act, told).await?, provider.role(&told.roles)) else {
        return Ok(None);
    };
    let given_by = format!("provider:{}", provider.id);
    // What the organisation took away, the provider does not give back.
    let taken = mandate::was_taken_away(act.tx()?, &row.id, &entity.id, &given_by).await?;
    if taken || row.role != Role::Member.name() {
        return Ok(None);
    }
    Ok(Some(give(act, permit, provider, row, (&entity, role)).await?))
}

async fn entity_of(act: &Act<'_>, told: &Told) -> Result<Result<EntityRow, Outside>, Failed> {
    if told.register_number.is_empty() {
        return Ok(Err(Outside::NoNumber));
    }
    let found = entity::by_number(act.tx()?, &told.register_number).await?;
    Ok(found.ok_or(Outside::NoEntity))
}

/// Gives the mandate, or lets the one that this provider brought before last longer. One in another
/// role, that it brought for the same organisation, is over.
async fn give(
    act: &Act<'_>,
    permit: &Permit,
    provider: &Provider,
    row: &AccountRow,
    (entity, role): (&EntityRow, Role),
) -> Result<MandateRow, Failed> {
    let (tx, at) = (act.tx()?, act.at.micros());
    let given_by = format!("provider:{}", provider.id);
    let until = Some(act.at.plus_hours(provider.mandate_hours).micros());
    let live = mandate::live_of(tx, &row.id, at).await?;
    let of_this = |one: &&MandateRow| {
        one.given_by == given_by && one.body_kind == BodyKind::Entity.name() && one.body == entity.id
    };
    let mut kept = None;
    for one in live.iter().filter(of_this) {
        if one.role == role.name() && kept.is_none() {
            mandate::end_at(tx, permit, &one.id, until, at).await?;
            kept = Some(MandateRow { until_at: until, ..one.clone() });
        } else {
            mandate::revoke(tx, permit, &one.id, &given_by, at).await?;
        }
    }
    if let Some(kept) = kept {
        return Ok(kept);
    }
    let new = MandateRow {
        id: MandateId::new(act.at, chance::bytes()).to_string(),
        account: row.id.clone(),
        body_kind: BodyKind::Entity.name().to_owned(),
        body: entity.id.clone(),
        role: role.name().to_owned(),
        scope: "{}".into(),
        firm: String::new(),
        given_by,
        from_at: at,
        until_at: until,
        revoked_at: None,
        revoked_by: String::new(),
        created_at: at,
    };
    mandate::add(tx, permit, &new).await?;
    Ok(new)
}
