//! One person, put everywhere that words can be put, by the ways that people go.

use crate::harness::{
    house::TestHouse,
    outside,
    world::{Reported, wish},
};
use meldkamer::courier::Courier;
use meldkamer_app::{
    Actor, Door, answer, attachment, desk,
    draft::{self, Change, Opening, files::Bundle},
    filing::{first, later, later::Next},
    message, mine, moment,
    triage::{
        decision,
        weigh::{self, Typed},
    },
};
use meldkamer_domain::{access::Role, question::Stage, time::Instant};
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// What must not be found anywhere any more: parts of a name, an address, a number.
pub const TOKENS: [&str; 4] = ["Quirijn", "Vosmeer", "98761234", "q@vosmeer"];

const NAME: &str = "Quirijn Vosmeer";

/// A sentence with the person in it.
pub fn words(what: &str) -> String {
    format!("{NAME} {what}")
}

fn answers() -> Value {
    json!({
        "not.kind": "significant-incident",
        "org.id": {"name": "Waterbedrijf van Quirijn Vosmeer", "email": "q@vosmeer.example"},
        "org.sector": "drinking-water",
        "rep.person": {"name": NAME, "role": words("is chef"), "email": "q@vosmeer.example", "phone": "+31 6 98761234"},
        "rep.reach": {"channel": "phone", "answer": "06-98761234", "when": words("slaapt")},
        "t.aware": "2026-11-20T16:00:00+01:00",
        "t.how": words("zag het"),
        "w.summary": words("opende de bijlage"),
        "w.status": words("weet het niet"),
        "w.class": ["ransomware", words("werd gechanteerd")],
        "s.ioc": {"answer": "q@vosmeer.example"},
        "h.want": "yes",
        "h.urgency": "now",
        "h.question": words("vraagt wat te doen"),
        "h.decides": {"name": NAME, "phone": "+31698761234"},
        "nobody.asked": words("belde"),
    })
}

/// Files below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

/// Puts the person everywhere; the dossier they reported by a draft is closed at the end.
pub async fn plant(house: &TestHouse) -> Reported {
    house.hire().await;
    let reported = by_draft(house).await;
    let mine = house.reporter(&reported.id);
    let file = attachment::keep(
        &house.house.depot,
        "brief van Quirijn Vosmeer.txt",
        "text/plain",
        words("schrijft").into_bytes(),
    );
    let file = file.await.unwrap();
    message::write(&house.house, &mine, &reported.id, &words("schrijft"), Some(&file), "").await.unwrap();
    let help: Map<String, Value> =
        [("h.urgency".into(), json!("now")), ("h.question".into(), json!(words("vraagt weer")))]
            .into_iter()
            .collect();
    mine::ask_help(&house.house, &mine, &reported.id, &help, "").await.unwrap();
    let next = Next { stage: Stage::Notification, answers: answers(), reason: words("weet nu meer") };
    later::file(&house.house, &mine, &reported.id, &next).await.unwrap();
    let earlier = Instant::parse("2026-11-20T15:30:00+01:00").unwrap();
    let change = moment::Change { name: "aware".into(), value: earlier, reason: words("zag het eerder") };
    assert!(moment::change(&house.house, &mine, &reported.id, &change).await.unwrap());
    super::case::plant(house, &reported).await;
    at_the_desk(house, &reported).await;
    unfiled(house).await;
    in_the_register(house).await;
    // What was to leave the house has left it, or is stuck.
    let courier = Courier::new(house.house.clone(), house.letters());
    while courier.walk().await.unwrap() {}
    reported
}

async fn by_draft(house: &TestHouse) -> Reported {
    let opening = Opening {
        stage: Stage::EarlyWarning,
        kind: "significant-incident".into(),
        exercise: false,
        channel: "mail".into(),
        origin: "q@vosmeer.example".into(),
        answers: Map::new(),
    };
    let opened =
        draft::open(&house.house, &Door::now(&house.house, Actor::house("intake")), &opening).await.unwrap();
    let door = house.reporter(&opened.id);
    for (question, value) in answers().as_object().unwrap() {
        let change = Change { question: question.clone(), base: None, value: value.clone() };
        draft::keep(&house.house, &door, &opened.id, NAME, &[change]).await.unwrap();
    }
    let filed = first::from_draft(&house.house, &door, &opened.id).await.unwrap();
    Reported { code: opened.code, ..filed.into() }
}

