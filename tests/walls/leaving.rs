//! What leaves the house by webhook is signed and proven, and what opens a door is forgotten afterwards.

use crate::harness::{
    house::{self, BOTH, TestHouse},
    mailbox::Mailbox,
    world::early_warning,
};
use axum::{Router, body::Bytes, extract::State, http::HeaderMap, routing::post};
use meldkamer::courier::Courier;
use meldkamer_app::{
    Actor, Door,
    account::{self, Newcomer},
    filing::{Wish, first},
    rounds::alarms,
};
use meldkamer_domain::question::Stage;
use meldkamer_exchange::webhook::{SIGNATURE, signature};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// One call as the far side got it.
struct Call {
    signature: String,
    key: String,
    body: Bytes,
}

type Calls = Arc<Mutex<Vec<Call>>>;

/// A far side that keeps what it gets; its address.
async fn far_side() -> (String, Calls) {
    let calls = Calls::default();
    let take = async |State(calls): State<Calls>, heads: HeaderMap, body: Bytes| {
        let head = |name: &str| heads.get(name).map_or("", |value| value.to_str().unwrap_or("")).to_owned();
        let call = Call { signature: head(SIGNATURE), key: head("idempotency-key"), body };
        calls.lock().unwrap().push(call);
        "kept"
    };
    let app = Router::new().route("/hook", post(take)).with_state(calls.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address, calls)
}

async fn deliver(house: &TestHouse) {
    let courier = Courier::new(house.house.clone(), house.letters());
    while courier.walk().await.unwrap() {}
}

async fn report_and_ask_for_help(house: &TestHouse) -> String {
    let mut answers = early_warning("Waterbedrijf Noord");
    let more = json!({"h.want": "yes", "h.urgency": "now", "i.safety": "yes"});
    answers.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let wish = Wish {
        stage: Stage::EarlyWarning,
        answers,
        regime: None,
        language: "nl".into(),
        exercise: false,
        channel: "api".into(),
    };
    first::at_once(&house.house, &house.stranger(), &wish, None).await.unwrap().dossier.id
}

#[tokio::test(flavor = "multi_thread")]
async fn the_alarm_and_copies_are_signed_and_their_delivery_is_proven() {
    for dialect in BOTH {
        let (address, calls) = far_side().await;
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("alarm.secret");
        std::fs::write(&secret, "geheim van de alarmlijn\n").unwrap();
        let house = house::house_with(dialect, |settings| {
            settings.alarm.webhook.clone_from(&address);
            settings.alarm.webhook_secret_file = Some(secret);
        })
        .await;
        house
            .memory
            .run(&format!(
                "INSERT INTO authority (id, name, webhook, secret) VALUES ('ilt', 'ILT', '{address}', 'geheim van ILT')"
            ))
            .await;
        let dossier = report_and_ask_for_help(&house).await;
        deliver(&house).await;
        house.set(house.now().plus_hours(1));
        alarms::ring(&house.house).await.unwrap();
        deliver(&house).await;
        let calls = std::mem::take(&mut *calls.lock().unwrap());
        let of = |secret: &str| -> Vec<Value> {
            let signed = |call: &&Call| {
                let moment = call.signature.trim_start_matches("t=").split(',').next().unwrap_or_default();
                let at = moment.parse().unwrap_or(0);
                Some(&call.signature) == signature(secret, at, &call.body).as_ref() && !call.key.is_empty()
            };
            calls.iter().filter(signed).map(|call| serde_json::from_slice(&call.body).unwrap()).collect()
        };
        let (alarms, copies) = (of("geheim van de alarmlijn"), of("geheim van ILT"));
        assert!(!alarms.is_empty(), "the page was signed with the secret of the file");
        assert_eq!(copies.len(), 1, "the supervisor got its copy once, signed with its own secret");
        assert_eq!(alarms.len() + copies.len(), calls.len(), "nothing else was called");
        let sql = format!(
            "SELECT proof FROM errand WHERE dossier = '{dossier}' AND kind <> 'mail' AND state = 'done'"
        );
        for proof in house.memory.texts(&sql).await {
            assert!(proof.contains("http 200"), "{proof}");
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_signed_is_not_made_and_says_why() {
    let (address, calls) = far_side().await;
    let house = house::house_with(meldkamer_store::Dialect::Sqlite, |settings| {
        settings.alarm.webhook.clone_from(&address);
        settings.alarm.webhook_secret_file = Some("/nowhere/alarm.secret".into());
    })
    .await;
    report_and_ask_for_help(&house).await;
    deliver(&house).await;
    assert_eq!(calls.lock().unwrap().len(), 0);
    let told = house.memory.text("SELECT error FROM errand WHERE kind = 'webhook'").await.unwrap();
    assert!(told.contains("alarm.webhook_secret_file"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_of_an_invitation_is_mailed_and_forgotten() {
    for dialect in BOTH {
        let mailbox = Mailbox::open().await;
        let house =
            house::house_with(dialect, |settings| settings.mail.server.clone_from(&mailbox.server)).await;
        let new = Newcomer {
            login: "kees".into(),
            name: "Kees".into(),
            email: "kees@csirt.example".into(),
            role: "analyst".into(),
            language: "nl".into(),
        };
        let door = Door::now(&house.house, Actor::operator());
        let link = account::invite(&house.house, &door, &new).await.unwrap().link;
        let secret = link.rsplit('/').next().unwrap().to_owned();
        let kept = async || house.memory.texts("SELECT payload FROM errand").await.concat();
        assert!(kept().await.contains(&secret), "the courier must know the link");
        deliver(&house).await;
        let mail = mailbox.mails().pop().expect("one mail");
        assert!(mail.text.replace("=\r\n", "").contains(&secret), "{}", mail.text);
        assert!(!kept().await.contains(&secret), "the link can still be read in the database");
        assert!(kept().await.contains("invitation"), "what was sent can still be seen");
    }
}
