//! Exercises: what is to happen happens, once, on whichever node and after any pause; and they end.
//!
//! After a pause everything that was missed comes at once, in order, and the exercise goes on until there
//! was time to answer the last of it.

use crate::{Actor, Door, Failed, House, Subject, drill as practice};
use meldkamer_domain::{
    access::{Tie, Verb},
    drill::PACE,
};
use meldkamer_store::drill::{self, DrillRow, InjectRow};
use serde_json::json;

/// So many are looked at in one go.
const PAGE: i64 = 100;

/// Shows what is due and ends what is over. Answers how many of both.
pub async fn play(house: &House) -> Result<u64, Failed> {
    let door = Door::now(house, Actor::house("drills"));
    let mut count = 0;
    for row in drill::due(&house.database, door.at.micros(), PAGE).await? {
        count += u64::from(show(house, &door, &row).await?);
    }
    for row in drill::over(&house.database, door.at.micros(), PAGE).await? {
        count += u64::from(close(house, &door, &row).await?);
    }
    Ok(count)
}

async fn show(house: &House, door: &Door, inject: &InjectRow) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let Some(row) = drill::for_change(act.tx()?, &inject.drill).await? else { return Ok(false) };
    if row.ended_at.is_some() {
        return Ok(false);
    }
    let permit = act.may(Verb::ShowInject, Subject::drill(&row.id), Tie::None).await?;
    if !drill::show(act.tx()?, &permit, &row.id, &inject.id, act.at.micros()).await? {
        return Ok(false);
    }
    let players = drill::players(act.tx()?, &row.id).await?;
    practice::tell(&act, &permit, &row, inject, &players).await?;
    let late = (act.at.micros() - inject.due_at).max(0) / 1_000_000;
    act.note(permit, json!({"inject": inject.id, "late_seconds": late})).await?;
    Ok(true)
}

async fn close(house: &House, door: &Door, row: &DrillRow) -> Result<bool, Failed> {
    let mut act = house.begin(door).await?;
    let Some(row) = drill::for_change(act.tx()?, &row.id).await? else { return Ok(false) };
    let injects = drill::injects(act.tx()?, &row.id).await?;
    let answered_by = |one: &InjectRow| Some(one.shown_at? + one.within_minutes * 60_000_000 / PACE);
    let last = injects.iter().filter_map(answered_by).max().unwrap_or(row.ends_at);
    let waits = injects.iter().any(|one| one.shown_at.is_none());
    if row.ended_at.is_some() || waits || act.at.micros() < last.max(row.ends_at) {
        return Ok(false);
    }
    let permit = act.may(Verb::CloseDrill, Subject::drill(&row.id), Tie::None).await?;
    if !drill::end(act.tx()?, &permit, &row.id, act.at.micros()).await? {
        return Ok(false);
    }
    for player in drill::players(act.tx()?, &row.id).await? {
        let payload = json!({
            "letter": "drill-over",
            "language": row.language,
            "exercise": true,
            "name": player.name,
            "scenario": practice::said(&row.title, "", &row.language),
            "code": practice::code_of(house, &row.id).to_string(),
        });
        act.send(&permit, practice::mail(format!("drill-over:{}", row.id), &player, payload)).await?;
    }
    act.note(permit, json!({"by": "clock"})).await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{drill::Start, trial::Trial};
    use meldkamer_domain::access::Role;
    use meldkamer_store::drill::PlayerRow;

    async fn begun(trial: &Trial, role: Role) -> String {
        let actor = Actor { role, ..Actor::stranger() };
        let wish = Start {
            scenario: "ransomware".into(),
            players: vec![PlayerRow { email: "ans@noord.example".into(), name: "Ans".into() }],
            ..Start::default()
        };
        practice::start(&trial.house, &Door::now(&trial.house, actor), &wish).await.unwrap().id
    }

    async fn shown(trial: &Trial, id: &str) -> usize {
        let all = drill::injects(&trial.house.database, id).await.unwrap();
        all.iter().filter(|one| one.shown_at.is_some()).count()
    }

    #[tokio::test]
    async fn what_was_missed_comes_at_once_and_there_is_time_to_answer() {
        let trial = Trial::new().await;
        let id = begun(&trial, Role::DutyOfficer).await;
        assert_eq!(shown(&trial, &id).await, 1, "what happens at the beginning is there at once");
        trial.pass(2.0);
        assert_eq!(play(&trial.house).await.unwrap(), 5);
        assert_eq!((shown(&trial, &id).await, trial.noted("drill.close").await), (6, 0));
        assert_eq!(trial.errands(&format!("inject:{id}")).await.len(), 6);
        trial.pass(0.25);
        assert_eq!(play(&trial.house).await.unwrap(), 1);
        assert_eq!(play(&trial.house).await.unwrap(), 0, "each once");
        assert_eq!(trial.errands("drill-over").await.len(), 1);
    }

    #[tokio::test]
    async fn nobody_is_mailed_because_a_stranger_says_so() {
        let trial = Trial::new().await;
        let id = begun(&trial, Role::Stranger).await;
        trial.pass(2.0);
        play(&trial.house).await.unwrap();
        assert_eq!(shown(&trial, &id).await, 6);
        assert_eq!(trial.errands("").await.len(), 0);
    }

    #[tokio::test]
    async fn nothing_happens_after_the_end() {
        let trial = Trial::new().await;
        let id = begun(&trial, Role::Stranger).await;
        let holder = Door::now(&trial.house, Actor::reporter(&id));
        practice::end(&trial.house, &holder, &id).await.unwrap();
        trial.pass(2.0);
        assert_eq!(play(&trial.house).await.unwrap(), 0);
        assert_eq!(shown(&trial, &id).await, 1);
    }
}
