//! Destruction: the wrapped key of an item goes, so that nobody can ever read what is left of it. A
//! signed certificate says so; the unreadable parts leave the depot with the next round.

use super::custody::{self, Told};
use crate::{Door, Failed, House, Subject, desk};
use meldkamer_domain::{
    access::{Tie, Verb},
    evidence::{Keeping, custody::Step, may_destroy},
    note,
    refused::Refused,
    time::Instant,
};
use meldkamer_store::evidence::{
    hold,
    item::{self, ItemRow},
};
use serde_json::json;

/// What somebody wants destroyed, and why.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Why.
    pub reason: String,
    /// Why before the day until which it was to be kept; empty when that day has come.
    pub early: String,
}

/// Destroys an item. A legal hold stops it, whoever asks.
pub async fn item(house: &House, door: &Door, id: &str, wish: &Wish) -> Result<(), Failed> {
    let reason = desk::reason(&wish.reason)?;
    let mut act = house.begin(door).await?;
    let row = item::by_id(act.tx()?, id).await?.ok_or(Failed::NOT_FOUND)?;
    let permit = act.may(Verb::DestroyEvidence, Subject::evidence(&row.case_id), Tie::Other).await?;
    let keeping = Keeping {
        held: hold::standing(act.tx()?, &row.id).await?.is_some(),
        destroyed: row.destroyed_at.is_some(),
        until: Instant::from_micros(row.keep_until),
        early: !wish.early.trim().is_empty(),
    };
    may_destroy(&keeping, act.at).map_err(|why| Refused::field("reason", why.code()))?;

    let certificate = certificate(house, door, &row, reason, wish.early.trim());
    let told = Told {
        step: Step::Destroyed,
        person: door.actor.name.clone(),
        role: door.actor.role.name().to_owned(),
        happened: act.at,
        purpose: reason.to_owned(),
        place: "key destroyed".into(),
        digest: row.digest.clone(),
    };
    custody::write(&act, &permit, &row.id, &told).await?;
    item::destroy(act.tx()?, &permit, &row.id, &certificate, act.at.micros()).await?;
    let details = json!({"item": row.id, "sha256": row.digest, "reason": reason, "early": wish.early.trim()});
    act.note(permit, details).await?;
    Ok(())
}

fn certificate(house: &House, door: &Door, row: &ItemRow, reason: &str, early: &str) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text = format!(
        "Meldkamer certificate of destruction\nitem: {}\nname: {}\nsize: {}\nsha256: {}\nkey: {}\n\
         method: the only copy of the key that opens it was erased\nby: {} ({})\nat: {}\nreason: {}\n",
        row.id,
        row.name,
        row.size,
        row.digest,
        row.recipient,
        one_line(&door.actor.name),
        door.actor.role.name(),
        door.at.rfc3339(),
        one_line(reason),
    );
    if !early.is_empty() {
        text.push_str(&format!("before its day because: {}\n", one_line(early)));
    }
    note::sign(&text, house.keys.signing())
}
