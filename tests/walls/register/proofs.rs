//! Proofs of claims, and the care for contacts: looking proves nothing, silence is seen.

use super::{enter, staff, water};
use crate::harness::{
    client::Client,
    house::{TestHouse, on_both},
};
use meldkamer_app::{
    Failed,
    entity::{
        self, care,
        claim::{self, Which},
    },
};
use meldkamer_domain::{
    access::{Tie, Verb},
    refused::Refused,
};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_proven_by_what_stands_in_the_domain_name_system() {
    on_both(async |house| {
        let id = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let within = json!({"domains": "w10000001.example, mail.w10000001.example"});
        entity::change(&house.house, &staff(&house), &id, (1, ""), &within).await.unwrap();
        let which = Which { entity: id.clone(), sort: "domain".into(), key: "example.w10000001".into() };
        let right = (Verb::ProveAsset, Tie::Other);
        claim::ask_in_dns(&house.house, &staff(&house), right, &which).await.unwrap();
        assert_eq!(claim::send_out(&house.house).await.unwrap(), 1);
        assert_eq!(claim::send_out(&house.house).await.unwrap(), 0, "asked once");
        let target = "SELECT target FROM errand WHERE kind = 'dns'";
        assert_eq!(house.memory.text(target).await.unwrap(), "_meldkamer.w10000001.example");
        let payload = house.memory.text("SELECT payload FROM errand WHERE kind = 'dns'").await.unwrap();
        let payload: Value = serde_json::from_str(&payload).unwrap();
        let token = house.memory.text("SELECT token FROM entity_asset WHERE token <> ''").await.unwrap();
        let looked = async |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            claim::looked(&house.house, &payload, &texts).await.unwrap()
        };
        assert!(!looked(&["v=spf1 -all", "meldkamer-proof=wrong"]).await);
        house.set(house.now().plus_hours(2));
        assert_eq!(claim::send_out(&house.house).await.unwrap(), 1, "it is looked for again");
        assert!(looked(&[&format!(" meldkamer-proof={token} ")]).await);
        let states =
            "SELECT text || ' ' || state || ' ' || how FROM entity_asset WHERE sort = 'domain' ORDER BY key";
        assert_eq!(
            house.memory.texts(states).await,
            ["w10000001.example proven dns", "mail.w10000001.example proven inside"]
        );
    })
    .await;
}

/// The secret of the newest mail with a link.
async fn secret(house: &TestHouse, letter: &str) -> (String, String) {
    let sql = format!(
        "SELECT payload FROM errand WHERE payload LIKE '%\"{letter}\"%' ORDER BY created_at DESC, id DESC"
    );
    let payload: Value = serde_json::from_str(&house.memory.text(&sql).await.unwrap()).unwrap();
    let link =
        payload["link"].as_str().unwrap().strip_prefix("https://meldkamer.example").unwrap().to_owned();
    let target = house.memory.text(&sql.replacen("payload", "target", 1)).await.unwrap();
    (link, target)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_proves_a_domain_only_when_somebody_presses_the_button() {
    on_both(async |house| {
        let id = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let which = Which { entity: id, sort: "domain".into(), key: "example.w10000001".into() };
        let right = (Verb::ProveAsset, Tie::Other);
        claim::ask_by_mail(&house.house, &staff(&house), right, &which, "postmaster").await.unwrap();
        let (link, target) = secret(&house, "prove-domain").await;
        assert_eq!(target, "postmaster@w10000001.example");
        let state = "SELECT state FROM entity_asset WHERE sort = 'domain'";
        let mut client: Client = house.client();
        assert!(client.get(&link).await.text().contains("w10000001.example"));
        assert_eq!(house.memory.text(state).await.unwrap(), "asked", "looking proves nothing");
        assert_eq!(client.post(&link, &[]).await.status, 200);
        assert_eq!(house.memory.text(state).await.unwrap(), "proven");
        assert_eq!(client.post(&link, &[]).await.status, 422, "it works once");
        assert_eq!(client.get("/claim/iets-anders").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_are_asked_after_half_a_year_and_silence_is_a_risk() {
    on_both(async |house| {
        enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        let risk = async || house.memory.text("SELECT risk FROM entity").await.unwrap();
        let pass = |days: i64| house.set(house.now().plus_hours(24 * days));
        assert_eq!(care::ask(&house.house).await.unwrap(), 0);
        pass(180);
        assert_eq!(care::ask(&house.house).await.unwrap(), 1, "who has no mail address is not asked");
        assert_eq!(care::ask(&house.house).await.unwrap(), 0);
        pass(30);
        assert_eq!(risk().await, "");
        assert_eq!(care::ask(&house.house).await.unwrap(), 1, "asked again");
        assert_eq!(risk().await, "unconfirmed");
        let (link, _) = secret(&house, "contact-check").await;
        let mut client = house.client();
        assert!(client.get(&link).await.text().contains("soc@w10000001.example"));
        assert_eq!(risk().await, "unconfirmed", "looking confirms nothing");
        assert_eq!(client.post(&link, &[]).await.status, 200);
        assert_eq!(risk().await, "");
        pass(179);
        assert_eq!(care::ask(&house.house).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_mail_counts_only_when_it_names_ours() {
    on_both(async |house| {
        let id = enter(&house, &water("Noord", "10000001", "192.0.2.0/24")).await;
        house.set(house.now().plus_hours(24 * 180));
        care::ask(&house.house).await.unwrap();
        let key = house.memory.text("SELECT key FROM errand WHERE kind = 'mail'").await.unwrap();
        let named = format!("{}@csirt.example", key.replace(':', "."));
        let back = async |id: &str, to: &str| care::came_back(&house.house, id, to, "550").await.unwrap();
        assert!(!back("contact.con_1.0000@csirt.example", "soc@w10000001.example").await);
        assert!(!back(&named, "iemand@anders.example").await);
        assert!(back(&named, "soc@w10000001.example").await);
        assert_eq!(house.memory.text("SELECT risk FROM entity").await.unwrap(), "bounced");
        // A call that nobody answers is worse; one that is answered says that all is well.
        let contact = house.memory.text("SELECT id FROM entity_contact WHERE role = 'always'").await.unwrap();
        let called = async |answered| {
            care::tested(&house.house, &staff(&house), (&id, &contact), answered, "").await.unwrap();
            house.memory.text("SELECT risk FROM entity").await.unwrap()
        };
        assert_eq!(called(false).await, "not-answered");
        assert_eq!(called(true).await, "");
        let other = care::tested(&house.house, &staff(&house), ("org_x", &contact), true, "").await;
        assert!(matches!(other, Err(Failed::Refused(Refused::NotFound))));
    })
    .await;
}
