//! A first report without a draft, once for each key that a machine gives with it.

use super::{again, make};
use crate::{
    Door, Failed, House, Subject,
    binding::Owner,
    chance,
    filing::{Filed, Wish},
    tie,
};
use meldkamer_domain::{access::Verb, code::Code, id::DossierId, refused::Refused};
use meldkamer_store::house::{self as facts, KeyRow};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Files at once, without a draft: the API, the telephone, a mail, an uploaded form.
///
/// With an idempotency key the same request gets the same answer, code included, and another
/// request under the same key is refused.
pub async fn at_once(house: &House, door: &Door, wish: &Wish, key: Option<&str>) -> Result<Filed, Failed> {
    let Some(key) = key else {
        return anew(house, door, wish, Code::new(chance::bytes()), None).await;
    };
    let request: [u8; 32] =
        Sha256::digest(json!([wish.stage.id(), wish.answers, wish.regime, wish.exercise]).to_string()).into();
    let code = || house.keys.code_for(key, &request);
    if let Some(before) = facts::key(&house.database, key).await? {
        return under_key(house, before, &request, &code()).await;
    }
    match anew(house, door, wish, code(), Some((key, &request))).await {
        // Two that file under one key at the same moment: who comes second finds the answer of the first.
        Err(Failed::Trouble(trouble)) => match durable_key(house, key).await? {
            Some(before) => under_key(house, before, &request, &code()).await,
            None => Err(trouble.into()),
        },
        done => done,
    }
}

/// What is kept under a key by somebody whose commit may be under way: read in the transaction that
/// acts share, and told when that is durable.
async fn durable_key(house: &House, key: &str) -> Result<Option<KeyRow>, Failed> {
    let tx = house.database.begin().await?;
    let before = facts::key(&tx, key).await?;
    tx.commit().await?;
    Ok(before)
}

/// The answer that was given under a key, to whoever asks the same.
async fn under_key(house: &House, before: KeyRow, request: &[u8], code: &Code) -> Result<Filed, Failed> {
    if before.request != request {
        return Err(Refused::KeyReused.into());
    }
    again(house, &before.answer, Some(code.to_string())).await
}

async fn anew(
    house: &House,
    door: &Door,
    wish: &Wish,
    code: Code,
    key: Option<(&str, &[u8])>,
) -> Result<Filed, Failed> {
    let mut act = house.begin(door).await?;
    let id = DossierId::new(act.at, chance::bytes());
    let permit = act.may(Verb::FileAtOnce, Subject::dossier(id), tie::to_begin(door)).await?;
    if let Some((key, request)) = key {
        facts::keep_key(act.tx()?, &permit, key, request, &id.to_string(), act.at.micros()).await?;
    }
    let owner = Owner::of(&act.actor);
    let (filed, _) = make(&act, &permit, (id, house.keys.digest_of(&code)), wish, owner.as_ref()).await?;
    act.finish().await?;
    Ok(Filed { code: Some(code.to_string()), ..filed })
}
