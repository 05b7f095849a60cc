//! Coming back with a code: to a draft, to the dossier it became, or to an exercise.
//!
//! Wrong codes are slowed, never locked out. What the code then opens is not decided here.

use crate::{Act, Actor, Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    code::CodeDigest,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::{
    dossier::{self, DossierRow},
    draft::{self, DraftRow},
    drill::{self, DrillRow},
    house as attempts,
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// So many wrong codes from one network are answered at once; after that each costs time.
pub(super) const FREE_TRIES: i64 = 5;
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 60;
/// Tries are forgotten after so many hours.
const FORGET_HOURS: i64 = 1;

/// What a code leads to.
#[derive(Clone, Debug)]
pub enum Found {
    /// A report that is still being written.
    Draft(Box<DraftRow>),
    /// A report that was filed.
    Dossier(Box<DossierRow>),
    /// An exercise.
    Drill(Box<DrillRow>),
}

/// Finds what a typed code leads to. Wrong codes from one network are slowed, never locked out;
/// with a reference, the code must be that dossier's.
pub async fn resume(
    house: &House,
    door: &Door,
    network: &str,
    reference: &str,
    words: &str,
) -> Result<Found, Failed> {
    let found = seek(house, door, network, reference, words).await?;
    let (actor, verb, subject) = match &found {
        Found::Draft(row) => (Actor::reporter(&row.id), Verb::ReadDraft, Subject::draft(&row.id)),
        Found::Dossier(row) => (Actor::reporter(&row.id), Verb::ReadOwn, Subject::dossier(&row.id)),
        Found::Drill(row) => (Actor::reporter(&row.id), Verb::ReadDrill, Subject::drill(&row.id)),
    };
    let mut act: Act<'_> = house.begin(&Door { actor, ..door.clone() }).await?;
    let permit = act.may(verb, subject, Tie::Own).await?;
    attempts::forget_tries(act.tx()?, &tries_key(network)).await?;
    act.note(permit, json!({"by": "code"})).await?;
    Ok(found)
}

/// Finds what a typed code leads to, without opening it. Wrong codes are counted and slowed.
pub(crate) async fn seek(
    house: &House,
    door: &Door,
    network: &str,
    reference: &str,
    words: &str,
) -> Result<Found, Failed> {
    let key = tries_key(network);
    if let Some(tries) = attempts::tries(&house.database, &key).await? {
        let free = Instant::from_micros(tries.last_at).plus_seconds(wait(tries.count));
        let left = free.micros() - door.at.micros();
        if left > 0 {
            return Err(Refused::SlowDown { seconds: (left + 999_999).div_euclid(1_000_000) }.into());
        }
    }
    let digest = house.keys.code_digest(words);
    match find(house, digest.as_ref(), reference).await? {
        Some(found) => Ok(found),
        None => wrong_code(house, door, &key).await,
    }
}

async fn find(house: &House, code: Option<&CodeDigest>, reference: &str) -> Result<Option<Found>, Failed> {
    let Some(code) = code else { return Ok(None) };
    if let Some(row) = dossier::by_code(&house.database, &code.0).await? {
        let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect() };
        let fits = reference.is_empty() || plain(reference).eq_ignore_ascii_case(&plain(&row.reference));
        return Ok(fits.then(|| Found::Dossier(Box::new(row))));
    }
    if let Some(row) = draft::by_code(&house.database, &code.0).await? {
        return Ok(Some(Found::Draft(Box::new(row))));
    }
    Ok(drill::by_code(&house.database, &code.0).await?.map(|row| Found::Drill(Box::new(row))))
}

/// Counts the try and journals it in one transaction.
async fn wrong_code(house: &House, door: &Door, key: &str) -> Result<Found, Failed> {
    let mut act = house.begin(door).await?;
    let forget = act.at.plus_hours(-FORGET_HOURS).micros();
    attempts::count_try(act.tx()?, key, act.at.micros(), forget).await?;
    // A stranger may not read a draft: the policy's "no" is the line in the journal.
    match act.may(Verb::ReadDraft, Subject::house(), Tie::None).await {
        Err(Failed::Trouble(trouble)) => Err(trouble.into()),
        _ => Err(Refused::WrongSecret.into()),
    }
}

/// Seconds to wait after so many wrong tries: 1, 2, 4, … once the free ones are used up.
pub(super) fn wait(count: i64) -> i64 {
    let beyond = u32::try_from(count - FREE_TRIES).unwrap_or(0);
    if beyond == 0 {
        0
    } else {
        1_i64.checked_shl(beyond - 1).map_or(LONGEST_WAIT, |seconds| seconds.clamp(1, LONGEST_WAIT))
    }
}

fn tries_key(network: &str) -> String {
    let digest: [u8; 32] = Sha256::digest(format!("code\0{network}").as_bytes()).into();
    format!("code:{}", crate::filing::first::hex(&digest[..16]))
}
