//! The rounds on a clock that stands still: once, however often; and the right one after a pause.

use super::*;
use crate::{
    courier::payload,
    filing::later,
    rounds::{alarms, answers, reminders},
    trial::Trial,
};
use meldkamer_domain::question::Stage;

#[tokio::test]
async fn a_reminder_is_sent_once_however_often_the_clock_ticks() {
    let trial = Trial::new().await;
    trial.early_warning().await;
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 0);
    // Of the 72 hours of the notification 24 are left.
    trial.pass(48.0);
    let both = tokio::join!(reminders::remind(&trial.house), reminders::remind(&trial.house));
    assert_eq!(both.0.unwrap() + both.1.unwrap(), 1);
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 0);
    let sent = trial.errands("remind:").await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].target, "jan@bedrijf.example");
    assert_eq!(payload(&sent[0])["stage"], "notification");
    assert_eq!(trial.noted("reminder.send").await, 1);
}

#[tokio::test]
async fn after_a_long_pause_only_what_fits_the_moment_is_sent() {
    let trial = Trial::new().await;
    trial.early_warning().await;
    trial.pass(80.0);
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 1);
    assert_eq!(payload(&trial.errands("remind:").await[0])["overdue"], true);
    trial.pass(100.0);
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 0);
}

#[tokio::test]
async fn what_was_filed_or_withdrawn_is_not_reminded_of() {
    let trial = Trial::new().await;
    let filed = trial.early_warning().await;
    let (house, id) = (&trial.house, filed.dossier.id.clone());
    let door = Door::now(house, Actor::reporter(&id));
    let next = later::Next {
        stage: Stage::Notification,
        answers: serde_json::json!({"w.summary": "Meer"}),
        reason: String::new(),
    };
    later::file(house, &door, &id, &next).await.unwrap();
    let other = trial.early_warning().await.dossier.id;
    let door = Door::now(house, Actor::reporter(&other));
    later::withdraw(house, &door, &other, "vergissing").await.unwrap();
    trial.pass(60.0);
    assert_eq!(reminders::remind(house).await.unwrap(), 0);
}

#[tokio::test]
async fn an_exercise_runs_sixty_times_faster() {
    let trial = Trial::new().await;
    trial.file(Stage::EarlyWarning, serde_json::json!({}), true).await;
    trial.pass(0.7);
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 0);
    trial.pass(0.15);
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 1);
    assert_eq!(reminders::remind(&trial.house).await.unwrap(), 0);
}

#[tokio::test]
async fn an_alarm_climbs_until_somebody_says_seen() {
    let trial = Trial::with(|settings| settings.alarm.last_resort = "laatste@csirt.example".into()).await;
    trial.on_duty("anna", 1).await;
    trial.on_duty("bas", 3).await;
    let help = serde_json::json!({"h.want": true, "h.urgency": "now"});
    let filed = trial.file(Stage::EarlyWarning, help, false).await;
    let house = &trial.house;
    let paged = async || {
        let both = tokio::join!(alarms::ring(house), alarms::ring(house));
        assert!(both.0.unwrap() + both.1.unwrap() <= 1);
        trial.errands("alarm:").await.into_iter().map(|one| one.target).collect::<Vec<_>>()
    };
    assert_eq!(paged().await, ["anna@csirt.example"]);
    assert_eq!(paged().await.len(), 1);
    trial.pass(0.2);
    // Nobody stands at the second level: the next that has anybody is paged.
    assert_eq!(paged().await, ["anna@csirt.example", "bas@csirt.example"]);
    trial.pass(0.2);
    paged().await;
    trial.pass(5.0);
    let all = paged().await;
    assert_eq!(all.iter().filter(|one| *one == "laatste@csirt.example").count(), 1);
    assert_eq!(trial.noted("alarm.escalate").await, 4);
    trial
        .meddle(&format!(
            "UPDATE alarm SET ended_at = 1, next_at = NULL WHERE dossier = '{}'",
            filed.dossier.id
        ))
        .await;
    trial.pass(5.0);
    assert_eq!(paged().await.len(), all.len());
}

#[tokio::test]
async fn an_alarm_for_which_there_is_nobody_is_seen_by_the_operator() {
    let trial = Trial::new().await;
    trial.file(Stage::EarlyWarning, serde_json::json!({"h.want": true, "h.urgency": "now"}), false).await;
    alarms::ring(&trial.house).await.unwrap();
    trial.pass(1.0);
    alarms::ring(&trial.house).await.unwrap();
    let sent = trial.errands("alarm:").await;
    assert_eq!((sent.len(), sent[0].target.as_str()), (1, ""));
}

#[tokio::test]
async fn the_roster_is_told_of_an_answer_that_is_due() {
    let trial = Trial::new().await;
    trial.on_duty("anna", 1).await;
    trial.early_warning().await;
    trial.pass(19.0);
    assert_eq!(answers::remind(&trial.house).await.unwrap(), 0);
    trial.pass(1.5);
    assert_eq!(answers::remind(&trial.house).await.unwrap(), 1);
    assert_eq!(answers::remind(&trial.house).await.unwrap(), 0);
    trial.pass(5.0);
    assert_eq!(answers::remind(&trial.house).await.unwrap(), 1);
    let sent = trial.errands("answer:").await;
    assert_eq!(sent.iter().map(|one| payload(one)["overdue"].clone()).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn a_place_that_time_changes_is_found_anew() {
    let trial = Trial::new().await;
    let filed = trial.early_warning().await;
    assert_eq!(rerank(&trial.house).await.unwrap(), 0);
    trial.pass(30.0);
    assert_eq!(rerank(&trial.house).await.unwrap(), 1);
    assert_eq!(rerank(&trial.house).await.unwrap(), 0);
    let now = dossier::by_id(&trial.house.database, &filed.dossier.id).await.unwrap().unwrap();
    assert!(now.tier < filed.dossier.tier);
    assert_eq!(now.changed_at, filed.dossier.changed_at);
}

#[tokio::test]
async fn an_edition_is_kept_once_and_the_house_is_swept_daily() {
    let trial = Trial::new().await;
    assert!(keep_edition(&trial.house).await.unwrap());
    assert!(!keep_edition(&trial.house).await.unwrap());
    assert!(sweep(&trial.house).await.unwrap());
    assert!(!sweep(&trial.house).await.unwrap());
    trial.pass(24.1);
    assert!(sweep(&trial.house).await.unwrap());
    assert_eq!(trial.noted("house.sweep").await, 2);
}
