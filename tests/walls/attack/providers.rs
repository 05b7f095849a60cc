//! Providers that lie, answers of one given for another's, answers given twice; and what is left when
//! the provider is down. What the honest provider does is in `journeys`.

use super::{PASSWORD, browser, code, is_in, somebody, type_in};
use crate::harness::{
    client::{Answer, Client},
    house::{self, BOTH, TestHouse},
    impostor::Impostor,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use meldkamer_app::settings::provider::Provider;
use meldkamer_domain::access::Role;
use meldkamer_store::Dialect;
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A provider as an operator sets it.
fn settings(id: &str, issuer: &str) -> Provider {
    let text = format!(
        "id = '{id}'\nname = 'Makelaar {id}'\nissuer = '{issuer}'\nclient_id = 'meldkamer'\n\
         levels = ['laag', 'hoog']\nleast = 'hoog'\nroles = {{ '*' = 'entity-reporter' }}\n\
         [claims]\nregister_number = 'kvk'\nlevel = 'loa'\nrole = 'roles'"
    );
    toml::from_str(&text).unwrap()
}

/// A house with a provider of its own, one organisation in the register and one member of staff.
async fn world(dialect: Dialect) -> (TestHouse, Impostor) {
    let liar = Impostor::open().await;
    let provider = settings("een", &liar.issuer);
    let house = house::house_with(dialect, |settings| settings.providers = vec![provider]).await;
    register(&house).await;
    somebody(&house, "ans", Role::DutyOfficer).await;
    (house, liar)
}

async fn register(house: &TestHouse) {
    let at = house.now().micros();
    let sql = format!(
        "INSERT INTO entity (id, name, register_number, created_at) \
         VALUES ('org-noord', 'Waterbedrijf Noord', '12345678', {at})"
    );
    house.memory.run(&sql).await;
}

/// Where the house sends a browser, by the names of its query.
async fn leave(client: &mut Client, path: &str) -> BTreeMap<String, String> {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let query = answer.header("location").split_once('?').unwrap().1.to_owned();
    let plain = |text: &str| text.replace('+', " ").replace("%3A", ":").replace("%2F", "/");
    query.split('&').filter_map(|pair| pair.split_once('=')).map(|(a, b)| (a.to_owned(), plain(b))).collect()
}

/// Claims that an honest provider would make.
fn honest(house: &TestHouse, liar: &Impostor, nonce: &str) -> Value {
    let now = house.now().micros() / 1_000_000;
    json!({
        "iss": liar.issuer, "aud": "meldkamer", "sub": "s-1", "iat": now, "exp": now + 60, "nonce": nonce,
        "name": "Ans de Vries", "kvk": "12345678", "loa": "hoog",
    })
}

/// Goes to the provider and comes back with whatever it says.
async fn round(
    house: &TestHouse,
    liar: &Impostor,
    client: &mut Client,
    change: impl FnOnce(&mut Value),
) -> Answer {
    let sent = leave(client, "/sign-in/with/een?next=/organisation").await;
    let mut claims = honest(house, liar, &sent["nonce"]);
    change(&mut claims);
    liar.say(|says| says.claims = claims);
    client.get(&format!("/sign-in/with/een/back?code=c&state={}", sent["state"])).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_provider_vouches_for_gets_a_mandate_of_their_organisation() {
    for dialect in BOTH {
        let (house, liar) = world(dialect).await;
        let mut client = browser(&house, 1);
        let answer = round(&house, &liar, &mut client, |_| {}).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/organisation"), "{}", answer.text());
        assert!(is_in(&mut client).await);
        let mandates = "SELECT account || ' ' || body || ' ' || role || ' ' || given_by FROM mandate";
        let first = house.memory.texts(mandates).await;
        assert!(first[0].ends_with(" org-noord entity-reporter provider:een"), "{first:?}");
        // Again: the same account, the same mandate, longer.
        house.set(house.now().plus_hours(1));
        let until = house.memory.number("SELECT until_at FROM mandate").await;
        assert_eq!(round(&house, &liar, &mut browser(&house, 2), |_| {}).await.status, 303);
        assert_eq!(house.memory.texts(mandates).await, first);
        assert!(house.memory.number("SELECT until_at FROM mandate").await > until);
        // Taken away by the organisation, it does not come back by itself.
        let at = house.now().micros();
        house.memory.run(&format!("UPDATE mandate SET revoked_at = {at}, revoked_by = 'account:x'")).await;
        assert_eq!(round(&house, &liar, &mut browser(&house, 3), |_| {}).await.status, 303);
        assert_eq!(house.memory.number("SELECT count(*) FROM mandate WHERE revoked_at IS NULL").await, 0);
        // The challenge that was sent fits the proof that was given.
        let sent = leave(&mut client, "/sign-in/with/een").await;
        client.get(&format!("/sign-in/with/een/back?code=c&state={}", sent["state"])).await;
        let form = liar.asked.lock().unwrap().last().unwrap().clone();
        let verifier =
            form.split('&').find_map(|pair| pair.strip_prefix("code_verifier=")).unwrap().to_owned();
        let challenge = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()));
        assert_eq!(
            (sent["code_challenge"].as_str(), sent["code_challenge_method"].as_str()),
            (challenge.as_str(), "S256")
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_not_for_us_now_is_not_believed() {
    for dialect in BOTH {
        let (house, liar) = world(dialect).await;
        let now = house.now().micros() / 1_000_000;
        let lies: [(&str, Value); 10] = [
            ("wrong nonce", json!({"nonce": "of another time"})),
            ("no nonce", json!({"nonce": null})),
            ("wrong issuer", json!({"iss": "https://kwaad.example"})),
            ("wrong audience", json!({"aud": "another"})),
            ("one more audience", json!({"aud": ["meldkamer", "another"]})),
            ("made for another party", json!({"azp": "another"})),
            ("expired", json!({"exp": now - 1})),
            ("made long ago", json!({"iat": now - 3600})),
            ("made later", json!({"iat": now + 3600})),
            ("about nobody", json!({"sub": ""})),
        ];
        for (what, lie) in lies {
            let mut client = browser(&house, 1);
            let answer = round(&house, &liar, &mut client, |claims| {
                for (name, value) in lie.as_object().unwrap() {
                    claims[name] = value.clone();
                }
            })
            .await;
            assert_eq!(answer.status, 403, "{what}: {}", answer.text());
            assert!(!is_in(&mut client).await, "{what}");
        }
        for (what, head, forged) in [
            ("no signature", json!({"alg": "none"}), false),
            ("a shared secret", json!({"alg": "HS256"}), false),
            ("another key", json!({}), true),
            ("an unknown key", json!({"kid": "two"}), true),
        ] {
            liar.say(|says| (says.head, says.forged) = (head, forged));
            let mut client = browser(&house, 1);
            let answer = round(&house, &liar, &mut client, |_| {}).await;
            assert_eq!(answer.status, 403, "{what}: {}", answer.text());
            assert!(!is_in(&mut client).await, "{what}");
        }
        assert_eq!(house.memory.number("SELECT count(*) FROM identity").await, 0);
        assert_eq!(house.memory.number("SELECT count(*) FROM entry WHERE outcome = 'refused'").await, 14);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_state_comes_back_once_in_the_same_browser_in_time() {
    for dialect in BOTH {
        let (house, liar) = world(dialect).await;
        let mut client = browser(&house, 1);
        let sent = leave(&mut client, "/sign-in/with/een").await;
        liar.say(|says| says.claims = honest(&house, &liar, &sent["nonce"]));
        let back = format!("/sign-in/with/een/back?code=c&state={}", sent["state"]);
        // Somebody else's browser: what was begun there would end in this account here.
        let mut other = browser(&house, 2);
        assert_eq!(other.get(&back).await.status, 410);
        assert!(!is_in(&mut other).await);
        assert_eq!(liar.asked.lock().unwrap().len(), 0, "a code was given away");
        assert_eq!(client.get(&back).await.status, 303);
        assert_eq!(client.get(&back).await.status, 410, "a state was taken twice");
        let late = leave(&mut client, "/sign-in/with/een").await;
        house.set(house.now().plus_seconds(600));
        assert_eq!(
            client.get(&format!("/sign-in/with/een/back?code=c&state={}", late["state"])).await.status,
            410
        );
        for nothing in ["", "?state=x", "?code=c", "?error=access_denied"] {
            assert_eq!(
                client.get(&format!("/sign-in/with/een/back{nothing}")).await.status,
                410,
                "{nothing}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_answer_of_one_provider_is_none_of_another() {
    for dialect in BOTH {
        let (one, two) = (Impostor::open().await, Impostor::open().await);
        let providers = vec![settings("een", &one.issuer), settings("twee", &two.issuer)];
        let house = house::house_with(dialect, |settings| settings.providers = providers).await;
        register(&house).await;
        let mut client = browser(&house, 1);
        // Begun with one, back as if from the other: the code goes to neither.
        let sent = leave(&mut client, "/sign-in/with/een").await;
        let mixed = client.get(&format!("/sign-in/with/twee/back?code=c&state={}", sent["state"])).await;
        assert_eq!(mixed.status, 410);
        // Begun with one, and the answer says that it is from the other.
        let sent = leave(&mut client, "/sign-in/with/een").await;
        let back = format!("/sign-in/with/een/back?code=c&state={}&iss={}", sent["state"], two.issuer);
        assert_eq!(client.get(&back).await.status, 403);
        for liar in [&one, &two] {
            assert_eq!(liar.asked.lock().unwrap().len(), 0, "the code was given away");
        }
        // The other's word about the same subject is another identity.
        one.say(|says| says.claims = json!({}));
        let sent = leave(&mut client, "/sign-in/with/twee").await;
        two.say(|says| says.claims = honest(&house, &one, &sent["nonce"]));
        let answer = client.get(&format!("/sign-in/with/twee/back?code=c&state={}", sent["state"])).await;
        assert_eq!(answer.status, 403, "one provider spoke for the other");
        assert!(!is_in(&mut client).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_come_in_reads_why_and_how_to_go_on() {
    for dialect in BOTH {
        let (house, liar) = world(dialect).await;
        let cases: [(&str, Value); 4] = [
            ("te laag niveau", json!({"loa": "laag"})),
            ("te laag niveau", json!({"loa": null})),
            ("12345679", json!({"kvk": "12345679"})),
            ("niet gezegd voor welke organisatie", json!({"kvk": null})),
        ];
        for (words, change) in cases {
            let mut client = browser(&house, 1);
            let answer = round(&house, &liar, &mut client, |claims| {
                for (name, value) in change.as_object().unwrap() {
                    claims[name] = value.clone();
                }
            })
            .await;
            assert_eq!(answer.status, 403, "{words}");
            assert!(answer.text().contains(words), "{words}: {}", answer.text());
            assert!(
                answer.text().contains("href=\"/report\"") && answer.text().contains("href=\"/continue\"")
            );
            assert!(!is_in(&mut client).await);
        }
        assert_eq!(house.memory.number("SELECT count(*) FROM account").await, 1);
        let mut client = browser(&house, 1);
        round(&house, &liar, &mut client, |_| {}).await;
        house.memory.run("UPDATE account SET active = 0 WHERE role = 'member'").await;
        let blocked = round(&house, &liar, &mut browser(&house, 2), |_| {}).await;
        assert!(blocked.status == 403 && blocked.text().contains("geblokkeerd"));
        // Where one was going stays in this house.
        house.memory.run("UPDATE account SET active = 1").await;
        let sent = leave(&mut client, "/sign-in/with/een?next=https://kwaad.example/").await;
        liar.say(|says| says.claims = honest(&house, &liar, &sent["nonce"]));
        let answer = client.get(&format!("/sign-in/with/een/back?code=c&state={}", sent["state"])).await;
        assert_eq!(answer.header("location"), "/home");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_provider_down_the_house_is_open() {
    for dialect in BOTH {
        let (house, liar) = world(dialect).await;
        liar.say(|says| says.down = true);
        let mut client = browser(&house, 1);
        let down = client.get("/sign-in/with/een").await;
        assert_eq!(down.status, 424);
        assert!(down.text().contains("werkt nu niet") && down.text().contains("href=\"/report\""));
        let right = code(&house);
        assert_eq!(type_in(&mut client, "ans", PASSWORD, &right).await.status, 303);
        let mut stranger = browser(&house, 2);
        assert_eq!(stranger.post("/report", &[("kind", "significant-incident")]).await.status, 303);
        assert_eq!(stranger.get("/sign-in/with/een").await.status, 424);
        // It is well again: half a minute later it is asked anew.
        liar.say(|says| says.down = false);
        assert_eq!(
            stranger.get("/sign-in/with/een").await.status,
            424,
            "a provider that is down is let alone"
        );
        house.set(house.now().plus_seconds(31));
        let sent = leave(&mut stranger, "/sign-in/with/een").await;
        // It goes down while somebody is there.
        liar.say(|says| says.down = true);
        let back = format!("/sign-in/with/een/back?code=c&state={}", sent["state"]);
        assert!([403, 424].contains(&stranger.get(&back).await.status));
    }
}
