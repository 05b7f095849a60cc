//! API tokens: made for an account, shown once, revoked at any time.

use crate::{Door, Failed, House, Subject, chance, filing::first::hex, session};
use meldkamer_domain::{
    access::{Role, Tie, Verb},
    id::TokenId,
    refused::Refused,
};
use meldkamer_store::{
    account,
    session::{self as store, TokenRow},
};
use serde_json::json;

/// The longest life of a token, in days.
pub const LONGEST_DAYS: i64 = 400;

/// A token that was made: the only moment at which its secret is known.
#[derive(Clone)]
pub struct Made {
    /// Its id.
    pub id: String,
    /// The secret, to send as `Authorization: Bearer …`.
    pub secret: String,
    /// When it ends, in microseconds.
    pub ends_at: i64,
}

/// Makes a token for an account.
pub async fn make(house: &House, door: &Door, owner: &str, name: &str, days: i64) -> Result<Made, Failed> {
    if name.trim().is_empty() {
        return Err(Refused::field("name", "missing").into());
    }
    if !(1..=LONGEST_DAYS).contains(&days) {
        return Err(Refused::field("days", "not-days").into());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::MakeToken, Subject::account(owner), Tie::Other).await?;
    let owner = account::by_id(act.tx()?, owner).await?;
    let owner = owner.filter(|row| row.active == 1 && Role::staff(&row.role).is_some());
    let owner = owner.ok_or_else(|| Refused::field("staff", "missing"))?;
    let secret = format!("mkt_{}", hex(&chance::bytes::<32>()));
    let row = TokenRow {
        id: TokenId::new(act.at, chance::bytes()).to_string(),
        account: owner.id,
        owner: owner.name,
        name: name.trim().to_owned(),
        created_at: act.at.micros(),
        ends_at: act.at.plus_hours(24 * days).micros(),
        revoked_at: None,
        mandate: None,
    };
    store::add_token(act.tx()?, &permit, &row, &session::digest(&secret)).await?;
    act.note(permit, json!({"token": row.id})).await?;
    Ok(Made { id: row.id, secret, ends_at: row.ends_at })
}

/// Revokes a token.
pub async fn revoke(house: &House, door: &Door, id: &str) -> Result<(), Failed> {
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::RevokeToken, Subject::house(), Tie::None).await?;
    if !store::revoke_token(act.tx()?, &permit, id, act.at.micros()).await? {
        return Err(Failed::NOT_FOUND);
    }
    act.note(permit, json!({"token": id})).await?;
    Ok(())
}

/// All tokens, the newest first.
pub async fn all(house: &House) -> Result<Vec<TokenRow>, Failed> {
    Ok(store::tokens(&house.database).await?)
}
