//! A journal that was meddled with: what is found, and that it names the entry.

use super::*;
use crate::{sealer, trial::Trial};
use meldkamer_store::journal as rows;

/// A house with some hundred entries in several chains, all sealed.
async fn sealed() -> Trial {
    let trial = Trial::new().await;
    for _ in 0..30 {
        trial.early_warning().await;
        trial.pass(0.01);
    }
    assert_eq!(sealer::seal(&trial.house).await.unwrap(), 30);
    for _ in 0..10 {
        trial.early_warning().await;
        trial.pass(0.01);
    }
    assert_eq!(sealer::seal_all(&trial.house).await.unwrap(), 10);
    assert_eq!(sealer::seal(&trial.house).await.unwrap(), 0);
    trial
}

async fn kinds(trial: &Trial) -> Vec<(&'static str, &'static str)> {
    let report = verify_all(&trial.house).await.unwrap();
    report.findings.iter().map(|one| (one.what, one.kind)).collect()
}

async fn subject(trial: &Trial, leaf: i64) -> String {
    rows::leaves(&trial.house.database, leaf, 1).await.unwrap()[0].subject.clone()
}

#[tokio::test]
async fn an_untouched_journal_is_sound() {
    let trial = sealed().await;
    trial.early_warning().await;
    let report = verify_all(&trial.house).await.unwrap();
    assert_eq!(report.findings, []);
    assert_eq!((report.entries, report.sealed, report.unsealed, report.checkpoints), (41, 40, 1, 2));
}

#[tokio::test]
async fn many_tiles_make_one_log() {
    let trial = Trial::new().await;
    let filed = trial.early_warning().await;
    let (house, id) = (&trial.house, filed.dossier.id);
    for count in 0..700 {
        let door = crate::Door::now(house, crate::Actor::house("trial"));
        let mut act = house.begin(&door).await.unwrap();
        let permit = act
            .may(
                meldkamer_domain::access::Verb::Remind,
                crate::Subject::dossier(&id),
                meldkamer_domain::access::Tie::None,
            )
            .await
            .unwrap();
        act.note(permit, json!({"count": count})).await.unwrap();
        if count % 90 == 0 {
            sealer::seal(house).await.unwrap();
        }
    }
    sealer::seal_all(house).await.unwrap();
    let report = verify_all(house).await.unwrap();
    assert_eq!((report.findings, report.sealed), (vec![], 701));
}

#[tokio::test]
async fn a_changed_entry_is_named() {
    let trial = sealed().await;
    let subject = subject(&trial, 7).await;
    assert_eq!(trial.meddle("UPDATE entry SET actor = 'account:x' WHERE leaf = 7").await, 1);
    let report = verify_all(&trial.house).await.unwrap();
    let expected = Finding { what: "entry", kind: "changed", subject: subject.clone(), number: 0, count: 1 };
    assert_eq!(report.findings, [expected]);
}

#[tokio::test]
async fn a_changed_entry_with_its_hash_made_to_fit_is_found_in_the_log() {
    let trial = sealed().await;
    let row = rows::leaves(&trial.house.database, 7, 1).await.unwrap().remove(0);
    let mut forged = row.clone();
    forged.actor = "account:x".into();
    let hash = chains::hash_of(&forged).unwrap();
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    trial.meddle(&format!("UPDATE entry SET actor = 'account:x', hash = x'{hex}' WHERE leaf = 7")).await;
    trial.meddle(&format!("UPDATE chain SET hash = x'{hex}' WHERE subject = '{}'", row.subject)).await;
    assert_eq!(kinds(&trial).await, [("leaf", "changed")]);
}

#[tokio::test]
async fn a_missing_entry_is_named_with_and_without_its_chain() {
    let trial = sealed().await;
    let subject = subject(&trial, 3).await;
    trial.meddle("DELETE FROM entry WHERE leaf = 3").await;
    assert_eq!(kinds(&trial).await, [("entry", "missing"), ("leaf", "missing")]);
    trial.meddle(&format!("DELETE FROM chain WHERE subject = '{subject}'")).await;
    assert_eq!(kinds(&trial).await, [("leaf", "missing")]);
}

#[tokio::test]
async fn swapped_entries_are_told_as_reordered() {
    let trial = sealed().await;
    trial.meddle("UPDATE entry SET leaf = -1 WHERE leaf = 5").await;
    trial.meddle("UPDATE entry SET leaf = 5 WHERE leaf = 9").await;
    trial.meddle("UPDATE entry SET leaf = 9 WHERE leaf = -1").await;
    assert_eq!(kinds(&trial).await, [("leaf", "reordered"), ("leaf", "reordered")]);
}

#[tokio::test]
async fn a_log_that_was_cut_short_does_not_fit_its_checkpoint() {
    let trial = sealed().await;
    trial.meddle("DELETE FROM checkpoint WHERE size = 40").await;
    assert!(kinds(&trial).await.contains(&("leaf", "reordered")));
    let other = sealed().await;
    other.meddle("UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 0").await;
    assert!(kinds(&other).await.contains(&("checkpoint", "changed")));
}
