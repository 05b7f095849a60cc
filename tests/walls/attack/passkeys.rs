//! Passkeys: what is answered twice, elsewhere, late, by a copy, or by nobody in particular.

use super::{ORIGIN, browser, is_in, somebody};
use crate::harness::{
    authenticator::Device,
    client::{Answer, Client},
    house::{TestHouse, on_both},
};
use meldkamer_app::ceremony;
use meldkamer_domain::access::Role;
use serde_json::Value;

/// A browser in which somebody is signed in, with a passkey on a device.
struct Owner {
    house: TestHouse,
    id: String,
    client: Client,
    device: Device,
}

async fn asked(client: &mut Client, path: &str) -> Value {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

impl Owner {
    async fn of(house: TestHouse) -> Self {
        let id = somebody(&house, "ans", Role::DutyOfficer).await;
        let mut client = browser(&house, 1);
        let code = super::code(&house);
        super::type_in(&mut client, "ans", super::PASSWORD, &code).await;
        let mut one = Self { house, id, client, device: Device::at(ORIGIN) };
        let made = one.enrol().await;
        assert_eq!((made.status, made.header("location")), (303, "/account/ways?changed"), "{}", made.text());
        one
    }

    /// Adds the device's passkey to the account.
    async fn enrol(&mut self) -> Answer {
        let asked = asked(&mut self.client, "/account/ways/passkey").await;
        let made = self.device.create(&asked);
        let ceremony = asked["ceremony"].as_str().unwrap();
        let fields = [("ceremony", ceremony), ("passkey", &made), ("passkey-name", "Telefoon")];
        self.client.post("/account/ways/passkeys", &fields).await
    }
}

/// Signs in with a passkey in a browser.
async fn enter(client: &mut Client, device: &mut Device) -> (Answer, String, String) {
    let asked = asked(client, "/sign-in/passkey").await;
    let (ceremony, answer) = (asked["ceremony"].as_str().unwrap().to_owned(), device.get(&asked));
    (give(client, &ceremony, &answer).await, ceremony, answer)
}

async fn give(client: &mut Client, ceremony: &str, answer: &str) -> Answer {
    let fields = [("ceremony", ceremony), ("passkey", answer), ("next", "/desk")];
    client.post("/sign-in/passkey", &fields).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_opens_the_door_once() {
    on_both(async |house| {
        let mut one = Owner::of(house).await;
        let mut client = browser(&one.house, 2);
        let (answer, ceremony, given) = enter(&mut client, &mut one.device).await;
        assert_eq!((answer.status, answer.header("location")), (303, "/desk"), "{}", answer.text());
        assert!(is_in(&mut client).await);
        let mut again = browser(&one.house, 2);
        assert_eq!(give(&mut again, &ceremony, &given).await.status, 422, "an answer was taken twice");
        assert!(!is_in(&mut again).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_in_the_browser_that_was_asked() {
    on_both(async |house| {
        let mut one = Owner::of(house).await;
        let asked = asked(&mut browser(&one.house, 2), "/sign-in/passkey").await;
        let (ceremony, given) = (asked["ceremony"].as_str().unwrap().to_owned(), one.device.get(&asked));
        let mut other = browser(&one.house, 3);
        assert_eq!(give(&mut other, &ceremony, &given).await.status, 422);
        assert!(!is_in(&mut other).await);
        // Whoever was asked is not hindered by it.
        assert_eq!(give(&mut browser(&one.house, 2), &ceremony, &given).await.status, 303);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_owner_at_our_own_address_comes_in() {
    on_both(async |house| {
        let mut one = Owner::of(house).await;
        let (mut elsewhere, mut unseen) = (one.device.clone(), one.device.clone());
        elsewhere.origin = "https://meldkamer.exarnple".into();
        unseen.verifies = false;
        let strange = Device::at(ORIGIN);
        for (what, mut device) in
            [("elsewhere", elsewhere), ("nobody was seen", unseen), ("strange", strange)]
        {
            let mut client = browser(&one.house, 2);
            let (answer, ..) = enter(&mut client, &mut device).await;
            assert_eq!(answer.status, 422, "{what}");
            assert!(!is_in(&mut client).await, "{what}");
        }
        let copy = one.device.clone();
        one.device.counter += 5;
        assert_eq!(enter(&mut browser(&one.house, 2), &mut one.device).await.0.status, 303);
        let (late, ..) = enter(&mut browser(&one.house, 2), &mut copy.clone()).await;
        assert_eq!(late.status, 422, "a copy of the device came in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_ends_in_time_and_is_for_one_thing() {
    on_both(async |house| {
        let mut one = Owner::of(house).await;
        let mut client = browser(&one.house, 2);
        let late = asked(&mut client, "/sign-in/passkey").await;
        let given = one.device.get(&late);
        one.house.set(one.house.now().plus_seconds(ceremony::MINUTES * 60));
        let answer = give(&mut client, late["ceremony"].as_str().unwrap(), &given).await;
        assert_eq!(answer.status, 422, "an answer came too late");
        // What was asked to add a passkey opens no door.
        let other = asked(&mut one.client, "/account/ways/passkey").await;
        let given = one.device.get(&other_for_entering(&other));
        let answer = give(&mut one.client.clone(), other["ceremony"].as_str().unwrap(), &given).await;
        assert_eq!(answer.status, 422, "a ceremony for adding opened the door");
    })
    .await;
}

fn other_for_entering(asked: &Value) -> Value {
    let mut asked = asked.clone();
    asked["publicKey"]["rpId"] = asked["publicKey"]["rp"]["id"].clone();
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_way_in_stays_and_who_is_blocked_is_out() {
    on_both(async |house| {
        let mut one = Owner::of(house).await;
        let memory = &one.house.memory;
        memory.run("UPDATE account SET password = '', totp = NULL").await;
        let key = memory.text("SELECT id FROM passkey").await.unwrap();
        let remove = format!("/account/ways/passkeys/{key}/remove");
        assert_eq!(one.client.post(&remove, &[]).await.status, 422);
        assert_eq!(memory.number("SELECT count(*) FROM passkey").await, 1, "the last way in is gone");
        assert_eq!(enter(&mut browser(&one.house, 2), &mut one.device).await.0.status, 303);
        memory.run(&format!("UPDATE account SET active = 0 WHERE id = '{}'", one.id)).await;
        assert_eq!(enter(&mut browser(&one.house, 2), &mut one.device).await.0.status, 422);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_device_is_one_passkey_and_nobody_elses() {
    on_both(async |house| {
        let mut one = Owner::of(house).await;
        assert_eq!(one.enrol().await.status, 422, "one passkey was added twice");
        somebody(&one.house, "bob", Role::Analyst).await;
        let mut bob = browser(&one.house, 4);
        let code = super::code(&one.house);
        super::type_in(&mut bob, "bob", super::PASSWORD, &code).await;
        let key = one.house.memory.text("SELECT id FROM passkey").await.unwrap();
        let remove = format!("/account/ways/passkeys/{key}/remove");
        assert_eq!(bob.post(&remove, &[]).await.status, 404);
        assert_eq!(one.house.memory.number("SELECT count(*) FROM passkey").await, 1);
    })
    .await;
}
