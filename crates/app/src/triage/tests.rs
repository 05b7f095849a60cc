//! A house in a folder, one dossier in it, and the people of the desk.

use super::{decision, decision::Settled, replay, weigh, weigh::Typed};
use crate::{
    Actor, Door, Failed, House, answer, chance::Clock, filing::Wish, filing::first, library::Library,
    settings::Settings,
};
use meldkamer_domain::{access::Role, question::Stage, refused::Refused, time::Instant, triage::Confidence};
use meldkamer_store::{assessment, clock, dossier, dossier::DossierRow, journal, message};
use serde_json::json;
use std::collections::BTreeMap;

struct Scene {
    house: House,
    reference: String,
    at: Instant,
    _folder: tempfile::TempDir,
}

async fn opened() -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
    let at = Instant::parse("2026-11-20T15:40:00Z").unwrap();
    let house = House::open(settings, Library::open(None).unwrap().0, Clock::standing(at)).await.unwrap();
    let answers = json!({
        "not.kind": "significant-incident",
        "org.id": {"name": "Waterbedrijf Noord"},
        "w.summary": "De bediening van de pompen reageert niet.",
        "w.malicious": "yes",
        "w.status": "ongoing",
        "t.aware": {"at": "2026-11-20T14:00:00Z"},
        "rep.person": {"name": "Ans", "email": "ans@elders.example"},
    });
    let wish = Wish {
        stage: Stage::EarlyWarning,
        answers,
        regime: Some("nl-cbw".into()),
        language: "nl".into(),
        exercise: false,
        channel: "api".into(),
    };
    let door = Door { at, actor: Actor::stranger(), language: "nl".into() };
    let filed = first::at_once(&house, &door, &wish, None).await.unwrap();
    Scene { house, reference: filed.dossier.reference, at, _folder: folder }
}

impl Scene {
    fn door(&self, role: Role, id: &str, hours: i64) -> Door {
        let actor = Actor::staff(role, id, id);
        Door { at: self.at.plus_hours(hours), actor, language: "nl".into() }
    }

    fn officer(&self, id: &str) -> Door {
        self.door(Role::DutyOfficer, id, 1)
    }

    async fn dossier(&self) -> DossierRow {
        dossier::by_reference(&self.house.database, &self.reference).await.unwrap().unwrap()
    }

    async fn weigh(&self, answers: &[(&str, &str)], seen: i64) -> Result<i64, Failed> {
        let answers = answers
            .iter()
            .map(|(id, option)| ((*id).to_owned(), ((*option).to_owned(), Confidence::High)))
            .collect();
        let typed = Typed { answers, free_handlers: 1, free_analysts: 1, ..Typed::default() };
        let door = self.door(Role::Analyst, "acc_cas", 1);
        weigh::keep(&self.house, &door, &self.reference, &typed, seen).await.map(|row| row.version)
    }

    async fn lines(&self) -> i64 {
        let chain = format!("dossier:{}", self.dossier().await.id);
        journal::head(&self.house.database, &chain).await.unwrap().unwrap().seq
    }
}

