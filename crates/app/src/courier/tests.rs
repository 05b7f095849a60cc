//! Couriers: one effect for one errand, patience, and what only a person can put right.

use super::*;
use crate::trial::Trial;

const GONE: fn() -> Undelivered = || Undelivered::Unreachable("gone".into());

#[tokio::test]
async fn two_couriers_take_an_errand_once() {
    let trial = Trial::new().await;
    trial.early_warning().await;
    let confirmations = trial.errands("").await.len();
    let mut taken = Vec::new();
    loop {
        let both = tokio::join!(take(&trial.house), take(&trial.house));
        let found: Vec<_> = [both.0.unwrap(), both.1.unwrap()].into_iter().flatten().collect();
        if found.is_empty() {
            break;
        }
        taken.extend(found);
    }
    assert_eq!(taken.len(), confirmations);
    for row in &taken {
        delivered(&trial.house, row, "smtp 250").await.unwrap();
        delivered(&trial.house, row, "smtp 250 again").await.unwrap();
    }
    assert_eq!(trial.noted("errand.deliver").await, taken.len());
    let kept = errand::by_id(&trial.house.database, &taken[0].id).await.unwrap().unwrap();
    assert_eq!((kept.state.as_str(), kept.proof.as_str()), ("done", "smtp 250"));
}

#[tokio::test]
async fn a_courier_that_dies_loses_the_lease() {
    let trial = Trial::new().await;
    trial.early_warning().await;
    let mut first = take(&trial.house).await.unwrap().unwrap();
    while let Some(other) = take(&trial.house).await.unwrap() {
        first = other;
    }
    trial.pass(0.06);
    let mut again = Vec::new();
    while let Some(row) = take(&trial.house).await.unwrap() {
        again.push(row);
    }
    let second = again.iter().find(|row| row.id == first.id).unwrap();
    assert_eq!((&second.key, second.attempts), (&first.key, 2));
    // The first comes back late with bad news: it no longer counts.
    failed(&trial.house, &first, &Undelivered::NoAddress).await.unwrap();
    let kept = errand::by_id(&trial.house.database, &first.id).await.unwrap().unwrap();
    assert_eq!(kept.state, "waiting");
}

#[tokio::test]
async fn tries_are_spaced_and_given_up_after_a_week() {
    let trial = Trial::new().await;
    trial.early_warning().await;
    trial.meddle("DELETE FROM errand WHERE key NOT LIKE 'confirm:%'").await;
    let mut pauses = Vec::new();
    while let Some(row) = take(&trial.house).await.unwrap() {
        failed(&trial.house, &row, &GONE()).await.unwrap();
        let kept = errand::by_id(&trial.house.database, &row.id).await.unwrap().unwrap();
        if kept.state == "stuck" {
            assert_eq!(kept.error, "unreachable: gone");
            break;
        }
        pauses.push((kept.next_at - trial.house.clock.now().micros()) / 1_000_000);
        trial.house.clock.set(Instant::from_micros(kept.next_at));
    }
    assert_eq!(pauses[..6], [60, 300, 900, 3600, 14_400, 14_400]);
    assert!(pauses.iter().sum::<i64>() >= 7 * 24 * 3600);
    assert_eq!(errand::stuck(&trial.house.database, 9).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_was_stuck_goes_on_when_it_is_put_right() {
    let trial = Trial::new().await;
    let filed = trial.early_warning().await;
    trial.meddle("DELETE FROM errand").await;
    trial
        .meddle(&format!(
            "INSERT INTO errand (id, key, kind, target, dossier, payload, state, next_at, created_at) VALUES \
             ('err_1', 'copy:1', 'copy', 'rdi', '{}', '{{}}', 'waiting', 0, {})",
            filed.dossier.id,
            trial.house.clock.now().micros()
        ))
        .await;
    let row = take(&trial.house).await.unwrap().unwrap();
    let why = copy(&trial.house, &row).await.unwrap().unwrap_err();
    assert_eq!(why, Undelivered::NoAddress);
    failed(&trial.house, &row, &why).await.unwrap();
    assert_eq!(take(&trial.house).await.unwrap().map(|row| row.id), None);
    assert_eq!(unstick(&trial.house).await.unwrap(), 0);
    trial.meddle("INSERT INTO authority (id, name, email) VALUES ('rdi', 'RDI', 'meld@rdi.example')").await;
    assert_eq!(unstick(&trial.house).await.unwrap(), 1);
    let row = take(&trial.house).await.unwrap().unwrap();
    assert_eq!(copy(&trial.house, &row).await.unwrap().unwrap().to.email, "meld@rdi.example");
}

#[tokio::test]
async fn a_copy_is_told_in_words() {
    let trial = Trial::new().await;
    trial.meddle("INSERT INTO authority (id, name, email) VALUES ('rdi', 'RDI', 'meld@rdi.example')").await;
    let row = ErrandRow {
        id: "err_1".into(),
        key: "copy:1".into(),
        kind: "copy".into(),
        target: "rdi".into(),
        dossier: None,
        payload:
            json!({"stage": "early-warning", "language": "nl", "answers": {"w.summary": "Alles ligt plat"}})
                .to_string(),
        state: "waiting".into(),
        attempts: 1,
        next_at: 0,
        leased_until: None,
        error: String::new(),
        proof: String::new(),
        created_at: trial.house.clock.now().micros(),
        done_at: None,
    };
    let copy = copy(&trial.house, &row).await.unwrap().unwrap();
    assert_eq!(copy.lines, [("Wat is er gebeurd?".to_owned(), "Alles ligt plat".to_owned())]);
}

#[test]
fn what_opens_a_door_is_forgotten_and_the_rest_is_kept() {
    assert_eq!(
        without_secret(r#"{"letter":"invitation","secret":{"link":"x"}}"#),
        r#"{"letter":"invitation"}"#
    );
    assert_eq!(without_secret("[1]"), "[1]");
    assert_eq!(without_secret("no json"), "no json");
}

#[test]
fn every_reason_begins_with_its_code() {
    let said = || "550".to_owned();
    let all = [
        Undelivered::NoMailServer,
        Undelivered::NoAddress,
        Undelivered::NoLetter(said()),
        Undelivered::Refused(said()),
        Undelivered::Unreachable(said()),
    ];
    let codes = all.map(|one| one.to_string().split(": ").next().map(str::to_owned));
    assert_eq!(codes, Undelivered::CODES.map(|code| Some(code.to_owned())));
}
