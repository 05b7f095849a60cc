//! The API through the whole server: a house in a folder, a clock that stands still.

use crate::{Server, cli::serve::server, serve};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use meldkamer_app::{
    Actor, Door, House,
    account::{self, Newcomer},
    chance::Clock,
    library::Library,
    settings::Settings,
    token,
};
use meldkamer_domain::time::Instant;
use serde_json::{Value, json};
use std::sync::Arc;
use tower::ServiceExt;

struct Scene {
    app: Router,
    server: Server,
    _folder: tempfile::TempDir,
}

struct Said {
    status: StatusCode,
    kind: String,
    body: Value,
}

async fn scene() -> Scene {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings { data: folder.path().to_owned(), ..Settings::default() };
    let clock = Clock::standing(Instant::parse("2026-11-20T16:00:00Z").unwrap());
    let house = House::open(settings, Library::open(None).unwrap().0, clock).await.unwrap();
    let server = server(Arc::new(house)).unwrap();
    Scene { app: serve::app(server.clone()), server, _folder: folder }
}

impl Scene {
    async fn send(&self, way: &str, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Said {
        let mut request = Request::builder().method(way).uri(path).header("accept-language", "en");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.app.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
        let kind =
            answer.headers().get(header::CONTENT_TYPE).map_or("", |kind| kind.to_str().unwrap()).to_owned();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        Said { status, kind, body: serde_json::from_slice(&bytes).unwrap_or_default() }
    }

    async fn file(&self, key: &str, body: &Value) -> Said {
        self.send("POST", "/api/v1/notifications", &[("idempotency-key", key)], body.to_string()).await
    }

    /// An account of this role, and its API token.
    async fn token(&self, role: &str) -> String {
        let house = &self.server.house;
        let new = Newcomer {
            login: role.into(),
            name: format!("Ans {role}"),
            email: format!("{role}@csirt.example"),
            role: role.into(),
            language: "en".into(),
        };
        let id = account::create_ready(house, &new, "een lang wachtwoord", &[7; 20]).await.unwrap();
        token::make(house, &Door::now(house, Actor::operator()), &id, "test", 1).await.unwrap().secret
    }

    async fn post(&self, path: &str, token: &str, body: Value) -> Said {
        self.send("POST", path, &[("authorization", &format!("Bearer {token}"))], body.to_string()).await
    }

    async fn get(&self, path: &str, code: &str) -> Said {
        self.send("GET", path, &[("authorization", &format!("Bearer {code}"))], "").await
    }
}

fn report() -> Value {
    json!({
        "stage": "early-warning",
        "language": "en",
        "answers": {
            "org.id": {"name": "Waterbedrijf Noord"},
            "org.sector": ["drinking-water"],
            "org.subsector": ["mains"],
            "org.class": "essential",
            "t.aware": "2026-11-20T16:40:00+01:00",
            "w.summary": "The pumps do not obey.",
            "w.malicious": "yes",
            "i.safety": "yes",
            "my.own": "kept",
        },
    })
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_gets_its_receipt_limits_and_gaps_at_once() {
    let scene = scene().await;
    let said = scene.file("one", &report()).await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", said.body);
    let answer = &said.body;
    assert!(text(answer, "reference").starts_with("NL-") && answer["code"].is_string(), "{answer}");
    assert_eq!(answer["received_at"], "2026-11-20T16:00:00Z");
    assert_eq!(answer["significance"]["answer"], "yes");
    let deadlines = answer["deadlines"].as_array().unwrap();
    let first = &deadlines[0];
    assert_eq!(
        (text(first, "regime"), text(first, "stage"), text(first, "due"), text(first, "clause")),
        ("nl-cbw", "early-warning", "2026-11-21T15:40:00Z", "Cbw 26")
    );
    let gaps = answer["gaps"].as_array().unwrap();
    let own = gaps.iter().find(|gap| gap["question"] == "my.own").unwrap();
    assert_eq!(own["code"], "unknown-question");
    assert!(text(own, "message").contains("kept"), "{own}");
    assert!(gaps.iter().all(|gap| !text(gap, "message").starts_with("door-gap")), "{answer}");
    let receipt =
        meldkamer_domain::receipt::verify(text(answer, "receipt"), scene.server.house.keys.published());
    assert_eq!(receipt.unwrap().reference, text(answer, "reference"));
    let ids: Vec<_> = answer["recipients"].as_array().unwrap().iter().map(|one| text(one, "id")).collect();
    assert_eq!(ids, ["ncsc", "ilt"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_and_body_get_the_same_answer_another_body_is_refused() {
    let scene = scene().await;
    let first = scene.file("twice", &report()).await;
    let mut again = scene.file("twice", &report()).await;
    assert_eq!((again.status, &again.body["repeated"]), (StatusCode::CREATED, &json!(true)));
    again.body["repeated"] = json!(false);
    assert_eq!(again.body, first.body);
    let mut other = report();
    other["answers"]["w.summary"] = json!("Something else.");
    let refused = scene.file("twice", &other).await;
    assert_eq!((refused.status, text(&refused.body, "code")), (StatusCode::CONFLICT, "key-reused"));
    assert_eq!(refused.kind, "application/problem+json");
}

#[tokio::test(flavor = "multi_thread")]
async fn mistakes_name_the_field_and_the_remedy() {
    let scene = scene().await;
    let with = |key: &str, value: Value| {
        let mut body = report();
        body[key] = value;
        body.to_string().into_bytes()
    };
    let table: Vec<(Vec<u8>, u16, &str, &str, &str)> = vec![
        (b"{\"stage\":\"\xff\"}".to_vec(), 400, "not-utf8", "", "UTF-8"),
        (b"{\"stage\":\n,}".to_vec(), 400, "not-json", "", "line 2"),
        (
            b"[]".to_vec(),
            422,
            "not-an-object",
            "",
            "JSON object, such as {\"stage\": \"early-warning\", \"answers\": {}}.",
        ),
        (b"{\"answers\":{}}".to_vec(), 422, "wrong-field", "stage", "missing"),
        (b"{\"stage\":\"early-warning\"}".to_vec(), 422, "wrong-field", "answers", "missing"),
        (with("stage", json!("first")), 422, "wrong-field", "stage", "early-warning"),
        (with("language", json!("xx")), 422, "wrong-field", "language", "nl or en"),
        (with("regime", json!("cbw")), 422, "wrong-field", "regime", "nl-cbw"),
        (with("exercise", json!("yes")), 422, "wrong-field", "exercise", "true or false"),
        (with("answers", json!(["x"])), 422, "wrong-field", "answers", "object"),
        (with("anwsers", json!({})), 422, "wrong-field", "anwsers", "does not exist"),
    ];
    for (body, status, code, field, remedy) in table {
        let said = scene.send("POST", "/api/v1/notifications", &[], body).await;
        let found = (said.status.as_u16(), text(&said.body, "code"), text(&said.body, "field"));
        assert_eq!(found, (status, code, field), "{}", said.body);
        assert!(text(&said.body, "detail").contains(remedy), "{}", said.body);
        assert_eq!(said.kind, "application/problem+json");
    }
    let large = vec![b' '; 3 * 1024 * 1024];
    let said = scene.send("POST", "/api/v1/notifications", &[], large).await;
    assert_eq!((said.status.as_u16(), text(&said.body, "code")), (413, "body-too-large"));
    assert!(text(&said.body, "detail").contains("2 MiB"), "{}", said.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_the_wrong_kind_are_kept_and_named() {
    let scene = scene().await;
    let body = json!({"stage": "early-warning", "answers": {
        "t.aware": "2026-13-45T99:00:00Z", "i.users": {"number": "many"}, "w.status": 7, "org.sector": ["moon"],
        "t.detect": "2027-01-01T00:00:00Z",
    }});
    let said = scene.file("odd", &body).await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", said.body);
    let gaps = said.body["gaps"].as_array().unwrap();
    for question in ["t.aware", "i.users", "w.status", "org.sector", "t.detect"] {
        assert!(gaps.iter().any(|gap| gap["question"] == question && gap["code"] != "missing"), "{question}");
    }
    let state = scene
        .get(&format!("/api/v1/notifications/{}", text(&said.body, "reference")), text(&said.body, "code"))
        .await;
    assert_eq!(state.body["filings"][0]["answers"]["t.aware"], "2026-13-45T99:00:00Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn later_stages_corrections_messages_and_withdrawal_need_the_code() {
    let scene = scene().await;
    let first = scene.file("one", &report()).await.body;
    let other = scene.file("two", &report()).await.body;
    let path = format!("/api/v1/notifications/{}", text(&first, "reference"));
    let bearer = format!("Bearer {}", text(&first, "code"));
    let stage = format!("{path}/notification");
    let body = json!({"answers": {"i.users": {"number": 12}}}).to_string();

    assert_eq!(scene.send("PUT", &stage, &[], body.clone()).await.body["code"], "code-needed");
    let strange = scene.get(&path, "abacus abacus abacus").await;
    assert_eq!(strange.status, StatusCode::UNAUTHORIZED);
    let not_theirs = scene.get(&path, text(&other, "code")).await;
    let nowhere = scene.get("/api/v1/notifications/NL-2026-AAAA-AAAA-A", text(&other, "code")).await;
    assert_eq!((not_theirs.status.as_u16(), &not_theirs.body["detail"]), (404, &nowhere.body["detail"]));

    let filed = scene.send("PUT", &stage, &[("authorization", &bearer)], body.clone()).await;
    assert_eq!((filed.status, &filed.body["code"]), (StatusCode::OK, &Value::Null), "{}", filed.body);
    let deadlines = filed.body["deadlines"].as_array().unwrap();
    assert!(deadlines.iter().any(|one| one["stage"] == "final"), "{}", filed.body);
    let same = scene.send("PUT", &stage, &[("authorization", &bearer)], body).await;
    assert_eq!(same.body["repeated"], true);
    let corrected = json!({"answers": {"i.users": {"number": 13}}, "reason": "Counted again."}).to_string();
    scene.send("PUT", &stage, &[("authorization", &bearer)], corrected).await;

    let message = json!({"text": "Please call me."}).to_string();
    let wrote = scene.send("POST", &format!("{path}/messages"), &[("authorization", &bearer)], message).await;
    assert_eq!(wrote.status, StatusCode::CREATED, "{}", wrote.body);
    let state = scene.get(&path, text(&first, "code")).await.body;
    let versions: Vec<_> =
        state["filings"].as_array().unwrap().iter().map(|one| one["version"].clone()).collect();
    assert_eq!(
        (json!(versions), &state["messages"][0]["text"]),
        (json!([1, 1, 2]), &json!("Please call me."))
    );

    let withdrawal = format!("{path}/withdrawal");
    let bare = scene.send("POST", &withdrawal, &[("authorization", &bearer)], "{}").await;
    assert_eq!((bare.status.as_u16(), text(&bare.body, "field")), (422, "reason"));
    let why = json!({"reason": "It was a test of the pumps."}).to_string();
    let gone = scene.send("POST", &withdrawal, &[("authorization", &bearer)], why).await;
    assert_eq!((gone.status, text(&gone.body, "state")), (StatusCode::OK, "withdrawn"));
}

#[tokio::test(flavor = "multi_thread")]
async fn problems_speak_the_language_asked_for() {
    let scene = scene().await;
    let said = scene.send("POST", "/api/v1/notifications?language=nl", &[], "{}").await;
    assert_eq!(
        text(&said.body, "detail"),
        "Het veld \"stage\" ontbreekt. Voeg het toe en stuur het opnieuw."
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_questions_can_be_read_by_machines() {
    let scene = scene().await;
    let catalogue = scene.get("/api/v1/catalogue?stage=final", "").await.body;
    assert_eq!(catalogue["stage"], "final");
    let questions =
        catalogue["groups"].as_array().unwrap().iter().flat_map(|one| one["questions"].as_array().unwrap());
    assert!(questions.clone().any(|one| one["id"] == "l.lessons" || one["id"] == "w.detail"));
    let schema = scene.get("/api/v1/schema/early-warning", "").await;
    assert_eq!(schema.kind, "application/schema+json");
    assert!(schema.body["properties"]["w.summary"].is_object());
    assert_eq!(scene.get("/api/v1/schema/none", "").await.body["field"], "stage");
    let described = scene.get("/api/v1/openapi.json", "").await.body;
    assert_eq!(described["openapi"], "3.1.0");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_is_closed_without_a_token() {
    let scene = scene().await;
    for path in ["/api/v1/queue", "/api/v1/dossiers/NL-2026-AAAA-AAAA-A"] {
        let said = scene.get(path, "nothing").await;
        assert_eq!((said.status, text(&said.body, "code")), (StatusCode::UNAUTHORIZED, "sign-in-first"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_is_paged_and_says_why() {
    let scene = scene().await;
    let token = scene.token("duty-officer").await;
    for number in 170_000..170_045 {
        let mut body = report();
        body["answers"]["w.summary"] = json!(format!("Pump {number} does not obey."));
        assert_eq!(scene.file(&format!("key-{number}"), &body).await.status, StatusCode::CREATED);
    }
    let first = scene.get("/api/v1/queue?language=en", &token).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    let row = &first.body["rows"][0];
    assert!(row["reasons"].as_array().unwrap().iter().any(|why| why["text"] == "danger to life"), "{row}");
    let next = format!("/api/v1/queue?after={}", text(&first.body, "next"));
    let second = scene.get(&next, &token).await.body;
    let count = |page: &Value| page["rows"].as_array().unwrap_or_else(|| panic!("{page}")).len();
    assert_eq!((count(&first.body), count(&second), &second["next"]), (40, 5, &Value::Null));
    let found = scene.get("/api/v1/queue?q=pump+170017", &token).await.body;
    assert_eq!((count(&found), &found["rows"][0]["title"]), (1, &json!("Pump 170017 does not obey.")));
    for (query, field) in [("after=x", "after"), ("exercise=maybe", "exercise"), ("secter=energy", "secter")]
    {
        let said = scene.get(&format!("/api/v1/queue?{query}"), &token).await;
        assert_eq!((said.status.as_u16(), text(&said.body, "field")), (422, field));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_is_assessed_and_decided_with_reasons() {
    let scene = scene().await;
    let token = scene.token("duty-officer").await;
    let filed = scene.file("one", &report()).await.body;
    let path = format!("/api/v1/dossiers/{}", text(&filed, "reference"));
    let opened = scene.get(&path, &token).await;
    assert_eq!((opened.status, text(&opened.body, "organisation")), (StatusCode::OK, "Waterbedrijf Noord"));
    assert_eq!(opened.body["filings"][0]["answers"]["my.own"], "kept");

    let proposal = scene.get(&format!("{path}/assessments"), &token).await.body;
    let outcomes = proposal["proposal"]["outcomes"].as_array().unwrap();
    assert!(
        outcomes.iter().any(|one| one["axis"] == "urgency" && one["gives"] == json!(["now"])),
        "{proposal}"
    );
    let answers = json!({"answers": {"coping": {"option": "no", "confidence": "high"}}, "seen": 0,
        "free_handlers": 1, "free_analysts": 1});
    let kept = scene.post(&format!("{path}/assessments"), &token, answers.clone()).await;
    assert_eq!((kept.status, &kept.body["version"]), (StatusCode::CREATED, &json!(1)), "{}", kept.body);
    let late = scene.post(&format!("{path}/assessments"), &token, answers).await;
    assert_eq!((late.status, text(&late.body, "code")), (StatusCode::CONFLICT, "moved"));
    let odd = json!({"answers": {"coping": {"option": "no", "confidence": "quite"}}, "seen": 1});
    let odd = scene.post(&format!("{path}/assessments"), &token, odd).await;
    assert_eq!(text(&odd.body, "field"), "answers.coping.confidence");

    let decision = format!("{path}/decision");
    let differs = json!({"version": 1, "chosen": {"help": "no"}});
    let bare = scene.post(&decision, &token, differs).await;
    assert_eq!((bare.status.as_u16(), text(&bare.body, "code")), (422, "reason-needed"));
    assert!(text(&bare.body, "field").contains("reasons.help"), "{}", bare.body);
    let settled = scene.post(&decision, &token, json!({"version": 1})).await;
    assert_eq!(
        (settled.status, text(&settled.body, "settled")),
        (StatusCode::OK, "waits"),
        "{}",
        settled.body
    );
    let own = scene.post(&format!("{decision}/confirmation"), &token, json!({"version": 1})).await;
    assert_eq!((own.status, text(&own.body, "code")), (StatusCode::CONFLICT, "second-person-needed"));
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_bound_what_a_token_may_do() {
    let scene = scene().await;
    let token = scene.token("observer").await;
    let filed = scene.file("one", &report()).await.body;
    let path = format!("/api/v1/dossiers/{}", text(&filed, "reference"));
    assert_eq!(scene.get(&path, &token).await.status, StatusCode::OK);
    for act in ["assessments", "decision"] {
        let said = scene.post(&format!("{path}/{act}"), &token, json!({"version": 1})).await;
        assert_eq!((said.status, text(&said.body, "code")), (StatusCode::FORBIDDEN, "not-allowed"));
    }
    let nowhere = scene.get("/api/v1/dossiers/NL-2026-AAAA-AAAA-A", &token).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_incident_that_recurs_counts_with_the_earlier_one() {
    let scene = scene().await;
    let cloud = |loss: u32| {
        json!({"stage": "notification", "answers": {
            "org.id": {"name": "Wolkenbouw"}, "org.kind": ["cloud"], "org.class": "important",
            "w.cause": "third-party", "i.money": {"loss": loss, "turnover-percent": 0},
        }})
    };
    let fired = |said: &Said| {
        let regimes = said.body["significance"]["regimes"].as_array().unwrap().clone();
        let criteria = regimes.iter().flat_map(|one| one["criteria"].as_array().unwrap().clone());
        let mut recurring = criteria.filter(|one| one["id"] == "cir.3.1.f");
        recurring.next().map(|one| one["outcome"].clone())
    };
    let first = scene.file("a", &cloud(300_000)).await;
    assert_eq!(fired(&first), Some(json!("not-fired")), "{}", first.body);
    let second = scene.file("b", &cloud(250_000)).await;
    assert_eq!(fired(&second), Some(json!("fired")), "{}", second.body);
    assert_eq!(second.body["significance"]["answer"], "yes");
}
