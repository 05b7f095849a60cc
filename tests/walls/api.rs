//! The API as it was promised: the fields of an answer by their names, and every bad body answered with
//! what is wrong and what to do, in the language of who asked.

use crate::harness::{client::Client, house::on_both};
use axum::http::Method;
use serde_json::{Value, json};

const NOTIFICATIONS: &str = "/api/v1/notifications";

async fn send(client: &mut Client, method: Method, path: &str, body: &[u8]) -> (u16, Value) {
    let answer = client.send(method, path, Some("application/json"), body.to_vec()).await;
    (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_answers_all_that_was_promised() {
    on_both(async |house| {
        let mut machine = house.client();
        machine.accept = "application/json";
        let answers = json!({
            "org.id": {"name": "Waterbedrijf"}, "org.sector": ["drinking-water"], "org.subsector": "mains",
            "t.aware": "2026-11-20T16:00:00+01:00", "w.malicious": "yes", "i.safety": "yes",
            "t.start": "2031-01-01T00:00:00Z", "t.end": "2026-13-45T00:00:00Z", "w.cross": {"a": 1}, "bogus": 1,
        });
        let body = json!({"stage": "early-warning", "language": "en", "answers": answers}).to_string();
        let (status, filed) = send(&mut machine, Method::POST, NOTIFICATIONS, body.as_bytes()).await;
        assert_eq!(status, 201, "{filed}");
        for name in ["reference", "code", "received_at", "significance", "deadlines", "gaps", "receipt"] {
            assert!(!filed[name].is_null(), "{name} in {filed}");
        }
        let limit = |filed: &Value, stage: &str| {
            let all = filed["deadlines"].as_array().unwrap();
            all.iter().find(|one| one["stage"] == stage && one["regime"] == "nl-cbw").cloned().unwrap()
        };
        assert_eq!(limit(&filed, "early-warning")["met_at"], filed["received_at"]);
        assert_eq!(limit(&filed, "notification")["met_at"], Value::Null);
        let told = |question: &str| {
            let all = filed["gaps"].as_array().unwrap();
            all.iter().find(|one| one["question"] == question).cloned().unwrap_or_default()
        };
        for (question, code) in
            [("t.start", "in-the-future"), ("t.end", "impossible-date"), ("bogus", "unknown-question")]
        {
            assert_eq!(told(question)["code"], code, "{question} in {filed}");
            assert!(told(question)["message"].as_str().is_some_and(|text| text.contains(' ')), "{question}");
        }
        assert_eq!(told("w.cross")["severity"], "wrong", "{filed}");

        machine.bearer = filed["code"].as_str().map(str::to_owned);
        let next = format!("{NOTIFICATIONS}/{}/notification", filed["reference"].as_str().unwrap());
        let first = house.now();
        let body = br#"{"answers": {"i.users": {"number": 12}}}"#;
        let (status, second) = send(&mut machine, Method::PUT, &next, body).await;
        assert_eq!((status, &limit(&second, "notification")["met_at"]), (200, &json!(first.rfc3339())));
        house.set(first.plus_hours(3));
        let body = br#"{"answers": {"i.users": {"number": 15}}, "reason": "Better counted"}"#;
        let (_, third) = send(&mut machine, Method::PUT, &next, body).await;
        assert_eq!(limit(&third, "notification")["met_at"], json!(first.rfc3339()), "a correction meets nothing");
        assert_eq!(limit(&third, "early-warning")["met_at"], filed["received_at"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_bad_body_is_answered_with_what_to_do() {
    on_both(async |house| {
        let large = vec![b'a'; 100_000_000];
        let bad: [(&[u8], u16, &str); 6] = [
            (&large, 413, "body-too-large"),
            (b"{\"stage\": \"early-warning\", \"answers\": {\"w.summary\": \"\xff\"}}", 400, "not-utf8"),
            (b"{\"stage\": ", 400, "not-json"),
            (b"[]", 422, "not-an-object"),
            (b"{\"stage\": \"nope\", \"answers\": {}}", 422, "wrong-field"),
            (b"{\"stage\": \"early-warning\", \"answers\": {}, \"exercize\": true}", 422, "wrong-field"),
        ];
        for language in ["nl", "en"] {
            let mut machine = house.client();
            machine.accept = "application/json";
            machine.cookies.insert("language".into(), language.into());
            for (body, status, code) in bad {
                let (got, said) = send(&mut machine, Method::POST, NOTIFICATIONS, body).await;
                assert_eq!((got, said["code"].as_str()), (status, Some(code)), "{said}");
                let detail = said["detail"].as_str().unwrap();
                let ours = if language == "nl" {
                    [" is ", "niet", "moet", "noemt"]
                } else {
                    [" is ", "not", "must", "names"]
                };
                assert!(ours.iter().any(|word| detail.contains(word)), "{detail}");
            }
        }
        assert_eq!(house.lines().await, 0, "nothing was filed");
        let mut form = house.client();
        let kind = Some("application/x-www-form-urlencoded");
        let told = form.send(Method::POST, "/report", kind, large.clone()).await;
        assert_eq!(told.status, 413);
        assert!(told.text().contains("ten hoogste 2 MiB"), "{}", told.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_on_the_page_keeps_what_could_be_read() {
    on_both(async |house| {
        let mut writer = house.client();
        writer.post("/report", &[("kind", "significant-incident")]).await;
        let kind = Some("application/x-www-form-urlencoded");
        let body =
            b"w.summary=alles+ligt+plat+%ff&base=w.summary@0&t.aware.date=2031-01-01&t.aware.time=10:00";
        let told = writer.send(Method::POST, "/report/keep", kind, body.to_vec()).await;
        let page = told.text();
        assert_eq!(told.status, 422);
        assert!(page.contains("alles ligt plat"), "{page}");
        assert!(page.contains("Een deel van de tekst was niet te lezen"), "{page}");
        let page = writer.get("/report").await.text();
        assert!(page.contains("alles ligt plat") && page.contains("2031-01-01"), "{page}");
        assert!(page.contains("toekomst"), "a moment in the future is told: {page}");
    })
    .await;
}
