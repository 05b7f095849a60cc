//! Whatever is long is kept: no text that somebody types is too long for an index or for the search.

use crate::harness::{
    house::on_both,
    world::{early_warning, wish},
};
use meldkamer_app::filing::{first, later};
use meldkamer_domain::{
    access::Role,
    question::{Field, Kind, Stage},
};
use serde_json::{Map, Value, json};

/// So many letters that no database packs together.
fn noise(length: usize) -> String {
    let mut state = 88_172_645_463_325_252_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'a' + u8::try_from(state % 26).unwrap())
    };
    (0..length).map(|_| next()).collect()
}

/// As long an answer as anybody could type.
fn long(field: &Field) -> Option<Value> {
    let parts = || {
        let parts = field.parts.iter().filter_map(|part| Some((part.id.clone(), long(part)?)));
        Value::Object(parts.collect::<Map<_, _>>())
    };
    match field.kind {
        Kind::Email => Some(json!(format!("{}@{}.example", noise(120), noise(100)))),
        Kind::Text | Kind::LongText | Kind::Choice | Kind::Phone => Some(json!(noise(9_000))),
        Kind::Choices => Some(json!([noise(9_000), noise(8_000)])),
        kind if kind.has_parts() => Some(parts()),
        Kind::Rows => Some(json!([parts(), parts()])),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_answers_are_filed_whole_and_read() {
    on_both(async |house| {
        house.hire().await;
        let mut answers = early_warning("Waterbedrijf Noord");
        for question in house.house.law().catalogue.questions() {
            if let Some(value) = long(&question.field) {
                answers[question.id()] = value;
            }
        }
        let filed =
            first::at_once(&house.house, &house.stranger(), &wish(Stage::EarlyWarning, answers), None)
                .await
                .unwrap();
        let reference = filed.dossier.reference;
        let mut officer = house.signed_in(Role::DutyOfficer).await;
        for page in [
            "/desk".to_owned(),
            format!("/desk/dossiers/{reference}"),
            format!("/desk?q={}", &noise(9_000)[..40]),
        ] {
            assert_eq!(officer.get(&page).await.status, 200, "{page}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_of_a_million_words_is_filed_and_found() {
    on_both(async |house| {
        house.hire().await;
        let log: String =
            (0..250_000_u32).map(|n| format!("{:07x} ", n.wrapping_mul(2_654_435_761) >> 4)).collect();
        let mut answers = early_warning("Waterbedrijf Noord");
        answers["w.detail"] = json!(log);
        let wish = wish(Stage::EarlyWarning, answers);
        let filed = first::at_once(&house.house, &house.stranger(), &wish, None).await.unwrap();
        let next = later::Next {
            stage: Stage::Notification,
            answers: json!({"w.detail": log}),
            reason: String::new(),
        };
        let reporter = house.reporter(&filed.dossier.id);
        later::file(&house.house, &reporter, &filed.dossier.id, &next).await.unwrap();
        let found = house.signed_in(Role::DutyOfficer).await.get("/desk?q=klantenservice").await.text();
        assert!(found.contains(&filed.dossier.reference), "{found}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_takes_long_texts_and_no_names_that_are_no_questions() {
    on_both(async |house| {
        let mut writer = house.client();
        writer.post("/report", &[("kind", "significant-incident")]).await;
        let (name, text) = (noise(9_000).to_uppercase(), noise(9_001));
        let base = format!("{name}@0");
        let fields = [("base", base.as_str()), (name.as_str(), "x"), ("org.id.name", &text)];
        assert_eq!(writer.post("/report/keep", &fields).await.status, 303);
        let page = writer.get("/report").await.text();
        assert!(page.contains(&text) && !page.contains(&name));
    })
    .await;
}