fn wish(version: i64, chosen: &[(&str, &[&str])]) -> decision::Wish {
    let chosen = chosen
        .iter()
        .map(|(axis, levels)| ((*axis).to_owned(), levels.iter().map(|one| (*one).to_owned()).collect()))
        .collect();
    decision::Wish { version, chosen, reasons: BTreeMap::new(), plain: String::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn to_differ_needs_a_reason_and_then_binds() {
    let scene = opened().await;
    assert_eq!(scene.weigh(&[], 0).await.unwrap(), 1);
    let before = scene.dossier().await;
    let lines = scene.lines().await;
    let mut later = wish(1, &[("urgency", &["planned"]), ("help", &["no"])]);
    let door = scene.officer("acc_ann");
    let said = decision::decide(&scene.house, &door, &scene.reference, &later).await.unwrap();
    assert_eq!(said, Settled::Lacks(vec!["help".into(), "urgency".into()]));
    assert_eq!(scene.dossier().await.version, before.version, "nothing was kept");
    decision::again(&scene.house, &door, &scene.reference).await.unwrap();
    assert_eq!(scene.lines().await, lines, "nothing was noted");

    later.reasons.insert("urgency".into(), "De pompen draaien weer met de hand.".into());
    later.reasons.insert("help".into(), "Een ingehuurd bedrijf is ter plaatse.".into());
    let said = decision::decide(&scene.house, &door, &scene.reference, &later).await.unwrap();
    assert_eq!(said, Settled::Binds);
    assert_eq!(scene.lines().await, lines + 1);
    let after = scene.dossier().await;
    assert_eq!((after.urgency.as_str(), after.decision.as_str()), ("planned", "no"));
    assert_eq!((after.state.as_str(), after.score.is_some()), ("assessed", true));
    assert!((before.tier, before.rank) != (after.tier, after.rank), "it moved in the queue");
    let again = decision::decide(&scene.house, &door, &scene.reference, &later).await;
    assert!(matches!(again, Err(Failed::Refused(Refused::AlreadyDone))));
    scene.weigh(&[("coping", "no")], 1).await.unwrap();
    let stands = decision::look(&scene.house, &door, &scene.reference).await.unwrap();
    assert!(stands.decided.is_none(), "the new version waits for its decision");
    assert_eq!(stands.binding.unwrap().0, 1, "the older decision binds until then");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_goes_out_only_after_a_second_person() {
    let scene = opened().await;
    scene.weigh(&[], 0).await.unwrap();
    let mut team = wish(1, &[("intensity", &["technical-team"])]);
    team.reasons.insert("intensity".into(), "Er is geen eigen kennis van deze pompen.".into());
    let (ann, bob) = (scene.officer("acc_ann"), scene.officer("acc_bob"));
    let said = decision::decide(&scene.house, &ann, &scene.reference, &team).await.unwrap();
    assert_eq!(said, Settled::Waits);
    let waiting = scene.dossier().await;
    assert_eq!((waiting.urgency.as_str(), waiting.state.as_str()), ("", "received"), "nothing binds yet");
    let same = decision::confirm(&scene.house, &ann, &scene.reference, 1).await;
    assert!(matches!(same, Err(Failed::Refused(Refused::SecondPersonNeeded))));
    decision::confirm(&scene.house, &bob, &scene.reference, 1).await.unwrap();
    assert_eq!(scene.dossier().await.urgency, "4h");
    let rows = assessment::of_dossier(&scene.house.database, &waiting.id).await.unwrap();
    assert_eq!(rows[0].second_by.as_deref(), Some("acc_bob"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analyst_weighs_but_does_not_decide_or_answer() {
    let scene = opened().await;
    scene.weigh(&[], 0).await.unwrap();
    let analyst = scene.door(Role::Analyst, "acc_cas", 1);
    let refused = |said: Result<(), Failed>| matches!(said, Err(Failed::Refused(Refused::NotAllowed)));
    let decided = decision::decide(&scene.house, &analyst, &scene.reference, &wish(1, &[])).await;
    assert!(refused(decided.map(drop)));
    assert!(refused(answer::send(&scene.house, &analyst, &scene.reference, "Dag").await));
    let observer = scene.door(Role::Observer, "acc_dee", 1);
    let kept = weigh::keep(&scene.house, &observer, &scene.reference, &Typed::default(), 1).await;
    assert!(refused(kept.map(drop)));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_weighing_is_a_version_and_none_is_lost_to_a_race() {
    let scene = opened().await;
    scene.weigh(&[("coping", "no")], 0).await.unwrap();
    let late = scene.weigh(&[("coping", "yes")], 0).await;
    assert!(matches!(late, Err(Failed::Refused(Refused::Moved))));
    assert_eq!(scene.weigh(&[("coping", "yes")], 1).await.unwrap(), 2);
    let looked =
        weigh::look(&scene.house, &scene.officer("acc_ann"), &scene.reference, "", None).await.unwrap();
    let coping = looked.made.lines.iter().find(|line| line.criterion == "coping").unwrap();
    assert_eq!((coping.answer.option.as_str(), looked.versions.len()), ("yes", 2));
    let old = weigh::version(&scene.house, &looked.versions[0]).await.unwrap();
    assert_eq!(old.1.lines.iter().find(|line| line.criterion == "coping").unwrap().answer.option, "no");
    let seen = replay::over(&scene.house, &scene.officer("acc_ann"), "afwegingskader", None).await.unwrap();
    assert_eq!(seen.rows.len(), 1);
    assert!(!seen.rows[0].1.differs(), "the same version over the same facts changes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_answer_stops_our_clock_once() {
    let scene = opened().await;
    let ann = scene.officer("acc_ann");
    let empty = answer::send(&scene.house, &ann, &scene.reference, "  \r\n ").await;
    assert!(matches!(empty, Err(Failed::Refused(Refused::NotUnderstood { .. }))));
    answer::send(&scene.house, &ann, &scene.reference, "Wij helpen u.").await.unwrap();
    let row = scene.dossier().await;
    assert_eq!((row.answered_at, row.state.as_str()), (Some(ann.at.micros()), "answered"));
    let again = answer::send(
        &scene.house,
        &scene.door(Role::DutyOfficer, "acc_bob", 2),
        &scene.reference,
        "Nog eens",
    )
    .await;
    assert!(matches!(again, Err(Failed::Refused(Refused::AlreadyDone))));
    let later = scene.door(Role::DutyOfficer, "acc_bob", 3);
    answer::write(&scene.house, &later, &scene.reference, "Nog een vraag.").await.unwrap();
    assert_eq!(scene.dossier().await.answered_at, Some(ann.at.micros()));
    let said = message::of_dossier(&scene.house.database, &row.id, false).await.unwrap();
    assert_eq!(said.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["answer", "message"]);
    let errands = meldkamer_store::errand::of_dossier(&scene.house.database, &row.id).await.unwrap();
    let mails: Vec<_> = errands.iter().filter(|one| one.payload.contains("message-waiting")).collect();
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().all(|one| one.target == "ans@elders.example" && !one.payload.contains("helpen")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_gives_the_intermediate_report_its_limit() {
    let scene = opened().await;
    let (ann, due) = (scene.officer("acc_ann"), scene.at.plus_hours(30));
    let ask = |due| answer::ask_intermediate(&scene.house, &ann, &scene.reference, due, "Graag een verslag.");
    assert!(matches!(ask(scene.at).await, Err(Failed::Refused(Refused::NotUnderstood { .. }))));
    ask(due).await.unwrap();
    let row = scene.dossier().await;
    let limits = clock::deadlines(&scene.house.database, &row.id).await.unwrap();
    let asked = limits.iter().find(|one| one.stage == "intermediate" && one.retired_at.is_none()).unwrap();
    assert_eq!((asked.due, asked.met_at), (due.micros(), None));
    let said = message::of_dossier(&scene.house.database, &row.id, false).await.unwrap();
    assert_eq!(said.last().unwrap().kind, "request");
}