async fn unfiled(house: &TestHouse) {
    let opening = Opening {
        stage: Stage::EarlyWarning,
        kind: String::new(),
        exercise: false,
        channel: "form".into(),
        origin: words("begon"),
        answers: [("w.summary".to_owned(), json!(words("maakt niets af")))].into_iter().collect(),
    };
    let opened = draft::open(&house.house, &house.stranger(), &opening).await.unwrap();
    // A file that goes along, and one that was a mistake.
    let (door, depot) = (house.reporter(&opened.id), &house.house.depot);
    let mut bundle = Bundle::default();
    for what in ["hoort erbij", "was een vergissing"] {
        let file = attachment::keep(depot, "blad.txt", "text/plain", words(what).into_bytes());
        bundle.add.push(file.await.unwrap());
    }
    draft::keep_with(&house.house, &door, &opened.id, NAME, &[], &bundle).await.unwrap();
    let file = format!("SELECT id FROM attachment WHERE digest = '{}'", bundle.add[1].digest);
    let drop = vec![house.memory.text(&file).await.unwrap()];
    let bundle = Bundle { drop, ..Bundle::default() };
    draft::keep_with(&house.house, &door, &opened.id, NAME, &[], &bundle).await.unwrap();
}

/// Notes, reasons, decisions, an answer, a link, a hand-over; then it is closed.
/// Who filled in a quick scan, and who is named by a sheet that was taken in.
async fn in_the_register(house: &TestHouse) {
    house.welcome().await;
    let (at, entity) = (house.now().micros(), outside::ENTITY);
    for sql in [
        format!(
            "INSERT INTO scan (id, entity, scan, version, answers, source, share, actor, name, at) \
                 VALUES ('scn_x', '{entity}', 'basics', '1', '{{}}', 'form', 0, 'x', '{NAME}', {at})"
        ),
        format!(
            "INSERT INTO entity_import (id, name, format, preview, state, counts, lines, reason, actor, at) \
                 VALUES ('imp_x', '{NAME}.csv', 'csv', '{{}}', 'done', '{{}}', 0, '{}', 'x', {at})",
            words("stuurde dit")
        ),
    ] {
        house.memory.run(&sql).await;
    }
}

async fn at_the_desk(house: &TestHouse, reported: &Reported) {
    let officer = house.staff(Role::DutyOfficer);
    let other = wish(Stage::EarlyWarning, answers());
    let other: Reported = first::at_once(&house.house, &house.stranger(), &other, None).await.unwrap().into();
    let reference = &reported.reference;
    desk::dossier::note(&house.house, &officer, reference, &words("heeft een notitie")).await.unwrap();
    let typed = Typed { free_handlers: 2, free_analysts: 1, ..Typed::default() };
    weigh::keep(&house.house, &officer, reference, &typed, 0).await.unwrap();
    let looked = decision::look(&house.house, &officer, reference).await.unwrap();
    let version = looked.newest.unwrap().0.version;
    let mut wish = decision::Wish { version, plain: words("krijgt hulp"), ..decision::Wish::default() };
    wish.chosen.insert("urgency".into(), vec!["planned".into()]);
    wish.reasons.insert("urgency".into(), words("kan wachten"));
    decision::decide(&house.house, &officer, reference, &wish).await.unwrap();
    let letter = words("krijgt antwoord van ons, en wel vandaag nog.");
    answer::send(&house.house, &officer, reference, &letter).await.unwrap();
    let why = words("staat in beide");
    desk::tie::link(&house.house, &officer, reference, &other.reference, "related", &why).await.unwrap();
    desk::shift::hand_over(&house.house, &officer, &words("belt terug")).await.unwrap();
    for one in [reported, &other] {
        let version =
            house.memory.number(&format!("SELECT version FROM dossier WHERE id = '{}'", one.id)).await;
        let why = words("is geholpen");
        desk::mark::close(&house.house, &officer, &one.reference, &why, version).await.unwrap();
    }
}
