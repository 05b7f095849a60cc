//! What reading must never do: lose a word, refuse, or fall over.

use super::*;
use crate::{question::built_in, time::Instant};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use serde_json::json;
use std::{string::ToString, sync::LazyLock, vec};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(built_in);

fn read_one(json: &Value) -> (Filing, Vec<Gap>) {
    let now = Instant::parse("2026-11-20T16:40:00Z").unwrap();
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    read(&CATALOGUE, Stage::EarlyWarning, json, now, &zone)
}

fn codes(gaps: &[Gap]) -> Vec<&'static str> {
    let told = gaps.iter().filter(|gap| gap.code != "missing");
    told.map(|gap| gap.code).collect()
}

#[test]
fn values_are_read_as_people_write_them() {
    let table = [
        ("w.malicious", json!("Ja"), json!("yes"), vec![]),
        ("w.malicious", json!(false), json!("no"), vec![]),
        ("w.malicious", json!("weet ik niet"), json!("unknown"), vec![]),
        ("w.malicious", json!("misschien"), json!("misschien"), vec!["wrong-type"]),
        ("w.malicious", json!([[1]]), json!([[1]]), vec!["wrong-type"]),
        ("w.summary", json!(" 🔥 alles\r\nplat\u{0} "), json!("🔥 alles\nplat\u{fffd}"), vec![]),
        ("w.summary", json!("x".repeat(501)), json!("x".repeat(501)), vec!["too-long"]),
        ("w.summary", json!({ "a": 1 }), json!({ "a": 1 }), vec!["wrong-type"]),
        ("w.status", json!("Onder controle"), json!("under-control"), vec![]),
        ("w.status", json!("weg"), json!("weg"), vec!["not-an-option"]),
        ("w.cross", json!("ja"), json!({ "answer": "yes" }), vec![]),
        ("t.aware", json!("2026-11-20T16:40:00+01:00"), json!("2026-11-20T15:40:00Z"), vec![]),
        ("t.aware", json!("2026-11-20T16:40"), json!("2026-11-20T15:40:00Z"), vec![]),
        ("t.aware", json!("2026-02-31T10:00"), json!("2026-02-31T10:00"), vec!["impossible-date"]),
        ("t.aware", json!("2026-02-31T10:00:00Z"), json!("2026-02-31T10:00:00Z"), vec!["impossible-date"]),
        ("t.aware", json!("gisteren"), json!("gisteren"), vec!["impossible-date"]),
        (
            "t.aware",
            json!("2026-11-21"),
            json!({ "at": "2026-11-20T23:00:00Z", "precision": "day" }),
            vec!["in-the-future"],
        ),
        ("i.users.number", json!("1.234,5"), json!(1234.5), vec![]),
        ("i.users.number", json!("12,5"), json!(12.5), vec![]),
        ("i.users.number", json!("1.000.000"), json!(1_000_000), vec![]),
        ("i.users.number", json!("10.000"), json!(10_000), vec!["check-number"]),
        ("i.users.number", json!("1e400"), json!("1e400"), vec!["bad-number"]),
        ("i.users.number", json!(-1), json!(-1), vec!["bad-number"]),
        ("i.users.number", json!("veel"), json!("veel"), vec!["bad-number"]),
        ("i.users.percent", json!(140), json!(140), vec!["check-number"]),
        ("rep.person.email", json!("jan@"), json!("jan@"), vec!["not-an-email"]),
        ("rep.person.phone", json!("bel maar"), json!("bel maar"), vec!["not-a-phone"]),
        (
            "w.cross.states",
            json!(["be", "Duitsland", "pk", "EL", "QQ"]),
            json!(["BE", "DE", "PK", "GR", "QQ"]),
            vec!["not-a-country"],
        ),
        ("not.duty", json!("nis2"), json!(["nis2"]), vec![]),
        ("not.duty", json!(["onbekend"]), json!("unknown"), vec![]),
        ("i.services", json!("Loket"), json!([{ "name": "Loket" }]), vec![]),
        ("rep.person", json!({ "naam": "J" }), json!({ "naam": "J" }), vec!["unknown-part"]),
    ];
    for (id, given, expected, gaps) in table {
        let (filing, found) = read_one(&json!({ id: given }));
        let written = filing.to_json();
        let (question, part) = match CATALOGUE.question(id) {
            Some(_) => (id, None),
            None => id.rsplit_once('.').map(|(whole, part)| (whole, Some(part))).unwrap(),
        };
        let value = part.map_or(&written[question], |part| &written[question][part]);
        assert_eq!((value, codes(&found)), (&expected, gaps), "{id}: {given}");
    }
}

