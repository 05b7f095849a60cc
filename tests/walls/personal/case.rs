//! The same person, in a case: in everything that is said, found, reported and kept as evidence there.

use super::planted::words;
use crate::{
    harness::{client::Client, house::TestHouse, world::Reported},
    walls::evidence,
};
use axum::body::Body;
use meldkamer_app::evidence::{link, sweep};
use meldkamer_domain::access::Role;

/// Opens a case for a dossier, fills it and closes it again.
pub async fn plant(house: &TestHouse, reported: &Reported) {
    let mut desk = house.signed_in(Role::DutyOfficer).await;
    let open = [
        ("title", words("is gegijzeld")),
        ("forms", "technical".into()),
        ("intensity", "handler".into()),
        ("to_answer", words("vraagt hoe")),
        ("scope", words("zijn laptop")),
        ("limits", words("doet het herstel")),
    ];
    let opened = send(&mut desk, &format!("/desk/dossiers/{}/case", reported.reference), &open).await;
    let home = opened.split('?').next().unwrap().to_owned();
    let case = home.rsplit('/').next().unwrap();
    let mut holder = house.holder(reported);
    let thread = [("thread_title", words("vraagt")), ("body", words("zoekt logs"))];
    send(&mut holder, &format!("/case/{case}/messages"), &thread).await;
    send(&mut holder, &format!("/case/{case}/messages/draft"), &[("body", words("begon"))]).await;
    for (place, fields) in forms() {
        send(&mut desk, &format!("{home}/{place}"), &fields).await;
    }
    let report = [("kind", "situation".into()), ("language", "nl".into()), ("tlp", "amber".into())];
    send(&mut desk, &format!("{home}/reports"), &report).await;
    deposit(house, case, &mut desk).await;
    house.memory.run("UPDATE case_task SET state = 'dropped'").await;
    let version = house.memory.number("SELECT version FROM support_case").await;
    let ends = [
        ("version", version.to_string()),
        ("disposition", "answered".into()),
        ("outcome", words("kreeg antwoord")),
        ("lessons", words("belt eerder")),
    ];
    send(&mut desk, &format!("{home}/closing"), &ends).await;
    let opinion = [("score", "4".into()), ("opinion", words("was tevreden"))];
    send(&mut holder, &format!("/case/{case}/opinion"), &opinion).await;
}

type Fields = Vec<(&'static str, String)>;

/// A form of each sort, with where it goes.
fn forms() -> Vec<(&'static str, Fields)> {
    vec![
        (
            "parties",
            vec![
                ("kind", "ir-firm".into()),
                ("name", words("BV")),
                ("person", words("")),
                ("email", "q@vosmeer.example".into()),
                ("phone", "06 98761234".into()),
                ("language", "nl".into()),
                ("until.date", "2026-12-31".into()),
            ],
        ),
        ("tasks", vec![("task_title", words("bellen")), ("task_body", words("om vijf uur"))]),
        (
            "log",
            vec![
                ("log_kind", "call".into()),
                ("people", words("en wij")),
                ("log_body", words("vertelde")),
                ("why", words("vroeg erom")),
            ],
        ),
        (
            "timeline",
            vec![
                ("told", "2026-11-20 16:40".into()),
                ("side", "defender".into()),
                ("message", words("trok de stekker eruit")),
            ],
        ),
        (
            "indicators",
            vec![
                ("text", "q@vosmeer.example".into()),
                ("tlp", "amber".into()),
                ("pap", "amber".into()),
                ("confidence", "low".into()),
                ("source", words("zei het")),
            ],
        ),
        (
            "scope",
            vec![
                ("kind", "account".into()),
                ("name", "q@vosmeer".into()),
                ("note", words("zelf")),
                ("state", "suspected".into()),
            ],
        ),
        (
            "findings",
            vec![
                ("title", words("klikte")),
                ("body", words("opende het")),
                ("confidence", "high".into()),
                ("technique", "T1566".into()),
            ],
        ),
    ]
}

/// A file of theirs, with custody, which was destroyed and left the depot.
async fn deposit(house: &TestHouse, case: &str, desk: &mut Client) {
    let wish = link::Wish {
        person: words(""),
        purpose: words("stuurt zijn logboek"),
        until: Some(house.now().plus_hours(24)),
        keep_days: Some(30),
        original: String::new(),
        party: String::new(),
    };
    let made = link::make(&house.house, &house.staff(Role::DutyOfficer), case, &wish).await.unwrap();
    let bytes = b"van Quirijn Vosmeer";
    let file = evidence::announce(house, &made.secret, bytes.len()).await;
    let part = evidence::part(0, Some(&evidence::sha256(bytes)));
    assert_eq!(evidence::tus(house, "PATCH", &file, &part, Body::from(&bytes[..])).await.status, 204);
    let id = house.memory.texts("SELECT id FROM evidence_item").await.remove(0);
    house.memory.run("UPDATE evidence_item SET name = 'van Quirijn.log'").await;
    let reason = |name| [(name, words("wil het"))];
    let home = format!("/desk/evidence/{id}");
    send(desk, &format!("{home}/hold"), &reason("hold_reason")).await;
    send(desk, &format!("{home}/release"), &reason("hold_reason")).await;
    let end = [("reason", words("vraagt erom")), ("early", words("heeft haast"))];
    send(desk, &format!("{home}/destroy"), &end).await;
    sweep::round(&house.house).await.unwrap();
}

fn borrowed<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// Sends a form that must be taken; answers where it leads.
async fn send(client: &mut Client, path: &str, fields: &[(&'static str, String)]) -> String {
    let answer = client.post(path, &borrowed(fields)).await;
    assert!([200, 204, 303].contains(&answer.status), "{path}: {} {}", answer.status, answer.text());
    answer.header("location").to_owned()
}
