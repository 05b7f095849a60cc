//! Systems and accounts in the scope of a case: suspected, confirmed or cleared, with the whole history.

use super::{Begun, Faults, PAGE, REMOVED, begin, sound};
use crate::{Door, Failed, House, chance};
use meldkamer_domain::{
    access::Verb,
    affected::{Kind, State},
    id::AffectedId,
    refused::Refused,
};
use meldkamer_store::material::affected::{self, AffectedRow, StateRow};
use serde_json::json;

/// The longest name, in characters.
pub const NAME: usize = 250;
/// The longest note, in characters.
pub const NOTE: usize = 2_000;

/// What somebody wants to add.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// `system` or `account`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its address or domain.
    pub place: String,
    /// What it is for.
    pub note: String,
    /// The state it begins in.
    pub state: String,
    /// Why.
    pub why: String,
}

/// What is wrong with a wish, everything at once.
pub fn faults(wish: &Wish) -> Faults {
    let mut faults = Faults::new();
    let mut wrong = |field: &str, fault| faults.push((field.to_owned(), fault));
    for (field, text, known) in [
        ("kind", &wish.kind, Kind::parse(&wish.kind).is_some()),
        ("state", &wish.state, State::parse(&wish.state).is_some()),
    ] {
        match text.as_str() {
            "" => wrong(field, "missing"),
            _ if !known => wrong(field, "not-an-option"),
            _ => {}
        }
    }
    if wish.name.trim().is_empty() {
        wrong("name", "missing");
    }
    for (field, text, most) in [
        ("name", &wish.name, NAME),
        ("place", &wish.place, NAME),
        ("note", &wish.note, NOTE),
        ("why", &wish.why, NOTE),
    ] {
        if text.chars().count() > most {
            wrong(field, "too-long");
        }
    }
    if wish.state == State::Cleared.code() && wish.why.trim().is_empty() {
        wrong("why", "missing");
    }
    faults
}

/// Adds a system or an account.
pub async fn add(house: &House, door: &Door, case: &str, wish: &Wish) -> Result<(), Failed> {
    sound(faults(wish))?;
    let Begun { act, permit } = begin(house, door, case, Verb::AddMaterial).await?;
    let kept = |text: &str| text.trim().to_owned();
    let row = AffectedRow {
        id: AffectedId::new(act.at, chance::bytes()).to_string(),
        case_id: case.to_owned(),
        kind: wish.kind.clone(),
        name: kept(&wish.name),
        place: kept(&wish.place),
        note: kept(&wish.note),
        state: wish.state.clone(),
        actor: act.actor.journalled(),
        added_at: act.at.micros(),
        ..AffectedRow::default()
    };
    affected::add(act.tx()?, &permit, &row, wish.why.trim()).await?;
    let details =
        json!({"part": "scope", "id": row.id, "kind": row.kind, "name": row.name, "state": row.state});
    act.note(permit, details).await.map(drop)
}

/// Says how sure it is that it was hit, from now on.
pub async fn judge(
    house: &House,
    door: &Door,
    case: &str,
    id: &str,
    state: &str,
    why: &str,
) -> Result<(), Failed> {
    let next = State::parse(state).ok_or(Refused::field("state", "not-an-option"))?;
    if why.chars().count() > NOTE {
        return Err(Refused::field("why", "too-long").into());
    }
    let Begun { act, permit } = begin(house, door, case, Verb::JudgeAffected).await?;
    let row = affected::by_id(act.tx()?, case, id).await?.ok_or(Failed::NOT_FOUND)?;
    let now = State::parse(&row.state).unwrap_or(State::Suspected).follow(next, why)?;
    let (by, at) = (act.actor.journalled(), act.at.micros());
    affected::state(act.tx()?, &permit, &row, now.code(), why.trim(), &by, at).await?;
    let details = json!({"id": id, "from": row.state, "to": now.code(), "why": why.trim()});
    act.note(permit, details).await.map(drop)
}

/// A page of what is in scope, by name, each with its history; one row more than the page when there are more.
/// In one state alone when it is given.
pub async fn page(
    house: &House,
    case: &str,
    state: Option<State>,
    after: (&str, &str),
) -> Result<(Vec<AffectedRow>, Vec<StateRow>), Failed> {
    let state = state.map_or("", State::code);
    let rows = affected::page(&house.database, case, state, after, PAGE + 1).await?;
    let history = affected::history(&house.database, &rows).await?;
    Ok((rows, history))
}

/// How much is in scope in each state.
pub async fn counts(house: &House, case: &str) -> Result<Vec<(State, i64)>, Failed> {
    let rows = affected::counts(&house.database, case).await?;
    let of = |state: State| rows.iter().find(|one| one.state == state.code()).map_or(0, |one| one.count);
    Ok(State::ALL.into_iter().map(|state| (state, of(state))).collect())
}

/// What was removed last.
pub async fn removed(house: &House, case: &str) -> Result<Vec<AffectedRow>, Failed> {
    Ok(affected::removed(&house.database, case, REMOVED).await?)
}