#[test]
fn unknown_questions_are_kept_and_the_nearest_is_named() {
    let (filing, gaps) = read_one(&json!({ "w.sumary": "plat" }));
    let gap = gaps.iter().find(|gap| gap.code == "unknown-question").unwrap();
    assert_eq!(gap.arguments, ["w.summary"]);
    assert_eq!(filing.to_json(), json!({ "w.sumary": "plat" }));

    let junk: Map<String, Value> = (0..10_000).map(|n| (std::format!("junk{n}"), json!(n))).collect();
    let (filing, gaps) = read_one(&Value::Object(junk));
    assert_eq!(filing.extra().count(), 10_000);
    assert_eq!(codes(&gaps).len(), 10_000);
}

#[test]
fn a_part_given_twice_keeps_both() {
    let (filing, gaps) = read_one(&json!({ "i.users": { "number": 5 }, "i.users.number": 6 }));
    assert_eq!(filing.to_json(), json!({ "i.users": { "number": 5 }, "i.users.number": 6 }));
    assert_eq!(codes(&gaps), ["given-twice"]);
}

#[test]
fn moments_out_of_order_are_only_noted() {
    let (filing, gaps) = read_one(&json!({ "t.start": "2026-11-20T10:00", "t.end": "2026-11-20T09:00" }));
    assert_eq!(codes(&gaps), ["before-another"]);
    assert_eq!(gaps[0].severity, Severity::Asks);
    assert!(filing.facts().at("t.end").is_some());
}

#[test]
fn facts_carry_heads_and_parts() {
    let facts = read_one(&json!({
        "w.cross": { "answer": true, "states": ["BE"] }, "i.users.number": "1500",
        "i.services": [{ "name": "Loket", "critical": "ja" }, { "name": "Site" }],
        "w.malicious": "unknown", "w.status": "weg",
    }))
    .0
    .facts();
    assert_eq!(facts.flag("w.cross"), Some(true));
    assert_eq!(facts.has("w.cross.states", "BE"), Some(true));
    assert_eq!(facts.number("i.users.number"), Some(1500.0));
    assert_eq!(facts.has("i.services", "Site"), Some(true));
    assert_eq!(facts.flag("i.services.critical"), Some(true));
    assert_eq!((facts.flag("w.malicious"), facts.text("w.status")), (None, None));
}

