//! Letters: the operator's own texts in place of the built-in ones, version upon version.

use crate::{Door, Failed, House, Subject};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use meldkamer_store::letter::{self, LetterRow};
use serde_json::json;

/// The most characters of a letter.
pub const MOST: usize = 20_000;

/// The newest version of every letter that was changed.
pub async fn changed(house: &House) -> Result<Vec<LetterRow>, Failed> {
    Ok(letter::newest(&house.database).await?)
}

/// All versions of a letter, the newest first.
pub async fn versions(house: &House, name: &str, language: &str) -> Result<Vec<LetterRow>, Failed> {
    Ok(letter::versions(&house.database, name, language).await?)
}

/// Keeps a new version. `seen` is the newest version that the writer saw, 0 for the built-in text.
///
/// The caller has checked that the text can be drawn.
pub async fn keep(
    house: &House,
    door: &Door,
    (name, language): (&str, &str),
    body: &str,
    seen: i64,
) -> Result<(), Failed> {
    if body.trim().is_empty() {
        return Err(Refused::field("body", "missing").into());
    }
    if body.chars().count() > MOST {
        return Err(Refused::field("body", "too-long").into());
    }
    let mut act = house.begin(door).await?;
    let permit = act.may(Verb::ChangeLetter, Subject::house(), Tie::None).await?;
    let newest = letter::versions(act.tx()?, name, language).await?.first().map_or(0, |row| row.version);
    if newest != seen {
        return Err(Refused::Moved.into());
    }
    let row = LetterRow {
        name: name.to_owned(),
        language: language.to_owned(),
        version: newest + 1,
        body: body.replace("\r\n", "\n"),
        actor: act.actor.journalled(),
        at: act.at.micros(),
    };
    letter::add(act.tx()?, &permit, &row).await?;
    act.note(permit, json!({"letter": name, "language": language, "version": row.version})).await?;
    Ok(())
}