#[test]
fn each_audience_sees_its_own() {
    let (mut filing, _) = read_one(&json!({
        "w.malicious": "yes", "h.want": "yes", "x.tlp": "red", "rep.person": "Jan", "not.anon": "yes",
        "not.kind": "near-miss", "raar": 1,
    }));
    let ids = |filing: &Filing, audience| -> Vec<String> {
        let seen = filing.for_audience(&CATALOGUE, audience, &["nl-cbw"]);
        seen.to_json().as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(filing.for_audience(&CATALOGUE, Audience::Csirt, &["nl-cbw"]), filing);
    assert_eq!(ids(&filing, Audience::Supervisor), ["not.anon", "not.kind", "w.malicious"]);
    assert_eq!(ids(&filing, Audience::Spoc), ["not.kind", "w.malicious"]);
    filing.set("not.kind", Answer::One("significant-incident".into()));
    assert!(ids(&filing, Audience::Supervisor).contains(&"rep.person".into()));
}

#[test]
fn the_next_stage_starts_from_what_is_known() {
    let (first, _) = read_one(&json!({ "w.malicious": "yes", "w.status": "ongoing", "rep.reach": "06" }));
    let (second, _) = read_one(&json!({ "w.malicious": "unknown", "w.status": "restored" }));
    let next = prefill(&CATALOGUE, &[first.clone(), second.clone()], Stage::Final);
    assert_eq!(next.to_json(), json!({ "w.malicious": "yes", "w.status": "restored" }));
    let changes = difference(&first, &second);
    let changed: Vec<_> = changes.iter().map(|change| change.question.as_str()).collect();
    assert_eq!(changed, ["rep.reach", "w.malicious", "w.status"]);
    assert_eq!(changes[0].after, None);
    assert_eq!(first.core_missing(&CATALOGUE).len(), 8);
}

#[test]
fn answers_are_shown_in_plain_words() {
    let (filing, _) = read_one(&json!({
        "i.users": { "number": "12345,5", "percent": 3 }, "t.aware": "2026-11-20T16:40", "w.status": "restored",
        "rep.person": { "name": "Ans", "phone": "06" },
    }));
    let zone = TimeZone::get("Europe/Amsterdam").unwrap();
    let text = |id: &str, language| -> Vec<String> {
        let question = CATALOGUE.question(id).unwrap();
        let lines = shown(question, filing.get(id).unwrap(), language, &zone);
        lines.into_iter().map(|(_, text)| text).collect()
    };
    assert_eq!(text("i.users", "nl"), ["12.345,5", "3%"]);
    assert_eq!(text("t.aware", "nl"), ["20-11-2026 16:40 (UTC+01:00)"]);
    assert_eq!(text("w.status", "en"), ["Restored"]);
    let person = CATALOGUE.question("rep.person").unwrap();
    let labels =
        shown(person, filing.get("rep.person").unwrap(), "nl", &zone).into_iter().map(|(label, _)| label);
    assert_eq!(labels.collect::<Vec<_>>(), ["Wie bent u?", "Wie bent u? Telefoonnummer"]);
}

fn junk() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "unknown",
        "ja",
        "2026-11-20",
        "2026-02-31T10:00",
        "nis2",
        "BE",
        "12,5",
        "1e400",
        "a@b.nl",
        "\u{0}\u{202e}x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    let names = prop_oneof![
        ".{0,6}",
        prop::sample::select(vec!["answer", "name", "number", "at", "precision", "what", "states"])
            .prop_map(String::from),
    ];
    leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn given() -> impl Strategy<Value = Value> {
    let mut ids: Vec<String> = CATALOGUE.questions().iter().map(|one| one.id().into()).collect();
    ids.extend(["i.users.number", "w.cross.answer", "i.data.records", "w.sumary"].map(String::from));
    let key = prop_oneof![4 => prop::sample::select(ids), 1 => ".{0,8}"];
    let object = prop::collection::btree_map(key, junk(), 0..8);
    prop_oneof![
        8 => object.prop_map(|map| Value::Object(map.into_iter().collect())),
        1 => junk(),
    ]
}

/// Every text in a value, cleaned, in lower case.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(value::clean(text).to_lowercase()),
        Value::Array(list) => list.iter().for_each(|one| texts(one, found)),
        Value::Object(object) => object.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_as_the_same(json in given()) {
        let (filing, _) = read_one(&json);
        let (again, _) = read_one(&filing.to_json());
        prop_assert_eq!(again.to_json().to_string(), filing.to_json().to_string());
        prop_assert_eq!(again, filing);
    }

    #[test]
    fn no_word_is_lost(word in "[a-z]{9}", json in given()) {
        // A word that means nothing to any question must come back from wherever it was put.
        let mut json = json;
        let Some(object) = json.as_object_mut() else { return Ok(()) };
        for value in object.values_mut() {
            if let Value::String(text) = value {
                *text = word.clone();
            }
        }
        let mut before = Vec::new();
        texts(&json, &mut before);
        let mut after = Vec::new();
        texts(&read_one(&json).0.to_json(), &mut after);
        let count = |all: &[String]| all.iter().filter(|text| **text == word).count();
        prop_assert_eq!(count(&before), count(&after));
    }
}
